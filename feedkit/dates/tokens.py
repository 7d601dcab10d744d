"""From text to tokens, each with one letter that says what it is; the letters together are the text's shape.

n  a number of one or two digits      Y  a number of four digits, or a marked year    D  a marked day
'  a year of two digits after an apostrophe        B  eight digits that are a day     #  any other number
M  a month's name     W  a weekday's  T  a time of day    A  am or pm    Z  a zone    !  no time that there is
f  a filler           R  a label: published, updated      C  "issue", "part"…         x  an unknown word
t  the T of ISO 8601  s  brackets, bullets and other signs; a blank and , . / - : + stand for themselves
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import accumulate

from feedkit.dates.clock import CLOCK, NAMED, Clock, abbreviated_zone, named_zone, read_clock, zone_of
from feedkit.dates.words import PRIORITY, Sense, Senses, Vocabulary, is_unspaced, kind_of, lexicon

WORD = (
    r"[^\s\d\x00-\x40\x5b-\x60\x7b-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7"
    r"\u2000-\u200b\u200e-\u206f\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u30fb\ue000-\uf8ff\uff00-\uff20"
    r"\u060c\u061b\u061f\u066a-\u066c\u06d4\u0964\u0965\u1362\u1363\U0001f000-\U0001faff]+"
)
EASTERN = re.compile("[٠-٩۰-۹]")
EARLIEST, LATEST = 1900, 2049  # of the years that are written without a mark of their own
SIGNS = frozenset(",./-:+")
REMEMBERED = 50_000  # characters
GLUE = frozenset("$€£¥₹%#@&=_*^~+")  # a number beside one of these is no part of a date
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
LONGEST_UNSPACED = 16  # letters of a known word in a script without blanks


class _Plain(dict[int, str]):
    """One ASCII character for each digit, dash and blank of any script, so that places in the text stay."""

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
        if len(self) < REMEMBERED:
            self[code] = letter
        return letter


_PLAIN = _Plain()


def plain(text: str) -> str:
    """The text with every digit, dash, comma and blank in ASCII; of the same length."""
    return text if text.isascii() else text.translate(_PLAIN)


def is_eastern(text: str) -> bool:
    """Are the digits of a text Arabic or Persian ones?"""
    return not text.isascii() and EASTERN.search(text) is not None


@cache
def _pattern() -> re.Pattern[str]:
    """One token. What a mark says of the number beside it (th, tháng…) is read together with the number."""
    marks = lexicon().marks
    any_of = {
        kind: "|".join(sorted(map(re.escape, words), key=len, reverse=True)) for kind, words in marks.items()
    }
    eras = "|".join(map(re.escape, lexicon().eras))
    return re.compile(
        rf"""(?P<blank>\s+)
        |(?P<months>(?:{any_of["month_before"]}|\bM(?=\d\d\b))[. ]?(?P<mo1>\d{{1,2}})(?!\d)
            |(?<!\d)(?P<mo2>\d{{1,2}})[ -]?(?:{any_of["month_after"]}))
        |(?P<offset>\b(?:UTC|GMT)[ ]?[+\-]\d{{1,2}}(?::?\d\d)?(?!\d))
        |(?P<eras>(?P<era>{eras})[. ]{{0,2}}(?P<y3>\d{{1,4}}|元)(?!\d)(?:[ ]?年)?)
        |(?P<word>{WORD})
        |(?P<clock>{CLOCK})
        |(?P<hours>(?<![\d/.\-])(?P<h1>\d{{1,2}})[ ]?(?P<half1>[aApP])\.?[ ]?[mM]\b\.?)
        |(?P<marked>(?<!\d)(?P<h2>\d{{1,2}})[ ]?(?:{any_of["hour"]})(?:(?<=[^a-z])|\b|(?=\d))
            (?:[ ]?(?P<m2>\d{{1,2}})(?!\d)(?:[ ]?(?:{any_of["minute"]})(?![a-z])\.?)?
                (?:[ ]?(?P<s2>\d{{1,2}})[ ]?(?:{any_of["second"]})(?![a-z]))?)?)
        |(?P<years>(?<!\d)(?P<y1>\d{{4}}|\d\d)[ ]?(?:{any_of["year_after"]}))
        |(?P<days>(?<!\d)(?P<d1>\d{{1,2}})
            (?:[ ]?(?:{any_of["day_after"]})|[-:.]?(?:{any_of["ordinal"]})(?!\w)))
        |(?P<number>\d+)
        |(?P<short>(?<!\d)'(?P<y2>\d\d)(?!\d))
        |(?P<sign>.)""",
        re.X | re.S | re.I,
    )


PART = re.compile(rf"\d+|{WORD}|\s+|.", re.S)
GLUED = re.compile(
    "[nY#MWRfx][nY#MWRfx]|[nY#]:[nY#]|'[nY#]|n[.:-][fW]"
)  # may be one token, or something else


def _of_marked_years(senses: Senses) -> bool:
    return any(not sense.languages.isdisjoint(MARKED_YEARS) for sense in senses)


class Tokens:
    """The tokens of a plain text as a vocabulary has its words.

    Token i has the letter `shape[i]` and the text from `starts[i]` to `starts[i + 1]`; `values[i]` is the
    number, the senses, the clock or the zone that it stands for.
    """

    def __init__(self, text: str, words: Vocabulary, *, eastern: bool = False) -> None:
        self.text = text
        self.eastern = eastern  # were its digits Arabic ones?
        self.words = words
        self.codes: list[str] = []
        self.values: list[object] = []
        self.starts: list[int] = []
        self._unsure: list[int] = []  # places of words that may be a month or something else
        if not self._read_simple():
            self._read()
        self.starts.append(len(text))
        self.shape = "".join(self.codes)
        for place in self._unsure:
            self._decide(place)

    def number(self, place: int) -> int:
        """The number that a token is."""
        value = self.values[place]
        assert isinstance(value, int)
        return value

    def digits(self, place: int) -> int:
        """How long a token is."""
        return self.starts[place + 1] - self.starts[place]

    def senses(self, place: int) -> Senses:
        """The meanings of a token that is a word."""
        value = self.values[place]
        assert isinstance(value, tuple)
        return value

    def _read_simple(self) -> bool:
        """Read a text whose parts all mean the same wherever they stand; False for any other."""
        parts = PART.findall(self.text)
        codes, values, simple = [], [], self.words.simple
        for part in parts:
            known = simple(part)
            if known is None:
                return False
            codes.append(known[0])
            values.append(known[1])
        if GLUED.search("".join(codes)):
            return False
        self.codes, self.values = ["s" if code == "'" else code for code in codes], values
        self.starts = list(accumulate(map(len, parts[:-1]), initial=0)) if parts else []
        return True

    def _decide(self, place: int) -> None:
        """A word that may be a month is one, unless the text has another month."""
        others = self.shape[:place] + " " + self.shape[place + 1 :]
        if "M" in others:
            kinds = {sense.kind for sense in self.senses(place)}
            code = next(kind for kind in PRIORITY if kind in kinds and kind != "M")
            self.shape = self.shape[:place] + code + self.shape[place + 1 :]

    def _put(self, code: str, start: int, value: object = None) -> None:
        self.codes.append(code)
        self.values.append(value)
        self.starts.append(start)

    def _read(self) -> None:
        text, put, position = self.text, self._put, 0
        match = _pattern().match
        while found := match(text, position):
            start, position = found.span()
            kind = found.lastgroup
            if kind == "blank":
                put(" ", start)
            elif kind == "word":
                position = self._word(start, position)
            elif kind == "number":
                self._number(start, position)
            elif kind == "sign":
                put(text[start] if text[start] in SIGNS else "s", start)
            elif kind == "clock":
                position = self._clock(found)
            elif kind == "offset":
                zone = zone_of(found.group())
                put("Z" if zone else "!", start, zone)
            else:
                self._marked(found)

    def _clock(self, found: re.Match[str]) -> int:
        start, end = found.span()
        clock = read_clock(found, machine=self.codes[-1:] == ["t"])
        if clock is not None and clock.zone is None and found["zone"]:
            end = found.start("zone")
        self._put("T" if clock else "!", start, clock)
        named = NAMED.match(self.text, end) if clock else None
        if named and (zone := named_zone(named["name"])):
            self._put("Z", end, zone)
            end = named.end()
        return end

    def _marked(self, found: re.Match[str]) -> None:
        """Add a number whose mark says what it is."""
        start = found.start()
        if hour := found["h1"] or found["h2"]:
            half = int(found["half1"] in "pP") if found["h1"] else None
            clock = Clock(int(hour), int(found["m2"] or 0), int(found["s2"] or 0), half=half)
            sound = clock.time() is not None and (half is None or 0 < clock.hour <= 12)
            self._put("T" if sound else "!", start, clock)
        elif month := found["mo1"] or found["mo2"]:
            senses = (Sense("M", int(month), frozenset()),)
            self._put("M" if 1 <= int(month) <= 12 else "#", start, senses)
        elif year := found["y1"]:
            self._put("V" if len(year) == 4 else "'", start, int(year))
        elif year := found["y3"]:
            code = "V" if found.group().endswith("年") else "Y"
            self._put(code, start, lexicon().eras[found["era"]] + (1 if year == "元" else int(year)))
        elif day := found["d1"]:
            self._put("D", start, int(day))
        else:
            self._put("'", start, int(found["y2"]))

    def _number(self, start: int, end: int) -> None:
        text, digits = self.text, end - start
        value = int(text[start:end]) if digits <= 8 else 0
        code = "n" if digits <= 2 else "Y" if digits == 4 else "#"
        if digits == 8 and EARLIEST <= value // 10000 <= LATEST:
            code = "B"
        before, after = text[start - 1 : start], text[end : end + 1]
        glued = (before and before in GLUE) or (after and after in GLUE)
        if glued or self._is_glued_to("xC", start) or (code == "n" and self._follows_counter()):
            code = "#"
        self._put(code, start, value)

    def _is_glued_to(self, codes: str, start: int) -> bool:
        return bool(self.codes) and self.codes[-1] in codes and not self.text[start - 1].isspace()

    def _follows_counter(self) -> bool:
        for code in reversed(self.codes[-3:]):
            if code not in " .s:":
                return code == "C"
        return False

    def _word(self, start: int, end: int) -> int:
        """Add a word, or a name of several words that begins with it; the end of what was read."""
        word = self.text[start:end].casefold()
        if self._zone(start, end):
            return end
        senses = self.words.senses(word)
        own = self.words.has_own(senses)
        for phrase in lexicon().phrases.get(word, ()):
            stop = start + len(phrase)
            if self.text[start:stop].casefold() != phrase or self.text[stop : stop + 1].isalpha():
                continue
            if (longer := self.words.senses(phrase)) and (self.words.has_own(longer) or not own):
                self._known(start, stop, longer)
                return stop
        if senses:
            self._known(start, end, senses)
            return end
        return self._unspaced(start, end) if is_unspaced(word) else self._unknown(start, end, word)

    def _known(self, start: int, end: int, senses: Senses) -> None:
        code = kind_of(senses)
        if "".join(self.codes[-2:]).endswith(("T", "T ")) and any(sense.kind == "A" for sense in senses):
            code = "A"
        if code == "D":
            self._put("D", start, senses[0].value)
            return
        if code == "M" and "".join(self.codes[-2:]).strip() == "V" and not _of_marked_years(senses):
            self.codes[-1 if self.codes[-1] == "V" else -2] = "#"
        if code == "M" and any(sense.kind != "M" for sense in senses):
            self._unsure.append(len(self.codes))
        self._put("f" if code == "E" else code, start, senses)

    def _zone(self, start: int, end: int) -> bool:
        """Add a zone, if the word is one in capitals beside a time."""
        word = self.text[start:end]
        zone = abbreviated_zone(word) if word.isupper() else None
        if zone is None:
            return False
        beside = self.codes[-2:] if self.codes and self.codes[-1] in " s" else self.codes[-1:]
        if word not in ("UTC", "GMT") and not (beside and beside[0] in "TA"):
            return False
        self._put("Z", start, zone)
        return True

    def _unspaced(self, start: int, end: int) -> int:
        """The longest known word at the start of a run of letters without blanks, else all of it."""
        for stop in range(min(end, start + LONGEST_UNSPACED), start, -1):
            if senses := self.words.senses(self.text[start:stop]):
                self._known(start, stop, senses)
                return stop
        self._put("x", start)
        return end

    def _unknown(self, start: int, end: int, word: str) -> int:
        """Add a word that no table has: the T of ISO 8601, a shortened or inflected month, or nothing."""
        senses: Senses = ()
        if self._is_glued_to("nYDB'", start):
            if word == "t" and self.text[end : end + 1].isdigit():
                self._put("t", start)
                return end
            self.codes[-1] = "#"
        else:
            senses = self.words.month_like(word)
        self._put("M" if senses else "x", start, senses)
        return end
