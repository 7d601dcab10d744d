"""inspect --json, and what is said of a page whose lists are refused."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import msgspec
import pytest

import feedkit
from feedkit.cli.inspection import Inspection, schema
from tests.serving import Server
from tests.test_cli import PAGE, URL, reported, run

ARCHIVE = '<link rel="alternate" type="application/rss+xml" href="/feed.xml"><main>'
OLDER = '<a rel="next" href="?page=2">Older posts</a></main>'
TILES = "".join(
    f'<li><a href="/{name}/{name}-{number}">The {name} works</a></li>'
    for number, name in enumerate(("weir", "sluice", "lock", "ford", "mole"))
)
REFUSED = (
    "<html lang='en'><title>Works</title><body><h1>Water works</h1><p>All of them are near the river.</p>"
    f"<ul class='works'>{TILES}</ul><p>Ask for the keys at the office, before noon.</p></body></html>"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test runs in a folder with a page that is read, and one that is refused."""
    monkeypatch.chdir(tmp_path)
    page = PAGE.replace("<main>", ARCHIVE).replace("</main>", OLDER)
    (tmp_path / "page.html").write_text(page)
    (tmp_path / "refused.html").write_text(REFUSED)
    return tmp_path


def inspected(*arguments: str) -> dict[str, Any]:
    result = run("inspect", "--json", *arguments)
    found: dict[str, Any] = json.loads(result.stdout)
    msgspec.convert(found, Inspection, strict=True)
    assert list(found) == list(schema()["$defs"]["Inspection"]["properties"])
    assert result.exit_code == (found["error"] is not None)
    return found


def test_all_that_is_found_is_printed() -> None:
    found = inspected("page.html", "--url", URL)
    reading = feedkit.read(Path("page.html"), url=URL)
    assert found["source"] == "page.html"
    assert found["error"] is None
    assert (found["format"], found["where"]) == ("html", "main")
    assert found["confidence"] == pytest.approx(reading.confidence, abs=1e-4)
    assert (found["reasons"], found["doubts"]) == (list(reading.reasons), list(reading.doubts))
    assert found["feeds"] == ["https://smallgears.example/feed.xml"]
    assert found["older"] == [f"{URL}?page=2"]
    assert found["feed"]["title"] == "Small Gears"
    first = found["feed"]["entries"][0]
    assert (first["title"], first["url"]) == ("Hobbing at home", "https://smallgears.example/hobbing/")
    assert first["published"].startswith("2025-04-19T00:00:00")
    assert (first["authors"], first["summary"]) == ([], None)
    fields = [(one.field, one.where, one.entries) for one in reading.fields]
    assert [tuple(one.values()) for one in found["fields"]] == fields
    assert {"title", "published", "url"} <= {field for field, _, _ in fields}


def test_a_problem_is_printed() -> None:
    Path("rows.json").write_text('[{"title": "A", "url": "https://a.example/", "date": "soon"}]')
    (problem,) = inspected("rows.json")["problems"]
    assert problem["where"] == "$[0].date"
    assert problem["message"] == "wanted a date, found 'soon'"


def test_a_refused_page_has_its_lists_and_why_none_is_taken() -> None:
    found = inspected("refused.html", "--url", URL)
    assert found["feed"] is found["confidence"] is found["format"] is None
    assert found["error"]["kind"] == "NoEntriesError"
    (one,) = found["rivals"]
    assert (one["entries"], one["where"], one["like"]) == (5, "ul.works", "The weir works")
    assert one["reason"]
    assert found["error"]["suggestions"] == [
        f"--like 'The weir works' takes the list of 5 in ul.works, which was not taken as {one['reason']}"
    ]


@pytest.mark.parametrize("verb", ["convert", "inspect"])
def test_what_is_suggested_works(verb: str) -> None:
    code, shown, talk = reported(run(verb, "refused.html", "--url", URL))
    assert code == 1
    assert ("none of which is taken" in shown) is (verb == "inspect")
    error, suggestion = talk.splitlines()
    assert error.startswith("error: refused.html: no entries found: ")
    option = re.fullmatch(r"refused\.html: (--like '.+') takes the list of 5 in ul\.works, .*", suggestion)
    assert option is not None
    done = run("convert", "refused.html", "--url", URL, "--to", "json", *shlex.split(option[1]))
    assert len(json.loads(done.stdout)["items"]) == 5


def test_python_is_told_the_argument() -> None:
    with pytest.raises(feedkit.NoEntriesError) as caught:
        feedkit.read(Path("refused.html"), url=URL)
    assert caught.value.suggestions[0].startswith("like=['The weir works'] takes the list of 5 in ul.works, ")


def test_nothing_is_suggested_where_a_person_has_said_what_is_wanted() -> None:
    for arguments in (["--like", "No such title"], ["--format", "json"]):
        _, shown, talk = reported(run("inspect", "refused.html", *arguments))
        assert shown == ""
        assert len(talk.splitlines()) == 1


def test_an_answer_that_is_an_error_has_its_status(server: Server) -> None:
    url = server.page("/closed/", b"", status=403)
    error = inspected(url, "--allow-private")["error"]
    assert (error["kind"], error["status"]) == ("FetchError", 403)
    assert error["message"].startswith(f"{url}: answered 403 Forbidden: the site may want a cookie")


def test_a_file_that_is_not_there() -> None:
    assert inspected("none.html")["error"] == {
        "kind": "OSError", "message": "No such file or directory", "status": None, "suggestions": [],
    }  # fmt: skip


def test_one_way_of_showing_is_chosen() -> None:
    result = run("inspect", "page.html", "--json", "--draft")
    message = "--json prints JSON, --draft prints a recipe, --html writes a page: choose one."
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: {message}")


def test_the_schema_explains_each_key() -> None:
    found = schema()
    assert json.loads(run("schema", "inspect").stdout) == found
    for definition in found["$defs"].values():
        assert definition["required"] == list(definition["properties"])
        assert all(about["description"].endswith(".") for about in definition["properties"].values())


# --- pages that stand in the way ---


def test_a_page_that_sends_its_readers_on_to_nothing(server: Server) -> None:
    new = server.page("/new/", b"<html><title>New</title><p>Nothing at all, sorry.</p></html>")
    old = server.page("/old/", f"<meta http-equiv=refresh content='0; url={new}'>".encode())
    found = "no entries found: the page shows only 0 links; its list may be made by JavaScript"
    assert run("inspect", old, "--allow-private").stderr == (
        f"error: {old}: it sends its readers on to {new}: {found}; pass --render to have a browser show it\n"
    )


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("<form><input type=password></form>", "it asks for a login: pass --login env:NAME"),
        ("<p>Before you continue</p><a href=/x>x</a>", "it may ask for consent first: agree in a browser"),
    ],
)
def test_a_page_that_asks_for_something_first(server: Server, body: str, asked: str) -> None:
    url = server.page("/", f"<html><title>Club</title><h1>Club</h1>{body}</html>".encode())
    error = run("inspect", url, "--allow-private").stderr
    assert f" links; {asked}" in error
    assert "JavaScript" not in error
