"""Every date inside a longer text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from feedkit.dates.expressions import expressions
from feedkit.dates.words import Vocabulary, vocabulary

LONGEST = 4000  # characters of one text that are looked at
AROUND = 60  # characters on both sides of a number that can belong to a date
NUMBER = re.compile(r"\d+")
NUMBERS = re.compile(r"\d\s*[-/.]\s*\d|\d{8}")
LETTERS = re.compile("[A-Za-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A date in a text.

    start, end:  its place, without labels, brackets and blanks around it
    role:        "published" or "updated", from a label right before it, else ""
    full:        are day, month and year all written? Else the year is missing
    numeric:     is the month a number?
    span:        is it the first or the last day of several?
    """

    start: int
    end: int
    role: str
    full: bool
    numeric: bool
    span: bool


def find_dates(text: str, *, language: str | None = None) -> tuple[Mention, ...]:
    """Find each date in a text; a month or a year alone, and a phrase such as "3 days ago", is none.

    Args:
        text: of any length; the first 4,000 characters are looked at.
        language: the BCP 47 tag of the text's language; others are known too.

    Returns:
        The dates in their order; they do not overlap.
    """
    first = NUMBER.search(text)
    if first is None:
        return ()
    words = vocabulary(language)
    return tuple(
        Mention(
            start=begin + found.start,
            end=begin + found.end,
            role=found.role,
            full=found.full,
            numeric=bool(found.notation),
            span=found.span,
        )
        for begin, end in _windows(text)
        if _may_hold_date(text[begin:end], words)
        for found in expressions(text[begin:end], words)
        if found.days and found.certain
    )


def _may_hold_date(text: str, words: Vocabulary) -> bool:
    """Has a text numbers with a sign between them, or a month's name? Sure only where it has neither."""
    if not text.isascii() or NUMBERS.search(text):
        return True
    return any(map(words.may_be_month, LETTERS.findall(text)))


def _windows(text: str) -> list[tuple[int, int]]:
    """The parts of a text that have numbers in them."""
    if len(text) <= 2 * AROUND:
        end = len(text.rstrip())
        return [(end - len(text.strip()), end)]
    windows: list[tuple[int, int]] = []
    for number in NUMBER.finditer(text, 0, LONGEST):
        begin, end = max(0, number.start() - AROUND), min(len(text), number.end() + AROUND)
        if windows and begin <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((begin, end))
    return windows
