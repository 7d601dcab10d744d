"""Links of a list's entries: the title's own, else the sort of link that does best over all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.link_targets import address, shape
from feedkit.parsers.html.outline import LINKED, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.titles import Piece, is_aside, sampled

MOST_LINKS = 60  # of one segment
LEAST_WORTH = 0.35  # of a link that is not the title's own
SURE_WORTH = 0.8  # of one that is taken before the title's own if that leads to a part of this page


@dataclass(frozen=True)
class Offers:
    """The links of each segment, and how good each sort of link is as the entry's."""

    links: list[list[Node]]
    ranks: dict[tuple[int, int], float]
    page: Page

    @cached_property
    def best(self) -> list[Node | None]:
        """The best link of each segment; None where it has none that most others have too."""
        found = [max(links, key=self.worth, default=None) for links in self.links]
        return [best if best is not None and self.worth(best) > LEAST_WORTH else None for best in found]

    def worth(self, link: Node) -> float:
        return self.ranks.get(_key(link, self.page), 0.0)


def offers(segments: Sequence[Segment], page: Page) -> Offers:
    """Weigh the links of all segments together."""
    found = [_links_of(segment, page) for segment in segments]
    places = sampled(len(segments))
    return Offers(found, _ranks([found[p] for p in places], [segments[p] for p in places], page), page)


def links(offered: Offers, titles: Sequence[Piece | None]) -> list[Node | None]:
    """The link of each segment."""
    chosen = []
    for place, piece in enumerate(titles):
        own = _link_of(piece, offered.links[place])
        best = offered.best[place]
        if best is not None and (
            own is None or (address(own).startswith("#") and offered.worth(best) > SURE_WORTH)
        ):
            own = best
        chosen.append(own)
    return chosen


def _links_of(segment: Segment, page: Page) -> list[Node]:
    """The links of a segment, one around it first; buttons to share or comment are none."""
    anchor = segment.anchor
    around = (
        [n for n in anchor.ancestors() if n.tag == "a" and n.get("href")] if anchor.region & LINKED else []
    )
    inside = page.links_in(segment.start, segment.end)[:MOST_LINKS]
    named = page.named_url(segment.start, segment.end)
    offer = (*around, *inside) if named is None or named in inside else (*around, *inside, named)
    return [link for link in offer if leads_on(address(link))]


def leads_on(href: str) -> bool:
    """Can an address be an entry's: does it lead to a page, and is it no button to share?"""
    href = href.lower()
    return (
        bool(href)
        and href != "#"
        and not href.startswith(words.NO_PAGES)
        and not ("=" in href and words.SHARER.search(href))
    )


def _link_of(piece: Piece | None, offer: Sequence[Node]) -> Node | None:
    """The link in or around a title."""
    if piece is None:
        return None
    return next((link for link in offer if piece.touches(link)), None)


def _key(link: Node, page: Page) -> tuple[int, int]:
    return (link.kind, link.parent.kind if link.parent else -1)


def _ranks(
    offers: Sequence[Sequence[Node]], segments: Sequence[Segment], page: Page
) -> dict[tuple[int, int], float]:
    """How good each sort of link is: had by all entries, leading elsewhere each, addresses of one shape."""
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
