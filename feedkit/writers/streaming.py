"""Feeds that are written to a file while their entries are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import TextIOBase
from os import PathLike
from pathlib import Path
from typing import IO

from feedkit.errors import Problem
from feedkit.files import replace_file
from feedkit.finishing import finished_stream
from feedkit.formats import FormatName, checked_format
from feedkit.model import Entry, Feed
from feedkit.model.checked import shown_value
from feedkit.values.arguments import must_be_feed
from feedkit.writers import Document


def write_file(
    file: str | PathLike[str] | IO[bytes],
    feed: Feed,
    to: FormatName,
    *,
    entries: Iterable[Entry] | None,
    now: datetime | None,
    problems: list[Problem] | None,
) -> int:
    """Write a feed to a file; see `feedkit.write_file` for arguments and errors."""
    checked_format(to)
    must_be_feed("feed", feed)
    _check_file(file)
    if entries is not None and feed.entries:
        raise ValueError(f"feed must have no entries where entries are given, but has {len(feed.entries)}")
    given = feed.entries if entries is None else _checked(entries)
    with finished_stream(feed, given, now=now, problems=problems) as (head, finished):
        document = Document(head, finished, to)
        if isinstance(file, str | PathLike):
            replace_file(Path(file), document)
        else:
            file.writelines(document)
        return len(finished)


def _check_file(file: object) -> None:
    if isinstance(file, TextIOBase):
        raise TypeError("file must be a binary file, but is one of text: open it with mode 'wb'")
    if not isinstance(file, str | PathLike) and not hasattr(file, "writelines"):
        raise TypeError(f"file must be a path or a binary file, but is {shown_value(file)}")


def _checked(entries: Iterable[Entry]) -> Iterator[Entry]:
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, Entry):
            raise TypeError(f"entries must be of type Entry, but number {number} is {shown_value(entry)}")
        yield entry
