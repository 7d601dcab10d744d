"""A URL to the page behind it: bounded in time and size, and never into the private network unasked.

Importing this module imports httpx2, so it is imported only where a source is a URL.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import httpcore2
import httpx2

from feedkit.errors import FetchError
from feedkit.parsers.sources import decode
from feedkit.urls import HIGHEST_PORT

TIME_LIMIT = 20.0  # seconds, for everything together
SIZE_LIMIT = 20_000_000  # bytes, after decompression
REDIRECT_LIMIT = 5
ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5"
NOT_TEXT = ("application/pdf", "application/zip", "audio/", "font/", "image/", "video/")
FAILURES = (
    *(httpx2.HTTPError, httpx2.InvalidURL),
    *(httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol),
)
EMBEDDED_IPV4 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address answered.

    url:      the address it came from in the end, after redirects, without a password and a fragment
    content:  text where the server declares the encoding, else bytes
    """

    url: str
    content: str | bytes


def fetch(
    url: str,
    *,
    time_limit: float = TIME_LIMIT,
    size_limit: int = SIZE_LIMIT,
    allow_private: bool = False,
) -> Page:
    """Fetch a page over HTTP or HTTPS.

    Args:
        url: an absolute http(s) address.
        time_limit: seconds for all of it: looking up the host, connecting, redirects and the whole body.
        size_limit: bytes of the body after decompression.
        allow_private: also fetch from this machine and from private networks.

    Raises:
        FetchError: there is no such host, it does not answer in time, answers with an error or with something
            that is no text, answers too much, redirects too often, or is not public.
        ParseError: the server declares an encoding for what is binary data.
    """
    deadline = _Deadline(time_limit)
    transport = _Transport(_GuardedNetwork(deadline, allow_private))
    shown = url
    try:
        address = httpx2.URL(url)
        shown = _shown(address) if address.host else url
        with httpx2.Client(transport=transport, headers=_headers(), trust_env=False) as client:
            return _follow(client, client.build_request("GET", address), deadline, size_limit)
    except (httpx2.TimeoutException, httpcore2.TimeoutException) as error:
        raise FetchError(f"{shown}: no complete answer within {time_limit:g} seconds", url=shown) from error
    except FAILURES as error:
        raise FetchError(f"{shown}: {_reason(error)}", url=shown) from error


def _shown(url: httpx2.URL) -> str:
    """An address as it may be shown and published."""
    return str(url.copy_with(userinfo=b"", fragment=None))


def _headers() -> dict[str, str]:
    from feedkit import __version__

    return {"User-Agent": f"feedkit/{__version__}", "Accept": ACCEPT}


def _follow(client: httpx2.Client, request: httpx2.Request, deadline: _Deadline, size_limit: int) -> Page:
    """By hand, as the client would read the body of every redirect without a limit."""
    url = _shown(request.url)
    for _ in range(REDIRECT_LIMIT + 1):
        response = client.send(request, stream=True)
        try:
            if response.next_request is None:
                return _page(response, deadline, size_limit)
            request = response.next_request
        finally:
            response.close()
    raise FetchError(f"{url}: redirects more than {REDIRECT_LIMIT} times", url=url)


def _page(response: httpx2.Response, deadline: _Deadline, size_limit: int) -> Page:
    url = _shown(response.url)
    if not response.is_success:
        status = f"{response.status_code} {response.reason_phrase}".strip()
        raise FetchError(f"{url}: answered {status}", url=url, status=response.status_code)
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media_type.startswith(NOT_TEXT):
        raise FetchError(f"{url}: wanted an HTML page or plain text, found {media_type}", url=url)
    body = b"".join(_limited(response, url, deadline, size_limit))
    charset = response.charset_encoding
    return Page(url=url, content=decode(body, charset) if charset else body)


def _limited(response: httpx2.Response, url: str, deadline: _Deadline, size_limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > size_limit:
            raise FetchError(f"{url}: larger than {size_limit / 1e6:g} MB", url=url)
        deadline.seconds_left()
        yield chunk


def _reason(error: BaseException) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ConnectionRefusedError):
            return "the connection was refused"
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate is not valid: {cause.verify_message}"
        if isinstance(cause, ssl.SSLError):
            return f"no secure connection: {cause.reason or cause}"
        cause = cause.__cause__ or cause.__context__
    return str(error) or type(error).__name__


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also where it wraps an IPv4 address."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour
        if ip in EMBEDDED_IPV4:
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
    return ip.is_global and not ip.is_multicast


class _Deadline:
    """One time limit over all operations."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def seconds_left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore2.TimeoutException("the time limit is reached")
        return left


class _GuardedNetwork(httpcore2.NetworkBackend):
    """Connects to the very address that it has checked, so that no second look-up can differ."""

    def __init__(self, deadline: _Deadline, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._network = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        addresses = self._addresses(host, port)
        for untried in range(len(addresses), 0, -1):  # each gets an equal share of the time that is left
            share = self._deadline.seconds_left() / untried
            try:
                address = addresses[-untried]
                stream = self._network.connect_tcp(address, port, share, local_address, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if untried == 1:
                    raise
        raise httpcore2.ConnectError(f"the host {host} has no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        addresses = _looked_up(host, port, self._deadline)
        private = [address for address in addresses if not is_public(address)]
        if private and not self._allow_private:
            name = host if host == private[0] else f"{host} ({private[0]})"
            raise httpcore2.ConnectError(
                f"{name} is an address of this machine or of a private network: "
                "pass --allow-private (allow_private=True) to fetch from it"
            )
        return addresses


def _looked_up(host: str, port: int, deadline: _Deadline) -> list[str]:
    """The addresses of a host. The system's resolver knows no time limit, so it is asked in a thread."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(info[4][0]) for info in found)))
        except (OSError, ValueError) as error:  # ValueError: a label over 63 characters, a NUL
            answers.put(error)

    if port > HIGHEST_PORT:  # which the resolver would cut to 16 bits
        raise httpcore2.ConnectError(f"there is no port {port}: ports go up to {HIGHEST_PORT}")
    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.seconds_left())
    except queue.Empty:
        raise httpcore2.ConnectTimeout(f"no answer about the host {host}") from None
    if isinstance(answer, Exception):
        raise httpcore2.ConnectError(f"there is no host named {host}") from answer
    return answer


class _TimedStream(httpcore2.NetworkStream):
    """A connection whose every operation ends at the one deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: _Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.seconds_left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.seconds_left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.seconds_left())
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Transport(httpx2.BaseTransport):
    """httpx2's own transport, with a network of ours."""

    def __init__(self, network: httpcore2.NetworkBackend) -> None:
        self._pool = httpcore2.ConnectionPool(network_backend=network)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
