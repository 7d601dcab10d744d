"""Files that are always replaced as a whole."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable
from contextlib import suppress
from errno import EISDIR, ENOENT
from pathlib import Path

UNFINISHED = ".feedkit-unfinished"  # the suffix of a file that is being written
MAX_TRIES = 20  # of which each fails only where another build begins at that moment


def update_file(path: Path, document: bytes) -> bool:
    """Write a document to a file, unless the file has that content already.

    Returns:
        Whether the file was written.

    Raises:
        OSError: the file cannot be read or written; `filename` is `path`.
    """
    if path.is_file() and path.read_bytes() == document:
        return False
    replace_file(path, document)
    return True


def replace_file(path: Path, document: bytes | Iterable[bytes]) -> None:
    """Write a document to a file, which is replaced at once: no reader ever sees a part of it.

    The file keeps its permissions, and a symbolic link stays a link; folders that are missing are made. A
    device or a pipe, such as /dev/null, is written to.

    Args:
        path: of the file.
        document: the document, or its pieces, which can be gone through several times.

    Raises:
        OSError: the file cannot be written; `filename` is `path`.
    """
    pieces = (document,) if isinstance(document, bytes) else document
    target = path.resolve() if path.is_symlink() else path  # a link stays a link
    try:
        if target.is_dir():
            raise IsADirectoryError(EISDIR, "wanted a file, found a folder", str(path))
        if _is_device(target):
            with target.open("wb") as device:
                device.writelines(pieces)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(MAX_TRIES):
            if _replaced(target, pieces):
                return
        raise FileNotFoundError(ENOENT, "the file was removed each time before it was complete", str(path))
    except OSError as error:
        error.filename = str(path)  # the one that the user knows
        raise


def remove_unfinished(folders: Iterable[Path]) -> None:
    """Remove the files that a killed process was writing into some folders.

    Where another process is still writing one, it notices that and writes it again.
    """
    for folder in folders:
        for path in folder.glob(f".*{UNFINISHED}"):
            with suppress(OSError):
                path.unlink()


def _is_device(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


def _replaced(target: Path, pieces: Iterable[bytes]) -> bool:
    """Replace a file; return whether that was done: not where another process has removed the new one."""
    fresh = target.with_name(f".{secrets.token_hex(8)}{UNFINISHED}")
    try:
        with fresh.open("xb") as file:
            file.writelines(pieces)
        with suppress(FileNotFoundError):  # a new file has no permissions yet
            shutil.copymode(target, fresh)
        try:
            fresh.replace(target)
        except FileNotFoundError:
            return False
    finally:
        fresh.unlink(missing_ok=True)
    return True
