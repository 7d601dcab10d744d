"""Dates that machines wrote: attributes, and the addresses of pages."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from feedkit.dates.clock import BROKEN, Clock, at, named_zone, zone_of
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
        text: ISO 8601 and what resembles it, RFC 822 and 850, asctime, Go's and JavaScript's print, Unix seconds or
            milliseconds, or a date in English.

    Returns:
        A date where only the day is written, else a datetime, aware if a zone is written; None for anything else and
        for what can be read in two ways.
    """
    found = stamp(text)
    return (
        found.value(found.days[0])
        if isinstance(found, Expression) and _single(found)
        else found
        if not isinstance(found, Expression)
        else None
    )


def stamp(text: str) -> datetime | date | Expression | None:
    """What `read_stamp` reads, or the expression where it can mean several days."""
    text = plain(text[: LONGEST + 1]).strip()
    if not text or len(text) > LONGEST:
        return None
    if found := iso(text) or unix(text):
        return found
    written = [item for item in expressions(text, vocabulary()) if item.certain]
    if len(written) != 1 or not written[0].full or written[0].span or written[0].contradicted:
        return None
    return written[0]


def _single(found: Expression) -> bool:
    return len({day[:3] for day in found.days}) == 1


def iso(text: str) -> datetime | date | None:
    """A date of ISO 8601 in its extended or basic form; zeros and the T may be missing, fractions may be long."""
    found = ISO.fullmatch(text) or COMPACT.fullmatch(text)
    if found is None or not EARLIEST <= int(found["y"]) <= LATEST:
        return None
    zone = named_zone(found["name"]) if found["name"] else None
    if found["zone"]:
        zone = zone_of(found["zone"])
    if zone is BROKEN:
        return None
    try:
        day = date(int(found["y"]), int(found["mo"]), int(found["d"]))
    except ValueError:
        return None
    if found["h"] is None:
        return day
    micro = int((found["f"] or "0")[:6].ljust(6, "0"))
    time = Clock(int(found["h"]), int(found["mi"]), int(found["s"] or 0), micro).time()
    if time is None and int(found["h"]) == 24 and not int(found["mi"]) and not int(found["s"] or 0):
        return at(datetime.combine(day, datetime.min.time()) + timedelta(days=1), zone)
    return at(datetime.combine(day, time), zone) if time else None


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


def read_url_date(url: str) -> date | None:
    """The day in an address, where there is a whole one and only one: /2016/03/04/title, /2016-03-04-title, /20160304."""
    found = set()
    for match in IN_URL.finditer(url[:2000]):
        try:
            day = date(int(match["y"]), int(match["mo"] or match["mo2"]), int(match["d"] or match["d2"]))
        except ValueError:
            continue
        if WEB <= day.year <= LATEST:
            found.add(day)
    return found.pop() if len(found) == 1 else None
