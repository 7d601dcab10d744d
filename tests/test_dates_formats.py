"""RFC 3339 and RFC 822 say the same instant, whatever the year and the offset."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.dates.feed_dates import rfc822, rfc3339

EPOCH = datetime(1, 1, 1)
BERLIN = ZoneInfo("Europe/Berlin")
RFC822 = "%a, %d %b %Y %H:%M:%S %z"

OFFSETS = st.integers(-86399, 86399).map(lambda seconds: timezone(timedelta(seconds=seconds)))
DATETIMES = st.datetimes(timezones=st.timezones() | OFFSETS) | st.datetimes(
    timezones=OFFSETS, allow_imaginary=False
)


def instant(value: datetime) -> timedelta:
    """The instant on one line of time, also where UTC leaves the years 1 to 9999."""
    offset = value.utcoffset()
    assert offset is not None
    return value.replace(tzinfo=None) - EPOCH - offset


@pytest.mark.parametrize(
    ("value", "atom", "rss"),
    [
        (datetime(2025, 3, 4, 18, tzinfo=UTC), "2025-03-04T18:00:00Z", "Tue, 04 Mar 2025 18:00:00 +0000"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 +0000"),
        (
            datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
            "9999-12-31T23:59:59Z",
            "Fri, 31 Dec 9999 23:59:59 +0000",
        ),
        (
            datetime(2025, 3, 4, 18, tzinfo=timezone(-timedelta(hours=9, minutes=30))),
            "2025-03-04T18:00:00-09:30",
            "Tue, 04 Mar 2025 18:00:00 -0930",
        ),
        (
            datetime(1800, 1, 1, tzinfo=BERLIN),  # local mean time: +00:53:28
            "1799-12-31T23:59:32+00:53",
            "Tue, 31 Dec 1799 23:59:32 +0053",
        ),
        (
            datetime(1, 1, 1, tzinfo=timezone(timedelta(seconds=30))),
            "0001-01-01T00:00:30+00:01",
            "Mon, 01 Jan 0001 00:00:30 +0001",
        ),
        (
            datetime(2025, 10, 26, 2, 30, fold=1, tzinfo=BERLIN),
            "2025-10-26T02:30:00+01:00",
            "Sun, 26 Oct 2025 02:30:00 +0100",
        ),
        (
            datetime(2025, 10, 26, 2, 30, tzinfo=BERLIN),
            "2025-10-26T02:30:00+02:00",
            "Sun, 26 Oct 2025 02:30:00 +0200",
        ),
        (
            datetime(2025, 3, 30, 2, 30, tzinfo=BERLIN),  # in the gap
            "2025-03-30T02:30:00+01:00",
            "Sun, 30 Mar 2025 02:30:00 +0100",
        ),
        (
            datetime(2025, 3, 4, 18, 0, 0, 250000, tzinfo=UTC),
            "2025-03-04T18:00:00.250000Z",
            "Tue, 04 Mar 2025 18:00:00 +0000",
        ),
    ],
)
def test_both_formats(value: datetime, atom: str, rss: str) -> None:
    assert rfc3339(value) == atom
    assert rfc822(value) == rss


@given(DATETIMES)
def test_both_are_read_back_as_the_same_instant(value: datetime) -> None:
    try:
        atom = rfc3339(value)
    except ValueError:
        assert not timedelta() <= instant(value) < timedelta(days=3652059)
        return
    assert instant(datetime.fromisoformat(atom)) == instant(value)
    fraction = timedelta(microseconds=value.microsecond)
    assert instant(datetime.strptime(rfc822(value), RFC822)) == instant(value) - fraction


def test_a_naive_datetime_is_refused() -> None:
    with pytest.raises(ValueError, match="must have a time zone, but this one is naive"):
        rfc3339(datetime(2025, 3, 4))
    with pytest.raises(ValueError, match="must have a time zone, but this one is naive"):
        rfc822(datetime(2025, 3, 4))


def test_an_instant_outside_of_all_years_is_refused() -> None:
    with pytest.raises(ValueError, match="no offset of whole minutes"):
        rfc3339(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=23, minutes=59, seconds=30))))
