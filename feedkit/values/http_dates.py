"""Dates in the headers of HTTP (RFC 9110, section 5.6.7)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

MIN_DATE = datetime.min.replace(tzinfo=UTC)


def http_date(moment: datetime) -> str:
    """Return a moment as an IMF-fixdate, which is in English everywhere."""
    return format_datetime(max(moment, MIN_DATE).astimezone(UTC), usegmt=True)


def read_http_date(text: str) -> datetime | None:
    """Return the moment of a date in any of the three notations; None for what is no date: it is ignored."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # the latter for a zone of many digits
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
