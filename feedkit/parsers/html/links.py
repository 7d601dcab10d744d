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
from feedkit.parsers.html.titles import TitleOption, is_aside, sampled

MAX_LINKS = 60  # of one segment
MIN_SCORE = 0.35  # of a link that is not the title's own
MIN_SURE_SCORE = 0.8  # of one that is taken before the title's own if that leads to a part of this page


@dataclass(frozen=True)
class LinkOptions:
    """The links of each segment, and how good each sort of link is as the entry's."""

    links: list[list[Node]]
    scores: dict[tuple[int, int], float]

    @cached_property
    def best(self) -> list[Node | None]:
        """The best link of each segment; None where it has none that most others have too."""
        found = [max(links, key=self.score, default=None) for links in self.links]
        return [best if best is not None and self.score(best) > MIN_SCORE else None for best in found]

    def score(self, link: Node) -> float:
        return self.scores.get(_key(link), 0.0)


def link_options(segments: Sequence[Segment], page: Page) -> LinkOptions:
    """Weigh the links of all segments together."""
    found = [_links_of(segment, page) for segment in segments]
    numbers = sampled(len(segments))
    return LinkOptions(found, _scores([found[n] for n in numbers], [segments[n] for n in numbers], page))


def links(options: LinkOptions, titles: Sequence[TitleOption | None]) -> list[Node | None]:
    """The link of each segment."""
    chosen = []
    for number, title in enumerate(titles):
        own = _link_of(title, options.links[number])
        best = options.best[number]
        if best is not None and (
            own is None or (address(own).startswith("#") and options.score(best) > MIN_SURE_SCORE)
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
    inside = page.links_in(segment.start, segment.end)[:MAX_LINKS]
    named = page.named_url(segment.start, segment.end)
    found = (*around, *inside) if named is None or named in inside else (*around, *inside, named)
    return [link for link in found if leads_on(address(link))]


def leads_on(href: str) -> bool:
    """Return whether an address can be an entry's: it leads to a page, and is no button to share."""
    href = href.lower()
    return (
        bool(href)
        and href != "#"
        and not href.startswith(words.NO_PAGES)
        and not ("=" in href and words.SHARER.search(href))
    )


def _link_of(title: TitleOption | None, links: Sequence[Node]) -> Node | None:
    """The link in or around a title."""
    if title is None:
        return None
    return next((link for link in links if title.touches(link)), None)


def _key(link: Node) -> tuple[int, int]:
    return (link.kind, link.parent.kind if link.parent else -1)


def _scores(
    links: Sequence[Sequence[Node]], segments: Sequence[Segment], page: Page
) -> dict[tuple[int, int], float]:
    """How good each sort of link is: had by all entries, leading elsewhere each, addresses of one shape."""
    by_key: dict[tuple[int, int], list[Node]] = defaultdict(list)
    repeated: Counter[tuple[int, int]] = Counter()
    aside: Counter[tuple[int, int]] = Counter()
    for own, segment in zip(links, segments, strict=True):
        times = Counter(map(address, own))
        for key, link in {_key(link): link for link in reversed(own)}.items():
            by_key[key].append(link)
            repeated[key] += times[address(link)] > 1
            aside[key] += is_aside(link, segment, page) and not words.MORE_CLASS.search(link.get("class"))
    scores = {}
    for key, group in by_key.items():
        n = len(group)
        hrefs = [address(link) for link in group]
        score = n / len(links) * len(set(hrefs)) / n
        score *= 0.6 + 0.4 * Counter(map(shape, hrefs)).most_common(1)[0][1] / n
        score *= (1.0 + 0.3 * repeated[key] / n) * (1.0 - 0.7 * aside[key] / n)
        scores[key] = score * (0.5 if hrefs[0].startswith("#") else 1.0)
    return scores
