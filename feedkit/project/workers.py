"""The threads that fetch, and the processes in which feeds are made where there are many."""

from __future__ import annotations

import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import forkserver, get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from typing import TypeVar

from feedkit.formats import FORMATS

MAX_THREADS = 16  # that fetch: most of their time they wait
MIN_FEEDS = 8  # for fewer, starting workers takes longer than their work
MODULES = [  # that make feeds, and are else loaded when they are first needed
    *("feedkit.project.making", "feedkit.parsers.html", "feedkit.parsers.syndication", "feedkit.finishing"),
    *("feedkit.checks.documents", *(row.writer for row in FORMATS.values())),
]


T = TypeVar("T")
R = TypeVar("R")


@contextmanager
def threads(items: Sequence[T], work: Callable[[T], R]) -> Iterator[queue.Queue[R]]:
    """Do the work for all items in threads; yield a queue of the results, as they come.

    The threads end with the process: whoever stops a build does not wait for pages that are still fetched.
    """
    waiting, stopped = deque(items), threading.Event()
    results: queue.Queue[R] = queue.Queue(maxsize=MAX_THREADS)  # no more are held than can be delivered

    def run() -> None:
        while waiting and not stopped.is_set():
            try:
                item = waiting.popleft()
            except IndexError:  # another thread was quicker
                return
            results.put(work(item))

    for _ in range(min(MAX_THREADS, len(items))):
        threading.Thread(target=run, daemon=True).start()
    try:
        yield results
    finally:
        stopped.set()


def load() -> None:
    """Load all that makes feeds: several threads must not begin with that at once."""
    for name in MODULES:
        import_module(name)


def prepare(jobs: int, feeds: int) -> None:
    """Let what workers are copied from load while the rest of a build is prepared."""
    if _are_wanted(jobs, feeds) and _context().get_start_method() == "forkserver":
        forkserver.ensure_running()


@contextmanager
def workers(jobs: int, feeds: int) -> Iterator[Executor | None]:
    """So many processes; None where the work for so many feeds is better done in this one.

    Whatever ends the build does not wait for them. Ctrl-C is the business of the process that builds.
    """
    if not _are_wanted(jobs, feeds):
        yield None
        return
    ignore = (signal.SIGINT, signal.SIG_IGN)
    pool = ProcessPoolExecutor(jobs, mp_context=_context(), initializer=signal.signal, initargs=ignore)
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _are_wanted(jobs: int, feeds: int) -> bool:
    return jobs > 1 and feeds >= MIN_FEEDS


def _context() -> BaseContext:
    """How workers are started: each alone, or, where the system can, as copies of one that has loaded all.

    A fork of this process, which has threads, might hang.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(MODULES)
    return context
