"""Links of a list's entries: the title's own, else the sort of link that does best over all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import chain, islice

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
PLAIN_STARTS = ("/", "h")  # of addresses; none of those that lead to no page begins so

Key = tuple[int, int]  # the kinds of a link and of what is around it


class LinkOptions:
    """The links of each segment, and how good each sort of link is as the entry's.

    links:       of each segment; buttons to share or comment are none
    hrefs:       where each of them leads
    permalinks:  by microformats, of each segment
    to_sections: the addresses of sections, tags or authors
    """

    def __init__(self, segments: Sequence[Segment], page: Page) -> None:
        self.hrefs: dict[Node, str] = {}
        self.links = [self._links_of(segment, page) for segment in segments]
        starts = frozenset(segment.start for segment in segments)
        keys = {link: _key(link, starts) for link in self.hrefs}
        numbers = sampled(len(segments))
        few = [self.links[n] for n in numbers]
        has_formats = "u-url" in " ".join([link.attrs.get("class") or "" for link in self.hrefs])
        self.permalinks = [_permalink(own) if has_formats else None for own in self.links]
        self.to_sections = _to_sections(few, self.hrefs, page)
        scores = self._scores(few, [segments[n] for n in numbers], keys, page)
        self._ranks = {
            link: (scores.get(keys[link], 0.0), href not in self.to_sections)
            for link, href in self.hrefs.items()
        }

    @cached_property
    def best(self) -> list[Node | None]:
        """The best link of each segment; None where it has none that most others have too.

        In a segment with a class of its own, it is the link of most others' shape.
        """
        ranked = [max(links, key=self._ranks.__getitem__, default=None) for links in self.links]
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
        return self._ranks[link][0]

    def link_of(self, title: TitleOption | None, number: int) -> Node | None:
        """The link in or around the title of a segment; one to a section only where there is no other."""
        touching = [link for link in self.links[number] if title.touches(link)] if title is not None else []
        own = (link for link in touching if self.hrefs[link] not in self.to_sections)
        return next(own, touching[0] if touching else None)

    def lone_link(self, number: int, anchor: Node) -> Node | None:
        """The link that an entry grew from, or its only one."""
        links = self.links[number]
        if anchor in links:
            return anchor
        return links[0] if len({self.hrefs[link] for link in links}) == 1 else None

    def _links_of(self, segment: Segment, page: Page) -> list[Node]:
        """The links of a segment, one around it first."""
        found = page.links_in(segment.start, segment.end)[:MAX_LINKS]
        outer = segment.anchor.parent
        if outer is not None and outer.region & LINKED:
            found = [n for n in segment.anchor.ancestors() if n.tag == "a" and n.get("href")] + found
        named = page.named_url(segment.start, segment.end)
        if named is not None and named not in found:
            found.append(named)
        own = []
        for link in found:
            href = address(link)
            if leads_on(href):
                self.hrefs[link] = href
                own.append(link)
        return own

    def _scores(
        self,
        links: Sequence[Sequence[Node]],
        segments: Sequence[Segment],
        keys: dict[Node, Key],
        page: Page,
    ) -> dict[Key, float]:
        """How good each sort of link is: had by all entries, each leading elsewhere, to one shape."""
        by_key: dict[Key, list[str]] = defaultdict(list)
        repeated: Counter[Key] = Counter()
        aside: Counter[Key] = Counter()
        for own, segment in zip(links, segments, strict=True):
            times = Counter([self.hrefs[link] for link in own])
            for key, link in self._one_of_each(own, keys).items():
                href = self.hrefs[link]
                by_key[key].append(href)
                repeated[key] += times[href] > 1
                aside[key] += is_aside(link, segment, page) and not words.MORE_CLASS.search(link.get("class"))
        scores = {}
        for key, hrefs in by_key.items():
            n = len(hrefs)
            score = n / len(links) * len(set(hrefs)) / n
            score *= 0.6 + 0.4 * max(Counter(map(shape, hrefs)).values()) / n
            score *= (1.0 + 0.3 * repeated[key] / n) * (1.0 - 0.7 * aside[key] / n)
            scores[key] = score * (0.5 if hrefs[0].startswith("#") else 1.0)
        return scores

    def _one_of_each(self, links: Sequence[Node], keys: dict[Node, Key]) -> dict[Key, Node]:
        """The first link of each sort; of a sort that leads to sections too, the first that does not."""
        found: dict[Key, Node] = {}
        for link in links:
            known = found.setdefault(keys[link], link)
            if (
                known is not link
                and self.hrefs[known] in self.to_sections
                and self.hrefs[link] not in self.to_sections
            ):
                found[keys[link]] = link
        return found


def links(
    options: LinkOptions, titles: Sequence[TitleOption | None], segments: Sequence[Segment]
) -> list[Node | None]:
    """The link of each segment; where none is like others', the one that it grew from, or its only one."""
    chosen = []
    for number, title in enumerate(titles):
        own = options.permalinks[number] or options.link_of(title, number)
        best = options.best[number]
        if best is not None and (
            own is None or (options.hrefs[own].startswith("#") and options.score(best) > MIN_SURE_SCORE)
        ):
            own = best
        chosen.append(own or options.lone_link(number, segments[number].anchor))
    return chosen


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


def _to_sections(links: Sequence[Sequence[Node]], hrefs: dict[Node, str], page: Page) -> frozenset[str]:
    """The addresses of sections, and all of the shapes that most of these have.

    To a section several segments link, always by a name that no other address has.
    """
    several = [{hrefs[link]: link for link in own} for own in links if len(own) > 1]
    times = Counter(chain.from_iterable(several))
    if max(times.values(), default=0) < 2:
        return frozenset()
    texts: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    for own in several:
        for href, link in own.items():
            text = page.text(link.index, link.end)
            texts[href].add(text)
            named[text].add(href)
    found = {href for href, own in texts.items() if times[href] > 1 and len(own) == 1 == len(named[min(own)])}
    if not found:
        return frozenset()
    all_of_shape, sections = Counter[object](), Counter[object]()
    for href, count in times.items():
        all_of_shape[shape(href)] += count
        sections[shape(href)] += count * (href in found)
    shapes = {one for one, count in all_of_shape.items() if sections[one] * 2 >= count}
    return frozenset(href for href in hrefs.values() if href in found or shape(href) in shapes)


def leads_on(href: str) -> bool:
    """Return whether an address can be an entry's: it leads to a page, and is no button to share."""
    if not href.startswith(PLAIN_STARTS) and (href in ("", "#") or href.lower().startswith(words.NO_PAGES)):
        return False
    return "=" not in href or words.SHARER.search(href.lower()) is None


def _key(link: Node, starts: frozenset[int]) -> Key:
    """The shapes of a link and of what is around it; not of an entry: it may have classes of topics."""
    around = link.parent
    return link.kind, around.kind if around is not None and around.index not in starts else -1
