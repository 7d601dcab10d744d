"""The one model that every parser fills and every writer reads.

Names are Atom's. The comment behind a field says where it goes: Atom / RSS 2.0 / JSON Feed 1.1.
Plain text is plain text (no markup, no entities); only `content` is HTML. Datetimes are always aware.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from feedkit.errors import Problem


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
    tags: tuple[str, ...] = ()  # category / category / tags
    image: str | None = None  # media:thumbnail / media:thumbnail / image
    enclosures: tuple[Enclosure, ...] = ()  # link[rel=enclosure] / enclosure / attachments
    language: str | None = None  # xml:lang / - / language

    def __post_init__(self) -> None:
        _must_be_aware("Entry.published", self.published)
        _must_be_aware("Entry.updated", self.updated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A list of entries and what is said of the list as a whole."""

    title: str | None = None  # title / title / title
    url: str | None = None  # link[rel=alternate] / link / home_page_url: the page itself
    feed_url: str | None = (
        None  # link[rel=self] / atom:link[rel=self] / feed_url: where the feed is published
    )
    id: str | None = None  # id / - / -
    subtitle: str | None = None  # subtitle / description / description
    language: str | None = None  # xml:lang / language / language
    updated: datetime | None = None  # updated / lastBuildDate / -
    authors: tuple[Person, ...] = ()  # author / dc:creator or managingEditor / authors
    icon: str | None = None  # icon / - / favicon
    image: str | None = None  # logo / image / icon
    rights: str | None = None  # rights / copyright / -
    stylesheet: str | None = None  # the address of CSS for browsers / the same / -; our own by default
    hub: str | None = None  # link[rel=hub] / atom:link[rel=hub] / hubs
    entries: tuple[Entry, ...] = ()  # entry / item / items
    problems: tuple[Problem, ...] = ()  # never written: what the source says that could not be used
    finished: bool = field(default=False, init=False, compare=False, repr=False)  # by `finish`; a copy is not

    def __post_init__(self) -> None:
        _must_be_aware("Feed.updated", self.updated)


def _must_be_aware(name: str, value: datetime | None) -> None:
    if value is None:
        return
    if not isinstance(value, datetime):
        raise TypeError(f"{name} must be a datetime, but is {value!r}")
    if value.utcoffset() is None:
        raise ValueError(f"{name} must have a time zone, but is naive: {value!r}")
