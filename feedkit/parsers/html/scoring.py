"""How much a cut looks like the entries of a page: measured evidence, weighed by one table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache, reduce
from math import log2
from operator import or_
from urllib.parse import urlsplit

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.candidates import Candidate
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment

MOST_TWINS = 30  # links of one segment that are looked at
NEAR = 12  # nodes before the first and behind the last anchor that may hold its date
LONG_TITLE = 60  # characters
LONG_SEGMENT = 400  # characters
PROSE = 200  # characters beside the links that make a segment all prose
NUMBERS = re.compile(r"\d+")

IN_REGIONS = {f"in {name}": region for name, region in words.SCORED.items()}

Evidence = dict[str, float]


def at_a_glance(cut: Candidate, page: Page) -> Evidence:
    """What the anchors alone tell, before any segment is laid out."""
    anchors = cut.few_anchors
    n, first, last = len(anchors), cut.anchors[0], cut.anchors[-1]
    hrefs = [address(anchor) for anchor in anchors if anchor.tag == "a"]
    dates = page.count_shown_dates(0, len(page.nodes))
    inside = page.count_shown_dates(first.index - NEAR, last.end + NEAR)
    letters = page.letters(first.index, last.end)
    titles = sum(min(LONG_TITLE, page.letters(anchor.index, anchor.end)) for anchor in anchors)
    return {
        "many": _many(cut),
        "share of dates": min(1.0, inside / dates) if dates else 0.0,
        "dates each": min(1.5, inside / len(cut.anchors)),
        "distinct links": len(set(hrefs)) / n,
        "anchor in heading": sum(a.tag in words.HEADINGS or _heads(a) for a in anchors) / n,
        "letters of titles": titles / n / LONG_TITLE,
        "in main": sum(a.region & words.Region.MAIN > 0 for a in anchors) / n,
        "beside the lists": sum(a.region & words.NOT_LISTS > 0 for a in anchors) / n,
        "share of text": min(1.0, letters / max(1, page.letters(0, len(page.nodes)))),
        "text each": min(1.0, letters / len(cut.anchors) / LONG_SEGMENT),
        "fragments": sum(href.startswith("#") for href in hrefs) / n,
        "dated links": sum(bool(words.DATED_PATH.search(href)) for href in hrefs) / n,
        **{f"by {sort}": float(cut.by == sort) for sort in ("item", "element", "date", "heading")},
    }


def at_length(cut: Candidate, page: Page) -> Evidence:
    """What its segments hold and how they differ. Numbers from 0 to 1, most of them shares."""
    sample = cut.sample
    n = len(sample)
    leads = [lead(segment, page) for segment in sample]
    titles = [_title(segment, link, page) for segment, link in zip(sample, leads, strict=True)]
    return {
        **_content(sample, page),
        **_titles(titles, sample),
        **_addresses(leads, page.head.site),
        **_place(cut, page),
        "many": _many(cut),
        "a pair": float(len(cut.anchors) == 2),
        "single posting": float(page.head.posting),
        "date titles": sum(_is_date(s, title, page) for s, title in zip(sample, titles, strict=True)) / n,
        "day headings": sum(_is_day_heading(s, t, page) for s, t in zip(sample, titles, strict=True)) / n,
        "several leads": sum(_has_twins(s, link, page) for s, link in zip(sample, leads, strict=True)) / n,
        "complete": sum(
            link is not None and bool(title) and not is_generic(title) and _says_more(segment, page)
            for segment, link, title in zip(sample, leads, titles, strict=True)
        )
        / n,
        "articles": sum(map(_is_article, sample)) / n,
        "left out": cut.left_out_share,
    }


def _many(cut: Candidate) -> float:
    return min(1.0, log2(len(cut.anchors)) / 8)


def lead(segment: Segment, page: Page) -> Node | None:
    """The link a segment leads to: its anchor, one around it, its heading's, or that of most text."""
    anchor = segment.anchor
    if anchor.tag == "a":
        return anchor
    if anchor.region & words.LINKED:
        return next(node for node in anchor.ancestors() if node.tag == "a" and node.get("href"))
    links = page.links_in(segment.start, segment.end)[:MOST_TWINS]
    if not links:
        return page.named_url(segment.start, segment.end)
    for heading in page.headings_in(segment.start, segment.end)[:1]:
        for link in links:
            if heading.holds(link) or link.holds(heading):
                return link
    return max(links[:12], key=lambda link: min(page.letters(link.index, link.end), 60))


def address(node: Node) -> str:
    """Where a link, or microdata's `url`, leads, as the page writes it."""
    attrs = node.attrs
    return (attrs.get("href") or attrs.get("content") or "").strip()


@lru_cache(maxsize=8192)
def is_generic(title: str) -> bool:
    """Is a link's text one that says nothing of where it leads: "Read more", "2", "»", an address?"""
    folded = title.strip(words.TRIMMED).casefold()
    return (
        not folded
        or folded.isdigit()
        or folded in words.GENERIC
        or folded.startswith(("http://", "https://"))
    )


@lru_cache(maxsize=8192)
def shape(href: str) -> tuple[object, ...]:
    """What addresses of one list share: host, first folder without its numbers, depth, names in the query."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return (href,)
    folders = [folder for folder in parts.path.strip("/").split("/") if folder not in (".", "..")] or [""]
    first = NUMBERS.sub("0", folders[0]) if len(folders) > 1 else ""
    query = tuple(sorted(pair.partition("=")[0] for pair in parts.query.split("&"))) if parts.query else ()
    return (parts.netloc, first, len(folders), query)


def _content(sample: Sequence[Segment], page: Page) -> Evidence:
    dated = partly = single = headed = several = prose = crowded = 0.0
    for segment in sample:
        span = page.counts(segment.start, segment.end)
        dated += span.full_dates > 0
        partly += span.partly_dated
        single += 0 < span.full_dates <= 3
        headed += span.headings > 0
        several += span.headings > 1 and span.headings > span.ranks
        prose += min(1.0, span.plain / PROSE)
        crowded += min(1.0, span.links / 12)
    n = len(sample)
    return {
        "dated": dated / n,
        "partly dated": partly / n,
        "one date": single / n,
        "headed": headed / n,
        "several headings": several / n,
        "prose": prose / n,
        "crowded": crowded / n,
    }


def _addresses(leads: Sequence[Node | None], site: str) -> Evidence:
    hrefs = [address(link) for link in leads if link is not None]
    n = len(leads)
    return {
        "linked": len(hrefs) / n,
        "distinct links": len(set(hrefs)) / n,
        "one shape": Counter(map(shape, hrefs)).most_common(1)[0][1] / n if hrefs else 0.0,
        "same site": sum(_same_site(href, site) for href in hrefs) / n,
        "fragments": sum(href.startswith("#") for href in hrefs) / n,
        "dated links": sum(bool(words.DATED_PATH.search(href)) for href in hrefs) / n,
        "deep": sum(min(1.0, len(href.rstrip("/").rsplit("/", 1)[-1]) / 24) for href in hrefs) / n,
    }


def _same_site(href: str, site: str) -> bool:
    return not href.startswith(("http:", "https:", "//")) or (bool(site) and site in href.split("/", 3)[2])


def _place(cut: Candidate, page: Page) -> Evidence:
    sample = cut.sample
    n, all_of_it = len(sample), len(cut.anchors) / len(sample)
    start, end = sample[0].start, sample[-1].end
    spans = [page.counts(s.start, s.end) for s in sample]
    letters = [span.letters for span in spans]
    covered = sum(letters) * all_of_it
    dates = page.count_shown_dates(0, len(page.nodes))
    dated = sum([span.shows_date for span in spans]) * all_of_it
    found = {
        "lopsided": max(letters) / max(1, sum(letters)) - 1 / n,
        "share of text": min(1.0, covered / max(1, page.letters(0, len(page.nodes)))),
        "share of dates": min(1.0, dated / dates) if dates else 0.0,
        "dense": min(1.0, covered / max(1, page.letters(start, end))),
        "late": start / len(page.nodes),
    }
    regions = [s.anchor.region for s in sample]
    around = reduce(or_, regions)
    for name, region in IN_REGIONS.items():
        found[name] = sum([own & region > 0 for own in regions]) / n if around & region else 0.0
    return found


def _title(segment: Segment, link: Node | None, page: Page) -> str:
    headings = page.headings_in(segment.start, segment.end)
    for node in (*headings[:1], link):
        if node is not None and (text := page.text(node.index, node.end, limit=12)):
            return text[:200]
    return ""


def _titles(titles: Sequence[str], sample: Sequence[Segment]) -> Evidence:
    n = len(titles)
    return {
        "titled": sum(8 <= len(title) <= 200 or _dense(title) for title in titles) / n,
        "distinct titles": len(set(titles)) / n,
        "generic titles": sum(map(is_generic, titles)) / n,
        "short titles": sum(len(t) < 24 and t.count(" ") < 2 and not _dense(t) for t in titles) / n,
        "anchor in heading": sum(s.anchor.tag in words.HEADINGS or _heads(s.anchor) for s in sample) / n,
    }


def _heads(node: Node) -> bool:
    parent = node.parent
    if parent is None or parent.tag in words.HEADINGS:
        return parent is not None
    return parent.parent is not None and parent.parent.tag in words.HEADINGS


def _dense(title: str) -> bool:
    """A title in a script that needs few characters."""
    if title.isascii() or len(title) < 3:
        return False
    return sum("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in title) * 2 > len(title)


def _is_date(segment: Segment, title: str, page: Page) -> bool:
    """Is a segment's title nothing but a date?"""
    return any(
        m.full and not m.stamp and (m.end - m.start) > 0.75 * len(title) and m.shown in title
        for m in page.dates_in(segment.start, segment.end)[:2]
    )


def _is_day_heading(segment: Segment, title: str, page: Page) -> bool:
    """Does a segment hang on a heading that is a date and leads nowhere, as those of a day together do?"""
    heading = next(iter(page.headings_in(segment.start, segment.end)), None)
    if heading is None or not heading.holds(segment.anchor) or segment.anchor.region & words.LINKED:
        return False
    return not page.has_link(heading.index, heading.end) and _is_date(segment, title, page)


def _says_more(segment: Segment, page: Page) -> bool:
    """Does a segment hold a date, or text beside its links?"""
    span = page.counts(segment.start, segment.end)
    return span.plain > 80 or span.full_dates > 0


def _has_twins(segment: Segment, link: Node | None, page: Page) -> bool:
    """Does a segment hold other links that look like the one it leads to?"""
    if link is None or link.parent is None:
        return False
    own, around, href = link.kind, link.parent.kind, link.get("href")
    for other in page.links_in(segment.start, segment.end)[:MOST_TWINS]:
        if (
            other.kind == own
            and other.parent is not None
            and other.parent.kind == around
            and other.get("href") != href
        ):
            return True
    return False


def _is_article(segment: Segment) -> bool:
    """Does the page itself call the segment an entry: `<article>`, h-entry, a posting's microdata?"""
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
