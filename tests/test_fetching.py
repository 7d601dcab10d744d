"""Fetching from a real server on this machine: limits, encodings, redirects, refusals; whole messages."""

from __future__ import annotations

import socket
import subprocess
import sys
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from feedkit import FetchError, ParseError, __version__
from feedkit.fetching import REDIRECT_LIMIT, Page, fetch, is_public
from tests.serving import Server

PAGE = "<html><body><h1>Grüße</h1></body></html>"


def failure(url: str, **options: float | int) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(url, allow_private=True, time_limit=options.pop("time_limit", 120), **options)  # type: ignore[arg-type]
    return caught.value


def test_a_page_and_where_it_came_from(server: Server) -> None:
    url = server.page("/blog/", PAGE.encode())
    assert fetch(url, allow_private=True) == Page(url=url, content=PAGE.encode())
    assert server.requests[0]["User-Agent"] == f"feedkit/{__version__}"
    assert server.requests[0]["Accept"].startswith("text/html")


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "UTF-8"])
def test_the_declared_encoding_is_used(server: Server, charset: str) -> None:
    url = server.page("/", PAGE.encode(charset), f"text/html; charset={charset}")
    assert fetch(url, allow_private=True).content == PAGE


def test_well_formed_utf8_wins_over_a_wrong_declaration(server: Server) -> None:
    url = server.page("/", PAGE.encode(), "text/html; charset=iso-8859-1")
    assert fetch(url, allow_private=True).content == PAGE


def test_an_unknown_encoding_is_left_to_the_page(server: Server) -> None:
    url = server.page("/", PAGE.encode(), "text/html; charset=unicode_escape")
    assert fetch(url, allow_private=True).content == PAGE


def test_compressed_pages(server: Server) -> None:
    url = server.zipped("/", PAGE.encode())
    assert fetch(url, allow_private=True).content == PAGE.encode()


def test_redirects_are_followed_to_the_last_address(server: Server) -> None:
    end = server.page("/new/", PAGE.encode())
    url = server.page("/old", b"", status=301, Location="/new/")
    assert fetch(url, allow_private=True).url == end


def test_passwords_and_fragments_are_not_for_publishing(server: Server) -> None:
    url = server.page("/", PAGE.encode())
    secret = url.replace("http://", "http://ada:lovelace@")
    assert fetch(secret + "#top", allow_private=True).url == url
    assert server.requests[0]["Authorization"].startswith("Basic ")
    error = failure(secret + "gone#top")
    assert (str(error), error.url) == (f"{url}gone: answered 404 Not Found", url + "gone")


def test_too_many_redirects(server: Server) -> None:
    url = server.page("/loop", b"", status=302, Location="/loop")
    assert str(failure(url)) == f"{url}: redirects more than 5 times"
    assert len(server.requests) == REDIRECT_LIMIT + 1


def test_redirects_leave_the_web_nowhere(server: Server) -> None:
    url = server.page("/out", b"", status=302, Location="file:///etc/passwd")
    assert str(failure(url)) == f"{url}: Request URL has an unsupported protocol 'file://'."


def test_an_error_page(server: Server) -> None:
    url = server.address + "/nowhere"
    error = failure(url)
    assert str(error) == f"{url}: answered 404 Not Found"
    assert (error.url, error.status) == (url, 404)


@pytest.mark.parametrize(
    "before", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: "], ids=["body", "headers"]
)
def test_the_time_limit_is_for_everything(server: Server, before: bytes) -> None:
    url = server.dripping("/drip", before)
    assert str(failure(url, time_limit=0.3)) == f"{url}: no complete answer within 0.3 seconds"


def test_a_server_that_accepts_and_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert str(failure(url, time_limit=0.3)) == f"{url}: no complete answer within 0.3 seconds"


def test_too_large(server: Server) -> None:
    url = server.page("/", b"x" * 2000)
    assert str(failure(url, size_limit=1000)) == f"{url}: larger than 0.001 MB"
    assert len(fetch(url, allow_private=True, size_limit=2000).content) == 2000


def test_too_large_once_decompressed(server: Server) -> None:
    url = server.zipped("/", bytes(50_000_000))
    assert str(failure(url, size_limit=10_000_000)) == f"{url}: larger than 10 MB"


def test_not_text(server: Server) -> None:
    url = server.page("/paper", b"%PDF-1.7", "application/pdf")
    assert str(failure(url)) == f"{url}: wanted a page, data or other text, found application/pdf"


def test_binary_data_with_a_declared_encoding(server: Server) -> None:
    url = server.page("/paper", b"%PDF-1.7", "text/html; charset=utf-8")
    with pytest.raises(ParseError, match=r"^wanted a page, data or other text, found a PDF document$"):
        fetch(url, allow_private=True)


def test_no_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    assert str(failure(url)) == f"{url}: the connection was refused"


def test_no_such_host() -> None:
    url = "http://no-such-host.invalid/blog/"
    assert str(failure(url)) == f"{url}: there is no host named no-such-host.invalid"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:99999/", "there is no port 99999: ports go up to 65535"),
        ("http:///blog/", "Request URL is missing an 'http://' or 'https://' protocol."),
        (f"http://{'a' * 64}.example/", f"there is no host named {'a' * 64}.example"),
        ("http://[::1/", "Invalid port: ':1'"),
    ],
)
def test_addresses_that_are_none(url: str, reason: str) -> None:
    assert str(failure(url)) == f"{url}: {reason}"


def test_no_secure_connection(server: Server) -> None:
    url = server.address.replace("http:", "https:") + "/"
    assert str(failure(url)).startswith(f"{url}: no secure connection: ")


def test_what_is_no_http(server: Server) -> None:
    def greet(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"220 smtp ready\r\n\r\n")

    server.answers["/"] = greet
    assert str(failure(server.address + "/")).startswith(f"{server.address}/: illegal status line")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "127.1", "0", "2130706433"])
def test_this_machine_is_refused_unless_asked_for(server: Server, host: str) -> None:
    url = server.page("/", PAGE.encode()).replace("127.0.0.1", host)
    with pytest.raises(FetchError) as caught:
        fetch(url)
    assert str(caught.value).endswith(
        "is an address of this machine or of a private network: "
        "pass --allow-private (allow_private=True) to fetch from it"
    )
    assert server.requests == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("::ffff:93.184.216.34", True),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:5db8:d822::", True),
        ("64:ff9b:1::5db8:d822", False),  # RFC 8215: translation within a network
        ("fec0::1", False),  # RFC 3879: site-local addresses of old
        ("::93.184.216.34", False),  # RFC 4291, 2.5.5.1: given up
        ("::ffff:0:93.184.216.34", False),  # RFC 2765: translated addresses
        ("5f00::1", False),  # RFC 9602: segment routing
        ("3fff::1", False),  # RFC 9637: documentation
        ("2001:db8::1", False),
        ("2001::1", False),  # RFC 4380: Teredo
        ("4000::1", False),  # given to no one
        ("192.88.99.1", False),
        ("198.18.0.1", False),
        ("240.0.0.1", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_what_takes_long_to_import_is_imported_where_it_is_needed() -> None:
    program = (
        "import sys, feedkit.cli; sys.exit(bool({'httpx2', 'rich', 'bs4', 'soupsieve'} & {*sys.modules}))"
    )
    root = Path(__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0
