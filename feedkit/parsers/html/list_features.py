"""Features of candidate lists: numbers, most often a share of the segments.

What each is worth, and says, stands in the tables of list_evidence.py. A feature that is a share is measured
of one anchor or segment at a time, and once, as candidates share most of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import log2

from feedkit.dates.from_now import counts_from_now, may_count_from_now
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
from feedkit.parsers.html.outline import LINKED, Node
from feedkit.parsers.html.page import Page, Range
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
Evidence = dict[str, float]  # values by the names of features
DENSE = re.compile("[\u3040-\u9fff\uac00-\ud7af]")  # letters that are words
DAYS = re.compile(r"(?:\d{1,2}\s*)+")


OF_ANCHORS = (  # features that are shares of the anchors, in the order of `_values_of_anchor`
    "anchor in heading",
    "in side",
    "in footer",
    "in main",
    "in comments",
    "in share",
    "day headings",
    "articles",
)
OF_SEGMENTS = (  # features that are shares of the segments, in the order of `_values_of_segment`
    "dated",
    "partly dated",
    "one date",
    "vaguely dated",
    "headed",
    "several headings",
    "prose",
    "crowded",
    "pictured",
    "priced",
    "titled",
    "short titles",
    "wordy titles",
    "days of months",
    "linked",
    "same site",
    "fragments",
    "dated links",
    "deep",
    "labels",
    "contacts",
    "below",
    "complete",
    "several leads",
)


def quick_features(candidate: Candidate, page: Page) -> Evidence:
    """The quick features of a candidate: of some of its anchors, before any segment is made."""
    by, count, known = candidate.by, len(candidate.anchors), page.quickly_measured
    first, last = candidate.anchors[0].index, candidate.anchors[-1].end
    rows = [known.get(anchor.index) or _quick_values(anchor, page) for anchor in candidate.few_anchors]
    size = len(rows)
    in_heading, in_main, beside, letters_of_titles, fragments, dated, hrefs = zip(*rows, strict=True)
    dates, letters = page.all_shown_dates, page.letters(first, last)
    shown = dates and page.count_shown_dates(first - MAX_NODES_TO_DATE, last + MAX_NODES_TO_DATE)
    return {
        "many": _many(count),
        "share of dates": min(1.0, shown / dates) if dates else 0.0,
        "dates each": min(1.5, shown / count),
        "distinct links": len({href for href in hrefs if href is not None}) / size,
        "anchor in heading": sum(in_heading) / size,
        "letters of titles": sum(letters_of_titles) / size / MAX_LETTERS_OF_TITLE,
        "in main": sum(in_main) / size,
        "beside the lists": sum(beside) / size,
        "share of text": min(1.0, letters / max(1, page.all_letters)),
        "text each": min(1.0, letters / count / MAX_LETTERS_OF_SEGMENT),
        "fragments": sum(fragments) / size,
        "dated links": sum(dated) / size,
        "by item": float(by == "item"),
        "by element": float(by == "element"),
        "by date": float(by == "date"),
        "by heading": float(by == "heading"),
    }


def full_features(candidate: Candidate, page: Page) -> Evidence:
    """All features of a candidate, of a sample of its segments."""
    segments = candidate.sample
    anchors = [segment.anchor for segment in segments]
    leads = [lead(segment, page) for segment in segments]
    keys = [
        (one.start, one.end, -1 if link is None else link.index)
        for one, link in zip(segments, leads, strict=True)
    ]
    key = (len(candidate.anchors), *keys)
    found = page.evidence.get(key)
    if found is None:
        found = page.evidence[key] = _of_segments(len(candidate.anchors), segments, leads, page)
    rows = map(_values_of_anchor, segments, leads, [page] * len(segments))
    paths = [anchor.parent.path if anchor.parent is not None else -1 for anchor in anchors]
    return {
        **found,
        **_shares(OF_ANCHORS, [*zip(*rows, strict=True)]),
        "one path": _most_alike(paths) / len(paths),  # the commonest depth, under the same tags
        "left out": candidate.left_out_share,
    }


def _of_segments(
    count: int, segments: Sequence[Segment], leads: Sequence[Node | None], page: Page
) -> Evidence:
    """The features that do not depend on what the segments of a list grew from, of a sample of them."""
    size = len(segments)
    scale = count / size  # segments of the candidate behind one of the sample
    ranges = [page.holding(segment.start, segment.end) for segment in segments]
    hrefs = [address(link) for link in leads if link is not None]
    letters = [own.letters for own in ranges]
    covered, dates = sum(letters) * scale, page.all_shown_dates
    dated = sum([own.shows_date for own in ranges]) * scale
    looks = [page.nodes[segment.start].kind for segment in segments]
    between = page.letters(segments[0].start, segments[-1].end)
    rows = map(_values_of_segment, segments, ranges, leads, [page] * size)
    found = _shares(OF_SEGMENTS, [*zip(*rows, strict=True)])
    found["many"] = _many(count)
    found["a pair"] = float(count == 2)
    found["share of dates"] = min(1.0, dated / max(dates, min(size, MIN_DATES))) if dates else 0.0
    found["share of text"] = min(1.0, covered / max(1, page.all_letters))
    found["dense"] = min(1.0, covered / max(1, between))
    found["lopsided"] = max(letters) / max(1, sum(letters)) - 1 / size
    found["distinct links"] = len(set(hrefs)) / size
    found["one shape"] = _most_alike([*map(shape, hrefs)]) / size if hrefs else 0.0
    found["one look"] = _most_alike(looks) / size
    found["late"] = segments[0].start / len(page.nodes)
    found["named list"] = float(page.is_named_list)
    found["single posting"] = float(page.head.posting)
    return found


def _many(count: int) -> float:
    return min(1.0, log2(count) / 8)


def _most_alike(values: Sequence[object]) -> int:
    """Return how many of a few values are the commonest."""
    different = set(values)
    return len(values) if len(different) == 1 else max(map(values.count, different))


def _shares(names: Sequence[str], columns: Sequence[Sequence[float]]) -> Evidence:
    """The mean of each column of values, by its name."""
    size = len(columns[0])
    return dict(zip(names, [sum(values) / size for values in columns], strict=True))


# --- what is measured of one anchor ---


def _quick_values(anchor: Node, page: Page) -> tuple[float, float, float, float, float, float, str | None]:
    """The values of an anchor for the quick features that are shares, and its address; kept for others."""
    href = address(anchor) if anchor.tag == "a" else None
    found = page.quickly_measured[anchor.index] = (
        _is_in_heading(anchor),
        anchor.region & words.Region.MAIN > 0,
        anchor.region & words.BESIDE_LISTS > 0,
        min(MAX_LETTERS_OF_TITLE, page.letters(anchor.index, anchor.end)),
        href is not None and href[:1] == "#",
        href is not None and is_dated(href),
        href,
    )
    return found


def _values_of_anchor(segment: Segment, link: Node | None, page: Page) -> tuple[float, ...]:
    """The values of the anchor of a segment for the features of `OF_ANCHORS`."""
    return (
        _is_in_heading(segment.anchor),
        *_in_regions(segment.anchor.region),
        _is_day_heading(segment, link, page),
        _is_article(segment.anchor, segment.start),
    )


@lru_cache(maxsize=1024)
def _in_regions(region: int) -> tuple[bool, ...]:
    """Whether an anchor lies in each of the regions that count."""
    own = words.Region
    return tuple(region & one > 0 for one in (own.SIDE, own.FOOTER, own.MAIN, own.COMMENTS, own.SHARE))


def _is_in_heading(node: Node) -> bool:
    """Return whether a node is a heading, or lies in one or two elements within one."""
    if node.tag in words.HEADINGS:
        return True
    parent = node.parent
    if parent is None or parent.tag in words.HEADINGS:
        return parent is not None
    return parent.parent is not None and parent.parent.tag in words.HEADINGS


# --- what is measured of one segment ---


def _values_of_segment(segment: Segment, own: Range, link: Node | None, page: Page) -> tuple[float, ...]:
    """The values of a segment for the features of `OF_SEGMENTS`; measured once, whatever it grew from."""
    key = own.start, own.end, -1 if link is None else link.index
    found = page.measured.get(key)
    if found is None:
        title = _title(own, link, page)
        found = page.measured[key] = (
            own.full_dates > 0,
            own.partly_dated,
            0 < own.full_dates <= 3,
            own.full_dates == 0 and (own.partly_dated or has_age(segment, page)),
            own.headings > 0,
            own.headings > 1 and own.headings > own.ranks,
            min(1.0, own.plain / MAX_LETTERS_OF_PROSE),
            min(1.0, own.links / 12),
            page.has_picture(own.start, own.end),
            page.has_price(own.start, own.end),
            *_values_of_title(title),
            *(_values_of_link(address(link), page) if link is not None else (0,) * 8),
            (own.plain > 80 or own.full_dates > 0)
            and link is not None
            and bool(title)
            and not is_generic(title),
            has_twins(segment, link, page),
        )
    return found


@lru_cache(maxsize=2048)
def _values_of_title(title: str) -> tuple[float, ...]:
    """Whether a title is one, is short, how long it is, and whether it is a day's number, or several."""
    is_dense = _is_dense(title)
    return (
        is_dense or 8 <= len(title) <= 200,
        len(title) < 24 and title.count(" ") < 2 and not is_dense,
        min(1.0, len(title) / MAX_LETTERS_OF_TITLE),
        title[:1].isdigit() and DAYS.fullmatch(title) is not None,
    )


def _values_of_link(href: str, page: Page) -> tuple[float, ...]:
    """What an address says of the entry that it is of."""
    own = page.path
    last = href.rstrip("/").rsplit("/", 1)[-1]
    return (
        True,
        _is_same_site(href, page.head.site),
        href.startswith("#"),
        is_dated(href),
        min(1.0, len(last) / 24),
        is_of_label(href) or is_of_person(href),  # a label's or a person's own page
        href.startswith(words.CONTACTS),  # it writes to someone or calls
        bool(own) and _path_of(href).startswith(f"{own}/"),  # the page's own address, and more
    )


def _is_same_site(href: str, site: str) -> bool:
    if not href.startswith(("http:", "https:", "//")):
        return True
    host = href.split("/", 3)[2:3]  # nothing in "http:x"
    return bool(site and host) and site in host[0]


def _path_of(href: str) -> str:
    return href if href.startswith("/") else split_url(href).path


def _title(own: Range, link: Node | None, page: Page) -> str:
    """The text of a segment's heading, or of the link that it leads to; "" where it has none."""
    for node in (own.heading, link):
        if node is not None and (text := page.text(node.index, node.end, limit=MAX_TEXTS_OF_TITLE)):
            return text[:MAX_TITLE_LENGTH]
    return ""


def _is_dense(title: str) -> bool:
    """Return whether a title is in a script that needs few characters."""
    if title.isascii() or len(title) < 3:
        return False
    return len(DENSE.findall(title)) * 2 > len(title)


def has_age(segment: Segment, page: Page) -> bool:
    """Return whether a segment shows a short text that counts from now: "3 days ago"."""
    key = segment.start, segment.end
    found = page.ages.get(key)
    if found is None:
        shown = page.shown_in(segment.start, min(segment.end, segment.start + MAX_NODES_TO_AGE))
        texts = [node.text for node in shown if len(node.text) <= MAX_AGE_LENGTH]
        found = page.ages[key] = may_count_from_now("\n".join(texts)) and any(
            _is_age(text.strip(), page.language) for text in texts
        )
    return found


@lru_cache(maxsize=8192)
def _is_age(text: str, language: str) -> bool:
    return counts_from_now(text, vocabulary(language or None))


def _is_day_heading(segment: Segment, link: Node | None, page: Page) -> bool:
    """Return whether a segment grows from a heading that is nothing but a date and leads nowhere."""
    if segment.anchor.region & LINKED:
        return False
    own = page.holding(segment.start, segment.end)
    heading = own.heading
    if heading is None or not heading.holds(segment.anchor):
        return False
    return not page.has_link(heading.index, heading.end) and _is_date(own, _title(own, link, page), page)


def _is_date(own: Range, title: str, page: Page) -> bool:
    """Return whether a title is nothing but a date."""
    return any(
        m.full and not m.stamp and (m.end - m.start) > 0.75 * len(title) and m.shown in title
        for m in page.dates_in(own.start, own.end)[:2]
    )


def _is_article(anchor: Node, start: int) -> bool:
    """Return whether the page calls a segment an entry: `<article>`, h-entry, a posting's microdata."""
    node: Node | None = anchor
    while node is not None and node.index >= start:
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
