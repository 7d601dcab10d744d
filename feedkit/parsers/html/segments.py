"""Ways to cut a page into entries: every repeated structure, as a list of segments.

An *anchor* is what an entry is hung on: a link, a heading, a date, or an element of its own. Anchors of one
shape make a group; a group is also taken apart at each element where it branches, so that the tiles above a
list and the list itself are two candidates. From its anchor, a *segment* grows over all that is the entry's
alone: up to the outermost element that holds no other anchor of the group, then over the siblings that
follow, or lead, in the same way for every anchor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.marks import Marks
from feedkit.parsers.html.outline import HIDDEN, TEXT, Node, Outline

MOST_ANCHORS = 20_000  # of one group; what comes after is not read
BY_HAND = "recipe"  # the sort of anchors that nobody had to search
SAMPLE = 8  # anchors at the start, the middle and the end of a group that its layout is learnt from
GLANCE = 3  # as many for a first glance
LONGEST_RUN = 40  # siblings looked at on each side of an anchor
MOST_LEADS = 6  # siblings in front of an anchor that can belong to it
ON_LINES = 0.9  # the share of links that begin a line where links that don't are no entries
USUAL = 0.7  # the share of gaps that must end alike for their ends to lead the next segment
SMALL = 40  # nodes of a sibling whose dates tell it from others of its shape


@dataclass(frozen=True, slots=True)
class Segment:
    """What one entry covers: the nodes from `start` up to `end`, hung on `anchor`."""

    start: int
    end: int
    anchor: Node


class Cut:
    """One way to cut a page.

    by:       the sort of its anchors
    around:   the element it lies in
    anchors:  one for each segment
    """

    def __init__(self, by: str, around: Node, anchors: list[Node], page: Outline, marks: Marks) -> None:
        self.by = by
        self.around = around
        self.anchors = anchors
        self._page, self._marks = page, marks

    @property
    def glance(self) -> list[Node]:
        """A few of its anchors."""
        return [self.anchors[place] for place in _sample(len(self.anchors), GLANCE)]

    @cached_property
    def sample(self) -> list[Segment]:
        """Segments from the start, the middle and the end; all of them where they are few."""
        return self._layout.sample()

    @cached_property
    def segments(self) -> list[Segment]:
        """Every segment, in document order."""
        return [self.segment(place) for place in range(len(self.anchors))]

    def segment(self, place: int) -> Segment:
        """The segment of one anchor."""
        return self._layout.segment(place)

    @cached_property
    def left_out(self) -> float:
        """The share of elements beside its segments that look like them and are none."""
        return self._layout.left_out()

    @cached_property
    def _layout(self) -> _Layout:
        return _Layout(self, self._page, self._marks)


def cuts(page: Outline, marks: Marks, *, shunned: int = words.NO_LISTS) -> list[Cut]:
    """Every candidate, each once; none hangs on links in the regions that are shunned."""
    seen: set[tuple[int, int, int, int]] = set()
    found = []
    for by, anchors in _groups(page, marks, shunned):
        for around, members in _branches(anchors):
            look = (len(members), members[0].index, members[-1].index, around.index)
            if look not in seen:
                seen.add(look)
                found.append(Cut(by, around, members, page, marks))
    return found


def _groups(page: Outline, marks: Marks, shunned: int) -> Iterator[tuple[str, list[Node]]]:
    """Anchors of one shape, in document order; each group once."""
    sorts = {
        "item": [n for n in page.items if words.ENTRY_TYPE.search(n.get("itemtype"))],
        "link": [link for link in page.links if not link.region & shunned],
        "heading": [h for h in page.headings if marks.letters(h.index, h.end)],
        "date": [mark.node for mark in marks.dates if mark.full and not mark.stamp],
        "element": _boxes(page, marks, shunned),
    }
    seen: set[tuple[int, ...]] = set()
    for by, nodes in sorts.items():
        for group in _alike(nodes, page):
            if by == "link":
                group = _one_a_line(group, marks)
            key = (len(group), *(node.index for node in group[:8]), group[-1].index)
            if len(group) > 1 and key not in seen:
                seen.add(key)
                yield by, group[:MOST_ANCHORS]


def _alike(nodes: Sequence[Node], page: Outline) -> Iterable[list[Node]]:
    """The nodes grouped by path, by path and kinds, and by kinds at whatever depth."""
    groups: dict[object, list[Node]] = {}
    for node in nodes:
        element = node.parent if node.tag == TEXT and node.parent is not None else node
        own, around = element.kind, element.parent.kind if element.parent is not None else -1
        path = element.path
        for key in (path, (path, own, around), (own, around)):
            group = groups.get(key)
            if group is None:
                groups[key] = [node]
            elif group[-1] is not node:
                _add(group, node)
    return groups.values()


def _add(group: list[Node], node: Node) -> None:
    """Take a node into a group; of several links to one place in a row, or dates in one link, one stays."""
    last, tag = group[-1], node.tag
    if tag == last.tag:
        if tag == "a" and node.attrs.get("href") == last.attrs.get("href"):
            if node.end - node.index > last.end - last.index:
                group[-1] = node
            return
        if tag == TEXT and node.region & last.region & words.LINKED:
            around = _link_around(node)
            if around is not None and around is _link_around(last):
                return
    group.append(node)


def _link_around(text: Node) -> Node | None:
    return next((node for node in islice(text.ancestors(), 4) if node.tag == "a"), None)


def _one_a_line(group: list[Node], marks: Marks) -> list[Node]:
    """The links without those that follow another on one line, where hardly any do."""
    starts = [
        right.end > left.end + SMALL or marks.begins_line(left.end, right.end)
        for left, right in pairwise(group)
    ]
    if all(starts) or sum(starts) < ON_LINES * len(starts):
        return group
    return [group[0], *(link for link, alone in zip(group[1:], starts, strict=True) if alone)]


def _boxes(page: Outline, marks: Marks, shunned: int) -> list[Node]:
    """Elements that can be an entry as they are: they hold a link or a heading."""
    return [
        node
        for node in page.nodes
        if node.tag in words.BOXES
        and not node.region & (HIDDEN | shunned)
        and (marks.has_link(node.index, node.end) or marks.has_heading(node.index, node.end))
    ]


def _branches(anchors: list[Node]) -> Iterator[tuple[Node, list[Node]]]:
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


class _Layout:
    """How the anchors of a group stand among what is around them, learnt from a sample of them.

    A *unit* is the outermost element around an anchor that holds no other; *leads* are the siblings in front
    of a unit that belong to it, as those of every unit do.
    """

    def __init__(self, cut: Cut, page: Outline, marks: Marks) -> None:
        self.anchors, self.around, self.page, self.marks = cut.anchors, cut.around, page, marks
        self.places = _sample(len(cut.anchors), SAMPLE)
        self._units: dict[int, Node] = {}
        self._runs: dict[int, list[Node]] = {}
        self._bounded: set[int] = set()  # units whose run of siblings ends at the next unit, or around it
        kinds = Counter(u.kind for u in map(self._outermost, self.places) if u.tag != TEXT)
        kind, often = kinds.most_common(1)[0] if kinds else (-1, 0)
        self._usual = kind if len(self.places) <= 2 * often < 2 * len(self.places) else -1
        self._tail_kinds: set[int] = set()  # the shapes of what stands between units
        self._leads = self._count_leads()

    def sample(self) -> list[Segment]:
        """The segments that the layout was learnt from."""
        return [self.segment(place) for place in self.places]

    def segment(self, place: int) -> Segment:
        """The unit of an anchor with the siblings that belong to it."""
        unit = self._unit(place)
        lead: Sequence[Node] = self._before(place)[: self._leads] if self._leads else ()
        tail: Sequence[Node] = self._after(place)
        if self._leads and self._followed(place):
            tail = tail[: max(0, len(tail) - self._leads)]
        last = place not in self._bounded
        end = unit.end
        for node in tail:
            if self._parts(node, unit) or (last and self._sign(node)[0] not in self._tail_kinds):
                break
            end = node.end
        return Segment(lead[-1].index if lead else unit.index, end, self.anchors[place])

    def left_out(self) -> float:
        """The share of the siblings of the units' usual shape that are no units."""
        units = [self._unit(place) for place in self.places]
        usual = Counter(unit.kind for unit in units if unit.tag != TEXT).most_common(1)
        if not usual:
            return 0.0
        kind = usual[0][0]
        places = [anchor.index for anchor in self.anchors]
        alike = inside = 0
        for parent in {unit.parent.index: unit.parent for unit in units if unit.parent is not None}.values():
            alike += sum(n.tag != TEXT and n.kind == kind for n in self.page.row(parent))
            inside += bisect_left(places, parent.end) - bisect_left(places, parent.index)
        return max(0.0, 1.0 - inside / alike) if alike else 0.0

    def _outermost(self, place: int) -> Node:
        """The outermost element that holds this anchor and no other of the group."""
        before = self.anchors[place - 1].index if place else self.around.index
        after = self.anchors[place + 1].index if place + 1 < len(self.anchors) else self.around.end
        unit = self.anchors[place]
        parent = unit.parent
        while (
            parent is not None and parent.index > before and parent.end <= after and parent is not self.around
        ):
            unit, parent = parent, parent.parent
        return unit

    def _unit(self, place: int) -> Node:
        """The outermost element; of an entry alone in a section, the one of most units' shape."""
        unit = self._units.get(place)
        if unit is None:
            unit = self._outermost(place)
            if self._usual >= 0 and unit.kind != self._usual:
                unit = self._inner(self.anchors[place], unit)
            self._units[place] = unit
        return unit

    def _inner(self, anchor: Node, unit: Node) -> Node:
        found = unit
        node: Node | None = anchor
        while node is not None and node is not unit:
            if node.tag != TEXT and node.kind == self._usual:
                found = node
            node = node.parent
        return found

    def _followed(self, place: int) -> bool:
        """Is the next unit a sibling of this one?"""
        return place + 1 < len(self.anchors) and self._unit(place + 1).parent is self._unit(place).parent

    def _before(self, place: int) -> list[Node]:
        """The siblings between a unit and the one before it, the nearest first."""
        row, at = self.page.place(self._unit(place))
        stop = self._unit(place - 1).index if place else -1
        run: list[Node] = []
        for node in reversed(row[max(0, at - LONGEST_RUN) : at]):
            if node.index <= stop < node.end:
                break
            run.append(node)
        return run

    def _after(self, place: int) -> list[Node]:
        """The siblings between a unit and the next one."""
        run = self._runs.get(place)
        if run is None:
            run = self._runs[place] = []
            row, at = self.page.place(self._unit(place))
            stop = self._unit(place + 1).index if place + 1 < len(self.anchors) else -1
            for node in row[at + 1 : at + 1 + LONGEST_RUN]:
                if node.index <= stop < node.end:
                    self._bounded.add(place)
                    break
                run.append(node)
        return run

    def _sign(self, node: Node) -> tuple[int, bool]:
        """What alike siblings share: their kind, and whether they show a date."""
        dated = node.end - node.index < SMALL and self.marks.has_date(node.index, node.end)
        return (-1 if node.tag == TEXT else node.kind, dated)

    def _count_leads(self) -> int:
        """How many siblings in front of each unit are its own; what is not, belongs to the unit before."""
        gaps = [gap for p in self.places if self._followed(p) and len(gap := self._after(p)) < LONGEST_RUN]
        if not gaps or sum(map(bool, gaps)) * 2 < len(gaps):
            return 0
        self._tail_kinds = {self._sign(node)[0] for gap in gaps for node in gap}
        firsts = [self._before(p) for p in self.places if p == 0 or not self._followed(p - 1)]
        leads = 0
        for place in range(MOST_LEADS):
            signs = Counter(self._sign(gap[-1 - place]) for gap in gaps if len(gap) > place)
            usual, often = signs.most_common(1)[0] if signs else ((-1, False), 0)
            fits = sum(len(run) > place and self._sign(run[place]) == usual for run in firsts)
            if often < USUAL * len(gaps) or fits * 2 < len(firsts):
                break
            leads = place + 1
        usual_length = sorted(map(len, gaps))[len(gaps) // 2]
        return max(0, min(leads, usual_length - self._count_tails(gaps))) if leads else 0

    def _count_tails(self, gaps: list[list[Node]]) -> int:
        """How many siblings behind the last units look like those behind the others."""
        lasts = [self._after(p) for p in self.places if not self._followed(p)]
        for place in range(LONGEST_RUN):
            signs = {self._sign(gap[place]) for gap in gaps if len(gap) > place}
            fits = sum(len(run) > place and self._sign(run[place]) in signs for run in lasts)
            if not signs or fits * 2 <= len(lasts):
                return place
        return LONGEST_RUN

    def _parts(self, node: Node, unit: Node) -> bool:
        """Does a sibling end the segment: a heading of its rank or above, another item, a side section?"""
        if node.tag in words.HEADINGS:
            return node.tag <= (unit.tag if unit.tag in words.HEADINGS else "h9")
        if node.tag in words.ITEMS and node.kind == unit.kind:
            return True
        return bool(
            node.region & ~unit.region & (words.Region.PAGER | words.Region.FOOTER | words.Region.SIDE)
        )


def _sample(count: int, size: int) -> Sequence[int]:
    """`size` places each at the start, in the middle and at the end of a row."""
    if count <= 3 * size:
        return range(count)
    middle = (count - size) // 2
    return [*range(size), *range(middle, middle + size), *range(count - size, count)]
