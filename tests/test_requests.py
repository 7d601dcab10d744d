"""What is sent for a page, to whom, and what each kind of refusal says, with real servers on this machine."""

from __future__ import annotations

import json
import re
import socket
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from feedkit.cli import main
from feedkit.errors import ConfigError, FetchError
from feedkit.fetching import Client, Page, fetch
from feedkit.fetching.obstacles import (
    BROWSER,
    CHALLENGE,
    CONSENT,
    KEPT_BACK,
    LOGIN,
    OTHER_FORM,
    PROXY,
    SLOWER,
    UNTAKEN,
)
from feedkit.project.config import parse_config
from feedkit.values.request_settings import PLAIN, Request, RequestSettings
from tests.builds import blog, build, configured, reported, titles
from tests.serving import Server
from tests.socks import WITH_LOGIN, SocksProxy

TOKEN, KEY, COOKIE = "t0ken-of-ada", "k3y-of-ada", "c00kie-of-ada"
ROOT = Path(__file__).parents[1]
WRONG = tomllib.loads((Path(__file__).parent / "data" / "request_errors.toml").read_text("utf-8"))
SECRETS = (TOKEN, KEY, COOKIE)
ENVIRONMENT = {"TOKEN": TOKEN, "KEY": KEY, "COOKIE": COOKIE, "LOGIN": "ada:pa55"}
PAGE = b"<html><title>Kiln</title><p>Nothing</p></html>"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return tmp_path


@pytest.fixture
def other() -> Iterator[Server]:
    """Another origin."""
    server = Server()
    yield server
    server.close()


def request(url: str, **settings: Any) -> Request:
    return RequestSettings(**settings).request(url, ENVIRONMENT)


def asked(url: str, sent: Request = PLAIN, **options: Any) -> Page:
    """A page as a build has it."""
    with Client(allow_private=True, robots=False, delay=0, retries=0, **options) as client:
        return client.fetch(url, request=sent)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--allow-private", "--now", "2026-01-05"])


def failure(url: str, sent: Request = PLAIN) -> str:
    with pytest.raises(FetchError) as caught:
        asked(url, sent)
    with pytest.raises(FetchError) as by_hand:
        fetch(url, allow_private=True, request=sent)
    assert str(by_hand.value) == str(caught.value)
    return str(caught.value)


# --- what is sent ---


EVERYTHING: dict[str, Any] = {
    "headers": {"X-Key": "env:KEY", "Accept": "application/json"},
    "cookies": {"session": "env:COOKIE", "seen": "yes"},
    "token": "env:TOKEN",
    "user_agent": "Mozilla/5.0 (X11; Linux)",
    "accept_language": "de, en;q=0.5",
}
PRIVATE = ("X-Key", "Cookie", "Authorization")


def test_everything_that_can_be_sent(server: Server) -> None:
    url = server.page("/", PAGE)
    asked(url, request(url, **EVERYTHING))
    sent = server.requests[-1]
    assert {name: sent[name] for name in (*PRIVATE, "Accept", "User-Agent", "Accept-Language")} == {
        "X-Key": KEY,
        "Cookie": f"session={COOKIE}; seen=yes",
        "Authorization": f"Bearer {TOKEN}",
        "Accept": "application/json",
        "User-Agent": "Mozilla/5.0 (X11; Linux)",
        "Accept-Language": "de, en;q=0.5",
    }


def test_parameters_are_sent_and_never_shown(server: Server, other: Server) -> None:
    sent = {"key": "env:KEY", "tag": ("a b", "c")}
    query = f"key={KEY}&tag=a+b&tag=c"
    server.answers[f"/posts?{query}"] = server.answer(301, Location=f"/posts/?key={KEY}")
    server.page(f"/posts/?{query}", PAGE)
    url = f"{server.address}/posts"
    assert asked(url, request(url, query=sent)).url == f"{url}/"
    server.page(f"/all?of=it&{query}", PAGE)
    url = f"{server.address}/all?of=it"
    assert asked(url, request(url, query=sent)).url == url
    away = other.page("/away", PAGE)
    server.answers[f"/moved?{query}"] = server.answer(302, Location=away)
    url = f"{server.address}/moved"
    assert asked(url, request(url, query=sent)).url == away
    assert other.paths == ["/away"]
    assert failure(f"{url}/none", request(url, query=sent)) == f"{url}/none: answered 404 Not Found"


def test_a_login_is_basic(server: Server) -> None:
    url = server.page("/", PAGE)
    asked(url, request(url, login="env:LOGIN"))
    assert server.requests[-1]["Authorization"] == "Basic YWRhOnBhNTU="


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_another_host_gets_nothing_private(status: int, server: Server, other: Server) -> None:
    end = other.page("/end", PAGE)
    start = server.page("/", b"", status=status, Location=end, Set_Cookie="own=1; Path=/")
    assert asked(start, request(start, **EVERYTHING)).url == end
    asked(end, request(start, **EVERYTHING))  # as a page that the first leads to
    assert all(set(PRIVATE) <= set(sent) for sent in server.requests)
    for sent in other.requests:
        assert not set(PRIVATE) - {"Cookie"} & set(sent)
        assert not any(secret in json.dumps(sent) for secret in SECRETS)
        assert (sent["User-Agent"], sent["Accept-Language"]) == ("Mozilla/5.0 (X11; Linux)", "de, en;q=0.5")
        assert sent["Accept"].startswith("text/html")


def test_a_redirect_to_another_host_and_back(server: Server, other: Server) -> None:
    end = server.page("/end", PAGE)
    between = other.page("/sso", b"", status=302, Location=end)
    start = server.page("/", b"", status=302, Location=between, Set_Cookie="seen=now")
    assert asked(start, request(start, **EVERYTHING)).url == end
    assert (
        server.requests[-1]["Cookie"] == f"session={COOKIE}; seen=now"
    )  # what the site itself has set counts
    assert "X-Key" not in other.requests[0]


def test_an_address_of_the_same_host_by_https_gets_it_too() -> None:
    sent = Request(url="http://h.example/a", headers={"X": "1"})
    given = ("http://h.example/b", "https://h.example/", "http://h.example:80/", "https://h.example:443/")
    assert all(map(sent.is_for, given))
    kept = (
        "http://h.example:8080/",
        "https://h.example:8443/",
        "http://www.h.example/",
        "http://h.example.org/",
    )
    assert not any(map(sent.is_for, kept))
    assert not Request(url="https://h.example/").is_for("http://h.example/")


# --- POST ---


def test_a_form_and_json_by_post(server: Server) -> None:
    url = server.page("/", PAGE)
    asked(url, request(url, post_form={"q": "tides & ebbs", "tag": ("a", "b"), "key": "env:KEY"}))
    asked(url, request(url, post_json={"query": "ü", "auth": {"key": "env:KEY"}, "list": [1, "env:TOKEN"]}))
    form, data = server.bodies
    assert form == f"q=tides+%26+ebbs&tag=a&tag=b&key={KEY}".encode()
    assert json.loads(data) == {"query": "ü", "auth": {"key": KEY}, "list": [1, TOKEN]}
    types = [sent["Content-Type"] for sent in server.requests]
    assert types == ["application/x-www-form-urlencoded", "application/json"]


def test_only_the_source_itself_is_asked_by_post(server: Server) -> None:
    url = server.page("/", PAGE)
    sent = request(url, post_form={"q": "tides"})
    asked(server.page("/2", PAGE), sent)
    asked(
        server.page("/see", b"", status=303, Location="/2"),
        request(server.address + "/see", post_form={"q": "x"}),
    )
    assert server.bodies == [b"q=x"]
    asked(
        server.page("/stay", b"", status=307, Location="/"),
        request(server.address + "/stay", post_form={"q": "y"}),
    )
    assert server.bodies == [b"q=x", b"q=y", b"q=y"]


def test_a_body_goes_to_no_other_host(server: Server, other: Server) -> None:
    end = other.page("/end", PAGE)
    start = server.page("/", b"", status=308, Location=end)
    message = f"{end}: what is sent by POST would go to another host, and is not sent"
    assert failure(start, request(start, post_json={"key": "env:KEY"})) == message
    assert other.requests == []


# --- the cache ---


def test_answers_are_kept_by_what_was_sent(server: Server, folder: Path) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        body = handler.headers.get("Accept-Language", "none") + handler.headers.get("X-View", "")
        server.answer(200, body.encode(), Cache_Control="max-age=600")(handler)

    server.answers["/"] = answer
    url = server.address + "/"
    requests = [
        PLAIN,
        request(url, accept_language="de"),
        request(url, accept_language="fr"),
        request(url, accept_language="de", headers={"X-View": "all"}),
    ]
    for from_cache in (False, True):
        pages = [asked(url, sent, cache=folder / "cache") for sent in requests]
        assert [page.content for page in pages] == [b"none", b"de", b"fr", b"deall"]
        assert [page.from_cache for page in pages] == [from_cache] * 4


@pytest.mark.parametrize(
    "settings",
    [
        {"headers": {"X-Key": "env:KEY"}},
        {"cookies": {"session": "env:COOKIE"}},
        {"token": "env:TOKEN"},
        {"post_json": {"key": "env:KEY"}},
        {"post_form": {"q": "tides"}},
    ],
)
def test_what_a_secret_or_a_post_gets_is_not_kept(
    settings: dict[str, Any], server: Server, folder: Path
) -> None:
    url = server.page("/", PAGE, Cache_Control="max-age=600")
    asked(url, cache=folder / "cache")
    for _ in range(2):
        assert not asked(url, request(url, **settings), cache=folder / "cache").from_cache
    assert asked(url, cache=folder / "cache").from_cache  # that of the plain request stays
    kept = b"".join(path.read_bytes() for path in (folder / "cache").iterdir())
    assert not any(secret.encode() in kept for secret in SECRETS)


# --- a proxy ---


@pytest.fixture
def proxied(other: Server) -> str:
    """The address of a page that only a proxy can have, which `other` is."""
    other.answers["http://pages.example/"] = other.answer(200, PAGE)
    return "http://pages.example/"


def test_a_proxy_is_asked(proxied: str, other: Server) -> None:
    sent = request(proxied, proxy=other.address, token="env:TOKEN")
    assert asked(proxied, sent).content == PAGE
    assert other.paths == [proxied]
    assert other.requests[0]["Authorization"] == f"Bearer {TOKEN}"


def test_a_proxy_with_a_login(proxied: str, other: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENVIRONMENT, "PROXY", other.address.replace("://", "://ada:pa55@"))
    asked(proxied, request(proxied, proxy="env:PROXY"))
    assert other.requests[0]["Proxy-Authorization"] == "Basic YWRhOnBhNTU="


def test_robots_txt_is_asked_by_the_proxy_too(proxied: str, other: Server) -> None:
    with Client(delay=0) as client:
        assert client.fetch(proxied, request=request(proxied, proxy=other.address)).content == PAGE
    assert other.paths == ["http://pages.example/robots.txt", proxied]


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost", "10.0.0.1", "[::1]", "169.254.169.254"])
def test_a_proxy_is_no_way_into_a_private_network(host: str, other: Server) -> None:
    url = f"http://{host}/"
    with Client(robots=False, delay=0) as client, pytest.raises(FetchError, match="of a private network"):
        client.fetch(url, request=request(url, proxy=other.address))
    assert other.paths == []


@pytest.fixture
def socks(other: Server) -> Iterator[SocksProxy]:
    """A SOCKS proxy that leads to `other`."""
    other.page("/", PAGE)
    proxy = SocksProxy(other.address)
    yield proxy
    proxy.close()


def test_a_socks_proxy_gets_the_address_or_the_name(socks: SocksProxy, other: Server) -> None:
    for url, scheme in (("http://1.1.1.1/", "socks5"), ("http://pages.example/", "socks5h")):
        assert asked(url, request(url, proxy=f"{scheme}://{socks.address}")).content == PAGE
    assert socks.asked == [("1.1.1.1", 80), ("pages.example", 80)]
    assert [sent["Host"] for sent in other.requests] == ["1.1.1.1", "pages.example"]


def test_a_name_is_looked_up_here_for_socks5(socks: SocksProxy, other: Server) -> None:
    url = "http://localhost/"
    assert asked(url, request(url, proxy=f"socks5://{socks.address}")).content == PAGE
    assert (socks.asked[0][1], socks.asked[0][0] in ("127.0.0.1", "::1")) == (80, True)
    assert other.requests[0]["Host"] == "localhost"


def test_a_socks_proxy_with_a_login(other: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    other.page("/", PAGE)
    proxy = SocksProxy(other.address, method=WITH_LOGIN)
    monkeypatch.setitem(ENVIRONMENT, "PROXY", f"socks5h://ada:pa55@{proxy.address}")
    try:
        url = "http://pages.example/"
        assert asked(url, request(url, proxy="env:PROXY")).content == PAGE
    finally:
        proxy.close()
    assert proxy.logins == [("ada", "pa55")]


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost", "10.0.0.1", "169.254.169.254"])
@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_a_socks_proxy_is_no_way_into_a_private_network(host: str, scheme: str, socks: SocksProxy) -> None:
    url = f"http://{host}/"
    with Client(robots=False, delay=0) as client, pytest.raises(FetchError, match="of a private network"):
        client.fetch(url, request=request(url, proxy=f"{scheme}://{socks.address}"))
    assert socks.asked == []


def test_what_is_no_socks_proxy() -> None:
    url = "http://pages.example/"
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            for _ in range(2):  # `failure` asks twice
                with listening.accept()[0] as client:
                    client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    client.recv(100)

        thread = threading.Thread(target=answer)
        thread.start()
        proxy = f"socks5h://127.0.0.1:{listening.getsockname()[1]}"
        assert failure(url, request(url, proxy=proxy)) == (
            f"{url}: the proxy does not answer as a SOCKS 5 proxy does"
        )
        thread.join()


def test_a_socks_proxy_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedkit.fetching.transport.find_spec", lambda name: None)
    url = "http://pages.example/"
    assert failure(url, request(url, proxy="socks5://proxy.example:1080")) == (
        'socks5://proxy.example:1080: a SOCKS proxy needs the extra "socks", which is not installed: '
        "README tells how to install extras"
    )


# --- what is refused, and what can be tried ---

CHALLENGE_PAGE = b"<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script></html>"


@pytest.mark.parametrize(
    ("status", "answered", "tried"),
    [
        (401, "401 Unauthorized", f"it wants a login: {LOGIN}"),
        (403, "403 Forbidden", BROWSER),
        (406, "406 Not Acceptable", OTHER_FORM),
        (429, "429 Too Many Requests", SLOWER),
    ],
)
def test_refusals_say_what_can_be_tried(status: int, answered: str, tried: str, server: Server) -> None:
    url = server.page("/", b"no", status=status)
    assert failure(url) == f"{url}: answered {answered}: {tried}"


def test_a_login_that_does_not_open_the_page(server: Server) -> None:
    url = server.page("/", b"no", status=401)
    for settings in ({"login": "env:LOGIN"}, {"token": "env:TOKEN"}):
        assert failure(url, request(url, **settings)) == f"{url}: answered 401 Unauthorized: {UNTAKEN}"
    assert failure(url.replace("://", "://ada:pa55@")) == f"{url}: answered 401 Unauthorized: {UNTAKEN}"


def test_a_login_that_was_kept_back(server: Server, other: Server) -> None:
    end = other.page("/end", b"no", status=403)
    start = server.page("/", b"", status=301, Location=end)
    assert failure(start, request(start, token="env:TOKEN")) == f"{end}: answered 403 Forbidden: {KEPT_BACK}"


@pytest.mark.parametrize(
    ("status", "answered"),
    [(200, ""), (202, ""), (403, "answered 403 Forbidden: "), (503, "answered 503 Service Unavailable: ")],
)
def test_a_challenge_page(status: int, answered: str, server: Server) -> None:
    url = server.page("/", CHALLENGE_PAGE, status=status)
    assert failure(url) == f"{url}: {answered}{CHALLENGE}"


def test_a_challenge_in_a_header(server: Server) -> None:
    url = server.page("/", b"<p>Wait", status=403, Cf_Mitigated="challenge")
    assert failure(url) == f"{url}: answered 403 Forbidden: {CHALLENGE}"


def test_a_page_about_challenges_is_a_page(server: Server) -> None:
    links = b"".join(b"<a href='/%d'>Post %d</a>" % (number, number) for number in range(20))
    url = server.page("/", CHALLENGE_PAGE + links)
    assert asked(url).url == url


FORM = b"<html><form><input name=user><input type=password name=p><button>Go</button></form></html>"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/login", FORM),
        ("/users/sign_in", FORM),
        ("/wp-login.php?redirect_to=%2Fposts%2F", b"<html>Welcome</html>"),
        ("/auth/realms/x?next=/posts/", b"<html>Welcome</html>"),
    ],
)
def test_a_login_page(path: str, body: bytes, server: Server) -> None:
    end = server.page(path, body)
    url = server.page("/posts/", b"", status=302, Location=end)
    assert failure(url) == f"{url}: leads to a login page, {end}: {LOGIN}"
    sent = request(url, cookies={"session": "env:COOKIE"})
    assert failure(url, sent) == f"{url}: leads to a login page, {end}: {UNTAKEN}"


@pytest.mark.parametrize(
    "path", ["/consent?continue=%2Fposts%2F", "/cookie-wall", "/v2/collectConsent?sessionId=1"]
)
def test_a_consent_page(path: str, server: Server) -> None:
    end = server.page(path, b"<html><form><button>Agree</button></form></html>")
    url = server.page("/posts/", b"", status=302, Location=end)
    assert failure(url) == f"{url}: leads to a page that asks for consent, {end}: {CONSENT}"


@pytest.mark.parametrize("path", ["/posts/login", "/en/posts/", "/author", "/cast", "/auth-explained"])
def test_pages_that_are_what_was_asked_for(path: str, server: Server) -> None:
    """Names that are like those of login pages; and a login page is what somebody may ask for."""
    end = server.page(path, b"<html><p>Welcome")
    url = server.page("/posts/", b"", status=302, Location=end)
    assert asked(url).url == end
    login = server.page("/login", FORM)
    assert asked(login).url == login


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (FORM, f"it asks for a login: {LOGIN}"),
        (b"<html><p>Accept all cookies<button>OK</button>", f"it may ask for consent first: {CONSENT}"),
    ],
)
def test_a_page_that_asks_for_something_first(body: bytes, shown: str, server: Server) -> None:
    result = run("convert", server.page("/", body))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {server.address}/: no entries found: ")
    assert result.stderr.endswith(f"; {shown}\n")


def test_the_documentation_quotes_what_is_said() -> None:
    text = (ROOT / "docs/requests.md").read_text("utf-8")
    for advice in (LOGIN, BROWSER, CHALLENGE, CONSENT, KEPT_BACK, OTHER_FORM, PROXY, SLOWER, UNTAKEN):
        assert advice in text
    (example,) = re.findall(r"^```toml\n(.*?)^```$", text, re.M | re.S)
    assert [feed.accept_language for feed in parse_config(example).feeds] == ["de", "de"]


# --- the command ---


def secured(server: Server, path: str, body: bytes) -> str:
    """A page for those who have the key; others get 401."""
    granted = server.answer(200, body, Content_Type="text/html")

    def answer(handler: BaseHTTPRequestHandler) -> None:
        (granted if handler.headers.get("X-Key") == KEY else server.answer(401))(handler)

    server.answers[path] = answer
    return server.address + path


def test_converting_with_headers_and_further_pages(server: Server, other: Server, folder: Path) -> None:
    first = blog([9, 8], "Kiln").replace(b"</main>", b"</main><a rel=next href='/2'>Older</a>")
    first = first.replace(b"/Kiln/8", f"{other.address}/Kiln/8".encode())
    url = secured(server, "/", first)
    secured(server, "/2", blog([7, 6], "Kiln"))
    text = b"<html><article><h1>Firing</h1>" + b"<p>The whole text of a firing, in many words.</p>" * 9
    for number in (9, 7, 6):
        secured(server, f"/Kiln/{number}", text)
    other.page("/Kiln/8", text)
    options = ("--header", "X-Key: env:KEY", "--pages", "2", "--full", "--to", "json", "-o", "out.json")
    result = run("convert", url, *options)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "out.json: 4 entries")
    assert [path for path in server.paths if path != "/robots.txt"][:2] == ["/", "/2"]
    assert "whole text" in (folder / "out.json").read_text()
    assert [sent.get("X-Key") for sent in other.requests] == [None, None]  # robots.txt and the page
    assert KEY not in result.output + (folder / "out.json").read_text()


def test_inspecting_with_a_cookie(server: Server) -> None:
    url = server.page("/", blog([9, 8, 7]))
    assert run("inspect", url, "--cookie", "session=env:COOKIE", "--accept-language", "de").exit_code == 0
    assert server.requests[-1]["Cookie"] == f"session={COOKIE}"
    assert "Cookie" not in server.requests[0]  # of robots.txt


def test_converting_what_a_post_answers(server: Server) -> None:
    rows = [
        {"title": f"Tide {number}", "url": f"/{number}", "date": f"2026-01-0{number}"} for number in (1, 2, 3)
    ]
    url = server.page("/api", json.dumps({"posts": rows}).encode(), "application/json")
    result = run("convert", url, "--post-json", '{"first": 3}', "--token", "env:TOKEN", "--to", "json")
    assert [item["title"] for item in json.loads(result.stdout)["items"]] == ["Tide 3", "Tide 2", "Tide 1"]
    assert server.bodies == [b'{"first": 3}']
    run("convert", url, "--post-form", "q=a", "--post-form", "q=b", "--post-form", "n=3")
    assert server.bodies[1] == b"q=a&q=b&n=3"


def test_robots_txt_is_asked(server: Server) -> None:
    url = server.page("/posts/", blog([9, 8, 7]))
    server.page("/robots.txt", b"User-agent: *\nDisallow: /posts/\n", "text/plain")
    host = server.address.removeprefix("http://")
    message = (
        f"error: {url}: robots.txt of {host} does not allow feedkit to fetch it: ask the owner of the site, "
        "name another page, or pass --no-robots (robots=False)\n"
    )
    for verb in ("convert", "inspect"):
        result = run(verb, url)
        assert (result.exit_code, result.stderr) == (1, message)
        assert run(verb, url, "--no-robots").exit_code == 0
    assert server.paths == ["/robots.txt", "/posts/"] * 2


@pytest.mark.parametrize("case", WRONG["options"], ids=lambda case: " ".join(case["given"]))
def test_wrong_options(case: dict[str, Any]) -> None:
    result = run("convert", "http://127.0.0.1:9/", *case["given"])
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == f"Error: {case['message']}"


def test_secrets_are_for_one_host() -> None:
    result = run("convert", "http://a.example/", "http://b.example/", "--token", "env:TOKEN", "-o", "out")
    assert result.stderr.splitlines()[-1] == (
        "Error: --token is for one host, and the SOURCEs are of several: convert them one by one."
    )
    result = run("convert", "a.html", "--cookie", "a=b")
    assert result.stderr.splitlines()[-1] == "Error: --cookie is for a SOURCE that is an http(s) address."
    result = run("convert", "http://a.example/1", "http://a.example/2", "--post-form", "a=b", "-o", "out")
    assert (
        result.stderr.splitlines()[-1] == "Error: --post-form is for one SOURCE: convert several one by one."
    )


# --- feedkit.toml ---


def test_a_build_with_all_of_it(server: Server, folder: Path) -> None:
    url = secured(server, "/", blog([9, 8, 7]))
    extra = """
    [defaults]
    user_agent = "Mozilla/5.0"
    accept_language = "de"
    page_timeout = 30
    headers = { X-View = "all", Accept = "text/html" }
    """
    keys = """
    headers = { X-Key = "env:KEY", Accept = "application/xhtml+xml" }
    cookies = { session = "env:COOKIE" }
    token = "env:TOKEN"
    post_json = { query = "tides", key = "env:KEY" }
    """
    config = configured(folder, {"kiln": url}, extra, kiln=keys)
    assert reported(build(config))[-1] == "1 feed written"
    sent = server.requests[-1]
    names = ("User-Agent", "Accept-Language", "X-View", "Accept", "X-Key", "Cookie", "Authorization")
    assert [sent[name] for name in names] == [
        *("Mozilla/5.0", "de", "all", "application/xhtml+xml", KEY, f"session={COOKIE}", f"Bearer {TOKEN}")
    ]
    assert json.loads(server.bodies[-1]) == {"query": "tides", "key": KEY}
    assert titles(folder / "public/kiln/feed.json") == [f"Firing {post} of the Kiln" for post in (9, 8, 7)]
    outside = [path for path in folder.rglob("*") if path.is_file() and path.name != "feedkit.toml"]
    assert not any(secret.encode() in path.read_bytes() for path in outside for secret in SECRETS)


@pytest.mark.parametrize("case", WRONG["keys"], ids=lambda case: case["message"][:50])
def test_wrong_keys(case: dict[str, str]) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_config(case["given"])
    assert str(caught.value).startswith(case["message"])


def test_defaults_are_for_files_too() -> None:
    text = "[defaults]\nheaders = { A = 'b' }\nuser_agent = 'x'\n[[feeds]]\nname = 'a'\nsource = 'a.html'\n"
    assert parse_config(text).feeds[0].headers == {"A": "b"}


def test_secrets_are_in_no_text_of_their_own() -> None:
    sent = request("https://a.example/", **EVERYTHING, proxy="http://proxy.example:1")
    assert not any(secret in repr(sent) for secret in SECRETS)
