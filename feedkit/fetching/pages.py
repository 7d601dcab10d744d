"""One visit to an address: redirects followed by hand, the body read within the limits, failures in words."""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from http.cookiejar import CookieJar
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import httpcore2
import httpx2

from feedkit.errors import FetchError, Problem
from feedkit.fetching import obstacles
from feedkit.fetching.deadline import Deadline
from feedkit.fetching.json_answers import JsonAnswer
from feedkit.values.decoding import decoded
from feedkit.values.logins import has_login, without_login
from feedkit.values.request_settings import PLAIN, Request, basic_authorization
from feedkit.version import __version__

TIME_LIMIT = 20.0  # seconds, for everything together
SIZE_LIMIT = 20_000_000  # bytes, after decompression
REDIRECT_LIMIT = 5
PARTIAL = 206
PERMANENT = frozenset({301, 308})
ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5"
FEED_OR_DATA = re.compile(rb"\s*(?:[\[{]|(?:<\?xml[^>]{0,200}>\s*)?<(?:rss|feed|rdf:RDF)\b)")
NOT_TEXT = ("application/pdf", "application/zip", "audio/", "font/", "image/", "video/")
FAILURES = (
    *(httpx2.HTTPError, httpx2.InvalidURL),
    *(httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol),
    httpcore2.ProxyError,
)
TIMEOUTS = (httpx2.TimeoutException, httpcore2.TimeoutException)


class Cookie(NamedTuple):
    """A cookie that a site has set, for a host or, if its domain begins with a dot, for all below it."""

    name: str
    value: str
    domain: str
    path: str
    secure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address answered.

    url:         the address it came from in the end, after redirects, without a password and a fragment
    content:     text where the server declares the encoding, else bytes
    from_cache:  the content is the stored one, still fresh or confirmed by the server (304)
    problems:    those of the encoding of text
    moved_to:    the address to use from now on, where the first redirects were permanent (301, 308)
    is_html:     whether a browser can show it
    cookies:     that were set on the way to it
    is_rendered: whether the content is what a browser has made of it
    answers:     the data that it fetched then
    """

    url: str
    content: str | bytes
    from_cache: bool = False
    problems: tuple[Problem, ...] = ()
    moved_to: str | None = None
    is_html: bool = field(default=False, compare=False)
    cookies: tuple[Cookie, ...] = field(default=(), repr=False)
    is_rendered: bool = False
    answers: tuple[JsonAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How an address is visited.

    transport:  what asks the servers
    headers:    of every request
    deadline:   when it must be over
    seconds:    the time limit that the deadline came from, for the message
    size_limit: bytes of the body after decompression
    whole:      whether a larger body is an error; else it is cut
    request:    what is sent, beyond that, for the source that the address belongs to
    """

    transport: httpx2.BaseTransport
    headers: dict[str, str]
    deadline: Deadline
    seconds: float
    size_limit: int
    whole: bool = True
    request: Request = PLAIN

    def page(self, url: str) -> Page:
        """The page at an address.

        Raises:
            FetchError: as `fetch`. Its `__cause__` is what happened on the network, if anything did.
            ParseError: as `fetch`.
        """
        shown = without_login(url)
        try:
            address = httpx2.URL(url)
            shown = shown_url(address) if address.host else shown
            client = httpx2.Client(transport=self.transport, headers=self._headers, trust_env=False)
            return self._follow(client, self._first(client, url, address))
        except TIMEOUTS as error:
            message = f"{shown}: no complete answer within {self.seconds:g} seconds"
            raise FetchError(message, url=shown) from error
        except httpx2.HTTPStatusError as error:
            raise self._refused(error) from error
        except httpx2.InvalidURL as error:
            reason = "it is no valid address" if has_login(url) else str(error)  # which quotes a part of it
            raise FetchError(f"{shown}: {reason}", url=shown) from error
        except FAILURES as error:
            raise FetchError(f"{shown}: {_reason(error)}", url=shown) from error

    @property
    def _headers(self) -> dict[str, str]:
        """The headers that every address gets."""
        return self.headers | self.request.general_headers

    def _first(self, client: httpx2.Client, url: str, address: httpx2.URL) -> httpx2.Request:
        """Return the first request; a login in the address becomes a header, which other hosts do not get."""
        target = address.copy_with(userinfo=b"")
        if self.request.posts_to(url):
            content = {"Content-Type": self.request.content_type}
            request = client.build_request("POST", target, content=self.request.body, headers=content)
        else:
            request = client.build_request("GET", target)
        if address.userinfo:
            request.headers["Authorization"] = basic_authorization(address.username, address.password)
        return self._addressed(request)

    def _addressed(self, request: httpx2.Request) -> httpx2.Request:
        """Return a request with what its origin gets, and without what only another one gets."""
        given = self.request
        at_home = given.is_for(shown_url(request.url))
        if at_home and given.query:
            request.extensions["query"] = given.query  # it may be a secret, and so is in no address
            request.url = _without_parameters(request.url, given.query)
        else:
            request.extensions.pop("query", None)
        url = shown_url(request.url)
        for name, value in given.headers.items():
            if at_home:
                request.headers[name] = value
            elif name in request.headers:
                del request.headers[name]
        for name, value in self._headers.items():
            request.headers.setdefault(name, value)
        if at_home and given.cookies:
            request.headers["Cookie"] = cookie_header(given.cookies, request.headers.get("Cookie", ""))
        if request.method != "GET" and not at_home:
            raise FetchError(
                f"{url}: what is sent by POST would go to another host, and is not sent", url=url
            )
        request.extensions |= extensions_for(given, url)  # a secret's mark stays: an answer may lead on
        return request

    def _follow(self, client: httpx2.Client, request: httpx2.Request) -> Page:
        """By hand, as the client would read the body of every redirect without a limit."""
        chain: list[str] = []
        moved_to, permanent = None, True
        for _ in range(REDIRECT_LIMIT + 1):
            chain.append(shown_url(request.url))
            response = client.send(request, stream=True)
            try:
                if response.next_request is None:
                    return replace(
                        self._page(response, chain[0]),
                        moved_to=moved_to if moved_to != chain[0] else None,
                        cookies=tuple(_cookies(client.cookies.jar)),
                    )
                request = self._addressed(response.next_request)
                permanent = permanent and response.status_code in PERMANENT
                moved_to = shown_url(request.url) if permanent else moved_to
            finally:
                response.close()
        raise FetchError(
            f"{chain[0]}: redirects more than {REDIRECT_LIMIT} times{_loop(chain)}", url=chain[0]
        )

    def _page(self, response: httpx2.Response, first: str) -> Page:
        url = shown_url(response.url)
        if not response.is_success or response.status_code == PARTIAL:  # as no range was asked for
            raise httpx2.HTTPStatusError("no page", request=response.request, response=response)
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media_type.startswith(NOT_TEXT):
            raise FetchError(f"{url}: wanted a page, data or other text, found {media_type}", url=url)
        body = b"".join(self._limited(response, url))
        if why := obstacles.refused_by_page(first, url, response.headers, body, sent=self.request.is_private):
            raise FetchError(f"{first}: {why}", url=first)
        charset = response.charset_encoding
        from_cache = bool(response.extensions.get("caching", {}).get("from_cache"))
        is_html = "html" in media_type and not FEED_OR_DATA.match(body)
        page = Page(url=url, content=body, from_cache=from_cache, is_html=is_html)
        if charset is None:
            return page
        found = decoded(body, charset)
        return replace(page, content=found.text, problems=found.problems)

    def _refused(self, error: httpx2.HTTPStatusError) -> FetchError:
        """Return what an answer of 400 and above says, with what can be tried where that is known."""
        url, response = shown_url(error.request.url), error.response
        status = f"{response.status_code} {response.reason_phrase}".strip()
        private = self.request.is_private or "Authorization" in error.request.headers
        beginning = response.extensions.get("beginning", b"")
        advice = obstacles.advice(
            response.status_code,
            response.headers,
            beginning,
            sent=private and (self.request.is_for(url) or not self.request.is_private),
            kept_back=self.request.is_private and not self.request.is_for(url),
        )
        return FetchError(f"{url}: answered {status}", url=url, status=response.status_code, advice=advice)

    def _limited(self, response: httpx2.Response, url: str) -> Iterator[bytes]:
        """The body. Each decoder of httpx2 hands out at most 1 MiB at a time, however much it could."""
        room = self.size_limit
        for chunk in response.iter_bytes():
            if len(chunk) > room:
                if self.whole:
                    raise FetchError(f"{url}: larger than {self.size_limit / 1e6:g} MB", url=url)
                yield chunk[:room]
                return
            room -= len(chunk)
            self.deadline.seconds_left()
            yield chunk


def shown_url(url: httpx2.URL) -> str:
    """An address as it may be shown and published."""
    return str(url.copy_with(userinfo=b"", fragment=None))


def user_agent(contact: str | None = None) -> str:
    """The name that feedkit gives to servers, as RFC 9110, section 10.1.5, has it."""
    return f"feedkit/{__version__} (+{contact})" if contact else f"feedkit/{__version__}"


def causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and what led to it, each once."""
    cause: BaseException | None = error
    seen: set[int] = set()
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__


def _without_parameters(url: httpx2.URL, query: str) -> httpx2.URL:
    """Return an address without the parameters that are added to it, as a redirect may have them."""
    added = set(parse_qsl(query, keep_blank_values=True))
    parts = url.query.decode("ascii").split("&")
    kept = [part for part in parts if added.isdisjoint(parse_qsl(part, keep_blank_values=True))]
    return url if kept == parts else url.copy_with(query="&".join(kept).encode() or None)


def cookie_header(given: Mapping[str, str], header: str) -> str:
    """Return a Cookie header with the cookies of a request, and those that a site has set since."""
    pairs = (pair.partition("=") for pair in header.split("; ") if pair)
    cookies = {**given, **{name: value for name, _, value in pairs}}
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def _cookies(jar: CookieJar) -> Iterator[Cookie]:
    """Yield cookies; Python's jar adds `.local` to a host without a dot."""
    for one in jar:
        domain = one.domain if one.domain_specified else one.domain.removesuffix(".local")
        yield Cookie(one.name, one.value or "", domain, one.path, one.secure)


def extensions_for(given: Request, url: str) -> dict[str, Any]:
    """Return what the cache has to know of a request to an address: a secret one, and what it varies by."""
    at_home = given.is_for(url)
    varying = given.general_headers | (dict(given.headers) if at_home else {})
    caching = {"key": _cache_key(url, varying)} if varying else {}
    return {"caching": caching} | ({"secret": True} if at_home and given.is_secret else {})


def _loop(chain: list[str]) -> str:
    """How the redirects go round, unless it is one address that leads to itself."""
    last = chain[-1]
    earlier = [at for at, url in enumerate(chain[:-1]) if url == last]
    if not earlier or earlier[-1] == len(chain) - 2:
        return ""
    return f", in a loop: {' -> '.join(chain[earlier[-1] :])}"


def _cache_key(url: str, headers: Mapping[str, str]) -> str:
    """Return what an answer is kept under that depends on headers which not all requests have."""
    return sha256(json.dumps([url, sorted(headers.items())]).encode()).hexdigest()


def _reason(error: BaseException) -> str:
    for cause in causes(error):
        if isinstance(cause, ConnectionRefusedError):
            return "the connection was refused"
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate is not valid: {cause.verify_message}"
        if isinstance(cause, ssl.SSLError):
            return f"no secure connection: {cause.reason or cause}"
    return str(error) or type(error).__name__
