"""Pages that real frameworks built (scripts/framework_sites makes them): each has the same 12 posts."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

import feedkit
from feedkit import NoEntriesError

FOLDER = Path(__file__).parent / "framework_pages"
POSTS = json.loads((FOLDER / "posts.json").read_text(encoding="utf-8"))
SITE = "https://mill.example"
ADDRESSES = {  # fixture → the page's path, and what its posts' addresses look like
    "astro": ("/", "/posts/{}/"),
    "gatsby": ("/notes/", "/notes/{}/"),
    "next-app": ("/journal", "/journal/{}"),
    "next-pages": ("/blog", "/blog/{}"),
    "nuxt": ("/", "/news/{}"),
    "react-router": ("/", "/posts/{}"),
    "sveltekit": ("/blog", "/blog/{}"),
}


@pytest.mark.parametrize("fixture", ADDRESSES)
def test_every_field_of_every_post_is_read(fixture: str) -> None:
    path, address = ADDRESSES[fixture]
    reading = feedkit.read((FOLDER / f"{fixture}.html").read_bytes(), url=SITE + path)
    found = [
        {
            "url": entry.url,
            "title": entry.title,
            "date": entry.published,
            "authors": [one.name for one in entry.authors],
            "summary": entry.summary,
            "image": entry.image,
            "tags": list(entry.tags),
        }
        for entry in reading.feed.entries
    ]
    assert found == [
        {
            "url": SITE + address.format(post["slug"]),
            "title": post["title"],
            "date": datetime.fromisoformat(post["date"]),
            "authors": [post["author"]["name"]],
            "summary": post["summary"],
            "image": SITE + post["image"],
            "tags": post["tags"],
        }
        for post in POSTS
    ]
    assert reading.problems == ()


def test_every_fixture_is_read() -> None:
    assert {one.stem for one in FOLDER.glob("*.html")} == {*ADDRESSES, "react-client"}


def test_a_page_that_fetches_its_list_says_so() -> None:
    with pytest.raises(NoEntriesError) as refused:
        feedkit.parse((FOLDER / "react-client.html").read_bytes(), url=f"{SITE}/")
    assert str(refused.value) == (
        "no entries found: the page shows no text; its list may be made by JavaScript"
    )
