"""The style sheet by which a browser shows an XML feed to people. (XSLT, the old way, is being removed.)"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib.resources import files
from urllib.parse import quote

from lxml import etree

from feedkit.model import Feed

COMMENT = re.compile(r"/\*.*?\*/", re.S)
BLANKS = re.compile(r"\s*([{};:,>~])\s*|\s+")


def add_stylesheet(root: etree._Element, feed: Feed) -> None:
    """Put the instruction before the root (W3C, Associating Style Sheets with XML documents)."""
    address = escape(feed.stylesheet or _own())
    root.addprevious(etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{address}"'))


@cache
def _own() -> str:
    """`feed.css` in the address itself, so that a feed is one file and asks nobody for another."""
    sheet = COMMENT.sub("", (files("feedkit.writers") / "feed.css").read_text("utf-8"))
    short = BLANKS.sub(lambda blank: blank[1] or " ", sheet).strip()
    return "data:text/css," + quote(short, safe="/:;,()*+='!@~-._{}>[]")
