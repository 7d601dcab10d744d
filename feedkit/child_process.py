"""A process of our own for work that may hang or die: it can be ended whatever it does.

A thread in C code cannot be ended. A process can, and it ends with the one that has started it (lifeline.py).
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import current_process, forkserver, get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from types import ModuleType
from typing import Any

Work = Callable[[Connection, Connection], None]
STARTING = threading.Lock()


class ChildProcess:
    """A process that answers messages; for one thread at a time, but any may kill it.

    Args:
        work: what it does, a function of a module: it gets a connection and its lifeline.
        modules: those that it needs. Where the system can, they are loaded once, for all processes.

    Raises:
        OSError, EOFError: no process can be started.
    """

    def __init__(self, work: Work, modules: Sequence[str]) -> None:
        context = _context(modules)
        self._connection, theirs = context.Pipe()
        watched, self._lifeline = context.Pipe(duplex=False)
        self._process = context.Process(target=work, args=(theirs, watched), daemon=True)
        try:
            with STARTING, _without_main(), _as_no_daemon():
                self._process.start()
        finally:
            theirs.close()
            watched.close()

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def send(self, message: object) -> None:
        """Send a message; where the process is dead, `receive` shows that."""
        with suppress(OSError):
            self._connection.send(message)

    def receive(self) -> object:
        """Return the next message of the process.

        Raises:
            OSError, EOFError: it is dead.
        """
        return self._connection.recv()

    def kill(self) -> None:
        self._process.kill()

    def remove(self) -> None:
        """Give back what a process that was killed, or died, has left."""
        self._process.join()
        self._connection.close()
        self._lifeline.close()


class TimeLimit:
    """A time limit that is not counted all the time; when it is reached, something is ended."""

    def __init__(self, seconds: float, end: Callable[[], None]) -> None:
        self._left = seconds
        self._end = end
        self._counting = False
        self._changing = threading.Lock()
        self.is_reached = False

    @contextmanager
    def counting(self) -> Iterator[None]:
        alarm = threading.Timer(max(0.0, self._left), self._reach)
        alarm.daemon = True
        self._counting = True
        start = time.monotonic()
        alarm.start()
        try:
            yield
        finally:
            with self._changing:  # from here on nothing is ended any more
                self._counting = False
            alarm.cancel()
            self._left -= time.monotonic() - start

    def _reach(self) -> None:
        with self._changing:
            if self._counting:
                self.is_reached = True
                self._end()


def prepare_children(modules: Sequence[str]) -> None:
    """Let the modules of child processes load while the work is prepared."""
    if _context(modules).get_start_method() == "forkserver":
        forkserver.ensure_running()


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide the main module from multiprocessing, which would run it again in each child; none needs it."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _as_no_daemon() -> Iterator[None]:
    """Let a daemon, such as a worker of Dask, have children: they end with it by their lifeline."""
    settings: dict[str, Any] = current_process()._config  # type: ignore[attr-defined]  # there is no other way
    before = settings.pop("daemon", None)
    try:
        yield
    finally:
        if before is not None:
            settings["daemon"] = before


def _context(modules: Sequence[str]) -> ForkServerContext | SpawnContext:
    """How children are started: as copies of a process that has loaded all, or, elsewhere, each alone.

    A fork of this process, which has threads, might hang.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(list(modules))
    return context
