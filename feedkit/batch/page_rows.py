"""One page of a batch becomes rows: one for each entry, or one that says why there are none.

Nothing that a page holds raises an error: that would cost the pages around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from typing import Any, NamedTuple

import pyarrow as pa

from feedkit import parsers
from feedkit.batch.entry_columns import ENTRY_FIELDS, SCHEMA, cell
from feedkit.errors import FeedkitError, NoEntriesError
from feedkit.finishing.normalising import normalised
from feedkit.garbage import rare_collections
from feedkit.parsers.reading import Reading
from feedkit.values.decoding import Decoded, decoded
from feedkit.values.logins import page_address, without_login

MAX_PAGE_SIZE = 5_000_000  # bytes or characters: such a page of many small elements needs 400 MB
MIN_CONFIDENCE = 0.3  # as a build has it: below it, most are no lists
HTML_TYPES = ("text/html", "application/xhtml+xml")
FEED_FIELDS = ("title", "subtitle", "language", "url", "icon")
REASONS = {
    "no-entries": "nothing on the page looks like a list of entries",
    "unsure": "the confidence is below `min_confidence`",
    "not-html": "it is something else: empty, by its media type, or by what it begins with",
    "unreadable": "it is binary, or nested too deep",
    "too-large": f"it has more than {MAX_PAGE_SIZE // 1_000_000} MB",
    "truncated": "the archive has only a part of it",
    "corrupt": "the archive is damaged there",
    "timeout": "reading it takes longer than the time limit",
    "crashed": "the process that reads it dies, or feedkit has a bug",
}

Row = Mapping[str, Any]


class Page(NamedTuple):
    """A page of a batch.

    url:           its address, as the batch has it
    html:          its content; None where that is lost
    content_type:  the header of that name; None where it is not known
    fetched:       the aware time at which it was fetched, where that is known
    reason:        why it cannot be read, one of REASONS, where that is known before
    error:         the same for people
    """

    url: str | None
    html: bytes | str | None
    content_type: str | None = None
    fetched: datetime | None = None
    reason: str | None = None
    error: str | None = None

    @property
    def size(self) -> int:
        return len(self.html or b"")


@dataclass(frozen=True, kw_only=True)
class PageOptions:
    """How the pages of a batch are read.

    min_confidence:  below it, a page has no entries but a reason: "unsure"
    timezone:        the IANA name of the zone that dates without one are in
    """

    min_confidence: float = MIN_CONFIDENCE
    timezone: str = "UTC"


def is_html_type(content_type: str | None) -> bool:
    """Return whether a header may be that of a page; one that is missing may."""
    return _header(content_type).get_content_type() in HTML_TYPES


class _RefusalError(Exception):
    """Raised if a page has no rows of entries; the arguments are a word for why, and a message."""

    def __init__(self, reason: str, message: str, **columns: object) -> None:
        super().__init__(reason, message)
        self.row = {"reason": reason, "error": message, **columns}


@rare_collections()
def rows_of(page: Page, options: PageOptions) -> list[Row]:
    """Return the rows of a page."""
    try:
        return list(_entry_rows(page, _reading(page, options)))
    except _RefusalError as refusal:
        return [_row(page, **refusal.row)]
    except NoEntriesError as error:
        return [failed_row(page, "no-entries", str(error), feeds=list(error.feeds))]
    except FeedkitError as error:
        return [failed_row(page, "unreadable", str(error))]
    except Exception as defect:
        failure = f"feedkit itself failed ({type(defect).__name__}: {defect})"
        return [failed_row(page, "crashed", f"{failure}: please report this bug, with the page")]


def failed_row(page: Page, reason: str, message: str, **columns: object) -> Row:
    """Return the row of a page without entries."""
    return _row(page, reason=reason, error=message, **columns)


def record_batch(rows: Iterable[Row]) -> pa.RecordBatch:
    """Return rows as Arrow has them; a column that a row lacks is null."""
    rows = list(rows)
    columns = [_column([row.get(field.name) for row in rows], field.type) for field in SCHEMA]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def _reading(page: Page, options: PageOptions) -> Reading:
    """Read a page.

    Raises:
        _RefusalError: it is no HTML page, or may have no entries.
        FeedkitError: it cannot be read.
    """
    text = _html(page)
    job = parsers.job_of(
        text.text,
        url=_address(page),
        timezone=options.timezone,
        now=page.fetched,
        name="page.html",  # the suffix of the address is not that of a file
        problems=text.problems,
    )
    kind = parsers.recognise(job)
    if kind != "html":
        raise _RefusalError("not-html", f"wanted an HTML page, found the format {kind}")
    reading = parsers.read(job)
    confidence, least = reading.confidence, options.min_confidence
    if confidence is not None and confidence < least:
        raise _RefusalError(
            "unsure",
            f"wanted a confidence of {least:.2f} that these are the entries, found {confidence:.2f}",
            confidence=confidence,
            feeds=list(reading.feeds),
        )
    return reading


def _html(page: Page) -> Decoded:
    """Return the text of a page."""
    if page.reason is not None:
        raise _RefusalError(page.reason, page.error or page.reason)
    if page.html is None:
        raise _RefusalError("unreadable", "wanted a page, found null")
    if page.size > MAX_PAGE_SIZE:
        raise _RefusalError(
            "too-large", f"wanted a page of up to {MAX_PAGE_SIZE:,} bytes, found {page.size:,}"
        )
    header = _header(page.content_type)
    if header.get_content_type() not in HTML_TYPES:
        raise _RefusalError("not-html", f"wanted an HTML page, found {header.get_content_type()}")
    charset = header.get_param("charset")
    text = decoded(page.html, charset if isinstance(charset, str) else None)
    if "<" not in text.text:
        raise _RefusalError("not-html", "wanted an HTML page, found a text without any tag")
    return text


def _header(content_type: str | None) -> Message:
    header = Message()
    header["Content-Type"] = " ".join((content_type or HTML_TYPES[0]).split())
    return header


def _address(page: Page) -> str | None:
    """Return the address that a page's links are resolved against; None where it has none."""
    try:
        return page_address(page.url)
    except ValueError:
        return None


def _entry_rows(page: Page, reading: Reading) -> Iterator[Row]:
    feed = normalised(reading.feed)
    of_page = {
        **{f"feed_{name}": getattr(feed, name) for name in FEED_FIELDS},
        "feeds": list(reading.feeds),
        "confidence": reading.confidence,
    }
    if not feed.entries:
        raise _RefusalError("no-entries", "no entries found")
    for position, entry in enumerate(feed.entries, 1):
        columns = {name: cell(getattr(entry, name)) for name in ENTRY_FIELDS}
        yield _row(page, position=position, **columns, **of_page)


def _row(page: Page, **columns: object) -> Row:
    url = without_login(page.url) if page.url is not None else None
    return {"page_url": url, "fetched": page.fetched, **columns}


def _column(values: list[Any], kind: pa.DataType) -> pa.Array[Any]:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # half of a character, which UTF-16 writes as two
        return pa.array([_encodable(value) for value in values], kind)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_encodable(one) for one in value]
    if isinstance(value, dict):
        return {name: _encodable(one) for name, one in value.items()}
    return value
