"""A day of the month by itself on each entry ("19"), below a heading with month and year ("August 2026")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from feedkit.dates import read_date
from feedkit.parsers.html.outline import HIDDEN, TEXT
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment

LONE_DAY = re.compile(r"\s*(0?[1-9]|[12]\d|3[01])(?:\.|st|nd|rd|th|º|er|日|일)?\s*")
MAX_DAY_LENGTH = 8  # characters of a text that is a day
MIN_SHARE_WITH_DAY = 0.9  # of the entries


def lone_days(
    segments: Sequence[Segment], starts: Sequence[int], page: Page, above: Sequence[tuple[str, ...]]
) -> list[str]:
    """Return for each entry its day and the month above it as one text; "" for all where they are none.

    The numbers are days where most entries have one before their title, in one kind of element, and below all
    headings they only rise or only fall. Counters go up and down, or stand behind titles; ranks are 1, 2, 3.

    Args:
        segments: the entries.
        starts: where their titles start.
        page: the page.
        above: the headings that hold for each entry, the nearest first.
    """
    none = [""] * len(segments)
    options = [_numbers(segment, start, page) for segment, start in zip(segments, starts, strict=True)]
    kinds = Counter(kind for own in options for kind in own).most_common(1)
    if not kinds or kinds[0][1] < MIN_SHARE_WITH_DAY * len(segments):
        return none
    days = [own.get(kinds[0][0], 0) for own in options]
    groups = [
        [day for _, day in group if day]
        for _, group in groupby(zip(above, days, strict=True), key=lambda one: one[0])
    ]
    steps = {(left < right) - (left > right) for group in groups for left, right in pairwise(group)} - {0}
    if len(steps) > 1 or all(group == list(range(1, len(group) + 1)) for group in groups):
        return none
    language = page.language or None
    return [
        _with_month(day, headings, language) if day else "" for day, headings in zip(days, above, strict=True)
    ]


def _numbers(segment: Segment, end: int, page: Page) -> dict[int, int]:
    """The lone numbers from 1 to 31 before an entry's title, by the kind of element they stand in."""
    found: dict[int, int] = {}
    for node in page.nodes[segment.start : end]:
        if node.tag == TEXT and len(node.text) <= MAX_DAY_LENGTH and not node.region & HIDDEN:
            number = LONE_DAY.fullmatch(node.text)
            if number is not None and node.parent is not None:
                found.setdefault(node.parent.kind, int(number[1]))
    return found


def _with_month(day: int, headings: Sequence[str], language: str | None) -> str:
    """A day with the nearest heading that makes a date of it; "" where none does."""
    for heading in headings:
        for text in (f"{day} {heading}", f"{heading}{day}日", f"{heading}{day}일", f"{heading} {day}"):
            if read_date(text, language=language) is not None:
                return text
    return ""
