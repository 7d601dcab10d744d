"""A feed that is one already: RSS in all its versions, Atom and JSON Feed, read into the model.

document.py   XML that is well-formed, element by element: nothing is lost that the model holds
broken.py     XML that is not, as far as feedparser can mend it
jsonfeed_reader.py   JSON Feed

What all of them share: constructs.py (texts, HTML, people) and moments.py (dates).

feedparser comes second, as it is made for feeds that are broken and takes whole ones for broken too: it
re-reads Latin-1 letters as UTF-8, takes texts for HTML, resolves addresses and does not know most of what
podcasts and archives say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from feedkit.errors import Problem
from feedkit.model import Entry, Feed, Podcast
from feedkit.parsers.job import Job
from feedkit.parsers.reading import FieldFound, Reading
from feedkit.parsers.syndication import broken, document, jsonfeed_reader
from feedkit.parsers.syndication.moments import Moments
from feedkit.values.apple_podcasts import is_category, podcast_problems
from feedkit.values.headline import headline
from feedkit.values.language_tags import language_tag

EMPTY_ENTRY = Problem(
    rule="empty-entry", message="left out: wanted a title, summary, content, address or enclosure, found none"
)


def read(job: Job) -> Reading:
    """Read a feed, which may be an empty one; `job.url` is its address.

    Raises:
        ParseError: the document is no feed.
    """
    moments = Moments(job.zone)
    problems = moments.problems
    feed = _feed(job.content.strip("\ufeff \t\r\n"), job.url, moments)
    feed = _without_empty_entries(feed, problems)
    feed = _published_podcast(feed, problems)
    return Reading(feed=feed, format="feed", problems=tuple(problems), fields=tuple(_found(feed.entries)))


def _feed(content: str, url: str | None, moments: Moments) -> Feed:
    if content.startswith("{"):
        return jsonfeed_reader.read(content, url, moments)
    feed = document.read(content, url, moments)
    return broken.read(content, url, moments) if feed is None else feed


def _without_empty_entries(feed: Feed, problems: list[Problem]) -> Feed:
    """Without the entries that say nothing, which no feed can hold: one of them must not cost the others."""
    empty = [number for number, entry in enumerate(feed.entries, 1) if headline(entry) is None]
    if not empty:
        return feed
    problems += (replace(EMPTY_ENTRY, where=f"entry {number}") for number in empty)
    return replace(feed, entries=tuple(entry for entry in feed.entries if headline(entry) is not None))


def _published_podcast(feed: Feed, problems: list[Problem]) -> Feed:
    """The feed as a podcast only if Apple would take it: all others are feeds like any, and say why.

    A podcast without a category, a language or a cover is a valid feed, but RSS cannot be written of a
    `Podcast` that Apple refuses. Its episodes keep what is said of them.
    """
    if feed.podcast is None:
        return feed
    feed = _with_known_categories(feed, feed.podcast, problems)
    missing = podcast_problems(replace(feed, language=language_tag(feed.language or "")))
    if not missing:
        return feed
    message = "read as a plain feed, as Apple would refuse the podcast: " + "; ".join(map(str, missing))
    problems.append(_refused(message))
    return replace(feed, podcast=None)


def _with_known_categories(feed: Feed, podcast: Podcast, problems: list[Problem]) -> Feed:
    """Without the categories that Apple has not, or has no more, if there are others."""
    unknown = [name for name in podcast.categories if not is_category(name)]
    known = tuple(name for name in podcast.categories if is_category(name))
    if not unknown or not known:
        return feed
    wanted = "wanted categories of Apple's, as Technology or Arts > Books"
    problems.append(_refused(f"{wanted}, found {', '.join(unknown)}"))
    return replace(feed, podcast=replace(podcast, categories=known))


def _refused(message: str) -> Problem:
    return Problem(rule="no-podcast-for-apple", message=message, where="feed, podcast")


def _found(entries: Sequence[Entry]) -> Iterator[FieldFound]:
    for one in fields(Entry):
        count = sum(bool(getattr(entry, one.name)) for entry in entries)
        if count:
            yield FieldFound(field=one.name, where="", entries=count)
