"""Answers kept in a folder, as RFC 9111 has it: hishel decides and stores, in an SQLite file.

What is added here is what a folder that cannot be used costs (a warning), that one answer is kept an address,
and that freshness is what a server states: hishel would take a page that was last changed ten days ago for
fresh for another day, and its new entries would come late.
"""

from __future__ import annotations

import logging
import re
import sqlite3
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import hishel
import httpx2
from hishel.httpx2 import CacheTransport

from feedkit.values.http_dates import read_http_date

FILE = "pages.db"
SIZE_LIMIT = 500_000_000  # bytes of the file; the answers that were not used for longest go first
UNUSED = 60 * 86400.0  # seconds after which an answer that is not asked for goes
FRESH = 86400  # seconds; a page that states more is asked again after these
MISSING = (404, 410)
MAX_AGE = re.compile(r'(?<![\w-])max-age\s*=\s*"?([0-9]{1,20})"?', re.I)

Warn = Callable[[str], object]


class Cache:
    """A folder of answers; for any number of threads and processes.

    Args:
        folder: made where it is not there yet.
        page_limit: bytes of one answer, as it was sent, up to which it is kept.
        warn: called with a message, once, where the folder cannot be used; nothing else fails then.
    """

    def __init__(self, folder: Path, *, page_limit: int, warn: Warn) -> None:
        self._storage = _Storage(folder.absolute(), page_limit, warn)

    def over(self, transport: httpx2.BaseTransport, *, fresh: int = 0) -> httpx2.BaseTransport:
        """A transport that asks another one only for what is not kept, or no longer fresh.

        Args:
            transport: the other one.
            fresh: seconds for which an answer is fresh that states no time. With any, a page that is not
                there (404, 410) is kept as an empty one, so that it is not asked for each time.
        """
        return _Kept(transport, self._storage, fresh)

    def close(self) -> None:
        self._storage.close()


class _Kept(httpx2.BaseTransport):
    def __init__(self, transport: httpx2.BaseTransport, storage: hishel.BaseStorage, fresh: int) -> None:
        self._plain = transport
        self._kept = CacheTransport(_Stating(transport, fresh), storage, rfc={"shared": False})

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        # Headers are stored with the answer, and a POST would end what is kept of its address.
        secret = "Authorization" in request.headers or "secret" in request.extensions
        plain = secret or request.method != "GET"
        return (self._plain if plain else self._kept).handle_request(request)


class _Stating(httpx2.BaseTransport):
    """Answers that state how long they are fresh."""

    def __init__(self, transport: httpx2.BaseTransport, fresh: int) -> None:
        self._transport = transport
        self._fresh = fresh

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        try:
            response = self._transport.handle_request(request)
        except httpx2.HTTPStatusError as error:
            if not (self._fresh and error.response.status_code in MISSING):
                raise
            dated = {"Date": error.response.headers.get("Date", "")}
            response = httpx2.Response(200, headers=dated, content=b"")
        headers = response.headers
        if response.status_code == 304:
            for name in ("ETag", "Last-Modified"):
                headers.pop(name, None)  # it speaks of the one answer that is kept, whatever it says
        if response.status_code != 304 or "Cache-Control" in headers or "Expires" in headers:
            headers["Cache-Control"] = _stated(headers, self._fresh)
        return response


def _stated(headers: httpx2.Headers, otherwise: int) -> str:
    """Cache-Control, with a lifetime of a day at most, or with none."""
    control = headers.get("Cache-Control", "")
    if MAX_AGE.search(control):
        return MAX_AGE.sub(lambda found: f"max-age={min(FRESH, int(found[1]))}", control)
    expires, date = read_http_date(headers.get("Expires", "")), read_http_date(headers.get("Date", ""))
    seconds = int((expires - date).total_seconds()) if expires and date else 0
    seconds = seconds if "Expires" in headers else otherwise
    lifetime = f"max-age={min(FRESH, seconds)}" if seconds > 0 else "no-cache"
    return f"{control}, {lifetime}" if control else lifetime


class _Storage(hishel.SqliteStorage):
    """One answer an address: of several, hishel would doubt them all when a 304 does not say which it is of.

    The first failure is reported, and ends the use of the cache in this run.
    """

    def __init__(self, folder: Path, page_limit: int, warn: Warn) -> None:
        super().__init__(
            database_path=folder / FILE, default_tti=UNUSED, max_stream_size=page_limit, max_size=SIZE_LIMIT
        )
        self._failures = _Failures(folder, warn)
        logging.getLogger("hishel").addHandler(self._failures)
        self.get_entries("")

    def get_entries(self, key: str) -> list[hishel.Entry]:
        if self._failures.reported:
            return []
        try:
            return [_loaded(entry) for entry in sorted(super().get_entries(key), key=_date)[-1:]]
        except (sqlite3.Error, OSError, RuntimeError) as error:  # the last: it is another program's file
            self._failures.report(error)
            return []

    def create_entry(
        self,
        request: hishel.Request,
        response: hishel.Response,
        key: str,
        *,
        ttl: float | None = None,
        tti: float | None = None,
    ) -> hishel.Entry:
        if self._failures.reported:
            return hishel.Entry(uuid.uuid4(), request, response)
        for entry in super().get_entries(key):
            self.remove_entry(entry.id)
        return super().create_entry(request, response, key, ttl=ttl, tti=tti)

    def close(self) -> None:
        logging.getLogger("hishel").removeHandler(self._failures)
        super().close()


class _Failures(logging.Handler):
    """hishel logs what fails, with a traceback, and goes on; here it becomes one sentence."""

    def __init__(self, folder: Path, warn: Warn) -> None:
        super().__init__(logging.ERROR)
        self._folder = folder
        self._warn = warn
        self.reported = False

    def emit(self, record: logging.LogRecord) -> None:
        self.report(record.exc_info[1] if record.exc_info else None, record.getMessage())

    def report(self, error: BaseException | None, message: str = "") -> None:
        if self.reported:
            return
        self.reported = True
        reason = error.strerror if isinstance(error, OSError) else str(error or message)
        self._warn(
            f"{self._folder}: the cache cannot be used ({reason}), so every page is fetched again: "
            "delete the folder, or name another"
        )


def _date(entry: hishel.Entry) -> float:
    """When an answer was given. Two processes at once may have stored one each."""
    date = read_http_date(entry.response.headers.get("Date", ""))
    return date.timestamp() if date else 0.0


def _loaded(entry: hishel.Entry) -> hishel.Entry:
    """An entry whose body is in memory, so that a broken file fails before the answer is given."""
    stream = entry.response.stream
    body = b"".join(stream) if stream is not None else b""  # type: ignore[arg-type]  # no asynchronous one
    return replace(entry, response=replace(entry.response, stream=iter((body,))))
