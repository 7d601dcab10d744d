"""What fields of feeds and entries consist of: people, media files, tags, other documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from feedkit.model.checked import Checked, Count, Range

PROTOCOL = Range("http-post, xml-rpc or soap", ("http-post", "xml-rpc", "soap").__contains__)
PORT = Range("a port from 1 to 65535", range(1, 65536).__contains__)


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
        width: of its picture, in pixels.
        height: of its picture, in pixels.
        group: a number that it shares with files of the same entry that are the same thing in other formats,
            sizes or languages, one of which is to be shown; from 1 on.
    """

    url: str  # link[rel=enclosure] / enclosure (the first one) / attachments[].url
    type: str | None = None  # link[type] / enclosure[type] / mime_type
    length: Count | None = None  # link[length] / enclosure[length] / size_in_bytes
    duration: Count | None = None  # itunes:duration / itunes:duration / duration_in_seconds
    title: str | None = None  # link[title] / - / attachments[].title
    width: Count | None = None  # media:content[width] / media:content[width] / -
    height: Count | None = None  # media:content[height] / media:content[height] / -
    group: Count | None = None  # media:group / media:group / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Checked):
    """A picture of an entry in one of several sizes, or at one time of a video.

    Attributes:
        url: address of the picture.
        width: in pixels.
        height: in pixels.
        time: when it is shown in a video: "12.5" seconds, or "0:01:22.5".
        thumbnail: whether it is a small one that stands for the entry, and not what the entry shows.
    """

    url: str  # media:thumbnail[url] / media:thumbnail[url] / -
    width: Count | None = None  # media:thumbnail[width] / media:thumbnail[width] / -
    height: Count | None = None  # media:thumbnail[height] / media:thumbnail[height] / -
    time: str | None = None  # media:thumbnail[time] / media:thumbnail[time] / -
    thumbnail: bool = True  # media:thumbnail / media:thumbnail / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Checked):
    """A link to something else than the page of a feed or an entry.

    Attributes:
        url: address that it leads to.
        rel: what is there, by a name that IANA registers ("related", "via", "alternate", "author"…), or by
            the address of a definition.
        type: media type of what is there.
        language: BCP 47 tag, as of a translation.
        title: what it is called.
        length: size in bytes of what is there.
    """

    url: str  # link[href] / atom:link[href] / external_url
    rel: str = "related"  # link[rel] / atom:link[rel] / external_url
    type: str | None = None  # link[type] / atom:link[type] / -
    language: str | None = None  # link[hreflang] / atom:link[hreflang] / -
    title: str | None = None  # link[title] / atom:link[title] / -
    length: Count | None = None  # link[length] / atom:link[length] / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator(Checked):
    """The program that made a feed. Documents name feedkit behind it.

    Attributes:
        name: what it is called.
        version: its version.
        url: address of a page about it.
    """

    name: str  # generator / generator / -
    version: str | None = None  # generator[version] / - / -
    url: str | None = None  # generator[uri] / - / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud(Checked):
    """A service that tells programs of changes of a feed (rssCloud); today hubs do so.

    Attributes:
        domain: its host.
        port: its port.
        path: where it is on its host.
        register_procedure: name of the procedure to call; empty for "http-post".
        protocol: "http-post", "xml-rpc" or "soap".
    """

    domain: str  # - / cloud[domain] / -
    port: Annotated[int, PORT]  # - / cloud[port] / -
    path: str  # - / cloud[path] / -
    register_procedure: str = ""  # - / cloud[registerProcedure] / -
    protocol: Annotated[str, PROTOCOL] = "http-post"  # - / cloud[protocol] / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Checked):
    """A tag out of a list that has an address, or one with a label; any other tag is a plain `str`.

    Attributes:
        name: the word, for programs.
        scheme: URI of the list.
        label: what people are to see instead of the word.
    """

    name: str  # category[term] / category / tags
    scheme: str | None = None  # category[scheme] / category[domain] / -
    label: str | None = None  # category[label] / - / -


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
