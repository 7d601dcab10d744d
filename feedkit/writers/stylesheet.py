"""How a browser shows a feed in XML to people: by a style sheet, and by links, which CSS cannot make.

XSLT, the old way, browsers are removing; a caller can still name such a sheet.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib.resources import files
from urllib.parse import quote

from lxml import etree

from feedkit.model import Feed
from feedkit.values.syndication_terms import NO_STYLESHEET, looks_like_html, stylesheet_type
from feedkit.writers.elements import Lines

XHTML = "http://www.w3.org/1999/xhtml"
COMMENT = re.compile(r"/\*.*?\*/", re.S)
BLANKS = re.compile(r"\s*([{};:,>~])\s*|\s+")


def add_stylesheet(root: etree._Element, feed: Feed) -> None:
    """Put the instruction before the root (W3C, Associating Style Sheets with XML documents)."""
    if feed.stylesheet == NO_STYLESHEET:
        return
    address = feed.stylesheet or _own()
    pairs = f'type="{stylesheet_type(address)}" href="{escape(address)}"'
    root.addprevious(etree.ProcessingInstruction("xml-stylesheet", pairs))


def add_shown_link(lines: Lines, title: str | None, url: str | None) -> None:
    """Add a link that a browser shows as one, in place of a title: our own style sheet wants it.

    A title that looks like HTML gets none, as checkers take it for HTML that was escaped by mistake.
    """
    if title and url and url.startswith(("http://", "https://")) and not looks_like_html(title):
        lines.add("xhtml:a", title, href=url)


@cache
def _own() -> str:
    """`feed.css` in the address itself, so that a feed is one file and asks nobody for another."""
    sheet = COMMENT.sub("", (files("feedkit.writers") / "feed.css").read_text("utf-8"))
    short = BLANKS.sub(lambda blank: blank[1] or " ", sheet).strip()
    return "data:text/css," + quote(short, safe="/:;,()*+='!@~-._{}>[]")
