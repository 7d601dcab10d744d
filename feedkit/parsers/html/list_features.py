"""Features of candidate lists: functions from a view of a candidate to a number, most often a share.

What each is worth, and says, stands in the tables of list_evidence.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log2

from feedkit.dates.from_now import counts_from_now
from feedkit.dates.words import vocabulary
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.candidates import Candidate
from feedkit.parsers.html.link_targets import (
    address,
    has_twins,
    is_dated,
    is_of_label,
    is_of_person,
    lead,
    shape,
)
from feedkit.parsers.html.outline import HIDDEN, LINKED, TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.link_texts import is_generic
from feedkit.values.urls import split_url

MAX_NODES_TO_DATE = 12  # before the first and behind the last anchor that may hold its date
MIN_DATES = 4  # of a page whose dates say where its list is
MAX_NODES_TO_AGE = 60  # of a segment that may show its age
MAX_AGE_LENGTH = 40  # characters
MAX_LETTERS_OF_TITLE = 60  # that count
MAX_LETTERS_OF_SEGMENT = 400  # that count
MAX_LETTERS_OF_PROSE = 200  # beside the links, that count
MAX_TEXTS_OF_TITLE = 12
MAX_TITLE_LENGTH = 200  # characters
DAYS = re.compile(r"(?:\d{1,2}\s*)+")


class QuickView:
    """What the quick features see of a candidate: some of its anchors, before any segment is made."""

    __slots__ = ("anchors", "candidate", "hrefs", "letters", "page", "regions", "shown_dates", "size")

    def __init__(self, candidate: Candidate, page: Page) -> None:
        self.candidate, self.page = candidate, page
        self.anchors = candidate.few_anchors
        self.size = len(self.anchors)
        self.regions = [anchor.region for anchor in self.anchors]
        self.hrefs = [address(anchor) for anchor in self.anchors if anchor.tag == "a"]
        first, last = candidate.anchors[0], candidate.anchors[-1]
        self.shown_dates = page.count_shown_dates(
            first.index - MAX_NODES_TO_DATE, last.end + MAX_NODES_TO_DATE
        )
        self.letters = page.letters(first.index, last.end)


class FullView:
    """What the features see of a candidate: a sample of its segments, and what several features need of it.

    leads:   the link that each segment leads to
    titles:  the text of each segment's heading, or of the link; "" where it has none
    hrefs:   where the links lead
    counts:  what is counted in each segment
    scale:   how many segments of the candidate stand behind one of the sample
    """

    __slots__ = (
        "anchors",
        "candidate",
        "counts",
        "hrefs",
        "leads",
        "page",
        "regions",
        "scale",
        "segments",
        "size",
        "titles",
    )

    def __init__(self, candidate: Candidate, page: Page) -> None:
        self.candidate, self.page = candidate, page
        self.segments = candidate.sample
        self.size = len(self.segments)
        self.anchors = [segment.anchor for segment in self.segments]
        self.regions = [anchor.region for anchor in self.anchors]
        self.scale = len(candidate.anchors) / self.size
        self.leads = [lead(segment, page) for segment in self.segments]
        self.titles = [_title(s, link, page) for s, link in zip(self.segments, self.leads, strict=True)]
        self.hrefs = [address(link) for link in self.leads if link is not None]
        self.counts = [page.counts(segment.start, segment.end) for segment in self.segments]


# --- how many there are ---


def many(view: QuickView | FullView) -> float:
    return min(1.0, log2(len(view.candidate.anchors)) / 8)


def is_pair(view: FullView) -> float:
    return float(len(view.candidate.anchors) == 2)


def left_out(view: FullView) -> float:
    return view.candidate.left_out_share


def several_leads(view: FullView) -> float:
    return sum(map(has_twins, view.segments, view.leads, [view.page] * view.size)) / view.size


def crowded(view: FullView) -> float:
    return sum([min(1.0, counts.links / 12) for counts in view.counts]) / view.size


# --- dates ---


def quick_share_of_dates(view: QuickView) -> float:
    dates = view.page.count_shown_dates(0, len(view.page.nodes))
    return min(1.0, view.shown_dates / dates) if dates else 0.0


def dates_each(view: QuickView) -> float:
    return min(1.5, view.shown_dates / len(view.candidate.anchors))


def share_of_dates(view: FullView) -> float:
    dates = view.page.count_shown_dates(0, len(view.page.nodes))
    dated = sum([counts.shows_date for counts in view.counts]) * view.scale
    return min(1.0, dated / max(dates, min(view.size, MIN_DATES))) if dates else 0.0


def dated(view: FullView) -> float:
    return sum([counts.full_dates > 0 for counts in view.counts]) / view.size


def partly_dated(view: FullView) -> float:
    return sum([counts.partly_dated for counts in view.counts]) / view.size


def one_date(view: FullView) -> float:
    return sum([0 < counts.full_dates <= 3 for counts in view.counts]) / view.size


def _is_date(segment: Segment, title: str, page: Page) -> bool:
    """Return whether a segment's title is nothing but a date."""
    return any(
        m.full and not m.stamp and (m.end - m.start) > 0.75 * len(title) and m.shown in title
        for m in page.dates_in(segment.start, segment.end)[:2]
    )


def vaguely_dated(view: FullView) -> float:
    """The share without a full date, but with one that lacks its year or counts from now."""
    pairs = zip(view.segments, view.counts, strict=True)
    return (
        sum([c.full_dates == 0 and (c.partly_dated or has_age(s, view.page)) for s, c in pairs]) / view.size
    )


def has_age(segment: Segment, page: Page) -> bool:
    """Return whether a segment shows a short text that counts from now: "3 days ago"."""
    key = segment.start, segment.end
    if key not in page.ages:
        nodes = page.nodes[segment.start : min(segment.end, segment.start + MAX_NODES_TO_AGE)]
        page.ages[key] = any(
            n.tag == TEXT
            and len(n.text) <= MAX_AGE_LENGTH
            and not n.region & HIDDEN
            and _is_age(n.text.strip(), page.language)
            for n in nodes
        )
    return page.ages[key]


@lru_cache(maxsize=8192)
def _is_age(text: str, language: str) -> bool:
    return counts_from_now(text, vocabulary(language or None))


# --- headings ---


def headed(view: FullView) -> float:
    return sum([counts.headings > 0 for counts in view.counts]) / view.size


def several_headings(view: FullView) -> float:
    return sum([c.headings > 1 and c.headings > c.ranks for c in view.counts]) / view.size


def anchor_in_heading(view: QuickView | FullView) -> float:
    return sum([_is_in_heading(anchor) for anchor in view.anchors]) / view.size


def day_headings(view: FullView) -> float:
    return sum(map(_is_day_heading, view.segments, view.titles, [view.page] * view.size)) / view.size


def _is_in_heading(node: Node) -> bool:
    """Return whether a node is a heading, or lies in one or two elements within one."""
    if node.tag in words.HEADINGS:
        return True
    parent = node.parent
    if parent is None or parent.tag in words.HEADINGS:
        return parent is not None
    return parent.parent is not None and parent.parent.tag in words.HEADINGS


def _is_day_heading(segment: Segment, title: str, page: Page) -> bool:
    """Return whether a segment grows from a heading that is nothing but a date and leads nowhere."""
    heading = next(iter(page.headings_in(segment.start, segment.end)), None)
    if heading is None or not heading.holds(segment.anchor) or segment.anchor.region & LINKED:
        return False
    return not page.has_link(heading.index, heading.end) and _is_date(segment, title, page)


# --- text ---


def quick_share_of_text(view: QuickView) -> float:
    return min(1.0, view.letters / max(1, view.page.letters(0, len(view.page.nodes))))


def text_each(view: QuickView) -> float:
    return min(1.0, view.letters / len(view.candidate.anchors) / MAX_LETTERS_OF_SEGMENT)


def share_of_text(view: FullView) -> float:
    covered = sum([counts.letters for counts in view.counts]) * view.scale
    return min(1.0, covered / max(1, view.page.letters(0, len(view.page.nodes))))


def dense(view: FullView) -> float:
    covered = sum([counts.letters for counts in view.counts]) * view.scale
    return min(1.0, covered / max(1, view.page.letters(view.segments[0].start, view.segments[-1].end)))


def prose(view: FullView) -> float:
    return sum([min(1.0, counts.plain / MAX_LETTERS_OF_PROSE) for counts in view.counts]) / view.size


def lopsided(view: FullView) -> float:
    letters = [counts.letters for counts in view.counts]
    return max(letters) / max(1, sum(letters)) - 1 / view.size


def complete(view: FullView) -> float:
    return (
        sum(
            [
                (counts.plain > 80 or counts.full_dates > 0)
                and link is not None
                and bool(title)
                and not is_generic(title)
                for link, title, counts in zip(view.leads, view.titles, view.counts, strict=True)
            ]
        )
        / view.size
    )


# --- titles ---


def letters_of_titles(view: QuickView) -> float:
    letters = view.page.letters
    shown = sum([min(MAX_LETTERS_OF_TITLE, letters(a.index, a.end)) for a in view.anchors])
    return shown / view.size / MAX_LETTERS_OF_TITLE


def titled(view: FullView) -> float:
    return sum([8 <= len(title) <= 200 or _is_dense(title) for title in view.titles]) / view.size


def short_titles(view: FullView) -> float:
    return sum([len(t) < 24 and t.count(" ") < 2 and not _is_dense(t) for t in view.titles]) / view.size


def _title(segment: Segment, link: Node | None, page: Page) -> str:
    headings = page.headings_in(segment.start, segment.end)
    for node in (*headings[:1], link):
        if node is not None and (text := page.text(node.index, node.end, limit=MAX_TEXTS_OF_TITLE)):
            return text[:MAX_TITLE_LENGTH]
    return ""


def _is_dense(title: str) -> bool:
    """Return whether a title is in a script that needs few characters."""
    if title.isascii() or len(title) < 3:
        return False
    return sum("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in title) * 2 > len(title)


def wordy_titles(view: FullView) -> float:
    return sum([min(1.0, len(t) / MAX_LETTERS_OF_TITLE) for t in view.titles]) / view.size


def days_of_months(view: FullView) -> float:
    """The share of titles that are a number of a day, as in the grid of a calendar, or several."""
    numbers = [title for title in view.titles if title[:1].isdigit()]
    return sum([DAYS.fullmatch(title) is not None for title in numbers]) / view.size


# --- pictures and prices ---


def pictured(view: FullView) -> float:
    return sum([view.page.has_picture(s.start, s.end) for s in view.segments]) / view.size


def priced(view: FullView) -> float:
    return sum([view.page.has_price(s.start, s.end) for s in view.segments]) / view.size


# --- links ---


def linked(view: FullView) -> float:
    return len(view.hrefs) / view.size


def distinct_links(view: QuickView | FullView) -> float:
    return len(set(view.hrefs)) / view.size


def one_shape(view: FullView) -> float:
    return _most_alike([*map(shape, view.hrefs)]) / view.size if view.hrefs else 0.0


def same_site(view: FullView) -> float:
    site = view.page.head.site
    return sum([_is_same_site(href, site) for href in view.hrefs]) / view.size


def fragments(view: QuickView | FullView) -> float:
    return sum([href.startswith("#") for href in view.hrefs]) / view.size


def dated_links(view: QuickView | FullView) -> float:
    return sum([is_dated(href) for href in view.hrefs]) / view.size


def deep(view: FullView) -> float:
    lasts = [href.rstrip("/").rsplit("/", 1)[-1] for href in view.hrefs]
    return sum([min(1.0, len(last) / 24) for last in lasts]) / view.size


def _is_same_site(href: str, site: str) -> bool:
    if not href.startswith(("http:", "https:", "//")):
        return True
    host = href.split("/", 3)[2:3]  # nothing in "http:x"
    return bool(site and host) and site in host[0]


def labels(view: FullView) -> float:
    """The share of links to a label's or a person's own page."""
    return sum([is_of_label(h) or is_of_person(h) for h in view.hrefs]) / view.size


def contacts(view: FullView) -> float:
    """The share of links that write to someone or call."""
    return sum([href.startswith(words.CONTACTS) for href in view.hrefs]) / view.size


def below(view: FullView) -> float:
    """The share of links to addresses that are the page's own, and more."""
    own = split_url(view.page.head.base).path.rstrip("/")
    return sum([_path_of(h).startswith(f"{own}/") for h in view.hrefs]) / view.size if own else 0.0


def _path_of(href: str) -> str:
    return href if href.startswith("/") else split_url(href).path


# --- where it lies on the page ---


def late(view: FullView) -> float:
    return view.segments[0].start / len(view.page.nodes)


def one_path(view: FullView) -> float:
    """The share of anchors at the commonest depth, under the same tags."""
    paths = [anchor.parent.path if anchor.parent is not None else -1 for anchor in view.anchors]
    return _most_alike(paths) / view.size


def one_look(view: FullView) -> float:
    """The share of segments that begin with the commonest element."""
    kinds = [view.page.nodes[segment.start].kind for segment in view.segments]
    return _most_alike(kinds) / view.size


def _most_alike(values: Sequence[object]) -> int:
    """Return how many of a few values are the commonest."""
    return max(map(values.count, set(values)))


def in_region(regions: int) -> Callable[[QuickView | FullView], float]:
    """The feature that is the share of anchors in one of some regions."""
    return lambda view: sum([region & regions > 0 for region in view.regions]) / view.size


# --- what the page says of it ---


def by(sort: str) -> Callable[[QuickView], float]:
    """The feature that says whether the anchors are of a sort."""
    return lambda view: float(view.candidate.by == sort)


def named_list(view: FullView) -> float:
    return float(view.page.is_named_list)


def single_posting(view: FullView) -> float:
    return float(view.page.head.posting)


def articles(view: FullView) -> float:
    return sum(map(_is_article, view.segments)) / view.size


def _is_article(segment: Segment) -> bool:
    """Return whether the page calls a segment an entry: `<article>`, h-entry, a posting's microdata."""
    node: Node | None = segment.anchor
    while node is not None and node.index >= segment.start:
        if node.tag == "article":
            return True
        if node.attrs and _names_entry(node.attrs.get("class"), node.attrs.get("itemtype")):
            return True
        node = node.parent
    return False


@lru_cache(maxsize=1024)
def _names_entry(classes: str | None, itemtype: str | None) -> bool:
    return bool(
        (classes and words.ENTRY_CLASS.search(classes)) or (itemtype and words.ENTRY_TYPE.search(itemtype))
    )
