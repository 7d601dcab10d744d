"""The feeds that a folder, or a pattern of names, stands for."""

from __future__ import annotations

import difflib
import glob
import os
from pathlib import Path

import click

from feedkit.errors import FeedkitError
from feedkit.formats import FORMATS
from feedkit.parsers.job import job_of
from feedkit.parsers.recognising import JSON_FEED, is_feed

MAX_SAMPLE_LENGTH = 1 << 16  # bytes of a file that show whether it is a feed
SUFFIXES = (".atom", ".rss")  # of feeds, and of nothing else
NAMES = frozenset(row.file_name for row in FORMATS.values())


def named(source: str) -> list[str]:
    """Return the files that a name stands for: itself, the feeds of a folder, or what a pattern matches.

    Raises:
        click.UsageError: there is no such file, or no feed in the folder.
    """
    if os.path.isdir(source):
        return feeds_in(source)
    if os.path.exists(source):
        return [source]
    found = sorted(glob.glob(source, recursive=True)) if glob.has_magic(source) else []
    files = [name for name in found if os.path.isfile(name)]
    folders = [name for name in found if os.path.isdir(name)]
    if not files and not folders:
        raise click.UsageError(f"there is no file {source!r}{_near(source)}")
    return files or [feed for folder in folders for feed in feeds_in(folder)]


def feeds_in(folder: str) -> list[str]:
    """Return the feeds of a folder and of those in it, without hidden ones, in the order of their names.

    A feed is what begins as one, and what its name says to be one: news.rss, feed.json.

    Raises:
        click.UsageError: there is none.
    """
    feeds: list[str] = []
    looked_at = 0
    for parent, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = [Path(parent, name) for name in sorted(files) if not name.startswith(".")]
        looked_at += len(paths)
        feeds += [str(path) for path in paths if _is_feed(path)]
    if not feeds:
        seen = (
            f"none of its {looked_at} files begins as RSS, Atom or JSON Feed" if looked_at else "it is empty"
        )
        raise click.UsageError(f"there is no feed in the folder {folder!r}: {seen}")
    return feeds


def _is_feed(path: Path) -> bool:
    if path.exists() and not path.is_file():  # a pipe would be waited for
        return False
    if path.suffix.lower() in SUFFIXES or path.name in NAMES:
        return True
    try:
        with path.open("rb") as file:
            job = job_of(file.read(MAX_SAMPLE_LENGTH), name=path.name)
    except (FeedkitError, OSError):
        return False
    return is_feed(job) or (job.head.startswith("{") and JSON_FEED.search(job.content) is not None)


def _near(source: str) -> str:
    """Return a question for a name that is like the one of nothing, "" where there is none."""
    parent = os.path.dirname(source)
    try:
        near = difflib.get_close_matches(os.path.basename(source), os.listdir(parent or "."), 1)
    except OSError:
        near = []
    return f"; did you mean {os.path.join(parent, near[0])}?" if near else ""


def _unreadable(error: OSError) -> None:
    raise click.UsageError(str(error))
