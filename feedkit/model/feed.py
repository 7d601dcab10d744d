"""Entries, and the feed that lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Annotated, Any, Literal
from warnings import warn

from feedkit.model.checked import EMPTY, Checked, Count, Range
from feedkit.model.extension import Element
from feedkit.model.locations import Location
from feedkit.model.parts import Cloud, Enclosure, Generator, Image, Link, Paging, Person, Source, Tag
from feedkit.model.podcasting import Episode, Podcast

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOUR = Range("hours from 0 to 23", range(24).__contains__)
DAY = Range("days of the week in English", DAYS.__contains__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Checked):
    """One post, release, episode or event of a feed.

    Attributes:
        title: heading, one line.
        url: address of the entry's own page.
        id: what tells it from all others, for ever.
        published: when it was published.
        updated: when it was changed, or first seen.
        summary: excerpt, plain text.
        content: the whole text, HTML.
        authors: who wrote it.
        contributors: who took part in it.
        tags: words that it is filed under.
        image: address of its picture.
        images: its pictures in several sizes, beside `image`.
        enclosures: media files.
        links: what else it leads to: what it is about, where it is from, its translations.
        language: BCP 47 tag, where it is not the feed's.
        rights: copyright notice.
        license: address of the licence that it is under.
        comments: address of the page with comments.
        comments_feed: address of a feed of its comments.
        comment_count: how many comments there are.
        location: where it is or happens.
        source: the feed that it was taken from.
        episode: what podcast apps show of it.
        extensions: elements of other namespaces, for what no field says.
        json_extensions: objects of JSON Feed's extensions, by names that begin with "_".
        estimated: whether its date was counted from "3 days ago", or is only when it was first seen; never
            written.
    """

    title: str | None = None  # title / title / title
    url: str | None = None  # link[rel=alternate] / link / url
    id: str | None = None  # id / guid / id
    published: datetime | None = None  # published / pubDate / date_published
    updated: datetime | None = None  # updated / atom:updated / date_modified
    summary: str | None = None  # summary / description / summary
    content: str | None = None  # content[type=html] / content:encoded / content_html
    authors: Sequence[Person] = ()  # author / dc:creator or author / authors
    contributors: Sequence[Person] = ()  # contributor / dc:contributor / -
    tags: Sequence[str | Tag] = ()  # category / category / tags
    image: str | None = None  # media:thumbnail / media:thumbnail / image
    images: Sequence[Image] = ()  # media:thumbnail, media:content / media:thumbnail, media:content / -
    enclosures: Sequence[Enclosure] = ()  # link[rel=enclosure] / enclosure / attachments
    links: Sequence[Link] = ()  # link / atom:link / external_url
    language: str | None = None  # xml:lang / dc:language / language
    rights: str | None = None  # rights / dc:rights / -
    license: str | None = None  # link[rel=license] / creativeCommons:license / -
    comments: str | None = None  # link[rel=replies] / comments / -
    comments_feed: str | None = None  # link[rel=replies] / wfw:commentRss / -
    comment_count: Count | None = None  # thr:total / slash:comments / -
    location: Location | None = None  # georss:point … / georss:point … / -
    source: Source | None = None  # source / source / -
    episode: Episode | None = None  # itunes:…, podcast:… / itunes:…, podcast:… / -
    extensions: Sequence[Element] = ()  # *:* / *:* / -
    json_extensions: Mapping[str, object] = EMPTY  # - / - / _*
    estimated: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveItem(Checked):
    """A live stream (podcast:liveItem).

    Attributes:
        entry: what it is, with its file as an enclosure, and `episode.links` for apps that cannot play it.
        status: "pending", "live" or "ended".
        start: when it is to begin.
        end: when it is to end.
    """

    entry: Entry
    status: Literal["pending", "live", "ended"]
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Feed(Checked):
    """A list of entries, and what is true of the list as a whole.

    Attributes:
        title: name of the feed, one line.
        url: address of the page that it is of.
        feed_url: address of the feed itself.
        id: what tells it from all other feeds, for ever.
        subtitle: what it is about, one line.
        language: BCP 47 tag.
        updated: when it changed last.
        authors: who writes it.
        contributors: who takes part in it.
        web_master: whom to write to about technical matters, with an e-mail address.
        generator: the program that made it, where it is not feedkit alone.
        icon: address of a small square picture.
        image: address of a large picture.
        tags: what it is filed under.
        rights: copyright notice.
        license: address of the licence that it is under.
        links: what else it leads to, as its translations.
        location: where it is or happens.
        stylesheet: how a browser shows it: address of CSS or, ending in .xsl, of XSLT; "none"; by default
            a style of our own in the feed itself, with links.
        hubs: addresses that announce changes (WebSub).
        cloud: service that announces changes (rssCloud).
        ttl: how many minutes programs may keep it before they ask again.
        skip_hours: hours of the day, from 0 to 23 in UTC, at which programs need not ask.
        skip_days: days of the week at which programs need not ask: "Saturday", "Sunday"…
        paging: its other documents.
        podcast: what podcast apps know of it.
        live: live streams of a podcast.
        extensions: elements of other namespaces, for what no field says.
        json_extensions: objects of JSON Feed's extensions, by names that begin with "_".
        entries: the newest first, once finished.
        confidence: from 0 to 1, that these are the entries, as `parse` found them on a page.
    """

    title: str | None = None  # title / title / title
    url: str | None = None  # link[rel=alternate] / link / home_page_url
    feed_url: str | None = None  # link[rel=self] / atom:link[rel=self] / feed_url
    id: str | None = None  # id / - / -
    subtitle: str | None = None  # subtitle / description / description
    language: str | None = None  # xml:lang / language / language
    updated: datetime | None = None  # updated / lastBuildDate / -
    authors: Sequence[Person] = ()  # author / dc:creator or managingEditor / authors
    contributors: Sequence[Person] = ()  # contributor / dc:contributor / -
    web_master: Person | None = None  # - / webMaster / -
    generator: Generator | None = None  # generator / generator / -
    icon: str | None = None  # icon / - / favicon
    image: str | None = None  # logo / image, for podcasts itunes:image too / icon
    tags: Sequence[str | Tag] = ()  # category / category / -
    rights: str | None = None  # rights / copyright / -
    license: str | None = None  # link[rel=license] / creativeCommons:license / -
    links: Sequence[Link] = ()  # link / atom:link / -
    location: Location | None = None  # georss:point … / georss:point … / -
    stylesheet: str | None = None  # xml-stylesheet / xml-stylesheet / -
    hubs: Sequence[str] = ()  # link[rel=hub] / atom:link[rel=hub] / hubs
    cloud: Cloud | None = None  # - / cloud / -
    ttl: Count | None = None  # - / ttl / -
    skip_hours: Annotated[Sequence[int], HOUR] = ()  # - / skipHours / -
    skip_days: Annotated[Sequence[str], DAY] = ()  # - / skipDays / -
    paging: Paging | None = None  # link[rel=…], fh:… / atom:link[rel=…], fh:… / next_url
    podcast: Podcast | None = None  # itunes:…, podcast:… / itunes:…, podcast:… / expired
    live: Sequence[LiveItem] = ()  # podcast:liveItem / podcast:liveItem / -
    extensions: Sequence[Element] = ()  # *:* / *:* / -
    json_extensions: Mapping[str, object] = EMPTY  # - / - / _*
    entries: Sequence[Entry] = ()  # entry / item / items
    confidence: float | None = field(default=None, compare=False)  # - / - / -

    @property
    def hub(self) -> str | None:
        """The first of `hubs`, by the name of earlier versions."""
        warn("Feed.hub is deprecated: use Feed.hubs", DeprecationWarning, stacklevel=2)
        return self.hubs[0] if self.hubs else None


def _taking_hub(init: Any) -> Any:
    """Return a constructor that takes `hub`, the name that `hubs` had in earlier versions."""

    @wraps(init)
    def constructor(self: Feed, *, hub: str | None = None, **fields: Any) -> None:
        if hub is not None:
            warn("Feed(hub=…) is deprecated: use hubs=[…]", DeprecationWarning, stacklevel=2)
            fields["hubs"] = (hub,)
        init(self, **fields)

    return constructor


Feed.__init__ = _taking_hub(Feed.__init__)  # type: ignore[method-assign]
