"""A source that is a feed already: RSS in all its versions, Atom and JSON Feed, read into the model.

xml_feed.py          RSS and Atom: nothing is lost that the model holds
  repairing.py         XML that is not well-formed made so
  feed_elements.py     its elements by our own names
  feed_links.py        addresses, paging
  feed_texts.py        titles, summaries, contents
  feed_people.py       authors
  feed_media.py        pictures, enclosures
  feed_podcast.py      podcasts, episodes
  feed_extensions.py   what no field holds
jsonfeed_reader.py   JSON Feed
feed_date_reader.py  dates of all of them
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from feedkit.errors import Problem, mismatch
from feedkit.model import Entry, Feed, Podcast
from feedkit.parsers.job import Job
from feedkit.parsers.reading import FieldFound, Reading
from feedkit.parsers.syndication import jsonfeed_reader, xml_feed
from feedkit.parsers.syndication.feed_date_reader import DateReader
from feedkit.values.apple_podcasts import is_category, podcast_problems
from feedkit.values.language_tags import language_tag

REFUSED = "no-podcast-for-apple"


def read(job: Job) -> Reading:
    """Read a feed, which may have no entries; `job.url` is its address.

    Raises:
        ParseError: the document is not a feed.
    """
    dates = DateReader(job.zone)
    problems = dates.problems
    feed = _feed(job.content.strip("\ufeff \t\r\n"), job.url, dates)
    feed = _with_valid_podcast(feed, problems)
    return Reading(feed=feed, format="feed", problems=tuple(problems), fields=tuple(_fields(feed.entries)))


def _feed(content: str, url: str | None, dates: DateReader) -> Feed:
    if content.startswith("{"):
        return jsonfeed_reader.read(content, url, dates)
    return xml_feed.read(content, url, dates)


def _with_valid_podcast(feed: Feed, problems: list[Problem]) -> Feed:
    """Return the feed; without `podcast` if Apple would refuse it, and a Problem says why.

    A podcast without a category, a language or a cover is a valid feed, but RSS is not written of a `Podcast`
    that Apple refuses. Its episodes keep their fields.
    """
    if feed.podcast is None:
        return feed
    feed = _with_known_categories(feed, feed.podcast, problems)
    missing = podcast_problems(replace(feed, language=language_tag(feed.language or "")))
    if not missing:
        return feed
    message = "read as a plain feed, as Apple would refuse the podcast: " + "; ".join(map(str, missing))
    problems.append(Problem(rule=REFUSED, message=message, where="feed, podcast"))
    return replace(feed, podcast=None)


def _with_known_categories(feed: Feed, podcast: Podcast, problems: list[Problem]) -> Feed:
    """Return the feed without the categories that Apple does not have (any more), if it has others."""
    unknown = [name for name in podcast.categories if not is_category(name)]
    known = tuple(name for name in podcast.categories if is_category(name))
    if not unknown or not known:
        return feed
    wanted = "categories of Apple's, as Technology or Arts > Books"
    problems.append(mismatch(REFUSED, wanted, ", ".join(unknown), "feed, podcast"))
    return replace(feed, podcast=replace(podcast, categories=known))


def _fields(entries: Sequence[Entry]) -> Iterator[FieldFound]:
    for one in fields(Entry):
        count = sum(bool(getattr(entry, one.name)) for entry in entries)
        if count:
            yield FieldFound(field=one.name, where="", entries=count)
