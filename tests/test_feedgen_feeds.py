"""The feeds that feedgen's own tests build can be built here, and are read back with every field.

Each test names the calls of feedgen that it stands for. What feedgen takes and a valid feed cannot hold is
left out: a category's scheme that is no URI, a `ttl` of an item, addresses that are plain words.
"""

from __future__ import annotations

import pytest

import feedkit
from feedkit import Cloud, Element, Enclosure, Entry, Feed, Generator, Link, Location, Person, Tag
from tests.full_feed import MOMENT

both = pytest.mark.parametrize("format", ["atom", "rss"])
SITE = "https://rec.example/"
BOX = Element(
    name="textInput",
    children=[
        Element(name="title", text="Find"),
        Element(name="description", text="Find a recording"),
        Element(name="name", text="q"),
        Element(name="link", text=f"{SITE}find"),
    ],
)
FEED = Feed(  # id, title, author, link, logo, subtitle, language, cloud, icon, category, contributor…
    id=f"{SITE}media/654321",
    title="Recordings",
    authors=[Person(name="Jo Doe", email="jo@rec.example")],
    url=SITE,
    feed_url=f"{SITE}test.atom",
    image=f"{SITE}logo.jpg",
    icon=f"{SITE}icon.png",
    subtitle="What was recorded",
    language="en",
    cloud=Cloud(domain="rec.example", port=4711, path="/ws", register_procedure="notify", protocol="soap"),
    tags=[Tag(name="term", scheme=f"{SITE}terms", label="Label")],
    contributors=[Person(name="Con Tributor", url=f"{SITE}con", email="con@rec.example")],
    rights="All of them",
    extensions=[BOX, Element(name="rating", text='(PICS-1.1 "http://rating.example/" 1 r (SS~~000 1))')],
    skip_days=["Tuesday"],
    skip_hours=[23],
    ttl=900,
    web_master=Person(name="web", email="web@rec.example"),
    updated=MOMENT,
    generator=Generator(name="Maker", version="1", url=f"{SITE}maker"),
)


def read_back(feed: Feed, format: str) -> Feed:
    document = feedkit.write(feed, "atom" if format == "atom" else "rss")
    assert not [one for one in feedkit.check(document).findings if one.level == "error"]
    return feedkit.parse(document)


def test_the_head_of_a_feed_in_atom() -> None:
    back = read_back(FEED, "atom")
    assert back.updated == FEED.updated
    names = "id title authors url feed_url image icon subtitle language tags contributors rights generator"
    assert {name: getattr(back, name) for name in names.split()} == {
        name: getattr(FEED, name) for name in names.split()
    }


def test_the_head_of_a_feed_in_rss() -> None:
    back = read_back(FEED, "rss")
    names = (
        "title authors url feed_url image subtitle language cloud rights extensions skip_days skip_hours ttl"
    )
    assert {name: getattr(back, name) for name in (*names.split(), "web_master", "updated")} == {
        name: getattr(FEED, name) for name in (*names.split(), "web_master", "updated")
    }
    assert back.generator == Generator(name="Maker")
    assert back.tags == (Tag(name="term", scheme=f"{SITE}terms"),)


@both
@pytest.mark.parametrize(
    "rel", ["about", "archives", "canonical", "payment", "profile", "up", "via", "working-copy"]
)
def test_links_of_any_relation(rel: str, format: str) -> None:
    links = (Link(url=f"{SITE}{rel}", rel=rel, type="text/html", language="de", title="There", length=7),)
    feed = Feed(
        title="Recordings", url=SITE, links=links, entries=[Entry(title="A", url=f"{SITE}a", links=links)]
    )
    back = read_back(feed, format)
    assert back.links == back.entries[0].links == links


@both
def test_an_entry(format: str) -> None:
    """title, author, contributor, link, guid, updated, pubDate, summary, content, rights, comments…"""
    entry = Entry(
        id="123",
        title="The first",
        authors=[Person(name="Jo Doe", email="jo@rec.example")],
        contributors=[Person(name="Con Tributor")],
        url=f"{SITE}1",
        published=MOMENT,
        updated=MOMENT,
        summary="In short",
        content="<p>At length</p>",
        rights="Some",
        comments=f"{SITE}1/comments",
        tags=[Tag(name="category", scheme=f"{SITE}terms")],
        enclosures=[Enclosure(url=f"{SITE}1.txt", type="text/plain", length=1)],
    )
    (back,) = read_back(Feed(title="Recordings", url=SITE, entries=[entry]), format).entries
    assert feedkit.finish(Feed(entries=[back])).entries == feedkit.finish(Feed(entries=[entry])).entries


DUBLIN_CORE = "coverage format identifier publisher relation source type"  # others are fields of their own


@both
def test_dublin_core(format: str) -> None:
    elements = tuple(Element(name=f"dc:{name}", text=f"its {name}") for name in DUBLIN_CORE.split())
    entry = Entry(
        title="A", url=f"{SITE}a", extensions=elements, tags=["subject"], language="de", rights="Some"
    )
    back = read_back(Feed(title="Recordings", url=SITE, extensions=elements, entries=[entry]), format)
    assert back.extensions == back.entries[0].extensions == elements
    assert (back.entries[0].tags, back.entries[0].language, back.entries[0].rights) == (
        ("subject",),
        "de",
        "Some",
    )


@both
@pytest.mark.parametrize(
    ("shape", "points"),
    [
        ("point", ((42.36, -71.05),)),
        ("line", ((45.256, -110.45), (46.46, -109.48), (43.84, -109.86))),
        ("polygon", ((45.256, -110.45), (46.46, -109.48), (43.84, -109.86), (45.256, -110.45))),
        ("box", ((42.943, -71.032), (43.039, -69.856))),
    ],
)
def test_locations(shape: str, points: tuple[tuple[float, float], ...], format: str) -> None:
    more = tuple(
        Element(name=f"georss:{name}", text=text)
        for name, text in (("featuretypetag", "city"), ("relationshiptag", "is-centred-at"), ("elev", "313"))
    )
    location = Location(points=points, shape=shape, name="Boston")
    entry = Entry(title="A", url=f"{SITE}a", location=location, extensions=more)
    (back,) = read_back(Feed(title="Recordings", url=SITE, entries=[entry]), format).entries
    assert (back.location, back.extensions) == (location, more)


@both
def test_media_of_one_group(format: str) -> None:
    files = tuple(
        Enclosure(url=f"{SITE}{width}.mp4", type="video/mp4", length=width, width=width, height=9, group=1)
        for width in (640, 1280)
    )
    credit = Element(name="media:credit", text="Ann", attributes={"role": "director"})
    entry = Entry(title="A", url=f"{SITE}a", enclosures=files, extensions=[credit])
    (back,) = read_back(Feed(title="Recordings", url=SITE, entries=[entry]), format).entries
    assert (back.enclosures, back.extensions) == (files, (credit,))


@both
def test_how_often_a_feed_changes(format: str) -> None:
    period = (Element(name="sy:updatePeriod", text="hourly"), Element(name="sy:updateFrequency", text="2"))
    assert read_back(Feed(title="Recordings", url=SITE, extensions=period), format).extensions == period


@both
def test_torrents(format: str) -> None:
    facts = {"fileName": "a.iso", "infoHash": "74d1", "contentLength": "7", "seeds": "3", "peers": "2"}
    elements = tuple(Element(name=f"torrent:{name}", text=text) for name, text in facts.items())
    entry = Entry(title="A", url=f"{SITE}a", extensions=elements)
    back = read_back(Feed(title="Recordings", url=SITE, entries=[entry]), format)
    assert back.entries[0].extensions == elements
