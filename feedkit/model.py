"""The one model that every parser fills and every writer reads: what a feed says, not how it was made.

The comment behind a field says what it is, and then where it stands in Atom (RFC 4287) / RSS 2.0 / JSON Feed
1.1; "-" is a format that cannot hold it. Names are Atom's. Texts are plain text, without markup and entities;
only `content` is HTML. Datetimes are aware. None, or an empty tuple, is what is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints


class Checked:
    """What refuses values of wrong types as soon as they are given.

    Any iterable is taken for a tuple: a list, a generator.
    """

    __slots__ = ()

    def __post_init__(self) -> None:
        model: Any = type(self)
        values, rows = _types_of(model)
        for value, (name, types, is_tuple) in zip(values(self), rows, strict=True):
            kind = type(value)
            if (kind is tuple and not value) if is_tuple else (kind in types and kind is not datetime):
                continue  # as most are
            if is_tuple and kind is not tuple:
                value = self._as_tuple(name, value, types)
                object.__setattr__(self, name, value)
            for one in value if is_tuple else (value,):
                if type(one) not in types and (isinstance(one, bool) or not isinstance(one, types)):
                    raise self._wrong_type(name, value, types, is_tuple)
                if isinstance(one, datetime) and one.utcoffset() is None:
                    raise ValueError(f"{self._field(name)} must have a time zone, but is naive: {one!r}")

    def _as_tuple(self, name: str, value: object, types: tuple[type, ...]) -> tuple[Any, ...]:
        if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
            raise self._wrong_type(name, value, types, is_tuple=True)
        return tuple(value)

    def _wrong_type(self, name: str, value: object, types: tuple[type, ...], is_tuple: bool) -> TypeError:
        wanted = " or ".join(one.__name__ for one in types if one is not NoneType)
        wanted = f"a sequence of {wanted}" if is_tuple else f"of type {wanted}"
        shown = repr(value)
        shown = shown if len(shown) <= MAX_SHOWN else f"{shown[:MAX_SHOWN]}…"
        return TypeError(f"{self._field(name)} must be {wanted}, but is {shown}")

    def _field(self, name: str) -> str:
        """Return the name of a field, with that of the object for one of many."""
        own = getattr(self, "title", None) or getattr(self, "url", None)
        of = f" of {own!r}" if isinstance(own, str) and name not in ("title", "url") else ""
        return f"{type(self).__name__}.{name}{of}"


MAX_SHOWN = 100  # characters of a value that an error shows


# Of a field: its name, the types of its values, whether it is a tuple of them.
_Types = tuple[str, tuple[type, ...], bool]


@cache
def _types_of(model: Any) -> tuple[Callable[[object], tuple[Any, ...]], tuple[_Types, ...]]:
    """Return what reads all fields of a model, and their types."""
    hints = get_type_hints(model)
    rows = []
    for one in fields(model):
        hint = hints[one.name]
        is_tuple = get_origin(hint) is tuple
        hint = get_args(hint)[0] if is_tuple else hint
        rows.append((one.name, get_args(hint) or (hint,), is_tuple))
    return attrgetter(*(name for name, _, _ in rows)), tuple(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Checked):
    """An author of a feed or an entry, or the owner of a podcast."""

    name: str  # as it is shown: author/name / dc:creator, or author "email (name)" / authors[].name
    email: str | None = None  # e-mail address: author/email / author / authors[].url
    url: str | None = None  # address of a page about the person: author/uri / - / authors[].url


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure(Checked):
    """A media file that belongs to an entry: an episode, a video, a picture to download."""

    url: str  # address of the file: link[rel=enclosure] / enclosure (the first one) / attachments[].url
    type: str | None = (
        None  # media type; by default that of the address's suffix: link[type] / enclosure[type] / mime_type
    )
    length: int | None = None  # size in bytes: link[length] / enclosure[length] / size_in_bytes
    duration: int | None = None  # in seconds: - / itunes:duration / duration_in_seconds
    title: str | None = None  # name of the file for readers: link[title] / - / attachments[].title


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Checked):
    """A tag out of a list that has an address; any other tag is a plain `str`."""

    name: str  # the word: category[term] / category / tags
    scheme: str  # URI of the list: category[scheme] / category[domain] / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Checked):
    """The feed that an entry was taken from, where it is republished."""

    title: str  # title of that feed: source/title / source / -
    url: str  # address of that feed: source/link[rel=self] / source[url] / -
    id: str | None = None  # id of that feed, by default its address: source/id / - / -
    updated: datetime | None = (
        None  # when that feed changed, by default the entry's date: source/updated / - / -
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode(Checked):
    """What Apple Podcasts shows of an entry; its file is the first of the entry's enclosures."""

    number: int | None = None  # within its season, from 1 on: - / itunes:episode / -
    season: int | None = None  # from 1 on: - / itunes:season / -
    type: str | None = None  # "full", "trailer" or "bonus": - / itunes:episodeType / -
    explicit: bool | None = None  # whether it is for adults only: - / itunes:explicit / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Podcast(Checked):
    """What Apple Podcasts demands of a feed, beside title, subtitle, image, language and authors."""

    categories: tuple[str, ...]  # Apple's, "Technology" or "Arts > Books": - / itunes:category / -
    explicit: bool  # whether it is for adults only: - / itunes:explicit / -
    author: str | None = None  # who makes it, by default the feed's authors: - / itunes:author / -
    owner: Person | None = None  # whom Apple writes to: - / itunes:owner / -
    type: str | None = None  # "episodic" (newest first) or "serial" (oldest first): - / itunes:type / -
    guid: str | None = None  # a UUID; by default the one made of feed_url: - / podcast:guid / -
    ended: bool = False  # whether there will be no more episodes: - / itunes:complete / expired
    blocked: bool = False  # whether Apple must not list it: - / itunes:block / -
    moved_to: str | None = None  # new address of the feed: - / itunes:new-feed-url / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging(Checked):
    """The other documents that a feed continues in (RFC 5005): pages that change, or archives that do not."""

    first: str | None = None  # newest page: link[rel=first] / atom:link[rel=first] / -
    previous: str | None = None  # page with newer entries: link[rel=previous] / atom:link[rel=previous] / -
    next: str | None = None  # page with older entries: link[rel=next] / atom:link[rel=next] / next_url
    last: str | None = None  # oldest page: link[rel=last] / atom:link[rel=last] / -
    current: str | None = (
        None  # feed that this archive belongs to: link[rel=current] / atom:link[rel=current] / -
    )
    prev_archive: str | None = (
        None  # archive with older entries: link[rel=prev-archive] / atom:link[rel=prev-archive] / -
    )
    next_archive: str | None = (
        None  # archive with newer entries: link[rel=next-archive] / atom:link[rel=next-archive] / -
    )
    archive: bool = False  # whether this document will not change any more: fh:archive / fh:archive / -
    complete: bool = False  # whether this document is all of the feed: fh:complete / fh:complete / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Checked):
    """One post, release, episode or event of a feed."""

    title: str | None = None  # heading, one line: title / title / title
    url: str | None = None  # address of the entry's own page: link[rel=alternate] / link / url
    id: str | None = None  # what tells it from all others, for ever: id / guid / id
    published: datetime | None = None  # when it was published: published / pubDate / date_published
    updated: datetime | None = (
        None  # when it was changed, or first seen: updated / atom:updated / date_modified
    )
    summary: str | None = None  # excerpt, plain text: summary / description / summary
    content: str | None = None  # the whole text, HTML: content[type=html] / content:encoded / content_html
    authors: tuple[Person, ...] = ()  # who wrote it: author / dc:creator or author / authors
    tags: tuple[str | Tag, ...] = ()  # words that it is filed under: category / category / tags
    image: str | None = None  # address of its picture: media:thumbnail / media:thumbnail / image
    enclosures: tuple[Enclosure, ...] = ()  # media files: link[rel=enclosure] / enclosure / attachments
    language: str | None = None  # BCP 47 tag, where it is not the feed's: xml:lang / dc:language / language
    rights: str | None = None  # copyright notice: rights / dc:rights / -
    comments: str | None = None  # address of the page with comments: link[rel=replies] / comments / -
    source: Source | None = None  # the feed that it was taken from: source / source / -
    episode: Episode | None = None  # what Apple Podcasts shows of it: - / itunes:… / -
    estimated: bool = field(
        default=False, compare=False
    )  # whether its date was counted from "3 days ago", or is only when it was first seen; never written


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Feed(Checked):
    """A list of entries, and what is true of the list as a whole."""

    title: str | None = None  # name of the feed, one line: title / title / title
    url: str | None = None  # address of the page that it is of: link[rel=alternate] / link / home_page_url
    feed_url: str | None = None  # address of the feed itself: link[rel=self] / atom:link[rel=self] / feed_url
    id: str | None = None  # what tells it from all other feeds, for ever: id / - / -
    subtitle: str | None = None  # what it is about, one line: subtitle / description / description
    language: str | None = None  # BCP 47 tag: xml:lang / language / language
    updated: datetime | None = None  # when it changed last: updated / lastBuildDate / -
    authors: tuple[Person, ...] = ()  # who writes it: author / dc:creator or managingEditor / authors
    icon: str | None = None  # address of a small square picture: icon / - / favicon
    image: str | None = None  # address of a large picture: logo / image, for podcasts itunes:image too / icon
    tags: tuple[str | Tag, ...] = ()  # what it is filed under: category / category / -
    rights: str | None = None  # copyright notice: rights / copyright / -
    stylesheet: str | None = (
        None  # address of CSS for browsers, by default our own: xml-stylesheet / xml-stylesheet / -
    )
    hub: str | None = (
        None  # address that announces changes (WebSub): link[rel=hub] / atom:link[rel=hub] / hubs
    )
    paging: Paging | None = None  # its other documents: link[rel=…], fh:… / atom:link[rel=…], fh:… / next_url
    podcast: Podcast | None = None  # what Apple Podcasts demands: - / itunes:…, podcast:guid / expired
    entries: tuple[Entry, ...] = ()  # the newest first, once finished: entry / item / items
    confidence: float | None = field(
        default=None, compare=False
    )  # from 0 to 1, that these are the entries, as `parse` found them on a page: - / - / -
