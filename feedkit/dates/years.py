"""The year of a day that is written without one: from what governs the entry, or from the list's order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

from feedkit.dates.evidence import DateReading, Facts, day_of, last_day
from feedkit.dates.expressions import Day, Expression

CHAIN = 5  # days that a chain back from now must have
RECENT = timedelta(days=32)
GAP = timedelta(days=62)  # the longest step of such a chain

Dated = tuple[date, str]


def own_year(day: Day, item: Expression, entry: Facts, reference: datetime | None) -> Dated | None:
    """The date by the entry's heading, its address or the weekday, with the name of the rule."""
    year, month, _ = entry.heading
    if year is not None and month in (None, day.month):
        return _dated(day, year, "year-from-heading")
    if entry.url is not None:
        return _dated(day, entry.url.year, "year-from-url") if entry.url == day.date(entry.url.year) else None
    if entry.url_month is not None and entry.url_month[1] in (None, day.month):
        return _dated(day, entry.url_month[0], "year-from-url")
    if item.weekdays and reference is not None:
        last = last_day(reference)
        years = [last.year, last.year - 1, last.year - 2]
        past = [found for year in years if (found := day.date(year)) and found <= last]
        for found in past[:2]:
            if found.weekday() in item.weekdays:
                return found, "year-from-weekday"
    return None


def recent(entry: Facts, reference: datetime) -> date | datetime | None:
    """A day with a month's name that stands alone, if it was within the last month.

    For one text only: in a list most such days are those of years before.
    """
    item = entry.text
    if item is None or item.full or item.span or item.notation or item.weekdays or len(item.days) != 1:
        return None
    last = last_day(reference)
    for year in (last.year, last.year - 1):
        found = item.days[0].date(year)
        if found is not None and timedelta() <= last - found <= RECENT:
            return item.value(item.days[0]._replace(year=year))
    return None


def _dated(day: Day, year: int, rule: str) -> Dated | None:
    found = day.date(year)
    return (found, rule) if found else None


def fill_years(
    facts: list[Facts], days: list[Day | None], readings: list[DateReading], reference: datetime | None
) -> list[DateReading]:
    """The readings, with the dates that the order of the list leaves only one year for.

    Args:
        facts: of each entry.
        days: of each entry the day that has no year, None where that is not what is missing.
        readings: as they are so far.
        reference: now, if it is known.
    """
    if not any(days):
        return readings
    found = _between(days, readings) or _chained(days, readings, reference)
    return [
        _with_day(reading, entry, found[i]) if i in found else reading
        for i, (reading, entry) in enumerate(zip(readings, facts, strict=True))
    ]


def _with_day(reading: DateReading, entry: Facts, dated: Dated) -> DateReading:
    assert entry.text is not None
    day, rule = dated
    return DateReading(value=entry.text.value(Day(day.year, day.month, day.day)), rule=rule, source="text")


def _between(days: list[Day | None], readings: list[DateReading]) -> dict[int, Dated]:
    """Days between two dates of a list that is in order, where only one year fits."""
    known = [(i, day_of(reading.value)) for i, reading in enumerate(readings) if reading.value is not None]
    dates = [day for _, day in known]
    if len(set(dates)) < 2 or dates not in (sorted(dates), sorted(dates, reverse=True)):
        return {}
    found = {}
    for (first, one), (last, two) in pairwise(known):
        low, high = min(one, two), max(one, two)
        for i in range(first + 1, last):
            day = days[i]
            fits = [
                at
                for year in range(low.year, high.year + 1)
                if day and (at := day.date(year)) and low <= at <= high
            ]
            if len(fits) == 1:
                found[i] = (fits[0], "year-from-neighbours")
    return found


def _chained(
    days: list[Day | None], readings: list[DateReading], reference: datetime | None
) -> dict[int, Dated]:
    """A list that goes back from now without a gap: each day is the last one before its predecessor."""
    if reference is None or any(reading.value for reading in readings):
        return {}
    found: dict[int, Dated] = {}
    last = last_day(reference)
    for i, day in enumerate(days):
        if day is None:
            continue
        before = [at for year in (last.year, last.year - 1) if (at := day.date(year)) and at <= last]
        if not before or last - before[0] > GAP:
            break
        last = before[0]
        found[i] = (last, "year-from-chain")
    return found if len(found) >= CHAIN and len(found) == sum(day is not None for day in days) else {}
