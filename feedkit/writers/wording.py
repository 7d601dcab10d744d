"""Words for places that a format demands to be filled, from what an entry itself says, and their type."""

from __future__ import annotations

import re
from html import escape, unescape

from feedkit.model import Entry

LONGEST = 80  # characters of a title that is the beginning of a text
TAG = re.compile(r"<[^<>]*>")
MARKUP = re.compile(r"<[A-Za-z/!?]|&#?[A-Za-z0-9]")


def headline(entry: Entry) -> str | None:
    """What an entry can be called: its title, or the beginning of its text, or an address of it."""
    return entry.title or _beginning(entry) or entry.url or entry.image or _file_name(entry)


def _beginning(entry: Entry) -> str | None:
    text = entry.summary or (entry.content and unescape(TAG.sub(" ", entry.content)))
    words = " ".join(text.split()) if text else ""
    if len(words) <= LONGEST:
        return words or None
    whole, _, _ = words[: LONGEST - 1].rpartition(" ")
    return f"{whole or words[: LONGEST - 1]}…"


def _file_name(entry: Entry) -> str | None:
    return entry.enclosures[0].url if entry.enclosures else None


def typed(text: str) -> tuple[str, str | None]:
    """A plain text and its type; what looks like HTML is written as HTML, so that no reader can err."""
    return (escape(text, quote=False), "html") if MARKUP.search(text) else (text, None)
