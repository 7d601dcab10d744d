"""Fit the weights of the evidence for lists on labelled pages, and say how they do on pages held back.

    python -m benchmarks.fit ../shared/corpus

Needs numpy and scipy, which feedkit itself does not. Each page's candidates are labelled by how well their
segments match the page's expected links; the weights, those of feedkit/parsers/html/list_evidence.py, are the
ones that give the best candidates of a page the most of the probability (softmax over its candidates and "no
list", whose score is 0). Each page counts a little more than once: cut down to its first entries, as young
blogs are, and without any. Prints both tables; stages.py shows what such weights are worth on other sites.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import numpy as np
from scipy.optimize import minimize

from feedkit.parsers.html.candidates import Candidate, candidates
from feedkit.parsers.html.link_targets import address, lead
from feedkit.parsers.html.list_evidence import FEATURES, QUICK_FEATURES
from feedkit.parsers.html.list_features import full_features, quick_features
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.values.decoding import decode

RIDGE = 0.0003
AS_GOOD = 0.004  # candidates whose labels differ by less are equally good
FOUND_DATE = FOUND_TEXT = 0.05  # what a segment that holds its entry's date, or its summary, adds to a label
WEIGHTS_OF_CUTS = {
    2: 0.05,
    4: 0.05,
    0: 0.02,
}  # by how many entries a page is cut down to; a whole one weighs 1
OPEN = 0.25  # is added to the bias: a list that is missed costs more than one that is none


@dataclass
class Labelled:
    """One labelled page: the evidence of each candidate, and how good it is."""

    quick: list[dict[str, float]] = field(default_factory=list)
    full: list[dict[str, float]] = field(default_factory=list)
    quality: list[float] = field(default_factory=list)
    listed: bool = False
    weight: float = 1.0


def main() -> None:
    """Fit on all pages."""
    folders = sorted(path.parent for path in Path(sys.argv[1]).glob("*/expected.json"))
    pages = [page for folder in folders for page in read(folder)]
    for table, rows in (("quick", QUICK_FEATURES), ("full", FEATURES)):
        names = [row.name for row in rows]
        by_hand = {row.name: row.weight for row in rows if not row.fitted}
        weights = fit(pages, table, names)
        print(f"\n{table} features")
        for name, weight in zip([*names, "bias"], weights, strict=True):
            print(f"    {name}: {by_hand.get(name, round(float(weight), 2))}")


def read(folder: Path) -> list[Labelled]:
    """Measure a page of the corpus, and the page cut down; nothing where its label is a matter of opinion."""
    site = json.loads((folder / "site.json").read_text(encoding="utf-8"))
    wanted = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["entries"]
    if site.get("debatable"):
        return []
    content, url = decode((folder / "page.html").read_bytes()), site["page_url"]
    cuts = [_cut_down(Page(content, url), wanted, count) for count in WEIGHTS_OF_CUTS]
    whole = measure(Page(content, url), wanted)
    cut_pages = [
        measure(Page(cut, url), wanted[:count], weight)
        for (count, weight), cut in zip(WEIGHTS_OF_CUTS.items(), cuts, strict=True)
        if cut is not None
    ]
    return [whole, *cut_pages]


def _cut_down(page: Page, wanted: Sequence[dict[str, Any]], count: int) -> str | None:
    """The HTML of a page with the first entries only; None where no candidate has exactly its entries."""
    addresses = [key(entry["url"]) for entry in wanted]
    for candidate in candidates(page):
        if len(wanted) < count + 2 or len(candidate.anchors) != len(wanted):
            continue
        segments = candidate.segments
        if all(address in links(segment, page) for address, segment in zip(addresses, segments, strict=True)):
            for segment in segments[count:]:
                _remove(segment, segments[:count], page)
            return page.nodes[0].html
    return None


def _remove(segment: Segment, kept: Sequence[Segment], page: Page) -> None:
    """Take a segment out of the tree of a page, but for what it shares with others."""
    index = segment.start
    while index < segment.end:
        node = page.nodes[index]
        if node.end <= segment.end and not any(index < one.end and one.start < node.end for one in kept):
            node.source.decompose()
            index = node.end
        else:
            index += 1


def measure(page: Page, wanted: Sequence[dict[str, Any]], weight: float = 1.0) -> Labelled:
    """Measure the evidence of every candidate of a page, and label it."""
    result = Labelled(listed=bool(wanted), weight=weight)
    for candidate in candidates(page):
        result.quick.append(quick_features(candidate, page))
        result.full.append(full_features(candidate, page))
        result.quality.append(label(candidate, wanted, page) if wanted else 0.0)
    return result


def label(candidate: Candidate, wanted: Sequence[dict[str, Any]], page: Page) -> float:
    """F1 of the links of a candidate's segments, and a little for the dates and texts that they hold."""
    entries = {key(entry["url"]): entry for entry in wanted}
    left = Counter(key(entry["url"]) for entry in wanted)
    hits = dates = texts = 0
    for segment in candidate.segments:
        found = next((k for k in links(segment, page) if left[k] > 0), None)
        if found is None:
            continue
        left[found] -= 1
        hits += 1
        entry = entries[found]
        dates += bool(entry["date"]) and page.has_date(segment.start, segment.end)
        summary = len(entry["summary"] or "")
        texts += summary > 0 and page.letters(segment.start, segment.end) >= 0.9 * min(summary, 400)
    dated = sum(bool(entry["date"]) for entry in wanted)
    summed = sum(bool(entry["summary"]) for entry in wanted)
    return (
        2 * hits / (len(candidate.segments) + len(wanted))
        + FOUND_DATE * dates / max(1, dated)
        + FOUND_TEXT * texts / max(1, summed)
    )


def links(segment: Segment, page: Page) -> list[str]:
    """The addresses of a segment, the one it seems to lead to first."""
    first = lead(segment, page)
    nodes = [*([first] if first is not None else []), *page.links_in(segment.start, segment.end)]
    found = []
    for node in nodes:
        try:
            found.append(key(urljoin(page.head.base, address(node))))
        except ValueError:
            continue
    return found


def key(url: str) -> str:
    """An address without what does not matter: its scheme, "www.", an index page's name."""
    parts = urlsplit(url)
    path = unquote(parts.path).removesuffix("index.html").removesuffix(".html").rstrip("/")
    query = f"?{unquote(parts.query)}" if parts.query else ""
    fragment = f"#{unquote(parts.fragment)}" if parts.fragment else ""
    return parts.netloc.lower().removeprefix("www.") + path + query + fragment


def matrix(page: Labelled, table: str, names: Sequence[str]) -> Any:
    rows = [[evidence[name] for name in names] + [1.0] for evidence in getattr(page, table)]
    return np.array(rows) if rows else np.zeros((0, len(names) + 1))


def fit(pages: Sequence[Labelled], table: str, names: Sequence[str]) -> Any:
    """The weights under which good candidates, or "no list", are the likeliest picks."""
    data = [(matrix(page, table, names), _good(page), page.weight) for page in pages if page.quality]
    all_weights = sum(weight for _, _, weight in data)

    def loss(weights: Any) -> tuple[float, Any]:
        total, slope = 0.0, np.zeros_like(weights)
        for rows, good, weight in data:
            scores = np.append(rows @ weights, 0.0)
            odds = np.exp(scores - scores.max())
            odds /= odds.sum()
            mass = float((odds * good).sum()) + 1e-12
            total -= weight * np.log(mass)
            slope += weight * ((odds - odds * good / mass)[:-1] @ rows)
        ridge = np.append(weights[:-1], 0.0)
        return total / all_weights + RIDGE * float(ridge @ ridge), slope / all_weights + 2 * RIDGE * ridge

    weights = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return weights + OPEN * np.eye(len(names) + 1)[-1]


def _good(page: Labelled) -> Any:
    """Which of a page's candidates, and of "no list" at the end, are right: 1 or 0 each."""
    best = max(page.quality)
    return np.array([page.listed and q >= best - AS_GOOD for q in page.quality] + [not page.listed], float)


if __name__ == "__main__":
    main()
