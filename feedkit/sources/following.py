"""Where a page leads on to: the pages with its older entries, and the feed that it has of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from feedkit.errors import FeedkitError, FetchError, ParseError, Problem
from feedkit.model import Entry
from feedkit.parsers.reading import Reading

if TYPE_CHECKING:
    from feedkit.fetching import Page

MOST_FEEDS = 3  # of one page that are tried

Fetch = Callable[[str], "Page"]
Read = Callable[["Page"], Reading]


def follow(first: Reading, *, pages: int, fetch: Fetch, read: Read) -> Reading:
    """Add the entries of the older pages that a page leads to, each once, in the order of the pages.

    The pages are fetched one after the other, none twice, all from one host. Where one cannot be had, or has
    nothing new, that is the first Problem of the reading.

    Args:
        first: the page to begin with; its address must be known.
        pages: how many pages there may be, with the first.
        fetch: what fetches an address.
        read: what reads a page.
    """
    feed, reading = first.feed, first
    entries, problems = list(feed.entries), list(first.problems)
    seen = {_plain(feed.url or "")}
    for _ in range(pages - 1):
        address = next((one for one in reading.older() if _plain(one) not in seen), None)
        if address is None:
            break
        seen.add(_plain(address))
        try:
            page = _on_host(feed.url, fetch(address))
            reading = read(page)
            fresh = _new(reading.feed.entries, entries, address)
        except FeedkitError as error:
            message = str(error) if address in str(error) else f"{address}: {error}"
            problems.insert(0, Problem(rule="no-more-pages", message=f"older entries: {message}"))
            break
        seen.add(_plain(page.url))
        entries += fresh
        problems += (replace(one, where=f"{address}, {one.where}") for one in reading.problems)
    return replace(first, feed=replace(feed, entries=tuple(entries)), problems=tuple(problems))


def native(feeds: Iterable[str], *, fetch: Fetch, read: Read) -> Reading:
    """The first of a page's own feeds that can be had and read.

    Args:
        feeds: their addresses, as `Reading.feeds` and `NoEntriesError.feeds` hold them.
        fetch: what fetches an address.
        read: what reads a feed.

    Raises:
        FeedkitError: none can be; it says why the first cannot.
    """
    errors: list[FeedkitError] = []
    for address in list(feeds)[:MOST_FEEDS]:
        try:
            return read(fetch(address))
        except FeedkitError as error:
            errors.append(error)
    raise errors[0] if errors else ParseError("the page has no feed of its own")


def _new(found: Iterable[Entry], known: Iterable[Entry], address: str) -> list[Entry]:
    """The entries that are not known yet."""
    names = set(map(_name, known))
    fresh = [entry for entry in found if _name(entry) not in names]
    if not fresh:
        raise ParseError(f"{address}: no entry that is new")
    return fresh


def _name(entry: Entry) -> object:
    return entry.url or entry.id or (entry.title, entry.published, entry.summary)


def _on_host(url: str | None, page: Page) -> Page:
    if _host(page.url) != _host(url or ""):
        raise FetchError(f"{page.url}: lies on another host", url=page.url)
    return page


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower().removeprefix("www.")


def _plain(address: str) -> str:
    return urldefrag(address)[0]
