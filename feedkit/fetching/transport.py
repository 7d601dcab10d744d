"""httpx2's own transport, with a network of ours, on which an error is no answer."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import httpcore2
import httpx2


class Transport(httpx2.BaseTransport):
    """Asks a server. An answer of 400 and above is raised, so that nothing above keeps it as a page."""

    def __init__(self, network: httpcore2.NetworkBackend, tls: ssl.SSLContext | None = None) -> None:
        self._pool = httpcore2.ConnectionPool(network_backend=network, ssl_context=tls)

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
        response = httpx2.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )
        if response.is_error:
            response.close()
            raise httpx2.HTTPStatusError("an error", request=request, response=response)
        return response

    def close(self) -> None:
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
