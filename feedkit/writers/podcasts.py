"""Podcasts in RSS and Atom: Apple's elements, and those of the podcast namespace.

Apple reads nothing but RSS: https://podcasters.apple.com/support/823-podcast-requirements
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lxml import etree

from feedkit.dates.feed_dates import rfc822, rfc3339
from feedkit.model import Enclosure, Entry, Episode, Feed, LiveItem, Person, Podcast
from feedkit.values.apple_podcasts import SEPARATOR, is_cover
from feedkit.values.podcast_elements import (
    AMOUNT,
    DATE,
    ELEMENTS,
    FIELDS,
    MAIL_DATE,
    NAMESPACES,
    Child,
    Kind,
    Nested,
)
from feedkit.writers.elements import add

GUIDS = "ead4c236-bf58-58c6-a2c6-a6b28d128cb6"  # the namespace of podcast:guid, a UUID of version 5


def for_apple(feed: Feed) -> Podcast | None:
    """Return the podcast of a feed with all that Apple can be told of it: author, cover, and its guid."""
    if feed.podcast is None:
        return None
    return replace(
        feed.podcast,
        author=feed.podcast.author or ", ".join(person.name for person in feed.authors) or None,
        image=feed.podcast.image or _cover(feed.image),
        guid=feed.podcast.guid or _guid(feed.feed_url),
    )


def episode_for_apple(entry: Entry) -> Episode:
    """Return the episode that an entry is, with its picture as its cover."""
    episode = entry.episode or Episode()
    return episode if episode.image else replace(episode, image=_cover(entry.image))


def add_podcast(parent: etree._Element, podcast: Podcast) -> None:
    """Add what a feed says as a podcast."""
    _add_given(parent, "itunes:author", podcast.author)
    _add_image(parent, podcast.image)
    _add_categories(parent, podcast.categories)
    _add_owner(parent, podcast.owner)
    _add_fields(parent, podcast)


def add_episode(parent: etree._Element, episode: Episode, file: Enclosure | None) -> None:
    """Add what an entry says as an episode, and how long its file is."""
    _add_given(parent, "itunes:duration", file.duration if file else None)
    _add_image(parent, episode.image)
    _add_number(parent, "episode", episode.number, "display", episode.number_label)
    _add_number(parent, "season", episode.season, "name", episode.season_name)
    _add_fields(parent, episode)


def add_live_item(parent: etree._Element, item: LiveItem) -> etree._Element:
    """Add a live stream; its entry is still to be written into what is returned."""
    return _add_object(parent, item)


def _add_fields(parent: etree._Element, model: Any) -> None:
    """Add the fields of a part of the model by the rows of `feedkit.values.podcast_elements`."""
    for name, field in FIELDS[type(model)].items():
        value = getattr(model, name)
        if value is None or value == ():
            continue
        if isinstance(field, Nested):
            around = _add(parent, field.within) if field.within else parent
            for one in (value,) if field.one else value:
                _add_object(around, one)
            continue
        text = _text(field.kind, value)
        if text is None:
            continue
        if isinstance(field, Child):
            element, attribute = _add(parent, field.tag), field.attribute
        else:
            element, attribute = parent, field.name
        if attribute:
            element.set(attribute, text)
        else:
            element.text = text


def _add_object(parent: etree._Element, model: Any) -> etree._Element:
    element = _add(parent, ELEMENTS[type(model)])
    _add_fields(element, model)
    return element


def _text(kind: Kind, value: Any) -> str | None:
    if kind is DATE:
        return rfc3339(value)
    return rfc822(value) if kind is MAIL_DATE else kind.write(value)


def _add(parent: etree._Element, tag: str, text: str | None = None) -> etree._Element:
    prefix, _, name = tag.partition(":")
    return add(parent, f"{{{NAMESPACES[prefix]}}}{name}", text)


def _add_given(parent: etree._Element, tag: str, text: str | int | None) -> None:
    if text:
        _add(parent, tag, str(text))


def _add_number(
    item: etree._Element, name: str, number: float | None, attribute: str, label: str | None
) -> None:
    """Add a number for Apple, which takes whole ones from 1 on; for others only where that is not all."""
    if number is None:
        return
    is_apple = number >= 1 and number == int(number)
    if is_apple:
        _add(item, f"itunes:{name}", str(int(number)))
    if label or not is_apple:
        element = _add(item, f"podcast:{name}", AMOUNT.write(number))
        if label:
            element.set(attribute, label)


def _add_image(parent: etree._Element, address: str | None) -> None:
    if address:
        _add(parent, "itunes:image").set("href", address)


def _cover(image: str | None) -> str | None:
    return image if is_cover(image) else None


def _add_owner(channel: etree._Element, owner: Person | None) -> None:
    """Add whom Apple writes to, for which it needs an address."""
    if owner and owner.email:
        element = _add(channel, "itunes:owner")
        _add(element, "itunes:name", owner.name)
        _add(element, "itunes:email", owner.email)


def _add_categories(channel: etree._Element, categories: Sequence[str]) -> None:
    """Add each category once, its subcategories inside it."""
    added: dict[str, etree._Element] = {}
    for name in dict.fromkeys(categories):
        category, _, sub = name.partition(SEPARATOR)
        if category not in added:
            added[category] = _add(channel, "itunes:category")
            added[category].set("text", category)
        if sub:
            _add(added[category], "itunes:category").set("text", sub)


def _guid(feed_url: str | None) -> str | None:
    """The UUID that an address stands for, by the rules of the podcast namespace."""
    if feed_url is None:
        return None
    from uuid import UUID, uuid5

    return str(uuid5(UUID(GUIDS), feed_url.partition("://")[2].rstrip("/")))
