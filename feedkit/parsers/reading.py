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
    """An element, label or line that a field was read from.

    Attributes:
        field: its name in the model: "title", "published"…
        where: for people: "h2 > a", "time[datetime]", "label 'Author'".
        entries: for how many entries it was read there.
    """

    field: str
    where: str
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalList:
    """A list on the page that was not taken.

    Attributes:
        where: for people: a path of elements, "nav > ul > li".
        entries: how many it has.
        score: the weight of the evidence for it; the list that was taken has the highest.
        reason: why it was left out.
        sample: its first title.
        like: a part of a title by which it is taken (`like`, `--like`), of a page where no list was; "" where
            that was not tried, or no title does it.
    """

    where: str
    entries: int
    score: float
    reason: str
    sample: str
    like: str = ""


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
    """A feed, and how it was found.

    Attributes:
        feed: only what the source says, unfinished.
        format: the format the source was read as.
        problems: what the source says that could not be used.
        confidence: from 0 to 1, that these are the entries; None where nothing was searched.
        where: for people: where the entries are.
        reasons: what speaks for the list, for people, the weightiest first.
        doubts: what speaks against it, the same.
        steered: for people: what was known of the entries, where the list was taken for that.
        fields: where each field was read.
        rivals: other lists on the page, the likeliest first.
        feeds: addresses of the feeds that the page links to.
        browser: for people: why a browser has shown the page; "" where none has.
        older: computed when called: addresses of pages with older entries, the likeliest first.
        shown: computed when called: the lines of text that the page shows, with what was read from them.
    """

    feed: Feed
    format: str
    problems: tuple[Problem, ...] = ()
    confidence: float | None = None
    where: str = ""
    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    steered: str = ""
    fields: tuple[FieldFound, ...] = ()
    rivals: tuple[RivalList, ...] = ()
    feeds: tuple[str, ...] = ()
    browser: str = ""
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
