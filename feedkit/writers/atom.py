"""Atom 1.0 (RFC 4287), through feedgen and an extension of it for what feedgen gets wrong.

feedgen writes entries' links without rel, type and length, plain text that looks like HTML as if it were
HTML, and dates with the seconds of their offset.
"""

from __future__ import annotations

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from feedkit.dates.feed_dates import rfc3339
from feedkit.errors import Problem
from feedkit.model import Entry, Feed, Person, Source, Tag
from feedkit.values.headline import headline
from feedkit.values.mail_syntax import name_and_email
from feedkit.values.media_types import UNKNOWN_TYPE
from feedkit.values.syndication_terms import GENERATOR, XML_LANG, text_and_type
from feedkit.values.tag_uris import id_as_uri
from feedkit.writers.elements import MEDIA, add, add_picture, dates_of, has_pictures, name_of
from feedkit.writers.history import add_history, history_namespace, pages_of
from feedkit.writers.refusals import empty_entries
from feedkit.writers.stylesheet import add_stylesheet


def problems(feed: Feed) -> tuple[Problem, ...]:
    """Return what keeps a finished feed from being Atom."""
    return empty_entries(feed)


def write(feed: Feed) -> bytes:
    """Return a finished feed as Atom 1.0."""
    document = FeedGenerator()
    document.register_extension("rest", _FeedRest, _EntryRest, rss=False)
    document.rest.feed = feed
    document.id(feed.id)
    document.title(feed.title)
    document.updated(feed.updated)
    document.language(feed.language)
    document.icon(feed.icon)
    document.logo(feed.image)
    document.generator(GENERATOR)
    for rel, href in (("alternate", feed.url), ("hub", feed.hub), *pages_of(feed.paging)):
        if href:
            document.link(href=href, rel=rel)
    if feed.feed_url:
        document.link(href=feed.feed_url, rel="self", type="application/atom+xml")
    for entry in feed.entries:
        _write_entry(document, entry, feed.id)
    return bytes(document.atom_str(pretty=True))


def _write_entry(document: FeedGenerator, entry: Entry, feed_id: str | None) -> None:
    item = document.add_entry(order="append")
    item.rest.entry = entry
    item.id(id_as_uri(entry.id or "", feed_id))
    item.title(headline(entry))
    item.updated(entry.updated)
    summary, kind = text_and_type(entry.summary or headline(entry) or "")
    if entry.url:
        item.link(href=entry.url)  # a link without rel is an alternate one (section 4.2.7.2)
    if entry.content:
        item.content(entry.content, type="html")
    elif not entry.url:
        item.content(summary, type=kind)  # one of the two must be there (section 4.1.2)
    if (
        entry.summary
    ):  # also beside a content that says the same, which could be taken for the title's stand-in
        item.summary(summary, type=kind)


class _FeedRest(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """What feedgen gets wrong in a feed."""

    feed: Feed

    def extend_ns(self) -> dict[str, str]:
        return ({"media": MEDIA} if has_pictures(self.feed) else {}) | history_namespace(self.feed)

    def extend_atom(self, element: etree._Element) -> None:
        feed = self.feed
        add_stylesheet(element, feed)
        if feed.updated:
            element[2].text = rfc3339(feed.updated)
        for name, text in (("subtitle", feed.subtitle), ("rights", feed.rights)):
            if text:
                _add_text(element, name, text)
        for person in _authors(feed):
            _add_person(element, person)
        _add_tags(element, feed.tags)
        add_history(element, feed.paging)


class _EntryRest(BaseEntryExtension):  # type: ignore[misc]
    """What feedgen gets wrong in an entry."""

    entry: Entry

    def extend_atom(self, element: etree._Element) -> None:
        entry = self.entry
        published, updated = dates_of(entry)
        element[2].text = updated
        if published:
            add(element, "published", published)
        for person in entry.authors:
            _add_person(element, person)
        _add_tags(element, entry.tags)
        for enclosure in entry.enclosures:
            link = add(
                element, "link", rel="enclosure", href=enclosure.url, type=enclosure.type or UNKNOWN_TYPE
            )
            if enclosure.length is not None:
                link.set("length", str(enclosure.length))
            if enclosure.title:
                link.set("title", enclosure.title)
        if entry.comments:
            add(element, "link", rel="replies", href=entry.comments)
        if entry.rights:
            _add_text(element, "rights", entry.rights)
        if entry.source:
            _add_source(element, entry.source, updated)
        add_picture(element, entry)
        if entry.language:
            element.set(XML_LANG, entry.language)


def _add_text(parent: etree._Element, name: str, text: str) -> None:
    text, kind = text_and_type(text)
    element = add(parent, name, text)
    if kind:
        element.set("type", kind)


def _authors(feed: Feed) -> tuple[Person, ...]:
    """The feed's authors; where entries have none either, the feed itself stands in (section 4.1.1)."""
    if feed.authors or (feed.entries and all(entry.authors for entry in feed.entries)):
        return feed.authors
    name, email = name_and_email(feed.title or "")  # a name is no address (section 3.2.1)
    return (Person(name=name or (email or "").partition("@")[0], email=email),)


def _add_tags(element: etree._Element, tags: tuple[str | Tag, ...]) -> None:
    for tag in tags:
        category = add(element, "category", term=name_of(tag))
        if isinstance(tag, Tag):
            category.set("scheme", tag.scheme)


def _add_source(element: etree._Element, source: Source, updated: str) -> None:
    """The feed an entry is from, which has changed at least when the entry has (section 4.2.11)."""
    origin = add(element, "source")
    add(origin, "id", source.id or source.url)
    add(origin, "title", source.title)
    add(origin, "updated", rfc3339(source.updated) if source.updated else updated)
    add(origin, "link", rel="self", href=source.url)


def _add_person(element: etree._Element, person: Person) -> None:
    author = add(element, "author")
    add(author, "name", person.name)
    if person.url:
        add(author, "uri", person.url)
    if person.email:
        add(author, "email", person.email)
