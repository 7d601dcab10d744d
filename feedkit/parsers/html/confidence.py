"""How likely the list that was taken is right, and why, for people."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from feedkit.parsers.html.candidates import BY_ITSELF, BY_RELEASE
from feedkit.parsers.html.choice import Choice, Scored
from feedkit.parsers.html.doubts import Doubt
from feedkit.parsers.html.list_evidence import FEATURES

CONFIDENCE_GROWTH, EVEN_SCORE = 0.36, 0.15  # docs/accuracy.md has the shares behind them
CONFIDENCE_OF_KNOWN = 0.8  # at least, of a list that has entries of last time
MIN_KNOWN = 3  # entries of last time that such a list has, unless it is shorter
MIN_WEIGHT_OF_REASON = 0.5
MIN_WEIGHT_OF_LACKING, MAX_LACKING = 1.0, 2
MAX_REASONS = 5
LONE_REASON = "nothing on the page repeats as a list does: what stands alone looks like an entry"

RELEASE_REASON = "its headings are versions or days, and nothing else on the page looks like a list"


def confidence(choice: Choice, found: Sequence[Doubt]) -> float:
    """How likely the feed is whole, from 0 to 1: every entry, title and date right."""
    against = EVEN_SCORE + sum(doubt.weight for doubt in found)
    own = round(1.0 / (1.0 + exp(against - CONFIDENCE_GROWTH * choice.taken.score)), 2)
    is_known = choice.known >= min(MIN_KNOWN, len(choice.segments))
    return max(own, CONFIDENCE_OF_KNOWN) if is_known else own


def known_reason(choice: Choice) -> tuple[str, ...]:
    """How many of the entries are of last time, for people; nothing where none is known to be."""
    count = choice.known
    return (f"{count} of its entries {'is' if count == 1 else 'are'} of last time",) if count else ()


def lacking(taken: Scored) -> tuple[str, ...]:
    """The evidence that a list lacks most, for people."""
    if taken.candidate.by in (BY_ITSELF, BY_RELEASE):
        return ()
    missed = [
        (f.weight * ((f.weight > 0) - taken.evidence[f.name]), f.rival_reason)
        for f in FEATURES
        if f.rival_reason
    ]
    missed.sort(reverse=True)
    return tuple(reason for worth, reason in missed[:MAX_LACKING] if worth >= MIN_WEIGHT_OF_LACKING)


def reasons(taken: Scored) -> tuple[str, ...]:
    """The evidence for and against a list, for people, the weightiest first."""
    if taken.candidate.by == BY_ITSELF:
        return (LONE_REASON,)
    if taken.candidate.by == BY_RELEASE:
        return (RELEASE_REASON,)
    weighed = [(f.weight * taken.evidence[f.name], f.name, f.reason) for f in FEATURES if f.reason]
    weighed.sort(key=lambda one: (-abs(one[0]), one[1]))
    return tuple(reason for weight, _, reason in weighed if abs(weight) >= MIN_WEIGHT_OF_REASON)[:MAX_REASONS]


def rival_reason(rival: Scored, taken: Scored) -> str:
    """Why a list was not taken: the evidence by which it falls behind the one that was taken most."""
    _, reason = max(
        (
            (f.weight * (taken.evidence[f.name] - rival.evidence[f.name]), f.rival_reason)
            for f in FEATURES
            if f.rival_reason
        ),
        key=lambda one: one[0],
    )
    return reason
