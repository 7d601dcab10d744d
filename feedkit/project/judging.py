"""Is what was found what should have been? One function a reason to fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from feedkit.errors import BuildError
from feedkit.model import Entry, Feed
from feedkit.project.config import FeedConfig, span

FEW = 3  # entries; with fewer, chance is as likely
IF_RIGHT = "the page may have changed; look at feedkit inspect, and if all is right, build with --accept {}"

Reasons = Iterator[tuple[str, str]]  # words for machines and sentences for people


def judge(
    feed: Feed,
    fresh: Feed,
    config: FeedConfig,
    *,
    previous: Feed | None,
    listed: int | None,
    now: datetime,
) -> None:
    """Raise a BuildError if anything tells that a page is not read as it was, or is not what it was.

    Args:
        feed: what was read of the source.
        fresh: the same, finished, without entries that only the feed of last time has.
        config: what the feed is held to.
        previous: the feed of last time; None where there is none, or where it is not to be compared with.
        listed: how many entries the source had last time, where that is known.
        now: the time of the build.
    """
    reasons = chain(
        _unsure(feed, config),
        _strict(feed, config),
        _other(fresh, previous),
        _fewer(fresh, config, listed),
        _undated(fresh, previous),
        _stale(fresh, config, now),
    )
    for reason, message in reasons:
        raise BuildError(reason, message.replace(IF_RIGHT, IF_RIGHT.format(config.name)))


def _unsure(feed: Feed, config: FeedConfig) -> Reasons:
    if feed.confidence is not None and feed.confidence < config.min_confidence:
        yield (
            "unsure",
            (
                f"wanted a confidence of {config.min_confidence:.2f} that these are the entries, found "
                f"{feed.confidence:.2f}: look at feedkit inspect, and write a recipe or lower min_confidence"
            ),
        )


def _strict(feed: Feed, config: FeedConfig) -> Reasons:
    if config.strict and feed.problems:
        more = f" (and {len(feed.problems) - 1} more)" if len(feed.problems) > 1 else ""
        yield "strict", f"not all of it can be used, and strict is set: {feed.problems[0]}{more}"


def _other(fresh: Feed, previous: Feed | None) -> Reasons:
    """Not one entry of last time is on the page."""
    known = {entry.id for entry in previous.entries} if previous else set()
    if len(known) >= FEW and len(fresh.entries) >= FEW and known.isdisjoint(e.id for e in fresh.entries):
        first = fresh.entries[0].title or fresh.entries[0].url
        wanted = f"wanted at least one of the {len(known)} entries of last time"
        yield "no-overlap", f"{wanted}, found {len(fresh.entries)} others, first {first!r}: {IF_RIGHT}"


def _fewer(fresh: Feed, config: FeedConfig, listed: int | None) -> Reasons:
    count, least = len(fresh.entries), 1 - config.max_drop
    if listed is not None and listed >= FEW and count < listed * least:
        yield (
            "fewer-entries",
            f"wanted at least {least:.0%} of the {listed} entries of last time, found {count}: {IF_RIGHT}",
        )


def _undated(fresh: Feed, previous: Feed | None) -> Reasons:
    if previous and _dated(previous.entries) and not any(entry.published for entry in fresh.entries):
        yield (
            "no-dates",
            f"wanted dates, as last time, found none in {len(fresh.entries)} entries: {IF_RIGHT}",
        )


def _dated(entries: Sequence[Entry]) -> bool:
    """Whether most entries have a date of their own."""
    return 2 * sum(entry.published is not None for entry in entries) > len(entries)


def _stale(fresh: Feed, config: FeedConfig, now: datetime) -> Reasons:
    dates = [entry.published or entry.updated for entry in fresh.entries]
    newest = max((date for date in dates if date), default=None)
    if config.stale_after and newest and now - newest > span(config.stale_after):
        yield (
            "stale",
            (
                f"wanted an entry of the last {config.stale_after}, found the newest of {newest:%Y-%m-%d}: "
                "the page may be read no more, or stale_after be too short"
            ),
        )
