"""Sources read from Python as the command reads them: by name, with their further pages, politely."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict, Unpack

from feedkit import pipeline
from feedkit.errors import FeedkitError, ParseError, Problem
from feedkit.parsers import Content, Reading, SourceFormat
from feedkit.parsers.job import MAX_NAME_LENGTH, checked_like, is_alone
from feedkit.recipes import checked_recipe
from feedkit.renamed import accepts_old_names
from feedkit.sources.reader import Reader, is_address
from feedkit.values.content_policy import content_policy
from feedkit.values.logins import page_address
from feedkit.values.request_settings import RequestSettings
from feedkit.values.zones import checked_zone, must_be_aware

if TYPE_CHECKING:
    from feedkit.fetching import Client, Page
    from feedkit.model import Feed
    from feedkit.recipes import Recipe

Render: TypeAlias = Literal[True, False, "auto"]
LIKE_NAME = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/:?#]\S*)?|[\w./\\~-]+\.\w{2,5}", re.I)
Settings: TypeAlias = "RequestSettings | Mapping[str, Any]"


class ReadOptions(TypedDict, total=False):
    """The options of `read`, for what hands them on."""

    url: str | None
    format: SourceFormat | None
    timezone: str
    now: datetime | None
    recipe: Recipe | Mapping[str, Any] | None
    like: Sequence[str]
    previous: Feed | None
    trusted: bool
    embeds: Iterable[str]
    pages: int
    full: bool
    full_text: str | None
    full_text_remove: str | None
    native: bool
    render: Render
    request: Settings | None
    client: Client | None


@accepts_old_names
def read(
    source: Content,
    *,
    url: str | None = None,
    format: SourceFormat | None = None,
    timezone: str = "UTC",
    now: datetime | None = None,
    recipe: Recipe | Mapping[str, Any] | None = None,
    like: Sequence[str] = (),
    previous: Feed | None = None,
    trusted: bool = False,
    embeds: Iterable[str] = (),
    pages: int = 1,
    full: bool = False,
    full_text: str | None = None,
    full_text_remove: str | None = None,
    native: bool = False,
    render: Render = False,
    request: Settings | None = None,
    client: Client | None = None,
) -> Reading:
    """Read the entries of a source: an address, a file, a folder of posts, or its content itself.

    An address is fetched as `feedkit convert` does: robots.txt is asked, private networks are not, requests
    to one host are a second apart. A `feedkit.Client` of one's own says otherwise, and keeps what it has
    fetched. Content is what `feedkit.parse` takes.

    Args:
        source: an http(s) address; the path of a file or folder, as a Path or as text that names one that
            exists; or the content of a page, as text, bytes or a Beautiful Soup tree.
        url: the absolute address of the page, for a source that is not fetched.
        format: one of `feedkit.parsers.FORMATS`; by default it is recognised.
        timezone: the IANA name of the zone that dates without one are in.
        now: the aware time that "3 days ago" is counted from; by default, for an address, the time at
            which it is fetched. Without it such dates are not read.
        recipe: where entries and fields are, for a page that would be read wrongly.
        like: titles, or parts of them, and links of entries that the list must have.
        previous: the feed as it was published last time, whose entries tell the page's list from others.
        trusted: whether contents are the caller's own. They keep frames, classes, ids, styles, SVG and
            MathML, and lose only what runs scripts; see docs/trusted-content.md.
        embeds: hosts, such as "youtube.com", whose players may stay in anybody's content; "default" stands
            for those of a short list.
        pages: how many pages are read in all: the first, and those with older entries that it links to.
        full: read each entry's own page for its full text, and for what the list lacks of it (needs the
            extra "full").
        full_text: CSS or XPath that finds the full text on those pages.
        full_text_remove: CSS or XPath of what is no part of the text there, such as ".share, .ad".
        native: read the page's own feed in its place, where it has one.
        render: have a browser show the page (needs the extra "browser" and Chromium); "auto" only where it
            has no list as it is sent, or says that it needs scripts.
        request: what is sent with each request, by the keys of feedkit.toml: `{"token": "env:TOKEN"}`.
        client: what fetches.

    Returns:
        A Reading: `.feed` is what the source says, unfinished; `.problems` what of it could not be used.

    Raises:
        FetchError: the address cannot be fetched.
        NoEntriesError: the page lists no entries, or none that is `like` what is wanted.
        RecipeError: the recipe is malformed or does not fit the page.
        ParseError: the source is empty, binary, or of an unknown kind.
        ModuleNotFoundError: an extra that is needed is not installed.
        OSError: a file cannot be opened.
        ValueError: an argument has no meaning.
    """
    must_be_aware("now", now)
    if pages < 1:
        raise ValueError(f"wanted at least 1 page, found {pages}")
    name = source_name(source)
    if name is None:
        _check_content(source)
        return pipeline.read(
            source,
            url=url,
            format=format,
            timezone=timezone,
            now=now,
            recipe=recipe,
            like=like,
            previous=previous,
            trusted=trusted,
            embeds=embeds,
        )
    checked_like(like, recipe)
    fetched, zone = is_address(name), checked_zone(timezone)
    notes: list[str] = []
    asking = _Asking(name if fetched else "", request, client, pages=pages, zone=timezone)
    reader = Reader(
        fetch=asking.rendered if render is True else asking.fetched,
        fetch_article=asking.fetched,
        render=asking.rendered if render == "auto" else None,
        render_hint='pass render="auto" to have a browser show it',
        report=lambda message: notes.append(message.removeprefix(f"{name}: ")),
        url=page_address(url),
        format=format,
        zone=zone,
        now=now or (datetime.now(UTC).replace(microsecond=0) if fetched else None),
        recipe=None if recipe is None else checked_recipe(recipe),
        like=tuple(like),
        native=native,
        pages=pages,
        full=full,
        full_text=full_text,
        full_text_remove=full_text_remove,
        previous=previous,
        like_hint=lambda title: f"like=[{title!r}]",
        url_hint="pass url",
    )
    try:
        with content_policy(trusted=trusted, embeds=embeds):
            reading = reader.read(name)
    finally:
        asking.close()
    found = tuple(Problem(rule="source", message=note) for note in notes)
    return replace(reading, problems=(*found, *reading.problems))


async def aread(source: Content, **options: Unpack[ReadOptions]) -> Reading:
    """Read a source in a thread of its own, as `read` does; see there for what is raised.

    Args:
        source: an address, a path or content.
        **options: those of `read`.
    """
    import asyncio  # most who import feedkit do without

    return await asyncio.to_thread(read, source, **options)


def read_all(
    sources: str | Path | Iterable[str | Path], **options: Unpack[ReadOptions]
) -> dict[str, Reading | FeedkitError]:
    """Read several sources; one that fails does not stop the others.

    Args:
        sources: addresses and paths, each read once. One that ends in ".opml" stands for the feeds it lists.
        **options: those of `read`. Without a `client` all are fetched by one, a page of a host at a time.

    Returns:
        For each source, by its name and in order, its Reading, or the error for which it has none.
    """
    names = [str(sources)] if isinstance(sources, str | Path) else [str(source) for source in sources]
    if given := options.get("client"):
        return _read_each(names, given, options)
    with _client() as client:
        return _read_each(names, client, {**options, "client": client})


def _read_each(
    names: Sequence[str], client: Client, options: ReadOptions
) -> dict[str, Reading | FeedkitError]:
    found: dict[str, Reading | FeedkitError] = {}
    for name in names:
        try:
            listed = _expanded(name, client)
        except (FeedkitError, OSError) as error:
            found[name] = error if isinstance(error, FeedkitError) else ParseError(str(error))
            continue
        for one in listed:
            if one not in found:
                found[one] = _read_or_error(one, options)
    return found


def fetch(url: str, *, request: Settings | None = None, client: Client | None = None) -> Page:
    """Fetch a page as `read` does.

    Args:
        url: an absolute http(s) address.
        request: what is sent, by the keys of feedkit.toml.
        client: what fetches; see `read`.

    Returns:
        A Page: `.url` after redirects, `.content` as text or bytes, for `parse(page.content, url=page.url)`.

    Raises:
        FetchError: it cannot be fetched; the message says why, and what can be tried.
        ValueError: `request` is malformed, or names a variable that is not set.
    """
    asking = _Asking(url, request, client)
    try:
        return asking.fetched(url)
    finally:
        asking.close()


def source_name(source: object) -> str | None:
    """Return the name of a source that is an address or a path; None for content."""
    if isinstance(source, Path):
        return str(source)
    if not isinstance(source, str):
        return None
    return source.strip() if is_alone(source) else None


def _check_content(source: Content) -> None:
    """Refuse a text that is like the name of a source, and names none.

    Raises:
        ParseError: it is.
    """
    name = source.strip() if isinstance(source, str) else ""
    if len(name) <= MAX_NAME_LENGTH and LIKE_NAME.fullmatch(name):
        raise ParseError(
            f"wanted an address, an existing file or folder, or content, found {name!r}: there is no such "
            "file, and an address begins with https://"
        )


class _Asking:
    """How the pages of one source are asked for, by a client of its own where none is given."""

    def __init__(
        self, url: str, request: Settings | None, client: Client | None, *, pages: int = 1, zone: str = "UTC"
    ) -> None:
        settings = request if isinstance(request, RequestSettings) else RequestSettings(**(request or {}))
        self._request = settings.request(url, os.environ)
        self._languages = settings.accept_language
        self._client = client
        self._own: Client | None = None
        self._pages, self._zone, self._url = pages, zone, url

    def fetched(self, url: str) -> Page:
        """Fetch a page."""
        return self._used().fetch(url, request=self._request)

    def rendered(self, url: str) -> Page:
        """Fetch a page, and have a browser show it."""
        from feedkit.sources.rendered_pages import rendering

        pages = self._pages if url == self._url else 1  # further pages have their own entries
        shown = rendering(pages=pages, time_zone=self._zone, accept_language=self._languages)
        return self._used().fetch(url, request=self._request, rendering=shown)

    def close(self) -> None:
        """Close what was made for this source alone."""
        if self._own:
            self._own.close()

    def _used(self) -> Client:
        if self._client is None:
            self._client = self._own = _client()
        return self._client


def _client() -> Client:
    from feedkit.fetching import Client  # it loads the HTTP client

    return Client()


def _expanded(name: str, client: Client) -> list[str]:
    notes: list[str] = []
    return Reader(fetch=client.fetch, report=notes.append).expand(name)


def _read_or_error(name: str, options: ReadOptions) -> Reading | FeedkitError:
    try:
        return read(name if is_address(name) else Path(name), **options)
    except FeedkitError as error:
        return error
    except OSError as error:
        return ParseError(f"{name}: {error.strerror or error}")
