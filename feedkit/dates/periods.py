"""Compares the dates of a list with the years and months that headings and addresses give for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from feedkit.dates.evidence import DateReading, Facts, day_of

MIN_AGREEING = 3  # entries below headings with their years, before another year contradicts one
MAX_SHARE_OF_CONTRADICTED = 0.25  # of the entries below headings; with more, the headings name something else
DAY = timedelta(days=1)


def unless_other_period(readings: Sequence[DateReading], facts: Sequence[Facts]) -> list[DateReading]:
    """Return the readings without the dates that a heading or an address contradicts.

    A heading does where nearly all other entries are of the year and the month above them: "Season 2025" may
    stand above dates of two years. An address with year and month does where the month is that of the date
    and the year another. A date whose day the address names stays.
    """
    fits = [_fits_heading(reading, entry) for reading, entry in zip(readings, facts, strict=True)]
    agreeing, other = fits.count(True), fits.count(False)
    are_periods = agreeing >= MIN_AGREEING and other <= MAX_SHARE_OF_CONTRADICTED * (agreeing + other)
    found = []
    for reading, entry, is_fitting in zip(readings, facts, fits, strict=True):
        reason = ""
        if is_fitting is False and are_periods:
            reason = "the date is not of the year or month in the heading above it"
        elif _is_of_other_year(reading, entry):
            reason = "date and address name different years"
        if reason and reading.value is not None:
            reading = DateReading(candidates=(day_of(reading.value),), reason=reason)
        found.append(reading)
    return found


def _fits_heading(reading: DateReading, entry: Facts) -> bool | None:
    """Return whether a date is of the year and the month above it; None where there is nothing to compare.

    The day before and the day after count too: the heading may be in another zone.
    """
    year, month, _ = entry.heading
    if reading.value is None or year is None or reading.source not in ("stamp", "text"):
        return None
    day = day_of(reading.value)
    if entry.url == day:
        return None
    near = (day - DAY, day, day + DAY) if day.year > 1 else (day,)
    return any(one.year == year and month in (None, one.month) for one in near)


def _is_of_other_year(reading: DateReading, entry: Facts) -> bool:
    if reading.value is None or entry.url_month is None or reading.source not in ("stamp", "text"):
        return False
    day = day_of(reading.value)
    year, month = entry.url_month
    return month == day.month and year != day.year and entry.heading[0] != day.year
