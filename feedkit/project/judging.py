"""The reasons for which a feed of a build fails.

Some are raised where they happen. The others are judged here, of a feed that was read: a function each, which
returns a message where the feed must not be published. A new reason is a row and a function.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from feedkit.errors import BuildError
from feedkit.model import Entry, Feed
from feedkit.parsers.reading import Reading
from feedkit.project.config import FeedConfig
from feedkit.values.moments import read_span

MIN_ENTRIES = 3  # with fewer, chance is as likely
IF_RIGHT = "the page may have changed; look at feedkit inspect, and if all is right, build with --accept {}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A feed that is to be published, and what it is compared with.

    reading:   what was read of the source
    fresh:     the same, finished, without entries that only the previous feed has
    config:    what the feed is held to
    previous:  the previous feed; None where there is none, or where it is not to be compared with
    listed:    how many entries the source had last time, where that is known
    now:       the time of the build
    """

    reading: Reading
    fresh: Feed
    config: FeedConfig
    previous: Feed | None
    listed: int | None
    now: datetime

    @property
    def if_right(self) -> str:
        """What to do where the page has changed and all is right."""
        return IF_RIGHT.format(self.config.name)


class Reason(NamedTuple):
    """A reason to fail: a word for machines, what it means, and what judges it."""

    word: str
    meaning: str
    judge: Callable[[Comparison], str | None]


def judge(comparison: Comparison) -> None:
    """Check that a page is read as it was, and is what it was.

    Raises:
        BuildError: it is not; `reason` is a word of `JUDGED`.
    """
    for reason in JUDGED:
        if message := reason.judge(comparison):
            raise BuildError(reason.word, message)


def _unsure(comparison: Comparison) -> str | None:
    confidence, minimum = comparison.reading.confidence, comparison.config.min_confidence
    if confidence is None or confidence >= minimum:
        return None
    return (
        f"wanted a confidence of {minimum:.2f} that these are the entries, found "
        f"{confidence:.2f}: look at feedkit inspect, and write a recipe or lower min_confidence"
    )


def _strict(comparison: Comparison) -> str | None:
    problems = comparison.reading.problems
    if not comparison.config.strict or not problems:
        return None
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"not all of it can be used, and strict is set: {problems[0]}{more}"


def _no_overlap(comparison: Comparison) -> str | None:
    entries, previous = comparison.fresh.entries, comparison.previous
    known = {entry.id for entry in previous.entries} if previous else set()
    if min(len(known), len(entries)) < MIN_ENTRIES or not known.isdisjoint(entry.id for entry in entries):
        return None
    wanted = f"wanted at least one of the {len(known)} entries of last time"
    first = entries[0].title or entries[0].url
    return f"{wanted}, found {len(entries)} others, first {first!r}: {comparison.if_right}"


def _fewer_entries(comparison: Comparison) -> str | None:
    listed, count = comparison.listed, len(comparison.fresh.entries)
    share = 1 - comparison.config.max_drop
    if listed is None or listed < MIN_ENTRIES or count >= listed * share:
        return None
    return (
        f"wanted at least {share:.0%} of the {listed} entries of last time, found {count}: "
        f"{comparison.if_right}"
    )


def _no_dates(comparison: Comparison) -> str | None:
    entries, previous = comparison.fresh.entries, comparison.previous
    if not previous or not _mostly_dated(previous.entries) or any(entry.published for entry in entries):
        return None
    return f"wanted dates, as last time, found none in {len(entries)} entries: {comparison.if_right}"


def _mostly_dated(entries: Sequence[Entry]) -> bool:
    """Return whether most entries have a date of their own."""
    return 2 * sum(entry.published is not None for entry in entries) > len(entries)


def _stale(comparison: Comparison) -> str | None:
    stale_after = comparison.config.stale_after
    dates = [entry.published or entry.updated for entry in comparison.fresh.entries]
    newest = max((date for date in dates if date), default=None)
    if not stale_after or not newest or comparison.now - newest <= read_span(stale_after):
        return None
    return (
        f"wanted an entry of the last {stale_after}, found the newest of {newest:%Y-%m-%d}: "
        "the page may no longer be read as it should, or stale_after may be too short"
    )


# README's table lists the meanings of both.
JUDGED = (
    Reason(
        "unsure",
        "the confidence is below `min_confidence` (0.3): look at `feedkit inspect`, write a recipe",
        _unsure,
    ),
    Reason("strict", "something cannot be used, and `strict` is set", _strict),
    Reason("no-overlap", "the page has not one entry of last time", _no_overlap),
    Reason(
        "fewer-entries",
        "the page has lost more than `max_drop` (0.5) of its entries since last time",
        _fewer_entries,
    ),
    Reason("no-dates", "the entries have lost their dates", _no_dates),
    Reason(
        "stale",
        'the newest entry is older than `stale_after`, such as "90 days"; not checked by default',
        _stale,
    ),
)
RAISED = {
    "fetch": "the page cannot be fetched or the file cannot be read: an error, robots.txt",
    "command": "the program fails or writes too much",
    "timeout": "fetching takes longer than `fetch_timeout` (120 s), or reading than `read_timeout` (60 s)",
    "state": "the previous feed cannot be read, so it is not known what was published",
    "recipe": "the recipe is malformed or does not fit the page",
    "unreadable": "the source is of an unknown kind, or is damaged",
    "no-entries": "the page lists nothing",
    "invalid": "the feed would not be valid",
    "write": "a file cannot be written",
    "crashed": "the process that makes the feed has died, or feedkit has a bug",
}
REASONS = {**RAISED, **{reason.word: reason.meaning for reason in JUDGED}}
