"""The dates of one column, read together: machine stamps as they stand, all else as one list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from feedkit.dates import Evidence, read_list, read_stamp
from feedkit.parsers.data import names
from feedkit.parsers.data.columns import tag_of
from feedkit.parsers.data.conversion import number
from feedkit.parsers.reading import aware, moment

Value = datetime | date | str
DEEPEST = 4  # objects in a value


def written(value: object, depth: int = 0) -> Value | None:
    """The date of a value, as a text where it has yet to be read; None where there is none.

    Of an object, it is that of its `start`, `date`…; of a list, of the first value.
    """
    if isinstance(value, datetime | date):
        return value
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    if depth >= DEEPEST:
        return None
    if isinstance(value, list):
        return written(value[0], depth + 1) if value else None
    if isinstance(value, Mapping):
        kind = tag_of(value)
        inner = ([value[kind]] if kind else []) + [value[key] for key in names.DATE if key in value]
        return next((found for one in inner if (found := written(one, depth + 1)) is not None), None)
    return None


def is_nothing(value: Value) -> bool:
    """Whether a date is what programs write for none: 0, 0000-00-00, the first day of a calendar."""
    if isinstance(value, str):
        return not value.strip("0-:/. TZ") or value.startswith("0001-01-01")
    return value.year == 1


def read_dates_of(
    column: Sequence[Value | None], zones: Sequence[ZoneInfo], reference: datetime | None
) -> list[datetime | None]:
    """The moments of one column.

    Args:
        column: what each row has.
        zones: for each row, the zone of a date that names none.
        reference: what "3 days ago" is counted from; without it such texts are no dates.
    """
    stamps = [_stamp(value) for value in column]
    rest = [place for place, value in enumerate(column) if isinstance(value, str) and stamps[place] is None]
    if rest:
        evidence = [Evidence(text=value) if isinstance(value, str) else Evidence() for value in column]
        readings = read_list(evidence, reference=reference)
        for place in rest:
            stamps[place] = moment(readings[place], zones[place])
    return [None if value is None else aware(value, zone) for value, zone in zip(stamps, zones, strict=True)]


def _stamp(value: Value | None) -> datetime | date | None:
    if not isinstance(value, str):
        return value
    try:  # what most programs write, in no time
        if len(value) > 10 and value[4] == "-":
            return datetime.fromisoformat(value)
        if len(value) == 10 and value[4] == "-":
            return date.fromisoformat(value)
    except ValueError:
        pass
    return read_stamp(value) if value[:1].isdecimal() and (value.isdecimal() or value[4:5] == "-") else None


def zone_of(name: str, zone: ZoneInfo) -> ZoneInfo:
    """The zone of a column, which its name may say."""
    return GMT if name in names.UTC_NAMES else zone


GMT = ZoneInfo("UTC")
