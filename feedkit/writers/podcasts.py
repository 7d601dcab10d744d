"""Podcasts in RSS and Atom: Apple's elements, and those of the podcast namespace.

Apple reads nothing but RSS: https://podcasters.apple.com/support/823-podcast-requirements
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from feedkit.dates.feed_dates import rfc822, rfc3339
from feedkit.model import Enclosure, Entry, Episode, Feed, LiveItem, Person, Podcast
from feedkit.model.checked import replaced
from feedkit.values.apple_podcasts import SEPARATOR, is_cover
from feedkit.values.podcast_elements import (
    AMOUNT,
    DATE,
    ELEMENTS,
    FIELDS,
    MAIL_DATE,
    Attribute,
    Kind,
    Nested,
)
from feedkit.writers.elements import Lines, number

GUIDS = "ead4c236-bf58-58c6-a2c6-a6b28d128cb6"  # the namespace of podcast:guid, a UUID of version 5
TEXT = ""  # the name of an attribute that is none, but the text
XML_LANG = "xml:lang"


def for_apple(feed: Feed) -> Podcast | None:
    """Return the podcast of a feed with all that Apple can be told of it: author, cover, and its guid."""
    if feed.podcast is None:
        return None
    return replaced(
        feed.podcast,
        author=feed.podcast.author or ", ".join(person.name for person in feed.authors) or None,
        image=feed.podcast.image or _cover(feed.image),
        guid=feed.podcast.guid or _guid(feed.feed_url),
    )


def episode_for_apple(entry: Entry) -> Episode:
    """Return the episode that an entry is, with its picture as its cover."""
    episode = entry.episode or Episode()
    return episode if episode.image else replaced(episode, image=_cover(entry.image))


def add_podcast(lines: Lines, podcast: Podcast) -> None:
    """Add what a feed says as a podcast."""
    lines.add_given("itunes:author", podcast.author)
    _add_image(lines, podcast.image)
    _add_categories(lines, podcast.categories)
    _add_owner(lines, podcast.owner)
    _add_fields(lines, podcast)


def add_episode(lines: Lines, episode: Episode | None, file: Enclosure | None) -> None:
    """Add what an entry says as an episode, and how long its file is."""
    if file:
        lines.add_given("itunes:duration", number(file.duration))
    if episode:
        _add_image(lines, episode.image)
        _add_number(lines, "episode", episode.number, display=episode.number_label)
        _add_number(lines, "season", episode.season, name=episode.season_name)
        _add_fields(lines, episode)


def open_live_item(lines: Lines, item: LiveItem, language: str | None = None) -> None:
    """Add a live stream, which is open: its entry is still to be written into it."""
    lines.open(ELEMENTS[LiveItem], **_attributes(item), **{XML_LANG: language or None})


def _add_fields(lines: Lines, model: Any) -> None:
    """Add the elements of a part of the model by the rows of `feedkit.values.podcast_elements`."""
    for name, field in FIELDS[type(model)].items():
        value = getattr(model, name)
        if value is None or value == () or isinstance(field, Attribute):
            continue
        if isinstance(field, Nested):
            if field.within:
                lines.open(field.within)
            for one in (value,) if field.one else value:
                _add_object(lines, one)
            if field.within:
                lines.close()
        elif (text := _text(field.kind, value)) is not None:
            if field.attribute:
                lines.add(field.tag, **{field.attribute: text})
            else:
                lines.add(field.tag, text)


def _add_object(lines: Lines, model: Any) -> None:
    """Add an object, which holds either a text or other objects."""
    name, attributes = ELEMENTS[type(model)], _attributes(model)
    if TEXT in attributes:
        text = attributes.pop(TEXT)
        lines.add(name, text, **attributes)
    else:
        lines.open(name, **attributes)
        _add_fields(lines, model)
        lines.close()


def _attributes(model: Any) -> dict[str, str]:
    """Return the attributes of an object, and its text by the name `TEXT`."""
    found: dict[str, str] = {}
    for name, field in FIELDS[type(model)].items():
        value = getattr(model, name)
        if isinstance(field, Attribute) and value is not None:
            text = _text(field.kind, value)
            if text is not None:
                found[field.name] = text
    return found


def _text(kind: Kind, value: Any) -> str | None:
    if kind is DATE:
        return rfc3339(value)
    return rfc822(value) if kind is MAIL_DATE else kind.write(value)


def _add_number(lines: Lines, name: str, number: float | None, /, **label: str | None) -> None:
    """Add a number for Apple, which takes whole ones from 1 on; for others only where that is not all."""
    if number is None:
        return
    is_apple = number >= 1 and number == int(number)
    if is_apple:
        lines.add(f"itunes:{name}", str(int(number)))
    if any(label.values()) or not is_apple:
        lines.add(f"podcast:{name}", AMOUNT.write(number), **label)


def _add_image(lines: Lines, address: str | None) -> None:
    if address:
        lines.add("itunes:image", href=address)


def _cover(image: str | None) -> str | None:
    return image if is_cover(image) else None


def _add_owner(lines: Lines, owner: Person | None) -> None:
    """Add whom Apple writes to, for which it needs an address."""
    if owner and owner.email:
        lines.open("itunes:owner")
        lines.add("itunes:name", owner.name)
        lines.add("itunes:email", owner.email)
        lines.close()


def _add_categories(lines: Lines, names: Sequence[str]) -> None:
    """Add each category once, its subcategories inside it."""
    inside: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        category, _, sub = name.partition(SEPARATOR)
        inside.setdefault(category, []).extend([sub] if sub else [])
    for category, subs in inside.items():
        lines.open("itunes:category", text=category)
        for sub in subs:
            lines.add("itunes:category", text=sub)
        lines.close()


def _guid(feed_url: str | None) -> str | None:
    """The UUID that an address stands for, by the rules of the podcast namespace."""
    if feed_url is None:
        return None
    from uuid import UUID, uuid5

    return str(uuid5(UUID(GUIDS), feed_url.partition("://")[2].rstrip("/")))
