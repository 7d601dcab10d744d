"""Finds every date mention in a longer text."""

from __future__ import annotations

import re
from typing import NamedTuple

from feedkit.dates.expressions import read_tokens
from feedkit.dates.templates import may_hold_date, same_digits
from feedkit.dates.tokens import has_eastern_digits, normalised
from feedkit.dates.words import vocabulary

MAX_SEARCHED_LENGTH = 4000  # characters of one text that are searched
CONTEXT_LENGTH = 60  # characters before and after a number that can belong to the same date
NUMBER = re.compile(r"\d+")


class Mention(NamedTuple):
    """A date mention in a text.

    Args:
        start, end: its position in characters, without labels, brackets and blanks around it.
        role: "published", "updated" or "event", from a label right before it; else "".
        has_year: whether the year is written; day and month always are.
        numeric: whether the month is a number.
        span: whether it is the first or the last of several days.
    """

    start: int
    end: int
    role: str
    has_year: bool
    numeric: bool
    span: bool


def find_dates(text: str, *, language: str | None = None) -> tuple[Mention, ...]:
    """Find each date mention in a text. A month or a year alone, or a phrase such as "3 days ago", is none.

    Args:
        text: of any length; the first 4,000 characters are searched.
        language: the BCP 47 tag of the text's language; other languages are understood too.

    Returns:
        The date mentions in their order; they do not overlap.
    """
    if NUMBER.search(text) is None:
        return ()
    words = vocabulary(language)
    mentions: list[Mention] = []
    for begin, end in _windows(text):
        part = text[begin:end]
        normal = normalised(part)
        if may_hold_date(same_digits(normal), words):
            for found in read_tokens(normal, words, has_eastern_digits(part))[1]:
                if found.days and found.certain:
                    start, stop, numeric = begin + found.start, begin + found.end, bool(found.notation)
                    mentions.append(Mention(start, stop, found.role, found.has_year, numeric, found.span))
    return tuple(mentions)


def _windows(text: str) -> list[tuple[int, int]]:
    """Return the parts of a text around its numbers, as pairs of start and end."""
    if len(text) <= 2 * CONTEXT_LENGTH:
        end = len(text.rstrip())
        return [(end - len(text.strip()), end)]
    windows: list[tuple[int, int]] = []
    for number in NUMBER.finditer(text, 0, MAX_SEARCHED_LENGTH):
        begin, end = max(0, number.start() - CONTEXT_LENGTH), min(len(text), number.end() + CONTEXT_LENGTH)
        if windows and begin <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((begin, end))
    return windows
