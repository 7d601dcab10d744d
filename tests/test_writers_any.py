"""For any feed that a user can build: every document parses, checks clean, and says what the feed says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import feedkit
from feedkit import Entry, Feed, InvalidFeedError
from feedkit.checks import Finding, check
from feedkit.formats import BY_FIDELITY, FORMATS, FormatName
from feedkit.model import Tag
from feedkit.values.headline import headline
from feedkit.values.tag_uris import id_as_uri
from feedkit.writers.elements import Lines, name_of
from tests.any_feed import FEEDS, MOMENT, PLAIN

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "feeds" / "atom.rng"))
SELF = "https://feeds.example/blog.xml"
NAMESPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
}


def published(feed: Feed) -> Feed:
    """The feed as it is published: its page and its own address are known."""
    return feedkit.finish(replace(feed, url="https://example.org/blog/", feed_url=SELF), now=MOMENT)


def says_something(entry: Entry) -> bool:
    return headline(entry) is not None


def without_what_is_refused(feed: Feed) -> Feed:
    """Without entries that no feed can hold."""
    made = published(feed)
    return published(replace(made, entries=tuple(filter(says_something, made.entries))))


FINISHED = FEEDS.map(without_what_is_refused)
each_format = pytest.mark.parametrize("format", FORMATS)


IN_XML = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]) | st.sampled_from("\r\n\t<>&\"'")
)


@given(text=IN_XML, value=IN_XML, holds=st.lists(st.sampled_from(["opened", "closed", "added"])))
def test_elements_are_written_as_lxml_writes_them(text: str, value: str, holds: list[str]) -> None:
    lines = Lines("rss/channel", {})
    parents = [etree.Element("rss"), etree.Element("channel")]
    parents[0].append(parents[1])
    lines.add("first", text, value=value)
    etree.SubElement(parents[-1], "first", value=value).text = text
    for what in (*holds, *(["closed"] * len(holds))):
        if what == "opened":
            lines.open("outer", value=value, left=None)
            parents.append(etree.SubElement(parents[-1], "outer", value=value))
        elif what == "added":
            lines.add("inner")
            etree.SubElement(parents[-1], "inner")
        elif len(parents) > 2:
            lines.close()
            parents.pop()
    written = etree.tostring(parents[0], pretty_print=True, encoding="UTF-8")
    assert written == b"<rss>\n  <channel>\n" + lines.taken() + b"  </channel>\n</rss>\n"


@pytest.mark.parametrize("text", ["a\x00", "\x0bb", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_cannot_hold_is_never_written(text: str) -> None:
    lines = Lines("feed", {})
    lines.add("title", text)
    with pytest.raises(ValueError, match=r"^XML holds no|surrogates not allowed"):
        lines.taken()


@each_format
@given(feed=FEEDS)
def test_any_feed_checks_clean_or_is_refused_with_the_entries_named(feed: Feed, format: FormatName) -> None:
    made = published(feed)
    refused = [
        f"entry {number} (id {entry.id}), title"
        for number, entry in enumerate(made.entries, 1)
        if not says_something(entry)
    ]
    if refused:
        with pytest.raises(InvalidFeedError) as caught:
            feedkit.write(made, format)
        assert [problem.where for problem in caught.value.problems] == refused
    else:
        findings = check(feedkit.write(made, format), feed_url=SELF).findings
        told = [str(finding) for finding in findings if finding.level != "info" and not is_callers(finding)]
        assert told == []


def is_callers(finding: Finding) -> bool:
    """Return whether a finding is about what the caller says, and the writer keeps.

    A title is text in any case, also one that looks like markup; a podcast is written that Apple refuses;
    extensions may be of any namespace, links of any relation.
    """
    if finding.rule == "undeclared-html":
        return finding.element.endswith("/title")
    return finding.rule in (
        *("itunes-category", "itunes-category-obsolete", "too-long"),
        *("unknown-namespace", "unregistered-rel"),
    )


@given(FINISHED)
def test_atom_says_what_the_feed_says(feed: Feed) -> None:
    root = etree.fromstring(feedkit.write(feed, "atom"))
    assert _text(root, "title") == feed.title
    assert _text(root, "subtitle") == feed.subtitle
    assert _text(root, "rights") == feed.rights
    for entry, element in zip(feed.entries, root.iterfind("a:entry", NAMESPACES), strict=True):
        assert element.findtext("a:id", namespaces=NAMESPACES) == id_as_uri(entry.id or "", feed.id)
        assert entry.title is None or _text(element, "title") == entry.title
        summary = "summary" if entry.content or entry.url else "content"
        assert entry.summary is None or _text(element, summary) == entry.summary
        assert entry.content is None or element.findtext("a:content", namespaces=NAMESPACES) == entry.content
        links = {
            link.get("rel", "alternate"): link.get("href") for link in element.iterfind("a:link", NAMESPACES)
        }
        assert links.get("alternate") == entry.url
        enclosures = element.xpath("a:link[@rel='enclosure']/@href", namespaces=NAMESPACES)
        assert enclosures == [enclosure.url for enclosure in entry.enclosures]
        assert element.xpath("a:category/@term", namespaces=NAMESPACES) == list(map(name_of, entry.tags))
        schemes = element.xpath("a:category/@scheme", namespaces=NAMESPACES)
        assert schemes == [tag.scheme for tag in entry.tags if isinstance(tag, Tag) and tag.scheme]
        assert _text(element, "rights") == entry.rights
        replies = element.xpath("a:link[@rel='replies']/@href", namespaces=NAMESPACES)
        assert replies == [one for one in (entry.comments, entry.comments_feed) if one]
        source = element.find("a:source", NAMESPACES)
        assert (source is not None and _text(source, "title")) == (
            entry.source is not None and entry.source.title
        )
        people = [
            (_text(person, "name"), _text(person, "uri"), _text(person, "email"))
            for person in element.iterfind("a:author", NAMESPACES)
        ]
        assert people == [(person.name, person.url, person.email) for person in entry.authors]


@given(FINISHED)
def test_atom_fits_the_grammar_of_its_specification(feed: Feed) -> None:
    assert GRAMMAR.validate(etree.fromstring(feedkit.write(feed, "atom"))), GRAMMAR.error_log.last_error


@pytest.mark.parametrize(
    "broken",
    [
        "<id>a</id><title>t</title>",
        "<id>a</id><title>t</title><updated>2025-01-01</updated>",
        "<id>a</id><title>t</title><title>t</title><updated>2025-01-01T00:00:00Z</updated>",
        '<id>a</id><title type="text/html">t</title><updated>2025-01-01T00:00:00Z</updated>',
        "<id>a</id><title>t</title><updated>2025-01-01T00:00:00Z</updated><item/>",
    ],
)
def test_the_grammar_refuses_what_is_not_atom(broken: str) -> None:
    assert not GRAMMAR.validate(
        etree.fromstring(f'<feed xmlns="http://www.w3.org/2005/Atom">{broken}</feed>')
    )


def _text(parent: etree._Element, name: str) -> str | None:
    """The plain text of an Atom text construct."""
    element = parent.find(f"a:{name}", NAMESPACES)
    if element is None:
        return None
    return unescape(element.text or "") if element.get("type") == "html" else element.text


@given(FINISHED)
def test_rss_says_what_the_feed_says(feed: Feed) -> None:
    channel = etree.fromstring(feedkit.write(feed, "rss"))[0]
    assert channel.findtext("title") == feed.title
    for entry, item in zip(feed.entries, channel.iterfind("item"), strict=True):
        assert item.findtext("guid") == entry.id
        assert item.findtext("link") == (entry.url if (entry.url or "").startswith("http") else None)
        assert entry.title is None or item.findtext("title") == entry.title
        description = item.findtext("description")
        if entry.summary:
            assert description is not None
            assert unescape(description) == entry.summary
        else:
            assert description == entry.content
        assert item.xpath("category/text()") == list(map(name_of, entry.tags))
        schemes = [tag.scheme for tag in entry.tags if isinstance(tag, Tag) and tag.scheme]
        assert item.xpath("category/@domain") == schemes
        assert item.findtext("comments") == entry.comments
        assert item.findtext("source") == (entry.source and entry.source.title)
        number = entry.episode.number if entry.episode else None
        is_apple = number is not None and number >= 1 and float(number).is_integer()
        assert item.findtext("itunes:episode", namespaces=NAMESPACES) == (
            str(int(number or 0)) if is_apple else None
        )
        names = item.xpath("dc:creator/text()", namespaces=NAMESPACES)
        assert names == [person.name for person in entry.authors] or (
            len(entry.authors) == 1 and item.find("author") is not None
        )


@given(FINISHED)
def test_json_says_what_the_feed_says(feed: Feed) -> None:
    document = json.loads(feedkit.write(feed, "json"))
    assert document["title"] == feed.title
    for entry, item in zip(feed.entries, document["items"], strict=True):
        assert item["id"] == entry.id
        assert [
            item.get(key) for key in ("url", "title", "summary", "content_html", "image", "language")
        ] == [
            entry.url,
            entry.title,
            entry.summary,
            entry.content,
            entry.image,
            entry.language,
        ]
        assert item.get("tags", []) == list(dict.fromkeys(map(name_of, entry.tags)))
        assert [attachment["url"] for attachment in item.get("attachments", [])] == [
            enclosure.url for enclosure in entry.enclosures
        ]


@pytest.mark.parametrize("format", ["atom", "rss"])
@given(
    title=PLAIN,
    summary=PLAIN,
    date=st.datetimes(datetime(1971, 1, 1), datetime(2199, 12, 30), timezones=st.timezones()),
)
def test_feedparser_reads_what_was_written(title: str, summary: str, date: Any, format: FormatName) -> None:
    entry = Entry(title=title or None, summary=summary or None, url="/a", published=date)
    feed = published(Feed(title="Blog", entries=(entry,)))
    parsed = feedparser.parse(feedkit.write(feed, format))
    assert not parsed.bozo
    (made,), (read,) = feed.entries, parsed.entries
    assert made.published is not None
    assert made.title is None or read.title == made.title
    assert made.summary is None or read.summary == made.summary
    assert (read.id, read.link) == (made.id, made.url)
    assert tuple(read.published_parsed)[:6] == made.published.utctimetuple()[:6]
    assert parsed.feed.title == "Blog"


@each_format
@given(feed=FEEDS)
def test_the_same_feed_gives_the_same_bytes(feed: Feed, format: FormatName) -> None:
    made = without_what_is_refused(feed)
    assert feedkit.write(made, format) == feedkit.write(replace(made), format)


def test_ten_thousand_entries() -> None:
    entries = tuple(
        Entry(title=f"Entry {number}", url=f"/{number}", published=MOMENT) for number in range(10_000)
    )
    feed = published(Feed(title="Many", entries=entries))
    items: dict[FormatName, bytes] = {"atom": b"<entry>", "rss": b"<item>", "json": b'{"id": '}
    for name, item in items.items():
        assert feedkit.write(feed, name).count(item) == 10_000


@pytest.mark.parametrize("format", BY_FIDELITY)
@given(feed=FEEDS)
def test_the_published_feed_is_all_the_state_there_is(feed: Feed, format: FormatName) -> None:
    """Nothing new a day later, with nothing but the document at hand: the same document."""
    entries = [replace(entry, id=None, updated=None) for entry in without_what_is_refused(feed).entries]
    source = Feed(title="Blog", url="https://example.org/blog/", feed_url=SELF, entries=tuple(entries))
    document = feedkit.write(feedkit.finish(source, now=MOMENT), format)
    if entries:
        again = feedkit.finish(source, previous=feedkit.parse(document), now=MOMENT + timedelta(days=1))
        assert feedkit.write(again, format) == document
