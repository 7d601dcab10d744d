"""A file that is read by others, which knows how far it was read and whether reading it has failed."""

from __future__ import annotations

from typing import BinaryIO


class WatchedFile:
    """A binary file, for readers that raise the same error for what is damaged and what is out of reach.

    failure:   why the file could not be read, where that has happened
    furthest:  how many bytes from its beginning were read
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.failure: Exception | None = None
        self.furthest = 0
        self.closed = False

    def read(self, size: int = -1) -> bytes:
        try:
            found = self._file.read(size)
            self.furthest = max(self.furthest, self._file.tell())
        except Exception as error:  # whatever a file system of fsspec's raises
            self.failure = error
            raise
        return found

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def writable(self) -> bool:
        return False

    def close(self) -> None:
        self.closed = True
        self._file.close()
