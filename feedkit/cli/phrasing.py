"""How facts are put for people: counts, days, addresses."""

from __future__ import annotations

from datetime import datetime, time
from urllib.parse import unquote

MAX_ADDRESS_LENGTH = 32  # characters in a column


def counted(entries: int) -> str:
    return f"{entries} {'entry' if entries == 1 else 'entries'}"


def day(moment: datetime | None) -> str:
    """The day, and the time of day where it is known."""
    if moment is None:
        return ""
    return f"{moment:%Y-%m-%d}" if moment.time() == time() else f"{moment:%Y-%m-%d %H:%M}"


def readable(address: str) -> str:
    """An address with its letters instead of their codes; what is not UTF-8 stays as it is."""
    try:
        decoded = unquote(address, errors="strict")
    except UnicodeDecodeError:
        return address
    return decoded if decoded.isprintable() else address


def cut(text: str, length: int = MAX_ADDRESS_LENGTH) -> str:
    """A text without its middle, where it is long."""
    if len(text) <= length:
        return text
    tail = length // 3
    return f"{text[: length - tail - 1]}…{text[-tail:]}"
