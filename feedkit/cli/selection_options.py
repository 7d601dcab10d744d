"""The options that select entries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

import click

from feedkit.cli import completions
from feedkit.cli.reading_options import checked
from feedkit.model import Feed
from feedkit.values.moments import Moment, read_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which entries are wanted."""

    since: Moment | None
    until: Moment | None
    match: tuple[str, ...]
    not_match: tuple[str, ...]
    limit: int | None

    def applied_to(self, feed: Feed, now: datetime, zone: ZoneInfo) -> Feed:
        """Return the feed with the entries that are wanted; a day begins and ends at midnight in the zone."""
        if self == ALL:
            return feed
        from feedkit.selecting import select

        return select(
            feed,
            since=self.since.start(now, zone) if self.since else None,
            until=self.until.end(now, zone) if self.until else None,
            match=self.match,
            not_match=self.not_match,
            limit=self.limit,
        )


ALL = Selection(since=None, until=None, match=(), not_match=(), limit=None)


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
        callback=checked(read_moment),
        help="Only entries from that day or time on, in --timezone: 2026-01-31, 2026-01-31T18:00, yesterday,"
        " '7 days', '3 months'. Those without a date are left out.",
    ),
    click.option(
        "--until",
        metavar="DATE",
        callback=checked(read_moment),
        help="Only entries up to the end of that day, or before that time, written as for --since.",
    ),
    click.option(
        "--match",
        metavar="CONDITION",
        multiple=True,
        callback=checked(_checked_conditions),
        shell_complete=completions.conditions,
        help="Only entries with that text in title, text, tags or authors; in one field: title:TEXT; all of"
        " it: tags=TEXT; a regular expression: title~REGEX or ~REGEX. Repeated: any of them.",
    ),
    click.option(
        "--not-match",
        metavar="CONDITION",
        multiple=True,
        callback=checked(_checked_conditions),
        shell_complete=completions.conditions,
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
