"""Pages that scripts make, shown by a real browser and a real server on this machine."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result

from feedkit.cli import main
from feedkit.errors import FetchError
from feedkit.fetching import Client, browser, page_requests, shown_page
from feedkit.fetching.page_rendering import Rendering
from feedkit.sources.rendered_pages import rendering
from feedkit.values.request_settings import Request
from tests.browsing import FRAMEWORK_PAGES, needs_browser, react_site, scripted
from tests.builds import FILES, build, configured, content, reported, start, titles
from tests.processes import wait_until
from tests.serving import Server

pytestmark = needs_browser
POSTS = json.loads((FRAMEWORK_PAGES / "posts.json").read_bytes())
ONCE = Rendering()
NO_TEXT = "no entries found: the page shows no text; its list may be made by JavaScript"


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Client(robots=False, delay=0, retries=0, allow_private=True) as client:
        yield client


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most pages here have no list, which would be waited for."""
    monkeypatch.setattr(shown_page, "MAX_LIST_SECONDS", 0)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--allow-private"])


def shown(client: Client, url: str, **keys: object) -> str:
    found = client.fetch(url, rendering=Rendering(**keys)).content  # type: ignore[arg-type]
    assert isinstance(found, str)
    return found


def fired(html: str) -> list[int]:
    """The posts of a page of `scripted`, as it is shown."""
    return [int(part[0]) for part in html.split("Firing ")[1:] if part[0].isdigit()]


# --- from the command line ---


def test_a_page_that_is_nothing_without_its_script_is_read_whole(server: Server) -> None:
    url = react_site(server)
    result = run("convert", url, "--render", "--to", "json")
    assert result.stderr == ""
    found = json.loads(result.stdout)
    assert (found["title"], found["home_page_url"]) == ("News from the mill", url)
    assert [(item["url"], item["title"], item["date_published"]) for item in found["items"]] == [
        (f"{url}posts/{post['slug']}", post["title"], post["date"].replace("+00:00", "Z")) for post in POSTS
    ]
    assert run("convert", url, "--render", "--to", "json").stdout == result.stdout


def test_without_a_browser_the_error_says_what_to_try(server: Server) -> None:
    url = react_site(server)
    assert run("convert", url).stderr == (
        f"error: {url}: {NO_TEXT}; pass --render to have a browser show it\n"
    )


def test_inspect_says_that_a_browser_was_used(server: Server) -> None:
    lines = run("inspect", react_site(server), "--render").stdout.splitlines()
    assert lines[1:3] == ["12 entries in div, read as html", "a browser has shown the page"]


def test_init_writes_what_builds_the_same(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "feedkit.toml"
    url = server.page("/", scripted("[5, 4, 3, 2, 1]"))  # no data is fetched that could be read in its place
    assert run("init", url, "--render", "-o", str(path)).exit_code == 0
    assert "render = true  # a browser shows the page, which its scripts make\n" in path.read_text("utf-8")
    assert build(path).exit_code == 0
    found = titles(tmp_path / "public" / "kiln" / "feed.json")
    assert found == [f"Firing {number} of the kiln" for number in (5, 4, 3, 2, 1)]


# --- builds ---


def test_a_build_has_one_browser_and_the_same_bytes_again(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts = []
    started = browser._started

    async def counted(path: str) -> browser._Process:
        starts.append(path)
        return await started(path)

    monkeypatch.setattr(browser, "_started", counted)
    sources = {f"kiln{n}": server.page(f"/{n}/", scripted(f"[5, 4, 3, 2, {n % 2}]")) for n in range(5)}
    config = configured(tmp_path, sources, "[defaults]\nrender = true")
    assert reported(build(config))[-1] == "5 feeds written"
    assert len(starts) == 1
    first = content(tmp_path / "public")
    assert {name.rpartition("/")[2] for name in first} >= set(FILES)
    assert reported(build(config))[-1] == "5 feeds unchanged"
    assert content(tmp_path / "public") == first


def test_auto_uses_a_browser_only_where_the_page_as_sent_has_no_list(server: Server, tmp_path: Path) -> None:
    articles = "".join(
        f"<article><h2><a href=/a/{n}>Turning {n} of the wheel</a></h2><time>2026-01-0{n}</time>"
        f"<p>What it ground in turn {n}.</article>"
        for n in range(1, 6)
    )
    asks = "<script>fetch('/asked')</script>"
    plain = server.page("/plain", f"<title>Mill</title><main>{articles}</main>{asks}".encode())
    made = server.page("/made", scripted("[5, 4, 3, 2, 1]"))
    config = configured(tmp_path, {"plain": plain, "made": made}, '[defaults]\nrender = "auto"')
    assert reported(build(config)) == [
        "plain: written: 5 entries, 5 new",
        "made: written: 5 entries, 5 new",
        f"made: a browser has shown the page, as it was sent without a list: {NO_TEXT}",
        "2 feeds written",
    ]
    assert "/asked" not in server.paths
    report = json.loads((tmp_path / "public" / "report.json").read_bytes())
    assert [len(feed["notes"]) for feed in report["feeds"]] == [0, 1]


def test_auto_says_why_a_browser_could_not_help(server: Server, tmp_path: Path) -> None:
    made = server.page("/made", scripted("[5, 4, 3, 2, 1]"))
    config = configured(tmp_path, {"made": made}, 'browser = "no-such-browser"\n[defaults]\nrender = "auto"')
    assert reported(build(config))[0] == (
        f"made: failed: {NO_TEXT}; a browser does not show it: wanted an installed Chromium, found no "
        "program no-such-browser: apt-get install chromium, or brew install --cask chromium"
    )


def chromiums(folder: Path) -> list[str]:
    """The processes that a build's browser consists of, found by the mark in their environment or command."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (process / "cmdline").read_bytes().decode("utf-8", "replace")
            state = (process / "stat").read_text("utf-8").rpartition(")")[2].split()[0]
            if str(folder) in command and "chrom" in command and state not in "ZX":
                found.append(command)
    return found


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_stopped_leaves_no_browser(
    server: Server, tmp_path: Path, how: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.page("/", scripted("(await fetch('/never'), [])"))
    server.held("/never", b"[]")
    with TemporaryDirectory(
        ignore_cleanup_errors=True
    ) as folder:  # its name is short, as that of a socket is
        monkeypatch.setenv("TMPDIR", folder)  # where the browser keeps its profile, which its command names
        process = start(configured(tmp_path, {"made": url}, "[defaults]\nrender = true"))
        wait_until(lambda: "/never" in server.paths)
        assert len(chromiums(Path(folder))) > 3
        process.send_signal(how)
        process.communicate()
        wait_until(lambda: not chromiums(Path(folder)))


# --- what is waited for ---


def test_a_list_that_comes_late_is_waited_for(
    server: Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown_page, "MAX_LIST_SECONDS", 20)
    later = "new Promise((done) => setTimeout(() => done([5, 4, 3]), 2000))"
    assert fired(shown(client, server.page("/", scripted(later)))) == [5, 4, 3]


BUTTON = """
document.body.insertAdjacentHTML("beforeend", "<button>Next</button><button>{}</button>");
let left = [3, 2, 1];
document.querySelectorAll("button")[1].onclick = () => { show(left.splice(0, 1)) };
"""


@pytest.mark.parametrize("words", ["Load more", "Ältere Beiträge", "more posts …"])
def test_more_entries_are_asked_for_within_pages(server: Server, client: Client, words: str) -> None:
    url = server.page("/", scripted("[5, 4]", more=BUTTON.replace("{}", words)))
    more = rendering(pages=3, time_zone="UTC", accept_language=None).more_words
    assert fired(shown(client, url)) == [5, 4]
    assert fired(shown(client, url, pages=3, more_words=more)) == [5, 4, 3, 2]
    assert fired(shown(client, url, pages=9, more_words=more)) == [5, 4, 3, 2, 1]


def test_a_button_that_shows_others_in_place_loses_none(server: Server, client: Client) -> None:
    more = """document.body.insertAdjacentHTML("beforeend", "<button>Next page</button>");
    document.querySelector("button").onclick = () => {
      document.querySelector("main").innerHTML = ""; show([3, 2]);
    };"""
    url = server.page("/", scripted("[5, 4]", more=more))
    assert fired(shown(client, url, pages=3, more_words=frozenset({"next page"}))) == [5, 4]


def test_a_page_is_scrolled_within_pages(server: Server, client: Client) -> None:
    more = """const rest = "<div style='height: 4000px'></div><p id=end>end</p>";
    document.body.insertAdjacentHTML("beforeend", rest);
    const left = [3, 2, 1];
    new IntersectionObserver(([end]) => { if (end.isIntersecting) show(left.splice(0, 1)) }).observe(
      document.getElementById("end"));"""
    url = server.page("/", scripted("[5, 4]", more=more))
    assert fired(shown(client, url)) == [5, 4]
    assert fired(shown(client, url, pages=2)) == [5, 4, 3]


# --- what is taken down ---


def test_what_custom_elements_show_is_taken_down(server: Server, client: Client) -> None:
    page = """<title>t</title><post-list><a slot=more href=/older>Older</a></post-list><script>
    customElements.define("post-list", class extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({mode: "closed"}).innerHTML =
          "<style>p {color: red}</style><ul><li><a href=/1>One</a></ul><slot name=more></slot>";
      }
    });</script>"""
    html = shown(client, server.page("/", page.encode()))
    assert (
        '<post-list><ul><li><a href="/1">One</a></li></ul><slot name="more">'
        '<a slot="more" href="/older">Older</a></slot></post-list>'
    ) in html


def test_dates_are_written_in_the_zone_of_the_feed_and_never_ambiguously(
    server: Server, client: Client
) -> None:
    page = b"<p id=p></p><script>p.textContent = new Date('2026-03-04T23:30Z').toLocaleDateString()</script>"
    url = server.page("/", page)
    assert '<p id="p">2026-03-04</p>' in shown(client, url)
    assert '<p id="p">2026-03-05</p>' in shown(client, url, time_zone="Europe/Berlin")
    german = rendering(pages=1, time_zone="UTC", accept_language="de-AT, en;q=0.5").locale
    assert '<p id="p">4.3.2026</p>' in shown(client, url, locale=german)


def test_the_part_of_an_address_behind_the_hash_is_the_script_s(server: Server, client: Client) -> None:
    url = server.page("/", b"<p id=p></p><script>p.textContent = location.hash</script>")
    page = client.fetch(f"{url}#/blog", rendering=ONCE)
    assert '<p id="p">#/blog</p>' in str(page.content)
    assert page.url == url


def test_a_page_that_leads_on_is_that_page(server: Server, client: Client) -> None:
    there = server.page("/there", b"<p>There")
    page = client.fetch(server.page("/", b"<script>location.replace('/there')</script>"), rendering=ONCE)
    assert (page.url, "<p>There" in str(page.content)) == (there, True)


def test_an_address_that_is_only_written_above_a_page_is_what_links_begin_at(
    server: Server, client: Client
) -> None:
    script = "history.replaceState(null, '', '/blog/?session=7')"
    url = server.page("/", f"<title>t</title><a href=1>One</a><script>{script}</script>".encode())
    page = client.fetch(url, rendering=ONCE)
    assert page.url == url
    assert f'<base href="{url}blog/?session=7">' in str(page.content)


def test_what_is_no_page_is_not_shown(server: Server, client: Client) -> None:
    for body, kind in ((b"[1]", "application/json"), (b"<rss version='2.0'/>", "text/html")):
        page = client.fetch(server.page("/", body, kind), rendering=ONCE)
        assert (page.content, page.is_rendered) == (body, False)


def test_images_stay_and_are_not_asked_for(server: Server, client: Client) -> None:
    page = """<img src=/a.png onerror="this.src = '/fallback.png'"><link rel=icon href=/icon.png>
    <style>@font-face {font-family: f; src: url(/f.woff)} body {font-family: f}</style>text
    <script src=https://www.googletagmanager.com/gtm.js onerror="document.title = 'blocked'"></script>"""
    html = shown(client, server.page("/", page.encode()))
    assert server.paths == ["/"]
    assert '<img src="/a.png"' in html
    assert "<title>blocked</title>" in html


def test_frames_of_other_hosts_are_not_fetched(server: Server, client: Client) -> None:
    server.page("/frame", b"<p>Framed")
    other = server.address.replace("127.0.0.1", "localhost")
    url = server.page(
        "/", f"<iframe src='{other}/frame'></iframe><iframe src='/frame?near'></iframe>".encode()
    )
    assert shown(client, url).count("<iframe") == 2
    assert server.paths == ["/", "/frame?near"]


# --- what is asked, and how ---


def test_scripts_are_kept_as_pages_are(server: Server, tmp_path: Path) -> None:
    fetching = (
        b"fetch('/posts').then((answer) => answer.json()).then((posts) => { main.append(posts.join(' ')) })"
    )
    server.tagged("/main.js", fetching, Content_Type="text/javascript")
    server.page("/posts", b"[5, 4]", "application/json", Cache_Control="max-age=600")
    url = server.page("/", b"<main id=main></main><script src=/main.js></script>")
    found = []
    for _ in range(2):
        with Client(cache=tmp_path, robots=False, delay=0, allow_private=True) as client:
            found.append(client.fetch(url, rendering=ONCE).content)
    assert '<main id="main">5 4</main>' in str(found[0])
    assert found[0] == found[1]
    assert server.paths == ["/", "/main.js", "/posts", "/", "/main.js"]
    assert "if-none-match" in server.requests[-1]


def test_data_that_the_page_fetches_is_collected(server: Server, client: Client) -> None:
    server.page("/api?page=1", b'{"posts": [1]}', "application/vnd.api+json; charset=utf-8")
    server.page("/more", b"[2]", "application/json")
    server.page("/text", b"[3]", "text/plain")
    script = """(async () => {
      await fetch('/api?page=1#x', {headers: {'X-Key': 'k'}});
      const headers = {'Content-Type': 'application/json'};
      await fetch('/more', {method: 'POST', body: '{"first": 20}', headers});
      await fetch('/text');
    })()"""
    page = client.fetch(server.page("/", f"<p>t<script>{script}</script>".encode()), rendering=ONCE)
    first, second = page.answers
    assert (first.method, first.url, first.request_body) == ("GET", f"{server.address}/api?page=1", None)
    assert (first.status, first.content_type, first.body) == (
        200,
        "application/vnd.api+json",
        b'{"posts": [1]}',
    )
    assert first.request_headers["x-key"] == "k"
    assert (second.method, second.url, second.request_body) == (
        "POST",
        f"{server.address}/more",
        b'{"first": 20}',
    )
    assert server.bodies == [b'{"first": 20}']
    assert "k" not in repr(first).replace("application/vnd", "")[-20:]


def test_what_is_sent_goes_to_the_host_of_the_source_alone(server: Server, client: Client) -> None:
    other = server.address.replace("127.0.0.1", "localhost")
    server.page("/data", b"1", Access_Control_Allow_Origin="*")
    server.page("/away", b"", status=302, Location=f"{other}/far", Access_Control_Allow_Origin="*")
    server.page("/far", b"1", Access_Control_Allow_Origin="*")
    script = f"fetch('/data'); fetch('{other}/data'); fetch('/away')"
    url = server.page("/", f"<p>t<script>{script}</script>".encode(), Set_Cookie="seen=1")
    request = Request(
        url=url,
        headers={"Authorization": "Bearer secret"},
        cookies={"session": "s"},
        user_agent="Reader/1",
        accept_language="de",
        is_secret=True,
    )
    client.fetch(url, request=request, rendering=ONCE)
    got = [
        (path, headers["Host"].partition(":")[0], headers.get("Authorization"), headers.get("Cookie"))
        for path, headers in zip(server.paths, server.requests, strict=True)
    ]
    assert sorted(got, key=str) == [
        ("/", "127.0.0.1", "Bearer secret", "session=s"),
        ("/away", "127.0.0.1", "Bearer secret", "session=s; seen=1"),
        ("/data", "127.0.0.1", "Bearer secret", "session=s; seen=1"),
        ("/data", "localhost", None, None),
        ("/far", "localhost", None, None),
    ]
    assert {(headers["User-Agent"], headers["Accept-Language"]) for headers in server.requests} == {
        ("Reader/1", "de")
    }


def test_pages_share_no_cookies(server: Server, client: Client) -> None:
    url = server.page(
        "/", b"<p id=p></p><script>p.textContent = document.cookie; document.cookie = 'a=b'</script>"
    )
    for _ in range(2):
        assert '<p id="p"></p>' in shown(client, url)


def test_robots_txt_holds_for_what_scripts_ask_for(server: Server) -> None:
    server.page("/robots.txt", b"User-agent: *\nDisallow: /api/", "text/plain")
    server.page("/api/posts", b"[]", "application/json")
    url = server.page("/", b"<p>t<script>fetch('/api/posts')</script>")
    with Client(delay=0, retries=0, allow_private=True) as client:
        page = client.fetch(url, rendering=ONCE)
    assert "/api/posts" not in server.paths
    (problem,) = page.problems
    assert str(problem) == (
        f"the page's scripts asked for more: {url}api/posts: robots.txt of {url[7:-1]} does not allow "
        "feedkit to fetch it: ask the owner of the site, name another page, or pass --no-robots "
        "(robots=False)"
    )


# --- limits ---


def test_a_script_without_end_costs_its_page_alone(server: Server, client: Client) -> None:
    url = server.page("/", b"<p>t<script>for (;;);</script>")
    with pytest.raises(FetchError) as raised:
        client.fetch(url, request=Request(page_timeout=3), rendering=ONCE)
    assert str(raised.value) == f"{url}: not shown by the browser within 3 seconds"
    assert fired(shown(client, server.page("/", scripted("[2, 1]")))) == [2, 1]


def test_a_script_that_fills_the_memory_costs_its_page_alone(
    server: Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "MAX_PAGE_MEMORY", 300_000_000)
    fill = "const kept = []; setInterval(() => kept.push(new Uint8Array(50_000_000).fill(1)), 50)"
    url = server.page("/", f"<p>t<script>{fill}</script>".encode())
    with pytest.raises(FetchError) as raised:
        client.fetch(url, rendering=ONCE)
    assert str(raised.value) == (
        f"{url}: its process in the browser died: its scripts may have used too much memory"
    )
    monkeypatch.undo()
    assert fired(shown(client, server.page("/", scripted("[2, 1]")))) == [2, 1]


def test_a_browser_that_dies_is_started_again(server: Server, client: Client) -> None:
    url = server.page("/", scripted("[2, 1]"))
    shown(client, url)
    assert client._browser is not None
    process = client._browser._process
    assert process is not None
    os.killpg(process._group, signal.SIGKILL)
    assert fired(shown(client, url)) == [2, 1]


def test_a_page_is_taken_as_it_is_when_it_never_rests(
    server: Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown_page, "MAX_REST_SECONDS", 3)
    server.held("/never", b"")
    more = "fetch('/never'); setInterval(() => document.body.append('x'), 50)"
    assert fired(shown(client, server.page("/", scripted("[2, 1]", more=more)))) == [2, 1]


def test_requests_are_counted(server: Server, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_requests, "MAX_REQUESTS", 5)
    url = server.page("/", b"<p>t<script>for (let n = 0; n < 20; n++) fetch('/' + n)</script>")
    shown(client, url)
    assert len(server.paths) == 6


def test_bytes_are_counted(server: Server, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_requests, "MAX_BYTES", 2_000_000)
    server.zipped("/big", bytes(1_500_000))
    script = """(async () => { for (const n of [1, 2]) {
      try { await (await fetch('/big')).text(); p.append('came ') } catch { p.append('refused') }
    }})()"""
    url = server.page("/", f"<p id=p></p><script>{script}</script>".encode())
    assert '<p id="p">came refused</p>' in shown(client, url)


def test_a_page_that_grows_without_end_is_an_error(
    server: Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown_page, "SIZE_LIMIT", 1_000_000)
    url = server.page("/", b"<p id=p></p><script>p.textContent = 'x'.repeat(2e6)</script>")
    with pytest.raises(FetchError) as raised:
        client.fetch(url, rendering=ONCE)
    assert str(raised.value) == f"{url}: larger than 1 MB, when its scripts have run"
