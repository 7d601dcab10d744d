"""Converts days of other calendars to Gregorian days.

The calendar must be certain: from the name of the month, from a mark beside the year, or from the language.
The Solar Hijri and the Hijri (Umm al-Qura) calendars are computed by persiantools and hijridate, which are
imported only when such a date is read.

A new calendar is a function and a row of CALENDARS; the names of its months and its marks are rows of
words.toml. An era that only counts Gregorian years from another start (令和, 民國) needs no code: it is a
number in words.toml.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

SOLAR_HIJRI = 1  # as in words.toml: months of calendar 1 are 101 to 112, those of calendar 2 are 201 to 212
HIJRI = 2
ISLAMIC_LANGUAGES = frozenset({"fa", "ps", "ckb", "ar", "ur", "mzn", "lrc"})  # of pages that may use them
WEB_YEARS = range(1990, 2041)  # a year number stands for one of these in at most one of the two calendars
BUDDHIST_YEARS = range(2480, 2600)
BUDDHIST_LANGUAGES = frozenset({"th"})
REPUBLICAN_YEARS = range(100, 140)  # of the Republic of China: those of three digits, since 2011
REPUBLICAN_ERA_OFFSET = 1911  # years to add
BUDDHIST_ERA_OFFSET = 543  # years to subtract; months and days are Gregorian


def _from_solar_hijri(year: int, month: int, day: int) -> date:
    from persiantools.jdatetime import JalaliDate

    solar = JalaliDate(year, month, day)  # type: ignore[no-untyped-call]
    return date(*solar.to_gregorian().timetuple()[:3])


def _from_hijri(year: int, month: int, day: int) -> date:
    from hijridate import Hijri

    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


class Calendar(NamedTuple):
    """One calendar.

    to_gregorian: the Gregorian day of a year, month and day; ValueError or OverflowError where there is none
    years:        those of dates on pages
    """

    to_gregorian: Callable[[int, int, int], date]
    years: range


CALENDARS = {
    SOLAR_HIJRI: Calendar(_from_solar_hijri, range(1300, 1500)),  # 1921–2121
    HIJRI: Calendar(_from_hijri, range(1300, 1500)),  # 1882–2077
}


def to_gregorian(calendar: int, year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a day in one of CALENDARS; None when there is no such day."""
    if year not in CALENDARS[calendar].years:
        return None
    try:
        return CALENDARS[calendar].to_gregorian(year, month, day)
    except (ValueError, OverflowError):
        return None


def gregorian_year(year: int | None, languages: frozenset[str]) -> int | None:
    """Return the Gregorian year beside the name of a Gregorian month, by the languages that have the name."""
    if year is not None and year in BUDDHIST_YEARS and languages and languages <= BUDDHIST_LANGUAGES:
        return year - BUDDHIST_ERA_OFFSET
    return year


def day_of_numbers(
    year: int, month: int, day: int, *, calendar: int | None, languages: frozenset[str], eastern_digits: bool
) -> date | None:
    """Return the Gregorian day of a date in numbers whose year is not Gregorian.

    Args:
        year, month, day: the numbers as they are written.
        calendar: the calendar that a mark beside the year names, one of CALENDARS.
        languages: those of the page.
        eastern_digits: whether the digits are Arabic or Persian.

    Returns:
        None when the calendar is not certain, or has no such day.
    """
    if calendar is not None:
        return to_gregorian(calendar, year, month, day)
    islamic = eastern_digits or languages & ISLAMIC_LANGUAGES
    if islamic and (found := _day_in_web_years(year, month, day)):
        return found
    if year in BUDDHIST_YEARS and languages & BUDDHIST_LANGUAGES:
        try:
            return date(year - BUDDHIST_ERA_OFFSET, month, day)
        except ValueError:
            return None
    return None


def _day_in_web_years(year: int, month: int, day: int) -> date | None:
    """Return the day in the one calendar that puts it into the years of the web, if only one does."""
    days = [to_gregorian(calendar, year, month, day) for calendar in (SOLAR_HIJRI, HIJRI)]
    fits = [found for found in days if found and found.year in WEB_YEARS]
    return fits[0] if len(fits) == 1 else None
