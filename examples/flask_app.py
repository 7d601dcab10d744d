"""Feeds of a Flask application: flask --app examples/flask_app.py run"""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask, Response, request

import feedkit

SITE = "https://kites.example"


@dataclass
class Post:
    slug: str
    title: str
    published: datetime
    html: str


POSTS = [
    Post("box-kite", "A box kite from four dowels", datetime(2025, 5, 9, 18, 30, tzinfo=UTC), "<p>Cut…</p>"),
    Post("tail", "The sound of a long tail", datetime(2025, 4, 2, 7, 0, tzinfo=UTC), "<p>It hums.</p>"),
]

app = Flask(__name__)


def entry(post: Post) -> feedkit.Entry:
    url = f"{SITE}/{post.slug}/"
    return feedkit.Entry(title=post.title, url=url, published=post.published, content=post.html)


@app.get("/feed.xml", defaults={"format": "atom"})
@app.get("/rss.xml", defaults={"format": "rss"})
@app.get("/feed.json", defaults={"format": "json"})
def feed(format: feedkit.FormatName) -> Response:
    entries = tuple(entry(post) for post in POSTS)
    feed = feedkit.Feed(title="The Kite Log", url=SITE, feed_url=SITE + request.path, entries=entries)
    answer = feedkit.respond(feed, format, request_headers=request.headers)
    return Response(answer.body, answer.status, answer.headers)
