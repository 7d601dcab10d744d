"""Valid feeds of all kinds that others collected: each is read, and written back as a valid one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import feedkit
from feedkit import Feed
from feedkit.checks import check
from feedkit.formats import BY_FIDELITY, FORMATS, FormatName
from feedkit.parsers import Reading
from tests.test_syndication_any import read_back

CASES = Path(__file__).parents[2] / "shared" / "feed-cases"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
URL = "https://example.org/feed.xml"
TOLD = {  # what they say that no feed of ours can hold
    "ext/itunes/new_feed_url.xml": {"apple-requires"},
    "ext/itunes/valid_category.xml": {"apple-requires"},
    "rss/should/blank_title.xml": {"empty-entry"},
}


def valid_feeds() -> list[str]:
    if not (CASES / "cases.json").exists():
        pytest.skip(f"there are no collected feeds, as {CASES} is missing")
    cases = json.loads((CASES / "cases.json").read_text("utf-8"))
    return [case["path"] for case in cases if case["valid"]]


def read(path: str) -> Reading:
    return feedkit.read((CASES / path).read_bytes(), url=URL)


def parsed(path: str) -> Feed:
    return read(path).feed


def test_valid_feeds_are_read_with_nothing_to_tell() -> None:
    readings = {path: read(path) for path in valid_feeds()}
    told = {path: {one.rule for one in made.problems} for path, made in readings.items() if made.problems}
    assert told == TOLD


@pytest.mark.parametrize("format", FORMATS)
def test_valid_feeds_are_written_back_valid(format: FormatName) -> None:
    errors = {}
    for path in valid_feeds():
        document = feedkit.write(feedkit.finish(parsed(path), now=NOW), format)
        errors[path] = [str(one) for one in check(document).findings if one.level == "error"]
    assert {path: found for path, found in errors.items() if found} == {}


@pytest.mark.parametrize("format", BY_FIDELITY)
def test_what_is_read_comes_back_from_every_format(format: FormatName) -> None:
    """Once read and written, a second reading finds all that the format holds, field by field."""
    for path in valid_feeds():
        wanted, found = read_back(feedkit.finish(parsed(path), now=NOW), format)
        assert found == wanted, path
