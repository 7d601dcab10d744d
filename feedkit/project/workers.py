"""The processes in which feeds are made: each makes one at a time, and is killed where that takes too long.

A process can be ended whatever it does; a thread in C code cannot. A worker has no network: where a feed is
made of further pages, it asks the build for them.
"""

from __future__ import annotations

import signal
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from feedkit.child_process import ChildProcess, TimeLimit, prepare_children
from feedkit.errors import BuildError, FeedkitError
from feedkit.lifeline import end_with
from feedkit.project.making import FeedTask, Fetch, make
from feedkit.project.outcomes import MadeFeed, defect_error

if TYPE_CHECKING:
    from feedkit.fetching import Page

MAX_START = 60.0  # seconds until a new process is ready
MODULES = ["feedkit.project.workers", "feedkit.project.warming", "feedkit.parsers.syndication"]
DEATH = BuildError("crashed", "the process that made it died: it may have run out of memory")
NO_START = BuildError("crashed", "no process could be started to make it")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a worker asks for: the page at an address; see `feedkit.project.making.Fetch`."""

    url: str
    is_article: bool
    render: bool


class Workers:
    """The processes of a build, for any number of threads; a context manager, which kills all at its end.

    Args:
        jobs: how many work at one time. One that waits for a page does not count.
    """

    def __init__(self, jobs: int) -> None:
        self._turns = threading.Semaphore(jobs)
        self._changing = threading.Lock()
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._closed = False

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        with self._changing:
            self._closed = True
            for worker in self._all:
                worker.kill()
            for worker in self._all:
                worker.remove()

    def make(self, task: FeedTask, fetch: Fetch, *, seconds: float) -> MadeFeed:
        """Make the documents of one feed; see `feedkit.project.making.make`.

        Args:
            task: what they are made of.
            fetch: what fetches further pages.
            seconds: that it may take, without the time in which pages are fetched.

        Raises:
            BuildError: as `make`; or it takes too long (`timeout`), or its process dies (`crashed`).
        """
        with self._turns:
            worker = self._taken()
            try:
                answer = worker.answer(task, self._between_turns(fetch), seconds)
            except BaseException:
                self._end(worker)
                raise
            self._idle.append(worker)
        if isinstance(answer, BuildError):
            raise answer
        return answer

    def _between_turns(self, fetch: Fetch) -> Fetch:
        def fetch_meanwhile(url: str, *, is_article: bool = False, render: bool = False) -> Page:
            self._turns.release()
            try:
                return fetch(url, is_article=is_article, render=render)
            finally:
                self._turns.acquire()

        return fetch_meanwhile

    def _taken(self) -> _Worker:
        """Return a worker that has nothing to do."""
        with self._changing:
            if self._closed:
                raise BuildError("crashed", "the build ends")
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive():
                    return worker
                self._all.discard(worker)
                worker.remove()
            worker = _Worker()
            self._all.add(worker)
            return worker

    def _end(self, worker: _Worker) -> None:
        with self._changing:
            if worker in self._all:
                self._all.discard(worker)
                worker.kill()
                worker.remove()


class _Worker(ChildProcess):
    """One process, for one thread at a time."""

    def __init__(self) -> None:
        try:
            super().__init__(work, MODULES)
        except (OSError, EOFError) as error:
            raise NO_START from error
        self._ready = False

    def answer(self, task: FeedTask, fetch: Fetch, seconds: float) -> MadeFeed | BuildError:
        """Have the process make a feed; return that, or why it cannot be made.

        Raises:
            BuildError: the process is of no further use: it took too long, or died.
        """
        if not self._ready:
            with TimeLimit(MAX_START, self.kill).counting():
                self._ready = bool(self._received(NO_START))
        limit = TimeLimit(seconds, self.kill)
        late = BuildError("timeout", f"not read within {seconds:g} seconds (read_timeout)")
        message: object = task
        while True:
            try:
                with limit.counting():
                    self.send(message)
                    answer = self._received(DEATH)
            except BuildError:
                raise late if limit.is_reached else DEATH from None
            if not isinstance(answer, _Wanted):
                assert isinstance(answer, MadeFeed | BuildError)
                return answer
            message = _fetched(fetch, answer)

    def _received(self, failure: BuildError) -> object:
        try:
            return self.receive()
        except (EOFError, OSError):
            raise failure from None


def prepare() -> None:
    """Let what workers are copied from load while the rest of a build is prepared."""
    prepare_children(MODULES)


def work(connection: Connection, lifeline: Connection) -> None:
    """Make feeds, one after the other: what a worker does. Ctrl-C is the business of the build."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(lifeline)
    asking = threading.Lock()

    def fetch(url: str, *, is_article: bool = False, render: bool = False) -> Page:
        with asking:  # several threads may want pages
            connection.send(_Wanted(url, is_article, render))
            answer = connection.recv()
        if isinstance(answer, FeedkitError):
            raise answer
        page: Page = answer
        return page

    with suppress(EOFError, OSError):  # the build is gone
        connection.send(True)
        while True:
            task = connection.recv()
            connection.send(_answer(task, fetch))


def _answer(task: FeedTask, fetch: Fetch) -> MadeFeed | BuildError:
    try:
        return make(task, fetch)
    except BuildError as error:
        return error
    except Exception as defect:
        return defect_error(defect)


def _fetched(fetch: Fetch, wanted: _Wanted) -> Page | FeedkitError:
    try:
        return fetch(wanted.url, is_article=wanted.is_article, render=wanted.render)
    except BuildError:  # the feed fails
        raise
    except FeedkitError as error:
        return error
