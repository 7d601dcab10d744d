"""What speaks against a list that was taken: entries that differ, and what looks like more beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from feedkit.model import Entry
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.choice import Choice
from feedkit.parsers.html.link_targets import address, lead, shape
from feedkit.parsers.html.outline import HIDDEN
from feedkit.parsers.html.page import Page

MIN_SHARE = 0.01  # of the entries, that a doubt is about
MIN_TITLE_LENGTH = 8  # letters of a link that may be an entry
ELSEWHERE = words.WITHOUT_ENTRIES | words.BESIDE_LISTS | words.ENDS | HIDDEN


@dataclass(frozen=True)
class TakenList:
    """The entries of a list, and the page that it was found on."""

    entries: Sequence[Entry]
    choice: Choice
    page: Page

    @cached_property
    def gaps(self) -> list[tuple[int, int]]:
        """The ranges of the page before, between and after the entries."""
        segments = self.choice.segments
        starts = [0, *(segment.end for segment in segments)]
        ends = [*(segment.start for segment in segments), len(self.page.nodes)]
        return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]

    @cached_property
    def leads(self) -> list[str]:
        """Where its segments lead, as the page writes it."""
        links = (lead(segment, self.page) for segment in self.choice.segments)
        return [address(link) for link in links if link is not None]

    def share_with(self, has: Callable[[Entry], object]) -> float:
        """The share of the entries that have something."""
        return len([*filter(has, self.entries)]) / len(self.entries)


def _partly(has: Callable[[Entry], object]) -> Callable[[TakenList], float]:
    """Return how many entries differ from the others: have something, or lack it."""

    def measure(taken: TakenList) -> float:
        share = taken.share_with(has)
        return min(share, 1 - share)

    return measure


def _same_titles(taken: TakenList) -> float:
    titles = [entry.title for entry in taken.entries if entry.title]
    return (len(titles) - len(set(titles))) / len(taken.entries)


def _links_beside(taken: TakenList) -> float:
    """Links to addresses like those of the entries, and to none of them."""
    known = set(taken.leads)
    shapes = set(map(shape, known))
    page = taken.page
    found = {
        href
        for start, end in taken.gaps
        for link in page.links_in(start, end)
        if not link.region & ELSEWHERE
        and (href := address(link)) not in known
        and shape(href) in shapes
        and page.letters(link.index, link.end) >= MIN_TITLE_LENGTH
    }
    return len(found) / len(taken.entries)


def _headings_beside(taken: TakenList) -> float:
    page = taken.page
    found = [
        heading
        for start, end in taken.gaps
        for heading in page.headings_in(start, end)
        if not heading.region & ELSEWHERE and page.has_link(heading.index, heading.end)
    ]
    return len(found) / len(taken.entries)


def _dates_beside(taken: TakenList) -> float:
    found = [
        mention
        for start, end in taken.gaps
        for mention in taken.page.dates_in(start, end)
        if mention.full and not mention.node.region & ELSEWHERE
    ]
    return len(found) / len(taken.entries)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that speaks against a list.

    reason:   for people
    weight:   how much it takes from the logarithm of the odds that the feed is whole
    measure:  how often it is found, for each entry
    """

    reason: str
    weight: float
    measure: Callable[[TakenList], float]


DOUBTS = (  # docs/accuracy.md has how often feeds are whole with each
    Doubt("only some of its entries have dates", 1.5, _partly(attrgetter("published"))),
    Doubt("only some of its entries have links", 1.2, _partly(attrgetter("url"))),
    Doubt("links like those of its entries stand beside it", 1.2, _links_beside),
    Doubt("several of its entries have the same title", 0.8, _same_titles),
    Doubt("only some of its entries have authors", 0.8, _partly(attrgetter("authors"))),
    Doubt("linked headings stand beside it", 0.7, _headings_beside),
    Doubt("dates stand beside it", 0.5, _dates_beside),
    Doubt("only some of its entries have texts", 0.3, _partly(lambda entry: entry.summary or entry.content)),
)


def doubts(entries: Sequence[Entry], choice: Choice, page: Page) -> list[Doubt]:
    """Return what speaks against a list, the weightiest first."""
    taken = TakenList(entries, choice, page)
    return [doubt for doubt in DOUBTS if doubt.measure(taken) > MIN_SHARE]
