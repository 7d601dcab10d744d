"""A feed as an HTTP response, and what conditional requests are answered."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feedkit
from feedkit import Entry, Feed
from feedkit.formats import FORMATS, FormatName
from tests.any_feed import MOMENT
from tests.test_writers_any import FINISHED

UPDATED = datetime(2025, 5, 9, 18, 30, 15, 250_000, timezone(timedelta(hours=2)))
FEED = Feed(
    title="Kites",
    url="https://kites.example/",
    feed_url="https://kites.example/feed.xml",
    entries=(Entry(title="A box kite", url="https://kites.example/box", published=UPDATED),),
)
LAST_MODIFIED = "Fri, 09 May 2025 16:30:15 GMT"
END = datetime.max.replace(tzinfo=UTC)  # no feed is dated after it


def status(**request_headers: str) -> int:
    """What a request with these headers is answered; `@` stands for the feed's ETag."""
    etag = feedkit.respond(FEED, "atom", now=MOMENT).headers["ETag"]
    headers = {name.replace("_", "-"): value.replace("@", etag) for name, value in request_headers.items()}
    return feedkit.respond(FEED, "atom", request_headers=headers, now=MOMENT).status


# --- the whole feed ---


@pytest.mark.parametrize(
    ("format", "content_type"),
    [
        ("atom", "application/atom+xml; charset=utf-8"),
        ("rss", "application/rss+xml; charset=utf-8"),
        ("json", "application/feed+json"),
    ],
)
def test_the_whole_feed_answers_a_request_without_conditions(format: FormatName, content_type: str) -> None:
    response = feedkit.respond(FEED, format)
    assert (response.status, response.body) == (200, feedkit.write(FEED, format))
    assert list(response.headers) == ["Content-Type", "ETag", "Last-Modified"]
    assert response.headers["Content-Type"] == content_type
    assert response.headers["Last-Modified"] == LAST_MODIFIED


def test_an_etag_stands_for_the_bytes() -> None:
    changed = replace(FEED, subtitle="And how they fly")
    kinds = [(feed, name) for feed in (FEED, changed) for name in FORMATS]
    etags = [feedkit.respond(*kind).headers["ETag"] for kind in kinds]
    assert len(set(etags)) == len(kinds) == 6
    assert [feedkit.respond(*kind).headers["ETag"] for kind in kinds] == etags


def test_last_modified_does_not_lie_ahead() -> None:
    before = datetime(2025, 5, 1, tzinfo=UTC)
    response = feedkit.respond(FEED, "atom", now=before)
    assert response.headers["Last-Modified"] == "Thu, 01 May 2025 00:00:00 GMT"
    sent = {"If-Modified-Since": response.headers["Last-Modified"]}
    assert feedkit.respond(FEED, "atom", request_headers=sent, now=before).status == 200


def test_entries_without_a_date_are_of_now() -> None:
    undated = replace(FEED, entries=(Entry(title="A box kite", url="https://kites.example/box"),))
    response = feedkit.respond(undated, "json", now=MOMENT)
    assert response.headers["Last-Modified"] == "Fri, 02 Jan 2026 03:04:05 GMT"
    assert response.body == feedkit.write(feedkit.finish(undated, now=MOMENT), "json")


def test_the_headers_are_a_dict_to_which_more_may_be_added() -> None:
    feedkit.respond(FEED, "atom").headers["Cache-Control"] = "max-age=600"
    assert "Cache-Control" not in feedkit.respond(FEED, "atom").headers


def test_a_format_that_there_is_not_and_a_naive_now_are_mistakes_of_the_program() -> None:
    with pytest.raises(ValueError, match=f"^format must be one of {', '.join(FORMATS)}, not 'rss3'$"):
        feedkit.respond(FEED, "rss3")  # type: ignore[arg-type]
    message = r"^now must have a time zone, but is naive: datetime\.datetime\(2025, 1, 1, 0, 0\)$"
    with pytest.raises(ValueError, match=message):
        feedkit.respond(FEED, "atom", now=datetime(2025, 1, 1))


# --- conditional requests ---


@pytest.mark.parametrize("tags", ["@", "W/@", "*", ' "other", W/@ ', '"a,b",@', '"",@', '"other" ,, @'])
def test_the_feed_that_a_client_has_is_not_sent_again(tags: str) -> None:
    assert status(If_None_Match=tags) == 304


@pytest.mark.parametrize("tags", ['"other"', 'W/"other"', '"*"', "other", '"', '""', '"other, @'])
def test_another_feed_is_sent(tags: str) -> None:
    assert status(If_None_Match=tags) == 200


@pytest.mark.parametrize(
    "since",
    [
        LAST_MODIFIED,
        "Fri, 09 May 2025 16:30:16 GMT",
        "Friday, 09-May-25 16:30:15 GMT",
        "Fri May  9 16:30:15 2025",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ],
)
def test_a_feed_that_was_not_modified_since_is_not_sent_again(since: str) -> None:
    assert status(If_Modified_Since=since) == 304


@pytest.mark.parametrize(
    "since",
    [
        "Fri, 09 May 2025 16:30:14 GMT",
        "Friday, 09-May-25 16:30:14 GMT",
        "Fri May  9 16:30:14 2025",
    ],
)
def test_a_feed_that_was_modified_since_is_sent(since: str) -> None:
    assert status(If_Modified_Since=since) == 200


@pytest.mark.parametrize(
    "since",
    [
        "",
        "tomorrow",
        "2030-01-01T00:00:00Z",
        "1893456000",
        "Fri, 32 May 2030 00:00:00 GMT",
        "Fri, 10 May 2030 00:00:00 +99999999999999",
        f"Fri, 10 May {'9' * 5000} 00:00:00 GMT",
    ],
)
def test_what_is_no_date_is_ignored(since: str) -> None:
    assert status(If_Modified_Since=since) == 200


def test_if_none_match_goes_before_if_modified_since() -> None:
    assert status(If_None_Match='"other"', If_Modified_Since=LAST_MODIFIED) == 200
    assert status(If_None_Match="malformed", If_Modified_Since=LAST_MODIFIED) == 200
    assert status(If_None_Match="@", If_Modified_Since="Fri, 09 May 2024 16:30:15 GMT") == 304
    assert status(If_None_Match="", If_Modified_Since=LAST_MODIFIED) == 304  # as if it were not sent


@pytest.mark.parametrize("name", ["If-None-Match", "if-none-match", "IF-NONE-MATCH"])
def test_names_of_headers_may_be_in_any_case(name: str) -> None:
    assert feedkit.respond(FEED, "rss", request_headers={"Host": "kites.example", name: "*"}).status == 304


@given(feed=FINISHED, format=st.sampled_from(sorted(FORMATS)))
def test_what_any_feed_was_answered_with_is_not_sent_again(feed: Feed, format: FormatName) -> None:
    response = feedkit.respond(feed, format, now=END)
    assert (response.status, response.body) == (200, feedkit.write(feed, format))
    for condition, name in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        request_headers = {condition: response.headers[name]}
        again = feedkit.respond(feed, format, request_headers=request_headers, now=END)
        assert again == feedkit.Response(status=304, headers=response.headers, body=b"")


@given(etags=st.text(), since=st.text() | st.datetimes().map(format_datetime))
def test_any_headers_are_answered(etags: str, since: str) -> None:
    assert status(If_None_Match=etags, If_Modified_Since=since) in (200, 304)


@pytest.mark.parametrize(
    ("updated", "said", "status"),
    [
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), "Mon, 01 Jan 0001 00:00:00 GMT", 304),
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-14))), "Fri, 02 Jan 2026 03:04:05 GMT", 200),
    ],
)
def test_the_first_and_the_last_day_of_the_calendar_are_answered(
    updated: datetime, said: str, status: int
) -> None:
    feed = replace(FEED, entries=(Entry(title="Old, or not yet", published=updated),))
    response = feedkit.respond(feed, "json", request_headers={"If-Modified-Since": said}, now=MOMENT)
    assert (response.headers["Last-Modified"], response.status) == (said, status)


def test_feedkit_is_imported_without_it() -> None:
    code = (
        "import sys, feedkit; assert 'feedkit.responses' not in sys.modules; "
        "feedkit.respond; assert 'feedkit.responses' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
