"""Plain text to entries: a table of texts, and what must hold for any text."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, datetime
from itertools import permutations
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.errors import NoEntriesError
from feedkit.model import Entry
from feedkit.parsers import Job
from feedkit.parsers.text import read
from tests.costs import assert_linear

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
            read(Job(content=content))
        return
    reading = read(Job(content=content))
    feed = reading.feed
    assert [row(entry) for entry in feed.entries] == [_folded(cells) for cells in case["entries"]]
    assert feed.title == case.get("title")
    assert len(reading.problems) == case.get("problems", 0)
    if "updated" in case:
        assert [f"{entry.updated:%Y-%m-%d}" for entry in feed.entries] == case["updated"]


WORDS = ("copper", "lantern", "Harbour", "moss", "riddle", "Elm", "quiet", "seven", "orchard", "tin", "fable")
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
texts = st.lists(st.sampled_from(WORDS), min_size=7, max_size=20).map(" and ".join)
days = st.dates(date(1995, 1, 1), date(2025, 12, 31))
posts = st.lists(
    st.tuples(titles, texts, days), min_size=2, max_size=8, unique_by=lambda post: post[0].casefold()
)

LAYOUTS = {
    "after": "{title}\n\n{text}.\n\nDate: {day:%B %-d, %Y} | Author: Ada Quist\n\n",
    "before": "{day:%Y-%m-%d} by Ada Quist\n{title}\n\n",
    "middle": "{title}\n{day:%d %B %Y} · by Ada Quist\n\nThe {text}, which is all that there is to say.\n\n",
    "gap": "{title}\nPublished: {day:%Y-%m-%d}\nAuthor: Ada Quist\n{text}\n\n\n",
    "record": "Title: {title}\nAuthor: Ada Quist\nDate: {day:%Y-%m-%d}\nSummary: {text}\n",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@given(posts=posts)
def test_what_is_laid_out_is_found(layout: str, posts: list[tuple[str, str, date]]) -> None:
    content = "".join(layout.format(title=title, text=text, day=day) for title, text, day in posts)
    found = read(Job(content=content)).feed.entries
    assert [(entry.title, entry.published) for entry in found] == [
        (title, datetime(day.year, day.month, day.day, tzinfo=UTC)) for title, _, day in posts
    ]
    assert {person.name for entry in found for person in entry.authors} == {"Ada Quist"}


FACTS = ("Date:", "May 1, 2025", "03/04/2025", "|", "by", "Author: ", "----", "2024", "https://a.test/", "- ")
PIECES = (*WORDS, *FACTS, "\n", "\n\n", " ")


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=60).map("".join))
def test_any_text_is_read_or_refused(content: str) -> None:
    try:
        feed = read(Job(content=content, url="https://a.example/")).feed
    except NoEntriesError:
        return
    assert feed.entries
    assert all(entry.title is None or entry.title.strip() for entry in feed.entries)


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "x" * (3 * n),
        lambda n: "a: " * n,
        lambda n: "Author: " + "X, " * n,
        lambda n: "Date: May 1, 2025\n" * (n // 5),
        lambda n: "Note: a\n" + " b\n" * n,
        lambda n: "By A\n" * (n // 2),
        lambda n: "| " * n,
        lambda n: "=" * n,
    ],
    ids=["letters", "labels", "names", "dates", "folds", "by-lines", "separators", "rule"],
)
def test_long_texts_cost_no_more_than_their_length(make: Callable[[int], str]) -> None:
    def refused(content: str) -> None:
        with pytest.raises(NoEntriesError):
            read(Job(content=content))

    assert_linear(refused, make, 20_000)


def test_a_block_that_has_a_date_only_is_no_entry() -> None:
    found = read(Job(content="title: A\ndate: 2025-01-02\nDate: May 1, 2025"))
    assert [entry.title for entry in found.feed.entries] == ["A"]


def test_dates_that_are_not_certain_are_reported() -> None:
    reading = read(Job(content="A\nDate: 03/04/2025\n\nB\nDate: 05/06/2025\n"))
    assert [entry.published for entry in reading.feed.entries] == [None, None]
    wanted = "published: wanted a date that is certain, found"
    assert [str(problem) for problem in reading.problems] == [
        f"entry 1 'A', {wanted} '03/04/2025': can be 2025-03-04 or 2025-04-03",
        f"entry 2 'B', {wanted} '05/06/2025': can be 2025-05-06 or 2025-06-05",
    ]


BLOCKS = (
    {"title": "The third bend", "date": "5 November 2025 - 09:01", "url": "https://river.example/4"},
    {"title": "A weir", "date": "21 August 2025", "url": "https://river.example/3"},
    {"title": "The source", "date": "3 August 2025 - 18:30", "url": "https://river.example/2"},
    {"title": "A mouth", "date": "1 July 2025", "url": "https://river.example/1"},
)


@pytest.mark.parametrize("missing", ["", "date", "url"])
@pytest.mark.parametrize("order", list(permutations(("title", "date", "url"))), ids="-".join)
def test_neither_date_nor_address_moves_to_another_block(order: tuple[str, ...], missing: str) -> None:
    blocks = [dict(block) for block in BLOCKS]
    blocks[1].pop(missing, None)
    text = "\n\n".join("\n".join(block[name] for name in order if name in block) for block in blocks)
    found = read(Job(content=text)).feed.entries
    assert [(entry.title, entry.url) for entry in found] == [(one["title"], one.get("url")) for one in blocks]
    moments = ["2025-11-05 09:01", "2025-08-21 00:00", "2025-08-03 18:30", "2025-07-01 00:00"]
    moments[1] = "" if missing == "date" else moments[1]
    assert [f"{entry.published:%Y-%m-%d %H:%M}" if entry.published else "" for entry in found] == moments
