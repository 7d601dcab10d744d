"""Atom 1.0 (RFC 4287): feedgen writes the document and the head of the feed, an extension of it the rest.

feedgen writes plain text that looks like HTML as if it were HTML, and dates with the seconds of their offset;
for each entry, it takes as long as all the rest of the document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from feedkit.dates.feed_dates import rfc3339
from feedkit.errors import Problem
from feedkit.model import Enclosure, Entry, Episode, Feed, Generator, Person, Source, Tag
from feedkit.model.extension import PREFIXES
from feedkit.values.extension_values import OF_RSS
from feedkit.values.headline import headline
from feedkit.values.mail_syntax import name_and_email
from feedkit.values.media_types import UNKNOWN_TYPE
from feedkit.values.podcast_elements import NAMESPACES as PODCAST_NAMESPACES
from feedkit.values.syndication_terms import GENERATOR, XML_LANG, text_and_type
from feedkit.values.tag_uris import id_as_uri
from feedkit.writers import podcasts
from feedkit.writers.elements import GEORSS, MEDIA, add, dates_of, generator_name, name_of
from feedkit.writers.extension_elements import add_extensions
from feedkit.writers.history import FH, add_history, pages_of
from feedkit.writers.media import add_files, add_pictures, has_picture_size
from feedkit.writers.refusals import empty_entries
from feedkit.writers.shared_parts import add_links, add_location
from feedkit.writers.stylesheet import XHTML, add_shown_link, add_stylesheet
from feedkit.writers.xml_body import with_entries

THR = PREFIXES["thr"]
NAMESPACES = {"media": MEDIA, **PODCAST_NAMESPACES, "fh": FH, "georss": GEORSS, "thr": THR, "xhtml": XHTML}


def problems(feed: Feed, entries: Iterable[Entry]) -> tuple[Problem, ...]:
    """Return what keeps a finished feed from being Atom."""
    return empty_entries(entries)


def pieces(feed: Feed, entries: Collection[Entry]) -> Iterator[bytes]:
    """Return a finished feed as Atom 1.0, piece by piece."""
    head, add = (
        partial(_head, feed, entries),
        partial(_add_entry, feed_id=feed.id, links=feed.stylesheet is None),
    )
    return with_entries(head, "feed", entries, add, namespaces=NAMESPACES)


def _head(feed: Feed, entries: Collection[Entry], used: set[str]) -> bytes:
    """Return the document without entries, which use namespaces of some prefixes."""
    document = FeedGenerator()
    document.register_extension("rest", _Rest, rss=False)
    document.rest.feed, document.rest.entries, document.rest.used = feed, entries, used
    document.id(feed.id)
    document.title(feed.title)
    document.updated(feed.updated)
    document.language(feed.language)
    document.icon(feed.icon)
    document.logo(feed.image)
    made_by = feed.generator or Generator(name=GENERATOR)
    document.generator(generator_name(feed), version=made_by.version, uri=made_by.url)
    hubs = (("hub", hub) for hub in feed.hubs)
    for rel, href in (("alternate", feed.url), *hubs, ("license", feed.license), *pages_of(feed.paging)):
        if href:
            document.link(href=href, rel=rel)
    if feed.feed_url:
        document.link(href=feed.feed_url, rel="self", type="application/atom+xml")
    return bytes(document.atom_str(pretty=True))


class _Rest(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """What feedgen does not write, or gets wrong."""

    feed: Feed
    entries: Collection[Entry]
    used: set[str]

    def extend_ns(self) -> dict[str, str]:
        return NAMESPACES

    def extend_atom(self, element: etree._Element) -> None:
        feed = self.feed
        add_stylesheet(element, feed)
        if feed.updated:
            element[2].text = rfc3339(feed.updated)
        for name, text in (("subtitle", feed.subtitle), ("rights", feed.rights)):
            if text:
                _add_text(element, name, text)
        for person in _authors(feed, self.entries):
            _add_person(element, person)
        for person in feed.contributors:
            _add_person(element, person, "contributor")
        _add_tags(element, feed.tags)
        add_links(element, feed.links, "link")
        add_location(element, feed.location)
        add_history(element, feed.paging)
        if feed.podcast:
            podcasts.add_podcast(element, feed.podcast)
        for live in feed.live:
            _fill_entry(podcasts.add_live_item(element, live), live.entry, feed.id)
        add_extensions(element, [one for one in feed.extensions if one.name not in OF_RSS])
        if feed.stylesheet is None:
            add_shown_link(element, feed.title, feed.url)
        etree.cleanup_namespaces(element, keep_ns_prefixes=[*self.used])


def _add_entry(feed: etree._Element, entry: Entry, feed_id: str | None, links: bool) -> None:
    _fill_entry(add(feed, "entry"), entry, feed_id, links)


def _fill_entry(element: etree._Element, entry: Entry, feed_id: str | None, links: bool = False) -> None:
    published, updated = dates_of(entry)
    add(element, "id", id_as_uri(entry.id or "", feed_id))
    add(element, "title", headline(entry))
    if links:
        add_shown_link(element, headline(entry), entry.url)
    add(element, "updated", updated)
    _add_body(element, entry)
    if published:
        add(element, "published", published)
    for person in entry.authors:
        _add_person(element, person)
    for person in entry.contributors:
        _add_person(element, person, "contributor")
    _add_tags(element, entry.tags)
    for enclosure in entry.enclosures:
        _add_enclosure(element, enclosure)
    add_links(element, entry.links, "link")
    if entry.license:
        add(element, "link", rel="license", href=entry.license)
    _add_comments(element, entry)
    if entry.rights:
        _add_text(element, "rights", entry.rights)
    if entry.source:
        _add_source(element, entry.source, updated)
    add_pictures(element, entry)
    add_files(element, filter(has_picture_size, entry.enclosures))
    add_location(element, entry.location)
    file = entry.enclosures[0] if entry.enclosures else None
    podcasts.add_episode(element, entry.episode or Episode(), file)
    add_extensions(element, entry.extensions)
    if entry.language:
        element.set(XML_LANG, entry.language)


def _add_body(element: etree._Element, entry: Entry) -> None:
    """The content, the link or both, as one must be there (section 4.1.2), and the summary.

    The summary stands also beside a content that says the same: that could be the title's stand-in.
    """
    if entry.content:
        add(element, "content", entry.content, type="html")
    elif not entry.url:
        _add_text(element, "content", entry.summary or headline(entry) or "")
    if entry.url:
        add(element, "link", href=entry.url)  # a link without rel is an alternate one (section 4.2.7.2)
    if entry.summary:
        _add_text(element, "summary", entry.summary)


def _add_enclosure(element: etree._Element, enclosure: Enclosure) -> None:
    link = add(element, "link", rel="enclosure", href=enclosure.url, type=enclosure.type or UNKNOWN_TYPE)
    if enclosure.length is not None:
        link.set("length", str(enclosure.length))
    if enclosure.title:
        link.set("title", enclosure.title)


def _add_text(parent: etree._Element, name: str, text: str) -> None:
    text, kind = text_and_type(text)
    element = add(parent, name, text)
    if kind:
        element.set("type", kind)


def _authors(feed: Feed, entries: Collection[Entry]) -> Sequence[Person]:
    """The feed's authors; where entries have none either, the feed itself stands in (section 4.1.1)."""
    if feed.authors or (entries and all(entry.authors for entry in entries)):
        return feed.authors
    name, email = name_and_email(feed.title or "")  # a name is no address (section 3.2.1)
    return (Person(name=name or (email or "").partition("@")[0], email=email),)


def _add_tags(element: etree._Element, tags: Sequence[str | Tag]) -> None:
    for tag in tags:
        category = add(element, "category", term=name_of(tag))
        if isinstance(tag, Tag) and tag.scheme:
            category.set("scheme", tag.scheme)
        if isinstance(tag, Tag) and tag.label:
            category.set("label", tag.label)


def _add_source(element: etree._Element, source: Source, updated: str) -> None:
    """The feed an entry is from, which has changed at least when the entry has (section 4.2.11)."""
    origin = add(element, "source")
    add(origin, "id", source.id or source.url)
    add(origin, "title", source.title)
    add(origin, "updated", rfc3339(source.updated) if source.updated else updated)
    add(origin, "link", rel="self", href=source.url)


def _add_comments(element: etree._Element, entry: Entry) -> None:
    """Where comments are, as a page and as a feed, and how many (RFC 4685)."""
    if entry.comments:
        add(element, "link", rel="replies", href=entry.comments)
    if entry.comments_feed:
        add(element, "link", rel="replies", type="application/xml", href=entry.comments_feed)
    if entry.comment_count is not None:
        add(element, f"{{{THR}}}total", str(entry.comment_count))


def _add_person(element: etree._Element, person: Person, name: str = "author") -> None:
    author = add(element, name)
    add(author, "name", person.name)
    if person.url:
        add(author, "uri", person.url)
    if person.email:
        add(author, "email", person.email)
