"""What a build tells: report.json, index.html and feeds.opml; a summary and annotations for CI."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from feedkit.errors import FeedkitError
from feedkit.project import index_page
from feedkit.project.config import Config, FeedConfig
from feedkit.project.index_page import Listed

if TYPE_CHECKING:
    from feedkit.fetching import Page
    from feedkit.project.building import Outcome

REPORT = "report.json"
INDEX = "index.html"
OPML = "feeds.opml"


class Known(Struct, frozen=True, kw_only=True):
    """What report.json says of one feed. There is no time of the build in it: nothing new, the same bytes.

    status:   "ok" or "failed"; what a feed that failed says of its entries is from the last time it did not
    reason:   why it failed, in a word; message: the same for people
    title:    of the feed
    home:     the address of the page
    files:    by format, below the output folder
    listed:   how many entries the source has
    entries:  how many the feed has, with those that have left the page
    newest:   the date of the newest
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

    feeds: tuple[Known, ...] = ()


def last_report(config: Config, root: Path, fetch: Callable[[str], Page]) -> dict[str, Known]:
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


def lists(config: Config, outcomes: Sequence[Outcome], known: Mapping[str, Known]) -> dict[str, bytes]:
    """The documents about all feeds, by name; what was not built now is as it was."""
    built = {outcome.name: outcome for outcome in outcomes}
    told = [_known(feed, built.get(feed.name), known.get(feed.name)) for feed in config.feeds]
    listed = [_listed(one) for one in told]
    report = msgspec.json.format(msgspec.json.encode(Report(feeds=tuple(told))), indent=2)
    return {
        REPORT: report + b"\n",
        INDEX: index_page.page(config.title, listed, base_url=config.base_url),
        OPML: index_page.opml(config.title, listed, base_url=config.base_url),
    }


def _known(feed: FeedConfig, outcome: Outcome | None, before: Known | None) -> Known:
    files: dict[str, str] = {kind: feed.file(kind) for kind in feed.formats}
    about = before or Known(name=feed.name, source=feed.origin, title=feed.title or feed.name)
    about = msgspec.structs.replace(about, source=feed.origin, files=files if before and before.files else {})
    if outcome is None:
        return about
    made = outcome.made
    if made is None:
        return msgspec.structs.replace(
            about, status="failed", reason=outcome.reason, message=outcome.message, notes=()
        )
    return Known(
        name=feed.name,
        source=feed.origin,
        title=made.title,
        home=made.home,
        files=files,
        listed=made.listed,
        entries=made.entries,
        newest=made.newest,
        confidence=None if made.confidence is None else round(made.confidence, 3),
        notes=outcome.notes,
    )


def _listed(one: Known) -> Listed:
    return Listed(
        name=one.name,
        title=one.title or one.name,
        home=one.home,
        files=one.files,
        entries=one.entries,
        newest=one.newest,
        failure=one.message if one.status == "failed" else None,
    )


def workflow_commands(outcomes: Sequence[Outcome]) -> list[str]:
    """The failures, and what should be known of other feeds, as workflow commands of GitHub Actions."""
    lines = []
    for outcome in outcomes:
        if outcome.status == "failed":
            lines.append(_annotation("error", outcome.name, outcome.message))
        lines += [_annotation("warning", outcome.name, note) for note in outcome.notes]
    return lines


def _annotation(level: str, name: str, message: str) -> str:
    text = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{level} title=feedkit: {name}::{text}"


def summary(outcomes: Sequence[Outcome]) -> str:
    """A job's summary in Markdown: the failures first, then every feed in a table."""
    lines = [f"## {tally(outcomes)}", ""]
    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    if failed:
        lines += [
            *(f"- **{_cell(one.name)}** failed ({one.reason}): {_cell(one.message)}" for one in failed),
            "",
        ]
    lines += ["| feed | | new | entries | newest |", "| --- | --- | ---: | ---: | --- |"]
    lines += ["| " + " | ".join(map(_cell, row)) + " |" for row in rows(outcomes)]
    return "\n".join(lines) + "\n"


def rows(outcomes: Sequence[Outcome]) -> list[tuple[str, str, str, str, str]]:
    """For each feed its name, what became of it, its new entries, all entries, and the newest."""
    found = []
    for outcome in outcomes:
        made = outcome.made
        status = outcome.status if made else f"failed: {outcome.reason}"
        fresh, entries = (str(made.fresh), str(made.entries)) if made else ("", "")
        newest = f"{made.newest:%Y-%m-%d}" if made and made.newest else ""
        found.append((outcome.name, status, fresh, entries, newest))
    return found


def tally(outcomes: Sequence[Outcome]) -> str:
    """How many feeds there are, and what became of them."""
    counts = [
        (status, sum(one.status == status for one in outcomes))
        for status in ("written", "unchanged", "failed")
    ]
    noun = "feed" if len(outcomes) == 1 else "feeds"
    return f"{len(outcomes)} {noun}: " + ", ".join(f"{count} {status}" for status, count in counts if count)


def _cell(text: str) -> str:
    """Text as Markdown shows it in a cell: no markup, no line ends."""
    plain = " ".join(text.split())
    for sign in "\\`*_{}[]<>|#~":
        plain = plain.replace(sign, "\\" + sign)
    return plain
