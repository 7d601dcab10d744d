"""Which addresses may be reached: the public internet, and private networks only when asked for."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Iterable

import httpcore2

from feedkit.fetching.deadline import Deadline, TimedStream
from feedkit.values.urls import MAX_PORT

EMBEDDED_IPV4 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # all that is given out of IPv6; the rest is no one's
# What the IANA's registries of special-purpose addresses say is not globally reachable, and multicast.
# Python's own answer changes from version to version. See https://www.iana.org/assignments/,
# iana-ipv4-special-registry and iana-ipv6-special-registry.
SPECIAL_IPV4 = [
    ipaddress.IPv4Network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
]
SPECIAL_IPV6 = [
    ipaddress.IPv6Network(block) for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
]


class Refused(httpcore2.ConnectError):
    """A host that is not connected to, however often one tries."""


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public internet, also where it wraps an IPv4 address."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in block for block in SPECIAL_IPV4)
    wrapped = ip.ipv4_mapped or ip.sixtofour
    if ip in EMBEDDED_IPV4:
        wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if wrapped is not None:
        return is_public(str(wrapped))
    return ip in GLOBAL_UNICAST and not any(ip in block for block in SPECIAL_IPV6)


class UnknownHost(Refused):
    """A host that the system knows no address of."""


class GuardedNetwork(httpcore2.NetworkBackend):
    """Connects to the very address that it has checked, so that no second look-up can differ.

    Args:
        deadline: when all must be over.
        allow_private: whether private addresses may be reached.
        proxy: address of a proxy, the only host that is connected to then; it may be a private one.
    """

    def __init__(self, deadline: Deadline, allow_private: bool, proxy: str | None = None) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._is_proxied = proxy is not None
        self._network = httpcore2.SyncBackend()
        self._opened: list[httpcore2.NetworkStream] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        addresses = self._addresses(host, port, allow_private=self._allow_private or self._is_proxied)
        for untried in range(len(addresses), 0, -1):  # each gets an equal share of the time that is left
            share = self._deadline.seconds_left() / untried
            try:
                address = addresses[-untried]
                stream = self._network.connect_tcp(address, port, share, local_address, socket_options)
                self._opened.append(stream)
                return TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if untried == 1:
                    raise
        raise httpcore2.ConnectError(f"the host {host} has no address")

    def close(self) -> None:
        """Close all connections: httpcore2 leaves one open where a proxy fails."""
        for stream in self._opened:
            stream.close()

    def check_proxied(self, host: str, port: int) -> list[str]:
        """Raise Refused if a host that a proxy is to be asked for is known here as a private one.

        Returns:
            Its addresses; none for a name that only the proxy knows, which is left to it.
        """
        try:
            return self._addresses(host, port, allow_private=self._allow_private)
        except httpcore2.ConnectError as error:
            if isinstance(error, Refused) and not isinstance(error, UnknownHost):
                raise
            return []

    def _addresses(self, host: str, port: int, *, allow_private: bool) -> list[str]:
        addresses = _looked_up(host, port, self._deadline)
        private = [address for address in addresses if not is_public(address)]
        if private and not allow_private:
            name = host if host == private[0] else f"{host} ({private[0]})"
            raise Refused(
                f"{name} is an address of this machine or of a private network: "
                "pass --allow-private (allow_private=True) to fetch from it"
            )
        return addresses


def _looked_up(host: str, port: int, deadline: Deadline) -> list[str]:
    """The addresses of a host. The system's resolver knows no time limit, so it is asked in a thread."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(info[4][0]) for info in found)))
        except (OSError, ValueError) as error:  # ValueError: a label over 63 characters, a NUL
            answers.put(error)

    if port > MAX_PORT:  # which the resolver would cut to 16 bits
        raise Refused(f"there is no port {port}: ports go up to {MAX_PORT}")
    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.seconds_left())
    except queue.Empty:
        raise httpcore2.ConnectTimeout(f"no answer about the host {host}") from None
    if isinstance(answer, Exception):
        again = isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN
        kind = httpcore2.ConnectError if again else UnknownHost
        raise kind(f"there is no host named {host}") from answer
    return answer
