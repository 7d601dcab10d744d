"""Files that are always replaced as a whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


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


def replace_file(path: Path, document: bytes) -> None:
    """Write a document to a file, which is replaced at once: no reader ever sees a part of it.

    The file keeps its permissions, and a symbolic link stays a link; folders that are missing are made.

    Raises:
        OSError: the file cannot be written; `filename` is `path`.
    """
    target = path.resolve() if path.is_symlink() else path  # a link stays a link
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(document)
        if target.exists():
            shutil.copymode(target, fresh)
        fresh.replace(target)
    except OSError as error:
        error.filename = str(path)  # the one that the user knows
        raise
    finally:
        if fresh.exists():
            fresh.unlink()
