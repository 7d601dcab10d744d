"""Terms of feed documents that are the same where they are read and where they are written."""

from __future__ import annotations

import re
from html import escape

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
MARKUP = re.compile(r"<[A-Za-z/!?]|&#?[A-Za-z0-9]")


def text_and_type(text: str) -> tuple[str, str | None]:
    """Return a plain text as Atom holds it, and its type.

    What looks like HTML is escaped and typed as HTML, so that no reader can take it for markup. Titles are
    text in any case: most readers show a title in HTML raw, and none takes one in text for markup.
    """
    return (escape(text, quote=False), "html") if MARKUP.search(text) else (text, None)
