"""Plain text to entries: a table of texts, and what must hold for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feedkit.errors import NoEntriesError
from feedkit.model import Entry
from feedkit.parsers import text

CASES = tomllib.loads(Path(__file__, "../data/texts.toml").resolve().read_text("utf-8"))["case"]
UTC = ZoneInfo("UTC")


def row(entry: Entry) -> str:
    cells = (
        f"{entry.published:%Y-%m-%d}" if entry.published else "",
        entry.title or "",
        ", ".join(person.name for person in entry.authors),
        entry.summary or "",
        entry.url or "",
    )
    return _folded(" | ".join(cells))


def _folded(cells: str) -> str:
    return "|".join(cell.strip() for cell in cells.split("|")).rstrip("|")


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_table(case: dict[str, Any], newline: str) -> None:
    content = case["text"].replace("\n", newline)
    if not case["entries"]:
        with pytest.raises(NoEntriesError, match="no entries found in the plain text: "):
            text.read(content, None, UTC)
        return
    feed = text.read(content, None, UTC).feed
    assert [row(entry) for entry in feed.entries] == [_folded(cells) for cells in case["entries"]]
    assert feed.title == case.get("title")
    assert len(feed.problems) == case.get("problems", 0)
    if "updated" in case:
        assert [f"{entry.updated:%Y-%m-%d}" for entry in feed.entries] == case["updated"]
