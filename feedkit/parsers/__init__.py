"""Which parser reads a source? Recognised from the content, or named by the caller."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bs4 import BeautifulSoup

from feedkit.errors import ParseError
from feedkit.parsers import html, text
from feedkit.parsers.reading import Reading
from feedkit.parsers.sources import usable_text, usable_url

MARKUP = re.compile(r"<(?:!doctype|html|head|body|title|main|article|section|div|ul|ol|dl|table|p|h[1-6]|a|li)\b", re.I)
FORMATS = {"html": html.read, "text": text.read}
OTHERS = (
    (re.compile(r"\s*[\[{]"), "JSON"),
    (re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex|opml)\b", re.S), "an XML feed"),
)


def read(
    source: str | bytes | BeautifulSoup, *, url: str | None, format: str | None, timezone: str
) -> Reading:
    """Read a source with the parser for its format; see `feedkit.parse` for arguments and errors."""
    zone = _zone(timezone)
    address = usable_url(url)
    if format is not None and format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {format!r}")
    if isinstance(source, BeautifulSoup):
        return html.read_soup(source, address, zone)
    content = usable_text(source)
    return FORMATS[format or recognise(content)](content, address, zone)


def recognise(content: str) -> str:
    """The name of the format that a text is in.

    Raises:
        ParseError: it is in a format that feedkit does not read.
    """
    start = content[:65536]
    for pattern, kind in OTHERS:
        if pattern.match(start):
            raise ParseError(f"wanted an HTML page or the plain text of one, found {kind}")
    return "html" if MARKUP.search(start) else "text"


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"timezone must be an IANA name such as Europe/Berlin or UTC, not {name!r}") from error
