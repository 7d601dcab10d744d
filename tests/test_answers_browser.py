"""feedkit init --render: from pages whose scripts fetch their list, configurations that need no browser."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from feedkit.cli import main
from feedkit.fetching import browser
from tests.browsing import needs_browser, react_site
from tests.client_pages import NOW, POSTS, SECRET, SHAPES, Shape
from tests.serving import Server

pytestmark = needs_browser


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW // 1000))
    return tmp_path


def run(verb: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, [verb, *arguments, "--allow-private"])


def built(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The entries that a build makes without a browser."""

    def started(*_: object) -> None:
        raise AssertionError("a browser is started")

    monkeypatch.setattr(browser.Browser, "__init__", started)
    for variable in re.findall(r"env:(\w+)", Path("feedkit.toml").read_text("utf-8")):
        monkeypatch.setenv(variable, f"reader:{SECRET}" if variable.endswith("LOGIN") else SECRET)
    result = run("build")
    assert result.exit_code == 0, result.stderr
    document = json.loads(Path("public/news-from-the-mill/feed.json").read_bytes())
    shown = ("title", "url", "date_published", "authors", "summary", "tags", "image")
    assert [item["id"] for item in document["items"]] == [item["url"] for item in document["items"]]
    return [{name: item[name] for name in shown if name in item} for item in document["items"]]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_what_is_written_builds_what_the_page_shows(
    shape: Shape, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("init", shape.serve(server), "--render")
    assert result.exit_code == 0, result.stderr
    text = Path("feedkit.toml").read_text("utf-8")
    assert SECRET not in text
    assert "render" not in tomllib.loads(text)["feeds"][0]
    assert built(monkeypatch) == shape.expected(server.address)


def test_the_page_that_react_makes(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    url = react_site(server)
    assert run("init", url, "--render").exit_code == 0
    assert built(monkeypatch) == [
        {
            "title": post["title"],
            "url": f"{url}posts/{post['slug']}",
            "date_published": post["date"].replace("+00:00", "Z"),
            "authors": [{"name": post["author"]["name"]}],
            "summary": post["summary"],
            "tags": post["tags"],
            "image": url[:-1] + post["image"],
        }
        for post in POSTS
    ]


def test_the_feed_is_the_one_that_a_browser_gives(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    url = react_site(server)
    assert run("init", url, "--render").exit_code == 0
    built(monkeypatch)
    direct = json.loads(Path("public/news-from-the-mill/feed.json").read_bytes())
    monkeypatch.undo()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW // 1000))
    rendered = json.loads(run("convert", url, "--render", "--to", "json").stdout)
    items = direct.pop("items"), rendered.pop("items")
    assert direct | {"feed_url": None} == rendered | {"feed_url": None}
    for mine, shown in zip(*items, strict=True):
        names = [name for name in shown if name != "content_text"]  # the page has no text that is one
        assert {name: mine[name] for name in names} == {name: shown[name] for name in names}


def test_the_documentation_shows_what_is_written(server: Server) -> None:
    shape = next(one for one in SHAPES if one.name == "token in a header")
    documented = (Path(__file__).parents[1] / "docs" / "json-behind-pages.md").read_text("utf-8")
    result = run("init", shape.serve(server), "--render")
    messages = result.stderr.replace(server.address, "https://mill.example")
    assert f"$ feedkit init https://mill.example/ --render\n{messages}```" in documented
    block = Path("feedkit.toml").read_text("utf-8").partition("[[feeds]]")
    written = "".join(block[1:]).replace(server.address, "https://mill.example")
    assert f"```toml\n{written}```" in documented


def test_inspect_says_where_the_data_is(server: Server) -> None:
    shape = next(one for one in SHAPES if one.name == "GraphQL")
    url = shape.serve(server)
    found = " ".join(run("inspect", url, "--render").stdout.split())
    where = f"POST {url}graphql (data.posts.edges) has 12 of its 12 entries"
    advice = "feedkit init --render writes how that is read, without a browser"
    assert f"the list is in JSON that the page fetches: {where} {advice}" in found


def test_a_page_whose_list_is_sent_needs_no_browser(server: Server) -> None:
    url = server.page("/", SHAPES[0].rendered().encode())
    result = run("init", url, "--render")
    assert (
        f"{url}: the page as it is sent has the same list: no browser is needed" in result.stderr.splitlines()
    )
    (feed,) = tomllib.loads(Path("feedkit.toml").read_text("utf-8"))["feeds"]
    assert feed == {"name": "news-from-the-mill", "source": url}


def test_an_api_of_another_host(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    shape = next(one for one in SHAPES if one.name == "lists of lists, guarded")
    api = Server()
    try:
        shape.serve(api)
        page = shape.page().replace('fetch("/', f'fetch("{api.address}/')
        url = server.page("/", page.encode())
        assert run("init", url, "--render").exit_code == 0
        (feed,) = tomllib.loads(Path("feedkit.toml").read_text("utf-8"))["feeds"]
        assert (feed["source"], feed["url"]) == (api.address + shape.path, url)
        assert built(monkeypatch) == shape.expected(server.address)
    finally:
        api.close()


def test_what_will_not_do_for_long_stays_with_the_browser(server: Server) -> None:
    shape = next(one for one in SHAPES if one.name == "rest")
    needing = replace(shape, wants=lambda handler, body: "_=" in handler.path)
    result = run("init", needing.serve(server), "--render")
    url = f"{server.address}/"
    assert result.stderr.splitlines()[1] == (
        f"{url}: the list is in JSON that the page fetches, GET {url}api/posts, but that cannot be read in "
        "its place, so a browser has to show the page: the parameter _: the time at which the page was loaded"
    )
    (feed,) = tomllib.loads(Path("feedkit.toml").read_text("utf-8"))["feeds"]
    assert feed == {"name": "news-from-the-mill", "source": url, "render": True}
