"""Entries that say nothing: no format can hold them, and they must not cost the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from feedkit.errors import NoEntriesError, Problem
from feedkit.model import Entry
from feedkit.parsers.reading import Reading, Shown
from feedkit.values.headline import headline
from feedkit.values.plain_text import clean_line, clean_text
from feedkit.values.sanitising import sanitised_html
from feedkit.values.urls import absolute_url

MESSAGE = "left out: wanted a title, summary, content, address or enclosure, found none"


def without_empty_entries(reading: Reading) -> Reading:
    """Return a reading without entries of which nothing would be left in a feed; a Problem for each.

    Raises:
        NoEntriesError: nothing is left of any.
    """
    feed = reading.feed
    base = feed.url or feed.feed_url
    kept = [number for number, entry in enumerate(feed.entries, 1) if not _is_empty(entry, base)]
    if len(kept) == len(feed.entries):
        return reading
    if not kept and reading.format != "feed":  # which may be empty
        raise NoEntriesError(
            f"no entries found: none of {len(feed.entries)} has a title, a text or an address"
        )
    empty = sorted(set(range(1, len(feed.entries) + 1)) - set(kept))
    problems = (Problem(rule="empty-entry", message=MESSAGE, where=f"entry {number}") for number in empty)
    numbers = {before: number for number, before in enumerate(kept, 1)}
    return replace(
        reading,
        feed=replace(feed, entries=tuple(feed.entries[number - 1] for number in kept)),
        problems=(*reading.problems, *problems),
        shown=partial(_renumbered, reading.shown, numbers),
    )


def _is_empty(entry: Entry, base: str | None) -> bool:
    """Return whether nothing is left of an entry when what cannot be shown or followed is left out."""
    if entry.title and entry.title.isprintable() and not entry.title.isspace():
        return False
    cleaned = Entry(
        title=clean_line(entry.title),
        summary=clean_text(entry.summary),
        content=sanitised_html(entry.content, base),
        url=_address(entry.url, base),
        image=_address(entry.image, base),
        enclosures=tuple(one for one in entry.enclosures if _address(one.url, base)),
    )
    return headline(cleaned) is None


def _address(text: str | None, base: str | None) -> str | None:
    return absolute_url(text, base) if text else None


def _renumbered(shown: Callable[[], Shown], numbers: Mapping[int, int]) -> Shown:
    """Return what a page shows, with the numbers that its entries have now."""
    return tuple(
        tuple(replace(run, entry=numbers.get(run.entry, 0)) if run.entry else run for run in line)
        for line in shown()
    )
