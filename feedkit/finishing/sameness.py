"""Which entry is which: repeats within one list, entries known from the feed before, and ids.

An id is what a reader knows an entry by: where it changes, the entry is shown as new. So it comes from what
identifies the entry, never from the time of the run, the order or the rest of the page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from hashlib import sha256
from urllib.parse import urlsplit

from feedkit.model import Entry
from feedkit.values.uri_syntax import is_uri
from feedkit.values.urls import absolute_url

MINTED = "2026"  # RFC 4151 wants a date on which the authority was the minter's; it never changes
NOBODY = "feedkit.invalid"  # the authority where there is no host (RFC 2606, section 2)
DNS_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")


# --- repeats ---


def without_repeats(entries: Iterable[Entry]) -> list[Entry]:
    """Each entry once: of those with one id, URL and title, and not of different days, the richest."""
    places: dict[Hashable, dict[date | None, int]] = defaultdict(dict)
    kept: list[Entry] = []
    for entry in entries:
        days = places[_sameness(entry)]
        day = entry.published.date() if entry.published else None
        if day and None in days:
            days[day] = days.pop(None)
        place = days.get(day) if day else next(iter(days.values()), None)
        if place is None:
            days[day] = len(kept)
            kept.append(entry)
        else:
            kept[place] = max(kept[place], entry, key=_richness)
    return kept


def joined(feeds: Iterable[Sequence[Entry]]) -> list[Entry]:
    """The entries of several feeds, each once: of those with one id or address, that of the first feed.

    An address that several entries of one feed share names none of them.
    """
    kept: list[Entry] = []
    known: set[str] = set()
    for entries in feeds:
        shared = Counter(_page(entry.url) for entry in entries)
        fresh: list[str] = []
        for entry in entries:
            alone = entry.url if shared[_page(entry.url)] == 1 else None
            names = [_page(name) or name for name in (entry.id, alone) if name]
            if known.isdisjoint(names):
                kept.append(entry)
            fresh += names
        known.update(fresh)
    return kept


def _sameness(entry: Entry) -> Hashable:
    if entry.title and (entry.url or entry.id):
        return entry.id, entry.url, entry.title
    return entry.id, entry.url, entry.title, entry.summary, entry.content, entry.image, entry.enclosures


def _richness(entry: Entry) -> tuple[int, int]:
    fields = (getattr(entry, name) for name in entry.__dataclass_fields__)
    return sum(map(bool, fields)), len(entry.summary or "") + len(entry.content or "")


# --- ids ---


def with_ids(entries: Sequence[Entry], home: str | None) -> list[str]:
    """An id for each entry, no two alike.

    The source's own · the entry's address · one made of its name. Where several want one id, all of them get
    one that is made of more and more details.

    Args:
        entries: entries whose ids are usable, or None.
        home: the address of the page they are all from.
    """
    wanted = [entry.id or entry.url or made_id(home, "name", _name(entry)) for entry in entries]
    ids = wanted
    for details in DETAILS:
        rivals = Counter(ids)
        if len(rivals) == len(ids):
            break
        ids = [
            own
            if rivals[own] == 1
            else made_id(home, wanted[place], *details(place - len(ids), entries[place]))
            for place, own in enumerate(ids)
        ]
    return ids


DETAILS: tuple[Callable[[int, Entry], tuple[object, ...]], ...] = (
    lambda place, entry: (entry.title,),
    lambda place, entry: (entry.title, entry.url, entry.summary, entry.content),
    lambda place, entry: (entry.title, entry.url, entry.summary, entry.content, entry.published),
    lambda place, entry: (entry.title, entry.url, entry.summary, entry.content, entry.published, place),
)


def usable_id(text: str | None, home: str | None) -> str | None:
    """A source's own id as an absolute URI; one that is none (`post-12`) becomes part of a tag."""
    own = (text or "").strip()
    return usable_uri(own) or made_id(home, "id", own) if own else None


def usable_uri(text: str) -> str | None:
    """An absolute URI of any registered scheme, or None; one that is an address is written as such."""
    uri = text.strip()
    if uri.lower().startswith(("http:", "https:", "ftp:", "file:")):
        return absolute_url(uri, None)
    return uri if uri.isascii() and is_uri(uri) else None


def made_id(home: str | None, *identifying: object) -> str:
    """A tag URI (RFC 4151) that depends on the page and on what identifies the entry, and on nothing else."""
    host = urlsplit(home).hostname if home else None
    authority = host if host and DNS_NAME.fullmatch(host) else NOBODY
    text = "\n".join(map(repr, (_page(home), *identifying)))
    return f"tag:{authority},{MINTED}:{sha256(text.encode('utf-8', 'replace')).hexdigest()[:32]}"


# --- entries of the feed before ---


def recognised(
    entries: Sequence[Entry], ids: Sequence[str], before: Sequence[Entry]
) -> tuple[list[Entry | None], list[Entry]]:
    """For each entry the same one in the feed before, and those of that feed that none of the entries is.

    An entry is known by its id; where the source gives it none, by other signs too, the surest first. A sign
    that several entries share is no sign.
    """
    by_id = {entry.id: place for place, entry in enumerate(before)}
    places = [by_id.pop(own, None) for own in ids]
    for sign in SIGNS if by_id else ():
        new, old = _only_ones(entries, sign), _only_ones(before, sign)
        for value, place in new.items():
            same = old.get(value)
            if same is not None and places[place] is None and not entries[place].id:
                places[place] = by_id.pop(before[same].id, None)
    known = [None if place is None else before[place] for place in places]
    return known, [before[place] for place in by_id.values()]


def _only_ones(entries: Sequence[Entry], sign: Callable[[Entry], Hashable]) -> dict[Hashable, int]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        value = sign(entry)
        if value is not None:
            found[value].append(place)
    return {value: places[0] for value, places in found.items() if len(places) == 1}


def _day_of(entry: Entry) -> Hashable:
    return (_page(entry.url), _name(entry), entry.published) if entry.published else None


def _name_at(entry: Entry) -> Hashable:
    return (_page(entry.url), _name(entry)) if entry.url else None


def _place_of(entry: Entry) -> Hashable:
    return _page(entry.url)


def _name_alone(entry: Entry) -> Hashable:
    return _name(entry) if not entry.url else None


SIGNS = (_day_of, _name_at, _place_of, _name_alone)


def _page(url: str | None) -> str | None:
    """What stays of an address when a site moves to https or drops its www."""
    return url and url.partition("://")[2].removeprefix("www.").rstrip("/")


def _name(entry: Entry) -> str | None:
    return entry.title or entry.summary or entry.content
