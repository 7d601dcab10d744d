"""What an entry is called in a list, whether it has a title or not."""

from __future__ import annotations

import re
from html import unescape

from feedkit.model import Entry

MAX_HEADLINE_LENGTH = 80  # characters of a title that is the beginning of a text
TAG = re.compile(r"<[^<>]*>")
ALTERNATIVE = re.compile(r'<img\b[^<>]*? alt="([^"<>]*\S[^"<>]*)"')
SOURCE = re.compile(r'<(?:audio|img|source|video)\b[^<>]*? src="([^"<>]+)"')


def headline(entry: Entry) -> str | None:
    """Return an entry's title, or else the beginning of its text, or else an address in it.

    The text of a picture is its alternative text.
    """
    return (
        entry.title
        or _beginning(entry.summary or _text(entry.content))
        or entry.url
        or entry.image
        or (entry.enclosures[0].url if entry.enclosures else None)
        or _attribute(SOURCE, entry.content)
    )


def _beginning(text: str | None) -> str | None:
    words = " ".join(text.split()) if text else ""
    if len(words) <= MAX_HEADLINE_LENGTH:
        return words or None
    whole, _, _ = words[: MAX_HEADLINE_LENGTH - 1].rpartition(" ")
    return f"{whole or words[: MAX_HEADLINE_LENGTH - 1]}…"


def _text(content: str | None) -> str | None:
    """Return the text of a content, or else of a picture in it."""
    if content is None:
        return None
    text = unescape(TAG.sub(" ", content))
    return _attribute(ALTERNATIVE, content) if text.isspace() or not text else text


def _attribute(pattern: re.Pattern[str], content: str | None) -> str | None:
    """Return the value of the first attribute of media in a sanitised content."""
    found = pattern.search(content) if content else None
    return unescape(found[1]) if found else None
