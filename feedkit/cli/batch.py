"""`feedkit batch`: the pages of archives and folders in, Parquet files of entries out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import click

from feedkit.cli import completions
from feedkit.cli.build import stopped_by_signals
from feedkit.cli.messages import report
from feedkit.cli.reading_options import checked
from feedkit.errors import FeedkitError
from feedkit.values.zones import checked_zone

if TYPE_CHECKING:
    from feedkit.batch.batch_run import RunReport, RunSettings
    from feedkit.batch.inputs import Input

NEEDED = ("pyarrow", "fastwarc", "fsspec")
MISSING = 'feedkit batch needs the extra "batch", which is not installed'
INSTALL = "python -m pip install 'feedkit-generator[batch]'"


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", shell_complete=completions.files)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    shell_complete=completions.files,
    help="Folder for the Parquet files, here or at any address of fsspec.",
)
@click.option(
    "--min-confidence",
    metavar="SHARE",
    type=click.FloatRange(0, 1),
    default=0.3,
    show_default=True,
    help="A page whose entries are found with less confidence has none.",
)
@click.option(
    "--timezone",
    metavar="ZONE",
    default="UTC",
    show_default=True,
    callback=checked(lambda name: checked_zone(name).key),
    shell_complete=completions.zones,
    help="Zone of the dates that name none, such as Europe/Berlin.",
)
@click.option(
    "--url",
    "base_url",
    metavar="URL",
    default="",
    help="Address of the folder that pages are in: the path of a page below it is put behind that.",
)
@click.option(
    "--read-timeout",
    "time_limit",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds for reading one page.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="Processes that read pages.  [default: the processors of this machine]",
)
@click.option("--scheduler", metavar="ADDRESS", help="Read the pages on a cluster of Dask: tcp://host:8786.")
@click.option("--json", "as_json", is_flag=True, help="Write the statistics to standard output, as JSON.")
@stopped_by_signals()
def batch(
    sources: tuple[str, ...],
    output: str,
    min_confidence: float,
    timezone: str,
    base_url: str,
    time_limit: float,
    jobs: int | None,
    scheduler: str | None,
    as_json: bool,
) -> None:
    """Read the pages of web archives and folders, and write their entries as Parquet.

    A SOURCE is a WARC file (.warc, .warc.gz, .warc.zst), a Parquet file with the columns url and html, a page
    in HTML, or a folder of such files: a path, a pattern, or any address that fsspec reads (s3://…). Each
    file, and all pages of a folder together, become one Parquet file. One that is there already is kept: a
    run that was stopped goes on where it was.

    A page that cannot be read is a row with the reason; one that hangs or kills its process costs itself
    alone.
    Exit status: 0 done, 1 a source cannot be read, 2 the command line is wrong.
    """
    if any(find_spec(name) is None for name in NEEDED):
        raise click.UsageError(f"{MISSING}: {INSTALL}")
    from feedkit.batch.batch_run import RunSettings
    from feedkit.batch.page_rows import PageOptions

    options = PageOptions(min_confidence=min_confidence, timezone=timezone)
    settings = RunSettings(options=options, time_limit=time_limit, base_url=base_url)
    try:
        done = _run(sources, output, settings, jobs or os.cpu_count() or 1, scheduler)
    except (FeedkitError, OSError) as error:
        report(f"error: {error}")
        sys.exit(1)
    for source, failure in done.failures.items():
        report(f"error: {source}: {failure}")
    for line in _lines(done):
        report(line)
    if as_json:
        click.echo(json.dumps(_as_data(done), indent=2))
    sys.exit(1 if done.failures else 0)


def _run(
    sources: Sequence[str], output: str, settings: RunSettings, jobs: int, scheduler: str | None
) -> RunReport:
    from feedkit.batch.page_pool import prepare

    if not scheduler:
        prepare()
    from feedkit.batch.batch_run import BatchRun
    from feedkit.batch.inputs import find_inputs
    from feedkit.batch.page_engines import dask_engine, local_engine

    inputs = find_inputs(sources, output)
    options, limit = settings.options, settings.time_limit
    engines = dask_engine(scheduler, options, limit) if scheduler else local_engine(options, limit, jobs)
    with engines as engine, _progress(inputs) as progress:
        return BatchRun(output, settings, engine, progress).run(inputs)


@contextmanager
def _progress(inputs: Sequence[Input]) -> Iterator[Callable[[Input, int], None]]:
    """Show how much was read: a bar on a terminal, elsewhere a line for each file that is begun."""
    if not sys.stderr.isatty():
        begun: set[str] = set()

        def tell(one: Input, size: int) -> None:
            if one.name not in begun:
                begun.add(one.name)
                report(f"{one.name} ({len(begun)} of {len(inputs)})")

        yield tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=sum(one.size for one in inputs))
        yield lambda one, size: bar.update(task, advance=size, description=one.name)


def _lines(done: RunReport) -> Iterator[str]:
    """Yield the statistics for people."""
    numbers = done.statistics
    kept = f", {done.kept} there before" if done.kept else ""
    failed = f", {len(done.failures)} failed" if done.failures else ""
    yield f"{done.written} {'file' if done.written == 1 else 'files'} written{kept}{failed}"
    yield f"{numbers.feeds:,} of {numbers.pages:,} pages list {numbers.entries:,} entries"
    data = numbers.as_data()
    for name, title in (("refused", "no entries"), ("confidence", "confidence"), ("skipped", "not read")):
        if data[name]:
            yield f"{title}: " + ", ".join(f"{word} {count:,}" for word, count in data[name].items())


def _as_data(done: RunReport) -> dict[str, Any]:
    return {
        "written": done.written,
        "kept": done.kept,
        "failures": done.failures,
        **done.statistics.as_data(),
    }
