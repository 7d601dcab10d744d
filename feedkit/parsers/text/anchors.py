"""The anchor lines of a plain text: the lines of facts that each entry has one of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from feedkit.parsers.text.facts import Fact
from feedkit.parsers.text.text_lines import TextLine


def anchor_indices(lines: list[TextLine]) -> list[int]:
    """Return the indices of the anchor lines: those with whole dates, else with dates, authors or titles."""
    whole = [index for index, line in enumerate(lines) if any(map(_is_whole_date, line.facts))]
    if whole:
        return sorted({*whole, *_undated(lines, whole)})
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
