"""Older pages and a page's own feed, from a real server on this machine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedkit import NoEntriesError, read
from feedkit.cli import main
from tests.serving import Server

PAGE = '<html lang="en"><head><title>Looms</title>{head}</head><main>{posts}</main>{pager}</html>'
POST = (
    '<article><h2><a href="/posts/{n}/">All about the loom number {n}</a></h2>'
    '<time datetime="2025-03-{n:02}">March {n}, 2025</time><p>What we found out about it.</p></article>'
)
OWN = '<link rel="alternate" type="application/{}" href="{}">'
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Looms, all of them</title><id>urn:l</id>'
    "<updated>2025-03-01T10:00:00Z</updated><entry><id>urn:l:1</id><title>From the feed</title>"
    '<link href="/posts/1/"/><updated>2025-03-01T10:00:00Z</updated></entry></feed>'
)


def page(numbers: Sequence[int], pager: str = "", head: str = "") -> bytes:
    return PAGE.format(posts="".join(POST.format(n=n) for n in numbers), pager=pager, head=head).encode()


def convert(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["convert", "--allow-private", "--to", "json", *arguments])


def titles(result: Result) -> list[int]:
    """The numbers of the entries."""
    assert result.exit_code == 0, result.stderr
    return [int(item["title"].split()[-1]) for item in json.loads(result.stdout)["items"]]


def older(pager: str, url: str = "https://looms.example/posts/", head: str = "") -> tuple[str, ...]:
    return read(page([9, 8, 7], pager, head), url=url, format="html", timezone="UTC").older()


# --- which link leads to older entries ---


@pytest.mark.parametrize(
    "pager",
    [
        '<a href="?page=2" rel="next">»</a>',
        '<a href="?page=2">Older posts →</a>',
        '<div class="pager"><a href="/posts/?page=2#top">Ältere Beiträge</a></div>',
        '<p><a href="?page=2" aria-label="Next page"><svg></svg></a></p>',
        '<a class="pagination__next" href="?page=2">&gt;&gt;&gt;</a>',
        '<span class="nav-previous"><a href="?page=2">Yet more of it</a></span>',
        '<ul class="pagination"><li>1<li><a href="?page=2">2</a><li><a href="?page=3">3</a></ul>',
        '<div class="pager"><a href="?page=0">1</a> <b>2</b> <a href="?page=2">3</a></div>',
        '<div><a href="?page=2">2</a> <a href="?page=3">3</a></div>',
        '<div class="paging"><a href="?page=9">»</a><a href="?page=2">›</a></div>',
        '<a href="?page=2">下一页</a>',
        '<a href="?page=2">« Предыдущие записи</a>',
        '<a href="?page=2">過去の記事</a>',
    ],
)
def test_links_to_older_entries(pager: str) -> None:
    assert older(pager)[0] == "https://looms.example/posts/?page=2"


def test_the_head_says_it() -> None:
    assert older("", head='<link rel="next" href="/posts/2">') == ("https://looms.example/posts/2",)


def test_the_number_that_follows_the_pages_own() -> None:
    pager = "".join(f'<a href="/posts/page/{n}/">{n}</a> ' for n in (1, 2, 3, 4, 5))
    assert older(f"<div>{pager}</div>", "https://looms.example/posts/page/3/") == (
        "https://looms.example/posts/page/4/",
    )
    assert older('<p class="pager"><a href="/posts/p5">5</a></p>', "https://looms.example/posts/p4")[
        0
    ].endswith("p5")


@pytest.mark.parametrize(
    "pager",
    [
        "",
        '<a href="https://elsewhere.example/?page=2" rel="next">Next</a>',
        '<a href="#" class="next">Next</a>',
        '<a href="javascript:more()">Load more</a>',
        '<a href="/posts/">Next</a>',
        '<a rel="prev" href="?page=2">Newer posts</a>',
        '<div class="nav-next"><a href="?page=2">Back to what is new</a></div>',
        '<a href="/a">Weiter</a> <a href="/b">Weiter</a>',
        '<table><tr><td><a href="/2025/03/02/">2</a><td><a href="/2025/03/03/">3</a></table>',
        '<a href="/archive/2024/">2024</a>',
    ],
)
def test_links_that_lead_elsewhere(pager: str) -> None:
    assert older(pager) == ()


def test_a_menu_lists_sections_not_pages() -> None:
    menu = (
        '<nav class="menu"><a href="/about/">About</a></nav><div class="pager"><a href="?page=2">2</a></div>'
    )
    assert older(menu, head='<link rel="next" href="/about/">')[0] == "https://looms.example/posts/?page=2"


# --- following them ---


def test_pages_are_joined_without_repeats(server: Server) -> None:
    url = server.page("/posts/", page([9, 8, 7], '<a href="/posts/2">Older</a>'))
    server.page("/posts/2", page([7, 6, 5], '<a href="/posts/">Newer</a> <a href="/posts/3">Older</a>'))
    server.page("/posts/3", page([4, 3, 2], '<a href="/posts/2">Newer</a>'))
    assert titles(convert(url)) == [9, 8, 7]
    assert titles(convert(url, "--pages", "2")) == [9, 8, 7, 6, 5]
    server.paths.clear()
    result = convert(url, "--pages", "9")
    assert (titles(result), result.stderr) == ([9, 8, 7, 6, 5, 4, 3, 2], "")
    assert server.paths == ["/robots.txt", "/posts/", "/posts/2", "/posts/3"]
    assert convert(url, "--pages", "9").stdout == result.stdout


def test_no_address_is_fetched_twice(server: Server) -> None:
    url = server.page("/a", page([9, 8, 7], '<a href="/b">Next</a>'))
    server.page("/b", page([6, 5, 4], '<a href="/a#top">Next</a>'))
    assert titles(convert(url, "--pages", "50")) == [9, 8, 7, 6, 5, 4]
    assert server.paths == ["/robots.txt", "/a", "/b"]


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (page([9, 8]), 200, "no entry that is new"),
        (b"gone", 410, "answered 410 Gone"),
        (
            b"<html><p>Nothing left.</p></html>",
            200,
            "no entries found: the page shows only 0 links; its list may be made by JavaScript",
        ),
    ],
)
def test_a_page_that_yields_nothing_ends_it(server: Server, body: bytes, status: int, reason: str) -> None:
    url = server.page("/posts/", page([9, 8, 7], '<a href="/posts/2">Older</a>'))
    there = server.page("/posts/2", body, status=status)
    result = convert(url, "--pages", "3")
    assert titles(result) == [9, 8, 7]
    assert result.stderr == f"{url}: older entries: {there}: {reason}\n"


def test_a_page_that_redirects_to_another_host_ends_it(server: Server) -> None:
    url = server.page("/posts/", page([9, 8, 7], '<a href="/posts/2">Older</a>'))
    other = server.page("/there", page([6, 5, 4])).replace("127.0.0.1", "localhost")
    server.page("/posts/2", b"", status=302, Location=other)
    result = convert(url, "--pages", "3")
    assert titles(result) == [9, 8, 7]
    assert result.stderr == f"{url}: older entries: {other}: lies on another host\n".replace(
        f"older entries: {other}", f"older entries: {server.address}/posts/2: {other}"
    )


def test_a_file_needs_its_address(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(page([9, 8, 7], '<a href="2">Older</a>'))
    server.page("/posts/2", page([6, 5, 4]))
    assert titles(convert(str(file), "--pages", "2", "--url", f"{server.address}/posts/")) == [
        9,
        8,
        7,
        6,
        5,
        4,
    ]
    result = convert(str(file), "--pages", "2")
    assert f"{file}: --pages: the page's address is not known: pass it with --url\n" in result.stderr


@pytest.mark.parametrize("pages", ["0", "-1", "x"])
def test_a_wrong_number_of_pages_is_a_wrong_call(pages: str) -> None:
    assert convert("page.html", "--pages", pages).exit_code == 2


# --- the page's own feed ---


def test_a_page_without_entries_whose_own_feed_is_on_no_host_there_is(server: Server) -> None:
    bare = f"<html><title>Bare</title>{OWN.format('rss+xml', 'http://127.0.0.1:70000/feed')}<body><p>Nothing.</p>"
    url = server.page("/", bare.encode())
    result = convert(url, "--native")
    assert result.exit_code == 1
    assert result.stderr == (
        "error: http://127.0.0.1:70000/feed: there is no port 70000: ports go up to 65535\n"
    )


def test_the_pages_own_feed_is_reported_and_taken(server: Server) -> None:
    feed = server.page("/feed", ATOM.encode(), "application/atom+xml")
    url = server.page("/posts/", page([9, 8, 7], head=OWN.format("atom+xml", "/feed")))
    result = convert(url)
    assert titles(result) == [9, 8, 7]
    assert result.stderr == f"{url}: the page has a feed of its own: {feed}: --native takes it\n"
    result = convert(url, "--native")
    document = json.loads(result.stdout)
    assert (document["title"], [item["title"] for item in document["items"]]) == (
        "Looms, all of them",
        ["From the feed"],
    )
    assert document["items"][0]["url"] == f"{server.address}/posts/1/"
    assert result.stderr == ""


def test_a_page_without_entries_but_with_a_feed(server: Server) -> None:
    feed = server.page("/feed", ATOM.encode(), "application/atom+xml")
    url = server.page(
        "/", b"<html><head>" + OWN.format("atom+xml", "feed").encode() + b"</head><div id=app></div></html>"
    )
    result = convert(url)
    assert result.exit_code == 1
    assert result.stderr.endswith(f"; the page has a feed of its own: {feed}\n")
    assert [item["title"] for item in json.loads(convert(url, "--native").stdout)["items"]] == [
        "From the feed"
    ]


def test_a_feed_that_is_gone_leaves_the_pages_list(server: Server) -> None:
    url = server.page("/posts/", page([9, 8, 7], head=OWN.format("rss+xml", "/gone")))
    result = convert(url, "--native")
    assert titles(result) == [9, 8, 7]
    gone = f"{server.address}/gone: answered 404 Not Found"
    assert result.stderr == f"{url}: --native: {gone}: its entries are read from the page\n"
    assert "the page has no feed of its own" in convert(server.page("/", page([9, 8, 7])), "--native").stderr


def test_what_is_json_but_no_feed_is_passed_over(server: Server) -> None:
    server.page("/api", b'{"id": 3, "name": "Looms"}', "application/json")
    server.page("/feed", ATOM.encode(), "application/rss+xml")
    head = OWN.format("json", "/api") + OWN.format("rss+xml", "/feed")
    url = server.page("/posts/", page([9, 8, 7], head=head))
    assert f"of its own: {server.address}/feed: " in convert(url).stderr
    assert "From the feed" in convert(url, "--native").stdout


def test_a_feed_as_the_source(server: Server) -> None:
    url = server.page("/feed", ATOM.encode(), "application/atom+xml")
    for arguments in ([], ["--native"], ["--pages", "3"]):
        result = convert(url, *arguments)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "From the feed" in result.stdout


def test_the_error_names_the_feeds() -> None:
    content = f"<html><head>{OWN.format('rss+xml', '/feed')}</head><p>Nothing.</p></html>"
    with pytest.raises(NoEntriesError) as caught:
        read(content, url="https://looms.example/", format=None, timezone="UTC")
    assert caught.value.feeds == ("https://looms.example/feed",)


# --- a page that sends its readers on by itself ---

REFRESH = '<meta http-equiv="refresh" content="0; url={}"><p>We have moved.</p>'


def test_a_refresh_is_followed_like_a_redirect(server: Server) -> None:
    url = server.page("/old", REFRESH.format("/older").encode())
    server.page("/older", REFRESH.format("posts/").encode())
    server.page("/posts/", page([9, 8, 7]))
    result = convert(url)
    assert (titles(result), result.stderr) == ([9, 8, 7], "")
    assert json.loads(result.stdout)["home_page_url"] == server.address + "/posts/"


def test_a_refresh_that_leads_round_is_no_list(server: Server) -> None:
    url = server.page("/a", REFRESH.format("/b").encode())
    server.page("/b", REFRESH.format("/a").encode())
    result = convert(url)
    assert result.exit_code == 1
    assert result.stderr == (
        f"error: {url}: no entries found: the page sends its readers on to {server.address}/a\n"
    )


def test_a_page_in_a_file_leads_nowhere(tmp_path: Path, server: Server) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(REFRESH.format(server.page("/posts/", page([9, 8, 7]))).encode())
    result = convert(str(file))
    assert result.exit_code == 1
    assert result.stderr == (
        f"error: {file}: no entries found: the page sends its readers on to {server.address}/posts/\n"
    )
    assert server.requests == []
