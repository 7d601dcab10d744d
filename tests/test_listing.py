"""index.html and feeds.opml: what people, browsers and readers find there, and that nothing else gets in."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedkit.formats import FORMATS
from feedkit.project.build_report import FeedReport
from feedkit.project.index_page import opml, page
from feedkit.values.plain_text import clean_line
from tests.any_feed import NASTY, TEXT, URL

BASE = "https://feeds.example/all/"
TIDES = FeedReport(
    name="tides",
    source="https://www.tides.example/posts/",
    title="Tides & <Times>",
    home="https://www.tides.example/posts/",
    files={"json": "tides/feed.json", "rss": "tides/rss.xml", "atom": "tides/atom.xml"},
    entries=24,
    newest=datetime(2025, 3, 4, 18, 30, tzinfo=UTC),
)
KITES = FeedReport(
    name="kites",
    source="https://kites.example/",
    title="دفتر الطائرات الورقية",
    home=None,
    files={"rss": "kites/1: 50% of #2?.xml"},
    entries=1,
    newest=datetime(2024, 12, 31, 23, 0, tzinfo=timezone(timedelta(hours=-5))),
    status="failed",
    message="https://kites.example/: wanted <entries>, found none",
)
NEVER = FeedReport(
    name="looms",
    source="https://looms.example/",
    title=" \n",
    home=None,
    files={},
    entries=None,
    newest=None,
    status="failed",
    message="no answer",
)
ALL = (TIDES, KITES, NEVER)


def parsed(document: bytes) -> LexborHTMLParser:
    return LexborHTMLParser(document.decode())


def items(document: bytes) -> list[LexborNode]:
    return parsed(document).css("ul.feeds > li")


def words(node: LexborNode) -> str:
    return " ".join(node.text().split())


# --- the page ---


def test_browsers_find_every_feed_in_every_format() -> None:
    found = [
        tuple(link.attributes[name] for name in ("type", "title", "href"))
        for link in parsed(page("Feeds", ALL, base_url=BASE)).css('head > link[rel="alternate"]')
    ]
    assert found == [
        ("application/atom+xml", "Tides & <Times> (Atom)", f"{BASE}tides/atom.xml"),
        ("application/rss+xml", "Tides & <Times> (RSS)", f"{BASE}tides/rss.xml"),
        ("application/feed+json", "Tides & <Times> (JSON Feed)", f"{BASE}tides/feed.json"),
        (
            "application/rss+xml",
            "دفتر الطائرات الورقية (RSS)",
            f"{BASE}kites/1%3A%2050%25%20of%20%232%3F.xml",
        ),
    ]


def test_people_see_what_each_feed_has() -> None:
    assert [words(item) for item in items(page("Feeds", ALL, base_url=None))] == [
        "Tides & <Times> tides.example · newest 4 March 2025 · 24 entries Atom RSS JSON Feed",
        (
            "دفتر الطائرات الورقية newest 31 December 2024 · 1 entry RSS"
            " Not refreshed by the last build https://kites.example/: wanted <entries>, found none"
        ),
        "looms Could not be made yet no answer",
    ]


def test_the_page_says_how_to_follow_one_feed_and_all() -> None:
    tree = parsed(page(" The  harbour's\nfeeds ", [TIDES], base_url=BASE))
    assert [words(node) for node in tree.css("title, h1")] == ["The harbour's feeds"] * 2
    (how,) = tree.css("header p")
    assert words(how) == (
        "Copy the address of a feed into a feed reader to be told what is new."
        " To follow all of them, import feeds.opml there."
    )
    assert [link.attributes["href"] for link in tree.css("header a")] == [f"{BASE}feeds.opml"]


def test_titles_lead_to_the_pages_and_dates_are_for_machines_too() -> None:
    tides, kites, _ = items(page("Feeds", ALL, base_url=None))
    assert [link.attributes["href"] for link in tides.css("h2 a")] == ["https://www.tides.example/posts/"]
    assert kites.css("h2 a") == []
    assert [node.attributes["dir"] for node in kites.css("h2 span")] == ["auto"]
    assert [node.attributes["datetime"] for node in kites.css("time")] == ["2024-12-31"]
    labels = [node.attributes["aria-label"] for node in tides.css(".formats a")]
    assert labels == [f"{name} of Tides & <Times>" for name in ("Atom", "RSS", "JSON Feed")]


def test_without_a_public_address_links_are_relative() -> None:
    tree = parsed(page("Feeds", ALL, base_url=None))
    links = [node.attributes["href"] for node in tree.css("header a, .formats a")]
    assert links == [
        "feeds.opml",
        "tides/atom.xml",
        "tides/rss.xml",
        "tides/feed.json",
        "kites/1%3A%2050%25%20of%20%232%3F.xml",
    ]
    assert [node.attributes["href"] for node in tree.css("head > link")] == links[1:]


def test_a_title_that_shows_nothing_gives_way_to_the_name() -> None:
    feed = replace(TIDES, title=" \x00\n")
    assert [words(node) for node in parsed(page("\x01", [feed], base_url=None)).css("h1, h2")] == [
        "Feeds",
        "tides",
    ]
    assert b'text="tides"' in opml("Feeds", [feed], base_url=None)


def test_the_page_runs_and_loads_nothing() -> None:
    tree = parsed(page("Feeds", ALL, base_url=BASE))
    (policy,) = tree.css('head > meta[charset] + meta[http-equiv="Content-Security-Policy"]')
    (style,) = tree.css("style")
    digest = b64encode(sha256(style.text().encode()).digest()).decode()
    assert policy.attributes["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"url\(|@import", style.text())


# --- the list for readers ---


def outlines(document: bytes) -> list[dict[str, str]]:
    root = etree.fromstring(document)
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert [child.tag for child in root] == ["head", "body"]
    return [{str(name): str(value) for name, value in one.attrib.items()} for one in root.iterfind("body/*")]


def test_readers_find_one_address_of_each_feed_that_has_any() -> None:
    document = opml("My feeds", ALL, base_url=BASE)
    assert outlines(document) == [
        {
            "type": "rss",
            "text": "Tides & <Times>",
            "title": "Tides & <Times>",
            "xmlUrl": f"{BASE}tides/atom.xml",
            "htmlUrl": "https://www.tides.example/posts/",
        },
        {
            "type": "rss",
            "text": "دفتر الطائرات الورقية",
            "title": "دفتر الطائرات الورقية",
            "xmlUrl": f"{BASE}kites/1%3A%2050%25%20of%20%232%3F.xml",
        },
    ]
    assert etree.fromstring(document).findtext("head/title") == "My feeds"


def test_without_a_public_address_the_list_is_relative() -> None:
    found = [one["xmlUrl"] for one in outlines(opml("Feeds", ALL, base_url=None))]
    assert found == ["tides/atom.xml", "kites/1%3A%2050%25%20of%20%232%3F.xml"]


# --- whatever strangers write ---

HOSTILE = st.sampled_from(
    (
        "</title></style><script>x()</script>",
        "<img src=x onerror=x()>",
        '"><svg onload=x()>',
        "' onmouseover='x()",
        "--><!-- <iframe src='javascript:x()'>",
        "</a></h2></li></ul><base href=//evil.example/>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "<plaintext>",
    )
)
ANY = st.lists(HOSTILE | NASTY | TEXT, max_size=4).map("".join)
ADDRESS = URL | ANY | ANY.map("https://example.org/{}".format) | ANY.map(" JavaScript:{}".format)
FILE = st.text(st.characters(codec="utf-8", exclude_characters="/"), min_size=1, max_size=12).filter(
    lambda name: name not in (".", "..")
)
FEEDS = st.lists(
    st.builds(
        FeedReport,
        name=st.from_regex(r"[a-z][a-z0-9.-]{0,9}", fullmatch=True),
        source=URL,
        title=ANY,
        home=st.none() | ADDRESS,
        files=st.dictionaries(st.sampled_from(sorted(FORMATS)), FILE.map("a/{}".format)),
        entries=st.none() | st.integers(0, 999),
        newest=st.none() | st.datetimes(timezones=st.just(UTC)),
        status=st.sampled_from(("ok", "failed")),
        message=ANY,
    ),
    min_size=1,
    max_size=3,
)
BASES = st.sampled_from((None, BASE))


def skeleton(tree: LexborHTMLParser) -> list[tuple[str, tuple[str, ...]]]:
    """All elements with the names of their attributes."""
    assert tree.root is not None
    return [(node.tag or "", tuple(node.attributes)) for node in tree.root.traverse(include_text=False)]


def harmless(feed: FeedReport, *, linked: bool) -> FeedReport:
    return replace(feed, title="Title", home="https://example.org/" if linked else None, message="why")


@given(ANY, FEEDS, BASES)
def test_whatever_a_feed_says_is_text(title: str, feeds: list[FeedReport], base: str | None) -> None:
    tree = parsed(page(title, feeds, base_url=base))
    linked = [bool(item.css("h2 a")) for item in tree.css("ul.feeds > li")]
    tame = [harmless(feed, linked=link) for feed, link in zip(feeds, linked, strict=True)]
    assert skeleton(tree) == skeleton(parsed(page("Title", tame, base_url=base)))
    assert [node.text() for node in tree.css("h2")] == [clean_line(feed.title) or feed.name for feed in feeds]


@given(FEEDS, BASES)
def test_links_lead_to_the_web_or_to_the_files(feeds: list[FeedReport], base: str | None) -> None:
    tree = parsed(page("Feeds", feeds, base_url=base))
    homes = [node.attributes["href"] or "" for node in tree.css("h2 a")]
    assert {urlsplit(home).scheme for home in homes} <= {"http", "https"}
    links = [node.attributes["href"] or "" for node in tree.css(".formats a")]
    assert [unquote(urlsplit(urljoin(BASE, link)).path) for link in links] == [
        f"/all/{feed.files[kind]}" for feed in feeds for kind in ("atom", "rss", "json") if kind in feed.files
    ]
    assert [node.attributes["href"] for node in tree.css("head > link")] == links


@given(ANY, FEEDS, BASES)
def test_the_list_for_readers_is_well_formed(title: str, feeds: list[FeedReport], base: str | None) -> None:
    document = opml(title, feeds, base_url=base)
    made = [feed for feed in feeds if feed.files]
    assert [one["text"] for one in outlines(document)] == [
        clean_line(feed.title) or feed.name for feed in made
    ]
    assert all(one.get("htmlUrl", "https:").startswith(("http:", "https:")) for one in outlines(document))
    assert document == opml(title, feeds, base_url=base)


@pytest.mark.parametrize("base", [None, BASE])
def test_the_same_feeds_give_the_same_bytes(base: str | None) -> None:
    other = [replace(feed, files=dict(reversed(list(feed.files.items())))) for feed in ALL]
    assert page("Feeds", ALL, base_url=base) == page("Feeds", other, base_url=base)
    assert opml("Feeds", ALL, base_url=base) == opml("Feeds", other, base_url=base)
