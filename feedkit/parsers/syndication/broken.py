"""A feed in XML that is not well-formed, as far as feedparser can mend it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from feedkit.errors import ParseError, Problem
from feedkit.model import Enclosure, Entry, Feed, Person, Source, Tag
from feedkit.parsers.constructs import (
    has_markup,
    paragraphs,
    plain_text,
    seconds,
    size,
)
from feedkit.parsers.syndication.moments import Moments
from feedkit.values.plain_text import clean_line
from feedkit.values.sanitising import sanitised_html
from feedkit.values.urls import absolute_url

HTML_TYPES = ("text/html", "application/xhtml+xml")
PICTURE = "image/"
ENTRY = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)\b", re.I)
TAG = re.compile(
    r"<(?:[\w.-]+:)?(?:category|subject|keywords|tags)\b|,", re.I
)  # keywords are parted by commas
MOST_TAGS = 5_000  # in one entry, with the commas of its text
Values = Mapping[str, Any]


def read(content: str, url: str | None, dates: Moments) -> Feed:
    """Read a feed that may be broken.

    Raises:
        ParseError: the document is no feed, or made to take feedparser hours.
    """
    import feedparser

    if _most_tags(content) > MOST_TAGS:
        raise ParseError(f"not well-formed XML, with more than {MOST_TAGS:,} tags in one entry")

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url or ""}
    document = feedparser.parse(
        io.BytesIO(content.encode("utf-8", "replace")),
        response_headers=headers,
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    about = dict(document.feed)
    if not document.version and not document.entries:
        raise ParseError("wanted an RSS, Atom or JSON feed, found none of them")
    dates.problems += _faults(document)
    links = _links(about)
    entries = tuple(
        _entry(dict(item), number, url, about.get("language"), dates, document.version)
        for number, item in enumerate(document.entries, 1)
    )
    return Feed(
        title=_line(about.get("title_detail")),
        url=absolute_url(about.get("link") or "", url),
        feed_url=_first(links, "self", url),
        id=about.get("id") or None,
        subtitle=_line(about.get("subtitle_detail")),
        language=about.get("language") or None,
        updated=dates.read(about.get("updated"), "feed, updated"),
        authors=_people(about.get("authors", ()), "href"),
        icon=absolute_url(about.get("icon") or "", url),
        image=_feed_image(about, url),
        tags=_tags(about),
        rights=_line(about.get("rights_detail")),
        hub=_first(links, "hub", url),
        entries=entries,
    )


def _most_tags(content: str) -> int:
    """How many tags an entry has at most; feedparser compares each with all others."""
    return max(len(TAG.findall(part)) for part in ENTRY.split(content))


def _faults(document: Any) -> Iterator[Problem]:
    """Where the document is not well-formed, which feedparser has mended."""
    fault = document.get("bozo_exception")
    if hasattr(fault, "getMessage"):
        yield Problem(rule="not-well-formed", message=f"not well-formed XML: {fault.getMessage()}")


def _entry(
    item: Values, number: int, url: str | None, language: str | None, dates: Moments, version: str
) -> Entry:
    title = _line(item.get("title_detail"))
    where = f"entry {number} {title!r}" if title else f"entry {number}"
    media = [one for one in item.get("media_content", ()) if one.get("url")]
    pictures = [one for one in media if _is_picture(one)]
    summary, content = _texts(item, title, url)
    link = _links(item).get("alternate")
    if link is None and item.get("guidislink") and not version.startswith("atom"):
        link = item.get("id")  # RSS: a guid that is an address
    return Entry(
        title=title,
        url=absolute_url(link or "", url),
        id=item.get("id") or None,
        published=dates.read(item.get("published"), f"{where}, published"),
        updated=dates.read(item.get("updated"), f"{where}, updated")
        if "updated" in item.keys()  # noqa: SIM118  feedparser's own `in` warns
        else None,
        summary=summary,
        content=content,
        authors=_people(item.get("authors", ()), "href"),
        tags=_tags(item),
        image=_image(item, pictures, url),
        enclosures=_enclosures(item, [one for one in media if one not in pictures], url),
        language=_language(item, language),
        rights=_line(item.get("rights_detail")),
        comments=absolute_url(item.get("comments") or _links(item).get("replies") or "", url),
        source=_source(item.get("source"), url),
    )


def _texts(item: Values, title: str | None, url: str | None) -> tuple[str | None, str | None]:
    """Summary and content: what is all text is a summary, and a description with markup is the content."""
    parts = [one for one in item.get("content", ()) if _is_text(one)]
    content = max(parts, key=lambda one: one.get("type") in HTML_TYPES, default=None)
    summary = item.get("summary_detail")
    if content is not None and content.get("value") == (summary or {}).get("value"):
        summary = None  # feedparser's stand-in
    if summary is not None and content is None and _has_markup(summary):
        summary, content = None, summary
    if content is not None and summary is None and not _has_markup(content):
        summary, content = content, None
    text = _text(summary)
    return (None if text == title else text), _html(content, url)


def _is_text(part: Values) -> bool:
    return bool(part.get("value")) and part.get("type") in (*HTML_TYPES, "text/plain", "", None)


def _has_markup(part: Values) -> bool:
    return part.get("type") in HTML_TYPES and has_markup(part.get("value") or "")


def _text(part: Values | None) -> str | None:
    """A text construct as plain text, its lines kept."""
    value = (part or {}).get("value")
    if not value:
        return None
    if part is not None and part.get("type") in HTML_TYPES:
        value = plain_text(value)
    return value.strip() or None


def _line(part: Values | None) -> str | None:
    text = _text(part)
    return clean_line(text)


def _html(part: Values | None, url: str | None) -> str | None:
    if part is None:
        return None
    value = part.get("value") or ""
    if part.get("type") not in HTML_TYPES:
        return paragraphs(value)
    return sanitised_html(value, absolute_url(part.get("base") or "", url) or url)


def _links(about: Values) -> Mapping[str, str]:
    return {link.get("rel") or "": link.get("href") or "" for link in reversed(about.get("links", ()))}


def _first(links: Mapping[str, str], rel: str, url: str | None) -> str | None:
    return absolute_url(links.get(rel, ""), url)


def _people(people: Iterable[Values], address: str) -> tuple[Person, ...]:
    """Those with a name, an e-mail or a web address."""
    found = (
        Person(name=one.get("name") or "", email=one.get("email"), url=one.get(address)) for one in people
    )
    return tuple(dict.fromkeys(person for person in found if person.name or person.email or person.url))


def _tags(of: Values) -> tuple[str | Tag, ...]:
    named = [tag for tag in of.get("tags", ()) if tag.get("term")]
    found = (
        Tag(name=tag["term"], scheme=tag["scheme"]) if tag.get("scheme") else tag["term"] for tag in named
    )
    return tuple(dict.fromkeys(found))


def _source(source: Values | None, url: str | None) -> Source | None:
    """The feed that an entry was taken from, where it has a title and an address."""
    if source is None:
        return None
    address = absolute_url(source.get("href") or _links(source).get("self") or source.get("link") or "", url)
    title = _line(source.get("title_detail")) or source.get("title")
    return Source(title=title, url=address) if title and address else None


def _feed_image(about: Values, url: str | None) -> str | None:
    image = about.get("image")
    thumbnails = about.get("media_thumbnail") or [{}]
    own = image.get("href") if isinstance(image, Mapping) else image
    return absolute_url(about.get("logo") or own or thumbnails[0].get("url") or "", url)


def _image(item: Values, pictures: Sequence[Values], url: str | None) -> str | None:
    thumbnails = [*item.get("media_thumbnail", ()), *pictures]
    image = item.get("image")
    own = (image.get("href") or "") if isinstance(image, Mapping) else ""
    return absolute_url((thumbnails[0].get("url") or "") if thumbnails else own, url)


def _is_picture(media: Values) -> bool:
    return media.get("medium") == "image" or str(media.get("type") or "").startswith(PICTURE)


def _enclosures(item: Values, media: Sequence[Values], url: str | None) -> tuple[Enclosure, ...]:
    """Those of links and RSS, then those of Media RSS that are no pictures, each once."""
    links = [link for link in item.get("links", ()) if link.get("rel") == "enclosure"]
    offered = [(one.get("href"), one, one.get("length")) for one in links]
    offered += [(one.get("url"), one, one.get("filesize")) for one in media]
    found: dict[str, Enclosure] = {}
    for href, one, length in offered:
        address = absolute_url(href or "", url)
        if address:
            duration = one.get("duration") or (None if found else item.get("itunes_duration"))
            made = Enclosure(
                url=address,
                type=one.get("type") or None,
                length=size(length),
                duration=seconds(duration),
                title=one.get("title"),
            )
            found.setdefault(address, made)
    return tuple(found.values())


def _language(item: Values, of_feed: str | None) -> str | None:
    """The language of an entry, where it is its own."""
    parts = [item.get("title_detail"), item.get("summary_detail"), *item.get("content", ())]
    own = item.get("language") or next(
        (part["language"] for part in parts if part and part["language"]), None
    )
    return own if own and own != of_feed else None
