"""What looks like a secret in a request, by its name or its letters, and what goes out of date."""

from __future__ import annotations

import json
import math
import re
from base64 import urlsafe_b64decode
from collections import Counter
from datetime import UTC, date, datetime, timedelta

MIN_SECRET_LENGTH = 16  # characters of a value that is a secret whatever its name is
MIN_NAMED_LENGTH = 4  # characters of a value that is one by its name
MIN_ENTROPY = 3.3  # bits for each character; words have less, or blanks
NEAR_NOW = timedelta(days=2)
SECRET_NAME = re.compile(
    r"auth(?!or(?!i[sz]))|(?:^|[_.-])(?:api|app|access|client|private|subscription|license)?[_-]?key(?:$|[_.-])|apikey|(?<!page)(?<!next)"
    r"(?<!page[_-])(?<!next[_-])token|secret|passw|pwd|session|(?:^|[_.-])(?:sid|sig|jwt|bearer|cookie|credentials?)(?:$|[_.-])"
    r"|signature|csrf|xsrf|nonce",
    re.I,
)
JWT = re.compile(r"eyJ[\w-]{8,}\.([\w-]{8,})\.[\w-]*")
PLAIN_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")  # that is no secret unless its name leaves no doubt
MAX_WORD_LENGTH = 12  # characters
CERTAIN_NAME = re.compile(r"authorization|cookie|secret|passw|pwd", re.I)
RANDOM = re.compile(r"[A-Za-z0-9+/_=.~-]+")
# Ids that are no secrets: of persisted queries, of things, of versions.
PUBLIC_NAME = re.compile(r"hash|sha\d*|(?:^|[_-])id$|Id$|ids$|version|cursor|query|buildid|checksum", re.I)
CHANGING_NAME = re.compile(
    r"_?|_?t|ts|_ts|_dc|timestamp|time|now|cb|cache[_-]?buster?|cacheb?|bust|rnd|rand(?:om)?|_?wp_?nonce|x-wp-nonce|nonce"
    r"|.*(?:csrf|xsrf).*|authenticity[_-]?token|sig|signature|hmac|exp(?:ires)?|request[_-]?id|x-request-id"
    r"|correlation[_-]?id|x-correlation-id|traceparent|tracestate|sentry-trace|baggage",
    re.I,
)
CURSOR_NAME = re.compile(
    r"cursor|after|before|start[_-]?cursor|end[_-]?cursor|(?:next[_-]?)?page[_-]?token|continuation(?:[_-]?token)?|scroll[_-]?id",
    re.I,
)
PAGE_NAME = re.compile(r"page|paged|p|pg|page[_-]?(?:no|num|number|index)", re.I)
OFFSET_NAME = re.compile(r"offset|skip|from|start|\$skip", re.I)
UNITS = {10: 1, 13: 1e3, 16: 1e6}  # digits of Unix time → its units in a second


def is_secret(name: str, value: str) -> bool:
    """Return whether a value of a request looks like a secret: a key, a token, a session."""
    if JWT.fullmatch(value.removeprefix("Bearer ")):
        return True
    if SECRET_NAME.search(name) and len(value) >= MIN_NAMED_LENGTH:
        is_word = PLAIN_WORD.fullmatch(value) and len(value) <= MAX_WORD_LENGTH
        is_number = value.isdecimal() and len(value) < MIN_SECRET_LENGTH
        return CERTAIN_NAME.search(name) is not None or not (is_word or is_number)
    if len(value) < MIN_SECRET_LENGTH or PUBLIC_NAME.search(name) or not RANDOM.fullmatch(value):
        return False
    digits = sum(map(str.isdigit, value))
    return (
        0 < digits < len(value)
        and "/" not in value[:1]
        and _entropy(value) >= MIN_ENTROPY
        and _is_mixed(value)
    )


def _is_mixed(value: str) -> bool:
    """Return whether digits stand among letters, as in what a program made: no date, no slug, no version."""
    return sum(1 for _ in re.finditer(r"[A-Za-z]\d|\d[A-Za-z]", value)) >= 3


def _entropy(value: str) -> float:
    counts = Counter(value)
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())


def why_it_changes(name: str, value: str, now: datetime) -> str:
    """Return why a value of a request will not do for ever, for people; "" where it will.

    Args:
        name: of the parameter, the header or the field.
        value: what was sent.
        now: when it was sent; aware.
    """
    if found := JWT.fullmatch(value.removeprefix("Bearer ")):
        return _expiry(found[1])
    if _is_near(_time(value), now):
        return "the time at which the page was loaded"
    if CHANGING_NAME.fullmatch(name) and (any(map(str.isdigit, value)) or len(value) >= MIN_SECRET_LENGTH):
        return "made anew each time"
    if CURSOR_NAME.fullmatch(name) and value not in ("", "null"):
        return "the end of another page of the list"
    is_number = value.isdecimal()
    if is_number and (
        (PAGE_NAME.fullmatch(name) and int(value) > 1) or (OFFSET_NAME.fullmatch(name) and int(value) > 0)
    ):
        return "it asks for a further page of the list"
    return ""


def _expiry(payload: str) -> str:
    try:
        claims = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return f"a token that expires on {datetime.fromtimestamp(claims['exp'], UTC):%Y-%m-%d}"
    except (ValueError, TypeError, LookupError, OverflowError, OSError):
        return ""


def _time(value: str) -> datetime | None:
    """Return the time that a value is, as Unix time or in the notation of ISO 8601."""
    whole = value.partition(".")[0] if re.fullmatch(r"\d{10}\.\d{1,9}", value) else value
    try:
        if whole.isdecimal() and len(whole) in UNITS:
            return datetime.fromtimestamp(int(whole) / UNITS[len(whole)], UTC)
        if re.match(r"\d{4}-\d\d-\d\d$", value):
            return datetime.combine(date.fromisoformat(value), datetime.min.time(), UTC)
        if re.match(r"\d{4}-\d\d-\d\d[T ]", value):
            found = datetime.fromisoformat(value)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return None


def _is_near(found: datetime | None, now: datetime) -> bool:
    return found is not None and abs(found - now) <= NEAR_NOW
