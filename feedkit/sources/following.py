"""Where a page leads to: the pages with its older entries, and the feed that it has of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from feedkit.errors import FeedkitError, FetchError, ParseError, Problem
from feedkit.finishing.sameness import new_entries
from feedkit.model import Entry
from feedkit.parsers.reading import Reading
from feedkit.values.urls import split_url, without_fragment

if TYPE_CHECKING:
    from feedkit.fetching import Page

MAX_FEEDS = 3  # of one page that are tried

Fetch = Callable[[str], "Page"]
Read = Callable[["Page"], Reading]


def follow(first: Reading, *, pages: int, fetch: Fetch, read: Read) -> Reading:
    """Add the entries of the older pages that a page links to, each once, in the order of the pages.

    The pages are fetched one after the other, none twice, all from one host. Where one cannot be fetched or
    read, or has nothing new, that ends it: it becomes the first Problem of the reading.

    Args:
        first: the reading of the page to begin with; its address must be known.
        pages: how many pages are read at most, with the first.
        fetch: fetches an address.
        read: reads a page.
    """
    entries, problems = list(first.feed.entries), list(first.problems)
    reading, seen = first, {_without_fragment(first.feed.url or "")}
    for _ in range(pages - 1):
        address = next((url for url in reading.older() if _without_fragment(url) not in seen), None)
        if address is None:
            break
        seen.add(_without_fragment(address))
        try:
            page = _on_host(first.feed.url, fetch(address))
            reading = read(page)
            entries += _new_entries(reading, entries, address)
        except FeedkitError as error:
            message = str(error) if address in str(error) else f"{address}: {error}"
            problems.insert(0, Problem(rule="no-more-pages", message=f"older entries: {message}"))
            break
        seen.add(_without_fragment(page.url))
        problems += (replace(one, where=f"{address}, {one.where}") for one in reading.problems)
    return replace(first, feed=replace(first.feed, entries=tuple(entries)), problems=tuple(problems))


def own_feed(feeds: Iterable[str], *, fetch: Fetch, read: Read) -> Reading:
    """Return the reading of the first of a page's own feeds that can be fetched and read.

    Args:
        feeds: their addresses, as in `Reading.feeds` and `NoEntriesError.feeds`; the first three are tried.
        fetch: fetches an address.
        read: reads a feed.

    Raises:
        FeedkitError: none of them can; it says why the first cannot.
    """
    errors: list[FeedkitError] = []
    for address in list(feeds)[:MAX_FEEDS]:
        try:
            return read(fetch(address))
        except FeedkitError as error:
            errors.append(error)
    raise errors[0] if errors else ParseError("the page has no feed of its own")


def _new_entries(reading: Reading, known: Iterable[Entry], address: str) -> list[Entry]:
    entries = new_entries(reading.feed.entries, known)
    if not entries:
        raise ParseError(f"{address}: no entry that is new")
    return entries


def _on_host(url: str | None, page: Page) -> Page:
    if _host(page.url) != _host(url or ""):
        raise FetchError(f"{page.url}: lies on another host", url=page.url)
    return page


def _host(address: str) -> str:
    return split_url(address).netloc.lower().removeprefix("www.")


def _without_fragment(address: str) -> str:
    return without_fragment(address)
