"""Reads dates in a given format, in the notation of `datetime.strptime`, with month names of any language.

`strptime` itself is not used: it knows only the names of the process's locale.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo

from feedkit.dates.clock import Clock, abbreviated_zone, microseconds, offset_zone
from feedkit.dates.words import RFC_822, vocabulary

WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)?"
# The pattern of each directive of strptime that a date can need.
DIRECTIVES = {
    "d": r"(?P<day>\d{1,2})",
    "m": r"(?P<month>\d{1,2})",
    "Y": r"(?P<year>\d{4})",
    "y": r"(?P<short_year>\d{2})",
    "B": rf"(?P<name>{WORD})",
    "b": rf"(?P<name>{WORD})\.?",
    "A": WORD,
    "a": rf"{WORD}\.?",
    "H": r"(?P<hour>\d{1,2})",
    "I": r"(?P<hour>\d{1,2})",
    "M": r"(?P<minute>\d{1,2})",
    "S": r"(?P<second>\d{1,2})",
    "f": r"(?P<fraction>\d{1,6})",
    "p": r"(?P<half>[ap])\.?m\.?",
    "z": r"(?P<offset>[+-]\d\d:?\d\d|Z)",
    "Z": rf"(?P<zone>{WORD})",
    "%": "%",
}
PART = re.compile(r"%(.?)|(\s+)|([^%\s]+)", re.S)
REQUIRED_PARTS = ({"day"}, {"month", "name"}, {"year", "short_year"})
START_OF_1900S = 69  # POSIX strptime: a year of two digits is from 1969 to 2068


class DateFormat:
    """The format of a date.

    Args:
        format: in the notation of `datetime.strptime`, such as "%d.%m.%Y".
        has_year: whether it must have a year.

    Raises:
        ValueError: the format has an unknown directive, has one twice, or lacks day, month or year.
    """

    def __init__(self, format: str, *, has_year: bool = True) -> None:
        self.format = format
        pattern = "".join(map(self._part, PART.finditer(format)))
        try:
            self._pattern = re.compile(pattern, re.I)
        except re.error as error:
            raise ValueError(f'"{format}" has one part of a date twice') from error
        required = REQUIRED_PARTS if has_year else REQUIRED_PARTS[:2]
        if any(names.isdisjoint(self._pattern.groupindex) for names in required):
            raise ValueError(f'"{format}" lacks day, month or year: wanted a format such as "%d.%m.%Y"')

    def read(self, text: str, language: str | None = None, year: int | None = None) -> date | datetime | None:
        """Read a date in this format.

        Args:
            text: the date; blanks around it and their number do not matter.
            language: the BCP 47 tag of the language of its month's name; other languages are understood too.
            year: that of a date without one.

        Returns:
            A date; a datetime when the format has an hour, aware if it has a zone; None when the text does
            not fit, or is not a date, or has no year and none is given.
        """
        found = self._pattern.fullmatch(" ".join(text.split()))
        if found is None:
            return None
        parts = {"minute": "0", "second": "0", **{k: v for k, v in found.groupdict().items() if v}}
        month = int(parts["month"]) if "month" in parts else _month(parts["name"], language)
        zone = _zone(parts, language)
        if month is None or ("zone" in parts and zone is None):
            return None
        try:
            day = date(_year(parts, year), month, int(parts["day"]))
        except ValueError:
            return None
        if "hour" not in parts:
            return day
        return _time_of_day(parts, zone).on(day)

    def _part(self, part: re.Match[str]) -> str:
        directive, blank, text = part.groups()
        if directive is None:
            return r"\s*" if blank else re.escape(text)
        if directive not in DIRECTIVES:
            known = " ".join(f"%{letter}" for letter in DIRECTIVES)
            raise ValueError(f'"{self.format}" has %{directive}, which is none of {known}')
        return DIRECTIVES[directive]


def _year(parts: dict[str, str], usual: int | None) -> int:
    """Return the year of a date, or the usual one; 0, which is none, where that is not known."""
    if "year" in parts:
        return int(parts["year"])
    if "short_year" not in parts:
        return usual or 0
    short = int(parts["short_year"])
    return short + (1900 if short >= START_OF_1900S else 2000)


def _month(name: str, language: str | None) -> int | None:
    """Return the month of a name, in the page's language or any other; None when languages disagree."""
    senses = vocabulary(language).senses(name.casefold()) or vocabulary(language).shortened_month(
        name.casefold()
    )
    months = {sense.value for sense in senses if sense.kind == "M" and sense.value <= 12}
    return months.pop() if len(months) == 1 else None


def _time_of_day(parts: dict[str, str], zone: tzinfo | None) -> Clock:
    half = {"a": 0, "p": 1}.get(parts.get("half", "").lower())
    fraction = microseconds(parts.get("fraction"))
    return Clock(int(parts["hour"]), int(parts["minute"]), int(parts["second"]), fraction, half, zone)


def _zone(parts: dict[str, str], language: str | None) -> tzinfo | None:
    if "offset" in parts:
        return UTC if parts["offset"] in "Zz" else offset_zone(parts["offset"])
    if "zone" not in parts:
        return None
    return abbreviated_zone(parts["zone"], (*vocabulary(language).zone_hints, RFC_822))
