"""What entries of a page and rows of its data are matched by: titles, and ends of addresses."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from feedkit.values.urls import split_url

MIN_TAIL_LENGTH = 3  # characters of the end of an address that tells entries apart
PLAIN_PATH = re.compile(r"/[^/?#%][^?#%]*+")
SUFFIX = re.compile(r"\.(?:html?|php|aspx?)$", re.I)


def keys_of(text: str) -> tuple[str, ...]:
    """Return what tells apart an entry with a title or address: the text itself, the end of the address."""
    name = folded(unescape(text)) if "&" in text else folded(text)
    return (name, tail(text)) if "/" in text else (name,)


def folded(text: str | None) -> str:
    """Return a title as titles are compared."""
    return " ".join((text or "").casefold().split())


def tail(address: str | None) -> str:
    """Return the last part of an address that tells entries apart; "" where it is too short for that."""
    if not address:
        return ""
    if PLAIN_PATH.fullmatch(address):  # quicker, as most are
        path, query = address, ""
    else:
        parts = split_url(address)
        path, query = unquote(parts.path), parts.query
    last = SUFFIX.sub("", path.rstrip("/").rpartition("/")[2])
    end = f"{last}?{query}" if query and len(last) < MIN_TAIL_LENGTH else last
    return end.casefold() if len(end) >= MIN_TAIL_LENGTH else ""
