"""Which elements of a page are its entries?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedkit.parsers.html import vocabulary as words
from feedkit.parsers.html.embedded import Head
from feedkit.parsers.html.marks import Marks
from feedkit.parsers.html.outline import Node, Outline
from feedkit.parsers.html.scoring import evidence, is_generic, lead
from feedkit.parsers.html.segments import Cut, Segment, cuts

# The weight of each piece of evidence (see `scoring`), fitted on labelled pages so that the best cut of a page
# scores highest, and every cut of a page without entries scores below 0.
WEIGHTS = {
    "bias": -6.44,
    "single posting": -3.0,
    "share of dates": 2.83,
    "many": 2.81,
    "one shape": 2.02,
    "distinct links": 1.92,
    "anchor in heading": 1.82,
    "several leads": -1.7,
    "prose": 1.55,
    "in menu": -1.43,
    "articles": 1.31,
    "dated links": 1.31,
    "fragments": -1.21,
    "one date": 1.11,
    "dated": 1.1,
    "share of text": 1.0,
    "a pair": -0.92,
    "left out": -0.92,
    "short titles": -0.86,
    "deep": 0.85,
    "dense": -0.83,
    "crowded": -0.82,
    "in footer": -0.69,
    "same site": 0.68,
    "in comments": -0.65,
    "several headings": -0.46,
    "complete": 0.37,
    "partly dated": 0.34,
    "date titles": -0.32,
    "in side": -0.28,
    "generic titles": 0.27,
    "in banner": -0.22,
    "distinct titles": 0.21,
    "in share": -0.19,
    "in pager": -0.15,
    "headed": 0.13,
    "titled": 0.13,
    "in labels": -0.12,
    "linked": 0.12,
    "alike": -0.03,
    "in main": -0.03,
    "late": 0.01,
}
MOST = 0.8  # the share of entries whose common trait the others must have to stay
CLOSE = 1.0  # of two lists whose scores differ by less, the one that holds the other is taken


@dataclass(frozen=True, slots=True)
class Scored:
    """A cut and what it is worth; a score above 0 is a list of entries."""

    cut: Cut
    score: float
    evidence: dict[str, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """The list that was taken, and the others, best first."""

    segments: tuple[Segment, ...]
    taken: Scored
    rivals: tuple[Scored, ...]


def choose(page: Outline, marks: Marks, about: Head) -> Choice | None:
    """The list of a page's entries; None where nothing looks like one."""
    found = ranked(page, marks, about)
    if not found or found[0].score <= 0:
        return None
    best = _widest(found, marks)
    segments = _kept(best.cut.segments, page, marks)
    return Choice(tuple(segments), best, tuple(other for other in found if other is not best))


def ranked(page: Outline, marks: Marks, about: Head) -> list[Scored]:
    """The cuts of a page, best first."""
    scored = []
    for cut in cuts(page, marks):
        found = evidence(cut, page, marks, about)
        score = WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in found.items())
        scored.append(Scored(cut, score, found))
    return sorted(scored, key=lambda s: -s.score)


def _widest(found: Sequence[Scored], marks: Marks) -> Scored:
    """The best list, or one nearly as good that continues it: a hero and a grid, a month and the next."""
    best = found[0]
    leads = _leads(best.cut.segments, marks)
    for other in found[1:]:
        if other.score < max(0.0, found[0].score - CLOSE):
            break
        wider = _leads(other.cut.segments, marks)
        more = len(other.cut.segments) > len(best.cut.segments)
        if more and leads < wider and len(wider) == len(other.cut.segments) and _is_like(other, best):
            best, leads = other, wider
    return best


def _leads(segments: Sequence[Segment], marks: Marks) -> set[str]:
    return {link.get("href") for segment in segments if (link := lead(segment, marks)) is not None}


def _is_like(other: Scored, best: Scored) -> bool:
    """Do the entries of a wider list have what those of the best one have?"""
    return all(other.evidence[trait] >= best.evidence[trait] - 0.02 for trait in ("dated", "linked", "titled"))


def _kept(segments: Sequence[Segment], page: Outline, marks: Marks) -> list[Segment]:
    """The segments without those that lead nowhere, or to other pages of the list, where the others do not."""
    usable = [segment for segment in segments if _leads_to_entry(segment, page, marks)]
    return usable if len(usable) >= MOST * len(segments) else list(segments)


def _leads_to_entry(segment: Segment, page: Outline, marks: Marks) -> bool:
    link = lead(segment, marks)
    if link is None:
        return False
    own = link.region & ~page.nodes[segment.start].region | page.nodes[segment.start].region & ~_around(segment, page)
    return not own & words.Region.PAGER and not (
        is_generic(page.text(link.index, link.end)) and is_generic(page.text(segment.start, segment.end, limit=4))
    )


def _around(segment: Segment, page: Outline) -> int:
    parent: Node | None = page.nodes[segment.start].parent
    return parent.region if parent is not None else 0
