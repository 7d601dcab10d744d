"""What was published last time: the feed itself is the only state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from feedkit import parsers
from feedkit.errors import FeedkitError, FetchError, ParseError
from feedkit.formats import BY_FIDELITY, FormatName
from feedkit.model import Feed
from feedkit.project.config import Config, FeedConfig

if TYPE_CHECKING:
    from feedkit.fetching import Page

NOT_PUBLISHED = (404, 410)  # what a server answers for a feed that has not been published yet

Documents = Mapping[FormatName, bytes]  # by format


def last_time(
    config: Config, feed: FeedConfig, root: Path, fetch: Callable[[str], Page]
) -> dict[FormatName, bytes]:
    """Return the documents of a feed as they were published last, by format.

    They are those in the output folder; where it has none, as in a checkout that they are not committed to,
    those at their public addresses. A feed that is nowhere is a new one.

    Args:
        config: the whole configuration.
        feed: one of its feeds.
        root: the folder that the configuration is in.
        fetch: what fetches an address.

    Raises:
        FetchError: the server does not answer, or with an error, so what was published is not known.
    """
    folder = root / config.output
    files = {kind: folder / feed.file(kind) for kind in feed.to}
    written = {kind: path.read_bytes() for kind, path in files.items() if path.is_file()}
    if written or config.base_url is None:
        return written
    addresses = {kind: config.address(feed, kind) or "" for kind in feed.to}
    published = {kind: _published(address, fetch) for kind, address in addresses.items()}
    return {kind: document for kind, document in published.items() if document is not None}


def _published(address: str, fetch: Callable[[str], Page]) -> bytes | None:
    """Return the feed at an address; None where there is none."""
    try:
        content = fetch(address).content
    except FetchError as error:
        if error.status in NOT_PUBLISHED:
            return None
        raise
    document = content.encode() if isinstance(content, str) else content
    return document if _is_feed(document) else None  # some servers answer any address with a page


def _is_feed(document: bytes) -> bool:
    try:
        return parsers.recognise(parsers.job_of(document)) == "feed"
    except ParseError:
        return False


def previous(documents: Documents) -> Feed | None:
    """Return the previous feed, from the document that holds most of it; None where there is none.

    Raises:
        ParseError: it is no feed any more.
    """
    for kind in BY_FIDELITY:
        if kind in documents:
            try:
                return parsers.read(parsers.job_of(documents[kind], format="feed")).feed
            except FeedkitError as error:
                raise type(error)(f"the {kind} previous feed: {error}") from error
    return None
