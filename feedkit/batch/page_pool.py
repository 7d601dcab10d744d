"""Pages are read in processes: one that hangs or kills its process costs itself alone.

A process names each page before it reads it. Where it dies, or takes too long, the pages before that one are
read again without it, it is tried once more alone, and the pages behind it are read as if nothing had been.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache, partial
from multiprocessing.connection import Connection
from typing import NamedTuple

import pyarrow as pa

from feedkit.batch.page_rows import Page, PageOptions, Row, failed_row, record_batch, rows_of
from feedkit.child_process import ChildProcess, TimeLimit, Work, prepare_children
from feedkit.errors import FeedkitError
from feedkit.lifeline import end_with

MAX_START = 60.0  # seconds until a new process is ready
MAX_MEMORY = 250_000_000  # bytes of a process; one that has needed more is replaced
MODULES = ["feedkit.batch.page_pool", "feedkit.batch.page_warming"]
ReadPage = Callable[[Page, PageOptions], list[Row]]
NO_START = "no process could be started to read pages"


class _Answer(NamedTuple):
    """What became of some pages: their rows, and whether the process goes on."""

    rows: pa.RecordBatch
    goes_on: bool


class _Failure(NamedTuple):
    """Which page a process did not come back from, by its number from 0 on, and whether it took too long."""

    number: int
    is_late: bool


class PagePool:
    """Processes that read pages, for any number of threads; a context manager, which kills all at its end.

    Args:
        options: how pages are read.
        time_limit: seconds that one page may take.
        read: what reads a page, a function of a module.
    """

    def __init__(self, options: PageOptions, time_limit: float, read: ReadPage = rows_of) -> None:
        self._work = partial(work, read, options)
        self._time_limit = time_limit
        self._changing = threading.Lock()
        self._idle: list[ChildProcess] = []
        self._all: set[ChildProcess] = set()
        self._closed = False

    def __enter__(self) -> PagePool:
        return self

    def __exit__(self, *_: object) -> None:
        with self._changing:
            self._closed = True
            for child in self._all:
                child.kill()
            for child in self._all:
                child.remove()

    def read(self, pages: Sequence[Page]) -> list[pa.RecordBatch]:
        """Return the rows of some pages, in their order, whatever becomes of the processes.

        Raises:
            FeedkitError: no process can be started.
        """
        found: list[pa.RecordBatch] = []
        self._read(pages, found)
        return found

    def _read(self, pages: Sequence[Page], found: list[pa.RecordBatch]) -> None:
        while pages:
            answer = self._attempt(pages)
            if isinstance(answer, pa.RecordBatch):
                found.append(answer)
                return
            self._read(pages[: answer.number], found)
            found.append(self._alone(pages[answer.number], answer))
            pages = pages[answer.number + 1 :]

    def _alone(self, page: Page, failure: _Failure) -> pa.RecordBatch:
        """Return the rows of a page that a process did not come back from: it may not be at fault."""
        answer = failure if failure.is_late else self._attempt([page])
        if isinstance(answer, pa.RecordBatch):
            return answer
        if answer.is_late:
            message = f"not read within {self._time_limit:g} seconds"
            return record_batch([failed_row(page, "timeout", message)])
        message = "the process that read it died, twice: it may have run out of memory"
        return record_batch([failed_row(page, "crashed", message)])

    def _attempt(self, pages: Sequence[Page]) -> pa.RecordBatch | _Failure:
        child = self._taken()
        try:
            answer = self._answer(child, pages)
        except BaseException:
            self._end(child)
            raise
        if isinstance(answer, _Answer) and answer.goes_on:
            self._idle.append(child)
        else:
            self._end(child)
        return answer.rows if isinstance(answer, _Answer) else answer

    def _answer(self, child: ChildProcess, pages: Sequence[Page]) -> _Answer | _Failure:
        """Have a process read pages."""
        message: object = None
        while not isinstance(message, _Answer):
            limit = TimeLimit(self._time_limit, child.kill)
            number = message if isinstance(message, int) else 0
            try:
                with limit.counting():
                    if message is None:
                        child.send(pages)
                    message = child.receive()
            except (EOFError, OSError):
                return _Failure(number, limit.is_reached)
        return message

    def _taken(self) -> ChildProcess:
        """Return a process that has nothing to do."""
        with self._changing:
            if self._closed:
                raise FeedkitError("no pages are read any more")
            while self._idle:
                child = self._idle.pop()
                if child.is_alive():
                    return child
                self._remove(child)
            child = _started(self._work)
            self._all.add(child)
            return child

    def _end(self, child: ChildProcess) -> None:
        with self._changing:
            if child in self._all:
                self._remove(child)

    def _remove(self, child: ChildProcess) -> None:
        self._all.discard(child)
        child.kill()
        child.remove()


@cache
def shared_pool(options: PageOptions, time_limit: float, read: ReadPage = rows_of) -> PagePool:
    """Return the processes of this one, for an engine that reads many batches: they stay until it ends."""
    return PagePool(options, time_limit, read)


def prepare() -> None:
    """Let what processes are copied from load while the rest is prepared."""
    prepare_children(MODULES)


def work(read: ReadPage, options: PageOptions, connection: Connection, lifeline: Connection) -> None:
    """Read pages, again and again: what a process does. Ctrl-C is the business of the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(lifeline)
    with suppress(EOFError, OSError):  # the one that started it is gone
        connection.send(True)
        while True:
            rows: list[Row] = []
            for number, page in enumerate(connection.recv()):
                connection.send(number)
                rows += read(page, options)
            connection.send(_Answer(record_batch(rows), _memory() < MAX_MEMORY))


def _started(work: Work) -> ChildProcess:
    """Return a new process.

    Raises:
        FeedkitError: it cannot be started.
    """
    try:
        child = ChildProcess(work, MODULES)
        with TimeLimit(MAX_START, child.kill).counting():
            child.receive()
    except (EOFError, OSError) as error:
        raise FeedkitError(NO_START) from error
    return child


def _memory() -> int:
    """Return how many bytes this process has needed at most; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
