"""Dates that machines wrote: attributes, and the addresses of pages."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from urllib.parse import unquote

from feedkit.dates.clock import Clock, at, microseconds, named_zone, zone_of
from feedkit.dates.expressions import Expression, expressions
from feedkit.dates.tokens import EARLIEST, LATEST, plain
from feedkit.dates.words import vocabulary

LONGEST = 100  # characters
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
IN_URL = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?:(?P<s>[-/_.])(?P<mo>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])"
    r"|(?P<mo2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01]))(?!\.?\d|[A-Za-z])"
)
WEB = 1990  # before, no page was published


def read_stamp(text: str) -> datetime | date | None:
    """Read the date in a machine-readable attribute.

    Args:
        text: ISO 8601 and what resembles it, RFC 822 and 850, asctime, Go's and JavaScript's print, Unix
            seconds or milliseconds, or a date in English.

    Returns:
        A date where only the day is written, else a datetime, aware if a zone is written; None for all else
        and for what can be read in two ways.
    """
    found = stamp(text)
    if isinstance(found, Expression):
        return found.value(found.days[0]) if len(found.days) == 1 else None
    return found


def stamp(text: str) -> datetime | date | Expression | None:
    """What `read_stamp` reads; an expression where it is not ISO 8601, which may mean several days."""
    text = plain(text[: LONGEST + 1]).strip()
    if not text or len(text) > LONGEST:
        return None
    if found := iso(text) or unix(text):
        return found
    written = [item for item in expressions(text, vocabulary()) if item.certain]
    if len(written) != 1 or not written[0].full or not written[0].days:
        return None
    return None if written[0].span or written[0].contradicted else written[0]


def iso(text: str) -> datetime | date | None:
    """A date of ISO 8601, extended or basic; zeros and the T may be missing, fractions may be long."""
    found = ISO.fullmatch(text) or COMPACT.fullmatch(text)
    if found is None or not EARLIEST <= int(found["y"]) <= LATEST:
        return None
    try:
        day = date(int(found["y"]), int(found["mo"]), int(found["d"]))
    except ValueError:
        return None
    if found["h"] is None:
        return day
    zone = zone_of(found["zone"]) if found["zone"] else None
    if zone is None and found["name"]:
        zone = named_zone(found["name"])
    if zone is None and (found["zone"] or found["name"]):
        return None
    seconds = int(found["s"] or 0)
    time = Clock(int(found["h"]), int(found["mi"]), seconds, microseconds(found["f"])).time()
    if time is None:
        return _midnight(found, day, zone)
    return at(datetime.combine(day, time), zone)


def _midnight(found: re.Match[str], day: date, zone: tzinfo | None) -> datetime | None:
    """24:00 is the start of the next day (ISO 8601:2019, 4.3.6 with 5.3.2); no other hour is after 23."""
    if int(found["h"]) != 24 or int(found["mi"]) or int(found["s"] or 0):
        return None
    return at(datetime.combine(day, datetime.min.time()) + timedelta(days=1), zone)


def unix(text: str) -> datetime | None:
    """Seconds or milliseconds since 1970, in UTC."""
    found = UNIX.fullmatch(text)
    if found is None:
        return None
    if found["millis"]:
        value = EPOCH + timedelta(milliseconds=int(found["millis"]))
    else:
        value = EPOCH + timedelta(seconds=float(text))
    return value if WEB <= value.year <= LATEST else None


@lru_cache(maxsize=1024)
def read_url_date(url: str) -> date | None:
    """The day in an address that has a whole one, and only one.

    Args:
        url: the address, "https://example.org/2016/03/04/title" or "/2016-03-04-title" or "/news/20160304".
    """
    found = set()
    for match in IN_URL.finditer(unquote(url[:2000])):
        try:
            day = date(int(match["y"]), int(match["mo"] or match["mo2"]), int(match["d"] or match["d2"]))
        except ValueError:
            continue
        if WEB <= day.year <= LATEST:
            found.add(day)
    return found.pop() if len(found) == 1 else None
