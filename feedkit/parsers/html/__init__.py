"""An HTML index page becomes a feed: outline, marks, lists, fields."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup

from feedkit.errors import NoEntriesError
from feedkit.parsers.html import fields, lists
from feedkit.parsers.html.embedded import head
from feedkit.parsers.html.marks import Marks
from feedkit.parsers.html.outline import TEXT, Outline, outline
from feedkit.parsers.reading import Reading

FEW_LINKS = 8  # of a page that is likely to be filled by scripts


def read(content: str, url: str | None, zone: ZoneInfo, reference: datetime | None = None) -> Reading:
    """Find the entries of a page with no configuration; `reference` is what "3 days ago" is counted from.

    Raises:
        NoEntriesError: nothing on the page looks like a list of entries.
    """
    for unveil in (False, True):
        page = outline(content, unveil=unveil)
        about = head(page, url)
        marks = Marks(page, page.language or None)
        choice = lists.choose(page, marks, about)
        if choice is not None:
            return fields.read(choice, page, marks, about, zone, reference)
    raise NoEntriesError(_reason(outline(content)))


def _reason(page: Outline) -> str:
    """Why a page has no entries, as far as it shows."""
    if not page.nodes or not any(node.tag == TEXT for node in page.nodes):
        return "no entries found: the page shows no text; its list may be made by JavaScript"
    if len(page.links) < FEW_LINKS:
        count = len(page.links)
        return f"no entries found: the page shows only {count} links; its list may be made by JavaScript"
    return "no entries found: none of the page's lists looks like posts (titles, links and dates of one kind)"


def read_soup(
    soup: BeautifulSoup, url: str | None, zone: ZoneInfo, reference: datetime | None = None
) -> Reading:
    """`read` for a page that the caller holds as a Beautiful Soup tree."""
    return read(soup.decode(), url, zone, reference)
