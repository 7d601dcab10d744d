"""How many pages each stage of the HTML reader gets right where the stages before it were right.

    python -m benchmarks.stages ../shared/corpus

The pages are parted into folds by site. The weights that choose on one fold are fitted on the others, so no
page is judged by weights that saw its site. Prints a line for each stage with the pages that fail there, and
how often feeds are whole by their confidence, which is fitted in the same way.

- candidates: one candidate has a segment for each entry, and at most a fifth of its segments are none
- choice: such a candidate is taken, or the entries that stand alone are
- members: its segments are exactly the entries
- fields: every title and every date is right too
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np
from scipy.optimize import minimize

from benchmarks import fit
from benchmarks.accuracy import converted, is_whole, labelled, score_of
from feedkit.errors import FeedkitError
from feedkit.parsers import job_of
from feedkit.parsers.html import FoundList, find_list, list_evidence
from feedkit.parsers.html.candidates import candidates
from feedkit.parsers.html.list_evidence import FEATURES, QUICK_FEATURES
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.values.decoding import decode

FOLDS = 5
MAX_SHARE_OF_OTHERS = 0.2  # of a candidate's segments, which are for the members to leave out
STAGES = ("candidates", "choice", "members", "fields", "whole")
BANDS = (0.0, 0.5, 0.75, 0.9, 1.01)


@dataclass
class Result:
    """What became of a page: the stage where it fails, "refused" of one without entries, its score."""

    name: str
    listed: bool
    stage: str
    score: float | None


def main() -> None:
    """Measure every page by weights that were fitted on other sites."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/corpus")
    folders = sorted(path.parent for path in corpus.glob("*/expected.json"))
    pages = {folder: fit.read(folder) for folder in folders}
    score = score_of(corpus)
    folds = [[folder for folder in folders if _fold(folder) == number] for number in range(FOLDS)]
    results = []
    for fold in folds:
        rest = [page for folder in folders if folder not in fold for page in pages[folder]]
        with _weights(rest):
            results.append([_result(folder, score) for folder in fold if pages[folder]])
    _print_stages([result for fold in results for result in fold])
    _print_confidence(results)


def _fold(folder: Path) -> int:
    site = urlsplit(labelled(folder)[0]["page_url"]).netloc.removeprefix("www.")
    return crc32(site.encode()) % FOLDS


@contextmanager
def _weights(pages: Sequence[fit.Labelled]) -> Iterator[None]:
    """Give the evidence the weights that fit some pages, for a while."""
    before = list_evidence.QUICK_FEATURES, list_evidence.FEATURES, list_evidence.BIAS
    quick = fit.fit(pages, "quick", [row.name for row in QUICK_FEATURES])
    *full, bias = fit.fit(pages, "full", [row.name for row in FEATURES])
    try:
        list_evidence.QUICK_FEATURES = tuple(
            replace(row, weight=float(weight)) for row, weight in zip(QUICK_FEATURES, quick, strict=False)
        )
        list_evidence.FEATURES = tuple(
            replace(row, weight=float(weight)) if row.fitted else row
            for row, weight in zip(FEATURES, full, strict=True)
        )
        list_evidence.BIAS = float(bias)
        yield
    finally:
        list_evidence.QUICK_FEATURES, list_evidence.FEATURES, list_evidence.BIAS = before


def _result(folder: Path, score: Any) -> Result:
    site, wanted = labelled(folder)
    content = (folder / "page.html").read_bytes()
    try:
        found = find_list(job_of(content, url=site["page_url"], format="html"))
    except FeedkitError:  # no list, or only one in the page's data
        found = None
    document = converted(content, site["page_url"])
    if not wanted["entries"]:
        stage = "choice" if document["items"] else "refused"
    elif is_whole(score(site, wanted, document)):
        stage = "whole"
    else:
        page = found.page if found is not None else Page(decode(content), site["page_url"])
        stage = _failing_stage(page, found, wanted["entries"])
    taken = found.choice.taken.score if found is not None and document["items"] else None
    return Result(folder.name, bool(wanted["entries"]), stage, taken)


def _failing_stage(page: Page, found: FoundList | None, wanted: Sequence[dict[str, Any]]) -> str:
    def covers(segments: Sequence[Segment], share: float) -> bool:
        if not len(wanted) <= len(segments) <= len(wanted) / (1 - share):
            return False
        left = Counter(fit.key(entry["url"]) for entry in wanted)
        for segment in segments:
            address = next((one for one in fit.links(segment, page) if left[one] > 0), None)
            left[address or ""] -= 1
        return all(count <= 0 for address, count in left.items() if address)

    choice = found.choice if found is not None else None
    if choice is not None and covers(choice.segments, 0.0):
        return "fields"
    if choice is not None and covers(choice.taken.candidate.segments, MAX_SHARE_OF_OTHERS):
        return "members"
    cuts = (one.segments for one in candidates(page) if len(one.anchors) >= len(wanted))
    return "choice" if any(covers(cut, MAX_SHARE_OF_OTHERS) for cut in cuts) else "candidates"


def _print_stages(results: Sequence[Result]) -> None:
    listed = [result for result in results if result.listed]
    left = len(listed)
    for stage in STAGES[:-1]:
        failing = [result.name for result in listed if result.stage == stage]
        print(f"{stage:12} {left - len(failing):4} of {left:4} pages; not {', '.join(failing)}")
        left -= len(failing)
    others = [result for result in results if not result.listed]
    wrong = [result.name for result in others if result.stage != "refused"]
    print(f"{'refused':12} {len(others) - len(wrong):4} of {len(others):4} pages; not {', '.join(wrong)}")


def _print_confidence(folds: Sequence[Sequence[Result]]) -> None:
    """The confidence that the scores support: on each fold by what the other folds teach."""
    rows = [
        [(r.score, float(r.stage == "whole")) for r in fold if r.score is not None and r.score > 0]
        for fold in folds
    ]
    pairs = []
    for number, fold in enumerate(rows):
        growth, even = _logistic([row for other in (*rows[:number], *rows[number + 1 :]) for row in other])
        pairs += [(1 / (1 + np.exp(even - growth * value)), whole) for value, whole in fold]
    growth, even = _logistic([row for fold in rows for row in fold])
    print(f"\nconfidence: 1 / (1 + e^({even:.2f} - {growth:.2f} * score))")
    for low, high in pairwise(BANDS):
        some = [(sure, whole) for sure, whole in pairs if low <= sure < high]
        if some:
            mean, right = (sum(values) / len(some) for values in zip(*some, strict=True))
            band = f"{low:.2f} to {min(1.0, high):.2f}"
            print(f"  {band}: {len(some):3} pages, {mean:.2f} said, {right:.2f} whole")


def _logistic(rows: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The growth and the even score under which the shares of whole feeds are the likeliest."""
    scores, whole = (np.array(values) for values in zip(*rows, strict=True))

    def loss(parameters: Any) -> float:
        margin = (parameters[0] * scores - parameters[1]) * (2 * whole - 1)
        return float(np.logaddexp(0, -margin).sum())

    growth, even = minimize(loss, np.array([0.3, 0.0])).x
    return float(growth), float(even)


if __name__ == "__main__":
    main()
