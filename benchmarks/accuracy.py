"""How right feeds are on labelled pages: by kind of page, and with each sort of evidence switched off.

    python -m benchmarks.accuracy ../shared/corpus

The folder holds one folder a page (page.html, site.json, expected.json), and `score.py`, which says what
counts. Pages whose label is a matter of opinion are left out. stages.py has the figures of each stage on
sites that nothing was fitted to.
"""

from __future__ import annotations

import importlib.util
import json
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import feedkit
from feedkit.parsers.html import list_evidence
from feedkit.parsers.html.list_evidence import Feature

NOW = datetime(2026, 1, 1, tzinfo=UTC)
KINDS = ("archive", "news", "event", "podcast", "release", "blog")  # the first that a page's kind names

Row = dict[str, Any]


def main() -> None:
    """Score all pages, then all pages again without each sort of evidence."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/corpus")
    if not (corpus / "score.py").is_file():
        sys.exit(f"{corpus} holds no labelled pages: nothing is measured")
    score = score_of(corpus)
    rows = _rows(corpus, score)
    print(_line("all", rows))
    for kind in (*KINDS, "other"):
        print(_line(kind, [row for row in rows if row["kind"] == kind]))
    print("\nwithout")
    for group in dict.fromkeys(row.group for row in list_evidence.FEATURES):
        with _switched_off(group):
            print(_line(group, _rows(corpus, score)))


def score_of(corpus: Path) -> Callable[[Row, Row, Row], Row]:
    """What counts, as score.py of a folder of labelled pages has it: of a site, its label and a document."""
    spec = importlib.util.spec_from_file_location("score", corpus / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return lambda site, wanted, document: module.score(site, wanted, module.as_entries(document))


def _rows(corpus: Path, score: Callable[..., Row]) -> list[Row]:
    rows = []
    for folder in sorted(path.parent for path in corpus.glob("*/expected.json")):
        site, wanted = labelled(folder)
        if site.get("debatable"):
            continue
        document = converted((folder / "page.html").read_bytes(), site["page_url"])
        row = score(site, wanted, document) if wanted["entries"] else {"none": not document["items"]}
        kind = next((kind for kind in KINDS if kind in site["kind"]), "other")
        rows.append({**row, "kind": kind})
    return rows


def labelled(folder: Path) -> tuple[Row, Row]:
    """What is known of a labelled page, and its entries."""
    site, wanted = (json.loads((folder / name).read_text("utf-8")) for name in ("site.json", "expected.json"))
    return site, wanted


def converted(page: bytes, url: str) -> Row:
    """The JSON Feed of a page; without entries where it is refused."""
    try:
        feed = feedkit.finish(feedkit.parse(page, url=url), now=NOW)
    except feedkit.NoEntriesError:
        return {"items": []}
    return dict(json.loads(feedkit.write(feed, "json")))


def _line(name: str, rows: list[Row]) -> str:
    listed, empty = [row for row in rows if "none" not in row], [row for row in rows if "none" in row]
    if not listed:
        return f"{name:20} no pages"
    perfect = [row["hit"] == row["exp"] == row["got"] for row in listed]
    whole = [is_whole(row) for row in listed]
    return (
        f"{name:20} {len(listed):4} pages"
        f"  entries {statistics.mean(perfect):.3f}  whole {statistics.mean(whole):.3f}"
        f"  wrong dates {sum(row['date_wrong'] for row in listed):3}"
        f"  refused {sum(row['none'] for row in empty)}/{len(empty)}"
    )


def is_whole(row: Row) -> bool:
    """Return whether a feed has exactly the entries of its page, with every title and date."""
    return bool(row["hit"] == row["exp"] == row["got"] == row["title"] and row["date_ok"] == row["date_exp"])


@contextmanager
def _switched_off(group: str) -> Iterator[None]:
    """Give a group of features no weight for a while."""
    quick, full = list_evidence.QUICK_FEATURES, list_evidence.FEATURES
    try:
        list_evidence.QUICK_FEATURES = tuple(map(partial(_without_weight, group), quick))
        list_evidence.FEATURES = tuple(map(partial(_without_weight, group), full))
        yield
    finally:
        list_evidence.QUICK_FEATURES, list_evidence.FEATURES = quick, full


def _without_weight(group: str, feature: Feature) -> Feature:
    return replace(feature, weight=0.0) if feature.group == group else feature


if __name__ == "__main__":
    main()
