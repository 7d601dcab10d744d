"""RSS 2.0: feedgen writes the document and the head of the channel; the rest is put into that.

feedgen writes dates by switching the locale of the whole process, has no place for authors without an e-mail
address, puts the full text where the summary belongs, and takes longer for items than for all the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from html import escape

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from feedkit.dates.feed_dates import rfc822
from feedkit.errors import Problem
from feedkit.model import Enclosure, Entry, Feed, Person, Tag
from feedkit.model.extension import PREFIXES
from feedkit.values.headline import headline
from feedkit.values.media_types import UNKNOWN_TYPE, media_type_of
from feedkit.values.podcast_elements import NAMESPACES as PODCAST_NAMESPACES
from feedkit.values.urls import split_url
from feedkit.writers import podcasts
from feedkit.writers.elements import Lines, dates_of, generator_name
from feedkit.writers.extension_elements import add_extensions
from feedkit.writers.history import add_history, pages_of
from feedkit.writers.media import add_files, add_pictures, has_picture_size
from feedkit.writers.refusals import empty_entries
from feedkit.writers.rss_channel_parts import add_channel_parts, contact_of
from feedkit.writers.shared_parts import add_links, add_location
from feedkit.writers.stylesheet import XHTML, add_shown_link, add_stylesheet
from feedkit.writers.xml_body import with_entries

ALWAYS_DECLARED = ("atom", "content")  # by feedgen
LICENSE = "creativeCommons:license"
NAMESPACES = {
    **{prefix: PREFIXES[prefix] for prefix in ("dc", "media")},
    **PODCAST_NAMESPACES,
    **{prefix: PREFIXES[prefix] for prefix in ("fh", "georss", "slash", "wfw", "creativeCommons")},
    "xhtml": XHTML,
    **{prefix: PREFIXES[prefix] for prefix in ALWAYS_DECLARED},
}
CLASSIC = {"image/gif", "image/jpeg", "image/png", UNKNOWN_TYPE}


def problems(feed: Feed, entries: Iterable[Entry]) -> tuple[Problem, ...]:
    """Return what keeps a finished feed from being RSS."""
    return empty_entries(entries)


def pieces(feed: Feed, entries: Collection[Entry]) -> Iterator[bytes]:
    """Return a finished feed as RSS 2.0, piece by piece."""
    is_podcast = bool(feed.podcast or feed.live) or any(entry.episode for entry in entries)
    return with_entries(
        partial(_head, feed, entries),
        "rss/channel",
        partial(_add_rest, feed=feed),
        entries,
        partial(_add_item, is_podcast=is_podcast, links=feed.stylesheet is None),
        namespaces=NAMESPACES,
    )


def _head(feed: Feed, entries: Collection[Entry], used: set[str]) -> bytes:
    """Return the document with what feedgen writes; the rest uses namespaces of some prefixes."""
    document = FeedGenerator()
    document.register_extension("frame", _Frame, atom=False)
    document.frame.feed, document.frame.used = feed, used
    home = feed.url or feed.feed_url or _commonest_site(entries) or feed.id
    if feed.feed_url:
        document.link(href=feed.feed_url, rel="self", type="application/rss+xml")
    document.link(href=home)  # the last one is the channel's own
    document.title(feed.title)
    document.description(escape(feed.subtitle or feed.title or "", quote=False))
    document.language(feed.language)
    document.copyright(feed.rights)
    if feed.image and _is_classic(feed.image):
        document.image(feed.image, title=feed.title, link=home)
    document.generator(generator_name(feed))
    document.updated(_Unwritten(1970, 1, 1, tzinfo=UTC))
    return bytes(document.rss_str(pretty=True))


def _commonest_site(entries: Iterable[Entry]) -> str | None:
    """Return the first page of the site that most entries are on."""
    addresses = (split_url(entry.url) for entry in entries if entry.url)
    sites = Counter(f"{one.scheme}://{one.netloc}/" for one in addresses if one.scheme in ("http", "https"))
    return min(sites, key=lambda site: (-sites[site], site), default=None)


def _title(entry: Entry) -> str | None:
    return entry.title or (None if entry.summary or entry.content else headline(entry))


def _description(entry: Entry) -> str | None:
    """The summary as HTML; where there is none, the content, as no `content:encoded` should stand alone."""
    return escape(entry.summary, quote=False) if entry.summary else entry.content


class _Unwritten(datetime):
    """A date that feedgen takes and, because it counts as false, does not write."""

    def __bool__(self) -> bool:
        return False


class _Frame(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """What stands around the rest."""

    feed: Feed
    used: set[str]

    def extend_ns(self) -> dict[str, str]:
        return NAMESPACES

    def extend_rss(self, element: etree._Element) -> None:
        add_stylesheet(element, self.feed)
        etree.cleanup_namespaces(element, keep_ns_prefixes=[*ALWAYS_DECLARED, *self.used])


def _add_rest(lines: Lines, feed: Feed) -> None:
    """Add what feedgen does not write of a channel, or gets wrong."""
    for rel, href in (*(("hub", hub) for hub in feed.hubs), *pages_of(feed.paging)):
        lines.add("atom:link", rel=rel, href=href)
    add_links(lines, feed.links, "atom:link")
    if feed.updated:
        lines.add("lastBuildDate", rfc822(feed.updated))
    _add_people(lines, "managingEditor", feed.authors)
    _add_contributors(lines, feed.contributors)
    add_channel_parts(lines, feed)
    lines.add_given(LICENSE, feed.license)
    add_location(lines, feed.location)
    _add_tags(lines, feed.tags)
    add_history(lines, feed.paging)
    podcast = podcasts.for_apple(feed)
    if podcast:
        podcasts.add_podcast(lines, podcast)
    for live in feed.live:
        podcasts.open_live_item(lines, live)
        _add_fields(lines, live.entry, is_podcast=True)
        lines.close()
    if feed.image and not _is_classic(feed.image):
        lines.add("media:thumbnail", url=feed.image)
    add_extensions(lines, feed.extensions)
    if feed.stylesheet is None:
        add_shown_link(lines, feed.title, feed.url)


def _add_item(lines: Lines, entry: Entry, is_podcast: bool, links: bool) -> None:
    lines.open("item")
    _add_fields(lines, entry, is_podcast, links)
    lines.close()


def _add_fields(lines: Lines, entry: Entry, is_podcast: bool, links: bool = False) -> None:
    is_web = _is_web(entry.url)
    lines.add_given("title", _title(entry))
    is_html = not entry.summary  # browsers would show its tags: our style sheet hides what is behind a link
    if links and is_html:
        add_shown_link(lines, headline(entry), entry.url)
    lines.add_given("description", _description(entry))
    if links and not is_html:
        add_shown_link(lines, headline(entry), entry.url)
    lines.add("guid", entry.id, isPermaLink="true" if is_web and entry.id == entry.url else "false")
    if is_web:
        lines.add("link", entry.url)
    elif entry.url:
        lines.add("atom:link", rel="alternate", href=entry.url)  # RSS's own is for the web
    if entry.summary and entry.content:
        lines.add("content:encoded", entry.content)
    add_links(lines, entry.links, "atom:link")
    _add_people(lines, "author", entry.authors)
    _add_contributors(lines, entry.contributors)
    _add_tags(lines, entry.tags)
    _add_dates(lines, entry)
    file = _own_enclosure(entry.enclosures)
    if entry.enclosures:
        _add_enclosures(lines, entry.enclosures, file)
    add_pictures(lines, entry)
    add_location(lines, entry.location)
    lines.add_given("dc:language", entry.language)
    lines.add_given("dc:rights", entry.rights)
    lines.add_given(LICENSE, entry.license)
    lines.add_given("comments", entry.comments)
    lines.add_given("wfw:commentRss", entry.comments_feed)
    if entry.comment_count is not None:
        lines.add("slash:comments", str(entry.comment_count))
    if entry.source:
        lines.add("source", entry.source.title, url=entry.source.url)
    episode = podcasts.episode_for_apple(entry) if is_podcast else None
    podcasts.add_episode(lines, episode, file)
    add_extensions(lines, entry.extensions)


def _add_dates(lines: Lines, entry: Entry) -> None:
    shown = entry.published or (None if entry.estimated else entry.updated)
    if shown:  # readers show pubDate only
        lines.add("pubDate", rfc822(shown))
    if entry.updated != entry.published:
        lines.add("atom:updated", dates_of(entry)[1])


def _add_people(lines: Lines, name: str, people: Sequence[Person]) -> None:
    """One person with an e-mail address in RSS's own element, all others in Dublin Core's: never in both."""
    contact = contact_of(people[0]) if len(people) == 1 else None
    if contact:
        lines.add(name, contact)
    else:
        for person in people:
            lines.add("dc:creator", person.name)


def _add_contributors(lines: Lines, people: Sequence[Person]) -> None:
    for name in dict.fromkeys([person.name for person in people]):
        lines.add("dc:contributor", name)


def _add_enclosures(lines: Lines, enclosures: Sequence[Enclosure], first: Enclosure | None) -> None:
    """The first in RSS's own element, of which there may be but one, and further ones in Media RSS."""
    if first:
        size = str(first.length or 0)  # 0 is an unknown size
        lines.add("enclosure", url=first.url, length=size, type=first.type or UNKNOWN_TYPE)
    add_files(lines, (one for one in enclosures if one is not first or has_picture_size(one)))


def _own_enclosure(enclosures: Sequence[Enclosure]) -> Enclosure | None:
    """The one for RSS's own element, which takes http alone."""
    for enclosure in enclosures:
        if _is_web(enclosure.url):
            return enclosure
    return None


def _add_tags(lines: Lines, tags: Sequence[str | Tag]) -> None:
    for tag in tags:
        if isinstance(tag, Tag):
            lines.add("category", tag.name, domain=tag.scheme or None)
        else:
            lines.add("category", tag)


def _is_classic(image: str) -> bool:
    """Return whether a picture is of a format that a channel's image may be, as far as its name tells."""
    return media_type_of(image) in CLASSIC


def _is_web(url: str | None) -> bool:
    return url is not None and url.startswith(("http://", "https://"))
