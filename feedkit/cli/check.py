"""`feedkit check`: is it a valid feed?"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import click

from feedkit import checks
from feedkit.checks import Rule, rendering
from feedkit.checks.rendering import Checked
from feedkit.cli import completions, feed_files
from feedkit.cli.messages import report, shown
from feedkit.errors import FeedkitError, NoEntriesError
from feedkit.values.logins import without_login
from feedkit.values.printable import printable_line

OUTPUTS = ("text", "json", "github", "sarif")
COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


class Feed(NamedTuple):
    """A feed to be checked: its name, its content, and its address."""

    name: str
    content: str | bytes
    url: str | None


@click.command("check")
@click.argument("sources", nargs=-1, metavar="[FILE|FOLDER|URL|-]...", shell_complete=completions.files)
@click.option("--output-format", type=click.Choice(OUTPUTS), default="text", help="How findings are written.")
@click.option("--strict", is_flag=True, help="Warnings count as errors do.")
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULE",
    shell_complete=completions.rules,
    help="Leave a rule out; may be given several times.",
)
@click.option("--feed-url", metavar="URL", help="The address the feed is published at.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and private networks too.")
@click.option("--quiet", is_flag=True, help="Write findings only, and no line about each feed.")
@click.option(
    "--explain", metavar="RULE", shell_complete=completions.rules, help="Explain a rule, and check nothing."
)
@click.option("--list-rules", is_flag=True, help="List all rules, as text or JSON, and check nothing.")
def check(
    sources: tuple[str, ...],
    output_format: str,
    strict: bool,
    ignore: tuple[str, ...],
    feed_url: str | None,
    allow_private: bool,
    quiet: bool,
    explain: str | None,
    list_rules: bool,
) -> None:
    """Check RSS, Atom and JSON feeds: files, globs, folders, URLs, or - for standard input.

    In a folder all feeds are checked, however deep. Findings go to standard output, one per line. The exit
    code is 0 when all feeds are valid, 1 when one is not or cannot be read, 2 when the call is wrong.
    """
    rules = checks.rules()
    _check_known((*ignore, *([explain] if explain else [])), rules)
    if explain or list_rules:
        _write_rules(rules, explain, output_format)
        return
    if not sources:
        raise click.UsageError("name the feeds to check: files, folders, URLs, or - for standard input")
    names = [name for source in sources for name in _feeds_of(source)]
    if feed_url is not None and len(names) > 1:
        raise click.UsageError("--feed-url is the address of one feed, but several are given")
    if quiet and output_format == "text":
        output_format = "quiet"
    reports = [_checked(name, feed_url, allow_private, frozenset(ignore), output_format) for name in names]
    read = [checked for checked in reports if checked is not None]
    _write_all(read, output_format)
    if output_format in ("text", "github") and any(map(os.path.isdir, sources)):
        valid = sum(checked.report.valid for checked in read)
        report(f"{len(names)} feed{'s' * (len(names) != 1)}: {valid} valid, {len(names) - valid} not")
    if len(read) < len(names) or not all(_passes(checked, strict) for checked in read):
        sys.exit(1)


def _checked(
    name: str, url: str | None, allow_private: bool, ignored: frozenset[str], output: str
) -> Checked | None:
    """Check a feed; return None where it cannot be read, which is reported."""
    try:
        feed = _read(name, url, allow_private)
    except (FeedkitError, OSError) as error:
        report(f"{click.format_filename(name)}: {error}")
        return None
    found = checks.check(feed.content, feed_url=feed.url, now=datetime.now(UTC)).without(ignored)
    checked = Checked(printable_line(without_login(feed.name)), found)
    _write_one(checked, feed, output)
    return checked


def _passes(checked: Checked, strict: bool) -> bool:
    return checked.report.valid and not (strict and checked.report.count("warning"))


def _check_known(named: Iterable[str], rules: Iterable[str]) -> None:
    known = list(rules)
    for rule in named:
        if rule not in known:
            near = difflib.get_close_matches(rule, known, 1)
            hint = f"did you mean {near[0]}?" if near else "--list-rules names them all"
            raise click.UsageError(f"there is no rule {rule!r}; {hint}")


def _feeds_of(source: str) -> list[str]:
    return [source] if source == "-" or _is_url(source) else feed_files.named(source)


def _is_url(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _read(name: str, url: str | None, allow_private: bool) -> Feed:
    if name == "-":
        return Feed(name, sys.stdin.buffer.read(), url)
    if not _is_url(name):
        return Feed(click.format_filename(name), Path(name).read_bytes(), url)
    from feedkit import fetching  # here, as it imports the HTTP client

    page = fetching.fetch(name, allow_private=allow_private)
    return Feed(name, page.content, url or page.url)


def _write_one(checked: Checked, feed: Feed, output: str) -> None:
    if output in ("text", "quiet"):
        source = _text(feed.content) if sys.stdout.isatty() and checked.report.findings else None
        click.echo(shown(rendering.as_text(checked, source, _coloured)), nl=False)
    elif output == "github":
        click.echo(rendering.as_github(checked), nl=False)
    if output in ("text", "github"):
        report(rendering.summary(checked))
        if not checked.report.format:
            _report_feeds_of_page(feed)


def _report_feeds_of_page(feed: Feed) -> None:
    """Name the feeds of a page that was given in the place of one."""
    from feedkit import parsers

    try:
        feeds = parsers.read(parsers.job_of(feed.content, url=feed.url)).feeds
    except NoEntriesError as error:
        feeds = error.feeds
    except FeedkitError:
        return
    if feeds:
        report(f"{feed.name}: it is a page that names its feeds: {', '.join(feeds)}")


def _write_all(reports: Sequence[Checked], output: str) -> None:
    if output == "json":
        click.echo(rendering.as_json(reports), nl=False)
    elif output == "sarif":
        from feedkit.version import __version__

        click.echo(rendering.as_sarif(reports, checks.rules(), __version__), nl=False)


def _write_rules(rules: Mapping[str, Rule], explained: str | None, output: str) -> None:
    chosen = {explained: rules[explained]} if explained else rules
    if output == "json":
        click.echo(rendering.rules_as_json(chosen), nl=False)
    elif output != "text":
        raise click.UsageError("rules are written as text or json")
    elif explained:
        click.echo(rendering.explained(rules[explained]), nl=False)
    else:
        click.echo(rendering.rules_as_text(rules), nl=False)


def _text(content: str | bytes) -> str:
    """Return the text of a feed, whose lines are shown."""
    from feedkit.checks.encodings import text_of

    return text_of(content)


def _coloured(text: str, kind: str) -> str:
    if kind in COLOURS:
        return click.style(text, fg=COLOURS[kind], bold=True)
    return click.style(text, bold=kind == "position", dim=kind == "quiet")
