"""A finished feed as a document, in any of three formats. One file a format, all of the same shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from feedkit.errors import InvalidFeedError, Problem
from feedkit.model import Feed
from feedkit.writers import atom, jsonfeed, podcasts, rss
from feedkit.writers.wording import headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: who writes it, and how it is known on the Web and on disk.

    JSON has no charset: it is always UTF-8 (RFC 8259, 11).
    """

    write: Callable[[Feed], bytes]
    content_type: str
    file_name: str


FORMATS = {
    "atom": Format(
        write=atom.write, content_type="application/atom+xml; charset=utf-8", file_name="atom.xml"
    ),
    "rss": Format(write=rss.write, content_type="application/rss+xml; charset=utf-8", file_name="rss.xml"),
    "json": Format(write=jsonfeed.write, content_type="application/feed+json", file_name="feed.json"),
}


def write(feed: Feed, format: str) -> bytes:
    """Write a finished feed; see `feedkit.write` for arguments and errors.

    Raises:
        ValueError: also where the feed is not finished.
    """
    if format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {format!r}")
    if not feed.finished:
        raise ValueError("only a finished feed can be written: call feedkit.finish first")
    problems = _silent(feed) + (podcasts.problems(feed) if format == "rss" else ())
    if problems:
        raise InvalidFeedError(problems)
    return FORMATS[format].write(feed)


def _silent(feed: Feed) -> tuple[Problem, ...]:
    """Entries that say nothing that any format could hold."""
    return tuple(
        Problem(
            rule="empty-entry",
            message="wanted a title, summary, content, address or enclosure, found none",
            where=f"entry {number} (id {entry.id}), title",
        )
        for number, entry in enumerate(feed.entries, 1)
        if headline(entry) is None
    )
