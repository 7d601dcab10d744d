"""What was published last time: the feed itself is the only state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
NOT_WELL_FORMED = "not-well-formed"  # rule of the Problem of a document that was repaired

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


def previous(documents: Documents, notes: list[str]) -> Feed | None:
    """Return the previous feed, from the document that holds most of it; None where there is none.

    A document that is damaged is passed over where another one is whole. Where none is, as after a merge with
    conflicts, the one with most entries left is taken.

    Args:
        documents: those of last time, by format.
        notes: receives which documents are damaged, and which one is read.

    Raises:
        ParseError: there are documents, and no entry can be read from any of them.
    """
    faults: dict[FormatName, str] = {}
    damaged: dict[FormatName, Feed] = {}
    for kind in filter(documents.__contains__, BY_FIDELITY):
        try:
            reading = parsers.read(parsers.job_of(documents[kind], format="feed"))
        except FeedkitError as error:
            faults[kind] = str(error)
            continue
        fault = next((str(one) for one in reading.problems if one.rule == NOT_WELL_FORMED), None)
        if fault is None:
            notes += _damages(faults, kind)
            return reading.feed
        faults[kind] = fault
        if reading.feed.entries:
            damaged[kind] = reading.feed
    if damaged:
        best = max(damaged, key=lambda kind: len(damaged[kind].entries))
        notes += _damages(faults, best)
        return damaged[best]
    if faults:
        raise ParseError("; ".join(f"{kind}: {fault}" for kind, fault in faults.items()))
    return None


def _damages(faults: Mapping[FormatName, str], read: FormatName) -> Iterator[str]:
    for kind, fault in faults.items():
        yield f"the previous feed in {kind} is damaged ({fault}): it is read from {read}"
