"""`feedkit convert`: sources in, feeds out."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace
from datetime import datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from feedkit import pipeline
from feedkit.cli.phrasing import counted
from feedkit.cli.reading_options import attempt, checked, fetching, moment_of, reading_options, say, steering
from feedkit.cli.selection_options import Selection, selecting_options
from feedkit.errors import ParseError
from feedkit.files import update_file
from feedkit.finishing import published_at
from feedkit.formats import DEFAULT, FORMATS
from feedkit.model import Feed
from feedkit.parsers.reading import SURE, Reading
from feedkit.sources.reader import Reader, is_address
from feedkit.values.decoding import usable_url

if TYPE_CHECKING:
    from feedkit.recipes import Recipe

PROBLEMS_SHOWN = 5
SUFFIXES = tuple(dict.fromkeys(suffix for row in FORMATS.values() for suffix in row.suffixes))

Target = dict[Path | None, str]  # where each format goes; None is standard output


def extra_full(context: click.Context, parameter: click.Parameter, value: bool) -> bool:
    """A click callback that wants the package that full texts are found with."""
    if value and find_spec("trafilatura") is None:
        from feedkit.parsers.html.article import MISSING

        raise click.UsageError(f"--full: {MISSING}")
    return value


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--to",
    "formats",
    multiple=True,
    type=click.Choice(list(FORMATS)),
    help=f"Format to write; may be given several times.  [default: {DEFAULT}; all of them into a folder]",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    help=f"Folder for the feeds, or a file ending in {', '.join(SUFFIXES)}.  [default: standard output]",
)
@click.option(
    "--feed-url",
    metavar="URL",
    callback=checked(usable_url),
    help="Where the feed will be published, so that it can name itself; a folder if it ends in a slash.",
)
@click.option(
    "--pages",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    help="Follow the page's links to older entries: up to N pages, with the first.",
)
@click.option(
    "--full",
    is_flag=True,
    callback=extra_full,
    help="Fetch each entry's page for its full text, and for the date and author that the list lacks.",
)
@click.option("--native", is_flag=True, help="Take the entries of the page's own feed, where it has one.")
@click.option(
    "--strict",
    is_flag=True,
    help="What cannot be used of a SOURCE is an error, and nothing is written of it.",
)
@click.option("--title", help="Title of the feed, instead of the page's own.")
@click.option("--merge", is_flag=True, help="Make one feed of all the SOURCEs, each entry once.")
@selecting_options
@click.option(
    "--now",
    metavar="TIME",
    callback=checked(datetime.fromisoformat),
    help="ISO 8601 time for entries without any date.  [default: SOURCE_DATE_EPOCH, else the clock]",
)
@reading_options
def convert(
    sources: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    feed_url: str | None,
    pages: int,
    full: bool,
    native: bool,
    strict: bool,
    title: str | None,
    merge: bool,
    limit: int | None,
    since: str | None,
    until: str | None,
    match: tuple[str, ...],
    not_match: tuple[str, ...],
    now: datetime | None,
    url: str | None,
    timezone: ZoneInfo,
    format: str | None,
    recipe: Recipe | None,
    mapped: dict[str, str],
    like: tuple[str, ...],
    allow_private: bool,
) -> None:
    """Turn each SOURCE into feeds.

    Without -o one feed goes to standard output. Several sources need -o FOLDER, where each gets a folder of
    its own, or --merge; one that fails does not keep the others from being written. A file is only ever
    replaced as a whole, and left alone when nothing has changed. An OPML file stands for the feeds it lists.
    """
    moment = moment_of(now, timezone)
    reader = Reader(
        url=url,
        timezone=timezone.key,
        format=format,
        fetch=fetching(allow_private),
        tell=say,
        recipe=steering(recipe, mapped, like),
        like=like,
        reference=moment,
        native=native,
        pages=pages,
        full=full,
    )
    selection = Selection(since=since, until=until, match=match, not_match=not_match, limit=limit)
    sources, complete = _listed(sources, reader)
    if len(sources) > 1 and merge and url:
        raise click.UsageError("--url is about one SOURCE, and --merge takes several.")
    if len(sources) > 1 and not merge and (url or title or feed_url):
        raise click.UsageError(
            "--url, --title and --feed-url are about one SOURCE: convert several one by one."
        )
    jobs = [sources] if merge and sources else [(source,) for source in sources]
    targets = _targets(tuple(job[0] for job in jobs), output, tuple(dict.fromkeys(formats)))

    def read(source: str, feeds: list[Feed]) -> None:
        reading = reader.read(source)
        if reading.feeds and not native:
            say(f"{source}: the page has a feed of its own: {reading.feeds[0]}: --native takes it")
        _tell_doubts(source, reading)
        _tell_problems(source, reading.feed, untitled=not (title or reading.feed.title or merge))
        if strict and reading.feed.problems:
            raise ParseError("not all of it can be used, and --strict is given: nothing is written")
        feeds.append(_addressed(reading, source) if merge else reading.feed)

    def deliver(feeds: list[Feed], target: Target) -> None:
        feed = selection.of(_one(feeds, merge), timezone)
        feed = pipeline.finish(replace(feed, title=title or feed.title), now=moment)
        _deliver({path: _written(feed, name, feed_url) for path, name in target.items()}, len(feed.entries))

    def convert_job(job: tuple[str, ...], target: Target) -> bool:
        """Whether all of it went well; of a merged feed, what could be read is written."""
        feeds: list[Feed] = []
        done = [attempt(partial(read, source, feeds), source) for source in job]
        if feeds:
            name = job[0] if len(job) == 1 else "the merged feed"
            done.append(attempt(partial(deliver, feeds, target), name))
        return all(done)

    done = [convert_job(*job) for job in zip(jobs, targets, strict=True)]
    sys.exit(0 if complete and all(done) else 1)


def _listed(sources: tuple[str, ...], reader: Reader) -> tuple[tuple[str, ...], bool]:
    """The sources, in the place of OPML files what they list, each once; and whether all could be read."""
    found: list[str] = []

    def look_into(source: str) -> None:
        known = set(found)
        found.extend(one for one in reader.listed(source) if one == source or one not in known)

    done = [attempt(partial(look_into, source), source) for source in sources]
    return tuple(found), all(done)


def _addressed(reading: Reading, source: str) -> Feed:
    """A feed that does not say its own address has the one that it came from."""
    own = source if reading.format == "feed" and is_address(source) else None
    return replace(reading.feed, feed_url=reading.feed.feed_url or own)


def _one(feeds: list[Feed], merge: bool) -> Feed:
    if not merge:
        return feeds[0]
    from feedkit.selecting import merge as merged

    return merged(feeds)


def _written(feed: Feed, format: str, feed_url: str | None) -> bytes:
    """A feed in one format, with the address that it will have in that format."""
    if feed_url is not None and feed_url.endswith("/"):
        feed_url += FORMATS[format].file_name
    return pipeline.write(published_at(feed, feed_url) if feed_url else feed, format)


# --- where the feeds go ---


def _targets(sources: tuple[str, ...], output: str | None, formats: tuple[str, ...]) -> list[Target]:
    """For each source, where each format goes."""
    if output is None or output == "-":
        _must_be_one(sources, formats, "standard output holds one feed")
        return [{None: (formats or (DEFAULT,))[0]}]
    if not _is_folder(output):
        _must_be_one(sources, formats, f"{output} holds one feed")
        return [{Path(output): _format_of(Path(output), formats)}]
    files = {FORMATS[name].file_name: name for name in formats or FORMATS}
    folders = [Path(output)] if len(sources) == 1 else [Path(output, name) for name in _names(sources)]
    return [{folder / file: name for file, name in files.items()} for folder in folders]


def _must_be_one(sources: tuple[str, ...], formats: tuple[str, ...], reason: str) -> None:
    for things, noun in ((sources, "sources"), (formats, "formats")):
        if len(things) > 1:
            raise click.UsageError(f"{reason}: for {len(things)} {noun} name a folder with -o.")


def _is_folder(output: str) -> bool:
    path = Path(output)
    return path.is_dir() or output.endswith(("/", os.sep)) or not path.suffix


def _format_of(path: Path, formats: tuple[str, ...]) -> str:
    """The format that a file's name asks for; where formats share its suffix, `--to` may choose one."""
    by_name = [name for name, row in FORMATS.items() if row.file_name == path.name]
    possible = by_name or [name for name in FORMATS if path.suffix.lower() in FORMATS[name].suffixes]
    if not possible:
        endings = ", ".join(SUFFIXES)
        raise click.UsageError(f"{path} ends in none of {endings}: if it is to be a folder, write {path}/")
    wanted = formats[0] if formats else possible[0]
    if wanted not in possible:
        raise click.UsageError(f"{path} is named like {possible[0]}, but --to asks for {wanted}.")
    return wanted


def _names(sources: tuple[str, ...]) -> list[str]:
    """A folder's name for each source: the shortest way of naming that tells them all apart."""
    for name_of in (_own_name, _folder_name, str):
        names = [_named(name_of(source)) for source in sources]
        if len(set(names)) == len(names):
            return names
    raise click.UsageError("two of the sources would share a folder: convert them one by one.")


def _own_name(source: str) -> str:
    """A file's own name, or for "blog/index.html" its folder's."""
    stem = Path(source).stem
    return _folder_name(source) if stem == "index" or _is_no_file(source) else stem


def _folder_name(source: str) -> str:
    return source if _is_no_file(source) else Path(source).absolute().parent.name


def _is_no_file(source: str) -> bool:
    return source == "-" or is_address(source)


def _named(text: str) -> str:
    return re.sub(r"[^\w.]+", "-", text.partition("://")[2] or text).strip("-.") or "feed"


# --- what is written ---


def _tell_doubts(source: str, reading: Reading) -> None:
    sure = reading.feed.confidence
    if sure is not None and sure < SURE:
        grounds = "; ".join(reading.reasons)
        doubt = f"not sure that these are the entries (confidence {sure:.2f}: {grounds})"
        say(f"{source}: {doubt}: look at feedkit inspect")


def _tell_problems(source: str, feed: Feed, untitled: bool) -> None:
    if untitled:
        say(f"{source}: no title of the whole list is found: pass one with --title")
    for problem in feed.problems[:PROBLEMS_SHOWN]:
        say(f"{source}: {problem}")
    more = len(feed.problems) - PROBLEMS_SHOWN
    if more > 0:
        say(f"{source}: … and {more} more: feedkit inspect lists them")


def _deliver(documents: dict[Path | None, bytes], entries: int) -> None:
    for path, document in documents.items():
        if path is None:
            sys.stdout.buffer.write(document)
        else:
            say(f"{path}: {counted(entries) if update_file(path, document) else 'unchanged'}")
