"""One request a host at a time, and a pause between two."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator

import httpx2

from feedkit.fetching.deadline import Deadline
from feedkit.fetching.pages import shown_url

Sleep = Callable[[float], object]


class Hosts:
    """The hosts that are asked, each with its turns; for any number of threads.

    Args:
        delay: seconds between the end of a request to a host and the next one.
        sleep: what waits that long.
    """

    def __init__(self, *, delay: float, sleep: Sleep) -> None:
        self._delay = delay
        self._sleep = sleep
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._looking = threading.Lock()

    def enter(self, name: str) -> None:
        """Wait for a host's turn; `leave` must follow."""
        host = self._host(name)
        host.turn.acquire()
        try:
            start, host.ready = host.ready, 0.0
            if (seconds := start - time.monotonic()) > 0:
                self._sleep(seconds)
        except BaseException:  # an interrupted wait
            host.turn.release()
            raise

    def leave(self, name: str) -> None:
        host = self._host(name)
        host.ready = max(host.ready, time.monotonic() + max(self._delay, host.delay))
        host.turn.release()

    def rest(self, name: str, seconds: float) -> None:
        """Leave a host alone for so long."""
        host = self._host(name)
        host.ready = max(host.ready, time.monotonic() + seconds)

    def slow_down(self, name: str, delay: float) -> None:
        """Wait at least so long between two requests to a host."""
        host = self._host(name)
        host.delay = max(host.delay, delay)

    def _host(self, name: str) -> _Host:
        with self._looking:
            return self._hosts[name]


class _Host:
    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.ready = 0.0  # on the monotonic clock
        self.delay = 0.0


class PoliteTransport(httpx2.BaseTransport):
    """A transport whose requests each take a turn, from before they are sent until the answer is closed.

    `admit` is called with the address before; it raises FetchError where it may not be asked.
    """

    def __init__(
        self, transport: httpx2.BaseTransport, hosts: Hosts, deadline: Deadline, admit: Callable[[str], None]
    ) -> None:
        self._transport = transport
        self._hosts = hosts
        self._deadline = deadline
        self._admit = admit

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        host = request.url.raw_host.decode()
        with self._deadline.paused():
            self._admit(shown_url(request.url))
        with self._deadline.paused(everywhere=True):  # waiting for a host's turn is nobody's slowness
            self._hosts.enter(host)
        try:
            response = self._transport.handle_request(request)
        except BaseException:
            self._hosts.leave(host)
            raise
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = _Turn(response.stream, lambda: self._hosts.leave(host))
        return response


class _Turn(httpx2.SyncByteStream):
    """A body; closing it ends the turn."""

    def __init__(self, stream: httpx2.SyncByteStream, leave: Callable[[], None]) -> None:
        self._stream = stream
        self._leave: Callable[[], None] | None = leave

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        leave, self._leave = self._leave, None
        try:
            self._stream.close()
        finally:
            if leave:
                leave()
