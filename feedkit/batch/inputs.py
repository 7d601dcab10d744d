"""What a run reads: the files behind its sources, each of which becomes one Parquet file.

Files may be anywhere that fsspec reaches: on this machine, in S3, behind HTTP.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import fsspec
from fsspec import AbstractFileSystem

from feedkit.errors import FeedkitError
from feedkit.values.logins import without_login

WARC = (".warc", ".warc.gz", ".warc.zst")
PARQUET = (".parquet", ".pq")
HTML = (".html", ".htm", ".xhtml")
MAX_PAGES = 10_000  # files of a folder that become one Parquet file
WANTED = "wanted a WARC file (.warc, .warc.gz, .warc.zst), Parquet, a page in HTML, or a folder of them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What becomes one Parquet file.

    system:  the file system that it is in
    kind:    "warc", "parquet" or "pages"
    paths:   the files, one but for pages
    root:    the folder of pages, which their addresses are made without
    source:  for people: what it is
    name:    of what it becomes, without the suffix, below the folder of the output
    size:    bytes of all files
    """

    system: AbstractFileSystem
    kind: str
    paths: tuple[str, ...]
    root: str
    source: str
    name: str
    size: int

    @property
    def fingerprint(self) -> str:
        """What differs where other files, or files of other sizes, are read."""
        text = "\n".join((self.kind, self.source, str(self.size), *self.paths))
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def find_inputs(sources: Sequence[str], output: str) -> list[Input]:
    """Return what is to be read, in the order of the sources and of the names of files.

    Args:
        sources: addresses of files or folders, or patterns of them; what is no address is a path.
        output: the folder that is written to, in which nothing is read.

    Raises:
        FeedkitError: there is no such file, or none of a kind that is read; or two would be written to one.
    """
    found = [one for source in sources for one in _found(source, output)]
    by_name: dict[str, Input] = {}
    for one in found:
        other = by_name.setdefault(one.name, one)
        if other is not one:
            both = f"{other.source} and {one.source}"
            raise FeedkitError(f"{both} would both become {one.name}.parquet: give each a folder of its own")
    return found


def file_system(address: str) -> tuple[AbstractFileSystem, str]:
    """Return the file system that an address is in, and its path there.

    Raises:
        FeedkitError: there is none, or what reaches it is not installed.
    """
    try:
        system, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise FeedkitError(f"{without_login(address)}: {error}") from error
    return system, path


def _found(source: str, output: str) -> Iterator[Input]:
    """Yield what one source stands for."""
    shown = without_login(source)
    system, path = file_system(source)
    try:
        tops = sorted(system.glob(path)) if any(sign in path for sign in "*?[") else [path]
        if not tops or not all(system.exists(top) for top in tops):
            raise FeedkitError(f"{shown}: there is no such file")
        for top in tops:
            if system.isdir(top):
                yield from _in_folder(system, top, output)
            else:
                yield _of_file(system, top, system.info(top), posixpath.basename(top))
    except OSError as error:
        raise FeedkitError(f"{shown}: {error.strerror or error}") from error


def _of_file(system: AbstractFileSystem, path: str, info: dict[str, Any], name: str) -> Input:
    kind = _kind(path)
    if kind is None:
        raise FeedkitError(f"{without_login(path)}: {WANTED}")
    return _input(system, kind, {path: info}, posixpath.dirname(path), path, name)


def _in_folder(system: AbstractFileSystem, folder: str, output: str) -> Iterator[Input]:
    """Yield what is in a folder: each WARC and Parquet file, and its pages, many of them together."""
    written_to, written = file_system(output)
    folder = folder.rstrip("/")
    pages: dict[str, Any] = {}
    empty = True
    for path, info in sorted(system.find(folder, detail=True).items()):
        if type(system) is type(written_to) and path.startswith(f"{written.rstrip('/')}/"):
            continue
        kind = _kind(path)
        if kind == "pages":
            pages[path] = info
        elif kind is not None:
            empty = False
            yield _of_file(system, path, info, path.removeprefix(f"{folder}/"))
    if empty and not pages:
        raise FeedkitError(f"{without_login(folder)}: {WANTED}, found none of them in it")
    paths = list(pages)
    for start in range(0, len(paths), MAX_PAGES):
        part = paths[start : start + MAX_PAGES]
        number = f"-{start // MAX_PAGES + 1:04}" if len(paths) > MAX_PAGES else ""
        name = f"{posixpath.basename(folder) or 'pages'}{number}"
        yield _input(system, "pages", {path: pages[path] for path in part}, folder, folder, name)


def _input(
    system: AbstractFileSystem, kind: str, files: dict[str, Any], root: str, source: str, name: str
) -> Input:
    size = sum(info.get("size") or 0 for info in files.values())
    shown = without_login(system.unstrip_protocol(source)).removeprefix("file://")
    return Input(system=system, kind=kind, paths=tuple(files), root=root, source=shown, name=name, size=size)


def _kind(path: str) -> str | None:
    """Return what a file is, by its name; None where it is of no kind that is read."""
    name = path.lower()
    kinds = {"warc": WARC, "parquet": PARQUET, "pages": HTML}
    return next((kind for kind, suffixes in kinds.items() if name.endswith(suffixes)), None)
