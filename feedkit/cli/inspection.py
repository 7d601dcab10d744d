"""What `feedkit inspect --json` prints: a reading, or why there is none, in a shape that stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from feedkit.errors import FeedkitError, FetchError, NoEntriesError
from feedkit.model import Entry, Feed
from feedkit.parsers.reading import Reading, RivalList
from feedkit.schemas import schema_of
from feedkit.values.logins import without_logins


class InspectedEntry(Struct, frozen=True, kw_only=True):
    """An entry, as the source says it. What is not known is null, or an empty list.

    Args:
        title: the title.
        url: the address of the entry's own page.
        published: when it was published, in RFC 3339.
        updated: when it was changed last, in RFC 3339.
        summary: a short text, as plain text.
        content: the whole text, as HTML.
        authors: names of those who wrote it.
        tags: words that it is filed under.
        image: the address of its picture.
        enclosures: addresses of its media files.
        id: what tells it apart, where the source says that.
        language: a tag such as "de" (BCP 47), where it is not that of the feed.
    """

    title: str | None
    url: str | None
    published: datetime | None
    updated: datetime | None
    summary: str | None
    content: str | None
    authors: list[str]
    tags: list[str]
    image: str | None
    enclosures: list[str]
    id: str | None
    language: str | None


class InspectedFeed(Struct, frozen=True, kw_only=True):
    """What is said of the feed as a whole. What is not known is null.

    Args:
        title: the title.
        url: the address of the page that the feed is of.
        subtitle: what it is about.
        language: a tag such as "de" (BCP 47).
        entries: the entries, in the order of the source.
    """

    title: str | None
    url: str | None
    subtitle: str | None
    language: str | None
    entries: list[InspectedEntry]


class InspectedField(Struct, frozen=True, kw_only=True):
    """Where a field was read.

    Args:
        field: the name of the field.
        where: an element, label or path, for people; "" where that is not known.
        entries: for how many entries it was read there.
    """

    field: str
    where: str
    entries: int


class InspectedProblem(Struct, frozen=True, kw_only=True):
    """Something that the source says and that could not be used.

    Args:
        rule: the kind of problem, for programs.
        message: what was wanted and what was found, for people.
        where: the entry and the field; "" where neither is known.
    """

    rule: str
    message: str
    where: str


class InspectedList(Struct, frozen=True, kw_only=True):
    """A list on the page that was not taken.

    Args:
        where: a path of elements, for people.
        entries: how many it has.
        score: the weight of the evidence for it; above 0 a list looks like entries.
        reason: why it was not taken, for people.
        sample: how its first entry begins.
        like: a part of a title with which --like takes it, of a page where no list was; "" for none.
    """

    where: str
    entries: int
    score: float
    reason: str
    sample: str
    like: str


class InspectedError(Struct, frozen=True, kw_only=True):
    """Why there is no feed.

    Args:
        kind: the name of the error in Python: "NoEntriesError", "FetchError", "ParseError", "RecipeError",
            "OSError".
        message: what was wanted and what was found, and what can be tried, for people.
        status: the HTTP status of an answer that is an error.
        suggestions: what takes one of the page's lists, for people.
    """

    kind: str
    message: str
    status: int | None
    suggestions: list[str]


class Inspection(Struct, frozen=True, kw_only=True):
    """What `feedkit inspect --json` prints. Keys are only added in later versions.

    Args:
        source: the name of the source, as it was given, without a login.
        error: why there is no feed; null where there is one.
        feed: what was found; null where there is none.
        format: how the source was read, such as "html"; null where it was not.
        where: where the entries are, for people.
        confidence: from 0 to 1, that these are the entries; null where nothing had to be searched.
        reasons: what speaks for the list, the weightiest first, for people.
        doubts: what speaks against it, for people.
        steered: what was known of the entries, where the list was taken for that.
        browser: why a browser has shown the page; "" where none has.
        data: which JSON has the list, of a page that a browser has shown; "" where none was found.
        fields: where each field was read.
        problems: what the source says and could not be used.
        rivals: the other lists of the page; where there is no feed, the likeliest ones.
        feeds: addresses of the feeds that the page names as its own.
        older: addresses of pages with older entries, the likeliest first.
    """

    source: str
    error: InspectedError | None
    feed: InspectedFeed | None = None
    format: str | None = None
    where: str = ""
    confidence: float | None = None
    reasons: list[str] = []
    doubts: list[str] = []
    steered: str = ""
    browser: str = ""
    data: str = ""
    fields: list[InspectedField] = []
    problems: list[InspectedProblem] = []
    rivals: list[InspectedList] = []
    feeds: list[str] = []
    older: list[str] = []


STRUCTS = (
    *(Inspection, InspectedFeed, InspectedEntry, InspectedField, InspectedProblem, InspectedList),
    InspectedError,
)


def inspection(source: str, reading: Reading, data: str = "") -> bytes:
    """Return a reading as JSON; `data` says where the data behind the page is."""
    return _encoded(
        Inspection(
            source=without_logins(source),
            error=None,
            feed=_feed(reading.feed),
            format=reading.format,
            where=reading.where,
            confidence=None if reading.confidence is None else round(reading.confidence, 4),
            reasons=list(reading.reasons),
            doubts=list(reading.doubts),
            steered=reading.steered,
            browser=reading.browser,
            data=data.strip(),
            fields=_converted(reading.fields, InspectedField),
            problems=_converted(reading.problems, InspectedProblem),
            rivals=_converted(reading.rivals, InspectedList),
            feeds=list(reading.feeds),
            older=list(reading.older()),
        )
    )


def failed_inspection(source: str, error: FeedkitError | OSError, lists: Sequence[RivalList] = ()) -> bytes:
    """Return as JSON why a source has no reading, and the lists of its page."""
    empty = error if isinstance(error, NoEntriesError) else None
    message = f"{error.strerror or error}" if isinstance(error, OSError) else str(error)
    kind = "OSError" if isinstance(error, OSError) else type(error).__name__
    return _encoded(
        Inspection(
            source=without_logins(source),
            error=InspectedError(
                kind=kind,
                message=without_logins(message),
                status=error.status if isinstance(error, FetchError) else None,
                suggestions=list(empty.suggestions) if empty else [],
            ),
            rivals=_converted(lists, InspectedList),
            feeds=list(empty.feeds) if empty else [],
        )
    )


def _feed(feed: Feed) -> InspectedFeed:
    return InspectedFeed(
        title=feed.title,
        url=feed.url,
        subtitle=feed.subtitle,
        language=feed.language,
        entries=[_entry(entry) for entry in feed.entries],
    )


def _entry(entry: Entry) -> InspectedEntry:
    return InspectedEntry(
        title=entry.title,
        url=entry.url,
        published=entry.published,
        updated=entry.updated,
        summary=entry.summary,
        content=entry.content,
        authors=[person.name for person in entry.authors],
        tags=[str(getattr(tag, "name", tag)) for tag in entry.tags],
        image=entry.image,
        enclosures=[enclosure.url for enclosure in entry.enclosures],
        id=entry.id,
        language=entry.language,
    )


def _converted(found: Sequence[Any], kind: type[Any]) -> list[Any]:
    return [msgspec.convert(one, kind, from_attributes=True) for one in found]


def _encoded(found: Inspection) -> bytes:
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of what is printed."""
    return schema_of(STRUCTS, "feedkit inspect --json")
