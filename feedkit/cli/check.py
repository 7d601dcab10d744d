"""`feedkit check`: is it a valid feed?"""

from __future__ import annotations

import difflib
import glob
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import click

from feedkit import checks
from feedkit.checks import rendering
from feedkit.checks.rendering import Checked
from feedkit.cli.messages import report, shown
from feedkit.errors import FeedkitError
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
@click.argument("sources", nargs=-1, metavar="[FILE|URL|-]...")
@click.option("--output-format", type=click.Choice(OUTPUTS), default="text", help="How findings are written.")
@click.option("--strict", is_flag=True, help="Warnings count as errors do.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Leave a rule out; may be given several times.")
@click.option("--feed-url", metavar="URL", help="The address the feed is published at.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and private networks too.")
@click.option("--explain", metavar="RULE", help="Explain a rule, and check nothing.")
def check(
    sources: tuple[str, ...],
    output_format: str,
    strict: bool,
    ignore: tuple[str, ...],
    feed_url: str | None,
    allow_private: bool,
    explain: str | None,
) -> None:
    """Check RSS, Atom and JSON feeds: files, globs, URLs, or - for standard input.

    Findings go to standard output, one per line. The exit code is 0 when all feeds are valid, 1 when one is
    not or cannot be read, 2 when the call is wrong.
    """
    rules = checks.rules()
    _check_known((*ignore, *([explain] if explain else [])), rules)
    if explain:
        click.echo(rendering.explained(rules[explain]), nl=False)
        return
    if not sources:
        raise click.UsageError("name the feeds to check: files, URLs, or - for standard input")
    names = _expanded(sources)
    if feed_url is not None and len(names) > 1:
        raise click.UsageError("--feed-url is the address of one feed, but several are given")
    reports, failed = _checked(names, feed_url, allow_private, frozenset(ignore), output_format)
    _write_all(reports, output_format)
    if failed or not all(_passes(checked, strict) for checked in reports):
        sys.exit(1)


def _checked(
    names: Iterable[str], url: str | None, allow_private: bool, ignored: frozenset[str], output: str
) -> tuple[list[Checked], bool]:
    """Check feeds one by one; return their reports, and whether one could not be read."""
    reports: list[Checked] = []
    failed = False
    for name in names:
        try:
            feed = _read(name, url, allow_private)
        except (FeedkitError, OSError) as error:
            report(f"{click.format_filename(name)}: {error}")
            failed = True
            continue
        found = checks.check(feed.content, feed_url=feed.url, now=datetime.now(UTC)).without(ignored)
        checked = Checked(printable_line(without_login(feed.name)), found)
        reports.append(checked)
        _write_one(checked, feed, output)
    return reports, failed


def _passes(checked: Checked, strict: bool) -> bool:
    return checked.report.valid and not (strict and checked.report.count("warning"))


def _check_known(named: Iterable[str], rules: Iterable[str]) -> None:
    known = list(rules)
    for rule in named:
        if rule not in known:
            near = difflib.get_close_matches(rule, known, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"there is no rule {rule!r}{hint}")


def _expanded(sources: Sequence[str]) -> list[str]:
    """Return the sources, with the files that a pattern matches in place of the pattern."""
    names: list[str] = []
    for source in sources:
        if source == "-" or _is_url(source) or Path(source).exists():
            names.append(source)
            continue
        found = sorted(glob.glob(source, recursive=True)) if glob.has_magic(source) else []
        if not found:
            raise click.UsageError(f"there is no file {source!r}")
        names += found
    return names


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
    if output == "text":
        source = _text(feed.content) if sys.stdout.isatty() and checked.report.findings else None
        click.echo(shown(rendering.as_text(checked, source, _coloured)), nl=False)
        report(rendering.summary(checked))
    elif output == "github":
        click.echo(rendering.as_github(checked), nl=False)
        report(rendering.summary(checked))


def _write_all(reports: Sequence[Checked], output: str) -> None:
    if output == "json":
        click.echo(rendering.as_json(reports), nl=False)
    elif output == "sarif":
        from feedkit.version import __version__

        click.echo(rendering.as_sarif(reports, checks.rules(), __version__), nl=False)


def _text(content: str | bytes) -> str:
    """Return the text of a feed, whose lines are shown."""
    from feedkit.checks.encodings import text_of

    return text_of(content)


def _coloured(text: str, kind: str) -> str:
    if kind in COLOURS:
        return click.style(text, fg=COLOURS[kind], bold=True)
    return click.style(text, bold=kind == "position", dim=kind == "quiet")
