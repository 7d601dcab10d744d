"""What Apple's elements and those of the podcast namespace say of a podcast and its episodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from lxml import etree

from feedkit.errors import mismatch
from feedkit.model import Entry, Episode, Feed, LiveItem, Podcast, PodcastImage
from feedkit.parsers.syndication.feed_elements import Children, Document, inner_text, name_of
from feedkit.parsers.syndication.feed_media import cover
from feedkit.parsers.syndication.feed_people import person
from feedkit.parsers.syndication.feed_texts import plain
from feedkit.values.apple_podcasts import SEPARATOR, episode_beside, podcast_beside
from feedkit.values.plain_text import clean_line
from feedkit.values.podcast_elements import (
    ADDRESS,
    AMOUNT,
    COUNT,
    DATE,
    ELEMENTS,
    FIELDS,
    LINE,
    MAIL_DATE,
    TEXT,
    Attribute,
    Child,
    Kind,
    Nested,
    required_fields,
)

MAX_QUOTED = 60  # characters of a value that a Problem quotes
Model = TypeVar("Model")


def podcast(document: Document, channel: Children, feed: Feed) -> Podcast | None:
    """Return what a feed says of itself as a podcast, beside what the Feed has; None if nothing."""
    read = _Reader(document, "feed")
    owners = (person(document, element) for element in channel.all("itunes:owner"))
    values = read.children(Podcast, channel)
    own = Podcast(
        **values | {"images": (*values.get("images", ()), *_source_set(document, channel))},
        author=clean_line(channel.text("itunes:author")),
        categories=tuple(_categories(channel)),
        owner=next(filter(None, owners), None),
        image=cover(document, channel),
    )
    own = podcast_beside(feed, own)
    return own if own != Podcast() else None


def episode(document: Document, item: Children, entry: Entry, where: str) -> Episode | None:
    """Return what an entry says of itself as an episode, beside what the Entry has; None if nothing."""
    read = _Reader(document, where)
    values = read.children(Episode, item)
    number = read.child(item, Child("podcast:episode", AMOUNT))
    season = read.child(item, Child("podcast:season", COUNT))
    own = Episode(
        **values | {"images": (*values.get("images", ()), *_source_set(document, item))},
        number=read.child(item, Child("itunes:episode", COUNT)) if number is None else number,
        number_label=read.child(item, Child("podcast:episode", LINE, "display")),
        season=read.child(item, Child("itunes:season", COUNT)) if season is None else season,
        season_name=read.child(item, Child("podcast:season", LINE, "name")),
        image=cover(document, item),
    )
    own = episode_beside(entry, own)
    return own if own != Episode() else None


def live_item(document: Document, element: etree._Element, entry: Entry, where: str) -> LiveItem | None:
    """Return a live stream, None where it does not say when it begins."""
    read = _Reader(document, where)
    return read.made(LiveItem, element, read.attributes(LiveItem, element) | {"entry": entry})


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads fields by the rows of `feedkit.values.podcast_elements`.

    where:  the entry, or the feed, for the Problems
    """

    document: Document
    where: str

    def children(self, model: type, children: Children) -> dict[str, Any]:
        """Return the fields of a model that stand in elements of their own."""
        found: dict[str, Any] = {}
        for name, field in FIELDS[model].items():
            if isinstance(field, Child):
                found[name] = self.child(children, field)
            elif isinstance(field, Nested):
                objects = tuple(filter(None, self.nested(children, field)))
                found[name] = (objects[0] if objects else None) if field.one else objects
        return {name: value for name, value in found.items() if value not in (None, ())}

    def child(self, children: Children, field: Child) -> Any:
        """Return the first value of an element's text, or of its attribute."""
        for element in children.all(field.tag.lower()):
            text = _attributes(element).get(field.attribute.lower()) if field.attribute else None
            if field.kind in (LINE, TEXT) and not field.attribute:
                text = plain(self.document, element)
            elif not field.attribute:
                text = inner_text(element)
            value = self.value(text, field.kind, element, field.attribute)
            if value is not None:
                return value
        return None

    def nested(self, children: Children, field: Nested) -> Iterator[Any]:
        """Yield the objects of a field, None for one that lacks what it must have."""
        outer = [children]
        if field.within:
            outer = [Children(element) for element in children.all(field.within.lower())]
        for one in outer:
            for element in one.all(ELEMENTS[field.model].lower()):
                values = self.attributes(field.model, element) | self.children(field.model, Children(element))
                yield self.made(field.model, element, values)

    def attributes(self, model: type, element: etree._Element) -> dict[str, Any]:
        """Return the fields of a model that are attributes of its element, or its text."""
        own = _attributes(element)
        found = {}
        for name, field in FIELDS[model].items():
            if isinstance(field, Attribute):
                text = own.get(field.name.lower()) if field.name else inner_text(element)
                found[name] = self.value(text, field.kind, element, field.name)
        return {name: value for name, value in found.items() if value is not None}

    def made(self, model: type[Model], element: etree._Element, values: dict[str, Any]) -> Model | None:
        """Return an object, None with a Problem where it lacks what it must have."""
        for name in required_fields(model):
            if not values.get(name) and values.get(name) not in (0, False):
                self.report(element, "", f"its {name.replace('_', ' ')}", "none")
                return None
        return model(**values)

    def value(self, text: str | None, kind: Kind, element: etree._Element, attribute: str) -> Any:
        """Return the value of a text; None, with a Problem unless it is blank, where it cannot be one."""
        text = (text or "").strip()
        if not text:
            return None
        if kind in (DATE, MAIL_DATE):
            return self.document.dates.read(text, self.position(element, attribute))
        value = self.web_address(text, element) if kind is ADDRESS else kind.read(text)
        if value is None:
            quoted = repr(text[:MAX_QUOTED] + "…" * (len(text) > MAX_QUOTED))
            self.report(element, attribute, kind.wanted, quoted)
        return value

    def web_address(self, text: str, element: etree._Element) -> str | None:
        url = self.document.absolute_url(text, element)
        return url if url and url.startswith(("http://", "https://")) else None

    def report(self, element: etree._Element, attribute: str, wanted: str, found: str) -> None:
        problem = mismatch("not-of-a-podcast", wanted, found, self.position(element, attribute))
        self.document.dates.problems.append(problem)

    def position(self, element: etree._Element, attribute: str) -> str:
        return f"{self.where}, {name_of(element)}{' ' if attribute else ''}{attribute}"


def _attributes(element: etree._Element) -> dict[str, str]:
    """Return the attributes of an element; feeds err in the case of their letters."""
    return {str(name).lower(): str(value) for name, value in element.items()}


def _categories(channel: Children) -> Iterator[str]:
    """Yield Apple's categories, subcategories behind their category: "Arts > Books"."""
    for element in channel.all("itunes:category"):
        name = clean_line(element.get("text"))
        within = [clean_line(one.get("text")) for one in element if name_of(one) == "itunes:category"]
        if name:
            yield from (f"{name}{SEPARATOR}{one}" for one in within if one)
            if not any(within):
                yield name


def _source_set(document: Document, children: Children) -> Iterator[PodcastImage]:
    """Yield the pictures of podcast:images, which podcast:image has replaced: an address and a width each."""
    for element in children.all("podcast:images"):
        for candidate in (element.get("srcset") or "").split(","):
            reference, _, width = candidate.strip().partition(" ")
            url = document.absolute_url(reference, element) if reference else None
            if url:
                yield PodcastImage(url=url, width=COUNT.read(width.strip().removesuffix("w")) or None)
