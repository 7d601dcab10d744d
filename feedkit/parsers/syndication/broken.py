"""A feed in XML that is not well-formed, as far as feedparser can repair it."""

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
from feedkit.parsers.syndication.feed_date_reader import DateReader
from feedkit.values.plain_text import clean_line
from feedkit.values.sanitising import sanitised_html
from feedkit.values.urls import absolute_url

HTML_TYPES = ("text/html", "application/xhtml+xml")
PICTURE = "image/"
ENTRY = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)\b", re.I)
TAG = re.compile(r"<(?:[\w.-]+:)?(?:category|subject|keywords|tags)\b|,", re.I)  # commas separate keywords
MAX_TAGS = 5_000  # in one entry, with the commas of its text
CHARACTER_REFERENCE = re.compile(r"&#([xX][0-9A-Fa-f]+|[0-9]+);?")
Values = Mapping[str, Any]


def read(content: str, url: str | None, dates: DateReader) -> Feed:
    """Return a feed that may be broken.

    Args:
        content: the document.
        url: its address.
        dates: reads its dates; its `problems` also receives what is not well-formed.

    Raises:
        ParseError: the document is no feed, or an entry has more tags than feedparser can read in time.
    """
    import feedparser

    if _max_tags(content) > MAX_TAGS:
        raise ParseError(f"not well-formed XML, with more than {MAX_TAGS:,} tags in one entry")

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url or ""}
    try:
        document = feedparser.parse(
            io.BytesIO(CHARACTER_REFERENCE.sub(_possible, content).encode("utf-8", "replace")),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:  # its own defects
        raise ParseError("not well-formed XML, which feedparser cannot read") from error
    about = dict(document.feed)
    if not document.version and not document.entries:
        raise ParseError("wanted an RSS, Atom or JSON feed, found none of them")
    dates.problems += _defects(document)
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


def _possible(reference: re.Match[str]) -> str:
    """Return a reference to a character, or U+FFFD for one that there is not, on which feedparser fails."""
    digits = reference[1].lstrip("0xX")[:8]  # more are too many in any case
    try:
        code = int(digits or "0", 16 if reference[1][0] in "xX" else 10)
        chr(code).encode()
    except (ValueError, OverflowError):  # UnicodeEncodeError, for half of a pair, is a ValueError
        return "\ufffd"
    return reference[0]


def _max_tags(content: str) -> int:
    """Return how many tags the entry with the most has; feedparser compares each with all others."""
    return max(len(TAG.findall(part)) for part in ENTRY.split(content))


def _defects(document: Any) -> Iterator[Problem]:
    """Yield the first reason why the document is not well-formed; feedparser has repaired it."""
    error = document.get("bozo_exception")
    if hasattr(error, "getMessage"):
        yield Problem(rule="not-well-formed", message=f"not well-formed XML: {error.getMessage()}")


def _entry(
    item: Values, number: int, url: str | None, language: str | None, dates: DateReader, version: str
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
    """Return summary and content: a description with markup is the content, nothing but text a summary."""
    parts = [one for one in item.get("content", ()) if _is_text(one)]
    content = max(parts, key=lambda one: one.get("type") in HTML_TYPES, default=None)
    summary = item.get("summary_detail")
    if content is not None and content.get("value") == (summary or {}).get("value"):
        summary = None  # feedparser fills in the content
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
    """Return a text construct as plain text, its lines kept."""
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
    """Return those with a name, an e-mail address or a web address, each once."""
    named = (
        Person(name=one.get("name") or "", email=one.get("email"), url=one.get(address)) for one in people
    )
    return tuple(dict.fromkeys(person for person in named if person.name or person.email or person.url))


def _tags(of: Values) -> tuple[str | Tag, ...]:
    named = [tag for tag in of.get("tags", ()) if tag.get("term")]
    tags = (
        Tag(name=tag["term"], scheme=tag["scheme"]) if tag.get("scheme") else tag["term"] for tag in named
    )
    return tuple(dict.fromkeys(tags))


def _source(source: Values | None, url: str | None) -> Source | None:
    """Return the feed that an entry was taken from, if it has a title and an address."""
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
    """Return those of links and RSS, then those of Media RSS that are not pictures, each address once."""
    links = [link for link in item.get("links", ()) if link.get("rel") == "enclosure"]
    offered = [(one.get("href"), one, one.get("length")) for one in links]
    offered += [(one.get("url"), one, one.get("filesize")) for one in media]
    enclosures: dict[str, Enclosure] = {}
    for href, one, length in offered:
        address = absolute_url(href or "", url)
        if address:
            duration = one.get("duration") or (None if enclosures else item.get("itunes_duration"))
            enclosure = Enclosure(
                url=address,
                type=one.get("type") or None,
                length=size(length),
                duration=seconds(duration),
                title=one.get("title"),
            )
            enclosures.setdefault(address, enclosure)
    return tuple(enclosures.values())


def _language(item: Values, feed_language: str | None) -> str | None:
    """Return the language of an entry, if it is another than the feed's."""
    parts = [item.get("title_detail"), item.get("summary_detail"), *item.get("content", ())]
    own = item.get("language") or next(
        (part["language"] for part in parts if part and part["language"]), None
    )
    return own if own and own != feed_language else None
