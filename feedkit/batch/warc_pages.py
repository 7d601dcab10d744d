"""The pages of a WARC file (ISO 28500): its HTML answers with status 200.

A record that is damaged costs itself, where the file shows at which byte the next one begins: records that
are not compressed, or each by itself, as the standard recommends. Else it costs the rest of the file.
"""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, WarcReader, ZstdReader
from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord, WarcRecordType

from feedkit.batch.page_rows import MAX_PAGE_SIZE, Page, is_html_type
from feedkit.batch.watched_file import WatchedFile
from feedkit.errors import ParseError

MAX_DAMAGES = 1000  # of one file, that are passed over
BLOCK_SIZE = 1 << 20  # bytes in which the next record is searched at one time
GZIP, ZSTD, PLAIN = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/1."  # what a record begins with
BETWEEN = b"\r\n\r\n"  # records that are not compressed


class WarcPages:
    """The pages of one file, which are read once, in their order.

    Args:
        file: the file.
        skipped: counts the answers that are no pages, by why: "status", or "not-html".
    """

    def __init__(self, file: WatchedFile, skipped: Counter[str]) -> None:
        self._file = file
        self._skipped = skipped
        self._is_damaged = False  # whether a row says so of the last record

    def __iter__(self) -> Iterator[Page]:
        """Yield the pages, and one without content for each damage.

        Raises:
            ParseError: it is no WARC file.
            Exception: the file cannot be read; its `failure` is why.
        """
        sign = self._sign()
        offset, is_archive = 0, False
        for _ in range(MAX_DAMAGES):
            position, self._is_damaged = offset, offset > 0
            last: list[Page] = []
            self._file.seek(offset)
            try:
                for record in ArchiveIterator(self._file):
                    yield from last  # its end is as it should be
                    position, is_archive, self._is_damaged = record.stream_pos, True, False
                    last = list(self._pages(record))
                yield from last
                return
            except OSError as error:
                self._check(error)
                damage = str(error)
            if not last or self._is_damaged or sign != GZIP or self._is_whole(position):
                yield from last
            else:
                self._is_damaged = True
                yield from (_damaged(page, damage) for page in last)
            next_start = self._next_start(sign, position + 1)
            if next_start is None and not is_archive:
                raise ParseError(f"wanted a WARC file, found another one: {damage}")
            if not self._is_damaged:
                damage = f"the archive is damaged behind byte {position:,}: {damage}"
                yield Page(None, None, reason="corrupt", error=damage)
            if next_start is None:
                return
            offset = next_start

    def _sign(self) -> bytes:
        """Return what the records of the file begin with."""
        head = self._file.read(BLOCK_SIZE)
        found = {head.find(sign): sign for sign in (GZIP, ZSTD, PLAIN) if sign in head}
        first = found[min(found)] if found else PLAIN
        return BETWEEN + PLAIN if first == PLAIN else first

    def _check(self, error: OSError) -> None:
        """Raise an error whose cause is not the content of the file."""
        if self._file.failure is not None:
            raise error

    def _pages(self, record: WarcRecord) -> Iterator[Page]:
        """Yield the page of a record, if it is one."""
        if record.record_type != WarcRecordType.response:
            return
        if not record.is_http_parsed or record.http_headers.status_code != 200:
            self._skipped["status"] += 1
            return
        content_type = record.http_headers.get("Content-Type")
        if not is_html_type(content_type):
            self._skipped["not-html"] += 1
            return
        url = (record.headers.get("WARC-Target-URI") or "").strip(" <>") or None
        page = Page(url, None, content_type, record.record_date)
        try:
            yield self._with_content(page, record)
        except OSError as error:
            self._check(error)
            self._is_damaged = True
            yield _damaged(page, str(error))

    def _with_content(self, page: Page, record: WarcRecord) -> Page:
        if cut := record.headers.get("WARC-Truncated"):
            return page._replace(reason="truncated", error=f"the archive has only a part of it: {cut}")
        stored = _read(record.reader)
        if len(stored) <= MAX_PAGE_SIZE:
            if len(stored) < record.content_length:
                found = f"wanted {record.content_length:,} bytes, found {len(stored):,}"
                return page._replace(reason="truncated", error=f"the archive has only a part of it: {found}")
            stored = _decoded(stored, record.http_headers)
        return page._replace(html=stored)  # where it is too large, that is found when it is read

    def _is_whole(self, offset: int) -> bool:
        """Return whether the gzip member at an offset is as it was written."""
        self._file.seek(offset)
        unpacking = zlib.decompressobj(wbits=31)
        try:
            while not unpacking.eof and (block := unpacking.unconsumed_tail or self._file.read(BLOCK_SIZE)):
                unpacking.decompress(block, BLOCK_SIZE)
        except zlib.error:
            return False
        return unpacking.eof

    def _next_start(self, sign: bytes, offset: int) -> int | None:
        """Return where the next record begins, from an offset on; None where there is none."""
        self._file.seek(offset)
        rest, end = b"", offset
        while block := self._file.read(BLOCK_SIZE):
            text = rest + block
            end += len(block)
            found = text.find(sign)
            if found >= 0:
                return end - len(text) + found + (len(BETWEEN) if sign.startswith(BETWEEN) else 0)
            rest = text[1 - len(sign) :]
        return None


def _damaged(page: Page, damage: str) -> Page:
    return page._replace(html=None, reason="corrupt", error=f"the archive is damaged there: {damage}")


def _read(reader: WarcReader) -> bytes:
    """Return what there is to read, and of what is too large a part that is too large too."""
    parts, size = [], 0
    while size <= MAX_PAGE_SIZE and (part := reader.read(MAX_PAGE_SIZE + 1 - size)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _decoded(stored: bytes, headers: HeaderMap) -> bytes:
    """Return the content of an answer; archives often keep the names of encodings that they have undone.

    Raises:
        OSError: it is not in the encoding that it begins in.
    """
    encodings = [
        *_names(headers.get("Transfer-Encoding")),
        *reversed(_names(headers.get("Content-Encoding"))),
    ]
    for encoding in encodings:
        reader: WarcReader | None = None
        if encoding == "chunked" and _is_chunked(stored):
            reader = ChunkedReader(io.BytesIO(stored))
        elif encoding in ("gzip", "x-gzip") and stored.startswith(GZIP):
            reader = GzipReader(io.BytesIO(stored))
        elif encoding == "deflate" and stored[:1] == b"\x78":
            reader = GzipReader(io.BytesIO(stored), zlib=True)
        elif encoding == "zstd" and stored.startswith(ZSTD):
            reader = ZstdReader(io.BytesIO(stored))
        elif encoding == "br" and b"<" not in stored[:1]:
            reader = BrotliReader(io.BytesIO(stored))
        stored = stored if reader is None else _read(reader)
    return stored


def _names(header: str | None) -> list[str]:
    return [name.strip().lower() for name in (header or "").split(",")]


def _is_chunked(stored: bytes) -> bool:
    """Return whether a content begins with the size of a chunk (RFC 9112, section 7.1)."""
    size = stored[:20].partition(b"\r\n")[0].partition(b";")[0].strip()
    return 0 < len(size) <= 8 and all(byte in b"0123456789abcdefABCDEF" for byte in size)
