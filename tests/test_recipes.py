"""Recipes: every kind of override, every error's whole text, drafts that find the same; and `like`."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

import feedkit
from feedkit import Enclosure, Entry, NoEntriesError, Recipe, RecipeError, parsers
from feedkit.cli import main
from feedkit.dates.date_formats import DateFormat
from feedkit.parsers import SourceFormat
from feedkit.recipes import FIELDS, checked_recipe, read_recipe, schema, to_toml
from tests.accept import cases
from tests.accept_corpus import CORPUS, TABLE, read_table

URL = "https://quarry.example/log/"
HOW_TO = Path(__file__).parents[1] / "docs/how-to/read-wrongly.md"
ERRORS = tomllib.loads((Path(__file__).parent / "data" / "recipe_errors.toml").read_text("utf-8"))
PAGES = [
    case for case in cases() if "error" not in case.about and next(case.folder.glob("source.html"), None)
]

# A page on which the automatic reader has no chance to know what its author meant.
PAGE = """<html lang="en"><title>Quarry log</title>
<ul class="menu"><li><a href="/a">Above</a><li><a href="/b">Below</a></ul>
<div class="day" data-key="q-17" lang="gd">
  <p class="kicker">Face seven <b>Ref: Q17</b></p>
  <p class="head"><a href="17.html" data-real="/log/seventeen">The wedge held</a></p>
  <p class="when">04/05/25</p>
  <p class="who">by Una Reid and Col Bain</p>
  <p class="note">Two drills broke.</p><p class="note">One was <em>mine</em>.</p>
  <img class="pix" data-src="17.jpg"> <i class="t">slate</i> <i class="t">tools</i>
  <audio src="17.mp3"></audio>
</div>
<div class="day" data-key="q-18">
  <p class="kicker">Face eight <b>Ref: Q18</b></p>
  <p class="head"><a href="18.html" data-real="/log/eighteen">Rain, and no blasting</a></p>
  <p class="when">05/06/25</p>
  <p class="who">by Una Reid</p>
  <p class="note">The pumps ran all night.</p>
  <img class="pix" data-src="18.jpg"> <i class="t">rain</i>
  <audio src="18.mp3"></audio>
</div>
<div class="day" data-key="q-19">
  <p class="kicker">Face nine <b>Ref: Q19</b></p>
  <p class="head"><a href="19.html" data-real="/log/nineteen">A letter from the county</a></p>
  <p class="when">no date yet</p>
  <p class="note">It is about dust.</p>
</div>
</html>"""


def entries(page: str = PAGE, **recipe: Any) -> Sequence[Entry]:
    return feedkit.parse(page, url=URL, recipe=recipe).entries


def values(field: str, override: Any, page: str = PAGE) -> list[Any]:
    return [getattr(entry, field) for entry in entries(page, **{"entry": ".day", field: override})]


# --- entry alone ---


def test_entry_alone_is_enough() -> None:
    found = entries(entry=".day")
    assert [entry.title for entry in found] == [
        "The wedge held",
        "Rain, and no blasting",
        "A letter from the county",
    ]
    assert [entry.url for entry in found] == [URL + f"{number}.html" for number in (17, 18, 19)]
    assert [[person.name for person in entry.authors] for entry in found][:2] == [
        ["Una Reid", "Col Bain"],
        ["Una Reid"],
    ]


def test_a_recipe_is_a_mapping_or_keyword_arguments() -> None:
    assert feedkit.parse(PAGE, url=URL, recipe=Recipe(entry=".day")).entries == entries(entry=".day")


def test_a_soup_is_read_by_a_recipe() -> None:
    soup = BeautifulSoup(PAGE, "html.parser")
    assert len(feedkit.parse(soup, url=URL, recipe={"entry": ".day"}).entries) == 3


def test_convert_takes_a_recipe() -> None:
    data = feedkit.convert(
        PAGE, to="json", url=URL, recipe={"entry": ".day"}, now=datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert len(json.loads(data)["items"]) == 3


@pytest.mark.parametrize(
    "css",
    [
        "div.day",
        "div[data-key^='q-']",
        "div:has(> .head)",
        "ul + .day, .day ~ .day",
        "div:not(.menu)",
        "body > :nth-child(n+2 of .day), .day:nth-child(2)",
        ".day:-soup-contains('Ref')",
    ],
)
def test_the_whole_vocabulary_of_soupsieve(css: str) -> None:
    assert len(entries(entry=css)) == 3


FLAT = """<title>Flat</title><main>
<h2><a href="/one">The first of them</a></h2><p>1 May 2025</p><p>Work began on it.</p>
<h2><a href="/two">The second of them</a></h2><p>2 May 2025</p><p>Work went on with it.</p></main>"""


@pytest.mark.parametrize("css", ["h2", "h2 a"])
def test_what_follows_a_heading_or_link_belongs_to_it(css: str) -> None:
    found = entries(FLAT, entry=css)
    assert [entry.summary for entry in found] == ["Work began on it.", "Work went on with it."]
    assert [entry.published and entry.published.day for entry in found] == [1, 2]


def test_other_elements_grow_if_the_recipe_says_so() -> None:
    page = FLAT.replace("h2", "b")
    assert [entry.summary for entry in entries(page, entry="b")] == [None, None]
    assert [entry.summary for entry in entries(page, entry="b", grow=True)] == [
        "Work began on it.",
        "Work went on with it.",
    ]


def test_a_field_may_be_the_element_that_grows() -> None:
    page = FLAT.replace("<p>2 May 2025</p><p>Work went on with it.</p>", "")
    assert [entry.title for entry in entries(page, entry="h2", title="h2")] == [
        "The first of them",
        "The second of them",
    ]


def test_headings_stay_alone_if_the_recipe_says_so() -> None:
    assert [entry.summary for entry in entries(FLAT, entry="h2", grow=False)] == [None, None]


def test_an_entry_ends_where_the_next_one_begins() -> None:
    page = """<div class=e><a href=/1>One of two</a><p>The first of two.</p>
    <div class=e><a href=/2>Two of two</a><p>The last of two.</p>"""
    assert [entry.summary for entry in entries(page, entry=".e")] == ["The first of two.", "The last of two."]


def test_entries_out_of_sight_are_read() -> None:
    page = PAGE.replace('<div class="day"', '<div hidden class="day"')
    assert entries(page, entry=".day") == entries(entry=".day")


def test_scope_is_the_entry() -> None:
    page = (
        "<div class=e><p>Outer one</p><b><p>Inner one</p></b></div><div class=e><b><p>Inner two</p></b></div>"
    )
    found = entries(page, entry=".e", title=":scope > p", summary=":scope > b > p")
    assert [(entry.title, entry.summary) for entry in found] == [
        ("Outer one", "Inner one"),
        (None, "Inner two"),
    ]


COSTLY = """recipe: the regular expression "^(a|aa)+$" takes more than 2 seconds on this source; \
alternatives that are repeated, such as (a|aa)+, may be the reason"""


@pytest.mark.parametrize(
    ("format", "source", "recipe"),
    [
        (
            "html",
            f"<ul><li><a href=/x>{'a' * 200}!</a></ul>",
            {"entry": "li", "title": {"regex": "^(a|aa)+$"}},
        ),
        ("csv", f"title,url\n{'a' * 200}!,/x", {"map": {"title": {"path": "title", "regex": "^(a|aa)+$"}}}),
    ],
)
def test_a_regular_expression_ends(format: SourceFormat, source: str, recipe: Any) -> None:
    with pytest.raises(feedkit.RecipeError) as raised:
        feedkit.parse(source, format=format, url=URL, recipe=recipe)
    assert str(raised.value) == COSTLY


def test_deep_and_long_pages_are_read_in_time() -> None:
    page = "<div class=e><p>A word</p>" * 6_000
    assert len(entries(page, entry=".e", title=":scope > p")) > 200  # what is nested deeper is cut
    rows = "<li><a href=/x>A title of some length</a><i>2025-01-01</i></li>" * 3_000
    assert len(entries(f"<ul>{rows}</ul>", entry="li", title="a", published="i")) == 3_000


@pytest.mark.parametrize("css", [":root", "html", "body", "*"])
@pytest.mark.parametrize("grow", [None, True, False])
def test_any_element_may_be_an_entry(css: str, grow: bool | None) -> None:
    assert entries(entry=css, grow=grow)


def test_an_element_that_says_nothing_is_no_entry() -> None:
    with pytest.raises(NoEntriesError, match="none of 1 has a title, a text or an address"):
        entries(entry="head")


def test_one_entry_is_a_list() -> None:
    assert [entry.title for entry in entries(entry=".day:nth-of-type(2)")] == ["Rain, and no blasting"]


# --- overrides ---


def test_a_title_by_css_steers_what_is_found_beside_it() -> None:
    (first, *_) = entries(entry=".day", title=".kicker b")
    assert first.title == "Ref: Q17"
    assert "Ref" not in (first.summary or "")


@pytest.mark.parametrize(
    ("field", "override", "expected"),
    [
        ("title", {"css": "b", "regex": r"Q\d+"}, ["Q17", "Q18", "Q19"]),
        ("title", {"css": "b", "regex": r"Ref: (\w+)"}, ["Q17", "Q18", "Q19"]),
        ("title", {"regex": r"Face (\w+)"}, ["seven", "eight", "nine"]),
        ("title", {"constant": "A day"}, ["A day"] * 3),
        ("title", ":scope > .kicker", ["Face seven Ref: Q17", "Face eight Ref: Q18", "Face nine Ref: Q19"]),
        (
            "url",
            "a@data-real",
            [f"https://quarry.example/log/{n}" for n in ("seventeen", "eighteen", "nineteen")],
        ),
        ("url", ".head", [URL + "17.html", URL + "18.html", URL + "19.html"]),
        ("url", {"css": "a", "attr": "href"}, [URL + "17.html", URL + "18.html", URL + "19.html"]),
        (
            "summary",
            ".note",
            ["Two drills broke. One was mine.", "The pumps ran all night.", "It is about dust."],
        ),
        ("tags", ".t", [("slate", "tools"), ("rain",), ()]),
        ("tags", {"constant": ["log", "quarry"]}, [("log", "quarry")] * 3),
        ("image", ".pix", [URL + "17.jpg", URL + "18.jpg", None]),
        ("id", "@data-key", ["q-17", "q-18", "q-19"]),
        ("language", "@lang", ["gd", None, None]),
        ("enclosures", "audio", [(Enclosure(url=URL + "17.mp3"),), (Enclosure(url=URL + "18.mp3"),), ()]),
        (
            "content",
            ".note",
            [
                "<p>Two drills broke.</p><p>One was <em>mine</em>.</p>",
                "<p>The pumps ran all night.</p>",
                "<p>It is about dust.</p>",
            ],
        ),
    ],
)
def test_overrides(field: str, override: Any, expected: list[Any]) -> None:
    assert values(field, override) == expected


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        (".who", [["Una Reid", "Col Bain"], ["Una Reid"], []]),
        ({"css": ".who", "regex": "by (.*)"}, [["Una Reid and Col Bain"], ["Una Reid"], []]),
        ({"constant": "The foreman"}, [["The foreman"]] * 3),
        ({"constant": ["Reid, Una", "Bain, Col"]}, [["Reid, Una", "Bain, Col"]] * 3),
    ],
)
def test_authors(override: Any, expected: list[list[str]]) -> None:
    assert [[person.name for person in people] for people in values("authors", override)] == expected


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ({"css": ".when", "date_format": "%d/%m/%y"}, [date(2025, 5, 4), date(2025, 6, 5), None]),
        ({"css": ".when", "date_format": "%m/%d/%y"}, [date(2025, 4, 5), date(2025, 5, 6), None]),
        (".when", [None, None, None]),  # day or month first? nobody can tell
        (
            {"css": ".when", "regex": r"\d\d/\d\d/\d\d", "date_format": "%d/%m/%y"},
            [date(2025, 5, 4), date(2025, 6, 5), None],
        ),
        ({"css": ".note", "regex": r"pumps (.*)"}, [None, None, None]),
        ({"constant": "5 March 2025"}, [date(2025, 3, 5)] * 3),
    ],
)
def test_dates(override: Any, expected: list[date | None]) -> None:
    found = values("published", override)
    assert [moment.date() if moment else None for moment in found] == expected


def test_a_date_not_written_as_the_format_says_is_a_problem() -> None:
    reading = feedkit.read(
        PAGE, url=URL, recipe={"entry": ".day", "published": {"css": ".when", "date_format": "%d/%m/%y"}}
    )
    assert [str(problem) for problem in reading.problems] == [
        'entry 3 \'A letter from the county\', published: "no date yet" is not written as "%d/%m/%y"'
    ]


def test_the_list_settles_the_dates_that_a_recipe_selects() -> None:
    page = PAGE.replace("05/06/25", "25/06/2025").replace("04/05/25", "04/05/2025")
    found = values("published", ".when", page)
    assert [moment and moment.date() for moment in found] == [date(2025, 5, 4), date(2025, 6, 25), None]


def test_updated_is_selected_beside_published() -> None:
    page = """<main>
    <article><h2><a href=/1>Turned once</a></h2><i>1 May 2025</i> <u title="2025-05-09">later</u></article>
    <article><h2><a href=/2>Turned twice</a></h2><i>2 May 2025</i> <u title="2025-05-08">later</u></article>
    </main>"""
    found = entries(page, entry="article", published="i", updated="u@title")
    assert [(e.published and e.published.day, e.updated and e.updated.day) for e in found] == [(1, 9), (2, 8)]


def test_a_value_that_is_no_address_is_left_out_and_reported() -> None:
    reading = feedkit.read(PAGE, url=URL, recipe={"entry": ".day", "image": {"constant": "data:image/png,0"}})
    feed = reading.feed
    assert [entry.image for entry in feed.entries] == [None] * 3
    told = [str(problem) for problem in reading.problems if problem.rule == "not-as-the-recipe-says"]
    assert told[0] == "entry 1 'The wedge held', image: \"data:image/png,0\" is no address of the web"


def test_without_an_address_of_the_page_links_are_left_out_and_not_reported() -> None:
    reading = feedkit.read(PAGE, recipe={"entry": ".day", "url": "a"})
    feed = reading.feed
    assert [entry.url for entry in feed.entries] == [None] * 3
    assert {problem.rule for problem in reading.problems} == {"ambiguous-date"}


def test_inspect_shows_where_a_recipe_selected() -> None:
    reading = feedkit.read(
        PAGE, url=URL, format=None, timezone="UTC", recipe={"entry": ".day", "title": ".head", "tags": ".t"}
    )
    assert [(f.field, f.where, f.entries) for f in reading.fields if f.field in ("title", "tags")] == [
        ("title", "recipe, in p.head", 3),
        ("tags", "recipe, in i.t", 2),
    ]
    assert reading.confidence is None


# --- formats of dates ---


@pytest.mark.parametrize(
    ("format", "text", "language", "expected"),
    [
        ("%d.%m.%Y", "7.3.2024", None, "2024-03-07"),
        ("%d %B %Y", "7 March 2024", None, "2024-03-07"),
        ("%d. %B %Y", "7. März 2024", "de", "2024-03-07"),
        ("%d %b %Y", "7 sept. 2024", "fr", "2024-09-07"),
        ("%d %B %Y", "7 сентября 2024", "ru", "2024-09-07"),
        ("%d %B %Y", "7 listopada 2024", "pl", "2024-11-07"),
        ("%d %B %Y", "7 listopada 2024", "hr", "2024-10-07"),
        ("%A, %B %d, %Y", "Thursday, March 7, 2024", None, "2024-03-07"),
        ("%y%m%d", "240307", None, "2024-03-07"),
        ("%d.%m.%y", "07.03.69", None, "1969-03-07"),
        ("%Y-%m-%d %H:%M:%S.%f", "2024-03-07 14:05:09.25", None, "2024-03-07T14:05:09.250000"),
        ("%m/%d/%Y %I:%M %p", "3/7/2024 12:05 a.m.", None, "2024-03-07T00:05:00"),
        ("%d %b %Y %H:%M %z", "7 Mar 2024 14:05 +0530", None, "2024-03-07T14:05:00+05:30"),
        ("%d %b %Y %H:%M %Z", "7 Mar 2024 14:05 CEST", None, "2024-03-07T14:05:00+02:00"),
        ("%d%%%m%%%Y", "7%3%2024", None, "2024-03-07"),
        ("%d.%m.%Y", "31.2.2024", None, None),
        ("%d.%m.%Y", "7.3.2024 or so", None, None),
        ("%d %B %Y", "7 Drill 2024", None, None),
        ("%d %b %Y %H:%M", "7 Mar 2024 25:05", None, None),
        ("%d %b %Y %H:%M %Z", "7 Mar 2024 14:05 QQQT", None, None),
    ],
)
def test_formats(format: SourceFormat, text: str, language: str | None, expected: str | None) -> None:
    found = DateFormat(format).read(text, language)
    assert (found.isoformat() if found else None) == expected


# --- errors ---


@pytest.mark.parametrize(
    ("recipe", "message"), [(case["recipe"], case["message"]) for case in ERRORS["cases"]]
)
def test_errors(recipe: dict[str, Any], message: str) -> None:
    with pytest.raises(RecipeError) as caught:
        feedkit.parse(PAGE, url=URL, recipe=recipe)
    assert re.fullmatch(".+".join(map(re.escape, message.split("…"))), str(caught.value))


def test_keyword_arguments_are_checked_too() -> None:
    with pytest.raises(
        RecipeError, match=r"^recipe\.title: wanted text, a table, a list of them, or false, found a number$"
    ):
        feedkit.parse(PAGE, recipe=Recipe(entry=".day", title=7))  # type: ignore[arg-type]


def test_plain_text_has_no_elements() -> None:
    with pytest.raises(RecipeError) as caught:
        feedkit.parse("Lathe\nDate: May 1, 2025 | Author: Ines Falk\n", recipe={"entry": "p"})
    assert str(caught.value) == (
        "recipe: wanted an HTML page, found the format text, which has no elements that a selector could find"
    )


def test_text_that_is_no_toml() -> None:
    with pytest.raises(RecipeError) as caught:
        read_recipe("entry = \n")
    assert str(caught.value) == "recipe: not TOML: Invalid value (at line 1, column 9)"


# --- several selectors, texts with selectors, and what is left out ---


@pytest.mark.parametrize(
    ("field", "override", "expected"),
    [
        ("title", [".missing", ".kicker b", ".head"], ["Ref: Q17", "Ref: Q18", "Ref: Q19"]),
        ("summary", [".who", ".note"], ["by Una Reid and Col Bain", "by Una Reid", "It is about dust."]),
        ("title", [{"css": ".who", "regex": "and (.*)"}, {"constant": "A"}], ["Col Bain", "A", "A"]),
        ("title", "{.head} ({.kicker b})", [
            "The wedge held (Ref: Q17)", "Rain, and no blasting (Ref: Q18)",
            "A letter from the county (Ref: Q19)",
        ]),
        ("title", ["{.head}, {.who}", ".head"], [
            "The wedge held, by Una Reid and Col Bain", "Rain, and no blasting, by Una Reid",
            "A letter from the county",
        ]),
        ("url", "https://quarry.example{a@data-real}?k={@data-key}", [
            "https://quarry.example/log/seventeen?k=q-17", "https://quarry.example/log/eighteen?k=q-18",
            "https://quarry.example/log/nineteen?k=q-19",
        ]),
        ("summary", {"template": "<{.kicker b}>", "regex": "Q.*"}, ["Q17>", "Q18>", "Q19>"]),
        ("title", {"css": ".kicker", "remove": "b, i"}, ["Face seven", "Face eight", "Face nine"]),
        ("title", {"css": ".kicker b", "replace": {"Ref: ": "#", "Q1": "1"}}, ["#17", "#18", "#19"]),
        ("content", {"css": ".kicker", "remove": "b"}, [
            f"<p>Face {number} </p>" for number in ("seven", "eight", "nine")
        ]),
        ("content", "<h3>{.kicker b}</h3>", [
            f"<h3><b>Ref: Q{number}</b></h3>" for number in (17, 18, 19)
        ]),
        ("content", {"css": ".kicker b", "replace": {"Ref: ": ""}}, [
            f"<b>Q{number}</b>" for number in (17, 18, 19)
        ]),
        ("authors", False, [(), (), ()]),
        ("title", False, [None, None, None]),
        ("published", False, [None, None, None]),
        ("enclosures", False, [(), (), ()]),
        ("content", False, [None, None, None]),
        ("published", [{"css": ".nowhere"}, {"css": ".when", "date_format": "%d/%m/%y"}], [
            datetime(2025, 5, 4, tzinfo=UTC), datetime(2025, 6, 5, tzinfo=UTC), None,
        ]),
    ],
)  # fmt: skip
def test_more_ways_to_say_a_field(field: str, override: Any, expected: list[Any]) -> None:
    found = [getattr(entry, field) for entry in entries(entry=".day", **{field: override})]
    assert [" ".join(one.split()) if isinstance(one, str) else one for one in found] == expected


def test_all_of_it_in_toml() -> None:
    given = {
        "title": ["h2", {"css": "h3", "replace": {"a b": 'c"', "d": ""}}, "{h4} by {.who}"],
        "content": {"css": ".body", "remove": ".share"},
        "authors": False,
    }
    recipe = checked_recipe(given)
    assert read_recipe(to_toml(recipe)) == recipe
    assert (
        'title = ["h2", { css = "h3", replace = { "a b" = "c\\"", d = "" } }, "{h4} by {.who}"]'
        in to_toml(recipe)
    )
    assert "authors = false" in to_toml(recipe)


POSTS = "<title>Log</title><main>{}</main>".format(
    "".join(
        f"<article><h2><a href='/{one}'>Post {one}</a></h2><time datetime='2025-05-0{one}'></time>"
        f"<p class=by>by Una Reid</p><p>The text of post {one}, with words.</p></article>"
        for one in range(1, 6)
    )
)


def test_a_recipe_without_entry_is_for_the_list_that_is_found() -> None:
    plain = feedkit.parse(POSTS, url=URL).entries
    assert [one.authors[0].name for one in plain] == ["Una Reid"] * 5
    recipe = {"title": "No. {h2}", "authors": False}
    found = feedkit.parse(POSTS, url=URL, recipe=recipe).entries
    assert [one.title for one in found] == [f"No. {one.title}" for one in plain]
    assert [(one.url, one.published, one.authors) for one in found] == [
        (one.url, one.published, ()) for one in plain
    ]


def test_a_field_that_is_off_does_not_come_from_the_data_of_the_page() -> None:
    rows = [
        {"@type": "BlogPosting", "url": f"{URL}{one}", "headline": f"Post {one}", "author": "Una Reid",
         "description": f"About {one}"} for one in range(1, 6)
    ]  # fmt: skip
    page = POSTS.replace("<p class=by>by Una Reid</p>", "").replace("href='/", "href='")
    page += f"<script type='application/ld+json'>{json.dumps(rows)}</script>"
    assert {one.authors[0].name for one in feedkit.parse(page, url=URL).entries} == {"Una Reid"}
    found = feedkit.parse(page, url=URL, recipe={"authors": False}).entries
    assert {(one.authors, one.title is None) for one in found} == {((), False)}


def test_a_page_without_a_list_needs_an_entry() -> None:
    with pytest.raises(RecipeError) as caught:
        feedkit.parse("<p>Nothing", url=URL, recipe={"title": "h2"})
    assert str(caught.value) == (
        "recipe: none of the page's lists looks like posts: wanted entry, CSS or XPath that finds the entries"
    )
    with pytest.raises(NoEntriesError) as lacking:
        feedkit.parse("<p>Nothing", url=URL, recipe={"authors": False})
    assert str(lacking.value) == (
        "no entries found: the page shows only 0 links; its list may be made by JavaScript"
    )


def test_a_field_is_off_in_every_source() -> None:
    rows = [{"title": f"Log {n}", "url": f"/{n}", "author": "Una Reid", "date": "soon"} for n in (1, 2)]
    sources: dict[SourceFormat, str] = {
        "json": json.dumps(rows),
        "feed": "<rss version='2.0'><channel><title>Q</title><item><title>Log 1</title>"
        "<pubDate>soon</pubDate><author>una@quarry.example (Una Reid)</author></item></channel></rss>",
        "changelog": "# Changes\n\n## 1.1 - 2025-02-01\n\n- Una Reid\n\n## 1.0 - 2025-01-01\n\n- more\n",
        "html": POSTS,
    }
    for name, source in sources.items():
        for recipe in (
            {"authors": False, "published": False},
            {"map": {"authors": False, "published": False}},
        ):
            reading = feedkit.read(source, url=URL, format=name, recipe=recipe)
            facts = {(one.authors, one.published, bool(one.title)) for one in reading.feed.entries}
            assert facts == {((), None, True)}, name
            assert not {"authors", "published"} & {found.field for found in reading.fields}, name
            assert reading.problems == (), name


def test_a_field_is_off_in_rows() -> None:
    feed = feedkit.parse_rows([{"title": "Log", "author": "Una Reid"}], map={"authors": False})
    assert [(one.title, one.authors) for one in feed.entries] == [("Log", ())]


def test_a_list_that_is_only_in_data_may_lack_a_field() -> None:
    rows = [
        {"title": f"Post {n} of many", "url": f"/p/{n}", "author": "Una Reid", "date": f"2025-01-0{n}"}
        for n in range(1, 6)
    ]
    page = "<div id=app></div><script id='__NEXT_DATA__' type='application/json'>"
    page += f"{json.dumps({'posts': rows})}</script>"
    assert [one.authors[0].name for one in feedkit.parse(page, url=URL).entries] == ["Una Reid"] * 5
    assert len(feedkit.parse(page, url=URL, like=["post 3 of", "/p/4"]).entries) == 5
    with pytest.raises(NoEntriesError, match="neither in a text nor a link of the page"):
        feedkit.parse(page, url=URL, like=["post 9 of"])
    found = feedkit.parse(page, url=URL, recipe={"authors": False}).entries
    assert [(one.title, one.authors) for one in found] == [(f"Post {n} of many", ()) for n in range(1, 6)]


# --- TOML and its schema ---


def test_what_is_written_is_read_back() -> None:
    recipe = checked_recipe(
        {
            "entry": 'li[data-x="a\\"b"]',
            "grow": True,
            "title": "h2",
            "published": {"css": ".d", "date_format": "%d.%m.%Y"},
            "tags": {"constant": ["é", "\x7f"]},
        }
    )
    assert read_recipe(to_toml(recipe)) == recipe
    assert list(tomllib.loads(to_toml(recipe))) == ["entry", "grow", "title", "published", "tags"]


def test_the_schema_knows_every_key() -> None:
    found = schema()
    definitions = found["$defs"]
    assert definitions["Recipe"]["minProperties"] == 1
    assert list(definitions["Recipe"]["properties"]) == ["entry", "map", "grow", *FIELDS]
    assert list(definitions["Column"]["properties"]) == [
        *("path", "regex", "replace", "constant", "date_format")
    ]
    assert list(definitions["Override"]["properties"]) == [
        *("css", "xpath", "attr", "template", "remove", "regex", "replace", "constant")
    ]
    assert "date_format" in definitions["DateOverride"]["properties"]
    assert all(
        one["additionalProperties"] is False and "\n" not in one["description"]
        for one in definitions.values()
    )


def test_a_page_shows_a_recipe() -> None:
    blocks = re.findall(r"^```toml\n(.*?)^```$", HOW_TO.read_text("utf-8"), re.M | re.S)
    (block,) = (block for block in blocks if "[[feeds]]" not in block)
    assert set(checked_recipe({"entry": "article", **tomllib.loads(block)}).overrides()) >= {
        "title",
        "published",
    }


def test_the_command_prints_the_schema() -> None:
    assert json.loads(CliRunner().invoke(main, ["schema"]).stdout) == json.loads(json.dumps(schema()))


# --- drafts ---


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.name)
def test_a_draft_finds_the_same(case: Any) -> None:
    options = {"url": case.about["url"], "timezone": case.about.get("timezone", "UTC"), "format": "html"}
    found = feedkit.read(case.source, **options).feed
    draft = read_recipe(parsers.draft(parsers.job_of(case.source, **options)))
    assert feedkit.read(case.source, **options, recipe=draft).feed.entries == found.entries
    assert (
        feedkit.parse(case.source, **options, recipe={"entry": draft.entry, "grow": draft.grow}).entries
        == found.entries
    )


def test_a_draft_as_it_is_printed() -> None:
    page = "<title>Notes</title><main>" + "".join(
        f'<article class="note"><h2><a href="/{n}/">Note the {n}th</a></h2><time>2025-03-0{n}</time>'
        f'<p class="in">Here is what we found under stone {n}.</p></article>'
        for n in range(4, 9)
    )
    assert parsers.draft(parsers.job_of(page, url=URL)) == (
        f"# Finds 5 entries on {URL}. `entry` alone is enough:\n"
        "# a field without a line of its own is found automatically.\n"
        'entry = "article"\n'
        'title = "h2"\n'
        'url = "h2 > a@href"\n'
        'published = "time"\n'
        'summary = "p.in"\n'
    )


def test_a_draft_keeps_what_a_recipe_says() -> None:
    recipe = {"entry": ".day", "title": {"css": "b", "regex": r"Q\d+"}}
    draft = read_recipe(parsers.draft(parsers.job_of(PAGE, url=URL, recipe=recipe)))
    assert checked_recipe(recipe).title == draft.title
    assert draft.url == "p > a@href"
    assert (
        feedkit.parse(PAGE, url=URL, recipe=draft).entries
        == feedkit.parse(PAGE, url=URL, recipe=recipe).entries
    )


def test_drafts_of_real_pages_find_the_same() -> None:
    """Of pages that are read right: where entries are found that are none, no selectors may find the same."""
    right = [name for name, line in read_table(TABLE.read_text("utf-8")).items() if line.stage == "whole"]
    pages = [page for name in right if (page := CORPUS / name / "page.html").exists()]
    pages = [page for page in pages if page.stat().st_size < 60_000][::3]
    if not pages:
        pytest.skip(f"there are no real pages, as {CORPUS} is missing")
    differing = []
    for page in pages:
        content, url = page.read_bytes(), _address(page)
        try:
            draft = read_recipe(parsers.draft(parsers.job_of(content, url=url)))
        except RecipeError:  # no selector names entries that begin at a bare text
            differing.append(page.parent.name)
            continue
        if feedkit.parse(content, url=url, recipe=draft).entries != feedkit.parse(content, url=url).entries:
            differing.append(page.parent.name)
    assert len(differing) <= 0.06 * len(pages), differing


def _address(page: Path) -> str:
    return str(json.loads((page.parent / "site.json").read_text("utf-8"))["page_url"])


# --- like ---

TWO_LISTS = (
    "<title>Two lists</title><main>"
    + "".join(
        f'<article><h2><a href="/posts/{n}/">A post about harbour {n}</a></h2><time>2025-03-0{n}</time>'
        f"<p>What we saw in the harbour that day, and how it smelt.</p></article>"
        for n in range(1, 8)
    )
    + "</main><section><ul class=jobs>"
    + "".join(
        f'<li><a href="/jobs/{job}">{job.title()} wanted</a></li>'
        for job in ("pilot", "cook", "diver", "clerk")
    )
    + "</ul></section>"
)


def liked(*like: str) -> list[str | None]:
    return [entry.title for entry in feedkit.parse(TWO_LISTS, url="https://port.example/", like=like).entries]


@pytest.mark.parametrize(
    "like",
    [
        "Pilot wanted",
        "pilot  WANTED",
        "cook",
        "/jobs/diver",
        "https://port.example/jobs/diver",
        "http://www.port.example/jobs/clerk/",
        "port.example/jobs/clerk",
        "www.port.example/jobs/clerk#more",
        "/jobs/diver?utm_source=letter",
        "Pilot want…",
        "Pilot wa...",
        "Pi\u00adlot\n wanted",
    ],
)
def test_a_title_or_a_link_steers_the_search(like: str) -> None:
    assert liked(like) == ["Pilot wanted", "Cook wanted", "Diver wanted", "Clerk wanted"]


@pytest.mark.parametrize(
    "like", ['The pilot\'s "first" day - and night', "the pilot’s “first” day — and night", "'first\" day –"]
)
def test_a_title_is_typed_or_copied(like: str) -> None:
    page = TWO_LISTS.replace("Pilot wanted", "The pilot’s “first” day – and night").replace(
        "“first", "‘first"
    )
    like = like.replace('"first', "'first").replace("“first", "‘first")
    found = feedkit.parse(page, url="https://port.example/", like=[like]).entries
    assert [entry.url for entry in found][1:2] == ["https://port.example/jobs/cook"]


def test_a_title_of_the_list_that_is_found_anyway_changes_nothing() -> None:
    assert liked("harbour 3") == liked()
    assert liked("harbour 3", "/posts/5/") == liked()


@pytest.mark.parametrize(
    ("like", "message"),
    [
        (
            ("Pilots wanted",),
            (
                'no entries found: "Pilots wanted" is neither in a text nor a link of the page; '
                'did you mean "Pilot wanted"?'
            ),
        ),
        (("Welder",), 'no entries found: "Welder" is neither in a text nor a link of the page'),
        (
            ("https://port.example/posts/9/",),
            'no entries found: "https://port.example/posts/9/" is neither in a text nor a link of the page',
        ),
        (("how it smelt",), 'no entries found: no list of the page has an entry like "how it smelt"'),
        (
            ("Two lists",),
            'no entries found: "Two lists" is neither in a text nor a link of the page',
        ),
    ],
)
def test_no_list_is_like_that(like: tuple[str, ...], message: str) -> None:
    with pytest.raises(NoEntriesError) as caught:
        liked(*like)
    assert str(caught.value) == message


def test_a_blank_text_is_like_everything() -> None:
    with pytest.raises(ValueError, match=r"^like must be a part of a title, or a link, and is blank$"):
        liked(" ")
    with pytest.raises(ValueError, match=r"^like steers a search, and recipe leaves nothing to search: "):
        feedkit.parse(TWO_LISTS, like=["Pilot"], recipe={"entry": "li"})
    with pytest.raises(TypeError, match="sequence of strings"):
        feedkit.parse(TWO_LISTS, like="Pilot wanted")


def test_plain_text_is_like_that_or_not() -> None:
    text = "Lathe\nDate: May 1, 2025 | Author: Ines Falk\n\nDrill\nDate: May 2, 2025 | Author: Ines Falk\n"
    assert len(feedkit.parse(text, like=["drill"]).entries) == 2
    with pytest.raises(NoEntriesError) as caught:
        feedkit.parse(text, like=["saw"])
    assert str(caught.value) == 'no entries found: no list of the page has an entry like "saw"'


# --- the command ---


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    (folder / "page.html").write_text(PAGE)
    page = str(folder / "page.html")
    result = CliRunner().invoke(main, [arguments[0], page, "--url", URL, *arguments[1:]])
    return result.exit_code, result.stdout.replace(str(folder), ""), result.stderr.replace(str(folder), "")


def test_convert_by_a_recipe(tmp_path: Path) -> None:
    recipe = tmp_path / "quarry.toml"
    recipe.write_text('entry = ".day"\ntitle = { css = "b", regex = "Q.*" }\n')
    code, out, _ = run(tmp_path, "convert", "--recipe", str(recipe), "--to", "json", "--now", "2026-01-01")
    assert (code, [item["title"] for item in json.loads(out)["items"]]) == (0, ["Q17", "Q18", "Q19"])


def test_a_draft_to_standard_output(tmp_path: Path) -> None:
    recipe = tmp_path / "quarry.toml"
    recipe.write_text('entry = ".day"\n')
    code, out, err = run(tmp_path, "inspect", "--recipe", str(recipe), "--draft")
    assert (code, err) == (0, "")
    assert out.startswith(f"# Finds 3 entries on {URL}. ")
    assert read_recipe(out).title == "p.head"


@pytest.mark.parametrize("verb", ["convert", "inspect"])
def test_a_bad_recipe_gets_one_sentence(tmp_path: Path, verb: str) -> None:
    recipe = tmp_path / "bad.toml"
    recipe.write_text('entri = ".day"\n')
    message = 'error: /bad.toml: recipe.entri: there is no such key; did you mean "entry"?\n'
    assert run(tmp_path, verb, "--recipe", str(recipe)) == (1, "", message)


def test_a_recipe_that_does_not_fit_gets_one_sentence(tmp_path: Path) -> None:
    recipe = tmp_path / "other.toml"
    recipe.write_text('entry = "article"\n')
    message = (
        'error: /page.html: recipe.entry: "article" finds nothing on the page; "article" is not on the page\n'
    )
    assert run(tmp_path, "inspect", "--recipe", str(recipe)) == (1, "", message)


def test_a_recipe_that_is_not_there_is_a_bad_call(tmp_path: Path) -> None:
    code, _, err = run(tmp_path, "inspect", "--recipe", str(tmp_path / "none.toml"))
    assert code == 2
    assert "none.toml" in err


def test_inspect_is_steered(tmp_path: Path) -> None:
    code, out, _ = run(tmp_path, "inspect", "--like", "Above")
    assert code == 0
    assert "Below" in out
    assert run(tmp_path, "inspect", "--like", " ")[0] == 2


def test_a_recipe_leaves_nothing_to_steer(tmp_path: Path) -> None:
    recipe = tmp_path / "quarry.toml"
    recipe.write_text('entry = ".day"\n')
    code, _, err = run(tmp_path, "convert", "--recipe", str(recipe), "--like", "Rain")
    assert (code, err.splitlines()[-1]) == (
        2,
        "Error: --like helps to find the list, and --recipe already says where it is.",
    )
