"""Links of a list's entries: the title's own, else the sort of link that does best over all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from feedkit.parsers.html import vocabulary as words
from feedkit.parsers.html.marks import Marks
from feedkit.parsers.html.outline import Node, Outline
from feedkit.parsers.html.scoring import shape
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.titles import Piece, is_aside

MOST_LINKS = 60  # of one segment
LEAST_WORTH = 0.35  # of a link that is not the title's own


def links(
    segments: Sequence[Segment], titles: Sequence[Piece | None], page: Outline, marks: Marks
) -> list[str]:
    """The address each segment leads to, as the page writes it; "" where it leads nowhere."""
    offers = [_links_of(segment, page, marks) for segment in segments]
    ranks = _ranks(offers, segments, page)
    chosen = []
    for piece, offer in zip(titles, offers, strict=True):
        own = _link_of(piece, offer)
        best = max(offer, key=lambda link: ranks[_key(link, page)], default=None)
        worth = ranks[_key(best, page)] if best is not None else 0.0
        if worth > LEAST_WORTH and (own is None or (address(own).startswith("#") and worth > 0.8)):
            own = best
        chosen.append(address(own) if own is not None else "")
    return chosen


def address(node: Node) -> str:
    """Where a link, or microdata's `url`, leads."""
    return (node.get("href") or node.get("content")).strip()


def _links_of(segment: Segment, page: Outline, marks: Marks) -> list[Node]:
    """The links of a segment, one around it first; buttons to share or comment are none."""
    around = [node for node in segment.anchor.ancestors() if node.tag == "a" and node.get("href")]
    inside = marks.links_in(segment.start, segment.end)[:MOST_LINKS]
    named = [n for n in page.nodes[segment.start : segment.end] if n.attrs and n.get("itemprop") == "url" and n.tag != "a"]
    return [link for link in (*around, *inside, *named) if leads_on(address(link))]


def leads_on(href: str) -> bool:
    """Can an address be an entry's: does it lead to a page, and is it no button to share?"""
    href = href.lower()
    return bool(href) and href != "#" and not href.startswith(words.NO_PAGES) and not words.SHARER.search(href)


def _link_of(piece: Piece | None, offer: Sequence[Node]) -> Node | None:
    """The link in or around a title."""
    if piece is None:
        return None
    return next((link for link in offer if piece.node.holds(link) or link.holds(piece.node)), None)


def _key(link: Node, page: Outline) -> tuple[int, int]:
    return (page.shapes.kind(link), page.shapes.kind(link.parent) if link.parent else -1)


def _ranks(
    offers: Sequence[Sequence[Node]], segments: Sequence[Segment], page: Outline
) -> dict[tuple[int, int], float]:
    """How good each sort of link is: had by all entries, each leading elsewhere, to addresses of one shape."""
    kin: dict[tuple[int, int], list[Node]] = defaultdict(list)
    repeated: Counter[tuple[int, int]] = Counter()
    aside: Counter[tuple[int, int]] = Counter()
    for offer, segment in zip(offers, segments, strict=True):
        times = Counter(map(address, offer))
        for key, link in {_key(link, page): link for link in reversed(offer)}.items():
            kin[key].append(link)
            repeated[key] += times[address(link)] > 1
            aside[key] += is_aside(link, segment, page) and not words.MORE_CLASS.search(link.get("class"))
    ranks = {}
    for key, group in kin.items():
        n = len(group)
        hrefs = [address(link) for link in group]
        worth = n / len(offers) * len(set(hrefs)) / n
        worth *= 0.6 + 0.4 * Counter(map(shape, hrefs)).most_common(1)[0][1] / n
        worth *= (1.0 + 0.3 * repeated[key] / n) * (1.0 - 0.7 * aside[key] / n)
        ranks[key] = worth * (0.5 if hrefs[0].startswith("#") else 1.0)
    return ranks
