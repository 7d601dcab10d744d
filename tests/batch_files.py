"""Files of pages that are made for a test: WARC records, compressed in each way."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from http import HTTPStatus

from tests.batch_readers import blog, url

HTML = "text/html; charset=utf-8"
DATE = "2024-03-09T12:00:00Z"


def record(kind: str, target: str, block: bytes, *headers: str) -> bytes:
    lines = (
        *("WARC/1.0", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{target}>", f"WARC-Date: {DATE}"),
        *(f"WARC-Target-URI: {target}", "Content-Type: application/http", f"Content-Length: {len(block)}"),
        *headers,
    )
    return "\r\n".join((*lines, "", "")).encode() + block + b"\r\n\r\n"


def answer(
    target: str, body: bytes | str, *headers: str, status: int = 200, content_type: str = HTML
) -> bytes:
    content = body.encode() if isinstance(body, str) else body
    lines = (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
        f"Content-Type: {content_type}",
        *headers,
        "",
        "",
    )
    return record("response", target, "\r\n".join(lines).encode() + content)


def blogs(numbers: Iterable[int]) -> list[bytes]:
    """Answers with a page of our own each."""
    return [answer(url(number), blog(number)) for number in numbers]


def gzipped(records: Iterable[bytes]) -> bytes:
    """Records, each compressed by itself, as the standard recommends."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
