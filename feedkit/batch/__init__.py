"""Any number of saved pages, read at once: Arrow record batches of pages in, of entries out.

    pages ──read_pages──▶ entries          one batch, in any engine that has Arrow: Ray Data, Daft, Dask, …
    batches ──read_batches──▶ batches      the same for Spark's mapInArrow

A batch of pages has these columns; others are left out of account:

url            text: the absolute address of the page
html           binary or text: its content
content_type   text: the header of that name; may be missing, as may single values
fetched        timestamp: when it was fetched, which "3 days ago" is counted from; may be missing; one without
               a zone is in UTC

The entries have the columns of SCHEMA. A page without entries is one row, with a `reason` and an `error`.

entry_columns.py the columns of entries
page_columns.py  the columns of pages
page_rows.py     one page becomes rows
page_pool.py     pages are read in processes of their own

A run (`feedkit batch`) reads files of pages and writes files of entries:

batch_run.py     from the one to the other, whatever stops it; batch_statistics.py counts
inputs.py        the files behind the names of sources
warc_pages.py    the pages of a web archive; watched_file.py knows whether a file is damaged or out of reach
stored_pages.py  the pages of Parquet files and folders
page_engines.py  what reads pages: processes of this machine, or a cluster
parquet_file.py  a Parquet file that is there as a whole, or not at all
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

try:
    import pyarrow as pa
except ModuleNotFoundError as error:
    missing = 'feedkit.batch needs the extra "batch", which is not installed'
    message = f"{missing}: python -m pip install 'feedkit-generator[batch]'"
    raise ModuleNotFoundError(message, name=error.name) from error

from feedkit.batch.entry_columns import COLUMNS, SCHEMA
from feedkit.batch.page_columns import pages_of
from feedkit.batch.page_pool import PagePool, shared_pool
from feedkit.batch.page_rows import MIN_CONFIDENCE, Page, PageOptions, record_batch, rows_of
from feedkit.model.checked import shown_value
from feedkit.values.zones import checked_zone

__all__ = ["SCHEMA", "read_batches", "read_lists", "read_pages"]

ENTRY = pa.struct(COLUMNS)
MAX_PAGES = 32  # that are read, and held in memory as more than Arrow, at one time

Pages = TypeVar("Pages", pa.RecordBatch, pa.Table)


def read_pages(
    pages: Pages,
    *,
    min_confidence: float = MIN_CONFIDENCE,
    timezone: str = "UTC",
    time_limit: float | None = None,
) -> Pages:
    """Read the entries of a batch of pages.

    Args:
        pages: a record batch, or a table, with the columns that the head of this module names.
        min_confidence: from 0 to 1; a page whose entries are found with less confidence has none.
        timezone: the IANA name of the zone that dates without one are in.
        time_limit: seconds that a page may take. Pages are then read in a process of their own: one that
            takes longer, or kills the process, is a row with its error. By default they are read in this one.

    Returns:
        A record batch, or a table, of the schema SCHEMA: the entries of all pages in their order, and a row
        for each page without any.

    Raises:
        FeedkitError: no process can be started.
        TypeError: `pages` is no batch and no table, or a column has the wrong type.
        ValueError: a column is missing, `timezone` is none that there is, or a number is out of range.
    """
    if not isinstance(pages, pa.RecordBatch | pa.Table):
        raise TypeError(f"pages must be a record batch or a table of pyarrow, but is {shown_value(pages)}")
    found = pa.Table.from_batches(
        read_batches([pages], min_confidence=min_confidence, timezone=timezone, time_limit=time_limit), SCHEMA
    )
    if isinstance(pages, pa.Table):
        return found
    return found.combine_chunks().to_batches()[0] if found.num_rows else record_batch([])


def read_batches(
    batches: Iterable[pa.RecordBatch | pa.Table],
    *,
    min_confidence: float = MIN_CONFIDENCE,
    timezone: str = "UTC",
    time_limit: float | None = None,
) -> Iterator[pa.RecordBatch]:
    """Read the entries of many batches, in small parts; see `read_pages` for arguments and errors.

    It is what Spark's `mapInArrow` takes.
    """
    checked_zone(timezone)
    if not 0 <= min_confidence <= 1:
        raise ValueError(f"min_confidence must be from 0 to 1, not {min_confidence!r}")
    if time_limit is not None and not time_limit > 0:
        raise ValueError(f"time_limit must be seconds above 0, not {time_limit!r}")
    options = PageOptions(min_confidence=min_confidence, timezone=timezone)
    pool = None if time_limit is None else shared_pool(options, time_limit)
    return _read(batches, options, pool)


def read_lists(
    pages: pa.RecordBatch | pa.Table,
    *,
    min_confidence: float = MIN_CONFIDENCE,
    timezone: str = "UTC",
    time_limit: float | None = None,
) -> pa.ListArray[Any]:
    """Read the entries of a batch of pages, as one list for each page; see `read_pages`.

    It is for engines whose functions return a value for each row, such as Daft and DuckDB. A page without
    entries has a list of one row with its `reason` and `error`.
    """
    found = pa.Table.from_batches(
        read_batches([pages], min_confidence=min_confidence, timezone=timezone, time_limit=time_limit), SCHEMA
    )
    positions = found.column("position").to_pylist()
    starts = [row for row, position in enumerate(positions) if position is None or position == 1]
    rows = pa.concat_arrays(found.to_struct_array().chunks) if positions else pa.array([], ENTRY)
    return pa.ListArray.from_arrays([*starts, len(positions)], rows)


def _read(
    batches: Iterable[pa.RecordBatch | pa.Table], options: PageOptions, pool: PagePool | None
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for start in range(0, batch.num_rows, MAX_PAGES):
            pages = pages_of(batch.slice(start, MAX_PAGES))
            yield from pool.read(pages) if pool else [_read_here(pages, options)]


def _read_here(pages: Sequence[Page], options: PageOptions) -> pa.RecordBatch:
    return record_batch(row for page in pages for row in rows_of(page, options))
