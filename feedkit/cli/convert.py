"""`feedkit convert`: sources in, feeds out."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from importlib.util import find_spec
from zoneinfo import ZoneInfo

import click

from feedkit import pipeline
from feedkit.cli import completions
from feedkit.cli.messages import attempt, report, write_document
from feedkit.cli.phrasing import counted
from feedkit.cli.reading_options import ReadingOptions, checked, reading_options
from feedkit.cli.selection_options import Selection, selection_options
from feedkit.cli.targets import SUFFIXES, Target, targets_of
from feedkit.errors import ParseError, RecipeError
from feedkit.files import update_file
from feedkit.finishing import MAX_ENTRIES, published_at
from feedkit.formats import DEFAULT, DEFAULTS, FORMATS, FormatName
from feedkit.model import Feed
from feedkit.parsers.reading import MIN_SURE_CONFIDENCE, Reading
from feedkit.sources.reader import Reader, is_address
from feedkit.values.logins import has_login, without_login
from feedkit.values.syndication_terms import checked_stylesheet
from feedkit.values.urls import checked_url

MAX_PROBLEMS = 5  # of a source, that are reported


def _publishable(url: str) -> str:
    """Return the address of a feed; one with a login would publish that."""
    if has_login(url):
        raise ValueError("wanted an address without a login, as it is published, found one")
    return checked_url(url) or ""


def _selector(selector: str) -> str:
    """Return CSS or XPath that is well-formed."""
    from feedkit.recipes import check_selector

    try:
        check_selector(selector, "selector")
    except RecipeError as error:
        raise ValueError(str(error)) from error
    return selector


def extra_full(context: click.Context, parameter: click.Parameter, value: bool) -> bool:
    """A click callback that checks that the package is installed that finds full texts."""
    if value and find_spec("trafilatura") is None:
        from feedkit.parsers.html.article import MISSING

        raise click.UsageError(f"--full: {MISSING}")
    return value


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", shell_complete=completions.files)
@click.option(
    "--to",
    "formats",
    multiple=True,
    type=click.Choice(list(FORMATS)),
    help=f"Format to write; may be repeated.  [default: {DEFAULT}; into a folder {', '.join(DEFAULTS)}]",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    shell_complete=completions.files,
    help=f"Folder for the feeds, or a file ending in {', '.join(SUFFIXES)}.  [default: standard output]",
)
@click.option(
    "--feed-url",
    metavar="URL",
    callback=checked(_publishable),
    help="Address that the feed will be published at, which it will state; a folder if it ends in a slash.",
)
@click.option(
    "--pages",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    help="Follow the page's links to older entries: up to N pages, including the first.",
)
@click.option(
    "--full",
    is_flag=True,
    callback=extra_full,
    help="Fetch each entry's page for its full text, and for the date and author that the list lacks.",
)
@click.option(
    "--full-text",
    metavar="SELECTOR",
    callback=checked(_selector),
    help="Fetch each entry's page, and take what this selector, CSS or XPath, finds there as its full text.",
)
@click.option(
    "--full-text-remove",
    metavar="SELECTOR",
    callback=checked(_selector),
    help="Leave out of the full texts what this selector finds, such as '.share, .ad'.",
)
@click.option("--native", is_flag=True, help="Take the entries of the page's own feed, where it has one.")
@click.option(
    "--strict",
    is_flag=True,
    help="Fail where something in a SOURCE cannot be used, and write nothing of it.",
)
@click.option(
    "--stylesheet",
    metavar="URL",
    callback=checked(checked_stylesheet),
    help="How browsers show the feed: by CSS or, ending in .xsl, XSLT; or none.  [default: our own CSS]",
)
@click.option("--title", help="Title of the feed, instead of the page's own.")
@click.option(
    "--keep",
    metavar="N",
    type=click.IntRange(min=0),
    default=MAX_ENTRIES,
    show_default=True,
    help="With --previous: entries that have left the page stay, while the feed has up to N.",
)
@click.option("--merge", is_flag=True, help="Make one feed of all the SOURCEs, each entry once.")
@selection_options
@reading_options
def convert(
    sources: tuple[str, ...],
    output: str | None,
    formats: tuple[FormatName, ...],
    feed_url: str | None,
    pages: int,
    full: bool,
    full_text: str | None,
    full_text_remove: str | None,
    native: bool,
    strict: bool,
    stylesheet: str | None,
    title: str | None,
    keep: int,
    merge: bool,
    selection: Selection,
    options: ReadingOptions,
) -> None:
    """Turn each SOURCE into feeds.

    Without -o one feed goes to standard output. Several sources need -o FOLDER, where each gets a folder of
    its own, or --merge; one that fails does not stop the others. A file is always replaced as a whole, and
    left alone when nothing has changed. An OPML file stands for the feeds it lists.
    """
    reader = options.reader(
        sources,
        native=native,
        pages=pages,
        full=full,
        full_text=full_text,
        full_text_remove=full_text_remove,
    )
    sources, complete = _listed(sources, reader)
    if not sources:  # none can be used of those that a list names, which has been reported
        sys.exit(1)
    _check_call(sources, merge, title=title, feed_url=feed_url, options=options)
    groups = [sources] if merge else [(source,) for source in sources]
    targets = targets_of(tuple(group[0] for group in groups), output, tuple(dict.fromkeys(formats)))
    conversion = Conversion(
        reader=reader,
        selection=selection,
        timezone=options.timezone,
        title=title,
        stylesheet=stylesheet,
        feed_url=feed_url,
        strict=strict,
        merge=merge,
        previous=options.previous,
        keep=keep,
        now=options.moment,
    )
    done = [conversion.convert(*both) for both in zip(groups, targets, strict=True)]
    sys.exit(0 if complete and all(done) else 1)


def _check_call(
    sources: tuple[str, ...], merge: bool, *, title: str | None, feed_url: str | None, options: ReadingOptions
) -> None:
    """Raise a UsageError where an option is about one source, and several are given."""
    if len(sources) > 1 and merge and options.url:
        raise click.UsageError("--url is for one SOURCE, and --merge takes several.")
    if len(sources) > 1 and not merge and (options.url or title or feed_url):
        raise click.UsageError(
            "--url, --title and --feed-url are for one SOURCE: convert several one by one."
        )
    if len(sources) > 1 and not merge and options.previous:
        raise click.UsageError("--previous is for one SOURCE: convert several one by one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """How sources become feeds.

    reader:     what reads them
    selection:  which entries are wanted, with dates in `timezone`
    title:      of the feed, instead of the page's own
    stylesheet: by which browsers show the feed, instead of our own or the source's
    feed_url:   where the feed will be published
    strict:     whether what cannot be used is an error
    merge:      whether several sources become one feed
    previous:   the feed as it was published last time
    keep:       how many entries the feed may have with those that only that has
    now:        the time for entries without any date
    """

    reader: Reader
    selection: Selection
    timezone: ZoneInfo
    title: str | None
    stylesheet: str | None
    feed_url: str | None
    strict: bool
    merge: bool
    previous: Feed | None
    keep: int
    now: datetime

    def convert(self, sources: tuple[str, ...], target: Target) -> bool:
        """Write a feed of one source, or of several merged; return whether all of them could be read."""
        feeds: list[Feed] = []
        done = [attempt(partial(self._read, source, feeds), source) for source in sources]
        if feeds:
            name = sources[0] if len(sources) == 1 else "the merged feed"
            done.append(attempt(partial(self._deliver, feeds, target), name))
        return all(done)

    def _read(self, source: str, feeds: list[Feed]) -> None:
        """Read a source, report what is doubtful, and add its feed to `feeds`."""
        reading = self.reader.read(source)
        if reading.feeds and not self.reader.native:
            report(f"{source}: the page has a feed of its own: {reading.feeds[0]}: --native takes it")
        _report_doubts(source, reading)
        untitled = not (self.title or reading.feed.title or self.merge)
        _report_problems(source, reading, untitled=untitled)
        if self.strict and reading.problems:
            raise ParseError("nothing is written, as not all of it can be used (--strict)")
        feeds.append(_addressed(reading, source) if self.merge else reading.feed)

    def _deliver(self, feeds: list[Feed], target: Target) -> None:
        """Finish the feed and write it in each format."""
        feed = self.selection.applied_to(_merged(feeds) if self.merge else feeds[0], self.now, self.timezone)
        feed = replace(feed, title=self.title or feed.title, stylesheet=self.stylesheet or feed.stylesheet)
        feed = pipeline.finish(feed, previous=self.previous, now=self.now, keep=self.keep)
        documents = {path: _written(feed, name, self.feed_url) for path, name in target.items()}
        for path, document in documents.items():
            if path is None:
                write_document(document)
            else:
                changed = update_file(path, document)
                report(f"{path}: {counted(len(feed.entries)) if changed else 'unchanged'}")


def _listed(sources: tuple[str, ...], reader: Reader) -> tuple[tuple[str, ...], bool]:
    """Return the sources, each once, with those that OPML files list; and whether all could be read."""
    listed: list[str] = []

    def add(source: str) -> None:
        known = set(listed)
        listed.extend(one for one in reader.expand(source) if one == source or one not in known)

    done = [attempt(partial(add, source), source) for source in sources]
    return tuple(listed), all(done)


def _addressed(reading: Reading, source: str) -> Feed:
    """Return the feed with its own address: the one that it was read from, where it states none."""
    own = without_login(source) if reading.format == "feed" and is_address(source) else None
    return replace(reading.feed, feed_url=reading.feed.feed_url or own)


def _merged(feeds: list[Feed]) -> Feed:
    from feedkit.selecting import merge

    return merge(feeds)


def _written(feed: Feed, format: FormatName, feed_url: str | None) -> bytes:
    """Return a feed in one format, with the address that it will have in that format."""
    if feed_url is not None and feed_url.endswith("/"):
        feed_url += FORMATS[format].file_name
    return pipeline.write(published_at(feed, feed_url) if feed_url else feed, format)


def _report_doubts(source: str, reading: Reading) -> None:
    sure = reading.confidence
    if sure is not None and sure < MIN_SURE_CONFIDENCE:
        reasons = "; ".join(reading.doubts or reading.reasons)
        report(
            f"{source}: these may not be the entries (confidence {sure:.2f}: {reasons}): "
            "check with feedkit inspect"
        )


def _report_problems(source: str, reading: Reading, untitled: bool) -> None:
    if untitled:
        report(f"{source}: the page has no title: pass one with --title")
    for problem in reading.problems[:MAX_PROBLEMS]:
        report(f"{source}: {problem}")
    more = len(reading.problems) - MAX_PROBLEMS
    if more > 0:
        report(f"{source}: … and {more} more: feedkit inspect lists them")
