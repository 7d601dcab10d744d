"""The only step that fills in, and the only one that knows the previous feed.

    Feed ──normalised──▶ every field valid ──without_repeats──▶ each entry once
         ──unique_ids, match_previous──▶ ids and dates that stay ──newest_first──▶ finished Feed

normalising.py   every field valid or empty, and a Problem for what could not be used
podcast_values.py  the same for podcasts and episodes
entry_ids.py     the ids that tell entries apart
sameness.py      when two entries are the same
entry_file.py    entries in a file, for feeds of more than memory should hold
previous_entries.py  which entry of the previous feed an entry is
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from weakref import WeakValueDictionary

from feedkit.errors import Problem
from feedkit.finishing.entry_file import entry_file
from feedkit.finishing.entry_ids import unique_ids
from feedkit.finishing.normalising import normalised, normalised_entries
from feedkit.finishing.previous_entries import (
    ids_beside_previous,
    match_previous,
    moves,
    unchanged,
    with_same_counts,
)
from feedkit.finishing.sameness import digest, without_repeats
from feedkit.garbage import rare_collections
from feedkit.model import Entry, Feed, Link
from feedkit.model.checked import replaced
from feedkit.model.extension import PREFIXES
from feedkit.values.apple_podcasts import podcast_problems
from feedkit.values.arguments import must_be_feed
from feedkit.values.tag_uris import tag_uri
from feedkit.values.urls import absolute_url, split_url
from feedkit.values.zones import must_be_aware

MAX_ENTRIES = 100  # as many as readers keep of a feed
FEED_TYPES = ("application/atom+xml", "application/rss+xml", "application/feed+json", "application/json")
OF_DOCUMENTS = tuple(  # what begins the names of extensions that are true of their document alone
    f"{{{PREFIXES[prefix]}}}{name}"
    for prefix, name in (
        *(("feedburner", ""), ("opensearch", ""), ("at", ""), ("app", ""), ("admin", "")),
        *(("source", "self"), ("source", "cloud"), ("podcast", "locked"), ("podcast", "guid")),
    )
)
UNTITLED = "Untitled feed"
_Dates = tuple[datetime | None, datetime | None]  # of an entry: `published` and `updated`
NEVER = datetime.min.replace(tzinfo=UTC)
_FINISHED: WeakValueDictionary[int, Feed] = WeakValueDictionary()  # by identity: feeds are never changed


def finish(
    feed: Feed,
    *,
    previous: Feed | None = None,
    now: datetime | None = None,
    keep: int = MAX_ENTRIES,
    problems: list[Problem] | None = None,
) -> Feed:
    """Fill in what a valid feed needs and the source did not say; see `feedkit.finish`."""
    must_be_feed("feed", feed)
    if previous is not None:
        must_be_feed("previous", previous)
    if previous is None and is_finished(feed) and (now is None or now.utcoffset() is not None):
        return feed
    prepared = prepare(feed, previous=previous, now=now)
    if problems is not None:
        problems += prepared.problems
    return prepared.finished(keep)


def is_finished(feed: Feed) -> bool:
    """Return whether a feed is one that `finish` has returned; a changed copy of it is not."""
    return _FINISHED.get(id(feed)) is feed


@dataclass(frozen=True, slots=True)
class Prepared:
    """A feed whose entries are finished, beside those that only the previous feed has.

    feed:      the feed, normalised
    previous:  the feed as it was published last time
    listed:    the entries that the feed lists
    gone:      the entries of the previous feed that it does not list any more
    problems:  what in the feed cannot be used as it is
    clock:     for a feed without any date
    """

    feed: Feed
    previous: Feed
    listed: list[Entry]
    gone: list[Entry]
    problems: tuple[Problem, ...]
    clock: _Clock

    def finished(self, keep: int) -> Feed:
        """Return the finished feed: what it lists, and the newest of what is gone, up to `keep` in all.

        With 0, nothing that is gone is in it.
        """
        feed, previous = self.feed, self.previous
        gone = {entry.id for entry in self.gone}
        entries = _up_to_limit(keep, newest_first(self.listed, self.gone), gone)
        updated = feed.updated or max(map(_updated, entries), default=None)
        if previous.updated and list(map(_version, entries)) == list(map(_version, previous.entries)):
            updated = previous.updated  # nothing is new, though some sources change with each request
        finished = replaced(
            _named(feed, previous),
            updated=updated or previous.updated or self.clock.now(),
            entries=tuple(entries),
        )
        same = with_same_counts(entries, previous.entries)
        if same is not None and (finished.title, feed.subtitle) == (previous.title, previous.subtitle):
            # icon and program may change with each visit, and are no news
            icon, generator = previous.icon, previous.generator
            finished = replaced(finished, icon=icon, generator=generator, entries=tuple(same))
        return _finished(finished)


@contextmanager
def finished_stream(
    feed: Feed, entries: Iterable[Entry], *, now: datetime | None, problems: list[Problem] | None
) -> Iterator[tuple[Feed, Collection[Entry]]]:
    """Finish a feed of any number of entries, which are kept in a file until the end of the context.

    Args:
        feed: any feed; its own entries do not count.
        entries: its entries, read once and one by one.
        now: as of `finish`.
        problems: as of `finish`.

    Yields:
        The finished feed without entries, and the entries that `finish` would give it.
    """
    must_be_aware("now", now)
    clock = _Clock(now)
    head = normalised(replaced(feed, entries=()), problems)
    with entry_file() as read, entry_file() as finished:
        without_repeats(normalised_entries(feed, entries, problems), read, short=digest)
        ids = unique_ids(read, head.url or head.feed_url)
        dates = [(entry.published, entry.updated or entry.published or clock.now()) for entry in read]
        for index in _newest_first_order(dates):
            finished.append(_filled(read[index], ids[index], None, clock))
        updated = head.updated or max((updated for _, updated in dates), default=None) or clock.now()
        yield _finished(replaced(_named(head, Feed()), updated=updated)), finished


@rare_collections()
def prepare(feed: Feed, *, previous: Feed | None = None, now: datetime | None = None) -> Prepared:
    """Finish the entries of a feed and those of the previous one; see `finish` for arguments and errors."""
    must_be_aware("now", now)
    clock = _Clock(now)
    problems: list[Problem] = []
    feed, last = normalised(feed, problems), _with_ids(previous)
    entries = without_repeats(feed.entries, list[Entry]())
    page_url = feed.url or feed.feed_url
    ids = unique_ids(entries, page_url)
    matches = match_previous(entries, ids, last.entries)
    ids = ids_beside_previous(ids, matches, entries, page_url)
    problems += moves(entries, matches)
    problems += podcast_problems(feed)
    entries = [unchanged(entry, same, matches) for entry, same in zip(entries, matches.same, strict=True)]
    listed = [_filled(*one, clock) for one in zip(entries, ids, matches.same, strict=True)]
    gone = [_filled(_undated(entry), entry.id, None, clock) for entry in matches.gone]
    return Prepared(feed, last, listed, gone, tuple(dict.fromkeys(problems)), clock)


def published_at(feed: Feed, feed_url: str | None) -> Feed:
    """Return a finished feed with the address that it is published at; None where that is not known.

    Raises:
        ValueError: the feed is not finished.
    """
    if not is_finished(feed):
        raise ValueError("only a finished feed can be published: call feedkit.finish first")
    address = absolute_url(feed_url, None) if feed_url else None
    if feed.feed_url not in (None, address):
        feed = published_anew(feed)
    published = replaced(feed, feed_url=address)
    return finish(published) if feed.paging else _finished(published)  # pages must agree with the address


def published_anew(feed: Feed) -> Feed:
    """Return a feed without what is true of its source's document alone, and would lead subscribers there."""
    podcast = feed.podcast and replaced(
        feed.podcast, guid=None, moved_to=None, lock=None, podping=None, texts=()
    )
    return replaced(
        feed,
        feed_url=None,
        hubs=(),
        cloud=None,
        web_master=None,
        generator=None,
        links=tuple(link for link in feed.links if not _is_of_document(link)),
        extensions=tuple(one for one in feed.extensions if not one.name.startswith(OF_DOCUMENTS)),
        paging=None,
        podcast=podcast,
    )


def _is_of_document(link: Link) -> bool:
    """Return whether a link leads to its own document, in another format or for programs that change it."""
    is_feed = link.rel == "alternate" and link.type in FEED_TYPES
    return is_feed or link.rel in ("edit", "service", "search") or "schemas.google.com" in link.rel


def _finished(feed: Feed) -> Feed:
    _FINISHED[id(feed)] = feed
    return feed


class _Clock:
    """The only clock there is, read at most once and only when it is asked."""

    def __init__(self, moment: datetime | None) -> None:
        self.moment = moment

    def now(self) -> datetime:
        if self.moment is None:
            self.moment = datetime.now(UTC).replace(microsecond=0)
        return self.moment


def _with_ids(previous: Feed | None) -> Feed:
    """Return the previous feed, which any program may have written, with an id for each entry."""
    if previous is None:
        return Feed()
    feed = normalised(previous)
    entries = without_repeats(feed.entries, list[Entry]())
    ids = unique_ids(entries, feed.url or feed.feed_url)
    return replaced(
        feed, entries=tuple(replaced(entry, id=own) for entry, own in zip(entries, ids, strict=True))
    )


def _filled(entry: Entry, own: str | None, previous: Entry | None, clock: _Clock) -> Entry:
    """Return the entry with its id and `updated`: the source's, or `published`, or when it was first seen.

    A date that was counted from the time of reading ("3 weeks ago") stays the one that it was at first.

    Args:
        own: the entry's own id, for an entry that the previous feed does not have.
        previous: the same entry in the previous feed.
    """
    published = entry.published
    if published and entry.estimated and previous and previous.published:
        published = previous.published
    updated = entry.updated or published or (previous and previous.updated) or clock.now()
    return replaced(
        entry,
        id=previous.id if previous else own,
        published=published,
        updated=updated,
        estimated=entry.estimated or (entry.updated or published) is None,
    )


def _undated(entry: Entry) -> Entry:
    """Return an entry of a previous feed, whose `updated` alone may be when it was first seen."""
    return entry if entry.published else replaced(entry, estimated=True)


def _named(feed: Feed, previous: Feed) -> Feed:
    """Return a feed with a title and an id."""
    title = feed.title or _host(feed.url or feed.feed_url) or UNTITLED
    own = feed.id or previous.id or feed.url or feed.feed_url or tag_uri(None, "feed", title)
    return replaced(feed, title=title, id=own)


def _host(address: str | None) -> str | None:
    return split_url(address).hostname if address else None


def newest_first(entries: Sequence[Entry], gone: Sequence[Entry] = ()) -> list[Entry]:
    """Return entries sorted by `published`; where none has it, by `updated`, which is when it was first seen.

    Among dated entries an undated one stays below the one it is listed under, or on top where there is none.

    Args:
        entries: the entries that a source lists, in its order.
        gone: entries that it does not list any more; undated ones go by when they were first seen.
    """
    every = [*entries, *gone]
    order = _newest_first_order([(entry.published, entry.updated) for entry in every], len(entries))
    return [every[index] for index in order]


def _newest_first_order(dates: Sequence[_Dates], listed: int | None = None) -> list[int]:
    """Return the indices of entries sorted as by `newest_first`, of which the first so many are listed."""
    keys = [(False, published or updated or NEVER) for published, updated in dates]
    if any(published for published, _ in dates):
        above = (True, NEVER)  # what is listed before the first date stays on top
        for index, (published, _) in enumerate(dates[:listed]):
            above = keys[index] if published else above
            keys[index] = above
    return sorted(range(len(dates)), key=keys.__getitem__, reverse=True)


def _up_to_limit(limit: int, entries: list[Entry], gone: set[str | None]) -> list[Entry]:
    """Return the entries without the oldest of those that are gone, where there are more than `limit`."""
    room = limit - (len(entries) - len(gone))
    kept = []
    for entry in entries:
        if entry.id in gone:
            room -= 1
            if room < 0:
                continue
        kept.append(entry)
    return kept


def _version(entry: Entry) -> tuple[str | None, datetime]:
    return entry.id, entry.updated or entry.published or NEVER


def _updated(entry: Entry) -> datetime:
    assert entry.updated is not None  # `_filled` has seen to it
    return entry.updated
