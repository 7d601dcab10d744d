"""Reads stamps, which are dates that programs wrote in attributes, and dates in the addresses of pages."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from urllib.parse import unquote

from feedkit.dates.clock import Clock, abbreviated_zone, iana_zone, microseconds, offset_zone
from feedkit.dates.expressions import YEAR_DAY_MONTH, Expression, expressions
from feedkit.dates.templates import may_hold_date, same_digits
from feedkit.dates.tokens import MAX_YEAR, MIN_YEAR, normalised
from feedkit.dates.words import RFC_822, Vocabulary, vocabulary

MAX_STAMP_LENGTH = 100  # characters
ISO = re.compile(
    r"(?P<y>\d{4})-(?P<mo>\d\d?)-(?P<d>\d\d?)"
    r"(?:(?P<day_zone>Z|[+-]\d\d:\d\d)|(?:\s*T|\s)\s*(?P<h>\d\d?):(?P<mi>\d\d)(?::(?P<s>\d\d)(?:[.,](?P<f>\d+))?)?"
    r"(?:\s?(?P<half>[AP])\.?M\b\.?)?"
    r"\s*(?P<zone>Z|(?:UTC|GMT)?[+-]\d\d?(?::?\d\d)?(?::\d\d)?|UTC|GMT)?(?:\s?\[(?P<name>[\w+-]+/[\w/+-]+)\])?"
    r"(?:\s*[(\[]?(?:(?P<again>[+-]\d\d:?\d\d)|(?P<short>[A-Z]{2,5}))[)\]]?)?(?:\s+m=[+-][\d.]+)?)?",
    re.I,
)
# what Python reads in the same way; only offsets that zones have
COMMON_ISO = re.compile(
    r"(?:19[0-9]|20[0-4])[0-9]-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{3}|\.[0-9]{6})?)?"
    r"(?:Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?)?"
)
ISO_DAY_LENGTH = 10
WEEK_DATE = re.compile(r"(?P<y>\d{4})-?W(?P<week>\d\d)-?(?P<d>[1-7])")
ORDINAL_DATE = re.compile(r"(?P<y>\d{4})-(?P<d>\d{3})")
COMPACT = re.compile(
    r"(?P<y>\d{4})(?P<mo>\d\d)(?P<d>\d\d)(?P<day_zone>(?!))?(?:T?(?P<h>\d\d)(?P<mi>\d\d)(?P<s>\d\d)?(?P<f>)"
    r"(?P<half>(?!))?(?P<zone>Z|[+-]\d\d:?\d\d)?(?P<name>(?!))?(?P<again>(?!))?(?P<short>(?!))?)?"
)
UNIX = re.compile(r"(?P<seconds>\d{9,10})(?:\.(?P<fraction>\d+))?|(?P<millis>\d{12,13})")
NET_DATE = re.compile(r"\\?/Date\((?P<millis>-?\d{1,14})(?P<zone>[+-]\d{4})?\)\\?/")
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
            JavaScript, Unix time in seconds or milliseconds, "/Date(…)/" of .NET, or a date in English; at
            most 100 characters.

    Returns:
        A date when only the day is written; else a datetime, aware if a zone is written; None for any other
        text, for a date that can be read in two ways, and for one that stands for none (see `is_null_date`).
    """
    found = parse_stamp(text)
    if isinstance(found, Expression):
        return found.value(found.days[0]) if len(found.days) == 1 else None
    return found


@lru_cache(maxsize=2048)  # a page is searched for stamps first; then each entry's is read again
def parse_stamp(text: str) -> datetime | date | Expression | None:
    """Read a stamp; what is neither ISO 8601 nor Unix time is an expression, which may mean several days."""
    text = normalised(text[: MAX_STAMP_LENGTH + 1]).strip()
    if not text or len(text) > MAX_STAMP_LENGTH:
        return None
    found = parse_iso(text, (RFC_822,)) or _parse_day_of_year(text) or parse_unix_time(text)
    if found is not None:
        return None if is_null_date(found) else found
    words = vocabulary(None, (RFC_822,))
    if not may_hold_date(same_digits(text), words):
        return None
    written = [item for item in expressions(text, words) if item.certain]
    if len(written) != 1 or not written[0].has_year or not written[0].days:
        return None
    if written[0].span or written[0].contradicted or is_null_date(written[0].value(written[0].days[0])):
        return None
    return written[0]


def is_null_date(value: date) -> bool:
    """Return whether a date is what programs write for none.

    They are the first day of year 1 (Go, .NET), the last day of year 9999 (databases) and, with a time and a
    zone, the start of Unix time.
    """
    if isinstance(value, datetime) and value.tzinfo is not None and value == EPOCH:
        return True
    if 1 < value.year < date.max.year:
        return False  # in another zone it may be another day of these years, but neither of the two
    day = (value.year, value.month, value.day)
    return day in ((1, 1, 1), (9999, 12, 31))


def parse_iso_date(text: str, words: Vocabulary) -> datetime | date | None:
    """Read a date of ISO 8601 on a page; None where its language may mean year, day, month."""
    if words.order == YEAR_DAY_MONTH and not text[4:5].isdigit():
        return None
    return parse_iso(text, words.zone_hints)


def parse_iso(text: str, zone_hints: tuple[str, ...] = ()) -> datetime | date | None:
    """Read a date of ISO 8601, extended or basic.

    Zeros and the T may be missing, fractions may be long, and am or pm and the abbreviation of a zone may
    stand behind the time. A day with a zone is its midnight there.
    """
    if not text[:4].isdecimal():
        return None
    if COMMON_ISO.fullmatch(text):
        try:
            return datetime.fromisoformat(text) if len(text) > ISO_DAY_LENGTH else date.fromisoformat(text)
        except ValueError:  # an end of the day such as 24:00, or no date at all
            pass
    found = ISO.fullmatch(text) or COMPACT.fullmatch(text)
    if found is None or not MIN_YEAR <= int(found["y"]) <= MAX_YEAR:
        return _parse_week_date(text) if "W" in text[4:6] else None
    try:
        day = date(int(found["y"]), int(found["mo"]), int(found["d"]))
    except ValueError:
        return None
    if found["day_zone"]:
        zone = offset_zone(found["day_zone"])
        return Clock(0, 0, zone=zone).on(day) if zone else None
    if found["h"] is None:
        return day
    try:
        zone = _zone(found, zone_hints)
    except ValueError:
        return None
    half = None if found["half"] is None else int(found["half"] in "pP")
    seconds, fraction = int(found["s"] or 0), microseconds(found["f"])
    return Clock(int(found["h"]), int(found["mi"]), seconds, fraction, half, zone).on(day)


def _zone(found: re.Match[str], hints: tuple[str, ...]) -> tzinfo | None:
    """Return the zone behind an ISO time, None when none is known; ValueError for one that there is not."""
    zone = None
    if found["zone"] or found["name"]:
        zone = offset_zone(found["zone"]) if found["zone"] else iana_zone(found["name"])
        if zone is None:
            raise ValueError("there is no such zone")
    if found["again"] and offset_zone(found["again"]) != zone:
        raise ValueError("two zones")
    if zone is None and found["short"]:
        zone = abbreviated_zone(found["short"], hints)
    return zone


def _parse_week_date(text: str) -> date | None:
    """Read a day of a week, "2020-W30-1" (ISO 8601-1:2019, 5.2.4)."""
    found = WEEK_DATE.fullmatch(text)
    try:
        day = date.fromisocalendar(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    return day if day and MIN_YEAR <= day.year <= MAX_YEAR else None


def _parse_day_of_year(text: str) -> date | None:
    """Read an ordinal date, "2020-202" (ISO 8601-1:2019, 5.2.3). In texts for people this may be a number."""
    found = ORDINAL_DATE.fullmatch(text)
    if found is None or not FIRST_WEB_YEAR <= int(found["y"]) <= MAX_YEAR or not 1 <= int(found["d"]) <= 366:
        return None
    day = date(int(found["y"]), 1, 1) + timedelta(days=int(found["d"]) - 1)
    return day if day.year == int(found["y"]) else None


def _parse_net_date(text: str) -> datetime | None:
    """Read the date of .NET's JSON, "/Date(1595203200000+0800)/"; the zone is only one to show it in."""
    found = NET_DATE.fullmatch(text)
    if found is None:
        return None
    zone = offset_zone(found["zone"]) if found["zone"] else UTC
    try:
        return (EPOCH + timedelta(milliseconds=int(found["millis"]))).astimezone(zone) if zone else None
    except OverflowError:
        return None


def parse_unix_time(text: str) -> datetime | None:
    """Read seconds or milliseconds since 1970, in UTC."""
    if text.endswith("/"):
        return _parse_net_date(text)
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
    if "19" not in url and "20" not in url and "%" not in url:
        return None
    found = set()
    for match in URL_DATE.finditer(unquote(url[:2000])):
        try:
            day = date(int(match["y"]), int(match["mo"] or match["mo2"]), int(match["d"] or match["d2"]))
        except ValueError:
            continue
        if FIRST_WEB_YEAR <= day.year <= MAX_YEAR:
            found.add(day)
    return found.pop() if len(found) == 1 else None
