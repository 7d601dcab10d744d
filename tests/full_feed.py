"""A feed with every field of the model set, made from the model itself: a new field is in it at once.

A field is filled by its type. Where the words of its type will not do, as it is an address or has few values,
`SAMPLES` has one for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from feedkit.model import (
    Cloud,
    ContentLink,
    Element,
    Enclosure,
    Entry,
    Episode,
    Feed,
    Generator,
    Image,
    Link,
    LiveItem,
    Location,
    Paging,
    Person,
    Podcast,
    Source,
    Tag,
)
from feedkit.values.podcast_elements import ELEMENTS

PARTS_OF_PODCASTS = tuple(model for model in ELEMENTS if model is not LiveItem)
MODEL = (
    *(Feed, Entry, Person, Enclosure, Image, Link, Tag, Source, Location, Generator, Cloud, Paging),
    *(Podcast, Episode, LiveItem, *PARTS_OF_PODCASTS, Element),
)
NEVER_WRITTEN = {"confidence", "estimated"}  # no format has a place for it
HOST = "https://quarry.example"
MOMENT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
SAMPLES: dict[str, object] = {
    "Feed.url": f"{HOST}/log/",
    "Feed.feed_url": f"{HOST}/log/feed.xml",
    "Feed.id": "tag:quarry.example,2026:log",
    "Feed.language": "en",
    "Feed.updated": MOMENT,  # that of the newest entry, which it is by definition
    "Feed.icon": f"{HOST}/icon.png",
    "Feed.image": f"{HOST}/cover.jpg",
    "Feed.stylesheet": f"{HOST}/feed.css",
    "Feed.hubs": ("https://hub.example/", "https://second.example/hub"),
    "Feed.license": "https://licences.example/by/4.0/",
    "Feed.skip_hours": (0, 23),
    "Feed.skip_days": ("Saturday", "Sunday"),
    "Entry.license": "https://licences.example/by/4.0/",
    "Entry.comments_feed": f"{HOST}/log/17/comments.xml",
    "Image.url": f"{HOST}/17-small.jpg",
    "Image.time": "0:01:22.5",
    "Image.thumbnail": True,
    "Enclosure.group": 1,
    "Link.url": "https://pit.example/about",
    "Link.rel": "via",
    "Link.type": "text/html",
    "Link.language": "de",
    "Generator.url": "https://maker.example/",
    "Cloud.domain": "rpc.quarry.example",
    "Cloud.protocol": "soap",
    "Location.points": ((57.15, -2.11), (57.2, -2.0)),
    "Location.shape": "line",
    "Entry.url": f"{HOST}/log/17",
    "Entry.id": "tag:quarry.example,2026:17",
    "Entry.published": datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=1))),
    "Entry.updated": MOMENT,
    "Entry.content": "<p>The wedge <b>held</b> all night.</p>",
    "Entry.image": f"{HOST}/17.jpg",
    "Entry.language": "gd",
    "Entry.comments": f"{HOST}/log/17/comments",
    "Person.email": "ann@quarry.example",
    "Person.url": f"{HOST}/ann",
    "Enclosure.url": f"{HOST}/17.mp3",
    "Enclosure.type": "audio/mpeg",
    "Tag.scheme": f"{HOST}/tags",
    "Source.url": "https://pit.example/feed.xml",
    "Source.id": "tag:pit.example,2026:feed",
    "Podcast.categories": ("Technology", "Arts > Books"),
    "Podcast.guid": "9b024349-ccf0-5f69-a609-6b82873eab3c",
    "Podcast.moved_to": f"{HOST}/new/feed.xml",
    "Podcast.image": f"{HOST}/cover-of-the-podcast.png",
    "Podcast.keywords": ("wedge", "quarry"),
    "Podcast.medium": "audiobook",
    "Episode.number": 17.5,
    "Episode.image": f"{HOST}/17-cover.png",
    "Episode.keywords": ("rain", "mud"),
    "Transcript.url": f"{HOST}/17.vtt",
    "Transcript.type": "text/vtt",
    "Transcript.language": "gd",
    "Chapters.url": f"{HOST}/17.json",
    "Chapters.type": "application/json",
    "PodcastPerson.image": f"{HOST}/ann.jpg",
    "PodcastPerson.url": f"{HOST}/ann",
    "PodcastLocation.rel": "creator",
    "PodcastLocation.geo": "geo:57.12,-4.71",
    "PodcastLocation.osm": "R113314",
    "PodcastLocation.country": "gb",
    "Funding.url": f"{HOST}/give",
    "Lock.owner": "ann@quarry.example",
    "PodcastLicense.url": f"{HOST}/licence",
    "Trailer.url": f"{HOST}/trailer.mp3",
    "Trailer.type": "audio/mpeg",
    "FileSource.uri": "ipfs://bafy17",
    "FileSource.type": "application/x-bittorrent",
    "Integrity.type": "sri",
    "AlternateEnclosure.type": "audio/ogg",
    "AlternateEnclosure.bitrate": 96000.25,
    "AlternateEnclosure.language": "gd",
    "RemoteItem.feed_guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810",
    "RemoteItem.feed_url": "https://pit.example/feed.xml",
    "Value.suggested": 0.00000005,
    "PodcastImage.url": f"{HOST}/wide.jpg",
    "PodcastImage.aspect_ratio": "16/9",
    "PodcastImage.type": "image/jpeg",
    "ContentLink.url": f"{HOST}/17/watch",
    "UpdateFrequency.rule": "FREQ=WEEKLY",
    "Chat.server": "irc.quarry.example",
    "Chat.embed_url": f"{HOST}/chat",
    "SocialInteract.uri": "https://social.example/@ann/17",
    "SocialInteract.account_url": "https://social.example/@ann",
    "LiveItem.entry": Entry(
        title="Live from the pit",
        url=f"{HOST}/live",
        id="tag:quarry.example,2026:live",
        published=MOMENT,
        updated=MOMENT,
        episode=Episode(links=(ContentLink(url=f"{HOST}/live/watch", title="Watch"),)),
    ),
    **{
        f"Paging.{name}": f"{HOST}/log/{name}.xml"
        for name in ("first", "previous", "next", "last", "current", "prev_archive", "next_archive")
    },
    "Element.name": "{https://ns.example/strata}stratum",
    "Element.attributes": {"unit": "m", "xml:lang": "en"},
    "Element.children": (Element(name="{https://ns.example/strata}sample", text="Slate"),),
    "Feed.json_extensions": {"_quarry": {"depth": [1, 2.5, None, True], "name": "North"}},
    "Entry.json_extensions": {"_quarry": {"stratum": "Slate"}},
    "Paging.complete": False,  # such a feed has no other pages: see COMPLETE
}
HAS_DEFAULT = {"Paging.complete", "Image.thumbnail"}  # they have tests of their own


def written_fields(model: type) -> list[str]:
    """The names of a model's fields that say something of a feed."""
    return [one.name for one in fields(model) if one.name not in NEVER_WRITTEN]


def full(model: type, **given: object) -> Any:
    """One of the model with every field set."""
    types = get_type_hints(model)
    return model(
        **{
            one.name: given.get(one.name, _sample(model, one, types[one.name]))
            for one in fields(model)
            if one.name in written_fields(model)
        }
    )


def _sample(model: type, field: Field[Any], kind: Any) -> object:
    name = f"{model.__name__}.{field.name}"
    value = SAMPLES[name] if name in SAMPLES else _of_type(name, kind)
    default = field.default_factory() if field.default_factory is not MISSING else field.default
    assert value != default or name in HAS_DEFAULT, f"{name}: its sample is its default"
    return value


def _of_type(name: str, kind: Any) -> object:
    if get_origin(kind) is Sequence:
        return tuple(_of_type(name, one) for one in _kinds(get_args(kind)[0]))
    first = _kinds(kind)[0]
    if get_origin(first) is Literal:
        return str(get_args(first)[-1])
    if is_dataclass(first):
        assert isinstance(first, type)
        return full(first)
    words = name.replace(".", " ").replace("_", " ").capitalize()
    samples: dict[Any, object] = {
        str: words,
        int: 40 + len(name),
        bool: True,
        datetime: MOMENT - timedelta(days=len(name)),
    }
    assert first in samples, f"{name} is of type {kind}: add a sample of it to SAMPLES in tests/full_feed.py"
    return samples[first]


def _kinds(kind: Any) -> list[Any]:
    """The types of a union but None; of any other, itself."""
    return (
        [one for one in get_args(kind) if one is not NoneType]
        if get_origin(kind) in (Union, UnionType)
        else [kind]
    )


def _with_more(entry: Entry) -> Entry:
    """An entry with a second file of the first one's group, and the link that JSON Feed holds."""
    (file,), (link,) = entry.enclosures, entry.links
    files = (file, replace(file, url=f"{HOST}/17.ogg", type="audio/ogg"))
    return replace(entry, enclosures=files, links=(link, Link(url="https://pit.example/stone")))


FULL: Feed = full(Feed)
FULL = replace(FULL, entries=tuple(map(_with_more, FULL.entries)))
COMPLETE = replace(FULL, paging=Paging(complete=True))
