"""Plain text as every format can hold it: no control characters, no halves of characters, nothing blank."""

from __future__ import annotations

import re

# XML 1.0, section 2.2 has no place for these; C1 controls are Windows-1252 that was decoded as Latin-1.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_HALVES = re.compile("[\ud800-\udfff]")
_C1 = re.compile("[\x80-\x9f]")
_BLANKS = re.compile(r"[ \t\r\n]+")
_LINE_END = re.compile(r"\r\n?|\n")


def legible(text: str) -> str:
    """A text without the characters that XML cannot hold; those of Windows-1252 are put right."""
    if text.isprintable():
        return text
    text = _IMPOSSIBLE.sub("", _paired(text))
    return _C1.sub(_from_windows, text)


def line(text: str | None) -> str | None:
    """A text on one line, or None where nothing can be seen of it."""
    if text is None:
        return None
    if not text.isprintable() or "  " in text:
        text = _BLANKS.sub(" ", legible(text))
    return text.strip() or None


def lines(text: str | None) -> str | None:
    """A text whose line ends are `\\n`, or None where nothing can be seen of it."""
    if text is None:
        return None
    if not text.isprintable():
        text = "\n".join(part.strip(" \t") for part in _LINE_END.split(legible(text)))
    return text.strip() or None


def _paired(text: str) -> str:
    """Two halves of one character, as JavaScript's strings have them, become that character."""
    if not _HALVES.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _from_windows(found: re.Match[str]) -> str:
    return found[0].encode("latin-1").decode("windows-1252", "ignore")
