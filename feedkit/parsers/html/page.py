"""A page as its readers ask for it: its outline, what any range of it holds, its dates, its head."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.date_mentions import DIGIT, DateMention, date_mentions
from feedkit.parsers.html.embedded import Head, head
from feedkit.parsers.html.lines import Line, lines
from feedkit.parsers.html.outline import HIDDEN, LINKED, Node, Outline
from feedkit.parsers.popular_words import POPULAR
from feedkit.values.urls import split_url

MAX_LINKS = 60  # of a range that any reader looks at
MAX_TEXTS_OF_HEADING = 4  # of one that is a name of a box
MAX_PRICE_LENGTH = 40  # characters of a text that is a price, perhaps with a few words
MAX_LABEL_LENGTH = 40  # characters of a link that says the same wherever it leads
MIN_TARGETS_OF_LABEL = 3


class Range:
    """What a range of nodes holds.

    first_links:   its first links, as many as any reader looks at
    heading:       the first of its headings
    ranks:         how many different levels these have
    partly_dated:  whether all of its dates lack something
    plain:         characters outside of links
    """

    __slots__ = (
        "end",
        "first_links",
        "full_dates",
        "heading",
        "headings",
        "letters",
        "links",
        "partly_dated",
        "plain",
        "ranks",
        "shows_date",
        "start",
    )

    def __init__(self, start: int, end: int, page: Page) -> None:
        self.start, self.end = start, end
        links = page.links_in(start, end)
        self.links = len(links)
        self.first_links = links[:MAX_LINKS]
        headings = page.headings_in(start, end)
        self.headings = len(headings)
        self.heading = headings[0] if headings else None
        self.ranks = len({heading.tag for heading in headings})
        self.full_dates = page.count_dates(start, end)
        self.partly_dated = self.full_dates == 0 and len(page.dates_in(start, end)) > 0
        self.shows_date = page.count_shown_dates(start, end) > 0
        self.letters = page.letters(start, end)
        self.plain = self.letters - page.link_letters(start, end)


class Page(Outline):
    """A page's outline with all that is worked out from it once: counts, dates, lines, its head.

    A range is all nodes from index `start` up to, not including, `end`. What a range holds is found by two
    look-ups in a sorted list of indices, however long the range is.

    leads:  the link that each range leads to, as link_targets.py finds it
    ages:   whether each range shows how old it is, as list_features.py finds it
    evidence:  what lists of the same segments share, as list_features.py finds it
    measured, quickly_measured:  the values of segments and anchors, as list_features.py measures them
    """

    def __init__(
        self,
        content: str,
        url: str | None = None,
        *,
        show_hidden: bool = False,
        same_tree: Outline | None = None,
    ) -> None:
        """Read a page.

        Args:
            content: its HTML.
            url: its address, where it is known.
            show_hidden: take what styles and attributes hide for shown, as scripts may show it later.
            same_tree: an outline of the same page, whose tree is taken again.
        """
        super().__init__(content, show_hidden=show_hidden, same_tree=same_tree)
        self._url = url
        nodes = self.nodes
        self._letters = _running(self.shown, len(nodes))
        self._link_letters = _running([n for n in self.shown if n.region & LINKED], len(nodes))
        self._line_starts = [n.index for n in self.texts if n.text[0] == "\n"]
        self._link_indices = [link.index for link in self.links]
        self._heading_indices = [heading.index for heading in self.headings]
        self._url_indices = [n.index for n in self.items if n.attrs.get("itemprop") == "url"]
        self.leads: dict[tuple[int, int], Node | None] = {}
        self.ages: dict[tuple[int, int], bool] = {}
        self.measured: dict[tuple[int, int, int], tuple[float, ...]] = {}
        self.evidence: dict[tuple[object, ...], dict[str, float]] = {}
        self.quickly_measured: dict[int, tuple[float, float, float, float, float, float, str | None]] = {}
        self._ranges: dict[tuple[int, int], Range] = {}
        self._lines: dict[tuple[int, int], list[Line]] = {}

    @cached_property
    def head(self) -> Head:
        """The metadata of the page."""
        return head(self, self._url)

    @cached_property
    def path(self) -> str:
        """The path of the page's address, or of the one that its links count from."""
        return split_url(self.head.base).path.rstrip("/")

    @cached_property
    def dates(self) -> list[DateMention]:
        """The dates that the page shows, and those in attributes, in document order."""
        return date_mentions(self, self._numbered, self._letters)

    @cached_property
    def _numbered(self) -> list[Node]:
        """The shown texts with a digit."""
        return [n for n in self.shown if DIGIT.search(n.text)]

    @cached_property
    def _date_indices(self) -> list[int]:
        return [mention.index for mention in self.dates]

    @cached_property
    def _full_date_indices(self) -> list[int]:
        return [mention.index for mention in self.dates if mention.full]

    @cached_property
    def _shown_date_indices(self) -> list[int]:
        return [mention.index for mention in self.dates if mention.full and not mention.stamp]

    @cached_property
    def _picture_indices(self) -> list[int]:
        return [node.index for node in self.pictured if node.tag == "img" and not node.region & HIDDEN]

    @cached_property
    def _price_indices(self) -> list[int]:
        texts = [text for text in self._numbered if len(text.text) <= MAX_PRICE_LENGTH]
        joined = "\n".join([text.text for text in texts])
        if words.CURRENCY_SIGNS.isdisjoint(joined) and not words.CURRENCY_NAME.search(joined):
            return []
        return [text.index for text in texts if words.PRICE.search(text.text)]

    @cached_property
    def labels(self) -> dict[int, str]:
        """The texts of the links that say the same for several addresses, as "PDF" does, by index."""
        nodes = self.nodes
        named: dict[str, list[Node]] = {}
        for link in self.links:
            if link.end == link.index + 2 and len(text := nodes[link.index + 1].text) <= MAX_LABEL_LENGTH:
                named.setdefault(text.strip(), []).append(link)
        return {
            link.index: text
            for text, links in named.items()
            if len(links) >= MIN_TARGETS_OF_LABEL
            and len({link.attrs.get("href") for link in links}) >= MIN_TARGETS_OF_LABEL
            for link in links
        }

    def label(self, link: Node) -> str:
        """The text of a link that says the same for several addresses; "" of any other link."""
        return self.labels.get(link.index, "")

    @cached_property
    def is_named_list(self) -> bool:
        """Whether the page's title, heading or address names a list: "News", "Archive"."""
        last = split_url(self.head.base).path.strip("/").rpartition("/")[2]
        elsewhere = words.WITHOUT_ENTRIES | words.BESIDE_LISTS | words.NO_TEXT | words.ENDS | HIDDEN
        headings = (self.text(h.index, h.end) for h in self.headings[:3] if not h.region & elsewhere)
        return bool(words.LIST_NAME.search(" ".join((self.head.title or "", last, *headings))))

    @cached_property
    def popular_boxes(self) -> list[range]:
        """What stands below headings such as "Most read", up to the next heading of their rank."""
        found = []
        for number, heading in enumerate(self.headings):
            text = self.text(heading.index, heading.end, limit=MAX_TEXTS_OF_HEADING)
            if text.strip(" :：…").casefold() in POPULAR:
                box = heading
                while box.parent is not None and not self.has_link(heading.end, box.end):
                    box = box.parent
                after = (h.index for h in self.headings[number + 1 :] if h.tag <= heading.tag)
                found.append(range(heading.index, min(box.end, next(after, box.end))))
        return found

    def is_popular(self, start: int) -> bool:
        """Return whether an index lies in a box of popular or related entries."""
        return any(start in box for box in self.popular_boxes)

    # --- what a range holds ---

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        indices = self._date_indices
        return self.dates[bisect_left(indices, start) : bisect_left(indices, end)]

    def links_in(self, start: int, end: int) -> list[Node]:
        return self.links[bisect_left(self._link_indices, start) : bisect_left(self._link_indices, end)]

    def headings_in(self, start: int, end: int) -> list[Node]:
        indices = self._heading_indices
        return self.headings[bisect_left(indices, start) : bisect_left(indices, end)]

    def lines_in(self, start: int, end: int) -> list[Line]:
        """The lines of shown text; made once for all fields."""
        found = self._lines.get((start, end))
        if found is None:
            found = self._lines[start, end] = list(lines(self, start, end))
        return found

    def named_url(self, start: int, end: int) -> Node | None:
        """The first element that microdata calls the `url`, hidden or not."""
        at = bisect_left(self._url_indices, start)
        in_range = at < len(self._url_indices) and self._url_indices[at] < end
        return self.nodes[self._url_indices[at]] if in_range else None

    def has_date(self, start: int, end: int) -> bool:
        """Return whether a range has a full date, shown or in an attribute."""
        return _has_any(self._full_date_indices, start, end)

    def has_link(self, start: int, end: int) -> bool:
        """Return whether a range has a link."""
        return _has_any(self._link_indices, start, end)

    def has_heading(self, start: int, end: int) -> bool:
        """Return whether a range has a heading."""
        return _has_any(self._heading_indices, start, end)

    def has_picture(self, start: int, end: int) -> bool:
        """Return whether a range shows a picture."""
        return _has_any(self._picture_indices, start, end)

    def has_price(self, start: int, end: int) -> bool:
        """Return whether a range shows a price."""
        return _has_any(self._price_indices, start, end)

    def begins_line(self, start: int, end: int) -> bool:
        """Return whether a text of a range begins a line."""
        return _has_any(self._line_starts, start, end)

    def count_links(self, start: int, end: int) -> int:
        return bisect_left(self._link_indices, end) - bisect_left(self._link_indices, start)

    def count_dates(self, start: int, end: int) -> int:
        """The number of full dates, shown or in an attribute."""
        indices = self._full_date_indices
        return bisect_left(indices, end) - bisect_left(indices, start)

    def count_shown_dates(self, start: int, end: int) -> int:
        """The number of full dates that are shown."""
        indices = self._shown_date_indices
        return bisect_left(indices, end) - bisect_left(indices, start)

    @cached_property
    def all_shown_dates(self) -> int:
        """The number of full dates that the page shows."""
        return len(self._shown_date_indices)

    @property
    def all_letters(self) -> int:
        """The number of characters of shown text on the page."""
        return self._letters[-1]

    def letters(self, start: int, end: int) -> int:
        """The number of characters of shown text."""
        return self._letters[end] - self._letters[start]

    def link_letters(self, start: int, end: int) -> int:
        """The number of characters of shown text inside links."""
        return self._link_letters[end] - self._link_letters[start]

    def holding(self, start: int, end: int) -> Range:
        """What a range holds; found once, as several lists ask for most ranges."""
        found = self._ranges.get((start, end))
        if found is None:
            found = self._ranges[start, end] = Range(start, end, self)
        return found


def _has_any(indices: Sequence[int], start: int, end: int) -> bool:
    """Return whether any of some sorted indices lies in a range."""
    at = bisect_left(indices, start)
    return at < len(indices) and indices[at] < end


def _running(texts: Sequence[Node], count: int) -> Sequence[int]:
    """For each node, how many characters the texts before it have."""
    values = [0] * (count + 1)
    for text in texts:
        values[text.index + 1] = len(text.text)
    return array("q", accumulate(values))
