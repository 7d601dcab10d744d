"""The command: data on standard output, talk on standard error, exit 0 done, 1 bad input, 2 bad call."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from feedkit.cli.messages import report, shown
from feedkit.renamed import with_new_options
from feedkit.values.logins import without_logins
from feedkit.values.printable import printable
from feedkit.version import __version__

VERBS = {  # each in a module of its name, which is loaded when it is asked for
    "convert": "Turn pages, files and lists of posts into feeds.",
    "inspect": "Show what is found in a page, where, and why.",
    "init": "Write a feedkit.toml for pages, files and folders.",
    "build": "Build all feeds of a feedkit.toml.",
    "batch": "Turn archives and folders of pages into tables of entries.",
    "check": "Validate RSS, Atom and JSON feeds.",
    "schema": "Print the JSON Schema of a file, for editors.",
    "completion": "Print what makes a shell complete this command.",
}
HELP = "help"  # is no verb: `feedkit help convert` is `feedkit convert --help`


class Verbs(click.Group):
    """The verbs, by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def main(self, *args: Any, **extra: Any) -> Any:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # its encoding may lack what a page says
        return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            error.message = shown(printable(without_logins(error.message)))  # type: ignore[misc]  # it is shown once
            raise

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] == HELP:
            args = [*args[1:2], "--help"]
        if args == ["--help"]:
            click.echo(ctx.get_help())
            ctx.exit()
        if args[0] not in VERBS and not ctx.resilient_parsing:
            ctx.fail(_no_verb(args[0]))
        name, verb, rest = super().resolve_command(ctx, args)
        if name is not None and not ctx.resilient_parsing:
            rest = with_new_options(name, rest, report)
        return name, verb, rest

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        verb: click.Command = getattr(import_module(f"feedkit.cli.{cmd_name}"), cmd_name)
        return verb

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        verbs = [
            CompletionItem(name, help=text) for name, text in VERBS.items() if name.startswith(incomplete)
        ]
        return [*verbs, *click.Command.shell_complete(self, ctx, incomplete)]


@click.group(
    cls=Verbs, subcommand_metavar="VERB ...", context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Turn any HTML index page, or any list of posts, into Atom, RSS and JSON feeds.

    `convert` makes feeds once, `build` makes all feeds of a feedkit.toml, which `init` writes, and `check`
    validates feeds.

    A SOURCE is a page, its plain text, data (JSON, CSV, YAML…), a changelog, a sitemap, a feed, or a list of
    feeds in OPML: a file, a folder of posts, "-" for standard input, or an http(s) address.

    \b
    feedkit convert https://example.org/blog/ > atom.xml
    feedkit convert index.html --url https://example.org/blog/ -o public/
    feedkit inspect index.html
    feedkit inspect index.html --draft > recipe.toml
    feedkit convert index.html --recipe recipe.toml
    feedkit convert posts.csv --map title=headline -o posts.rss
    feedkit init https://example.org/blog/ https://example.com/news/
    feedkit build
    feedkit check public/*.xml

    Exit status: 0 success, 1 a source or a feed is at fault, 2 the command line is wrong.
    """


def _no_verb(name: str) -> str:
    """Return that there is no such verb, and which may have been meant."""
    from feedkit.config_errors import nearest
    from feedkit.sources.reader import is_address

    if near := nearest(name, VERBS):
        return f"there is no verb {name!r}; did you mean {near}?"
    if is_address(name) or "." in name or "/" in name or name == "-":
        return f"wanted a verb, found a source; did you mean feedkit convert {name}?"
    return f"there is no verb {name!r}; there are {', '.join(VERBS)}"
