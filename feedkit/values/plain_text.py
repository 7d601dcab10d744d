"""Plain text as every format can hold it: no control characters, no lone surrogates, never blank."""

from __future__ import annotations

import re

# XML 1.0, section 2.2 does not allow these; C1 controls are Windows-1252 that was decoded as Latin-1.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_C1 = re.compile("[\x80-\x9f]")
_BLANKS = re.compile(r"[ \t\r\n]+")
_LINE_END = re.compile(r"\r\n?|\n")


def without_control_characters(text: str) -> str:
    """Return a text without the characters that XML 1.0 does not allow.

    C1 controls, which are Windows-1252 read as Latin-1, become the characters they were.
    """
    if text.isprintable() or not _UNWANTED.search(text):
        return text
    text = _NOT_IN_XML.sub("", _paired(text))
    return _C1.sub(_from_windows_1252, text)


def clean_line(text: str | None) -> str | None:
    """Return a text on one line without control characters, or None if nothing visible is left."""
    if text is None:
        return None
    if not text.isprintable() or "  " in text:
        text = _BLANKS.sub(" ", without_control_characters(text))
    return text.strip() or None


def clean_text(text: str | None) -> str | None:
    """Return a text without control characters, or None if nothing visible is left.

    Its lines are kept: they end in a line feed, and have no blanks at either end.
    """
    if text is None:
        return None
    if not text.isprintable():
        text = "\n".join(part.strip(" \t") for part in _LINE_END.split(without_control_characters(text)))
    return text.strip() or None


def _paired(text: str) -> str:
    """Join surrogate pairs, as strings of JavaScript have them, to the characters that they stand for."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _from_windows_1252(match: re.Match[str]) -> str:
    return match[0].encode("latin-1").decode("windows-1252", "ignore")
