"""Every folder of tests/cases: its entries, its feeds byte for byte, and what others read in these feeds."""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
from calendar import timegm
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

import feedkit
from feedkit import Entry, NoEntriesError
from feedkit.checks import check
from feedkit.formats import FormatName
from feedkit.values.tag_uris import id_as_uri
from tests.accept import FORMATS, NOW, Case, cases

ROOT = Path(__file__).parents[1]
CASES = cases()
LISTS = [case for case in CASES if "error" not in case.about]
REFUSED = [case for case in CASES if "error" in case.about]
ATOM = "{http://www.w3.org/2005/Atom}"

each_list = pytest.mark.parametrize("case", LISTS, ids=lambda case: case.name)


def test_there_are_cases() -> None:
    assert len(LISTS) >= 60
    assert len(REFUSED) >= 10


@each_list
def test_entries_are_those_written_down_by_hand(case: Case) -> None:
    assert case.differences() == []


@each_list
def test_a_page_that_was_fetched_later_has_the_same_entries(case: Case) -> None:
    assert case.read(NOW).entries == case.feed.entries


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_pages_without_entries_are_refused(case: Case) -> None:
    with pytest.raises(NoEntriesError) as caught:
        feedkit.parse(case.source, url=case.about["url"])
    assert str(caught.value) == case.about["error"]


@each_list
@pytest.mark.parametrize("format", FORMATS)
def test_feeds_are_the_expected_bytes(case: Case, format: FormatName) -> None:
    expected = case.folder / FORMATS[format]
    assert feedkit.write(case.feed, format) == expected.read_bytes()


@each_list
@pytest.mark.parametrize("format", ["atom", "rss"])
def test_what_is_written_is_read_back(case: Case, format: FormatName) -> None:
    found = feedparser.parse((case.folder / FORMATS[format]).read_bytes())
    assert not found.bozo
    assert found.feed.title == case.feed.title
    assert [_read_back(item) for item in found.entries] == [
        _facts(entry, case.feed.id if format == "atom" else None) for entry in case.feed.entries
    ]


@each_list
def test_json_feeds_are_read_back(case: Case) -> None:
    found = json.loads((case.folder / "feed.json").read_bytes())
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["title"] == case.feed.title
    assert [item["id"] for item in found["items"]] == [entry.id for entry in case.feed.entries]
    for item, entry in zip(found["items"], case.feed.entries, strict=True):
        assert item.get("title") == entry.title
        assert item.get("url") == entry.url
        assert item.get("summary") == entry.summary
        assert "content_text" in item or "content_html" in item
        date = item.get("date_published")
        assert (datetime.fromisoformat(date) if date else None) == entry.published


@each_list
@pytest.mark.parametrize("format", FORMATS)
def test_feeds_are_valid(case: Case, format: FormatName) -> None:
    """But for the self link: where a feed will be published is not known here. Events may lie ahead."""
    ahead = any(entry.published and entry.published > NOW for entry in case.feed.entries)
    report = check((case.folder / FORMATS[format]).read_bytes(), now=NOW)
    assert {finding.rule for finding in report.findings} <= {"no-self-link", "future-date" if ahead else ""}


@each_list
def test_atom_has_what_it_must(case: Case) -> None:
    root = etree.fromstring((case.folder / "feed.atom").read_bytes())
    assert root.tag == ATOM + "feed"
    for element in (root, *root.iter(ATOM + "entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
    ids = [element.text for element in root.iter(ATOM + "id")]
    assert len(ids) == len(set(ids))
    for entry in root.iter(ATOM + "entry"):
        assert (
            entry.find(ATOM + "author/" + ATOM + "name") is not None or root.find(ATOM + "author") is not None
        )


@each_list
def test_rss_has_what_it_must(case: Case) -> None:
    root = etree.fromstring((case.folder / "feed.rss").read_bytes())
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    for name in ("title", "link", "description"):
        assert len(channel.findall(name)) == 1
    guids = [guid.text for guid in channel.iter("guid")]
    assert len(guids) == len(set(guids)) == len(case.feed.entries)
    assert all(item.find("title") is not None for item in channel.iter("item"))


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "LC_ALL": "", "PYTHONHASHSEED": "1"},
        {"TZ": "America/St_Johns", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "0"},
    ],
    ids=["east", "west"],
)
def test_surroundings_change_no_byte(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.accept", "--check"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def _facts(entry: Entry, feed_id: str | None) -> tuple[str | None, str | None, str | None, datetime | None]:
    own = id_as_uri(entry.id or "", feed_id) if feed_id else entry.id
    return (entry.title, entry.url, own, entry.published.astimezone(UTC) if entry.published else None)


def _read_back(item: Any) -> tuple[str | None, str | None, str | None, datetime | None]:
    moment = item.get("published_parsed")
    published = datetime.fromtimestamp(timegm(moment), UTC) if moment else None
    is_html = item.title_detail.type == "text/html"
    link = item.get("link")
    return (
        html.unescape(item.title) if is_html else item.title,
        None if link == item.id and not link.startswith("http") else link,  # feedparser's stand-in for a link
        item.id,
        published,
    )
