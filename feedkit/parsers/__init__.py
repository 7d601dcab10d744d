"""Which parser reads a source? Recognised from content and name (recognising.py), or named by the caller."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bs4 import BeautifulSoup

from feedkit.errors import NoEntriesError, ParseError, RecipeError
from feedkit.parsers.reading import Reading
from feedkit.parsers.recognising import FORMATS, LOADING, recognise
from feedkit.values.decoding import named, usable_text, usable_url

if TYPE_CHECKING:
    from feedkit.recipes import Recipe

__all__ = ["FORMATS", "Content", "draft", "read", "recognise", "usable_like", "usable_zone"]

NO_TREE = "recipe: wanted an HTML page, found the format {}, which has no elements that a selector could find"
NO_ROWS = "recipe.map: wanted data, found the format {}, which has no names; recipe.entry is for pages"
FOR_DATA = "recipe.entry: it is CSS for pages, and the format is {}: wanted recipe.map"
UNKNOWN = f"it was taken for plain text: if it is of another format, name that ({', '.join(FORMATS)})"
DATA = ("json", "jsonl", "csv", "yaml", "toml")
WITH_NAMES = (*DATA, "folder")  # what `map` is for

Content = str | bytes | BeautifulSoup | Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A source and all that the caller says of it, checked."""

    content: str
    path: Path | None  # of a folder, which has no content of its own
    url: str | None
    zone: ZoneInfo
    reference: datetime | None
    recipe: Recipe | None
    like: Sequence[str]


def read(
    source: Content,
    *,
    url: str | None,
    format: str | None,
    timezone: str,
    reference: datetime | None = None,
    recipe: Recipe | Mapping[str, Any] | None = None,
    like: Sequence[str] = (),
    name: str = "",
) -> Reading:
    """Read a source with the parser for its format; see `feedkit.parse` for arguments and errors.

    `name` is that of the file, where the caller has its content at hand.
    """
    like = usable_like(like, recipe)
    job, found = _job(source, name, format, url, timezone, reference, recipe, like)
    _must_suit(job.recipe, found)
    try:
        reading = _reader(found)(job)
    except ParseError as error:
        told = _with_likeness(error, job, found, format, name or named(source, url))
        if told is error:  # which must not be its own cause
            raise
        raise told from error
    return reading if found == "html" else _alike(reading, like)


def draft(
    source: Content,
    *,
    url: str | None,
    format: str | None,
    timezone: str,
    reference: datetime | None = None,
    recipe: Recipe | Mapping[str, Any] | None = None,
    like: Sequence[str] = (),
    name: str = "",
) -> str:
    """A recipe, in TOML, that finds what `read` does; see there for arguments and errors."""
    like = usable_like(like, recipe)
    job, found = _job(source, name, format, url, timezone, reference, recipe, like)
    _must_suit(job.recipe, found)
    if found in DATA:
        from feedkit.parsers.data import draft as draft_data

        return draft_data(_reader(found)(job))
    if found != "html":
        raise RecipeError(NO_TREE.format(found))
    from feedkit.parsers.html.drafting import draft as draft_html

    return draft_html(job.content, job.url, job.zone, reference, job.recipe, like)


def _job(
    source: Content,
    name: str,
    format: str | None,
    url: str | None,
    timezone: str,
    reference: datetime | None,
    recipe: Recipe | Mapping[str, Any] | None,
    like: Sequence[str],
) -> tuple[Job, str]:
    """What there is to read, and the format of it."""
    if format is not None and format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {format!r}")
    zone, address, usable = usable_zone(timezone), usable_url(url), _usable(recipe)
    content, path = "", None
    if isinstance(source, Path) and source.is_dir():
        if format is not None:
            raise ParseError(f"format: {format} is of a file, and {source} is a folder: leave the format out")
        path, found = source, "folder"
    elif isinstance(source, BeautifulSoup):
        content, found = source.decode(), "html"
    else:
        content = usable_text(source.read_bytes() if isinstance(source, Path) else source)
        found = format or recognise(content, name or named(source, url))
    job = Job(
        content=content, path=path, url=address, zone=zone, reference=reference, recipe=usable, like=like
    )
    return job, found


def _usable(recipe: Recipe | Mapping[str, Any] | None) -> Recipe | None:
    if recipe is None:
        return None
    from feedkit.recipes import checked_recipe

    return checked_recipe(recipe)


def _must_suit(recipe: Recipe | None, format: str) -> None:
    """Raise a RecipeError if a recipe is for sources of another kind."""
    if recipe is None:
        return
    if format == "html" and not recipe.entry:
        raise RecipeError(NO_ROWS.format(format))
    if format in WITH_NAMES and recipe.map is None:
        raise RecipeError(FOR_DATA.format(format))
    if format not in ("html", *WITH_NAMES):
        raise RecipeError((NO_TREE if recipe.entry else NO_ROWS).format(format))


def _with_likeness(error: ParseError, job: Job, found: str, format: str | None, name: str) -> ParseError:
    """The error of a parser; where the caller named the format, with what the source looks like instead.

    Plain text is what a source is taken for that is not known to be anything else: that is told too.
    """
    if job.path is not None:
        return error
    if format is None:
        return NoEntriesError(f"{error}; {UNKNOWN}") if found == "text" else error
    try:
        other = recognise(job.content, name)
    except ParseError:
        return error
    if other in (format, "text"):  # plain text is what is left where nothing else is recognised
        return error
    message = f'{error}; the source looks like {other}: leave the format out, or say "{other}"'
    if isinstance(error, NoEntriesError):
        return NoEntriesError(message, feeds=error.feeds)
    return ParseError(message)


def _alike(reading: Reading, like: Sequence[str]) -> Reading:
    """A reading of a source that can be read in one way only: `like` is true of it, or not."""
    if like:
        from feedkit.parsers.html.steering import is_like, reason

        feed = reading.feed
        if not all(any(is_like(one, e.title, e.url, feed.url) for e in feed.entries) for one in like):
            raise NoEntriesError(reason(like))
    return reading


# --- one reader a format, each imported where it is needed, as `import feedkit` must stay light ---

Reader = Callable[[Job], Reading]


def _html() -> Reader:
    from feedkit.parsers.html import read

    return lambda job: read(job.content, job.url, job.zone, job.reference, job.recipe, job.like)


def _text() -> Reader:
    from feedkit.parsers.text import read

    return lambda job: read(job.content, job.url, job.zone, job.reference)


def _feed() -> Reader:
    from feedkit.parsers.syndication import read

    return lambda job: read(job.content, job.url, job.zone)


def _sitemap() -> Reader:
    from feedkit.parsers.sitemap import read

    return lambda job: read(job.content, job.url, job.zone)


def _post() -> Reader:
    from feedkit.parsers.post import read

    return lambda job: read(job.content, job.url, job.zone, job.reference)


def _changelog() -> Reader:
    from feedkit.parsers.changelog import read

    return lambda job: read(job.content, job.url, job.zone, job.reference)


def _folder() -> Reader:
    from feedkit.parsers.folder import read

    return lambda job: read(
        job.path or Path(), url=job.url, zone=job.zone, reference=job.reference, recipe=job.recipe
    )


def _data(format: str) -> Reader:
    from feedkit.parsers.data import read

    return lambda job: read(job.content, format, job.url, job.zone, job.reference, job.recipe)


READERS: dict[str, Callable[[], Reader]] = {
    "html": _html,
    "text": _text,
    "feed": _feed,
    "sitemap": _sitemap,
    "post": _post,
    "changelog": _changelog,
    "folder": _folder,
    **{kind: partial(_data, kind) for kind in DATA},
}


def _reader(format: str) -> Reader:
    with LOADING:
        return READERS[format]()


def usable_like(like: Sequence[str], recipe: object = None) -> Sequence[str]:
    """Parts of titles, and links.

    Raises:
        ValueError: one of them is blank, and so a part of every title; or a recipe says where to look.
    """
    if isinstance(like, str):
        raise TypeError(f"like must be a sequence of strings, such as [{like!r}], not a string")
    if not all(one.strip() for one in like):
        raise ValueError("like must be a part of a title, or a link, and is blank")
    if like and recipe is not None:
        raise ValueError("like steers a search, and recipe leaves nothing to search: pass one of the two")
    return like


def usable_zone(name: str) -> ZoneInfo:
    """The time zone of that name.

    Raises:
        ValueError: there is none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(
            f"timezone must be an IANA name such as Europe/Berlin or UTC, not {name!r}"
        ) from error
