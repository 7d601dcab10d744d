"""report.json: what became of each feed of a project, and what is known of it from earlier builds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from feedkit.errors import FeedkitError
from feedkit.project.config import Config, FeedConfig
from feedkit.project.outcomes import Outcome

if TYPE_CHECKING:
    from feedkit.fetching import Page

REPORT = "report.json"


class FeedReport(Struct, frozen=True, kw_only=True):
    """What report.json says of one feed. There is no time of the build in it: nothing new, the same bytes.

    status:   "ok" or "failed"; of a feed that failed, what is said of its entries is from the last time that
              it did not
    reason:   why it failed, in a word; message: the same for people
    title:    of the feed
    home:     the address of the page
    files:    by format, below the output folder
    listed:   how many entries the source has
    entries:  how many the feed has, with those that have left the page
    newest:   the date of the newest
    confidence: of the build that wrote the feed as it is, from 0 to 1
    """

    name: str
    source: str
    status: str = "ok"
    reason: str = ""
    message: str = ""
    title: str = ""
    home: str | None = None
    files: dict[str, str] = {}
    listed: int | None = None
    entries: int | None = None
    newest: datetime | None = None
    confidence: float | None = None
    notes: tuple[str, ...] = ()


class Report(Struct, frozen=True, kw_only=True):
    """All of report.json."""

    feeds: tuple[FeedReport, ...] = ()


def last_report(config: Config, root: Path, fetch: Callable[[str], Page]) -> dict[str, FeedReport]:
    """What the last report says of each feed, by name: that in the output folder, or else the published one.

    Where there is none, or none that can be read, nothing is known, which fails nothing.
    """
    path = root / config.output / REPORT
    try:
        if path.is_file():
            content: str | bytes = path.read_bytes()
        elif config.base_url:
            content = fetch(config.base_url + REPORT).content
        else:
            return {}
        return {one.name: one for one in msgspec.json.decode(content, type=Report).feeds}
    except (FeedkitError, OSError, msgspec.MsgspecError):
        return {}


def updated_report(config: Config, outcomes: Sequence[Outcome], known: Mapping[str, FeedReport]) -> Report:
    """Return the report of all feeds; what was not built now is as it was.

    Args:
        config: all feeds.
        outcomes: of those that were built.
        known: what the last report says of each feed, by name.
    """
    built = {outcome.name: outcome for outcome in outcomes}
    return Report(
        feeds=tuple(_feed_report(feed, built.get(feed.name), known.get(feed.name)) for feed in config.feeds)
    )


def encoded(report: Report) -> bytes:
    """Return report.json: the same report gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


def _feed_report(feed: FeedConfig, outcome: Outcome | None, before: FeedReport | None) -> FeedReport:
    files: dict[str, str] = {kind: feed.file(kind) for kind in feed.to}
    about = before or FeedReport(name=feed.name, source=feed.origin, title=feed.title or feed.name)
    about = msgspec.structs.replace(about, source=feed.origin, files=files if before and before.files else {})
    if outcome is None:
        return about
    made = outcome.made
    sure = made.confidence if made and (outcome.status != "unchanged" or not before) else about.confidence
    if made is None:
        return msgspec.structs.replace(
            about, status="failed", reason=outcome.reason, message=outcome.message, notes=()
        )
    return FeedReport(
        name=feed.name,
        source=feed.origin,
        title=made.title,
        home=made.home,
        files=files,
        listed=made.listed,
        entries=made.entries,
        newest=made.newest,
        confidence=None if sure is None else round(sure, 3),
        notes=outcome.notes,
    )
