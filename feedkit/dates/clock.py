"""Times of day and zones, as they stand beside a date."""

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
NAMED = re.compile(r" ?\[?(?P<name>[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+|[+-]\d{1,2})?)\]?(?!\w)")
MINUTE = timedelta(minutes=1)
DAY_HOURS = 24
HALF = 12
FARTHEST = timedelta(hours=15)  # of an offset: the farthest is +14:00


class Clock(NamedTuple):
    """A time of day; `half` is 0 for am, 1 for pm, None where neither is written."""

    hour: int
    minute: int
    second: int = 0
    microsecond: int = 0
    half: int | None = None
    zone: tzinfo | None = None

    def time(self) -> time | None:
        """The time on a clock of 24 hours, None when there is no such time."""
        hour = self.hour
        if self.half == 1 and hour < HALF:
            hour += HALF
        elif self.half == 0 and hour == HALF:
            hour = 0
        if hour >= DAY_HOURS or self.minute > 59 or self.second > 60:
            return None
        return time(hour, self.minute, min(self.second, 59), self.microsecond)


def read_clock(found: re.Match[str], *, machine: bool) -> Clock | None:
    """The time that CLOCK matched, None for an impossible one.

    Args:
        found: a match of CLOCK.
        machine: is it glued to a date by a T? Only then is "10:15-07:00" no span of time.
    """
    zone: tzinfo | None = None
    if found["zone"] and (machine or found["s"] is not None or found["zone"].strip()[0] != "-"):
        zone = zone_of(found["zone"])
        if zone is None:
            return None
    half = None if found["half"] is None else int(found["half"] in "pP")
    seconds = int(found["s"] or 0)
    clock = Clock(int(found["h"]), int(found["m"]), seconds, microseconds(found["f"]), half, zone)
    return clock if clock.time() is not None else None


def microseconds(digits: str | None) -> int:
    """What the digits of a fraction of a second come to; those after the sixth are dropped."""
    return int(digits[:6].ljust(6, "0")) if digits else 0


def zone_of(text: str) -> tzinfo | None:
    """The zone of an offset such as "+02:00", "GMT-5" or "Z"; None for one that there is not."""
    found = OFFSET.fullmatch(text.strip())
    if found is None:
        return UTC
    minutes = int(found["m"] or 0)
    offset = timedelta(hours=int(found["h"]), minutes=minutes, seconds=int(found["s"] or 0))
    if minutes > 59 or offset > FARTHEST:
        return None
    return fixed(-offset if found["sign"] == "-" else offset)


def fixed(offset: timedelta) -> tzinfo:
    """The zone of a fixed offset."""
    return timezone(offset) if offset else UTC


def named_zone(name: str) -> tzinfo | None:
    """The zone of an IANA name such as "America/Los_Angeles", None when there is none."""
    return tz.gettz(name)


def abbreviated_zone(word: str) -> tzinfo | None:
    """The zone that an abbreviation such as "EST" or "ET" means everywhere, None for any other word."""
    found = lexicon().zones.get(word.lower())
    return named_zone(found) if isinstance(found, str) else None if found is None else fixed(found * MINUTE)


def at(wall: datetime, zone: tzinfo | None) -> datetime:
    """A wall time in a zone, with a fixed offset; a time that a clock change skips is moved past it."""
    if zone is None:
        return wall
    value = tz.resolve_imaginary(wall.replace(tzinfo=zone))
    return value.replace(tzinfo=fixed(value.utcoffset() or timedelta()))
