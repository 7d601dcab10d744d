"""XML elements that Atom and RSS have in common, and the namespaces they are in."""

from __future__ import annotations

from lxml import etree

from feedkit.dates.feed_dates import rfc3339
from feedkit.model import Entry, Tag

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


def add_picture(parent: etree._Element, entry: Entry) -> None:
    """An entry's image in Media RSS, both ways that readers look for it."""
    if entry.image:
        add(parent, f"{{{MEDIA}}}thumbnail", url=entry.image)
        add(parent, f"{{{MEDIA}}}content", url=entry.image, medium="image")


def name_of(tag: str | Tag) -> str:
    """The name of a tag, with or without a scheme."""
    return tag if isinstance(tag, str) else tag.name
