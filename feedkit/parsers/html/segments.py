"""Ways to cut a page into entries: every repeated structure, as a list of segments.

An *anchor* is what an entry is hung on: a link, a heading, a date, or an element of its own. Anchors of one
shape make a group; a group is also taken apart at each element where it branches, so that the tiles above a
list and the list itself are two candidates. From its anchor, a *segment* grows over all that is the entry's
alone: up to the outermost element that holds no other anchor of the group, then over the siblings that
follow, or lead, in the same way for every anchor.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from feedkit.parsers.html import vocabulary as words
from feedkit.parsers.html.marks import Marks
from feedkit.parsers.html.outline import HIDDEN, TEXT, Node, Outline, Shapes

MOST_ANCHORS = 20_000  # of one group; what comes after is not read
LONGEST_RUN = 40  # siblings looked at on each side of an anchor
ON_LINES = 0.9  # the share of links that begin a line where links that don't are no entries
MOST_LEADS = 6  # siblings in front of an anchor that can belong to it


@dataclass(frozen=True, slots=True)
class Segment:
    """What one entry covers: the nodes from `start` up to `end`, hung on `anchor`."""

    start: int
    end: int
    anchor: Node


@dataclass(slots=True)
class Cut:
    """One way to cut a page.

    by:        the sort of its anchors
    around:    the element it lies in
    left_out:  the share of elements that look like its segments, beside them, and are none
    """

    by: str
    around: Node
    segments: list[Segment]
    left_out: float


def cuts(page: Outline, marks: Marks) -> list[Cut]:
    """Every candidate, each once."""
    shapes = page.shapes
    seen: set[tuple[int, int, int, int]] = set()
    found: dict[tuple[int, int, int, int], Cut] = {}
    for by, anchors in _groups(page, marks, shapes):
        for around, members in _branches(anchors):
            anchored = (len(members), members[0].index, members[-1].index, around.index)
            if anchored in seen:
                continue
            seen.add(anchored)
            cut = _cut(by, around, members, page, marks)
            first, last = cut.segments[0], cut.segments[-1]
            found.setdefault((len(cut.segments), first.start, first.end, last.end), cut)
    return list(found.values())


def _groups(page: Outline, marks: Marks, shapes: Shapes) -> Iterable[tuple[str, list[Node]]]:
    """Anchors of one shape, in document order; each group once."""
    dated = [mark.node for mark in marks.dates if mark.full and not mark.stamp]
    sorts = {
        "item": [n for n in page.nodes if n.attrs and words.ENTRY_TYPE.search(n.get("itemtype"))],
        "link": page.links,
        "heading": [h for h in page.headings if marks.letters(h.index, h.end)],
        "date": dated,
        "element": _boxes(page, marks),
    }
    seen: set[tuple[int, ...]] = set()
    for by, nodes in sorts.items():
        for group in _alike(nodes, shapes):
            if by == "link":
                group = _one_a_line(group, page)
            key = tuple(node.index for node in group)
            if len(group) > 1 and key not in seen:
                seen.add(key)
                yield by, group[:MOST_ANCHORS]


def _alike(nodes: Sequence[Node], shapes: Shapes) -> Iterable[list[Node]]:
    """The nodes grouped by path, by path and kinds, and by kinds at whatever depth."""
    by_path: dict[object, list[Node]] = {}
    for node in nodes:
        element = node.parent if node.tag == TEXT and node.parent is not None else node
        own, around = shapes.kind(element), shapes.kind(element.parent) if element.parent is not None else -1
        path = shapes.path(element)
        for key in ((path,), (path, own, around), ("near", own, around)):
            _add(by_path.setdefault(key, []), node)
    return by_path.values()


def _add(group: list[Node], node: Node) -> None:
    """Take a node into a group; of several links to one place in a row, or dates in one link, one stays."""
    if group:
        last = group[-1]
        if last is node:
            return
        if node.tag == "a" == last.tag and node.get("href") == last.get("href"):
            if node.end - node.index > last.end - last.index:
                group[-1] = node
            return
        if node.tag == TEXT == last.tag and _link_around(node) is not None and _link_around(node) is _link_around(last):
            return
    group.append(node)


def _link_around(text: Node) -> Node | None:
    return next((node for node in islice(text.ancestors(), 4) if node.tag == "a"), None)


def _one_a_line(group: list[Node], page: Outline) -> list[Node]:
    """The links without those that follow another on one line, where hardly any do."""
    starts = [any(n.tag == TEXT and n.text[0] == "\n" for n in page.nodes[left.end : right.end]) for left, right in pairwise(group)]
    if all(starts) or sum(starts) < ON_LINES * len(starts):
        return group
    return [group[0], *(link for link, alone in zip(group[1:], starts, strict=True) if alone)]


def _boxes(page: Outline, marks: Marks) -> list[Node]:
    """Elements that can be an entry as they are: they hold a link or heading of their own, and text."""
    return [
        node
        for node in page.nodes
        if node.tag in words.BOXES
        and not node.region & HIDDEN
        and (marks.has_link(node.index, node.end) or marks.has_heading(node.index, node.end))
    ]


def _branches(anchors: list[Node]) -> Iterable[tuple[Node, list[Node]]]:
    """Each element at which the group parts into several branches, with the anchors inside it."""
    places = [anchor.index for anchor in anchors]
    seen: set[int] = set()
    for left, right in pairwise(anchors):
        around = _around(left, right)
        if around is None or around.index in seen:
            continue
        seen.add(around.index)
        members = anchors[bisect_left(places, around.index) : bisect_left(places, around.end)]
        if len(members) > 2 or len(members) == len(anchors):
            yield around, members


def _around(left: Node, right: Node) -> Node | None:
    """The innermost element that holds both, neither being that element."""
    node = left.parent
    while node is not None and node.end <= right.index:
        node = node.parent
    return node


def _cut(by: str, around: Node, anchors: list[Node], page: Outline, marks: Marks) -> Cut:
    runs = _Runs(page, marks, _alike_units(anchors, _units(anchors, around), page))
    leads = runs.leads()
    segments = [Segment(*runs.extent(position, leads), anchor) for position, anchor in enumerate(anchors)]
    return Cut(by, around, segments, runs.left_out())


def _units(anchors: list[Node], around: Node) -> list[Node]:
    """For each anchor the outermost element that holds no other anchor."""
    units = []
    for position, anchor in enumerate(anchors):
        before = anchors[position - 1].index if position else around.index
        after = anchors[position + 1].index if position + 1 < len(anchors) else around.end
        unit = anchor
        parent = unit.parent
        while parent is not None and parent.index > before and parent.end <= after and parent is not around:
            unit, parent = parent, parent.parent
        units.append(unit)
    return units


def _alike_units(anchors: list[Node], units: list[Node], page: Outline) -> list[Node]:
    """The units, a lone entry's without the section around it: of the shape that most units have."""
    kinds = Counter(page.shapes.kind(unit) for unit in units if unit.tag != TEXT)
    usual, often = kinds.most_common(1)[0] if kinds else (-1, 0)
    if often * 2 < len(units) or often == len(units):
        return units
    return [_inner_unit(anchor, unit, usual, page) for anchor, unit in zip(anchors, units, strict=True)]


def _inner_unit(anchor: Node, unit: Node, usual: int, page: Outline) -> Node:
    node: Node | None = anchor
    found = None
    while node is not None and node is not unit:
        if node.tag != TEXT and page.shapes.kind(node) == usual:
            found = node
        node = node.parent
    return unit if found is None or page.shapes.kind(unit) == usual else found


class _Runs:
    """The siblings between the units of a group: which of them belong to the unit before, which to the one after."""

    def __init__(self, page: Outline, marks: Marks, units: list[Node]) -> None:
        self.page, self.marks, self.shapes, self.units = page, marks, page.shapes, units
        self.before: list[list[Node]] = []
        self.after: list[list[Node]] = []
        self._siblings: dict[int, list[Node]] = {}
        for position, unit in enumerate(units):
            earlier = units[position - 1] if position else None
            later = units[position + 1] if position + 1 < len(units) else None
            row, place = self._row(unit)
            self.before.append(self._until(reversed(row[max(0, place - LONGEST_RUN) : place]), earlier))
            self.after.append(self._until(row[place + 1 : place + 1 + LONGEST_RUN], later))

    def _row(self, unit: Node) -> tuple[list[Node], int]:
        parent = unit.parent
        assert parent is not None
        row = self._siblings.get(parent.index)
        if row is None:
            row = self._siblings[parent.index] = list(self.page.children(parent))
        return row, bisect_left(row, unit.index, key=lambda n: n.index)

    def _until(self, siblings: Iterable[Node], stop: Node | None) -> list[Node]:
        run = []
        for node in siblings:
            if stop is not None and node.holds(stop):
                break
            run.append(node)
        return run

    def sign(self, node: Node) -> tuple[int, bool]:
        """What alike siblings share: their kind, and whether they show a date."""
        if node.tag == TEXT:
            return (-1, any(mark.full for mark in self.marks.dates_in(node.index, node.end)))
        dates = self.marks.dates_in(node.index, node.end) if node.end - node.index < 40 else ()
        return (self.shapes.kind(node), any(mark.full for mark in dates))

    def leads(self) -> int:
        """How many siblings in front of each unit are its own; what is not, belongs to the unit before."""
        gaps = [
            self.after[i]
            for i in range(len(self.units) - 1)
            if self.units[i].parent is self.units[i + 1].parent and len(self.after[i]) < LONGEST_RUN
        ]
        if not gaps or sum(map(bool, gaps)) * 2 < len(gaps):
            return 0
        tails = self._tails(gaps)
        leads = 0
        firsts = [self.before[i] for i, unit in enumerate(self.units) if i == 0 or self.units[i - 1].parent is not unit.parent]
        for place in range(MOST_LEADS):
            signs = Counter(self.sign(gap[-1 - place]) for gap in gaps if len(gap) > place)
            if not signs:
                break
            usual, often = signs.most_common(1)[0]
            fits = sum(len(run) > place and self.sign(run[place]) == usual for run in firsts)
            if often < 0.7 * len(gaps) or fits * 2 < len(firsts):
                break
            leads = place + 1
        usual_length = sorted(map(len, gaps))[len(gaps) // 2]
        if leads + tails > usual_length:
            leads = max(0, usual_length - tails)
        return leads

    def _tails(self, gaps: list[list[Node]]) -> int:
        """How many siblings behind the last units look like those behind the others."""
        lasts = [
            self.after[i]
            for i, unit in enumerate(self.units)
            if i + 1 == len(self.units) or self.units[i + 1].parent is not unit.parent
        ]
        tails = 0
        for place in range(LONGEST_RUN):
            signs = Counter(self.sign(gap[place]) for gap in gaps if len(gap) > place)
            if not signs:
                break
            fits = sum(len(run) > place and self.sign(run[place]) in signs for run in lasts)
            if fits * 2 < len(lasts):
                break
            tails = place + 1
        return tails

    def extent(self, position: int, leads: int) -> tuple[int, int]:
        """Where the segment of a unit starts and ends."""
        unit = self.units[position]
        start = unit.index
        usual = self.before[position][:leads]
        if usual:
            start = usual[-1].index
        tail = self.after[position]
        follows = position + 1 < len(self.units) and self.units[position + 1].parent is unit.parent
        if follows and leads:
            tail = tail[: max(0, len(tail) - leads)]
        end = unit.end
        for node in tail:
            if self._parts(node, unit):
                break
            end = node.end
        return start, end

    def left_out(self) -> float:
        """The share of the siblings of the units' usual shape that are no units."""
        kinds = Counter(self.shapes.kind(unit) for unit in self.units if unit.tag != TEXT)
        if not kinds:
            return 0.0
        usual, _ = kinds.most_common(1)[0]
        alike = sum(n.tag != TEXT and self.shapes.kind(n) == usual for row in self._siblings.values() for n in row)
        return 1.0 - kinds[usual] / max(1, alike)

    def _parts(self, node: Node, unit: Node) -> bool:
        """Does a sibling end the segment: a heading of the same or a higher rank, another item, a section that is no text?"""
        if node.tag in words.HEADINGS:
            own = unit.tag if unit.tag in words.HEADINGS else "h9"
            return node.tag <= own
        if node.tag in words.ITEMS and self.shapes.kind(node) == self.shapes.kind(unit):
            return True
        return bool(node.region & ~unit.region & (words.Region.PAGER | words.Region.FOOTER | words.Region.SIDE))
