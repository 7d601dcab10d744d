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
from dataclasses import fields

from feedkit.model import Entry, Feed
from feedkit.parsers.job import Job
from feedkit.parsers.reading import FieldFound, Reading
from feedkit.parsers.syndication import jsonfeed_reader, xml_feed
from feedkit.parsers.syndication.feed_date_reader import DateReader
from feedkit.values.apple_podcasts import podcast_problems


def read(job: Job) -> Reading:
    """Read a feed, which may have no entries; `job.url` is its address.

    Raises:
        ParseError: the document is not a feed.
    """
    dates = DateReader(job.zone)
    feed = _feed(job.content.strip("\ufeff \t\r\n"), job.url, dates)
    problems = (*dates.problems, *podcast_problems(feed))
    return Reading(feed=feed, format="feed", problems=problems, fields=tuple(_fields(feed.entries)))


def _feed(content: str, url: str | None, dates: DateReader) -> Feed:
    if content.startswith("{"):
        return jsonfeed_reader.read(content, url, dates)
    return xml_feed.read(content, url, dates)


def _fields(entries: Sequence[Entry]) -> Iterator[FieldFound]:
    for one in fields(Entry):
        count = sum(bool(getattr(entry, one.name)) for entry in entries)
        if count:
            yield FieldFound(field=one.name, where="", entries=count)
