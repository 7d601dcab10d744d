"""Entries' own pages: what they say of themselves, and filling it into a feed, from a real server."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from feedkit import Entry, Feed, ParseError, Person
from feedkit.cli import main
from feedkit.errors import Problem
from feedkit.fetching import fetch
from feedkit.parsers import Reading
from feedkit.parsers.html import article
from feedkit.sources.articles import MAX_CONNECTIONS, fill
from tests.costs import assert_linear
from tests.serving import Server

URL = "https://looms.example/warp/"
BERLIN = ZoneInfo("Europe/Berlin")
PROSE = "The warp is held in tension on the loom, and the weft is drawn through it from side to side. " * 4
PAGE = (
    '<html lang="en"><head><title>On the warp</title>{head}</head><body><nav><a href="/">Home</a></nav>'
    '<article><h1>On the warp</h1>{top}<p>{prose}</p><p>See <a href="/weft/">the weft</a>.</p>'
    "<script>alert(1)</script></article><footer>Looms Ltd.</footer></body></html>"
)

LIST = '<html lang="en"><title>Looms</title><main>{}</main></html>'
POST = '<article><h2><a href="/{0}/">{1}</a></h2><p>What we found out about it.</p></article>'


def read(head: str = "", top: str = "") -> Entry:
    return article.read(PAGE.format(head=head, top=top, prose=PROSE), URL, BERLIN)


def ld(**thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


# --- one page ---


DAY = datetime(2025, 3, 4, tzinfo=BERLIN)
NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "top", "published"),
    [
        (ld(**{"@type": "BlogPosting", "datePublished": "2025-03-04T12:00:00Z"}), "", NOON),
        (ld(**{"@type": ["Article", "NewsArticle"], "datePublished": "2025-03-04"}), "", DAY),
        (
            ld(**{"@graph": [{"@type": "WebPage"}, {"@type": "Article", "datePublished": "2025-03-04"}]}),
            "",
            DAY,
        ),
        (meta("article:published_time", "2025-03-04T12:00:00+00:00"), "", NOON),
        ('<meta name="DC.date.issued" content="2025-03-04">', "", DAY),
        ("", '<meta itemprop="datePublished" content="2025-03-04">', DAY),
        ("", '<time datetime="2025-03-04">4 March</time>', DAY),
        ("", '<time itemprop="datePublished" datetime="2025-03-04">4 March</time>', DAY),
        (
            "",
            '<time class="updated" datetime="2025-05-05"></time><time datetime="2025-03-04">4 March</time>',
            DAY,
        ),
        (
            ld(**{"@type": "Article", "datePublished": "soon"})
            + meta("article:published_time", "2025-03-04"),
            "",
            DAY,
        ),
    ],
)
def test_dates(head: str, top: str, published: datetime) -> None:
    assert read(head, top).published == published


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ("", ""),
        ("", "<p>4 March 2025</p>"),
        (ld(**{"@type": "Organization", "datePublished": "2025-03-04"}), ""),
        (
            ld(**{"@type": "Article", "datePublished": "2025-03-04"})
            + ld(**{"@type": "Article", "url": "/other/"}),
            "",
        ),
        ("", '<h2>More</h2><time datetime="2025-03-04">4 March</time>'),
        ("", '<aside><time datetime="2025-03-04">4 March</time></aside>'),
        ("", '<time datetime="2025-03-04" class="modified">4 March</time>'),
        (meta("article:modified_time", "2025-03-04"), ""),
    ],
)
def test_no_date_is_made_up(head: str, top: str) -> None:
    assert read(head, top).published is None


def test_of_several_articles_the_one_of_this_address() -> None:
    head = ld(**{"@type": "Article", "url": "https://looms.example/other/", "datePublished": "2024-01-01"})
    head += ld(**{"@type": "Article", "mainEntityOfPage": {"@id": URL}, "datePublished": "2025-03-04"})
    assert read(head).published == DAY


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (ld(**{"@type": "Article", "author": {"@type": "Person", "name": "Ida  Moor"}}), ["Ida Moor"]),
        (
            ld(**{"@type": "Article", "author": [{"name": "Ida Moor"}, "Raj Mehta", {"name": "Ida Moor"}]}),
            ["Ida Moor", "Raj Mehta"],
        ),
        (
            ld(
                **{
                    "@graph": [
                        {"@type": "Article", "author": {"@id": "#ida"}},
                        {"@id": "#ida", "name": "Ida Moor"},
                    ]
                }
            ),
            ["Ida Moor"],
        ),
        ('<meta name="author" content="Ida Moor">', ["Ida Moor"]),
        (meta("article:author", "https://social.example/ida"), []),
        ('<meta name="author" content="Looms">' + meta("og:site_name", "Looms"), []),
        (ld(**{"@type": "Article", "author": {"name": {"deep": 1}}}), []),
    ],
)
def test_authors(head: str, names: list[str]) -> None:
    assert [person.name for person in read(head).authors] == names


def test_the_picture() -> None:
    assert read(meta("og:image", "/warp.jpg")).image == "https://looms.example/warp.jpg"
    assert (
        read(ld(**{"@type": "Article", "image": [{"url": "w.png"}]})).image
        == "https://looms.example/warp/w.png"
    )
    assert read().image is None


def test_the_main_text() -> None:
    content = read().content
    assert content is not None
    assert content.startswith(f"<p>{PROSE.strip()}</p>")
    assert 'See <a href="https://looms.example/weft/">the weft</a>' in content
    for left_out in ("<h1>", "Home", "Looms Ltd.", "alert"):
        assert left_out not in content


def test_code_keeps_its_lines() -> None:
    content = article.main_text(
        PAGE.format(head="", top="<pre><code>a = 1\n  b = 2</code></pre>", prose=PROSE), URL
    )
    assert content is not None
    assert "<pre>a = 1\n  b = 2</pre>" in content


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "<div>" * n,
        lambda n: "<b>" * n + PROSE,
        lambda n: "<p>" + "word " * (10 * n),
        lambda n: f'<script type="application/ld+json">{"[" * (4 * n)}</script>',
        lambda n: "<time datetime=2025-03-04>" * (n // 2),
    ],
    ids=["deep", "bold", "words", "data", "times"],
)
def test_hostile_pages_cost_no_more_than_their_length(make: Callable[[int], str]) -> None:
    assert_linear(lambda page: article.read(page, URL, BERLIN), make, 8_000)


@pytest.mark.parametrize(
    "page", ["<p>x", ld(**{"@type": {"a": 1}, "author": [[["x"]]], "image": {"url": 3}})]
)
def test_a_page_that_says_nothing_is_read(page: str) -> None:
    assert article.read(page, URL, BERLIN).url == URL


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(ParseError, match=r"^the source is empty"):
        article.read(b"", URL, BERLIN)


# --- a feed ---


def filled(feed: Feed) -> Reading:
    reading = Reading(feed=feed, format="html")
    return fill(reading, fetch=lambda url: fetch(url, allow_private=True, time_limit=120), zone=BERLIN)


def serve(server: Server, name: str, head: str = "", prose: str = PROSE) -> str:
    return server.page(f"/{name}/", PAGE.format(head=head, top="", prose=prose).encode())


def test_only_what_the_list_lacks_is_filled(server: Server) -> None:
    head = meta("article:published_time", "2025-03-04") + '<meta name="author" content="Ida Moor">'
    head += meta("og:image", "/own.jpg")
    bare, complete = serve(server, "bare", head), serve(server, "complete", head, prose="Little.")
    sure = Entry(
        title="Complete",
        url=complete,
        published=datetime(2024, 1, 2, tzinfo=timezone(timedelta(hours=1))),
        authors=(Person(name="Raj Mehta"),),
        image="https://looms.example/list.jpg",
        content=f"<p>{PROSE * 2}</p>",
    )
    made = filled(
        Feed(url=server.address, entries=(Entry(title="Bare", url=bare, summary="In short."), sure))
    )
    first, second = made.feed.entries
    assert (first.title, first.published, first.authors) == ("Bare", DAY, (Person(name="Ida Moor"),))
    assert (first.summary, first.image) == ("In short.", f"{server.address}/own.jpg")
    assert first.content is not None
    assert PROSE.strip() in first.content
    assert second == sure
    assert made.problems == ()


def test_an_excerpt_gives_way_to_the_text(server: Server) -> None:
    entry = Entry(title="A", url=serve(server, "a"), content="<p>The warp is <b>held</b> …</p>")
    (made,) = filled(Feed(entries=(entry,))).feed.entries
    assert made.content is not None
    assert PROSE.strip() in made.content


def test_a_page_that_fails_costs_its_entry_only(server: Server) -> None:
    good = serve(server, "good")
    empty = server.page("/empty/", b"")
    pdf = server.page("/paper", b"%PDF-1.7", "application/pdf")
    gone = f"{server.address}/gone"
    feed = Feed(entries=tuple(Entry(title=url[-5:], url=url) for url in (gone, good, pdf, empty)))
    made = filled(feed)
    assert [bool(entry.content) for entry in made.feed.entries] == [False, True, False, False]
    assert made.problems == (
        Problem(
            rule="no-article", message=f"{gone}: answered 404 Not Found", where="entry 1 '/gone', content"
        ),
        Problem(
            rule="no-article",
            message=f"{pdf}: wanted a page, data or other text, found application/pdf",
            where="entry 3 'paper', content",
        ),
        Problem(
            rule="no-article",
            message=f"{empty}: the source is empty: wanted a page, data or other text",
            where="entry 4 'mpty/', content",
        ),
    )


def test_entries_without_a_page_of_their_own_are_left_alone(server: Server) -> None:
    shared = f"{server.address}/shared"
    urls = (None, "ftp://looms.example/a", f"{server.address}/#a", f"{shared}#1", f"{shared}#2")
    feed = Feed(url=f"{server.address}/", entries=tuple(Entry(title="A", url=url) for url in urls))
    assert filled(feed).feed == feed
    assert server.requests == []


def test_few_pages_at_once_and_always_the_same_order(server: Server) -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def slow(number: int) -> None:
        def answer(request: BaseHTTPRequestHandler) -> None:
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            time.sleep(0.02 * (5 - number % 5))
            body = PAGE.format(head="", top=f"<p>Number {number} is the one.</p>", prose=PROSE).encode()
            with lock:
                now[0] -= 1
            request.send_response(200)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

        server.answers[f"/{number}"] = answer

    for number in range(20):
        slow(number)
    made = filled(Feed(entries=tuple(Entry(title=str(n), url=f"{server.address}/{n}") for n in range(20))))
    assert all(f"Number {n} is" in (entry.content or "") for n, entry in enumerate(made.feed.entries))
    assert 1 < most[0] <= MAX_CONNECTIONS


# --- the command ---


def test_convert_full(server: Server) -> None:
    names = ("warping", "wefting", "beating")
    posts = "".join(POST.format(name, f"All about {name} the cloth") for name in names)
    url = server.page("/", LIST.format(posts).encode())
    for name in names[:2]:
        serve(server, name, meta("article:published_time", "2025-03-04T12:00:00Z"))
    run = CliRunner().invoke
    from feedkit.cli import main

    result = run(main, ["convert", "--allow-private", "--full", "--to", "json", "--now", "2026-01-01", url])
    items = {item["url"].split("/")[-2]: item for item in json.loads(result.stdout)["items"]}
    assert [name for name in names if PROSE.strip() in items[name].get("content_html", "")] == [
        "warping",
        "wefting",
    ]
    assert items["warping"]["date_published"] == "2025-03-04T12:00:00Z"
    assert "date_published" not in items["beating"]
    gone = f"{server.address}/beating/: answered 404 Not Found"
    assert f"{url}: entry 3 'All about beating the cloth', content: {gone}\n" in result.stderr


def test_the_text_by_a_selector(server: Server) -> None:
    prose = "<div class=body><p>Short.</p><p class=ad>Buy!</p><div class=body>Inner.</div></div>"
    there = server.page("/there/", f"<html><h1>A</h1>{prose}<p>Much more beside it. {PROSE}</p>".encode())
    gone = server.page("/none/", b"<html><h1>B</h1><p>Nothing")
    entries = (
        Entry(title="A", url=there, content="<p>A longer text of the list.</p>"),
        Entry(title="B", url=gone),
    )
    reading = Reading(feed=Feed(title="F", entries=entries), format="html")
    css = ".body > :not(.ad)"
    found = fill(reading, fetch=lambda url: fetch(url, allow_private=True), zone=BERLIN, selector=css)
    texts = [entry.content for entry in found.feed.entries]
    assert texts == ["<p>Short.</p><div>Inner.</div>", None]
    assert [problem.message for problem in found.problems] == [
        f'{gone}: full_text: "{css}" finds nothing on the page'
    ]


def test_what_is_no_part_of_the_text_is_removed(server: Server) -> None:
    page = f"<html><h1>A</h1><p>{PROSE}</p><div class=share>Share it</div><p>{PROSE}</p><p class=ad>Buy!</p>"
    entries = (Entry(title="A", url=server.page("/a/", page.encode())),)
    reading = Reading(feed=Feed(title="F", entries=entries), format="html")

    def text(selector: str | None = None, remove: str | None = None) -> str:
        found = fill(
            reading,
            fetch=lambda url: fetch(url, allow_private=True),
            zone=BERLIN,
            selector=selector,
            remove=remove,
        )
        assert found.problems == ()
        return found.feed.entries[0].content or ""

    assert "Share it" in text(selector="body")
    assert text(selector="body", remove=".share, .ad").count("<p>") == 2
    assert text(selector="//p", remove="//*[@class='share' or @class='ad']").count("<p>") == 2
    assert PROSE in text(remove=".share, .ad")


def test_convert_with_a_selector_of_the_text(server: Server) -> None:
    posts = "".join(
        f"<article><h2><a href='/{one}/'>Post {one}</a></h2><time datetime='2025-05-0{one}'></time></article>"
        for one in range(1, 4)
    )
    url = server.page("/", f"<html><title>Blog</title><main>{posts}</main>".encode())
    for one in range(1, 4):
        server.page(f"/{one}/", f"<html><div class=body><p>Text {one}.</p></div><p>Beside it.</p>".encode())
    options = ["convert", url, "--allow-private", "--to", "json", "--full-text"]
    result = CliRunner().invoke(main, [*options, ".body"])
    assert [item["content_html"] for item in json.loads(result.stdout)["items"]] == [
        f"<div><p>Text {one}.</p></div>" for one in (3, 2, 1)
    ]
    result = CliRunner().invoke(main, [*options, "p["])
    assert result.exit_code == 2
    assert "Invalid value for '--full-text': selector: \"p[\" is no CSS selector: " in result.stderr


def test_without_the_extra_one_sentence_names_it() -> None:
    program = (
        "import sys; sys.modules['trafilatura'] = None\n"
        "from feedkit.parsers.html.article import main_text\n"
        "try: main_text('<p>x', 'https://looms.example/')\n"
        "except ModuleNotFoundError as error: print(error)\n"
        "from feedkit.cli import main; main(['convert', 'x.html', '--full'])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    wanted = 'full texts need the extra "full", which is not installed: README tells how to install it'
    assert (done.returncode, done.stdout) == (2, wanted + "\n")
    assert done.stderr.endswith(f"Error: --full: {wanted}\n")
