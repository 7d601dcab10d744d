"""What a parser returns: the feed, and how it was found (which `feedkit inspect` shows)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from feedkit.dates import DateReading
from feedkit.errors import Problem
from feedkit.model import Entry, Feed
from feedkit.values.zones import aware_datetime

MIN_SURE_CONFIDENCE = 0.75  # without a warning; below it, half of the feeds of unseen pages are not whole


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFound:
    """An element, label or line that a field was read from, and for how many entries."""

    field: str  # a name of the model: "title", "published"…
    where: str  # for people: "h2 > a", "time[datetime]", "label 'Author'"
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalList:
    """Another list on the page, which was not taken."""

    where: str  # for people: a path of elements, "nav > ul > li"
    entries: int
    score: float
    reason: str  # why it was left out
    sample: str  # its first title


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of the text that a page shows, and what was read from it."""

    text: str
    entry: int = 0  # the number of the entry that it is a part of, from 1; 0 for none
    fields: tuple[str, ...] = ()  # names of the model
    rival: int = 0  # the number of the list, of those not taken, that it is a part of, from 1; 0 for none


Shown = tuple[tuple[Run, ...], ...]  # lines of what a page shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A feed, and how it was found."""

    feed: Feed  # only what the source says
    format: str  # the format the source was read as
    problems: tuple[Problem, ...] = ()  # what the source says that could not be used
    confidence: float | None = None  # from 0 to 1, that these are the entries; None where nothing is searched
    where: str = ""  # for people: where the entries are
    reasons: tuple[str, ...] = ()  # for the feed's confidence, for people, the weightiest first
    doubts: tuple[str, ...] = ()  # against it, the same
    steered: str = ""  # for people: what was known of the entries, where the list was taken for that
    fields: tuple[FieldFound, ...] = ()
    rivals: tuple[RivalList, ...] = ()
    feeds: tuple[str, ...] = ()  # addresses of the feeds that the page links to
    browser: str = ""  # for people: why a browser has shown the page; "" where none has
    # Computed when called: addresses of pages with older entries, the likeliest first; what the page shows.
    older: Callable[[], tuple[str, ...]] = field(default=tuple, compare=False, repr=False)
    shown: Callable[[], Shown] = field(default=tuple, compare=False, repr=False)


def without_fields(reading: Reading, names: Sequence[str]) -> Reading:
    """Return a reading whose entries lack some fields, with nothing said of these."""
    empty: dict[str, Any] = {name: Entry.__dataclass_fields__[name].default for name in names}
    entries = tuple(replace(entry, **empty) for entry in reading.feed.entries)
    return replace(
        reading,
        feed=replace(reading.feed, entries=entries),
        problems=tuple(one for one in reading.problems if one.where.rpartition(", ")[2] not in names),
        fields=tuple(one for one in reading.fields if one.field not in names),
    )


def moment(reading: DateReading, zone: ZoneInfo) -> datetime | None:
    """Return the aware datetime of a date that was read; see `aware`."""
    return None if reading.value is None else aware_datetime(reading.value, zone)
