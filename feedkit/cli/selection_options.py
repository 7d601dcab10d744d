"""The options that select entries."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

import click

from feedkit.cli.reading_options import checked
from feedkit.model import Feed
from feedkit.values.zones import aware_datetime

DAY = re.compile(r"\d{4}-?\d\d-?\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which entries are wanted: dates as they were typed, a day or a time in ISO 8601."""

    since: str | None
    until: str | None
    match: tuple[str, ...]
    not_match: tuple[str, ...]
    limit: int | None

    def applied_to(self, feed: Feed, zone: ZoneInfo) -> Feed:
        """Return the feed with the entries that are wanted; a day begins and ends at midnight in the zone."""
        if self == ALL:
            return feed
        from feedkit.selecting import select

        return select(
            feed,
            since=_moment(self.since, zone),
            until=_moment(self.until, zone, end=True),
            match=self.match,
            not_match=self.not_match,
            limit=self.limit,
        )


ALL = Selection(since=None, until=None, match=(), not_match=(), limit=None)


def _moment(text: str | None, zone: ZoneInfo, *, end: bool = False) -> datetime | None:
    """The moment of a date, or the end of a day."""
    if text is None:
        return None
    found = aware_datetime(datetime.fromisoformat(text), zone)
    if not (end and DAY.fullmatch(text)):
        return found
    try:
        return found + timedelta(days=1)
    except OverflowError:  # the last day of the calendar
        return found.replace(hour=23, minute=59, second=59, microsecond=999999)


def _checked_date(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(
            f"wanted a day or a time such as 2026-01-31 or 2026-01-31T18:00, not {text!r}"
        ) from error
    return text


def _checked_conditions(given: tuple[str, ...]) -> tuple[str, ...]:
    from feedkit.values.conditions import conditions  # few calls have any

    if given:
        conditions(given)
    return given


SELECTION_OPTIONS = (
    click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the newest N entries."),
    click.option(
        "--since",
        metavar="DATE",
        callback=checked(_checked_date),
        help="Only entries from that day or time on, in --timezone; those without a date are left out.",
    ),
    click.option(
        "--until",
        metavar="DATE",
        callback=checked(_checked_date),
        help="Only entries up to the end of that day, or before that time.",
    ),
    click.option(
        "--match",
        metavar="CONDITION",
        multiple=True,
        callback=checked(_checked_conditions),
        help="Only entries with that text in title, text, tags or authors; in one field: title:TEXT; all of"
        " it: tags=TEXT; a regular expression: title~REGEX or ~REGEX. Repeated: any of them.",
    ),
    click.option(
        "--not-match",
        metavar="CONDITION",
        multiple=True,
        callback=checked(_checked_conditions),
        help="No entries with that text, written as for --match; may be repeated.",
    ),
)


def selection_options(verb: Callable[..., None]) -> Callable[..., None]:
    """Give a verb these options; it gets them as one argument, `selection`."""

    @wraps(verb)
    def grouped(**given: Any) -> None:
        options = {field.name: given.pop(field.name) for field in fields(Selection)}
        verb(selection=Selection(**options), **given)

    for option in reversed(SELECTION_OPTIONS):
        grouped = option(grouped)
    return grouped
