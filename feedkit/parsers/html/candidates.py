"""Candidate lists: every repeated structure of a page, as a list of segments.

An *anchor* is what a segment grows from: a link, a heading, a date, or an element of its own. Anchors of one
shape make a group; a group is also split at each element where it branches, so that the tiles above a list
and the list itself are two candidates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, islice, pairwise

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.outline import HIDDEN, TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Layout, Segment, units_of

MAX_ANCHORS = 20_000  # of one group; what comes after is not read, and a Problem says so
BY_RECIPE = "recipe"  # the sort of anchors that a recipe finds
BY_ITSELF = "lone entry"  # the sort of anchors that stand alone
BY_RELEASE = "release"  # the sort of anchors that are headings with a version or a day
QUICK_SAMPLE = 3  # anchors at the start, the middle and the end that the quick features are measured on
MIN_SHARE_OF_LINES = 0.9  # of the links that begin a line, where links that do not are no entries
MAX_NODES_BETWEEN = 40  # between two links on one line


class Candidate:
    """A list on a page that may be that of its entries.

    by:       the sort of its anchors
    around:   the element it lies in
    anchors:  one for each segment
    beyond:   how many more of them are not read
    """

    def __init__(
        self,
        by: str,
        around: Node,
        anchors: list[Node],
        page: Page,
        beyond: int = 0,
        layouts: dict[tuple[int, ...], Layout] | None = None,
    ) -> None:
        """Describe a list.

        Args:
            by, around, anchors, beyond: as above.
            page: the page.
            layouts: those that are known, by the indices of their units, as lists of links, dates and
                headings of the same entries have one.
        """
        self.by = by
        self.around = around
        self.anchors = anchors
        self.beyond = beyond
        self._page = page
        self._layouts = {} if layouts is None else layouts

    @property
    def few_anchors(self) -> list[Node]:
        """Anchors from the start, the middle and the end."""
        anchors = self.anchors
        if len(anchors) <= 3 * QUICK_SAMPLE:
            return anchors
        middle = (len(anchors) - QUICK_SAMPLE) // 2
        return anchors[:QUICK_SAMPLE] + anchors[middle : middle + QUICK_SAMPLE] + anchors[-QUICK_SAMPLE:]

    @cached_property
    def sample(self) -> list[Segment]:
        """Segments from the start, the middle and the end; all of them where they are few."""
        layout, anchors = self._layout, self.anchors
        return [Segment(*span, anchors[n]) for n, span in zip(layout.numbers, layout.sample, strict=True)]

    @cached_property
    def segments(self) -> list[Segment]:
        """Every segment, in document order."""
        return [Segment(*span, anchor) for span, anchor in zip(self._layout.spans, self.anchors, strict=True)]

    def segment(self, number: int) -> Segment:
        """The segment of one anchor, counted from 0."""
        return Segment(*self._layout.span(number), self.anchors[number])

    @property
    def left_out_share(self) -> float:
        """The share of elements beside its segments that look like them and are none."""
        return self._layout.left_out_share

    @cached_property
    def _layout(self) -> Layout:
        units = units_of(self.anchors, self.around)
        key = tuple([unit.index for unit in units])
        found = self._layouts.get(key)
        if found is None:
            found = self._layouts[key] = Layout(units, self._page)
        return found


def candidates(page: Page, *, excluded: int = words.WITHOUT_ENTRIES) -> list[Candidate]:
    """Every candidate list of a page, each once; none has links in the excluded regions as anchors."""
    seen: set[tuple[int, int, int, int]] = set()
    layouts: dict[tuple[int, ...], Layout] = {}
    found = []
    for by, group in _groups(page, excluded):
        for around, members in _branches(group[:MAX_ANCHORS]):
            key = (len(members), members[0].index, members[-1].index, around.index)
            if key not in seen:
                seen.add(key)
                rest = group[MAX_ANCHORS:]
                beyond = sum([anchor.index < around.end for anchor in rest]) if rest else 0
                found.append(Candidate(by, around, members, page, beyond, layouts))
    return found


def _groups(page: Page, excluded: int) -> Iterator[tuple[str, list[Node]]]:
    """Anchors of one shape, in document order; each group once."""
    anchors = {
        "item": [n for n in page.items if (name := n.get("itemtype")) and words.ENTRY_TYPE.search(name)],
        "link": [link for link in page.links if not link.region & excluded],
        "heading": [h for h in page.headings if page.letters(h.index, h.end)],
        "date": [mention.node for mention in page.dates if mention.full and not mention.stamp],
        "element": _boxes(page, excluded),
    }
    seen: set[tuple[int, ...]] = set()
    for by, nodes in anchors.items():
        for group in _alike(nodes):
            if by == "link" and len(group) > 1:
                group = _one_a_line(_without_tools(group, page), page)
            if len(group) > 1:
                key = (len(group), *[node.index for node in group[:8]], group[-1].index)
                if key not in seen:
                    seen.add(key)
                    yield by, group


def _alike(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """The nodes grouped by path, by path and kinds, and by kinds at whatever depth; most groups once.

    A path of one sort of kinds is no group beside that of path and kinds, nor are kinds of one path.
    """
    narrow: dict[tuple[int, int, int], list[int]] = {}
    for number, node in enumerate(nodes):
        element = node
        if node.tag == TEXT and node.parent is not None:
            element = node.parent
        key = element.path, element.kind, element.parent.kind if element.parent is not None else -1
        numbers = narrow.get(key)
        if numbers is None:
            narrow[key] = [number]
        else:
            numbers.append(number)
    by_path: dict[int, list[list[int]]] = {}
    by_kinds: dict[tuple[int, int], list[list[int]]] = {}
    for (path, own, around), numbers in narrow.items():
        by_path.setdefault(path, []).append(numbers)
        by_kinds.setdefault((own, around), []).append(numbers)
    for (path, own, around), numbers in narrow.items():
        of_path, of_kinds = by_path[path], by_kinds[own, around]
        if len(of_path) > 1 and of_path[0] is numbers:
            yield _distinct([nodes[number] for number in sorted(chain(*of_path))])
        yield _distinct([nodes[number] for number in numbers])
        if len(of_kinds) > 1 and of_kinds[0] is numbers:
            yield _distinct([nodes[number] for number in sorted(chain(*of_kinds))])


def _distinct(group: list[Node]) -> list[Node]:
    """Each node once; of several links to one address in a row, or dates in one link, one stays."""
    last = group[0]
    kept = [last]
    for node in islice(group, 1, None):
        tag = node.tag
        if node is last:
            continue
        if tag == last.tag:
            if tag == "a" and node.attrs.get("href") == last.attrs.get("href"):
                if node.end - node.index > last.end - last.index:
                    kept[-1] = last = node
                continue
            if tag == TEXT and node.region & last.region & words.LINKED:
                around = _link_around(node)
                if around is not None and around is _link_around(last):
                    continue
        kept.append(node)
        last = node
    return kept


def _link_around(text: Node) -> Node | None:
    return next((node for node in islice(text.ancestors(), 4) if node.tag == "a"), None)


def _without_tools(group: list[Node], page: Page) -> list[Node]:
    """The links without those that say the same in each row ("PDF"), where other links are the rows' own."""
    labels = [page.labels.get(link.index, "") for link in group]
    if not any(labels):
        return group
    times = Counter(filter(None, labels))
    rest = len(group) - sum(times.values())
    tools = {label for label, count in times.items() if rest <= 2 * count <= 2 * rest}
    if rest < 2 or not tools or any(left == right in tools for left, right in pairwise(labels)):
        return group
    return [link for link, label in zip(group, labels, strict=True) if label not in tools]


def _one_a_line(group: list[Node], page: Page) -> list[Node]:
    """The links without those that follow another on one line, where hardly any do."""
    starts = [
        right.end > left.end + MAX_NODES_BETWEEN or page.begins_line(left.end, right.end)
        for left, right in pairwise(group)
    ]
    count = sum(starts)
    if count == len(starts) or count < MIN_SHARE_OF_LINES * len(starts):
        return group
    return [group[0], *(link for link, alone in zip(group[1:], starts, strict=True) if alone)]


def _boxes(page: Page, excluded: int) -> list[Node]:
    """Elements that can be an entry as they are: they hold a link or a heading."""
    return [
        node
        for node in page.nodes
        if node.tag in words.BOXES
        and not node.region & (HIDDEN | excluded)
        and (page.has_link(node.index, node.end) or page.has_heading(node.index, node.end))
    ]


def _branches(anchors: list[Node]) -> Iterator[tuple[Node, list[Node]]]:
    """Each element at which the group branches, with the anchors inside it."""
    indices = [anchor.index for anchor in anchors]
    seen: set[int] = set()
    for left, right in pairwise(anchors):
        around = left.parent
        while around is not None and around.end <= right.index:
            around = around.parent
        if around is None or around.index in seen:
            continue
        seen.add(around.index)
        members = anchors[bisect_left(indices, around.index) : bisect_left(indices, around.end)]
        if len(members) > 2 or len(members) == len(anchors):
            yield around, members
