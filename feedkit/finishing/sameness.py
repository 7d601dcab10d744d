"""When two entries are the same. All who ask ask this module, or of the previous feed previous_entries.py.

- `without_repeats`: within one list
- `merged_entries`: in several feeds, which become one
- `new_entries`: on a page with older entries, which may list some of the first page again
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from hashlib import blake2b
from typing import Protocol, TypeVar

from feedkit.model import Entry
from feedkit.values.address_keys import address_key

# --- repeats ---


Kept = TypeVar("Kept", bound="Entries")


class Entries(Protocol):
    """What entries are kept in: a list, or a file."""

    def append(self, entry: Entry, /) -> None: ...
    def __getitem__(self, index: int, /) -> Entry: ...
    def __setitem__(self, index: int, entry: Entry, /) -> None: ...
    def __len__(self) -> int: ...


def without_repeats(
    entries: Iterable[Entry], kept: Kept, short: Callable[[Hashable], Hashable] = lambda key: key
) -> Kept:
    """Return each entry once, in the order of the list.

    Repeats have one id, URL and title (or text, where there is no title), and no two different days. The
    one with the most fields, and then the longest text, stays.

    Args:
        entries: any entries.
        kept: what they are added to, and what is returned; nothing is in it yet.
        short: makes a key that takes little memory, for very many entries.
    """
    indices: dict[Hashable, dict[date | None, int]] = {}
    for entry in entries:
        days = indices.setdefault(short(_repeat_key(entry)), {})
        day = entry.published.date() if entry.published else None
        if day and None in days:
            days[day] = days.pop(None)
        index = days.get(day) if day else next(iter(days.values()), None)
        if index is None:
            days[day] = len(kept)
            kept.append(entry)
        else:
            kept[index] = max(kept[index], entry, key=_richness)
    return kept


def merged_entries(feeds: Iterable[Sequence[Entry]]) -> list[Entry]:
    """Return the entries of several feeds, each once: of those with one id or address, the first feed's.

    An address that several entries of one feed share identifies none of them.
    """
    kept: list[Entry] = []
    known: set[str] = set()
    for entries in feeds:
        shared = Counter(_page(entry.url) for entry in entries)
        fresh: list[str] = []
        for entry in entries:
            unshared = entry.url if shared[_page(entry.url)] == 1 else None
            keys = [_page(address) or address for address in (entry.id, unshared) if address]
            if known.isdisjoint(keys):
                kept.append(entry)
            fresh += keys
        known.update(fresh)
    return kept


def new_entries(entries: Iterable[Entry], known: Iterable[Entry]) -> list[Entry]:
    """Return the entries of a page that are not among those of the pages before it.

    Entries are the same that have one address; without any, one id; without that too, one title, date and
    summary.
    """
    seen = set(map(_page_key, known))
    return [entry for entry in entries if _page_key(entry) not in seen]


def digest(key: Hashable) -> bytes:
    """Return few bytes that tell a key from others."""
    return blake2b(repr(key).encode(), digest_size=16).digest()


def _repeat_key(entry: Entry) -> Hashable:
    """Return what repeats have in common."""
    key = entry.id, _page(entry.url), entry.title
    if entry.title and (entry.url or entry.id):
        return key
    return *key, entry.summary, entry.content, entry.image, entry.enclosures


def _page_key(entry: Entry) -> Hashable:
    return _page(entry.url) or entry.id or (entry.title, entry.published, entry.summary)


def _richness(entry: Entry) -> tuple[int, int]:
    values = (getattr(entry, field) for field in entry.__dataclass_fields__)
    return sum(map(bool, values)), len(entry.summary or "") + len(entry.content or "")


def _page(url: str | None) -> str | None:
    return url and address_key(url)
