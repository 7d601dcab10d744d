"""Which failures may pass by themselves, and how long to wait before asking again."""

from __future__ import annotations

import re
import ssl
from datetime import UTC, datetime

import httpcore2
import httpx2

from feedkit.errors import FetchError
from feedkit.fetching.guard import Refused
from feedkit.fetching.pages import TIMEOUTS, causes
from feedkit.values.http_dates import read_http_date

STATUSES = frozenset({429, 500, 502, 503, 504})
BACKOFF = 1.0  # seconds before the first retry; each further one waits twice as long
PASSING = (*TIMEOUTS, httpcore2.NetworkError, httpcore2.RemoteProtocolError, httpx2.TransportError)
LASTING = (Refused, ssl.SSLError, httpx2.UnsupportedProtocol, httpx2.DecodingError)


def may_pass(error: FetchError) -> bool:
    """Return whether the same request may succeed a little later."""
    if error.status is not None:
        return error.status in STATUSES
    cause = error.__cause__
    return isinstance(cause, PASSING) and not any(isinstance(one, LASTING) for one in causes(cause))


def timed_out(error: FetchError) -> bool:
    """Return whether a page, or its site's robots.txt, did not come in time."""
    return any(isinstance(one, TIMEOUTS) for one in causes(error))


def pause(error: FetchError, tries: int) -> float:
    """Seconds to wait after so many tries: what the server asks for, and at least the backoff."""
    return max(asked_for(error) or 0.0, BACKOFF * 2.0 ** (tries - 1))


def asked_for(error: FetchError) -> float | None:
    """The seconds of a Retry-After header, which may hold a date too (RFC 9110, section 10.2.3)."""
    if not isinstance(error.__cause__, httpx2.HTTPStatusError):
        return None
    headers = error.__cause__.response.headers
    value = headers.get("Retry-After", "").strip()
    if re.fullmatch("[0-9]+", value):
        return float(value)
    until = read_http_date(value)
    if until is None:
        return None
    now = read_http_date(headers.get("Date", "")) or datetime.now(
        UTC
    )  # the server's own clock, where it shows it
    return max(0.0, (until - now).total_seconds())
