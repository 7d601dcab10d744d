"""The one model that every parser fills and every writer reads.

Names are Atom's. The comment behind a field says where it goes: Atom / RSS 2.0 / JSON Feed 1.1.
Plain text is plain text (no markup, no entities); only `content` is HTML. Datetimes are always aware.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An author."""

    name: str  # author/name / dc:creator, or author "email (name)" / authors[].name
    email: str | None = None  # author/email / author / -
    url: str | None = None  # author/uri / - / authors[].url


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A media file that belongs to an entry."""

    url: str  # link[rel=enclosure] / enclosure (the first one) / attachments[].url
    type: str | None = None  # MIME type; guessed from the URL's suffix where it is missing
    length: int | None = None  # size in bytes
    duration: int | None = None  # seconds: - / itunes:duration / attachments[].duration_in_seconds
    title: str | None = None  # link[title] / - / attachments[].title


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag out of a list that has an address; any other tag is a plain `str`."""

    name: str  # category[term] / category / tags
    scheme: str  # category[scheme] / category[domain] / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The feed that an entry was taken from."""

    title: str  # source/title / source / -
    url: str  # source/link[rel=self] / source[url] / -: the address of that feed
    id: str | None = None  # source/id / - / -; by default its address
    updated: datetime | None = None  # source/updated / - / -; by default the entry's

    def __post_init__(self) -> None:
        _must_be_aware("Source.updated", self.updated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """What Apple Podcasts shows of an entry; its file is the first of the entry's enclosures."""

    number: int | None = None  # - / itunes:episode / -
    season: int | None = None  # - / itunes:season / -
    type: str | None = None  # - / itunes:episodeType / -: "full", "trailer" or "bonus"
    explicit: bool | None = None  # - / itunes:explicit / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Podcast:
    """What Apple Podcasts demands of a feed, beside title, subtitle, image, language and authors."""

    categories: tuple[str, ...]  # - / itunes:category / -: Apple's, "Technology" or "Arts > Books"
    explicit: bool  # - / itunes:explicit / -
    owner: Person | None = None  # - / itunes:owner / -: whom Apple writes to
    type: str | None = None  # - / itunes:type / -: "episodic" or "serial"
    guid: str | None = None  # - / podcast:guid / -: a UUID; by default the one that feed_url stands for
    ended: bool = False  # - / itunes:complete / expired: there will be no more episodes
    blocked: bool = False  # - / itunes:block / -: Apple is not to list it
    moved_to: str | None = None  # - / itunes:new-feed-url / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """The other documents that a feed goes on in (RFC 5005): pages that change, or archives that do not."""

    first: str | None = None  # link[rel=first] / atom:link[rel=first] / -
    previous: str | None = None  # link[rel=previous] / atom:link[rel=previous] / -
    next: str | None = None  # link[rel=next] / atom:link[rel=next] / next_url
    last: str | None = None  # link[rel=last] / atom:link[rel=last] / -
    current: str | None = None  # link[rel=current] / atom:link[rel=current] / -: what an archive is of
    prev_archive: str | None = None  # link[rel=prev-archive] / atom:link[rel=prev-archive] / -: older
    next_archive: str | None = None  # link[rel=next-archive] / atom:link[rel=next-archive] / -
    archive: bool = False  # fh:archive / fh:archive / -: this document will not change any more
    complete: bool = False  # fh:complete / fh:complete / -: this document is all of the feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One post, release, episode, event… of a feed."""

    title: str | None = None  # title / title / title
    url: str | None = None  # link[rel=alternate] / link / url
    id: str | None = None  # id / guid / id
    published: datetime | None = None  # published / pubDate / date_published
    updated: datetime | None = None  # updated / atom:updated / date_modified
    summary: str | None = None  # summary / description / summary
    content: str | None = None  # content[type=html] / content:encoded / content_html
    authors: tuple[Person, ...] = ()  # author / dc:creator or author / authors
    tags: tuple[str | Tag, ...] = ()  # category / category / tags
    image: str | None = None  # media:thumbnail / media:thumbnail / image
    enclosures: tuple[Enclosure, ...] = ()  # link[rel=enclosure] / enclosure / attachments
    language: str | None = None  # xml:lang / dc:language / language
    rights: str | None = None  # rights / dc:rights / -
    comments: str | None = None  # link[rel=replies] / comments / -: the page where it is talked about
    source: Source | None = None  # source / source / -
    episode: Episode | None = None  # - / itunes:… / -
    estimated: bool = field(default=False, compare=False)  # never written: `published` was "3 days ago"

    def __post_init__(self) -> None:
        _must_be_aware("Entry.published", self.published)
        _must_be_aware("Entry.updated", self.updated)


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Feed:
    """A list of entries and what is said of the list as a whole."""

    title: str | None = None  # title / title / title
    url: str | None = None  # link[rel=alternate] / link / home_page_url: the page itself
    feed_url: str | None = None  # link[rel=self] / atom:link[rel=self] / feed_url: its own address
    id: str | None = None  # id / - / -
    subtitle: str | None = None  # subtitle / description / description
    language: str | None = None  # xml:lang / language / language
    updated: datetime | None = None  # updated / lastBuildDate / -
    authors: tuple[Person, ...] = ()  # author / dc:creator or managingEditor / authors
    icon: str | None = None  # icon / - / favicon
    image: str | None = None  # logo / image, for podcasts itunes:image too / icon
    tags: tuple[str | Tag, ...] = ()  # category / category / -
    rights: str | None = None  # rights / copyright / -
    stylesheet: str | None = None  # the address of CSS for browsers / the same / -; our own by default
    hub: str | None = None  # link[rel=hub] / atom:link[rel=hub] / hubs
    paging: Paging | None = None  # link[rel=…], fh:… / atom:link[rel=…], fh:… / next_url
    podcast: Podcast | None = None  # - / itunes:…, podcast:guid / expired
    entries: tuple[Entry, ...] = ()  # entry / item / items

    def __post_init__(self) -> None:
        _must_be_aware("Feed.updated", self.updated)


def _must_be_aware(name: str, value: datetime | None) -> None:
    if value is None:
        return
    if not isinstance(value, datetime):
        raise TypeError(f"{name} must be a datetime, but is {value!r}")
    if value.utcoffset() is None:
        raise ValueError(f"{name} must have a time zone, but is naive: {value!r}")
