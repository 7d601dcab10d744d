"""What readers use of a feed beyond titles and texts: links, licences, comments, locations, media."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

import feedkit
from feedkit import Enclosure, Entry, Feed
from feedkit.finishing import published_anew
from feedkit.model import Cloud, Element, Generator, Image, Link, Location, Person, Tag
from tests.full_feed import MOMENT

SITE = "https://loom.example/"
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "cc": "http://web.resource.org/cc/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "georss": "http://www.georss.org/georss",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())


def rss(item: str = "", channel: str = "") -> str:
    return (
        f'<rss version="2.0" {DECLARED}><channel><title>Looms</title><link>{SITE}</link>{channel}'
        f"<item><title>A</title><link>{SITE}a</link>{item}</item></channel></rss>"
    )


def atom(entry: str = "", feed: str = "") -> str:
    return (
        f'<feed xmlns="{NAMES["atom"]}" {DECLARED}><title>Looms</title><link href="{SITE}"/>{feed}'
        f'<entry><id>urn:x-a:1</id><title>A</title><link href="{SITE}a"/>{entry}</entry></feed>'
    )


def only(document: str) -> Entry:
    (entry,) = feedkit.parse(document).entries
    return entry


# --- read ---

READ: list[tuple[str, str, object]] = [
    (
        '<atom:link rel="via" href="/b" title="Where"/>',
        "links",
        (Link(url=f"{SITE}b", rel="via", title="Where"),),
    ),
    (
        f'<atom:link rel="alternate" href="{SITE}a"/><atom:link href="/de" hreflang="de" type="text/html"/>',
        "links",
        (Link(url=f"{SITE}de", rel="alternate", language="de", type="text/html"),),
    ),
    (
        '<atom:link rel="http://www.iana.org/assignments/relation/Via" href="/b"/>',
        "links",
        (Link(url=f"{SITE}b", rel="via"),),
    ),
    ("<dc:contributor>Ann</dc:contributor>", "contributors", (Person(name="Ann"),)),
    ('<cc:license rdf:resource="https://by.example/4.0"/>', "license", "https://by.example/4.0"),
    ('<atom:link rel="license" href="https://by.example/4.0"/>', "license", "https://by.example/4.0"),
    ("<slash:comments>7</slash:comments>", "comment_count", 7),
    ("<thr:total>0</thr:total>", "comment_count", 0),
    ('<atom:link rel="replies" thr:count="3" href="/c"/>', "comment_count", 3),
    ("<slash:comments>many</slash:comments>", "comment_count", None),
    ("<wfw:commentRss>/c.xml</wfw:commentRss>", "comments_feed", f"{SITE}c.xml"),
    ('<atom:link rel="replies" type="application/atom+xml" href="/c.xml"/>', "comments_feed", f"{SITE}c.xml"),
    ("<geo:lat>57.15</geo:lat><geo:long>-2.11</geo:long>", "location", Location(points=[(57.15, -2.11)])),
    (
        "<geo:Point><geo:lat>57.15</geo:lat><geo:long>-2.11</geo:long></geo:Point>",
        "location",
        Location(points=[(57.15, -2.11)]),
    ),
    (
        "<georss:line>1,2 3,4</georss:line><georss:featurename>Canal</georss:featurename>",
        "location",
        Location(points=[(1, 2), (3, 4)], shape="line", name="Canal"),
    ),
    ("<georss:point>91 0</georss:point>", "location", None),
    ("<georss:box>1 2 3</georss:box>", "location", None),
    (
        '<media:thumbnail url="/s.jpg" width="90" height="60" time="12.5"/><media:thumbnail url="/t.jpg"/>',
        "images",
        (Image(url=f"{SITE}s.jpg", width=90, height=60, time="12.5"), Image(url=f"{SITE}t.jpg")),
    ),
    ('<media:thumbnail url="/s.jpg"/>', "images", ()),
    (
        (
            '<enclosure url="/a.mp4" length="5" type="video/mp4"/>'
            '<media:content url="/a.mp4" duration="9" width="640" height="360"/>'
        ),
        "enclosures",
        (Enclosure(url=f"{SITE}a.mp4", length=5, type="video/mp4", duration=9, width=640, height=360),),
    ),
    (
        (
            '<media:group><media:content url="/a.mp4"/><media:content url="/a.webm"/></media:group>'
            '<media:content url="/b.mp4"/>'
        ),
        "enclosures",
        (
            Enclosure(url=f"{SITE}a.mp4", group=1),
            Enclosure(url=f"{SITE}a.webm", group=1),
            Enclosure(url=f"{SITE}b.mp4"),
        ),
    ),
    ('<category label="Weaving">w</category>', "tags", (Tag(name="w", label="Weaving"),)),
]


@pytest.mark.parametrize(("item", "field", "value"), READ)
def test_fields_of_entries_are_read(item: str, field: str, value: object) -> None:
    assert getattr(only(rss(item)), field) == value


FEED_READ: list[tuple[str, str, object]] = [
    ("<ttl>60</ttl>", "ttl", 60),
    ("<ttl>soon</ttl>", "ttl", None),
    (
        "<skipHours><hour>24</hour><hour>0</hour><hour>7</hour><hour>25</hour></skipHours>",
        "skip_hours",
        (0, 7),
    ),
    ("<skipDays><day>sunday</day><day>Caturday</day></skipDays>", "skip_days", ("Sunday",)),
    (
        '<cloud domain="rpc.example" port="80" path="/r" registerProcedure="" protocol="HTTP-POST"/>',
        "cloud",
        Cloud(domain="rpc.example", port=80, path="/r"),
    ),
    ('<cloud domain="rpc.example" port="0" path="/r" protocol="soap"/>', "cloud", None),
    ("<webMaster>a@b.example (Ann)</webMaster>", "web_master", Person(name="Ann", email="a@b.example")),
    ("<generator>Loom 3</generator>", "generator", Generator(name="Loom 3")),
    ("<generator>feedkit</generator>", "generator", None),
    ("<generator>Loom 3 (feedkit)</generator>", "generator", Generator(name="Loom 3")),
    (
        '<atom:link rel="hub" href="https://one.example/"/><atom:link rel="hub" href="https://two.example/"/>',
        "hubs",
        ("https://one.example/", "https://two.example/"),
    ),
]


@pytest.mark.parametrize(("channel", "field", "value"), FEED_READ)
def test_fields_of_feeds_are_read(channel: str, field: str, value: object) -> None:
    assert getattr(feedkit.parse(rss(channel=channel)), field) == value


@pytest.mark.parametrize(
    ("item", "channel", "message"),
    [
        ("", "<ttl>soon</ttl>", "feed, ttl: wanted a number of minutes, found 'soon'"),
        (
            "",
            "<skipHours><hour>25</hour></skipHours>",
            "feed, skip_hours: wanted an hour from 0 to 23, found '25'",
        ),
        (
            "<georss:point>91 0</georss:point>",
            "",
            "entry 1 'A', location: wanted pairs of latitude and longitude, found '91 0'",
        ),
    ],
)
def test_what_cannot_be_used_is_a_problem(item: str, channel: str, message: str) -> None:
    assert [str(one) for one in feedkit.read(rss(item, channel)).problems] == [message]


def test_a_generator_of_atom_has_a_version_and_an_address() -> None:
    feed = feedkit.parse(atom(feed='<generator uri="https://loom.example/x" version="3">Loom</generator>'))
    assert feed.generator == Generator(name="Loom", version="3", url="https://loom.example/x")
    assert b">Loom (feedkit)</generator>" in feedkit.write(feed, "atom")


def test_json_feed_has_one_related_link() -> None:
    entry = only(
        '{"version": "https://jsonfeed.org/version/1", "items": [{"url": "https://a.example/", "id": "1",'
        ' "external_url": "https://b.example/"}]}'
    )
    assert entry.links == (Link(url="https://b.example/"),)


# --- refused where given ---

REFUSED: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (Feed, {"title": "A", "ttl": -1}, "Feed.ttl of 'A' must be 0 or more, but is -1"),
    (Feed, {"skip_hours": [24]}, "Feed.skip_hours must be hours from 0 to 23, but is (24,)"),
    (
        Feed,
        {"skip_days": ["Caturday"]},
        "Feed.skip_days must be days of the week in English, but is ('Caturday',)",
    ),
    (Enclosure, {"url": "/a", "length": -1}, "Enclosure.length of '/a' must be 0 or more, but is -1"),
    (Entry, {"title": "A", "comment_count": -1}, "Entry.comment_count of 'A' must be 0 or more, but is -1"),
    (
        Cloud,
        {"domain": "a", "port": 0, "path": "/"},
        "Cloud.port must be a port from 1 to 65535, but is 0",
    ),
    (
        Location,
        {"points": [(91, 0)]},
        (
            "Location.points must be pairs of a latitude from -90 to 90 and a longitude from -180 to 180, "
            "but is ((91, 0),)"
        ),
    ),
    (
        Location,
        {"points": [(1, 2)], "shape": "circle"},
        "Location.shape must be point, line, polygon or box, but is 'circle'",
    ),
    (
        Location,
        {"points": [(1, 2)], "shape": "line"},
        "Location.points must be 2 or more for a line, but is ((1, 2),)",
    ),
]


@pytest.mark.parametrize(("model", "fields", "message"), REFUSED)
def test_values_out_of_range_are_refused(
    model: Callable[..., Any], fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        model(**fields)
    assert str(caught.value) == message


# --- finished ---


def left_out(**fields: Any) -> list[str]:
    problems: list[feedkit.Problem] = []
    feed = Feed(title="Looms", url=SITE, entries=[Entry(title="A", url="/a", **fields)])
    feedkit.finish(feed, problems=problems)
    return [str(problem) for problem in problems]


def test_links_that_have_fields_of_their_own_are_left_out() -> None:
    links = [Link(url="/b", rel="enclosure"), Link(url="/c", rel="alternate"), Link(url="/d", rel="a b")]
    assert left_out(links=links) == [
        "entry 1 'A', links: wanted a relation that no field is for, as enclosures, found 'enclosure'",
        (
            "entry 1 'A', links: wanted an alternate of another type or language than the others, "
            f"found '{SITE}c'"
        ),
        "entry 1 'A', links: wanted a relation such as related or via, found 'a b'",
    ]


def test_a_polygon_ends_where_it_begins() -> None:
    location = Location(points=[(0, 0), (0, 1), (1, 1)], shape="polygon")
    feed = feedkit.finish(Feed(title="A", url=SITE, location=location))
    assert feed.location is not None
    assert feed.location.points == ((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.0, 0.0))


def test_the_first_thumbnail_is_the_picture_of_an_entry() -> None:
    images = [Image(url="/a.jpg", thumbnail=False, width=9), Image(url="/s.jpg", width=1)]
    (entry,) = feedkit.finish(Feed(title="A", url=SITE, entries=[Entry(title="A", images=images)])).entries
    assert entry.image == f"{SITE}s.jpg"


# --- the old name of hubs ---


def test_hub_is_the_first_of_hubs() -> None:
    with pytest.warns(DeprecationWarning, match=r"use hubs=\[…\]"):
        feed = Feed(title="A", hub="https://hub.example/")  # type: ignore[call-arg]
    assert feed.hubs == ("https://hub.example/",)
    with pytest.warns(DeprecationWarning, match="use Feed.hubs"):
        assert feed.hub == "https://hub.example/"
    assert replace(feed, title="B").hubs == feed.hubs


# --- what is published again ---


def test_counts_alone_are_no_news() -> None:
    def feed(comments: int, title: str = "A") -> Feed:
        entries = [Entry(title=title, url="/a", published=MOMENT, comment_count=comments)]
        return Feed(title="Looms", url=SITE, generator=Generator(name=f"Loom {comments}"), entries=entries)

    first = feedkit.finish(feed(1))
    for name in ("atom", "rss"):
        document = feedkit.write(first, name)
        again = feedkit.finish(feed(2), previous=feedkit.parse(document))
        assert feedkit.write(again, name) == document
    changed = feedkit.finish(feed(2, "B"), previous=first)
    assert [entry.comment_count for entry in changed.entries] == [2]


def test_what_is_true_of_the_source_alone_is_not_published_anew() -> None:
    feed = Feed(
        title="Looms",
        hubs=["https://hub.example/"],
        cloud=Cloud(domain="rpc.example", port=80, path="/"),
        web_master=Person(name="Ann", email="a@b.example"),
        generator=Generator(name="Loom"),
        links=[
            Link(url=f"{SITE}a.rss", rel="alternate", type="application/rss+xml"),
            Link(url=f"{SITE}about", rel="author"),
        ],
        extensions=[Element(name="feedburner:info"), Element(name="sy:updatePeriod", text="daily")],
    )
    ours = published_anew(feed)
    assert (ours.hubs, ours.cloud, ours.web_master, ours.generator) == ((), None, None, None)
    assert [link.rel for link in ours.links] == ["author"]
    assert [one.text for one in ours.extensions] == ["daily"]
