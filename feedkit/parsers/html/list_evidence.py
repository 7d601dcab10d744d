"""Evidence for candidate lists: two tables of features, with what each is worth and says to people.

All candidates are ranked by the quick features, which need no segments; the best get all features. A new
piece of evidence is one value in list_features.py and one row here.
"""

from __future__ import annotations

from dataclasses import dataclass

from feedkit.parsers.html.candidates import Candidate
from feedkit.parsers.html.list_features import Evidence, quick_features
from feedkit.parsers.html.page import Page

BIAS = -12.91  # the score of a candidate without any evidence


@dataclass(frozen=True, slots=True)
class Feature:
    """One piece of evidence.

    name:          unique in its table; list_features.py measures it
    group:         what it looks at, for reports of accuracy
    weight:        how much the value 1 adds to the score
    reason:        what a high value says of the list that was taken, for people; "" to say nothing
    rival_reason:  what a worse value says of a list that was not taken; "" to say nothing
    fitted:        benchmarks/fit.py fits the weight; else it is set by hand, as too few pages have it
    """

    name: str
    group: str
    weight: float
    reason: str = ""
    rival_reason: str = ""
    fitted: bool = True


def quick_score(candidate: Candidate, page: Page) -> float:
    """How much a candidate looks like the entries of its page; it only decides which get all features."""
    evidence = quick_features(candidate, page)
    return sum([feature.weight * evidence[feature.name] for feature in QUICK_FEATURES])


def score(evidence: Evidence) -> float:
    """How much a candidate looks like the entries of its page; above 0 it is a list of entries."""
    return BIAS + sum([feature.weight * evidence[feature.name] for feature in FEATURES])


QUICK_FEATURES: tuple[Feature, ...] = (
    Feature("many", "repetition", 6.31),
    Feature("share of dates", "dates", 2.11),
    Feature("dates each", "dates", 1.47),
    Feature("distinct links", "links", 1.5),
    Feature("anchor in heading", "headings", 3.96),
    Feature("letters of titles", "titles", 5.08),
    Feature("in main", "position", 1.3),
    Feature("beside the lists", "position", -2.68),
    Feature("share of text", "text", 0.75),
    Feature("text each", "text", -0.27),
    Feature("fragments", "links", -3.66),
    Feature("dated links", "links", 2.0),
    Feature("by item", "what the page says", 2.19),
    Feature("by element", "", -0.94),
    Feature("by date", "dates", 1.79),
    Feature("by heading", "headings", -1.83),
)
FEATURES: tuple[Feature, ...] = (
    Feature("dated", "dates", 1.25, "", "its items have no dates"),
    Feature("partly dated", "dates", 0.17),
    Feature("one date", "dates", 1.16, "its items have a date each", "its items have no date of their own"),
    Feature("headed", "headings", -0.36),
    Feature(
        "several headings",
        "headings",
        -1.05,
        "its items hold several headings",
        "its items hold several headings",
    ),
    Feature("prose", "text", 1.37, "its items have text", "its items have no text"),
    Feature("crowded", "repetition", 0.81),
    Feature("titled", "titles", -0.12),
    Feature("short titles", "titles", -0.78, "its titles are single words", "its titles are single words"),
    Feature("anchor in heading", "headings", 1.08, "its titles are headings", "its items have no headings"),
    Feature("linked", "links", -0.13),
    Feature(
        "distinct links",
        "links",
        3.0,
        "its links lead to different places",
        "its links lead to the same places",
    ),
    Feature("one shape", "links", 3.2, "its addresses are alike", "its links lead to all sorts of places"),
    Feature("same site", "links", -0.88),
    Feature(
        "fragments",
        "links",
        -2.6,
        "its links lead to parts of the page",
        "its links lead to parts of this page",
    ),
    Feature("dated links", "links", 2.18, "its addresses hold dates", "its addresses hold no dates"),
    Feature("deep", "links", 0.42),
    Feature("lopsided", "text", -4.22, "its items differ much in size", "its items differ much in size"),
    Feature(
        "share of text",
        "text",
        3.18,
        "it holds most of the page's text",
        "it holds little of the page's text",
    ),
    Feature("share of dates", "dates", 2.78, "it shows the page's dates", "it shows few dates, or none"),
    Feature("dense", "text", 0.57),
    Feature("late", "position", 0.44),
    Feature("in side", "position", -1.19, "", "it lies in a side column"),
    Feature("in footer", "position", -2.32, "it lies in the footer", "it lies in the footer"),
    Feature("in main", "position", 0.59),
    Feature("in comments", "position", -1.85, "it lies among comments", "it lies among comments"),
    Feature("in share", "position", -0.42),
    Feature("many", "repetition", 5.01, "it is long", "it is short"),
    Feature("a pair", "repetition", 0.61),
    Feature(
        "single posting",
        "what the page says",
        -4.0,
        "the page says that it is one posting",
        "the page says that it is one posting",
        fitted=False,
    ),
    Feature("day headings", "headings", -4.0, "its titles are days", fitted=False),
    Feature("days of months", "dates", -6.0, "", "its titles are days", fitted=False),
    Feature(
        "several leads",
        "repetition",
        -2.99,
        "its items hold several links of one sort",
        "its items hold several links of one sort",
    ),
    Feature("complete", "text", 0.09),
    Feature("articles", "what the page says", 1.72, "the page marks its items as articles"),
    Feature(
        "left out",
        "repetition",
        -1.18,
        "items that look the same are left out",
        "it leaves out items that look the same",
    ),
    Feature("vaguely dated", "dates", 1.86),
    Feature("wordy titles", "titles", 1.0),
    Feature("pictured", "pictures", 0.27),
    Feature("priced", "pictures", 1.13),
    Feature("labels", "links", -1.9),
    Feature("below", "links", 1.08),
    Feature("contacts", "links", -5.0, "", "its links write to people", fitted=False),
    Feature("one path", "repetition", 0.98),
    Feature("one look", "repetition", 1.12),
    Feature("named list", "what the page says", 0.65),
)
