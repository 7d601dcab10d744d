"""Titles of a list's entries: from the kind of element or line that does best over all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from math import inf
from typing import NamedTuple

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.author_names import is_profile
from feedkit.parsers.html.lines import Line
from feedkit.parsers.html.outline import HIDDEN, LINKED, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.tables import column, column_names
from feedkit.parsers.link_texts import is_generic

MAX_TITLE_LENGTH = 300  # characters
MAX_LINES = 20  # of one segment that may be its title
MAX_TITLE_NODES = 200  # nodes of one title
MAX_SHARE_OF_SAME = 0.3  # different texts among those of a button
COLUMN_WEIGHT = 1.4  # of a line in a column whose head calls it the title
SAMPLE = 20  # entries that the kinds of title, link, date and author are judged by

TITLE_ATTRIBUTES = ("title", "aria-label", "alt")
ATTRIBUTE_SORTS = frozenset(TITLE_ATTRIBUTES)
TITLE_TAGS = words.HEADINGS | {"a"}
TITLE_NAMES = ATTRIBUTE_SORTS | {"itemprop"}  # attributes that may be a title, or name one

Key = tuple[str, int] | tuple[str, int, int]  # sort, shape, column of a table


class TitleOption(NamedTuple):
    """An element, an attribute or a line that may be the title of its segment.

    sort:  a key of SORT_WEIGHTS, or "recipe"
    key:   equal for the options of several segments that look alike
    node:  the element, or the first text, that holds it
    end:   where its nodes end
    """

    sort: str
    key: Key
    node: Node
    end: int
    text: str

    @property
    def start(self) -> int:
        return self.node.index

    def touches(self, node: Node) -> bool:
        """Return whether a node lies in the option, or the option in the node."""
        start, at = self.node.index, node.index
        return start <= at < self.end or at <= start < node.end


SORT_WEIGHTS = {
    "heading": 1.0,
    "named": 0.95,  # a title by its class or microdata
    "link": 0.8,
    "linked line": 0.7,
    "line": 0.5,
    "title": 0.5,  # the attribute
    "aria-label": 0.45,
    "alt": 0.4,
}


def titles(segments: Sequence[Segment], leads: Sequence[Node | None], page: Page) -> list[TitleOption | None]:
    """The title of each segment; `leads` are the links that the segments seem to lead to."""
    numbers = sampled(len(segments))
    kinds = _Kinds([segments[n] for n in numbers], [leads[n] for n in numbers], page)
    known = dict(zip(numbers, kinds.options, strict=True))
    found = [known[n].get(kinds.best) if n in known and kinds.best else None for n in range(len(segments))]
    rest = [n for n in range(len(segments)) if n not in known]
    if rest and kinds.best is not None:
        usual = _of_kind(kinds.best, [segments[n] for n in rest], [leads[n] for n in rest], page)
        for n, option in zip(rest, usual, strict=True):
            found[n] = option
    return [
        option
        if option is not None and not says_nothing(option.text)
        else kinds.next_best(segments[n], leads[n], known.get(n))
        for n, option in enumerate(found)
    ]


def sampled(count: int) -> Sequence[int]:
    """Numbers from 0 to `count` - 1, spread evenly; all of them where they are few."""
    return range(count) if count <= SAMPLE else [i * (count - 1) // (SAMPLE - 1) for i in range(SAMPLE)]


class _Kinds:
    """The kinds of options that a sample of entries has, and how good each is as the title of all entries.

    A kind is judged when it may be the best one or is asked for, and lines are looked at when one may be it.
    """

    def __init__(self, segments: Sequence[Segment], leads: Sequence[Node | None], page: Page) -> None:
        self.segments, self.leads, self.page = segments, leads, page
        heads = enumerate(column_names(segments[0], page))
        self.title_columns = {number for number, head in heads if words.TITLE_COLUMN.search(head)}
        self.options = [_element_options(*pair, page) for pair in zip(segments, leads, strict=True)]
        self._has_lines = False
        self._scores: dict[Key, float] = {}
        self.best = self._best()
        most = SORT_WEIGHTS["linked line"] * (COLUMN_WEIGHT if self.title_columns else 1.0)
        if self.best is None or self.score(self.best) <= most:
            self._add_lines()
            self.best = self._best()

    def next_best(
        self, segment: Segment, lead: Node | None, own: dict[Key, TitleOption] | None
    ) -> TitleOption | None:
        """The title of an entry without one of the best kind; `own` are its options if it is of the sample.

        It is a heading, or the next best of one line, that is more than a date.
        """
        self._add_lines()
        if own is None:
            own = _element_options(segment, lead, self.page)
            _add_lines(own, segment, self.page)
        return max(
            own.values(),
            key=lambda option: (
                not _is_only_date(option, self.page) and not says_nothing(option.text),
                option.sort == "heading",
                not _is_broken(option, self.page),
                self.score(option.key),
            ),
            default=None,
        )

    def score(self, key: Key) -> float:
        """How good a kind is as the title of all entries."""
        found = self._scores.get(key)
        if found is None:
            found = self._scores[key] = self._judged(key)
        return found

    def _add_lines(self) -> None:
        if not self._has_lines:
            self._has_lines = True
            for own, segment in zip(self.options, self.segments, strict=True):
                _add_lines(own, segment, self.page)

    def _best(self) -> Key | None:
        """The kind of the highest score, of equal ones the first; None where there is no option."""
        counts = Counter(chain.from_iterable(self.options))
        limits = {key: self._weight(key, count) * self._column_weight(key) for key, count in counts.items()}
        best = -inf
        for key in sorted(limits, key=limits.__getitem__, reverse=True):
            if limits[key] < best:
                break
            best = max(best, self.score(key))
        return next((key for key in counts if self._scores.get(key) == best), None)

    def _weight(self, key: Key, count: int) -> float:
        """How much a kind counts by its sort and by how many entries have it; all else lowers it."""
        return SORT_WEIGHTS[key[0]] * float((count / len(self.options)) ** 0.7)

    def _column_weight(self, key: Key) -> float:
        return COLUMN_WEIGHT if len(key) > 2 and key[2] in self.title_columns else 1.0

    def _judged(self, key: Key) -> float:
        options: list[TitleOption] = []
        positions = aside = linked = 0
        for own, segment, link in zip(self.options, self.segments, self.leads, strict=True):
            option = own.get(key)
            if option is not None:
                options.append(option)
                positions += min(list(own).index(key), 10)
                aside += is_aside(option.node, segment, self.page) or _is_person(option.node, self.page)
                linked += link is not None and option.touches(link)
        n = len(options)
        if not n:
            return -1.0
        return (
            _likeness_to_titles(options, self._weight(key, n), self.page)
            * self._column_weight(key)
            * (1 - 0.7 * aside / n)
            * (0.85 + 0.15 * linked / n)
            - 0.01 * positions / n
        )


def _of_kind(
    key: Key, segments: Sequence[Segment], leads: Sequence[Node | None], page: Page
) -> Iterator[TitleOption | None]:
    """The option of one kind that each segment has."""
    sort, kind = key[:2]
    if sort.endswith("line"):
        for segment in segments:
            rows = page.lines_in(segment.start, segment.end)[:MAX_LINES]
            own = (_line_option(line, page) for line in rows if line.block.kind == kind)
            yield next((option for option in own if option is not None and option.key == key), None)
        return
    start, end = min(s.start for s in segments), max(s.end for s in segments)
    nodes = page.headings_in(start, end) if sort == "heading" else page.nodes[start:end]
    alike = [node for node in nodes if node.kind == kind and sort in _sorts(node)]
    indices = [node.index for node in alike]
    for segment, lead in zip(segments, leads, strict=True):
        found = alike[bisect_left(indices, segment.start) : bisect_left(indices, segment.end)]
        if lead is not None and lead.tag == "a" and lead in found:
            found.insert(0, lead)
        yield next((option for node in found if (option := _option(sort, node, page))), None)


def _element_options(segment: Segment, lead: Node | None, page: Page) -> dict[Key, TitleOption]:
    """The elements that may be the title, and their attributes, in document order.

    Of those that look alike it is the first, or that which leads to the entry: not a section before it.
    """
    tags, names = TITLE_TAGS, TITLE_NAMES
    found: dict[Key, TitleOption] = {}
    for node in page.nodes[segment.start : segment.end]:
        attrs = node.attrs
        if node.tag in tags or (
            attrs and (not names.isdisjoint(attrs) or _is_title_class(attrs.get("class")))
        ):
            for sort in _sorts(node):
                key = sort, node.kind
                if key not in found or (node is lead and node.tag == "a"):
                    option = _option(sort, node, page)
                    if option is not None:
                        found[key] = option
    return found


def _add_lines(own: dict[Key, TitleOption], segment: Segment, page: Page) -> None:
    """Add the lines that may be the title; of those that look alike the first."""
    for line in page.lines_in(segment.start, segment.end)[:MAX_LINES]:
        option = _line_option(line, page)
        if option is not None:
            own.setdefault(option.key, option)


def _line_option(line: Line, page: Page) -> TitleOption | None:
    text, block, first = line.text, line.block, line.texts[0]
    if len(text) > MAX_TITLE_LENGTH:
        return None
    sort = "linked line" if first.region & LINKED else "line"
    return TitleOption(sort, (sort, block.kind, column(block, page)), first, line.end, text)


def _sorts(node: Node) -> list[str]:
    """The sorts of titles that an element may be, by its tag, its names and its attributes."""
    if node.region & HIDDEN:
        return []
    attrs, tag = node.attrs, node.tag
    found = [] if ATTRIBUTE_SORTS.isdisjoint(attrs) else [name for name in TITLE_ATTRIBUTES if name in attrs]
    if tag in words.HEADINGS:
        found.insert(0, "heading")
    elif _is_title_class(attrs.get("class")) or ("itemprop" in attrs and _is_name(node)):
        found.insert(0, "named")
    elif tag == "a":
        found.insert(0, "link")
    return found


def _option(sort: str, node: Node, page: Page) -> TitleOption | None:
    """The title that an element is, or has as an attribute; None where it is empty or too long."""
    if sort in ATTRIBUTE_SORTS:
        text = " ".join(node.get(sort).split())
    elif node.end - node.index < MAX_TITLE_NODES:
        text = page.text(node.index, node.end)
        if len(text) > MAX_TITLE_LENGTH:
            return None
    else:
        return None
    return TitleOption(sort, (sort, node.kind), node, node.end, text) if text else None


@lru_cache(maxsize=1024)
def _is_title_class(names: str | None) -> bool:
    return names is not None and words.TITLE_CLASS.search(names) is not None


def _is_name(node: Node) -> bool:
    """Microdata's name of the entry itself, not of a place or a person within it."""
    name = node.get("itemprop")
    if name != "name":
        return name == "headline"
    around = next((n for n in node.ancestors() if "itemscope" in n.attrs), None)
    return around is None or not (around.get("itemprop") or words.OTHER_TYPE.search(around.get("itemtype")))


def _is_person(node: Node, page: Page) -> bool:
    """Return whether an option is no more than a link to a person's page."""
    link = next(iter(page.links_in(node.index, node.end)), None)
    return link is not None and is_profile(link.get("href")) and node.end - link.end < 2


@lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """Return whether a text is no title: a "Read more", or the hash of a commit."""
    return is_generic(text) or (words.HASH.fullmatch(text) is not None and not text.isalpha())


def _likeness_to_titles(options: Sequence[TitleOption], weight: float, page: Page) -> float:
    """The weight of a kind, less for what titles are not: dates, buttons, long or broken texts."""
    n, sort = len(options), options[0].sort
    usable = sum(not says_nothing(option.text) for option in options) / n
    dated = sum(_is_only_date(option, page) for option in options) / n
    mixed = sum(_begins_with_date(option, page) for option in options) / n
    return (
        weight
        * _variety(options)
        * usable
        * (1 - 0.25 * mixed)
        * (1 - (0.5 if "link" in sort else 1.0) * dated)
        * (1.0 if sort == "heading" else sum(_length_fit(option.text) for option in options) / n)
        * (1 - 0.5 * sum(_is_broken(option, page) for option in options) / n)
    )


def _variety(options: Sequence[TitleOption]) -> float:
    """Titles differ; what is the same on nearly every entry is a button or a label, or counts something.

    An element that is named a title may be one though all are the same.
    """
    n, sort = len(options), options[0].sort
    different = {option.text for option in options}
    if n > 2 and len(different) <= MAX_SHARE_OF_SAME * n:
        return 0.5 if sort == "named" else 0.2
    if n > 2 and sort.endswith("line") and len({words.NUMBER.sub("0", text) for text in different}) == 1:
        return 0.2 if words.COUNTER.search(options[0].text) else 1.0
    return 0.5 + 0.5 * len(different) / n


def _length_fit(text: str) -> float:
    letters = len(text) * (2 if not text.isascii() and max(text) >= "\u3040" else 1)
    return 0.6 if letters < 6 else 0.85 if letters < 12 else 1.0 if letters <= 150 else 0.6


def _is_broken(option: TitleOption, page: Page) -> bool:
    """Return whether an option has several lines, as a link around a whole card has."""
    if option.end - option.start < 3:
        return False
    texts = page.shown_in(option.start, option.end)
    return "\n" in [n.text[0] for n in texts[1:]]


def _is_only_date(option: TitleOption, page: Page) -> bool:
    """Return whether an option is hardly more than a date."""
    for mention in page.dates_in(option.start, option.end):
        if not mention.stamp and mention.end - mention.start > 0.65 * len(option.text):
            return True
    return False


def _begins_with_date(option: TitleOption, page: Page) -> bool:
    """Return whether an option of several texts begins with a date, or a part of one."""
    start, end = option.start, option.end
    return end - start > 2 and any(
        not m.stamp and m.start < 3 and m.index - start < 4 for m in page.dates_in(start, end)
    )


def is_aside(node: Node, segment: Segment, page: Page) -> bool:
    """Return whether a node lies in the tags, buttons or by-line of its segment, by names within it."""
    own = node.region & ~page.nodes[segment.start].region
    return bool(own & words.NO_TEXT) or ("class" in node.attrs and _is_aside_class(node.get("class")))


@lru_cache(maxsize=1024)
def _is_aside_class(name: str) -> bool:
    return words.ASIDE_CLASS.search(name) is not None
