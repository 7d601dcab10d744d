"""Titles of a list's entries: from the kind of element or line that does best over all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.author_names import is_profile
from feedkit.parsers.html.outline import HIDDEN, LINKED, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.tables import column, column_names
from feedkit.parsers.link_texts import is_generic

MAX_TITLE_LENGTH = 300  # characters
MAX_LINES = 20  # of one segment that may be its title
MAX_TITLE_NODES = 200  # nodes of one title
MAX_SHARE_OF_SAME = 0.3  # different texts among those of a button
SAMPLE = 20  # entries that the kinds of title, link, date and author are judged by

TITLE_ATTRIBUTES = ("title", "aria-label", "alt")
ATTRIBUTE_SORTS = frozenset(TITLE_ATTRIBUTES)

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
    known = {n: _one_of_each(_options(segments[n], page), leads[n]) for n in numbers}
    scores = _scores(list(known.values()), [segments[n] for n in numbers], [leads[n] for n in numbers], page)
    best = max(scores, key=lambda key: scores[key], default=None)
    return [
        _best_known_option(known[number], scores, best, page)
        if number in known
        else _best_option(segment, leads[number], scores, best, page)
        for number, segment in enumerate(segments)
    ]


def sampled(count: int) -> Sequence[int]:
    """Numbers from 0 to `count` - 1, spread evenly; all of them where they are few."""
    return range(count) if count <= SAMPLE else [i * (count - 1) // (SAMPLE - 1) for i in range(SAMPLE)]


def _best_option(
    segment: Segment, lead: Node | None, scores: dict[Key, float], best: Key | None, page: Page
) -> TitleOption | None:
    """The option of the best kind that a segment has; most segments have one of the very best."""
    if best is not None:
        likely = (
            _line_options(segment, page) if "line" in best[0] else _element_options(segment, page, best[1])
        )
        found = _one_of_each((option for option in likely if option.key == best), lead).get(best)
        if found is not None and not says_nothing(found.text):
            return found
    return _best_known_option(_one_of_each(_options(segment, page), lead), scores, best, page)


def _best_known_option(
    own: dict[Key, TitleOption], scores: dict[Key, float], best: Key | None, page: Page
) -> TitleOption | None:
    """The option of the best kind; else a heading, or the next best of one line, that is more than a date."""
    if best in own and not says_nothing(own[best].text):
        return own[best]
    return max(
        own.values(),
        key=lambda option: (
            not _is_only_date(option, page) and not says_nothing(option.text),
            option.sort == "heading",
            not _is_broken(option, page),
            scores.get(option.key, -1.0),
        ),
        default=None,
    )


def _one_of_each(options: Iterable[TitleOption], lead: Node | None) -> dict[Key, TitleOption]:
    """Of the options that look alike the first, or that which leads to the entry: not a section before it."""
    found: dict[Key, TitleOption] = {}
    for option in options:
        if option.key not in found or (option.node is lead and option.node.tag == "a"):
            found[option.key] = option
    return found


def _options(segment: Segment, page: Page) -> Iterator[TitleOption]:
    """What may be the title, in document order, lines last."""
    yield from _element_options(segment, page)
    yield from _line_options(segment, page)


def _element_options(segment: Segment, page: Page, only: int | None = None) -> Iterator[TitleOption]:
    """The elements that may be the title, and their attributes; only those of one shape, if it is given."""
    headings = words.HEADINGS
    for node in page.nodes[segment.start : segment.end]:
        if (node.attrs or node.tag in headings) and (only is None or node.kind == only):
            for sort, text in _texts(node, page):
                yield TitleOption(sort, (sort, node.kind), node, node.end, text)


def _line_options(segment: Segment, page: Page) -> Iterator[TitleOption]:
    for line in page.lines_in(segment.start, segment.end)[:MAX_LINES]:
        text = line.text
        if len(text) <= MAX_TITLE_LENGTH:
            sort = "linked line" if line.texts[0].region & LINKED else "line"
            yield TitleOption(
                sort, (sort, line.block.kind, column(line.block, page)), line.texts[0], line.end, text
            )


def _texts(node: Node, page: Page) -> Iterable[tuple[str, str]]:
    """The texts of an element that may be a title, by sort."""
    if node.region & HIDDEN:
        return
    attrs, tag, sort = node.attrs, node.tag, ""
    if tag in words.HEADINGS:
        sort = "heading"
    elif ((name := attrs.get("class")) and _is_title_class(name)) or ("itemprop" in attrs and _is_name(node)):
        sort = "named"
    elif tag == "a":
        sort = "link"
    if sort and node.end - node.index < MAX_TITLE_NODES:
        text = page.text(node.index, node.end)
        if text and len(text) <= MAX_TITLE_LENGTH:
            yield sort, text
    if ATTRIBUTE_SORTS.isdisjoint(attrs):
        return
    for attribute in TITLE_ATTRIBUTES:
        if text := " ".join(node.get(attribute).split()):
            yield attribute, text


@lru_cache(maxsize=1024)
def _is_title_class(name: str) -> bool:
    return words.TITLE_CLASS.search(name) is not None


def _is_name(node: Node) -> bool:
    """Microdata's name of the entry itself, not of a place or a person within it."""
    name = node.get("itemprop")
    if name != "name":
        return name == "headline"
    around = next((n for n in node.ancestors() if "itemscope" in n.attrs), None)
    return around is None or not (around.get("itemprop") or words.OTHER_TYPE.search(around.get("itemtype")))


def _scores(
    known: Sequence[dict[Key, TitleOption]],
    segments: Sequence[Segment],
    leads: Sequence[Node | None],
    page: Page,
) -> dict[Key, float]:
    """How good each kind of option is as the title of all entries."""
    by_key: dict[Key, list[TitleOption]] = defaultdict(list)
    positions: Counter[Key] = Counter()
    aside: Counter[Key] = Counter()
    linked: Counter[Key] = Counter()
    for own, segment, link in zip(known, segments, leads, strict=True):
        for at, option in enumerate(own.values()):
            by_key[option.key].append(option)
            positions[option.key] += min(at, 10)
            aside[option.key] += is_aside(option.node, segment, page) or _is_person(option.node, page)
            linked[option.key] += link is not None and option.touches(link)
    heads = dict(enumerate(column_names(segments[0], page)))
    return {
        key: _score(options, len(known), page)
        * (1.4 if len(key) > 2 and words.TITLE_COLUMN.search(heads.get(key[2], "")) else 1.0)
        * (1 - 0.7 * aside[key] / len(options))
        * (0.85 + 0.15 * linked[key] / len(options))
        - 0.01 * positions[key] / len(options)
        for key, options in by_key.items()
    }


def _is_person(node: Node, page: Page) -> bool:
    """Return whether an option is no more than a link to a person's page."""
    link = next(iter(page.links_in(node.index, node.end)), None)
    return link is not None and is_profile(link.get("href")) and node.end - link.end < 2


@lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """Return whether a text is no title: a "Read more", or the hash of a commit."""
    return is_generic(text) or (words.HASH.fullmatch(text) is not None and not text.isalpha())


def _score(options: Sequence[TitleOption], entries: int, page: Page) -> float:
    n = len(options)
    usable = sum(not says_nothing(option.text) for option in options) / n
    dated = sum(_is_only_date(option, page) for option in options) / n
    mixed = sum(_begins_with_date(option, page) for option in options) / n
    return (
        SORT_WEIGHTS[options[0].sort]
        * float((n / entries) ** 0.7)
        * _variety(options)
        * usable
        * (1 - 0.25 * mixed)
        * (1 - (0.5 if "link" in options[0].sort else 1.0) * dated)
        * (1.0 if options[0].sort == "heading" else sum(_length_fit(option.text) for option in options) / n)
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
    texts = option.end - option.start
    dates = page.dates_in(option.start, option.end)
    return texts > 2 and any(not m.stamp and m.start < 3 and m.index - option.start < 4 for m in dates)


def is_aside(node: Node, segment: Segment, page: Page) -> bool:
    """Return whether a node lies in the tags, buttons or by-line of its segment, by names within it."""
    own = node.region & ~page.nodes[segment.start].region
    return bool(own & words.NO_TEXT) or ("class" in node.attrs and _is_aside_class(node.get("class")))


@lru_cache(maxsize=1024)
def _is_aside_class(name: str) -> bool:
    return words.ASIDE_CLASS.search(name) is not None
