"""Sitemaps as a source: what they say and no more; news, pictures, indexes; compressed and hostile ones."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

import feedkit
from feedkit import Entry, Feed, NoEntriesError, ParseError
from feedkit.checks import check
from feedkit.errors import Problem
from feedkit.formats import FORMATS, FormatName
from feedkit.values import decoding
from tests.costs import assert_linear

URL = "https://ferry.example/sitemap.xml"
MAP = (
    '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{}</urlset>'
)
NEWS = MAP.format(
    "<url><loc> https://ferry.example/new-pier </loc><lastmod>2025-03-05</lastmod>"
    "<news:news><news:publication><news:name>Ferry Post</news:name><news:language>gd</news:language>"
    "</news:publication><news:publication_date>2025-03-04T10:00:00+01:00</news:publication_date>"
    "<news:title>The pier &amp; the tide</news:title>"
    "<news:keywords>pier, tide, pier</news:keywords></news:news>"
    "<image:image><image:loc>https://ferry.example/pier.jpg</image:loc><image:title>Pier</image:title>"
    "</image:image></url>"
    "<url><loc>/timetable</loc><priority>0.5</priority></url>"
)
INDEX = (
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<sitemap><loc>https://ferry.example/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
    "<sitemap><loc>https://ferry.example/new.xml</loc><lastmod>2025-01-01</lastmod></sitemap>"
    "{}</sitemapindex>"
)


def parse(document: str | bytes) -> Feed:
    return feedkit.parse(document, url=URL)


def test_what_a_sitemap_says() -> None:
    assert parse(NEWS) == Feed(
        title="Ferry Post",
        entries=(
            Entry(
                title="The pier & the tide",
                url="https://ferry.example/new-pier",
                published=datetime.fromisoformat("2025-03-04T10:00:00+01:00"),
                updated=datetime(2025, 3, 5, tzinfo=UTC),
                tags=("pier", "tide"),
                image="https://ferry.example/pier.jpg",
                language="gd",
            ),
            Entry(url="https://ferry.example/timetable"),
        ),
    )


def test_the_title_of_the_only_picture_names_a_page() -> None:
    page = "<url><loc>/a</loc>{}</url>"
    picture = "<image:image><image:loc>/{0}.jpg</image:loc><image:title>{0}</image:title></image:image>"
    one = parse(MAP.format(page.format(picture.format("Harbour"))))
    two = parse(MAP.format(page.format(picture.format("Harbour") + picture.format("Quay"))))
    assert [one.entries[0].title, two.entries[0].title] == ["Harbour", None]


@pytest.mark.parametrize("format", FORMATS)
def test_feeds_of_sitemaps_are_valid(format: FormatName) -> None:
    document = feedkit.convert(NEWS, url=URL, to=format, now=datetime(2025, 4, 1, tzinfo=UTC))
    assert [finding for finding in check(document).findings if finding.level == "error"] == []


def test_an_index_names_its_sitemaps_the_newest_first() -> None:
    with pytest.raises(ParseError) as caught:
        parse(INDEX.format(""))
    assert str(caught.value) == (
        "wanted a sitemap of pages, found an index of sitemaps: convert those that you want: "
        "https://ferry.example/new.xml https://ferry.example/old.xml"
    )
    with pytest.raises(ParseError, match=r" and 4 more$"):
        parse(INDEX.format("".join(f"<sitemap><loc>/{n}.xml</loc></sitemap>" for n in range(7))))
    with pytest.raises(
        ParseError, match=r"^wanted a sitemap of pages, found an index of sitemaps that names none$"
    ):
        parse("<sitemapindex/>")


def test_what_cannot_be_used_is_reported() -> None:
    reading = feedkit.read(
        MAP.format("<url><loc>/a</loc><lastmod>lately</lastmod></url><url><loc>data:x</loc></url>"), url=URL
    )
    feed = reading.feed
    assert [entry.url for entry in feed.entries] == ["https://ferry.example/a"]
    where = "entry 1 https://ferry.example/a, updated"
    assert reading.problems == (
        Problem(rule="not-a-date", message="wanted a date, found 'lately'", where=where),
    )
    with pytest.raises(NoEntriesError, match=r"^no entries found: the sitemap lists no page$"):
        parse(MAP.format(""))


def test_compressed_sitemaps() -> None:
    packed = gzip.compress(NEWS.encode())
    assert parse(packed) == parse(NEWS)
    with pytest.raises(ParseError, match=r"^wanted gzip-compressed text, but it is cut off$"):
        parse(packed[:-20])
    with pytest.raises(ParseError, match=r"^wanted gzip-compressed text, but it cannot be unpacked: "):
        parse(packed[:2] + b"x" * 50)


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MAX_UNPACKED_SIZE", 100_000)
    with pytest.raises(
        ParseError, match=r"^wanted gzip-compressed text, but it has more than 100,000 bytes$"
    ):
        parse(gzip.compress(b"<urlset>" + b" " * 10_000_000))


HOSTILE: dict[str, Callable[[int], str]] = {
    "entities": lambda n: (
        '<!DOCTYPE u [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;">'
        '<!ENTITY e SYSTEM "file:///etc/passwd">]><urlset><url><loc>/a?&c;&e;</loc></url></urlset>'
    ),
    "deep": lambda n: "<urlset>" + "<url>" * n,
    "deep and whole": lambda n: "<urlset>" + "<url>" * n + "</url>" * n + "</urlset>",
    "one line": lambda n: f"<urlset><url><loc>/{'a' * (200 * n)}</loc></url></urlset>",
    "cut off": lambda n: NEWS[:600],
    "NUL": lambda n: NEWS.replace("pier", "pi\x00er"),
    "not XML": lambda n: "<urlset>" + "<" * n,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_sitemaps_are_read_or_refused(name: str) -> None:
    def answered(document: str) -> None:
        try:
            output = repr(parse(document))
        except ParseError as error:
            output = str(error)
            named = re.match(r"wanted a sitemap, but the XML cannot be read: .|no entries found: ", output)
        else:
            named = re.match(r"Feed\(", output)
        assert named
        assert len(output) < 1000
        assert "root:" not in output
        assert "haha" not in output

    assert_linear(answered, HOSTILE[name], 40_000)


def test_wrong_encodings() -> None:
    declared = MAP.replace("UTF-8", "ISO-8859-1").format("<url><loc>/é</loc></url>")
    for data in (declared.encode("iso-8859-1"), declared.encode(), declared.encode("utf-16")):
        assert parse(data).entries[0].url == "https://ferry.example/%C3%A9"


def test_fifty_thousand_pages() -> None:
    many = MAP.format("".join(f"<url><loc>/{number}</loc></url>" for number in range(50_000)))
    assert len(parse(many).entries) == 50_000
