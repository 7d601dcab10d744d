"""JSON Feed, versions 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote

from feedkit.errors import ParseError, Problem, mismatch
from feedkit.model import Enclosure, Entry, Feed, Link, Paging, Person
from feedkit.model.checked import EMPTY
from feedkit.parsers.constructs import count, paragraphs
from feedkit.parsers.syndication.feed_date_reader import DateReader
from feedkit.parsers.syndication.feed_extensions import LEFT_OUT
from feedkit.parsers.syndication.feed_texts import content_html
from feedkit.values.extension_values import usable_json
from feedkit.values.json_numbers import json_integer
from feedkit.values.urls import absolute_url


def read(content: str, url: str | None, dates: DateReader) -> Feed:
    """Return a JSON Feed; keys whose values are of a wrong type are left out.

    Args:
        content: the document.
        url: its address.
        dates: reads its dates.

    Raises:
        ParseError: the document is not JSON.
    """
    try:
        document = json.loads(content, parse_int=json_integer)
    except (ValueError, RecursionError) as error:
        raise ParseError(f"wanted a JSON feed, but the JSON cannot be read: {error}") from error
    about = _Keys(document, url)
    url = url or about.address("home_page_url") or about.address("feed_url")
    about = _Keys(document, url)
    hubs = (_Keys(one, url).address("url") for one in about.rows("hubs"))
    entries = tuple(
        _entry(_Keys(one, url), number, dates) for number, one in enumerate(about.rows("items"), 1)
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
        hubs=tuple(dict.fromkeys(filter(None, hubs))),
        paging=Paging(next=older) if (older := about.address("next_url")) else None,
        json_extensions=about.extensions("feed, json_extensions", dates.problems),
        entries=entries,
    )


def _entry(item: _Keys, number: int, dates: DateReader) -> Entry:
    title = item.text("title")
    where = f"entry {number} {title!r}" if title else f"entry {number}"
    summary, markup, text = item.text("summary"), item.text("content_html"), item.text("content_text")
    url, external = item.address("url"), item.address("external_url")
    content = content_html(markup, url or item.base, dates.problems)
    enclosures = tuple(_enclosures(item))
    image = item.address("image") or item.address("banner_image")
    stand_ins = (title, summary, item.text("url"), image, *(one.url for one in enclosures))
    if text and not content and text not in stand_ins:
        summary, content = (summary, paragraphs(text)) if summary else (text, None)
    return Entry(
        title=title,
        url=url or external,
        id=item.text("id"),
        published=dates.read(item.text("date_published"), f"{where}, published"),
        updated=dates.read(item.text("date_modified"), f"{where}, updated"),
        summary=summary,
        content=content,
        authors=item.people(),
        tags=tuple(dict.fromkeys(tag for tag in item.list("tags") if isinstance(tag, str) and tag)),
        image=image,
        enclosures=enclosures,
        links=(Link(url=external),) if url and external else (),
        language=item.text("language"),
        json_extensions=item.extensions(f"{where}, json_extensions", dates.problems),
    )


def _enclosures(item: _Keys) -> Iterator[Enclosure]:
    for row in item.rows("attachments"):
        one = _Keys(row, item.base)
        address = one.address("url")
        if address:
            yield Enclosure(
                url=address,
                type=one.text("mime_type"),
                length=count(one.get("size_in_bytes")),
                duration=count(one.get("duration_in_seconds")) or None,
                title=one.text("title"),
            )


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys of a JSON object, whose values may be of any type; `base` is for relative addresses."""

    value: object
    base: str | None

    def get(self, name: str) -> object:
        return self.value.get(name) if isinstance(self.value, dict) else None

    def text(self, name: str) -> str | None:
        """Return a text, or None; version 1.0 has numbers for ids too, which become texts."""
        value = self.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return value if isinstance(value, str) and value.strip() else None

    def address(self, name: str) -> str | None:
        return absolute_url(self.text(name) or "", self.base)

    def list(self, name: str) -> Sequence[object]:
        value = self.get(name)
        return value if isinstance(value, list) else ()

    def rows(self, name: str) -> Iterator[dict[str, object]]:
        return (one for one in self.list(name) if isinstance(one, dict))

    def extensions(self, where: str, problems: MutableSequence[Problem]) -> Mapping[str, object]:
        """Return the values of keys that begin with "_"; a Problem says which are left out."""
        keys = self.value if isinstance(self.value, dict) else {}
        values = {key: value for key, value in keys.items() if key[:1] == "_"}
        return usable_json(values, self.base, partial(_report, where, problems)) if values else EMPTY

    def people(self) -> tuple[Person, ...]:
        """Return the authors; version 1.0 has one, in `author`."""
        rows: Sequence[object] = list(self.rows("authors")) or [self.get("author")]
        return tuple(filter(None, (_person(_Keys(one, self.base)) for one in rows)))


def _report(where: str, problems: MutableSequence[Problem], wanted: str, found: str) -> None:
    problems.append(mismatch(LEFT_OUT, wanted, found, where))


def _person(person: _Keys) -> Person | None:
    name, url = person.text("name") or "", person.text("url")
    email = unquote(url.removeprefix("mailto:")) if url and url.startswith("mailto:") else None
    return Person(name=name, email=email, url=None if email else url) if name or url else None
