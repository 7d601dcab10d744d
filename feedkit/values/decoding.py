"""From bytes to text: encodings, and kinds of data that are not text."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from feedkit.errors import ParseError, Problem, mismatch
from feedkit.values.encoding_guess import is_likely, likeliest_encoding

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
PUBLIC_NAMES = {
    "big5hkscs": "Big5",
    "cp866": "IBM866",
    "cp932": "Shift_JIS",
    "cp949": "EUC-KR",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
    "koi8-r": "KOI8-R",
    "koi8-u": "KOI8-U",
    "mac-roman": "macintosh",
    "utf-8-sig": "UTF-8",
}
REPLACEMENT = "\ufffd"
NO_BLANK = re.compile(r"[^\ufeff \t\r\n\f\v]")
ISO_2022_JP = b"\x1b$B"
ASCII = bytes(range(128))
MAX_SOURCE_SIZE = 200_000_000  # bytes, or characters, of a source
# Shares of the characters beyond ASCII that may be broken; of legacy encodings 0.5 or more are no UTF-8.
MAX_BROKEN_UTF8 = 0.25
MAX_BROKEN_UNDECLARED = 0.5  # in UTF-8, where no other encoding is declared that fits
MAX_BROKEN_DECLARED = 0.02
CONTROLS = bytes({*range(1, 32)} - {*b"\t\n\v\f\r\x1b"})  # which binary data has, and text has not
MAX_NULS = 1 / 16  # of the bytes of a text with stray NULs
MIN_NULS = 8  # of the ASCII characters in UTF-16
GZIP = b"\x1f\x8b"  # sitemaps are published compressed
MAX_UNPACKED_SIZE = 52_428_800  # bytes; a sitemap may not be larger (sitemaps.org)
HEAD_BYTES = 4096  # browsers look for the declaration in 1,024 bytes; real pages need more


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a source.

    text:      all of it; U+FFFD stands for what cannot be decoded
    problems:  that it was replaced, or that the encoding is a guess
    """

    text: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes | str, charset: str | None = None) -> str:
    """Return the text of a source as `decoded` does, without the problems."""
    return decoded(data, charset).text


def decoded(data: bytes | str, charset: str | None = None) -> Decoded:
    """Decode a source: by its BOM, as UTF-8, as declared, else in the encoding that is likeliest.

    Bytes beyond ASCII are so rarely well-formed UTF-8 by chance that this is tried before the encoding that
    the server or the page declares: a saved page often declares one that it is no longer in.

    Args:
        data: the source; text is returned as it is.
        charset: the encoding that the HTTP header declares; it is tried before the page's `<meta charset>`
            and the encoding in its XML declaration.

    Raises:
        ParseError: the data is of a known binary kind, or holds many NUL bytes or other control characters
            beside them, or is compressed and broken or too long.
    """
    if isinstance(data, str):
        return Decoded(data)
    data = _unpacked(data) if data.startswith(GZIP) else data
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _lenient(data, encoding)
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise ParseError(f"wanted a page, data or other text, found {kind}")
    if b"\x00" in data[:HEAD_BYTES]:
        utf16 = _utf16_without_bom(data)
        if utf16:
            return _lenient(data, utf16)
        if not _is_text_with_nuls(data[:HEAD_BYTES]):
            raise ParseError("wanted a page, data or other text, found binary data")
    if b"\x00" in data:
        return _without_nuls(data, charset)
    if data.isascii() and b"\x1b" not in data:  # else it may be ISO-2022-JP
        return Decoded(data.decode("ascii"))
    return _decode_legacy(data, charset)


def _is_text_with_nuls(data: bytes) -> bool:
    """Return whether data with NUL bytes is text but for them: they are few, and no others are like them."""
    return data.count(0) <= MAX_NULS * len(data) and len(data.translate(None, CONTROLS)) == len(data)


def _without_nuls(data: bytes, charset: str | None) -> Decoded:
    """Decode data without its NUL bytes, which browsers ignore in a text, and report that."""
    count, line = data.count(0), data.count(b"\n", 0, data.index(0)) + 1
    found = decoded(data.replace(b"\x00", b""), charset)
    left_out = f"NUL bytes, {count} times: they are left out"
    problem = mismatch("broken-encoding", "text", left_out, f"line {line}")
    return Decoded(found.text, (problem, *found.problems))


def _decode_legacy(data: bytes, charset: str | None) -> Decoded:
    """Decode what may be no UTF-8."""
    utf8 = _lenient(data, "utf-8")
    if not data.isascii() and _share_of_broken(utf8) <= MAX_BROKEN_UTF8:
        return utf8
    declared = [one for one in _declared_encodings(data, charset) if one != "utf-8"]
    found = [(_lenient(data, encoding), encoding) for encoding in declared]
    for one, encoding in found:
        if not one.problems and is_likely(data, encoding):
            return one
    if data.isascii():
        return _lenient(data, "iso2022_jp") if ISO_2022_JP in data else utf8
    if _share_of_broken(utf8) <= MAX_BROKEN_UNDECLARED:
        return utf8
    usable = (one for one, _ in found if one.problems and _share_of_broken(one) <= MAX_BROKEN_DECLARED)
    return next(usable, None) or _guessed(data, declared)


def _guessed(data: bytes, declared: Sequence[str]) -> Decoded:
    """Decode data in its likeliest encoding, and report that."""
    encoding = likeliest_encoding(data)
    found = _lenient(data, encoding)
    if encoding in declared:
        return found
    wanted = f"text in {_public_name(declared[0])}, as declared" if declared else "text in UTF-8"
    guess = f"another encoding: {_public_name(encoding)}, the likeliest, was taken"
    line = data.count(b"\n", 0, len(data) - len(data.lstrip(ASCII))) + 1
    problem = mismatch("guessed-encoding", wanted, guess, f"line {line}")
    return Decoded(found.text, (problem, *found.problems))


def _lenient(data: bytes, encoding: str) -> Decoded:
    """Decode data, and report what had to be replaced."""
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    line = text.count("\n", 0, text.find(REPLACEMENT)) + 1
    found = f"bytes that are not, {text.count(REPLACEMENT)} times: U+FFFD stands for them"
    wanted = f"text in {_public_name(encoding)}"
    return Decoded(text, (mismatch("broken-encoding", wanted, found, f"line {line}"),))


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


def source_text(data: bytes | str) -> Decoded:
    """Decode a source as `decoded` does, but refuse one that is empty or too large.

    Raises:
        ParseError: the source is empty or larger than 200 MB, or as `decoded`.
    """
    if len(data) > MAX_SOURCE_SIZE:
        raise ParseError(
            f"the source is too large: wanted at most {MAX_SOURCE_SIZE:,} bytes, found {len(data):,}"
        )
    found = decoded(data)
    if not NO_BLANK.search(found.text):
        raise ParseError("the source is empty: wanted a page, data or other text")
    return found


def _utf16_without_bom(data: bytes) -> str | None:
    """Return the kind of UTF-16 that data is in, by the NUL bytes of its ASCII; None for binary data."""
    head = data[: HEAD_BYTES - HEAD_BYTES % 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) or max(even, odd) < max(MIN_NULS, len(head) // 4):
        return None
    return "utf-16-le" if odd else "utf-16-be"


def _declared_encodings(data: bytes, charset: str | None) -> list[str]:
    """Return Python's names of the encodings that the server and the page declare."""
    declared = META_CHARSET.search(data[:HEAD_BYTES]) or XML_ENCODING.match(data)
    labels = (charset, declared and declared.group(1).decode("ascii", "replace"))
    known = (_known_encoding(label) for label in labels if label)
    return list(dict.fromkeys(one for one in known if one))


def _known_encoding(label: str) -> str | None:
    name = label.strip("\"' ").lower()
    try:
        return LABELS.get(name) or ENCODINGS.get(codecs.lookup(name).name)
    except (LookupError, ValueError):  # ValueError: a NUL in the label
        return None


def _public_name(encoding: str) -> str:
    """Return the name of an encoding as the Encoding Standard has it."""
    name = PUBLIC_NAMES.get(encoding, encoding)
    return re.sub(r"^cp(?=125|874)", "windows-", name).replace("iso8859", "ISO-8859").replace("utf", "UTF")


def _share_of_broken(found: Decoded) -> float:
    """Return how many of the characters beyond ASCII, from 0 to 1, stand for what could not be decoded."""
    if not found.problems:
        return 0.0
    beyond_ascii = len(found.text) - len(found.text.encode("ascii", "ignore"))
    return found.text.count(REPLACEMENT) / beyond_ascii
