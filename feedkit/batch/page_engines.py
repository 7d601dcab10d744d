"""What reads the pages of a run: processes of this machine, or a cluster of Dask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple, Protocol

import pyarrow as pa

from feedkit.batch.page_pool import PagePool, ReadPage, shared_pool
from feedkit.batch.page_rows import Page, PageOptions, rows_of
from feedkit.errors import FeedkitError

MAX_CONNECTING = 30  # seconds until a scheduler answers


class Rows(Protocol):
    """The rows of some pages, which are awaited."""

    def result(self) -> list[pa.RecordBatch]: ...


class Engine(NamedTuple):
    """What reads pages.

    submit:   begins to read some
    readers:  how many are read at one time
    """

    submit: Callable[[Sequence[Page]], Rows]
    readers: int


@contextmanager
def local_engine(
    options: PageOptions, time_limit: float, jobs: int, read: ReadPage = rows_of
) -> Iterator[Engine]:
    """Read pages in processes of this machine: a thread waits for each."""
    with ThreadPoolExecutor(jobs) as threads, PagePool(options, time_limit, read) as pool:
        try:
            yield Engine(lambda pages: threads.submit(pool.read, pages), jobs)
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def dask_engine(
    address: str, options: PageOptions, time_limit: float, read: ReadPage = rows_of
) -> Iterator[Engine]:
    """Read pages in the workers of a cluster, each in processes of its own, as on this machine.

    Raises:
        FeedkitError: Dask is not installed here, or the scheduler does not answer.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise FeedkitError("a scheduler needs Dask: python -m pip install distributed") from error
    try:
        client = Client(address, timeout=MAX_CONNECTING, set_as_default=False)
    except (OSError, ValueError) as error:
        raise FeedkitError(f"{address}: no scheduler of Dask answers: {error}") from error
    with client:
        readers = sum(client.nthreads().values()) or 1
        yield Engine(
            lambda pages: client.submit(read_remotely, pages, options, time_limit, read, pure=False), readers
        )


def read_remotely(
    pages: Sequence[Page], options: PageOptions, time_limit: float, read: ReadPage
) -> list[pa.RecordBatch]:
    """Read pages in a worker of a cluster."""
    return shared_pool(options, time_limit, read).read(pages)
