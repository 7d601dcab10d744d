"""JSON Feed 1.1, its keys in the order of its specification (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from feedkit.errors import Problem
from feedkit.model import Enclosure, Entry, Feed, Person
from feedkit.values.headline import headline
from feedkit.values.media_types import UNKNOWN_TYPE
from feedkit.writers.elements import dates_of, name_of
from feedkit.writers.refusals import empty_entries

SAFE_IN_MAILTO = "@!$&'*+=~"  # as they are in an address of mail (RFC 6068)
VERSION = "https://jsonfeed.org/version/1.1"

_encode = json.JSONEncoder(ensure_ascii=False).encode


def problems(feed: Feed, entries: Iterable[Entry]) -> tuple[Problem, ...]:
    """Return what keeps a finished feed from being a JSON Feed."""
    return empty_entries(entries)


def pieces(feed: Feed, entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield a finished feed as JSON Feed, one key or one item a line."""
    about = _filled(
        version=VERSION,
        title=feed.title,
        home_page_url=feed.url,
        feed_url=feed.feed_url,
        description=feed.subtitle,
        next_url=feed.paging.next if feed.paging else None,
        icon=feed.image,
        favicon=feed.icon,
        authors=[_author(person) for person in feed.authors] or None,
        language=feed.language,
        expired=True if feed.podcast and feed.podcast.ended else None,
        hubs=[{"type": "WebSub", "url": hub} for hub in feed.hubs] or None,
    )
    about |= feed.json_extensions
    head = "".join(f"  {_encode(key)}: {_encode(value)},\n" for key, value in about.items())
    yield f'{{\n{head}  "items": ['.encode()
    end = ""
    for entry in entries:
        yield f"{',' if end else ''}\n    {_encode(_item(entry))}".encode()
        end = "\n  "
    yield f"{end}]\n}}\n".encode()


def _item(entry: Entry) -> dict[str, Any]:
    published, updated = dates_of(entry)
    made = _filled(
        id=entry.id,
        url=entry.url,
        external_url=_related(entry) if entry.links and entry.url else None,
        title=entry.title,
        content_html=entry.content,
        # one of content_html and content_text must be there
        content_text=None if entry.content else entry.summary or headline(entry),
        summary=entry.summary,
        image=entry.image,
        date_published=published,
        date_modified=updated,
        authors=[_author(person) for person in entry.authors] or None,
        tags=list(dict.fromkeys(map(name_of, entry.tags))) if entry.tags else None,
        language=entry.language,
        attachments=[_attachment(enclosure) for enclosure in entry.enclosures] or None,
    )
    return {**made, **entry.json_extensions} if entry.json_extensions else made


def _related(entry: Entry) -> str | None:
    return next((link.url for link in entry.links if link.rel == "related"), None)


def _author(person: Person) -> dict[str, Any]:
    mail = f"mailto:{quote(person.email, safe=SAFE_IN_MAILTO)}" if person.email else None
    return _filled(name=person.name, url=person.url or mail)


def _attachment(enclosure: Enclosure) -> dict[str, Any]:
    return _filled(
        url=enclosure.url,
        mime_type=enclosure.type or UNKNOWN_TYPE,
        title=enclosure.title,
        size_in_bytes=enclosure.length,
        duration_in_seconds=enclosure.duration,
    )


def _filled(**keys: Any) -> dict[str, Any]:
    return {key: value for key, value in keys.items() if value is not None}
