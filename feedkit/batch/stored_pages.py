"""The pages of Parquet files and of folders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq

from feedkit.batch.inputs import Input
from feedkit.batch.page_columns import checked_columns, pages_of
from feedkit.batch.page_rows import MAX_PAGE_SIZE, Page
from feedkit.batch.watched_file import WatchedFile
from feedkit.errors import ParseError

MAX_ROWS = 8  # of a Parquet file that are read at one time: each is a page
BUFFER_SIZE = 1 << 20  # bytes of a column that are read at one time


def parquet_pages(file: WatchedFile) -> Iterator[Page]:
    """Yield the pages of a Parquet file, and one without content for what is damaged.

    Raises:
        ParseError: it is no Parquet file, or lacks a column.
        Exception: the file cannot be read; its `failure` is why.
    """
    try:
        stored = pq.ParquetFile(cast("pa.NativeFile", file), buffer_size=BUFFER_SIZE, pre_buffer=False)
        columns = checked_columns(stored.schema_arrow)
    except (OSError, TypeError, ValueError) as error:
        if file.failure is not None:
            raise
        raise ParseError(f"wanted a Parquet file of pages: {error}") from error
    try:
        for batch in stored.iter_batches(batch_size=MAX_ROWS, columns=list(columns)):
            yield from pages_of(batch)
    except (OSError, ValueError) as error:
        if file.failure is not None:
            raise
        yield Page(None, None, reason="corrupt", error=f"the file is damaged: {error}")


def folder_pages(files: Input, base_url: str) -> Iterator[Page]:
    """Yield the pages of files.

    Args:
        files: what is read.
        base_url: what the path of a file, below the folder, is put behind to be its address.
    """
    for path in files.paths:
        url = base_url + path.removeprefix(files.root).lstrip("/")
        try:
            with files.system.open(path, "rb") as file:
                yield Page(url, file.read(MAX_PAGE_SIZE + 1))
        except OSError as error:
            yield Page(url, None, reason="unreadable", error=error.strerror or str(error))
