"""The feeds of a build that wait to be fetched, and the threads that fetch them."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from feedkit.project.config import FeedConfig
from feedkit.sources.reader import is_address
from feedkit.values.urls import split_url

MAX_THREADS = 32  # that fetch: most of their time they wait
MAX_HELD = 16  # results that wait to be written
MAX_TIMEOUTS = 3  # of a host, one after the other, until it is given up

R = TypeVar("R")


class FeedQueue:
    """Feeds that wait, in a queue for each host, for any number of threads.

    No thread gets a feed while another one fetches from its host. So the feeds of a host that is slow wait
    here, and not in threads that others need.
    """

    def __init__(self, feeds: Sequence[FeedConfig]) -> None:
        self._waiting: dict[str, deque[FeedConfig]] = {}
        for feed in feeds:
            self._waiting.setdefault(_queue_name(feed), deque()).append(feed)
        self._free = deque(self._waiting)
        self._left = len(feeds)
        self._fetched: dict[str, str] = {}  # by the name of a feed, its queue
        self._timeouts = dict.fromkeys(self._waiting, 0)
        self._changing = threading.Condition()

    def take(self) -> FeedConfig | None:
        """Wait for a feed that can be fetched; None where none is left."""
        with self._changing:
            self._changing.wait_for(lambda: self._free or not self._left)
            if not self._left:
                return None
            name = self._free.popleft()
            feed = self._waiting[name].popleft()
            self._fetched[feed.name] = name
            self._left -= 1
            if not self._left:
                self._changing.notify_all()
            return feed

    def is_given_up(self, feed: FeedConfig) -> bool:
        """Return whether the host of a feed has been too slow so often that it is not asked again."""
        return self._timeouts[_queue_name(feed)] >= MAX_TIMEOUTS

    def release(self, feed: FeedConfig, *, timed_out: bool = False) -> None:
        """Let the next feed of the same host be fetched, if that has not been done."""
        with self._changing:
            name = self._fetched.pop(feed.name, None)
            if name is None:
                return
            if not self.is_given_up(feed):
                self._timeouts[name] = self._timeouts[name] + 1 if timed_out else 0
            if self._waiting[name]:
                self._free.append(name)
                self._changing.notify()


@contextmanager
def threads(feeds: FeedQueue, count: int, work: Callable[[FeedConfig], R]) -> Iterator[queue.Queue[R]]:
    """Do the work for all feeds in threads; yield a queue of the results, as they come.

    The threads end with the process: whoever stops a build does not wait for pages that are still fetched.
    """
    stopped = threading.Event()
    results: queue.Queue[R] = queue.Queue(maxsize=MAX_HELD)  # no more are held than can be written

    def run() -> None:
        while not stopped.is_set() and (feed := feeds.take()):
            results.put(work(feed))

    for _ in range(min(MAX_THREADS, count)):
        threading.Thread(target=run, daemon=True).start()
    try:
        yield results
    finally:
        stopped.set()


def _queue_name(feed: FeedConfig) -> str:
    """Return the host of a feed; where there is none, something that is the feed's alone."""
    alone = f"/{feed.name}"
    source = feed.source or ""
    return (split_url(source).hostname or alone) if is_address(source) else alone
