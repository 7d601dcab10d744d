"""Finds the year of a date that is written without one, from the entry's evidence or the list's order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

from feedkit.dates.evidence import DateReading, Facts, day_of, last_day
from feedkit.dates.expressions import Day, Expression

MIN_CHAIN_LENGTH = 5  # days in a chain that goes back from now
MAX_RECENT_AGE = timedelta(days=32)
MAX_CHAIN_GAP = timedelta(days=62)  # between two days of such a chain

Dated = tuple[date, str]


def years_of_entry(day: Day, item: Expression, entry: Facts, reference: datetime | None) -> list[Dated]:
    """Return the dates by the entry's heading, address and weekday, each with its rule, the strongest first.

    A weekday gives a year only where nothing else does, but contradicts one that it does not fit.
    """
    found = []
    year, month, _ = entry.heading
    if year is not None and month in (None, day.month):
        found.append(_in_year(day, year, "year-from-heading"))
    if entry.url is not None and (entry.url == day.date(entry.url.year) or _is_far(entry.url, found)):
        found.append(_in_year(day, entry.url.year, "year-from-url"))
    elif entry.url is None and entry.url_month is not None and entry.url_month[1] in (None, day.month):
        found.append(_in_year(day, entry.url_month[0], "year-from-url"))
    dated = [one for one in found if one is not None]
    if item.weekdays and reference is not None:
        last = last_day(reference)
        years = [last.year, last.year - 1, last.year - 2]
        past = [(one, "year-from-weekday") for year in years if (one := day.date(year)) and one <= last]
        fitting = [one for one in past[:2] if one[0].weekday() in item.weekdays]
        if not dated or (fitting and any(one.weekday() not in item.weekdays for one, _ in dated)):
            dated += fitting[:1]
    return dated


def _is_far(url_day: date, found: list[Dated | None]) -> bool:
    """Return whether the day in an address is far from that by the heading: they contradict each other."""
    return any(one is not None and abs(one[0] - url_day) > MAX_CHAIN_GAP for one in found)


def recent_day(entry: Facts, reference: datetime) -> date | datetime | None:
    """Return a date in words without a year, when it is within the last month.

    This is for a single text: in a list most such dates are from earlier years.
    """
    item = entry.text
    if item is None or item.has_year or item.span or item.notation or item.weekdays or len(item.days) != 1:
        return None
    last = last_day(reference)
    for year in (last.year, last.year - 1):
        found = item.days[0].date(year)
        if found is not None and timedelta() <= last - found <= MAX_RECENT_AGE:
            return item.value(item.days[0]._replace(year=year))
    return None


def _in_year(day: Day, year: int, rule: str) -> Dated | None:
    found = day.date(year)
    return (found, rule) if found else None


def years_from_list(
    facts: list[Facts], days: list[Day | None], readings: list[DateReading], reference: datetime | None
) -> list[DateReading]:
    """Complete the readings with dates for which the order of the list leaves only one year.

    Args:
        facts: of each entry.
        days: of each entry the day without a year; None when something else is missing.
        readings: of each entry, as they are so far.
        reference: now, if it is known.
    """
    if not any(days):
        return readings
    found = _years_from_neighbours(days, readings) or _years_from_chain(days, readings, reference)
    return [
        _with_day(reading, entry, found[i]) if i in found and _fits(found[i][0], entry) else reading
        for i, (reading, entry) in enumerate(zip(readings, facts, strict=True))
    ]


def _fits(day: date, entry: Facts) -> bool:
    """Return whether nothing else that the entry has contradicts a day."""
    weekdays = entry.text.weekdays if entry.text is not None else ()
    return entry.year in (None, day.year) and (not weekdays or day.weekday() in weekdays)


def _with_day(reading: DateReading, entry: Facts, dated: Dated) -> DateReading:
    assert entry.text is not None
    day, rule = dated
    return DateReading(value=entry.text.value(Day(day.year, day.month, day.day)), rule=rule, source="text")


def _years_from_neighbours(days: list[Day | None], readings: list[DateReading]) -> dict[int, Dated]:
    """Return the dates between two known dates of a sorted list, where only one year fits, by index."""
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
                candidate
                for year in range(low.year, high.year + 1)
                if day and (candidate := day.date(year)) and low <= candidate <= high
            ]
            if len(fits) == 1:
                found[i] = (fits[0], "year-from-neighbours")
    return found


def _years_from_chain(
    days: list[Day | None], readings: list[DateReading], reference: datetime | None
) -> dict[int, Dated]:
    """Return the dates of a list that goes back from now without a gap, by index.

    Each date is the last such day that is not after the previous date.
    """
    if reference is None or any(reading.value for reading in readings):
        return {}
    found: dict[int, Dated] = {}
    last = last_day(reference)
    for i, day in enumerate(days):
        if day is None:
            continue
        before = [
            candidate
            for year in (last.year, last.year - 1)
            if (candidate := day.date(year)) and candidate <= last
        ]
        if not before or last - before[0] > MAX_CHAIN_GAP:
            break
        last = before[0]
        found[i] = (last, "year-from-chain")
    is_chain = len(found) >= MIN_CHAIN_LENGTH and len(found) == sum(day is not None for day in days)
    return found if is_chain else {}
