"""The writers: whole documents, byte for byte; what is refused; and each flaw of feedgen, one test."""

from __future__ import annotations

import json
import locale
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import feedkit
from feedkit import writers
from feedkit.checks import check
from feedkit.errors import InvalidFeedError, Problem
from feedkit.formats import DEFAULTS, FORMATS, FormatName
from feedkit.model import (
    Enclosure,
    Entry,
    Episode,
    Feed,
    Paging,
    Person,
    Podcast,
    PodcastLocation,
    Source,
    Tag,
)

FEEDS = Path(__file__).parent / "feeds"
HOME = "https://example.org/blog/"
MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
NAMESPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "media": "http://search.yahoo.com/mrss/",
}

RICH = Feed(
    title="Fish & chips <daily>",
    url=HOME,
    feed_url="https://example.org/feed",
    subtitle="About <fish> & chips",
    language="en_GB",
    authors=(Person(name="Editors", email="editors@example.org", url="/about"),),
    icon="/favicon.ico",
    image="/logo.png",
    rights="© 2025 Fish & Co.",
    hubs=["https://hub.example.org/"],
    entries=(
        Entry(
            title="How <b> & <i> work",
            url="/posts/1?a=b&c=ü",
            published=datetime(2025, 3, 4, 18, 30, tzinfo=timezone(timedelta(hours=2))),
            updated=datetime(2025, 3, 5, 9, tzinfo=UTC),
            summary="Tags: <b> & more ]]>",
            content='<p>Bold <b>text</b> and a <a href="/x">link</a> ]]&gt;</p>',
            authors=(
                Person(name="Jane Doe"),
                Person(name="Joe", email="joe@example.org", url="https://joe.example/"),
            ),
            tags=("HTML & CSS", "web"),
            image="/pictures/1.png",
            enclosures=(
                Enclosure(url="/episode.mp3", length=1234567),
                Enclosure(url="/episode.pdf", type="application/pdf"),
            ),
            language="en-US",
        ),
        Entry(
            title="One author",
            url="/posts/2",
            published=datetime(2025, 3, 3, tzinfo=UTC),
            summary="A summary only",
            authors=(Person(name="Ann (the) Other", email="ann@example.org"),),
        ),
        Entry(
            title="Content only",
            url="/posts/3",
            published=datetime(2025, 3, 2, tzinfo=UTC),
            content="<p>Hi</p>",
        ),
        Entry(
            summary="A note without a title or an address, which is long enough to be cut near its end.",
            published=datetime(2025, 3, 1, tzinfo=UTC),
        ),
        Entry(title="A title only"),
        Entry(enclosures=(Enclosure(url="/only.ogg"),)),
    ),
)
PODCAST = Feed(
    title="Tea & talk",
    url="https://example.org/show/",
    feed_url="https://example.org/feed",
    subtitle="An hour a week",
    language="en",
    authors=(Person(name="Jane Doe"), Person(name="Joe")),
    image="/cover.jpg",
    podcast=Podcast(
        categories=("Arts > Food", "Arts > Books", "Technology"),
        explicit=False,
        owner=Person(name="Jane Doe", email="jane@example.org"),
        type="serial",
        ended=True,
        blocked=True,
        moved_to="https://example.com/feed",
    ),
    entries=(
        Entry(
            title="The pot",
            url="/show/2",
            published=datetime(2025, 3, 8, tzinfo=UTC),
            summary="On pots.",
            image="/pot.png",
            enclosures=(Enclosure(url="/2.mp3", length=24000000, duration=3600, title="The pot, all of it"),),
            episode=Episode(number=2, season=1, type="full", explicit=True),
        ),
        Entry(
            title="Soon",
            published=datetime(2025, 3, 1, tzinfo=UTC),
            enclosures=(Enclosure(url="/soon.m4a"),),
            episode=Episode(type="trailer"),
        ),
    ),
)
PAGED = Feed(
    title="Long",
    url=HOME,
    feed_url="https://example.org/feed",
    updated=MOMENT,
    tags=("weblog", Tag(name="Cooking", scheme="https://example.org/subjects/")),
    paging=Paging(
        first="/feed",
        next="/feed?page=2",
        last="/feed?page=9",
        current="/feed",
        prev_archive="/archive/8",
        archive=True,
    ),
    entries=(
        Entry(
            title="Quoted",
            url="/quoted",
            published=datetime(2025, 3, 1, tzinfo=UTC),
            tags=(Tag(name="Tea", scheme="urn:example:subjects"), "tea"),
            rights="Public domain",
            comments="/quoted#comments",
            source=Source(title="Another <feed>", url="https://example.net/feed", id="urn:isbn:1"),
        ),
    ),
)
WHOLE = Feed(
    title="Top ten",
    url=HOME,
    feed_url="https://example.org/feed",
    updated=MOMENT,
    stylesheet="/feed.css?a&b",
    image="/logo.svg",
    paging=Paging(complete=True),
)
EMPTY = Feed(title="Nothing yet", url=HOME, feed_url="https://example.org/feed", updated=MOMENT)
MINIMAL = Feed(title="A list", entries=(Entry(title="A"), Entry(title="B")))

DOCUMENTS = {
    "rich": RICH,
    "podcast": PODCAST,
    "paged": PAGED,
    "whole": WHOLE,
    "empty": EMPTY,
    "minimal": MINIMAL,
}


def write(feed: Feed, format: FormatName) -> bytes:
    return feedkit.write(feedkit.finish(feed, now=MOMENT), format)


def tree(feed: Feed, format: FormatName) -> etree._Element:
    return etree.fromstring(write(feed, format))


def first(root: etree._Element, path: str) -> Any:
    found = root.xpath(path, namespaces=NAMESPACES)
    assert found, path
    return found[0]


def entry(**fields: Any) -> Feed:
    return Feed(title="Blog", url=HOME, entries=(Entry(**{"title": "A", "url": "/a"} | fields),))


# --- documents ---


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_are_the_expected_bytes(name: str, format: FormatName) -> None:
    assert write(DOCUMENTS[name], format) == (FEEDS / f"{name}.{format}").read_bytes()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ["rich", "podcast", "paged", "whole", "empty"])
def test_documents_check_clean(name: str, format: FormatName) -> None:
    findings = check(write(DOCUMENTS[name], format), feed_url="https://example.org/feed", now=MOMENT).findings
    told = {finding.rule for finding in findings if finding.level != "info"}
    assert told == ({"undeclared-html"} if (name, format) == ("rich", "atom") else set())  # a title in "<b>"


def test_formats_are_known_by_name_type_and_file() -> None:
    assert {name: (FORMATS[name].content_type, FORMATS[name].file_name) for name in DEFAULTS} == {
        "atom": ("application/atom+xml; charset=utf-8", "atom.xml"),
        "rss": ("application/rss+xml; charset=utf-8", "rss.xml"),
        "json": ("application/feed+json", "feed.json"),
    }


def test_all_formats_list_the_same_entries_in_the_same_order() -> None:
    atom = tree(RICH, "atom").xpath("a:entry/a:id/text()", namespaces=NAMESPACES)
    rss = tree(RICH, "rss").xpath("channel/item/guid/text()")
    assert atom == rss == [item["id"] for item in json.loads(write(RICH, "json"))["items"]]
    assert len(atom) == len(RICH.entries)


# --- what is refused ---


def test_an_entry_that_says_nothing_is_refused_by_name() -> None:
    feed = Feed(title="T", url=HOME, entries=(Entry(title="A"), Entry(id="urn:isbn:1", tags=("x",))))
    with pytest.raises(InvalidFeedError) as caught:
        write(feed, "rss")
    assert str(caught.value) == (
        "the feed would be invalid: entry 2 (id urn:isbn:1), title: "
        "wanted a title, summary, content, address or enclosure, found none"
    )
    assert [problem.rule for problem in caught.value.problems] == ["empty-entry"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_podcast_that_apple_would_not_take_is_written_and_finishing_says_why(format: FormatName) -> None:
    podcast = Podcast(categories=("Art",), owner=Person(name="Jo"))
    problems: list[Problem] = []
    feed = Feed(title="T", url=HOME, image="/cover.webp", podcast=podcast)
    feed = feedkit.finish(feed, now=MOMENT, problems=problems)
    assert [str(problem) for problem in problems] == [
        "feed, podcast.image: wanted a JPEG or PNG at an http(s) address, found https://example.org/cover.webp",
        "feed, language: wanted the language that is spoken, found none",
        "feed, podcast.categories: wanted categories of Apple's, as Technology or Arts > Books, found Art",
        "feed, podcast.explicit: wanted true or false, found none",
        "feed, podcast.owner: wanted an e-mail address, found Jo",
    ]
    assert {problem.rule for problem in problems} == {"apple-requires"}
    back = feedkit.parse(feedkit.write(feed, format)).podcast
    assert back == (None if format == "json" else Podcast(categories=("Art",)))


def test_what_contradicts_itself_is_told_and_left_out() -> None:
    pages = Paging(last="/feed", next="/feed?page=2", prev_archive="/8", archive=True, complete=True)
    problems: list[Problem] = []
    feed = feedkit.finish(
        Feed(
            title="T",
            feed_url="https://example.org/feed",
            updated=MOMENT,
            paging=pages,
            podcast=Podcast(guid="1", locations=(PodcastLocation(name="Austin", geo="30,97"),)),
            entries=(
                Entry(title="A", episode=Episode(season_name="Rain"), tags=(Tag(name="x", scheme="x"),)),
            ),
        ),
        now=MOMENT,
        problems=problems,
    )
    assert feed.paging == Paging(last="https://example.org/feed", prev_archive="https://example.org/8")
    assert feed.entries[0].tags == ("x",)
    assert [str(problem) for problem in problems] == [
        "entry 1 'A', tags: wanted the address of a list of tags, found 'x'",
        "entry 1 'A', episode.season: wanted a number beside its name, found none",
        "feed, paging: wanted no page beyond the last, found https://example.org/feed?page=2",
        "feed, paging: wanted a complete feed or one with pages, found both",
        "feed, paging: wanted the address of the current feed, found none",
        "feed, podcast.guid: wanted a UUID, found '1'",
        "feed, podcast.locations.geo: wanted geo:latitude,longitude, found '30,97'",
    ]


def test_the_guid_of_a_podcast_is_the_one_its_address_stands_for() -> None:
    """The example of the podcast namespace's own documentation."""
    feed = replace(PODCAST, feed_url="https://podnews.net/rss")
    guid = first(tree(feed, "rss"), "channel/podcast:guid")
    assert guid.text == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match=f"^format must be one of {', '.join(FORMATS)}, not 'rss2'$"):
        feedkit.write(EMPTY, "rss2")  # type: ignore[arg-type]


def test_an_unfinished_feed_is_finished_first_and_the_writers_alone_refuse_it() -> None:
    assert feedkit.write(EMPTY, "atom") == (FEEDS / "empty.atom").read_bytes()
    with pytest.raises(
        ValueError, match=r"^only a finished feed can be written: call feedkit\.finish first$"
    ):
        writers.write(EMPTY, "atom")


# --- the flaws of feedgen ---


def test_links_of_entries_keep_rel_type_and_length() -> None:
    feed = entry(enclosures=(Enclosure(url="/a.mp3", type="audio/mpeg", length=7),))
    links = tree(feed, "atom").xpath("a:entry/a:link", namespaces=NAMESPACES)
    assert [dict(link.attrib) for link in links] == [
        {"href": "https://example.org/a"},
        {"rel": "enclosure", "href": "https://example.org/a.mp3", "type": "audio/mpeg", "length": "7"},
    ]


def test_the_channels_link_is_the_page_whatever_other_links_there_are() -> None:
    channel = first(tree(RICH, "rss"), "channel")
    assert channel.findtext("link") == HOME
    assert [(link.get("rel"), link.get("href")) for link in channel.iterfind("a:link", NAMESPACES)] == [
        ("self", "https://example.org/feed"),
        ("hub", "https://hub.example.org/"),
    ]


@pytest.mark.parametrize("format", ["atom", "rss"])
def test_entries_are_not_turned_round(format: FormatName) -> None:
    found = tree(MINIMAL, format).xpath(
        "//*[local-name()='entry' or local-name()='item']/*[local-name()='title']"
    )
    assert [title.text for title in found] == ["A", "B"]


@pytest.mark.parametrize("format", FORMATS)
def test_no_date_is_now_by_default(format: FormatName) -> None:
    feed = entry(published=datetime(1999, 1, 1, tzinfo=UTC))
    assert str(datetime.now(UTC).year).encode() not in feedkit.write(feed, format)


def test_plain_text_is_escaped_where_rss_has_html() -> None:
    item = first(tree(entry(summary="1 < 2 & <b>"), "rss"), "channel/item")
    assert item.findtext("description") == "1 &lt; 2 &amp; &lt;b&gt;"


def test_titles_are_text_in_atom_and_summaries_that_look_like_html_are_declared() -> None:
    made = first(tree(entry(title="<b> & c", summary="1 < 2 & AT&amp;T"), "atom"), "a:entry")
    title, summary = first(made, "a:title"), first(made, "a:summary")
    assert (title.get("type"), title.text) == (None, "<b> & c")  # most readers show titles in HTML raw
    assert (summary.get("type"), summary.text) == ("html", "1 &lt; 2 &amp; AT&amp;amp;T")
    plain = first(tree(entry(title="1 < 2 & 3"), "atom"), "a:entry/a:title")
    assert (plain.get("type"), plain.text) == (None, "1 < 2 & 3")


def test_authors_without_an_address_are_in_rss() -> None:
    feed = entry(authors=(Person(name="Jane"), Person(name="Joe", email="joe@example.org")))
    item = first(tree(feed, "rss"), "channel/item")
    assert item.xpath("dc:creator/text()", namespaces=NAMESPACES) == ["Jane", "Joe"]
    assert item.find("author") is None
    alone = first(tree(entry(authors=(Person(name="Joe", email="joe@example.org"),)), "rss"), "channel/item")
    assert alone.findtext("author") == "joe@example.org (Joe)"
    assert alone.find("dc:creator", NAMESPACES) is None


@pytest.mark.parametrize("format", FORMATS)
def test_control_characters_do_no_harm(format: FormatName) -> None:
    dirty = "a\x00\x0b\x1f\ud800\ufffeb"
    feed = entry(
        title=dirty, summary=dirty, content=f"<p>{dirty}</p>", tags=(dirty,), authors=(Person(name=dirty),)
    )
    text = write(feed, format).decode()
    assert text.count("ab") >= 4
    assert "\x00" not in text


@pytest.mark.parametrize("format", FORMATS)
def test_ids_urls_languages_and_emails_are_mended_or_left_out(format: FormatName) -> None:
    feed = entry(id="post 1", url="/a b", language="en_US", authors=(Person(name="Jane", email="nowhere"),))
    text = write(feed, format).decode()
    assert {"atom": "<id>tag:example.org,2026:32b89554:post%201</id>", "rss": ">post 1</guid>"}.get(
        format, '"id": "post 1"'
    ) in text
    assert "https://example.org/a%20b" in text
    assert "en-US" in text
    assert "nowhere" not in text


@pytest.mark.parametrize("format", FORMATS)
def test_the_locale_is_left_alone(format: FormatName, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("the locale of the process was touched")

    monkeypatch.setattr(locale, "setlocale", refuse)
    assert write(RICH, format) == (FEEDS / f"rich.{format}").read_bytes()


@pytest.mark.parametrize(
    ("urls", "link"),
    [
        (["https://a.example/1", "https://b.example/2", "https://b.example/3"], "https://b.example/"),
        (["https://b.example/1", "https://a.example/2"], "https://a.example/"),
        ([], "tag:feedkit.invalid,2026:b2882f7beeae61e735ade1054812f731"),
    ],
)
def test_a_channel_without_an_address_links_to_the_site_of_its_entries(urls: list[str], link: str) -> None:
    feed = Feed(title="T", entries=tuple(Entry(title="A", url=url) for url in urls))
    assert first(tree(feed, "rss"), "channel/link").text == link


def test_dates_in_strings_are_refused_not_guessed() -> None:
    with pytest.raises(TypeError, match=r"^Entry\.published must be of type datetime, but is '01/02/2025'$"):
        Entry(published="01/02/2025")  # type: ignore[arg-type]


# --- what readers need ---


def test_an_id_is_a_permalink_only_where_it_is_the_address() -> None:
    guids = [
        first(tree(entry(**fields), "rss"), "channel/item/guid").get("isPermaLink")
        for fields in ({}, {"id": "https://example.org/other"}, {"url": None}, {"url": "ftp://example.org/a"})
    ]
    assert guids == ["true", "false", "false", "false"]


def test_full_text_stands_beside_the_summary_and_never_empty() -> None:
    both = first(tree(entry(summary="s", content="<p>c</p>"), "rss"), "channel/item")
    assert both.findtext("description") == "s"
    assert both.findtext("content:encoded", namespaces=NAMESPACES) == "<p>c</p>"
    for fields in (
        {"summary": "s"},
        {"content": "<p>c</p>"},
        {"summary": "s", "content": " <script></script> "},
    ):
        item = first(tree(entry(**fields), "rss"), "channel/item")
        assert item.find("content:encoded", NAMESPACES) is None
        assert item.findtext("description")


def test_updated_is_in_rss_where_it_is_not_published() -> None:
    day = datetime(2025, 1, 1, tzinfo=UTC)
    same = first(tree(entry(published=day), "rss"), "channel/item")
    assert same.find("a:updated", NAMESPACES) is None
    later = first(tree(entry(published=day, updated=day + timedelta(days=1)), "rss"), "channel/item")
    assert later.findtext("a:updated", namespaces=NAMESPACES) == "2025-01-02T00:00:00Z"


def test_where_nobody_is_named_the_feed_stands_in_for_an_author_in_atom_alone() -> None:
    assert first(tree(entry(), "atom"), "a:author/a:name").text == "Blog"
    assert b"dc:creator" not in write(entry(), "rss")
    assert b"authors" not in write(entry(), "json")
    named = tree(entry(authors=(Person(name="Jane"),)), "atom")
    assert named.find("a:author", NAMESPACES) is None


# --- the same bytes everywhere ---

PROGRAM = """
import sys
from tests.test_writers import RICH, write
for format in ("atom", "rss", "json"):
    sys.stdout.buffer.write(write(RICH, format))
"""


@pytest.mark.parametrize(
    "environment",
    [{"TZ": "Asia/Kathmandu"}, {"LANG": "tr_TR.UTF-8", "LC_ALL": "de_DE.UTF-8"}, {"PYTHONHASHSEED": "7"}],
    ids=lambda environment: next(iter(environment)),
)
def test_the_bytes_do_not_hang_on_the_environment(environment: dict[str, str]) -> None:
    root = Path(__file__).parent.parent
    made = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=root,
        env=os.environ | environment,
        capture_output=True,
        check=True,
    )
    assert made.stdout == b"".join((FEEDS / f"rich.{name}").read_bytes() for name in ("atom", "rss", "json"))


def test_an_entry_that_has_only_a_date_of_change_shows_it_in_rss() -> None:
    changed, now = datetime(2025, 3, 4, 17, 28, 41, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    entries = (Entry(title="Release 2", updated=changed), Entry(title="Undated"))
    feed = feedkit.finish(Feed(title="Releases", url="https://kite.example/", entries=entries), now=now)
    for finished in (feed, feedkit.finish(replace(feed, title="Kites"), previous=feed)):
        document = feedkit.write(finished, "rss").decode()
        assert document.count("<pubDate>") == 1
        assert "<pubDate>Tue, 04 Mar 2025 17:28:41 +0000</pubDate>" in document
        assert "<atom:updated>2026-01-01T00:00:00Z</atom:updated>" in document
