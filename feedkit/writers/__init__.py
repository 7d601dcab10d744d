"""A finished feed as a document, in any of the output formats. One file a format, all of the same shape."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from feedkit.errors import InvalidFeedError
from feedkit.finishing import is_finished
from feedkit.formats import FormatName, checked_format, writer
from feedkit.garbage import rare_collections
from feedkit.model import Entry, Feed


@rare_collections()
def write(feed: Feed, format: FormatName) -> bytes:
    """Write a finished feed; see `feedkit.write` for arguments and errors.

    Raises:
        ValueError: also where the feed is not finished.
    """
    checked_format(format)
    if not is_finished(feed):
        raise ValueError("only a finished feed can be written: call feedkit.finish first")
    return b"".join(Document(feed, feed.entries, format))


class Document:
    """A finished feed in one format, as pieces of bytes, which are made when they are asked for."""

    def __init__(self, feed: Feed, entries: Collection[Entry], format: FormatName) -> None:
        """Check that the feed can be written.

        Args:
            feed: a finished feed; its own entries do not count.
            entries: the feed's finished entries.
            format: the name of a format.

        Raises:
            InvalidFeedError: the feed lacks what the format demands.
        """
        self.feed, self.entries, self.writer = feed, entries, writer(format)
        if problems := self.writer.problems(feed, entries):
            raise InvalidFeedError(problems)

    def __iter__(self) -> Iterator[bytes]:
        pieces: Iterator[bytes] = self.writer.pieces(self.feed, self.entries)
        return pieces
