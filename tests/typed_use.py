# pyright: strict
"""A user's script that uses every public name, for type checkers: tests/test_public_names.py runs both on it.

It is never run: it says what users may write, and what it gives them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import feedkit
from feedkit import (
    Client,
    Cloud,
    Column,
    DateOverride,
    Element,
    Enclosure,
    Entry,
    Episode,
    Feed,
    FeedkitError,
    FetchError,
    FieldFound,
    Finding,
    FormatName,
    Generator,
    Image,
    InvalidFeedError,
    Link,
    Location,
    NoEntriesError,
    Override,
    Page,
    Paging,
    ParseError,
    Person,
    Podcast,
    Problem,
    Reading,
    Recipe,
    RecipeError,
    Report,
    Response,
    RivalList,
    Source,
    SourceFormat,
    Tag,
)

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def built() -> Feed:
    entries: list[Entry] = [
        Entry(
            title="The sound of a long tail",
            url="https://kites.example/tail/",
            published=NOW,
            authors=[Person(name="Ada Quill", email="ada@kites.example")],
            tags=["tails", Tag(name="sound", scheme="https://kites.example/tags/")],
            enclosures=[Enclosure(url="https://kites.example/tail.mp3", length=1_843_200)],
            episode=Episode(number=2, season=1),
            images=[Image(url="https://kites.example/tail.jpg", width=300)],
            links=[Link(rel="via", url="https://kites.example/")],
            location=Location(points=[(47.5, -122.3)]),
            extensions=[Element(name="dc:publisher", text="Kites")],
            source=Source(title="The Kite Log", url="https://kites.example/"),
        )
    ]
    podcast = Podcast(categories=["Arts"], explicit=False)
    cloud = Cloud(domain="kites.example", path="/rpc", register_procedure="ping", protocol="xml-rpc", port=80)
    made_by = Generator(name="Kites")
    return Feed(
        title="Log",
        entries=entries,
        podcast=podcast,
        paging=Paging(next="/2"),
        cloud=cloud,
        generator=made_by,
    )


def streamed(entries: Iterator[Entry]) -> int:
    return feedkit.write_file("kites.xml", Feed(title="The Kite Log"), "atom", entries=entries, now=NOW)


def recipe() -> Recipe:
    day = DateOverride(css=".day", order="dmy")
    return Recipe(entry="article", title=Override(css="h2"), published=day, map={"url": Column(path="link")})


def parsed(html: bytes, format: SourceFormat | None = None) -> Feed:
    rules: Mapping[str, object] = {"entry": "article", "title": Override(css="h2")}
    feed = feedkit.parse(html, url="https://kites.example/", format=format, recipe=rules)
    rows = feedkit.parse_rows([{"title": "A"}, ("B",)], url="https://kites.example/")
    return feedkit.merge([feed, rows, feedkit.parse(Path("posts"), recipe=recipe(), like=["A"])])


def accounted(address: str) -> Reading:
    with Client() as client:
        page: Page = feedkit.fetch(address, client=client)
        reading = feedkit.read(page.content, url=page.url)
        every = feedkit.read_all([address, Path("posts")], client=client, pages=3, render="auto")
    failed = [one for one in every.values() if isinstance(one, FeedkitError)]
    fields: Sequence[FieldFound] = reading.fields
    rivals: Sequence[RivalList] = reading.rivals
    problems: Sequence[Problem] = reading.problems
    print(fields, rivals, problems, failed, reading.confidence, reading.reasons, reading.doubts)
    return reading


async def awaited(address: str) -> Feed:
    return (await feedkit.aread(address, native=True, timezone="Europe/Paris")).feed


def delivered(feed: Feed, format: FormatName, headers: Mapping[str, str]) -> Response:
    chosen = feedkit.select(feed, since=NOW, match=["ferry"], limit=50)
    finished = feedkit.finish(chosen, previous=built(), now=NOW, keep=20)
    document: bytes = feedkit.write(finished, format)
    report: Report = feedkit.check(document, feed_url="https://kites.example/feed.xml")
    findings: Sequence[Finding] = report.findings
    print(findings, feedkit.convert(document, to="json"), feedkit.__version__)
    return feedkit.respond(finished, format, request_headers=headers)


def failing(address: str) -> str:
    try:
        return feedkit.write(feedkit.read(address).feed, "rss").decode()
    except NoEntriesError as error:
        return f"no entries: {error.feeds}"
    except RecipeError as error:
        return f"the recipe: {error}"
    except FetchError as error:
        return f"not fetched: {error}"
    except ParseError as error:
        return f"not read: {error}"
    except InvalidFeedError as error:
        return f"not written: {error.problems}"
