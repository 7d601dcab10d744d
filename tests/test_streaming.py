"""Any number of entries are written as a list of them is, in little memory, and whole or not at all."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feedkit
from feedkit import Entry, Feed, InvalidFeedError, Problem
from feedkit.formats import FORMATS, FormatName
from feedkit.writers import xml_body
from tests.any_feed import ENTRIES, FEEDS, MOMENT
from tests.full_feed import full

DOCUMENT = Path(__file__).parents[1] / "docs" / "many-entries.md"
FEED = Feed(title="The log of the quarry", url="https://quarry.example/log/")
each_format = pytest.mark.parametrize("format", FORMATS)


def streamed(feed: Feed, format: FormatName, problems: list[Problem] | None = None) -> bytes:
    """What a feed is written as when its entries are an iterator."""
    file = BytesIO()
    head, entries = replace(feed, entries=()), iter(feed.entries)
    assert feedkit.write_file(file, head, format, entries=entries, now=MOMENT, problems=problems) >= 0
    return file.getvalue()


def listed(feed: Feed, format: FormatName) -> bytes:
    return feedkit.write(feedkit.finish(feed, now=MOMENT), format)


def outcome(write: Callable[[Feed, FormatName], bytes], feed: Feed, format: FormatName) -> object:
    try:
        return write(feed, format)
    except InvalidFeedError as error:
        return error.problems


def post(number: int, **fields: Any) -> Entry:
    day = datetime(2026, 1, 1, tzinfo=MOMENT.tzinfo) - timedelta(days=number)
    given: dict[str, Any] = {"title": f"Wedge {number}", "url": f"/log/{number}", "published": day}
    return Entry(**given | fields)


# --- the same bytes ---


@each_format
@given(feed=FEEDS)
def test_the_bytes_are_those_of_the_list(feed: Feed, format: FormatName) -> None:
    assert outcome(streamed, feed, format) == outcome(listed, feed, format)


@each_format
@given(entries=st.lists(ENTRIES, min_size=3, max_size=12))
def test_they_are_where_few_entries_are_in_memory(entries: list[Entry], format: FormatName) -> None:
    feed = replace(FEED, entries=[replace(entry, title=f"Wedge {entry.title}") for entry in entries])
    wanted = listed(feed, format)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xml_body, "MAX_LINES", 20)
        patch.setattr(xml_body, "MAX_IN_MEMORY", 100)
        patch.setattr(xml_body, "MAX_PIECE", 7)
        assert streamed(feed, format) == wanted == listed(feed, format)


@each_format
def test_they_are_for_a_feed_with_every_field(format: FormatName) -> None:
    feed = full(Feed)
    assert streamed(feed, format) == listed(feed, format)
    assert streamed(feedkit.finish(feed), format) == listed(feed, format)


@each_format
@pytest.mark.parametrize(
    "entries",
    [
        [],
        [post(3), post(1), post(2)],
        [post(1), post(2, published=None), post(3), post(4, published=None)],
        [post(1, published=None), post(2, published=None)],
        [post(1), post(2), post(1, summary="The one that says more")],
        [post(1, id="one", title="A"), post(2, id="one", title="B"), post(3, id="one", title="B", url=None)],
        [Entry(title="Same"), Entry(title="Same", summary="Other"), Entry(title="Same", content="<p>Third")],
    ],
    ids=["none", "any order", "half dated", "undated", "repeated", "of one id", "of one title"],
)
def test_they_are_for_entries(entries: list[Entry], format: FormatName) -> None:
    feed = replace(FEED, entries=entries)
    assert streamed(feed, format) == listed(feed, format)


def test_entries_may_be_those_of_the_feed(tmp_path: Path) -> None:
    feed = replace(FEED, entries=[post(1), post(2)])
    assert feedkit.write_file(tmp_path / "feed.xml", feed, "rss") == 2
    assert (tmp_path / "feed.xml").read_bytes() == feedkit.write(feed, "rss")


def test_what_cannot_be_used_is_reported() -> None:
    feed = replace(FEED, language="??", entries=[post(1, image="http://["), post(2)])
    problems: list[Problem] = []
    streamed(feed, "atom", problems)
    reported: list[Problem] = []
    feedkit.finish(feed, problems=reported)
    assert set(problems) == set(reported)
    assert len(problems) == 2


# --- whole or not at all ---


def failing() -> Iterator[Entry]:
    yield post(1)
    raise OSError("the database is gone")


@each_format
@pytest.mark.parametrize(
    ("entries", "error", "message"),
    [
        (
            [post(1), post(2), Entry(rights="All")],
            InvalidFeedError,
            r"entry 3 \(id tag:quarry.example.*\), title: wanted a title, summary, content, .*, found none",
        ),
        (
            [post(1), {"title": "Wedge"}],
            TypeError,
            r"entries must be of type Entry, but number 2 is \{'title': 'Wedge'\}",
        ),
        (failing(), OSError, "the database is gone"),
    ],
    ids=["empty", "no entry", "failing"],
)
def test_where_an_entry_is_wrong_the_file_stays(
    entries: Any, error: type[Exception], message: str, format: FormatName, tmp_path: Path
) -> None:
    path, file = tmp_path / "feed.xml", BytesIO()
    path.write_text("as it was")
    for target in (path, file):
        given = entries if isinstance(entries, list) else failing()
        with pytest.raises(error, match=message):
            feedkit.write_file(target, FEED, format, entries=given, now=MOMENT)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("feed.xml", "as it was")]
    assert file.getvalue() == b""


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (
            {"file": StringIO()},
            TypeError,
            "file must be a binary file, but is one of text: open it with mode 'wb'",
        ),
        ({"file": 7}, TypeError, "file must be a path or a binary file, but is 7"),
        ({"to": "rss2"}, ValueError, "format must be one of atom, rss, json, not 'rss2'"),
        (
            {"feed": replace(FEED, entries=[post(1)])},
            ValueError,
            "feed must have no entries where entries are given, but has 1",
        ),
        (
            {"now": datetime(2026, 1, 1)},
            ValueError,
            "now must have a time zone, but is naive: datetime.datetime(2026, 1, 1, 0, 0)",
        ),
    ],
)
def test_errors_say_what_was_wanted(arguments: Any, error: type[Exception], message: str) -> None:
    given = {"file": BytesIO(), "feed": FEED, "to": "atom", "entries": [post(2)]} | arguments
    with pytest.raises(error) as raised:
        feedkit.write_file(**given)
    assert str(raised.value) == message


# --- memory ---

MEASURED = """
import resource, sys
from datetime import UTC, datetime, timedelta
import feedkit

def peak():  # in MB
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1 << 20 if sys.platform == "darwin" else 1 << 10)

def entries():
    for number in range(4000):
        date = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(hours=number)
        text = "stone " * 4000
        yield feedkit.Entry(title=f"Wedge {number}", url=f"/log/{number}", published=date, content=text)

before, feed = peak(), feedkit.Feed(title="The log", url="https://quarry.example/log/")
assert feedkit.write_file(sys.argv[1], feed, sys.argv[2], entries=entries()) == 4000
print(peak() - before)
"""


@each_format
def test_documents_of_any_size_take_little_memory(format: FormatName, tmp_path: Path) -> None:
    path = tmp_path / "feed"
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path), format], capture_output=True, text=True, check=True
    )
    assert path.stat().st_size > 90_000_000
    assert float(done.stdout) < 60


def test_the_example_of_the_documentation_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with sqlite3.connect("posts.db") as database:
        database.execute("CREATE TABLE posts (title, path, html)")
        rows = product(["Wedge", "Sledge"], ["/a", "/b"], ["<p>Stone</p>"])
        database.executemany("INSERT INTO posts VALUES (?, ?, ?)", rows)
    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.S)
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, check=True)
    assert done.stdout == "4 entries written\n"
    assert Path("public/atom.xml").read_bytes().count(b"<entry>") == 4
