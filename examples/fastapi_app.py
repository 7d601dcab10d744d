"""Feeds of a FastAPI application: uvicorn --app-dir examples fastapi_app:app"""

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import FastAPI, Request, Response

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
FORMATS: dict[str, feedkit.FormatName] = {"/feed.xml": "atom", "/rss.xml": "rss", "/feed.json": "json"}

app = FastAPI()


def entry(post: Post) -> feedkit.Entry:
    url = f"{SITE}/{post.slug}/"
    return feedkit.Entry(title=post.title, url=url, published=post.published, content=post.html)


def feed(request: Request) -> Response:
    entries = tuple(entry(post) for post in POSTS)
    path = request.url.path
    feed = feedkit.Feed(title="The Kite Log", url=SITE, feed_url=SITE + path, entries=entries)
    answer = feedkit.respond(feed, FORMATS[path], request_headers=request.headers)
    return Response(answer.body, answer.status, answer.headers)


for path in FORMATS:  # FastAPI answers HEAD only where it is named
    app.add_api_route(path, feed, methods=["GET", "HEAD"], include_in_schema=False)
