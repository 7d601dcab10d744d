"""Which parser reads a source? Recognised from the content, or named by the caller."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bs4 import BeautifulSoup

from feedkit.errors import NoEntriesError, ParseError, RecipeError
from feedkit.parsers.reading import Reading
from feedkit.parsers.sources import usable_text, usable_url

if TYPE_CHECKING:
    from feedkit.recipes import Recipe

FORMATS = ("feed", "html", "text")
NO_TREE = "recipe: wanted an HTML page, found the format {}, which has no elements that a selector could find"

SEEN = 65536  # characters that a format is recognised from
JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
XML_PROLOGUE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>]*>", re.S | re.I)
JSON_FEED = re.compile(r'\s*\{[^\[{]*"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/', re.I)
FEED_ROOTS = {"rss", "RDF", "feed"}
OTHER_ROOTS = {
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap",
    "opml": "an OPML list of feeds",
}
ROOT = re.compile(r"<([A-Za-z][\w:-]*)")
PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
CLOSING = re.compile(r"</(?:a|article|div|dl|h[1-6]|li|main|ol|p|section|span|table|td|ul)\s*>", re.I)


def read(
    source: str | bytes | BeautifulSoup,
    *,
    url: str | None,
    format: str | None,
    timezone: str,
    reference: datetime | None = None,
    recipe: Recipe | Mapping[str, Any] | None = None,
    like: Sequence[str] = (),
) -> Reading:
    """Read a source with the parser for its format; see `feedkit.parse` for arguments and errors.

    Each parser is imported where it is needed, as `import feedkit` must stay light.
    """
    zone = usable_zone(timezone)
    address = usable_url(url)
    like = usable_like(like, recipe)
    content, found = _recognised(source, format)
    if found == "html":
        from feedkit.parsers.html import read as read_html

        return read_html(content, address, zone, reference, _usable(recipe), like)
    if recipe is not None:
        raise RecipeError(NO_TREE.format(found))
    if found == "feed":
        from feedkit.parsers.syndication import read as read_feed

        return _alike(read_feed(content, address, zone), like)
    from feedkit.parsers.text import read as read_text

    return _alike(read_text(content, address, zone, reference), like)


def draft(
    source: str | bytes | BeautifulSoup,
    *,
    url: str | None,
    format: str | None,
    timezone: str,
    reference: datetime | None = None,
    recipe: Recipe | Mapping[str, Any] | None = None,
    like: Sequence[str] = (),
) -> str:
    """A recipe, in TOML, that finds what `read` does; see there for arguments and errors."""
    like = usable_like(like, recipe)
    content, found = _recognised(source, format)
    if found != "html":
        raise RecipeError(NO_TREE.format(found))
    from feedkit.parsers.html.drafting import draft as draft_html

    return draft_html(content, usable_url(url), usable_zone(timezone), reference, _usable(recipe), like)


def _recognised(source: str | bytes | BeautifulSoup, format: str | None) -> tuple[str, str]:
    """The text of a source, and its format."""
    if format is not None and format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {format!r}")
    if isinstance(source, BeautifulSoup):
        return source.decode(), "html"
    content = usable_text(source)
    return content, format or recognise(content)


def _usable(recipe: Recipe | Mapping[str, Any] | None) -> Recipe | None:
    if recipe is None:
        return None
    from feedkit.recipes import usable_recipe

    return usable_recipe(recipe)


def _alike(reading: Reading, like: Sequence[str]) -> Reading:
    """A reading of a source that can be read in one way only: `like` is true of it, or not."""
    if like:
        from feedkit.parsers.html.steering import is_like, reason

        feed = reading.feed
        if not all(any(is_like(one, e.title, e.url, feed.url) for e in feed.entries) for one in like):
            raise NoEntriesError(reason(like))
    return reading


def recognise(content: str) -> str:
    """The name of the format that a text is in.

    Raises:
        ParseError: it is in a format that feedkit does not read.
    """
    start = content[:SEEN].lstrip("\ufeff")
    if JSON.match(start):
        if JSON_FEED.match(start):
            return "feed"
        raise ParseError("wanted a page, the plain text of one or a feed, found JSON of another kind")
    root = _root(start)
    name = (root or "").rpartition(":")[2]
    if name in FEED_ROOTS:
        return "feed"
    if kind := OTHER_ROOTS.get(name):
        raise ParseError(f"wanted a page, the plain text of one or a feed, found {kind}")
    return "html" if root or PAGE.search(start) or _has_markup(start) else "text"


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


def _root(start: str) -> str | None:
    """The name of the element that a document begins with."""
    position = 0
    while prologue := XML_PROLOGUE.match(start, position):
        position = prologue.end()
    root = ROOT.match(start, position)
    return root.group(1) if root else None


def _has_markup(start: str) -> bool:
    """Two end tags: a text about HTML may name one."""
    first = CLOSING.search(start)
    return first is not None and CLOSING.search(start, first.end()) is not None
