"""Whatever feed there is: written in any format and read again, it is the same, but for what no format holds.

The tables below are the comments of feedkit/model/, turned into what may be lost; nothing else may be.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import feedkit
from feedkit import Enclosure, Entry, Feed, Person
from feedkit.formats import BY_FIDELITY, FormatName
from feedkit.model import Episode, Generator, Link, LiveItem, Paging, Podcast, Source, Tag
from feedkit.values.apple_podcasts import episode_beside
from feedkit.values.extension_values import OF_RSS
from feedkit.values.headline import headline
from feedkit.values.plain_text import clean_text
from feedkit.values.syndication_terms import text_and_type
from feedkit.values.tag_uris import id_of_uri
from feedkit.values.urls import absolute_url
from feedkit.writers import podcasts, rss
from feedkit.writers.elements import name_of
from feedkit.writers.media import has_picture_size
from tests.any_feed import PLAIN
from tests.full_feed import written_fields
from tests.test_writers_any import FINISHED, published

each_format = pytest.mark.parametrize("format", BY_FIDELITY)
BRACKETS = str.maketrans("()", "[]")
Expected = dict[str, Callable[[Any], object]]


def gone(_: object) -> None:
    """The format has no place for it."""


def none(_: object) -> tuple[()]:
    """The format has no place for any of them."""
    return ()


def empty(_: object) -> dict[str, object]:
    """The format has no place for such names."""
    return {}


# --- what is left of each field in each format ---


def with_source(entry: Entry) -> Source | None:
    """By default an id is the address, and `updated` the entry's."""
    source = entry.source
    return source and replace(
        source,
        id=source.id if source.id != source.url else None,
        updated=source.updated if in_utc(source.updated) != in_utc(entry.updated) else None,
    )


ATOM_FEED: Expected = {
    "authors": lambda feed: people_but_the_feed(feed),
    "podcast": lambda feed: nested(feed.podcast, None),
    "live": lambda feed: live(feed, "atom"),
    "web_master": gone,
    "cloud": gone,
    "ttl": gone,
    "skip_hours": none,
    "skip_days": none,
    "extensions": lambda feed: tuple(one for one in feed.extensions if one.name not in OF_RSS),
    "json_extensions": empty,
}
ATOM_ENTRY: Expected = {
    "title": lambda entry: headline(entry),
    "content": lambda entry: entry.content if entry.url or entry.content != title_in_html(entry) else None,
    "enclosures": lambda entry: first_with_duration(entry.enclosures),
    "source": with_source,
    "json_extensions": empty,
}


def live(feed: Feed, format: FormatName) -> tuple[LiveItem, ...]:
    """Live streams, whose entries are written as all others."""
    return tuple(replace(one, entry=Entry(**expected_entry(one.entry, format))) for one in feed.live)


def first_with_duration(enclosures: Sequence[Enclosure]) -> tuple[Enclosure, ...]:
    """Apple's duration is that of the first; Media RSS has that of those with a size."""
    rest = (one if has_picture_size(one) else replace(one, duration=None) for one in enclosures[1:])
    return (*enclosures[:1], *rest)


def title_in_html(entry: Entry) -> str | None:
    """Where there is no link, a content that says the title in HTML stands in for it."""
    text, kind = text_and_type(headline(entry) or "")
    return text if kind and not entry.summary else None


def people_but_the_feed(feed: Feed) -> Sequence[Person]:
    """Atom demands an author, and the feed's title stands in for one."""
    return () if feed.authors == (Person(name=feed.title or ""),) else feed.authors


def to_seconds(moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(UTC).replace(microsecond=0)


def names(people: Sequence[Person]) -> Sequence[Person]:
    """One person with an e-mail address keeps it, several are names."""
    if len(people) == 1 and people[0].email:
        (one,) = people
        return (replace(one, name=one.name.translate(BRACKETS), url=None),)
    return tuple(dict.fromkeys(replace(one, email=None, url=None) for one in people))


def bare_names(people: Sequence[Person]) -> Sequence[Person]:
    """Dublin Core knows names alone."""
    return tuple(Person(name=name) for name in dict.fromkeys(one.name for one in people))


def without_labels(tags: Sequence[str | Tag]) -> Sequence[str | Tag]:
    """RSS has no labels of tags."""
    bare = (one.name if isinstance(one, Tag) and not one.scheme else one for one in tags)
    return tuple(dict.fromkeys(replace(one, label=None) if isinstance(one, Tag) else one for one in bare))


def nested(podcast: Podcast | None, feed_url: str | None) -> Podcast | None:
    """Categories stand by their parents, which say nothing of their own beside them."""
    if podcast is None:
        return None
    kinds: dict[str, list[str]] = {}
    for name in podcast.categories:
        kinds.setdefault(name.partition(" > ")[0], [])
        if " > " in name and name not in kinds[name.partition(" > ")[0]]:
            kinds[name.partition(" > ")[0]].append(name)
    owner = podcast.owner
    return replace(
        podcast,
        categories=tuple(one for parent, within in kinds.items() for one in within or [parent]),
        owner=replace(owner, url=None) if owner and owner.email else None,
        guid=podcast.guid or podcasts._guid(feed_url),
    )


def own_first(entry: Entry) -> tuple[Enclosure, ...]:
    """First RSS's own, which takes http alone and has Apple's duration; those of Media RSS have no title."""
    own = next((one for one in entry.enclosures if one.url.startswith("http")), None)
    first = [replace(own, title=None, length=own.length or None)] if own else []
    rest = [one for one in entry.enclosures if one is not own]
    return (*first, *(replace(one, title=None, length=one.length or None) for one in rest))


def title_of_item(entry: Entry) -> str | None:
    return entry.title or (None if entry.summary or entry.content else headline(entry))


def is_text(content: str | None) -> bool:
    return content is not None and "<" not in content


def page_or_stand_in(feed: Feed) -> str | None:
    """RSS demands a link: the feed's address stands in for its page's, or the entries' site, or its id."""
    return feed.url or feed.feed_url or rss._commonest_site(feed.entries) or absolute_url(feed.id or "", None)


RSS_FEED: Expected = {
    "url": page_or_stand_in,
    "id": gone,
    "icon": gone,
    "subtitle": lambda feed: feed.subtitle if feed.subtitle != feed.title else None,
    "updated": lambda feed: to_seconds(feed.updated),
    "authors": lambda feed: names(feed.authors),
    "contributors": lambda feed: bare_names(feed.contributors),
    "web_master": lambda feed: feed.web_master and names((feed.web_master,))[0],
    "generator": lambda feed: feed.generator and Generator(name=feed.generator.name),
    "tags": lambda feed: without_labels(feed.tags),
    "podcast": lambda feed: nested(feed.podcast, feed.feed_url),
    "live": lambda feed: live(feed, "rss"),
    "json_extensions": empty,
}
RSS_ENTRY: Expected = {
    "title": title_of_item,
    "published": lambda entry: to_seconds(entry.published),
    "updated": lambda entry: entry.updated if in_utc(entry.updated) != in_utc(entry.published) else None,
    "authors": lambda entry: names(entry.authors),
    "contributors": lambda entry: bare_names(entry.contributors),
    "tags": lambda entry: without_labels(entry.tags),
    "source": lambda entry: entry.source and replace(entry.source, id=None, updated=None),
    "json_extensions": empty,
}
JSON_FEED: Expected = {
    "id": gone,
    "updated": gone,
    "tags": none,
    "rights": gone,
    "stylesheet": gone,
    "authors": lambda feed: addressed(feed.authors),
    "paging": lambda feed: Paging(next=feed.paging.next) if feed.paging and feed.paging.next else None,
    "podcast": gone,
    "live": none,
    "extensions": none,
    "contributors": none,
    "web_master": gone,
    "generator": gone,
    "license": gone,
    "links": none,
    "location": gone,
    "cloud": gone,
    "ttl": gone,
    "skip_hours": none,
    "skip_days": none,
}
JSON_ENTRY: Expected = {
    "authors": lambda entry: addressed(entry.authors),
    "tags": lambda entry: tuple(dict.fromkeys(map(name_of, entry.tags))),
    "rights": gone,
    "comments": gone,
    "source": gone,
    "episode": gone,
    "extensions": none,
    "contributors": none,
    "images": none,
    "enclosures": lambda entry: tuple(
        replace(one, width=None, height=None, group=None) for one in entry.enclosures
    ),
    "links": lambda entry: first_related(entry) if entry.url else (),
    "license": gone,
    "comments_feed": gone,
    "comment_count": gone,
    "location": gone,
}
HELD = {"atom": (ATOM_FEED, ATOM_ENTRY), "rss": (RSS_FEED, RSS_ENTRY), "json": (JSON_FEED, JSON_ENTRY)}


def first_related(entry: Entry) -> tuple[Link, ...]:
    """JSON Feed has one link beside that to the entry's page, and no more of it than the address."""
    return tuple(Link(url=one.url) for one in entry.links if one.rel == "related")[:1]


def addressed(people: Sequence[Person]) -> Sequence[Person]:
    """A person has one address: that on the Web, or else that of mail."""
    return tuple(replace(one, email=None if one.url else one.email) for one in people)


def expected_entry(entry: Entry, format: FormatName) -> dict[str, Any]:
    """What the document says of an entry."""
    of_entry = HELD[format][1]
    rows: dict[str, Any] = {
        one.name: in_utc(of_entry.get(one.name, _same(one.name))(entry)) for one in fields(Entry)
    }
    rows["estimated"] = False  # no format has it
    if format == "rss":
        if not (entry.published or entry.estimated):  # readers of RSS know pubDate only
            rows["published"] = in_utc(to_seconds(entry.updated))
        rows["enclosures"] = own_first(entry)
        if is_text(entry.content) and not entry.summary:
            rows["summary"], rows["content"] = as_text(entry.content), None
        if entry.episode:
            rows["episode"] = episode_beside(Entry(**rows), entry.episode)
    if rows["episode"] == Episode():
        rows["episode"] = None
    return rows


def expected(feed: Feed, format: FormatName) -> tuple[dict[str, object], list[dict[str, object]]]:
    """What the document says of the feed and of each entry."""
    of_feed = HELD[format][0]
    entries = [expected_entry(entry, format) for entry in feed.entries]
    about = {one.name: in_utc(of_feed.get(one.name, _same(one.name))(feed)) for one in fields(Feed)}
    if about.get("paging") == Paging():
        about["paging"] = None
    written = set(written_fields(Feed)) - {"entries"}
    if about["podcast"] == Podcast():
        about["podcast"] = None
    return {name: value for name, value in about.items() if name in written}, entries


def as_text(content: str | None) -> str | None:
    """RSS has one place for a text of either kind: without any markup it is the summary."""
    return clean_text(unescape(content or ""))


def in_utc(value: object) -> object:
    """The hour that comes twice in autumn equals nothing in another zone, as Python compares dates."""
    if isinstance(value, Source) and value.updated:
        return replace(value, updated=value.updated.astimezone(UTC))
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _same(name: str) -> Callable[[Any], object]:
    return lambda one: getattr(one, name)


def read_back(feed: Feed, format: FormatName) -> tuple[object, object]:
    """What the feed's document should say, and what is read from it."""
    reading = feedkit.read(feedkit.write(feed, format))
    back = reading.feed
    about, entries = expected(feed, format)
    names = entries[0] if entries else {}
    found = [{name: in_utc(getattr(entry, name)) for name in names} for entry in back.entries]
    return (about, entries, ()), (
        {name: in_utc(getattr(back, name)) for name in about},
        found,
        tuple(one for one in reading.problems if one.rule != "apple-requires"),
    )


@each_format
@given(feed=FINISHED)
def test_any_feed_is_read_back(feed: Feed, format: FormatName) -> None:
    assume(all(map(headline, feed.entries)))  # others are refused
    wanted, found = read_back(feed, format)
    assert found == wanted


# --- another reader's opinion ---

STRONG = PLAIN.map(lambda text: f"A {' '.join(text.split())} z".replace("  ", " "))
PAGES = st.sampled_from("abcdefgh").map("https://example.org/{}?x=1&y=2".format)
CLEAR = st.builds(
    Entry,
    title=STRONG,
    url=PAGES,
    published=st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
    summary=STRONG,
    content=STRONG.map(lambda text: f"<p>{text}</p>"),
    authors=st.lists(st.builds(Person, name=STRONG), min_size=1, max_size=2).map(tuple),
    tags=st.lists(STRONG, max_size=3).map(tuple),
    enclosures=st.lists(st.builds(Enclosure, url=PAGES), max_size=1).map(tuple),
)
CASES = [
    path for name in ("atom", "rss") for path in sorted(Path(__file__).parent.glob(f"cases/*/feed.{name}"))
]


@pytest.mark.parametrize("format", ["atom", "rss"])
@given(feed=st.builds(Feed, title=STRONG, subtitle=STRONG, entries=st.lists(CLEAR, max_size=4).map(tuple)))
def test_feedparser_reads_the_same_feed(feed: Feed, format: FormatName) -> None:
    made = published(feed)
    said = feedparser.parse(io.BytesIO(feedkit.write(made, format)), sanitize_html=False)
    assert not said.bozo
    assert (said.feed.title, said.feed.link, said.feed.subtitle) == (made.title, made.url, made.subtitle)
    for entry, one in zip(made.entries, said.entries, strict=True):
        assert (one.title, one.link, one.id) == (entry.title, entry.url, entry.id)
        assert (one.summary, one.content[0].value) == (entry.summary, entry.content)
        assert [tag.term for tag in one.get("tags", ())] == list(map(name_of, entry.tags))
        assert [person.name for person in one.authors] == [person.name for person in entry.authors]
        files = [link.href for link in one.links if link.rel == "enclosure"]
        assert files == [file.url for file in entry.enclosures]
        assert entry.published is not None
        assert tuple(one.published_parsed)[:6] == entry.published.utctimetuple()[:6]


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.suffix[1:]}")
def test_feedparser_reads_the_cases_as_we_do(path: Path) -> None:
    ours = feedkit.parse(path.read_bytes())
    said = feedparser.parse(io.BytesIO(path.read_bytes()), sanitize_html=False)
    assert said.feed.title == ours.title
    feed_id = said.feed.get("id")
    assert [
        (one.get("title"), one.get("link"), id_of_uri(one.id, feed_id) if feed_id else one.id)
        for one in said.entries
    ] == [
        (one.title, one.url or (one.id if path.suffix == ".atom" else None), one.id)  # its own stand-in
        for one in ours.entries
    ]
