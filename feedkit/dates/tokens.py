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
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from feedkit.dates.clock import CLOCK, NAMED, Clock, fixed, named_zone, read_clock
from feedkit.dates.words import Sense, Vocabulary, is_unspaced, lexicon

WORD = (
    r"[^\s\d\x00-\x40\x5b-\x60\x7b-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7"
    r"\u2000-\u200b\u200e-\u206f\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u30fb\ue000-\uf8ff\uff00-\uff20"
    r"\u060c\u061b\u061f\u066a-\u066c\u06d4\u0964\u0965\u1362\u1363\U0001f000-\U0001faff]+"
)
SIGNS = frozenset(",./-:+")
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
EARLIEST, LATEST = 1900, 2068  # of the years that are written without a mark of their own
PRIORITY = "RMWACf"  # of the kinds that one word can be


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
        self[code] = letter
        return letter


_PLAIN = _Plain()


def plain(text: str) -> str:
    """The text with every digit, dash, comma and blank in ASCII; of the same length."""
    return text if text.isascii() else text.translate(_PLAIN)


class Token(NamedTuple):
    """One token; `value` is the number, the senses, the clock or the zone that it stands for."""

    code: str
    start: int
    end: int
    value: object = None


@cache
def _pattern() -> re.Pattern[str]:
    """One token. What a mark says of the number beside it (年, th, tháng…) is read together with the number."""
    marks = lexicon().marks
    any_of = {
        kind: "|".join(sorted(map(re.escape, words), key=len, reverse=True)) for kind, words in marks.items()
    }
    return re.compile(
        rf"""(?P<clock>{CLOCK})
        |(?P<hours>(?<![\d/.\-])(?P<h1>\d{{1,2}})[ ]?(?P<half1>[aApP])\.?[ ]?[mM]\b\.?)
        |(?P<marked>(?<!\d)(?P<h2>\d{{1,2}})[ ]?(?:{any_of["hour"]})(?:(?<=[^a-z])|\b|(?=\d))
            (?:[ ]?(?P<m2>\d{{1,2}})(?!\d)(?:[ ]?(?:{any_of["minute"]})(?![a-z])\.?)?
                (?:[ ]?(?P<s2>\d{{1,2}})[ ]?(?:{any_of["second"]})(?![a-z]))?)?)
        |(?P<months>(?<!\d)(?:(?P<mo1>\d{{1,2}})[ -]?(?:{any_of["month_after"]})
            |(?:{any_of["month_before"]}|\bM(?=\d\d\b))[. ]?(?P<mo2>\d{{1,2}})(?!\d)))
        |(?P<years>(?<!\d)(?P<y1>\d{{4}}|\d\d)[ ]?(?:{any_of["year_after"]}))
        |(?P<days>(?<!\d)(?P<d1>\d{{1,2}})(?:[ ]?(?:{any_of["day_after"]})|[-:.]?(?:{any_of["ordinal"]})\b))
        |(?P<short>(?<!\d)'(?P<y2>\d\d)(?!\d))
        |(?P<number>\d+)
        |(?P<blank>\s+)
        |(?P<word>{WORD})
        |(?P<sign>.)""",
        re.X | re.S | re.I,
    )


class Tokens:
    """The tokens of a plain text as a vocabulary has its words."""

    def __init__(self, text: str, words: Vocabulary) -> None:
        self.text = text
        self.words = words
        self.list: list[Token] = []
        self.unsure: list[int] = []  # places of words that may be a month or something else
        self._read()
        self.shape = "".join([token.code for token in self.list])

    def _read(self) -> None:
        text, add, position = self.text, self.list.append, 0
        match = _pattern().match
        while found := match(text, position):
            start, position = found.span()
            kind = found.lastgroup
            if kind == "blank":
                add(Token(" ", start, position))
            elif kind == "word":
                position = self._word(start, position)
            elif kind == "number":
                add(self._number(start, position))
            elif kind == "sign":
                add(Token(text[start] if text[start] in SIGNS else "s", start, position))
            elif kind == "clock":
                position = self._clock(found)
            else:
                add(self._marked(found))

    def _clock(self, found: re.Match[str]) -> int:
        start, end = found.span()
        clock = read_clock(found, machine=bool(self.list) and self.list[-1].code == "t")
        if clock is not None and clock.zone is None and found["zone"]:
            end = found.start("zone")
        self.list.append(Token("T" if clock else "!", start, end, clock))
        named = NAMED.match(self.text, end) if clock else None
        if named and (zone := named_zone(named["name"])):
            self.list.append(Token("Z", end, named.end(), zone))
            end = named.end()
        return end

    def _marked(self, found: re.Match[str]) -> Token:
        """A number whose mark says what it is."""
        start, end = found.span()
        if hour := found["h1"] or found["h2"]:
            half = int(found["half1"] in "pP") if found["h1"] else None
            clock = Clock(int(hour), int(found["m2"] or 0), int(found["s2"] or 0), half=half)
            sound = clock.time() is not None and (half is None or 0 < clock.hour <= 12)
            return Token("T" if sound else "!", start, end, clock)
        if month := found["mo1"] or found["mo2"]:
            sense = Sense("M", int(month), frozenset())
            return Token("M" if 1 <= int(month) <= 12 else "#", start, end, (sense,))
        if year := found["y1"]:
            return Token("Y" if len(year) == 4 else "'", start, end, int(year))
        if day := found["d1"]:
            return Token("D", start, end, int(day))
        return Token("'", start, end, int(found["y2"]))

    def _number(self, start: int, end: int) -> Token:
        text, digits = self.text, end - start
        value = int(text[start:end]) if digits <= 8 else 0
        code = "n" if digits <= 2 else "Y" if digits == 4 else "#"
        if digits == 8 and EARLIEST <= value // 10000 <= LATEST:
            code = "B"
        before, after = text[start - 1 : start], text[end : end + 1]
        if (
            (before in GLUE and before)
            or (after in GLUE and after)
            or (self.list and self.list[-1].end == start and self.list[-1].code in "xC")
            or (code == "n" and self._follows_counter())
        ):
            code = "#"
        return Token(code, start, end, value)

    def _follows_counter(self) -> bool:
        for token in reversed(self.list[-3:]):
            if token.code not in " .s:":
                return token.code == "C"
        return False

    def _word(self, start: int, end: int) -> int:
        """Add the token of a word, or of a name of several words that begins with it; the end of what was read."""
        word = self.text[start:end].casefold()
        if word == "t" and self.text[end : end + 1].isdigit() and self.list and self.list[-1].end == start:
            self.list.append(Token("t", start, end))
            return end
        for phrase in lexicon().phrases.get(word, ()):
            if self._goes_on(start, phrase):
                self._add(start, start + len(phrase), self.words.senses(phrase))
                return start + len(phrase)
        senses = self.words.senses(word)
        if not senses and is_unspaced(word):
            return self._unspaced(start, end)
        self._add(start, end, senses, word)
        return end

    def _goes_on(self, start: int, phrase: str) -> bool:
        end = start + len(phrase)
        return self.text[start:end].casefold() == phrase and not self.text[end : end + 1].isalpha()

    def _unspaced(self, start: int, end: int) -> int:
        """The longest known word at the start of a run of letters without blanks, else all of it."""
        for stop in range(min(end, start + 12), start, -1):
            if senses := self.words.senses(self.text[start:stop]):
                self._add(start, stop, senses)
                return stop
        self._add(start, end, ())
        return end

    def _add(self, start: int, end: int, senses: tuple[Sense, ...], word: str = "") -> None:
        kinds = {sense.kind for sense in senses}
        zone = self._zone(start, end, word) if len(word) <= 4 else None
        if zone is not None:
            self.list.append(Token("Z", start, end, zone))
        elif kinds:
            code = next(kind for kind in PRIORITY if kind in kinds)
            if code == "M" and len(kinds) > 1:
                self.unsure.append(len(self.list))
            self.list.append(Token(code, start, end, senses))
        else:
            self.list.append(self._unknown(start, end, word))

    def _zone(self, start: int, end: int, word: str) -> object:
        minutes = lexicon().zones.get(word)
        if minutes is None or not self.text[start:end].isupper():
            return None
        beside = (
            self.list[-2].code
            if len(self.list) > 1 and self.list[-1].code in " s"
            else self.list and self.list[-1].code
        )
        if word in ("utc", "gmt") or (beside and beside in "TA"):
            return fixed(timedelta(minutes=minutes))
        return None

    def _unknown(self, start: int, end: int, word: str) -> Token:
        last = self.list[-1] if self.list else None
        glued = last is not None and last.end == start
        if glued and last is not None and last.code in "nYDB'":
            self.list[-1] = last._replace(code="#")
        elif senses := self.words.month_like(word):
            return Token("M", start, end, senses)
        return Token("x", start, end)
