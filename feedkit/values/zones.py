"""Time zones: the one that a caller names, and dates without a zone read in it."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo
from difflib import get_close_matches
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


def checked_zone(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name such as "Europe/Berlin".

    Raises:
        ValueError: there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        near = _nearest_zone(name)
        offer = f"; did you mean {near}?" if near else ""
        raise ValueError(
            f"timezone must be an IANA name such as Europe/Berlin or UTC, not {name!r}{offer}"
        ) from error


def _nearest_zone(name: str) -> str:
    """Return the zone whose name, or city, is most like a name; "" where none is."""
    known = {zone.casefold(): zone for zone in sorted(available_timezones())}
    cities = {zone.rpartition("/")[2]: zone for zone in known if "/" in zone}
    wanted = name.strip().casefold().replace(" ", "_")
    near = get_close_matches(wanted, known, n=1, cutoff=0.8) or [
        cities[city] for city in get_close_matches(wanted.rpartition("/")[2], cities, n=1, cutoff=0.8)
    ]
    return known[near[0]] if near else ""


def must_be_aware(name: str, moment: datetime | None) -> None:
    """Raise where an argument is no datetime, or one without a zone.

    Raises:
        TypeError: it is of another type.
        ValueError: it is naive.
    """
    if moment is not None and not isinstance(moment, datetime):
        raise TypeError(f"{name} must be of type datetime, but is {moment!r}")
    if moment is not None and moment.utcoffset() is None:
        raise ValueError(f"{name} must have a time zone, but is naive: {moment!r}")


def aware_datetime(value: date, zone: tzinfo) -> datetime:
    """Return a date as an aware datetime: a day is its midnight, and what is naive is in `zone`."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), zone)
    return value if value.tzinfo is not None else value.replace(tzinfo=zone)
