"""Reads the times of day and the time zones that stand beside a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from dateutil import tz

from feedkit.dates.words import lexicon

CLOCK = r"""
    (?<![\d:])(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,12}))?)?(?![\d:]|\.\d)
    (?:[ ]?(?!(?-i:Am[ ][A-Z][a-z]))(?P<half>[aApP])\.?[ ]?[mM](?![A-Za-z\d])\.?)?
    (?P<zone>(?:[ ]?(?:UTC|GMT)?[ ]?|[ ]\[?(?:UTC|GMT)\]?[ ]{0,2})
            [+\-]\d{1,2}(?:[:.]?\d{2})?(?::\d\d)?(?![\d:])
        |[ ]?Z\b(?!\.\w))?
"""
OFFSET = re.compile(r"\[?[A-Za-z]*\]? {0,2}(?P<sign>[+\-])(?P<h>\d{1,2})[:.]?(?P<m>\d{2})?(?::(?P<s>\d\d))?")
OFFSET_AGAIN = re.compile(r" ?\(?(?P<offset>[+\-]\d\d:?\d\d)\b\)?")
CAPITALS = re.compile(r"\b[A-Z]{3,4}\b")
ZONE_NAME = re.compile(
    r" ?\[?(?P<name>[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+|[+-]\d{1,2})?)\]?(?!\w)"
)
SPAN_OF_TIME = re.compile(r"(?! -\d{4}) ?-")  # a dash; but RFC 822 has a blank, a dash and four digits
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
HOURS_A_DAY = 24
NOON = 12
NIGHT, MIDDAY = 2, 3  # beside 0 for am and 1 for pm; the values of words.toml
FIRST_HOUR_OF_NIGHT = 6  # before it "night" is that after midnight
FIRST_HOUR_OF_MIDDAY = 10  # "11:30 at midday" can be in the morning; before it "midday" is after noon
MAX_OFFSET = timedelta(hours=15)  # from UTC; the largest in use is +14:00


class Clock(NamedTuple):
    """A time of day as it is written; `half` is 0 for am, 1 for pm, NIGHT, MIDDAY, or None for none."""

    hour: int
    minute: int
    second: int = 0
    microsecond: int = 0
    half: int | None = None
    zone: tzinfo | None = None

    @property
    def is_valid(self) -> bool:
        """Whether there is such a time; 24:00 is the end of the day (ISO 8601:2019, 5.3.2)."""
        if self.hour == HOURS_A_DAY:
            return not (self.minute or self.second or self.microsecond)
        return self.hour < HOURS_A_DAY and self.minute <= 59 and self.second <= 60

    @property
    def hour_of_day(self) -> int:
        """The hour from 0 to 24."""
        if self.hour == NOON:
            return 0 if self.half in (0, NIGHT) else NOON
        is_late = self.half in (1, MIDDAY) or (self.half == NIGHT and self.hour >= FIRST_HOUR_OF_NIGHT)
        return self.hour + NOON if is_late and self.hour < NOON else self.hour

    def with_half(self, halves: Iterable[int]) -> Clock | None:
        """Return the time with the half of the day that a word means; None when that is not certain here."""
        halves = set(halves)
        if MIDDAY in halves and FIRST_HOUR_OF_MIDDAY <= self.hour < NOON:
            return None
        found = {clock.hour_of_day: clock for half in halves if (clock := self._replace(half=half))}
        return found.popitem()[1] if len(found) == 1 else None

    def on(self, day: date) -> datetime | None:
        """Return the moment on a day, aware when a zone is written; None when there is no such time."""
        if not self.is_valid:
            return None
        hour = self.hour_of_day
        wall = time(hour % HOURS_A_DAY, self.minute, min(self.second, 59), self.microsecond)
        try:
            return in_zone(datetime.combine(day, wall) + hour // HOURS_A_DAY * DAY, self.zone)
        except OverflowError:  # the end of the last day of year 9999
            return None


def read_clock(found: re.Match[str], *, machine: bool) -> Clock | None:
    """Return the time that CLOCK matched; None for an impossible one.

    Args:
        found: a match of CLOCK.
        machine: whether a T joins it to a date, as in ISO 8601. Otherwise "10:15-07:00" is a span of time.
    """
    zone: tzinfo | None = None
    if found["zone"] and (machine or found["s"] is not None or not SPAN_OF_TIME.match(found["zone"])):
        zone = offset_zone(found["zone"])
        if zone is None:
            return None
    half = None if found["half"] is None else int(found["half"] in "pP")
    seconds = int(found["s"] or 0)
    clock = Clock(int(found["h"]), int(found["m"]), seconds, microseconds(found["f"]), half, zone)
    return clock if clock.is_valid else None


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


def abbreviated_zone(word: str, hints: tuple[str, ...] = ()) -> tzinfo | None:
    """Return the zone of an abbreviation such as "EST" or "ET"; None for any other word.

    Args:
        word: the abbreviation, in any case.
        hints: what settles an abbreviation of several zones, the strongest first: the text's region or
            language ("ie"), another zone of the same list ("gmt"), or RFC_822 (section 5.1).
    """
    name = word.lower()
    found = lexicon().zones.get(name)
    if (places := lexicon().shared_zones.get(name)) is not None:
        found = next((places[hint] for hint in hints if hint in places), None)
    return (
        iana_zone(found) if isinstance(found, str) else None if found is None else fixed_zone(found * MINUTE)
    )


def is_zone_name(word: str) -> bool:
    """Return whether a word abbreviates a zone, also when it stands for several."""
    return word.lower() in lexicon().zones or word.lower() in lexicon().shared_zones


def zone_names(text: str) -> Iterator[str]:
    """Yield the abbreviations of zones in a text, in lower case."""
    for word in CAPITALS.findall(text):
        if word.lower() in lexicon().zones:
            yield word.lower()


def in_zone(wall: datetime, zone: tzinfo | None) -> datetime:
    """Return a wall time with the offset of a zone; a time that a clock change skips is moved forward."""
    if zone is None:
        return wall
    if isinstance(zone, timezone) and 1 < wall.year < date.max.year:
        return wall.replace(tzinfo=zone)
    value = tz.resolve_imaginary(wall.replace(tzinfo=zone))
    return value.replace(tzinfo=fixed_zone(value.utcoffset() or timedelta()))
