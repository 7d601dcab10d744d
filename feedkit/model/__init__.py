"""The one model that every parser fills and every writer reads: what a feed says, not how it was made.

A class's docstring says what each field is; the comment beside a field, where it stands in Atom (RFC
4287) / RSS 2.0 / JSON Feed 1.1, "-" being a format that cannot hold it. Names are Atom's. Texts are plain
text, without markup and entities; only `content` is HTML. Datetimes are aware. None, or an empty tuple,
is what is not known. Any iterable may be given for a field of several values; it becomes a tuple. Where
fields of podcasts stand is in `feedkit.values.podcast_elements`.
"""

from feedkit.model.extension import Element
from feedkit.model.feed import Entry, Feed, LiveItem
from feedkit.model.locations import Location
from feedkit.model.parts import Cloud, Enclosure, Generator, Image, Link, Paging, Person, Source, Tag
from feedkit.model.podcast_parts import (
    AlternateEnclosure,
    Chapters,
    Chat,
    ContentLink,
    FileSource,
    Funding,
    Integrity,
    Lock,
    PodcastBlock,
    PodcastImage,
    PodcastLicense,
    PodcastLocation,
    PodcastPerson,
    PodcastText,
    RemoteItem,
    SocialInteract,
    Soundbite,
    Trailer,
    Transcript,
    UpdateFrequency,
    Value,
    ValueRecipient,
    ValueTimeSplit,
)
from feedkit.model.podcasting import Episode, Podcast

__all__ = [
    "AlternateEnclosure",
    "Chapters",
    "Chat",
    "Cloud",
    "ContentLink",
    "Element",
    "Enclosure",
    "Entry",
    "Episode",
    "Feed",
    "FileSource",
    "Funding",
    "Generator",
    "Image",
    "Integrity",
    "Link",
    "LiveItem",
    "Location",
    "Lock",
    "Paging",
    "Person",
    "Podcast",
    "PodcastBlock",
    "PodcastImage",
    "PodcastLicense",
    "PodcastLocation",
    "PodcastPerson",
    "PodcastText",
    "RemoteItem",
    "SocialInteract",
    "Soundbite",
    "Source",
    "Tag",
    "Trailer",
    "Transcript",
    "UpdateFrequency",
    "Value",
    "ValueRecipient",
    "ValueTimeSplit",
]
