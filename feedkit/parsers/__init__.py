"""Which parser reads a source? Recognised from the content, or named by the caller."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bs4 import BeautifulSoup

from feedkit.errors import ParseError
from feedkit.parsers.reading import Reading
from feedkit.parsers.sources import usable_text, usable_url

FORMATS = ("html", "text")

SEEN = 65536  # characters that a format is recognised from
JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
XML_PROLOGUE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>]*>", re.S | re.I)
XML_ROOTS = {
    "rss": "an RSS feed",
    "rdf:RDF": "an RSS feed",
    "feed": "an Atom feed",
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
) -> Reading:
    """Read a source with the parser for its format; see `feedkit.parse` for arguments and errors."""
    zone = usable_zone(timezone)
    address = usable_url(url)
    if format is not None and format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {format!r}")
    if isinstance(source, BeautifulSoup):
        from feedkit.parsers.html import read_soup

        return read_soup(source, address, zone, reference)
    content = usable_text(source)
    return _parser(format or recognise(content))(content, address, zone, reference)


def recognise(content: str) -> str:
    """The name of the format that a text is in.

    Raises:
        ParseError: it is in a format that feedkit does not read.
    """
    start = content[:SEEN].lstrip("\ufeff")
    if JSON.match(start):
        raise ParseError("wanted an HTML page or the plain text of one, found JSON")
    root = _root(start)
    if kind := XML_ROOTS.get(root or ""):
        raise ParseError(f"wanted an HTML page or the plain text of one, found {kind}")
    return "html" if root or PAGE.search(start) or _has_markup(start) else "text"


def _parser(format: str) -> Callable[[str, str | None, ZoneInfo, datetime | None], Reading]:
    """The parser for a format; each is imported where it is needed, as `import feedkit` must stay light."""
    if format == "text":
        from feedkit.parsers.text import read as read_text

        return read_text
    from feedkit.parsers.html import read as read_html

    return read_html


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
