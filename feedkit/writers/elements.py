"""XML elements that Atom and RSS have in common, and the namespaces they are in."""

from __future__ import annotations

from lxml import etree

from feedkit.dates.feed_dates import rfc3339
from feedkit.model import Entry, Feed, Tag
from feedkit.model.extension import PREFIXES
from feedkit.values.syndication_terms import BEHIND_ANOTHER, GENERATOR

GEORSS = PREFIXES["georss"]
ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"


def add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """A new last child of an element."""
    child = etree.SubElement(parent, name, attributes)
    child.text = text
    return child


def dates_of(entry: Entry) -> tuple[str | None, str]:
    """When an entry was published, where that is known, and updated, as RFC 3339."""
    assert entry.updated is not None  # finishing has seen to it
    updated = rfc3339(entry.updated)
    if entry.published is entry.updated:
        return updated, updated
    return rfc3339(entry.published) if entry.published else None, updated


def generator_name(feed: Feed) -> str:
    """The name of the program that made a feed; feedkit is named behind another."""
    return f"{feed.generator.name}{BEHIND_ANOTHER}" if feed.generator else GENERATOR


def name_of(tag: str | Tag) -> str:
    """The name of a tag, with or without a scheme."""
    return tag if isinstance(tag, str) else tag.name
