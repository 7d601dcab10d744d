"""One feed of a build: what was fetched becomes its documents, or a reason why not.

All that a worker process needs is in the Job, and all that comes of it in what it answers, so that many feeds
are made at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from feedkit import pipeline
from feedkit.errors import BuildError, FeedkitError, InvalidFeedError, NoEntriesError, ParseError, RecipeError
from feedkit.finishing import apart, published_at
from feedkit.model import Feed
from feedkit.parsers import usable_zone
from feedkit.parsers.reading import aware
from feedkit.project import state
from feedkit.project.config import FeedConfig
from feedkit.project.judging import judge
from feedkit.recipes import Recipe
from feedkit.sources.reader import Content, Reader

if TYPE_CHECKING:
    from feedkit.fetching import Page

SHOWN = 3  # problems of a source that are told


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What one feed is made of.

    config:     what is said of it
    source:     its source, for people
    content:    what that holds
    recipe:     how it is read
    published:  the documents of last time, by format
    addresses:  where the documents will be, by format
    listed:     how many entries the source had last time, where that is known
    accepted:   is whatever is found right, however different from last time?
    now:        the time of the build
    """

    config: FeedConfig
    source: str
    content: Content
    recipe: Recipe | None
    published: Mapping[str, bytes]
    addresses: Mapping[str, str]
    listed: int | None
    accepted: bool
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of it.

    documents:   by format
    title:       of the feed
    home:        the address of the page
    listed:      how many entries the source has
    fresh:       how many of them were not there last time
    entries:     how many the feed has, with those that have left the page
    newest:      the date of the newest of these
    confidence:  from 0 to 1, that these are the entries
    notes:       what a person should know
    """

    documents: Mapping[str, bytes]
    title: str
    home: str | None
    listed: int
    fresh: int
    entries: int
    newest: datetime | None
    confidence: float | None
    notes: tuple[str, ...] = field(default=())


def make(job: Job, fetch: Callable[[str], Page] | None = None) -> Made:
    """Make the documents of one feed.

    Args:
        job: what they are made of.
        fetch: what fetches further pages; only needed where the configuration says `pages`, `full` or
            `native`.

    Raises:
        BuildError: it cannot be made, or is not what it should be; `reason` says in a word why.
    """
    notes: list[str] = []
    try:
        previous = state.previous(job.published)
    except ParseError as error:
        notes.append(f"{error}: it is made anew")
        previous = None
    feed = _read(job, fetch or _unfetched, notes)
    compared = None if job.accepted else previous
    parts = apart(feed, previous=previous, now=job.now)
    fresh = parts.whole(0)
    judge(
        feed, fresh, job.config, previous=compared, listed=None if job.accepted else job.listed, now=job.now
    )
    wanted = _selected(feed, job.config)
    if wanted is not feed:
        parts = apart(wanted, previous=previous, now=job.now)
    whole = parts.whole(job.config.keep)
    known = {entry.id for entry in previous.entries} if previous else set()
    return Made(
        documents=documents(job, whole),
        title=whole.title or job.config.name,
        home=whole.url,
        listed=len(fresh.entries),
        fresh=sum(entry.id not in known for entry in whole.entries),
        entries=len(whole.entries),
        newest=max(filter(None, (entry.published or entry.updated for entry in whole.entries)), default=None),
        confidence=feed.confidence,
        notes=tuple(notes),
    )


def _unfetched(url: str) -> Page:
    raise AssertionError(f"{url} was not to be fetched")


def _read(job: Job, fetch: Callable[[str], Page], notes: list[str]) -> Feed:
    """What the source says."""
    config = job.config
    reader = Reader(
        fetch=fetch,
        tell=lambda message: notes.append(message.removeprefix(f"{job.source}: ")),
        timezone=config.timezone,
        format=config.format,
        recipe=job.recipe,
        like=config.like,
        reference=job.now,
        native=config.native,
        pages=config.pages,
        full=config.full,
        url_hint="set page_url",
    )
    try:
        feed = reader.read_content(job.source, job.content).feed
    except NoEntriesError as error:
        own = f"; the page has a feed of its own, {error.feeds[0]}: set native" if error.feeds else ""
        raise BuildError("no-entries", f"{error}{own}") from error
    except RecipeError as error:
        raise BuildError("recipe", str(error)) from error
    except (FeedkitError, ModuleNotFoundError) as error:  # the latter as `full` needs an extra
        raise BuildError("unreadable", str(error)) from error
    notes += map(str, feed.problems[:SHOWN])
    if len(feed.problems) > SHOWN:
        notes.append(
            f"… and {len(feed.problems) - SHOWN} more that cannot be used: feedkit inspect lists them"
        )
    # Of a feed that is published anew, these are no longer true.
    return replace(
        feed, title=config.title or feed.title or config.name, feed_url=None, hub=None, paging=None
    )


def _selected(feed: Feed, config: FeedConfig) -> Feed:
    """The entries that are wanted; the feed itself where all are."""
    if not (config.since or config.match or config.not_match or config.limit):
        return feed
    from feedkit.selecting import select

    zone = usable_zone(config.timezone)
    since = aware(datetime.fromisoformat(config.since), zone) if config.since else None
    return select(feed, since=since, match=config.match, not_match=config.not_match, limit=config.limit)


def documents(job: Job, feed: Feed) -> dict[str, bytes]:
    """A finished feed in each format. What has not changed since last time was valid then.

    Raises:
        BuildError: it would not be valid.
    """
    made: dict[str, bytes] = {}
    for kind in job.config.formats:
        try:
            made[kind] = pipeline.write(published_at(feed, job.addresses.get(kind)), kind)
        except InvalidFeedError as error:
            raise BuildError("invalid", f"{kind}: {error}") from error
        if made[kind] != job.published.get(kind):
            _check(made[kind], kind, job)
    return made


def _check(document: bytes, kind: str, job: Job) -> None:
    from feedkit.checks import check

    report = check(document, url=job.addresses.get(kind), now=job.now)
    faults = [finding for finding in report.findings if finding.level == "error"]
    if faults:
        raise BuildError("invalid", f"{kind}: {faults[0]}")
