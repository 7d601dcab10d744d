"""Dates as feeds write them: RFC 3339 (Atom, JSON Feed), RFC 822 (RSS), W3C date and time (Dublin Core).

Each check reads the date, so that it finds a 31st of June, and a Thursday that was a Friday.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from feedkit.checks.findings import Fault, Rule
from feedkit.checks.value_rules import NONE, Faults
from feedkit.values.mail_syntax import without_comments

RULES = (
    Rule(
        "rfc3339-date",
        "error",
        "A date is in the format of RFC 3339, with seconds and a zone.",
        "Write 2025-03-04T18:00:00Z or 2025-03-04T18:00:00+01:00: capital T and Z, no blanks, a real day.",
        "RFC 3339, section 5.6; RFC 4287, section 3.3",
    ),
    Rule(
        "rfc822-date",
        "error",
        "A date is in the format of RFC 822, in English and with a zone.",
        "Write Tue, 04 Mar 2025 18:00:00 +0000; the zone is GMT or four digits such as +0100.",
        "RFC 822, section 5.1; RSS 2.0, <pubDate>",
    ),
    Rule(
        "rfc822-date-form",
        "warning",
        "A date has a year of four digits, a numeric zone or GMT, single blanks, and no comments.",
        "Write Tue, 04 Mar 2025 18:00:00 +0000.",
        "RFC 5322, section 3.3; RSS Profile, date and time",
    ),
    Rule(
        "wrong-weekday",
        "error",
        "The day of the week is that of the date.",
        "Correct the day's name, or leave it out with its comma.",
        "RFC 5322, section 3.3",
    ),
    Rule(
        "w3c-date",
        "error",
        "A date is in the format of W3CDTF; a time of day has a zone.",
        "Write 2025-03-04, 2025-03-04T18:00Z or 2025-03-04T18:00:00+01:00.",
        "W3C note on date and time formats",
    ),
    Rule(
        "iso8601-date",
        "error",
        "A time is a date and a time of day in the format of ISO 8601.",
        "Write 2025-03-04T18:00:00Z, or 2025-03-04T18:00:00+01:00.",
        "ISO 8601-1, section 5.4.2",
    ),
    Rule(
        "future-date",
        "warning",
        "An entry is not dated more than a day ahead.",
        "Correct the date: readers hide the entry, or keep it on top until that day.",
    ),
    Rule(
        "implausible-date",
        "info",
        "A date lies between 1970 and 2200.",
        "Correct the year: some readers cannot show it.",
    ),
)

MAX_AHEAD = timedelta(days=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ZONES = {
    "ut": 0,
    "gmt": 0,
    "z": 0,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
} | dict.fromkeys("abcdefghiklmnopqrstuvwxy", 0)  # RFC 5322, section 4.3: their meaning is lost

RFC3339 = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?"
    r"(?:Z|([+-])([0-9]{2}):([0-9]{2}))"
)
W3C = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?"
    r"(?:Z|([+-])([0-9]{2}):([0-9]{2})))?)?)?"
)
SHORT_ZONE = re.compile(r"([+-][0-9]{2})([0-9]{2})\Z")
ZONELESS = re.compile(r".*T[0-9:.]+")
RFC822 = re.compile(
    r"(?:(mon|tue|wed|thu|fri|sat|sun) ?, ?)?([0-9]{1,2}) (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) "
    r"([0-9]{4}|[0-9]{2}) ([0-9]{2}):([0-9]{2})(?::([0-9]{2}))? (?:([+-])([0-9]{2})([0-9]{2})|([a-z]{1,3}))",
    re.I,
)
RFC822_CLEAN = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?[0-9]{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"[0-9]{4} [0-9]{2}:[0-9]{2}(?::[0-9]{2})? (?:[+-][0-9]{4}|GMT|UT|[ECMP][SD]T)"
)
MAX_DATE_LENGTH = 64  # characters of a date
MIN_YEAR, MAX_YEAR = 1970, 2200


@dataclass(frozen=True, slots=True)
class Date:
    """A value that is a date: called, it returns the faults of a text; `instant` returns its moment."""

    of: Callable[[str], datetime | Faults]

    def read(self, text: str) -> datetime | Faults:
        """Return the moment, or what is wrong; both are cached for texts up to MAX_DATE_LENGTH."""
        return _cached(self.of, text) if len(text) <= MAX_DATE_LENGTH else self.of(text)

    def __call__(self, text: str) -> Faults:
        read = self.read(text)
        if not isinstance(read, datetime):
            return read
        if self.of is _rfc822 and not RFC822_CLEAN.fullmatch(text):
            return (Fault("rfc822-date-form", "a date such as Tue, 04 Mar 2025 18:00:00 +0000"),)
        if MIN_YEAR <= read.year <= MAX_YEAR:
            return NONE
        return (Fault("implausible-date", f"a year between {MIN_YEAR} and {MAX_YEAR}"),)

    def instant(self, text: str) -> datetime | None:
        """Return the moment that a date means, None where it is none."""
        read = self.read(text)
        return read if isinstance(read, datetime) else None


@lru_cache(maxsize=1024)  # a feed holds most of its dates twice, and its other formats hold them again
def _cached(of: Callable[[str], datetime | Faults], text: str) -> datetime | Faults:
    return of(text)


def is_ahead(moment: datetime, now: datetime) -> bool:
    """Return whether a date lies so far ahead of now that readers hide its entry."""
    return moment - now > MAX_AHEAD


def _rfc3339(text: str) -> datetime | Faults:
    match = RFC3339.fullmatch(text)
    moment = _moment(*match.groups()) if match else None
    return moment or (Fault("rfc3339-date", "a date such as 2025-03-04T18:00:00Z"),)


def _w3c(text: str) -> datetime | Faults:
    match = W3C.fullmatch(text)
    moment = _moment(*match.groups()) if match else None
    return moment or (Fault("w3c-date", "a date such as 2025-03-04T18:00:00Z or 2025-03-04"),)


def _w3c_local(text: str) -> datetime | Faults:
    return _w3c(text + "Z" if ZONELESS.fullmatch(text) else text)


def _iso8601(text: str) -> datetime | Faults:
    """A date and time as ISO 8601 has it: the zone may have no colon, and may be missing."""
    read = _w3c_local(SHORT_ZONE.sub(r"\1:\2", text)) if "T" in text else None
    return (
        read
        if isinstance(read, datetime)
        else (Fault("iso8601-date", "a date and time such as 2025-03-04T18:00:00Z"),)
    )


def _rfc822(text: str) -> datetime | Faults:
    bare = " ".join(without_comments(text).split())
    wanted = "a date such as Tue, 04 Mar 2025 18:00:00 +0000"
    match = RFC822.fullmatch(bare)
    if not match:
        return (Fault("rfc822-date", wanted),)
    weekday, day, month, year, hour, minute, second, sign, hours, minutes, zone = match.groups()
    if zone is not None:
        if zone.lower() not in ZONES:
            return (Fault("rfc822-date", f"{wanted}, the zone as +0000 or GMT", f'the zone "{zone}"'),)
        offset = ZONES[zone.lower()]
        sign, hours, minutes = "-" if offset < 0 else "+", f"{abs(offset)}", "0"
    number = str(MONTHS.index(month.lower()) + 1)
    moment = _moment(_full_year(year), number, day, hour, minute, second, sign, hours, minutes)
    if moment is None:
        return (Fault("rfc822-date", "a day and time that exist"),)
    if weekday and WEEKDAYS[moment.weekday()] != weekday.lower():
        return (Fault("wrong-weekday", WEEKDAYS[moment.weekday()].title(), f'"{weekday}"'),)
    return moment


def _full_year(year: str) -> str:
    """Return a year with four digits: 00 to 49 are of this century (RFC 5322, section 4.3)."""
    return year if len(year) == 4 else str(int(year) + (2000 if int(year) < 50 else 1900))


def _moment(
    year: str,
    month: str | None,
    day: str | None,
    hour: str | None,
    minute: str | None,
    second: str | None,
    sign: str | None,
    hours: str | None,
    minutes: str | None,
) -> datetime | None:
    """Return the moment that the parts of a date mean, None where there is no such moment."""
    if int(hours or 0) > 23 or int(minutes or 0) > 59:
        return None
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    zone = timezone(-offset if sign == "-" else offset) if sign else UTC
    seconds = int(second or 0)
    leap = seconds == 60
    try:
        moment = datetime(
            int(year),
            int(month or 1),
            int(day or 1),
            int(hour or 0),
            int(minute or 0),
            59 if leap else seconds,
            tzinfo=zone,
        )
        return moment if not leap or _may_leap(moment) else None
    except (ValueError, OverflowError):
        return None


def _may_leap(moment: datetime) -> bool:
    """Return whether a leap second may follow: at the end of June or December (RFC 3339, section 5.7)."""
    utc = moment.astimezone(UTC)
    return (utc.month, utc.day, utc.hour, utc.minute) in ((6, 30, 23, 59), (12, 31, 23, 59))


rfc3339 = Date(_rfc3339)
rfc822 = Date(_rfc822)
w3c = Date(_w3c)
w3c_local = Date(_w3c_local)
iso8601 = Date(_iso8601)
