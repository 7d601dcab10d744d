"""The entries that stand before a list in other markup: a lead story, a hero, the newest entry in full.

They link to addresses like those of the list, which the list itself lacks, and have what its entries have: a
title, and a date where those have one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.link_targets import address, is_of_label, is_of_person, lead, shape
from feedkit.parsers.html.links import leads_on
from feedkit.parsers.html.outline import HIDDEN, TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.link_texts import is_generic
from feedkit.values.urls import without_fragment

MAX_LEVELS = 12  # around the first entry of a list whose earlier children are looked at
MAX_SIBLINGS = 40  # on one level
MAX_DEPTH = 8  # of an element with several lead stories
MAX_LINKS = 60  # of one element
MAX_STORIES = 8
MIN_SHARE_OF_SHAPE = 0.2  # of a list's addresses that have a shape which lead stories may have
MIN_SHARE_OF_TRAIT = 0.8  # of a list's entries that have a date or a picture, where lead stories must too
MIN_TITLE_LENGTH = 3  # characters
MAX_LINKS_UNHEADED = 6  # of a story without a heading
MAX_BESIDE_DATE = 10  # characters beside title and date of a short story without a heading
MIN_LENGTH = 60  # characters of a story that is not short, and beside the links of one without a date
ELSEWHERE = words.WITHOUT_ENTRIES | words.BESIDE_LISTS | words.NO_TEXT | HIDDEN


def with_lead_stories(segments: Sequence[Segment], page: Page) -> list[Segment]:
    """The entries of a list with its lead stories, before it or before one of its entries.

    An entry that is the box of several stories is these: the first, or any where half of all are.
    """
    search = _Search(segments, page)
    floors = (0, *(segment.end for segment in segments))
    before = [search.before(segment, floor) for segment, floor in zip(segments, floors, strict=False)]
    boxes = [search.may_be_box(segment) for segment in segments]
    parts = [[segment] for segment in segments]
    count = sum(boxes)  # of those that are boxes of several stories, or may be
    for number, may_be_box in enumerate(boxes):
        if may_be_box and (number == 0 or 2 * count >= len(segments)):
            parts[number] = search.in_segment(segments[number])
            count -= len(parts[number]) == 1
    if 2 * count < len(segments):
        parts[1:] = [[segment] for segment in segments[1:]]
    return [story for row in zip(before, parts, strict=True) for own in row for story in own]


class _Search:
    """A search for the lead stories of one list.

    known:      the addresses of its entries
    by_topic:   these lie in folders for each of several topics, so that a folder says nothing of the list
    shapes:     what they share
    is_dated, is_pictured:  its entries have dates, pictures
    elsewhere:  the parts of the page that have no entries
    """

    def __init__(self, segments: Sequence[Segment], page: Page) -> None:
        self.page = page
        self.size = len(segments)
        leads = [address(link) for link in (lead(segment, page) for segment in segments) if link is not None]
        self.known = set(map(without_fragment, leads))
        self.by_topic = 2 * max(Counter(map(shape, leads)).values(), default=0) <= len(segments)
        shapes = Counter(map(self._shape, leads))
        self.shapes = {one for one, count in shapes.items() if count >= MIN_SHARE_OF_SHAPE * len(segments)}
        self.segments = segments
        self.elsewhere = ELSEWHERE & ~page.nodes[segments[0].start].region
        self._are_new: dict[str, bool] = {}

    @cached_property
    def is_dated(self) -> bool:
        dated = sum([self.page.has_date(one.start, one.end) for one in self.segments])
        return dated >= MIN_SHARE_OF_TRAIT * self.size

    @cached_property
    def is_pictured(self) -> bool:
        pictured = sum([self.page.has_picture(one.start, one.end) for one in self.segments])
        return pictured >= MIN_SHARE_OF_TRAIT * self.size

    def _is_new(self, href: str) -> bool:
        """Return whether an address is like those of the list, and of no entry."""
        found = self._are_new.get(href)
        if found is None:
            found = self._are_new[href] = href not in self.known and self._shape(href) in self.shapes
        return found

    def _has_new(self, start: int, end: int) -> bool:
        """Return whether a range, which holds no entry, has a link that may lead to a lead story."""
        return any(
            not link.region & self.elsewhere and self._is_new(without_fragment(address(link)))
            for link in self.page.links_in(start, end)
        )

    def may_be_box(self, segment: Segment) -> bool:
        """Return whether an entry holds a link that may lead to another story."""
        links = self.page.holding(segment.start, segment.end).first_links[:MAX_LINKS]
        return any(self._is_new(address(link)) for link in links)

    def in_segment(self, segment: Segment) -> list[Segment]:
        """An entry; where it is the box of several stories, these."""
        row, at = self.page.siblings(self.page.nodes[segment.start])
        row = [node for node in row[at : at + MAX_SIBLINGS] if node.index < segment.end]
        own = {without_fragment(address(link)) for link in (lead(segment, self.page),) if link is not None}
        self.known -= own
        stories = list(self._among(row, segment.end, MAX_DEPTH))
        self.known |= own
        has_own = any(without_fragment(address(story.anchor)) in own for story in stories)
        return stories if has_own and 1 < len(stories) <= MAX_STORIES else [segment]

    def before(self, segment: Segment, floor: int) -> list[Segment]:
        """The stories between an index and an entry, in document order; none where they are too many."""
        if not self._has_new(floor, segment.start):
            return []
        found: list[Segment] = []
        node = self.page.nodes[segment.start]
        for _ in range(MAX_LEVELS):
            if node.parent is None or node.index <= floor or not self.page.has_link(floor, node.index):
                break
            row, at = self.page.siblings(node)
            row = [one for one in row[max(0, at - MAX_SIBLINGS) : at] if one.index >= floor]
            found[:0] = self._among(row, node.index, MAX_DEPTH)
            node = node.parent
        return found if len(found) <= min(MAX_STORIES, self.size) else []

    def _among(self, row: Sequence[Node], end: int, depth: int) -> Iterator[Segment]:
        """The stories in some siblings; the last of these ends at `end` or before."""
        hrefs = [self._addresses(node) for node in row]
        number = 0
        while number < len(row):
            node, own = row[number], hrefs[number] - self.known
            number += 1
            if len(own) == 1:
                while number < len(row) and hrefs[number] <= own and not self._is_apart(row[number]):
                    number += 1
            story = self._story(node, min(row[number - 1].end, end), *own) if len(own) == 1 else None
            inner = list(self._among(self.page.children(node), node.end, depth - 1)) if own and depth else []
            if len(inner) > 1 or story is None:
                yield from inner
            elif inner and len(self.page.headings_in(story.start, story.end)) > 1:
                yield inner[0]  # without the heading of the section
            else:
                yield story

    def _is_apart(self, node: Node) -> bool:
        """Return whether an element is no part of the story before it, as the heading of a section is."""
        heading = node.tag in words.HEADINGS and not self.page.has_link(node.index, node.end)
        return heading or bool(node.region & self.elsewhere)

    def _addresses(self, node: Node) -> set[str]:
        """The addresses in an element that are like those of the list, and lead to no section of the site."""
        if node.tag == TEXT or node.region & self.elsewhere or self.page.is_popular(node.index):
            return set()
        links = islice(self.page.links_in(node.index, node.end), MAX_LINKS)
        hrefs = {without_fragment(address(link)) for link in links if not link.region & self.elsewhere}
        return {h for h in hrefs if self._shape(h) in self.shapes and leads_on(h) and not self._is_section(h)}

    def _shape(self, href: str) -> tuple[object, ...]:
        found = shape(href)
        return (found[0], "", *found[2:]) if self.by_topic else found

    def _is_section(self, href: str) -> bool:
        """Return whether an address is of a label, a person, an event, or a folder of the list."""
        if is_of_label(href) or is_of_person(href):
            return True
        if self.by_topic and words.EVENT_NAME.search(str(shape(href)[1])):
            return True
        folder, _, last = href.rpartition("/")
        folder = f"{folder if last.startswith('index.') else href.rstrip('/')}/"
        return any(known.startswith(folder) and known != folder for known in self.known)

    def _story(self, node: Node, end: int, href: str) -> Segment | None:
        """The story that begins with an element; None where it lacks what the list's entries have."""
        page = self.page
        links = [n for n in page.links_in(node.index, end) if without_fragment(address(n)) == href]
        telling = [n for n in links if not is_generic(page.text(n.index, n.end))]
        heading = self._heading(links, telling, node.index, end)
        title = heading or next(iter(telling), None)
        if title is None or page.letters(title.index, title.end) < MIN_TITLE_LENGTH:
            return None
        fits = self._is_like_a_headed_entry if heading is not None else self._is_like_an_entry
        return Segment(node.index, end, (telling or links)[0]) if fits(title, node.index, end, href) else None

    def _is_like_a_headed_entry(self, title: Node, start: int, end: int, href: str) -> bool:
        """Return whether a story with a heading has a date as the entries have; or a text, and a picture."""
        if self.is_dated and self._is_dated_beside(title, start, end):
            return True
        needs_picture = self.is_dated or self.is_pictured
        has_text = self.page.letters(start, end) - self.page.link_letters(start, end) >= MIN_LENGTH
        return self._is_deep(href) and has_text and (not needs_picture or self.page.has_picture(start, end))

    def _is_like_an_entry(self, title: Node, start: int, end: int, href: str) -> bool:
        """Return whether a story without a heading has a date as the entries have, and few links."""
        few = self.page.count_links(start, end) <= MAX_LINKS_UNHEADED
        dated = self.is_dated and self._is_dated_beside(title, start, end)
        return dated and few and self._is_line(title, start, end)

    def _is_dated_beside(self, title: Node, start: int, end: int) -> bool:
        """Return whether a story has a date outside of its title."""
        title_end = self.page.lines_in(title.index, title.end)[0].end  # a link may be around the whole story
        return self.page.has_date(start, title.index) or self.page.has_date(title_end, end)

    def _is_line(self, title: Node, start: int, end: int) -> bool:
        """Return whether a link is a title: with little but a date beside it, or a line of a longer story."""
        page = self.page
        letters, whole = page.letters(title.index, title.end), page.letters(start, end)
        if whole < MIN_LENGTH:
            date = next((m.shown for m in page.dates_in(start, end) if m.full and not m.stamp), "")
            return whole - letters - len(date) <= MAX_BESIDE_DATE and page.begins_line(start, title.end)
        if page.begins_line(title.index, title.end):
            return True
        line = next((line for line in page.lines_in(start, end) if line.end > title.index), None)
        return line is not None and 2 * letters > page.letters(line.start, line.end)

    def _heading(self, links: Sequence[Node], telling: Sequence[Node], start: int, end: int) -> Node | None:
        """The heading that is linked; else the first, unless a link within a text says what it leads to."""
        headings = self.page.headings_in(start, end)
        linked = (h for h in headings if any(h.holds(link) or link.holds(h) for link in links))
        apart = not telling or (len(headings) == 1 and self._is_line(telling[0], start, end))
        return next(linked, headings[0] if headings and apart else None)

    def _is_deep(self, href: str) -> bool:
        """Return whether an address has a folder or a query that says of what list it is."""
        _, folder, _, query = self._shape(href)
        return bool(folder or query)
