"""`feedkit build`: all feeds of a feedkit.toml."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from msgspec.structs import replace

from feedkit.cli import completions
from feedkit.cli.messages import print_parts, report
from feedkit.cli.phrasing import counted
from feedkit.cli.reading_options import checked, given_time
from feedkit.cli.request_options import browser_option
from feedkit.config_errors import nearest
from feedkit.errors import ConfigError
from feedkit.sources.reader import is_address
from feedkit.values.moments import read_time
from feedkit.values.printable import printable_line

if TYPE_CHECKING:
    from feedkit.fetching import Client
    from feedkit.project.building import Build
    from feedkit.project.config import Config, FeedConfig
    from feedkit.project.outcomes import Outcome

ALL = "all"
INTERRUPTED, TERMINATED = 130, 143  # as shells have it
COLUMNS: tuple[tuple[str, Literal["left", "right"]], ...]
COLUMNS = (("feed", "left"), ("", "left"), ("new", "right"), ("entries", "right"), ("newest", "left"))


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM stop a build at once: pages that are still being fetched are not waited for."""
    terminated = False

    def terminate(*_: object) -> None:
        nonlocal terminated
        terminated = True
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    except KeyboardInterrupt:
        how = "terminated" if terminated else "interrupted"
        report(f"{how}: each file is unchanged, or was written completely")
        sys.stderr.flush()
        os._exit(TERMINATED if terminated else INTERRUPTED)
    finally:
        signal.signal(signal.SIGTERM, before)


@click.command()
@click.option(
    "-c",
    "--config",
    "path",
    metavar="FILE",
    default="feedkit.toml",
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The configuration.",
)
@click.option(
    "--only",
    metavar="NAME",
    multiple=True,
    shell_complete=completions.feeds,
    help="Build this feed only; may be repeated.",
)
@click.option(
    "--accept",
    metavar="NAME",
    multiple=True,
    shell_complete=completions.feeds,
    help='Publish what is found for this feed ("all" for all), however much it differs from last time.',
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="Worker processes.  [default: the processors of this machine]",
)
@browser_option
@click.option("--no-robots", is_flag=True, help="Fetch what robots.txt forbids too.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and private networks too.")
@click.option(
    "--now",
    metavar="TIME",
    callback=checked(read_time),
    help="ISO 8601 time of the build.  [default: SOURCE_DATE_EPOCH, else the clock]",
)
@stopped_by_signals()
def build(
    path: Path,
    only: tuple[str, ...],
    accept: tuple[str, ...],
    dry_run: bool,
    jobs: int | None,
    browser: str | None,
    no_robots: bool,
    allow_private: bool,
    now: datetime | None,
) -> None:
    """Build all feeds of a feedkit.toml.

    A feed that fails keeps its files and does not stop the others: the reason is shown, and is in the report,
    and the exit status is 1. Where nothing is new, no file changes.
    """
    from feedkit.project.workers import prepare

    config = _config(path)
    robots, private = config.robots and not no_robots, config.allow_private or allow_private
    config = replace(config, robots=robots, allow_private=private, browser=browser or config.browser)
    feeds = _feeds(config, only, "--only") if only else config.feeds
    accepted = config.feeds if ALL in accept else _feeds(config, accept, "--accept")
    prepare()
    from feedkit.project.building import Build  # it loads the HTTP client, while workers load the parsers

    with _client(config, path) as client:
        work = Build(
            config=config,
            root=path.parent,
            now=given_time(now, UTC) or datetime.now(UTC),
            client=client,
            jobs=jobs or os.cpu_count() or 1,
            dry_run=dry_run,
            accepted={feed.name for feed in accepted},
            environment=os.environ,
        )
        outcomes = _run(work, feeds)
    _report_outcomes(outcomes, dry_run)
    if config.base_url is None and sys.stderr.isatty() and any(map(_is_begun, outcomes)):
        report(f"the feeds do not say where they are published: set base_url in {path}")
    sys.exit(1 if any(outcome.status == "failed" for outcome in outcomes) else 0)


def _config(path: Path) -> Config:
    """Return the configuration; where it is wrong, report why and exit."""
    from feedkit.project.config import read_config

    try:
        return read_config(path, report=lambda word: report(f"{path}: {word}"))
    except FileNotFoundError:
        report(f"error: {path}: there is no such file: feedkit init writes one")
    except OSError as error:
        report(f"error: {path}: {error.strerror}")
    except ConfigError as error:
        report(f"error: {path}: {error}")
    sys.exit(1)


def _feeds(config: Config, names: Sequence[str], option: str) -> list[FeedConfig]:
    """The feeds of some names, in the configuration's order."""
    known = [feed.name for feed in config.feeds]
    for name in names:
        if name not in known:
            near = nearest(name, known)
            offer = f'did you mean "{near}"?' if near else f"there are {', '.join(known[:20])}"
            raise click.UsageError(f'{option}: there is no feed "{name}"; {offer}')
    return [feed for feed in config.feeds if feed.name in names]


def _client(config: Config, path: Path) -> Client:
    from feedkit.fetching import Client

    try:
        return Client(
            cache=path.parent / config.cache
            if any(is_address(feed.source or "") for feed in config.feeds)
            else None,
            contact=config.contact,
            robots=config.robots,
            delay=config.delay,
            allow_private=config.allow_private,
            browser=config.browser,
            warn=report,
        )
    except ValueError as error:
        report(f"error: {path}: {error}")
        sys.exit(1)


def _run(work: Build, feeds: Sequence[FeedConfig]) -> list[Outcome]:
    """Build the feeds and the lists of them; whatever stops it, every file is whole."""
    try:
        with _progress(feeds, work.dry_run) as done:
            outcomes = work.run(feeds, done)
        if not work.dry_run:
            work.write_lists(outcomes)
    except OSError as error:
        report(f"error: {error.filename}: {error.strerror}")
        sys.exit(1)
    return outcomes


@contextmanager
def _progress(feeds: Sequence[FeedConfig], dry_run: bool) -> Iterator[Callable[[Outcome], None]]:
    """What is called with each outcome: on a terminal a bar moves on, else there is a line for each feed."""
    if not sys.stderr.isatty():
        yield _in_order(feeds, lambda outcome: report(_line(outcome, dry_run)))
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}")
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(feeds))
        yield lambda outcome: bar.update(task, advance=1, description=outcome.name)


def _in_order(
    feeds: Sequence[FeedConfig], report_one: Callable[[Outcome], None]
) -> Callable[[Outcome], None]:
    """Report the feeds in their order, each as soon as those before it are done."""
    waiting = deque(feed.name for feed in feeds)
    come: dict[str, Outcome] = {}

    def done(outcome: Outcome) -> None:
        come[outcome.name] = outcome
        while waiting and waiting[0] in come:
            report_one(come.pop(waiting.popleft()))

    return done


def _is_begun(outcome: Outcome) -> bool:
    """Return whether a feed was written for the first time."""
    made = outcome.made
    return outcome.status == "written" and made is not None and made.fresh == made.entries


def _line(outcome: Outcome, dry_run: bool = False) -> str:
    """Return what became of a feed, in one line."""
    from feedkit.project.summary import shown_status

    made = outcome.made
    if made is None:
        return f"{outcome.name}: failed: {outcome.message}"
    return (
        f"{outcome.name}: {shown_status(outcome.status, dry_run)}: {counted(made.entries)}, {made.fresh} new"
    )


def _report_outcomes(outcomes: Sequence[Outcome], dry_run: bool) -> None:
    """A table on a terminal, notes, and how many there are; in a job of GitHub Actions what that shows."""
    from feedkit.project import summary

    if sys.stderr.isatty():
        _print_table(summary.rows(outcomes))
        for outcome in outcomes:
            if outcome.made is None:
                report(_line(outcome))
    for outcome in outcomes:
        for note in outcome.notes:
            report(f"{outcome.name}: {note}")
    report(summary.tally(outcomes, dry_run=dry_run))
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for line in summary.workflow_commands(outcomes):
            click.echo(line, err=True)  # the only lines that are meant as commands
    if page := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(summary.summary(outcomes))


def _print_table(rows: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, side in COLUMNS:
        table.add_column(name, justify=side)
    for row in rows:
        colour = "red" if row[1].startswith("failed") else "dim" if row[1] == "unchanged" else ""
        table.add_row(*(Text(printable_line(cell)) for cell in row), style=colour)
    print_parts([table], err=True)
