"""Which segments of the list that was chosen are entries: all but the odd ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from feedkit.parsers.html.link_targets import address, has_twins, lead, lead_address, shape
from feedkit.parsers.html.page import Page, Range
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.link_texts import is_generic

MAX_LINKS = 20  # of one segment that are looked at
MIN_LETTERS = 20  # beside the links of an entry whose links say nothing
TRAITS = (  # in the order of `_traits`
    "linked",
    "says something",
    "look",
    "shape of address",
    "headed",
    "dated",
    "in",
    "look of link",
    "alone of its sort",
)
ESSENTIAL = 2  # of them, the first
MINOR = 6  # what comes from here on, heroes and pinned entries may lack, with another one
MIN_SHARE_OF_ESSENTIAL = 0.8  # of the segments that have an essential trait, where all must have it
MIN_SHARE_OF_TRAIT = 0.9  # of the segments that have another trait, where all but one such trait must be had
MIN_SHARE_KEPT = 0.8  # of the segments, else all are kept


def members(segments: Sequence[Segment], page: Page) -> list[Segment]:
    """The segments without the odd ones: pagers, repeats, boxes that lack what nearly all others have."""
    segments = _without_repeats(_without_popular(segments, page), page)
    traits = [_traits(segment, page) for segment in segments]
    usual = [
        _usual(values, MIN_SHARE_OF_ESSENTIAL if number < ESSENTIAL else MIN_SHARE_OF_TRAIT)
        for number, values in enumerate(zip(*traits, strict=True))
    ]
    kept = [segment for segment, own in zip(segments, traits, strict=True) if not _is_odd(own, usual)]
    kept = _without_advertisements(kept, page)
    return kept if len(kept) >= MIN_SHARE_KEPT * len(segments) else list(segments)


def _usual(values: Sequence[object], share: float) -> object:
    """The value of a trait that a share of the segments has, more than half of them; None without one."""
    if values.count(values[0]) == len(values):
        return values[0]
    value, times = Counter(values).most_common(1)[0]
    return value if times >= share * len(values) else None


def _without_popular(segments: Sequence[Segment], page: Page) -> Sequence[Segment]:
    """The segments without those in boxes such as "Most read", where most stand outside."""
    kept = (
        [segment for segment in segments if not page.is_popular(segment.start)] if page.popular_boxes else ()
    )
    return kept if 2 * len(kept) > len(segments) else segments


def _without_advertisements(segments: Sequence[Segment], page: Page) -> list[Segment]:
    """The segments without those that alone lead to another site and alone have no date."""
    dated = [page.has_date(segment.start, segment.end) for segment in segments]
    least = MIN_SHARE_OF_ESSENTIAL * len(segments)
    if all(dated) or sum(dated) < least:
        return list(segments)
    leads = [lead(segment, page) for segment in segments]
    hosts = [shape(address(link))[0] if link is not None else None for link in leads]
    host, often = Counter(hosts).most_common(1)[0]
    if often < least:
        return list(segments)
    return [
        segment
        for segment, own, is_dated in zip(segments, hosts, dated, strict=True)
        if is_dated or own in (host, None)
    ]


def _without_repeats(segments: Sequence[Segment], page: Page) -> list[Segment]:
    """The segments without those that repeat others, as slides in other markup and the tabs of topics do."""
    leads = [lead_address(segment, page) for segment in segments]
    if len(set(leads)) == len(leads):
        return list(segments)
    kinds = [page.nodes[segment.start].kind for segment in segments]
    usual = Counter(kinds).most_common(1)[0][0]
    times = Counter(leads)
    known = {href for kind, href in zip(kinds, leads, strict=True) if kind == usual}
    kept = []
    texts: set[tuple[str, str]] = set()
    for segment, kind, href in zip(segments, kinds, leads, strict=True):
        if href and times[href] > 1:
            text = (href, page.text(segment.start, segment.end))
            if text in texts or (kind != usual and href in known):
                continue
            texts.add(text)
        kept.append(segment)
    return kept


def _is_odd(own: Sequence[object], usual: Sequence[object]) -> bool:
    """Return whether a segment lacks too much of what nearly all others have."""
    lacks = [
        number
        for number, (value, other) in enumerate(zip(own, usual, strict=True))
        if other is not None and value != other
    ]
    major = sum([number < MINOR for number in lacks])
    return bool(lacks) and (lacks[0] < ESSENTIAL or major > 1 or len(lacks) > 2)


def _traits(segment: Segment, page: Page) -> tuple[object, ...]:
    """What a segment has of what entries of one list share; None for what it lacks."""
    link = lead(segment, page)
    own = page.holding(segment.start, segment.end)
    first = page.nodes[segment.start]
    return (
        link is not None or None,
        _says_something(own, page) or None,
        first.kind,
        None if link is None else shape(address(link)),
        own.headings > 0 or None,
        own.full_dates > 0 or None,
        first.parent,
        None if link is None else (link.kind, link.parent and link.parent.kind),
        (link is not None and not has_twins(segment, link, page)) or None,
    )


def _says_something(own: Range, page: Page) -> bool:
    """Return whether a segment has a heading, some text, or a link that says where it leads."""
    if own.plain > MIN_LETTERS or own.headings or not own.links:
        return True
    links = own.first_links[:MAX_LINKS]
    return any(not is_generic(page.text(n.index, n.end)) or n.get("title") for n in links)
