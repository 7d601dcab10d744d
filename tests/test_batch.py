"""Batches of pages become batches of entries, and each fault costs its own page alone."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import feedkit
from feedkit import batch
from feedkit.batch.page_pool import PagePool
from feedkit.batch.page_rows import REASONS, Page, PageOptions
from tests.batch_readers import HANGING, KILLER, blog, faulty, url

FETCHED = datetime(2024, 3, 9, 12, tzinfo=UTC)


def table(*pages: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(list(pages))


def blogs(numbers: Iterable[int]) -> Iterator[dict[str, Any]]:
    return ({"url": url(number), "html": blog(number)} for number in numbers)


def rows(*pages: dict[str, object], **options: Any) -> list[dict[str, Any]]:
    return batch.read_pages(table(*pages), **options).to_pylist()


# --- entries ---


def test_entries_are_those_of_the_reader() -> None:
    found = rows({"url": url(1), "html": blog(1)})
    feed = feedkit.parse(blog(1), url=url(1))
    assert [row["position"] for row in found] == [1, 2, 3, 4, 5, 6]
    for row, entry in zip(found, feed.entries, strict=True):
        assert (row["page_url"], row["title"], row["url"]) == (url(1), entry.title, entry.url)
        assert (row["published"], row["summary"]) == (entry.published, entry.summary)
        assert row["authors"] == [{"name": "Ada Kiln", "email": None, "url": None}]
        assert (row["feed_title"], row["feed_language"]) == ("Kiln 1", "en")
        assert row["feeds"] == ["https://kiln.example/feed"]
        assert (row["confidence"], row["reason"], row["error"]) == (feed.confidence, None, None)


def test_every_field_of_an_entry_has_a_column() -> None:
    names = batch.SCHEMA.names
    assert {one.name for one in fields(feedkit.Entry)} - {"episode", "extensions", "json_extensions"} <= set(
        names
    )
    tag = batch.SCHEMA.field("tags").type.value_type
    assert [field.name for field in tag] == [one.name for one in fields(feedkit.Tag)]


def test_batches_and_tables_come_back_as_they_are() -> None:
    pages = table({"url": url(1), "html": blog(1)}, {"url": url(2), "html": blog(2)})
    found = batch.read_pages(pages)
    (one,) = pages.to_batches()
    assert isinstance(found, pa.Table)
    assert pa.Table.from_batches([batch.read_pages(one)]).equals(found)
    assert pa.Table.from_batches(batch.read_batches([one])).equals(found)
    assert found.schema == batch.read_pages(pages.slice(0, 0)).schema == batch.SCHEMA
    assert batch.read_pages(one.slice(0, 0)).num_rows == 0


def test_each_page_has_a_list() -> None:
    pages = table(*blogs([1]), {"url": url(2), "html": "<p>Nothing."}, *blogs([3]))
    found = batch.read_lists(pages)
    assert [len(entries) for entries in found] == [6, 1, 6]
    rows = [row for entries in found.to_pylist() for row in entries or ()]
    assert rows == batch.read_pages(pages).to_pylist()
    assert batch.read_lists(pages.slice(0, 0)).to_pylist() == []


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.binary_view()]
)
def test_html_is_text_or_bytes(kind: pa.DataType) -> None:
    html = blog(1) if kind in (pa.string(), pa.large_string()) else blog(1).encode()
    pages = pa.table({"url": [url(1)], "html": pa.array([html], kind)})
    assert batch.read_pages(pages).num_rows == 6


def test_ages_count_from_the_time_of_fetching() -> None:
    html = blog(1).replace("<time datetime='2024-03-01'>1 March 2024</time>", "<time>3 days ago</time>")
    first = rows({"url": url(1), "html": html, "fetched": FETCHED})[0]
    assert (first["fetched"], first["published"].date()) == (FETCHED, datetime(2024, 3, 6).date())
    naive = pa.table({"url": [url(1)], "html": [html], "fetched": pa.array([FETCHED.replace(tzinfo=None)])})
    assert batch.read_pages(naive).to_pylist()[0] == first


def test_the_header_names_the_encoding() -> None:
    html = blog(1).replace("Firing", "Obżarka łąki").encode("iso-8859-2")
    found = rows({"url": url(1), "html": html, "content_type": "text/html; charset=ISO-8859-2"})
    assert found[0]["title"] == "Obżarka łąki 1, day 1"


def test_half_a_character_costs_itself() -> None:
    data = '<script type=application/ld+json>{"@type": "Blog", "name": "\\ud83d"}</script>'
    assert len(rows({"url": url(1), "html": blog(1, data)})) == 6


# --- pages without entries ---


@pytest.mark.parametrize(
    ("page", "reason", "error"),
    [
        ({"html": None}, "unreadable", "wanted a page, found null"),
        ({"html": b" "}, "not-html", "wanted an HTML page, found a text without any tag"),
        ({"html": b"README.md"}, "not-html", "wanted an HTML page, found a text without any tag"),
        ({"html": b"%PDF-1.7 <"}, "unreadable", "wanted a page, data or other text, found a PDF document"),
        ({"html": b'{"a": "<p>"}'}, "not-html", "wanted an HTML page, found the format json"),
        ({"html": b"<rss><channel/></rss>"}, "not-html", "wanted an HTML page, found the format feed"),
        (
            {"html": blog(1).encode(), "content_type": "image/png"},
            "not-html",
            "wanted an HTML page, found image/png",
        ),
        (
            {"html": b"<p>One page.</p>"},
            "no-entries",
            "no entries found: the page shows only 0 links; its list may be made by JavaScript",
        ),
    ],
)
def test_a_page_without_entries_is_a_row(page: dict[str, Any], reason: str, error: str) -> None:
    first, second, *others = rows(
        {"url": url(1), "content_type": None, **page}, {"url": url(2), "html": blog(2)}
    )
    assert (first["page_url"], first["position"], first["title"]) == (url(1), None, None)
    assert (first["reason"], first["error"]) == (reason, error)
    assert reason in REASONS
    assert (second["page_url"], second["position"], len(others)) == (url(2), 1, 5)


def test_a_page_that_is_not_sure_has_no_entries() -> None:
    (row,) = rows({"url": url(1), "html": blog(1)}, min_confidence=1.0)
    sure = feedkit.parse(blog(1), url=url(1)).confidence
    assert row["confidence"] == sure
    assert row["reason"] == "unsure"
    assert row["error"] == f"wanted a confidence of 1.00 that these are the entries, found {sure:.2f}"


def test_a_page_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedkit.batch.page_rows.MAX_PAGE_SIZE", 1000)
    (row,) = rows({"url": url(1), "html": blog(1).encode()[:1001]})
    assert row["reason"] == "too-large"
    assert row["error"] == "wanted a page of up to 1,000 bytes, found 1,001"


def test_a_login_is_in_no_row() -> None:
    found = rows({"url": "https://ada:secret@kiln.example/", "html": blog(1)})
    assert {row["page_url"] for row in found} == {"https://kiln.example/"}
    assert "secret" not in str(found)


def test_an_address_that_is_none_leaves_links_out() -> None:
    found = rows({"url": "saved/page.html", "html": blog(1)})
    assert [(row["page_url"], row["url"]) for row in found] == [("saved/page.html", None)] * 6


# --- calls ---


def test_columns_are_checked() -> None:
    with pytest.raises(ValueError, match=r"^wanted the columns url and html, found url, text$"):
        rows({"url": url(1), "text": ""})
    with pytest.raises(TypeError, match=r"^column html: wanted binary or text, found int64$"):
        rows({"url": url(1), "html": 1})
    with pytest.raises(TypeError, match=r"^column fetched: wanted a timestamp, found string$"):
        rows({"url": url(1), "html": "", "fetched": "today"})


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"min_confidence": 2}, "min_confidence must be from 0 to 1, not 2"),
        ({"time_limit": 0}, "time_limit must be seconds above 0, not 0"),
        ({"timezone": "Mars"}, "timezone must be an IANA name such as Europe/Berlin or UTC, not 'Mars'"),
    ],
)
def test_options_are_checked(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        batch.read_batches([], **options)


def test_feedkit_is_imported_without_arrow_and_says_what_is_missing() -> None:
    code = """
import sys
import feedkit, feedkit.cli
assert not {"pyarrow", "fastwarc", "fsspec"} & set(sys.modules)
sys.modules["pyarrow"] = None
try:
    import feedkit.batch
except ModuleNotFoundError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    missing = 'feedkit.batch needs the extra "batch", which is not installed'
    assert done.stdout == f"{missing}: python -m pip install 'feedkit-generator[batch]'\n"


# --- processes ---


def pages(*ends: str) -> list[Page]:
    return [Page(url(number), blog(number, end)) for number, end in enumerate(ends)]


def read_in_processes(given: list[Page], time_limit: float) -> list[dict[str, Any]]:
    with PagePool(PageOptions(), time_limit, faulty) as pool:
        return pa.Table.from_batches(pool.read(given), batch.SCHEMA).to_pylist()


def test_processes_find_the_same() -> None:
    given = table(*blogs(range(40)))
    assert batch.read_pages(given, time_limit=60).equals(batch.read_pages(given))


def test_a_page_that_kills_or_hangs_its_process_costs_itself_alone() -> None:
    found = read_in_processes(pages("", KILLER, "", HANGING, KILLER, ""), 10)
    assert [(row["page_url"], row["reason"]) for row in found if not row["position"]] == [
        (url(1), "crashed"),
        (url(3), "timeout"),
        (url(4), "crashed"),
    ]
    assert found[6]["error"] == "the process that read it died, twice: it may have run out of memory"
    assert found[13]["error"] == "not read within 10 seconds"
    whole = batch.read_pages(table(*blogs((0, 2, 5))))
    assert [row for row in found if row["position"]] == whole.to_pylist()


def test_a_process_that_is_killed_from_outside_costs_nothing() -> None:
    given = pages(*[""] * 3)
    with PagePool(PageOptions(), 60) as pool:
        first = pa.Table.from_batches(pool.read(given))
        for process in active_children():
            assert process.pid is not None
            os.kill(process.pid, signal.SIGKILL)
        assert pa.Table.from_batches(pool.read(given)).combine_chunks().equals(first)


# --- documentation ---

DOCS = (Path(__file__).parents[1] / "docs" / "batch.md").read_text("utf-8")


def test_every_column_and_reason_is_documented() -> None:
    entry = {one.name for one in fields(feedkit.Entry)}
    assert [name for name in batch.SCHEMA.names if name not in entry and f"`{name}`" not in DOCS] == []
    assert dict(re.findall(r"^\| `([a-z-]+)` \| ([^|]*) \|$", DOCS, re.M)).items() >= REASONS.items()
