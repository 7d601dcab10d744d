"""Limits and words that small changes would move unseen: each is held from both sides.

scripts/mutations.py changes such numbers one by one, and says which of them no test holds.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

import feedkit
from feedkit import Entry, Feed
from feedkit.checks import check
from feedkit.dates import read_date, read_stamp
from feedkit.values.sanitising import sanitised_html

JULY = datetime(2025, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "written"),
    [
        (14, "2025-07-01T12:00:00+14:00"),
        (-14, "2025-07-01T12:00:00-14:00"),
        (14.25, "2025-06-30T21:45:00Z"),
        (-14.25, "2025-07-02T02:15:00Z"),
        (15.75, "2025-06-30T20:15:00Z"),
    ],
)
def test_an_offset_beyond_14_hours_is_written_as_utc(hours: float, written: str) -> None:
    moment = datetime(2025, 7, 1, 12, tzinfo=timezone(timedelta(hours=hours)))
    feed = Feed(title="T", url="https://a.example/", entries=(Entry(id="a:1", title="a", published=moment),))
    atom = feedkit.write(feedkit.finish(feed, now=JULY), "atom").decode()
    assert f"<published>{written}</published>" in atom


@pytest.mark.parametrize(
    ("stamp", "offset"), [("2025-07-01T12:00:00+14:45", 14.75), ("2025-07-01T12:00:00+17:00", None)]
)
def test_an_offset_beyond_15_hours_is_none(stamp: str, offset: float | None) -> None:
    value = read_stamp(stamp)
    found = value.utcoffset() if isinstance(value, datetime) else None
    assert found == (None if offset is None else timedelta(hours=offset))


@pytest.mark.parametrize(
    ("published", "count"),
    [('"false"', 1), ('"False"', 1), ('"no"', 1), ("false", 1), ('"true"', 2), ("true", 2)],
)
def test_a_record_that_is_not_published_is_a_draft(published: str, count: int) -> None:
    records = (
        f'[{{"title": "Buoy repainted", "url": "https://a.example/1", "published": {published}}},'
        ' {"title": "Chain replaced", "url": "https://a.example/2", "published": true}]'
    )
    assert len(feedkit.parse(records, format="json", url="https://a.example/").entries) == count


@pytest.mark.parametrize(
    "attribute",
    ["longdesc", "cite", "usemap", "lowsrc", "dynsrc", "background", "action", "formaction", "poster"],
)
def test_a_relative_address_in_any_attribute_is_found(attribute: str) -> None:
    item = {"id": "a", "title": "a", "content_html": f'<p {attribute}="sub/page.html">a</p>'}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [item]}
    rules = {finding.rule for finding in check(json.dumps(feed).encode(), now=JULY).findings}
    assert "relative-url-in-content" in rules


@pytest.mark.parametrize("html", ["<pre>\n\n</h1>", "<pre><td>\n"])
def test_html_that_nests_in_another_way_when_read_once_more_is_read_once_more(html: str) -> None:
    once = sanitised_html(html, None)
    assert once == "<pre></pre>"
    assert sanitised_html(once, None) == once


@pytest.mark.parametrize(("days", "is_read"), [(1, True), (30, True), (31, True), (40, False), (200, False)])
def test_a_lone_day_without_a_year_is_one_of_the_last_month(days: int, is_read: bool) -> None:
    day = JULY - timedelta(days=days)
    assert (read_date(day.strftime("%d %B"), reference=JULY) is not None) is is_read


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("cs", "3. lednem 2024", 1),
        ("hr", "3. studenome 2024", 11),
        ("lt", "3 sausyje 2024", 1),
        ("pl", "3 październikiem 2024", 10),
        ("tr", "3 ocakta 2024", 1),
        ("uk", "3 вересню 2024", 9),
    ],
)
def test_a_month_is_read_in_cases_that_no_table_has(language: str, text: str, month: int) -> None:
    assert read_date(text, language=language) == date(2024, month, 3)
