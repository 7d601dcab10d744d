"""A SOCKS 5 proxy on this machine (RFC 1928), which connects to one server whatever is asked for."""

from __future__ import annotations

import socket
import threading
from contextlib import closing, suppress

NO_LOGIN, WITH_LOGIN = 0, 2
NAME = 3  # the kind of an address that is the name of a host
LENGTHS = {1: 4, 4: 16}  # bytes of the other kinds: IPv4 and IPv6


class SocksProxy:
    """A proxy; `asked` has the hosts and ports that it was asked for, `logins` what it was sent as logins."""

    def __init__(self, target: str, *, method: int = NO_LOGIN) -> None:
        host, _, port = target.rpartition("//")[2].partition(":")
        self._target = host, int(port)
        self._method = method
        self.asked: list[tuple[str, int]] = []
        self.logins: list[tuple[str, str]] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._server.getsockname()[1]}"

    def close(self) -> None:
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(client,), daemon=True).start()

    def _answer(self, client: socket.socket) -> None:
        with closing(client), client.makefile("rwb", buffering=0) as stream:
            stream.read(stream.read(2)[1])
            stream.write(bytes((5, self._method)))
            if self._method == WITH_LOGIN:
                stream.read(1)
                user, password = (stream.read(stream.read(1)[0]).decode() for _ in range(2))
                self.logins.append((user, password))
                stream.write(bytes((1, 0)))
            kind = stream.read(4)[3]
            raw = stream.read(stream.read(1)[0] if kind == NAME else LENGTHS[kind])
            host = raw.decode() if kind == NAME else socket.inet_ntop(socket.AF_INET, raw)
            self.asked.append((host, int.from_bytes(stream.read(2))))
            stream.write(bytes((5, 0, 0, 1, *bytes(6))))
            with socket.create_connection(self._target) as server:
                threading.Thread(target=_copy, args=(client, server), daemon=True).start()
                _copy(server, client)


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(65536):
            target.sendall(chunk)
