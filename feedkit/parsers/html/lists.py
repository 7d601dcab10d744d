"""Which elements of a page are its entries?"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.candidates import Candidate, candidates
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.scoring import Evidence, address, at_a_glance, at_length, is_generic, lead, shape
from feedkit.parsers.html.segments import Segment

# What the anchors of a cut weigh at a glance; it only decides which cuts are looked at at length.
GLANCE_WEIGHTS = {
    "many": 5.08,
    "share of dates": 4.4,
    "anchor in heading": 3.81,
    "letters of titles": 3.14,
    "in main": 1.92,
    "by item": 1.74,
    "fragments": -1.61,
    "beside the lists": -1.56,
    "by heading": -1.45,
    "dated links": 1.44,
    "by date": 1.18,
    "distinct links": 0.87,
    "text each": -0.64,
    "dates each": 0.37,
    "by element": -0.36,
    "share of text": 0.33,
}
# The weight of each piece of evidence (see `scoring`), fitted on labelled pages so that the best cut of a
# page scores highest, and every cut of a page without entries scores below 0.
WEIGHTS = {
    "bias": -10.51,
    "day headings": -4.0,
    "single posting": -4.0,
    "many": 3.66,
    "share of dates": 3.23,
    "share of text": 3.14,
    "lopsided": -2.49,
    "fragments": -2.36,
    "one shape": 1.99,
    "several leads": -1.93,
    "dated links": 1.85,
    "distinct links": 1.76,
    "in footer": -1.72,
    "several headings": -1.67,
    "prose": 1.59,
    "one date": 1.47,
    "articles": 1.3,
    "deep": 1.23,
    "a pair": 1.18,
    "crowded": -1.14,
    "titled": 1.1,
    "same site": 1.02,
    "dense": 0.94,
    "left out": -0.88,
    "partly dated": 0.81,
    "dated": 0.8,
    "in comments": -0.72,
    "distinct titles": 0.68,
    "short titles": -0.57,
    "in main": 0.54,
    "in share": -0.53,
    "late": -0.51,
    "linked": -0.47,
    "anchor in heading": 0.46,
    "in labels": -0.46,
    "generic titles": -0.29,
    "complete": -0.22,
    "date titles": -0.17,
    "headed": 0.08,
    "in side": 0.01,
}
MOST_CUTS = 8  # of one page that are looked at at length
CONFIDENCE_GROWTH, CONFIDENT_AT = 0.33, 0.15  # benchmarks/fit.py prints the shares behind them
WEIGHTY, MOST_REASONS = 0.5, 5
MOST_LINKS = 20  # of one segment that are looked at
LEAST_TEXT = 20  # characters beside the links of an entry whose links say nothing
ESSENTIAL = frozenset(("linked", "says something"))
NEARLY_ALL = 0.9
MANY_LEFT_OUT = 0.3  # of the elements beside its entries that look like them: what they lack does not tell
MOST = 0.8  # the share of entries whose common trait the others must have to stay
CLOSE = 2.0  # of two lists whose scores differ by less, the one that holds the other is taken


@dataclass(frozen=True, slots=True)
class Scored:
    """A cut and what it is worth; a score above 0 is a list of entries."""

    cut: Candidate
    score: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Choice:
    """The list that was taken, and the others, best first."""

    segments: tuple[Segment, ...]
    taken: Scored
    rivals: tuple[Scored, ...]


def choose(page: Page) -> Choice | None:
    """The list of a page's entries; None where nothing looks like one."""
    found = ranked(page)
    if not found or found[0].score <= 0:
        return None
    return take(found, page)


def take(found: Sequence[Scored], page: Page) -> Choice:
    """The best of some lists, with what continues it and without what is odd in it."""
    best = _widest(found, page)
    segments = _kept(best.cut.segments, page)
    return Choice(tuple(segments), best, tuple(_rivals(segments, found)))


def _rivals(segments: Sequence[Segment], found: Sequence[Scored]) -> Iterator[Scored]:
    """The lists that lie elsewhere on the page, each place once."""
    taken = [(segment.start, segment.end) for segment in segments]
    for other in found:
        places = [anchor.index for anchor in other.cut.anchors]
        inside = sum(bisect_left(places, end) - bisect_left(places, start) for start, end in taken)
        if inside * 2 < len(places):
            taken.append((places[0], places[-1] + 1))
            yield other


def confidence(taken: Scored) -> float:
    """How likely a list is right as it stands, from 0 to 1: fitted on pages held back from the weights."""
    return round(1.0 / (1.0 + exp(CONFIDENT_AT - CONFIDENCE_GROWTH * taken.score)), 2)


def reasons(taken: Scored) -> tuple[str, ...]:
    """What makes or keeps the list from being sure, the weightiest first, for people."""
    weighed = sorted(
        ((WEIGHTS[name] * value, name) for name, value in taken.evidence.items() if name in words.GROUNDS),
        key=lambda one: (-abs(one[0]), one[1]),
    )
    return tuple(words.GROUNDS[name][weight < 0] for weight, name in weighed if abs(weight) >= WEIGHTY)[
        :MOST_REASONS
    ]


def why_not(other: Scored, taken: Scored) -> str:
    """The evidence that most parts a list from the one that was taken."""
    behind = {name: WEIGHTS[name] * (taken.evidence[name] - other.evidence[name]) for name in words.REASONS}
    return words.REASONS[max(behind, key=lambda name: behind[name])]


def ranked(page: Page) -> list[Scored]:
    """The cuts of a page, best first; only those that do well at a glance are looked at at length."""
    found = glanced(candidates(page), page)[:MOST_CUTS]
    return sorted((scored(cut, page) for cut in found), key=lambda s: -s.score)


def glanced(found: Sequence[Candidate], page: Page) -> list[Candidate]:
    """Cuts in the order of their worth at a glance."""
    if len(found) <= MOST_CUTS:
        return list(found)
    return sorted(found, key=lambda cut: -_weigh(at_a_glance(cut, page), GLANCE_WEIGHTS))


def scored(cut: Candidate, page: Page) -> Scored:
    """What a cut is worth, looked at at length."""
    evidence = at_length(cut, page)
    return Scored(cut, WEIGHTS["bias"] + _weigh(evidence, WEIGHTS), evidence)


def _weigh(evidence: Evidence, weights: Mapping[str, float]) -> float:
    return sum(weights[name] * value for name, value in evidence.items())


def _widest(found: Sequence[Scored], page: Page) -> Scored:
    """The best list, or one nearly as good that continues it: a hero and a grid, a month and the next."""
    best = found[0]
    for other in found[1:]:
        if other.score < max(0.0, found[0].score - CLOSE):
            break
        if len(other.cut.anchors) > len(best.cut.anchors) and _continues(other, best, page):
            best = other
    return best


def _continues(other: Scored, best: Scored, page: Page) -> bool:
    """Does a wider list hold all entries of the best one, and besides only what is like them?"""
    leads = {_lead_address(segment, page) for segment in best.cut.segments}
    wider = [(segment, _lead_address(segment, page)) for segment in other.cut.segments]
    more = [(segment, href) for segment, href in wider if href not in leads]
    if len(more) + len(leads) != len(wider) or not leads <= {href for _, href in wider}:
        return False
    inside = [(segment.start, segment.end) for segment in best.cut.segments]
    if any(not _stands_alone(segment, inside, page) for segment, _ in more):
        return False
    shapes = set(map(shape, leads))
    alike = (
        best.evidence["left out"] > MANY_LEFT_OUT and other.evidence["left out"] < best.evidence["left out"]
    )
    region = page.nodes[best.cut.segments[0].start].region
    return all(
        shape(href) in shapes
        and not page.nodes[segment.start].region & ~region & words.NOT_LISTS
        and (best.evidence["dated"] < MOST or alike or page.has_date(segment.start, segment.end))
        for segment, href in more
    )


def _stands_alone(segment: Segment, others: Sequence[tuple[int, int]], page: Page) -> bool:
    """Is a segment apart from others, or has it at least a heading and a date of its own?"""
    if all(end <= segment.start or segment.end <= start for start, end in others):
        return True
    start, end = segment.start, segment.end
    return page.has_date(start, end) and page.has_heading(start, end)


def _lead_address(segment: Segment, page: Page) -> str:
    link = lead(segment, page)
    return address(link) if link is not None else ""


def _kept(segments: Sequence[Segment], page: Page) -> list[Segment]:
    """The segments without the odd ones: pagers, boxes that lack what nearly all others have."""
    traits = [_traits(segment, page) for segment in segments]
    usual = {
        trait
        for trait, times in Counter(trait for own in traits for trait in own).items()
        if times >= (MOST if trait in ESSENTIAL else NEARLY_ALL) * len(segments)
    }
    kept = [
        segment
        for segment, own in zip(segments, traits, strict=True)
        if not usual & ESSENTIAL - own and len(usual - own) < 2
    ]
    return kept if len(kept) >= MOST * len(segments) else list(segments)


def _traits(segment: Segment, page: Page) -> set[object]:
    """What a segment has of what entries of one list share."""
    link = lead(segment, page)
    links = page.links_in(segment.start, segment.end)[:MOST_LINKS]
    plain = page.letters(segment.start, segment.end) - page.link_letters(segment.start, segment.end)
    headed = page.has_heading(segment.start, segment.end)
    says = (
        plain > LEAST_TEXT
        or headed
        or not links
        or any(not is_generic(page.text(n.index, n.end)) or n.get("title") for n in links)
    )
    traits: set[object] = {("look", page.nodes[segment.start].kind)}
    if link is not None:
        traits |= {"linked", shape(address(link))}
    if says:
        traits.add("says something")
    if headed:
        traits.add("headed")
    if page.has_date(segment.start, segment.end):
        traits.add("dated")
    return traits
