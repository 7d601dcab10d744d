"""Reads stamps, which are dates that programs wrote in attributes, and dates in the addresses of pages."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from urllib.parse import unquote

from feedkit.dates.clock import Clock, iana_zone, in_zone, microseconds, offset_zone
from feedkit.dates.expressions import Expression, expressions
from feedkit.dates.tokens import MAX_YEAR, MIN_YEAR, normalised
from feedkit.dates.words import vocabulary

MAX_STAMP_LENGTH = 100  # characters
ISO = re.compile(
    r"(?P<y>\d{4})-(?P<mo>\d\d?)-(?P<d>\d\d?)"
    r"(?:(?:\s*T|\s)\s*(?P<h>\d\d?):(?P<mi>\d\d)(?::(?P<s>\d\d)(?:[.,](?P<f>\d+))?)?"
    r"\s*(?P<zone>Z|(?:UTC|GMT)?[+-]\d\d?(?::?\d\d)?(?::\d\d)?|UTC|GMT)?(?:\[(?P<name>[\w/+-]+)\])?(?:\s+(?:[+-]\d{4}|[A-Z]{2,5}))?(?:\s+m=[+-][\d.]+)?)?",
    re.I,
)
COMPACT = re.compile(
    r"(?P<y>\d{4})(?P<mo>\d\d)(?P<d>\d\d)(?:T?(?P<h>\d\d)(?P<mi>\d\d)(?P<s>\d\d)?(?P<f>)(?P<zone>Z|[+-]\d\d:?\d\d)?(?P<name>)?)?"
)
UNIX = re.compile(r"(?P<seconds>\d{9,10})(?:\.(?P<fraction>\d+))?|(?P<millis>\d{12,13})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
URL_DATE = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?:(?P<s>[-/_.])(?P<mo>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])"
    r"|(?P<mo2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01]))(?!\.?\d|[A-Za-z])"
)
FIRST_WEB_YEAR = 1990  # no page was published before


def read_stamp(text: str) -> datetime | date | None:
    """Read the date in a machine-readable attribute, such as `datetime` of HTML's `<time>`.

    Args:
        text: ISO 8601 and what resembles it, RFC 822 and RFC 850, asctime, the notations of Go and
            JavaScript, Unix time in seconds or milliseconds, or a date in English; at most 100 characters.

    Returns:
        A date when only the day is written; else a datetime, aware if a zone is written; None for any other
        text, and for a date that can be read in two ways.
    """
    found = parse_stamp(text)
    if isinstance(found, Expression):
        return found.value(found.days[0]) if len(found.days) == 1 else None
    return found


def parse_stamp(text: str) -> datetime | date | Expression | None:
    """Read a stamp; what is neither ISO 8601 nor Unix time is an expression, which may mean several days."""
    text = normalised(text[: MAX_STAMP_LENGTH + 1]).strip()
    if not text or len(text) > MAX_STAMP_LENGTH:
        return None
    if found := parse_iso(text) or parse_unix_time(text):
        return found
    written = [item for item in expressions(text, vocabulary()) if item.certain]
    if len(written) != 1 or not written[0].has_year or not written[0].days:
        return None
    return None if written[0].span or written[0].contradicted else written[0]


def parse_iso(text: str) -> datetime | date | None:
    """Read a date of ISO 8601, extended or basic; zeros and the T may be missing, fractions may be long."""
    found = ISO.fullmatch(text) or COMPACT.fullmatch(text)
    if found is None or not MIN_YEAR <= int(found["y"]) <= MAX_YEAR:
        return None
    try:
        day = date(int(found["y"]), int(found["mo"]), int(found["d"]))
    except ValueError:
        return None
    if found["h"] is None:
        return day
    zone = offset_zone(found["zone"]) if found["zone"] else None
    if zone is None and found["name"]:
        zone = iana_zone(found["name"])
    if zone is None and (found["zone"] or found["name"]):
        return None
    seconds = int(found["s"] or 0)
    time = Clock(int(found["h"]), int(found["mi"]), seconds, microseconds(found["f"])).time()
    if time is None:
        return _end_of_day(found, day, zone)
    return in_zone(datetime.combine(day, time), zone)


def _end_of_day(found: re.Match[str], day: date, zone: tzinfo | None) -> datetime | None:
    """Read 24:00, the start of the next day (ISO 8601:2019, 4.3.6 and 5.3.2); no other hour is after 23."""
    if int(found["h"]) != 24 or int(found["mi"]) or int(found["s"] or 0):
        return None
    return in_zone(datetime.combine(day, datetime.min.time()) + timedelta(days=1), zone)


def parse_unix_time(text: str) -> datetime | None:
    """Read seconds or milliseconds since 1970, in UTC."""
    found = UNIX.fullmatch(text)
    if found is None:
        return None
    if found["millis"]:
        value = EPOCH + timedelta(milliseconds=int(found["millis"]))
    else:
        value = EPOCH + timedelta(seconds=float(text))
    return value if FIRST_WEB_YEAR <= value.year <= MAX_YEAR else None


@lru_cache(maxsize=1024)
def read_url_date(url: str) -> date | None:
    """Read the day in an address.

    Args:
        url: the address, absolute or relative: "https://example.org/2016/03/04/title", "/2016-03-04-title" or
            "/news/20160304"; the first 2,000 characters are searched.

    Returns:
        The day; None when the address has no whole day, or several.
    """
    found = set()
    for match in URL_DATE.finditer(unquote(url[:2000])):
        try:
            day = date(int(match["y"]), int(match["mo"] or match["mo2"]), int(match["d"] or match["d2"]))
        except ValueError:
            continue
        if FIRST_WEB_YEAR <= day.year <= MAX_YEAR:
            found.add(day)
    return found.pop() if len(found) == 1 else None
