"""A feed as the response to an HTTP request, in any framework, with conditional requests (RFC 9110, 13)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Protocol

from feedkit.formats import FORMATS, FormatName
from feedkit.model import Feed
from feedkit.pipeline import finish, write
from feedkit.renamed import accepts_old_names
from feedkit.values.http_dates import http_date, read_http_date
from feedkit.values.zones import must_be_aware

ETAG = re.compile(r'"([^"]*)"')  # W/ before it makes no difference in a weak comparison (RFC 9110, 8.8.3.2)
SECOND = timedelta(seconds=1)  # HTTP knows no smaller time


class Headers(Protocol):
    """A request's headers: a dict with names in any case, or what Flask, Django and Starlette have."""

    def items(self) -> Iterable[tuple[str, str]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What to answer, with any framework.

    status:   200, or 304 where the client has the feed already
    headers:  Content-Type, ETag and Last-Modified; a dict of its own, to which more may be added
    body:     the document; empty with 304
    """

    status: int
    headers: dict[str, str]
    body: bytes


@accepts_old_names
def respond(
    feed: Feed, to: FormatName, *, request_headers: Headers | None = None, now: datetime | None = None
) -> Response:
    """Write a feed as the response to a GET or HEAD request; an unfinished one is finished first.

    The ETag stands for the bytes, Last-Modified is `feed.updated`. So that both stay the same until the feed
    changes, each entry needs a date, or the feed must be finished once and not for every request.

    Args:
        feed: any feed.
        to: the format, one of `feedkit.formats.FORMATS`.
        request_headers: those of the request; If-None-Match and If-Modified-Since are read. None by default:
            the whole feed is the answer.
        now: an aware datetime, for entries that have no date, and because Last-Modified must not lie ahead
            (RFC 9110, 8.8.2.1); the clock by default.

    Returns:
        Status 200 and the document, or 304 and no body where the request says that the client has it.

    Raises:
        InvalidFeedError: the feed lacks what the format demands; `.problems` names entries and fields.
        ValueError: `to` is none that there is, or `now` is naive.
    """
    must_be_aware("now", now)
    now = now or datetime.now(UTC)
    feed = finish(feed, now=now)
    body = write(feed, to)
    assert feed.updated is not None  # `finish` has seen to it
    etag = sha256(body).hexdigest()
    headers = {  # the same with 304, where Django would fill in text/html, which caches would take over
        "Content-Type": FORMATS[to].content_type,
        "ETag": f'"{etag}"',
        "Last-Modified": http_date(min(feed.updated, now)),
    }
    request = {name.lower(): value for name, value in request_headers.items()} if request_headers else {}
    if _unchanged(request, etag, feed.updated):
        return Response(status=304, headers=headers, body=b"")
    return Response(status=200, headers=headers, body=body)


def _unchanged(request: Mapping[str, str], etag: str, updated: datetime) -> bool:
    """Return whether the client has this feed; by If-None-Match alone if there is one (RFC 9110, 13.2.2)."""
    if tags := request.get("if-none-match", "").strip():
        return tags == "*" or etag in ETAG.findall(tags)
    since = read_http_date(request.get("if-modified-since", ""))
    return since is not None and updated - since < SECOND
