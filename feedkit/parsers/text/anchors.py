"""The anchor lines of a plain text: the lines of facts that each entry has one of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from feedkit.parsers.text.facts import Fact
from feedkit.parsers.text.text_lines import TextLine


def anchor_indices(lines: list[TextLine]) -> list[int]:
    """Return the indices of the anchor lines: those with whole dates, else with dates, authors or titles."""
    whole = [index for index, line in enumerate(lines) if any(map(_is_whole_date, line.facts))]
    if whole:
        if 2 * sum(lines[index].is_link for index in whole) > len(whole) > 1:
            return sorted({*whole, *(index for index, line in enumerate(lines) if line.is_link)})
        return sorted({*whole, *_undated(lines, whole), *_undated_addresses(lines, whole)})
    for name in ("published", "updated", "authors", "title"):
        indices = [
            index for index, line in enumerate(lines) if any(fact.field == name for fact in line.facts)
        ]
        if len(indices) > 1:
            return indices
    return []


def _is_whole_date(fact: Fact) -> bool:
    return fact.field == "published" and fact.is_whole


def _undated(lines: list[TextLine], dated: list[int]) -> Iterator[int]:
    """Yield the indices of lines with the labels of the dated ones, but without a date."""
    uses = Counter(fact.label for index in dated for fact in lines[index].facts if fact.label)
    common = {label for label, count in uses.items() if count > len(dated) / 2}
    for index, line in enumerate(lines):
        alone = not any(neighbour.is_dated for neighbour in lines[max(0, index - 1) : index + 2])
        if alone and len(line.facts) > 1 and any(fact.label in common for fact in line.facts):
            yield index


def _undated_addresses(lines: list[TextLine], dated: list[int]) -> Iterator[int]:
    """Yield the indices of addresses of undated entries, where most dates have an address of their own.

    An address is that of a date if it stands on the same side of it as most do, and no other date or address
    is between them.
    """
    dates = set(dated)
    marks = [
        index
        for index, line in enumerate(lines)
        if index in dates or all(one.field == "url" for one in line.facts)
        if line.facts
    ]
    below = sum(_near(lines, one, two) for one, two in pairwise(marks) if one in dates and two not in dates)
    above = sum(_near(lines, one, two) for one, two in pairwise(marks) if one not in dates and two in dates)
    before = {two: one for one, two in pairwise(marks)}
    after = dict(pairwise(marks))
    neighbours = before if below >= above else after
    addresses = [index for index in marks if index not in dates]
    own = [index for index in addresses if neighbours.get(index) in dates]
    labels = {lines[index].facts[0].label for index in own}
    alone = [
        index
        for index in addresses
        if neighbours.get(index) not in dates and lines[index].facts[0].label in labels
    ]
    if 2 * len(own) > len(dated) and 2 * len(alone) <= len(own):
        yield from alone


def _near(lines: list[TextLine], one: int, two: int) -> bool:
    """Return whether no gap between two lines is wider than those around them."""
    inner = max(lines[index].gap for index in range(one + 1, two + 1))
    around = [lines[index].gap for index in (one, two + 1) if 0 < index < len(lines)]
    return inner == 0 or not around or inner < max(around)
