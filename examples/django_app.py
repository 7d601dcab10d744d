"""Feeds of a Django application, all of it in one file: python examples/django_app.py runserver"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.core.management import execute_from_command_line
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

import feedkit

SITE = "https://kites.example"


@dataclass
class Post:  # in an application with a database, a model
    slug: str
    title: str
    published: datetime
    html: str


POSTS = [
    Post("box-kite", "A box kite from four dowels", datetime(2025, 5, 9, 18, 30, tzinfo=UTC), "<p>Cut…</p>"),
    Post("tail", "The sound of a long tail", datetime(2025, 4, 2, 7, 0, tzinfo=UTC), "<p>It hums.</p>"),
]


def entry(post: Post) -> feedkit.Entry:
    url = f"{SITE}/{post.slug}/"
    return feedkit.Entry(title=post.title, url=url, published=post.published, content=post.html)


@require_safe
def feed(request: HttpRequest, format: feedkit.FormatName) -> HttpResponse:
    entries = tuple(entry(post) for post in POSTS)
    feed = feedkit.Feed(title="The Kite Log", url=SITE, feed_url=SITE + request.path, entries=entries)
    answer = feedkit.respond(feed, format, request_headers=request.headers)
    return HttpResponse(answer.body, status=answer.status, headers=answer.headers)


urlpatterns = [
    path("feed.xml", feed, {"format": "atom"}),
    path("rss.xml", feed, {"format": "rss"}),
    path("feed.json", feed, {"format": "json"}),
]
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["localhost", "127.0.0.1"])
application = get_wsgi_application()

if __name__ == "__main__":
    execute_from_command_line()
