"""What a page in the browser asks for, answered by feedkit: the browser itself has no network.

So all that holds for a page that is fetched holds for what its scripts ask for: the guard, which checks each
address and connects to the very one that it has checked; robots.txt; what is sent, and to which host; the
proxy; the cache; and the limits, here for all requests of a page together.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import httpx2

from feedkit.errors import FetchError, Problem
from feedkit.fetching.deadline import Deadline
from feedkit.fetching.guard import Refused
from feedkit.fetching.json_answers import MAX_ANSWER_BYTES, MAX_ANSWERS, MAX_ANSWERS_BYTES, JsonAnswer
from feedkit.fetching.pages import FAILURES, TIMEOUTS, causes, cookie_header, extensions_for, shown_url
from feedkit.values.request_settings import PLAIN, Request
from feedkit.values.urls import split_url

MAX_REQUESTS = 300  # of one page, with those of its scripts
MAX_BYTES = 50_000_000  # of all answers of one page together, after decompression
MAX_REFUSALS = 3  # that are reported
ENCODINGS = "gzip, deflate, br, zstd"
PICTURES = frozenset({"Image"})
UNWANTED = frozenset(
    {"CSPViolationReport", "EventSource", "Font", "Manifest", "Media", "Ping", "Prefetch", "TextTrack"}
)
DATA = frozenset({"XHR", "Fetch"})
PICTURE_PATH = re.compile(r"\.(?:ico|png|jpe?g|gif|webp|avif|svg)\Z", re.I)
# An image that is shown at once: a page may replace one that fails by another.
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002014c003b")
NOT_PASSED_ON = frozenset(  # what the browser sends of itself, or the connection has
    {"accept-encoding", "accept-language", "connection", "content-length", "host", "proxy-connection"}
    | {"transfer-encoding", "user-agent"}
)
NOT_PASSED_BACK = frozenset(
    {"alt-svc", "connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding"}
)
JSON = re.compile(r"(?:application|text)/(?:[\w.-]+\+)?json\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request of a page, as the browser states it; `kind` is its resource type in DevTools' protocol."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the browser gets for it."""

    status: int
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)


class BlockedError(Exception):
    """Raised where a request is not answered; the page sees an error of the network."""


class PageRequests:
    """Answers what one page asks for; from any number of threads.

    Args:
        transport: what asks the servers; its network is guarded.
        admit: raises a FetchError where robots.txt does not allow an address.
        headers: of every request.
        request: what is sent, beyond that, for the source that the page belongs to.
        deadline: when all must be over.
    """

    def __init__(
        self,
        *,
        transport: httpx2.BaseTransport,
        admit: Callable[[str], None],
        headers: Mapping[str, str],
        deadline: Deadline,
        request: Request = PLAIN,
    ) -> None:
        self._transport = transport
        self._admit = admit
        self._headers = {**headers, **request.general_headers, "Accept-Encoding": ENCODINGS}
        self._request = request
        self._deadline = deadline
        self._left_requests = MAX_REQUESTS
        self._left_bytes = MAX_BYTES
        self._left_json = MAX_ANSWERS_BYTES
        self._answers: dict[int, JsonAnswer] = {}
        self._refusals: list[str] = []
        self._changing = threading.Lock()

    @property
    def answers(self) -> tuple[JsonAnswer, ...]:
        """Return the answers in JSON, in the order of their requests."""
        with self._changing:
            return tuple(answer for _, answer in sorted(self._answers.items()))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return which data the page asked for and did not get."""
        with self._changing:
            refusals = list(dict.fromkeys(self._refusals))[:MAX_REFUSALS]
        return tuple(
            Problem(rule="not-fetched", message=f"the page's scripts asked for more: {refusal}")
            for refusal in refusals
        )

    def answer(self, asked: Asked) -> Answer:
        """Return the answer to a request.

        Raises:
            BlockedError: it is not wanted, not allowed, beyond the limits, or cannot be had.
        """
        if asked.kind in PICTURES or (
            asked.kind == "Other" and PICTURE_PATH.search(split_url(asked.url).path)
        ):
            return Answer(status=200, headers=(("Content-Type", "image/gif"),), body=PIXEL)
        if not asked.url.lower().startswith(("http://", "https://")):
            raise BlockedError(f"{asked.url}: wanted an http(s) address")
        if asked.kind in UNWANTED or is_tracker(asked.url):
            raise BlockedError(f"{asked.kind} of {asked.url} is not wanted")
        number = self._counted()
        try:
            self._admit(asked.url)
            answer = self._fetched(asked)
        except (FetchError, *FAILURES, *TIMEOUTS) as error:
            self._note_refusal(asked, error)
            raise BlockedError(str(error)) from error
        self._keep_json(number, asked, answer)
        return answer

    def _counted(self) -> int:
        with self._changing:
            if not self._left_requests:
                raise BlockedError(f"the page asked for more than {MAX_REQUESTS} addresses")
            self._left_requests -= 1
            return MAX_REQUESTS - self._left_requests

    def _fetched(self, asked: Asked) -> Answer:
        request = self._outgoing(asked)
        self._deadline.seconds_left()
        try:
            response = self._transport.handle_request(request)
        except httpx2.HTTPStatusError as error:  # an answer like others, to a script
            response = error.response
            body = response.extensions.get("beginning", b"")
        else:
            try:
                body = self._body(response)
            finally:
                response.close()
        return Answer(status=response.status_code, headers=_passed_back(response), body=body)

    def _outgoing(self, asked: Asked) -> httpx2.Request:
        """Return a request with what feedkit sends, and with what only its origin gets."""
        request = httpx2.Request(asked.method, asked.url, content=asked.body)
        url, given = shown_url(request.url), self._request
        request.headers.update([one for one in asked.headers.items() if _is_passed_on(*one)])
        request.headers.update(self._headers)
        if given.is_for(url) and asked.method != "OPTIONS":  # which browsers send without either
            request.headers.update(given.headers)
            if given.cookies:
                request.headers["Cookie"] = cookie_header(given.cookies, request.headers.get("Cookie", ""))
        request.extensions |= extensions_for(given, url)
        return request

    def _body(self, response: httpx2.Response) -> bytes:
        parts = []
        for chunk in response.iter_bytes():
            with self._changing:
                self._left_bytes -= len(chunk)
                if self._left_bytes < 0:
                    raise BlockedError(f"the page asked for more than {MAX_BYTES / 1e6:g} MB")
            self._deadline.seconds_left()
            parts.append(chunk)
        return b"".join(parts)

    def _keep_json(self, number: int, asked: Asked, answer: Answer) -> None:
        content_type = next((value for name, value in answer.headers if name.lower() == "content-type"), "")
        media_type = content_type.partition(";")[0].strip().lower()
        size = len(answer.body)
        if not JSON.match(media_type) or size > MAX_ANSWER_BYTES or asked.kind == "Document":
            return
        kept = JsonAnswer(
            method=asked.method,
            url=asked.url.partition("#")[0],
            request_headers={name.lower(): value for name, value in asked.headers.items()},
            request_body=asked.body,
            status=answer.status,
            content_type=media_type,
            body=answer.body,
        )
        with self._changing:
            if len(self._answers) < MAX_ANSWERS and size <= self._left_json:
                self._left_json -= size
                self._answers[number] = kept

    def _note_refusal(self, asked: Asked, error: Exception) -> None:
        refused = isinstance(error, FetchError) or any(type(one) is Refused for one in causes(error))
        if refused and asked.kind in DATA:
            message = str(error)
            with self._changing:
                self._refusals.append(message if asked.url in message else f"{asked.url}: {message}")


@cache
def _trackers() -> frozenset[str]:
    lines = Path(__file__).with_name("trackers.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def is_tracker(url: str) -> bool:
    """Return whether an address is of a host that counts readers, or of one below it."""
    labels = (split_url(url).hostname or "").split(".")
    return any(".".join(labels[start:]) in _trackers() for start in range(len(labels)))


def _is_passed_on(name: str, value: str) -> bool:
    own = name.lower() in NOT_PASSED_ON or name.lower().startswith("sec-ch-")
    return value.isascii() and value.isprintable() and not own


def _passed_back(response: httpx2.Response) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, value)
        for name, value in response.headers.multi_items()
        if name.lower() not in NOT_PASSED_BACK and value.isascii() and value.isprintable()
    )
