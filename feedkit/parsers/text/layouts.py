"""The layouts of a plain text: where one entry ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from feedkit.parsers.text.facts import Fact
from feedkit.parsers.text.text_lines import TextLine

DESCRIPTIONS = {  # of the layouts, in the order of trust
    "gap": "blocks with space between them",
    "after": "blocks that end with a line of facts",
    "middle": "blocks of a title, a line of facts and text",
    "before": "blocks that begin with a line of facts",
    "beside": "lines of a date and a title",
}


TITLE_FACTS = ("title", "glued", "rest")  # fields that may be the title


@dataclass(slots=True)
class Block:
    """The lines of one entry: `before` and `behind` are the paragraphs on the two sides of its facts."""

    before: list[list[str]]
    behind: list[list[str]]
    facts: tuple[Fact, ...]
    year: str
    title: str = ""
    summary: str = ""

    @property
    def is_titled(self) -> bool:
        """Whether a line of facts may have the title too."""
        return any(fact.field in TITLE_FACTS for fact in self.facts)

    def all(self, name: str) -> list[Fact]:
        """Return the facts of one field."""
        return [fact for fact in self.facts if fact.field == name]

    def first(self, name: str) -> str:
        """Return the value of the first fact of a field; "" without one."""
        return next((fact.value for fact in self.facts if fact.field == name), "")


@dataclass(slots=True)
class Layout:
    """All blocks of a text, divided in one way.

    head:  the paragraphs before the first entry
    foot:  the paragraphs behind the last
    score: how likely the titles are, up to 1 and a bonus
    is_spaced: whether there is space before each entry
    """

    name: str
    blocks: list[Block]
    head: list[list[str]] = field(default_factory=list)
    foot: list[list[str]] = field(default_factory=list)
    score: float = 0.0
    is_spaced: bool = False


def layouts(lines: list[TextLine], anchors: list[int]) -> Iterator[Layout]:
    """Yield the layouts that fit; some always do."""
    groups = _fact_groups(lines, anchors)
    for name in DESCRIPTIONS:
        boundaries = _boundaries(name, lines, groups)
        if boundaries is not None:
            yield _layout(name, lines, groups, boundaries)


def _fact_groups(lines: list[TextLine], anchors: list[int]) -> list[tuple[int, int]]:
    """Return the range of each anchor with the lines of facts around it, each field only once.

    A line beyond a gap that is wider than that on the anchor's other side is of another entry.
    """
    groups: list[tuple[int, int]] = []
    for number, anchor in enumerate(anchors):
        start, stop = anchor, anchor + 1
        fields = set(lines[anchor].fields)
        floor = groups[-1][1] if groups else 0
        ceiling = anchors[number + 1] if number + 1 < len(anchors) else len(lines)
        above, below = _gap(lines, anchor), _gap(lines, anchor + 1)
        while start > floor and lines[start].gap <= below and _has_other_facts(lines[start - 1], fields):
            start -= 1
            fields |= lines[start].fields
        while stop < ceiling and lines[stop].gap <= above and _has_other_facts(lines[stop], fields):
            fields |= lines[stop].fields
            stop += 1
        groups.append((start, stop))
    return groups


def _gap(lines: list[TextLine], index: int) -> float:
    """Return the number of blank lines before a line; at both ends of the text there is space without end."""
    return lines[index].gap if 0 < index < len(lines) else inf


def _has_other_facts(line: TextLine, fields: set[str]) -> bool:
    return bool(line.facts) and not line.fields & fields


def _boundaries(name: str, lines: list[TextLine], groups: list[tuple[int, int]]) -> list[int] | None:
    """Return the index that each entry but the first begins at; None if the layout does not fit."""
    between = [(one[1], two[0]) for one, two in pairwise(groups)]
    if name == "after":
        return [stop for stop, _ in between]
    if name in ("before", "beside"):
        return [start for _, start in between]
    if name == "middle":
        return [_last_paragraph(lines, stop, start) for stop, start in between]
    widest = [_widest_gap(lines, stop, start) for stop, start in between]
    return None if None in widest or not widest else [index for index in widest if index is not None]


def _last_paragraph(lines: list[TextLine], start: int, stop: int) -> int:
    """Return where the last paragraph begins, or the last line of text that has no paragraphs."""
    return next((index for index in range(stop - 1, start, -1) if lines[index].gap), max(start, stop - 1))


def _widest_gap(lines: list[TextLine], start: int, stop: int) -> int | None:
    """Return the index of the one gap that is wider than all others."""
    gaps = [lines[index].gap for index in range(start, stop + 1)]
    widest = max(gaps)
    return start + gaps.index(widest) if widest and gaps.count(widest) == 1 else None


def _layout(name: str, lines: list[TextLine], groups: list[tuple[int, int]], boundaries: list[int]) -> Layout:
    first = groups[0][0] if name in ("before", "beside") else 0
    last = groups[-1][1] if name == "after" else len(lines)
    starts, stops = [first, *boundaries], [*boundaries, last]
    blocks = [
        Block(
            before=_paragraphs(lines[start : group[0]]),
            behind=_paragraphs(lines[group[1] : stop]),
            facts=_facts(lines[slice(*group)]),
            year=lines[group[0]].year,
        )
        for start, stop, group in zip(starts, stops, groups, strict=True)
    ]
    above = [_facts(lines[start : group[0]]) for start, group in zip(starts, groups, strict=True)]
    below = [_facts(lines[group[1] : stop]) for stop, group in zip(stops, groups, strict=True)]
    above[0] = _usual(above[0], above[1:])
    below[-1] = _usual(below[-1], below[:-1])
    for block, before, behind in zip(blocks, above, below, strict=True):
        block.facts = (*before, *block.facts, *behind)
    layout = Layout(name, blocks, _paragraphs(lines[:first]), _paragraphs(lines[last:]))
    layout.is_spaced = all(_gap(lines, start) for start in starts)
    _trim(layout)
    return layout


def _facts(lines: Sequence[TextLine]) -> tuple[Fact, ...]:
    return tuple(fact for line in lines for fact in line.facts)


def _usual(facts: tuple[Fact, ...], others: Sequence[tuple[Fact, ...]]) -> tuple[Fact, ...]:
    """Return the facts beside an outermost entry that others have there too: the rest are the page's."""
    fields = {fact.field for one in others for fact in one}
    return tuple(fact for fact in facts if fact.field in fields) if others else facts


def _paragraphs(lines: Sequence[TextLine]) -> list[list[str]]:
    paragraphs: list[list[str]] = []
    begins = True
    for line in lines:
        if line.facts:
            begins = True
        elif begins or line.gap:
            paragraphs.append([line.text])
            begins = False
        else:
            paragraphs[-1].append(line.text)
    return paragraphs


def _trim(layout: Layout) -> None:
    """Cut off paragraphs before the first entry's facts and behind the last's that no other entry has.

    An entry keeps one where it has no other title.
    """
    blocks = layout.blocks
    if len(blocks) < 2:
        return
    first, last = blocks[0], blocks[-1]
    usual = max(not (first.behind or first.is_titled), *(len(block.before) for block in blocks[1:]))
    extra = max(0, len(first.before) - usual)
    layout.head += first.before[:extra]
    first.before = first.before[extra:]
    usual = max(not (last.before or last.is_titled), *(len(block.behind) for block in blocks[:-1]))
    layout.foot += last.behind[usual:]
    last.behind = last.behind[:usual]
