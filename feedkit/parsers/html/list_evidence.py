"""Evidence for candidate lists: two tables of features, with what each is worth and says to people.

All candidates are ranked by the quick features, which need no segments; the best get all features. A new
piece of evidence is one function in list_features.py and one row here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from feedkit.parsers.html import list_features as features
from feedkit.parsers.html.candidates import Candidate
from feedkit.parsers.html.list_features import FullView, QuickView
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.page_words import BESIDE_LISTS, Region

BIAS = -12.91  # the score of a candidate without any evidence

View = TypeVar("View")
Evidence = dict[str, float]  # values by the names of features


@dataclass(frozen=True, slots=True)
class Feature(Generic[View]):
    """One piece of evidence.

    name:          unique in its table
    group:         what it looks at, for reports of accuracy
    measure:       its value for a candidate, most often a share from 0 to 1
    weight:        how much the value 1 adds to the score
    reason:        what a high value says of the list that was taken, for people; "" to say nothing
    rival_reason:  what a worse value says of a list that was not taken; "" to say nothing
    fitted:        benchmarks/fit.py fits the weight; else it is set by hand, as too few pages have it
    """

    name: str
    group: str
    measure: Callable[[View], float]
    weight: float
    reason: str = ""
    rival_reason: str = ""
    fitted: bool = True


def quick_features(candidate: Candidate, page: Page) -> Evidence:
    """The values of the quick features."""
    view = QuickView(candidate, page)
    return {feature.name: feature.measure(view) for feature in QUICK_FEATURES}


def full_features(candidate: Candidate, page: Page) -> Evidence:
    """The values of all features."""
    view = FullView(candidate, page)
    return {feature.name: feature.measure(view) for feature in FEATURES}


def quick_score(candidate: Candidate, page: Page) -> float:
    """How much a candidate looks like the entries of its page; it only decides which get all features."""
    view = QuickView(candidate, page)
    return sum([feature.weight * feature.measure(view) for feature in QUICK_FEATURES])


def score(evidence: Evidence) -> float:
    """How much a candidate looks like the entries of its page; above 0 it is a list of entries."""
    return BIAS + sum([feature.weight * evidence[feature.name] for feature in FEATURES])


QUICK_FEATURES: tuple[Feature[QuickView], ...] = (
    Feature("many", "repetition", features.many, 6.31),
    Feature("share of dates", "dates", features.quick_share_of_dates, 2.11),
    Feature("dates each", "dates", features.dates_each, 1.47),
    Feature("distinct links", "links", features.distinct_links, 1.5),
    Feature("anchor in heading", "headings", features.anchor_in_heading, 3.96),
    Feature("letters of titles", "titles", features.letters_of_titles, 5.08),
    Feature("in main", "position", features.in_region(Region.MAIN), 1.3),
    Feature("beside the lists", "position", features.in_region(BESIDE_LISTS), -2.68),
    Feature("share of text", "text", features.quick_share_of_text, 0.75),
    Feature("text each", "text", features.text_each, -0.27),
    Feature("fragments", "links", features.fragments, -3.66),
    Feature("dated links", "links", features.dated_links, 2.0),
    Feature("by item", "what the page says", features.by("item"), 2.19),
    Feature("by element", "", features.by("element"), -0.94),
    Feature("by date", "dates", features.by("date"), 1.79),
    Feature("by heading", "headings", features.by("heading"), -1.83),
)
FEATURES: tuple[Feature[FullView], ...] = (
    Feature("dated", "dates", features.dated, 1.25, "", "its items have no dates"),
    Feature("partly dated", "dates", features.partly_dated, 0.17),
    Feature(
        "one date",
        "dates",
        features.one_date,
        1.16,
        "its items have a date each",
        "its items have no date of their own",
    ),
    Feature("headed", "headings", features.headed, -0.36),
    Feature(
        "several headings",
        "headings",
        features.several_headings,
        -1.05,
        "its items hold several headings",
        "its items hold several headings",
    ),
    Feature("prose", "text", features.prose, 1.37, "its items have text", "its items have no text"),
    Feature("crowded", "repetition", features.crowded, 0.81),
    Feature("titled", "titles", features.titled, -0.12),
    Feature(
        "short titles",
        "titles",
        features.short_titles,
        -0.78,
        "its titles are single words",
        "its titles are single words",
    ),
    Feature(
        "anchor in heading",
        "headings",
        features.anchor_in_heading,
        1.08,
        "its titles are headings",
        "its items have no headings",
    ),
    Feature("linked", "links", features.linked, -0.13),
    Feature(
        "distinct links",
        "links",
        features.distinct_links,
        3.0,
        "its links lead to different places",
        "its links lead to the same places",
    ),
    Feature(
        "one shape",
        "links",
        features.one_shape,
        3.2,
        "its addresses are alike",
        "its links lead to all sorts of places",
    ),
    Feature("same site", "links", features.same_site, -0.88),
    Feature(
        "fragments",
        "links",
        features.fragments,
        -2.6,
        "its links lead to parts of the page",
        "its links lead to parts of this page",
    ),
    Feature(
        "dated links",
        "links",
        features.dated_links,
        2.18,
        "its addresses hold dates",
        "its addresses hold no dates",
    ),
    Feature("deep", "links", features.deep, 0.42),
    Feature(
        "lopsided",
        "text",
        features.lopsided,
        -4.22,
        "its items differ much in size",
        "its items differ much in size",
    ),
    Feature(
        "share of text",
        "text",
        features.share_of_text,
        3.18,
        "it holds most of the page's text",
        "it holds little of the page's text",
    ),
    Feature(
        "share of dates",
        "dates",
        features.share_of_dates,
        2.78,
        "it shows the page's dates",
        "it shows few dates, or none",
    ),
    Feature("dense", "text", features.dense, 0.57),
    Feature("late", "position", features.late, 0.44),
    Feature("in side", "position", features.in_region(Region.SIDE), -1.19, "", "it lies in a side column"),
    Feature(
        "in footer",
        "position",
        features.in_region(Region.FOOTER),
        -2.32,
        "it lies in the footer",
        "it lies in the footer",
    ),
    Feature("in main", "position", features.in_region(Region.MAIN), 0.59),
    Feature(
        "in comments",
        "position",
        features.in_region(Region.COMMENTS),
        -1.85,
        "it lies among comments",
        "it lies among comments",
    ),
    Feature("in share", "position", features.in_region(Region.SHARE), -0.42),
    Feature("many", "repetition", features.many, 5.01, "it is long", "it is short"),
    Feature("a pair", "repetition", features.is_pair, 0.61),
    Feature(
        "single posting",
        "what the page says",
        features.single_posting,
        -4.0,
        "the page says that it is one posting",
        "the page says that it is one posting",
        fitted=False,
    ),
    Feature("day headings", "headings", features.day_headings, -4.0, "its titles are days", fitted=False),
    Feature(
        "days of months", "dates", features.days_of_months, -6.0, "", "its titles are days", fitted=False
    ),
    Feature(
        "several leads",
        "repetition",
        features.several_leads,
        -2.99,
        "its items hold several links of one sort",
        "its items hold several links of one sort",
    ),
    Feature("complete", "text", features.complete, 0.09),
    Feature(
        "articles", "what the page says", features.articles, 1.72, "the page marks its items as articles"
    ),
    Feature(
        "left out",
        "repetition",
        features.left_out,
        -1.18,
        "items that look the same are left out",
        "it leaves out items that look the same",
    ),
    Feature("vaguely dated", "dates", features.vaguely_dated, 1.86),
    Feature("wordy titles", "titles", features.wordy_titles, 1.0),
    Feature("pictured", "pictures", features.pictured, 0.27),
    Feature("priced", "pictures", features.priced, 1.13),
    Feature("labels", "links", features.labels, -1.9),
    Feature("below", "links", features.below, 1.08),
    Feature("contacts", "links", features.contacts, -5.0, "", "its links write to people", fitted=False),
    Feature("one path", "repetition", features.one_path, 0.98),
    Feature("one look", "repetition", features.one_look, 1.12),
    Feature("named list", "what the page says", features.named_list, 0.65),
)
