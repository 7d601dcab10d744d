"""The pictures and media files of a feed in XML: enclosures of RSS and Atom, Media RSS, Apple's covers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from lxml import etree

from feedkit.model import Enclosure, Image
from feedkit.parsers.constructs import count, seconds, size
from feedkit.parsers.syndication.feed_elements import Children, Document, inner_text, name_of
from feedkit.parsers.syndication.feed_links import is_no_page, links
from feedkit.values.media_types import media_type_of
from feedkit.values.plain_text import clean_line

FILE_FIELDS = ("type", "length", "duration", "title", "width", "height", "group")


def channel_image(document: Document, channel: Children) -> str | None:
    """Return the address of the picture of a feed."""
    return _first_image(document, channel.all("logo", "image", *_covers(document), "media:thumbnail"))


def cover(document: Document, children: Children) -> str | None:
    """Return the address of Apple's picture of a feed or an entry."""
    return _first_image(document, children.all("itunes:image"))


def _covers(document: Document) -> tuple[str, ...]:
    """Return the elements of covers, which are pictures too; of ours, a picture stands elsewhere."""
    return () if document.is_ours else ("itunes:image",)


def images_and_enclosures(
    document: Document, item: Children
) -> tuple[str | None, tuple[Image, ...], tuple[Enclosure, ...]]:
    """Return the address of an entry's picture, its pictures in sizes, and its media files, each once.

    Pictures of which nothing but the address is known are the entry's picture alone.
    """
    media = item.all("media:content")
    pictures = [*item.all("media:thumbnail"), *(one for one in media if _is_image(document, one))]
    first = _first_image(document, [*pictures, *item.all(*_covers(document), "image")])
    images = dict.fromkeys(filter(None, (_image(document, one) for one in pictures)))
    files = [*item.all("enclosure"), *links(item, "enclosure"), *_linked_contents(item)]
    files += [one for one in media if not _is_image(document, one)]
    enclosures: dict[str, Enclosure] = {}
    duration = next((seconds(text) for text in item.texts("itunes:duration")), None)
    sizes = Counter(one.getparent() for one in files if name_of(one) == "media:content")
    several = [one for one in item.all("media:group") if sizes[one] > 1]
    groups = {one: number for number, one in enumerate(several, 1)}
    for element in files:
        parent = element.getparent()
        group = None if parent is None else groups.get(parent)
        enclosure = _enclosure(document, element, None if enclosures else duration, group)
        if enclosure:
            known = enclosures.get(enclosure.url)
            enclosures[enclosure.url] = _joined(known, enclosure) if known else enclosure
    sized = tuple(one for one in images if one != Image(url=first or "", thumbnail=one.thumbnail))
    return first, sized, tuple(enclosures.values())


def _joined(first: Enclosure, second: Enclosure) -> Enclosure:
    """Return a file of which two elements say something; the first is believed."""
    told = {name: getattr(second, name) for name in FILE_FIELDS if getattr(first, name) is None}
    return replace(first, **told)


def _image(document: Document, element: etree._Element) -> Image | None:
    url = document.absolute_url(element.get("url"), element)
    if url is None:
        return None
    return Image(
        url=url,
        width=size(element.get("width")),
        height=size(element.get("height")),
        time=clean_line(element.get("time")),
        thumbnail=name_of(element) == "media:thumbnail",
    )


def _first_image(document: Document, elements: list[etree._Element]) -> str | None:
    urls = (_image_url(document, element) for element in elements)
    return next(filter(None, urls), None)


def _image_url(document: Document, element: etree._Element) -> str | None:
    """Return the address of a picture: in an attribute, an element within, or the text."""
    own = element.get("href") or element.get("url") or Children(element).text("url")
    return document.absolute_url(own or (inner_text(element) if not len(element) else None), element)


def is_of_image(document: Document, element: etree._Element) -> bool:
    """Return whether an element of Media RSS is about a picture, and not about the entry."""
    parent = element.getparent()
    return parent is not None and name_of(parent) == "media:content" and _is_image(document, parent)


def _is_image(document: Document, media: etree._Element) -> bool:
    if media.get("medium") or document.is_ours:
        return media.get("medium") == "image"
    kind = media.get("type") or media_type_of(media.get("url") or "")
    return kind.strip().lower().startswith("image/")


def _linked_contents(item: Children) -> list[etree._Element]:
    """Return the contents of Atom that are files at an address (RFC 4287, section 4.1.3.2)."""
    return [one for one in item.all("content") if one.get("src") and is_no_page(one)]


def _enclosure(
    document: Document, element: etree._Element, duration: int | None, group: int | None
) -> Enclosure | None:
    reference = element.get("href") or element.get("url") or element.get("src")
    url = document.absolute_url(reference, element)
    if url is None:
        return None
    length = element.get("length") or element.get("fileSize")
    return Enclosure(
        url=url,
        type=(element.get("type") or "").strip() or None,
        length=count(length) if name_of(element) == "link" else size(length),
        duration=seconds(element.get("duration")) or duration,
        title=clean_line(element.get("title")),
        width=size(element.get("width")),
        height=size(element.get("height")),
        group=group,
    )
