"""Podcasts in RSS, as Apple's directory demands them, and with the guid of the podcast namespace.

Apple reads nothing but RSS: https://podcasters.apple.com/support/823-podcast-requirements
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from feedkit.model import Enclosure, Entry, Feed
from feedkit.values.apple_podcasts import SEPARATOR, is_cover
from feedkit.writers.elements import add

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
NAMESPACES = {"itunes": ITUNES, "podcast": PODCAST}
GUIDS = "ead4c236-bf58-58c6-a2c6-a6b28d128cb6"  # the namespace of podcast:guid, a UUID of version 5


def add_to_channel(channel: etree._Element, feed: Feed) -> None:
    """The elements of a podcast, where the feed is one."""
    podcast = feed.podcast
    if podcast is None:
        return
    _add_given(channel, "author", podcast.author or ", ".join(person.name for person in feed.authors))
    _add_image(channel, feed.image)
    _add_categories(channel, podcast.categories)
    _add(channel, "explicit", _true(podcast.explicit))
    if podcast.owner and podcast.owner.email:
        owner = _add(channel, "owner")
        _add(owner, "name", podcast.owner.name)
        _add(owner, "email", podcast.owner.email)
    _add_given(channel, "type", podcast.type)
    _add_given(channel, "new-feed-url", podcast.moved_to)
    _add_given(channel, "complete", "Yes" if podcast.ended else None)
    _add_given(channel, "block", "Yes" if podcast.blocked else None)
    guid = podcast.guid or _guid(feed.feed_url)
    if guid:
        add(channel, f"{{{PODCAST}}}guid", guid)


def add_to_item(item: etree._Element, entry: Entry, file: Enclosure | None) -> None:
    """The elements of an episode and of its file; what a plain entry holds is given to Apple too."""
    episode = entry.episode
    add_duration(item, file)
    _add_image(item, entry.image)
    if episode:
        _add_given(item, "episode", episode.number and str(episode.number))
        _add_given(item, "season", episode.season and str(episode.season))
        _add_given(item, "episodeType", episode.type)
        if episode.explicit is not None:
            _add(item, "explicit", _true(episode.explicit))


def add_duration(item: etree._Element, file: Enclosure | None) -> None:
    """How long an item's file is, which RSS itself has no place for."""
    _add_given(item, "duration", file.duration if file else None)


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    return add(parent, f"{{{ITUNES}}}{name}", text)


def _add_given(parent: etree._Element, name: str, text: str | int | None) -> None:
    if text:
        _add(parent, name, str(text))


def _add_image(parent: etree._Element, address: str | None) -> None:
    if address and is_cover(address):
        _add(parent, "image").set("href", address)


def _add_categories(channel: etree._Element, categories: Sequence[str]) -> None:
    """Each category once, its subcategories inside it."""
    added: dict[str, etree._Element] = {}
    for name in dict.fromkeys(categories):
        category, _, sub = name.partition(SEPARATOR)
        if category not in added:
            added[category] = _add(channel, "category")
            added[category].set("text", category)
        if sub:
            _add(added[category], "category").set("text", sub)


def _true(value: bool) -> str:
    return "true" if value else "false"


def _guid(feed_url: str | None) -> str | None:
    """The UUID that an address stands for, by the rules of the podcast namespace."""
    if feed_url is None:
        return None
    from uuid import UUID, uuid5

    return str(uuid5(UUID(GUIDS), feed_url.partition("://")[2].rstrip("/")))
