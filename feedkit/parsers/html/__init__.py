"""An HTML index page becomes a feed: outline, marks, lists, fields."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup

from feedkit.errors import NoEntriesError
from feedkit.parsers.html import fields, lists
from feedkit.parsers.html.embedded import Head, head
from feedkit.parsers.html.marks import Marks
from feedkit.parsers.html.outline import outline
from feedkit.parsers.reading import Reading


def read(content: str, url: str | None, zone: ZoneInfo) -> Reading:
    """Find the entries of a page with no configuration."""
    page = outline(content)
    about = head(page, url)
    marks = Marks(page, page.language or None)
    choice = lists.choose(page, marks, about)
    if choice is None:
        raise NoEntriesError("no entries found")
    return fields.read(choice, page, marks, about, zone)


def read_soup(soup: BeautifulSoup, url: str | None, zone: ZoneInfo) -> Reading:
    """`read` for a page that the caller holds as a Beautiful Soup tree."""
    return read(soup.decode(), url, zone)
