"""What fields of feeds and entries consist of: people, media files, tags, other documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feedkit.model.checked import Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Checked):
    """An author of a feed or an entry, or the owner of a podcast.

    Attributes:
        name: as it is shown.
        email: e-mail address.
        url: address of a page about the person.
    """

    name: str  # author/name / dc:creator, or author "email (name)" / authors[].name
    email: str | None = None  # author/email / author / authors[].url
    url: str | None = None  # author/uri / - / authors[].url


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure(Checked):
    """A media file that belongs to an entry: an episode, a video, a picture to download.

    Attributes:
        url: address of the file.
        type: media type; by default that of the address's suffix.
        length: size in bytes.
        duration: in seconds.
        title: name of the file for readers.
    """

    url: str  # link[rel=enclosure] / enclosure (the first one) / attachments[].url
    type: str | None = None  # link[type] / enclosure[type] / mime_type
    length: int | None = None  # link[length] / enclosure[length] / size_in_bytes
    duration: int | None = None  # itunes:duration / itunes:duration / duration_in_seconds
    title: str | None = None  # link[title] / - / attachments[].title


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Checked):
    """A tag out of a list that has an address; any other tag is a plain `str`.

    Attributes:
        name: the word.
        scheme: URI of the list.
    """

    name: str  # category[term] / category / tags
    scheme: str  # category[scheme] / category[domain] / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Checked):
    """The feed that an entry was taken from, where it is republished.

    Attributes:
        title: title of that feed.
        url: address of that feed.
        id: id of that feed, by default its address.
        updated: when that feed changed, by default the entry's date.
    """

    title: str  # source/title / source / -
    url: str  # source/link[rel=self] / source[url] / -
    id: str | None = None  # source/id / - / -
    updated: datetime | None = None  # source/updated / - / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging(Checked):
    """The other documents that a feed continues in (RFC 5005): pages that change, or archives that do not.

    Attributes:
        first: newest page.
        previous: page with newer entries.
        next: page with older entries.
        last: oldest page.
        current: feed that this archive belongs to.
        prev_archive: archive with older entries.
        next_archive: archive with newer entries.
        archive: whether this document will not change any more.
        complete: whether this document is all of the feed.
    """

    first: str | None = None  # link[rel=first] / atom:link[rel=first] / -
    previous: str | None = None  # link[rel=previous] / atom:link[rel=previous] / -
    next: str | None = None  # link[rel=next] / atom:link[rel=next] / next_url
    last: str | None = None  # link[rel=last] / atom:link[rel=last] / -
    current: str | None = None  # link[rel=current] / atom:link[rel=current] / -
    prev_archive: str | None = None  # link[rel=prev-archive] / atom:link[rel=prev-archive] / -
    next_archive: str | None = None  # link[rel=next-archive] / atom:link[rel=next-archive] / -
    archive: bool = False  # fh:archive / fh:archive / -
    complete: bool = False  # fh:complete / fh:complete / -
