"""Podcasts: everything of Apple's elements and of the podcast namespace is read, and written as it was.

tests/feeds/podcasting.rss has every element with every attribute.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

import feedkit
from feedkit import Enclosure, Entry, Episode, Feed, Person, Podcast, check
from feedkit.formats import FormatName
from feedkit.model import (
    AlternateEnclosure,
    Chapters,
    Chat,
    ContentLink,
    FileSource,
    Funding,
    Integrity,
    LiveItem,
    Lock,
    PodcastBlock,
    PodcastImage,
    PodcastLicense,
    PodcastLocation,
    PodcastPerson,
    PodcastText,
    RemoteItem,
    SocialInteract,
    Soundbite,
    Trailer,
    Transcript,
    UpdateFrequency,
    Value,
    ValueRecipient,
    ValueTimeSplit,
)
from feedkit.values.podcast_elements import ELEMENTS, FIELDS, Attribute, Child
from tests.test_writers_newsboat import NEWSBOAT
from tests.test_writers_newsboat import read as newsboat_rows

DOCUMENT = Path(__file__).parent / "feeds" / "podcasting.rss"
MOMENT = datetime(2026, 3, 5, tzinfo=UTC)
IDA = ValueRecipient(name="Ida", type="node", address="02d5", split=95)
each_format = pytest.mark.parametrize("format", ["atom", "rss"])

SHOW = Podcast(
    title="Kiln talk, hot",
    subtitle="A fire a week",
    summary="Potters talk\nat the fire.",
    keywords=["clay", "fire"],
    author="Ida Clay",
    image="https://kiln.example/cover.jpg",
    categories=["Arts > Design"],
    explicit=False,
    owner=Person(name="Ida Clay", email="ida@kiln.example"),
    type="serial",
    moved_to="https://kiln.example/new.xml",
    ended=True,
    blocked=True,
    guid="9b024349-ccf0-5f69-a609-6b82873eab3c",
    medium="podcast",
    lock=Lock(locked=True, owner="ida@kiln.example"),
    funding=[
        Funding(url="https://kiln.example/wood", title="Buy us wood"),
        Funding(url="https://kiln.example/friends"),
    ],
    people=[
        PodcastPerson(name="Ida Clay"),
        PodcastPerson(
            name="Bo Glaze",
            role="Cover Art Designer",
            group="visuals",
            image="https://kiln.example/bo.jpg",
            url="https://bo.example/",
        ),
    ],
    locations=[
        PodcastLocation(name="Fort Ash", geo="geo:57.12,-4.71", osm="R113314", country="GB"),
        PodcastLocation(name="The shed", rel="creator"),
    ],
    license=PodcastLicense(name="kiln-licence-2", url="https://kiln.example/licence.txt"),
    trailers=[
        Trailer(
            title="Soon: ash",
            url="https://kiln.example/trailer.mp3",
            published=datetime(2021, 4, 1, 8, tzinfo=timezone(timedelta(hours=-5))),
            length=12345,
            type="audio/mpeg",
            season=4,
        )
    ],
    values=[
        Value(
            type="lightning",
            method="keysend",
            suggested=0.00000005,
            recipients=[
                IDA,
                ValueRecipient(
                    name="Host",
                    type="node",
                    address="03ae",
                    split=5,
                    fee=True,
                    custom_key="112111100",
                    custom_value="wal_x",
                ),
            ],
        )
    ],
    images=[
        PodcastImage(
            url="https://kiln.example/wide.jpg",
            alt="A kiln, open",
            aspect_ratio="16/9",
            width=1600,
            height=900,
            type="image/jpeg",
            purpose="artwork social",
        ),
        PodcastImage(url="https://kiln.example/c1500.jpg", width=1500),
        PodcastImage(url="https://kiln.example/c300.jpg", width=300),
    ],
    recommended=[
        RemoteItem(
            feed_guid="29cdca4a-32d8-56ba-b48b-09a011c5daa9",
            feed_url="https://wheel.example/rss",
            title="Wheel",
        ),
        RemoteItem(feed_guid="396d9ae0-da7e-5557-b894-b606231fa3ea"),
    ],
    items=[RemoteItem(feed_guid="917393e3-1b1e-5cef-ace4-edaa54e1f810", item_guid="ep-240", medium="music")],
    publisher=RemoteItem(
        feed_guid="003af0a0-6a45-55cf-b765-68e3d349551a",
        feed_url="https://press.example/feed.xml",
        medium="publisher",
    ),
    update_frequency=UpdateFrequency(
        title="Every other Monday",
        start=datetime(2023, 8, 28, tzinfo=UTC),
        rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=10",
    ),
    podping=True,
    blocks=[PodcastBlock(blocked=True), PodcastBlock(blocked=False, platform="amazon")],
    chats=[
        Chat(
            server="irc.kiln.example",
            protocol="irc",
            account="@ida",
            space="#kiln",
            embed_url="https://kiln.example/chat",
        )
    ],
    social=[
        SocialInteract(
            protocol="activitypub",
            uri="https://social.example/@ida/1",
            account="@ida",
            account_url="https://social.example/@ida",
            priority=1,
        ),
        SocialInteract(protocol="disabled"),
    ],
    texts=[PodcastText(text="Ash to ash"), PodcastText(text="S6lpp-7ZCn8", purpose="verify")],
)
EPISODE = Episode(
    number=7.5,
    number_label="Day 5",
    season=3,
    season_name="Ash",
    type="bonus",
    explicit=True,
    title="The firing",
    subtitle="Hot",
    summary="It went well.",
    author="Bo Glaze",
    image=None,  # it is the entry's
    keywords=["ash", "glaze"],
    order=2,
    captioned=True,
    blocked=True,
    transcripts=[
        Transcript(url="https://kiln.example/7.html", type="text/html"),
        Transcript(
            url="https://kiln.example/7.srt", type="application/x-subrip", language="es", captions=True
        ),
    ],
    chapters=Chapters(url="https://kiln.example/7.json"),
    soundbites=[
        Soundbite(start=73, duration=60),
        Soundbite(start=1234.5, duration=42.25, title="Why clay matters"),
    ],
    people=[PodcastPerson(name="Bo Glaze", role="guest", image="https://kiln.example/bo.jpg")],
    locations=[PodcastLocation(name="Dream kiln", geo="geo:-27.86159,153.3169", osm="W43678282")],
    license=PodcastLicense(name="cc-by-4.0"),
    alternate_enclosures=[
        AlternateEnclosure(
            type="video/mp4",
            length=7924786,
            bitrate=511276.52,
            height=720,
            language="en",
            title="Video",
            rel="video",
            codecs="avc1.42E01E",
            sources=[
                FileSource(uri="https://kiln.example/7.mp4"),
                FileSource(uri="ipfs://QmX33FYehk6ckGQ6g1D9D3"),
                FileSource(uri="https://kiln.example/7.torrent", type="application/x-bittorrent"),
            ],
            integrity=Integrity(type="sri", value="sha384-ExVqijgYHm15PqQqdXfW95x"),
        )
    ],
    values=[
        Value(
            type="lightning",
            method="keysend",
            recipients=[IDA],
            splits=[
                ValueTimeSplit(
                    start=60,
                    duration=237,
                    remote_start=174,
                    remote_percentage=95,
                    remote=RemoteItem(
                        feed_guid="a94f5cc9-8c58-55fc-91fe-a324087a655b",
                        item_guid="https://wheel.example/1",
                        medium="music",
                    ),
                ),
                ValueTimeSplit(
                    start=330,
                    duration=53,
                    recipients=[ValueRecipient(name="Bo", type="node", address="02dd", split=10)],
                ),
            ],
        )
    ],
    images=[PodcastImage(url="https://kiln.example/7-wide.jpg")],
    links=[ContentLink(url="https://video.example/7", title="Watch it")],
    chats=[
        Chat(server="kiln.example", protocol="matrix", account="@ida:kiln.example", space="#7:kiln.example")
    ],
    social=[SocialInteract(protocol="activitypub", uri="https://social.example/@ida/7")],
    texts=[PodcastText(text="2026-03-04", purpose="release")],
)
LIVE = LiveItem(
    status="live",
    start=datetime(2021, 9, 26, 13, 30, tzinfo=UTC),
    end=datetime(2021, 9, 26, 15, 30, tzinfo=UTC),
    entry=Entry(
        title="Live from the shed",
        id="e32b4890",
        summary="The fire is lit.",
        enclosures=[Enclosure(url="https://kiln.example/live?format=.mp3", type="audio/mpeg", length=312)],
        episode=Episode(
            people=[PodcastPerson(name="Bo Glaze", role="guest")],
            alternate_enclosures=[
                AlternateEnclosure(
                    type="audio/mpeg",
                    length=312,
                    default=True,
                    sources=[FileSource(uri="https://kiln.example/live")],
                )
            ],
            links=[ContentLink(url="https://video.example/live", title="Watch it")],
        ),
    ),
)


def test_everything_of_a_podcast_is_read() -> None:
    reading = feedkit.read(DOCUMENT)
    feed = reading.feed
    assert reading.problems == ()
    assert feed.podcast == SHOW
    assert feed.live == (LIVE,)
    (entry,) = feed.entries
    assert entry.episode == EPISODE
    assert [person.name for person in entry.authors] == ["The desk"]
    assert (entry.image, entry.enclosures[0].duration) == ("https://kiln.example/7.png", 3723)


def test_the_document_has_every_element_and_attribute() -> None:
    """Where this fails for a new element, write it into the document and into the values above."""
    found = set()
    for element in etree.parse(DOCUMENT).iter("{*}*"):
        name = f"{element.prefix}:{etree.QName(element).localname}"
        found |= {name, *(f"{name}[{attribute}]" for attribute in element.attrib)}
    wanted = set(ELEMENTS.values())
    for model, rows in FIELDS.items():
        for row in rows.values():
            if isinstance(row, Child):
                wanted.add(f"{row.tag}[{row.attribute}]" if row.attribute else row.tag)
            elif isinstance(row, Attribute) and row.name:
                wanted.add(f"{ELEMENTS[model]}[{row.name}]")
    wanted.discard("podcast:updateFrequency[complete]")  # of a podcast that has ended
    assert wanted - found == set()


@each_format
def test_everything_is_written_read_back_and_valid(format: FormatName) -> None:
    feed = feedkit.finish(feedkit.parse(DOCUMENT), now=MOMENT)
    document = feedkit.write(feed, format)
    findings = check(document).findings
    assert [str(one) for one in findings if one.level != "info"] == []
    back = feedkit.parse(document)
    assert back.podcast == feed.podcast
    assert [entry.episode for entry in back.entries] == [entry.episode for entry in feed.entries]
    assert [replace(one, entry=LIVE.entry) for one in back.live] == [LIVE]
    assert [one.entry.episode for one in back.live] == [LIVE.entry.episode]


@each_format
def test_what_is_made_by_hand_is_written_the_same(format: FormatName) -> None:
    feed = feedkit.finish(feedkit.parse(DOCUMENT), now=MOMENT)
    entry = replace(feed.entries[0], episode=EPISODE)
    made = feedkit.finish(replace(feed, podcast=SHOW, entries=[entry]), now=MOMENT)
    assert feedkit.write(made, format) == feedkit.write(feed, format)


@each_format
def test_another_reader_finds_what_it_knows(format: FormatName) -> None:
    feed = feedkit.finish(feedkit.parse(DOCUMENT), now=MOMENT)
    said = feedparser.parse(feedkit.write(feed, format))
    assert not said.bozo
    (entry,) = said.entries
    assert entry.itunes_episodetype == "bonus"
    assert entry.itunes_duration == "3723"
    assert said.feed.itunes_type == "serial"
    assert said.feed.image.href == "https://kiln.example/cover.jpg"


@pytest.mark.skipif(NEWSBOAT is None, reason="newsboat is not here: apt-get install newsboat")
@each_format
def test_newsboat_finds_the_episode(format: FormatName, tmp_path: Path) -> None:
    document = tmp_path / f"feed.{format}"
    document.write_bytes(feedkit.write(feedkit.finish(feedkit.parse(DOCUMENT), now=MOMENT), format))
    title, url, _, file = newsboat_rows(document, tmp_path)["https://kiln.example/7"]
    assert (title, url, file) == ("Firing 7", "https://kiln.example/7", "https://kiln.example/7.mp3")


@pytest.mark.parametrize(
    ("model", "values", "message"),
    [
        (Episode, {"number": -1}, "Episode.number must be 0 or more, but is -1"),
        (Episode, {"number": float("nan")}, "Episode.number must be 0 or more, but is nan"),
        (
            Episode,
            {"title": "A", "type": "Full"},
            "Episode.type of 'A' must be one of full, trailer, bonus, but is 'Full'",
        ),
        (Podcast, {"type": "endless"}, "Podcast.type must be one of episodic, serial, but is 'endless'"),
        (Soundbite, {"start": -1, "duration": 2}, "Soundbite.start must be 0 or more, but is -1"),
        (
            PodcastImage,
            {"url": "/a.png", "width": 0},
            "PodcastImage.width of '/a.png' must be 1 or more, but is 0",
        ),
        (
            PodcastLocation,
            {"name": "A", "rel": "x"},
            "PodcastLocation.rel must be one of subject, creator, but is 'x'",
        ),
    ],
)
def test_values_are_checked_where_they_are_given(model: type, values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match="must be") as caught:
        model(**values)
    assert str(caught.value) == message


RSS = (
    '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>T</title>'
    "<link>https://kiln.example/</link>{}<item><title>A</title>{}</item></channel></rss>"
)


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        (
            '<podcast:soundbite startTime="soon" duration="60"/>',
            "entry 1 'A', podcast:soundbite startTime: wanted a number from 0 on, found 'soon'",
        ),
        (
            '<podcast:transcript type="text/vtt"/>',
            "entry 1 'A', podcast:transcript: wanted its url, found none",
        ),
        (
            "<itunes:episodeType>teaser</itunes:episodeType>",
            "entry 1 'A', itunes:episodetype: wanted one of full, trailer, bonus, found 'teaser'",
        ),
        (
            "<itunes:episode>two</itunes:episode>",
            "entry 1 'A', itunes:episode: wanted a number from 0 on, found 'two'",
        ),
        (
            '<podcast:chapters url="javascript:alert(1)"/>',
            "entry 1 'A', podcast:chapters url: wanted an http or https address, found 'javascript:alert(1)'",
        ),
        (
            '<podcast:location geo="30,97">A</podcast:location>',
            "entry 1 'A', podcast:location geo: wanted geo:latitude,longitude, found '30,97'",
        ),
    ],
)
def test_values_of_others_that_cannot_be_used_are_problems(markup: str, problem: str) -> None:
    reading = feedkit.read(RSS.format("", markup))
    assert str(reading.problems[0]) == problem
    assert {one.rule for one in reading.problems} == {"not-of-a-podcast"}


def test_a_blog_with_a_cover_alone_is_told_nothing_of_apple() -> None:
    reading = feedkit.read(RSS.format('<itunes:image href="/c.webp"/><itunes:author>I</itunes:author>', ""))
    assert reading.problems == ()
    assert reading.feed.image == "https://kiln.example/c.webp"
    assert [person.name for person in reading.feed.authors] == ["I"]
    assert reading.feed.podcast is None


def test_every_field_says_what_it_is() -> None:
    for model in ELEMENTS:
        for one in fields(model):
            assert f"\n        {one.name}: " in (model.__doc__ or ""), (model, one.name)


def test_a_live_stream_without_any_date_has_changed_when_it_begins() -> None:
    start = datetime(2026, 3, 5, 20, tzinfo=UTC)
    feed = Feed(title="T", live=[LiveItem(entry=Entry(title="Tonight"), status="pending", start=start)])
    entry = feedkit.finish(feed, now=MOMENT).live[0].entry
    assert (entry.updated, entry.published) == (start, None)
    assert entry.id is not None


def test_elements_of_podcasts_that_no_field_is_for_are_extensions() -> None:
    markup = "<podcast:contact>a@b.example</podcast:contact><podcast:txt>x</podcast:txt>"
    feed = feedkit.parse(RSS.format(markup, "<itunes:mood>calm</itunes:mood>"))
    assert [one.text for one in feed.extensions] == ["a@b.example"]
    assert [one.text for one in feed.entries[0].extensions] == ["calm"]
    assert feed.podcast == Podcast(texts=[PodcastText(text="x")])


ROWS = (
    "title,audio,duration,episode,season,explicit,episode type,transcript,chapters,guests\n"
    "Ash,https://kiln.example/2.mp3,1:02:03,2,1,yes,Bonus,/2.vtt,https://kiln.example/2.json,Bo Glaze\n"
    "Fire,https://kiln.example/1.mp3,48:10,1,1,no,,The whole text of it,,\n"
    "News,,,7,1,no,,,,\n"
)


def test_columns_of_data_say_what_an_episode_is() -> None:
    ash, fire, news = feedkit.parse(ROWS, url="https://kiln.example/").entries
    assert ash.enclosures[0].duration == 3723
    assert ash.episode == Episode(
        number=2,
        season=1,
        explicit=True,
        type="bonus",
        transcripts=[Transcript(url="https://kiln.example/2.vtt")],
        chapters=Chapters(url="https://kiln.example/2.json"),
        people=[PodcastPerson(name="Bo Glaze", role="guest")],
    )
    assert fire.episode == Episode(number=1, season=1, explicit=False)
    assert news.episode is None  # it has no file


def test_front_matter_says_what_an_episode_is() -> None:
    post = "---\ntitle: Ash\naudio: /2.mp3\nduration: '48:10'\nepisode: 2\nexplicit: false\n---\nText.\n"
    (entry,) = feedkit.parse(post, url="https://kiln.example/ash/").entries
    assert entry.enclosures == (Enclosure(url="https://kiln.example/2.mp3", duration=2890),)
    assert entry.episode == Episode(number=2, explicit=False)


SHOW_TABLE = """
title = "Kiln talk"
language = "en"
image = "https://kiln.example/c.png"
[podcast]
category = "Arts > Design"
{}
locked = true
new_feed_url = "https://kiln.example/new.xml"
[[episodes]]
title = "Ash"
audio = "https://kiln.example/2.mp3"
"""


OWNED = "explicit = 'false'\nowner = {name = 'I', email = 'i@a.example'}"


def test_a_table_beside_the_episodes_says_what_the_podcast_is() -> None:
    reading = feedkit.read(
        SHOW_TABLE.format("explicit = 'false'\nowner = {name = 'I', email = 'i@a.example'}")
    )
    assert reading.feed.podcast == Podcast(
        categories=["Arts > Design"],
        explicit=False,
        owner=Person(name="I", email="i@a.example"),
        lock=Lock(locked=True),
        moved_to="https://kiln.example/new.xml",
    )
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        ("", ["feed, podcast.explicit: wanted true or false, found none"]),
        (
            "explicit = 'perhaps'",
            [
                "feed, podcast.explicit: wanted true or false, found text",
                "feed, podcast.explicit: wanted true or false, found none",
            ],
        ),
        (
            "explicit = true\ntype = 'endless'",
            ["feed, podcast.type: wanted one of episodic, serial, found 'endless'"],
        ),
        (
            "explicit = true\nfunding = [{url = 3}]",
            ["feed, podcast.funding[0].url: wanted text, found a number"],
        ),
    ],
)
def test_what_a_podcasts_table_lacks_is_told(row: str, problems: list[str]) -> None:
    reading = feedkit.read(SHOW_TABLE.format(row))
    assert [str(one) for one in reading.problems] == problems
    assert reading.feed.podcast is not None
    assert reading.feed.podcast.categories == ("Arts > Design",)


def test_a_key_that_is_misspelt_is_told() -> None:
    (problem,) = feedkit.read(SHOW_TABLE.format("explicit = true\nfundign = []")).problems
    assert str(problem).startswith("feed, podcast: wanted one of categories, explicit, author, owner, ")
    assert str(problem).endswith(", found 'fundign'; did you mean funding?")


def test_a_table_whose_name_is_misspelt_is_told() -> None:
    text = SHOW_TABLE.format("explicit = true")
    (problem,) = feedkit.read(text.replace("[podcast]", "[podcats]")).problems
    assert str(problem) == "feed: wanted the table podcast, found 'podcats'; did you mean podcast?"
    assert feedkit.read(text.replace("[podcast]", "[broadcast]")).problems == ()
    without_file = text.replace("[podcast]", "[podcats]").replace("audio = ", "url = ")
    assert feedkit.read(without_file).problems == ()


@pytest.mark.parametrize(
    ("line", "problems"),
    [
        ("season = 'one'", ["season: wanted a number from 0 on, found 'one'"]),
        ("'Episode number' = 'II'", ["Episode number: wanted a number from 0 on, found 'II'"]),
        ("explicit = 'perhaps'", ["explicit: wanted true or false, found 'perhaps'"]),
        ("duration = 'long'", ["duration: wanted seconds or h:mm:ss, found 'long'"]),
        ("length = -5", ["length: wanted a number of bytes, found '-5'"]),
        ("length = 0\nduration = '0:00'\nseason = ''\nexplicit = 'n/a'", []),
    ],
)
def test_a_value_that_an_episode_cannot_have_is_told(line: str, problems: list[str]) -> None:
    reading = feedkit.read(SHOW_TABLE.format("explicit = true") + line)
    assert [str(one) for one in reading.problems] == [f"$.episodes[0].{one}" for one in problems]
    assert len(reading.feed.entries[0].enclosures) == 1


def test_a_file_whose_address_is_none_is_told() -> None:
    text = SHOW_TABLE.format("explicit = true").replace("https://kiln.example/2.mp3", "javascript:1")
    reading = feedkit.read(text)
    assert [str(one) for one in reading.problems] == [
        "$.episodes[0].audio: wanted an address, found 'javascript:1'"
    ]
    assert reading.feed.entries[0].enclosures == ()
