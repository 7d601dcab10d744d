"""A feed in well-formed XML: RSS 0.90 to 2.0, Atom 0.3 and 1.0, and what podcasts and Media RSS add to them.

All of them are read alike: real feeds borrow elements from each other, and their names rarely clash. An
element's namespace only decides whether its text may be HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from feedkit.errors import ParseError, Problem
from feedkit.model import Entry, Feed, LiveItem, Person, Source, Tag
from feedkit.parsers.syndication.feed_channel import (
    cloud,
    generator,
    is_ours,
    skip_days,
    skip_hours,
    ttl,
    web_master,
)
from feedkit.parsers.syndication.feed_date_reader import DateReader
from feedkit.parsers.syndication.feed_elements import (
    Children,
    Document,
    inner_text,
    is_atom,
    name_of,
    rdf_about,
    with_known_namespace,
)
from feedkit.parsers.syndication.feed_extensions import extensions
from feedkit.parsers.syndication.feed_links import (
    address,
    comment_count,
    comments_feed,
    comments_url,
    license_url,
    link,
    link_urls,
    other_links,
    page_url,
    paging,
    permalink,
    stylesheet,
)
from feedkit.parsers.syndication.feed_locations import location
from feedkit.parsers.syndication.feed_media import channel_image, images_and_enclosures
from feedkit.parsers.syndication.feed_people import people
from feedkit.parsers.syndication.feed_podcast import episode, live_item, podcast
from feedkit.parsers.syndication.feed_texts import line, summary_and_content
from feedkit.parsers.syndication.repairing import repaired_xml
from feedkit.parsers.trees import tree
from feedkit.values.plain_text import clean_line
from feedkit.values.syndication_terms import ENTRY_RELATIONS, FEED_RELATIONS, XML_LANG
from feedkit.values.tag_uris import id_of_uri
from feedkit.values.urls import absolute_url

TAGS = ("category", "dc:subject", "media:category", "media:keywords")
ROOTS = ("rss", "rdf:rdf", "feed", "channel", "entry")


def read(content: str, url: str | None, dates: DateReader) -> Feed:
    """Return a feed; one that is not well-formed is repaired, with a Problem.

    Raises:
        ParseError: the document is no feed.
    """
    root = _root(content, url, dates.problems)
    element = next((one for one in root if name_of(one) == "channel"), root)
    channel = Children(element)
    if element is not root:
        channel.add(one for one in root if one is not element)  # RSS 0.90 and 1.0: items beside the channel
    document = Document(url, None, "xml:base" in content, is_ours(channel), dates)
    home = page_url(document, channel)
    document = replace(document, url=url or home or link(document, channel, "self"), home=home)
    return _feed(document, channel, root)


def _root(content: str, url: str | None, problems: list[Problem]) -> etree._Element:
    """Return the root of a feed, around an entry that stands alone (RFC 4287, section 2)."""
    root = _tree(content, url, problems)
    if root is not None:
        with_known_namespace(root)
    if root is None or name_of(root) not in ROOTS:
        raise ParseError("wanted an RSS, Atom or JSON feed, found none of them")
    if name_of(root) == "entry":
        feed = etree.Element("feed")
        feed.append(root)
        return feed
    return root


def _tree(content: str, url: str | None, problems: list[Problem]) -> etree._Element | None:
    """Return a document as a tree, repaired where it is not well-formed, or None if nothing is left."""
    try:
        root = tree(content, url)
    except etree.XMLSyntaxError as error:
        message = f"not well-formed XML: {(error.msg or '').strip()}"
        problems.append(Problem(rule="not-well-formed", message=message))
    else:
        if next(root.iter(etree.Entity), None) is None:
            return root  # an entity is one of HTML, defined by a document type elsewhere
    try:
        repaired: etree._Element | None = tree(repaired_xml(content), url, recover=True)
    except etree.XMLSyntaxError:
        return None
    return repaired


def _feed(document: Document, channel: Children, root: etree._Element) -> Feed:
    title = line(document, channel, "title", "dc:title")
    home = page_url(document, channel)
    apple_subtitles = _apple(document, "itunes:subtitle", "itunes:summary")
    subtitle = line(document, channel, "subtitle", "tagline", "description", *apple_subtitles)
    own_language = clean_line(channel.text("language", "dc:language"))
    language = own_language or _xml_language(channel.element) or _xml_language(root)
    apple_author = _apple(document, "itunes:author")
    authors = people(document, channel, "author", "managingeditor", "dc:creator", *apple_author)
    stand_in = (Person(name=title or ""),) if document.is_ours and is_atom(root) else ()
    own = channel.text("id")
    entries = tuple(
        _entry(document, Children(element), f"entry {number}", language, own)
        for number, element in enumerate(channel.all("entry", "item"), 1)
    )
    changes = "updated", "modified", "lastbuilddate", "dcterms:modified", "dc:date", "pubdate"
    feed = Feed(
        title=title,
        url=home,
        feed_url=link(document, channel, "self"),
        id=own,
        subtitle=None if document.is_ours and subtitle == title and not is_atom(root) else subtitle,
        language=language,
        updated=document.dates.first(channel.texts(*changes), "feed, updated"),
        authors=() if authors == stand_in else authors,
        icon=address(document, channel, "icon"),
        image=channel_image(document, channel),
        contributors=people(document, channel, "contributor", "dc:contributor"),
        web_master=web_master(document, channel),
        generator=generator(document, channel),
        tags=_tags(channel, "category", "dc:subject"),
        rights=line(document, channel, "rights", "copyright", "dc:rights"),
        license=license_url(document, channel),
        links=other_links(document, channel, home, FEED_RELATIONS),
        location=location(document, channel, "feed, location"),
        stylesheet=stylesheet(document, root),
        hubs=tuple(link_urls(document, channel, "hub")),
        cloud=cloud(document, channel),
        ttl=ttl(document, channel),
        skip_hours=skip_hours(document, channel),
        skip_days=skip_days(document, channel),
        paging=paging(document, channel),
        live=tuple(_live_items(document, channel, language, own)),
        extensions=extensions(document, channel, "feed, extensions", in_feed=True),
        entries=entries,
    )
    return replace(feed, podcast=podcast(document, channel, feed))


def _live_items(
    document: Document, channel: Children, feed_language: str | None, feed_id: str | None
) -> Iterator[LiveItem]:
    for number, element in enumerate(channel.all("podcast:liveitem"), 1):
        where = f"live item {number}"
        entry = _entry(document, Children(element), where, feed_language, feed_id)
        item = live_item(document, element, entry, where)
        if item:
            yield item


def _entry(
    document: Document, item: Children, where: str, feed_language: str | None, feed_id: str | None
) -> Entry:
    title = line(document, item, "title", "dc:title", "media:title", *_apple(document, "itunes:title"))
    own = item.text("id", "guid") or clean_line(rdf_about(item.element))
    where = f"{where} {title!r}" if title else where
    publications = (
        *("published", "issued", "pubdate", "dcterms:issued", "created", "dcterms:created"),
        "dc:date",
    )
    published = document.dates.first(item.texts(*publications), f"{where}, published")
    updated = document.dates.first(item.texts("updated", "modified", "dcterms:modified"), f"{where}, updated")
    summary, content = summary_and_content(document, item, title)
    image, images, enclosures = images_and_enclosures(document, item)
    url = page_url(document, item)
    entry = Entry(
        title=title,
        url=url or permalink(item),
        id=id_of_uri(own, feed_id) if own else None,
        published=published,
        updated=updated,
        summary=summary,
        content=content,
        authors=people(document, item, "author", "dc:creator", *_apple(document, "itunes:author")),
        contributors=people(document, item, "contributor", "dc:contributor"),
        tags=_tags(
            item,
            *TAGS,
            *_apple(document, "itunes:keywords"),
        ),
        image=image,
        images=images,
        enclosures=enclosures,
        links=other_links(document, item, url, ENTRY_RELATIONS),
        language=_language(item, feed_language),
        rights=line(document, item, "rights", "copyright", "dc:rights"),
        license=license_url(document, item),
        comments=comments_url(document, item),
        comments_feed=comments_feed(document, item),
        comment_count=comment_count(item),
        location=location(document, item, f"{where}, location"),
        source=_source(document, item, updated or published),
        extensions=extensions(document, item, f"{where}, extensions"),
    )
    its_episode = episode(document, item, entry, where)
    return replace(entry, episode=its_episode) if its_episode else entry


def _apple(document: Document, *names: str) -> tuple[str, ...]:
    """Return names of Apple's elements; none where feedkit wrote them, for they are of the podcast alone."""
    return () if document.is_ours else names


def _language(item: Children, feed_language: str | None) -> str | None:
    """Return the language of an entry; that of its texts, if it is another than the feed's."""
    own = clean_line(_xml_language(item.element)) or clean_line(item.text("dc:language", "language"))
    if own:
        return own
    texts = (_xml_language(one) for one in item.all("title", "content", "summary", "description"))
    inner = next(filter(None, texts), None)
    return inner if inner != feed_language else None


def _xml_language(element: etree._Element) -> str | None:
    return element.get(XML_LANG) or None


def _tags(children: Children, *names: str) -> tuple[str | Tag, ...]:
    """Return the tags in elements of these names, each once."""
    tags: list[str | Tag] = []
    for element in children.all(*names):
        if name_of(element).endswith(":keywords"):
            tags += filter(None, map(clean_line, inner_text(element).split(",")))
            continue
        label = clean_line(element.get("label"))
        name = clean_line(element.get("term") or inner_text(element)) or label
        scheme = (element.get("scheme") or element.get("domain") or "").strip() or None
        if name:
            label = label if label != name else None
            tags.append(Tag(name=name, scheme=scheme, label=label) if scheme or label else name)
    return tuple(dict.fromkeys(tags))


def _source(document: Document, item: Children, entry_date: object) -> Source | None:
    """Return the feed that an entry was taken from, if it has an address.

    `entry_date` is the entry's own, which feedkit writes where it knows none of that feed.
    """
    for element in item.all("source"):
        children = Children(element)
        own = children.text("id")
        url = document.absolute_url(element.get("url"), element) or link(document, children, "self")
        url = url or page_url(document, children) or absolute_url(own or "", None)
        title = line(document, children, "title") or clean_line(element.text)
        if url:
            updated = document.dates.first(children.texts("updated"), "source, updated")
            return Source(
                title=title or url,
                url=url,
                id=own if own != url else None,
                updated=updated if updated != entry_date else None,
            )
    return None
