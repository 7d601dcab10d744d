"""The options that say how pages are asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl

import click

from feedkit.cli import completions
from feedkit.errors import FetchError
from feedkit.sources.reader import is_address
from feedkit.values.logins import is_same_origin
from feedkit.values.request_settings import Request, RequestSettings
from feedkit.values.secret_values import is_secret
from feedkit.values.urls import split_url

WRITTEN_OUT = (
    "wanted env:NAME, the environment variable that holds it, found what looks like a secret, "
    "which feedkit.toml would hold"
)
QUERY_WRITTEN_OUT = (
    "SOURCE has what looks like a secret in its query, which feedkit.toml would hold: leave {0} out of it, "
    "and pass --query {0}=env:NAME, the environment variable that holds it"
)


def _pairs(sign: str, example: str) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], Any]:
    """Return a click callback that reads names and values; of a name that is repeated, all values."""

    def callback(
        context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
    ) -> dict[str, str | tuple[str, ...]]:
        found: dict[str, str | tuple[str, ...]] = {}
        for value in values:
            name, parted, text = value.partition(sign)
            if not parted or not name.strip():
                raise click.BadParameter(f"wanted a name and a value such as {example!r}, found another text")
            name, text = name.strip(), text.strip()
            before = found.get(name)
            found[name] = (
                text if before is None else (*((before,) if isinstance(before, str) else before), text)
            )
        return found

    return callback


def _one_each(sign: str, example: str) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], Any]:
    """Return a click callback that reads names and values; a name that is repeated is an error."""
    read = _pairs(sign, example)

    def callback(
        context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
    ) -> dict[str, str]:
        found: dict[str, str] = read(context, parameter, values)
        repeated = next((name for name, value in found.items() if not isinstance(value, str)), None)
        if repeated is not None:
            raise click.BadParameter(f"wanted {repeated} once, found it more often")
        return found

    return callback


def _data(context: click.Context, parameter: click.Parameter, value: str | None) -> Any:
    """A click callback that reads JSON."""
    if value is None:
        return None
    try:
        found = json.loads(value)
    except (ValueError, RecursionError) as error:
        raise click.BadParameter(f"wanted JSON, {error}") from error
    if not isinstance(found, dict | list):
        raise click.BadParameter("wanted an object or a list of JSON, found another value")
    return found


RENDER_HINT = "pass --render to have a browser show it"
browser_option = click.option(
    "--browser",
    metavar="PATH",
    envvar="FEEDKIT_BROWSER",
    shell_complete=completions.files,
    help="Chromium that shows pages.  [default: FEEDKIT_BROWSER, else an installed one]",
)
render_option = click.option(
    "--render",
    is_flag=True,
    help="Have a browser show each page, with what its scripts make, before it is read; needs the extra"
    " browser and an installed Chromium.",
)


def check_browser(path: str | None, render: bool) -> None:
    """Raise a UsageError if a browser is wanted, and there is none."""
    if render:
        from feedkit.fetching.browser_program import browser_path

        try:
            browser_path(path)
        except FetchError as error:
            raise click.UsageError(f"--render: {error}") from error


REQUEST_OPTIONS = (
    click.option(
        "--header",
        "headers",
        metavar="'NAME: VALUE'",
        multiple=True,
        callback=_one_each(":", "X-Key: env:NAME"),
        help="A header for SOURCE's own host only; may be repeated. A value env:NAME stands for that of the"
        " environment variable, here and below.",
    ),
    click.option(
        "--cookie",
        "cookies",
        metavar="NAME=VALUE",
        multiple=True,
        callback=_one_each("=", "session=env:NAME"),
        help="A cookie for SOURCE's own host only; may be repeated.",
    ),
    click.option(
        "--query",
        metavar="NAME=VALUE",
        multiple=True,
        callback=_pairs("=", "key=env:KEY"),
        help="A parameter to add to SOURCE's address, which is shown without it; may be repeated.",
    ),
    click.option("--login", metavar="env:NAME", help="Login of SOURCE: a variable that holds user:password."),
    click.option("--token", metavar="env:NAME", help="Bearer token of SOURCE: a variable that holds it."),
    click.option(
        "--post-form",
        metavar="NAME=VALUE",
        multiple=True,
        callback=_pairs("=", "query=tides"),
        help="Ask for SOURCE by POST, with a form that has this field; may be repeated.",
    ),
    click.option(
        "--post-json", metavar="JSON", callback=_data, help="Ask for SOURCE by POST, with this JSON."
    ),
    click.option(
        "--user-agent", metavar="TEXT", help="Name of the program to send, instead of feedkit's own."
    ),
    click.option(
        "--accept-language", metavar="LANGUAGES", help='Languages to ask for, such as "de, en;q=0.5".'
    ),
    click.option("--proxy", metavar="URL|env:NAME", help="HTTP or SOCKS proxy to ask."),
    click.option(
        "--page-timeout",
        metavar="SECONDS",
        type=float,
        help="Seconds for one page.  [default: 20]",
    ),
)


def settings_of(given: dict[str, Any]) -> RequestSettings:
    """Take the values of REQUEST_OPTIONS out of the arguments of a verb; a UsageError if one is malformed."""
    asked: dict[str, Any] = {one.name: given.pop(one.name) for one in fields(RequestSettings)}
    asked["post_form"] = asked["post_form"] or None
    return checked_settings(RequestSettings(**asked))


def request_options(verb: Callable[..., None]) -> Callable[..., None]:
    """Give a verb these options; it gets them as one argument, `requests`."""

    @wraps(verb)
    def grouped(**given: Any) -> None:
        verb(requests=settings_of(given), **given)

    for option in reversed(REQUEST_OPTIONS):
        grouped = option(grouped)
    return grouped


def checked_settings(settings: RequestSettings) -> RequestSettings:
    """Return the settings; raise a UsageError if one is malformed, or contradicts another."""
    try:
        settings.check()
    except ValueError as error:
        raise click.UsageError(_as_option(error)) from error
    return settings


def request_for(settings: RequestSettings, sources: Sequence[str]) -> Request:
    """Return what is sent for some sources; raise a UsageError if secrets would go to several hosts."""
    addresses = [source for source in sources if is_address(source)]
    private = settings.private_names()
    if private and not addresses:
        raise click.UsageError(f"{_option(private[0])} is for a SOURCE that is an http(s) address.")
    if private and not all(is_same_origin(addresses[0], address) for address in addresses):
        raise click.UsageError(
            f"{_option(private[0])} is for one host, and the SOURCEs are of several: convert them one by one."
        )
    posted = [name for name in private if name.startswith("post_")]
    if posted and len(addresses) > 1:
        raise click.UsageError(f"{_option(posted[0])} is for one SOURCE: convert several one by one.")
    try:
        return settings.request(addresses[0] if addresses else "", os.environ)
    except ValueError as error:
        raise click.UsageError(_as_option(error)) from error


def refuse_literal_secrets(settings: RequestSettings, sources: Sequence[str]) -> None:
    """Raise a UsageError if a secret is written out that a configuration would hold."""
    for name, value in settings.literals():
        if is_secret(name.rpartition(".")[2], value):
            key, dot, part = name.partition(".")
            raise click.UsageError(f"{_option(key)}{f' {part}' if dot else ''}: {WRITTEN_OUT}")
    for source in filter(is_address, sources):
        for name, value in parse_qsl(split_url(source).query):
            if is_secret(name, value):
                raise click.UsageError(QUERY_WRITTEN_OUT.format(name))


def _as_option(error: ValueError) -> str:
    """Return a message about a setting, which begins with its name, as one about an option."""
    name, _, message = str(error).partition(": ")
    key, dot, part = name.partition(".")
    return f"{_option(key)}{f' {part}' if dot else ''}: {message}"


def _option(name: str) -> str:
    return "--" + {"headers": "header", "cookies": "cookie"}.get(name, name).replace("_", "-")
