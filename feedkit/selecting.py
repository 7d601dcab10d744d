"""Several feeds as one, and the entries of a feed that are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from feedkit.finishing import newest_first
from feedkit.finishing.entry_ids import unique_ids
from feedkit.finishing.normalising import normalised
from feedkit.finishing.sameness import merged_entries
from feedkit.model import Entry, Feed, Source
from feedkit.values.arguments import must_be_feed
from feedkit.values.conditions import Alternatives, Conditions, EntryTexts, conditions
from feedkit.values.tag_uris import id_as_uri, tag_uri
from feedkit.values.zones import must_be_aware

MAX_TITLES = 3  # of feeds, in the title of the merged one


def merge(feeds: Iterable[Feed], *, title: str | None = None, url: str | None = None) -> Feed:
    """Merge several feeds into one: each entry once, with the feed that it is from as its `source`.

    Entries of two feeds are the same if they have one id or one address; that of the first feed stays. The
    merged feed has the language, icon and image that all feeds have in common. What a feed says for all of
    its entries (authors, rights, a language that others have not) becomes part of each.

    Args:
        feeds: any feeds, the preferred first.
        title: the title of the merged feed; by default the titles of the first three, and how many more.
        url: the address of its page; by default the one that all feeds have in common, or else that of the
            first feed.

    Returns:
        An unfinished feed.
    """
    given = list(feeds)
    for number, feed in enumerate(given, 1):
        must_be_feed(f"feed {number}", feed)
    merging = [normalised(feed) for feed in given]
    language = _common_value(merging, "language")
    entries = merged_entries(_independent_entries(feed, language) for feed in merging)
    title = title or _merged_title(merging)
    own = url or _common_value(merging, "url")
    first = next((address for feed in merging if (address := _address(feed))), None)
    return Feed(
        title=title,
        url=own or first,
        id=tag_uri(first, "merged", title) if first and not own else None,  # its address is another feed's
        language=language,
        icon=_common_value(merging, "icon"),
        image=_common_value(merging, "image"),
        entries=tuple(entries),
    )


def select(
    feed: Feed,
    *,
    since: datetime | timedelta | None = None,
    until: datetime | timedelta | None = None,
    now: datetime | None = None,
    match: Conditions = (),
    not_match: Conditions = (),
    limit: int | None = None,
) -> Feed:
    """Return a feed with the entries that are wanted; the feed itself where nothing is asked.

    An entry's date is when it was published, or else updated; where a date is asked for, entries without any
    are left out, as nothing shows that they are wanted. A condition is a text that is looked for in title,
    summary, content, tags and authors' names ("rust"), in one field ("title:rust"), as all of a field
    ("tags=Release"), or a regular expression ("title~^v[0-9]"); case does not matter. Of a sequence of
    conditions in place of one, all must be met. If no entry is left, that is an empty feed, not an error.

    Args:
        feed: any feed.
        since: an aware datetime, or a timedelta before `now`: no entry before it.
        until: an aware datetime, or a timedelta before `now`: no entry at it or after it.
        now: the aware time that a timedelta counts back from.
        match: conditions: entries that meet any of them.
        not_match: conditions: entries that meet none of them.
        limit: how many of those entries at most, the newest.

    Raises:
        RecipeError: a regular expression takes more than two seconds on these entries.
        ValueError: a date is naive, a timedelta is given without `now`, a condition blank or malformed, or
            `limit` is negative.
    """
    must_be_feed("feed", feed)
    first, last = _moment("since", since, now), _moment("until", until, now)
    if limit is not None and limit < 0:
        raise ValueError(f"limit must be a number from 0 on, not {limit}")
    wanted, unwanted = conditions(match), conditions(not_match)
    kept = [
        entry
        for entry in feed.entries
        if _is_within(entry, first, last) and _is_wanted(entry, wanted, unwanted)
    ]
    if limit is not None and limit < len(kept):
        kept = newest_first(kept)[:limit]
    if len(kept) == len(feed.entries):
        return feed
    return replace(feed, entries=tuple(kept), updated=feed.updated or _last_change(feed))


# --- merging ---


def _independent_entries(feed: Feed, common_language: str | None) -> list[Entry]:
    """Return the entries of a feed, each with what its feed says for all of them."""
    address = feed.feed_url or feed.url
    feed_id = feed.id or _address(feed)
    source = Source(title=feed.title or address, url=address) if address else None
    ids = unique_ids(feed.entries, _address(feed))
    return [
        replace(
            entry,
            id=(entry.id and id_as_uri(entry.id, feed_id or _feed_of(entry, feed)))
            or (None if entry.url else own),
            authors=entry.authors or feed.authors,
            rights=entry.rights or feed.rights,
            language=entry.language or (None if common_language else feed.language),
            source=entry.source or source,
        )
        for entry, own in zip(feed.entries, ids, strict=True)
    ]


def _feed_of(entry: Entry, feed: Feed) -> str:
    """Return an address for a feed without one: two such feeds may number their entries alike."""
    return tag_uri(None, "feed", feed.title, entry.title or entry.url)


def _address(feed: Feed) -> str | None:
    return feed.url or feed.feed_url


def _merged_title(feeds: Sequence[Feed]) -> str | None:
    titles = list(dict.fromkeys(feed.title for feed in feeds if feed.title))
    more = f" and {len(titles) - MAX_TITLES} more" if len(titles) > MAX_TITLES else ""
    return ", ".join(titles[:MAX_TITLES]) + more or None


def _common_value(feeds: Sequence[Feed], field: str) -> str | None:
    """Return the value of a field that all feeds have in common, or None."""
    values = {getattr(feed, field) for feed in feeds}
    return values.pop() if len(values) == 1 else None


# --- selecting ---


def _moment(name: str, given: datetime | timedelta | None, now: datetime | None) -> datetime | None:
    """Return the moment that an argument stands for."""
    must_be_aware("now", now)
    if not isinstance(given, timedelta):
        must_be_aware(name, given)
        return given
    if now is None:
        raise ValueError(f"{name} counts back from now, which must be given with it")
    return now - given


def _is_within(entry: Entry, since: datetime | None, until: datetime | None) -> bool:
    if since is None and until is None:
        return True
    date = entry.published or entry.updated
    return date is not None and (since is None or date >= since) and (until is None or date < until)


def _is_wanted(entry: Entry, wanted: Alternatives, unwanted: Alternatives) -> bool:
    texts = EntryTexts(entry)
    return (not wanted or texts.meet(wanted)) and not texts.meet(unwanted)


def _last_change(feed: Feed) -> datetime | None:
    """Return when a feed changed last: if no entry is left, nothing else but a clock could tell."""
    dates = (entry.updated or entry.published for entry in feed.entries)
    return max((date for date in dates if date), default=None)
