"""From what the caller gives to text: encodings, and kinds of data that are no text at all."""

from __future__ import annotations

import codecs
import re
from urllib.parse import urlsplit

from bs4.dammit import UnicodeDammit

from feedkit.errors import ParseError

MAGIC = {
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"GIF8": "a GIF image",
    b"\xff\xd8\xff": "a JPEG image",
    b"PK\x03\x04": "a ZIP archive (or an office document)",
    b"\x1f\x8b": "gzip-compressed data",
    b"\x28\xb5\x2f\xfd": "zstd-compressed data",
    b"\x7fELF": "a program",
    b"RIFF": "an image, sound or video file",
    b"OggS": "a sound file",
    b"ID3": "an MP3 file",
    b"\x00\x00\x01\x00": "an icon",
}
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
META_CHARSET = re.compile(rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
HEAD_BYTES = 4096  # where browsers and Beautiful Soup look for the declaration is 1,024; real pages need more


def decode(data: bytes | str) -> str:
    """The text of a page: by its BOM, its own `<meta charset>`, as UTF-8, else as Beautiful Soup guesses.

    Raises:
        ParseError: the data is of a known binary kind, or holds NUL bytes.
    """
    if isinstance(data, str):
        return data
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise ParseError(f"wanted an HTML page or plain text, found {kind}")
    if b"\x00" in data[:HEAD_BYTES]:
        raise ParseError("wanted an HTML page or plain text, found binary data")
    return _decode_declared(data) or _decode_guessed(data)


def usable_text(data: bytes | str) -> str:
    """`decode`, refusing a source with nothing in it.

    Raises:
        ParseError: the source is empty, or as `decode`.
    """
    text = decode(data)
    if not text.strip():
        raise ParseError("the source is empty: wanted an HTML page or plain text")
    return text


def usable_url(url: str | None) -> str | None:
    """The page's address, checked.

    Raises:
        ValueError: it is not an absolute http, https or file URL.
    """
    if url is None:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https", "file") or not (parts.netloc or parts.scheme == "file"):
        raise ValueError(f"url must be an absolute http(s) or file address such as https://example.org/blog/, not {url!r}")
    return url


def _decode_declared(data: bytes) -> str | None:
    declared = META_CHARSET.search(data[:HEAD_BYTES])
    for encoding in (declared.group(1).decode("ascii", "replace") if declared else "utf-8", "utf-8"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return None


def _decode_guessed(data: bytes) -> str:
    """Broken UTF-8 with few errors is UTF-8; else what Beautiful Soup's detection says."""
    lenient = data.decode("utf-8", "replace")
    if lenient.count("\ufffd") <= len(data) // 1000 + 1:
        return lenient
    found = UnicodeDammit(data, is_html=True)
    return found.unicode_markup or lenient
