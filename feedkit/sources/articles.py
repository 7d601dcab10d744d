"""Entries' own pages: full texts, and the dates and authors that the list does not show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feedkit.errors import FeedkitError, FetchError, Problem
from feedkit.model import Entry, Feed
from feedkit.parsers.html import article
from feedkit.parsers.reading import Reading
from feedkit.values.urls import without_fragment

if TYPE_CHECKING:
    from feedkit.fetching import Page

MAX_CONNECTIONS = 4  # pages that are fetched at the same time

Fetch = Callable[[str], "Page"]


def fill(
    reading: Reading,
    *,
    fetch: Fetch,
    zone: ZoneInfo,
    previous: Feed | None = None,
    selector: str | None = None,
    remove: str | None = None,
) -> Reading:
    """Fill in from each entry's own page what the list does not say: date, authors, image, full text.

    The text of the page replaces that of the list if it is longer: the list has an excerpt then. If a page
    cannot be fetched or read, a Problem says so. Its entry has what it had last time, or stays as it is.

    Args:
        reading: the entries of a list. Those that share an address, or that link to the list itself, have no
            page of their own.
        fetch: fetches an address; it is called from several threads.
        zone: the zone of dates that name none.
        previous: the feed as it was published last time.
        selector: CSS or XPath that finds the text on each page; what it finds replaces the text of the list,
            however long.
        remove: CSS or XPath of what is no part of the text on each page.

    Raises:
        ModuleNotFoundError: the extra `full` is not installed.
    """
    feed = reading.feed
    indices = _with_own_pages(feed)
    entries, problems = list(feed.entries), list(reading.problems)
    published = {entry.url: entry for entry in previous.entries} if previous else {}
    with ThreadPoolExecutor(MAX_CONNECTIONS) as pool:
        answers = pool.map(lambda index: _fetched(entries[index].url or "", fetch), indices)
        for index, answer in zip(indices, answers, strict=True):
            try:
                page = _article(answer, zone, selector, remove)
                entries[index] = _filled(entries[index], page, selected=bool(selector))
            except FeedkitError as error:
                url = entries[index].url or ""
                if url in published:  # whose dates are kept in any case
                    entries[index] = _filled(entries[index], replace(published[url], published=None))
                message = str(error) if isinstance(error, FetchError) else f"{url}: {error}"
                where = f"entry {index + 1} {entries[index].title!r}, content"
                problems.append(Problem(rule="no-article", message=message, where=where))
    return replace(reading, feed=replace(feed, entries=tuple(entries)), problems=tuple(problems))


def _with_own_pages(feed: Feed) -> list[int]:
    """Return the indices of the entries that have a page of their own."""
    pages = [without_fragment(entry.url or "") for entry in feed.entries]
    times = Counter(pages)
    here = without_fragment(feed.url or "")
    return [
        index
        for index, page in enumerate(pages)
        if page.startswith(("http://", "https://")) and times[page] == 1 and page != here
    ]


def _fetched(url: str, fetch: Fetch) -> Page | FeedkitError:
    try:
        return fetch(url)
    except FeedkitError as error:
        return error


def _article(answer: Page | FeedkitError, zone: ZoneInfo, selector: str | None, remove: str | None) -> Entry:
    if isinstance(answer, FeedkitError):
        raise answer
    return article.read(answer.content, answer.url, zone, selector, remove)


def _filled(entry: Entry, page: Entry, *, selected: bool = False) -> Entry:
    longer = len(page.content or "") > len(entry.content or "") or (selected and page.content)
    return replace(
        entry,
        published=entry.published or page.published,
        authors=entry.authors or page.authors,
        image=entry.image or page.image,
        content=page.content if longer else entry.content,
    )
