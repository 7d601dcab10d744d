"""What an entry is called in a list, whether it has a title or not."""

from __future__ import annotations

import re
from html import unescape

from feedkit.model import Entry

MAX_HEADLINE_LENGTH = 80  # characters of a title that is the beginning of a text
TAG = re.compile(r"<[^<>]*>")


def headline(entry: Entry) -> str | None:
    """Return an entry's title, or else the beginning of its text, or else an address in it."""
    return entry.title or _beginning(entry) or entry.url or entry.image or _enclosure(entry)


def _beginning(entry: Entry) -> str | None:
    text = entry.summary or (entry.content and unescape(TAG.sub(" ", entry.content)))
    words = " ".join(text.split()) if text else ""
    if len(words) <= MAX_HEADLINE_LENGTH:
        return words or None
    whole, _, _ = words[: MAX_HEADLINE_LENGTH - 1].rpartition(" ")
    return f"{whole or words[: MAX_HEADLINE_LENGTH - 1]}…"


def _enclosure(entry: Entry) -> str | None:
    return entry.enclosures[0].url if entry.enclosures else None
