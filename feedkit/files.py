"""Files that are only ever replaced as a whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def update_file(path: Path, document: bytes) -> bool:
    """Put a document into a file that holds another, or is not there; whether that was so."""
    if path.is_file() and path.read_bytes() == document:
        return False
    replace_file(path, document)
    return True


def replace_file(path: Path, document: bytes) -> None:
    """Put a whole new file in the old one's place, with the old one's permissions."""
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
