"""How much a cut looks like the entries of a page: measured evidence, weighed by one table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import log2
from urllib.parse import urlsplit

from feedkit.parsers.html import vocabulary as words
from feedkit.parsers.html.embedded import Head
from feedkit.parsers.html.marks import Marks
from feedkit.parsers.html.outline import Node, Outline
from feedkit.parsers.html.segments import Cut, Segment

SAMPLE = 24  # segments of one cut that are looked at
MOST_TWINS = 30  # links of one segment that are looked at
NUMBERS = re.compile(r"\d+")


def evidence(cut: Cut, page: Outline, marks: Marks, about: Head) -> dict[str, float]:
    """What speaks for a cut and against it: numbers from 0 to 1, most of them shares of its segments."""
    sample = _sample(cut.segments)
    leads = [lead(segment, marks) for segment in sample]
    titles = [_title(segment, link, page, marks) for segment, link in zip(sample, leads, strict=True)]
    return {
        **_content(sample, marks),
        "several leads": sum(_has_twins(s, link, page, marks) for s, link in zip(sample, leads, strict=True)) / len(sample),
        **_titles(titles, sample),
        **_addresses(leads, about.site),
        **_place(cut, sample, page, marks),
        "many": min(1.0, log2(len(cut.segments)) / 8),
        "a pair": float(len(cut.segments) == 2),
        "left out": cut.left_out,
        "single posting": float(about.posting),
        "date titles": sum(_is_date(s, title, marks) for s, title in zip(sample, titles, strict=True)) / len(sample),
        "complete": sum(
            link is not None and bool(title) and not is_generic(title) and _says_more(segment, marks)
            for segment, link, title in zip(sample, leads, titles, strict=True)
        )
        / len(sample),
    }


def _sample(segments: Sequence[Segment]) -> Sequence[Segment]:
    """A few segments, spread evenly; all of them where they are few."""
    if len(segments) <= SAMPLE:
        return segments
    return [segments[i * (len(segments) - 1) // (SAMPLE - 1)] for i in range(SAMPLE)]


def lead(segment: Segment, marks: Marks) -> Node | None:
    """The link a segment leads to: its anchor, one around it, the one of its heading, or that of most text."""
    anchor = segment.anchor
    if anchor.tag == "a":
        return anchor
    for node in anchor.ancestors():
        if node.tag == "a" and node.get("href"):
            return node
    links = marks.links_in(segment.start, segment.end)
    if not links:
        return marks.named_url(segment.start, segment.end)
    for heading in marks.headings_in(segment.start, segment.end)[:1]:
        for link in links:
            if heading.holds(link) or link.holds(heading):
                return link
    return max(links[:12], key=lambda link: min(marks.letters(link.index, link.end), 60))


def _is_date(segment: Segment, title: str, marks: Marks) -> bool:
    """Is a segment's title nothing but a date?"""
    return any(
        m.full and not m.stamp and (m.end - m.start) > 0.75 * len(title) and m.shown in title
        for m in marks.dates_in(segment.start, segment.end)[:2]
    )


def _says_more(segment: Segment, marks: Marks) -> bool:
    """Does a segment hold a date, or text beside its links?"""
    plain = marks.letters(segment.start, segment.end) - marks.link_letters(segment.start, segment.end)
    return plain > 80 or any(mark.full for mark in marks.dates_in(segment.start, segment.end))


def _has_twins(segment: Segment, link: Node | None, page: Outline, marks: Marks) -> bool:
    """Does a segment hold other links that look like the one it leads to?"""
    if link is None or link.parent is None:
        return False
    kind = page.shapes.kind
    own = (kind(link), kind(link.parent))
    return any(
        other is not link and other.parent is not None and (kind(other), kind(other.parent)) == own and other.get("href") != link.get("href")
        for other in marks.links_in(segment.start, segment.end)[:MOST_TWINS]
    )


def _title(segment: Segment, link: Node | None, page: Outline, marks: Marks) -> str:
    headings = marks.headings_in(segment.start, segment.end)
    for node in (*headings[:1], link):
        if node is not None and (text := page.text(node.index, node.end, limit=12)):
            return text[:200]
    return ""


def _content(sample: Sequence[Segment], marks: Marks) -> dict[str, float]:
    dated = partly = single = headed = several = prose = crowded = 0.0
    for segment in sample:
        dates = marks.dates_in(segment.start, segment.end)
        full = sum(mark.full for mark in dates)
        dated += full > 0
        partly += full == 0 and len(dates) > 0
        single += 0 < full <= 3
        headings = marks.headings_in(segment.start, segment.end)
        headed += bool(headings)
        several += len(headings) > len({h.tag for h in headings})
        letters = marks.letters(segment.start, segment.end) - marks.link_letters(segment.start, segment.end)
        prose += min(1.0, letters / 200)
        crowded += min(1.0, len(marks.links_in(segment.start, segment.end)) / 12)
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


def _titles(titles: Sequence[str], sample: Sequence[Segment]) -> dict[str, float]:
    n = len(titles)
    generic = sum(is_generic(title) for title in titles)
    return {
        "titled": sum(8 <= len(title) <= 200 or _dense(title) for title in titles) / n,
        "distinct titles": len(set(titles)) / n,
        "generic titles": generic / n,
        "short titles": sum(len(t) < 24 and t.count(" ") < 2 and not _dense(t) for t in titles) / n,
        "anchor in heading": sum(s.anchor.tag in words.HEADINGS or _heads(s.anchor) for s in sample) / n,
    }


def _heads(node: Node) -> bool:
    parent = node.parent
    return parent is not None and (parent.tag in words.HEADINGS or (parent.parent is not None and parent.parent.tag in words.HEADINGS))


def _dense(title: str) -> bool:
    """A title in a script that needs few characters."""
    return len(title) >= 3 and sum("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in title) * 2 > len(title)


def address(node: Node) -> str:
    """Where a link, or microdata's `url`, leads, as the page writes it."""
    return (node.get("href") or node.get("content")).strip()


def is_generic(title: str) -> bool:
    """Is a link's text one that says nothing of where it leads: "Read more", "2", "»", an address?"""
    folded = title.strip(words.TRIMMED).casefold()
    return not folded or folded.isdigit() or folded in words.GENERIC or folded.startswith(("http://", "https://"))


def _addresses(leads: Sequence[Node | None], site: str) -> dict[str, float]:
    hrefs = [address(link) for link in leads if link is not None]
    n = len(leads)
    if not hrefs:
        return {"linked": 0.0, "distinct links": 0.0, "one shape": 0.0, "same site": 0.0, "fragments": 0.0, "dated links": 0.0, "deep": 0.0}
    shapes = Counter(map(shape, hrefs))
    return {
        "linked": len(hrefs) / n,
        "distinct links": len(set(hrefs)) / n,
        "one shape": shapes.most_common(1)[0][1] / n,
        "same site": sum(_same_site(href, site) for href in hrefs) / n,
        "fragments": sum(href.startswith("#") for href in hrefs) / n,
        "dated links": sum(bool(words.DATED_PATH.search(href)) for href in hrefs) / n,
        "deep": sum(min(1.0, len(href.rstrip("/").rsplit("/", 1)[-1]) / 24) for href in hrefs) / n,
    }


@lru_cache(maxsize=8192)
def shape(href: str) -> tuple[object, ...]:
    """What addresses of one list share: host, first folder with its numbers hidden, depth, names in the query."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return (href,)
    folders = [folder for folder in parts.path.strip("/").split("/") if folder not in (".", "..")] or [""]
    first = NUMBERS.sub("0", folders[0]) if len(folders) > 1 else ""
    query = tuple(sorted(pair.partition("=")[0] for pair in parts.query.split("&"))) if parts.query else ()
    return (parts.netloc, first, len(folders), query)


def _same_site(href: str, site: str) -> bool:
    return not href.startswith(("http:", "https:", "//")) or (bool(site) and site in href.split("/", 3)[2])


def _place(cut: Cut, sample: Sequence[Segment], page: Outline, marks: Marks) -> dict[str, float]:
    n, whole = len(sample), len(page.nodes)
    start, end = cut.segments[0].start, cut.segments[-1].end
    covered = sum(marks.letters(s.start, s.end) for s in cut.segments)
    dates = sum(mark.full and not mark.stamp for mark in marks.dates)
    inside = sum(
        any(m.full and not m.stamp for m in marks.dates_in(s.start, s.end)) for s in cut.segments
    )
    kinds = Counter((s.anchor.tag, s.anchor.parent.tag if s.anchor.parent else "") for s in sample)
    largest = max(marks.letters(s.start, s.end) for s in cut.segments)
    found = {
        "lopsided": largest / max(1, covered) - 1 / len(cut.segments),
        "share of text": covered / max(1, marks.letters(0, whole)),
        "share of dates": min(1.0, inside / dates) if dates else 0.0,
        "dense": covered / max(1, marks.letters(start, end)),
        "late": start / whole,
        "alike": kinds.most_common(1)[0][1] / n,
        "articles": sum(_is_article(s) for s in sample) / n,
    }
    for name, region in words.SCORED.items():
        found[f"in {name}"] = sum(s.anchor.region & region > 0 for s in sample) / n
    return found


def _is_article(segment: Segment) -> bool:
    """Does the page itself call the segment an entry: `<article>`, h-entry, a posting's microdata?"""
    nearest = [segment.anchor]
    for node in segment.anchor.ancestors():
        if node.index < segment.start:
            break
        nearest.append(node)
    return any(
        node.tag == "article" or words.ENTRY_CLASS.search(node.get("class")) or words.ENTRY_TYPE.search(node.get("itemtype"))
        for node in nearest
    )
