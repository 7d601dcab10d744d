"""Days of other calendars, where the calendar is certain: by its months' names, or by a mark beside the year.

Eras that count Gregorian years from another start (令和, 民國) are a number in words.toml. The Solar Hijri
and the Hijri (Umm al-Qura) calendar are computed by persiantools and hijridate, imported for such dates only.
"""

from __future__ import annotations

from datetime import date

SOLAR_HIJRI = 1
HIJRI = 2
BUDDHIST = 543  # years before the common era
BUDDHIST_LANGUAGES = frozenset({"th"})
BUDDHIST_YEARS = range(2480, 2600)
HIJRI_YEARS = range(1300, 1500)  # of both: 1921–2121 and 1882–2077
WEB_YEARS = range(1990, 2041)  # in which a year of the one calendar is none of the other
LANGUAGES = frozenset({"fa", "ps", "ckb", "ar", "ur", "mzn", "lrc"})  # whose years may be of one of the two


def gregorian(calendar: int, year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a day in SOLAR_HIJRI or HIJRI, None when there is no such day."""
    if year not in HIJRI_YEARS:
        return None
    try:
        if calendar == SOLAR_HIJRI:
            from persiantools.jdatetime import JalaliDate

            solar = JalaliDate(year, month, day)  # type: ignore[no-untyped-call]
            return date(*solar.to_gregorian().timetuple()[:3])
        from hijridate import Hijri

        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def unmarked(year: int, month: int, day: int) -> date | None:
    """The day of a year that can be of either calendar: of the one in which it is in the time of the web."""
    days = [gregorian(calendar, year, month, day) for calendar in (SOLAR_HIJRI, HIJRI)]
    fits = [found for found in days if found and found.year in WEB_YEARS]
    return fits[0] if len(fits) == 1 else None
