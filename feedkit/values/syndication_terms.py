"""Terms of feed documents that are the same where they are read and where they are written."""

from __future__ import annotations

import re
from html import escape

from feedkit.values.urls import absolute_url

GENERATOR = "feedkit"  # how our own documents are known
BEHIND_ANOTHER = f" ({GENERATOR})"  # behind the name of another program
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PAGING_RELATIONS = {  # the relations of links to a feed's other documents (RFC 5005), by the model's fields
    "first": "first",
    "previous": "previous",
    "next": "next",
    "last": "last",
    "current": "current",
    "prev_archive": "prev-archive",
    "next_archive": "next-archive",
}
# The fields that hold links of other relations than those of `links`.
FEED_RELATIONS = {
    **dict.fromkeys(PAGING_RELATIONS.values(), "paging"),
    "self": "feed_url",
    "hub": "hubs",
    "license": "license",
}
ENTRY_RELATIONS = {
    **dict.fromkeys(PAGING_RELATIONS.values(), "paging of the feed"),
    "enclosure": "enclosures",
    "replies": "comments",
    "license": "license",
}
NO_STYLESHEET = "none"  # in place of a style sheet's address
XSL = re.compile(r"\.xslt?(?:[?#]|$)", re.I)
MARKUP = re.compile(r"<[A-Za-z/!?]|&#?[A-Za-z0-9]")


def stylesheet_type(address: str) -> str:
    """Return the media type of a style sheet, as far as its address tells: that of XSL, or of CSS."""
    return "text/xsl" if XSL.search(address) else "text/css"


def checked_stylesheet(text: str) -> str:
    """Return the absolute address of a style sheet, or "none".

    Raises:
        ValueError: it is neither.
    """
    address = text if text == NO_STYLESHEET else absolute_url(text, None)
    if address is None:
        raise ValueError(
            f'wanted the absolute address of a style sheet, or "{NO_STYLESHEET}", found {text!r}'
        )
    return address


def text_and_type(text: str) -> tuple[str, str | None]:
    """Return a plain text as Atom holds it, and its type.

    What looks like HTML is escaped and typed as HTML, so that no reader can take it for markup. Titles are
    text in any case: most readers show a title in HTML raw, and none takes one in text for markup.
    """
    return (escape(text, quote=False), "html") if looks_like_html(text) else (text, None)


def looks_like_html(text: str) -> bool:
    """Return whether a plain text has what a reader could take for a tag or an entity."""
    return ("<" in text or "&" in text) and MARKUP.search(text) is not None
