"""From bytes to text: encodings, and kinds of data that are not text."""

from __future__ import annotations

import codecs
import re
import zlib

from feedkit.errors import ParseError

MAGIC = {
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"GIF8": "a GIF image",
    b"\xff\xd8\xff": "a JPEG image",
    b"PK\x03\x04": "a ZIP archive (or an office document)",
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
# What browsers decode a declared encoding as (WHATWG Encoding Standard, 4.2), by Python's names for both.
# Other declared encodings are ignored: some of Python's codecs are not encodings of pages.
ENCODINGS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "mac-roman": "mac-roman",
    "mac-cyrillic": "mac-cyrillic",
} | {
    name: name
    for name in (
        *(f"cp125{digit}" for digit in range(9)),
        *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *("big5hkscs", "cp866", "cp874", "cp932", "cp949", "euc_jp", "gb18030", "iso2022_jp"),
        *("koi8-r", "koi8-u", "utf-8"),
    )
}
# Labels of the same standard that Python's codecs do not know.
LABELS = {
    "iso-8859-8-i": "iso8859-8",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-sjis": "cp932",
}
META_CHARSET = re.compile(rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
XML_ENCODING = re.compile(rb"""\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{2,40})""")
MAX_SOURCE_SIZE = 200_000_000  # bytes, or characters, of a source
GZIP = b"\x1f\x8b"  # sitemaps are published compressed
MAX_UNPACKED_SIZE = 52_428_800  # bytes; a sitemap may not be larger (sitemaps.org)
HEAD_BYTES = 4096  # browsers look for the declaration in 1,024 bytes; real pages need more


def decode(data: bytes | str, charset: str | None = None) -> str:
    """Return the text of a page: by its BOM, as UTF-8, as declared, else as broken UTF-8 or Windows-1252.

    Bytes beyond ASCII are so rarely well-formed UTF-8 by chance that this is tried before the encoding that
    the server or the page declares: a saved page often declares one that it is no longer in.

    Args:
        data: the page; text is returned as it is.
        charset: the encoding that the HTTP header declares; it is tried before the page's `<meta charset>`
            and the encoding in its XML declaration.

    Raises:
        ParseError: the data is of a known binary kind, or holds NUL bytes, or is compressed and broken or
            too long.
    """
    if isinstance(data, str):
        return data
    data = _unpacked(data) if data.startswith(GZIP) else data
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise ParseError(f"wanted a page, data or other text, found {kind}")
    if b"\x00" in data[:HEAD_BYTES]:
        raise ParseError("wanted a page, data or other text, found binary data")
    return _decode_utf8(data) or _decode_declared(data, charset) or _decode_undeclared(data)


def _unpacked(data: bytes) -> bytes:
    """Return gzip-compressed data unpacked, up to 50 MB."""
    unpacking = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacking.decompress(data, MAX_UNPACKED_SIZE)
    except zlib.error as error:
        raise ParseError(f"wanted gzip-compressed text, but it cannot be unpacked: {error}") from error
    if not unpacking.eof:
        kind = (
            "is cut off" if unpacking.unconsumed_tail == b"" else f"has more than {MAX_UNPACKED_SIZE:,} bytes"
        )
        raise ParseError(f"wanted gzip-compressed text, but it {kind}")
    return unpacked


def source_text(data: bytes | str) -> str:
    """Return the text of a source as `decode` does, but refuse one that is empty or too large.

    Raises:
        ParseError: the source is empty or larger than 200 MB, or as `decode`.
    """
    if len(data) > MAX_SOURCE_SIZE:
        raise ParseError(
            f"the source is too large: wanted at most {MAX_SOURCE_SIZE:,} bytes, found {len(data):,}"
        )
    text = decode(data)
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise ParseError("the source is empty: wanted a page, data or other text")
    return text


def _decode_utf8(data: bytes) -> str | None:
    """Return the text of well-formed UTF-8; ASCII with escapes may be ISO-2022-JP, which is declared."""
    if data.isascii() and b"\x1b" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _decode_declared(data: bytes, charset: str | None) -> str | None:
    declared = META_CHARSET.search(data[:HEAD_BYTES]) or XML_ENCODING.match(data)
    for label in (charset, declared and declared.group(1).decode("ascii", "replace")):
        encoding = _known_encoding(label) if label else None
        if encoding and _is_mostly_right(text := data.decode(encoding, "replace")):
            return text
    return None


def _decode_undeclared(data: bytes) -> str:
    """Return the text as UTF-8 if it has few errors, else as Windows-1252, the default of browsers."""
    lenient = data.decode("utf-8", "replace")
    return lenient if _is_mostly_right(lenient) else data.decode("cp1252", "replace")


def _known_encoding(label: str) -> str | None:
    name = label.strip("\"' ").lower()
    try:
        return LABELS.get(name) or ENCODINGS.get(codecs.lookup(name).name)
    except (LookupError, ValueError):  # ValueError: a NUL in the label
        return None


def _is_mostly_right(text: str) -> bool:
    return text.count("\ufffd") <= len(text) // 1000 + 1
