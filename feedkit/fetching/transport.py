"""httpx2's own transport, with a network of ours, on which an error is no answer."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import cast

import httpcore2
import httpx2

from feedkit.errors import FetchError
from feedkit.fetching.guard import GuardedNetwork

MAX_BEGINNING = 16_384  # bytes of the body of an answer that is an error
EXPLAINED = (403, 405, 429, 503)  # whose body may say more
NO_SOCKS = 'a SOCKS proxy needs the extra "socks", which is not installed: README tells how to install extras'
UNREADABLE = (httpx2.HTTPError, httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException)


class Transport(httpx2.BaseTransport):
    """Asks a server. An answer of 400 and above is raised, so that nothing above keeps it as a page.

    Args:
        network: what connects; it says which hosts may be asked.
        tls: how connections are secured; by default, as the system does.
        proxy: address of an HTTP or SOCKS proxy, which may have a login.

    Raises:
        FetchError: the package is not installed that a SOCKS proxy needs.
    """

    def __init__(
        self, network: GuardedNetwork, tls: ssl.SSLContext | None = None, *, proxy: str | None = None
    ) -> None:
        self._network = network
        self._proxy = None if proxy is None else httpx2.URL(proxy)
        if self._proxy is None:
            self._pool = httpcore2.ConnectionPool(network_backend=network, ssl_context=tls)
        else:
            self._pool = _proxy_pool(self._proxy, network, tls)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        host, extensions = request.url.raw_host, request.extensions
        if self._proxy is not None:
            addresses = self._network.check_proxied(request.url.host, request.url.port or 0)
            if (
                self._proxy.scheme == "socks5" and addresses
            ):  # the proxy gets the very address that was checked
                host, extensions = addresses[0].encode(), {**extensions, "sni_hostname": request.url.host}
        with _socks_failures(self._proxy):
            answer = self._pool.handle_request(
                httpcore2.Request(
                    method=request.method,
                    url=httpcore2.URL(
                        scheme=request.url.raw_scheme,
                        host=host,
                        port=request.url.port,
                        target=_target(request),
                    ),
                    headers=request.headers.raw,
                    content=cast("Iterable[bytes]", request.stream),
                    extensions=extensions,
                )
            )
        response = httpx2.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )
        if response.is_error:
            response.extensions["beginning"] = _beginning(response)
            response.close()
            raise httpx2.HTTPStatusError("an error", request=request, response=response)
        return response

    def close(self) -> None:
        self._pool.close()
        self._network.close()


def _target(request: httpx2.Request) -> bytes:
    """Return what of an address is sent: with the parameters that it is shown without."""
    target, added = request.url.raw_path, request.extensions.get("query", "")
    return target + (b"&" if b"?" in target else b"?") + added.encode() if added else target


def _proxy_pool(
    proxy: httpx2.URL, network: httpcore2.NetworkBackend, tls: ssl.SSLContext | None
) -> httpcore2.ConnectionPool:
    is_socks = proxy.scheme.startswith("socks")
    if is_socks and find_spec("socksio") is None:
        raise FetchError(f"{proxy.scheme}://{proxy.netloc.decode('ascii')}: {NO_SOCKS}")
    kind = httpcore2.SOCKSProxy if is_socks else httpcore2.HTTPProxy
    return kind(
        proxy_url=str(proxy.copy_with(userinfo=b"")),
        proxy_auth=(proxy.username, proxy.password) if proxy.userinfo else None,
        ssl_context=tls,
        network_backend=network,
    )


@contextmanager
def _socks_failures(proxy: httpx2.URL | None) -> Iterator[None]:
    """Raise a ProxyError where what answers as a SOCKS proxy is none, which httpcore2 asserts."""
    if proxy is None or not proxy.scheme.startswith("socks"):
        yield
        return
    import socksio  # an extra of its own

    try:
        yield
    except (socksio.SOCKSError, AssertionError, AttributeError, ValueError) as error:
        raise httpcore2.ProxyError("the proxy does not answer as a SOCKS 5 proxy does") from error


def _beginning(response: httpx2.Response) -> bytes:
    """Return the beginning of the body of an answer that is an error; b"" where it says no more."""
    found = b""
    if response.status_code in EXPLAINED:
        try:
            for chunk in response.iter_bytes():
                found += chunk
                if len(found) >= MAX_BEGINNING:
                    break
        except UNREADABLE:
            pass  # the status is what counts
    return found[:MAX_BEGINNING]


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
