"""Reads the dates of one column together: stamps as they are, everything else as one list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from feedkit.dates import Evidence, is_null_date, read_list, read_stamp
from feedkit.parsers.data import names
from feedkit.parsers.data.columns import typed_key
from feedkit.parsers.data.conversion import number_text
from feedkit.parsers.data.names import values_of
from feedkit.parsers.reading import moment
from feedkit.values.zones import aware_datetime

RawDate = datetime | date | str
# Digits of Unix time in microseconds and nanoseconds → those behind milliseconds.
SMALL_UNITS = {16: 3, 19: 6}
# Of Unix, Excel and OLE, SQL Server, Windows: at midnight, none of them is a date of publication.
FIRST_DAYS = {(1970, 1, 1), (1900, 1, 1), (1899, 12, 30), (1753, 1, 1), (1601, 1, 1)}
MAX_DEPTH = 4  # of objects in a value
MAX_NUMBERS = 6  # of a date in numbers, up to its seconds


def date_of(value: object, depth: int = 0) -> RawDate | None:
    """Return the date in a value, or its text when that must still be read; None when there is none.

    An object's date is its `start`, `date`…; a list's is that of its first value.
    """
    if isinstance(value, datetime | date):
        return value
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    if depth >= MAX_DEPTH:
        return None
    if isinstance(value, list):
        return (_date_of_numbers(value) or date_of(value[0], depth + 1)) if value else None
    if isinstance(value, Mapping):
        kind = typed_key(value)
        if parts := values_of(value, ("dateparts",)):
            return _date_of_parts(parts[0])
        if len(parts := values_of(value, ("year", "month", "day"))) == 3:
            return _date_of_numbers(parts)
        inner = ([value[kind]] if kind else []) + values_of(value, names.DATE)
        return next((found for one in inner if (found := date_of(one, depth + 1)) is not None), None)
    return None


def _date_of_parts(value: object) -> str | None:
    """Return a date in parts, as CSL has it: `[[2024, 5, 1]]`; a part of a date is a text that is no date."""
    parts = value[0] if isinstance(value, list) and value and isinstance(value[0], list) else value
    if not isinstance(parts, list) or not 1 <= len(parts) <= 3:
        return None
    return "-".join(str(part).zfill(2) for part in parts)


def _date_of_numbers(value: list[object]) -> str | None:
    """Return a date in numbers, as Java has it: `[2024, 5, 1, 8, 30]`; its time has no zone."""
    numbers = [one for one in value[:MAX_NUMBERS] if isinstance(one, int) and not isinstance(one, bool)]
    if len(numbers) < 3 or len(numbers) < len(value[:MAX_NUMBERS]) or not 1000 <= numbers[0] <= 9999:
        return None
    if not (1 <= numbers[1] <= 12 and 1 <= numbers[2] <= 31):
        return None
    time_of_day = ":".join(f"{one:02}" for one in numbers[3:])
    return "-".join(f"{one:02}" for one in numbers[:3]) + (f"T{time_of_day}" if len(numbers) > 4 else "")


def is_placeholder(value: RawDate) -> bool:
    """Return whether a date is what programs write for none: 0, 0000-00-00, the first day that they know."""
    if isinstance(value, str):
        if not value.strip("0-:/. TZ"):
            return True
        stamp = _iso(value)
        return stamp is not None and is_placeholder(stamp)
    is_midnight = not isinstance(value, datetime) or value.time() == time.min
    return is_null_date(value) or (is_midnight and (value.year, value.month, value.day) in FIRST_DAYS)


def read_column(
    column: Sequence[RawDate | None], zones: Sequence[ZoneInfo], reference: datetime | None
) -> list[datetime | None]:
    """Read the dates of one column.

    Args:
        column: the date of each row, or its text.
        zones: for each row, the zone of a date without one.
        reference: what "3 days ago" is counted from; without it such texts are not dates.
    """
    stamps = [_stamp(value) for value in column]
    unread = [index for index, value in enumerate(column) if isinstance(value, str) and stamps[index] is None]
    if unread:
        evidence = [Evidence(text=value) if isinstance(value, str) else Evidence() for value in column]
        now = reference.astimezone(zones[0]) if reference is not None else None
        readings = read_list(evidence, reference=now)
        for index in unread:
            stamps[index] = moment(readings[index], zones[index])
    return [
        None if value is None else aware_datetime(value, zone)
        for value, zone in zip(stamps, zones, strict=True)
    ]


def _stamp(value: RawDate | None) -> datetime | date | None:
    if not isinstance(value, str):
        return None if value is not None and is_null_date(value) else value
    stamp = _iso(value)
    if stamp is not None:
        return None if is_null_date(stamp) else stamp
    if value.isdecimal() and len(value) in SMALL_UNITS:
        value = value[: -SMALL_UNITS[len(value)]]
    is_number = value.isdecimal() or value[4:5] == "-"
    return read_stamp(value) if (value[:1].isdecimal() and is_number) or "/Date(" in value[:8] else None


def _iso(value: str) -> datetime | date | None:
    """Read what most programs write, quickly."""
    try:
        if len(value) > 10 and value[4] == "-" and value[10] in "Tt ":  # "2020-07-20+08:00" has no time
            return datetime.fromisoformat(value)
        if len(value) == 10 and value[4] == "-":
            return date.fromisoformat(value)
    except ValueError:
        pass
    return None


def column_zone(name: str, zone: ZoneInfo) -> ZoneInfo:
    """Return the zone of a column: UTC when its name says so, else the given zone."""
    return GMT if name in names.UTC_NAMES else zone


GMT = ZoneInfo("UTC")
