"""Feeds as strangers write them: what is read of an item, and that it comes back from every format."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from typing import Any

import pytest

import feedkit
from feedkit import Enclosure, Entry, Link, Person, Source
from feedkit.formats import BY_FIDELITY, FormatName
from tests.any_feed import MOMENT
from tests.test_syndication_any import read_back

RSS = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Looms</title>'
    "<link>https://looms.example/</link><description>Of cloth</description><item>{}</item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>Looms'
    '</title><id>urn:looms</id><updated>2026-01-01T00:00:00Z</updated><link href="https://looms.example/"/>'
    "<entry>{}</entry></feed>"
)
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
KINDS: list[tuple[str, str, dict[str, Any]]] = [
    (RSS, "<title>Caf&eacute; &mdash; 5 &euro;</title>", {"title": "Café — 5 €"}),
    (RSS, "<title><![CDATA[Warp & weft <3 &amp; co]]></title>", {"title": "Warp & weft <3 & co"}),
    (RSS, "<title>It&amp;#8217;s &amp;amp; done</title>", {"title": "It’s & done"}),
    (RSS, "<title>&lt;b&gt;Bold&lt;/b&gt; move</title>", {"title": "Bold move"}),
    (RSS, "<title>A list&lt;int&gt; &amp; more</title>", {"title": "A list<int> & more"}),
    (
        RSS,
        "<title>A</title><link> https://looms.example/a b.html </link>",
        {"title": "A", "url": "https://looms.example/a%20b.html"},
    ),
    (
        RSS,
        "<title>A</title><guid>https://looms.example/a</guid>",
        {"title": "A", "url": "https://looms.example/a", "id": "https://looms.example/a"},
    ),
    (
        RSS,
        (
            "<title>A</title><description>&lt;p&gt;In short.&lt;/p&gt;</description>"
            "<content:encoded><![CDATA[<p>At length</p>]]></content:encoded>"
        ),
        {"title": "A", "summary": "In short.", "content": "<p>At length</p>"},
    ),
    (
        RSS,
        "<title>A</title><source url='https://pit.example/my feed.xml'>The Pit &amp; co</source>",
        {"title": "A", "source": Source(title="The Pit & co", url="https://pit.example/my%20feed.xml")},
    ),
    (
        RSS,
        "<title>A</title><pubDate>Wed, 4 Mar 2026 4:00:00 PST</pubDate>",
        {"title": "A", "published": NOON},
    ),
    (RSS, "<title>A</title><pubDate>Wed, 04 Mar 26 12:00 GMT</pubDate>", {"title": "A", "published": NOON}),
    (RSS, "<title>A</title><dc:date>2026-03-04T13:00+01:00</dc:date>", {"title": "A", "published": NOON}),
    (
        RSS,
        "<title>A</title><dcterms:modified>2026-03-04T12:00:00Z</dcterms:modified>",
        {"title": "A", "updated": NOON},
    ),
    (RSS, "<title>A</title><pubDate>04/03/2026</pubDate>", {"title": "A"}),
    (
        RSS,
        (
            "<title>A</title><itunes:duration>01:02:03</itunes:duration>"
            "<enclosure url='/a.mp3' length='12.3 MB' type='audio/mpeg'/>"
        ),
        {
            "title": "A",
            "enclosures": (Enclosure(url="https://looms.example/a.mp3", type="audio/mpeg", duration=3723),),
        },
    ),
    (
        ATOM,
        (
            "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <b>bold</b> &lt;tag&gt;</div>"
            "</title>"
        ),
        {"title": "A bold <tag>"},
    ),
    (ATOM, "<title type='html'>Tom &amp;amp; &lt;i&gt;Jo&lt;/i&gt;</title>", {"title": "Tom & Jo"}),
    (
        ATOM,
        (
            "<title>A</title><author><name>Ida</name><uri>/ida</uri></author>"
            "<link rel='alternate' href='/a.json' type='application/json'/><link href='/a'/>"
            "<media:group><media:title>B</media:title><media:thumbnail url='/a.jpg'/>"
            "<media:description>Line one\n\nLine two</media:description></media:group>"
        ),
        {
            "title": "A",
            "url": "https://looms.example/a",
            "authors": (Person(name="Ida", url="https://looms.example/ida"),),
            "image": "https://looms.example/a.jpg",
            "links": (Link(url="https://looms.example/a.json", rel="alternate", type="application/json"),),
            "summary": "Line one\n\nLine two",
        },
    ),
]


@pytest.mark.parametrize(("document", "item", "fields"), KINDS)
def test_what_strangers_write(document: str, item: str, fields: dict[str, Any]) -> None:
    (entry,) = feedkit.parse(document.format(item)).entries
    assert entry == Entry(**fields)


@pytest.mark.parametrize("format", BY_FIDELITY)
@pytest.mark.parametrize(("document", "item", "fields"), KINDS)
def test_it_comes_back(document: str, item: str, fields: dict[str, Any], format: FormatName) -> None:
    feed = feedkit.finish(feedkit.parse(document.format(item)), now=MOMENT)
    wanted, found = read_back(feed, format)
    assert found == wanted


@pytest.mark.parametrize(
    "content",
    [
        RSS.format("<title>Grüße</title>").encode(),
        gzip.compress(RSS.format("<title>Grüße</title>").encode()),
        RSS.replace("UTF-8", "ISO-8859-1").format("<title>Grüße</title>").encode("latin-1"),
        RSS.replace("UTF-8", "UTF-16").format("<title>Grüße</title>").encode("utf-16-le"),
        RSS.replace("UTF-8", "UTF-16").format("<title>Grüße</title>").encode("utf-16-be"),
        ("\n\n " + RSS.format("<title>Grüße</title>")).encode("utf-8-sig"),
    ],
    ids=["utf-8", "gzip", "latin-1", "utf-16-le", "utf-16-be", "blanks first"],
)
def test_the_bytes_of_feeds(content: bytes) -> None:
    assert [entry.title for entry in feedkit.parse(content).entries] == ["Grüße"]
