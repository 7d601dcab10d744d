"""When two entries are the same. All who ask that, ask this module.

- `without_repeats`: within one list
- `merged_entries`: in several feeds, which become one
- `new_entries`: on a page with older entries, which may list some of the first page again
- `match_previous`: in the previous feed
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date

from feedkit.finishing.entry_ids import name_of
from feedkit.model import Entry

# --- repeats ---


def without_repeats(entries: Iterable[Entry]) -> list[Entry]:
    """Return each entry once, in the order of the list.

    Repeats have one id, URL and title (or text, where there is no title), and no two different days. The
    one with the most fields, and then the longest text, stays.
    """
    indices: dict[Hashable, dict[date | None, int]] = defaultdict(dict)
    kept: list[Entry] = []
    for entry in entries:
        days = indices[_repeat_key(entry)]
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


def _repeat_key(entry: Entry) -> Hashable:
    if entry.title and (entry.url or entry.id):
        return entry.id, entry.url, entry.title
    return entry.id, entry.url, entry.title, entry.summary, entry.content, entry.image, entry.enclosures


def _page_key(entry: Entry) -> Hashable:
    return entry.url or entry.id or (entry.title, entry.published, entry.summary)


def _richness(entry: Entry) -> tuple[int, int]:
    values = (getattr(entry, field) for field in entry.__dataclass_fields__)
    return sum(map(bool, values)), len(entry.summary or "") + len(entry.content or "")


# --- entries of the previous feed ---


def match_previous(
    entries: Sequence[Entry], ids: Sequence[str], previous: Sequence[Entry]
) -> tuple[list[Entry | None], list[Entry]]:
    """Return each entry's counterpart in the previous feed, and the entries there that have none.

    An entry is known by its id; where the source gives it none, by the other keys too, the surest first. A
    key that several entries share matches nothing.

    Args:
        entries: the entries of a feed.
        ids: the id of each.
        previous: the entries of the previous feed, with ids.

    Returns:
        For each entry the same one in `previous`, or None; and the rest of `previous`, in its order.
    """
    unmatched = {entry.id: index for index, entry in enumerate(previous)}
    indices = [unmatched.pop(own, None) for own in ids]
    for key in MATCH_KEYS if unmatched else ():
        new, old = _unique_keys(entries, key), _unique_keys(previous, key)
        for value, index in new.items():
            same = old.get(value)
            if same is not None and indices[index] is None and not entries[index].id:
                indices[index] = unmatched.pop(previous[same].id, None)
    matches = [None if index is None else previous[index] for index in indices]
    return matches, [previous[index] for index in unmatched.values()]


def _unique_keys(entries: Sequence[Entry], key: Callable[[Entry], Hashable]) -> dict[Hashable, int]:
    """Return the index of the entry with each key that only one entry has."""
    indices: dict[Hashable, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        value = key(entry)
        if value is not None:
            indices[value].append(index)
    return {value: having[0] for value, having in indices.items() if len(having) == 1}


def _page_name_and_date(entry: Entry) -> Hashable:
    return (_page(entry.url), name_of(entry), entry.published) if entry.published else None


def _page_and_name(entry: Entry) -> Hashable:
    return (_page(entry.url), name_of(entry)) if entry.url else None


def _page_alone(entry: Entry) -> Hashable:
    return _page(entry.url)


def _name_without_page(entry: Entry) -> Hashable:
    return name_of(entry) if not entry.url else None


MATCH_KEYS = (_page_name_and_date, _page_and_name, _page_alone, _name_without_page)


def _page(url: str | None) -> str | None:
    """Return what stays of an address when a site moves to https or drops its www."""
    return url and url.partition("://")[2].removeprefix("www.").rstrip("/")
