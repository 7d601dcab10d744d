"""Moments and spans as people write them, in the command and in feedkit.toml: "2026-01-31", "7 days"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from feedkit.values.zones import aware_datetime

Unit = Literal["minute", "hour", "day", "week", "month", "year"]
SPAN = re.compile(r"\s*(\d{1,6})\s*(minute|hour|day|week|month|year)s?(?P<ago>\s+ago)?\s*", re.I)
DAY = re.compile(r"\s*\d{4}-?\d\d-?\d\d\s*")
NAMED_DAYS = {"today": 0, "yesterday": 1}  # days ago
DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30.44, "year": 365.25}
CLOCK_UNITS = ("minute", "hour")
WANTED = 'a day (2026-01-31), a time (2026-01-31T18:00), "yesterday" or how long ago ("7 days", "3 months")'


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment, or a whole day, that may be counted from now.

    stated:  the day or time itself, where it is stated
    amount, unit: how long ago it is, where it is not
    is_day:  whether it is a whole day
    """

    stated: datetime | None = None
    amount: int = 0
    unit: Unit = "day"
    is_day: bool = True

    def start(self, now: datetime, zone: ZoneInfo) -> datetime:
        """Return the moment, or the beginning of the day in a zone, as an aware datetime."""
        if self.stated is not None:
            return aware_datetime(self.stated, zone)
        try:
            if not self.is_day:
                return now - timedelta(days=self.amount * DAYS[self.unit])
            past = now.astimezone(zone) - relativedelta(**{f"{self.unit}s": self.amount})  # type: ignore[arg-type]
        except (OverflowError, ValueError):  # before the first year
            return datetime.min.replace(tzinfo=UTC)
        return datetime.combine(past.date(), time(), zone)

    def end(self, now: datetime, zone: ZoneInfo) -> datetime:
        """Return the moment, or the end of the day in a zone, as an aware datetime."""
        start = self.start(now, zone)
        if not self.is_day:
            return start
        try:
            return start + timedelta(days=1)
        except OverflowError:  # the last day of the calendar
            return start.replace(hour=23, minute=59, second=59, microsecond=999999)


def read_moment(text: str) -> Moment:
    """Read a day, a time, or how long ago it is; what is counted in days or more is a whole day.

    Raises:
        ValueError: it is none of them.
    """
    if (days := NAMED_DAYS.get(text.strip().lower())) is not None:
        return Moment(amount=days)
    if span := SPAN.fullmatch(text):
        unit: Unit = span[2].lower()  # type: ignore[assignment]
        return Moment(amount=int(span[1]), unit=unit, is_day=unit not in CLOCK_UNITS)
    try:
        return Moment(datetime.fromisoformat(text.strip()), is_day=DAY.fullmatch(text) is not None)
    except ValueError as error:
        raise ValueError(f"wanted {WANTED}, found {text!r}") from error


def read_span(text: str) -> timedelta:
    """Read a span of time such as "30 days".

    Raises:
        ValueError: it is none.
    """
    found = SPAN.fullmatch(text)
    if found is None or found["ago"]:
        raise ValueError(f"wanted a span of time such as 30 days, 6 hours or 2 months, found {text!r}")
    return timedelta(days=int(found[1]) * DAYS[found[2].lower()])


def read_time(text: str) -> datetime:
    """Read a day or a time in ISO 8601.

    Raises:
        ValueError: it is neither.
    """
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(f"wanted a day (2026-01-31) or a time (2026-01-31T18:00), found {text!r}") from error
