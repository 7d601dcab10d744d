"""What the verbs share: the options of reading, a source's content, and how failures are told."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

import click

from feedkit import parsers
from feedkit.errors import FeedkitError, FetchError, NoEntriesError, RecipeError
from feedkit.parsers.reading import aware
from feedkit.values.decoding import usable_url

if TYPE_CHECKING:
    from feedkit.fetching import Page
    from feedkit.recipes import Recipe

# Control characters, and the marks that turn the direction of text round.
COMMANDING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

P = ParamSpec("P")


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


def fetching(allow_private: bool) -> Callable[[str], Page]:
    """What fetches an address."""

    def fetch_one(url: str) -> Page:
        from feedkit.fetching import fetch  # it loads the HTTP client

        return fetch(url, allow_private=allow_private)

    return fetch_one


def steering(recipe: Recipe | None, columns: dict[str, str], like: Sequence[str]) -> Recipe | None:
    """What --recipe and --map say together; --like must not stand beside a recipe."""
    if recipe is not None and like:
        raise click.UsageError("--like steers a search, and --recipe leaves nothing to search.")
    if not columns:
        return recipe
    from feedkit.recipes import with_map

    return with_map(recipe, columns)


def columns(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """A click callback that reads `FIELD=PATH`."""
    if not values:
        return {}
    from feedkit.recipes import checked_recipe

    pairs = [value.partition("=") for value in values]
    wrong = next((name + path for name, sign, path in pairs if not sign), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is not FIELD=PATH, such as title=fields.name")
    mapped = {name.strip(): path.strip() for name, _, path in pairs}
    try:
        checked_recipe({"map": mapped})
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


def moment_of(now: datetime | None, zone: tzinfo) -> datetime | None:
    """The time that --now, or SOURCE_DATE_EPOCH, says; None where neither is there."""
    if now is not None:
        return aware(now, zone)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(f"SOURCE_DATE_EPOCH must be seconds since 1970, not {epoch!r}.") from error


def attempt(work: Callable[[], None], source: str) -> bool:
    """Do the work; whether it went well. If not, one sentence on standard error says why."""
    try:
        work()
    except BrokenPipeError:  # whoever reads the output has had enough: click's business
        raise
    except (OSError, FeedkitError) as error:
        say(f"error: {sentence(error, source)}")
        return False
    return True


def sentence(error: OSError | FeedkitError, source: str) -> str:
    """What went wrong with a source, in one sentence that begins with its name."""
    match error:
        case FileExistsError():
            return f"{error.filename}: a file is in the place of its folder"
        case OSError():
            return f"{error.filename or source}: {error.strerror or error}"
        case FetchError():  # its message begins with the address
            return str(error)
        case NoEntriesError(feeds=[own, *_]):
            return f"{source}: {error}; the page has a feed of its own: {own}"
        case _:
            return f"{source}: {error}"


def say(message: str) -> None:
    """Tell the user something, which is no data, on standard error."""
    click.echo(plain(message), err=True)


def plain(text: str) -> str:
    """Text from the web without the characters that would command a terminal."""
    return COMMANDING.sub("\ufffd", text)
