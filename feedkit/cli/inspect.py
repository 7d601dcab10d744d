"""`feedkit inspect`: what was found, as tables for people."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlunsplit

import click

from feedkit import pipeline
from feedkit.cli import completions
from feedkit.cli.inspection import failed_inspection, inspection
from feedkit.cli.messages import attempt, print_parts, report, write_document, write_text
from feedkit.cli.phrasing import counted, cut, day, readable
from feedkit.cli.reading_options import ReadingOptions, reading_options
from feedkit.errors import FeedkitError, NoEntriesError, Problem
from feedkit.files import replace_file
from feedkit.finishing.normalising import REMOVED, normalised
from feedkit.model import Feed
from feedkit.parsers.reading import Reading, RivalList
from feedkit.sources.reader import Reader, SourceContent
from feedkit.values.printable import printable, printable_line
from feedkit.values.urls import split_url

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

NARROW = ("date", "entries", "field")  # columns that are never wrapped


@click.command()
@click.argument("source", shell_complete=completions.files)
@click.option("--draft", is_flag=True, help="Print a recipe that finds the same, to be edited, instead.")
@click.option(
    "--html",
    metavar="FILE",
    shell_complete=completions.files,
    help="Write a page for the browser instead: what the source shows, marked, beside what became of it.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print what is found as JSON; see feedkit schema inspect."
)
@reading_options
def inspect(
    source: str,
    draft: bool,
    html: str | None,
    as_json: bool,
    options: ReadingOptions,
) -> None:
    """Show what is found in SOURCE.

    The entries as a table, where each field was found and how many entries have it, what was left out and
    why, and the other lists on the page. Of a page without entries, its likeliest lists, why none is taken,
    and the option that takes one.

    --draft writes a recipe that finds the same, --recipe reads one; together, the fields are added that the
    recipe leaves to be found.
    """
    if draft + bool(html) + as_json > 1:
        raise click.UsageError(
            "--json prints JSON, --draft prints a recipe, --html writes a page: choose one."
        )
    if html and Path(html).is_dir():
        raise click.UsageError(f"--html {html}: wanted a file, found a folder.")
    reader = options.reader([source])

    def show() -> None:
        if draft:
            write_text(printable(reader.draft(source)))
        elif html:
            _write_page(reader.read(source), html)
        else:
            _show_reading(source, reader, options, as_json=as_json)

    sys.exit(0 if attempt(show, source) else 1)


def _show_reading(source: str, reader: Reader, options: ReadingOptions, *, as_json: bool) -> None:
    """Show what is found in a source; of a page without entries its lists, and raise the error."""
    content = None
    try:
        content = reader.content(source)
        reading = reader.read_content(source, content)
    except (FeedkitError, OSError) as error:
        empty = isinstance(error, NoEntriesError) and content is not None
        lists = reader.refused_lists(content) if empty and content is not None else ()
        if as_json:
            write_document(failed_inspection(source, error, lists))
        else:
            print_parts(_lists("The likeliest lists, none of which is taken", lists))
        raise
    data = _data_behind(reading, content, options)
    if as_json:
        write_document(inspection(source, reading, data))
    else:
        print_parts(explain(reading, data))


def _data_behind(reading: Reading, content: SourceContent, options: ReadingOptions) -> str:
    """Return which JSON has the list of a page that a browser has shown; "" where none has."""
    if not content.answers or not content.url or not isinstance(content.content, str):
        return ""
    from feedkit.sources.answers import list_answer

    found = list_answer(
        reading,
        content.content,
        content.answers,
        url=content.url,
        zone=options.timezone,
        now=options.moment,
    )
    if found is None:
        return ""
    where = f"{found.shown_address} ({found.columns['entries']})"
    count = "; ".join([f"{found.common} of its {counted(found.shown)}", *found.notes])
    return (
        f"the list is in JSON that the page fetches: {where} has {count}\n"
        "feedkit init --render writes how that is read, without a browser\n"
    )


def _write_page(reading: Reading, path: str) -> None:
    from feedkit.cli.html_report import html_report

    page = html_report(reading, pipeline.finish(reading.feed)).encode("utf-8", "replace")
    if path == "-":
        write_document(page)
    else:
        replace_file(Path(path), page)
        report(f"{path}: {counted(len(reading.feed.entries))}")


def explain(reading: Reading, data: str = "") -> Iterator[RenderableType]:
    """A reading as parts that rich can print; parts with nothing to say are left out.

    Args:
        reading: what was found.
        data: where the data behind the page is, in sentences.
    """
    from rich.text import Text

    feed = reading.feed
    yield _headline(reading)
    if data:
        yield Text(printable(data))
    yield _entries(feed)
    fields = [(found.field, str(found.entries), found.where) for found in reading.fields]
    yield from _table("Where each field was found", ("field", "entries", "where"), fields)
    found = (*reading.problems, *_removals(feed))
    problems = [(problem.where or "the feed", problem.message) for problem in found]
    yield from _table("Left out, and why", ("where", "why"), problems)
    yield from _lists("Other lists, not taken", reading.rivals)


def _removals(feed: Feed) -> Iterator[Problem]:
    """Yield the Problem that says what is not in contents any more when the feed is finished."""
    problems: list[Problem] = []
    normalised(feed, problems)
    yield from (problem for problem in problems if problem.rule == REMOVED)


def _lists(title: str, lists: Sequence[RivalList]) -> Iterator[Table]:
    rows = [(str(one.entries), one.where, one.sample, one.reason) for one in lists]
    yield from _table(title, ("entries", "where", "first title", "why not"), rows)


def _headline(reading: Reading) -> RenderableType:
    from rich.text import Text

    feed = reading.feed
    title = f"{feed.title or '(no title)'}{f' <{readable(feed.url)}>' if feed.url else ''}"
    count = counted(len(feed.entries))
    location = f" in {reading.where}" if reading.where else ""
    sure = (
        f"\nconfidence {reading.confidence:.2f}: {'; '.join(reading.reasons)}"
        if reading.confidence is not None
        else ""
    )
    sure += f"\nbut {'; '.join(reading.doubts)}" if reading.doubts else ""
    sure += f"\n{reading.steered}" if reading.steered else ""
    shown = f"\n{reading.browser}" if reading.browser else ""
    return Text(printable(f"{title}\n{count}{location}, read as {reading.format}{shown}{sure}\n"))


def _entries(feed: Feed) -> RenderableType:
    """The entries, with a column for each of the fields that tell them apart, where any of them has it."""
    columns = {
        "date": [day(entry.published or entry.updated) for entry in feed.entries],
        "title": [entry.title or "" for entry in feed.entries],
        "url": [cut(readable(_shortened(entry.url or "", feed.url))) for entry in feed.entries],
        "authors": [", ".join(person.name for person in entry.authors) for entry in feed.entries],
    }
    filled = {name: cells for name, cells in columns.items() if any(cells)}
    return next(_table("Entries", tuple(filled), list(zip(*filled.values(), strict=True))))


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Table]:
    """One table, or none where there are no rows."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        side: Literal["left", "right"] = "right" if name == "entries" else "left"
        table.add_column(name, justify=side, no_wrap=name in NARROW, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable_line(cell)) for cell in row))
    yield table


def _shortened(url: str, page: str | None) -> str:
    """An address without what it shares with the page's own: its folder, or its site."""
    here, there = split_url(page or ""), split_url(url)
    if not url or (here.scheme, here.netloc) != (there.scheme, there.netloc):
        return url
    folder = here.path[: here.path.rfind("/") + 1]
    path = there.path.removeprefix(folder) if len(folder) > 1 else there.path
    return urlunsplit(("", "", path, there.query, there.fragment)) or there.path
