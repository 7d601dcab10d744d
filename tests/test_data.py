"""Data as a source: what is understood of it, places of what is wrong, `map`, a program's own objects."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import feedkit
from feedkit import Entry, Feed, NoEntriesError, ParseError, Person, RecipeError, parse_rows
from feedkit.cli import main
from feedkit.parsers import Reading, SourceFormat, job_of, recognise
from tests.costs import assert_linear

URL = "https://loom.example/"


def parse(document: object, **options: Any) -> Feed:
    return feedkit.parse(json.dumps(document), url=URL, **options)


def read(document: object) -> Reading:
    return feedkit.read(json.dumps(document), url=URL)


def only(row: dict[str, object], **options: Any) -> Entry:
    (entry,) = parse([row], **options).entries
    return entry


# --- what is understood ---


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ({"headline": "A", "name": "b"}, "title", "A"),
        ({"name": "", "tag_name": "v1.2"}, "title", "v1.2"),
        ({"message": "Mend the shuttle\n\nIt flew.", "sha": "ab1"}, "title", "Mend the shuttle"),
        ({"title": {"rendered": "Warp &amp; weft"}}, "title", "Warp & weft"),
        ({"title": "AT&T <b> and Q&A"}, "title", "AT&T <b> and Q&A"),
        ({"title": 404}, "title", "404"),
        ({"titolo": "Seta"}, "title", "Seta"),
        ({"title": "A", "url": "https://api.example/1", "html_url": "https://loom.example/1"}, "url", URL + "1"),
        ({"title": "A", "link": {"href": "/2"}}, "url", URL + "2"),
        ({"title": "A", "links": [], "link": [{"rel": "self", "href": "/x"}, {"rel": "alternate", "href": "/3"}]}, "url", URL + "3"),
        ({"title": "A", "slug": "four"}, "url", URL + "four"),
        ({"title": "A", "slug": "four", "url": "/5"}, "url", URL + "5"),
        ({"title": "A", "author": {"name": "Ida", "url": "https://ida.example/"}}, "url", None),
        ({"title": "A", "author": {"name": "Ida", "url": "https://ida.example/"}}, "authors", (Person(name="Ida", url="https://ida.example/"),)),
        ({"title": "A", "authors": ["Ida", {"first_name": "Bo", "last_name": "Ek"}]}, "authors", (Person(name="Ida"), Person(name="Bo Ek"))),
        ({"title": "A", "byline": "By Ida Moor and Bo Ek"}, "authors", (Person(name="Ida Moor"), Person(name="Bo Ek"))),
        ({"title": "A", "start": {"dateTime": "2025-03-04T10:00:00Z"}, "created": "2025-01-01"}, "published", datetime(2025, 3, 4, 10, tzinfo=UTC)),
        ({"name": "A", "commit": {"title": "b", "message": "c"}}, "title", "A"),
        ({"sha": "x", "commit": {"message": "c", "author": {"date": "2025-03-04"}}}, "published", datetime(2025, 3, 4, tzinfo=UTC)),
        ({"title": "A", "slug": {"current": "six"}}, "url", URL + "six"),
        ({"title": "A", "user": {"login": "ida"}}, "authors", (Person(name="ida"),)),
        ({"title": "A", "author": 3}, "authors", ()),
        ({"title": "A", "Автор": "Ида"}, "authors", (Person(name="Ида"),)),
        ({"title": "A", "tags": "silk, #dye; wool"}, "tags", ("silk", "dye", "wool")),
        ({"title": "A", "labels": [{"name": "silk"}, 4, "red, blue"]}, "tags", ("silk", "red, blue")),
        ({"title": "A", "cover_image": "/c.jpg"}, "image", URL + "c.jpg"),
        ({"title": "A", "image": True}, "image", None),
        ({"title": "A", "image": "none"}, "image", None),
        ({"title": "A", "date": "2025-03-04"}, "published", datetime(2025, 3, 4, tzinfo=UTC)),
        ({"title": "A", "date": 20250304}, "published", datetime(2025, 3, 4, tzinfo=UTC)),
        ({"title": "A", "timestamp": 1741082400}, "published", datetime(2025, 3, 4, 10, tzinfo=UTC)),
        ({"title": "A", "created_at": {"$date": "2025-03-04T10:00:00Z"}}, "published", datetime(2025, 3, 4, 10, tzinfo=UTC)),
        ({"title": "A", "date": "4 mars 2025"}, "published", datetime(2025, 3, 4, tzinfo=UTC)),
        ({"title": "A", "date": "0001-01-01T00:00:00Z"}, "published", None),
        ({"title": "A", "fecha": "2025-03-04"}, "published", datetime(2025, 3, 4, tzinfo=UTC)),
        ({"title": "A", "account": {"created_at": "2017-01-01"}}, "published", None),
        ({"title": "A", "lastmod": "2025-03-04"}, "updated", datetime(2025, 3, 4, tzinfo=UTC)),
        ({"title": "A", "description": "Two &lt; three"}, "summary", "Two < three"),
        ({"title": "A", "description": "A"}, "summary", None),
        ({"title": "A", "description": "<p>All</p>"}, "content", "<p>All</p>"),
        ({"title": "A", "description": "<p>Some</p>", "html": "<p>All</p>"}, "summary", "Some"),
        ({"title": "A", "body": "One\n\nTwo & three"}, "content", "<p>One</p><p>Two &amp; three</p>"),
        ({"title": "A", "html": "<p onclick='x'>Hi<script>x</script></p>"}, "content", "<p>Hi</p>"),
        ({"title": "A", "id": 7, "guid": "urn:x:7"}, "id", "urn:x:7"),
        ({"title": "A", "_id": {"$oid": "5f"}}, "id", "5f"),
        ({"title": "A", "lang": "nn"}, "language", "nn"),
        ({"title": "A", "comments": 12}, "comments", None),
        # spellings of names in nested objects
        ({"Title": "A", "Author": {"FirstName": "Jo", "LastName": "Reed"}}, "authors", (Person(name="Jo Reed"),)),
        ({"Title": "A", "author": {"given-name": "Jo", "family-name": "Reed"}}, "authors", (Person(name="Jo Reed"),)),
        ({"Title": "A", "AUTHOR": {"DISPLAY_NAME": "Jo", "Email": "jo@loom.example"}}, "authors", (Person(name="Jo", email="jo@loom.example"),)),
        ({"Title": "A", "Tags": [{"Id": "s", "Title": "silk"}, {"Name": "dye"}]}, "tags", ("silk", "dye")),
        ({"title": "A", "tags": [{"name": "subject", "value": "silk"}]}, "tags", ("silk",)),
        ({"title": "A", "byline": "Ida Moor and Bo Ek"}, "authors", (Person(name="Ida Moor"), Person(name="Bo Ek"))),
        ({"trackName": "A"}, "title", "A"),
        ({"title": "A", "tags": {"Silk": {"name": "silk"}, "Dye": {"name": "dye"}}}, "tags", ("silk", "dye")),
        ({"title": "A", "authors": "Ida Moor, Bo Ek"}, "authors", (Person(name="Ida Moor"), Person(name="Bo Ek"))),
        ({"title": "A", "authors": "Moor, Ida"}, "authors", (Person(name="Moor, Ida"),)),
        ({"title": "A", "author": {"raw": "Ida Moor <ida@loom.example>"}}, "authors", (Person(name="Ida Moor", email="ida@loom.example"),)),
        ({"summary": "A", "description": "B", "created": "2025-03-04"}, "title", "A"),
        ({"number": "2.0.1", "created_at": "2025-03-04", "summary": "S"}, "title", "2.0.1"),
        ({"number": 12, "created_at": "2025-03-04", "summary": "S"}, "title", None),
        ({"title": "A", "image": "https://loom.example/{width}x{height}.jpg"}, "image", None),
        ({"title": {"en": "A", "pt-BR": "B"}, "url": "/a"}, "title", "A"),
        # objects that are not the entry
        ({"id": "7", "date": "2025-03-04", "summary": "S", "publisher": {"name": "P", "url": "/p"}}, "title", None),
        ({"id": "7", "date": "2025-03-04", "summary": "S", "publisher": {"name": "P", "url": "/p"}}, "url", None),
        ({"content": "C", "url": "/7", "card": {"title": "Card", "url": "/card", "description": "D"}}, "title", None),
        ({"title": "A", "project": {"name": "P", "html_url": "/p", "created_at": "2020-01-01"}}, "url", None),
        ({"title": "A", "project": {"name": "P", "html_url": "/p", "created_at": "2020-01-01"}}, "published", None),
        ({"text": "C", "date": "2025-03-04", "post": {"title": "P", "url": "/p"}}, "title", None),
        ({"text": "C", "date": "2025-03-04", "post": {"title": "P", "url": "/p"}}, "url", None),
        # objects that are
        ({"cve": {"id": "CVE-2025-0001", "published": "2025-03-04", "summary": "S"}}, "published", datetime(2025, 3, 4, tzinfo=UTC)),
        ({"cve": {"id": "CVE-2025-0001", "published": "2025-03-04", "summary": "S"}}, "title", "CVE-2025-0001"),
        ({"at": "2025-03-04", "type": "episode", "episode": {"title": "A"}, "show": {"title": "Show"}}, "title", "A"),
        # addresses
        ({"title": "A", "doi": "10.5555/loom.1"}, "url", "https://doi.org/10.5555/loom.1"),
        ({"title": "A", "kind": "youtube#video", "id": "vid00000001"}, "url", "https://www.youtube.com/watch?v=vid00000001"),
        ({"title": "A", "_links": {"self": {"href": "https://loom.example/api/1"}, "html": {"href": "/1"}}}, "url", URL + "1"),
        ({"title": "A", "links": {"self": "https://api.loom.example/1"}}, "url", None),
        ({"title": "A", "comments_url": "https://api.loom.example/1/comments"}, "comments", None),
        ({"title": "A", "url": "https://silk.example/1", "image": "thumbs/1.png"}, "image", None),
        ({"title": "A", "slug": "/looms/a/"}, "url", URL + "looms/a/"),
        # dates
        ({"title": "A", "created": "2025-03-04T12:00:00", "created_utc": "2025-03-04T10:00:00"}, "published", datetime(2025, 3, 4, 10, tzinfo=UTC)),
        ({"title": "A", "published": {"date-parts": [[2025, 3, 4]]}}, "published", datetime(2025, 3, 4, tzinfo=UTC)),
        ({"title": "A", "published": {"date-parts": [[2025, 3]]}, "created": "2025-01-01"}, "published", None),
        ({"title": "A", "date": "2025-03-04 03:30 PM"}, "published", datetime(2025, 3, 4, 15, 30, tzinfo=UTC)),
        ({"title": "A", "date": "0000-00-00 00:00:00"}, "published", None),
        ({"title": "A", "date": "9999-12-31T23:59:59Z"}, "published", None),
        ({"title": "A", "date": "1900-01-01T00:00:00"}, "published", None),
        ({"title": "A", "date": "1970-01-01"}, "published", None),
        ({"title": "A", "date": 0}, "published", None),
        ({"title": "A", "date": 1741082400000}, "published", datetime(2025, 3, 4, 10, tzinfo=UTC)),
        ({"title": "A", "date": 1741082400000000}, "published", datetime(2025, 3, 4, 10, tzinfo=UTC)),
        ({"title": "A", "date": "1741082400000000000"}, "published", datetime(2025, 3, 4, 10, tzinfo=UTC)),
        ({"title": "A", "date": 253402300799}, "published", None),
        ({"title": "A", "date": -62135596800}, "published", None),
        # texts
        ({"title": "A", "summary": [{"lang": "en", "value": "In English"}, {"lang": "es", "value": "En español"}]}, "summary", "In English"),
        ({"title": "A", "description": "# B\n\n- C"}, "content", "<h1>B</h1>\n<ul>\n<li>C</li>\n</ul>"),
        ({"title": "A", "html": "&lt;p&gt;B&lt;/p&gt;"}, "content", "<p>B</p>"),
        ({"title": "A", "body": [{"children": [{"text": "One"}, {"text": " two"}]}, {"children": [{"text": "Three"}]}]}, "content", "<p>One two</p><p>Three</p>"),
    ],
)  # fmt: skip
def test_common_keys(row: dict[str, object], field: str, value: object) -> None:
    assert getattr(only(row), field) == value


@pytest.mark.parametrize(
    "row",
    [{"draft": True}, {"draft": "true"}, {"status": "draft"}, {"published": False}, {"post_status": "trash"}],
)
def test_drafts_are_left_out(row: dict[str, object]) -> None:
    assert [entry.title for entry in parse([{"title": "A"}, {"title": "B", **row}]).entries] == ["A"]


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ({"message": "API rate limit exceeded.", "documentation_url": "https://docs.example/"}, "API rate limit exceeded."),
        ({"error": {"code": 101, "info": "No key"}, "success": False}, "No key"),
        ({"error": True, "message": "No key"}, "No key"),
        ({"status": "error", "message": "No key", "results": []}, "No key"),
        ({"data": None, "errors": [{"message": "No field 'x'", "locations": [{"line": 1}]}]}, "No field 'x'"),
        ({"type": "about:blank", "title": "Not Found", "status": 404, "detail": "No such list"}, "No such list"),
        ({"code": "no_route", "message": "No such route", "data": {"status": 404}}, "No such route"),
        ([{"message": "No session", "errorCode": "INVALID_SESSION"}], "No session"),
    ],
)  # fmt: skip
def test_an_error_of_the_server_is_no_entry(answer: object, text: str) -> None:
    with pytest.raises(NoEntriesError) as caught:
        parse(answer)
    assert (
        str(caught.value) == f"no entries found: the JSON is an error that the server answered with: {text!r}"
    )


@pytest.mark.parametrize("answer", [{"results": [], "count": 0}, {"title": "Looms", "url": URL, "posts": []}])
def test_an_empty_list_is_not_its_own_entry(answer: dict[str, object]) -> None:
    with pytest.raises(NoEntriesError, match=r"^no entries found: the list is empty$"):
        parse(answer)


def test_a_bad_row_costs_itself_alone() -> None:
    reading = read(
        [{"title": "A"}, {"title": "B", "date": "soon"}, {"id": 7}, 5, {"title": ["C"]}, {"title": "D"}]
    )
    assert [entry.title for entry in reading.feed.entries] == ["A", "B", "C", "D"]
    assert list(map(str, reading.problems)) == [
        "$[3]: wanted an object, found '5'",
        "$[1].date: wanted a date, found 'soon'",
        "$[2]: wanted a title, a text or an address, found 'none'",
    ]


def test_a_file_with_what_other_columns_say_of_it() -> None:
    (file,) = only(
        {"title": "A", "audio_url": "/a.mp3", "filesize": "120", "duration": "01:02:03"}
    ).enclosures
    assert (file.url, file.length, file.duration) == (URL + "a.mp3", 120, 3723)


@pytest.mark.parametrize(
    "document",
    [
        [{"title": "A", "url": "/a"}],
        {"posts": [{"title": "A", "url": "/a"}], "tags": [{"name": "x"}, {"name": "y"}]},
        {"a": {"b": {"c": [{"title": "A", "url": "/a"}]}}},
        {"items": [{"sys": {"id": "1", "createdAt": "2025-01-01"}, "fields": {"title": "A", "url": "/a"}}]},
        {"data": [{"attributes": {"title": "A", "url": "/a"}}]},
        {"hits": {"hits": [{"_source": {"title": "A", "url": "/a"}}]}},
        {"pages": {"12": {"title": "A", "url": "/a"}, "13": {"title": "", "url": ""}}},
        [["title", "url"], ["A", "/a"]],
        {"columns": ["title", "url"], "rows": [["A", "/a"]], "truncated": False},
        {
            "meta": [{"name": "title", "type": "String"}, {"name": "url", "type": "String"}],
            "data": [["A", "/a"]],
        },
        {"title": "A", "url": "/a", "date": "2025-01-01"},
        {"title": "A", "url": "/a", "tags": [{"name": "x", "url": "/x"}, {"name": "y", "url": "/y"}]},
        [[{"title": "A", "url": "/a"}]],
    ],
)
def test_the_list_is_found(document: object) -> None:
    (entry,) = parse(document).entries
    assert (entry.title, entry.url) == ("A", URL + "a")


def test_what_is_said_of_the_whole_list() -> None:
    feed = feedkit.parse(
        '{"meta": {"title": "Looms", "language": "nb"}, "items": [{"title": "A", "url": "/a"}]}'
    )
    assert (feed.title, feed.language, feed.url) == ("Looms", "nb", None)
    feed = parse({"title": "Looms", "home_page_url": "https://home.example/", "items": [{"title": "A"}]})
    assert (feed.title, feed.url) == ("Looms", "https://home.example/")


# --- what is wrong, and where ---


def test_places_in_json() -> None:
    rows = [
        {"title": "A", "when": "soon"},
        7,
        {"title": "B", "meta": {"when": "never"}},
        {"title": "C", "url": "x:y"},
        {},
    ]
    reading = read({"items": rows})
    feed = reading.feed
    assert [entry.title for entry in feed.entries] == ["A", "B", "C"]
    assert list(map(str, reading.problems)) == [
        "$.items[1]: wanted an object, found '7'",
        "$.items[3].url: wanted an address, found 'x:y'",
        "$.items[0].when: wanted a date, found 'soon'",
        "$.items[2].meta.when: wanted a date, found 'never'",
        "$.items[4]: wanted a title, a text or an address, found 'none'",
    ]


@pytest.mark.parametrize(
    ("content", "format", "message"),
    [
        ('{"a" 1}', "json", "json: wanted JSON, found it malformed: Expecting ':' delimiter: line 1 column 6 (char 5)"),
        ("a = ", "toml", "wanted TOML, found an error (Invalid value) in line 1, column 1"),
        ("[" * 100_000, "json", "json: nested too deep to be read"),
        ('{"a": [1, 2]}', "json", "no entries found: the JSON has no list of objects with titles or addresses; if it has one under other names, say where: --map entries=PATH --map title=PATH (in feedkit.toml: map)"),
        ("[]", "json", "no entries found: the JSON has no list of objects with titles or addresses; if it has one under other names, say where: --map entries=PATH --map title=PATH (in feedkit.toml: map)"),
        ('[{"title": "a", "draft": true}]', "json", "no entries found: all 1 rows are drafts"),
        ("title,url\n", "csv", "no entries found: the list is empty"),
        ("{bad\n", "jsonl", "no entries found: no row is usable: line 1: wanted a JSON object, found '{bad' (Expecting property name enclosed in double quotes, column 2)"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(content: str, format: SourceFormat, message: str) -> None:
    with pytest.raises(ParseError) as caught:
        feedkit.parse(content, format=format)
    assert str(caught.value) == message


def test_a_table_as_excel_writes_it() -> None:
    feed = feedkit.parse("\ufeffsep=;\r\nTitle;Url\r\nA, b;/a\r\n", url=URL)
    assert [(entry.title, entry.url) for entry in feed.entries] == [("A, b", URL + "a")]


def test_what_other_programs_write_is_read() -> None:
    (entry,) = feedkit.parse(
        '[{"title": "Half \\ud83d of it", "score": NaN, "url": "https://a.example/"}]'
    ).entries
    assert entry.title == "Half of it"
    assert feedkit.write(Feed(entries=(entry,)), "json")


# --- map ---


@pytest.mark.parametrize(
    ("columns", "field", "value"),
    [
        ({"title": "f.n"}, "title", "Nine"),
        ({"title": "$.f.n"}, "title", "Nine"),
        ({"title": "f.l[1].x"}, "title", "two"),
        ({"tags": "f.l.x"}, "tags", ("one", "two")),
        ({"title": "{f.n} of {n}"}, "title", "Nine of 12"),
        ({"url": "https://x.example/{d:%Y}/{n}/"}, "url", "https://x.example/2025/12/"),
        ({"url": "https://x.example/{empty}"}, "url", None),
        ({"title": "a.b"}, "title", "dotted"),
        ({"title": {"path": "f.n", "regex": "N(i.)"}}, "title", "in"),
        ({"title": {"constant": "Same"}}, "title", "Same"),
        ({"tags": {"constant": ["a", "b"]}}, "tags", ("a", "b")),
        ({"published": {"path": "odd", "date_format": "%y.%d.%m"}}, "published", datetime(2025, 3, 4, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_map(columns: dict[str, object], field: str, value: object) -> None:
    row = {
        "f": {"n": "Nine", "l": [{"x": "one"}, {"x": "two"}]}, "n": 12, "d": "2025-03-04", "a.b": "dotted",
        "odd": "25.04.03", "empty": "", "headline": "Head",
    }  # fmt: skip
    assert getattr(only(row, recipe={"map": columns}), field) == value


def test_the_list_can_be_mapped() -> None:
    document = {"good": [{"title": "A", "url": "/a", "date": "2025-01-01"}], "other": [{"thing": "B"}]}
    (entry,) = parse(document, recipe={"map": {"entries": "other", "title": "thing"}}).entries
    assert entry.title == "B"


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"titel": "a"}, 'recipe.map.titel: there is no such key; did you mean "title"?'),
        ({"title": "headlin"}, 'recipe.map.title: "headlin" is in none of the rows; did you mean "headline"?'),
        ({"title": "zzz"}, 'recipe.map.title: "zzz" is in none of the rows; there are headline, url'),
        ({"title": "{zzz}!"}, 'recipe.map.title: "zzz" is in none of the rows; there are headline, url'),
        ({"title": "a..b"}, "recipe.map.title: 'a..b' is no path: wanted names with dots between them, such as fields.tags[0].name"),
        ({"entries": "rows"}, 'recipe.map.entries: no list is at "rows"'),
        ({"title": {"path": "headline", "regex": "("}}, 'recipe.map.title.regex: "(" is no regular expression: missing ), unterminated subpattern at position 0'),
        ({"title": {"path": "headline", "date_format": "%d"}}, "recipe.map.title.date_format: it is for published and updated"),
        ({"published": {"path": "url", "date_format": "%d"}}, 'recipe.map.published.date_format: "%d" lacks day, month or year: wanted a format such as "%d.%m.%Y"'),
        ({"title": {"regex": "a"}}, "recipe.map.title: wanted path, or constant"),
        ({"title": {"path": "a", "constant": "b"}}, "recipe.map.title: constant is the whole value: path must not be there"),
        ({"title": {"css": "a"}}, 'recipe.map.title.css: there is no such key; did you mean "path"?'),
        ({"title": 7}, "recipe.map[...]: wanted text, a table, or false, found a number"),
    ],
)  # fmt: skip
def test_a_map_that_does_not_fit(columns: dict[str, object], message: str) -> None:
    with pytest.raises(RecipeError) as caught:
        parse([{"headline": "A", "url": "/a"}], recipe={"map": columns})
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("source", "recipe", "message"),
    [
        ("<ul><li>a</ul>", {"map": {"title": "a"}}, "recipe.map: wanted data, found the format html, which has no names; recipe.entry is for pages"),
        ('[{"title": "a"}]', {"entry": "li"}, "recipe.entry: it is CSS for pages, and the format is json: wanted recipe.map"),
        ("A\n\nDate: May 1, 2025", {"map": {"title": "a"}}, "recipe.map: wanted data, found the format text, which has no names; recipe.entry is for pages"),
    ],
)  # fmt: skip
def test_recipes_for_other_kinds(source: str, recipe: dict[str, object], message: str) -> None:
    with pytest.raises(RecipeError) as caught:
        feedkit.parse(source, recipe=recipe)
    assert str(caught.value) == message


# --- a program's own objects ---


@dataclass
class Post:
    name: str
    day: date
    writer: dict[str, str]


def test_objects_of_a_program() -> None:
    rows = [Post("A", date(2025, 1, 2), {"name": "Ida"}), {"title": "B", "date": datetime(2025, 1, 3, 9)}]
    feed = parse_rows(rows, url=URL, title="Looms", timezone="Europe/Oslo", map={"published": "{day}{date}"})
    assert feed.title == "Looms"
    feed = parse_rows(iter(rows), url=URL, timezone="Europe/Oslo")
    assert [entry.title for entry in feed.entries] == ["A", "B"]
    assert [str(entry.published) for entry in feed.entries] == [
        "2025-01-02 00:00:00+01:00",
        "2025-01-03 09:00:00+01:00",
    ]
    assert feed.entries[0].authors == (Person(name="Ida"),)


def test_objects_of_no_kind() -> None:
    with pytest.raises(TypeError) as caught:
        parse_rows([{"title": "A"}, object()])
    assert str(caught.value) == (
        "row 2: wanted a mapping, a row of a database, a dataclass or another object with attributes: found "
        "object, which has no names and values"
    )
    knot = SimpleNamespace(title="A")
    knot.self = knot
    with pytest.raises(TypeError, match=r"^row 1: wanted .* found an object that holds itself$"):
        parse_rows([knot])
    assert parse_rows([], url=URL, title="Looms") == Feed(url=URL, title="Looms")


def _database_rows() -> list[object]:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    return connection.execute(
        "select 'A' as title, '2025-01-02' as date, 'Ida' as author, 7 as id"
    ).fetchall()


class Drawn(NamedTuple):
    title: str
    date: date
    author: str


class Slotted:
    __slots__ = ("_draft", "author", "day")

    def __init__(self) -> None:
        self.day, self.author, self._draft = date(2025, 1, 2), SimpleNamespace(name="Ida"), True

    @property
    def title(self) -> str:
        return "A"


class Modelled(msgspec.Struct):
    title: str
    date: date
    authors: list[str]


@pytest.mark.parametrize(
    "rows",
    [
        _database_rows(),
        [Drawn("A", date(2025, 1, 2), "Ida")],
        [SimpleNamespace(title="A", published_at=datetime(2025, 1, 2), author={"name": "Ida"})],
        [Slotted()],
        [Modelled("A", date(2025, 1, 2), ["Ida"])],
        [{"title": "A", "date": date(2025, 1, 2), "authors": (Person(name="Ida"),)}],
        [{"title": "A", "date": date(2025, 1, 2), "author": "Ida", "file": Path("posts/a.md")}],
    ],
    ids=lambda rows: type(rows[0]).__name__,
)
def test_rows_of_any_kind(rows: list[object]) -> None:
    [entry] = parse_rows(rows, url=URL).entries
    assert (entry.title, entry.authors) == ("A", (Person(name="Ida"),))
    assert str(entry.published) == "2025-01-02 00:00:00+00:00"


# --- recognised ---


@pytest.mark.parametrize(
    ("content", "name", "format"),
    [
        ('[{"title": "a"}]', "", "json"),
        ('{"title": "a"}\n{"title": "b"}\n', "", "jsonl"),
        ('{"title": "a"}\n', "posts.jsonl", "jsonl"),
        ('{\n "title": "a"}', "", "json"),
        ("title,url\na,b\n", "", "csv"),
        ("Datum;Titel\na;b\n", "", "csv"),
        ("a,b\nc,d\n", "t.csv", "csv"),
        ("sep=|\ntitle|url\na|b\n", "", "csv"),
        ("title,url\n<p>a</p>,<p>b</p>\n", "", "csv"),
        ("a\tb\n", "t.tsv", "csv"),
        ("- title: a\n  date: b\n", "", "yaml"),
        ("posts:\n- title: a\n  date: b\n", "", "yaml"),
        ("a: b\n", "t.yml", "yaml"),
        ('[[posts]]\ntitle = "a"\n', "", "toml"),
        ("a = 1\n", "t.toml", "toml"),
        ("<!doctype html><p>", "posts.csv", "html"),
        ("Title, author and url\n\nDate: May 1, 2025\n", "", "text"),
        ("Dear Marta, thank you; the url, the date | all\n", "", "text"),
        ("- a\n- b: c\n", "", "text"),
    ],
)
def test_data_is_recognised(content: str, name: str, format: SourceFormat) -> None:
    assert recognise(job_of(content, name=name)) == format


@pytest.mark.parametrize(
    ("content", "format", "message"),
    [
        ("<ul><li><a href=/a>A</a></ul>", "json", 'json: wanted JSON, found it malformed: Expecting value: line 1 column 1 (char 0); the source looks like html: leave the format out, or say "html"'),
        ('[{"title": "a"}]', "text", 'no entries found in the plain text: no line of it gives a date or an author, as \'Date: May 1, 2025 | Author: X\' does; the source looks like json: leave the format out, or say "json"'),
        ("title,url\na,b\n", "feed", 'wanted an RSS, Atom or JSON feed, found none of them; the source looks like csv: leave the format out, or say "csv"'),
    ],
)  # fmt: skip
def test_a_wrong_format_is_told_what_the_source_looks_like(
    content: str, format: SourceFormat, message: str
) -> None:
    with pytest.raises(ParseError) as caught:
        feedkit.parse(content, format=format)
    assert str(caught.value) == message


# --- anything ---

KEYS = st.sampled_from(
    "title url date author tags image enclosure content summary id node type name".split()
) | st.text(max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(["2025-01-02", "/a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(VALUES)
def test_any_json_is_read_or_refused(value: object) -> None:
    try:
        feed = feedkit.parse(json.dumps(value), format="json", url=URL)
    except ParseError:
        return
    made = feedkit.finish(feed, now=datetime(2026, 1, 1, tzinfo=UTC))
    assert all(feedkit.write(made, kind) for kind in ("atom", "rss", "json"))


PLAIN = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="<&"), max_size=20
)


@given(
    st.lists(st.dictionaries(st.sampled_from(["title", "date", "url", "x"]), PLAIN, max_size=4), max_size=4)
)
def test_any_table_is_read_or_refused(rows: list[dict[str, str]]) -> None:
    table = io.StringIO()
    writer = csv.DictWriter(table, ["title", "date", "url", "x"])
    writer.writeheader()
    writer.writerows(rows)
    try:
        feed = feedkit.parse(table.getvalue(), format="csv", url=URL)
    except ParseError:
        return
    assert [entry.title for entry in feed.entries if entry.title] == [
        row["title"] for row in rows if row.get("title")
    ]


@given(st.text(max_size=60), st.sampled_from(["json", "jsonl", "csv", "toml"]))
def test_any_text_is_read_or_refused(content: str, format: SourceFormat) -> None:
    with contextlib.suppress(ParseError):
        feedkit.parse(content, format=format)


# --- hostile ---

HOSTILE: dict[str, tuple[str, Callable[[int], str]]] = {
    "a long line": ("jsonl", lambda n: '{"title": "' + "a" * (50 * n) + '"}'),
    "a long text": ("json", lambda n: '[{"title": "' + "a" * (50 * n) + '"}]'),
    "a long cell": ("csv", lambda n: "title,url\n" + "a" * (50 * n) + ",b\n"),
    "a quotation that never ends": ("csv", lambda n: 'title,url\n"a,b\n' + "c,d\n" * (10 * n)),
    "many columns": ("csv", lambda n: "title" + ",b" * n + "\n" + "a" + ",b" * n),
    "many keys": ("json", lambda n: "[{" + ",".join(f'"k{i}": {i}' for i in range(n)) + "}]"),
    "deep lists": ("json", lambda n: "[" * n),
    "deep objects": ("jsonl", lambda n: '{"a":' * n + "\n"),
    "deep tables": ("toml", lambda n: "a = " + "[" * n),
    "a long word": ("toml", lambda n: 'title = "' + "x" * n + '"'),
    "long chains of words": ("toml", lambda n: 'title = "' + ("a . " * 250 + "= ") * (n // 1000) + '"'),
    "many lists": ("json", lambda n: "[" + ",".join(["[" + "[]," * 50 + "[]]"] * (n // 50)) + "]"),
    "a long number": ("json", lambda n: '[{"id": ' + "9" * n + "}]"),
    "NUL": ("csv", lambda n: "title,url\n" + "\0\0,\0\n" * (n // 100_000)),
}


@pytest.mark.parametrize(("format", "make"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_data_costs_no_more_than_its_length(format: SourceFormat, make: Callable[[int], str]) -> None:
    def answered(content: str) -> None:
        try:
            assert len(feedkit.parse(content, format=format).entries) <= 1
        except ParseError as error:
            assert len(str(error)) < 500  # noqa: PT017

    assert_linear(answered, make, 200_000)


# --- the command ---


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.csv"
    path.write_text("Talk,Slug,When\nHinges,hinges,2025-03-04\nNails,nails,soon\n", "utf-8")
    return path


def test_map_on_the_command_line(sheet: Path, tmp_path: Path) -> None:
    target = tmp_path / "feed.json"
    options = ("--map", "title=Talk", "--map", "url=https://t.example/{Slug}/", "-o", str(target))
    code, _, told = run("convert", str(sheet), *options)
    assert (code, told) == (
        0,
        (
            f"{sheet}: the page has no title: pass one with --title\n"
            f"{sheet}: row 3, When: wanted a date, found 'soon'\n{target}: 2 entries\n"
        ),
    )
    assert (
        next(item["url"] for item in json.loads(target.read_bytes())["items"]) == "https://t.example/hinges/"
    )


def test_strict(sheet: Path, tmp_path: Path) -> None:
    target = tmp_path / "feed.json"
    target.write_text("old")
    code, _, told = run(
        "convert",
        str(sheet),
        "--map",
        "title=Talk",
        "--url",
        "https://t.example/",
        "--title",
        "T",
        "--strict",
        "-o",
        str(target),
    )
    assert (code, told) == (
        1,
        (
            f"{sheet}: row 3, When: wanted a date, found 'soon'\n"
            f"error: {sheet}: nothing is written, as not all of it can be used (--strict)\n"
        ),
    )
    assert target.read_text() == "old"


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("title", "Error: Invalid value for '--map': 'title' is not FIELD=PATH, such as title=fields.name"),
        (
            "titel=a",
            """Error: Invalid value for '--map': titel: there is no such key; did you mean "title"?""",
        ),
    ],
)
def test_a_map_that_is_none(sheet: Path, option: str, message: str) -> None:
    code, _, told = run("convert", str(sheet), "--map", option)
    assert (code, told.splitlines()[-1]) == (2, message)


def test_a_draft_of_a_map_finds_the_same(sheet: Path, tmp_path: Path) -> None:
    code, draft, _ = run("inspect", str(sheet), "--draft", "--map", "title=Talk")
    assert code == 0
    assert draft == (
        "# Finds 2 entries. A field without a line here is found by its name.\n"
        '[map]\ntitle = "Talk"\npublished = "When"\n'
    )
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(draft)
    code, out, _ = run("convert", str(sheet), "--recipe", str(recipe), "--to", "json", "--now", "2026-01-01")
    assert code == 0
    assert {item["title"] for item in json.loads(out)["items"]} == {"Nails", "Hinges"}


def test_an_offset_behind_a_day_is_no_time() -> None:
    row = {"title": "Nails", "url": "https://smiths.example/1", "published": "2020-07-20+08:00"}
    published = feedkit.parse(json.dumps([row]), format="json").entries[0].published
    assert published is not None
    assert published.isoformat() == "2020-07-20T00:00:00+08:00"


def test_words_for_nothing_are_nobody_and_no_tag() -> None:
    row: dict[str, object] = {"title": "A", "author": "NULL", "tags": ["-", "wool"], "summary": "N/A"}
    entry = only(row)
    assert (entry.authors, entry.tags, entry.summary) == ((), ("wool",), None)
    assert only({"title": "A", "url": "NULL"}).url is None
    assert only({"title": "A", "author": {"name": "None"}, "tags": "null, wool"}).tags == ("wool",)


def test_references_to_characters_in_names_are_resolved() -> None:
    row: dict[str, object] = {
        "title": "A",
        "owner": {"display_name": "Ida &amp; Bo"},
        "tags": ["warp &amp; weft"],
    }
    assert [person.name for person in only(row).authors] == ["Ida & Bo"]
    assert only(row).tags == ("warp & weft",)


def test_the_stamps_of_a_store_are_behind_a_date_that_people_write() -> None:
    stamps = dict.fromkeys(("createdAt", "updatedAt", "publishedAt"), "2025-11-01T10:00:00Z")
    for row, year in (({**stamps, "date": "2023-04-05"}, 2023), (stamps, 2025)):
        published = only({"title": "A", **row}).published
        assert published is not None
        assert published.year == year


def test_keys_that_are_words_are_titles_of_objects_without_any() -> None:
    posts = {"On wool": {"url": "/1", "date": "2025-01-01"}, "Felt": {"url": "/2", "date": "2025-01-02"}}
    assert [entry.title for entry in parse(posts).entries] == ["On wool", "Felt"]
    ids = {"a1b2": {"url": "/1", "date": "2025-01-01"}, "b1c2": {"url": "/2", "date": "2025-01-02"}}
    assert [entry.title for entry in parse(ids).entries] == [None, None]


def test_a_slug_is_below_no_address_that_only_the_data_has() -> None:
    document = {"site": {"url": "https://loom.example/"}, "posts": [{"title": "A", "slug": "a"}]}
    reading = feedkit.read(json.dumps(document))
    assert [entry.url for entry in reading.feed.entries] == [None]
    assert [str(problem) for problem in reading.problems] == [
        "$.posts[0]: wanted the page's address, which a slug is below, found 'a'"
    ]
    (entry,) = feedkit.parse(json.dumps(document), url="https://loom.example/p/").entries
    assert entry.url == "https://loom.example/p/a"


def test_an_integer_of_thousands_of_digits_costs_nothing_else() -> None:
    data = '[{"title": "A", "url": "/a", "id": ' + "9" * 5000 + '}, {"title": "B", "url": "/b"}]'
    entries = feedkit.read(data, url="https://loom.example/").feed.entries
    assert [entry.title for entry in entries] == ["A", "B"]
