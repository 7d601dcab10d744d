"""How facts are put for people: counts, days, addresses."""

from __future__ import annotations

from datetime import datetime, time
from urllib.parse import unquote

LONGEST_ADDRESS = 32  # characters in a column


def counted(entries: int) -> str:
    return f"{entries} {'entry' if entries == 1 else 'entries'}"


def day(moment: datetime | None) -> str:
    """The day, and the time of day where it is known."""
    if moment is None:
        return ""
    return f"{moment:%Y-%m-%d}" if moment.time() == time() else f"{moment:%Y-%m-%d %H:%M}"


def readable(address: str) -> str:
    """An address with its letters in place of their codes; what is no text in UTF-8 stays as it is."""
    try:
        decoded = unquote(address, errors="strict")
    except UnicodeDecodeError:
        return address
    return decoded if decoded.isprintable() else address


def cut(text: str, longest: int = LONGEST_ADDRESS) -> str:
    """A text without its middle, where it is long."""
    if len(text) <= longest:
        return text
    tail = longest // 3
    return f"{text[: longest - tail - 1]}…{text[-tail:]}"
