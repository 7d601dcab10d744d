"""What the verbs share: the options of reading, a source's content, and how failures are told."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec
from zoneinfo import ZoneInfo

import click

from feedkit import parsers
from feedkit.errors import FeedkitError, FetchError, NoEntriesError, RecipeError
from feedkit.parsers.reading import Reading
from feedkit.parsers.sources import named, usable_url

if TYPE_CHECKING:
    from feedkit.fetching import Page
    from feedkit.recipes import Recipe

# Control characters, and the marks that turn the direction of text round.
COMMANDING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads sources, all of them with the options of one call."""

    url: str | None
    timezone: ZoneInfo
    format: str | None
    allow_private: bool
    recipe: Recipe | None = None
    like: tuple[str, ...] = ()
    reference: datetime | None = None  # what "3 days ago" is counted from
    native: bool = False  # take the page's own feed where it has one
    pages: int = 1  # how many pages of older entries to read, with the first
    full: bool = False  # read the entries' own pages too

    def __post_init__(self) -> None:
        if self.recipe is not None and self.like:
            raise click.UsageError("--like steers a search, and --recipe leaves nothing to search.")

    def read(self, source: str) -> Reading:
        """Read a file, standard input ("-") or an http(s) address, and say what it lacks."""
        content, url, name = self._content(source)
        reading = (
            self._native(source, content, url, name) if self.native else self._parsed(content, url, name)
        )
        entries = reading.feed.entries
        unlinked = sum(entry.url is None for entry in entries)
        if unlinked and not reading.feed.url and reading.format not in ("feed", "text"):
            count = f"{unlinked} of {len(entries)} entries"
            say(f"{source}: {count} have no link, as the page's address is not known: pass it with --url")
        return self._with_more(source, reading)

    def _parsed(self, content: str | bytes | Path, url: str | None, name: str = "") -> Reading:
        return parsers.read(
            content,
            url=url,
            name=name,
            format=self.format,
            timezone=self.timezone.key,
            reference=self.reference,
            recipe=self.recipe,
            like=self.like,
        )

    def _native(self, source: str, content: str | bytes | Path, url: str | None, name: str) -> Reading:
        """What the page's own feed holds; what the page itself lists, where there is none that can be had."""
        from feedkit.following import native

        def read(page: Page) -> Reading:
            return parsers.read(page.content, url=page.url, format="feed", timezone=self.timezone.key)

        try:
            reading = self._parsed(content, url, name)
        except NoEntriesError as error:
            if not error.feeds:
                raise
            return native(error.feeds, fetch=self._fetch, read=read)
        if reading.format != "html":
            return reading
        try:
            return native(reading.feeds, fetch=self._fetch, read=read)
        except FeedkitError as error:
            say(f"{source}: --native: {error}: its entries are read from the page")
        return reading

    def _with_more(self, source: str, reading: Reading) -> Reading:
        """The reading with the entries of older pages, and with what the entries' own pages say."""
        feed = reading.feed
        if self.pages > 1:
            from feedkit.following import follow

            if not feed.url and reading.format == "html":
                say(f"{source}: --pages: the page's address is not known: pass it with --url")
            feed = follow(
                reading,
                pages=self.pages,
                fetch=self._fetch,
                read=lambda page: self._parsed(page.content, page.url),
            )
        if self.full:
            from feedkit.articles import fill

            feed = fill(feed, fetch=self._fetch, zone=self.timezone)
        return replace(reading, feed=feed)

    def _fetch(self, url: str) -> Page:
        from feedkit.fetching import fetch

        return fetch(url, allow_private=self.allow_private)

    def draft(self, source: str) -> str:
        """A recipe, as TOML, for the same sources."""
        content, url, name = self._content(source)
        return parsers.draft(
            content,
            url=url,
            name=name,
            format=self.format,
            timezone=self.timezone.key,
            reference=self.reference,
            recipe=self.recipe,
            like=self.like,
        )

    def _content(self, source: str) -> tuple[str | bytes | Path, str | None, str]:
        """What a source holds, or the folder that it is; its address; and its name."""
        if is_address(source):
            page = self._fetch(source)
            return page.content, self.url or page.url, named("", page.url)
        if source == "-":
            return sys.stdin.buffer.read(), self.url, ""
        path = Path(source)
        return path if path.is_dir() else path.read_bytes(), self.url, path.name


def is_address(source: str) -> bool:
    """Whether a source is to be fetched."""
    return source.lower().startswith(("http://", "https://"))


def checked(check: Callable[[Any], Any]) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """A click callback that turns a ValueError into a complaint about the option."""

    def callback(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
        try:
            return None if value is None else check(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    return callback


def recipe_file(context: click.Context, parameter: click.Parameter, value: str | None) -> Recipe | None:
    """A click callback that reads a recipe; where it is wrong, one sentence on standard error says why."""
    if value is None:
        return None
    from feedkit.recipes import read_recipe

    try:
        return read_recipe(Path(value).read_text("utf-8"))
    except (RecipeError, UnicodeDecodeError) as error:
        say(f"error: {value}: {error}")
        context.exit(1)


def mapping(recipe: Recipe | None, columns: dict[str, str]) -> Recipe | None:
    """What --recipe and --map say together."""
    if not columns:
        return recipe
    from feedkit.recipes import with_map

    return with_map(recipe, columns)


def columns(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """A click callback that reads `FIELD=PATH`."""
    if not values:
        return {}
    from feedkit.recipes import usable_recipe

    pairs = [value.partition("=") for value in values]
    wrong = next((name + path for name, sign, path in pairs if not sign), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is not FIELD=PATH, such as title=fields.name")
    mapped = {name.strip(): path.strip() for name, _, path in pairs}
    try:
        usable_recipe({"map": mapped})
    except RecipeError as error:
        raise click.BadParameter(str(error).removeprefix("recipe.map.")) from error
    return mapped


def reading_options(verb: Callable[P, None]) -> Callable[P, None]:
    """Give a verb the options that a Reader takes."""
    for option in reversed(READING_OPTIONS):
        verb = option(verb)
    return verb


READING_OPTIONS = (
    click.option(
        "--url",
        metavar="URL",
        callback=checked(usable_url),
        help="Address of the page; relative links are resolved against it.",
    ),
    click.option(
        "--timezone",
        metavar="ZONE",
        default="UTC",
        show_default=True,
        callback=checked(parsers.usable_zone),
        help="Zone of the dates that name none, such as Europe/Berlin.",
    ),
    click.option(
        "--format",
        type=click.Choice(sorted(parsers.FORMATS)),
        help="What SOURCE is; by default that is recognised.",
    ),
    click.option(
        "--recipe",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False),
        callback=recipe_file,
        help="TOML that says where the entries and their fields are; inspect --draft writes one.",
    ),
    click.option(
        "--map",
        "mapped",
        metavar="FIELD=PATH",
        multiple=True,
        callback=columns,
        help="Of data (JSON, CSV, …): where a field is, such as title=fields.name, or entries=data.posts;"
        " a text may have paths in it: url=https://example.org/{slug}/. May be repeated.",
    ),
    click.option(
        "--like",
        metavar="TEXT|URL",
        multiple=True,
        callback=checked(parsers.usable_like),
        help="Part of the title, or the link, of an entry, to find the list that has it; may be repeated.",
    ),
    click.option(
        "--allow-private",
        is_flag=True,
        help="Also fetch from this machine and from private networks.",
    ),
)


def attempt(work: Callable[[], None], source: str) -> bool:
    """Do the work; whether it went well. If not, one sentence on standard error says why."""
    try:
        work()
    except BrokenPipeError:  # whoever reads the output has had enough: click's business
        raise
    except FileExistsError as error:
        say(f"error: {error.filename}: a file is in the place of its folder")
    except OSError as error:
        say(f"error: {error.filename or source}: {error.strerror or error}")
    except FetchError as error:  # its message begins with the address
        say(f"error: {error}")
    except NoEntriesError as error:
        own = f"; the page has a feed of its own: {error.feeds[0]}" if error.feeds else ""
        say(f"error: {source}: {error}{own}")
    except FeedkitError as error:
        say(f"error: {source}: {error}")
    else:
        return True
    return False


def say(message: str) -> None:
    """Tell the user something, which is no data, on standard error."""
    click.echo(plain(message), err=True)


def plain(text: str) -> str:
    """Text from the web without the characters that would command a terminal."""
    return COMMANDING.sub("\ufffd", text)


def replace_file(path: Path, document: bytes) -> None:
    """Put a whole new file in the old one's place, with the old one's permissions."""
    target = path.resolve()  # a link stays a link
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(document)
        if target.exists():
            shutil.copymode(target, fresh)
        fresh.replace(target)
    except OSError as error:
        error.filename = str(path)  # the one that the user knows
        raise
    finally:
        if fresh.exists():
            fresh.unlink()
