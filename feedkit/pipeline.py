"""START HERE: the way from a source to a feed.

    bytes ──read──▶ Reading ──.feed──▶ Feed ──finish──▶ Feed ──write──▶ bytes

`read` (and `parse`, which is `read` without the account of how) states only what the source says, `finish` is
the only step that fills in, `write` invents nothing. Each step is imported where it is taken, as
`import feedkit` must stay light.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from os import PathLike
from typing import IO, Any

from feedkit import parsers
from feedkit.errors import Problem
from feedkit.formats import FormatName
from feedkit.garbage import rare_collections
from feedkit.model import Entry, Feed
from feedkit.model.checked import replaced
from feedkit.parsers import Content, Reading, SourceFormat
from feedkit.recipes import Recipe
from feedkit.renamed import accepts_old_names
from feedkit.values.content_policy import content_policy


def read(
    source: Content,
    *,
    url: str | None = None,
    format: SourceFormat | None = None,
    timezone: str = "UTC",
    now: datetime | None = None,
    recipe: Recipe | Mapping[str, Any] | None = None,
    like: Sequence[str] = (),
    previous: Feed | None = None,
    trusted: bool = False,
    embeds: Iterable[str] = (),
) -> Reading:
    """Return what `parse` does, with the account of how it was found; see there for arguments and errors."""
    job = parsers.job_of(
        source,
        url=url,
        format=format,
        timezone=timezone,
        now=now,
        recipe=recipe,
        like=like,
        previous=previous,
    )
    with content_policy(trusted=trusted, embeds=embeds):
        return parsers.read(job)


@accepts_old_names
@rare_collections()
def parse(
    source: Content,
    *,
    url: str | None = None,
    format: SourceFormat | None = None,
    timezone: str = "UTC",
    now: datetime | None = None,
    recipe: Recipe | Mapping[str, Any] | None = None,
    like: Sequence[str] = (),
    previous: Feed | None = None,
    trusted: bool = False,
    embeds: Iterable[str] = (),
) -> Feed:
    """Read a feed's entries out of a page, of its plain text, of data, of files or of another feed.

    Args:
        source: the page itself, as text, bytes in any encoding or a Beautiful Soup tree; or the path of a
            file, or of a folder of posts.
        url: the absolute address of the page; relative links are resolved against it.
        format: one of `feedkit.parsers.FORMATS`; by default it is recognised from the content and the name.
        timezone: the IANA name of the zone that dates without one are in.
        now: the aware time at which the page was fetched. Dates such as "3 days ago" are only read
            with it, and dates after it only where the page lists events.
        recipe: where the entries are and how fields are read, for a page that would be read wrongly: a
            `feedkit.Recipe` or its keys and values. What it does not say is found automatically.
        like: titles, or parts of them, and links of entries: the list that has them all is taken.
        previous: the feed as it was published last time. The list of a page that has its entries is taken,
            where the likeliest has none of them: it may have shrunk to one, or the page been redesigned.
        trusted: whether contents are the caller's own. They keep frames, classes, ids, styles, SVG and
            MathML, and lose only what runs scripts; see docs/trusted-content.md.
        embeds: hosts, such as "youtube.com", whose players may stay in anybody's content; "default" stands
            for those of a short list.

    Returns:
        An unfinished Feed: what the source says, and no more. `feedkit.read` returns more: what of the source
        could not be used, and how the entries were found.

    Raises:
        NoEntriesError: the page lists no entries, or none that is `like` what is wanted. A feed may be empty.
        RecipeError: the recipe is malformed or does not fit the page.
        ParseError: the source is empty, binary, or of an unknown kind.
        ValueError: `format`, `timezone` or `url` is none that there is, or `now` is naive.
    """
    reading = read(
        source,
        url=url,
        format=format,
        timezone=timezone,
        now=now,
        recipe=recipe,
        like=like,
        previous=previous,
        trusted=trusted,
        embeds=embeds,
    )
    return (
        reading.feed if reading.confidence is None else replaced(reading.feed, confidence=reading.confidence)
    )


@accepts_old_names
def parse_rows(
    rows: Iterable[object],
    *,
    url: str | None = None,
    title: str | None = None,
    timezone: str = "UTC",
    now: datetime | None = None,
    map: Mapping[str, Any] | None = None,
    trusted: bool = False,
    embeds: Iterable[str] = (),
) -> Feed:
    """Make a feed of a program's own objects: rows of a database, records of an API, dataclasses.

    Args:
        rows: an entry each: mappings, rows of sqlite3 or SQLAlchemy, named tuples, dataclasses, instances of
            attrs, msgspec, pydantic, Django or SQLAlchemy (with related objects that are loaded), or of any
            class, with its properties. Their names are understood as those of data are: `headline`,
            `published_at`, `user.name`… Without any row, the feed is empty.
        url: the absolute address of the page that lists them; relative links, and slugs where it ends in a
            slash, are resolved against it.
        title: the title of the feed.
        timezone: the IANA name of the zone that dates without one are in.
        now: the aware time that "3 days ago" is counted from.
        map: where fields are that their names do not tell: `{"title": "fields.name"}`; see `feedkit.Recipe`.
        trusted, embeds: whose contents they are, as for `parse`.

    Returns:
        An unfinished Feed.

    Raises:
        NoEntriesError: no row says anything.
        RecipeError: `map` is malformed, or names what no row has.
        TypeError: a row is of no such kind.
        ValueError: `timezone` or `url` is none that there is, or `now` is naive.
    """
    from feedkit.parsers.rows import read

    with content_policy(trusted=trusted, embeds=embeds):
        reading = read(rows, url=url, timezone=timezone, now=now, map=map)
    return replaced(reading.feed, title=title)


@accepts_old_names
def finish(
    feed: Feed,
    *,
    previous: Feed | None = None,
    now: datetime | None = None,
    keep: int = 100,
    problems: list[Problem] | None = None,
    trusted: bool = False,
    embeds: Iterable[str] = (),
) -> Feed:
    """Fill in what a valid feed needs and the source did not say: ids, `updated`, order.

    Finishing a finished feed changes nothing.

    Args:
        feed: any feed.
        previous: the feed as it was published last time: its ids and first-seen dates are kept, and entries
            that only it has stay while there are no more than `keep`.
        now: an aware datetime for entries that have no date, here or in `previous`; the clock by default,
            which is read only for such an entry.
        keep: how many entries there may be with those that only `previous` has; those of `feed` all stay.
        problems: a list that receives a Problem for everything in the feed that cannot be used as it is, such
            as an address that leads nowhere; by default they are dropped in silence.
        trusted, embeds: whose contents they are, as for `parse`. Contents that `parse` has returned are as
            they stay: what was not trusted there, in `previous` too, is not any more.

    Raises:
        ValueError: `now` is naive, or one of `embeds` no host.
    """
    from feedkit import finishing

    with content_policy(trusted=trusted, embeds=embeds):
        return finishing.finish(feed, previous=previous, now=now, keep=keep, problems=problems)


@accepts_old_names
def write(feed: Feed, to: FormatName) -> bytes:
    """Write a feed; an unfinished one is finished first.

    Args:
        feed: any feed.
        to: the format, "atom" (RFC 4287), "rss" (RSS 2.0) or "json" (JSON Feed 1.1).

    Returns:
        The document in UTF-8, the same bytes for the same finished feed.

    Raises:
        InvalidFeedError: the feed lacks what the format demands; `.problems` names entries and fields.
        ValueError: `to` is none of the three.
    """
    from feedkit import writers

    return writers.write(finish(feed), to)


def write_file(
    file: str | PathLike[str] | IO[bytes],
    feed: Feed,
    to: FormatName,
    *,
    entries: Iterable[Entry] | None = None,
    now: datetime | None = None,
    problems: list[Problem] | None = None,
    trusted: bool = False,
    embeds: Iterable[str] = (),
) -> int:
    """Write a feed to a file, with any number of entries, which are never all in memory.

    The document is the one that `write` makes of the same entries in a list. They are kept in temporary files
    meanwhile, and nothing is written before all of them have been read and found right.

    Args:
        file: the path of a file, which is replaced as a whole, or else stays as it was; or a binary file
            that is open for writing, such as `sys.stdout.buffer`.
        feed: any feed. An unfinished one is finished as by `finish`.
        to: the format, "atom" (RFC 4287), "rss" (RSS 2.0) or "json" (JSON Feed 1.1).
        entries: the entries of a feed that has none itself: an iterator or any other iterable, which is gone
            through once. They may be in any order. By default those of `feed`.
        now: an aware datetime for entries that have no date; the clock by default.
        problems: a list that receives a Problem for everything that cannot be used as it is; by default they
            are dropped in silence.
        trusted, embeds: whose contents they are, as for `finish`.

    Returns:
        The number of entries that were written.

    Raises:
        InvalidFeedError: the feed lacks what the format demands; `.problems` names entries and fields.
        OSError: the file cannot be written.
        TypeError: one of `entries` is no Entry, or `file` neither a path nor a binary file.
        ValueError: `to` is none of the three, `now` is naive, or both `feed` and `entries` have entries.
    """
    from feedkit.writers.streaming import write_file

    with content_policy(trusted=trusted, embeds=embeds):
        return write_file(file, feed, to, entries=entries, now=now, problems=problems)


@accepts_old_names
@rare_collections()
def convert(
    source: Content,
    *,
    to: FormatName = "atom",
    url: str | None = None,
    format: SourceFormat | None = None,
    timezone: str = "UTC",
    recipe: Recipe | Mapping[str, Any] | None = None,
    like: Sequence[str] = (),
    previous: Feed | None = None,
    now: datetime | None = None,
    trusted: bool = False,
    embeds: Iterable[str] = (),
) -> bytes:
    """Parse, finish and write in one call; see these for errors.

    Args:
        to: the format of the document: "atom", "rss" or "json".
        source, url, format, timezone, recipe, like: what `parse` takes.
        previous: the feed as it was published last time, for `parse` and `finish`.
        now: the aware time that "3 days ago" is counted from, and that entries without a date get.
        trusted, embeds: whose contents they are, as for `parse`.

    Returns:
        The document in UTF-8.
    """
    with content_policy(trusted=trusted, embeds=embeds):
        feed = parse(
            source,
            url=url,
            format=format,
            timezone=timezone,
            now=now,
            recipe=recipe,
            like=like,
            previous=previous,
        )
        return write(finish(feed, previous=previous, now=now), to)
