"""RSS 2.0, through feedgen and an extension of it for what feedgen gets wrong.

feedgen writes dates by switching the locale of the whole process, has no place for authors without an e-mail
address, and puts the full text where the summary belongs.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from feedkit.dates.formats import rfc822
from feedkit.media import UNKNOWN, type_of
from feedkit.model import Enclosure, Entry, Feed, Person
from feedkit.writers.elements import ATOM, CONTENT, DC, GENERATOR, MEDIA, add, add_picture, dates_of
from feedkit.writers.stylesheet import add_stylesheet
from feedkit.writers.wording import headline

CLASSIC = {"image/gif", "image/jpeg", "image/png", UNKNOWN}
BRACKETS = str.maketrans("()", "[]")


def write(feed: Feed) -> bytes:
    """A finished feed as RSS 2.0."""
    document = FeedGenerator()
    document.register_extension("rest", _ChannelRest, _ItemRest, atom=False)
    document.rest.feed = feed
    home = feed.url or feed.feed_url or feed.id
    if feed.feed_url:
        document.link(href=feed.feed_url, rel="self", type="application/rss+xml")
    document.link(href=home)  # the last one is the channel's own
    document.title(feed.title)
    document.description(escape(feed.subtitle or feed.title or "", quote=False))
    document.language(feed.language)
    document.copyright(feed.rights)
    if feed.image and _is_classic(feed.image):
        document.image(feed.image, title=feed.title, link=home)
    document.generator(GENERATOR)
    document.updated(_Unwritten(1970, 1, 1, tzinfo=UTC))
    for entry in feed.entries:
        _write_item(document, entry)
    return bytes(document.rss_str(pretty=True))


def _write_item(document: FeedGenerator, entry: Entry) -> None:
    item = document.add_entry(order="append")
    item.rest.entry = entry
    item.title(_title(entry))
    item.description(_description(entry))
    item.guid(entry.id, permalink=entry.id == entry.url and _is_web(entry.url))


def _title(entry: Entry) -> str | None:
    return entry.title or (None if entry.summary or entry.content else headline(entry))


def _description(entry: Entry) -> str | None:
    """The summary as HTML; where there is none, the content, as no `content:encoded` should stand alone."""
    return escape(entry.summary, quote=False) if entry.summary else entry.content


class _Unwritten(datetime):
    """A date that feedgen takes and, because it counts as false, does not write."""

    def __bool__(self) -> bool:
        return False


class _ChannelRest(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """What feedgen gets wrong in a channel."""

    feed: Feed

    def extend_ns(self) -> dict[str, str]:
        entries = self.feed.entries
        media = any(entry.image or len(entry.enclosures) > 1 for entry in entries)
        media = media or (self.feed.image is not None and not _is_classic(self.feed.image))
        people = self.feed.authors or any(entry.authors for entry in entries)
        languages = any(entry.language for entry in entries)
        return ({"dc": DC} if people or languages else {}) | ({"media": MEDIA} if media else {})

    def extend_rss(self, element: etree._Element) -> None:
        feed, channel = self.feed, element[0]
        add_stylesheet(element, feed)
        if feed.hub:
            add(channel, f"{{{ATOM}}}link", rel="hub", href=feed.hub)
        if feed.updated:
            add(channel, "lastBuildDate", rfc822(feed.updated))
        _add_people(channel, "managingEditor", feed.authors)
        if feed.image and not _is_classic(feed.image):
            add(channel, f"{{{MEDIA}}}thumbnail", url=feed.image)


class _ItemRest(BaseEntryExtension):  # type: ignore[misc]
    """What feedgen gets wrong in an item."""

    entry: Entry

    def extend_rss(self, item: etree._Element) -> None:
        entry = self.entry
        if entry.url:
            add(item, "link", entry.url)  # feedgen's own call takes as long as all the rest of an item
        if entry.summary and entry.content:
            add(item, f"{{{CONTENT}}}encoded", entry.content)
        _add_people(item, "author", entry.authors)
        for tag in entry.tags:
            add(item, "category", tag)
        if entry.published:
            add(item, "pubDate", rfc822(entry.published))
        if entry.updated != entry.published:
            add(item, f"{{{ATOM}}}updated", dates_of(entry)[1])
        _add_enclosures(item, entry.enclosures)
        add_picture(item, entry)
        if entry.language:
            add(item, f"{{{DC}}}language", entry.language)


def _add_people(parent: etree._Element, name: str, people: tuple[Person, ...]) -> None:
    """One person with an e-mail address in RSS's own element, all others in Dublin Core's: never in both."""
    contact = _contact(people[0]) if len(people) == 1 else None
    if contact:
        add(parent, name, contact)
    else:
        for person in people:
            add(parent, f"{{{DC}}}creator", person.name)


def _contact(person: Person) -> str | None:
    """A person as RSS has it, `jane@example.org (Jane Doe)`; brackets in the name would end it."""
    if not person.email:
        return None
    return f"{person.email} ({person.name.translate(BRACKETS)})"


def _add_enclosures(item: etree._Element, enclosures: tuple[Enclosure, ...]) -> None:
    """The first in RSS's own element, of which there may be but one, and further ones in Media RSS."""
    web = [enclosure for enclosure in enclosures if _is_web(enclosure.url)]
    for enclosure in web[:1]:
        size = str(enclosure.length or 0)  # 0 is an unknown size
        add(item, "enclosure", url=enclosure.url, length=size, type=enclosure.type or UNKNOWN)
    for enclosure in web[1:]:
        content = add(item, f"{{{MEDIA}}}content", url=enclosure.url, type=enclosure.type or UNKNOWN)
        if enclosure.length:
            content.set("fileSize", str(enclosure.length))


def _is_classic(image: str) -> bool:
    """Whether a picture is of a format that a channel's image may be, as far as its name tells."""
    return type_of(image) in CLASSIC


def _is_web(url: str | None) -> bool:
    return url is not None and url.startswith(("http://", "https://"))
