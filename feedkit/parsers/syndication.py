"""A feed that is one already: RSS in all its versions, Atom and JSON Feed, read into the model.

XML is read with feedparser, which copes with feeds that are not well-formed. What it makes of dates and HTML
is left aside: dates are read with their zones, and HTML is sanitised as everywhere.
"""

from __future__ import annotations

import html
import io
import json
import re
from calendar import timegm
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from feedkit.dates import read_stamp
from feedkit.errors import NoEntriesError, ParseError, Problem
from feedkit.model import Enclosure, Entry, Feed, Paging, Person, Source, Tag
from feedkit.parsers.html.outline import outline
from feedkit.parsers.reading import FieldFound, Reading
from feedkit.sanitising import sanitised
from feedkit.urls import absolute

ELEMENT = re.compile(r"<[A-Za-z/!?]")
HTML_TYPES = ("text/html", "application/xhtml+xml")
PICTURE = "image/"
PAGES = ("first", "previous", "next", "last", "current", "prev-archive", "next-archive")  # RFC 5005
Values = Mapping[str, Any]


def read(content: str, url: str | None, zone: ZoneInfo) -> Reading:
    """Read a feed.

    Args:
        content: the document.
        url: its address, which relative references are resolved against.
        zone: what dates without a zone are in.

    Raises:
        NoEntriesError: the feed is empty.
        ParseError: the document is no feed.
    """
    told = _Dates(zone)
    feed = _from_json(content, url, told) if content.lstrip("\ufeff \t\r\n")[:1] == "{" else None
    feed = feed or _from_xml(content, url, told)
    if not feed.entries:
        raise NoEntriesError("no entries found: the feed is empty")
    return Reading(feed=feed, format="feed", fields=tuple(_found(feed.entries)))


def _found(entries: Sequence[Entry]) -> Iterator[FieldFound]:
    for one in fields(Entry):
        count = sum(bool(getattr(entry, one.name)) for entry in entries)
        if count:
            yield FieldFound(field=one.name, where="", entries=count)


@dataclass(slots=True)
class _Dates:
    """Reads dates; what cannot be read is told."""

    zone: ZoneInfo
    problems: list[Problem] = field(default_factory=list)

    def read(self, text: object, where: str, parsed: Sequence[int] | None = None) -> datetime | None:
        """A date as it is written; `parsed` is what feedparser made of it, in UTC."""
        if not isinstance(text, str) or not text.strip():
            return None
        found = read_stamp(text)
        if found is None and parsed:
            found = datetime.fromtimestamp(timegm(tuple(parsed)), UTC)
        if found is None:
            self.problems.append(
                Problem(rule="not-a-date", message=f"wanted a date, found {text[:60]!r}", where=where)
            )
            return None
        if not isinstance(found, datetime):
            return datetime.combine(found, time(), self.zone)
        return found if found.tzinfo is not None else found.replace(tzinfo=self.zone)


# --- XML, through feedparser ---


def _from_xml(content: str, url: str | None, dates: _Dates) -> Feed:
    import feedparser

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
    links = _links(about)
    entries = tuple(
        _xml_entry(dict(item), number, url, about.get("language"), dates, document.version)
        for number, item in enumerate(document.entries, 1)
    )
    return Feed(
        title=_line(about.get("title_detail")),
        url=absolute(about.get("link", ""), url),
        feed_url=_first(links, "self", url),
        id=about.get("id") or None,
        subtitle=_line(about.get("subtitle_detail")),
        language=about.get("language") or None,
        updated=dates.read(about.get("updated"), "feed, updated", about.get("updated_parsed")),
        authors=_people(about.get("authors", ()), "href"),
        icon=absolute(about.get("icon", ""), url),
        image=_feed_image(about, url),
        tags=_tags(about),
        rights=_line(about.get("rights_detail")),
        hub=_first(links, "hub", url),
        paging=_paging(links, url),
        entries=entries,
        problems=(*_faults(document), *dates.problems),
    )


def _faults(document: Any) -> Iterator[Problem]:
    """Where the document is not well-formed, which feedparser has mended."""
    fault = document.get("bozo_exception")
    if hasattr(fault, "getMessage"):
        yield Problem(rule="not-well-formed", message=f"not well-formed XML: {fault.getMessage()}")


def _xml_entry(
    item: Values, number: int, url: str | None, language: str | None, dates: _Dates, version: str
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
        url=absolute(link or "", url),
        id=item.get("id") or None,
        published=dates.read(item.get("published"), f"{where}, published", item.get("published_parsed")),
        updated=dates.read(item.get("updated"), f"{where}, updated", item.get("updated_parsed"))
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
        comments=absolute(item.get("comments") or _links(item).get("replies", ""), url),
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
    return part.get("type") in HTML_TYPES and bool(ELEMENT.search(part.get("value", "")))


def _text(part: Values | None) -> str | None:
    """A text construct as plain text, its lines kept."""
    value = (part or {}).get("value")
    if not value:
        return None
    if part is not None and part.get("type") in HTML_TYPES:
        value = plain_text(value)
    return value.strip() or None


def plain_text(markup: str) -> str:
    """The text that a piece of HTML shows."""
    if not ELEMENT.search(markup):
        return html.unescape(markup)
    page = outline(markup)
    return page.text(0, len(page.nodes))


def _line(part: Values | None) -> str | None:
    text = _text(part)
    return " ".join(text.split()) if text else None


def _html(part: Values | None, url: str | None) -> str | None:
    if part is None:
        return None
    value = part.get("value", "")
    if part.get("type") not in HTML_TYPES:
        return _paragraphs(value)
    return sanitised(value, absolute(part.get("base") or "", url) or url)


def _paragraphs(text: str) -> str | None:
    """Plain text as HTML."""
    parts = [html.escape(part.strip(), quote=False) for part in re.split(r"\n\s*\n", text) if part.strip()]
    return "".join(f"<p>{part}</p>" for part in parts).replace("\n", "<br>") or None


def _links(about: Values) -> Mapping[str, str]:
    return {link.get("rel", ""): link.get("href", "") for link in reversed(about.get("links", ()))}


def _first(links: Mapping[str, str], rel: str, url: str | None) -> str | None:
    return absolute(links.get(rel, ""), url)


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
    address = absolute(source.get("href") or _links(source).get("self") or source.get("link") or "", url)
    title = _line(source.get("title_detail")) or source.get("title")
    return Source(title=title, url=address) if title and address else None


def _paging(links: Mapping[str, str], url: str | None) -> Paging | None:
    found: dict[str, Any] = {rel.replace("-", "_"): _first(links, rel, url) for rel in PAGES}
    return Paging(**found) if any(found.values()) else None


def _feed_image(about: Values, url: str | None) -> str | None:
    image = about.get("image")
    thumbnails = about.get("media_thumbnail") or [{}]
    own = image.get("href") if isinstance(image, Mapping) else image
    return absolute(about.get("logo") or own or thumbnails[0].get("url") or "", url)


def _image(item: Values, pictures: Sequence[Values], url: str | None) -> str | None:
    thumbnails = [*item.get("media_thumbnail", ()), *pictures]
    image = item.get("image")
    own = image.get("href", "") if isinstance(image, Mapping) else ""
    return absolute(thumbnails[0].get("url", "") if thumbnails else own, url)


def _is_picture(media: Values) -> bool:
    return media.get("medium") == "image" or str(media.get("type") or "").startswith(PICTURE)


def _enclosures(item: Values, media: Sequence[Values], url: str | None) -> tuple[Enclosure, ...]:
    """Those of links and RSS, then those of Media RSS that are no pictures, each once."""
    links = [link for link in item.get("links", ()) if link.get("rel") == "enclosure"]
    offered = [(one.get("href"), one, one.get("length")) for one in links]
    offered += [(one.get("url"), one, one.get("filesize")) for one in media]
    found: dict[str, Enclosure] = {}
    for href, one, size in offered:
        address = absolute(href or "", url)
        if address:
            duration = one.get("duration") or (None if found else item.get("itunes_duration"))
            made = Enclosure(
                url=address,
                type=one.get("type") or None,
                length=_size(size),
                duration=_seconds(duration),
                title=one.get("title"),
            )
            found.setdefault(address, made)
    return tuple(found.values())


def _seconds(value: object) -> int | None:
    """A duration in seconds, or as hours, minutes and seconds with colons between them."""
    seconds = 0
    for part in str(value or "").split(":"):
        if not part.strip().isdecimal() or len(part) > 6:
            return None
        seconds = 60 * seconds + int(part)
    return seconds or None


def _size(value: object) -> int | None:
    """A size in bytes; 0 says that it is unknown."""
    if isinstance(value, str):
        value = int(value) if value.strip().isdecimal() and len(value) < 20 else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _language(item: Values, of_feed: str | None) -> str | None:
    """The language of an entry, where it is its own."""
    parts = [item.get("title_detail"), item.get("summary_detail"), *item.get("content", ())]
    own = item.get("language") or next(
        (part["language"] for part in parts if part and part["language"]), None
    )
    return own if own and own != of_feed else None


# --- JSON Feed (https://www.jsonfeed.org/version/1.1/) ---


def _from_json(content: str, url: str | None, dates: _Dates) -> Feed:
    try:
        document = json.loads(content.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise ParseError(f"wanted a JSON feed, but the JSON cannot be read: {error}") from error
    about = _Keys(document, url)
    hub = next((_Keys(one, url).address("url") for one in about.rows("hubs")), None)
    entries = tuple(
        _json_entry(_Keys(one, url), number, dates) for number, one in enumerate(about.rows("items"), 1)
    )
    return Feed(
        title=about.text("title"),
        url=about.address("home_page_url"),
        feed_url=about.address("feed_url"),
        subtitle=about.text("description"),
        language=about.text("language"),
        authors=about.people(),
        icon=about.address("favicon"),
        image=about.address("icon"),
        hub=hub,
        paging=Paging(next=older) if (older := about.address("next_url")) else None,
        entries=entries,
        problems=tuple(dates.problems),
    )


def _json_entry(item: _Keys, number: int, dates: _Dates) -> Entry:
    title = item.text("title")
    where = f"entry {number} {title!r}" if title else f"entry {number}"
    summary, markup, text = item.text("summary"), item.text("content_html"), item.text("content_text")
    content = sanitised(markup, item.address("url") or item.base)
    if text and not content and text not in (title, summary):
        summary, content = (summary, _paragraphs(text)) if summary else (text, None)
    attachments = [_Keys(one, item.base) for one in item.rows("attachments")]
    return Entry(
        title=title,
        url=item.address("url") or item.address("external_url"),
        id=item.text("id"),
        published=dates.read(item.text("date_published"), f"{where}, published"),
        updated=dates.read(item.text("date_modified"), f"{where}, updated"),
        summary=summary,
        content=content,
        authors=item.people(),
        tags=tuple(dict.fromkeys(tag for tag in item.list("tags") if isinstance(tag, str) and tag)),
        image=item.address("image") or item.address("banner_image"),
        enclosures=tuple(
            Enclosure(
                url=address,
                type=one.text("mime_type"),
                length=_size(one.get("size_in_bytes")),
                duration=_size(one.get("duration_in_seconds")),
                title=one.text("title"),
            )
            for one in attachments
            if (address := one.address("url"))
        ),
        language=item.text("language"),
    )


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys of a JSON object, which may hold anything."""

    value: object
    base: str | None

    def get(self, name: str) -> object:
        return self.value.get(name) if isinstance(self.value, dict) else None

    def text(self, name: str) -> str | None:
        """A text; version 1.0 has numbers for ids too."""
        value = self.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return value if isinstance(value, str) and value.strip() else None

    def address(self, name: str) -> str | None:
        return absolute(self.text(name) or "", self.base)

    def list(self, name: str) -> Sequence[object]:
        value = self.get(name)
        return value if isinstance(value, list) else ()

    def rows(self, name: str) -> Iterator[dict[str, object]]:
        return (one for one in self.list(name) if isinstance(one, dict))

    def people(self) -> tuple[Person, ...]:
        """The authors; version 1.0 has one, under another name."""
        rows: Sequence[object] = list(self.rows("authors")) or [self.get("author")]
        return tuple(filter(None, (_json_person(_Keys(one, self.base)) for one in rows)))


def _json_person(person: _Keys) -> Person | None:
    name, url = person.text("name") or "", person.text("url")
    email = url.removeprefix("mailto:") if url and url.startswith("mailto:") else None
    return Person(name=name, email=email, url=None if email else url) if name or url else None
