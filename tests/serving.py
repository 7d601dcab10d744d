"""A real HTTP server on this machine."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """A server that answers each path as `answers` says, and remembers the requests.

    requests: the headers of each
    paths:    the path of each
    bodies:   the body of each that has one
    most:     how many slow ones there were at one time
    released: is set where those that are held may be answered
    """

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.bodies: list[bytes] = []
        self.most = 0
        self.released = threading.Event()
        self._now = 0
        self._counting = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    def page(
        self, path: str, body: bytes, content_type: str = "text/html", status: int = 200, **headers: str
    ) -> str:
        """Answer a path with a page; the address of it."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            request.send_header("Content-Type", content_type)
            request.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = answer
        return self.address + path

    def zipped(self, path: str, body: bytes) -> str:
        return self.page(path, gzip.compress(body), Content_Encoding="gzip")

    def dripping(self, path: str, before: bytes) -> str:
        """Answer with a few bytes, and then one more at a time for ever."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.wfile.write(before)
            try:
                while True:
                    request.wfile.write(b"x")
                    request.wfile.flush()
                    time.sleep(0.05)
            except OSError:
                pass  # the client has hung up

        self.answers[path] = answer
        return self.address + path

    def tagged(self, path: str, body: bytes, **headers: str) -> str:
        """Answer with an ETag, and with 304 to those who have that already; the headers go with both."""
        tag = f'"{hash(body)}"'

        def answer(request: BaseHTTPRequestHandler) -> None:
            unchanged = request.headers.get("If-None-Match") == tag
            request.send_response(304 if unchanged else 200)
            for name, value in {"ETag": tag, "Content-Length": str(len(body)), **headers}.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            if not unchanged:
                request.wfile.write(body)

        self.answers[path] = answer
        return self.address + path

    def cut_off(self, path: str, body: bytes) -> str:
        """Answer with less than is announced."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            request.send_header("Content-Length", str(len(body) + 1))
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = answer
        return self.address + path

    def slow(self, path: str, body: bytes, seconds: float) -> str:
        """Answer after a while."""
        url = self.page(path, body)
        at_last = self.answers[path]

        def answer(request: BaseHTTPRequestHandler) -> None:
            with self._counted():  # not while it answers: a client has the answer before this has ended
                time.sleep(seconds)
            with suppress(OSError):  # the client has hung up
                at_last(request)

        self.answers[path] = answer
        return url

    def held(self, path: str, body: bytes) -> str:
        """Answer when `released` is set, as it is at the end."""
        url = self.page(path, body)
        at_last = self.answers[path]

        def answer(request: BaseHTTPRequestHandler) -> None:
            self.released.wait()
            with suppress(OSError):  # the client has hung up
                at_last(request)

        self.answers[path] = answer
        return url

    def in_turn(self, path: str, answers: Iterable[Answer]) -> str:
        """Answer each request with the next of some answers."""
        left = iter(answers)
        self.answers[path] = lambda request: next(left)(request)
        return self.address + path

    def answer(self, status: int, body: bytes = b"", **headers: str) -> Answer:
        """An answer for `in_turn`."""
        self.page("/-", body, status=status, **headers)
        return self.answers.pop("/-")

    def close(self) -> None:
        self.released.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._counting:
            self._now += 1
            self.most = max(self.most, self._now)
        yield
        with self._counting:
            self._now -= 1

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.requests.append(dict(self.headers))
                server.paths.append(self.path)
                answer = server.answers.get(self.path)
                if answer is None:
                    self.send_error(404)
                else:
                    answer(self)

            def do_POST(self) -> None:
                server.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                self.do_GET()

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler
