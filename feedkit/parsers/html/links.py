"""Links of a list's entries: the title's own, else the sort of link that does best over all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.link_targets import address, shape
from feedkit.parsers.html.outline import LINKED, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.titles import TitleOption, is_aside, sampled

MAX_LINKS = 60  # of one segment
MAX_LEVELS_OF_FORMAT = 8  # around a link, up to the microformat that it is part of
MIN_SCORE = 0.35  # of a link that is not the title's own
MIN_SURE_SCORE = 0.8  # of one that is taken before the title's own if that leads to a part of this page


@dataclass(frozen=True, slots=True)
class _Sections:
    """Addresses of sections, tags or authors, and the shapes that most such addresses have."""

    addresses: frozenset[str]
    shapes: frozenset[object]

    def hold(self, link: Node) -> bool:
        """Return whether a link leads to a section."""
        href = address(link)
        return href in self.addresses or shape(href) in self.shapes


@dataclass(frozen=True)
class LinkOptions:
    """The links of each segment, and how good each sort of link is as the entry's."""

    links: list[list[Node]]
    permalinks: list[Node | None]  # by microformats
    scores: dict[tuple[int, int], float]
    sections: _Sections
    starts: frozenset[int]  # of the segments

    @cached_property
    def best(self) -> list[Node | None]:
        """The best link of each segment; None where it has none that most others have too.

        In a segment with a class of its own, it is the link of most others' shape.
        """
        ranked = [max(links, key=self._rank, default=None) for links in self.links]
        found = [best if best is not None and self.score(best) > MIN_SCORE else None for best in ranked]
        kinds = Counter(best.kind for best in found if best is not None and best.get("class"))
        usual, often = kinds.most_common(1)[0] if kinds else (-1, 0)
        if often * 2 <= len(found):
            return found
        return [
            best or next((link for link in links if link.kind == usual), None)
            for best, links in zip(found, self.links, strict=True)
        ]

    def score(self, link: Node) -> float:
        return self.scores.get(_key(link, self.starts), 0.0)

    def _rank(self, link: Node) -> tuple[float, bool]:
        return self.score(link), not self.sections.hold(link)


def link_options(segments: Sequence[Segment], page: Page) -> LinkOptions:
    """Weigh the links of all segments together."""
    found = [_links_of(segment, page) for segment in segments]
    numbers = sampled(len(segments))
    few = [found[n] for n in numbers]
    sections = _sections(few, page)
    permalinks = [_permalink(own) for own in found]
    starts = frozenset(segment.start for segment in segments)
    scores = _scores(few, [segments[n] for n in numbers], sections, starts, page)
    return LinkOptions(found, permalinks, scores, sections, starts)


def links(
    options: LinkOptions, titles: Sequence[TitleOption | None], segments: Sequence[Segment]
) -> list[Node | None]:
    """The link of each segment; where none is like others', the one that it grew from, or its only one."""
    chosen = []
    for number, title in enumerate(titles):
        own = options.permalinks[number] or _link_of(title, options.links[number], options.sections)
        best = options.best[number]
        if best is not None and (
            own is None or (address(own).startswith("#") and options.score(best) > MIN_SURE_SCORE)
        ):
            own = best
        chosen.append(own or _lone_link(options.links[number], segments[number].anchor))
    return chosen


def _lone_link(links: Sequence[Node], anchor: Node) -> Node | None:
    """The link that an entry grew from, or its only one."""
    if anchor in links:
        return anchor
    return links[0] if len(set(map(address, links))) == 1 else None


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


def _permalink(links: Sequence[Node]) -> Node | None:
    """The link that microformats call the entry's own: not that of its author, or of a post it cites."""
    for link in links:
        if words.PERMALINK_CLASS.search(link.get("class")) and not words.INNER_FORMAT.search(
            link.get("class")
        ):
            around = (node.get("class") for node in islice(link.ancestors(), MAX_LEVELS_OF_FORMAT))
            inner = next((names for names in around if words.FORMAT_CLASS.search(names)), "")
            if not words.INNER_FORMAT.search(inner):
                return link
    return None


def _sections(links: Sequence[Sequence[Node]], page: Page) -> _Sections:
    """The sections that segments name: several link there, always by a name that no other address has."""
    texts: dict[str, set[str]] = defaultdict(set)
    hrefs: dict[str, set[str]] = defaultdict(set)
    times: Counter[str] = Counter()
    for own in links:
        if len(own) > 1:
            for href, link in {address(link): link for link in own}.items():
                text = page.text(link.index, link.end)
                texts[href].add(text)
                hrefs[text].add(href)
                times[href] += 1
    found = {href for href, own in texts.items() if times[href] > 1 and len(own) == 1 == len(hrefs[min(own)])}
    all_of_shape, named = Counter[object](), Counter[object]()
    for href, count in times.items():
        all_of_shape[shape(href)] += count
        named[shape(href)] += count * (href in found)
    shapes = {one for one, count in all_of_shape.items() if named[one] * 2 >= count}
    return _Sections(frozenset(found), frozenset(shapes))


def leads_on(href: str) -> bool:
    """Return whether an address can be an entry's: it leads to a page, and is no button to share."""
    href = href.lower()
    return (
        bool(href)
        and href != "#"
        and not href.startswith(words.NO_PAGES)
        and not ("=" in href and words.SHARER.search(href))
    )


def _link_of(title: TitleOption | None, links: Sequence[Node], sections: _Sections) -> Node | None:
    """The link in or around a title; one to a section only where there is no other."""
    if title is None:
        return None
    touching = [link for link in links if title.touches(link)]
    return next((link for link in touching if not sections.hold(link)), touching[0] if touching else None)


def _key(link: Node, starts: frozenset[int]) -> tuple[int, int]:
    """The shapes of a link and of what is around it; not of an entry: it may have classes of topics."""
    around = link.parent
    return link.kind, around.kind if around is not None and around.index not in starts else -1


def _one_of_each(
    links: Sequence[Node], sections: _Sections, starts: frozenset[int]
) -> dict[tuple[int, int], Node]:
    """The first link of each sort; of a sort that leads to sections too, the first that does not."""
    found: dict[tuple[int, int], Node] = {}
    for link in links:
        known = found.setdefault(key := _key(link, starts), link)
        if known is not link and sections.hold(known) and not sections.hold(link):
            found[key] = link
    return found


def _scores(
    links: Sequence[Sequence[Node]],
    segments: Sequence[Segment],
    sections: _Sections,
    starts: frozenset[int],
    page: Page,
) -> dict[tuple[int, int], float]:
    """How good each sort of link is: had by all entries, leading elsewhere each, addresses of one shape."""
    by_key: dict[tuple[int, int], list[Node]] = defaultdict(list)
    repeated: Counter[tuple[int, int]] = Counter()
    aside: Counter[tuple[int, int]] = Counter()
    for own, segment in zip(links, segments, strict=True):
        times = Counter(map(address, own))
        for key, link in _one_of_each(own, sections, starts).items():
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
