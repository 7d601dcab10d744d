"""Several feeds as one, and the part of a feed that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from html import unescape

from feedkit.finishing import newest_first
from feedkit.finishing.normalising import normalised
from feedkit.finishing.sameness import joined, with_ids
from feedkit.model import Entry, Feed, Source, Tag
from feedkit.values.headline import TAG

NAMED = 3  # feeds that a merged feed is called by


def merge(feeds: Iterable[Feed], *, title: str | None = None, url: str | None = None) -> Feed:
    """Several feeds as one: each entry once, with the feed it was taken from as its `source`.

    Entries of two feeds are the same if they have one id or one address; that of the first feed stays. What
    all feeds agree on is said of the merged one. What a feed says for all of its entries (authors, rights, a
    language that others have not) is said of each.

    Args:
        feeds: any feeds, the best first.
        title: the title of the merged feed; by default the titles of the first three, and how many more.
        url: the address of its page; by default the one that all feeds have in common.

    Returns:
        An unfinished feed.
    """
    usable = [normalised(feed) for feed in feeds]
    language = _common(usable, "language")
    entries = joined([_own(*one, feed, language) for one in _with_ids(feed)] for feed in usable)
    return Feed(
        title=title or _title(usable),
        url=url or _common(usable, "url"),
        language=language,
        icon=_common(usable, "icon"),
        image=_common(usable, "image"),
        entries=tuple(entries),
    )


def select(
    feed: Feed,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    match: Sequence[str] = (),
    not_match: Sequence[str] = (),
    limit: int | None = None,
) -> Feed:
    """The entries of a feed that are wanted; the feed itself where nothing is asked.

    An entry's date is when it was published, or else updated; where a date is asked for, entries without any
    are left out, as nothing shows that they are wanted. Texts are looked for in title, summary, content,
    tags and authors' names, whatever the case of their letters. There may be no entry left: that is an empty
    feed, not an error.

    Args:
        feed: any feed.
        since: an aware datetime: no entry before it.
        until: an aware datetime: no entry from it on.
        match: texts: entries that have any of them.
        not_match: texts: entries that have none of them.
        limit: the newest so many of those, at most.

    Raises:
        ValueError: a date is naive, a text is blank, or `limit` is negative.
    """
    _must_be_usable(since, until, (*match, *not_match), limit)
    kept = [
        entry
        for entry in feed.entries
        if _is_within(entry, since, until)
        and (not match or _has_any(entry, match))
        and not (not_match and _has_any(entry, not_match))
    ]
    if limit is not None and limit < len(kept):
        kept = newest_first(kept)[:limit]
    if len(kept) == len(feed.entries):
        return feed
    return replace(feed, entries=tuple(kept), updated=feed.updated or _last_change(feed))


# --- merging ---


def _with_ids(feed: Feed) -> Iterable[tuple[Entry, str]]:
    return zip(feed.entries, with_ids(feed.entries, feed.url or feed.feed_url), strict=True)


def _own(entry: Entry, own: str, feed: Feed, common: str | None) -> Entry:
    """An entry that says for itself what its feed said for it."""
    address = feed.feed_url or feed.url
    source = Source(title=feed.title or address, url=address) if address else None
    return replace(
        entry,
        id=entry.id
        if entry.id or entry.url
        else own,  # the same one as in its feed, whatever feeds are merged
        authors=entry.authors or feed.authors,
        rights=entry.rights or feed.rights,
        language=entry.language or (None if common else feed.language),
        source=entry.source or source,
    )


def _title(feeds: Sequence[Feed]) -> str | None:
    titles = list(dict.fromkeys(feed.title for feed in feeds if feed.title))
    more = f" and {len(titles) - NAMED} more" if len(titles) > NAMED else ""
    return ", ".join(titles[:NAMED]) + more or None


def _common(feeds: Sequence[Feed], name: str) -> str | None:
    """What all feeds say alike."""
    values = {getattr(feed, name) for feed in feeds}
    return values.pop() if len(values) == 1 else None


# --- selecting ---


def _must_be_usable(
    since: datetime | None, until: datetime | None, texts: Sequence[str], limit: int | None
) -> None:
    for name, moment in (("since", since), ("until", until)):
        if moment is not None and moment.utcoffset() is None:
            raise ValueError(f"{name} must have a time zone, but is naive: {moment!r}")
    if not all(text.strip() for text in texts):
        raise ValueError("a text to match must not be blank, as every text contains it")
    if limit is not None and limit < 0:
        raise ValueError(f"limit must be a number from 0 on, not {limit}")


def _is_within(entry: Entry, since: datetime | None, until: datetime | None) -> bool:
    if since is None and until is None:
        return True
    date = entry.published or entry.updated
    return date is not None and (since is None or date >= since) and (until is None or date < until)


def _has_any(entry: Entry, texts: Sequence[str]) -> bool:
    said = _said(entry)
    return any(text.casefold() in said for text in texts)


def _said(entry: Entry) -> str:
    content = unescape(TAG.sub("", entry.content)) if entry.content else None
    tags = (tag.name if isinstance(tag, Tag) else tag for tag in entry.tags)
    texts = (entry.title, entry.summary, content, *tags, *(person.name for person in entry.authors))
    return "\n".join(text for text in texts if text).casefold()


def _last_change(feed: Feed) -> datetime | None:
    """When the feed changed last, which an empty one could not tell but by a clock."""
    dates = (entry.updated or entry.published for entry in feed.entries)
    return max((date for date in dates if date), default=None)
