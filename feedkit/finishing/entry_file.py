"""Entries in a temporary file, where they take no memory, however many they are."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, overload

from feedkit.model import Entry


class EntryFile(Sequence[Entry]):
    """A list of entries of which none is in memory, but where each begins in a file of ours."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.offsets = array("Q")

    def append(self, entry: Entry) -> None:
        self.offsets.append(self._written(entry))

    def __setitem__(self, index: int, entry: Entry) -> None:
        self.offsets[index] = self._written(entry)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        if isinstance(index, slice):
            return list(map(self._read, self.offsets[index]))
        return self._read(self.offsets[index])

    def __iter__(self) -> Iterator[Entry]:
        return map(self._read, self.offsets)

    def __len__(self) -> int:
        return len(self.offsets)

    def _written(self, entry: Entry) -> int:
        """Write an entry at the end of the file; return where it begins."""
        offset = self.file.seek(0, 2)
        pickle.dump(entry, self.file, pickle.HIGHEST_PROTOCOL)
        return offset

    def _read(self, offset: int) -> Entry:
        self.file.seek(offset)
        entry: Entry = pickle.load(self.file)
        return entry


@contextmanager
def entry_file() -> Iterator[EntryFile]:
    """Open a file without entries, which is removed at the end."""
    with TemporaryFile() as file:
        yield EntryFile(file)
