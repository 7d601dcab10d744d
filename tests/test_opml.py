"""Lists of feeds: what programs write is read, what is written is valid, hostile ones do no harm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feedkit import ParseError
from feedkit.sources.opml import Subscription, read_opml, write_opml
from feedkit.values.plain_text import clean_line
from tests.costs import assert_linear

LIST = '<?xml version="1.0"?><opml version="1.0"><head/><body>{}</body></opml>'
LINES = st.text().map(clean_line).filter(bool).map(str)
SUBSCRIPTIONS = st.builds(
    Subscription,
    title=LINES,
    feed_url=st.integers(0, 99).map("https://example.org/{}?a=1&b=2".format),
    url=st.none() | st.just("https://example.org/"),
)


def addresses(body: str) -> list[str]:
    return [one.feed_url for one in read_opml(LIST.format(body))]


def test_outlines_in_categories_each_address_once() -> None:
    found = read_opml(
        LIST.format(
            '<outline text="News"><outline text="Deep"><outline title="Sea &amp; tide" text="x" type="rss"'
            ' xmlUrl=" https://a.example/feed " htmlUrl="https://a.example/"/></outline></outline>'
            '<outline text="B" xmlUrl="https://b.example/"/><outline text="A" xmlUrl="https://a.example/feed"/>'
            '<outline text="A page only" htmlUrl="https://c.example/"/>'
        )
    )
    assert found == (
        Subscription(title="Sea & tide", feed_url="https://a.example/feed", url="https://a.example/"),
        Subscription(title="B", feed_url="https://b.example/"),
    )


def test_what_programs_write() -> None:
    assert addresses('<outline xmlurl="a"/><OUTLINE XMLURL="b"/><outline xmlURL="c"/>') == ["a", "b", "c"]
    assert addresses('<outline xmlUrl="feed://a.example/x"/><outline xmlUrl="feed:https://b.example/"/>') == [
        "http://a.example/x",
        "https://b.example/",
    ]
    assert addresses('<outline text="Fish & chips" xmlUrl="a"/><outline xmlUrl="b"/>') == ["a", "b"]
    assert [one.title for one in read_opml(LIST.format('<outline xmlUrl="a"/>'))] == ["a"]
    assert read_opml("<opml><body><outline xmlUrl='é'/></body></opml>".encode("utf-16"))[0].feed_url == "é"


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("", "the source is empty: wanted a page, data or other text"),
        ("Hello", "wanted an OPML list of feeds, found another document: its root must be <opml>"),
        ("<rss/>", "wanted an OPML list of feeds, found another document: its root must be <opml>"),
        (LIST.format(""), "wanted an OPML list of feeds, found no outline with an xmlUrl"),
    ],
)
def test_what_is_no_list(document: str, message: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_opml(document)
    assert str(caught.value) == message


@given(subscriptions=st.lists(SUBSCRIPTIONS, max_size=5, unique_by=lambda one: one.feed_url), title=st.text())
def test_what_is_written_is_valid_and_read_back(subscriptions: list[Subscription], title: str) -> None:
    document = write_opml(subscriptions, title=title)
    root = etree.fromstring(document)
    assert (root.tag, root.get("version"), [one.tag for one in root]) == ("opml", "2.0", ["head", "body"])
    assert root.findtext("head/title") == clean_line(title)
    for outline in root.iterfind("body/outline"):  # OPML 2.0, subscription lists
        assert outline.get("type") == "rss"
        assert outline.get("text") == outline.get("title") != ""
        assert outline.get("xmlUrl")
    if subscriptions:
        assert read_opml(document) == tuple(subscriptions)
    assert write_opml(subscriptions, title=title) == document


def test_titles_of_any_kind_are_lines() -> None:
    odd = Subscription(title="a\x00b\n c\ud800", feed_url="https://a.example/")
    assert read_opml(write_opml([odd])) == (replace(odd, title="ab c"),)
    blank = replace(odd, title=" ")
    assert read_opml(write_opml([blank])) == (replace(odd, title="https://a.example/"),)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "haha"}">' for n in range(10))
HOSTILE: dict[str, Callable[[int], str]] = {
    "entities": lambda n: (
        f'<!DOCTYPE o [{LAUGHS}<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        "<opml><body>"
        + '<outline text="&l9;" xmlUrl="x">&e;&l9;</outline>' * (n // 10_000)
        + "</body></opml>"
    ),
    "deep": lambda n: "<opml>" + "<outline xmlUrl='a'>" * n,
    "many": lambda n: LIST.format('<outline xmlUrl="a"/>' * n),
    "one line": lambda n: LIST.format(f'<outline xmlUrl="{"a" * (90 * n)}"/>'),
    "NUL": lambda n: LIST.format('<outline text="\x00" xmlUrl="a"/>' * n),
    "cut off": lambda n: LIST.format('<outline xmlUrl="a"/>' * n + '<outline xmlUrl="b')[:-20],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_lists(name: str) -> None:
    def listed(document: str) -> None:
        try:
            said = repr(read_opml(document))
        except ParseError as error:
            said = str(error)
        assert "root:" not in said
        assert said.count("haha") < 10_000

    assert_linear(listed, HOSTILE[name], 40_000)
