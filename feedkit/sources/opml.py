"""Lists of feeds in OPML (http://opml.org/spec2.opml), which feed readers import and export."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from feedkit.errors import ParseError
from feedkit.parsers.trees import tree
from feedkit.values.decoding import source_text
from feedkit.values.plain_text import clean_line

FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?:)|feed:(?=//)", re.I)  # what browsers made of addresses once


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One feed of a list.

    title:     what it is called
    feed_url:  its address as the list has it, which may be relative
    url:       the address of its page
    """

    title: str
    feed_url: str
    url: str | None = None


def read_opml(document: str | bytes) -> tuple[Subscription, ...]:
    """Read a list of feeds: those in categories too, each address once, in the order of the document.

    Names of attributes count in any case, as programs write `xmlurl` too, and what is not well-formed is read
    as far as that goes.

    Args:
        document: the OPML; bytes in any encoding.

    Raises:
        ParseError: it is no OPML, or lists no feed.
    """
    try:
        root = tree(source_text(document), mend=True)
    except etree.XMLSyntaxError as error:
        raise ParseError(f"wanted an OPML list of feeds, but the XML cannot be read: {error.msg}") from error
    if root is None or _local(root) != "opml":
        raise ParseError("wanted an OPML list of feeds, found another document: its root is to be <opml>")
    found: dict[str, Subscription] = {}
    for one in _subscriptions(root):
        found.setdefault(one.feed_url, one)
    if not found:
        raise ParseError("wanted an OPML list of feeds, found no outline with an xmlUrl")
    return tuple(found.values())


def write_opml(subscriptions: Iterable[Subscription], *, title: str | None = None) -> bytes:
    """Write a list of feeds as OPML 2.0, in the order given; the same list gives the same bytes.

    Args:
        subscriptions: the feeds.
        title: what the list is called.
    """
    root = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    if named := clean_line(title):
        etree.SubElement(head, "title").text = named
    for one in subscriptions:
        name = clean_line(one.title) or one.feed_url
        outline = etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=one.feed_url)
        if one.url:
            outline.set("htmlUrl", one.url)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _subscriptions(root: etree._Element) -> Iterator[Subscription]:
    for outline in root.iterdescendants(etree.Element):
        said = {str(name).lower(): str(value).strip() for name, value in outline.attrib.items()}
        feed_url = said.get("xmlurl")
        if _local(outline) == "outline" and feed_url:
            title = clean_line(said.get("title") or said.get("text")) or feed_url
            yield Subscription(title=title, feed_url=_address(feed_url), url=said.get("htmlurl") or None)


def _address(text: str) -> str:
    bare = FEED_SCHEME.sub("", text, count=1) if text[:5].lower() == "feed:" else text
    return f"http:{bare}" if bare.startswith("//") else bare


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
