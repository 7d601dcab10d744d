"""One feed of a build: what was fetched becomes its documents, or a reason why not.

A worker process needs nothing but the FeedTask and returns all that came of it, so that many feeds are made
at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from feedkit import pipeline
from feedkit.errors import BuildError, FeedkitError, InvalidFeedError, NoEntriesError, ParseError, RecipeError
from feedkit.finishing import prepare, published_anew, published_at
from feedkit.finishing.previous_entries import MOVED
from feedkit.formats import FormatName
from feedkit.garbage import rare_collections
from feedkit.model import Feed
from feedkit.parsers.reading import Reading
from feedkit.project import state
from feedkit.project.config import FeedConfig
from feedkit.project.judging import Comparison, judge
from feedkit.project.outcomes import MadeFeed
from feedkit.recipes import Recipe
from feedkit.sources.reader import Reader, SourceContent
from feedkit.values.content_policy import content_policy
from feedkit.values.moments import read_moment
from feedkit.values.zones import checked_zone

if TYPE_CHECKING:
    from feedkit.fetching import Page

MAX_PROBLEMS = 3  # of a source, that become notes
PODCAST_ELEMENT = re.compile(r"(?:itunes|podcast):[^/]*$")  # which readers of feeds pass over


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedTask:
    """What one feed is made of.

    config:     how it is read and checked
    source:     its source, for people
    content:    what that holds
    recipe:     how it is read
    published:  the documents of last time, by format
    addresses:  where the documents will be, by format
    listed:     how many entries the source had last time, where that is known
    accepted:   whether whatever is found is right, however different from last time
    now:        the time of the build
    """

    config: FeedConfig
    source: str
    content: SourceContent
    recipe: Recipe | None
    published: Mapping[FormatName, bytes]
    addresses: Mapping[str, str]
    listed: int | None
    accepted: bool
    now: datetime


class Fetch(Protocol):
    """What fetches further pages."""

    def __call__(self, url: str, *, is_article: bool = False, render: bool = False) -> Page:
        """Return the page at an address, shown by a browser or not; the feed can do without an article."""


@rare_collections()
def make(task: FeedTask, fetch: Fetch) -> MadeFeed:
    """Make the documents of one feed.

    Args:
        task: what they are made of.
        fetch: what fetches further pages, where the configuration says `pages`, `full` or `native`.

    Raises:
        BuildError: it cannot be made, or is not what it should be; `reason` is a word for why.
    """
    with content_policy(trusted=task.config.trusted, embeds=task.config.embeds):
        return _make(task, fetch)


def _make(task: FeedTask, fetch: Fetch) -> MadeFeed:
    notes: list[str] = []
    previous = _previous(task, notes)
    reading = _read(task, fetch, previous, notes)
    prepared = prepare(reading.feed, previous=previous, now=task.now)
    fresh = prepared.finished(0)
    judge(
        Comparison(
            reading=reading,
            fresh=fresh,
            config=task.config,
            previous=None if task.accepted else previous,
            listed=None if task.accepted else task.listed,
            now=task.now,
        )
    )
    wanted = _selected(reading.feed, task.config, task.now)
    if wanted is not reading.feed:
        prepared = prepare(wanted, previous=previous, now=task.now)
    notes += [str(problem) for problem in prepared.problems if problem.rule == MOVED]
    return _made(
        task,
        prepared.finished(task.config.keep),
        previous,
        listed=len(fresh.entries),
        confidence=reading.confidence,
        notes=notes,
    )


def _made(
    task: FeedTask,
    feed: Feed,
    previous: Feed | None,
    *,
    listed: int,
    confidence: float | None,
    notes: Sequence[str],
) -> MadeFeed:
    known = {entry.id for entry in previous.entries} if previous else set()
    dates = [date for entry in feed.entries if (date := entry.published or entry.updated)]
    return MadeFeed(
        documents=documents(task, feed),
        title=feed.title or task.config.name,
        home=feed.url,
        listed=listed,
        fresh=sum(entry.id not in known for entry in feed.entries),
        entries=len(feed.entries),
        newest=max(dates, default=None),
        confidence=confidence,
        notes=tuple(notes),
    )


def _previous(task: FeedTask, notes: list[str]) -> Feed | None:
    """Return the previous feed; None where there is none, or none that can be read and `accepted`.

    Raises:
        BuildError: it cannot be read; `reason` is "state".
    """
    try:
        return state.previous(task.published, notes)
    except ParseError as error:
        message = f"the previous feed cannot be read: {error}"
        if task.accepted:
            notes.append(f"{message}: a new feed is made")
            return None
        hint = f"delete its files, or build with --accept {task.config.name}, to begin a new feed"
        raise BuildError("state", f"{message}; {hint}") from error


def _read(task: FeedTask, fetch: Fetch, previous: Feed | None, notes: list[str]) -> Reading:
    """Read the source, and note what cannot be used of it."""
    config = task.config
    try:
        reading = _reader(task, fetch, previous, notes).read_content(task.source, task.content)
    except NoEntriesError as error:
        own = f"; the page has a feed of its own, {error.feeds[0]}: set native" if error.feeds else ""
        raise BuildError("no-entries", f"{error}{own}") from error
    except RecipeError as error:
        raise BuildError("recipe", str(error)) from error
    except (FeedkitError, ModuleNotFoundError) as error:  # the latter as `full` needs an extra
        raise BuildError("unreadable", str(error)) from error
    if reading.steered:
        notes.append(f"{reading.steered}; build with --accept {config.name} to take the other")
    if reading.browser and config.render == "auto":
        notes.append(reading.browser)
    notes += map(str, reading.problems[:MAX_PROBLEMS])
    if len(reading.problems) > MAX_PROBLEMS:
        more = len(reading.problems) - MAX_PROBLEMS
        notes.append(f"… and {more} more that cannot be used: feedkit inspect lists them")
    # When the source's document changed says nothing of ours: many change with each request.
    title = config.title or reading.feed.title or config.name
    language = config.language or reading.feed.language
    feed = published_anew(reading.feed) if reading.format == "feed" else reading.feed
    feed = replace(feed, title=title, language=language, stylesheet=config.stylesheet, updated=None)
    return replace(reading, feed=feed)


def _reader(task: FeedTask, fetch: Fetch, previous: Feed | None, notes: list[str]) -> Reader:
    config = task.config
    return Reader(
        fetch=fetch,
        fetch_article=partial(fetch, is_article=True),
        render=partial(fetch, render=True) if config.render == "auto" else None,
        render_hint='set render = "auto" to have a browser show it',
        report=lambda message: notes.append(message.removeprefix(f"{task.source}: ")),
        zone=checked_zone(config.timezone),
        format=config.format,
        recipe=task.recipe,
        like=config.like,
        now=task.now,
        native=config.native,
        pages=config.pages,
        full=config.full,
        full_text=config.full_text,
        full_text_remove=config.full_text_remove,
        previous=previous,
        accepted=task.accepted,
        url_hint="set url",
    )


def _selected(feed: Feed, config: FeedConfig, now: datetime) -> Feed:
    """Return the feed with the entries that are wanted; the feed itself where all are.

    Raises:
        BuildError: a regular expression takes too long; `reason` is "recipe".
    """
    if not (config.since or config.match or config.not_match or config.limit):
        return feed
    from feedkit.selecting import select

    zone = checked_zone(config.timezone)
    since = read_moment(config.since).start(now, zone) if config.since else None
    try:
        return select(feed, since=since, match=config.match, not_match=config.not_match, limit=config.limit)
    except RecipeError as error:
        raise BuildError("recipe", str(error)) from error


def documents(task: FeedTask, feed: Feed) -> dict[FormatName, bytes]:
    """A finished feed in each format. What has not changed since last time was valid then.

    Raises:
        BuildError: it would not be valid.
    """
    made: dict[FormatName, bytes] = {}
    for kind in task.config.to:
        try:
            made[kind] = pipeline.write(published_at(feed, task.addresses.get(kind)), kind)
        except InvalidFeedError as error:
            raise BuildError("invalid", f"{kind}: {error}") from error
        if made[kind] != task.published.get(kind):
            _check(made[kind], kind, task)
    return made


def _check(document: bytes, kind: str, task: FeedTask) -> None:
    from feedkit.checks import check

    report = check(document, feed_url=task.addresses.get(kind), now=task.now)
    faults = [
        finding
        for finding in report.findings
        if finding.level == "error" and not PODCAST_ELEMENT.search(finding.element)
    ]
    if faults:
        raise BuildError("invalid", f"{kind}: {faults[0]}")
