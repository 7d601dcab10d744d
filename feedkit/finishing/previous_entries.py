"""Which entry of the previous feed an entry is.

An entry is known by its id, and by its address, in whatever way that is spelled. Where a site has moved, it
is known by its name and day, or by its name and what is left of its address. A name that comes again on
another day is another post, and so is one that a key does not single out on both sides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence, Set
from dataclasses import dataclass
from datetime import time
from typing import NamedTuple, TypeVar

from feedkit.errors import Problem, mismatch
from feedkit.finishing.entry_ids import name_of
from feedkit.model import Enclosure, Entry, Image, Link
from feedkit.model.checked import replaced
from feedkit.model.extension import PREFIXES
from feedkit.values.address_keys import (
    address_key,
    constant_parameters,
    is_signed,
    last_name,
    loose_address_key,
    numbers_agree,
)
from feedkit.values.tag_uris import tag_uri
from feedkit.values.urls import split_url

MOVED = "moved"  # the rule of a Problem
WORD = re.compile(r"\w+")
ADDRESS = re.compile(r'(?<=(?:href|cite)=")[^"]*|(?<=src=")[^"]*')  # as sanitising writes them
COUNTS = {f"{{{PREFIXES['media']}}}community", f"{{{PREFIXES['slash']}}}hit_parade"}  # names of elements
MIN_TEXT_LENGTH = 40  # characters of a text that two posts of one name hardly share


Addressed = TypeVar("Addressed", Enclosure, Image, Link)


@dataclass(frozen=True, slots=True)
class Spellings:
    """Addresses of one kind that are the same however they are spelled.

    ignored:  names of parameters that tell none of them apart
    """

    ignored: Set[str]

    def parts(self, parts: Sequence[Addressed], previous: Sequence[Addressed]) -> Sequence[Addressed]:
        """Return pictures, enclosures or links with the addresses to publish, as `address` does."""
        if parts == previous or len(parts) != len(previous):
            return parts
        return tuple(
            replaced(one, url=self.address(one.url, old.url) or one.url)
            for one, old in zip(parts, previous, strict=True)
        )

    def address(self, url: str | None, previous: str | None) -> str | None:
        """Return the address to publish: the previous one, where the new one is only another spelling of it.

        A signature may be valid for some time only, so a signed address is always the new one.
        """
        if not url or not previous or url == previous or is_signed(url) or _origin(url) != _origin(previous):
            return url
        same = loose_address_key(url, self.ignored) == loose_address_key(previous, self.ignored)
        return previous if same else url

    def markup(self, html: str | None, previous: str | None) -> str | None:
        """Return the HTML to publish: the previous one, where only the spelling of its addresses differs."""
        if not html or not previous or html == previous or any(map(is_signed, ADDRESS.findall(html))):
            return html
        new, old = (ADDRESS.sub(self._key_of, one) for one in (html, previous))
        return previous if new == old else html

    def _key_of(self, match: re.Match[str]) -> str:
        return loose_address_key(match[0], self.ignored)

    def has_moved(self, entry: Entry, previous: Entry) -> bool:
        """Return whether an entry is at another address, which is no other spelling of the previous one."""
        if not entry.url or not previous.url:
            return False
        new, old = (loose_address_key(url, self.ignored) for url in (entry.url, previous.url))
        return new != old


@dataclass(frozen=True, slots=True)
class Matches:
    """The entries of a feed beside those of the previous one.

    same:    for each entry the same one in the previous feed, or None
    gone:    the entries that only the previous feed has, in its order
    pages:   how addresses of entries' pages, and of what these lead to, may be spelled
    images:  how those of pictures may be
    files:   how those of enclosures may be
    """

    same: list[Entry | None]
    gone: list[Entry]
    pages: Spellings
    images: Spellings
    files: Spellings


def unchanged(entry: Entry, previous: Entry | None, matches: Matches) -> Entry:
    """Return an entry with the addresses of last time, where they are only spelled in another way."""
    if previous is None:
        return entry
    pages, images = matches.pages, matches.images
    return replaced(
        entry,
        url=pages.address(entry.url, previous.url),
        image=images.address(entry.image, previous.image),
        images=images.parts(entry.images, previous.images),
        enclosures=matches.files.parts(entry.enclosures, previous.enclosures),
        links=pages.parts(entry.links, previous.links),
        content=pages.markup(entry.content, previous.content),
        comments=pages.address(entry.comments, previous.comments),
        comments_feed=pages.address(entry.comments_feed, previous.comments_feed),
    )


def with_same_counts(entries: Sequence[Entry], previous: Sequence[Entry]) -> list[Entry] | None:
    """Return entries with the counts of last time; None where anything else in them is new.

    How many comments, views or stars there are changes from hour to hour, and is no news.
    """
    if len(entries) != len(previous):
        return None
    kept = [_with_counts(*pair) for pair in zip(entries, previous, strict=True)]
    dated = [replaced(one, updated=one.updated or one.published) for one in previous]  # RSS has one date
    return kept if kept == dated else None


def _with_counts(entry: Entry, previous: Entry) -> Entry:
    if entry.comment_count == previous.comment_count and entry.extensions == previous.extensions:
        return entry
    counted = {one.name: one for one in previous.extensions if one.name in COUNTS}
    extensions = tuple(counted.get(one.name, one) for one in entry.extensions)
    return replaced(entry, comment_count=previous.comment_count, extensions=extensions)


def moves(entries: Sequence[Entry], matches: Matches) -> list[Problem]:
    """Return a Problem that reports the entries at other addresses than last time, if there are any."""
    moved = [
        (entry, same)
        for entry, same in zip(entries, matches.same, strict=True)
        if same and matches.pages.has_moved(entry, same)
    ]
    if not moved:
        return []
    (entry, same), count = moved[0], len(moved)
    them = "1 entry at another one" if count == 1 else f"{count} entries at other ones"
    found = f"{them}, the first at {entry.url}, which was {same.url}: they keep their ids"
    return [mismatch(MOVED, "the addresses of last time", found)]


class _Key(NamedTuple):
    """What two entries that are the same have in common, and what else must hold."""

    of: Callable[[Entry, Set[str]], Hashable]
    agree: Callable[[Entry, Entry], bool] = lambda entry, previous: True


def match_previous(entries: Sequence[Entry], ids: Sequence[str], previous: Sequence[Entry]) -> Matches:
    """Find the entries of a feed in the previous one.

    An entry is known by its id; where the source states none, by the other keys too, the surest first. A key
    that several entries share matches nothing.

    Args:
        entries: the entries of a feed.
        ids: the id of each.
        previous: the entries of the previous feed, with ids.
    """
    if not previous:
        spellings = Spellings(frozenset())
        return Matches([None] * len(entries), [], spellings, spellings, spellings)
    ignored = constant_parameters(entry.url for entry in entries if entry.url)
    unmatched = {entry.id: index for index, entry in enumerate(previous)}
    indices: list[int | None] = []
    for entry, own in zip(entries, ids, strict=True):
        index = unmatched.get(own)
        named = index is None or entry.id or entry.url or _is_same_post(entry, previous[index])
        indices.append(unmatched.pop(own, None) if named else None)
    for key in KEYS:
        open_ones = {i for i, entry in enumerate(entries) if indices[i] is None and not _states_id(entry)}
        if not open_ones or not unmatched:
            break
        new, old = _unique_keys(entries, key, ignored), _unique_keys(previous, key, ignored)
        for value, index in new.items():
            same = old.get(value)
            if same is not None and index in open_ones and key.agree(entries[index], previous[same]):
                indices[index] = unmatched.pop(previous[same].id, None)
    matched = [None if index is None else previous[index] for index in indices]
    pictures = [one.url for entry in entries for one in entry.images]
    return Matches(
        same=matched,
        gone=[previous[index] for index in unmatched.values()],
        pages=Spellings(ignored),
        images=Spellings(constant_parameters([*filter(None, (one.image for one in entries)), *pictures])),
        files=Spellings(constant_parameters(one.url for entry in entries for one in entry.enclosures)),
    )


def ids_beside_previous(
    ids: Sequence[str], matches: Matches, entries: Sequence[Entry], page_url: str | None
) -> list[str]:
    """Return the ids of entries that are new, none of them the id of an entry that is gone.

    An id made of a name alone may be that of an older post of the same name.
    """
    gone = {entry.id for entry in matches.gone}
    return [
        tag_uri(page_url, own, entry.title, entry.published) if own in gone else own
        for own, entry in zip(ids, entries, strict=True)
    ]


def _states_id(entry: Entry) -> bool:
    """Return whether a source gives an entry an id that is not just its address."""
    return bool(entry.id and not (entry.url and address_key(entry.id) == address_key(entry.url)))


def _unique_keys(entries: Sequence[Entry], key: _Key, ignored: Set[str]) -> dict[Hashable, int]:
    """Return the index of the entry with each key that only one entry has."""
    indices: dict[Hashable, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        value = key.of(entry, ignored)
        if value is not None:
            indices[value].append(index)
    return {value: having[0] for value, having in indices.items() if len(having) == 1}


# --- what two entries have in common ---


def _page_name_and_date(entry: Entry, _: Set[str]) -> Hashable:
    return (_page(entry), _name(entry), entry.published) if entry.published else None


def _page_and_name(entry: Entry, _: Set[str]) -> Hashable:
    return (_page(entry), _name(entry)) if entry.url else None


def _page_alone(entry: Entry, _: Set[str]) -> Hashable:
    return _page(entry)


def _loose_page_and_name(entry: Entry, ignored: Set[str]) -> Hashable:
    return (loose_address_key(entry.url, ignored), _name(entry)) if entry.url else None


def _name_and_date(entry: Entry, _: Set[str]) -> Hashable:
    return (_name(entry), entry.published) if entry.published else None


def _name_and_day(entry: Entry, _: Set[str]) -> Hashable:
    return (_name(entry), entry.published.date()) if entry.published else None


def _name_and_last_name(entry: Entry, ignored: Set[str]) -> Hashable:
    last = last_name(entry.url) if entry.url else None
    query = loose_address_key(entry.url, ignored).partition("?")[2] if entry.url else ""
    return (_name(entry), last, query) if last else None


def _name_and_text(entry: Entry, _: Set[str]) -> Hashable:
    text = entry.summary or entry.content
    return (_name(entry), text) if entry.title and text and len(text) >= MIN_TEXT_LENGTH else None


def _name_alone(entry: Entry, _: Set[str]) -> Hashable:
    return _name(entry)


def _name(entry: Entry) -> str | None:
    """Return the words that an entry is called by: its marks and capitals may change."""
    name = name_of(entry)
    return name and (" ".join(WORD.findall(name.lower())) or name)


def _page(entry: Entry) -> str | None:
    return entry.url and address_key(entry.url)


# --- what must hold besides ---


def _days_agree(entry: Entry, previous: Entry) -> bool:
    """Return whether two dates can be of one post; one that is counted from the time of reading can."""
    if entry.published is None or previous.published is None or entry.estimated:
        return True
    return entry.published.date() == previous.published.date()


def _times_agree(entry: Entry, previous: Entry) -> bool:
    """Return whether one of two dates of a day has no time: two times are those of two posts."""
    dates = (one.published for one in (entry, previous) if one.published)
    return any(date.time() == time() for date in dates)


def _days_and_numbers_agree(entry: Entry, previous: Entry) -> bool:
    numbers = not (entry.url and previous.url) or numbers_agree(entry.url, previous.url)
    return numbers and _days_agree(entry, previous)


def _is_same_post(entry: Entry, previous: Entry) -> bool:
    """Return whether two posts of one name are the same: not of different days, unless they say the same."""
    text = entry.summary or entry.content
    return _days_agree(entry, previous) or bool(text and text == (previous.summary or previous.content))


def _one_has_no_address(entry: Entry, previous: Entry) -> bool:
    return not (entry.url and previous.url) and _is_same_post(entry, previous)


KEYS = (
    _Key(_page_name_and_date),
    _Key(_page_and_name),
    _Key(_page_alone),
    _Key(_loose_page_and_name),
    _Key(_name_and_date),
    _Key(_name_and_day, _times_agree),
    _Key(_name_and_last_name, _days_and_numbers_agree),
    _Key(_name_and_text, _days_and_numbers_agree),
    _Key(_name_alone, _one_has_no_address),
)


def _origin(url: str) -> tuple[str, str]:
    parts = split_url(url)
    return parts.scheme, parts.netloc.lower()
