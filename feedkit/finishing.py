"""The only step that fills in, and the only one that knows the feed as it was published before.

What the source says is made usable, repeats are dropped, and each entry gets an id and a date that stay the
same from run to run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from feedkit.identities import made_id, recognised, with_ids, without_repeats
from feedkit.mending import mended
from feedkit.model import Entry, Feed

LIMIT = 100  # entries: as many as readers keep of a feed
UNTITLED = "Untitled feed"


def finish(
    feed: Feed, *, previous: Feed | None = None, now: datetime | None = None, limit: int = LIMIT
) -> Feed:
    """Fill in what a valid feed needs and the source did not say: ids, `updated`, order.

    Finishing a finished feed changes nothing.

    Args:
        feed: any feed.
        previous: the feed as it was published last time: its ids and first-seen dates are kept, and entries
            that only it has stay, the newest of them, as long as there are no more than `limit`.
        now: an aware datetime for entries that have no date, here or in `previous`; the clock by default,
            which is read only for such an entry.
        limit: how many entries there may be with those that only `previous` has; those of `feed` all stay.

    Raises:
        ValueError: `now` is naive.
    """
    if now is not None and now.utcoffset() is None:
        raise ValueError(f"now must have a time zone, but is naive: {now!r}")
    if feed.finished and previous is None:
        return feed
    clock = _Clock(now)
    feed = _titled(mended(feed))
    before = mended(previous) if previous else Feed()
    fresh = without_repeats(feed.entries)
    known, left = recognised(fresh, without_repeats(before.entries))
    filled = _filled([*fresh, *left], [*known, *left], feed, clock)
    entries = _within(limit, _newest_first(filled, len(fresh)), gone={e.id for e in filled[len(fresh) :]})
    finished = replace(
        feed,
        id=feed.id or before.id or feed.url or feed.feed_url or made_id(None, "feed", feed.title),
        updated=max(map(_seen, entries)) if entries else feed.updated or before.updated or clock.now(),
        entries=tuple(entries),
    )
    object.__setattr__(finished, "finished", True)
    return finished


class _Clock:
    """The only clock there is, read at most once and only when it is asked."""

    def __init__(self, moment: datetime | None) -> None:
        self.moment = moment

    def now(self) -> datetime:
        if self.moment is None:
            self.moment = datetime.now(UTC).replace(microsecond=0)
        return self.moment


def _titled(feed: Feed) -> Feed:
    address = feed.url or feed.feed_url
    return feed if feed.title else replace(feed, title=(address and urlsplit(address).hostname) or UNTITLED)


def _filled(
    entries: Sequence[Entry], known: Sequence[Entry | None], feed: Feed, clock: _Clock
) -> list[Entry]:
    """The entries with their ids, and `updated`: the source's · published · first seen · now."""
    ids = with_ids(entries, known, feed.url or feed.feed_url)
    return [
        replace(
            entry,
            id=own,
            updated=entry.updated or entry.published or (old and old.updated) or clock.now(),
        )
        for entry, own, old in zip(entries, ids, known, strict=True)
    ]


def _newest_first(entries: Sequence[Entry], fresh: int) -> list[Entry]:
    """Sorted by `published`; where no entry has one, by `updated`, which is when each was first seen.

    Among dated entries an undated one stays below the one it is listed under; of those that have left the
    page (all behind the first `fresh`), it goes by when it was first seen.
    """
    if not any(entry.published for entry in entries):
        return sorted(entries, key=_seen, reverse=True)
    keys: list[tuple[bool, datetime]] = []
    above = (True, _seen(entries[0]))  # what stands over the first date stays on top
    for place, entry in enumerate(entries):
        if entry.published:
            above = (False, entry.published)
        keys.append(above if entry.published or place < fresh else (False, _seen(entry)))
    order = sorted(range(len(entries)), key=keys.__getitem__, reverse=True)
    return [entries[place] for place in order]


def _within(limit: int, entries: list[Entry], *, gone: set[str | None]) -> list[Entry]:
    """The entries without the oldest of those that are gone from the page, where there are too many."""
    room = limit - (len(entries) - len(gone))
    kept = []
    for entry in entries:
        if entry.id in gone:
            room -= 1
            if room < 0:
                continue
        kept.append(entry)
    return kept


def _seen(entry: Entry) -> datetime:
    assert entry.updated is not None  # `_filled` has seen to it
    return entry.updated
