"""Splits a text into tokens, each with a letter for its kind; all letters together are the shape of the text.

n  a number of one or two digits      Y  a number of four digits, or a marked year    D  a marked day
'  a year of two digits after an apostrophe        B  eight digits that are a day     #  any other number
M  a month's name     W  a weekday's  T  a time of day    A  am or pm    Z  a zone    !  no time that there is
f  a filler           R  a label: published, updated…      C  "issue", "part"…         x  an unknown word
t  the T of ISO 8601  s  brackets, bullets and other signs; a blank and , . / - : + stand for themselves
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import accumulate

from feedkit.dates.clock import (
    CLOCK,
    HOURS_A_DAY,
    NOON,
    OFFSET_AGAIN,
    ZONE_NAME,
    Clock,
    abbreviated_zone,
    iana_zone,
    is_zone_name,
    offset_zone,
    read_clock,
)
from feedkit.dates.words import PRIORITY, RFC_822, Sense, Senses, Vocabulary, is_unspaced, lexicon, main_kind

WORD = (
    r"[^\s\d\x00-\x40\x5b-\x60\x7b-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7"
    r"\u2000-\u200b\u200e-\u206f\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u30fb\ue000-\uf8ff\uff00-\uff20"
    r"\u060c\u061b\u061f\u066a-\u066c\u06d4\u0964\u0965\u1362\u1363\U0001f000-\U0001faff]+"
)
RFC_822_DATE = re.compile(r"\s*(?:[A-Z][a-z]{2}, )?\d\d? [A-Z][a-z]{2} \d{2,4} \d\d:\d\d(?::\d\d)? ")
EASTERN = re.compile("[٠-٩۰-۹]")
MIN_YEAR, MAX_YEAR = 1900, 2049  # of years that are written without a mark
KEPT_SIGNS = frozenset(",./-:+")
BETWEEN_WORDS = KEPT_SIGNS | {" ", "s"}  # letters of what parts a word from a number
MAX_CACHED_CHARACTERS = 50_000  # characters
SYMBOLS_OF_QUANTITIES = frozenset("$€£¥₹%#@&=_*^~+")  # a number beside one of these is not part of a date
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
BLANKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
OTHERS = {
    "’": "'",
    "‘": "'",
    "，": ",",
    "、": ",",
    "،": ",",
    "．": ".",
    "。": ".",
    "：": ":",
    "／": "/",
    "⁄": "/",
}
MARKED_YEARS = frozenset({"zh", "yue", "ja", "ko", "mn", "eu"})  # languages whose years bear a mark
MAX_UNSPACED_LENGTH = 16  # letters of a known word in a script without blanks


class _NormalCharacters(dict[int, str]):
    """Maps each digit, dash and blank of any script to one ASCII character, so that positions stay valid."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if code > 127:
            digit = unicodedata.decimal(letter, None)
            if digit is not None:
                letter = str(digit)
            elif letter in DASHES:
                letter = "-"
            elif letter in BLANKS or letter.isspace():
                letter = " "
            elif 0xFF21 <= code <= 0xFF5A:
                letter = chr(code - 0xFEE0)
            else:
                letter = OTHERS.get(letter, letter)
        if len(self) < MAX_CACHED_CHARACTERS:
            self[code] = letter
        return letter


_NORMAL_CHARACTERS = _NormalCharacters()


def normalised(text: str) -> str:
    """Return the text with every digit, dash, comma and blank in ASCII; it keeps its length."""
    return text if text.isascii() else text.translate(_NORMAL_CHARACTERS)


def has_eastern_digits(text: str) -> bool:
    """Return whether a text has Arabic or Persian digits."""
    return not text.isascii() and EASTERN.search(text) is not None


@cache
def token_pattern() -> re.Pattern[str]:
    """Return the pattern of one token. A mark (th, tháng…) is one token with the number beside it."""
    marks = lexicon().marks
    any_of = {
        kind: "|".join(sorted(map(re.escape, words), key=len, reverse=True)) for kind, words in marks.items()
    }
    eras = "|".join(map(re.escape, lexicon().eras))
    return re.compile(
        rf"""(?P<blank>\s+)
        |(?P<months>(?:{any_of["month_before"]}|\bM(?=\d\d\b))[. ]?(?P<mo1>\d{{1,2}})(?!\d)
            |(?<!\d)(?P<mo2>\d{{1,2}})[ -]?(?:{any_of["month_after"]})(?!曜))
        |(?P<offset>\b(?:UTC|GMT)[ ]{{0,2}}[+\-]\d{{1,2}}(?:[:.]?\d\d)?(?!\d))
        |(?P<eras>(?P<era>{eras})[. ]{{0,2}}(?P<y3>\d{{1,4}}|元)(?!\d)(?:[ ]?年)?)
        |(?P<word>{WORD})
        |(?P<clock>{CLOCK})
        |(?P<hours>(?<![\d/.\-])(?P<h1>\d{{1,2}})[ ]?(?P<half1>[aApP])\.?[ ]?[mM]\b\.?)
        |(?P<marked>(?<!\d)(?P<h2>\d{{1,2}})(?:(?<!\.\d)(?<!\.\d\d)\.(?P<m3>\d\d))?
            [ ]?(?:{any_of["hour"]})(?:(?<=[^a-z])|\b|(?=\d))
            (?:[ ]?(?P<m2>\d{{1,2}})(?!\d)(?:[ ]?(?:{any_of["minute"]})(?![a-z])\.?)?
                (?:[ ]?(?P<s2>\d{{1,2}})[ ]?(?:{any_of["second"]})(?![a-z]))?)?)
        |(?P<years>(?<!\d)(?P<y1>\d{{4}}|\d\d)[ ]?(?:{any_of["year_after"]}))
        |(?P<days>(?<!\d)(?P<d1>\d{{1,2}})
            (?:[ ]?(?:{any_of["day_after"]})(?!曜)|[-:.]?(?:{any_of["ordinal"]})(?!\w)))
        |(?P<number>\d+)
        |(?P<short>(?<!\d)'(?P<y2>\d\d)(?!\d))
        |(?P<sign>.)""",
        re.X | re.S | re.I,
    )


def marked_clock(found: re.Match[str]) -> Clock | None:
    """Return the time that the pattern of tokens matched with a mark, such as "5 pm" or "17.05 Uhr"."""
    half = int(found["half1"] in "pP") if found["h1"] else None
    hour, minute = int(found["h1"] or found["h2"]), int(found["m3"] or found["m2"] or 0)
    clock = Clock(hour, minute, int(found["s2"] or 0), half=half)
    is_duration = hour == HOURS_A_DAY and found.group().endswith(("h", "H"))
    return clock if clock.is_valid and not is_duration and (half is None or 0 < hour <= NOON) else None


def clock_of(found: re.Match[str], *, machine: bool) -> tuple[Clock | None, int]:
    """Return the time that the pattern of tokens matched without a mark, with its offset, and its end."""
    clock, end = read_clock(found, machine=machine), found.end()
    if clock is not None and clock.zone is None and found["zone"]:
        end = found.start("zone")
    if clock is not None and clock.zone is not None and (again := OFFSET_AGAIN.match(found.string, end)):
        end = again.end()
        clock = clock if offset_zone(again["offset"]) == clock.zone else None
    return clock, end


def clock_with_marks(text: str, position: int) -> tuple[Clock, int] | None:
    """Return the time with a mark at a position, and its end; but "5h" may be a duration."""
    found = token_pattern().match(text, position)
    if found is None or found.lastgroup not in ("hours", "marked"):
        return None
    clock = marked_clock(found)
    is_time = found["h1"] or found["m2"] or found["m3"] or found.group().endswith("uhr")
    return (clock, found.end()) if clock is not None and is_time else None


SIMPLE_PART = re.compile(rf"\d+|{WORD}|\s+|.", re.S)
# one token anywhere: words that begin with another letter than "month", "tháng", "UTC" or "GMT", blanks, and
# numbers that no mark follows
PLAIN_PART = re.compile(
    rf"(?P<word>(?=[a-fh-ln-sv-zA-FH-LN-SV-Z]){WORD})|(?P<blank>[ ]+(?!\s))"
    r"|(?P<number>\d+(?=[,)|/;!?]| \d|\Z))"
)
NEEDS_PATTERN = re.compile(
    "[nY#MWRfx][nY#MWRfx]|[nY#]:[nY#]|'[nY#]|n[.:-][fW]"
)  # may be one token, or something else


def _has_language_of_marked_years(senses: Senses) -> bool:
    return any(not sense.languages.isdisjoint(MARKED_YEARS) for sense in senses)


class Tokens:
    """The tokens of a normalised text, with the words of a vocabulary.

    Token i has the letter `shape[i]` and the text from `starts[i]` to `starts[i + 1]`; `values[i]` is its
    number, senses, clock or zone.
    """

    def __init__(self, text: str, words: Vocabulary, *, eastern_digits: bool = False) -> None:
        self.text = text
        self.eastern_digits = eastern_digits  # whether its digits were Arabic or Persian
        self.words = words
        self.codes: list[str] = []
        self.values: list[object] = []
        self.starts: list[int] = []
        self._possible_months: list[int] = []  # indices of words that may be a month or something else
        if not self._read_simple():
            self._read()
        self.starts.append(len(text))
        self.shape = "".join(self.codes)
        for index in self._possible_months:
            self._decide_month(index)

    def with_values(self, text: str, values: list[object]) -> Tokens:
        """Return the tokens of a text that has the same ones but for their values."""
        tokens = Tokens.__new__(Tokens)
        tokens.__dict__.update(self.__dict__)
        tokens.text, tokens.values = text, values
        return tokens

    def number(self, index: int) -> int:
        """Return the number of a token."""
        value = self.values[index]
        assert isinstance(value, int)
        return value

    def length(self, index: int) -> int:
        """Return the length of a token in characters."""
        return self.starts[index + 1] - self.starts[index]

    def senses(self, index: int) -> Senses:
        """Return the meanings of a word."""
        value = self.values[index]
        assert isinstance(value, tuple)
        return value

    def _read_simple(self) -> bool:
        """Read a text quickly when each part has one meaning in every context; return whether it has."""
        parts = SIMPLE_PART.findall(self.text)
        codes, values, context_free = [], [], self.words.context_free
        for part in parts:
            known = context_free(part)
            if known is None:
                return False
            codes.append(known[0])
            values.append(known[1])
        if NEEDS_PATTERN.search("".join(codes)):
            return False
        self.codes, self.values = ["s" if code == "'" else code for code in codes], values
        self.starts = list(accumulate(map(len, parts[:-1]), initial=0)) if parts else []
        return True

    def _decide_month(self, index: int) -> None:
        """Take a word that may be a month for one, unless the text has another month."""
        others = self.shape[:index] + " " + self.shape[index + 1 :]
        if "M" in others:
            kinds = {sense.kind for sense in self.senses(index)}
            code = next(kind for kind in PRIORITY if kind in kinds and kind != "M")
            self.shape = self.shape[:index] + code + self.shape[index + 1 :]

    def _add(self, code: str, start: int, value: object = None) -> None:
        self.codes.append(code)
        self.values.append(value)
        self.starts.append(start)

    def _read(self) -> None:
        text, add, position, codes = self.text, self._add, 0, self.codes
        context_free = self.words.context_free
        match, match_plain, length = token_pattern().match, PLAIN_PART.match, len(text)
        while position < length:
            found = match_plain(text, position) or match(text, position)
            assert found is not None
            start, position = found.span()
            kind = found.lastgroup
            if kind == "blank":
                add(" ", start)
            elif kind == "word":
                word = found[0]
                known = context_free(word) if word.isascii() and not word.isupper() else None
                if known is not None and known[0] != "M" and (not codes or codes[-1] in BETWEEN_WORDS):
                    add(known[0], start, known[1])
                else:
                    position = self._add_word(start, position)
            elif kind == "number":
                self._add_number(start, position)
            elif kind == "sign":
                add(text[start] if text[start] in KEPT_SIGNS else "s", start)
            elif kind == "clock":
                position = self._add_clock(found)
            elif kind == "offset":
                zone = offset_zone(found.group())
                add("Z" if zone else "!", start, zone)
            else:
                self._add_marked_number(found)

    def _add_clock(self, found: re.Match[str]) -> int:
        clock, end = clock_of(found, machine=self.codes[-1:] == ["t"])
        self._add("T" if clock else "!", found.start(), clock)
        named = ZONE_NAME.match(self.text, end) if clock else None
        if named and (zone := iana_zone(named["name"])):
            self._add("Z", end, zone)
            end = named.end()
        return end

    def _add_marked_number(self, found: re.Match[str]) -> None:
        """Add a number with a mark for its kind."""
        start = found.start()
        if found["h1"] or found["h2"]:
            clock = marked_clock(found)
            self._add("T" if clock else "!", start, clock)
        elif month := found["mo1"] or found["mo2"]:
            is_month = 1 <= int(month) <= 12
            value = (Sense("M", int(month), frozenset()),) if is_month else 0
            self._add("M" if is_month else "#", start, value)
        elif year := found["y1"]:
            self._add("V" if len(year) == 4 else "'", start, int(year))
        elif year := found["y3"]:
            code = "V" if found.group().endswith("年") else "Y"
            self._add(code, start, lexicon().eras[found["era"]] + (1 if year == "元" else int(year)))
        elif day := found["d1"]:
            self._add("D", start, int(day))
        else:
            self._add("'", start, int(found["y2"]))

    def _add_number(self, start: int, end: int) -> None:
        text, length = self.text, end - start
        value = int(text[start:end]) if length <= 8 else 0
        code = "n" if length <= 2 else "Y" if length == 4 else "#"
        if length == 8 and MIN_YEAR <= value // 10000 <= MAX_YEAR:
            code = "B"
        before, after = text[start - 1 : start], text[end : end + 1]
        glued = (before and before in SYMBOLS_OF_QUANTITIES) or (after and after in SYMBOLS_OF_QUANTITIES)
        if glued or self._is_glued_to("xC", start) or (code == "n" and self._follows_counter()):
            code = "#"
        self._add(code, start, value)

    def _is_glued_to(self, codes: str, start: int) -> bool:
        return bool(self.codes) and self.codes[-1] in codes and not self.text[start - 1].isspace()

    def _follows_counter(self) -> bool:
        for code in reversed(self.codes[-3:]):
            if code not in " .s:":
                return code == "C"
        return False

    def _add_word(self, start: int, end: int) -> int:
        """Add a word, or a name of several words that begins with it; return its end."""
        word = self.text[start:end].casefold()
        if self._add_zone(start, end):
            return end
        senses = self.words.senses(word)
        if half := self._half_of_day(word):
            senses = self._half_or_other(half, senses)
        own = self.words.is_in_page_languages(senses)
        for phrase in lexicon().phrases.get(word, ()):
            stop = start + len(phrase)
            if self.text[start:stop].casefold() != phrase or self.text[stop : stop + 1].isalpha():
                continue
            longer = self.words.senses(phrase) or self._half_of_day(phrase)
            if longer and (self.words.is_in_page_languages(longer) or not own):
                self._add_known_word(start, stop, longer)
                return stop
        if senses:
            self._add_known_word(start, end, senses)
            return end
        return (
            self._add_unspaced_word(start, end)
            if is_unspaced(word)
            else self._add_unknown_word(start, end, word)
        )

    def _half_or_other(self, half: Senses, senses: Senses) -> Senses:
        """Return the meanings of a word behind a time; am or pm in one language may be "in" in another."""
        if not senses or main_kind(senses) in "CA":
            return senses if senses and main_kind(senses) == "A" else half
        own = self.words.languages
        if any(not sense.languages.isdisjoint(own) for sense in senses):
            return senses
        if any(not sense.languages.isdisjoint(own) for sense in half):
            return half
        return tuple(sense._replace(value=value) for sense in half for value in (0, 1))

    def _half_of_day(self, word: str) -> Senses:
        """Return what a word behind a time means in any language, if it is am or pm: Finnish "6.05 ip."."""
        before = "".join(self.codes[-4:]).rstrip(" ")
        return self.words.half_of_day(word) if before.endswith(("T", "n.n")) else ()

    def _add_known_word(self, start: int, end: int, senses: Senses) -> None:
        code = main_kind(senses)
        if "".join(self.codes[-4:]).endswith(("T", "T ", "n.n ")) and any(
            sense.kind == "A" for sense in senses
        ):
            code = "A"
        if code == "D":
            self._add("D", start, senses[0].value)
            return
        if (
            code == "M"
            and "".join(self.codes[-2:]).strip() == "V"
            and not _has_language_of_marked_years(senses)
        ):
            self.codes[-1 if self.codes[-1] == "V" else -2] = "#"
        if code == "M" and any(sense.kind != "M" for sense in senses):
            self._possible_months.append(len(self.codes))
        self._add("f" if code == "E" else code, start, senses)

    def _add_zone(self, start: int, end: int) -> bool:
        """Add a zone, if the word is one behind a time (in capitals if Latin); return whether it is."""
        word = self.text[start:end]
        if (
            (word.isascii() and not word.isupper())
            or not is_zone_name(word)
            or self.words.is_half_of_day(word.casefold())
        ):
            return False
        before = "".join(self.codes[-5:]).rstrip(" sf")  # "10:00 Uhr (MESZ)"
        if word not in ("UTC", "GMT") and before[-1:] not in ("T", "A", "Z"):
            return False
        hints = self.words.zone_hints
        if RFC_822_DATE.fullmatch(self.text, 0, start):
            hints = (*hints, RFC_822)
        self._add("Z", start, abbreviated_zone(word, hints))
        return True

    def _add_unspaced_word(self, start: int, end: int) -> int:
        """Add the longest known word at the start of unspaced letters, else all letters; return the end."""
        for stop in range(min(end, start + MAX_UNSPACED_LENGTH), start, -1):
            if senses := self.words.senses(self.text[start:stop]):
                self._add_known_word(start, stop, senses)
                return stop
        self._add("x", start)
        return end

    def _add_unknown_word(self, start: int, end: int, word: str) -> int:
        """Add a word that is in no table: the T of ISO 8601, a shortened or inflected month, or any other."""
        senses: Senses = ()
        if self._is_glued_to("nYDB'", start):
            if word == "t" and self.text[end : end + 1].isdigit():
                self._add("t", start)
                return end
            self.codes[-1] = "#"
        else:
            senses = self.words.shortened_month(word)
        self._add("M" if senses else "x", start, senses)
        return end
