"""Feeds read into the model: the round trip through each format, real-life oddities, hostile documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import feedkit
from feedkit import Enclosure, Entry, Feed, ParseError, Person
from feedkit.errors import Problem
from feedkit.formats import FORMATS, FormatName
from feedkit.model import Episode, Paging, Podcast, Source, Tag
from feedkit.parsers import Reading, job_of, recognise
from tests.any_feed import MOMENT
from tests.costs import assert_linear
from tests.test_writers import RICH
from tests.test_writers_any import published

FOLDER = Path(__file__).parent / "cases"
URL = "https://example.org/blog/feed"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Looms</title>{}</feed>'
RSS = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">'
    "<channel><title>Looms</title><link>https://example.org/</link>{}</channel></rss>"
)
each_format = pytest.mark.parametrize("format", FORMATS)


def parse(document: str | bytes, timezone: str = "UTC") -> Feed:
    return feedkit.parse(document, url=URL, timezone=timezone)


def read(document: str | bytes) -> Reading:
    return feedkit.read(document, url=URL)


def only(document: str, timezone: str = "UTC") -> Entry:
    (entry,) = parse(document, timezone).entries
    return entry


# --- what was written is read (test_syndication_any.py: whatever it is) ---


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in FOLDER.glob("*/feed.atom")}), ids=lambda p: p.name
)
def test_the_three_formats_of_a_case_say_the_same(folder: Path) -> None:
    readings = [read((folder / name).read_bytes()) for name in ("feed.atom", "feed.rss", "feed.json")]
    atom, rss, jsonfeed = (reading.feed for reading in readings)
    assert [replace(entry, episode=None) for entry in atom.entries] == [*jsonfeed.entries]
    assert [(e.title, e.url, e.published, e.summary, e.content) for e in rss.entries] == [
        (e.title, e.url, e.published, e.summary, e.content) for e in atom.entries
    ]
    assert [reading.problems for reading in readings] == [(), (), ()]


def test_atom_loses_nothing() -> None:
    feed = feedkit.finish(RICH, now=MOMENT)
    back = parse(feedkit.write(feed, "atom"))
    assert back.entries[0] == feed.entries[0]
    assert (back.id, back.updated, back.subtitle, back.rights) == (
        feed.id,
        feed.updated,
        feed.subtitle,
        feed.rights,
    )
    assert (back.icon, back.image, back.authors) == (feed.icon, feed.image, feed.authors)


def test_what_few_feeds_have() -> None:
    place = "https://looms.example/feed"
    tags = ("cloth", Tag(name="wool", scheme="https://tags.example/"))
    entry = Entry(
        title="A",
        url="https://looms.example/a",
        published=MOMENT,
        rights="© Looms",
        comments="https://looms.example/a#talk",
        source=Source(title="Elsewhere", url="https://other.example/feed"),
        tags=tags,
        enclosures=(Enclosure(url="https://looms.example/a.mp3", type="audio/mpeg", length=3, title="Talk"),),
    )
    paging = Paging(next=place + "?page=2", prev_archive=place + "/2024")
    feed = published(Feed(title="Looms", tags=tags, paging=paging, entries=(entry,)))
    for name in ("atom", "rss"):
        back = parse(feedkit.write(feed, name))
        (made,), (found,) = feed.entries, back.entries
        assert (back.tags, back.paging) == (feed.tags, feed.paging)
        for field in ("rights", "comments", "source", "tags"):
            assert getattr(found, field) == getattr(made, field)
    assert parse(feedkit.write(feed, "atom")).entries[0].enclosures == entry.enclosures
    assert parse(feedkit.write(feed, "json")).entries[0].enclosures == entry.enclosures
    assert parse(feedkit.write(feed, "json")).paging == Paging(next=paging.next)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("61", 61), ("1:01", 61), ("1:00:01", 3601), ("", None), ("soon", None), ("1:x", None)],
)
def test_how_long_an_episode_is(written: str, seconds: int | None) -> None:
    item = "<item><title>A</title><itunes:duration>{}</itunes:duration><enclosure url='/a.mp3'/></item>"
    assert only(RSS.format(item.format(written))).enclosures[0].duration == seconds


@each_format
def test_a_feed_from_any_format_is_a_feed_in_any_other(format: FormatName) -> None:
    document = feedkit.write(feedkit.finish(RICH, now=MOMENT), format)
    for other in FORMATS:
        assert feedkit.convert(document, to=other, now=MOMENT).count(b"night") == 0
        assert b"https://example.org/posts/1?a=b&" in feedkit.convert(document, to=other, now=MOMENT)


# --- what others write ---


def test_every_field_of_an_rss_item() -> None:
    entry = only(
        RSS.format(
            "<item><title>Warp &amp;amp; weft</title><link>/a</link><guid isPermaLink='false'>w-1</guid>"
            "<pubDate>Tue, 04 Mar 2025 18:30:00 EST</pubDate><dc:creator>Ida Moor</dc:creator>"
            "<dc:creator>Raj Mehta</dc:creator><category>cloth</category><description>In short.</description>"
            "<content:encoded><![CDATA[<p>At length: <a href='/b'>b</a><script>x()</script></p>]]>"
            "</content:encoded><enclosure url='/a.mp3' length='77' type='audio/mpeg'/>"
            "<media:content url='/a.jpg' medium='image'/>"
            "<media:content url='/a.mp4' type='video/mp4' fileSize='99'/></item>"
        )
    )
    assert entry == Entry(
        title="Warp & weft",
        url="https://example.org/a",
        id="w-1",
        published=datetime(2025, 3, 4, 18, 30, tzinfo=timezone(timedelta(hours=-5))),
        summary="In short.",
        content='<p>At length: <a href="https://example.org/b">b</a></p>',
        authors=(Person(name="Ida Moor"), Person(name="Raj Mehta")),
        tags=("cloth",),
        image="https://example.org/a.jpg",
        enclosures=(
            Enclosure(url="https://example.org/a.mp3", type="audio/mpeg", length=77),
            Enclosure(url="https://example.org/a.mp4", type="video/mp4", length=99),
        ),
    )


def test_a_description_with_markup_is_the_content() -> None:
    entry = only(
        RSS.format(
            "<item><title>A</title>"
            "<description>&lt;p&gt;Hi &lt;b&gt;you&lt;/b&gt;&lt;/p&gt;</description></item>"
        )
    )
    assert (entry.summary, entry.content) == (None, "<p>Hi <b>you</b></p>")


def test_the_zone_of_dates_is_kept_or_the_callers() -> None:
    item = "<item><title>A</title><pubDate>{}</pubDate></item>"
    berlin = ZoneInfo("Europe/Berlin")
    assert only(RSS.format(item.format("2025-03-04")), "Europe/Berlin").published == datetime(
        2025, 3, 4, tzinfo=berlin
    )
    there = only(RSS.format(item.format("Tue, 04 Mar 2025 18:30:00 +0900"))).published
    assert there is not None
    assert there.utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize(
    "written",
    [
        "Tue, 04 Mar 2025 18:30:00 GMT",
        "Tue (a day), 04 Mar 2025 18:30:00 (sharp) +0000",
        "Tue , 4  Mar 2025 18:30:00 +0000",
        "2025-03-04T18:30:00Z",
        "4. März 2025, 18:30 UTC",
    ],
)
def test_dates_as_they_are_written(written: str) -> None:
    entry = only(RSS.format(f"<item><title>A</title><pubDate>{written}</pubDate></item>"))
    assert entry.published == datetime(2025, 3, 4, 18, 30, tzinfo=UTC)


def test_dates_that_are_none_are_reported() -> None:
    reading = read(RSS.format("<item><title>A</title><link>/a</link><pubDate>soon</pubDate></item>"))
    feed = reading.feed
    assert feed.entries[0].published is None
    assert reading.problems == (
        Problem(rule="not-a-date", message="wanted a date, found 'soon'", where="entry 1 'A', published"),
    )


def test_rss_1_0_and_its_dublin_core() -> None:
    entry = only(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Looms</title><link>/</link></channel>'
        '<item rdf:about="https://example.org/a"><title>A</title><link>https://example.org/a</link>'
        "<dc:date>2025-03-04T10:00:00Z</dc:date><dc:creator>Ida</dc:creator></item></rdf:RDF>"
    )
    assert (entry.title, entry.url, entry.authors) == ("A", "https://example.org/a", (Person(name="Ida"),))
    assert entry.published or entry.updated == datetime(2025, 3, 4, 10, tzinfo=UTC)


def test_atom_with_markup_in_titles_and_xhtml() -> None:
    entry = only(
        ATOM.format(
            '<entry xml:lang="de"><id>urn:a:1</id>'
            '<title type="html">Warp &lt;em&gt;and&lt;/em&gt; weft</title>'
            '<link href="a"/><updated>2025-03-04T10:00:00Z</updated>'
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hi</p></div></content></entry>'
        )
    )
    assert (entry.title, entry.url, entry.language) == ("Warp and weft", "https://example.org/blog/a", "de")
    assert entry.content is not None
    assert "<p>Hi</p>" in entry.content


def test_json_feed_of_version_1_0_and_text_content() -> None:
    feed = parse(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1",
                "title": "Looms",
                "items": [
                    {"id": 7, "content_text": "One.\n\nTwo.", "summary": "Short", "author": {"name": "Ida"}},
                    {"id": "8", "external_url": "https://other.example/", "content_text": "Only text"},
                    "no item",
                    {"id": "9", "title": 3.5, "tags": ["a", 1, None], "attachments": [{"url": "x.mp3"}, {}]},
                ],
            }
        )
    )
    one, two, three = feed.entries
    assert (one.id, one.summary, one.content) == ("7", "Short", "<p>One.</p><p>Two.</p>")
    assert one.authors == (Person(name="Ida"),)
    assert (two.url, two.summary, two.content) == ("https://other.example/", "Only text", None)
    assert (three.title, three.tags) == (None, ("a",))
    assert three.enclosures == (Enclosure(url="https://example.org/blog/x.mp3"),)


def test_declared_encodings() -> None:
    document = "<?xml version='1.0' encoding='ISO-8859-2'?>" + RSS.format(
        "<item><title>Příliš</title></item>"
    )
    (entry,) = parse(document.encode("iso-8859-2")).entries
    assert entry.title == "Příliš"


def test_a_feed_that_is_not_well_formed_is_read_and_reported() -> None:
    reading = read(RSS.format("<item><title>Fish & chips</title><link>/a</link></item>"))
    feed = reading.feed
    assert [entry.title for entry in feed.entries] == ["Fish & chips"]
    message = "not well-formed XML: xmlParseEntityRef: no name, line 1, column 304"
    assert reading.problems == (Problem(rule="not-well-formed", message=message),)


@pytest.mark.parametrize(
    "root", ['rss version="0.91"', 'rss version="0.92"', 'rss xmlns="http://backend.userland.com/rss2"']
)
def test_old_rss(root: str) -> None:
    feed = parse(
        f"<{root}><channel><title>Looms</title><link>/</link>"
        "<description>Of &lt;b&gt;it&lt;/b&gt;</description>"
        "<item><title>A</title><link>/a</link><description>Plain &amp;amp; short</description>"
        "<enclosure url='/a.mp3' length='0' type='audio/mpeg'/><source url='/other'>Other</source></item>"
        "</channel></rss>"
    )
    assert (feed.title, feed.subtitle, feed.url) == ("Looms", "Of it", "https://example.org/")
    assert feed.entries == (
        Entry(
            title="A",
            url="https://example.org/a",
            summary="Plain & short",
            enclosures=(Enclosure(url="https://example.org/a.mp3", type="audio/mpeg"),),
            source=Source(title="Other", url="https://example.org/other"),
        ),
    )


def test_rss_0_90() -> None:
    feed = parse(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Looms</title><link>/</link></channel>'
        "<image><title>x</title><url>/logo.gif</url></image><item><title>A</title><link>/a</link></item></rdf:RDF>"
    )
    assert (feed.title, feed.image) == ("Looms", "https://example.org/logo.gif")
    assert feed.entries == (Entry(title="A", url="https://example.org/a"),)


def test_atom_0_3() -> None:
    feed = parse(
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="gd"><title>Looms</title>'
        "<tagline>Of cloth</tagline><copyright>© Ida</copyright>"
        "<modified>2025-03-05T00:00:00Z</modified><entry>"
        '<title mode="escaped" type="text/html">Warp &amp;amp; weft</title><link rel="alternate" href="a"/>'
        "<id>urn:a:1</id><issued>2025-03-04T00:00:00Z</issued>"
        "<modified>2025-03-05T00:00:00Z</modified>"
        "<author><name>Ida</name><url>/ida</url></author>"
        '<summary type="text/plain" mode="base64">SW4gc2hvcnQ=</summary>'
        '<content type="text/html" mode="escaped">&lt;p&gt;Long&lt;/p&gt;</content></entry></feed>'
    )
    assert (feed.subtitle, feed.rights, feed.language) == ("Of cloth", "© Ida", "gd")
    assert feed.entries == (
        Entry(
            title="Warp & weft",
            url="https://example.org/blog/a",
            id="urn:a:1",
            published=datetime(2025, 3, 4, tzinfo=UTC),
            updated=datetime(2025, 3, 5, tzinfo=UTC),
            summary="In short",
            content="<p>Long</p>",
            authors=(Person(name="Ida", url="https://example.org/ida"),),
        ),
    )


def test_bases_of_elements() -> None:
    entry = only(
        ATOM.format(
            '<entry xml:base="https://a.example/x/"><title>A</title><link href="y"/>'
            '<content type="html" xml:base="z/">&lt;a href="w"&gt;W&lt;/a&gt;</content></entry>'
        )
    )
    assert entry.url == "https://a.example/x/y"
    assert entry.content == '<a href="https://a.example/x/z/w">W</a>'


def test_the_base_of_the_div_around_a_content() -> None:
    entry = only(
        ATOM.format(
            '<entry><title>A</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"'
            ' xml:base="https://a.example/x/"><img src="b.png"/></div></content></entry>'
        )
    )
    assert entry.content == '<img src="https://a.example/x/b.png">'


def test_rss_in_capitals() -> None:
    feed = parse(
        "<RSS VERSION='2.0'><CHANNEL><TITLE>Looms</TITLE><ITEM><TITLE>A</TITLE></ITEM></CHANNEL></RSS>"
    )
    assert (feed.title, feed.entries) == ("Looms", (Entry(title="A"),))


def test_addresses_of_mail_in_json_feed() -> None:
    people = (Person(name="A", email="o'a+b@a.example"), Person(name="B", email="a{b%c@a.example"))
    feed = feedkit.finish(Feed(title="T", authors=people), now=MOMENT)
    document = feedkit.write(feed, "json")
    assert b'"mailto:o\'a+b@a.example"' in document
    assert b'"mailto:a%7Bb%25c@a.example"' in document
    assert feedkit.check(document).valid
    assert parse(document).authors == people


def test_a_content_that_is_elsewhere() -> None:
    entry = only(ATOM.format('<entry><title>A</title><content src="a.mp4" type="video/mp4"/></entry>'))
    assert entry.enclosures == (Enclosure(url="https://example.org/blog/a.mp4", type="video/mp4"),)
    page = only(ATOM.format('<entry><title>A</title><content src="a.html" type="text/html"/></entry>'))
    assert (page.url, page.enclosures) == ("https://example.org/blog/a.html", ())


def test_media_in_groups() -> None:
    entry = only(
        RSS.format(
            "<item><media:group><media:title>A film</media:title>"
            '<media:content url="/a.mp4" type="video/mp4" duration="61" fileSize="7">'
            '<media:thumbnail url="/a.png"/>'
            "</media:content><media:description>Of a loom.</media:description></media:group>"
            '<media:category scheme="https://tags.example/">film</media:category>'
            "<media:keywords>a, b</media:keywords>"
            "</item>"
        )
    )
    assert entry == Entry(
        title="A film",
        summary="Of a loom.",
        image="https://example.org/a.png",
        enclosures=(Enclosure(url="https://example.org/a.mp4", type="video/mp4", duration=61, length=7),),
        tags=(Tag(name="film", scheme="https://tags.example/"), "a", "b"),
    )


def test_media_without_a_type_go_by_their_names() -> None:
    entry = only(
        RSS.format(
            "<item><title>A</title><media:content url='/a.mp4'/><media:content url='/b.jpg?w=640'/></item>"
        )
    )
    assert entry.image == "https://example.org/b.jpg?w=640"
    assert entry.enclosures == (Enclosure(url="https://example.org/a.mp4"),)


def test_the_page_behind_a_link_of_feedburner() -> None:
    entry = only(
        RSS.format(
            "<item><title>A</title><link>https://feeds.example/~r/abc</link><f:origLink"
            " xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://example.org/a</f:origLink></item>"
        )
    )
    assert entry.url == "https://example.org/a"


SHORT, LONG = "Short one", "&lt;p&gt;The &lt;b&gt;whole&lt;/b&gt; text.&lt;/p&gt;"
WHOLE = "<p>The <b>whole</b> text.</p>"


@pytest.mark.parametrize(
    ("item", "summary", "content"),
    [
        (f"<description>{LONG}</description><atom:summary>{SHORT}</atom:summary>", SHORT, WHOLE),
        (f"<description>{LONG}</description><itunes:summary>{SHORT}</itunes:summary>", SHORT, WHOLE),
        (f"<description>{SHORT}</description><itunes:summary>{LONG}</itunes:summary>", SHORT, WHOLE),
        (f"<description>{LONG}</description><itunes:summary>The whole text.</itunes:summary>", None, WHOLE),
        (f"<description>{LONG}</description><media:description>Ida</media:description>", None, WHOLE),
        (
            "<media:content url='/a.jpg'><media:description>Ida</media:description></media:content>",
            None,
            None,
        ),
        (f"<description>{SHORT}</description><content:encoded>{LONG}</content:encoded>", SHORT, WHOLE),
        (f"<description>{LONG}</description>", None, WHOLE),
        (f"<description>{SHORT}</description>", SHORT, None),
    ],
)
def test_summary_and_content(item: str, summary: str | None, content: str | None) -> None:
    root = '<item xmlns:atom="http://www.w3.org/2005/Atom"><title>A</title>'
    entry = only(RSS.format(f"{root}{item}</item>"))
    assert (entry.summary, entry.content) == (summary, content)


PICTURE = "&lt;img src='/p.png' alt='A kite'&gt;"
SHOWN = '<img src="https://example.org/p.png" alt="A kite">'


@each_format
def test_an_item_whose_content_is_a_picture_is_kept(format: FormatName) -> None:
    feed = parse(RSS.format(f"<item><description>{PICTURE}</description></item>"))
    assert feed.entries == (Entry(content=SHOWN),)
    (entry,) = feedkit.parse(feedkit.write(feedkit.finish(feed, now=MOMENT), format)).entries
    assert (entry.content, entry.title) == (SHOWN, "A kite" if format == "atom" else None)


BASES = [  # the addresses of feed, channel and item; what "b.png" and "/c" in the item's text are
    (None, "https://a.example/blog/", None, "https://a.example/blog/b.png", "https://a.example/c"),
    (None, "https://a.example/", "https://a.example/x/1", "https://a.example/x/b.png", "https://a.example/c"),
    (
        None,
        "https://a.example/",
        "https://other.example/x/",
        "https://a.example/b.png",
        "https://a.example/c",
    ),
    (None, None, "https://a.example/x/", "https://a.example/x/b.png", "https://a.example/c"),
    (
        "https://cdn.example/a.xml",
        "https://a.example/",
        None,
        "https://a.example/b.png",
        "https://a.example/c",
    ),
    ("https://a.example/f/rss.xml", None, None, "https://a.example/f/b.png", "https://a.example/c"),
]


@pytest.mark.parametrize(("feed", "channel", "item", "picture", "link"), BASES)
def test_what_addresses_in_texts_of_rss_are_relative_to(
    feed: str | None, channel: str | None, item: str | None, picture: str, link: str
) -> None:
    links = [f"<link>{url}</link>" if url else "" for url in (channel, item)]
    document = (
        f"<rss version='2.0'><channel><title>A</title>{links[0]}<item><title>B</title>{links[1]}"
        "<description>&lt;img src='b.png'&gt;&lt;a href='/c'&gt;c&lt;/a&gt;</description></item>"
        "</channel></rss>"
    )
    reading = feedkit.read(document, url=feed)
    assert reading.feed.entries[0].content == f'<img src="{picture}"><a href="{link}">c</a>'
    assert reading.problems == ()


def test_addresses_that_are_relative_to_nothing_are_reported_once() -> None:
    item = "<item><title>B</title><description>&lt;a href='/c'&gt;c&lt;/a&gt;</description></item>"
    reading = feedkit.read(f"<rss version='2.0'><channel><title>A</title>{item * 2}</channel></rss>")
    assert [entry.content for entry in reading.feed.entries] == ["<a>c</a>"] * 2
    message = "relative links and pictures left out: wanted the address of the feed or its page, found none"
    assert reading.problems == (Problem(rule="no-base", message=message, where="feed, url"),)


VERSION = '"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1"'


@pytest.mark.parametrize(
    ("document", "format"),
    [
        ('{{"items": [{{"id": "1", "title": "A"}}], {}}}', "feed"),
        ('{{"authors": [], "items": [{{"id": "1", "title": "{{"}}], {}}}\n', "feed"),
        ('{{"feed": {{{}}}, "items": [{{"id": "1", "title": "A"}}]}}', "json"),
        ('[{{"title": "A", "url": "/a", "feed": {{{}}}}}]', "json"),
    ],
)
def test_a_json_feed_may_say_so_at_its_end(document: str, format: FormatName) -> None:
    assert read(document.format(VERSION)).format == format


def test_addresses_in_a_json_feed_are_relative_to_its_page() -> None:
    feed = feedkit.parse(
        f'{{{VERSION}, "home_page_url": "https://a.example/x/", "items": '
        '[{"id": "1", "url": "1", "content_html": "<img src=\\"b.png\\">"}]}'
    )
    assert feed.entries[0].url == "https://a.example/x/1"
    assert feed.entries[0].content == '<img src="https://a.example/x/b.png">'


def test_a_title_that_only_looks_like_html_is_a_text() -> None:
    entry = only(
        RSS.format("<item><title>Use List&amp;lt;T&amp;gt; and &lt;loom&gt;&lt;/loom&gt;</title></item>")
    )
    assert entry.title == "Use List&lt;T&gt; and <loom></loom>"


CHANNEL = (
    "<language>gd</language><itunes:image href='/c.jpg'/><itunes:explicit>no</itunes:explicit>"
    "<itunes:category text='Arts'><itunes:category text='Design'/></itunes:category>"
    "<itunes:complete>Yes</itunes:complete>"
    "<itunes:owner><itunes:name>Ida</itunes:name><itunes:email>ida@looms.example</itunes:email></itunes:owner>"
)
TALK = (
    "<item><title>A</title><enclosure url='/a.mp3'/><itunes:duration>1:01</itunes:duration>"
    "<itunes:season>2</itunes:season><itunes:explicit>clean</itunes:explicit></item>"
)


def test_a_podcast() -> None:
    reading = read(RSS.format(CHANNEL + TALK))
    feed = reading.feed
    owner = Person(name="Ida", email="ida@looms.example")
    assert feed.podcast == Podcast(categories=("Arts > Design",), explicit=False, owner=owner, ended=True)
    assert feed.image == "https://example.org/c.jpg"
    assert feed.entries[0].episode == Episode(season=2, explicit=False)
    assert feed.entries[0].enclosures[0].duration == 61
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("people", "authors", "author"),
    [
        ("<managingEditor>ed@looms.example (Ed)</managingEditor>", ("Ed",), None),
        ("<itunes:author>Ida</itunes:author>", ("Ida",), None),
        (
            "<managingEditor>ed@looms.example (Ed)</managingEditor><itunes:author>Ida</itunes:author>",
            ("Ed",),
            "Ida",
        ),
        (
            "<dc:creator>A</dc:creator><dc:creator>B</dc:creator><itunes:author>A, B</itunes:author>",
            ("A", "B"),
            None,
        ),
    ],
)
def test_the_author_for_apple(people: str, authors: tuple[str, ...], author: str | None) -> None:
    feed = feedkit.finish(parse(RSS.format(CHANNEL + people + TALK)), now=MOMENT)
    for one in (feed, parse(feedkit.write(feed, "rss"))):
        assert tuple(person.name for person in one.authors) == authors
        assert one.podcast is not None
        assert one.podcast.author == author


def test_categories_that_apple_has_not_are_reported_and_kept() -> None:
    reading = read(RSS.format(CHANNEL + "<itunes:category text='Looming'/>" + TALK))
    feed = reading.feed
    assert feed.podcast is not None
    assert feed.podcast.categories == ("Arts > Design", "Looming")
    assert [str(problem) for problem in reading.problems] == [
        "feed, podcast.categories: wanted categories of Apple's, as Technology or Arts > Books, found Looming"
    ]


@pytest.mark.parametrize(
    ("without", "message"),
    [
        (
            "<language>gd</language>",
            "feed, language: wanted the language that is spoken, found none",
        ),
        (
            "<itunes:explicit>no</itunes:explicit>",
            "feed, podcast.explicit: wanted true or false, found none",
        ),
    ],
)
@each_format
def test_a_podcast_that_apple_would_refuse_is_kept(without: str, message: str, format: FormatName) -> None:
    reading = read(RSS.format(CHANNEL.replace(without, "") + TALK))
    feed = feedkit.finish(reading.feed, now=MOMENT)
    assert [str(problem) for problem in reading.problems] == [message]
    assert feed.podcast is not None
    assert feed.podcast.categories == ("Arts > Design",)
    document = feedkit.write(feed, format)
    assert [one for one in feedkit.check(document).findings if one.level == "error"] == []
    back = parse(document)
    assert back.podcast == (feed.podcast if format != "json" else None)
    assert back.entries[0].episode == (feed.entries[0].episode if format != "json" else None)


def test_an_item_that_says_nothing_does_not_cost_the_others() -> None:
    reading = read(RSS.format("<item><title/></item><item><title>A</title></item>"))
    feed = reading.feed
    assert [entry.title for entry in feed.entries] == ["A"]
    assert [str(problem) for problem in reading.problems] == [
        "entry 1: left out: wanted a title, summary, content, address or enclosure, found none"
    ]


def test_entities_of_a_dtd_that_is_elsewhere() -> None:
    doctype = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://looms.example/rss.dtd">'
    )
    entry = only(doctype + RSS.format("<item><title>Caf&eacute;</title><link>/a</link></item>"))
    assert entry.title == "Café"


# --- what is refused ---


def test_a_broken_feed_whose_parts_are_empty() -> None:
    feed = parse("<rss version='2.0'><channel><title>Looms</title><guid><urlset></guid>")
    assert (feed.title, feed.url, feed.entries) == ("Looms", None, ())


def test_a_feed_without_entries() -> None:
    feed = parse(RSS.format(""))
    assert (feed.title, feed.entries) == ("Looms", ())


def test_what_is_no_feed() -> None:
    with pytest.raises(
        ParseError, match=r"^wanted an RSS, Atom or JSON feed, found none of them; the source "
    ):
        feedkit.read("<html><p>Hi</p></html>", format="feed")
    with pytest.raises(ParseError, match=r"^wanted a JSON feed, but the JSON cannot be read: "):
        parse('{"version": "https://jsonfeed.org/version/1.1", "items": [')


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "haha"}">' for n in range(12))
LAUGHS = f'<!DOCTYPE rss [{LAUGHS}<!ENTITY e SYSTEM "file:///etc/passwd">]>'
ITEM = "<item><title>A</title>{}</item>"
JSON_FEED = '{"version": "https://jsonfeed.org/version/1.1", "items": '
HOSTILE: dict[str, Callable[[int], str]] = {
    "entities": lambda n: LAUGHS + RSS.format(ITEM.format("&l11; &e;") * (n // 1000)),
    "entities in attributes": lambda n: LAUGHS + RSS.format(ITEM.format('<enclosure url="/&l11;"/>')),
    "deep": lambda n: RSS.format(ITEM.format("<description>" + "<b>" * n + "</description>")),
    "deep and whole": lambda n: RSS.format(ITEM.format("<b>" * n + "</b>" * n)),
    "deep HTML": lambda n: RSS.format(ITEM.format("<description>" + "&lt;b&gt;" * n + "</description>")),
    "open tags": lambda n: "<rss><channel><item><title>A</title>" + "<" * n,
    "brackets": lambda n: "<rss><channel><item><title>A</title><description>" + "<![CDATA[" * n,
    "amps": lambda n: RSS.format("<item><title>A" + "&" * n + "</title></item>"),
    "one line": lambda n: RSS.format(f"<item><title>A</title><link>{'x' * (500 * n)}</link></item>"),
    "one attribute": lambda n: RSS.format(ITEM.format(f'<enclosure url="/{"x" * (400 * n)}"/>')),
    "NUL": lambda n: RSS.format("<item><title>A\x00B</title><link>/a\x00</link></item>" * (n // 1000)),
    "cut off": lambda n: RSS.format(ITEM.format("") * (n // 1000))[:-60],
    "many tags": lambda n: RSS.format(ITEM.format("<category>b</category>" * n)),
    "many tags, broken": lambda n: RSS.format(ITEM.format("&" + "<category>b</category>" * n)),
    "many links": lambda n: ATOM.format(
        "<entry>" + '<link rel="x" href="/a"/>' * n + "<title>A</title></entry>"
    ),
    "many people": lambda n: RSS.format(ITEM.format("<dc:creator>b</dc:creator>" * n)),
    "many files": lambda n: RSS.format(ITEM.format('<media:content url="/a.mp4"/>' * n)),
    "comments in a date": lambda n: RSS.format(ITEM.format("<pubDate>" + "(" * (10 * n) + "</pubDate>")),
    "json depth": lambda n: JSON_FEED + "[" * n,
    "json line": lambda n: JSON_FEED + '[{"url": "' + "x" * (500 * n) + '"}]}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_cost_no_more_than_their_length_and_harm_nothing(name: str) -> None:
    def parsed(document: str) -> None:
        try:
            feed = parse(document)
        except ParseError:
            feed = Feed()
        assert "root:" not in repr(feed)
        assert len(repr(feed)) < 1_000_000

    assert_linear(parsed, HOSTILE[name], 20_000)


def test_scripts_in_feeds_are_left_out() -> None:
    entry = only(
        ATOM.format(
            '<entry><id>a:1</id><title type="html">&lt;script&gt;x()&lt;/script&gt;T</title>'
            '<link href="javascript:x()"/><content type="html">'
            '&lt;p onclick="x()"&gt;Hi&lt;/p&gt;&lt;img src=x onerror=y()&gt;</content></entry>'
        )
    )
    assert (entry.title, entry.url) == ("T", None)
    assert entry.content == '<p>Hi</p><img src="https://example.org/blog/x">'


@pytest.mark.parametrize(
    "before",
    [
        "<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/feed.php</b> on line <b>12</b><br />\n",
        "Notice: Undefined index: q in /srv/feed.php on line 3\n\n",
    ],
)
def test_warnings_of_a_server_before_a_feed_are_left_out_and_reported(before: str) -> None:
    document = RSS.format("<item><title>Eels</title><link>/a</link></item>")
    job = job_of(before + document)
    assert recognise(job) == "feed"
    assert [problem.rule for problem in job.problems] == ["text-before-feed"]
    assert job_of(document).content == document
