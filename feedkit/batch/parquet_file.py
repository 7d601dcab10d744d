"""A Parquet file of entries: it is there as a whole, or not at all.

It says what it was made of, so that a later run knows whether that is done.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from fsspec import AbstractFileSystem

from feedkit.batch.entry_columns import SCHEMA
from feedkit.files import UNFINISHED

KEY = "feedkit"  # of what the file says of itself
MAX_GROUP_ROWS = 10_000  # that are held in memory, but for those of one message
MAX_GROUP_SIZE = 32_000_000  # bytes of the pages that these are of


class ParquetFile:
    """A Parquet file that is being written, under another name until it is complete.

    Args:
        system: where it is written.
        path: its path there.
    """

    def __init__(self, system: AbstractFileSystem, path: str) -> None:
        self._system, self._path = system, path
        folder, name = posixpath.split(path)
        self._unfinished = posixpath.join(folder, f".{name}{UNFINISHED}")
        system.makedirs(folder, exist_ok=True)
        self._file = system.open(self._unfinished, "wb")
        self._writer = pq.ParquetWriter(self._file, SCHEMA, compression="zstd")
        self._rows: list[pa.RecordBatch] = []
        self._size = 0

    def write(self, rows: Sequence[pa.RecordBatch], size: int) -> None:
        """Write rows; `size` is that of their pages in bytes.

        What a group of rows holds depends on the pages alone, so that the same pages make the same file.
        """
        self._rows += rows
        self._size += size
        if sum(one.num_rows for one in self._rows) >= MAX_GROUP_ROWS or self._size >= MAX_GROUP_SIZE:
            self._write_group()

    def finish(self, about: dict[str, Any]) -> None:
        """Complete the file, with what it says of itself."""
        self._write_group()
        self._writer.add_key_value_metadata({KEY: json.dumps(about, sort_keys=True)})
        self._writer.close()
        self._file.close()
        if self._system.exists(self._path):
            self._system.rm_file(self._path)
        self._system.mv(self._unfinished, self._path)

    def discard(self) -> None:
        """Remove what was written."""
        with suppress(Exception):
            self._writer.close()
        with suppress(Exception):
            self._file.close()
        with suppress(Exception):
            self._system.rm_file(self._unfinished)

    def _write_group(self) -> None:
        if self._rows:
            table = pa.Table.from_batches(self._rows, SCHEMA).combine_chunks()
            self._writer.write_table(table, row_group_size=max(1, table.num_rows))
        self._rows, self._size = [], 0


def about_file(system: AbstractFileSystem, path: str) -> dict[str, Any]:
    """Return what a file of entries says of itself; nothing where it is not there, or another file."""
    try:
        with system.open(path, "rb") as file:
            about = pq.read_metadata(file).metadata or {}
        found = json.loads(about[KEY.encode()])
    except (OSError, ValueError, KeyError):
        return {}
    return found if isinstance(found, dict) else {}
