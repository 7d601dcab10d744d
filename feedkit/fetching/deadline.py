"""One time limit over everything that a visit to an address does."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpcore2


class Deadline:
    """One time limit over all operations.

    Args:
        seconds: until it is reached.
        within: another one, which holds as well.
    """

    def __init__(self, seconds: float, within: Deadline | None = None) -> None:
        self._end = time.monotonic() + seconds
        self._within = within

    @property
    def is_reached(self) -> bool:
        return self._left() <= 0

    def seconds_left(self) -> float:
        left = self._left()
        if left <= 0:
            raise httpcore2.TimeoutException("the time limit is reached")
        return left

    @contextmanager
    def paused(self, *, everywhere: bool = False) -> Iterator[None]:
        """Time that passes meanwhile does not count here, or `everywhere` for the one around either."""
        start = time.monotonic()
        try:
            yield
        finally:
            self._extend(time.monotonic() - start, everywhere)

    def spend(self, seconds: float) -> None:
        """Count time that is going to pass while this is paused."""
        self._end -= seconds

    def _left(self) -> float:
        left = self._end - time.monotonic()
        return min(left, self._within._left()) if self._within else left

    def _extend(self, seconds: float, everywhere: bool) -> None:
        self._end += seconds
        if self._within and everywhere:
            self._within._extend(seconds, everywhere)


class TimedStream(httpcore2.NetworkStream):
    """A connection whose every operation ends at the one deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.seconds_left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.seconds_left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.seconds_left())
        return TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
