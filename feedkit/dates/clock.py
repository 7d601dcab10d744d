"""Times of day and zones, as they stand beside a date."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from dateutil import tz

CLOCK = r"""
    (?<![\d:])(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,12}))?)?(?![\d:]|\.\d)
    (?:[ ]?(?P<half>[aApP])\.?[ ]?[mM]\b\.?)?
    (?P<zone>[ ]?(?:UTC|GMT|utc|gmt)?[ ]?[+\-]\d{1,2}(?::?\d{2})?(?::\d\d)?(?![\d:])|[ ]?[zZ]\b)?
"""
OFFSET = re.compile(r"(?P<name>[A-Za-z]*) ?(?P<sign>[+\-])(?P<h>\d{1,2}):?(?P<m>\d{2})?(?::(?P<s>\d\d))?")
NAMED = re.compile(r" ?\[?(?P<name>[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+|[+-]\d{1,2})?)\]?")
DAY_HOURS = 24
FARTHEST = timedelta(hours=15)


class Clock(NamedTuple):
    """A time of day; `half` is None where am or pm is not written."""

    hour: int
    minute: int
    second: int = 0
    microsecond: int = 0
    half: int | None = None
    zone: tzinfo | None = None

    def time(self) -> time | None:
        """The time on a clock of 24 hours, None when there is no such time."""
        hour = self.hour
        if self.half == 1 and hour < DAY_HOURS // 2:
            hour += DAY_HOURS // 2
        elif self.half == 0 and hour == DAY_HOURS // 2:
            hour = 0
        if hour >= DAY_HOURS or self.minute > 59 or self.second > 60:
            return None
        return time(hour, self.minute, min(self.second, 59), self.microsecond)


def read_clock(found: re.Match[str], machine: bool) -> Clock | None:
    """The time that CLOCK matched, None for an impossible one.

    Args:
        found: a match of CLOCK.
        machine: is it glued to a date by a T? Only then is "10:15-07:00" no range of times.
    """
    fraction = found["f"]
    zone = zone_of(found["zone"]) if found["zone"] and _is_zone(found, machine) else None
    if zone is BROKEN:
        return None
    half = found["half"]
    clock = Clock(
        int(found["h"]),
        int(found["m"]),
        int(found["s"] or 0),
        int(fraction[:6].ljust(6, "0")) if fraction else 0,
        None if half is None else int(half in "pP"),
        zone,
    )
    return clock if clock.time() is not None else None


def _is_zone(found: re.Match[str], machine: bool) -> bool:
    zone = found["zone"].strip()
    return machine or found["s"] is not None or zone[0] != "-"


class _Broken(tzinfo):
    """The zone of an offset that is none."""


BROKEN = _Broken()


def zone_of(text: str) -> tzinfo:
    """The zone of an offset such as "+02:00", "GMT-5" or "Z"; BROKEN for one that there is not."""
    found = OFFSET.fullmatch(text.strip())
    if found is None:
        return UTC
    minutes = int(found["m"] or 0)
    offset = timedelta(hours=int(found["h"]), minutes=minutes, seconds=int(found["s"] or 0))
    if minutes > 59 or offset > FARTHEST:
        return BROKEN
    return fixed(-offset if found["sign"] == "-" else offset)


def fixed(offset: timedelta) -> tzinfo:
    """The zone of a fixed offset."""
    return timezone(offset) if offset else UTC


def named_zone(name: str) -> tzinfo | None:
    """The zone of an IANA name such as "America/Los_Angeles", None when there is none."""
    return tz.gettz(name)


def at(day: datetime, zone: tzinfo | None) -> datetime:
    """A wall time in a zone; in the hour that a clock change skips, the time that follows it."""
    return day if zone is None else tz.resolve_imaginary(day.replace(tzinfo=zone))
