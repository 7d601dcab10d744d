"""The entries of the previous feed, by which a list is recognised as that of last time."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from feedkit.model import Feed
from feedkit.parsers.likeness import folded
from feedkit.values.address_keys import address_key

MAX_ENTRIES = 30  # of the previous feed, the newest, by which a list is recognised
MIN_TITLE_LENGTH = 8  # characters of a title that tells one entry from others


class KnownEntries(NamedTuple):
    """What the entries of the previous feed are recognised by.

    urls:    their addresses
    keys:    the same, as `address_key` makes them
    titles:  their titles, folded
    """

    urls: tuple[str, ...]
    keys: frozenset[str]
    titles: frozenset[str]

    def has_address(self, url: str | None) -> bool:
        """Return whether an absolute address is that of an entry."""
        return url is not None and address_key(url) in self.keys


def known_entries(previous: Feed | None) -> KnownEntries | None:
    """Return what the newest entries of a feed are recognised by; None without any."""
    entries = list(islice(previous.entries, MAX_ENTRIES)) if previous else []
    urls = tuple(entry.url for entry in entries if entry.url)
    titles = frozenset(folded(entry.title or "") for entry in entries)
    titles = frozenset(title for title in titles if len(title) >= MIN_TITLE_LENGTH)
    return KnownEntries(urls, frozenset(map(address_key, urls)), titles) if urls or titles else None
