"""A page's words, addresses, names and dates, replaced by neutral ones of the same shape.

The same input gives the same output, and one word, name or host always becomes the same other one. What
the page reader knows as a label ("Read more", "Posted by", "sidebar") stays, and so does every notation of
a date.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from urllib.parse import quote, unquote, urlsplit

from feedkit.dates import find_dates, read_date, read_stamp
from feedkit.dates.words import lexicon, main_kind, vocabulary
from feedkit.parsers.bylines import AUTHOR_LABEL, AUTHOR_LABEL_WORDS
from feedkit.parsers.html import page_words as words
from feedkit.parsers.link_texts import GENERIC, TRIMMED

YEARS = (
    4  # that every date goes back: with leap days, four years are the same number of days wherever they begin
)
SECONDS = (4 * 365 + 1) * 86_400
WEEKDAYS = (4 * 365 + 1) % 7
NOW = datetime(2026, 1, 1, tzinfo=UTC)
MAX_DATE_TEXT = 160  # characters of a text whose dates are an entry's
MAX_BYLINE = 240  # characters of a text that may name an author
MAX_LABEL = 60  # characters of a text that may be a label
SPREAD = 2**127 - 1  # a prime: following numbers become words that are not alike
MAX_TEXT = 240  # characters of a text that stay
TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
WORD = re.compile(r"[^\W\d_]+")
NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\W\d_]+")
YEAR = re.compile(r"(?<!\d)(?:1[34]\d\d|19[7-9]\d|20\d\d|25\d\d)(?!\d)")
COMPACT_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d)?(?:\d{6})?")
MONTH_AND_DAY = re.compile(r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
UNIX = re.compile(r"1\d{9}(?:\d{3})?")
DIGITS = str.maketrans("123456789", "396182745")
DATE_KINDS = frozenset("MWRDAUfE")
SUFFIX = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|cgi|pdf|jpe?g|png|gif|webp|svg|mp3|xml)$", re.I)

# Letters that words are spelt with, by turns; in scripts without blanks, one for each character.
SPELLING = {
    "LATIN": ("bdfglmnprstvk", "aeiou"),
    "CYRILLIC": ("бвгдзклмнпрст", "аеиоу"),
    "GREEK": ("βγδζκλμνπρτφχ", "αεηοω"),
    "ARABIC": ("بترسکلمنه", "اوی"),
    "HEBREW": ("בגדזלמנרשת", "איו"),
    "DEVANAGARI": ("कगजतदनपबमरलसह", "ाीेो"),
    "HANGUL": ("가나다라마바사자차카타파하", "거너더러머"),
}
SIGNS = {
    "HIRAGANA": "あかさたなはまやらきしちにひみり",
    "KATAKANA": "アカサタナハマヤラキシチニヒミリ",
    "HAN": "山川森林石田花草虫鳥魚貝空雲風雨雪音光色竹米糸羽耳舟",
    "THAI": "กขคงจชดตนบปมยรลวสห",
}
RANGES = (
    ("CYRILLIC", "Ѐ", "ӿ"),
    ("GREEK", "Ͱ", "Ͽ"),
    ("ARABIC", "؀", "ۿ"),
    ("HEBREW", "֐", "׿"),
    ("DEVANAGARI", "ऀ", "ॿ"),
    ("THAI", "฀", "๿"),
    ("HIRAGANA", "ぁ", "ゟ"),
    ("KATAKANA", "゠", "ヿ"),
    ("HAN", "㐀", "鿿"),
    ("HANGUL", "가", "힣"),
)


@cache
def known_names() -> frozenset[str]:
    """What a class or an id may say that matters to the page reader: "sidebar", "title", "byline"."""
    found = set("post posts entry item excerpt summary body header text image thumb news".split())
    found.update(*(re.findall("[a-z]+", names) for names in words.BY_NAME.values()))
    found.update(*(re.findall("[a-z]+", name) for name in words.HIDDEN_NAMES | words.PASSING_CLASSES))
    found |= words.BOX_NAMES | words.NOT_REGIONS
    for name, table in vars(words).items():
        if isinstance(table, re.Pattern) and name.endswith(("_CLASS", "_TYPE", "D_NAME", "DECORATION")):
            found.update(re.findall(r"[a-z]{2,}", table.pattern.lower()))
    return frozenset(found - {""})


@cache
def known_segments() -> frozenset[str]:
    """What an address may say that matters: "tag", "author", "page"."""
    patterns = (words.TAG_PATH, words.PROFILE_PATH, words.SHARER, words.PAGE_NAME)
    found = {part for one in patterns for part in re.findall("[a-z]{2,}", one.pattern)}
    return frozenset({"index", *found, *(part.removesuffix("s") for part in found)})


@cache
def weekdays() -> dict[str, dict[int, list[str]]]:
    """The names of weekdays, by language and number."""
    found: dict[str, dict[int, list[str]]] = {}
    for word, row in lexicon().words.items():
        for code, languages in (part.split(" ") for part in row.split("|")):
            for language in languages.split(",") if code[0] == "W" else ():
                found.setdefault(language, {}).setdefault(int(code[1:]), []).append(word)
    return found


class Neutral:
    """One page's replacements.

    content:   the whole page: no word of it becomes another of its words
    url:       the page's address
    language:  as the page claims, or None
    """

    def __init__(self, content: str, url: str, language: str | None) -> None:
        self.language = language
        self._vocabulary = vocabulary(language)
        self._taken = {word.casefold() for word in WORD.findall(content)}
        self._words: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._names: dict[str, str] = {}
        self._hosts: dict[str, str] = {}
        self._site = urlsplit(url).netloc.lower().removeprefix("www.")
        self.url = self.address(url)

    def text(self, text: str, *, column: bool = False) -> str:
        """A text without its own words.

        Args:
            text: a run of text, or an attribute that is shown.
            column: it is the head of a column.
        """
        folded = text.strip(TRIMMED).casefold()
        if folded in GENERIC or folded in words.OLDER:
            return text
        text = _shortened(text)
        kept = self._kept(text, column)
        pieces, at = [], 0
        for start, end in sorted(kept):
            if end <= at:
                continue
            start = max(start, at)
            pieces += [self._replaced(text[at:start]), self.date(text[start:end])]
            at = end
        return "".join([*pieces, self._replaced(text[at:])])

    def date(self, text: str) -> str:
        """A date, or words beside it, some years earlier in the same notation."""
        text = YEAR.sub(lambda year: str(int(year[0]) - YEARS), shifted := text)
        if text == shifted:
            text = self._shorter_year(text)
        return WORD.sub(lambda word: self._weekday(word[0]), text)

    def stamp(self, text: str) -> str:
        """What an attribute says: a date that a program wrote, or a text."""
        if UNIX.fullmatch(text):
            return str(int(text) - SECONDS * (1000 if len(text) == 13 else 1))
        if COMPACT_DATE.match(text):
            return _number(text[:8]) + text[8:] if text[:8].isdigit() else self.date(text)
        if read_stamp(text) is not None or find_dates(text, language=self.language):
            return self.date(text)
        return self.text(text)

    def address(self, address: str) -> str:
        """An address of the same shape: example hosts, segments of as many letters."""
        address = address.strip()
        scheme = address.partition(":")[0].lower()
        if scheme in ("javascript", "data", "about"):
            return f"{scheme}:void(0)"
        if scheme in ("mailto", "tel", "sms", "skype", "whatsapp"):
            return f"{scheme}:someone"
        try:
            parts = urlsplit(address)
        except ValueError:
            return "#"
        host = self._host(parts.netloc) if parts.netloc else ""
        path = "/".join(map(self._segment, parts.path.split("/")))
        query = "&".join(map(self._pair, parts.query.split("&"))) if parts.query else ""
        fragment = self.name(unquote(parts.fragment))
        scheme = f"{parts.scheme}:" if parts.scheme else ""
        return (
            scheme
            + (f"//{host}" if host else "")
            + path
            + (f"?{query}" if query else "")
            + (f"#{quote(fragment, safe='/:-_.~')}" if "#" in address else "")
        )

    def names(self, value: str) -> str:
        """Classes or ids: the words that matter for reading stay."""
        return " ".join(map(self.name, value.split()))

    def name(self, name: str) -> str:
        """One class or id. Other names have no number, as classes with a number say nothing lasting."""
        return NAME_PART.sub(lambda part: self._name_part(part[0]), name)

    def _name_part(self, part: str) -> str:
        if part.isdigit():
            return _number(part)
        folded = part.lower()
        if folded in known_names() or len(part) < 2:
            return part
        if folded not in self._names:
            self._names[folded] = "k" + _spelt(
                len(self._names), 2, "bcdfghjklmnpqrstvwxz", "bcdfghjklmnpqrstvwxz"
            )
        return _cased(self._names[folded], part[:3])

    def _kept(self, text: str, column: bool) -> list[tuple[int, int]]:
        """The ranges of a text whose words stay, dates aside."""
        kept: list[tuple[int, int]] = []
        if len(text) <= MAX_DATE_TEXT:
            mentions = find_dates(text, language=self.language)
            kept += [(mention.start, mention.end) for mention in mentions]
            phrase = not mentions and read_date(text, language=self.language, reference=NOW) is not None
            kept += [(0, len(text))] if phrase else []
            alone = all(map(self._is_of_dates, WORD.findall(text)))
            beside = bool(mentions) or len(text) < MAX_LABEL // 2
            kinds = DATE_KINDS if alone else frozenset("R" if beside else "")
            kept += [word.span() for word in WORD.finditer(text) if self._kind(word[0]) in kinds]
        if len(text) <= MAX_BYLINE:
            kept += [label.span() for label in AUTHOR_LABEL.finditer(text)]
            if label := AUTHOR_LABEL.fullmatch(text.strip() + " x", 0, len(text.strip()) + 1):
                kept.append((0, label.end()))
        if len(text) <= MAX_LABEL:
            kept += [name.span() for name in words.EVENT_NAME.finditer(text)]
            kept += [name.span() for name in words.TITLE_COLUMN.finditer(text) if column]
            kept += [
                word.span()
                for word in WORD.finditer(text)
                if words.PUBLICATION.match(word[0]) and ":" in text
            ]
        return kept

    def _kind(self, word: str) -> str:
        senses = self._vocabulary.senses(word.casefold())
        return main_kind(senses) if senses else ""

    def _is_of_dates(self, word: str) -> bool:
        return self._kind(word) in DATE_KINDS or bool(self._vocabulary.shortened_month(word.casefold()))

    def _shorter_year(self, text: str) -> str:
        """A date whose year has two digits."""
        value = read_date(text, language=self.language, reference=NOW)
        numbers = list(re.finditer(r"(?<!\d)\d\d(?!\d)", text))
        fitting = [n for n in numbers if value is None or int(n[0]) == value.year % 100]
        full = any(mention.has_year for mention in find_dates(text, language=self.language))
        if not fitting or not full:
            return text
        year = fitting[-1]
        return text[: year.start()] + f"{(int(year[0]) - YEARS) % 100:02}" + text[year.end() :]

    def _weekday(self, word: str) -> str:
        senses = self._vocabulary.senses(word.casefold())
        if not senses or main_kind(senses) != "W":
            return word
        sense = next(sense for sense in senses if sense.kind == "W")
        number = (sense.value - WEEKDAYS) % 7
        own = [code for code in self._vocabulary.first if code in sense.languages]
        names = weekdays()[(own or sorted(sense.languages))[0]].get(number, [word])
        return _cased(min(names, key=lambda name: _unlikeness(name, word)), word)

    def _replaced(self, text: str) -> str:
        return TOKEN.sub(lambda token: self._token(token[0]), text)

    def _token(self, token: str) -> str:
        if token[0].isdecimal():
            return _number(token)
        word = "".join(WORD.findall(token))
        if len(word) < 2 and word.isascii():
            return token
        script = next((name for name, low, high in RANGES if low <= word[0] <= high), "LATIN")
        if script in SIGNS:
            return "".join(self._sign(sign) for sign in token)
        folded = word.casefold()
        if folded not in self._words:
            self._words[folded] = self._new_word(script, len(word))
        return _cased(self._words[folded], word)

    def _sign(self, sign: str) -> str:
        script = next((name for name, low, high in RANGES if low <= sign <= high), "")
        if script not in SIGNS:
            return sign
        if sign not in self._words:
            count = self._counts[script, 1] = self._counts.get((script, 1), -1) + 1
            self._words[sign] = SIGNS[script][count % len(SIGNS[script])]
        return self._words[sign]

    def _new_word(self, script: str, length: int) -> str:
        for _ in range(1000):
            count = self._counts[script, length] = self._counts.get((script, length), -1) + 1
            found = _spelt(count, length, *SPELLING[script])
            if not (found in self._taken or self._is_known(found)):
                return found
        return found

    def _is_known(self, word: str) -> bool:
        return (
            bool(self._vocabulary.senses(word))
            or bool(self._vocabulary.shortened_month(word))
            or word in GENERIC
            or word in AUTHOR_LABEL_WORDS
            or word in known_names()
        )

    def _host(self, host: str) -> str:
        bare = host.lower().removeprefix("www.")
        if bare == self._site:
            return host[: len(host) - len(bare)] + "site.example"
        if bare not in self._hosts:
            number = len(self._hosts)
            own = self._site and self._site in bare
            self._hosts[bare] = f"{_spelt(number, 3, *SPELLING['LATIN'])}.{'site.' if own else ''}example"
        return self._hosts[bare]

    def _segment(self, segment: str) -> str:
        text = unquote(segment)
        suffix = SUFFIX.search(text)
        stem = text[: suffix.start()] if suffix else text
        found = TOKEN.sub(lambda token: self._slug(token[0]), stem) + (suffix[0] if suffix else "")
        return quote(found, safe="!$&'()*+,;=:@-._~") if "%" in segment else found

    def _slug(self, token: str) -> str:
        return (
            token
            if token.lower() in known_segments() or MONTH_AND_DAY.fullmatch(token)
            else self._token(token)
        )

    def _pair(self, pair: str) -> str:
        name, sign, value = pair.partition("=")
        if "://" in unquote(value):
            return f"{self._segment(name)}={quote(self.address(unquote(value)), safe='')}"
        return self._segment(name) + sign + self._segment(value)


def _unlikeness(name: str, word: str) -> tuple[bool, bool, int, str]:
    """How little a weekday's name is like another: in script, in being short, in length."""
    short = (len(name) < 5) != (len(word) < 5)
    return (name.isascii() != word.isascii(), short, abs(len(name) - len(word)), name)


def _shortened(text: str) -> str:
    """A text as long as matters, cut at a blank."""
    if len(text) <= MAX_TEXT:
        return text
    return text[:MAX_TEXT].rpartition(" ")[0] + "." or text[:MAX_TEXT]


def _number(digits: str) -> str:
    """Another number: a year some years earlier, one or two digits as they are."""
    if not digits.isascii() or len(digits) < 3:
        return str(int(digits) - YEARS) if YEAR.fullmatch(digits) else digits
    if YEAR.fullmatch(digits) or COMPACT_DATE.fullmatch(digits):
        return f"{int(digits[:4]) - YEARS}{digits[4:]}"
    found = digits.translate(DIGITS)
    return "5" + found[1:] if YEAR.match(found) or COMPACT_DATE.match(found) else found


def _spelt(number: int, length: int, first: str, second: str) -> str:
    """The word of a number: letters from two alphabets by turns; words of following numbers are unlike."""
    size = 1
    for at in range(length):
        size *= len(second if at % 2 else first)
    number = (number * SPREAD + 101 * length) % size
    letters = []
    for at in range(length):
        alphabet = second if at % 2 else first
        number, letter = divmod(number, len(alphabet))
        letters.append(alphabet[letter])
    return "".join(letters)


def _cased(word: str, like: str) -> str:
    """A word with capital letters where another has them."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    return "".join(
        letter.upper() if like[at : at + 1].isupper() else letter for at, letter in enumerate(word)
    )
