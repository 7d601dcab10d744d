"""Sources read from Python by their names: addresses, files, folders, lists of them."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import feedkit
from feedkit import Client, FetchError, ParseError, Problem, Reading
from tests.browsing import needs_browser, scripted
from tests.builds import blog
from tests.serving import Server

ROOT = Path(__file__).parents[1]


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(delay=0, retries=0, allow_private=True) as client:
        yield client


def numbers(reading: Reading) -> list[str]:
    return [(entry.title or "").split()[1] for entry in reading.feed.entries]


def test_an_address_is_fetched_with_the_pages_that_it_leads_to(server: Server, client: Client) -> None:
    older = blog([3, 2, 1])
    first = blog([6, 5, 4]).replace(b"</main>", b"</main><a rel=next href='/kiln/2'>Older posts</a>")
    server.page("/kiln/2", older)
    url = server.page("/kiln/", first)
    assert numbers(feedkit.read(url, client=client)) == ["6", "5", "4"]
    assert numbers(feedkit.read(url, client=client, pages=2)) == ["6", "5", "4", "3", "2", "1"]
    assert numbers(asyncio.run(feedkit.aread(url, client=client, pages=2)))[-1] == "1"
    page = feedkit.fetch(url, client=client)
    assert numbers(Reading(feed=feedkit.parse(page.content, url=page.url), format="")) == ["6", "5", "4"]


def test_dates_of_a_fetched_page_count_from_when_it_is_fetched(server: Server, client: Client) -> None:
    url = server.page("/kiln/", blog([2, 1], dated=False).replace(b"<p>", b"<i>2 hours ago</i><p>"))
    entries = feedkit.read(url, client=client).feed.entries
    assert all(entry.published and entry.published.year >= 2026 for entry in entries)
    then = datetime(2020, 5, 1, 12, tzinfo=UTC)
    assert {entry.published for entry in feedkit.read(url, client=client, now=then).feed.entries} == {
        datetime(2020, 5, 1, 10, tzinfo=UTC)
    }


def test_a_request_has_the_keys_of_the_configuration(
    server: Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KILN_TOKEN", "fire-and-clay")
    url = server.page("/kiln/", blog([2, 1]))
    feedkit.read(url, client=client, request={"token": "env:KILN_TOKEN", "user_agent": "potter"})
    sent = next(sent for sent, path in zip(server.requests, server.paths, strict=True) if path == "/kiln/")
    assert (sent["Authorization"], sent["User-Agent"]) == ("Bearer fire-and-clay", "potter")
    with pytest.raises(ValueError, match=r"^token: wanted env:NAME"):
        feedkit.read(url, client=client, request={"token": "fire-and-clay"})


def test_files_and_folders_are_read_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    by_name = feedkit.read("examples/blog.html", url="https://tides.example/posts/")
    assert by_name.feed == feedkit.read(Path("examples/blog.html"), url="https://tides.example/posts/").feed
    assert feedkit.read("examples/posts", url="https://tides.example/").format == "folder"
    content = Path("examples/blog.html").read_text("utf-8")
    assert feedkit.read(content, url="https://tides.example/posts/").feed == by_name.feed
    assert feedkit.read("examples/blog.html").problems[0] == Problem(
        rule="source",
        message="5 of 5 entries have no link, as the page's address is not known: pass url",
    )


def test_several_sources_are_read_and_none_stops_the_others(server: Server, client: Client) -> None:
    good, gone = server.page("/kiln/", blog([2, 1])), server.page("/gone/", b"gone", status=410)
    missing = str(ROOT / "examples/missing.html")
    found = feedkit.read_all([good, ROOT / "examples/club.opml", gone, missing, good], client=client)
    assert list(found) == [
        good,
        str(ROOT / "examples/feeds/tides.xml"),
        str(ROOT / "examples/feeds/harbour.json"),
        gone,
        missing,
    ]
    kinds = [type(one) for one in found.values()]
    assert kinds == [Reading, Reading, Reading, FetchError, ParseError]
    assert str(found[missing]) == f"{missing}: No such file or directory"


def test_private_networks_are_not_asked_unless_a_client_may(server: Server) -> None:
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 is an address of this machine"):
        feedkit.read(server.page("/kiln/", blog([2, 1])))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "https://kiln.example/blog/",
            (
                "wanted the content of a page, found an address, 'https://kiln.example/blog/': feedkit.read "
                "fetches it, feedkit.fetch returns its page"
            ),
        ),
        (
            "examples/blog.html",
            (
                "wanted the content of a page, found the name of a file, 'examples/blog.html': feedkit.read "
                "and pathlib.Path take names"
            ),
        ),
    ],
)
def test_parse_says_what_reads_names(source: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(ParseError) as caught:
        feedkit.parse(source)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (io.StringIO("<p>"), "an open file: pass what its read() returns"),
        (None, "NoneType"),
        (7, "int"),
        (["<p>"], "list"),
    ],
)
def test_what_is_no_source_is_named(source: object, found: str) -> None:
    with pytest.raises(TypeError) as caught:
        feedkit.parse(source)  # type: ignore[arg-type]
    wanted = "wanted a page as text, bytes, a pathlib.Path or a Beautiful Soup tree"
    assert str(caught.value) == f"{wanted}, found {found}"


def test_pages_are_at_least_one(server: Server) -> None:
    with pytest.raises(ValueError, match=r"^wanted at least 1 page, found 0$"):
        feedkit.read("https://kiln.example/", pages=0)


@needs_browser
def test_a_browser_shows_the_page_where_it_is_asked_for(server: Server, client: Client) -> None:
    url = server.page("/kiln/", scripted("[2, 1]"))
    with pytest.raises(feedkit.NoEntriesError, match=r'pass render="auto" to have a browser show it$'):
        feedkit.read(url, client=client)
    found = [feedkit.read(url, client=client, render=render) for render in (True, "auto")]
    assert [numbers(reading) for reading in found] == [["2", "1"]] * 2


@pytest.mark.parametrize("name", ["example.com/blog", "posts.html", "./posts/index.html", "www.example.org"])
def test_a_name_of_nothing_is_no_content(name: str) -> None:
    message = (
        f"wanted an address, an existing file or folder, or content, found {name!r}: there is no such file, "
        "and an address begins with https://"
    )
    with pytest.raises(feedkit.ParseError) as caught:
        feedkit.read(name)
    assert str(caught.value) == message
