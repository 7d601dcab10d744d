"""Where links lead: their addresses, what addresses of one list share, the link that a segment leads to."""

from __future__ import annotations

import re
from functools import lru_cache

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.outline import LINKED, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.values.urls import split_url

MAX_LINKS = 30  # of one segment that may be the one it leads to
MAX_LINKS_BY_TEXT = 12  # of which the one of most text is taken
MAX_LINK_LETTERS = 60  # that count
NUMBERS = re.compile(r"\d+")


def address(node: Node) -> str:
    """Where a link, or microdata's `url`, leads, as the page writes it."""
    attrs = node.attrs
    return (attrs.get("href") or attrs.get("content") or "").strip()


@lru_cache(maxsize=8192)
def shape(href: str) -> tuple[object, ...]:
    """What addresses of one list share: host, first folder without its numbers, depth, names in the query."""
    parts = split_url(href)
    folders = [folder for folder in parts.path.strip("/").split("/") if folder not in (".", "..")] or [""]
    first = NUMBERS.sub("0", folders[0]) if len(folders) > 1 else ""
    query = tuple(sorted(pair.partition("=")[0] for pair in parts.query.split("&"))) if parts.query else ()
    return (parts.netloc, first, len(folders), query)


@lru_cache(maxsize=8192)
def is_dated(href: str) -> bool:
    """Return whether an address has a year and a month in it."""
    return ("20" in href or "19" in href) and words.DATED_PATH.search(href) is not None


@lru_cache(maxsize=8192)
def is_of_label(href: str) -> bool:
    """Return whether an address is that of a tag's or a category's own page."""
    if href.isascii() and not any(map(href.lower().__contains__, words.TAG_PATH_SIGNS)):
        return False  # as of most
    return words.TAG_PATH.search(f"/{href}") is not None


@lru_cache(maxsize=8192)
def is_of_person(href: str) -> bool:
    """Return whether an address is that of a person's own page."""
    return words.PROFILE_PATH.search(f"/{href}") is not None


def lead(segment: Segment, page: Page) -> Node | None:
    """The link a segment leads to: its anchor, one around it, its heading's, or that of most text."""
    anchor = segment.anchor
    if anchor.tag == "a":
        return anchor
    if anchor.region & LINKED:
        return next(node for node in anchor.ancestors() if node.tag == "a" and node.get("href"))
    key = segment.start, segment.end
    if key not in page.leads:
        page.leads[key] = _lead_within(*key, page)
    return page.leads[key]


def _lead_within(start: int, end: int, page: Page) -> Node | None:
    own = page.holding(start, end)
    links, heading = own.first_links[:MAX_LINKS], own.heading
    if not links:
        return page.named_url(start, end)
    if heading is not None:
        for link in links:
            if heading.holds(link) or link.holds(heading):
                return link
    return max(
        links[:MAX_LINKS_BY_TEXT],
        key=lambda link: min(page.letters(link.index, link.end), MAX_LINK_LETTERS),
    )


def lead_address(segment: Segment, page: Page) -> str:
    """Where a segment leads, as the page writes it; "" where it has no link."""
    link = lead(segment, page)
    return address(link) if link is not None else ""


def has_twins(segment: Segment, link: Node | None, page: Page) -> bool:
    """Return whether a segment holds other links that look like the one it leads to.

    A link that says the same in many segments, as "PDF" does, is none unless the link itself is such a one.
    """
    if link is None or link.parent is None:
        return False
    own, around, href = link.kind, link.parent.kind, link.get("href")
    for other in page.holding(segment.start, segment.end).first_links[:MAX_LINKS]:
        if (
            other.kind == own
            and other is not link
            and other.parent is not None
            and other.parent.kind == around
            and other.get("href") != href
            and (not page.label(other) or page.label(link))
        ):
            return True
    return False
