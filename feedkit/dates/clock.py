"""Reads the times of day and the time zones that stand beside a date."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from dateutil import tz

from feedkit.dates.words import lexicon

CLOCK = r"""
    (?<![\d:])(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,12}))?)?(?![\d:]|\.\d)
    (?:[ ]?(?P<half>[aApP])\.?[ ]?[mM]\b\.?)?
    (?P<zone>[ ]?(?:UTC|GMT)?[ ]?[+\-]\d{1,2}(?::?\d{2})?(?::\d\d)?(?![\d:])|[ ]?Z\b)?
"""
OFFSET = re.compile(r"[A-Za-z]* ?(?P<sign>[+\-])(?P<h>\d{1,2}):?(?P<m>\d{2})?(?::(?P<s>\d\d))?")
ZONE_NAME = re.compile(
    r" ?\[?(?P<name>[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+|[+-]\d{1,2})?)\]?(?!\w)"
)
MINUTE = timedelta(minutes=1)
HOURS_A_DAY = 24
NOON = 12
MAX_OFFSET = timedelta(hours=15)  # from UTC; the largest in use is +14:00


class Clock(NamedTuple):
    """A time of day as it is written; `half` is 0 for am, 1 for pm, None when neither is written."""

    hour: int
    minute: int
    second: int = 0
    microsecond: int = 0
    half: int | None = None
    zone: tzinfo | None = None

    def time(self) -> time | None:
        """Return the time on a 24-hour clock; None when there is no such time."""
        hour = self.hour
        if self.half == 1 and hour < NOON:
            hour += NOON
        elif self.half == 0 and hour == NOON:
            hour = 0
        if hour >= HOURS_A_DAY or self.minute > 59 or self.second > 60:
            return None
        return time(hour, self.minute, min(self.second, 59), self.microsecond)


def read_clock(found: re.Match[str], *, machine: bool) -> Clock | None:
    """Return the time that CLOCK matched; None for an impossible one.

    Args:
        found: a match of CLOCK.
        machine: whether a T joins it to a date, as in ISO 8601. Otherwise "10:15-07:00" is a span of time.
    """
    zone: tzinfo | None = None
    if found["zone"] and (machine or found["s"] is not None or found["zone"].strip()[0] != "-"):
        zone = offset_zone(found["zone"])
        if zone is None:
            return None
    half = None if found["half"] is None else int(found["half"] in "pP")
    seconds = int(found["s"] or 0)
    clock = Clock(int(found["h"]), int(found["m"]), seconds, microseconds(found["f"]), half, zone)
    return clock if clock.time() is not None else None


def microseconds(digits: str | None) -> int:
    """Return the microseconds of a fraction's digits; digits after the sixth are dropped."""
    return int(digits[:6].ljust(6, "0")) if digits else 0


def offset_zone(text: str) -> tzinfo | None:
    """Return the zone of an offset such as "+02:00", "GMT-5" or "Z"; None for an impossible one."""
    found = OFFSET.fullmatch(text.strip())
    if found is None:
        return UTC
    minutes = int(found["m"] or 0)
    offset = timedelta(hours=int(found["h"]), minutes=minutes, seconds=int(found["s"] or 0))
    if minutes > 59 or offset > MAX_OFFSET:
        return None
    return fixed_zone(-offset if found["sign"] == "-" else offset)


def fixed_zone(offset: timedelta) -> tzinfo:
    """Return the zone of a fixed offset from UTC."""
    return timezone(offset) if offset else UTC


def iana_zone(name: str) -> tzinfo | None:
    """Return the zone of an IANA name such as "America/Los_Angeles"; None for an unknown name."""
    return tz.gettz(name)


def abbreviated_zone(word: str) -> tzinfo | None:
    """Return the zone of an abbreviation with one meaning, such as "EST" or "ET"; None for any other word."""
    found = lexicon().zones.get(word.lower())
    return (
        iana_zone(found) if isinstance(found, str) else None if found is None else fixed_zone(found * MINUTE)
    )


def in_zone(wall: datetime, zone: tzinfo | None) -> datetime:
    """Return a wall time with the offset of a zone; a time that a clock change skips is moved forward."""
    if zone is None:
        return wall
    value = tz.resolve_imaginary(wall.replace(tzinfo=zone))
    return value.replace(tzinfo=fixed_zone(value.utcoffset() or timedelta()))
