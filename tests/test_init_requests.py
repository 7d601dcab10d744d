"""feedkit init: how pages are asked for is written too, and secrets never are."""

from __future__ import annotations

import json
import tomllib
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from feedkit.cli import main
from tests.serving import Server

POSTS = Path(__file__).parent / "framework_pages"
TITLES = ["All about the loom number 3", "All about the loom number 2"]
ITEMS = [{"title": title, "url": f"/{title[-1]}", "date": f"2026-03-0{title[-1]}"} for title in TITLES]
ENTRIES = json.dumps({"items": ITEMS}).encode()
KEY = "k3y-of-ada"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KEY", KEY)
    monkeypatch.setenv("SITE_LOGIN", "ada:pa55")
    return tmp_path


def run(verb: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, [verb, *arguments, "--allow-private"])


def written() -> dict[str, Any]:
    (feed,) = tomllib.loads(Path("feedkit.toml").read_text("utf-8"))["feeds"]
    return dict(feed)


def guarded(server: Server, path: str, **wanted: str) -> str:
    """The address of a list that is only for requests with some headers."""
    url = server.page(path, ENTRIES, "application/json")
    at_last = server.answers[path]

    def answer(handler: BaseHTTPRequestHandler) -> None:
        fits = all(handler.headers[name.replace("_", "-")] == value for name, value in wanted.items())
        at_last(handler) if fits else handler.send_error(401)

    server.answers[path] = answer
    return url


def built() -> list[str]:
    """The titles that a build of what was written makes."""
    result = run("build", "--now", "2026-04-01")
    assert result.exit_code == 0, result.stderr
    (feed,) = Path("public").glob("*/feed.json")
    return [item["title"] for item in json.loads(feed.read_bytes())["items"]]


def test_headers_cookies_and_general_options(server: Server) -> None:
    private = {"X_Key": KEY, "Cookie": "view=all", "X_View": "list"}
    url = guarded(server, "/posts", Accept_Language="de", User_Agent="Mozilla/5.0", **private)
    options = ["--header", "X-Key: env:KEY", "--header", "X-View: list", "--cookie", "view=all"]
    options += ["--accept-language", "de", "--user-agent", "Mozilla/5.0", "--page-timeout", "9"]
    assert run("init", url, *options).exit_code == 0
    assert written() == {
        "name": "127-0-0-1",
        "source": url,
        "headers": {"X-Key": "env:KEY", "X-View": "list"},
        "cookies": {"view": "all"},
        "accept_language": "de",
        "user_agent": "Mozilla/5.0",
        "page_timeout": 9.0,
    }
    assert built() == TITLES
    assert KEY not in Path("feedkit.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        (["--login", "env:SITE_LOGIN"], {"login": "env:SITE_LOGIN"}),
        (["--token", "env:KEY"], {"token": "env:KEY"}),
        (["--query", "key=env:KEY", "--query", "lang=en"], {"query": {"key": "env:KEY", "lang": "en"}}),
        (
            ["--post-form", "q=looms", "--post-form", "key=env:KEY"],
            {"post_form": {"q": "looms", "key": "env:KEY"}},
        ),
        (["--post-json", '{"first": 2}'], {"post_json": {"first": 2}}),
        (["--post-json", '{"after": null}'], {"post_json": '{"after": null}'}),
    ],
)
def test_logins_parameters_and_bodies(options: list[str], keys: dict[str, Any], server: Server) -> None:
    url = server.page("/posts", ENTRIES, "application/json")
    server.page(f"/posts?key={KEY}&lang=en", ENTRIES, "application/json")
    if "--query" in options:
        del server.answers["/posts"]
    assert run("init", url, *options).exit_code == 0
    assert written() == {"name": "127-0-0-1", "source": url} | keys
    assert built() == TITLES
    assert [json.loads(body) for body in server.bodies if body[:1] == b"{"] in (
        [],
        [{"first": 2}] * 2,
        [{"after": None}] * 2,
    )


WANTED = (
    "wanted env:NAME, the environment variable that holds it, found what looks like a secret, "
    "which feedkit.toml would hold"
)


@pytest.mark.parametrize(
    ("option", "value", "name"),
    [
        ("--header", f"X-Api-Key: {KEY}", "--header X-Api-Key"),
        ("--header", "X-Of-Ada: 8e2f1c0a9b7d4e3f6a5c1b2d3e4f5a6b", "--header X-Of-Ada"),
        ("--cookie", "sessionid=pa55w0rd", "--cookie sessionid"),
        ("--post-form", "password=letmein", "--post-form password"),
        ("--post-json", '{"auth": {"token": "a1b2c3d4"}}', "--post-json auth.token"),
        ("--query", f"api_key={KEY}", "--query api_key"),
    ],
)
def test_a_secret_that_is_written_out_is_refused(option: str, value: str, name: str, server: Server) -> None:
    result = run("init", f"{server.address}/", option, value)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: {name}: {WANTED}")
    assert not Path("feedkit.toml").exists()


def test_a_secret_in_the_query_of_an_address_is_refused(server: Server) -> None:
    result = run("init", f"{server.address}/posts?api_key={KEY}")
    assert result.stderr.splitlines()[-1] == (
        "Error: SOURCE has what looks like a secret in its query, which feedkit.toml would hold: leave "
        "api_key out of it, and pass --query api_key=env:NAME, the environment variable that holds it"
    )


@pytest.mark.parametrize("page", ["astro", "next-app", "next-pages", "nuxt", "react-router", "sveltekit"])
def test_a_list_that_is_only_in_the_data_of_a_page(page: str, server: Server) -> None:
    url = server.page("/posts", (POSTS / f"{page}.html").read_bytes())
    assert run("init", url).exit_code == 0
    assert built() == [post["title"] for post in json.loads((POSTS / "posts.json").read_bytes())]


def test_a_list_that_is_only_in_json_ld(server: Server) -> None:
    posts = [
        {"@type": "BlogPosting", "headline": title, "url": f"/{n}", "datePublished": f"2026-03-0{3 - n}"}
        for n, title in enumerate(TITLES)
    ]
    data = json.dumps({"@context": "https://schema.org", "@type": "Blog", "name": "Looms", "blogPost": posts})
    page = f'<title>Looms</title><script type="application/ld+json">{data}</script><div id="app"></div>'
    assert run("init", server.page("/", page.encode())).exit_code == 0
    assert built() == TITLES
