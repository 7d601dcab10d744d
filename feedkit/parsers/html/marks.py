"""What stands where on a page: dates, text, links and headings, counted for any range by two look-ups."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import NamedTuple

from feedkit.dates import Mention, find_dates, read_stamp
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.outline import HIDDEN, LINKED, TEXT, Node, Outline

LONGEST_DATE_TEXT = 160  # characters: a longer text is prose, its dates are not the entry's own
LONGEST_SPLIT_DATE = 60  # characters of an element whose date is cut by tags inside it
LONGEST_STAMP = 80  # characters of an attribute
MOST_TEXTS = 8  # texts of one
LEAST_SPLIT = 3  # nodes: the element and two texts
SPLIT_LEVELS = 4  # elements around a piece of a date that may hold the whole
LONGEST_DAY = 40  # characters of a text whose only number may be the day of a month
DIGIT = re.compile(r"\d")
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class DateMark:
    """A date as it is shown, or as an attribute says it.

    node:  the text or the element that shows it
    text:  the whole text it was found in, or the attribute's value
    start, end:  the place of the date in the text
    role:  "published", "updated" or "": what the words before it say
    full:  day, month and year are all there
    stamp: it comes from an attribute
    """

    node: Node
    text: str
    start: int
    end: int
    role: str
    full: bool
    stamp: bool

    @property
    def index(self) -> int:
        return self.node.index

    @property
    def shown(self) -> str:
        return self.text[self.start : self.end]


class Span(NamedTuple):
    """What stands in a range of nodes.

    ranks:   how many sorts of headings there are
    plain:   characters beside the links
    """

    full_dates: int
    partly_dated: bool
    headings: int
    ranks: int
    letters: int
    plain: int
    links: int
    shows_date: bool


class Marks:
    """Counts over ranges of a page's nodes."""

    def __init__(self, page: Outline, language: str | None) -> None:
        self.page = page
        self.spans: dict[tuple[int, int], Span] = {}  # that `span` was asked for
        shown = [n for n in page.nodes if n.tag == TEXT and not n.region & HIDDEN]
        self._letters = _running(shown, len(page.nodes))
        self._link_letters = _running([n for n in shown if n.region & LINKED], len(page.nodes))
        self._line_places = [n.index for n in page.nodes if n.tag == TEXT and n.text[0] == "\n"]
        found = self._shown_dates(shown, language) + _stamps(page)
        self.dates = sorted(found, key=lambda mark: (mark.index, mark.start))
        self._date_places = [mark.index for mark in self.dates]
        self._full_places = [mark.index for mark in self.dates if mark.full]
        self._shown_places = [mark.index for mark in self.dates if mark.full and not mark.stamp]
        self._link_places = [link.index for link in page.links]
        self._heading_places = [heading.index for heading in page.headings]
        self._url_places = [n.index for n in page.items if n.attrs.get("itemprop") == "url"]

    def dates_in(self, start: int, end: int) -> list[DateMark]:
        return self.dates[bisect_left(self._date_places, start) : bisect_left(self._date_places, end)]

    def links_in(self, start: int, end: int) -> list[Node]:
        return self.page.links[bisect_left(self._link_places, start) : bisect_left(self._link_places, end)]

    def headings_in(self, start: int, end: int) -> list[Node]:
        return self.page.headings[
            bisect_left(self._heading_places, start) : bisect_left(self._heading_places, end)
        ]

    def named_url(self, start: int, end: int) -> Node | None:
        """The first element of a range that microdata calls the `url`, hidden or not."""
        at = bisect_left(self._url_places, start)
        return (
            self.page.nodes[self._url_places[at]]
            if at < len(self._url_places) and self._url_places[at] < end
            else None
        )

    def has_date(self, start: int, end: int) -> bool:
        """Does a range have a full date, shown or in an attribute?"""
        return bisect_left(self._full_places, start) < bisect_left(self._full_places, end)

    def has_link(self, start: int, end: int) -> bool:
        return bisect_left(self._link_places, start) < bisect_left(self._link_places, end)

    def has_heading(self, start: int, end: int) -> bool:
        return bisect_left(self._heading_places, start) < bisect_left(self._heading_places, end)

    def links_count(self, start: int, end: int) -> int:
        return bisect_left(self._link_places, end) - bisect_left(self._link_places, start)

    def dates_count(self, start: int, end: int) -> int:
        """Full dates of a range, shown or in an attribute."""
        return bisect_left(self._full_places, end) - bisect_left(self._full_places, start)

    def shown_dates_count(self, start: int, end: int) -> int:
        """Full dates of a range that are shown."""
        return bisect_left(self._shown_places, end) - bisect_left(self._shown_places, start)

    def letters(self, start: int, end: int) -> int:
        """Characters of shown text."""
        return self._letters[end] - self._letters[start]

    def link_letters(self, start: int, end: int) -> int:
        """Characters of shown text inside links."""
        return self._link_letters[end] - self._link_letters[start]

    def begins_line(self, start: int, end: int) -> bool:
        """Does a text of a range begin a line?"""
        at = bisect_left(self._line_places, start)
        return at < len(self._line_places) and self._line_places[at] < end

    def span(self, start: int, end: int) -> Span:
        """What is counted in a range, counted once."""
        found = self.spans.get((start, end))
        if found is None:
            headings = self.headings_in(start, end)
            full = self.dates_count(start, end)
            found = self.spans[start, end] = Span(
                full_dates=full,
                partly_dated=full == 0 and len(self.dates_in(start, end)) > 0,
                headings=len(headings),
                ranks=len({heading.tag for heading in headings}),
                letters=self.letters(start, end),
                plain=self.letters(start, end) - self.link_letters(start, end),
                links=self.links_count(start, end),
                shows_date=self.shown_dates_count(start, end) > 0,
            )
        return found

    def _shown_dates(self, shown: Iterable[Node], language: str | None) -> list[DateMark]:
        """Dates in single texts, and dates that tags inside them cut into pieces."""
        found: list[DateMark] = []
        pieces: list[Node] = []
        for node in shown:
            text = node.text
            if not _may_hold_date(text):
                continue
            mentions = find_dates(text, language=language)
            found += [DateMark(node, text, m.start, m.end, m.role, m.full, False) for m in mentions]
            if len(text) <= LONGEST_SPLIT_DATE and not any(m.full for m in mentions):
                pieces.append(node)
        cut = self._cut_dates(pieces, {mark.index for mark in found if mark.full}, language)
        covered = {index for mark in cut for index in range(mark.node.index, mark.node.end)}
        return [mark for mark in found if mark.index not in covered] + cut

    def _cut_dates(self, pieces: list[Node], whole: set[int], language: str | None) -> list[DateMark]:
        """The dates whose parts stand in neighbouring elements: `Jul 8<sup>th</sup>, 2016`, a badge.

        pieces:  short texts with a digit and no whole date
        whole:   the places of texts with a whole date; an element around one is not looked at
        """
        found: list[DateMark] = []
        seen: set[int] = set()
        until = 0
        for text in pieces:
            for element in islice(text.ancestors(), SPLIT_LEVELS):
                if text.index < until or element.index in seen:
                    break
                seen.add(element.index)
                if self.letters(element.index, element.end) > LONGEST_SPLIT_DATE:
                    break
                mark = _cut_date(self.page, element, whole, language)
                if mark is not None:
                    found.append(mark)
                    until = element.end
        return found


def _running(texts: Sequence[Node], count: int) -> list[int]:
    """For each node how many characters are in the texts before it."""
    values = [0] * (count + 1)
    for text in texts:
        values[text.index + 1] = len(text.text)
    return list(accumulate(values))


def _may_hold_date(text: str) -> bool:
    """Has a text the numbers of a date, a day and a year, or a lone day and little else?"""
    if len(text) > LONGEST_DATE_TEXT:
        return False
    numbers = NUMBER.findall(text)
    if len(numbers) < 2:
        return bool(numbers) and len(text) <= LONGEST_DAY and (len(numbers[0]) < 3 or len(numbers[0]) > 5)
    lengths = set(map(len, numbers))
    return min(lengths) < 3 and (len(text) <= LONGEST_SPLIT_DATE or max(lengths) > 3)


def _cut_date(page: Outline, element: Node, whole: set[int], language: str | None) -> DateMark | None:
    """The one date that an element's texts make up together."""
    if element.end - element.index < LEAST_SPLIT:
        return None
    texts = [node for node in page.nodes[element.index : element.end] if node.tag == TEXT]
    if not 1 < len(texts) <= MOST_TEXTS or any(text.index in whole for text in texts):
        return None
    glued = "".join(text.text for text in texts).strip()
    numbers = NUMBER.findall(glued)
    if (
        len(glued) > LONGEST_SPLIT_DATE
        or len(numbers) < 2
        or (len(numbers) < 3 and not any(len(n) > 3 for n in numbers))
    ):
        return None
    for joined in (glued, " ".join(text.text.strip() for text in texts)):
        for mention in find_dates(joined, language=language):
            if mention.full and _is_one_date(element, mention, joined, page):
                return DateMark(element, joined, mention.start, mention.end, mention.role, True, False)
    return None


def _is_one_date(element: Node, mention: Mention, joined: str, page: Outline) -> bool:
    """Do the parts belong together: in a `<time>`, on one side of a link's edge, or hardly a word beside?"""
    inner = any(node.tag == "a" for node in page.nodes[element.index + 1 : element.end])
    return not inner or element.tag == "time" or (mention.end - mention.start) > 0.8 * len(joined)


def _stamps(page: Outline) -> list[DateMark]:
    """Dates in attributes, hidden elements' too."""
    found = []
    for node in page.nodes:
        attrs = node.attrs
        if not attrs or words.STAMP_ATTRIBUTES.isdisjoint(attrs):
            continue
        for name in sorted(attrs.keys() & words.STAMP_ATTRIBUTES):
            value = attrs[name]
            if not value or len(value) > LONGEST_STAMP or not DIGIT.search(value):
                continue
            if name == "content" and "itemprop" not in attrs and node.tag != "time":
                continue
            if read_stamp(value) is not None:
                found.append(DateMark(node, value, 0, len(value), "", True, True))
    return found
