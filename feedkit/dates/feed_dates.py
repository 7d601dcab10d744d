"""Writes datetimes for feeds: RFC 3339 (Atom, JSON Feed) and RFC 822 (RSS).

`strftime` is not used: it follows the locale and, on some systems, drops the leading zeros of years before
1000.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

MINUTE = timedelta(minutes=1)
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)", re.A)
RFC822 = re.compile(
    rf"(?:(?:{'|'.join(WEEKDAYS)}), )?(\d\d?) ({'|'.join(MONTHS)}) (\d{{4}}) "
    r"(\d\d:\d\d:\d\d) (?:([+-]\d\d)(\d\d)|GMT)",
    re.A,
)


def rfc3339(value: datetime) -> str:
    """Write an instant as in RFC 3339, section 5.6; a fraction of a second is kept.

    Args:
        value: an aware datetime of any year from 1 to 9999.

    Returns:
        `2025-03-04T18:00:00Z`, or with a numeric offset in hours and minutes.

    Raises:
        ValueError: `value` is naive, or no offset of whole minutes can express it, because the instant is
        outside of
            the years 1 to 9999 in every zone.
    """
    text = value.isoformat()
    if text[-6] in "+-":  # it ends in an offset of whole minutes, as nearly all do
        return f"{text[:-6]}Z" if text.endswith("+00:00") else text
    local, offset = _in_whole_minutes(value)
    return local.isoformat() + (
        f"{_sign(offset)}{_hours(offset):02}:{_minutes(offset):02}" if offset else "Z"
    )


def rfc822(value: datetime) -> str:
    """Write an instant as in RFC 822, with the four-digit year and numeric zone of RFC 5322, section 3.3.

    Args:
        value: an aware datetime of any year from 1 to 9999; a fraction of a second is dropped.

    Returns:
        `Tue, 04 Mar 2025 18:00:00 +0000`, in English in every locale.

    Raises:
        ValueError: as `rfc3339`.
    """
    text = value.isoformat()
    if text[-6] in "+-":
        day = f"{WEEKDAYS[value.weekday()]}, {text[8:10]} {MONTHS[value.month - 1]} {text[:4]}"
        return f"{day} {text[11:19]} {text[-6:-3]}{text[-2:]}"
    local, offset = _in_whole_minutes(value)
    day = f"{WEEKDAYS[local.weekday()]}, {local.day:02} {MONTHS[local.month - 1]} {local.year:04}"
    return f"{day} {local:%H:%M:%S} {_sign(offset)}{_hours(offset):02}{_minutes(offset):02}"


def moment_of(text: str) -> datetime | None:
    """Read an instant in exactly the form that `rfc3339` or `rfc822` writes; None for any other text."""
    found = RFC822.fullmatch(text)
    if found:
        day, month, year, clock, hours, minutes = found.groups()
        zone = f"{hours}:{minutes}" if hours else "Z"
        text = f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}T{clock}{zone}"
    try:
        return datetime.fromisoformat(text) if RFC3339.fullmatch(text) else None
    except ValueError:  # the 31st of June
        return None


def _in_whole_minutes(value: datetime) -> tuple[datetime, timedelta]:
    """Return an instant as a wall time and an offset of whole minutes; local mean time has seconds in it."""
    offset = value.utcoffset()
    if offset is None:
        raise ValueError(f"a date in a feed must have a time zone, but this one is naive: {value!r}")
    wall = value.replace(tzinfo=None)
    floor = offset // MINUTE * MINUTE
    for whole in (floor, floor + MINUTE) if floor != offset else (floor,):
        try:
            return wall + (whole - offset), timezone(whole).utcoffset(None)
        except (OverflowError, ValueError):
            continue
    raise ValueError(f"no offset of whole minutes expresses {value!r} in the years 1 to 9999")


def _sign(offset: timedelta) -> str:
    return "-" if offset < timedelta() else "+"


def _hours(offset: timedelta) -> int:
    return abs(offset) // timedelta(hours=1)


def _minutes(offset: timedelta) -> int:
    return abs(offset) // MINUTE % 60
