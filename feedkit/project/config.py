"""`feedkit.toml`: many feeds, what they have in common, and where they go."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal
from urllib.parse import quote

import msgspec
from msgspec import Meta, Struct

from feedkit import config_errors
from feedkit.errors import ConfigError, RecipeError
from feedkit.formats import DEFAULTS, FORMATS, FormatName
from feedkit.parsers import FORMATS as READ
from feedkit.project.config_synonyms import ALSO_CALLED
from feedkit.project.config_values import check_file, check_text, checked
from feedkit.recipes import Recipe, check_selector, checked_recipe, read_recipe
from feedkit.renamed import with_new_keys
from feedkit.sources.reader import is_address
from feedkit.values.content_policy import checked_embeds
from feedkit.values.language_tags import checked_language
from feedkit.values.logins import has_login, without_login
from feedkit.values.moments import read_moment, read_span
from feedkit.values.request_settings import RequestSettings
from feedkit.values.syndication_terms import checked_stylesheet
from feedkit.values.urls import checked_url
from feedkit.values.zones import checked_zone

NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,99}")
OWN_FILES = {  # of a build, at the top of the output folder
    "index.html": "the list of feeds",
    "feeds.opml": "the list of feeds",
    "report.json": "the report",
}

Share = Annotated[float, Meta(ge=0, le=1)]
Count = Annotated[int, Meta(ge=1)]
Seconds = Annotated[float, Meta(gt=0, le=3600)]
Texts = tuple[str, ...]


class Shared(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What may stand in `[defaults]`, for all feeds, and at each feed.

    Args:
        to: the formats that are written: "atom", "rss" and "json", all three by default.
        timezone: the IANA name of the zone of dates that name none; UTC by default.
        limit: how many of a source's entries are taken, the newest; all by default.
        keep: how many entries a feed may have with those that have left the page; 100 by default, and 0 keeps
            none.
        since: only entries from this day, or time, on: "2026-01-31", "7 days", "3 months".
        match: conditions of which an entry must meet one: a text in any field ("rust") or in one
            ("title:rust"), all of a field ("tags=Release"), a regular expression ("title~^v[0-9]", "~rust").
            Of a list of conditions in place of one, all must be met.
        not_match: conditions, written as for `match`, of which an entry must meet none.
        pages: how many pages of older entries are followed, with the first; 1 by default.
        full: whether the entries' own pages are read for their full texts, and for dates and authors that the
            list lacks. It needs the extra `full`.
        full_text: CSS or XPath that finds the text on those pages; with it, they are read in any case.
        full_text_remove: CSS or XPath of what is no part of the text there, such as ".share, .ad".
        trusted: whether contents are your own: they keep frames, classes, ids, styles, SVG and MathML, and
            lose only what runs scripts.
        embeds: hosts whose players may stay in anybody's contents, such as "youtube.com"; "default" stands
            for those of a short list.
        stylesheet: how a browser shows Atom and RSS: address of CSS or, ending in .xsl, of XSLT; or "none".
            By default a style of our own, in the feed itself.
        native: whether the entries of the page's own feed are taken, where it has one.
        render: whether a browser shows the page before it is read: true, false, or "auto", which is where the
            page as sent has no list, or says that it needs scripts. It needs the extra `browser` and an
            installed Chromium.
        stale_after: the feed fails when its newest entry is older, such as "30 days"; never by default.
        max_drop: the feed fails when its page has lost a larger share of its entries since last time; 0.5 by
            default.
        min_confidence: the feed fails when the confidence that these are the page's entries is lower; 0.3 by
            default.
        strict: whether the feed fails when anything in its source cannot be used.
        fetch_timeout: seconds for fetching all that a feed is made of, with all tries, or for its command;
            120 by default. Waiting while other pages are fetched from the same host does not count.
        read_timeout: seconds for reading that, and for making the feed; 60 by default.
        page_timeout: seconds for one page in one try; 20 by default.
        user_agent: what is sent as the name of the program, instead of feedkit's own with the contact.
        accept_language: the languages that pages are wanted in, such as "de, en;q=0.5".
        proxy: address of an HTTP or SOCKS proxy, or "env:NAME" for one with a login.
        headers: further headers for the source's own origin only; those of a feed are added to the defaults.
            A value may be "env:NAME", the environment variable that holds it, at a feed.
    """

    to: tuple[FormatName, ...] = DEFAULTS
    timezone: str = "UTC"
    limit: Count | None = None
    keep: Annotated[int, Meta(ge=0)] = 100
    since: str | None = None
    match: tuple[str | Texts, ...] = ()
    not_match: tuple[str | Texts, ...] = ()
    pages: Count = 1
    full: bool = False
    full_text: Annotated[str, Meta(min_length=1)] | None = None
    full_text_remove: Annotated[str, Meta(min_length=1)] | None = None
    trusted: bool = False
    embeds: Texts = ()
    stylesheet: str | None = None
    native: bool = False
    render: bool | Literal["auto"] = False
    stale_after: str | None = None
    max_drop: Share = 0.5
    min_confidence: Share = 0.3
    strict: bool = False
    fetch_timeout: Seconds = 120.0
    read_timeout: Seconds = 60.0
    page_timeout: Seconds | None = None
    user_agent: str | None = None
    accept_language: str | None = None
    proxy: str | None = None
    headers: dict[str, str] = {}


class FeedConfig(Shared, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One feed: where its entries are from, and how they are read.

    Args:
        name: the name of the feed in messages, and of its folder below the output: letters, digits, dots,
            hyphens and underscores.
        source: an http(s) address, or a file or folder beside the configuration.
        login: "env:NAME", the environment variable that holds user:password, for the source's host only.
        token: "env:NAME", the variable that holds a bearer token, for the source's host only.
        cookies: names and values, which may be "env:NAME", for the source's host only.
        query: parameters that are added to the source's address, and to others of its host; values may be
            "env:NAME". They are in no message and no feed.
        post_form: fields of a form that is sent to the source by POST; values may be "env:NAME".
        post_json: data that is sent to the source by POST as JSON, or the JSON as text; texts in it may be
            "env:NAME".
        command: instead of a source, a program with its arguments whose output is read.
        url: the address of the page, where the source is no address.
        title: the title of the feed, instead of the page's own.
        language: the language of the feed, a tag such as "de" (BCP 47), instead of the page's own.
        format: the format of the source; by default it is recognised.
        recipe: where entries and fields are, for a page that would be read wrongly: a table, or the name of a
            file beside the configuration.
        map: where fields are in data, as the `map` of a recipe says it, and added to that.
        like: parts of titles, or links, of entries, to find the list that has them.
        files: names of files by format, instead of NAME/atom.xml, NAME/rss.xml and NAME/feed.json.
    """

    name: str
    source: str | None = None
    login: str | None = None
    token: str | None = None
    cookies: dict[str, str] = {}
    query: dict[str, str | Texts] = {}
    post_form: dict[str, str | Texts] | None = None
    post_json: dict[str, Any] | tuple[Any, ...] | str | None = None
    command: Annotated[Texts, Meta(min_length=1)] | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    format: Annotated[str, Meta(extra_json_schema={"enum": list(READ)})] | None = None
    recipe: str | dict[str, Any] | None = None
    map: dict[str, Any] | None = None
    like: Texts = ()
    files: dict[FormatName, str] = {}

    @property
    def origin(self) -> str:
        """Where its entries are from, for people: the source without a login, or the program."""
        return without_login(self.source) if self.source else (self.command or ("",))[0]

    def file(self, format: FormatName) -> str:
        """The file of a format, below the output folder, with `/` between its parts."""
        named: str | None = self.files.get(format)
        return named or f"{self.name}/{FORMATS[format].file_name}"


class Config(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """All of `feedkit.toml`.

    Args:
        feeds: a table [[feeds]] for each feed, in the order that they are listed in.
        output: the folder for feeds, index.html, feeds.opml and report.json, beside the configuration.
        base_url: the address that the output folder is published at, with a slash at its end. Without it the
            feeds do not say where they are published, and a build begins from the files in the folder alone.
        title: the title of index.html and feeds.opml.
        contact: an address, of the web or of e-mail, that sites can reach the maker of the feeds at.
        delay: seconds between two requests to one host, up to 60.
        robots: whether robots.txt is obeyed.
        cache: the folder of the HTTP cache, beside the configuration.
        allow_private: whether sources may be on this machine and in private networks.
        browser: the path of the Chromium that shows pages; one that is installed is found without.
        defaults: a table [defaults] of what all feeds have in common; a feed may say otherwise.
    """

    feeds: tuple[FeedConfig, ...]
    output: str = "public"
    base_url: str | None = None
    title: str = "Feeds"
    contact: str | None = None
    delay: Annotated[float, Meta(ge=0, le=60)] = 1.0
    robots: bool = True
    cache: str = ".feedkit-cache"
    allow_private: bool = False
    browser: str | None = None
    defaults: Shared = Shared()

    def address(self, feed: FeedConfig, format: FormatName) -> str | None:
        """Where a file of a feed is published."""
        return f"{self.base_url}{quote(feed.file(format))}" if self.base_url else None


def read_config(path: Path, *, report: Callable[[str], None] | None = None) -> Config:
    """Read and check a configuration; `report` receives a word for each name that was changed.

    Raises:
        ConfigError: as `parse_config`, or it is not in UTF-8.
        OSError: it cannot be read.
    """
    try:
        return parse_config(path.read_text("utf-8"), report=report)
    except UnicodeDecodeError as error:
        raise ConfigError(f"not TOML: {error}") from error


def parse_config(text: str, *, report: Callable[[str], None] | None = None) -> Config:
    """Check a configuration, the text of a `feedkit.toml`; see `read_config`.

    Raises:
        ConfigError: it is no TOML, a key is unknown, a value of the wrong kind, a file not there; the message
            says where, and what was wanted.
    """
    try:
        config = _decoded(with_new_keys(tomllib.loads(text), report or (lambda word: None)))
    except (ValueError, RecursionError) as error:  # ValueError: also a number of thousands of digits
        raise ConfigError(f"not TOML: {error}") from error
    for number, feed in enumerate(config.feeds):
        _check_feed(feed, f"feeds[{number}]")
    _check_distinct(config)
    if config.base_url is not None:
        checked(checked_url, config.base_url, "base_url")
        if has_login(config.base_url):
            raise ConfigError("base_url: wanted an address without a login, as it is published, found one")
        if not config.base_url.endswith("/"):
            raise ConfigError(
                f"base_url: wanted the address of a folder, ending in a slash, found {config.base_url!r}"
            )
    return config


def _decoded(given: Mapping[str, Any]) -> Config:
    """The configuration with the defaults at each feed."""
    _check_keys(given, Config, "")
    check_text(given, "")
    defaults, feeds = given.get("defaults", {}), given.get("feeds")
    if not isinstance(feeds, list) or not feeds:
        raise ConfigError("feeds: wanted one [[feeds]] or more, each with name and source, found none")
    if isinstance(defaults, Mapping):
        _check_keys(defaults, Shared, "defaults")
        _check_render(defaults, "defaults")
        defaults = _spelled(defaults)
    _check_shared_headers(_convert(defaults, Shared, "defaults"))
    made = []
    for number, feed in enumerate(feeds):
        key = f"feeds[{number}]"
        if isinstance(feed, Mapping):
            _check_keys(feed, FeedConfig, key)
            _check_render(feed, key)
            feed = _spelled(_with_defaults(defaults, feed))
        made.append(_convert(feed, FeedConfig, key))
    rest = _convert({**given, "defaults": defaults, "feeds": []}, Config, "")
    config: Config = msgspec.structs.replace(rest, feeds=tuple(made))
    return config


def _with_defaults(defaults: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of a feed over the defaults; of headers, those of both."""
    shared, own = defaults.get("headers"), feed.get("headers")
    if isinstance(shared, Mapping) and isinstance(own, Mapping):
        return {**defaults, **feed, "headers": {**shared, **own}}
    return {**defaults, **feed}


def _spelled(given: Mapping[str, Any]) -> dict[str, Any]:
    """Dates of TOML's own as texts, which they may be written as too."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in given.items()}


def _check_keys(given: Mapping[str, Any], kind: type[Struct], key: str) -> None:
    if fault := config_errors.unknown_key(given, kind.__struct_fields__, key, ALSO_CALLED):
        raise ConfigError(fault)


def _check_render(given: Mapping[str, Any], key: str) -> None:
    value = given.get("render", False)
    if not isinstance(value, bool) and value != "auto":
        raise ConfigError(f'{key}.render: wanted true, false or "auto", found {value!r}')


def _convert(given: Any, kind: type[Any], key: str) -> Any:
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        raise ConfigError(config_errors.readable(str(error), key, FORMATS)) from error


def _check_feed(feed: FeedConfig, key: str) -> None:
    """Raise a ConfigError if the keys of one feed contradict each other, or a value is wrong."""
    if not NAME.fullmatch(feed.name):
        raise ConfigError(f"{key}.name: wanted letters, digits, dots and hyphens, found {feed.name!r}")
    key = f"{key} ({feed.name})"
    if feed.url is not None and feed.source is None and feed.command is None:
        raise ConfigError(
            f"{key}: wanted source, found only url, the address of the page that a file is from; "
            f'did you mean source = "{feed.url}"?'
        )
    if (feed.source is None) == (feed.command is None):
        raise ConfigError(
            f"{key}: wanted either source or command, found {'none' if feed.source is None else 'both'}"
        )
    if feed.source is not None and not feed.source.strip():
        raise ConfigError(f"{key}.source: wanted an address, file or folder, found an empty text")
    if feed.format is not None and feed.format not in READ:
        raise ConfigError(f"{key}.format: wanted one of {', '.join(READ)}, found {feed.format!r}")
    if not feed.to:
        raise ConfigError(f"{key}.to: wanted one of {', '.join(FORMATS)} or more, found none")
    _check_requests(feed, key)
    checked(checked_zone, feed.timezone, f"{key}.timezone")
    checked(checked_url, feed.url, f"{key}.url")
    checked(checked_language, feed.language, f"{key}.language")
    checked(read_span, feed.stale_after, f"{key}.stale_after")
    checked(read_moment, feed.since, f"{key}.since")
    checked(checked_embeds, feed.embeds, f"{key}.embeds")
    checked(checked_stylesheet, feed.stylesheet, f"{key}.stylesheet")
    for name in ("full_text", "full_text_remove"):
        if selector := getattr(feed, name):
            _check_selector(selector, f"{key}.{name}")
    for name in ("match", "not_match"):
        if given := getattr(feed, name):
            _check_conditions(given, f"{key}.{name}")
    for kind in feed.to:
        check_file(feed.file(kind), f"{key}.files.{kind}")
    if isinstance(feed.recipe, dict) or feed.map is not None:
        try:
            checked_recipe(_inline(feed))
        except RecipeError as error:
            raise ConfigError(f"{key}.{error}") from error


def _check_selector(selector: str, key: str) -> None:
    try:
        check_selector(selector, key)
    except RecipeError as error:
        raise ConfigError(str(error)) from error


def _check_conditions(given: Sequence[str | Texts], key: str) -> None:
    from feedkit.values.conditions import conditions  # few feeds have any

    checked(conditions, given, key)


def _check_requests(feed: FeedConfig, key: str) -> None:
    """Raise a ConfigError if what is sent with requests is malformed, or there are none."""
    settings = RequestSettings.of(feed)
    try:
        settings.check()
    except ValueError as error:
        raise ConfigError(f"{key}.{error}") from error
    private = [name for name in settings.private_names() if name != "headers"]  # which may be the defaults'
    if private and not is_address(feed.source or ""):
        raise ConfigError(
            f"{key}.{private[0]}: wanted a source that is an http(s) address, found another one"
        )


def _check_shared_headers(shared: Shared) -> None:
    """Raise a ConfigError if a secret would go to the hosts of all feeds."""
    for name, value in shared.headers.items():
        if value.startswith("env:"):
            raise ConfigError(
                f"defaults.headers.{name}: wanted it at each feed that it is for, as it is a secret that "
                "would go to the hosts of all feeds"
            )


def _check_distinct(config: Config) -> None:
    """Raise a ConfigError if two feeds would be one, or one file two."""
    files = dict(OWN_FILES)
    folders: dict[str, str] = {}
    names: set[str] = set()
    for number, feed in enumerate(config.feeds):
        if feed.name.casefold() in names:
            raise ConfigError(f"feeds[{number}].name: {feed.name!r} is already the name of another feed")
        names.add(feed.name.casefold())
        for kind in feed.to:
            key = f"feeds[{number}] ({feed.name}).{f'files.{kind}' if kind in feed.files else 'name'}"
            _check_free(PurePosixPath(feed.file(kind)), files, folders, key)
            path = PurePosixPath(feed.file(kind).casefold())
            files[str(path)] = feed.name
            folders.update({str(folder): feed.name for folder in path.parents})


def _check_free(path: PurePosixPath, files: Mapping[str, str], folders: Mapping[str, str], key: str) -> None:
    """Raise a ConfigError if a file of a feed, or a folder that it is in, is another file, or it a folder.

    Args:
        path: of the file, below the output folder.
        files: by path in lower case, as some file systems know no case, whose the files are so far.
        folders: the same of the folders that these are in.
        key: the key that the path is from.
    """
    for part in (path, *path.parents):
        if owner := files.get(str(part).casefold()):
            raise ConfigError(f"{key}: {str(part)!r} is already the file of {owner}")
    if owner := folders.get(str(path).casefold()):
        raise ConfigError(f"{key}: {str(path)!r} is already a folder of {owner}")


def recipe_of(feed: FeedConfig, folder: Path) -> Recipe | None:
    """The recipe that a feed has, inline or in a file of the configuration's folder.

    Raises:
        RecipeError: it is malformed, or not there.
    """
    if isinstance(feed.recipe, str):
        path = folder / feed.recipe
        try:
            recipe = read_recipe(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise RecipeError(f"recipe: {path}: {getattr(error, 'strerror', None) or error}") from error
        return msgspec.structs.replace(recipe, map={**(recipe.map or {}), **feed.map}) if feed.map else recipe
    inline = _inline(feed)
    return checked_recipe(inline) if inline else None


def _inline(feed: FeedConfig) -> dict[str, Any]:
    recipe = dict(feed.recipe) if isinstance(feed.recipe, dict) else {}
    return {**recipe, "map": {**recipe.get("map", {}), **feed.map}} if feed.map else recipe
