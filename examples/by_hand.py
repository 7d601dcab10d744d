from dataclasses import replace
from datetime import UTC, datetime

import feedkit
from feedkit import Enclosure, Entry, Feed, Person

box = Entry(
    title="A box kite from four dowels",
    url="https://kites.example/box-kite/",
    published=datetime(2025, 5, 9, 18, 30, tzinfo=UTC),
    content="<p>Cut the dowels to <b>90 cm</b>, and sand the ends.</p>",
    tags=("building",),
)
tail = Entry(
    title="The sound of a long tail",
    url="https://kites.example/tail/",
    published=datetime(2025, 4, 2, 7, 0, tzinfo=UTC),
    enclosures=(Enclosure(url="https://kites.example/tail.mp3", length=1_843_200),),
)
author = Person(name="Ada Quill", email="ada@kites.example")
feed = Feed(title="The Kite Log", url="https://kites.example/", authors=(author,), entries=(box, tail))
FILES: dict[str, feedkit.FormatName] = {"feed.xml": "atom", "rss.xml": "rss", "feed.json": "json"}
for name, kind in FILES.items():
    document = feedkit.write(replace(feed, feed_url=f"https://kites.example/{name}"), kind)
    report = feedkit.check(document)
    print(f"{name}: {'valid' if report.valid else 'invalid'}, {len(report.findings)} findings")
