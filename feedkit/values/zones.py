"""Time zones: the one that a caller names, and dates without a zone read in it."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def checked_zone(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name such as "Europe/Berlin".

    Raises:
        ValueError: there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(
            f"timezone must be an IANA name such as Europe/Berlin or UTC, not {name!r}"
        ) from error


def must_be_aware(name: str, moment: datetime | None) -> None:
    """Raise where an argument is a datetime without a zone.

    Raises:
        ValueError: it is naive.
    """
    if moment is not None and moment.utcoffset() is None:
        raise ValueError(f"{name} must have a time zone, but is naive: {moment!r}")


def aware_datetime(value: date, zone: tzinfo) -> datetime:
    """Return a date as an aware datetime: a day is its midnight, and what is naive is in `zone`."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), zone)
    return value if value.tzinfo is not None else value.replace(tzinfo=zone)
