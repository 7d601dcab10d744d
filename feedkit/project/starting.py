"""The first `feedkit.toml`: each source is read once, and gets a [[feeds]] block with how it will be built.

source ──look──▶ Look ──block──▶ TOML;   all of them ──added──▶ the whole file, read back before it is written
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import PurePath
from typing import Any

from feedkit.errors import ConfigError
from feedkit.parsers.reading import Reading
from feedkit.project.config import Config, parse_config
from feedkit.project.looking import Look
from feedkit.sources.reader import is_address
from feedkit.values.plain_text import clean_line
from feedkit.values.request_settings import RequestSettings
from feedkit.values.toml_text import toml
from feedkit.values.urls import split_url

MAX_NAME_LENGTH = 40  # characters
LETTERS = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ı": "i"})
BEGINNING = """\
# The feeds that `feedkit build` makes. Lines that begin with # are comments; remove the # to use them.
# Paths are relative to the folder of this file.

output = "public"  # the folder that the feeds are written to
# base_url = "https://example.org/feeds/"  # where that folder is published, for the feeds' own addresses
# contact = "you@example.org"  # how the owners of the pages can reach you
{loosened}
[defaults]  # for all feeds; a feed's own keys take precedence
# stale_after = "90 days"  # fail when a feed's newest entry is older: its page may have moved
"""
PRIVATE = "allow_private = true  # sources may be on this machine and in private networks\n"
UNASKED = "robots = false  # what robots.txt forbids is fetched too\n"


def block(found: Look, name: str, config: Config) -> str:
    """The [[feeds]] block of a source, commented out where a build would fail.

    Args:
        found: what the source has shown.
        name: of the feed.
        config: what it is to be a part of.
    """
    fault = found.fault(config)
    lines = ["[[feeds]]", *(f"# {clean_line(one)}" for one in (*found.notes(), fault) if clean_line(one))]
    lines += [f"name = {toml(name)}", f"source = {toml(found.source)}"]
    if is_address(found.source):
        lines += _request_lines(_named(found, name))
    if found.login and not (found.is_direct or found.requests.login or found.requests.token):
        lines.append(f"login = {toml(f'env:{_variable(name)}')}  # this environment variable: user:password")
    lines += [f"{key} = {toml(value)}" for key in ("url", "timezone") if (value := getattr(found, key))]
    lines += _choices(found, config)
    return "".join(f"# {one}\n" if fault else f"{one}\n" for one in lines)


def _named(found: Look, name: str) -> RequestSettings:
    """Return how a source is asked for, with variables that have the name of its feed."""
    request = found.data.request if found.data and found.is_direct else None
    if request is None or not request.secrets:
        return found.requests
    names = {f"env:{one}": f"env:{_variable(name, one)}" for one in request.secrets}
    values = {one.name: _renamed(getattr(found.requests, one.name), names) for one in fields(found.requests)}
    return RequestSettings(**values)


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    match value:
        case str():
            return names.get(value, value)
        case Mapping():
            return {key: _renamed(inner, names) for key, inner in value.items()}
        case list() | tuple():
            return [_renamed(inner, names) for inner in value]
        case _:
            return value


def _request_lines(settings: RequestSettings) -> Iterator[str]:
    """Lines that say how a source is asked for."""
    for one in fields(settings):
        value = getattr(settings, one.name)
        if value not in (None, {}, ()) or (one.name == "post_form" and value is not None):
            is_json = one.name == "post_json" and _has_null(value)
            yield f"{one.name} = {toml(json.dumps(value, ensure_ascii=False) if is_json else value)}"


def _has_null(value: object) -> bool:
    """Return whether there is a null in data, which TOML has not."""
    match value:
        case Mapping():
            return any(map(_has_null, value.values()))
        case list() | tuple():
            return any(map(_has_null, value))
        case _:
            return value is None


def _variable(name: str, what: str = "login") -> str:
    """Return the environment variable that holds the login, or another secret, of a feed: BLOG_LOGIN."""
    return re.sub(r"\W+", "_", f"{name}_{what}", flags=re.A).upper().lstrip("0123456789_") or what.upper()


def _choices(found: Look, config: Config) -> Iterator[str]:
    """Lines that a person may want to take, or to take away."""
    reading = found.taken
    if reading is None:
        return
    if found.is_direct:
        yield from _data_lines(found)
    elif found.title:
        yield f"# title = {toml(found.title)}"
    if _lacks_address(found, reading):
        yield '# url = "https://example.org/blog/"  # the address of the page, for its links'
    if reading.browser:
        yield "render = true  # a browser shows the page, which its scripts make"
    if found.native:
        yield "native = true  # the page's own feed is read; without this line, the page itself"
    elif found.own:
        yield "native = false" if config.defaults.native else "# native = true"
    if reading.older() and config.defaults.pages == 1:
        yield "# pages = 3  # older entries are on further pages: read so many, including the first"
    yield from _recipe(found)


def _data_lines(found: Look) -> Iterator[str]:
    """Lines that say how the data behind a page is read."""
    assert found.data is not None
    if found.title:
        yield f"title = {toml(found.title)}"
    if found.taken and found.taken.feed.language and not found.data.found.reading.feed.language:
        yield f"language = {toml(found.taken.feed.language)}"
    if found.data.found.format:
        yield f"format = {toml(found.data.found.format)}"
    yield from (f"map.{field} = {toml(path)}" for field, path in found.data.found.columns.items())


def _lacks_address(found: Look, reading: Reading) -> bool:
    unlinked = any(entry.url is None for entry in reading.feed.entries)
    return unlinked and found.url is None and not is_address(found.source) and not reading.feed.url


def _recipe(found: Look) -> Iterator[str]:
    keys = [one for one in found.draft.splitlines() if one and not one.startswith("#")]
    if found.unsure and keys:
        yield "# What finds these entries; change it if they are the wrong ones:"
        yield from (f"# recipe.{key}" for key in keys)
    elif found.unsure:
        yield '# like = ["part of a title"]  # finds the list that has this entry'


def name_for(found: Look, taken: Collection[str]) -> str:
    """A name for a feed that none has yet: of its title, else of its site, its address or its file.

    Args:
        found: what its source has shown.
        taken: the names that there are, in small letters.
    """
    names = [name for text in (found.title or "", *_name_texts(found.source)) if (name := _slug(text))] or [
        "feed"
    ]
    for name in names:
        if name not in taken:
            return name
    numbers = range(2, len(taken) + 3)
    return next(name for number in numbers if (name := f"{names[0]}-{number}") not in taken)


def _name_texts(source: str) -> tuple[str, ...]:
    if is_address(source):
        parts = split_url(source)
        host = (parts.hostname or "").removeprefix("www.")
        return (host, f"{host} {parts.path} {parts.query}")
    path = PurePath(source)
    return (path.parent.name if path.stem == "index" else path.stem, source)


def _slug(text: str) -> str:
    """A text in Latin letters, digits and hyphens; "" where some of its letters are others."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    plain = "".join(one for one in plain if not unicodedata.combining(one) and one not in "'’")
    if any(one.isalnum() and not one.isascii() for one in plain):
        return ""
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return (
        name
        if len(name) <= MAX_NAME_LENGTH
        else name[: MAX_NAME_LENGTH + 1].rpartition("-")[0] or name[:MAX_NAME_LENGTH]
    )


def added(before: str | None, looks: Sequence[Look], config: Config) -> str:
    """The whole text of a configuration with a block more for each source.

    Args:
        before: the text as it is; None for a new file.
        looks: what the sources have shown.
        config: what the text means; for a new file, what it is to hold beside the feeds.

    Raises:
        ConfigError: a block does not fit behind what is there.
    """
    names = {feed.name.casefold() for feed in config.feeds}
    loosened = (PRIVATE if config.allow_private else "") + ("" if config.robots else UNASKED)
    text = BEGINNING.format(loosened=loosened) if before is None else before
    end = "\r\n" if before and "\r\n" in before else "\n"
    for found in looks:
        name = name_for(found, names)
        names.add(name)
        rest = "" if text.endswith("\n") else end
        text += rest + end + block(found, name, config).replace("\n", end)
    _check(text, looks, config)
    return text


def _check(text: str, looks: Sequence[Look], config: Config) -> None:
    """Raise a ConfigError unless a text means all that it did, and has the new feeds."""
    fresh = parse_config(text)
    wanted = [found.source for found in looks if not found.fault(config)]
    found = [feed.source for feed in fresh.feeds[len(config.feeds) :]]
    if fresh.feeds[: len(config.feeds)] != config.feeds or found != wanted:
        raise ConfigError("the feeds cannot be added, as they would change the meaning of what is there")
