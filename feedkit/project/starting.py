"""The first `feedkit.toml`: each source is read once, and gets a [[feeds]] block with how it will be built.

source ──look──▶ Look ──block──▶ TOML;   all of them ──added──▶ the whole file, read back before it is written
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from feedkit.errors import ConfigError, FeedkitError, NoEntriesError, RecipeError
from feedkit.model import Entry, Feed
from feedkit.parsers.reading import MIN_SURE_CONFIDENCE, Reading
from feedkit.project.config import Config, parse_config
from feedkit.sources.reader import Reader, SourceContent, is_address
from feedkit.values.plain_text import clean_line
from feedkit.values.request_settings import RequestSettings
from feedkit.values.toml_text import toml
from feedkit.values.urls import split_url

if TYPE_CHECKING:
    from feedkit.fetching import Page

MAX_NAME_LENGTH = 40  # characters
PLAIN_SETTINGS = RequestSettings()
LETTERS = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ı": "i"})
BEGINNING = """\
# The feeds that `feedkit build` makes. Lines that begin with # are comments; remove the # to use them.
# Paths are relative to the folder of this file.

output = "public"  # the folder that the feeds are written to
# base_url = "https://example.org/feeds/"  # where that folder is published, for the feeds' own addresses
# contact = "you@example.org"  # how the owners of the pages can reach you
{private}
[defaults]  # for all feeds; a feed's own keys take precedence
# stale_after = "90 days"  # fail when a feed's newest entry is older: its page may have moved
"""
PRIVATE = "allow_private = true  # sources may be on this machine and in private networks\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at a source has shown.

    source:    as it is written: an address, or a path from the configuration's folder
    login:     whether it was named with a login, which is not written
    requests:  how it is asked for
    page:      what the source itself lists
    own:       what the page's own feed holds
    page_url:  the address of the page, where the source is none
    timezone:  the zone of dates that name none, where it is not the default
    draft:     a recipe, where it is not sure what the page lists
    failure:   why nothing can be read
    """

    source: str
    login: bool = False
    requests: RequestSettings = PLAIN_SETTINGS
    page: Reading | None = None
    own: Reading | None = None
    page_url: str | None = None
    timezone: str | None = None
    draft: str = ""
    failure: str = ""

    @property
    def native(self) -> bool:
        """Whether the page's own feed is the better source."""
        return self.own is not None and (self.page is None or _keeps_up(self.own.feed, self.page.feed))

    @property
    def taken(self) -> Reading | None:
        """What a build takes."""
        return self.own if self.native else self.page

    @property
    def title(self) -> str | None:
        """That of the feed."""
        return clean_line(self.taken.feed.title) if self.taken else None

    @property
    def unsure(self) -> bool:
        """Whether it is doubtful that what is taken are the entries."""
        return self.taken is not None and _is_unsure(self.taken)

    def fault(self, config: Config) -> str:
        """Why a build would fail; "" where it would not."""
        sure = self.taken.confidence if self.taken else None
        least = config.defaults.min_confidence
        if sure is None or sure >= least:
            return self.failure
        return f"a build needs a confidence of at least {least:.2f}, found {sure:.2f}"

    def notes(self) -> Iterator[str]:
        """What a person should know of the source, a sentence each."""
        reading = self.taken
        if reading is None:
            return
        feed = reading.feed
        yield _summary(reading)
        if self.unsure:
            grounds = "; ".join(reading.reasons)
            yield f"these may not be the entries: {grounds}: check with feedkit inspect"
        if not _dates(feed):
            yield "no entry has a date: each gets the time at which a build first sees it"
        if problems := len(reading.problems):
            yield f"{problems} {'problem' if problems == 1 else 'problems'}: see feedkit inspect"
        if self.own is not None:
            yield self._note_on_own_feed(self.own)
        elif reading.feeds:
            yield f"the page has a feed of its own, which cannot be read: {reading.feeds[0]}"

    def _note_on_own_feed(self, own: Reading) -> str:
        if self.page is None:
            return "the page lists no entries, but has a feed of its own, which is taken"
        if self.native:
            return f"this is the page's own feed, which is taken; the page shows {_summary(self.page)}"
        return f"the page has a feed of its own, not taken as its entries are others: {_summary(own)}"


def _is_unsure(reading: Reading) -> bool:
    return reading.confidence is not None and reading.confidence < MIN_SURE_CONFIDENCE


def _summary(reading: Reading) -> str:
    feed = reading.feed
    count = "1 entry" if len(feed.entries) == 1 else f"{len(feed.entries)} entries"
    newest = max(_dates(feed), default=None)
    sure = f"; confidence {reading.confidence:.2f}" if reading.confidence is not None else ""
    return f"{count}{f', the newest of {newest:%Y-%m-%d}' if newest else ''}{sure}"


def _dates(feed: Feed) -> list[datetime]:
    return [date for entry in feed.entries if (date := entry.published or entry.updated)]


def _keeps_up(own: Feed, page: Feed) -> bool:
    """Return whether a feed has the newest entry of its page, and half of the others or room for fewer.

    A feed of the whole site, of comments, or one that has been given up, does not.
    """
    here, there = ({_address_key(entry) for entry in feed.entries if entry.url} for feed in (page, own))
    newest = max(_dates(page), default=None)
    first = next(entry for entry in page.entries if newest in (entry.published or entry.updated, None))
    return _address_key(first) in there and 2 * len(here & there) >= min(len(here), len(there))


def _address_key(entry: Entry) -> str:
    """The address of an entry without what feeds like to add for statistics."""
    parts = split_url(entry.url or "")
    query = "&".join(one for one in parts.query.split("&") if not one.startswith("utm_"))
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{query}"


# --- looking ---


def look(source: str, written: str, reader: Reader, timezone: str | None = None) -> Look:
    """Look at a source as a build will.

    Args:
        source: a file, a folder or an http(s) address.
        written: the same as the configuration names it; an address that has moved is written as the new one.
        reader: what reads it.
        timezone: what the configuration is to say of it.

    Raises:
        FeedkitError, OSError: as `Reader.read`.
    """
    pages: list[Page] = []

    def fetch(url: str) -> Page:
        pages.append(reader.fetch(url))
        return pages[-1]

    content = replace(reader, fetch=fetch).content(source)
    moved = pages[0].moved_to if pages else None
    found = Look(source=moved or _usable(written), page_url=reader.url, timezone=timezone)
    try:
        page = reader.read_content(source, content)
    except NoEntriesError as error:
        return replace(found, own=_only_own(source, content, reader, error))
    own = _own(source, content, reader) if page.feeds else None
    return replace(found, page=page, own=own, draft=_draft(content, reader) if _is_unsure(page) else "")


def _usable(written: str) -> str:
    try:
        written.encode()
    except UnicodeEncodeError as error:
        raise ConfigError("its name is not valid UTF-8, which a feedkit.toml must be: rename it") from error
    return written


def _own(source: str, content: SourceContent, reader: Reader) -> Reading | None:
    """Return what the page's own feed holds; None where it cannot be read."""
    reading = replace(reader, native=True, report=_ignored).read_content(source, content)
    return reading if reading.format == "feed" else None


def _only_own(source: str, content: SourceContent, reader: Reader, error: NoEntriesError) -> Reading:
    """The same, for a page that lists nothing itself."""
    try:
        return replace(reader, native=True, report=_ignored).read_content(source, content)
    except FeedkitError:
        raise error from None


def _ignored(message: str) -> None:
    """Ignore a message, where it is no news that a page's own feed cannot be read."""


def _draft(content: SourceContent, reader: Reader) -> str:
    try:
        return reader.draft_content(content)
    except RecipeError:  # no selector finds such entries
        return ""


# --- the file ---


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
        lines += _request_lines(found.requests)
    if found.login and not (found.requests.login or found.requests.token):
        lines.append(f"login = {toml(f'env:{_variable(name)}')}  # this environment variable: user:password")
    lines += [f"{key} = {toml(value)}" for key in ("page_url", "timezone") if (value := getattr(found, key))]
    lines += _choices(found, config)
    return "".join(f"# {one}\n" if fault else f"{one}\n" for one in lines)


def _request_lines(settings: RequestSettings) -> Iterator[str]:
    """Lines that say how a source is asked for."""
    for one in fields(settings):
        value = getattr(settings, one.name)
        if value not in (None, {}, ()):
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


def _variable(name: str) -> str:
    """Return the environment variable that holds the login of a feed: BLOG_LOGIN."""
    return re.sub(r"\W+", "_", f"{name}_login", flags=re.A).upper().lstrip("0123456789") or "LOGIN"


def _choices(found: Look, config: Config) -> Iterator[str]:
    """Lines that a person may want to take, or to take away."""
    reading = found.taken
    if reading is None:
        return
    if found.title:
        yield f"# title = {toml(found.title)}"
    if _lacks_address(found, reading):
        yield '# page_url = "https://example.org/blog/"  # the address of the page, for its links'
    if reading.browser:
        yield "render = true  # a browser shows the page, which its scripts make"
    if found.native:
        yield "native = true  # the page's own feed is read; without this line, the page itself"
    elif found.own:
        yield "native = false" if config.defaults.native else "# native = true"
    if reading.older() and config.defaults.pages == 1:
        yield "# pages = 3  # older entries are on further pages: read so many, including the first"
    yield from _recipe(found)


def _lacks_address(found: Look, reading: Reading) -> bool:
    unlinked = any(entry.url is None for entry in reading.feed.entries)
    return unlinked and found.page_url is None and not is_address(found.source) and not reading.feed.url


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
    private = PRIVATE if config.allow_private else ""
    text = BEGINNING.format(private=private) if before is None else before
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
