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

from feedkit.checks.urls import url as faults_of_url
from feedkit.model import Entry
from feedkit.urls import absolute

MINTED = "2026"  # RFC 4151 wants a date on which the authority was the minter's; it never changes
NOBODY = "feedkit.invalid"  # the authority where there is no host (RFC 2606, section 2)
DNS_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")

Key = Callable[[Entry], Hashable]


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


def _sameness(entry: Entry) -> Hashable:
    if entry.title and (entry.url or entry.id):
        return entry.id, entry.url, entry.title
    return entry.id, entry.url, entry.title, entry.summary, entry.content, entry.image, entry.enclosures


def _richness(entry: Entry) -> tuple[int, int]:
    fields = (getattr(entry, name) for name in entry.__dataclass_fields__)
    return sum(map(bool, fields)), len(entry.summary or "") + len(entry.content or "")


# --- entries of the feed before ---


def recognised(entries: Sequence[Entry], before: Sequence[Entry]) -> tuple[list[Entry | None], list[Entry]]:
    """For each entry the same one in the feed before, and those of that feed that none of the entries is.

    The surest sign comes first, and one that several entries share is no sign.
    """
    known: list[Entry | None] = [None] * len(entries)
    if not before:
        return known, []
    left = dict(enumerate(before))
    for key in SIGNS:
        old = _only_ones(before, key)
        for sign, place in _only_ones(entries, key).items():
            if known[place] is None and old.get(sign) in left:
                known[place] = left.pop(old[sign])
    return known, list(left.values())


def _only_ones(entries: Sequence[Entry], key: Key) -> dict[Hashable, int]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        sign = key(entry)
        if sign is not None:
            found[sign].append(place)
    return {sign: places[0] for sign, places in found.items() if len(places) == 1}


def _by_id(entry: Entry) -> Hashable:
    return entry.id


def _by_day(entry: Entry) -> Hashable:
    return (_page(entry.url), _name(entry), entry.published) if entry.published else None


def _by_url_and_name(entry: Entry) -> Hashable:
    return (_page(entry.url), _name(entry)) if entry.url else None


def _by_url(entry: Entry) -> Hashable:
    return _page(entry.url)


def _by_name(entry: Entry) -> Hashable:
    return _name(entry) if not entry.url else None


SIGNS: tuple[Key, ...] = (_by_id, _by_day, _by_url_and_name, _by_url, _by_name)


def _page(url: str | None) -> str | None:
    """What stays of an address when a site moves to https or drops its www."""
    return url and url.partition("://")[2].removeprefix("www.").rstrip("/")


def _name(entry: Entry) -> str | None:
    return entry.title or entry.summary or entry.content


# --- ids ---


def with_ids(entries: Sequence[Entry], known: Sequence[Entry | None], home: str | None) -> list[str]:
    """An id for each entry, no two alike.

    The source's own · the one before · the address · one made of the name. Where several entries want one id,
    it stays with the entry that had it before; the others, or all, get one made of more and more details.

    Args:
        entries: entries whose ids are usable, or None.
        known: for each entry the same one in the feed before.
        home: the address of the page they are all from.
    """
    before = [old.id if old else None for old in known]
    wanted = [
        entry.id or old or entry.url or made_id(home, "name", _name(entry))
        for entry, old in zip(entries, before, strict=True)
    ]
    ids = wanted
    for details in DETAILS:
        rivals = Counter(ids)
        if len(rivals) == len(ids):
            break
        owners = Counter(own for own, old in zip(ids, before, strict=True) if own == old)
        ids = [
            own
            if rivals[own] == 1 or (own == before[place] and owners[own] == 1)
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
    if not own:
        return None
    if own.lower().startswith(("http:", "https:", "ftp:", "file:")):
        return absolute(own, None) or made_id(home, "id", own)
    return own if own.isascii() and not faults_of_url(own) else made_id(home, "id", own)


def made_id(home: str | None, *identifying: object) -> str:
    """A tag URI (RFC 4151) that depends on the page and on what identifies the entry, and on nothing else."""
    host = urlsplit(home).hostname if home else None
    authority = host if host and DNS_NAME.fullmatch(host) else NOBODY
    text = "\n".join(map(repr, (_page(home), *identifying)))
    return f"tag:{authority},{MINTED}:{sha256(text.encode('utf-8', 'replace')).hexdigest()[:32]}"
