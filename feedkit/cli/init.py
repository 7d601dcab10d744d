"""`feedkit init`: sources in, a feedkit.toml out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from feedkit.cli import completions
from feedkit.cli.messages import error_message, report, write_text
from feedkit.cli.reading_options import checked, given_time
from feedkit.cli.request_options import (
    RENDER_HINT,
    browser_option,
    check_browser,
    refuse_literal_secrets,
    render_option,
    request_for,
    request_options,
)
from feedkit.errors import ConfigError, FeedkitError
from feedkit.files import replace_file
from feedkit.sources.reader import Reader, is_address
from feedkit.values.logins import has_login, page_address, without_login, without_logins
from feedkit.values.printable import printable_line
from feedkit.values.request_settings import Request, RequestSettings
from feedkit.values.zones import checked_zone

if TYPE_CHECKING:
    from feedkit.fetching import Client, Rendering
    from feedkit.project.config import Config
    from feedkit.project.looking import Look
    from feedkit.sources.answers import Asking


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", shell_complete=completions.files)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="feedkit.toml",
    show_default=True,
    shell_complete=completions.files,
    help='File to write; "-" for standard output.',
)
@click.option("--add", is_flag=True, help="Add the feeds to an existing FILE, and change nothing else in it.")
@click.option(
    "--url",
    metavar="URL",
    callback=checked(page_address),
    help="Address of the page, where SOURCE is a file; relative links are resolved against it.",
)
@click.option(
    "--timezone",
    metavar="ZONE",
    callback=checked(checked_zone),
    shell_complete=completions.zones,
    help="Zone of the dates that name none, such as Europe/Berlin.  [default: that of FILE, else UTC]",
)
@render_option
@browser_option
@click.option("--no-robots", is_flag=True, help="Fetch what robots.txt forbids too.")
@click.option("--allow-private", is_flag=True, help="Also fetch from this machine and from private networks.")
@request_options
def init(
    sources: tuple[str, ...],
    output: str,
    add: bool,
    url: str | None,
    timezone: ZoneInfo | None,
    render: bool,
    browser: str | None,
    no_robots: bool,
    allow_private: bool,
    requests: RequestSettings,
) -> None:
    """Write a feedkit.toml for what `feedkit build` is to make feeds of.

    Each SOURCE (a file, a folder or an http(s) address) is read as a build will read it, and gets a block
    with what was found. One that fails gets a comment with the reason, and does not stop the others. How
    pages are asked for is written too; a secret only as env:NAME.
    """
    from feedkit.sources.answers import Asking

    _check_call(sources, output, add, url)
    refuse_literal_secrets(requests, sources)
    request = request_for(requests, sources)
    path = None if output == "-" else Path(output)
    before, config = _before(path, add, no_robots=no_robots, allow_private=allow_private)
    check_browser(browser or config.browser, render)
    zone = timezone or checked_zone(config.defaults.timezone)
    shown = _rendering(zone, requests.accept_language or config.defaults.accept_language) if render else None
    with _client(config, browser, no_robots=no_robots, allow_private=allow_private) as client:

        def replay(url: str, request: Request) -> str | bytes:
            return client.fetch(url, request=request).content

        reader = Reader(
            fetch=partial(client.fetch, request=request, rendering=shown),
            report=report,
            render_hint=RENDER_HINT,
            url=url,
            zone=zone,
            now=given_time(None, UTC) or datetime.now(UTC),
        )
        folder = path.parent if path else Path()
        asking = Asking(replay=replay, settings=requests, environment=os.environ)
        looks = list(_looks(dict.fromkeys(sources), reader, folder, config, asking))
    usable = [found for found in looks if found and not found.fault(config)]
    if not usable:
        report("nothing is written")
    elif not _write(path, before, [found for found in looks if found], config):
        sys.exit(1)
    sys.exit(0 if len(usable) == len(looks) else 1)


def _check_call(sources: Sequence[str], output: str, add: bool, url: str | None) -> None:
    if len(sources) > 1 and url:
        raise click.UsageError("--url is for one SOURCE: add several one by one, with --add.")
    if url and is_address(sources[0]):
        raise click.UsageError("--url is for a SOURCE that is a file: this one is an address itself.")
    if "-" in sources:
        raise click.UsageError("a build reads files, folders and addresses: name one instead of -.")
    if add and output == "-":
        raise click.UsageError("--add is for a file, not for standard output: name it with -o.")


def _before(
    path: Path | None, add: bool, *, no_robots: bool, allow_private: bool
) -> tuple[str | None, Config]:
    """Return the text of the file and its meaning; for a new file, what that is to hold beside the feeds."""
    from feedkit.project.config import Config, parse_config

    if path is None or not path.exists():
        return None, Config(feeds=(), robots=not no_robots, allow_private=allow_private)
    try:
        if not add:
            raise ConfigError("the file exists: --add adds the feeds to it, -o names another file")
        before = path.read_bytes().decode("utf-8")
        return before, parse_config(before, report=lambda word: report(f"{path}: {word}"))
    except UnicodeDecodeError as error:
        report(f"error: {path}: not TOML: {error}")
    except (OSError, FeedkitError) as error:
        report(f"error: {error_message(error, str(path))}")
    sys.exit(1)


def _rendering(zone: ZoneInfo, languages: str | None) -> Rendering:
    from feedkit.sources.rendered_pages import rendering

    return rendering(pages=1, time_zone=zone.key, accept_language=languages)


def _client(config: Config, browser: str | None, *, no_robots: bool, allow_private: bool) -> Client:
    """What fetches as a build does, but each page once, and at once: a person is waiting."""
    from feedkit.fetching import Client

    return Client(
        contact=config.contact,
        robots=config.robots and not no_robots,
        delay=0,
        retries=0,
        allow_private=config.allow_private or allow_private,
        browser=browser or config.browser,
    )


def _looks(
    sources: Iterable[str], reader: Reader, folder: Path, config: Config, asking: Asking
) -> Iterator[Look | None]:
    """Yield what each source has shown, and report it; None for one that the configuration has already."""
    known = {feed.source for feed in config.feeds}
    zone = reader.zone.key if reader.zone.key != config.defaults.timezone else None
    for source in sources:
        found = _look(source, reader, folder, known, zone, asking)
        if found is None:
            report(f"error: {source}: a feed has this source already")
        else:
            known.add(found.source)
            _report_look(source, found, config)
        yield found


def _look(
    source: str, reader: Reader, folder: Path, known: set[str | None], zone: str | None, asking: Asking
) -> Look | None:
    """What a source has shown; None where it is known, under its new address perhaps."""
    from feedkit.project.looking import Look, look

    written = (
        without_login(source) if is_address(source) else Path(os.path.relpath(source, folder)).as_posix()
    )
    if written in known:
        return None
    try:
        found = look(source, written, reader, zone, asking)
    except (OSError, FeedkitError) as error:
        failure = printable_line(error_message(error, source)).removeprefix(f"{source}: ")
        failure = without_logins(failure)
        return Look(
            source=written,
            login=has_login(source),
            requests=asking.settings,
            url=reader.url,
            failure=failure,
        )
    return None if found.source in known else replace(found, login=has_login(source))


def _report_look(source: str, found: Look, config: Config) -> None:
    named = f'"{found.title}", ' if found.title else ""
    for one in found.notes():
        report(f"{source}: {named}{one}")
        named = ""
    if fault := found.fault(config):
        report(f"error: {source}: {fault}")


def _write(path: Path | None, before: str | None, looks: Sequence[Look], config: Config) -> bool:
    """Write the configuration; return whether that succeeded."""
    from feedkit.project.starting import added

    try:
        text = added(before, looks, config)
        if path is None:
            write_text(text)
            return True
        replace_file(path, text.encode())
    except (OSError, FeedkitError) as error:
        report(f"error: {error_message(error, str(path))}")
        return False
    count = sum(not found.fault(config) for found in looks)
    report(f"{path}: {count} {'feed' if count == 1 else 'feeds'}{' added' if before is not None else ''}")
    return True
