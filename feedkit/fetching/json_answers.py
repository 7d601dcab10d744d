"""The JSON that a page fetched while a browser showed it: often the list itself, at an address of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_ANSWERS = 50  # of one page that are kept, the first
MAX_ANSWER_BYTES = 5_000_000  # of one body; a larger answer is not kept
MAX_ANSWERS_BYTES = 20_000_000  # of all bodies together


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonAnswer:
    """One answer in JSON to a request of a page's scripts. What was sent may hold secrets: it is not shown.

    method:           of the request, in capitals: GET, POST…
    url:              its address, without a fragment
    request_headers:  what the browser sent, cookies and logins among it; names in lower case
    request_body:     None where there was none
    status:           of the answer
    content_type:     of the answer, without its parameters, in lower case
    body:             of the answer, after decompression
    """

    method: str
    url: str
    request_headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    request_body: bytes | None = field(default=None, repr=False)
    status: int
    content_type: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page as a browser showed it.

    html:     the document after its scripts have run
    address:  of the page in the end, after redirects; not one that scripts have only written above it
    answers:  the JSON that it fetched, in the order of the requests
    """

    html: str = field(repr=False)
    address: str
    answers: tuple[JsonAnswer, ...] = ()
