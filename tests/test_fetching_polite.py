"""Many pages from a real server on this machine that misbehaves on demand; whole messages."""

from __future__ import annotations

import gzip
import os
import socket
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import brotli
import pytest

from feedkit import FetchError, __version__
from feedkit.fetching import Client, Page
from tests.serving import Server

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PAGE = b"<html><body><h1>Frogs</h1></body></html>"
OTHER = b"<html><body><h1>Toads</h1></body></html>"
TRY = "pass --no-robots (robots=False)"


class Waits(list[float]):
    """Stands in for sleep: remembers how long, and does not wait."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def client(**options: Any) -> Client:
    defaults: dict[str, Any] = {"allow_private": True, "robots": False, "delay": 0, "sleep": Waits()}
    return Client(**defaults | {"time_limit": 120} | options)


def failure(url: str, **options: Any) -> FetchError:
    with client(**options) as one, pytest.raises(FetchError) as caught:
        one.fetch(url)
    return caught.value


def fetched(url: str, **options: Any) -> Page:
    with client(**options) as one:
        return one.fetch(url)


# What is sent


def test_a_page_and_who_asks_for_it(server: Server) -> None:
    url = server.page("/", PAGE)
    assert fetched(url) == Page(url=url, content=PAGE)
    assert fetched(url, contact="https://example.org/about").content == PAGE
    assert fetched(url, contact="ada@example.org").content == PAGE
    assert [request["User-Agent"] for request in server.requests] == [
        f"feedkit/{__version__}",
        f"feedkit/{__version__} (+https://example.org/about)",
        f"feedkit/{__version__} (+ada@example.org)",
    ]
    assert server.requests[0]["Accept-Encoding"] == "gzip, deflate, br, zstd"


@pytest.mark.parametrize(
    "contact", ["", "Ada", "https://example.org/\r\nCookie: a", "a b@example.org", "ä@b.c"]
)
def test_a_contact_that_is_none(contact: str) -> None:
    with pytest.raises(ValueError, match=r"^contact must be a web or e-mail address such as ") as caught:
        Client(contact=contact)
    assert str(caught.value).endswith(f"https://example.org/about or ada@example.org, not {contact!r}")


def test_files_are_not_fetched() -> None:
    message = "file:///etc/hosts: wanted an http(s) address: a file is read, not fetched"
    assert str(failure("file:///etc/hosts")) == message


# Bodies


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "br": lambda body: brotli.compress(body, quality=1),
    "zstd": zstd.compress,
}


@pytest.mark.parametrize("coding", PACKED)
def test_every_coding_is_read(server: Server, coding: str) -> None:
    url = server.page("/", PACKED[coding](PAGE), Content_Encoding=coding)
    assert fetched(url).content == PAGE


@pytest.mark.parametrize("coding", [*PACKED, "gzip, gzip"])
def test_bombs_are_stopped_in_bounded_memory(server: Server, coding: str) -> None:
    body = bytes(80_000_000)
    for one in coding.split(", "):
        body = PACKED[one](body)
    url = server.page("/", body, Content_Encoding=coding)
    size = len(body)
    del body
    tracemalloc.start()
    try:
        error = failure(url, size_limit=5_000_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert str(error) == f"{url}: larger than 5 MB"
    assert peak < 15_000_000 + 2 * size


@pytest.mark.parametrize("coding", PACKED)
def test_broken_codings(server: Server, coding: str) -> None:
    url = server.page("/", b"\xff\xff no such thing", Content_Encoding=coding)
    waits = Waits()
    assert str(failure(url, sleep=waits)).startswith(f"{url}: ")
    assert (len(server.requests), waits) == (1, [])


# Failures that may pass


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_failure_that_passes(server: Server, status: int) -> None:
    url = server.in_turn("/", [server.answer(status), server.answer(status), server.answer(200, PAGE)])
    waits = Waits()
    assert fetched(url, sleep=waits).content == PAGE
    assert waits == pytest.approx([1, 2], abs=0.9)


def test_a_failure_that_stays(server: Server) -> None:
    url = server.page("/", b"", status=503)
    error = failure(url)
    assert (str(error), error.url, error.status) == (
        f"{url}: answered 503 Service Unavailable (tried 3 times)",
        url,
        503,
    )
    assert len(server.requests) == 3
    assert str(failure(url, retries=0)) == f"{url}: answered 503 Service Unavailable"


def test_what_does_not_pass_is_asked_once(server: Server) -> None:
    assert str(failure(server.address + "/gone")) == f"{server.address}/gone: answered 404 Not Found"
    assert len(server.requests) == 1


def test_bodies_that_are_cut_off_are_asked_for_again(server: Server) -> None:
    cut = server.cut_off("/", PAGE)
    answers = [server.answers["/"], server.answer(200, PAGE)]
    assert fetched(server.in_turn("/", answers)).content == PAGE
    server.cut_off("/", PAGE)
    size = len(PAGE)
    assert str(failure(cut)) == (
        f"{cut}: peer closed connection without sending complete message body "
        f"(received {size} bytes, expected {size + 1}) (tried 3 times)"
    )


def test_a_server_that_is_slow_once(server: Server) -> None:
    server.held("/", PAGE)
    url = server.in_turn("/", [server.answers["/"], *[server.answer(200, PAGE)] * 5])
    assert fetched(url, time_limit=1, retries=5).content == PAGE
    url = server.held("/slow", PAGE)
    message = f"{url}: no complete answer within 0.1 seconds (tried 2 times)"
    assert str(failure(url, time_limit=0.1, retries=1)) == message


def test_no_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    waits = Waits()
    assert str(failure(url, sleep=waits)) == f"{url}: the connection was refused (tried 3 times)"
    assert len(waits) == 2


def test_retry_after_is_waited_for(server: Server) -> None:
    answers = [
        server.answer(429, Retry_After="50"),
        server.answer(503, Retry_After=formatdate(time.time() + 300, usegmt=True)),
        server.answer(200, PAGE),
    ]
    waits = Waits()
    assert fetched(server.in_turn("/", answers), sleep=waits, wait_limit=400).content == PAGE
    assert waits == pytest.approx([50, 300], abs=20)


@pytest.mark.parametrize(
    "value", ["soon", "0", "-5", "Mon, 99 Jan 2024 00:00:00 GMT", formatdate(0, usegmt=True)]
)
def test_retry_after_that_says_nothing(server: Server, value: str) -> None:
    url = server.in_turn("/", [server.answer(429, Retry_After=value), server.answer(200, PAGE)])
    waits = Waits()
    assert fetched(url, sleep=waits).content == PAGE
    assert waits == pytest.approx([1], abs=0.9)


def test_retry_after_beyond_the_limit(server: Server) -> None:
    url = server.page("/", b"", status=429, Retry_After="3600")
    assert str(failure(url)) == (
        f"{url}: answered 429 Too Many Requests, and wants 3600 seconds to pass before the next request, "
        "more than the 60 that feedkit waits: try again later"
    )
    url = server.page("/", b"", status=429, Retry_After="9" * 400)
    assert "wants inf seconds" in str(failure(url))
    assert len(server.requests) == 2


# Redirects


def test_permanent_redirects_are_told(server: Server) -> None:
    end = server.page("/new/", PAGE)
    middle = server.page("/middle", b"", status=308, Location="/new/")
    url = server.page("/old", b"", status=301, Location="/middle#top")
    assert fetched(url) == Page(url=end, content=PAGE, moved_to=end)
    server.page("/middle", b"", status=302, Location="/new/")
    assert fetched(url) == Page(url=end, content=PAGE, moved_to=middle)
    server.page("/old", b"", status=307, Location="/middle")
    server.page("/middle", b"", status=301, Location="/new/")
    assert fetched(url) == Page(url=end, content=PAGE)


def test_loops_are_named(server: Server) -> None:
    one = server.page("/1", b"", status=301, Location="/2")
    two = server.page("/2", b"", status=302, Location="/1")
    url = server.page("/", b"", status=301, Location="/1")
    assert str(failure(url)) == f"{url}: redirects more than 5 times, in a loop: {one} -> {two} -> {one}"
    url = server.page("/3", b"", status=301, Location="/3")
    assert str(failure(url)) == f"{url}: redirects more than 5 times"


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest/", "http://[fd00::1]/", "http://10.0.0.1:81/"]
)
def test_redirects_into_private_networks(
    server: Server, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from feedkit.fetching import guard

    def or_this_server(address: str) -> bool:
        return address == "127.0.0.1" or public(address)

    public = guard.is_public
    monkeypatch.setattr(guard, "is_public", or_this_server)
    url = server.page("/", b"", status=302, Location=target)
    host = target.split("//")[1].split("/")[0].removesuffix(":81").strip("[]")
    waits = Waits()
    assert str(failure(url, allow_private=False, sleep=waits)) == (
        f"{url}: {host} is an address of this machine or of a private network: "
        "pass --allow-private (allow_private=True) to fetch from it"
    )
    assert waits == []


def test_this_machine_is_refused(server: Server) -> None:
    url = server.page("/", PAGE)
    assert str(failure(url, allow_private=False)).startswith(
        f"{url}: 127.0.0.1 is an address of this machine"
    )
    assert server.requests == []


# Politeness


def test_a_pause_between_two_requests_to_a_host(server: Server) -> None:
    url = server.page("/", PAGE)
    waits = Waits()
    with client(delay=1000, sleep=waits) as one:
        one.fetch(url)
        assert waits == []
        one.fetch(url)
        one.fetch(url.replace("127.0.0.1", "localhost"))
    assert waits == pytest.approx([1000], abs=100)


def test_one_request_a_host_at_a_time(server: Server) -> None:
    urls = [server.slow(f"/{number}", PAGE, 0.02) for number in range(6)]
    pages: list[Page] = []
    with client() as one:
        threads = [threading.Thread(target=lambda url=url: pages.append(one.fetch(url))) for url in urls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (server.most, len(pages)) == (1, 6)


def test_several_hosts_at_a_time(server: Server) -> None:
    both = threading.Barrier(2, timeout=120)  # each answer waits for the other request

    def meet(request: BaseHTTPRequestHandler) -> None:
        both.wait()
        server.answer(200, PAGE)(request)

    server.answers["/"] = meet
    pages: list[Page] = []
    with client() as one:
        threads = [
            threading.Thread(
                target=lambda host=host: pages.append(
                    one.fetch(server.address.replace("127.0.0.1", host) + "/")
                )
            )
            for host in ("127.0.0.1", "localhost")
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [page.content for page in pages] == [PAGE, PAGE]


def test_waiting_for_a_host_is_no_slowness(server: Server) -> None:
    url = server.page("/", PAGE)
    with client(delay=1.2, time_limit=1, sleep=time.sleep) as one:
        one.fetch(url)
        assert one.fetch(url).content == PAGE


# robots.txt


def test_what_robots_txt_does_not_allow(server: Server) -> None:
    url = server.page("/private/", PAGE)
    server.page("/robots.txt", b"User-agent: *\nDisallow: /private/\n", "text/plain")
    host = server.address.removeprefix("http://")
    error = failure(url, robots=True)
    assert str(error) == (
        f"{url}: robots.txt of {host} does not allow feedkit to fetch it: "
        f"ask the owner of the site, name another page, or {TRY}"
    )
    assert error.url == url
    assert server.paths == ["/robots.txt"]
    assert fetched(url).content == PAGE


def test_a_redirect_to_what_robots_txt_does_not_allow(server: Server) -> None:
    end = server.page("/private/", PAGE)
    url = server.page("/", b"", status=302, Location="/private/")
    server.page("/robots.txt", b"User-agent: FeedKit\nDisallow: /private/\n", "text/plain")
    assert str(failure(url, robots=True)).startswith(f"{end}: robots.txt of ")
    assert server.paths == ["/robots.txt", "/"]


def test_robots_txt_is_asked_for_once(server: Server) -> None:
    urls = [server.page(f"/{number}", PAGE) for number in range(4)]
    server.page("/robots.txt", b"User-agent: *\nDisallow: /private/\n", "text/plain")
    with client(robots=True) as one:
        threads = [threading.Thread(target=one.fetch, args=(url,)) for url in urls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert server.paths[0] == "/robots.txt"
    assert sorted(server.paths[1:]) == ["/0", "/1", "/2", "/3"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_txt_allows_everything(server: Server, status: int) -> None:
    url = server.page("/", PAGE)
    server.page("/robots.txt", b"User-agent: *\nDisallow: /\n", "text/plain", status=status)
    assert fetched(url, robots=True).content == PAGE


def test_robots_txt_that_cannot_be_had(server: Server) -> None:
    url = server.page("/", PAGE)
    server.page("/robots.txt", b"", status=500)
    host = server.address.removeprefix("http://")
    assert str(failure(url, robots=True)) == (
        f"{url}: robots.txt of {host} cannot be fetched (answered 500 Internal Server Error (tried 3 times)),"
        f" so feedkit fetches nothing there: try again later, or {TRY}"
    )
    assert server.paths == ["/robots.txt"] * 3


@pytest.mark.parametrize(
    "body", [b"\x00\x01\x02", b"<html><title>Not found</title></html>", b"", b"\xff\xfe"]
)
def test_robots_txt_that_is_none(server: Server, body: bytes) -> None:
    url = server.page("/", PAGE)
    server.page("/robots.txt", body, "text/plain; charset=utf-8")
    assert fetched(url, robots=True).content == PAGE


def test_a_crawl_delay_is_obeyed_up_to_a_limit(server: Server) -> None:
    url = server.page("/", PAGE)
    server.page("/robots.txt", b"User-agent: feedkit\nCrawl-delay: 9999\n", "text/plain")
    waits = Waits()
    with client(robots=True, sleep=waits) as one:
        one.fetch(url)
        one.fetch(url)
    assert waits == pytest.approx([30], abs=10)


def test_a_huge_robots_txt_is_cut_and_costs_little(server: Server) -> None:
    url = server.page("/", PAGE)
    agents = "".join(f"User-agent: feedkit*{number}\n" for number in range(10_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(10_000))
    groups = f"{agents}User-agent: feedkit/2 # us\nDisallow: /private/\n{rules}"
    server.page("/robots.txt", f"{groups}{'#' * 600_000}\nDisallow: /\n".encode(), "text/plain")
    server.page("/private/", PAGE)
    with client(robots=True) as one:
        assert one.fetch(url).content == PAGE
        with pytest.raises(FetchError, match="does not allow feedkit to fetch it"):
            one.fetch(server.address + "/private/")


# The cache


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "cache"


def test_unchanged_pages_are_only_confirmed(server: Server, folder: Path) -> None:
    url = server.tagged("/", PAGE)
    assert fetched(url, cache=folder) == Page(url=url, content=PAGE)
    assert fetched(url, cache=folder) == Page(url=url, content=PAGE, from_cache=True)
    assert fetched(url, cache=folder) == Page(url=url, content=PAGE, from_cache=True)
    assert ["if-none-match" in request for request in server.requests] == [False, True, True]


def test_changed_pages_replace_what_is_kept(server: Server, folder: Path) -> None:
    url = server.tagged("/", PAGE)
    fetched(url, cache=folder)
    server.tagged("/", OTHER)
    assert fetched(url, cache=folder) == Page(url=url, content=OTHER)
    assert fetched(url, cache=folder) == Page(url=url, content=OTHER, from_cache=True)
    assert len(server.requests) == 3


def test_the_server_decides_what_is_the_same(server: Server, folder: Path) -> None:
    """A 304 may name another ETag, or a weak one: servers that compress add to it, or lose it."""
    url = server.page("/", PAGE, ETag='"1-gzip"', Last_Modified=formatdate(0, usegmt=True))
    fetched(url, cache=folder)
    for tag in ('"1"', 'W/"1"'):
        later = formatdate(86400, usegmt=True)
        server.answers["/"] = server.answer(304, ETag=tag, Last_Modified=later)
        assert fetched(url, cache=folder) == Page(url=url, content=PAGE, from_cache=True)
    assert [request.get("if-none-match") for request in server.requests] == [None, '"1-gzip"', '"1-gzip"']


def test_last_modified_alone_will_do(server: Server, folder: Path) -> None:
    """And is asked for each time: that a page was not changed for long does not keep it fresh."""
    date = "Thu, 01 Jan 2015 00:00:00 GMT"
    url = server.page("/", PAGE, Last_Modified=date)
    fetched(url, cache=folder)
    server.answers["/"] = server.answer(304)
    assert fetched(url, cache=folder) == Page(url=url, content=PAGE, from_cache=True)
    assert server.requests[1]["if-modified-since"] == date


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache_Control": "private, max-age=600"},
        {"Cache_Control": "max-age=31536000"},
        {"Expires": formatdate(time.time() + 1200, usegmt=True)},
    ],
)
def test_fresh_pages_are_not_asked_for(server: Server, folder: Path, headers: dict[str, str]) -> None:
    url = server.tagged("/", PAGE, **headers)
    with client(cache=folder, delay=1000) as one:
        assert not one.fetch(url).from_cache
        assert one.fetch(url).from_cache
        assert len(server.requests) == 1
        assert one.fetch(url, revalidate=True).from_cache
        assert "if-none-match" in server.requests[1]


@pytest.mark.parametrize("control", ["max-age=600", "max-age=31536000", 'max-age="99999999999999999999"'])
def test_no_page_is_fresh_for_longer_than_a_day(server: Server, folder: Path, control: str) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response_only(200)
        request.send_header("Date", formatdate(time.time() - 90_000, usegmt=True))
        request.send_header("Cache-Control", control)
        request.end_headers()
        request.wfile.write(PAGE)

    server.answers["/"] = answer
    assert not fetched(server.address + "/", cache=folder).from_cache
    assert not fetched(server.address + "/", cache=folder).from_cache


@pytest.mark.parametrize("control", ["no-store", "no-store, max-age=600"])
def test_what_must_not_be_kept_is_not(server: Server, folder: Path, control: str) -> None:
    url = server.tagged("/", PAGE, Cache_Control=control)
    assert not fetched(url, cache=folder).from_cache
    assert not fetched(url, cache=folder).from_cache


def test_failures_are_not_kept(server: Server, folder: Path) -> None:
    url = server.page("/", b"", status=503, Cache_Control="max-age=600")
    failure(url, cache=folder)
    server.tagged("/", PAGE)
    fetched(url, cache=folder)
    page = server.answers["/"]
    server.in_turn("/", [server.answer(500, Cache_Control="max-age=600"), page])
    assert fetched(url, cache=folder) == Page(url=url, content=PAGE, from_cache=True)


def test_cut_off_bodies_are_not_kept(server: Server, folder: Path) -> None:
    url = server.cut_off("/", PAGE)
    failure(url, cache=folder, retries=0)
    server.tagged("/", PAGE)
    assert fetched(url, cache=folder) == Page(url=url, content=PAGE)


def test_kept_bodies_are_limited_too(server: Server, folder: Path) -> None:
    url = server.page(
        "/", gzip.compress(bytes(2_000_000)), Content_Encoding="gzip", Cache_Control="max-age=600"
    )
    fetched(url, cache=folder)
    message = f"{url}: larger than 1 MB"
    assert str(failure(url, cache=folder, size_limit=1_000_000)) == message
    assert len(server.requests) == 1


def test_passwords_are_not_kept(server: Server, folder: Path) -> None:
    url = server.tagged("/", PAGE, Cache_Control="public, max-age=600")
    secret = url.replace("http://", "http://ada:lovelace@")
    assert not fetched(secret, cache=folder).from_cache
    assert not fetched(secret, cache=folder).from_cache
    kept = b"".join(file.read_bytes() for file in folder.iterdir())
    assert b"lovelace" not in kept
    assert server.requests[0]["Authorization"].encode() not in kept


def test_fresh_pages_need_no_robots_txt(server: Server, folder: Path) -> None:
    url = server.page("/", PAGE, Cache_Control="max-age=60")
    for _ in range(2):
        assert fetched(url, cache=folder, robots=True).content == PAGE
    assert server.paths == ["/robots.txt", "/"]


def test_robots_txt_is_fresh_for_a_day(server: Server, folder: Path) -> None:
    url = server.tagged("/", PAGE)
    server.page("/robots.txt", b"User-agent: *\nDisallow: /private/\n", "text/plain")
    for _ in range(2):
        assert fetched(url, cache=folder, robots=True).content == PAGE
    assert server.paths == ["/robots.txt", "/", "/"]


def test_encodings_and_robots_txt_are_kept(server: Server, folder: Path) -> None:
    url = server.page(
        "/", "Grüße".encode("latin-1"), "text/html; charset=iso-8859-1", Cache_Control="max-age=60"
    )
    server.page("/robots.txt", b"", "text/plain", Cache_Control="max-age=60")
    for _ in range(2):
        assert fetched(url, cache=folder, robots=True).content == "Grüße"
    assert server.paths == ["/robots.txt", "/"]


UNUSABLE = (
    "the cache cannot be used ({reason}), so every page is fetched again: delete the folder, or name another"
)


def garbage(folder: Path) -> str:
    folder.mkdir(parents=True)
    (folder / "pages.db").write_bytes(b"not what it was" * 1000)
    return "file is not a database"


def of_another(folder: Path) -> str:
    import sqlite3

    folder.mkdir(parents=True)
    with sqlite3.connect(folder / "pages.db") as database:
        database.execute("CREATE TABLE entries (name)")
    database.close()
    return (
        "The database already has a `entries` table that Hishel can't use. It was left as it is. "
        "Use another `database_path` or `connection`."
    )


def no_folder(folder: Path) -> str:
    folder.parent.mkdir(parents=True)
    folder.write_bytes(b"")
    return os.strerror(17)


def read_only(folder: Path) -> str:
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    return os.strerror(13)


@pytest.fixture(params=[garbage, of_another, no_folder, read_only])
def unusable(request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[Path, str]]:
    if request.param is read_only and os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    yield folder, request.param(folder)
    folder.chmod(0o700)


def test_a_cache_that_cannot_be_used_costs_a_warning(
    server: Server, unusable: tuple[Path, str], capfd: pytest.CaptureFixture[str]
) -> None:
    folder, reason = unusable
    url = server.tagged("/", PAGE)
    warnings: list[str] = []
    with client(cache=folder, warn=warnings.append) as one:
        assert one.fetch(url) == one.fetch(url) == Page(url=url, content=PAGE)
    assert warnings == [f"{folder}: {UNUSABLE.format(reason=reason)}"]
    assert capfd.readouterr() == ("", "")


def test_a_cache_that_breaks_costs_a_warning(server: Server, folder: Path) -> None:
    url = server.page("/", os.urandom(500_000).hex().encode(), ETag='"1"')
    page = fetched(url, cache=folder)
    file = folder / "pages.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:60_000] + bytes(len(whole) - 60_000))
    warnings: list[str] = []
    assert fetched(url, cache=folder, warn=warnings.append) == page
    assert warnings == [f"{folder}: {UNUSABLE.format(reason='database disk image is malformed')}"]


def test_two_processes_share_a_cache(server: Server, folder: Path) -> None:
    for number in range(20):
        server.tagged(f"/{number}", b"%d" % number)
    program = """
import sys
from pathlib import Path
from feedkit.fetching import Client
with Client(cache=Path(sys.argv[2]), allow_private=True, robots=False, delay=0) as client:
    for number in range(20):
        page = client.fetch(f"{sys.argv[1]}/{number}")
        assert page.content == b"%d" % number, page
"""
    command = [sys.executable, "-W", "error", "-c", program, server.address, str(folder)]
    root = Path(__file__).parents[1]
    runs = [subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [("", 0), ("", 0)]
    with client(cache=folder) as one:
        assert all(one.fetch(f"{server.address}/{number}").from_cache for number in range(20))


def test_what_is_not_asked_for_is_not_imported() -> None:
    program = (
        "import sys, feedkit.fetching as f; f.Client(robots=False); "
        "sys.exit(any(n.startswith(('hishel', 'protego', 'sqlite3', 'msgpack')) for n in sys.modules))"
    )
    root = Path(__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0
