"""Where podcasts stand in XML, a row for each field of the model: what readers and writers both go by.

The podcast namespace: https://podcasting2.org/docs/podcast-namespace; Apple's:
https://help.apple.com/itc/podcasts_connect/#/itcb54353390
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from typing import Any

from feedkit.model import podcast_parts as parts
from feedkit.model.feed import LiveItem
from feedkit.model.podcasting import Episode, Podcast
from feedkit.values.json_numbers import MAX_INTEGER
from feedkit.values.language_tags import language_tag
from feedkit.values.mail_syntax import is_email
from feedkit.values.media_types import is_media_type
from feedkit.values.plain_text import clean_line, clean_text
from feedkit.values.uri_syntax import is_uri

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
MAX_DECIMALS = 12  # of a number
WHOLE = re.compile(r"[0-9]{1,16}")
DECIMAL = re.compile(r"[0-9]{1,16}(?:\.[0-9]{0,30})?|\.[0-9]{1,30}")
YES, NO = ("yes", "true", "explicit"), ("no", "false", "clean")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value.

    wanted:  what it is, for people
    read:    the value that a text is; None where it is none
    write:   its text; None where nothing has to be written
    """

    wanted: str
    read: Callable[[str], Any]
    write: Callable[[Any], str | None] = str


@dataclass(frozen=True, slots=True)
class Attribute:
    """A field that is an attribute, or the text where `name` is "", of its object's own element."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Child:
    """A field that is the text of an element of its own; or an attribute of it."""

    tag: str
    kind: Kind
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Nested:
    """A field of several objects, or `one`, each an element; all of them may stand `within` another one."""

    model: type
    within: str = ""
    one: bool = False


Field = Attribute | Child | Nested


def _count(text: str) -> int | None:
    return int(text) if WHOLE.fullmatch(text) and int(text) <= MAX_INTEGER else None


def _positive(text: str) -> int | None:
    return _count(text) or None


def _amount(text: str) -> int | float | None:
    if not DECIMAL.fullmatch(text) or float(text) > MAX_INTEGER:
        return None
    return float(text) if "." in text and not float(text).is_integer() else int(float(text))


def _write_amount(value: float) -> str:
    return format(Decimal(repr(round(value, MAX_DECIMALS))), "f")


def _truth(text: str) -> bool | None:
    word = text.lower()
    return True if word in YES else False if word in NO else None


def _words(*words: str) -> Kind:
    return Kind(f"one of {', '.join(words)}", lambda text: text.lower() if text.lower() in words else None)


def _matching(pattern: str, wanted: str) -> Kind:
    form = re.compile(pattern)
    return Kind(wanted, lambda text: text if form.fullmatch(text) else None)


def _uuid(text: str) -> str | None:
    from uuid import UUID

    try:
        return str(UUID(text))
    except ValueError:
        return None


def _keywords(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(clean_line, text.split(",")))))


LINE = Kind("a text", clean_line)
TEXT = Kind("a text", clean_text)
ADDRESS = Kind("an http or https address", clean_line)  # made absolute by whoever knows the base
URI = Kind("a URI", lambda text: text if is_uri(text) else None)
LANGUAGE = Kind("a tag such as en or pt-BR", language_tag)
MEDIA_TYPE = Kind("a media type", lambda text: text.lower() if is_media_type(text) else None)
EMAIL = Kind("an e-mail address", lambda text: text if is_email(text) else None)
UUID_TEXT = Kind("a UUID", _uuid)
COUNT = Kind("a number from 0 on", _count)
POSITIVE = Kind("a number from 1 on", _positive)
AMOUNT = Kind("a number from 0 on", _amount, _write_amount)
TRUTH = Kind("true or false", _truth, lambda value: "true" if value else "false")
YES_OR_NO = Kind("yes or no", _truth, lambda value: "yes" if value else "no")
IF_TRUE = Kind("true or false", _truth, lambda value: "true" if value else None)
IF_YES = Kind("Yes", lambda text: text.lower() in YES, lambda value: "Yes" if value else None)
CAPTIONS = Kind(
    "captions", lambda text: text.lower() == "captions", lambda value: "captions" if value else None
)
DATE = Kind("a date", clean_line)  # read by whoever knows the zone
MAIL_DATE = Kind("a date", clean_line)
KEYWORDS = Kind("words", _keywords, ",".join)
COUNTRY = _matching("[A-Za-z]{2}", "two letters")
GEO = _matching(r"geo:-?[0-9.]+,-?[0-9.]+(,-?[0-9.]+)?(;[!-~]*)?", "geo:latitude,longitude")
OSM = _matching("[NWR][0-9]+(#[0-9]+)?", "N, W or R and digits")

ELEMENTS: dict[type, str] = {  # of the objects
    parts.Transcript: "podcast:transcript",
    parts.Chapters: "podcast:chapters",
    parts.Soundbite: "podcast:soundbite",
    parts.PodcastPerson: "podcast:person",
    parts.PodcastLocation: "podcast:location",
    parts.Funding: "podcast:funding",
    parts.Lock: "podcast:locked",
    parts.PodcastLicense: "podcast:license",
    parts.Trailer: "podcast:trailer",
    parts.FileSource: "podcast:source",
    parts.Integrity: "podcast:integrity",
    parts.AlternateEnclosure: "podcast:alternateEnclosure",
    parts.RemoteItem: "podcast:remoteItem",
    parts.ValueRecipient: "podcast:valueRecipient",
    parts.ValueTimeSplit: "podcast:valueTimeSplit",
    parts.Value: "podcast:value",
    parts.PodcastImage: "podcast:image",
    parts.ContentLink: "podcast:contentLink",
    parts.PodcastBlock: "podcast:block",
    parts.PodcastText: "podcast:txt",
    parts.UpdateFrequency: "podcast:updateFrequency",
    parts.Chat: "podcast:chat",
    parts.SocialInteract: "podcast:socialInteract",
    LiveItem: "podcast:liveItem",
}

FIELDS: dict[type, dict[str, Field]] = {  # in the order in which they are written
    Podcast: {
        "title": Child("itunes:title", LINE),
        "subtitle": Child("itunes:subtitle", LINE),
        "summary": Child("itunes:summary", TEXT),
        "keywords": Child("itunes:keywords", KEYWORDS),
        "explicit": Child("itunes:explicit", TRUTH),
        "type": Child("itunes:type", _words("episodic", "serial")),
        "moved_to": Child("itunes:new-feed-url", ADDRESS),
        "ended": Child("itunes:complete", IF_YES),
        "blocked": Child("itunes:block", IF_YES),
        "guid": Child("podcast:guid", UUID_TEXT),
        "medium": Child("podcast:medium", LINE),
        "lock": Nested(parts.Lock, one=True),
        "funding": Nested(parts.Funding),
        "people": Nested(parts.PodcastPerson),
        "locations": Nested(parts.PodcastLocation),
        "license": Nested(parts.PodcastLicense, one=True),
        "trailers": Nested(parts.Trailer),
        "values": Nested(parts.Value),
        "images": Nested(parts.PodcastImage),
        "recommended": Nested(parts.RemoteItem, "podcast:podroll"),
        "items": Nested(parts.RemoteItem),
        "publisher": Nested(parts.RemoteItem, "podcast:publisher", one=True),
        "update_frequency": Nested(parts.UpdateFrequency, one=True),
        "podping": Child("podcast:podping", TRUTH, "usesPodping"),
        "blocks": Nested(parts.PodcastBlock),
        "chats": Nested(parts.Chat),
        "social": Nested(parts.SocialInteract),
        "texts": Nested(parts.PodcastText),
    },
    Episode: {
        "type": Child("itunes:episodeType", _words("full", "trailer", "bonus")),
        "explicit": Child("itunes:explicit", TRUTH),
        "title": Child("itunes:title", LINE),
        "subtitle": Child("itunes:subtitle", LINE),
        "summary": Child("itunes:summary", TEXT),
        "author": Child("itunes:author", LINE),
        "keywords": Child("itunes:keywords", KEYWORDS),
        "order": Child("itunes:order", POSITIVE),
        "captioned": Child("itunes:isClosedCaptioned", IF_YES),
        "blocked": Child("itunes:block", IF_YES),
        "transcripts": Nested(parts.Transcript),
        "chapters": Nested(parts.Chapters, one=True),
        "soundbites": Nested(parts.Soundbite),
        "people": Nested(parts.PodcastPerson),
        "locations": Nested(parts.PodcastLocation),
        "license": Nested(parts.PodcastLicense, one=True),
        "alternate_enclosures": Nested(parts.AlternateEnclosure),
        "values": Nested(parts.Value),
        "images": Nested(parts.PodcastImage),
        "links": Nested(parts.ContentLink),
        "chats": Nested(parts.Chat),
        "social": Nested(parts.SocialInteract),
        "texts": Nested(parts.PodcastText),
    },
    parts.Transcript: {
        "url": Attribute("url", ADDRESS),
        "type": Attribute("type", MEDIA_TYPE),
        "language": Attribute("language", LANGUAGE),
        "captions": Attribute("rel", CAPTIONS),
    },
    parts.Chapters: {"url": Attribute("url", ADDRESS), "type": Attribute("type", MEDIA_TYPE)},
    parts.Soundbite: {
        "start": Attribute("startTime", AMOUNT),
        "duration": Attribute("duration", AMOUNT),
        "title": Attribute("", LINE),
    },
    parts.PodcastPerson: {
        "name": Attribute("", LINE),
        "role": Attribute("role", LINE),
        "group": Attribute("group", LINE),
        "image": Attribute("img", ADDRESS),
        "url": Attribute("href", ADDRESS),
    },
    parts.PodcastLocation: {
        "name": Attribute("", LINE),
        "rel": Attribute("rel", _words("subject", "creator")),
        "geo": Attribute("geo", GEO),
        "osm": Attribute("osm", OSM),
        "country": Attribute("country", COUNTRY),
    },
    parts.Funding: {"url": Attribute("url", ADDRESS), "title": Attribute("", LINE)},
    parts.Lock: {"locked": Attribute("", YES_OR_NO), "owner": Attribute("owner", EMAIL)},
    parts.PodcastLicense: {"name": Attribute("", LINE), "url": Attribute("url", ADDRESS)},
    parts.Trailer: {
        "title": Attribute("", LINE),
        "url": Attribute("url", ADDRESS),
        "published": Attribute("pubdate", MAIL_DATE),
        "length": Attribute("length", COUNT),
        "type": Attribute("type", MEDIA_TYPE),
        "season": Attribute("season", COUNT),
    },
    parts.FileSource: {"uri": Attribute("uri", URI), "type": Attribute("contentType", MEDIA_TYPE)},
    parts.Integrity: {
        "type": Attribute("type", _words("sri", "pgp-signature")),
        "value": Attribute("value", LINE),
    },
    parts.AlternateEnclosure: {
        "type": Attribute("type", MEDIA_TYPE),
        "length": Attribute("length", COUNT),
        "bitrate": Attribute("bitrate", AMOUNT),
        "height": Attribute("height", POSITIVE),
        "language": Attribute("lang", LANGUAGE),
        "title": Attribute("title", LINE),
        "rel": Attribute("rel", LINE),
        "codecs": Attribute("codecs", LINE),
        "default": Attribute("default", IF_TRUE),
        "sources": Nested(parts.FileSource),
        "integrity": Nested(parts.Integrity, one=True),
    },
    parts.RemoteItem: {
        "feed_guid": Attribute("feedGuid", UUID_TEXT),
        "feed_url": Attribute("feedUrl", ADDRESS),
        "item_guid": Attribute("itemGuid", LINE),
        "medium": Attribute("medium", LINE),
        "title": Attribute("title", LINE),
    },
    parts.ValueRecipient: {
        "name": Attribute("name", LINE),
        "type": Attribute("type", LINE),
        "address": Attribute("address", LINE),
        "custom_key": Attribute("customKey", LINE),
        "custom_value": Attribute("customValue", LINE),
        "split": Attribute("split", COUNT),
        "fee": Attribute("fee", IF_TRUE),
    },
    parts.ValueTimeSplit: {
        "start": Attribute("startTime", AMOUNT),
        "duration": Attribute("duration", AMOUNT),
        "remote_start": Attribute("remoteStartTime", AMOUNT),
        "remote_percentage": Attribute("remotePercentage", AMOUNT),
        "remote": Nested(parts.RemoteItem, one=True),
        "recipients": Nested(parts.ValueRecipient),
    },
    parts.Value: {
        "type": Attribute("type", LINE),
        "method": Attribute("method", LINE),
        "suggested": Attribute("suggested", AMOUNT),
        "recipients": Nested(parts.ValueRecipient),
        "splits": Nested(parts.ValueTimeSplit),
    },
    parts.PodcastImage: {
        "url": Attribute("href", ADDRESS),
        "alt": Attribute("alt", LINE),
        "aspect_ratio": Attribute("aspect-ratio", LINE),
        "width": Attribute("width", POSITIVE),
        "height": Attribute("height", POSITIVE),
        "type": Attribute("type", MEDIA_TYPE),
        "purpose": Attribute("purpose", LINE),
    },
    parts.ContentLink: {"url": Attribute("href", ADDRESS), "title": Attribute("", LINE)},
    parts.PodcastBlock: {"blocked": Attribute("", YES_OR_NO), "platform": Attribute("id", LINE)},
    parts.PodcastText: {"text": Attribute("", TEXT), "purpose": Attribute("purpose", LINE)},
    parts.UpdateFrequency: {
        "title": Attribute("", LINE),
        "complete": Attribute("complete", IF_TRUE),
        "start": Attribute("dtstart", DATE),
        "rule": Attribute("rrule", LINE),
    },
    parts.Chat: {
        "server": Attribute("server", LINE),
        "protocol": Attribute("protocol", LINE),
        "account": Attribute("accountId", LINE),
        "space": Attribute("space", LINE),
        "embed_url": Attribute("embedUrl", ADDRESS),
    },
    parts.SocialInteract: {
        "protocol": Attribute("protocol", LINE),
        "uri": Attribute("uri", URI),
        "account": Attribute("accountId", LINE),
        "account_url": Attribute("accountUrl", ADDRESS),
        "priority": Attribute("priority", COUNT),
    },
    LiveItem: {
        "status": Attribute("status", _words("pending", "live", "ended")),
        "start": Attribute("start", DATE),
        "end": Attribute("end", DATE),
    },
}


def required_fields(model: type) -> tuple[str, ...]:
    """Return the fields that an object must have."""
    return tuple(one.name for one in fields(model) if one.default is MISSING)


def _names() -> Iterator[str]:
    """Yield the names of all elements that fields of podcasts hold; those read by hand first."""
    yield from ("itunes:author", "itunes:category", "itunes:duration", "itunes:episode", "itunes:image")
    yield from ("itunes:owner", "itunes:season", "podcast:episode", "podcast:images", "podcast:season")
    yield from ELEMENTS.values()
    for rows in FIELDS.values():
        for row in rows.values():
            if isinstance(row, Child):
                yield row.tag
            elif isinstance(row, Nested) and row.within:
                yield row.within


OF_PODCASTS = frozenset(name.lower() for name in _names())
