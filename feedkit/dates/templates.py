"""The tokens of texts that differ in their digits alone: read once, then filled with the numbers of each.

"12 March 2024" and "25 March 1999" have the tokens of "11 March 1111" with other numbers. Where a number
decides more than its own value, such as that of "13月", which is no month, the text is read by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache

from feedkit.dates.tokens import MAX_YEAR, MIN_YEAR, WORD, Tokens, clock_of, marked_clock, token_pattern
from feedkit.dates.words import Sense, Vocabulary, lexicon

ONES = bytes.maketrans(b"023456789", b"111111111")  # a month, a day, a time of day are sound with 1 alone
DIGITS = re.compile(r"\d+")
NUMBERED_MONTHS = [(Sense("M", month, frozenset()),) for month in range(13)]
NUMERIC_DATE = re.compile(r"\d\s*[-/.]\s*\d|\d{8}")
THREE_NUMBERS = re.compile(r"([-/.])\s*\d\d?\s*\1")  # the second of them, between two equal signs
WORDS = re.compile(WORD)
PARTS = re.compile(rf"\d+|{WORD}")
ZONE = re.compile("[a-z]/[A-Z]")  # of "America/Lima", whose words are foreign elsewhere
LENGTH_OF_DAY = 8  # digits of a number that may be a whole day


def same_digits(text: str) -> bytes:
    """Return a normalised text, in UTF-8, with 1 for each digit."""
    return text.encode("utf-8", "surrogatepass").translate(ONES)


def may_name_month(text: str, words: Vocabulary) -> bool:
    """Return whether a text may have the name of a month; False is certain."""
    return any(words.may_be_month(word, text) for word in WORDS.findall(text))


@lru_cache(maxsize=4096)
def may_hold_date(same: bytes, words: Vocabulary) -> bool:
    """Return whether texts with the same `same_digits` may have a date.

    That needs the name of a month and a day with no foreign word between them, or numbers with signs between
    them: three of them, or nothing but words that stand beside dates.
    """
    text = same.decode("utf-8", "surrogatepass")
    has_month = has_day = has_foreign = False
    has_zone = "/" in text and ZONE.search(text) is not None
    for part in PARTS.findall(text):
        if part[0] == "1":
            has_day = True
        elif not has_zone and words.is_foreign(part):
            has_month, has_day, has_foreign = False, False, True
        else:
            has_month = has_month or words.may_be_month(part, text)
            has_day = has_day or words.may_be_day(part)
        if has_month and has_day:
            return True
    if not NUMERIC_DATE.search(text):
        return False
    return not has_foreign or THREE_NUMBERS.search(text) is not None


class Template:
    """The tokens of all texts that differ in their digits alone.

    numbers:  index, start and end of each number, and what is added to it (the first year of an era)
    months:   the same of the months that are numbers
    clocks:   index, start and end of each time of day, and whether a T stands before it
    """

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.numbers: list[tuple[int, int, int, int]] = []
        self.months: list[tuple[int, int, int]] = []
        self.clocks: list[tuple[int, int, int, bool]] = []
        self.is_sound = all(map(self._add, DIGITS.finditer(tokens.text)))

    def _add(self, digits: re.Match[str]) -> bool:
        """Note the token that some digits are in; return whether its kind is the same whatever they are."""
        tokens = self.tokens
        first, stop = digits.span()
        index = bisect_right(tokens.starts, first) - 1
        code, value = tokens.codes[index], tokens.values[index]
        if code == "T":
            start, end = tokens.starts[index : index + 2]
            if [clock[0] for clock in self.clocks[-1:]] != [index]:
                self.clocks.append((index, start, end, tokens.codes[index - 1 : index] == ["t"]))
        elif code == "M":
            self.months.append((index, first, stop))
        elif isinstance(value, int):
            added = value - int(digits[0]) if stop - first <= LENGTH_OF_DAY else 0
            self.numbers.append((index, first, stop, added))
        else:
            return False
        return True

    def filled(self, text: str) -> Tokens | None:
        """Return the tokens of one of the texts; None where its numbers make others of them."""
        values = self.tokens.values.copy()
        for index, start, end, added in self.numbers:
            number = int(text[start:end]) if end - start <= LENGTH_OF_DAY else 0
            if end - start == LENGTH_OF_DAY and MIN_YEAR <= number // 10000 <= MAX_YEAR:
                return None
            values[index] = number + added
        for index, start, end in self.months:
            month = int(text[start:end])
            if not 1 <= month <= 12:
                return None
            values[index] = NUMBERED_MONTHS[month]
        for index, start, end, machine in self.clocks:
            found = token_pattern().match(text, start)
            assert found is not None
            marked = found.lastgroup != "clock"
            clock, stop = (marked_clock(found), end) if marked else clock_of(found, machine=machine)
            if clock is None or stop != end:
                return None
            values[index] = clock
        return self.tokens.with_values(text, values)


def template(same: bytes, words: Vocabulary, eastern_digits: bool) -> Template | None:
    """Return the template of the texts with the same `same_digits`; None where they may differ in more."""
    text = same.decode("utf-8", "surrogatepass")
    if not text.isascii() and any(word in text for word in _words_before_digits()):
        return None
    found = Template(Tokens(text, words, eastern_digits=eastern_digits))
    return found if found.is_sound else None


@cache
def _words_before_digits() -> tuple[str, ...]:
    """Return the words that a digit makes another name of: the months "تشرين 1" and "تشرين 2"."""
    phrases = lexicon().phrases
    return tuple(word for word, names in phrases.items() if any(map(DIGITS.search, names)))
