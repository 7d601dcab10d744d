"""The options by which sources are read, which verbs share."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, tzinfo
from functools import cached_property, partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedkit import parsers
from feedkit.cli import completions
from feedkit.cli.messages import report
from feedkit.cli.request_options import (
    RENDER_HINT,
    REQUEST_OPTIONS,
    browser_option,
    check_browser,
    render_option,
    request_for,
    settings_of,
)
from feedkit.errors import FeedkitError, ParseError, RecipeError
from feedkit.parsers.job import checked_like
from feedkit.sources.reader import Reader
from feedkit.values.content_policy import checked_embeds, content_policy
from feedkit.values.logins import page_address
from feedkit.values.moments import read_time
from feedkit.values.request_settings import Request, RequestSettings
from feedkit.values.zones import aware_datetime, checked_zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from feedkit.fetching import Client, Page, Rendering
    from feedkit.model import Feed
    from feedkit.recipes import Recipe


def checked(check: Callable[[Any], Any]) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """Return a click callback that turns a ValueError into an error of the option."""

    def callback(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
        try:
            return None if value is None else check(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    return callback


def recipe_option(context: click.Context, parameter: click.Parameter, value: str | None) -> Recipe | None:
    """A click callback that reads a recipe; where it is wrong, it reports why and exits."""
    if value is None:
        return None
    from feedkit.recipes import read_recipe

    try:
        return read_recipe(Path(value).read_text("utf-8"))
    except (RecipeError, UnicodeDecodeError) as error:
        report(f"error: {value}: {error}")
        context.exit(1)


def map_option(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str | bool]:
    """A click callback that reads `FIELD=PATH`."""
    if not values:
        return {}
    from feedkit.recipes import checked_recipe

    pairs = [value.partition("=") for value in values]
    wrong = next((name + path for name, sign, path in pairs if not sign), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is not FIELD=PATH, such as title=fields.name")
    mapped: dict[str, str | bool] = {
        name.strip(): path.strip() != "false" and path.strip() for name, _, path in pairs
    }
    try:
        checked_recipe({"map": mapped})
    except RecipeError as error:
        raise click.BadParameter(str(error).removeprefix("recipe.map.")) from error
    return mapped


WANTED_FEED = "wanted a feed (Atom, RSS or JSON Feed), found {}"


def _previous_feed(path: Path | None) -> Feed | None:
    """Return the previous feed, if there is one yet; where it is none, the command ends."""
    if path is None:
        return None
    try:
        if path.is_dir():
            raise ParseError(WANTED_FEED.format("a folder"))
        return parsers.read(parsers.job_of(path, format="feed")).feed
    except FileNotFoundError:
        report(f"{path}: not there yet: a new feed is made")
        return None
    except (FeedkitError, OSError) as error:
        report(f"error: --previous {path}: {_restated(error, path)}")
        click.get_current_context().exit(1)


def _restated(error: Exception, path: Path) -> str:
    """Return why a file is no feed, with what it is where that is known."""
    if not isinstance(error, ParseError) or path.is_dir():
        return str(error)
    try:
        kind = parsers.recognise(parsers.job_of(path))
    except ParseError:
        return str(error)
    return str(error) if kind == "feed" else WANTED_FEED.format(kind)


READING_OPTIONS = (
    click.option(
        "--url",
        metavar="URL",
        callback=checked(page_address),
        help="Address of the page; relative links are resolved against it.",
    ),
    click.option(
        "--timezone",
        metavar="ZONE",
        default="UTC",
        show_default=True,
        callback=checked(checked_zone),
        shell_complete=completions.zones,
        help="Zone of the dates that name none, such as Europe/Berlin.",
    ),
    click.option(
        "--format",
        type=click.Choice(sorted(parsers.FORMATS)),
        help="Format of SOURCE; recognised by default.",
    ),
    click.option(
        "--recipe",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False),
        callback=recipe_option,
        help="TOML that says where the entries and their fields are; inspect --draft writes one.",
    ),
    click.option(
        "--map",
        "mapped",
        metavar="FIELD=PATH",
        multiple=True,
        callback=map_option,
        shell_complete=completions.fields,
        help="Of data (JSON, CSV, …): where a field is, such as title=fields.name, or entries=data.posts;"
        " a text may have paths in it: url=https://example.org/{slug}/. Of any"
        " source: authors=false switches a field off. May be repeated.",
    ),
    click.option(
        "--like",
        metavar="TEXT|URL",
        multiple=True,
        callback=checked(checked_like),
        help="Part of the title, or the link, of an entry, to find the list that has it; may be repeated.",
    ),
    click.option(
        "--previous",
        metavar="FILE",
        type=click.Path(path_type=Path),
        shell_complete=completions.files,
        help="The feed as it was written last time: ids and first dates stay, and the list that has its"
        " entries is taken. May not be there yet.",
    ),
    click.option(
        "--now",
        metavar="TIME",
        callback=checked(read_time),
        help='ISO 8601 time that "3 days ago" counts from, and of entries without any date.'
        "  [default: SOURCE_DATE_EPOCH, else the clock]",
    ),
    click.option(
        "--trusted",
        is_flag=True,
        help="The contents are your own: all stays in them but scripts and forms.",
    ),
    click.option(
        "--embeds",
        metavar="HOST",
        multiple=True,
        callback=checked(checked_embeds),
        help="Let players of this host stay in contents, such as youtube.com, or of a short list of hosts:"
        " default. May be repeated.",
    ),
    *REQUEST_OPTIONS,
    render_option,
    browser_option,
    click.option("--no-robots", is_flag=True, help="Fetch what robots.txt forbids too."),
    click.option(
        "--allow-private",
        is_flag=True,
        help="Also fetch from this machine and from private networks.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class ReadingOptions:
    """What READING_OPTIONS say.

    url:            the address of the page
    timezone:       the zone of dates that name none
    format:         of the source; by default it is recognised
    recipe:         what --recipe says
    mapped:         what --map says
    like:           parts of titles, or links, of entries
    previous:       the feed of --previous
    now:            the time that --now gives
    requests:       how pages are asked for
    render:         whether a browser shows them
    browser:        its path
    no_robots:  whether robots.txt is not asked
    allow_private:  whether this machine and private networks may be asked
    """

    url: str | None
    timezone: ZoneInfo
    format: str | None
    recipe: Recipe | None
    mapped: dict[str, str | bool]
    like: tuple[str, ...]
    previous: Feed | None
    now: datetime | None
    requests: RequestSettings
    render: bool
    browser: str | None
    no_robots: bool
    allow_private: bool

    @cached_property
    def moment(self) -> datetime:
        """The time of reading: that of --now or SOURCE_DATE_EPOCH, else the clock's."""
        return given_time(self.now, self.timezone) or datetime.now(UTC).replace(microsecond=0)

    def reader(self, sources: Sequence[str], **more: Any) -> Reader:
        """Return what reads the sources of a call so; `more` are further fields of a Reader."""
        check_browser(self.browser, self.render)
        pages = dict.fromkeys(sources, more.get("pages", 1))
        fetch = partial(self._fetch, request_for(self.requests, sources), pages)
        return Reader(
            render_hint=RENDER_HINT,
            like_hint=lambda title: f"--like {shlex.quote(title)}",
            url=self.url,
            zone=self.timezone,
            format=self.format,
            fetch=fetch,
            report=report,
            recipe=self._whole_recipe(),
            like=self.like,
            previous=self.previous,
            now=self.moment,
            **more,
        )

    @cached_property
    def _client(self) -> Client:
        """What fetches as a build does, but each page once, and at once: a person is waiting."""
        from feedkit.fetching import Client  # it loads the HTTP client

        client = Client(
            robots=not self.no_robots,
            delay=0,
            retries=0,
            allow_private=self.allow_private,
            browser=self.browser,
            warn=report,
        )
        click.get_current_context().call_on_close(client.close)
        return client

    def _fetch(self, request: Request, pages: Mapping[str, int], url: str) -> Page:
        return self._client.fetch(url, request=request, rendering=self._rendering(pages.get(url, 1)))

    def _rendering(self, pages: int) -> Rendering | None:
        if not self.render:
            return None
        from feedkit.sources.rendered_pages import rendering

        languages = self.requests.accept_language
        return rendering(pages=pages, time_zone=self.timezone.key, accept_language=languages)

    def _whole_recipe(self) -> Recipe | None:
        """Return --recipe with --map; --like must not stand beside a recipe."""
        if self.recipe is not None and self.like:
            raise click.UsageError("--like helps to find the list, and --recipe already says where it is.")
        if not self.mapped:
            return self.recipe
        from feedkit.recipes import with_map

        return with_map(self.recipe, self.mapped)


def reading_options(verb: Callable[..., None]) -> Callable[..., None]:
    """Give a verb these options; it gets them as one argument, `options`."""

    @wraps(verb)
    def grouped(**given: Any) -> None:
        given["requests"] = settings_of(given)
        with content_policy(trusted=given.pop("trusted"), embeds=given.pop("embeds")):
            given["previous"] = _previous_feed(given["previous"])
            values = {field.name: given.pop(field.name) for field in fields(ReadingOptions)}
            verb(options=ReadingOptions(**values), **given)

    for option in reversed(READING_OPTIONS):
        grouped = option(grouped)
    return grouped


def given_time(now: datetime | None, zone: tzinfo) -> datetime | None:
    """Return the time that --now or SOURCE_DATE_EPOCH gives; None where neither is given."""
    if now is not None:
        return aware_datetime(now, zone)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(f"SOURCE_DATE_EPOCH must be seconds since 1970, not {epoch!r}.") from error
