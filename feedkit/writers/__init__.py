"""A finished feed as a document, in any of the output formats. One file a format, all of the same shape."""

from __future__ import annotations

from feedkit.errors import InvalidFeedError
from feedkit.finishing import is_finished
from feedkit.formats import FormatName, checked_format, writer
from feedkit.model import Feed


def write(feed: Feed, format: FormatName) -> bytes:
    """Write a finished feed; see `feedkit.write` for arguments and errors.

    Raises:
        ValueError: also where the feed is not finished.
    """
    checked_format(format)
    if not is_finished(feed):
        raise ValueError("only a finished feed can be written: call feedkit.finish first")
    module = writer(format)
    if problems := module.problems(feed, feed.entries):
        raise InvalidFeedError(problems)
    return b"".join(module.pieces(feed, feed.entries))
