"""What became of the pages of a run, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

COUNTED = ("position", "confidence", "reason")
BINS = 10  # of confidence, from 0 to 1


@dataclass(kw_only=True)
class Statistics:
    """The numbers of one file, or of all.

    pages:       that were read, or refused
    feeds:       pages with entries
    entries:     of all of these
    refused:     pages without entries, by reason
    confidence:  feeds, and pages refused for it, by their confidence: "0.9" is from 0.9 up to 1
    skipped:     answers of an archive that are no pages: of another status than 200, or no HTML
    """

    pages: int = 0
    feeds: int = 0
    entries: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    confidence: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)

    def count(self, rows: Iterable[pa.RecordBatch]) -> None:
        """Count some rows."""
        for batch in rows:
            columns = (batch.column(name).to_pylist() for name in COUNTED)
            for position, sure, reason in zip(*columns, strict=True):
                self.entries += position is not None
                if position is None or position == 1:
                    self._count_page(reason, sure)

    def _count_page(self, reason: str | None, sure: float | None) -> None:
        self.pages += 1
        if reason is None:
            self.feeds += 1
        else:
            self.refused[reason] += 1
        if sure is not None:
            self.confidence[f"{min(int(sure * BINS), BINS - 1) / BINS:.1f}"] += 1

    def add(self, other: Statistics) -> None:
        """Add the numbers of another file."""
        self.pages += other.pages
        self.feeds += other.feeds
        self.entries += other.entries
        self.refused += other.refused
        self.confidence += other.confidence
        self.skipped += other.skipped

    def as_data(self) -> dict[str, Any]:
        """Return the numbers as JSON has them, the commonest reason first."""
        return {
            "pages": self.pages,
            "feeds": self.feeds,
            "entries": self.entries,
            "refused": _commonest_first(self.refused),
            "confidence": dict(sorted(self.confidence.items(), reverse=True)),
            "skipped": _commonest_first(self.skipped),
        }

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Statistics:
        """Return the numbers that `as_data` has returned."""
        counts = {name: Counter(data[name]) for name in ("refused", "confidence", "skipped")}
        return cls(pages=data["pages"], feeds=data["feeds"], entries=data["entries"], **counts)


def _commonest_first(counts: Counter[str]) -> dict[str, int]:
    """Return counts by their names, in the same order whichever process was the first to count."""
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
