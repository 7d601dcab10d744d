"""Moments and spans as people write them: what is read, what a day means, what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feedkit.values.moments import read_moment, read_span, read_time

NOW = datetime(2026, 3, 31, 1, 30, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")  # where it is still the 30th


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-01-31", "2026-01-31T00:00-05:00", "2026-02-01T00:00-05:00"),
        (" 20260131 ", "2026-01-31T00:00-05:00", "2026-02-01T00:00-05:00"),
        ("2026-01-31T18:00", "2026-01-31T18:00-05:00", "2026-01-31T18:00-05:00"),
        ("2026-01-31 18:00Z", "2026-01-31T18:00Z", "2026-01-31T18:00Z"),
        ("today", "2026-03-30T00:00-04:00", "2026-03-31T00:00-04:00"),
        ("Yesterday", "2026-03-29T00:00-04:00", "2026-03-30T00:00-04:00"),
        ("7 days", "2026-03-23T00:00-04:00", "2026-03-24T00:00-04:00"),
        ("7 days ago", "2026-03-23T00:00-04:00", "2026-03-24T00:00-04:00"),
        ("2weeks", "2026-03-16T00:00-04:00", "2026-03-17T00:00-04:00"),
        ("1 month", "2026-02-28T00:00-05:00", "2026-03-01T00:00-05:00"),
        ("3 Months", "2025-12-30T00:00-05:00", "2025-12-31T00:00-05:00"),
        ("1 year", "2025-03-30T00:00-04:00", "2025-03-31T00:00-04:00"),
        ("6 hours", "2026-03-30T19:30Z", "2026-03-30T19:30Z"),
        ("90 minutes ago", "2026-03-31T00:00Z", "2026-03-31T00:00Z"),
    ],
)
def test_a_moment(text: str, start: str, end: str) -> None:
    moment = read_moment(text)
    assert moment.start(NOW, NEW_YORK) == datetime.fromisoformat(start)
    assert moment.end(NOW, NEW_YORK) == datetime.fromisoformat(end)


def test_the_ends_of_the_calendar() -> None:
    first = datetime.min.replace(tzinfo=UTC)
    assert read_moment("999999 years").start(NOW, NEW_YORK) == first
    assert read_moment("999999 hours").start(first, NEW_YORK) == first
    assert read_moment("9999-12-31").end(NOW, ZoneInfo("UTC")).hour == 23


@pytest.mark.parametrize(
    "text", ["", "soon", "7", "days", "-7 days", "7 parsecs", "2026-02-30", "01/02/2026"]
)
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        read_moment(text)
    assert str(caught.value) == (
        'wanted a day (2026-01-31), a time (2026-01-31T18:00), "yesterday" or how long ago ("7 days", '
        f'"3 months"), found {text!r}'
    )


def test_a_span_is_not_ago() -> None:
    assert read_span("2 weeks") == timedelta(days=14)
    with pytest.raises(
        ValueError, match=r"^wanted a span of time such as 30 days, 6 hours or 2 months, found"
    ):
        read_span("2 weeks ago")


def test_a_time() -> None:
    assert read_time(" 2026-01-31T18:00 ") == datetime(2026, 1, 31, 18)
    with pytest.raises(
        ValueError, match=r"^wanted a day \(2026-01-31\) or a time \(2026-01-31T18:00\), found 'x'$"
    ):
        read_time("x")
