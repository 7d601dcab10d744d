"""Lists of feeds in OPML 2.0 (http://opml.org/spec2.opml), which feed readers import and export."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from feedkit.errors import ParseError
from feedkit.parsers.trees import tree
from feedkit.values.decoding import source_text
from feedkit.values.plain_text import clean_line

FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?:)|feed:(?=//)", re.I)  # old browsers wrote it


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One feed of a list.

    title:     the title of the feed; its address where it has none
    feed_url:  its address (xmlUrl) as the list gives it, which may be relative
    url:       the address of its page (htmlUrl)
    """

    title: str
    feed_url: str
    url: str | None = None


def read_opml(document: str | bytes) -> tuple[Subscription, ...]:
    """Read a list of feeds, those in categories too: each address once, in the order of the document.

    Names of attributes may be in any case, as some programs write `xmlurl`; XML that is not well-formed is
    read as far as it can be repaired.

    Args:
        document: the OPML as text, or as bytes in any encoding.

    Raises:
        ParseError: the document is not OPML, or lists no feed.
    """
    try:
        root = tree(source_text(document).text, recover=True)
    except etree.XMLSyntaxError as error:
        raise ParseError(f"wanted an OPML list of feeds, but the XML cannot be read: {error.msg}") from error
    if root is None or _read(root)[0] != "opml":
        raise ParseError("wanted an OPML list of feeds, found another document: its root must be <opml>")
    listed: dict[str, Subscription] = {}
    for subscription in _subscriptions(root):
        listed.setdefault(subscription.feed_url, subscription)
    if not listed:
        raise ParseError("wanted an OPML list of feeds, found no outline with an xmlUrl")
    return tuple(listed.values())


def write_opml(subscriptions: Iterable[Subscription], *, title: str | None = None) -> bytes:
    """Return a list of feeds as OPML 2.0, in UTF-8 and in the order given; equal lists give equal bytes.

    Args:
        subscriptions: the feeds.
        title: the title of the list.
    """
    root = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    if named := clean_line(title):
        etree.SubElement(head, "title").text = named
    for one in subscriptions:
        feed_url, url = clean_line(one.feed_url) or "", clean_line(one.url)
        name = clean_line(one.title) or feed_url
        outline = etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=feed_url)
        if url:
            outline.set("htmlUrl", url)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _subscriptions(root: etree._Element) -> Iterator[Subscription]:
    for outline in root.iterdescendants(etree.Element):
        name, attributes = _read(outline)
        feed_url = attributes.get("xmlurl")
        if name == "outline" and feed_url:
            title = attributes.get("title") or attributes.get("text") or feed_url
            yield Subscription(title=title, feed_url=_address(feed_url), url=attributes.get("htmlurl"))


def _read(outline: etree._Element) -> tuple[str, dict[str, str]]:
    """Return the name of an element, and its attributes that are not blank, each on one line."""
    try:
        attributes = {str(name).lower(): clean_line(str(value)) for name, value in outline.attrib.items()}
        return _local(outline), {name: value for name, value in attributes.items() if value}
    except UnicodeDecodeError:  # libxml2 has cut a damaged name inside of a character
        return "", {}


def _address(text: str) -> str:
    bare = FEED_SCHEME.sub("", text, count=1) if text[:5].lower() == "feed:" else text
    return f"http:{bare}" if bare.startswith("//") else bare


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
