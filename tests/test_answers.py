"""The data behind a page: which answer has its list, and the configuration that reads it instead."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

import feedkit
from feedkit.cli import main
from feedkit.fetching import Client
from feedkit.fetching.json_answers import JsonAnswer
from feedkit.project.config import Config
from feedkit.project.looking import Look
from feedkit.project.starting import added
from feedkit.sources.answers import Asking, DataBehind, data_behind, list_answer
from feedkit.values.request_settings import RequestSettings
from tests.client_pages import NOW, POSTS, SECRET, SHAPES, Shape
from tests.serving import Server

TIME = datetime.fromtimestamp(NOW / 1000, UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(allow_private=True, robots=False, delay=0, retries=0) as one:
        yield one


def behind(
    shape: Shape, site: str, client: Client, more: Sequence[JsonAnswer] = (), **settings: Any
) -> DataBehind | None:
    """What is found behind a page after its scripts have run."""
    html, url = shape.rendered(), f"{site}/"
    return data_behind(
        feedkit.read(html, url=url),
        html,
        [*more, *shape.json_answers(site)],
        url=url,
        zone=ZoneInfo("UTC"),
        now=TIME,
        asking=Asking(
            replay=lambda address, request: client.fetch(address, request=request).content,
            settings=RequestSettings(**settings),
            environment=os.environ,
        ),
    )


def written(data: DataBehind, url: str) -> dict[str, Any]:
    """Write the configuration, and return its only feed."""
    assert data.request is not None
    found = Look(
        source=data.request.url,
        url=url,
        page=data.found.reading,
        data=data,
        requests=data.request.settings,
    )
    text = added(None, [found], Config(feeds=(), allow_private=True))
    Path("feedkit.toml").write_text(text, "utf-8")
    assert SECRET not in text
    (feed,) = tomllib.loads(text)["feeds"]
    return dict(feed)


def built(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The entries that a build makes, when the secrets are in the variables that are named for them."""
    for variable in re.findall(r"env:(\w+)", Path("feedkit.toml").read_text("utf-8")):
        monkeypatch.setenv(variable, f"reader:{SECRET}" if variable.endswith("LOGIN") else SECRET)
    result = CliRunner().invoke(main, ["build", "--now", TIME.isoformat()])
    assert result.exit_code == 0, result.stderr
    (feed,) = Path("public").glob("*/feed.json")
    shown = ("title", "url", "date_published", "authors", "summary", "tags", "image")
    items = json.loads(feed.read_bytes())["items"]
    assert [item["id"] for item in items] == [item["url"] for item in items]  # as a page's own entries
    return [{name: item[name] for name in shown if name in item} for item in items]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_the_configuration_builds_what_the_page_shows(
    shape: Shape, server: Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = shape.serve(server)
    data = behind(shape, server.address, client)
    assert data is not None
    assert data.failure == ""
    assert (data.is_lasting, data.found.common, data.found.shown, data.found.notes) == (True, 12, 12, ())
    written(data, url)
    assert built(monkeypatch) == shape.expected(server.address)


def shape_of(name: str) -> Shape:
    return next(shape for shape in SHAPES if shape.name == name)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("rest", {"path": "/api/posts?limit=12"}),
        ("token in a header", {"headers": {"X-Api-Token": "env:X_API_TOKEN"}}),
        ("JSON:API with a bearer token", {"token": "env:TOKEN"}),
        ("GraphQL", {"post_json": json.dumps(json.loads(shape_of("GraphQL").body or ""))}),
        ("form", {"post_form": {"action": "load_posts", "paged": "1"}}),
        (
            "search engine",
            {
                "path": "/1/indexes/*/queries?x-agent=Browser&x-algolia-application-id=MILLAPP1",
                "query": {"x-algolia-api-key": "env:X_ALGOLIA_API_KEY"},
                "post_json": json.loads(shape_of("search engine").body or ""),
            },
        ),
        ("wp-json", {}),
        ("sections behind a cursor", {"headers": {"Accept": "application/json"}}),
        ("lists of lists, guarded", {}),
        ("OData", {"login": "env:LOGIN"}),
    ],
)
def test_no_more_is_written_than_the_answer_needs(
    name: str, keys: dict[str, Any], server: Server, client: Client
) -> None:
    shape = shape_of(name)
    url = shape.serve(server)
    data = behind(shape, server.address, client)
    assert data is not None
    feed = written(data, url)
    shown = {key: feed[key] for key in feed if key not in ("name", "source", "url", "map")}
    assert {"path": feed["source"].removeprefix(server.address), **shown} == {"path": shape.path, **keys}
    assert len(server.paths) <= 16


def test_what_changes_is_left_out_or_reported(server: Server, client: Client) -> None:
    shape = shape_of("rest")
    shape.serve(server)
    data = behind(shape, server.address, client)
    assert data is not None
    assert data.request is not None
    loaded = "the time at which the page was loaded"
    without = "the answer is the same without it"
    assert data.request.left_out == (f"the parameter _ is left out ({loaded}): {without}",)
    needing = replace(shape, wants=lambda handler, body: "_=" in handler.path)
    needing.serve(server)
    data = behind(needing, server.address, client)
    assert data is not None
    assert data.request is not None
    assert (data.request.changing, data.is_lasting) == ((f"the parameter _: {loaded}",), False)


def test_the_body_may_change_too(server: Server, client: Client) -> None:
    body = json.dumps({"first": 12, "until": "2026-05-28T20:00:00Z"})
    shape = replace(shape_of("GraphQL"), body=body, wants=lambda handler, sent: b"until" in sent)
    shape.serve(server)
    data = behind(shape, server.address, client)
    assert data is not None
    assert data.request is not None
    assert data.request.changing == ("until in the body: the time at which the page was loaded",)


def test_a_cookie_that_is_needed(server: Server, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    shape = replace(shape_of("rest"), wants=lambda handler, body: handler.headers["Cookie"] == "visit=1")
    url = shape.serve(server)
    data = behind(shape, server.address, client)
    assert data is not None
    assert data.request is not None
    assert written(data, url)["cookies"] == {"visit": "env:VISIT"}
    assert data.request.secrets == {"VISIT": "the cookie visit"}


@pytest.mark.parametrize(("again", "is_lasting"), [(SECRET, True), ("5ecr3t-0f-4n0th3r", False)])
def test_a_token_that_another_answer_gives(
    again: str, is_lasting: bool, server: Server, client: Client
) -> None:
    """One that stays the same is a key of the site; one that does not is for one visit."""
    shape = shape_of("token in a header")
    shape.serve(server)
    given = [json.dumps({"token": token}).encode() for token in (SECRET, again)]
    url = server.page("/api/settings", given[1], "application/json")
    settings = JsonAnswer(method="GET", url=url, status=200, content_type="application/json", body=given[0])
    data = behind(shape, server.address, client, more=[settings])
    assert data is not None
    assert data.request is not None
    assert data.is_lasting == is_lasting
    reason = f"the header X-Api-Token: it comes from GET {url}, which gives another each time"
    assert data.request.changing == (() if is_lasting else (reason,))


def test_secrets_of_the_user_keep_their_names(
    server: Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILL_KEY", SECRET)
    shape = shape_of("token in a header")
    url = shape.serve(server)
    data = behind(
        shape, server.address, client, headers={"X-Api-Token": "env:MILL_KEY"}, accept_language="de"
    )
    assert data is not None
    assert data.request is not None
    feed = written(data, url)
    assert (feed["headers"], feed["accept_language"]) == ({"X-Api-Token": "env:MILL_KEY"}, "de")
    assert data.request.secrets == {}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (
            {"wants": lambda handler, body: False},
            "asked for without a browser it does not give the list: answered 403 Forbidden: ",
        ),
        ({"method": "PUT"}, "it is asked for by PUT, which feedkit does not send"),
        (
            {"method": "POST", "body": "--x", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
            "what it is asked for with is neither JSON nor a form but multipart/form-data",
        ),
    ],
)
def test_an_answer_that_is_for_browsers_only(
    changed: dict[str, Any], reason: str, server: Server, client: Client
) -> None:
    shape = replace(shape_of("rest"), **changed)
    shape.serve(server)
    data = behind(shape, server.address, client)
    assert data is not None
    assert (data.request, data.failure[: len(reason)]) == (None, reason)


@pytest.mark.parametrize(
    ("posts", "notes"),
    [
        (POSTS[:8], ("the answer has only 8 of the 12 entries that the page shows",)),
        (
            [*POSTS, {**POSTS[0], "slug": "an-older-one", "title": "An older one", "date": "2020-01-01"}],
            ("the answer has 1 entry more than those the page shows",),
        ),
        (
            [
                {**post, "summary": "Another text" if number < 3 else post["summary"]}
                for number, post in enumerate(POSTS)
            ],
            ("summary: 3 of 12 are not what the page shows",),
        ),
    ],
)
def test_a_list_that_agrees_in_part(
    posts: list[Any], notes: tuple[str, ...], server: Server, client: Client
) -> None:
    shape = replace(shape_of("rest"), answer={"items": posts})
    shape.serve(server)
    data = behind(shape, server.address, client)
    assert data is not None
    assert data.found.notes == notes


@pytest.mark.parametrize(
    "answer",
    [
        {"items": POSTS[8:]},
        {
            "items": [
                {**post, "title": f"Another {n}", "slug": f"another-{n}"} for n, post in enumerate(POSTS)
            ]
        },
        {"items": [{**post, "date": "2001-05-05T10:00:00Z"} for post in POSTS]},
        {"items": [{"title": post["title"], "date": post["date"]} for post in POSTS]},
        {"items": []},
        b"{",
    ],
    ids=["the end of the list", "others", "other dates", "no addresses", "nothing", "no JSON"],
)
def test_answers_that_are_not_the_list(answer: Any, server: Server, client: Client) -> None:
    shape = replace(shape_of("rest"), answer=answer)
    shape.serve(server)
    assert behind(shape, server.address, client) is None


@pytest.mark.parametrize(
    ("title", "notes"),
    [
        (lambda text: text[:14] + "…", ()),
        (lambda text: f"NEW {text}", ("title: 12 of 12 are not what the page shows",)),
    ],
    ids=["cut", "with a badge"],
)
def test_titles_that_the_page_shows_in_another_way(
    title: Callable[[str], str], notes: tuple[str, ...], server: Server, client: Client
) -> None:
    shape = shape_of("rest")
    url = shape.serve(server)
    reading = feedkit.read(shape.rendered(), url=url)
    entries = tuple(replace(entry, title=title(entry.title or "")) for entry in reading.feed.entries)
    page = replace(reading, feed=replace(reading.feed, entries=entries))
    answers = shape.json_answers(server.address)
    found = list_answer(page, shape.rendered(), answers, url=url, zone=ZoneInfo("UTC"), now=TIME)
    assert found is not None
    assert [entry.title for entry in found.reading.feed.entries] == [post["title"] for post in POSTS]
    assert found.notes == notes


def test_authors_that_are_others_than_the_page_shows(server: Server, client: Client) -> None:
    shape = replace(shape_of("rest"), answer={"items": [{**post, "author": "admin"} for post in POSTS]})
    url = shape.serve(server)
    data = behind(shape, server.address, client)
    assert data is not None
    assert data.found.notes == ("authors: 12 of 12 are not what the page shows",)
    assert written(data, url)["map"]["authors"] is False
    assert [entry.authors for entry in data.found.reading.feed.entries] == [()] * 12


def test_a_list_without_the_newest_entry(server: Server, client: Client) -> None:
    shape = replace(shape_of("rest"), answer={"hero": POSTS[0], "items": POSTS[1:]})
    shape.serve(server)
    data = behind(shape, server.address, client)
    assert data is not None
    assert (data.found.common, data.is_lasting) == (11, False)
    assert data.failure == "it lacks the newest entry that the page shows"


def test_a_slug_is_no_address_where_the_page_has_no_links(server: Server, client: Client) -> None:
    shape = shape_of("rest")
    url = shape.serve(server)
    html = "".join(f"<div onclick='go({n})'><h3>{post['title']}</h3></div>" for n, post in enumerate(POSTS))
    answers = shape.json_answers(server.address)
    assert list_answer(None, html, answers, url=url, zone=ZoneInfo("UTC"), now=TIME) is None


def test_a_page_that_shows_its_list_without_links(server: Server, client: Client) -> None:
    """Its headings tell which answer has it, and whole addresses in that are taken."""
    items = [
        {"headline": post["title"], "url": f"/posts/{post['slug']}", "date": post["date"]} for post in POSTS
    ]
    shape = replace(shape_of("rest"), answer={"items": items})
    url = shape.serve(server)
    html = "".join(f"<div onclick='go({n})'><h3>{post['title']}</h3></div>" for n, post in enumerate(POSTS))
    found = list_answer(
        None, html, shape.json_answers(server.address), url=url, zone=ZoneInfo("UTC"), now=TIME
    )
    assert found is not None
    assert [entry.url for entry in found.reading.feed.entries] == [
        server.address + item["url"] for item in items
    ]
