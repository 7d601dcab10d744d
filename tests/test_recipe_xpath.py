"""XPath 1.0 in recipes: what it selects and computes, and that it ends."""

from __future__ import annotations

from typing import Any

import pytest

import feedkit
from feedkit import NoEntriesError, RecipeError
from feedkit.parsers.html import xpath_tree
from feedkit.recipes.selectors import xpath_in
from tests.test_recipes import PAGE, URL, entries, values

GROUPED = """<title>Mill</title><h2>Wheels, 2025</h2>
<div class="e first" data-n="2"><h3><a href="/b">The big wheel</a></h3><p>Turned by: Ida Moor</p>tail<p>3 May</p></div>
<div class=e data-n="1"><h3><a href="/a" title="Small!">The small wheel</a></h3><p>Turned by: Olo Banks</p><p>2 May</p></div>
<h2>Stones, 2024</h2>
<div class=e data-n="10"><h3><a href="/c">The first stone</a></h3><p>Turned by: nobody</p><p>30 December</p></div>"""


@pytest.mark.parametrize(
    ("selector", "xpath"),
    [
        ("//article", "//article"),
        ("/html/body", "/html/body"),
        ("./h2", "./h2"),
        (".//h2", ".//h2"),
        ("../@id", "../@id"),
        (".", "."),
        ("..", ".."),
        ("(//h2)[1]", "(//h2)[1]"),
        ("descendant::h2/a", "descendant::h2/a"),
        ("preceding::h2[1]", "preceding::h2[1]"),
        ("normalize-space(.//h2)", "normalize-space(.//h2)"),
        ("xpath: h2/a", "h2/a"),
        ("h2 a", None),
        (".post", None),
        ("a::before", None),
        (":is(a, b)", None),
        ("@href", None),
        ("self", None),
    ],
)
def test_what_is_xpath(selector: str, xpath: str | None) -> None:
    assert xpath_in(selector) == xpath


@pytest.mark.parametrize(
    ("entry", "count"),
    [
        ("//div[@class='day']", 3),
        ("//div[contains(concat(' ', normalize-space(@class), ' '), ' day ')]", 3),
        ("(//div[@class='day'])[position() > 1]", 2),
        ("//div[.//audio]", 2),
        ("/html/body/div[@data-key]", 3),
        ("xpath: descendant-or-self::div[p]", 3),
        ("//p[@class='head']/..", 3),
        ("//div[.//audio] | //div[not(.//audio)]", 3),
    ],
)
def test_entries(entry: str, count: int) -> None:
    found = entries(entry=entry)
    assert len(found) == count
    assert found[-1].title == "A letter from the county" or count == 2


@pytest.mark.parametrize(
    ("field", "override", "expected"),
    [
        ("title", ".//p[@class='head']", ["The wedge held", "Rain, and no blasting", "A letter from the county"]),
        ("title", ".//b/text()", ["Ref: Q17", "Ref: Q18", "Ref: Q19"]),
        ("title", "substring-after(.//b, 'Ref: ')", ["Q17", "Q18", "Q19"]),
        ("title", "normalize-space(p[1]/text())", ["Face seven", "Face eight", "Face nine"]),
        ("title", "normalize-space(./p[1]/text())", ["Face seven", "Face eight", "Face nine"]),
        ("title", "{./p[1]/text()}: {.head}", ["Face seven: The wedge held", "Face eight: Rain, and no blasting", "Face nine: A letter from the county"]),
        ("title", "count(preceding-sibling::div)", ["0", "1", "2"]),
        ("title", "xpath: count(preceding-sibling::div) + 1", ["1", "2", "3"]),
        ("title", {"xpath": "p[2]", "regex": r"\\w+"}, None),
        ("title", {"xpath": "p[2]", "regex": r"^\w+"}, ["The", "Rain", "A"]),
        ("title", [".//nothing", "./p[1]/b"], ["Ref: Q17", "Ref: Q18", "Ref: Q19"]),
        ("title", {"xpath": ".//a", "attr": "data-real"}, ["/log/seventeen", "/log/eighteen", "/log/nineteen"]),
        ("url", ".//p[@class='head']/a/@href", [f"{URL}{n}.html" for n in (17, 18, 19)]),
        ("url", ".//a[last()]", [f"{URL}{n}.html" for n in (17, 18, 19)]),
        ("url", "concat('https://quarry.example/k/', @data-key)", [f"https://quarry.example/k/q-{n}" for n in (17, 18, 19)]),
        ("summary", ".//p[@class='note']", ["Two drills broke. One was mine.", "The pumps ran all night.", "It is about dust."]),
        ("content", ".//p[@class='note'][last()]", ["<p>One was <em>mine</em>.</p>", "<p>The pumps ran all night.</p>", "<p>It is about dust.</p>"]),
        ("tags", ".//i/text()", [("slate", "tools"), ("rain",), ()]),
        ("tags", ".//@class[. = 't' or . = 'pix']", [("pix", "t"), ("pix", "t"), ()]),
        ("image", ".//img/@data-src", [URL + "17.jpg", URL + "18.jpg", None]),
        ("id", "@data-key", ["q-17", "q-18", "q-19"]),
    ],
)  # fmt: skip
def test_values(field: str, override: Any, expected: list[Any] | None) -> None:
    if expected is None:
        with pytest.raises(RecipeError):
            values(field, override)
    else:
        assert values(field, override) == expected


def test_authors_and_dates() -> None:
    found = entries(entry=".day", authors=".//p[@class='who']", published="./p[@class='when']")
    assert [[person.name for person in one.authors] for one in found] == [
        ["Una Reid", "Col Bain"],
        ["Una Reid"],
        [],
    ]
    dates = values("published", {"xpath": "./p[3]", "date_format": "%d/%m/%y"})
    assert [one and one.day for one in dates] == [4, 5, None]


def test_what_is_outside_the_entry() -> None:
    found = entries(GROUPED, entry="div", tags="preceding::h2[1]", title="./h3")
    assert [one.tags for one in found] == [("Wheels, 2025",), ("Wheels, 2025",), ("Stones, 2024",)]
    dated = entries(GROUPED, entry="div", published="{.//p[2]} {substring-after(preceding::h2[1], ', ')}")
    assert [one.published and one.published.date().isoformat() for one in dated] == [
        "2025-05-03",
        "2025-05-02",
        "2024-12-30",
    ]


def test_an_entry_of_several_elements_is_read_from_the_first() -> None:
    page = (
        "<main><h2><a href=/1>One of two</a></h2><p>by Ida</p><h2><a href=/2>Two of two</a></h2><p>by Olo</p>"
    )
    found = entries(page, entry="//h2", summary="following-sibling::p[1]", title=".")
    assert [(one.title, one.summary) for one in found] == [("One of two", "by Ida"), ("Two of two", "by Olo")]


def test_removed_by_xpath() -> None:
    override = {"css": ".note", "remove": ".//em"}
    assert values("content", override)[0] == "<p>Two drills broke.</p><p>One was .</p>"
    assert values("summary", {"xpath": ".", "remove": "//p[@class!='note'] | //i"})[0] == (
        "Two drills broke. One was mine."
    )


def test_text_is_in_order_and_numbers_are_compared() -> None:
    found = entries(GROUPED, entry="//div[@data-n > 1]", title=".//p[1]/following-sibling::text()[1]")
    assert [(one.title, one.url) for one in found] == [
        ("tail", "https://quarry.example/b"),
        (None, "https://quarry.example/c"),
    ]


@pytest.mark.parametrize(
    "page",
    [
        '<div class=x><a"b @click=x :y=z a=1>\x01\ufffe</a"b></div>' + PAGE,
        "<atom:b>x</atom:b><o:p></o:p><x{y}>" + PAGE,
        "<!--a-->" * 2000 + "x<!--b-->y" * 500 + PAGE,
    ],
)
def test_markup_that_xml_does_not_know(page: str) -> None:
    assert len(entries(page, entry="//div[@data-key]", title=".//a")) == 3


@pytest.mark.parametrize("page", ["", " ", "<!--x-->", "text"])
def test_next_to_nothing(page: str) -> None:
    with pytest.raises((RecipeError, feedkit.ParseError)):
        feedkit.parse(page, url=URL, format="html", recipe={"entry": "//div"})


def test_any_element_may_be_an_entry() -> None:
    for xpath in ("/*", "//body", "//*", "/html"):
        assert entries(entry=xpath)
    with pytest.raises(NoEntriesError):
        entries(entry="//head")


def test_xpath_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xpath_tree, "MAX_SECONDS", 0.2)
    page = "<ul>" + "<li><a href=/x>Some words</a></li>" * 4000 + "</ul>"
    costly = "//*[count(//*[count(//*[count(//*) > 1]) > 1]) > 1]"
    with pytest.raises(RecipeError) as raised:
        feedkit.parse(page, url=URL, recipe={"entry": costly})
    assert str(raised.value) == (
        f'recipe: the XPath "{costly}" takes more than 0 seconds on this page; wanted fewer of //, preceding:: '
        "and following::, which look through all of it"
    )
