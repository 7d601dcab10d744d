"""Fit the weights of the evidence for lists on labelled pages, and say how they do on pages held back.

    python benchmarks/fit.py ../shared/corpus

Needs numpy and scipy, which feedkit itself does not. Each page's candidates are labelled by how well their
segments match the page's expected links; the weights, those of feedkit/parsers/html/list_evidence.py, are the
ones that give the best candidates of a page the most of the probability (softmax over its candidates and "no
list", whose score is 0). Prints both tables, the picks on five parts of the pages, held back in turn, and
the table of confidence that those picks support.
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
from feedkit.parsers.html.list_evidence import FEATURES, QUICK_FEATURES, full_features, quick_features
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.values.decoding import decode

FOLDS = 5
RIDGE = 0.0006
AS_GOOD = 0.004  # candidates whose labels differ by less are equally good
FOUND_DATE = FOUND_TEXT = 0.05  # what a segment that holds its entry's date, or its summary, adds to a label
OPEN = 0.3  # is added to the bias: a list that is missed costs more than one that is none


@dataclass
class Labelled:
    """One labelled page: the evidence of each candidate, and how good it is."""

    name: str
    quick: list[dict[str, float]] = field(default_factory=list)
    full: list[dict[str, float]] = field(default_factory=list)
    quality: list[float] = field(default_factory=list)
    listed: bool = False


def main() -> None:
    """Fit on all pages, and on each four fifths to check on the last."""
    pages = [
        read(folder) for folder in sorted(Path(sys.argv[1]).iterdir()) if (folder / "expected.json").exists()
    ]
    for table, rows in (("quick", QUICK_FEATURES), ("full", FEATURES)):
        names = sorted(row.name for row in rows)
        by_hand = {row.name: row.weight for row in rows if not row.fitted}
        weights = fit(pages, table, names)
        print(f"\n{table} features")
        for name, weight in sorted(zip([*names, "bias"], weights, strict=True), key=lambda one: -abs(one[1])):
            print(f"    {name}: {by_hand.get(name, round(float(weight), 2))}")
    check(pages)


def read(folder: Path) -> Labelled:
    """Measure the evidence of every candidate of a page, and label it."""
    site = json.loads((folder / "site.json").read_text(encoding="utf-8"))
    wanted = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["entries"]
    page = Page(decode((folder / "page.html").read_bytes()), site["page_url"])
    result = Labelled(folder.name, listed=bool(wanted))
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
    data = [(matrix(page, table, names), page) for page in pages if page.quality]

    def loss(weights: Any) -> tuple[float, Any]:
        total, slope = 0.0, np.zeros_like(weights)
        for rows, page in data:
            scores = np.append(rows @ weights, 0.0)
            odds = np.exp(scores - scores.max())
            odds /= odds.sum()
            best = max(page.quality)
            good = np.array(
                [page.listed and q >= best - AS_GOOD for q in page.quality] + [not page.listed], float
            )
            mass = float((odds * good).sum()) + 1e-12
            total -= np.log(mass)
            slope += (odds - odds * good / mass)[:-1] @ rows
        ridge = np.append(weights[:-1], 0.0)
        return total / len(data) + RIDGE * float(ridge @ ridge), slope / len(data) + 2 * RIDGE * ridge

    weights = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return weights + OPEN * np.eye(len(names) + 1)[-1]


def check(pages: Sequence[Labelled]) -> None:
    """The picks on pages that the weights were not fitted on, and how sure their scores make one."""
    names = sorted(pages[0].full[0])
    picks = []
    for part in range(FOLDS):
        rest = [page for at, page in enumerate(pages) if at % FOLDS != part]
        weights = fit(rest, "full", names)
        for page in pages[part::FOLDS]:
            scores = matrix(page, "full", names) @ weights if page.quality else np.zeros(0)
            at = int(scores.argmax()) if len(scores) else -1
            taken = at >= 0 and scores[at] > 0
            right = taken and page.listed and page.quality[at] >= max(page.quality) - AS_GOOD
            picks.append((page, taken, right, float(scores[at]) if len(scores) else 0.0))
    listed = [pick for pick in picks if pick[0].listed]
    print(
        f"\nheld back in turn: the best candidate on {sum(pick[2] for pick in listed)}",
        f"of {len(listed)} pages,",
    )
    refused = sum(not taken for page, taken, _, _ in picks if not page.listed)
    print(f"no list on {refused} of {len(picks) - len(listed)} pages without entries")
    print("score of the pick: pages, share that is right")
    for low, high in ((0, 1), (1, 2), (2, 4), (4, 6), (6, 9), (9, 99)):
        some = [right for _, taken, right, score in picks if taken and low <= score < high]
        if some:
            print(f"  {low:2} to {high:2}: {len(some):3}, {sum(some) / len(some):.2f}")


if __name__ == "__main__":
    main()
