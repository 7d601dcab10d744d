"""Atom 1.0 (RFC 4287): feedgen writes the document and the head of the feed; the rest is put into that.

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
from feedkit.model import Enclosure, Entry, Feed, Generator, Person, Source, Tag
from feedkit.model.extension import PREFIXES
from feedkit.values.extension_values import OF_RSS
from feedkit.values.headline import headline
from feedkit.values.mail_syntax import name_and_email
from feedkit.values.media_types import UNKNOWN_TYPE
from feedkit.values.podcast_elements import NAMESPACES as PODCAST_NAMESPACES
from feedkit.values.syndication_terms import GENERATOR, text_and_type
from feedkit.values.tag_uris import id_as_uri
from feedkit.writers import podcasts
from feedkit.writers.elements import Lines, dates_of, generator_name
from feedkit.writers.extension_elements import add_extensions
from feedkit.writers.history import add_history, pages_of
from feedkit.writers.media import add_files, add_pictures, has_picture_size
from feedkit.writers.refusals import empty_entries
from feedkit.writers.shared_parts import add_links, add_location
from feedkit.writers.stylesheet import XHTML, add_shown_link, add_stylesheet
from feedkit.writers.xml_body import with_entries

NAMESPACES = {
    "media": PREFIXES["media"],
    **PODCAST_NAMESPACES,
    **{prefix: PREFIXES[prefix] for prefix in ("fh", "georss", "thr")},
    "xhtml": XHTML,
}


def problems(feed: Feed, entries: Iterable[Entry]) -> tuple[Problem, ...]:
    """Return what keeps a finished feed from being Atom."""
    return empty_entries(entries)


def pieces(feed: Feed, entries: Collection[Entry]) -> Iterator[bytes]:
    """Return a finished feed as Atom 1.0, piece by piece."""
    return with_entries(
        partial(_head, feed),
        "feed",
        partial(_add_rest, feed=feed, entries=entries),
        entries,
        partial(_add_entry, feed_id=feed.id, links=feed.stylesheet is None),
        namespaces=NAMESPACES,
    )


def _head(feed: Feed, used: set[str]) -> bytes:
    """Return the document with what feedgen writes; the rest uses namespaces of some prefixes."""
    document = FeedGenerator()
    document.register_extension("frame", _Frame, rss=False)
    document.frame.feed, document.frame.used = feed, used
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


class _Frame(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """What feedgen gets wrong, and what stands around and before the rest."""

    feed: Feed
    used: set[str]

    def extend_ns(self) -> dict[str, str]:
        return NAMESPACES

    def extend_atom(self, element: etree._Element) -> None:
        add_stylesheet(element, self.feed)
        if self.feed.updated:
            element[2].text = rfc3339(self.feed.updated)
        etree.cleanup_namespaces(element, keep_ns_prefixes=[*self.used])


def _add_rest(lines: Lines, feed: Feed, entries: Collection[Entry]) -> None:
    """Add what feedgen does not write of a feed."""
    for name, text in (("subtitle", feed.subtitle), ("rights", feed.rights)):
        if text:
            _add_text(lines, name, text)
    for person in _authors(feed, entries):
        _add_person(lines, person)
    for person in feed.contributors:
        _add_person(lines, person, "contributor")
    _add_tags(lines, feed.tags)
    add_links(lines, feed.links, "link")
    add_location(lines, feed.location)
    add_history(lines, feed.paging)
    if feed.podcast:
        podcasts.add_podcast(lines, feed.podcast)
    for live in feed.live:
        podcasts.open_live_item(lines, live, live.entry.language)
        _add_fields(lines, live.entry, feed.id)
        lines.close()
    add_extensions(lines, [one for one in feed.extensions if one.name not in OF_RSS])
    if feed.stylesheet is None:
        add_shown_link(lines, feed.title, feed.url)


def _add_entry(lines: Lines, entry: Entry, feed_id: str | None, links: bool) -> None:
    lines.open("entry", **({"xml:lang": entry.language} if entry.language else {}))
    _add_fields(lines, entry, feed_id, links)
    lines.close()


def _add_fields(lines: Lines, entry: Entry, feed_id: str | None, links: bool = False) -> None:
    published, updated = dates_of(entry)
    title = headline(entry)
    lines.add("id", id_as_uri(entry.id or "", feed_id))
    lines.add("title", title)
    if links:
        add_shown_link(lines, title, entry.url)
    lines.add("updated", updated)
    _add_body(lines, entry, title)
    if published:
        lines.add("published", published)
    for person in entry.authors:
        _add_person(lines, person)
    for person in entry.contributors:
        _add_person(lines, person, "contributor")
    _add_tags(lines, entry.tags)
    for enclosure in entry.enclosures:
        _add_enclosure(lines, enclosure)
    add_links(lines, entry.links, "link")
    if entry.license:
        lines.add("link", rel="license", href=entry.license)
    _add_comments(lines, entry)
    if entry.rights:
        _add_text(lines, "rights", entry.rights)
    if entry.source:
        _add_source(lines, entry.source, updated)
    add_pictures(lines, entry)
    if entry.enclosures:
        add_files(lines, filter(has_picture_size, entry.enclosures))
    add_location(lines, entry.location)
    podcasts.add_episode(lines, entry.episode, entry.enclosures[0] if entry.enclosures else None)
    add_extensions(lines, entry.extensions)


def _add_body(lines: Lines, entry: Entry, title: str | None) -> None:
    """The content, the link or both, as one must be there (section 4.1.2), and the summary.

    The summary stands also beside a content that says the same: that could be the title's stand-in.
    """
    if entry.content:
        lines.add("content", entry.content, type="html")
    elif not entry.url:
        _add_text(lines, "content", entry.summary or title or "")
    if entry.url:
        lines.add("link", href=entry.url)  # a link without rel is an alternate one (section 4.2.7.2)
    if entry.summary:
        _add_text(lines, "summary", entry.summary)


def _add_enclosure(lines: Lines, enclosure: Enclosure) -> None:
    lines.add(
        "link",
        rel="enclosure",
        href=enclosure.url,
        type=enclosure.type or UNKNOWN_TYPE,
        length=None if enclosure.length is None else str(enclosure.length),
        title=enclosure.title or None,
    )


def _add_text(lines: Lines, name: str, text: str) -> None:
    text, kind = text_and_type(text)
    lines.add(name, text, type=kind)


def _authors(feed: Feed, entries: Collection[Entry]) -> Sequence[Person]:
    """The feed's authors; where entries have none either, the feed itself stands in (section 4.1.1)."""
    if feed.authors or (entries and all(entry.authors for entry in entries)):
        return feed.authors
    name, email = name_and_email(feed.title or "")  # a name is no address (section 3.2.1)
    return (Person(name=name or (email or "").partition("@")[0], email=email),)


def _add_tags(lines: Lines, tags: Sequence[str | Tag]) -> None:
    for tag in tags:
        if isinstance(tag, Tag):
            lines.add("category", term=tag.name, scheme=tag.scheme or None, label=tag.label or None)
        else:
            lines.add("category", term=tag)


def _add_source(lines: Lines, source: Source, updated: str) -> None:
    """The feed an entry is from, which has changed at least when the entry has (section 4.2.11)."""
    lines.open("source")
    lines.add("id", source.id or source.url)
    lines.add("title", source.title)
    lines.add("updated", rfc3339(source.updated) if source.updated else updated)
    lines.add("link", rel="self", href=source.url)
    lines.close()


def _add_comments(lines: Lines, entry: Entry) -> None:
    """Where comments are, as a page and as a feed, and how many (RFC 4685)."""
    if entry.comments:
        lines.add("link", rel="replies", href=entry.comments)
    if entry.comments_feed:
        lines.add("link", rel="replies", type="application/xml", href=entry.comments_feed)
    if entry.comment_count is not None:
        lines.add("thr:total", str(entry.comment_count))


def _add_person(lines: Lines, person: Person, name: str = "author") -> None:
    lines.open(name)
    lines.add("name", person.name)
    lines.add_given("uri", person.url)
    lines.add_given("email", person.email)
    lines.close()
