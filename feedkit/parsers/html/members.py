"""Which segments of the list that was chosen are entries: all but the odd ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from feedkit.parsers.html.link_targets import address, has_twins, lead, lead_address, shape
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.link_texts import is_generic

MAX_LINKS = 20  # of one segment that are looked at
MIN_LETTERS = 20  # beside the links of an entry whose links say nothing
ESSENTIAL_TRAITS = frozenset(("linked", "says something"))
MIN_SHARE_OF_ESSENTIAL = 0.8  # of the segments that have an essential trait, where all must have it
MIN_SHARE_OF_TRAIT = 0.9  # of the segments that have another trait, where all but one such trait must be had
MIN_SHARE_KEPT = 0.8  # of the segments, else all are kept


class _Minor(NamedTuple):
    """A trait that heroes and pinned entries may lack, with another one."""

    name: str
    value: object = None


def members(segments: Sequence[Segment], page: Page) -> list[Segment]:
    """The segments without the odd ones: pagers, repeats, boxes that lack what nearly all others have."""
    segments = _without_repeats(_without_popular(segments, page), page)
    traits = [_traits(segment, page) for segment in segments]
    usual = {
        trait
        for trait, times in Counter(trait for own in traits for trait in own).items()
        if times
        >= (MIN_SHARE_OF_ESSENTIAL if trait in ESSENTIAL_TRAITS else MIN_SHARE_OF_TRAIT) * len(segments)
    }
    kept = [segment for segment, own in zip(segments, traits, strict=True) if not _is_odd(usual - own)]
    kept = _without_advertisements(kept, page)
    return kept if len(kept) >= MIN_SHARE_KEPT * len(segments) else list(segments)


def _without_popular(segments: Sequence[Segment], page: Page) -> Sequence[Segment]:
    """The segments without those in boxes such as "Most read", where most stand outside."""
    kept = (
        [segment for segment in segments if not page.is_popular(segment.start)] if page.popular_boxes else ()
    )
    return kept if 2 * len(kept) > len(segments) else segments


def _without_advertisements(segments: Sequence[Segment], page: Page) -> list[Segment]:
    """The segments without those that alone lead to another site and alone have no date."""
    leads = [lead(segment, page) for segment in segments]
    hosts = [shape(address(link))[0] if link is not None else None for link in leads]
    host, often = Counter(hosts).most_common(1)[0]
    dated = [page.has_date(segment.start, segment.end) for segment in segments]
    if min(often, sum(dated)) < MIN_SHARE_OF_ESSENTIAL * len(segments):
        return list(segments)
    return [
        segment
        for segment, own, is_dated in zip(segments, hosts, dated, strict=True)
        if is_dated or own in (host, None)
    ]


def _without_repeats(segments: Sequence[Segment], page: Page) -> list[Segment]:
    """The segments without those that repeat others, as slides in other markup and the tabs of topics do."""
    kinds = [page.nodes[segment.start].kind for segment in segments]
    usual = Counter(kinds).most_common(1)[0][0]
    leads = [lead_address(segment, page) for segment in segments]
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


def _is_odd(lacks: set[object]) -> bool:
    """Return whether a segment lacks too much of what nearly all others have."""
    minor = sum(isinstance(trait, _Minor) for trait in lacks)
    return not ESSENTIAL_TRAITS.isdisjoint(lacks) or len(lacks) - minor > 1 or len(lacks) > 2


def _traits(segment: Segment, page: Page) -> set[object]:
    """What a segment has of what entries of one list share."""
    link = lead(segment, page)
    links = page.links_in(segment.start, segment.end)[:MAX_LINKS]
    plain = page.letters(segment.start, segment.end) - page.link_letters(segment.start, segment.end)
    headed = page.has_heading(segment.start, segment.end)
    says_something = (
        plain > MIN_LETTERS
        or headed
        or not links
        or any(not is_generic(page.text(n.index, n.end)) or n.get("title") for n in links)
    )
    first = page.nodes[segment.start]
    traits: set[object] = {("look", first.kind), _Minor("in", first.parent)}
    if link is not None:
        traits |= {
            "linked",
            shape(address(link)),
            _Minor("link", (link.kind, link.parent and link.parent.kind)),
        }
        if not has_twins(segment, link, page):
            traits.add(_Minor("alone of its sort"))
    if says_something:
        traits.add("says something")
    if headed:
        traits.add("headed")
    if page.has_date(segment.start, segment.end):
        traits.add("dated")
    return traits
