"""The list of the HTML and that of the data are one answer: the page says which entries are on it."""

from __future__ import annotations

import json

import pytest

import feedkit
from tests.data_variants import MENU, SITE, script

URL = f"{SITE}/journal/"
POSTS = [
    {
        "slug": f"post-number-{n}",
        "title": f"Post number {n} of the mill",
        "date": f"2025-{12 - n:02}-03T08:00:00Z",
        "summary": f"Text {n} is here.",
    }
    for n in range(12)
]
CARD = '<li class="card"><a href="/journal/{slug}"><h2>{title}</h2></a></li>'
LEAD = '<section class="lead"><h1><a href="/journal/{slug}">{title}</a></h1><p>Its text.</p></section>'
LINK = "<li><a href=/journal/{slug}>{title}</a></li>"
ROW = '<div class="r"><a href="/journal/{slug}">{title}</a></div>'
KINDS = (
    CARD,
    ROW,
    "<p><a href=/journal/{slug}>{title}</a></p>",
    '<h4><a href="/journal/{slug}">{title}</a></h4>',
)
TOPICS = "".join(f'<li><a href="/topic/t-{n}">Topic number {n}</a></li>' for n in range(14))


def written(first: int, last: int, *kinds: str) -> str:
    """Posts as HTML, each in the next of some kinds of markup."""
    return "".join(kinds[n % len(kinds)].format(**POSTS[n]) for n in range(first, last))


PAGES = {  # what the page shows, its data, the numbers of its entries
    "a lead above the grid": (
        f"<main>{written(0, 1, LEAD)}<ul>{written(1, 7, CARD)}</ul></main>",
        {"posts": POSTS[:7]},
        range(7),
    ),
    "two leads": (
        f"<main>{written(0, 2, LEAD)}<ul>{written(2, 7, CARD)}</ul></main>",
        {"posts": POSTS[:7]},
        range(7),
    ),
    "the first page of all posts": (
        f"<main><ul>{written(0, 6, CARD)}</ul></main>",
        {"posts": POSTS},
        range(6),
    ),
    "others of all posts in a column": (
        f"<main><ul>{written(0, 6, CARD)}</ul></main><aside><ul>{written(7, 10, LINK)}</ul></aside>",
        {"posts": POSTS},
        range(6),
    ),
    "popular posts below": (
        f"<main><ul>{written(0, 6, CARD)}</ul><div>Popular<ul>{written(7, 10, LINK)}</ul></div></main>",
        {"posts": POSTS, "popular": POSTS[7:10]},
        range(6),
    ),
    "a longer list of something else": (
        f"<main><ul>{TOPICS}</ul><div>{written(0, 5, ROW)}</div></main>",
        {"posts": POSTS[:5], "topics": [{"name": f"Topic number {n}", "slug": f"t-{n}"} for n in range(14)]},
        range(5),
    ),
    "items that differ in markup": (
        f"<main>{written(0, 8, *KINDS)}</main>",
        {"posts": POSTS[:8]},
        range(8),
    ),
    "no list, and a longer one of related posts": (
        f"<main></main><footer>{written(0, 2, ROW)}</footer>",
        {"posts": POSTS[:4], "relatedPosts": POSTS[4:]},
        range(4),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_says_which_entries_and_the_data_what_they_are(name: str) -> None:
    body, data, numbers = PAGES[name]
    source = f"<html lang=en><head><title>The mill</title></head><body>{MENU}{body}{{}}</body></html>"
    page = source.format(script(json.dumps(data), 'type="application/json"'))
    found = [
        (entry.url, entry.title, entry.published and entry.published.strftime("%Y-%m-%dT%H:%M:%SZ"))
        for entry in feedkit.parse(page, url=URL).entries
    ]
    assert found == [
        (f"{SITE}/journal/{POSTS[n]['slug']}", POSTS[n]["title"], POSTS[n]["date"]) for n in numbers
    ]


@pytest.mark.parametrize("name", PAGES)
def test_the_next_feed_of_the_page_has_the_same_entries(name: str) -> None:
    body, data, numbers = PAGES[name]
    source = f"<html lang=en><head><title>The mill</title></head><body>{MENU}{body}{{}}</body></html>"
    page = source.format(script(json.dumps(data), 'type="application/json"'))
    previous = feedkit.finish(feedkit.parse(page, url=URL))
    found = [entry.url for entry in feedkit.parse(page, url=URL, previous=previous).entries]
    assert found == [f"{SITE}/journal/{POSTS[n]['slug']}" for n in numbers]
