"""Segments: what each entry of a candidate list covers.

From its anchor, a segment grows over all that is the entry's alone: up to the outermost element that holds no
other anchor of the group, then over the siblings that follow, or lead, in the same way for every anchor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.outline import TEXT, Node
from feedkit.parsers.html.page import Page

SAMPLE = 8  # anchors at the start, the middle and the end of a group that its layout is learnt from
MAX_SIBLINGS = 40  # looked at on each side of an anchor
MAX_LEADS = 6  # siblings in front of an anchor that can belong to it
MIN_SHARE_OF_LEADS = 0.7  # of the gaps that must end alike for their ends to lead the next segment
MAX_DATED_SIBLING_NODES = 40  # of a sibling whose dates distinguish it from others of its shape


class Segment(NamedTuple):
    """What one entry covers: the nodes from `start` up to `end`, grown from `anchor`."""

    start: int
    end: int
    anchor: Node


def spread(count: int, size: int) -> Sequence[int]:
    """`size` numbers each at the start, in the middle and at the end of 0 to `count` - 1; all of a few."""
    if count <= 3 * size:
        return range(count)
    middle = (count - size) // 2
    return [*range(size), *range(middle, middle + size), *range(count - size, count)]


def units_of(anchors: Sequence[Node], around: Node) -> list[Node]:
    """The unit of each anchor: the outermost element that holds no other anchor of the group.

    Of an entry alone in a section, it is the outermost of the shape that most units have.

    Args:
        anchors: one for each segment, in document order.
        around: the element that they all lie in.
    """
    bounds = [around.index, *[anchor.index for anchor in anchors], around.end]
    units = []
    for anchor, before, after in zip(anchors, bounds, bounds[2:], strict=False):
        unit, parent = anchor, anchor.parent
        while parent is not None and parent.index > before and parent.end <= after and parent is not around:
            unit, parent = parent, parent.parent
        units.append(unit)
    numbers = spread(len(units), SAMPLE)
    usual, often = _commonest([units[number].kind for number in numbers if units[number].tag != TEXT])
    if len(numbers) <= 2 * often < 2 * len(numbers):
        units = [
            unit if unit.kind == usual else _inner(anchor, unit, usual)
            for anchor, unit in zip(anchors, units, strict=True)
        ]
    return units


def _commonest(kinds: Sequence[int]) -> tuple[int, int]:
    """The commonest of some kinds, and how often it is; -1 where there is none."""
    if not kinds or kinds.count(kinds[0]) == len(kinds):
        return kinds[0] if kinds else -1, len(kinds)
    return Counter(kinds).most_common(1)[0]


def _inner(anchor: Node, unit: Node, kind: int) -> Node:
    """The outermost element of a kind that holds an anchor, within its unit; else the unit."""
    found = unit
    node: Node | None = anchor
    while node is not None and node is not unit:
        if node.kind == kind:
            found = node
        node = node.parent
    return found


class Layout:
    """How the units of a group stand among what is around them, learnt from a sample of them.

    Units are numbered from 0. *Leads* are the siblings in front of a unit that belong to it, as those of
    every unit do.
    """

    def __init__(self, units: Sequence[Node], page: Page) -> None:
        """Learn the layout.

        Args:
            units: one for each segment, in document order.
            page: the page.
        """
        self.units, self.page = units, page
        self.numbers = spread(len(units), SAMPLE)
        self._runs: dict[int, Sequence[Node]] = {}
        self._bounded: set[int] = set()  # units whose run of siblings ends at the next unit, or around it
        self._tail_kinds: set[int] = set()  # the shapes of what stands between units
        self._leads = self._count_leads()

    @cached_property
    def sample(self) -> list[tuple[int, int]]:
        """The spans of the units that the layout was learnt from."""
        return [self.span(number) for number in self.numbers]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The spans of all units."""
        return [self.span(number) for number in range(len(self.units))]

    def span(self, number: int) -> tuple[int, int]:
        """Where a unit starts and ends, with the siblings that belong to it."""
        unit = self.units[number]
        start, end = unit.index, unit.end
        tail = self._after(number)
        if self._leads:
            lead = self._before(number)[: self._leads]
            start = lead[-1].index if lead else start
            if self._followed(number):
                tail = tail[: max(0, len(tail) - self._leads)]
        for node in tail:
            is_open = number not in self._bounded
            if self._ends_segment(node, unit) or (is_open and self._look(node)[0] not in self._tail_kinds):
                break
            end = node.end
        return start, end

    @cached_property
    def left_out_share(self) -> float:
        """The share of the siblings of the units' usual shape that are no units."""
        units = [self.units[number] for number in self.numbers]
        kind = _commonest([unit.kind for unit in units if unit.tag != TEXT])[0]
        if kind < 0:
            return 0.0
        indices = [unit.index for unit in self.units]
        alike = inside = 0
        for parent in {unit.parent for unit in units if unit.parent is not None}:
            alike += [node.kind for node in self.page.children(parent)].count(kind)
            inside += bisect_left(indices, parent.end) - bisect_left(indices, parent.index)
        return max(0.0, 1.0 - inside / alike) if alike else 0.0

    def _followed(self, number: int) -> bool:
        """Return whether the next unit is a sibling of this one."""
        return number + 1 < len(self.units) and self.units[number + 1].parent is self.units[number].parent

    def _before(self, number: int) -> list[Node]:
        """The siblings between a unit and the one before it, the nearest first."""
        row, at = self.page.siblings(self.units[number])
        stop = self.units[number - 1].index if number else -1
        run: list[Node] = []
        for node in reversed(row[max(0, at - MAX_SIBLINGS) : at]):
            if node.index <= stop < node.end or node.tag in words.ITEMS:
                break
            run.append(node)
        return run

    def _after(self, number: int) -> Sequence[Node]:
        """The siblings between a unit and the next one."""
        run = self._runs.get(number)
        if run is None:
            run = self._runs[number] = self._run_after(number)
        return run

    def _run_after(self, number: int) -> Sequence[Node]:
        unit, stop = self.units[number], -1
        if number + 1 < len(self.units):
            following = self.units[number + 1]
            stop = following.index
            if stop == unit.end and following.parent is unit.parent:
                self._bounded.add(number)
                return ()
        row, at = self.page.siblings(unit)
        run = []
        for node in row[at + 1 : at + 1 + MAX_SIBLINGS]:
            if node.index <= stop < node.end:
                self._bounded.add(number)
                break
            run.append(node)
        return run

    def _look(self, node: Node) -> tuple[int, bool]:
        """What alike siblings share: their kind, and whether they show a date."""
        dated = node.end - node.index < MAX_DATED_SIBLING_NODES and self.page.has_date(node.index, node.end)
        return (-1 if node.tag == TEXT else node.kind, dated)

    def _count_leads(self) -> int:
        """How many siblings in front of each unit are its own; what is not, belongs to the unit before."""
        gaps = [gap for n in self.numbers if self._followed(n) and len(gap := self._after(n)) < MAX_SIBLINGS]
        if not gaps or sum(map(bool, gaps)) * 2 < len(gaps):
            return 0
        self._tail_kinds = {self._look(node)[0] for gap in gaps for node in gap}
        firsts = [self._before(n) for n in self.numbers if n == 0 or not self._followed(n - 1)]
        leads = 0
        for at in range(MAX_LEADS):
            looks = Counter(self._look(gap[-1 - at]) for gap in gaps if len(gap) > at)
            usual, often = looks.most_common(1)[0] if looks else ((-1, False), 0)
            fits = sum(len(run) > at and self._look(run[at]) == usual for run in firsts)
            if often < MIN_SHARE_OF_LEADS * len(gaps) or fits * 2 < len(firsts):
                break
            leads = at + 1
        usual_length = sorted(map(len, gaps))[len(gaps) // 2]
        return max(0, min(leads, usual_length - self._count_tails(gaps))) if leads else 0

    def _count_tails(self, gaps: Sequence[Sequence[Node]]) -> int:
        """How many siblings behind the last units look like those behind the others."""
        lasts = [self._after(n) for n in self.numbers if not self._followed(n)]
        for at in range(MAX_SIBLINGS):
            looks = {self._look(gap[at]) for gap in gaps if len(gap) > at}
            fits = sum(len(run) > at and self._look(run[at]) in looks for run in lasts)
            if not looks or fits * 2 <= len(lasts):
                return at
        return MAX_SIBLINGS

    def _ends_segment(self, node: Node, unit: Node) -> bool:
        """Return whether a sibling ends the segment: a heading of its rank, another item, a side box."""
        if node.tag in words.HEADINGS:
            return node.tag <= (unit.tag if unit.tag in words.HEADINGS else "h9")
        if node.tag in words.ITEMS and node.tag == unit.tag:
            return True
        return bool(
            node.region & ~unit.region & (words.Region.PAGER | words.Region.FOOTER | words.Region.SIDE)
        )
