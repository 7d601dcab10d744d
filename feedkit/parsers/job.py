"""One source to be read, and all that the caller specifies for it: what every parser takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

from feedkit.errors import ParseError, Problem, mismatch
from feedkit.model import Feed
from feedkit.parsers.known_entries import KnownEntries, known_entries
from feedkit.recipes import Recipe, checked_recipe
from feedkit.values.decoding import source_text
from feedkit.values.json_wrapping import unwrapped
from feedkit.values.logins import page_address
from feedkit.values.urls import file_name
from feedkit.values.zones import checked_zone, must_be_aware

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from typing_extensions import TypeIs

Content: TypeAlias = "str | bytes | BeautifulSoup | Path"
SourceFormat: TypeAlias = Literal[
    "changelog", "csv", "feed", "html", "json", "jsonl", "post", "sitemap", "text", "toml", "yaml"
]

MAX_HEAD_LENGTH = 65536  # characters of a source that its format is recognised from
XML_PROLOGUE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[[^\]]*\]\s*)?>", re.S | re.I)
FEED_START = re.compile(
    r"<\?xml\s[^<>]*\?>\s*(?:<\?[^<>]*\?>\s*|<!--(?:(?!-->).){0,2000}-->\s*)*<(?:rss|rdf:RDF|feed)[\s>]"
    r"|<(?:rss\s[^<>]{0,999}version|feed\s[^<>]{0,999}xmlns)=",
    re.S,
)
FEED_END = re.compile(r"</(?:rss|rdf:RDF|feed)\s*>\s*(?:<!--(?:(?!-->).)*-->\s*)*\Z", re.S)
NO_WARNING = re.compile(
    r"[\[{]|---|\+\+\+|<(?:\?|!|html|head|body|rss|rdf:RDF|feed)", re.I
)  # begins a document
ADDRESS = re.compile(r"https?://[^\s<>]{1,8000}", re.I)
NO_NAME = re.compile(r"[\n\r<>{}\[\]\x00]")  # in the name of a source
MAX_NAME_LENGTH = 1000  # characters
MAX_TAIL_LENGTH = 2000  # characters in which a feed ends
MAX_QUOTED_LENGTH = 60  # characters of what stands before a feed
ROOT = re.compile(r"<([A-Za-z][\w:-]*)")
NO_ROWS = "recipe.map: wanted data, found the format {}, which has no names; recipe.entry is for pages"
UTC = ZoneInfo("UTC")


@dataclass(frozen=True, kw_only=True)
class Job:
    """One source, and how it is to be read. `job_of` makes one from the arguments of a caller.

    content: the text of the source; "" for a folder
    path:    the folder, where the source is one
    name:    the name of the file, whose suffix may show the format; "" where there is none
    url:     the absolute address that relative links are resolved against
    format:  the format that the caller names; None where it is to be recognised
    zone:    the zone of dates that name none
    now:     the aware time, in `zone`, that "3 days ago" is counted from; without it, such dates are not read
    recipe:  how the caller wants entries and fields to be found
    like:    titles, or parts of them, and links of entries that the list must have
    previous: the feed as it was published last time, whose entries tell its list from others
    problems: those of its encoding
    """

    content: str = ""
    path: Path | None = None
    name: str = ""
    url: str | None = None
    format: str | None = None
    zone: ZoneInfo = UTC
    now: datetime | None = None
    recipe: Recipe | None = None
    like: Sequence[str] = ()
    previous: Feed | None = None
    problems: tuple[Problem, ...] = ()

    @cached_property
    def known(self) -> KnownEntries | None:
        """What the entries of the previous feed are recognised by; None without any."""
        return known_entries(self.previous)

    @cached_property
    def head(self) -> str:
        """The beginning of the text, which its format is recognised from."""
        return self.content[:MAX_HEAD_LENGTH].lstrip("\ufeff \t\r\n")

    @cached_property
    def suffix(self) -> str:
        """The part of the name behind its last dot, in lower case; "" without a dot."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""

    @cached_property
    def root(self) -> str:
        """The name of the element that the text begins with, without its prefix; "" where there is none."""
        position = 0
        while prologue := XML_PROLOGUE.match(self.head, position):
            position = prologue.end()
        root = ROOT.match(self.head, position)
        return root.group(1).rpartition(":")[2] if root else ""


def job_of(
    source: Content,
    *,
    url: str | None = None,
    format: str | None = None,
    timezone: str = "UTC",
    now: datetime | None = None,
    recipe: Recipe | Mapping[str, Any] | None = None,
    like: Sequence[str] = (),
    previous: Feed | None = None,
    name: str = "",
    problems: tuple[Problem, ...] = (),
) -> Job:
    """Return the job of reading a source; see `feedkit.parse` for the arguments.

    `name` is that of the file, where the caller has read its content already, and `problems` are those that
    this had.

    Raises:
        ParseError: the source is empty, too large or binary.
        RecipeError: the recipe is malformed.
        ValueError: `timezone`, `url` or `like` has no meaning, or `now` is naive.
    """
    checked_like(like, recipe)
    must_be_aware("now", now)
    _check_source(source)
    content, path, known = "", None, format
    if _is_soup(source):
        content, known = source.decode(), "html"
    elif isinstance(source, Path) and source.is_dir():
        path = source
    else:
        decoded = source_text(source.read_bytes() if isinstance(source, Path) else source)
        content, problems = decoded.text, (*problems, *decoded.problems)
    content, problems = _from_feed_on(unwrapped(content), problems)
    if isinstance(source, Path):
        name = name or source.name
    zone = checked_zone(timezone)
    return Job(
        content=content,
        path=path,
        name=name or file_name(url),
        url=page_address(url),
        format=known,
        zone=zone,
        now=now if now is None else now.astimezone(zone),
        recipe=None if recipe is None else checked_recipe(recipe),
        like=like,
        previous=previous,
        problems=problems,
    )


def _check_source(source: Content) -> None:
    """Refuse what is no content, and names of sources: a text that is an address, or a file's name.

    Raises:
        ParseError: it is such a name.
        TypeError: it is no source at all.
    """
    if isinstance(source, str):
        if is_alone(source):
            raise ParseError(f"wanted the content of a page, found {_named(source.strip())}")
    elif not isinstance(source, bytes | Path) and not _is_soup(source):
        wanted = "wanted a page as text, bytes, a pathlib.Path or a Beautiful Soup tree"
        if hasattr(source, "read"):
            raise TypeError(f"{wanted}, found an open file: pass what its read() returns")
        raise TypeError(f"{wanted}, found {type(source).__name__}")


def _named(name: str) -> str:
    """Return what a name of a source is, and what reads it."""
    if ADDRESS.fullmatch(name):
        return f"an address, {name!r}: feedkit.read fetches it, feedkit.fetch returns its page"
    return f"the name of a file, {name!r}: feedkit.read and pathlib.Path take names"


def is_alone(text: str) -> bool:
    """Return whether a text is nothing but an http(s) address, or the name of a file or folder."""
    name = text.strip()
    if ADDRESS.fullmatch(name):
        return True
    if not 0 < len(name) <= MAX_NAME_LENGTH or NO_NAME.search(name):
        return False
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def _from_feed_on(content: str, problems: tuple[Problem, ...]) -> tuple[str, tuple[Problem, ...]]:
    """Return a feed without what a server has written before it by mistake, as PHP does its warnings."""
    ends = FEED_END.search(content[-MAX_TAIL_LENGTH:])  # few sources do, so this is asked first
    start = FEED_START.search(content, 0, MAX_HEAD_LENGTH) if ends else None
    before = content[: start.start()].strip("\ufeff \t\r\n") if start else ""
    if start is None or not before or NO_WARNING.match(before):
        return content, problems
    found = repr(" ".join(before.split())[:MAX_QUOTED_LENGTH])
    problem = mismatch("text-before-feed", "nothing before the feed", found, "line 1")
    return content[start.start() :], (*problems, problem)


def _is_soup(source: Content) -> TypeIs[BeautifulSoup]:
    """Return whether a source is a tree of Beautiful Soup's, which is not loaded to know that."""
    if isinstance(source, str | bytes | Path):
        return False
    from bs4 import BeautifulSoup

    return isinstance(source, BeautifulSoup)


def checked_like(like: Sequence[str], recipe: object = None) -> Sequence[str]:
    """Return `like`, if it is a sequence of titles or links.

    Raises:
        TypeError: it is one string.
        ValueError: one of them is blank, and so a part of every title; or there is a recipe too.
    """
    if isinstance(like, str):
        raise TypeError(f"like must be a sequence of strings, such as [{like!r}], not a string")
    if not all(one.strip() for one in like):
        raise ValueError("like must be a part of a title, or a link, and is blank")
    if like and recipe is not None:
        raise ValueError("like steers a search, and recipe leaves nothing to search: pass one of the two")
    return like
