"""Which elements of a page are its entries?"""

from __future__ import annotations

from dataclasses import dataclass

from feedkit.parsers.html.marks import Marks
from feedkit.parsers.html.outline import Outline
from feedkit.parsers.html.scoring import evidence
from feedkit.parsers.html.segments import Cut, Segment, cuts

# The weight of each piece of evidence (see `scoring`), fitted by benchmarks/fit.py so that the best cut of a
# page scores highest, and cuts of pages without entries score below 0.
WEIGHTS = {
    "bias": -7.57,
    "many": 3.32,
    "share of dates": 2.79,
    "one shape": 2.26,
    "distinct links": 1.99,
    "anchor in heading": 1.89,
    "one date": 1.66,
    "articles": 1.57,
    "prose": 1.47,
    "crowded": -1.38,
    "in menu": -1.38,
    "dated links": 1.25,
    "fragments": -1.18,
    "deep": 1.14,
    "share of text": 1.13,
    "short titles": -1.04,
    "dense": -0.94,
    "in comments": -0.91,
    "dated": 0.88,
    "in footer": -0.79,
    "same site": 0.74,
    "several headings": -0.68,
    "in side": -0.36,
    "in share": -0.31,
    "generic titles": 0.28,
    "in pager": -0.21,
    "in banner": -0.14,
    "in main": 0.14,
    "linked": 0.14,
    "distinct titles": -0.13,
    "in labels": -0.11,
    "titled": 0.11,
    "headed": -0.09,
    "late": 0.04,
    "alike": 0.01,
    "partly dated": 0.0,
}


@dataclass(frozen=True, slots=True)
class Scored:
    cut: Cut
    score: float
    evidence: dict[str, float]


def ranked(page: Outline, marks: Marks, site: str) -> list[Scored]:
    """The cuts of a page, best first."""
    scored = []
    for cut in cuts(page, marks):
        found = evidence(cut, page, marks, site)
        score = WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in found.items())
        scored.append(Scored(cut, score, found))
    return sorted(scored, key=lambda s: -s.score)


@dataclass(frozen=True, slots=True)
class Choice:
    """The list that was taken."""

    segments: tuple[Segment, ...]
    score: float
    where: str
    rivals: tuple[Scored, ...]


def choose(page: Outline, marks: Marks, site: str) -> Choice | None:
    """The best list of a page; None where none looks like entries."""
    found = ranked(page, marks, site)
    if not found or found[0].score <= 0:
        return None
    best = found[0]
    return Choice(tuple(best.cut.segments), best.score, best.cut.around.tag, tuple(found[1:6]))
