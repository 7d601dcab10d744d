"""Atom 1.0 (RFC 4287), through feedgen and an extension of it for what feedgen gets wrong.

feedgen writes entries' links without rel, type and length, and dates with the seconds of their offset.
"""

from __future__ import annotations

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from feedkit.media import UNKNOWN
from feedkit.model import Entry, Feed, Person
from feedkit.writers.elements import GENERATOR, MEDIA, XML_LANG, add, add_picture, has_pictures, stamp
from feedkit.writers.wording import headline


def write(feed: Feed) -> bytes:
    """A finished feed as Atom."""
    document = FeedGenerator()
    document.register_extension("rest", _FeedRest, _EntryRest, rss=False)
    document.rest.feed = feed
    document.id(feed.id)
    document.title(feed.title)
    document.updated(feed.updated)
    document.language(feed.language)
    document.subtitle(feed.subtitle)
    document.rights(feed.rights)
    document.icon(feed.icon)
    document.logo(feed.image)
    document.generator(GENERATOR)
    for rel, href in (("alternate", feed.url), ("hub", feed.hub)):
        if href:
            document.link(href=href, rel=rel)
    if feed.feed_url:
        document.link(href=feed.feed_url, rel="self", type="application/atom+xml")
    for entry in feed.entries:
        _write_entry(document, entry)
    return bytes(document.atom_str(pretty=True))


def _write_entry(document: FeedGenerator, entry: Entry) -> None:
    item = document.add_entry(order="append")
    item.rest.entry = entry
    item.id(entry.id)
    item.title(headline(entry))
    item.updated(entry.updated)
    if entry.url:
        item.link(href=entry.url)  # a link without rel is an alternate one (section 4.2.7.2)
    if entry.content:
        item.content(entry.content, type="html")
    elif not entry.url:
        item.content(entry.summary or headline(entry), type="text")  # section 4.1.2 wants one or the other
    if entry.summary and (entry.content or entry.url):
        item.summary(entry.summary, type="text")


class _FeedRest(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """What feedgen gets wrong in a feed."""

    feed: Feed

    def extend_ns(self) -> dict[str, str]:
        return {"media": MEDIA} if has_pictures(self.feed) else {}

    def extend_atom(self, element: etree._Element) -> None:
        _set_updated(element, stamp(self.feed.updated))
        for person in _authors(self.feed):
            _add_person(element, person)


class _EntryRest(BaseEntryExtension):  # type: ignore[misc]
    """What feedgen gets wrong in an entry."""

    entry: Entry

    def extend_atom(self, element: etree._Element) -> None:
        entry = self.entry
        updated = stamp(entry.updated)
        _set_updated(element, updated)
        if entry.published:
            same = entry.published is entry.updated
            add(element, "published", updated if same else stamp(entry.published))
        for person in entry.authors:
            _add_person(element, person)
        for tag in entry.tags:
            add(element, "category", term=tag)
        for enclosure in entry.enclosures:
            link = add(element, "link", rel="enclosure", href=enclosure.url, type=enclosure.type or UNKNOWN)
            if enclosure.length is not None:
                link.set("length", str(enclosure.length))
        add_picture(element, entry)
        if entry.language:
            element.set(XML_LANG, entry.language)


def _authors(feed: Feed) -> tuple[Person, ...]:
    """The feed's authors; where entries have none either, the feed itself stands in (section 4.1.1)."""
    if feed.authors or (feed.entries and all(entry.authors for entry in feed.entries)):
        return feed.authors
    return (Person(name=feed.title or ""),)


def _set_updated(element: etree._Element, text: str) -> None:
    element[2].text = text  # behind id and title


def _add_person(element: etree._Element, person: Person) -> None:
    author = add(element, "author")
    add(author, "name", person.name)
    if person.url:
        add(author, "uri", person.url)
    if person.email:
        add(author, "email", person.email)
