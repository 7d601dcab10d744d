"""Data that pages carry for their scripts: what it adds to a list, and lists that are only there."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, datetime

import pytest

import feedkit
from feedkit import NoEntriesError, Recipe, RecipeError, parsers
from feedkit.parsers.data.columns import field_paths
from feedkit.parsers.page_data import FIELD_NAME, Script, documents
from feedkit.parsers.page_data.literals import literal_at, values_in
from feedkit.parsers.page_data.object_lists import lists_in
from feedkit.recipes import read_recipe
from tests.costs import assert_linear

URL = "https://mill.example/blog/"
POSTS = (
    ("wheel", "Turning the wheel", "2025-05-02T08:30:00Z", "Ana Reed"),
    ("stone", "Dressing the stone", "2025-04-11T17:05:00Z", "Tom Hale"),
    ("sluice", "A new sluice gate", "2025-03-20T06:45:00Z", "Ana Reed"),
)
ROWS = [{"slug": s, "title": t, "date": d, "author": {"name": a}} for s, t, d, a in POSTS]
DATA = json.dumps({"props": {"pageProps": {"posts": ROWS}}})
ITEMS = "".join(f'<li class="card"><a href="/blog/{s}"><h2>{t}</h2></a></li>' for s, t, _, _ in POSTS)
LIST = f"<main><h1>The mill's blog</h1><ul>{ITEMS}</ul></main>"


def page(data: str, body: str = LIST) -> str:
    return f"<html lang=en><head><title>The mill</title></head><body>{body}{data}</body></html>"


def script(text: str, attributes: str = "") -> str:
    return f"<script {attributes}>{text}</script>"


def flight(*rows: str) -> str:
    """The rows of a flight stream, cut into calls at any place, as servers cut it."""
    stream = "".join(rows)
    cuts = [stream[at : at + 150] for at in range(0, len(stream), 150)]
    return "".join(script(f"self.__next_f.push([1,{json.dumps(cut)}])") for cut in cuts)


def devalue(value: object) -> list[object]:
    """A value as a flat list whose numbers are indices."""
    flat: list[object] = []

    def add(one: object) -> int:
        index = len(flat)
        flat.append(None)
        if isinstance(one, dict):
            flat[index] = {key: add(inner) for key, inner in one.items()}
        elif isinstance(one, list):
            flat[index] = [add(inner) for inner in one]
        elif isinstance(one, str) and one.endswith("Z"):
            flat[index] = ["Date", one]
        else:
            flat[index] = one
        return index

    add(value)
    return flat


def turbo_stream(value: object) -> str:
    """A value as a flat list whose keys and numbers are indices."""
    flat: list[object] = []

    def add(one: object) -> int:
        index = len(flat)
        flat.append(None)
        if isinstance(one, dict):
            flat[index] = {f"_{add(key)}": add(inner) for key, inner in one.items()}
        elif isinstance(one, list):
            flat[index] = [add(inner) for inner in one]
        elif isinstance(one, str) and one.endswith("Z"):
            flat[index] = ["D", datetime.fromisoformat(one).timestamp() * 1000]
        else:
            flat[index] = one
        return index

    add(value)
    return json.dumps(flat) + "\n"


def astro(value: object) -> object:
    """A value as the properties of an island have it."""
    if isinstance(value, list):
        return [1, [astro(one) for one in value]]
    if isinstance(value, dict):
        return [0, {key: astro(one) for key, one in value.items()}]
    return [0, value]


LITERAL_ROW = '{{slug:\'{}\',title:"{}",date:new Date("{}"),draft:!1,author:{{name:`{}`,}},tags:void 0}}'
LITERAL = (
    "{data:[" + ",".join(LITERAL_ROW.format(s, t.replace("A", r"\x41"), d, a) for s, t, d, a in POSTS) + "]}"
)
NUXT2 = (
    "window.__NUXT__=(function(a,b){return {layout:a,data:[{posts:["
    + ",".join(
        f'{{slug:"{s}",title:"{t}",date:"{d}",author:{{name:{"b" if a == "Ana Reed" else json.dumps(a)}}}}}'
        for s, t, d, a in POSTS
    )
    + ']}],fetch:{}}}("default","Ana Reed"));'
)
APOLLO = {
    "ROOT_QUERY": {"__typename": "Query"},
    **{f"Post:{n}": {"__typename": "Post", **row} for n, row in enumerate(ROWS)},
    "Author:1": {"__typename": "Author", "name": "Ana Reed"},
    "Author:2": {"__typename": "Author", "name": "Tom Hale"},
}
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The mill"},
        {
            "@type": "Blog",
            "blogPost": [
                {
                    "@type": "BlogPosting",
                    "headline": t,
                    "url": f"https://mill.example/blog/{s}",
                    "datePublished": d,
                    "author": {"@type": "Person", "name": a},
                }
                for s, t, d, a in POSTS
            ],
        },
    ],
}
ITEM_LIST = {
    "@type": "ItemList",
    "itemListElement": [
        {"@type": "ListItem", "position": n, "item": row}
        for n, row in enumerate(LD["@graph"][1]["blogPost"], 1)  # type: ignore[index]
    ],
}
CARRIERS = {
    "next": script(DATA, 'id="__NEXT_DATA__" type="application/json"'),
    "any id": script(DATA, 'type="application/json" data-target="app"'),
    "flight": flight(
        '1:I[123,[],""]\n',
        ':HL["/style.css","style"]\n',
        f"2:T{len('Grüße'.encode()):x},Grüße",
        "0:"
        + json.dumps(
            [
                "$",
                "$L1",
                None,
                {"posts": [{**row, "date": "$D" + str(row["date"]), "body": "$2"} for row in ROWS]},
            ]
        )
        + "\n",
    ),
    "nuxt 2": script(NUXT2),
    "nuxt 3": script(
        json.dumps(devalue({"data": {"posts": ROWS}})),
        'id="__NUXT_DATA__" type="application/json"',
    ),
    "sveltekit": script(f"kit.start(app, element, {LITERAL});", "type=module"),
    "remix": script("window.__remixContext = " + LITERAL + ";"),
    "turbo-stream": script(
        "window.__reactRouterContext.streamController.enqueue("
        f"{json.dumps(turbo_stream({'loaderData': {'posts': ROWS}}))});"
    ),
    "astro": f'<astro-island props="{html.escape(json.dumps({"posts": astro(ROWS)}))}"></astro-island>',
    "inertia": f'<div id="app" data-page="{html.escape(DATA)}"></div>',
    "apollo": script(f"window.__APOLLO_STATE__={json.dumps(APOLLO)};"),
    "apollo with references": script(
        "window.__APOLLO_STATE__="
        + json.dumps(
            {
                "ROOT_QUERY": {'posts({"first":3})': [{"__ref": f"Post:{n}"} for n in range(len(ROWS))]},
                "Author:1": {"__typename": "Author", "name": "Ana Reed"},
                "Author:2": {"__typename": "Author", "name": "Tom Hale"},
                **{
                    f"Post:{n}": {
                        "__typename": "Post",
                        "slug": s,
                        'title({"format":"PLAIN"})': t,
                        "date": d,
                        "author": {"__ref": "Author:1" if a == "Ana Reed" else "Author:2"},
                    }
                    for n, (s, t, d, a) in enumerate(POSTS)
                },
            }
        )
    ),
    "relay": script(
        "window.relayStore="
        + json.dumps(
            {
                "client:root": {"__id": "client:root", "posts": {"__refs": ["p0", "p1", "p2"]}},
                **{
                    f"p{n}": {"slug": s, "title": t, "date": d, "author": {"__ref": f"a{a[:3]}"}}
                    for n, (s, t, d, a) in enumerate(POSTS)
                },
                **{f"a{a[:3]}": {"__typename": "Author", "name": a} for *_, a in POSTS},
            }
        )
    ),
    "tables of a store": script(
        "window.store="
        + json.dumps(
            {
                "entities": {
                    "posts": {
                        f"posts:{n}": {"data": {"slug": s, "title": t, "date": d, "author": f"users:{a[:3]}"}}
                        for n, (s, t, d, a) in enumerate(POSTS)
                    },
                    "users": {f"users:{a[:3]}": {"data": {"username": a}} for *_, a in POSTS},
                }
            }
        )
    ),
    "objects in objects of their own": script(
        "var state = "
        + json.dumps(
            {
                "tabs": [
                    {
                        "shelfRenderer": {
                            "items": [
                                {"cardRenderer": {"content": {"postRenderer": row, "tracking": "x"}}}
                                for row in rows
                            ]
                        }
                    }
                    for rows in (ROWS[:2], ROWS[2:])
                ]
            }
        )
    ),
    "a context with a dotted name": script(f"Static.SITE_CONTEXT = {DATA};"),
    "assignment": script(f"var initial = {DATA};"),
    "JSON.parse": script(f"window.state = JSON.parse({json.dumps(DATA)});"),
    "JSON in JSON": script(json.dumps({"warm": {"feed-page": DATA}}), 'type="application/json"'),
    "sections": script(
        json.dumps({"sections": [{"items": [row]} for row in ROWS]}), 'type="application/json"'
    ),
    "blog": script(json.dumps(LD), 'type="application/ld+json"'),
    "list": script(json.dumps(ITEM_LIST), 'type="application/ld+json"'),
}


@pytest.mark.parametrize("carrier", CARRIERS)
def test_data_says_what_the_list_does_not_show(carrier: str) -> None:
    entries = feedkit.parse(page(CARRIERS[carrier]), url=URL).entries
    found = [
        (entry.url, entry.title, entry.published, [one.name for one in entry.authors]) for entry in entries
    ]
    assert found == [
        (f"https://mill.example/blog/{slug}", title, datetime.fromisoformat(date), [author])
        for slug, title, date, author in POSTS
    ]


SHELL = (
    '<main id="root"></main><footer><a href="/blog/wheel">Turning the wheel</a>'
    '<a href="/blog/stone">Dressing the stone</a></footer>'
)


def test_a_list_that_is_only_in_the_data_is_read() -> None:
    reading = feedkit.read(page(CARRIERS["next"], SHELL), url=URL)
    assert [entry.url for entry in reading.feed.entries] == [
        f"https://mill.example/blog/{s}" for s, *_ in POSTS
    ]
    assert [entry.title for entry in reading.feed.entries] == [title for _, title, *_ in POSTS]
    assert reading.where == "script#__NEXT_DATA__ $.props.pageProps.posts"
    assert reading.reasons == ("the list is only in the data that the page carries for its scripts",)
    assert reading.confidence == 0.8
    assert ("published", "script#__NEXT_DATA__ $.props.pageProps.posts[*].date", 3) in {
        (found.field, found.where, found.entries) for found in reading.fields
    }


def only(rows: object, body: str = "<main></main>") -> list[tuple[str | None, str | None, datetime | None]]:
    """The entries of a page that has its list in its data only."""
    entries = feedkit.parse(page(script(f"var rows = {json.dumps(rows)};"), body), url=URL).entries
    return [(entry.url, entry.title, entry.published) for entry in entries]


EXPECTED = [
    (f"https://mill.example/blog/{slug}", title, datetime.fromisoformat(date))
    for slug, title, date, _ in POSTS
]


@pytest.mark.parametrize(
    "rows",
    [
        [  # an address within an object of unknown name; a picture and a profile are no pages
            {
                "title": {"simpleText": title},
                "date": date,
                "link": {"endpoint": {"meta": {"url": f"/blog/{slug}", "apiUrl": f"/api/v1/{slug}"}}},
                "picture": {"url": f"/{slug}.jpg"},
                "author": {"url": f"/people/{slug}"},
            }
            for slug, title, date, _ in POSTS
        ],
        [  # the last part of the address under a name of whole ones
            {
                "title": title,
                "date": date,
                "permalink": slug,
                "permalink_url": f"https://mill.example/blog/{slug}",
            }
            for slug, title, date, _ in POSTS
        ],
        [  # a writer's date beside those of the system
            {
                "attributes": {
                    "Name": title,
                    "Date": date,
                    "url": f"/blog/{slug}",
                    "createdAt": "2025-06-01T10:00:00Z",
                    "updatedAt": "2025-06-02T10:00:00Z",
                    "publishedAt": "2025-06-03T10:00:00Z",
                }
            }
            for slug, title, date, _ in POSTS
        ],
        [  # names in another language
            {"titolo": title, "data": date, "link": f"/blog/{slug}", "tag": "Mulino"}
            for slug, title, date, _ in POSTS
        ],
        [  # the same twice
            {"title": title, "date": date, "url": f"/blog/{slug}"}
            for slug, title, date, _ in (*POSTS, POSTS[0])
        ],
        [  # HTML's escapes
            {"title": title.replace("e", "&#101;"), "date": date, "url": f"/blog/{slug}"}
            for slug, title, date, _ in POSTS
        ],
        {  # longer and dated before shorter and undated
            "menu": [{"title": name, "url": f"/{name}", "summary": "About"} for name in "abcd"],
            "posts": [
                {"title": title, "date": date, "url": f"/blog/{slug}"} for slug, title, date, _ in POSTS
            ],
        },
    ],
)
def test_the_address_and_the_date_of_a_row_are_those_of_its_page(rows: object) -> None:
    assert only(rows) == EXPECTED


def test_links_of_the_page_say_how_addresses_end() -> None:
    rows = [{"id": 7300 + n, "title": title, "date": date} for n, (_, title, date, _) in enumerate(POSTS)]
    links = "".join(f'<a href="/item/{7300 + n}.html"><img src=x></a>' for n in range(2))
    found = [url for url, *_ in only(rows, f"<footer>{links}</footer>")]
    assert found == [f"https://mill.example/item/{7300 + n}.html" for n in range(3)]
    rows = [{**row, "id": n} for n, row in enumerate(rows, 1)]  # numbers of pages
    with pytest.raises(NoEntriesError):
        only(rows, '<footer><a href="/page/1">1</a><a href="/page/2">2</a><a href="/page/3">3</a></footer>')


def test_one_link_is_enough_where_it_ends_in_a_slug_of_several_words() -> None:
    rows = [{"slug": f"the-{slug}", "title": title, "date": date} for slug, title, date, _ in POSTS]
    found = [url for url, *_ in only(rows, '<footer><a href="/posts/the-stone/">Popular</a></footer>')]
    assert found == [f"https://mill.example/posts/the-{slug}/" for slug, *_ in POSTS]
    with pytest.raises(NoEntriesError):  # another page may be called "stone"
        only(
            [{**row, "slug": slug} for row, (slug, *_) in zip(rows, POSTS, strict=True)],
            '<footer><a href="/stone">Stone</a></footer>',
        )


def test_rows_without_addresses_are_named_in_the_error() -> None:
    rows = [{"title": title, "slug": slug, "date": date} for slug, title, date, _ in POSTS]
    with pytest.raises(NoEntriesError) as refused:
        only({"posts": rows})
    assert str(refused.value) == (
        "no entries found: the list of 3 rows in the page's data (rows $.posts) has no addresses, and no "
        "link of the page shows how they are made: a recipe can say, with map.url"
    )


def test_data_says_what_a_recipe_does_not() -> None:
    body = LIST.replace("</h2></a>", "</h2></a><b>Sue</b>")
    recipe = Recipe(entry=".card", authors="b")
    entries = feedkit.parse(page(CARRIERS["next"], body), url=URL, recipe=recipe).entries
    assert [(entry.published, entry.authors[0].name) for entry in entries] == [
        (datetime.fromisoformat(date), "Sue") for *_, date, _ in POSTS
    ]


def ld(data: object, body: str = "<main></main>") -> list[tuple[str | None, str | None, datetime | None]]:
    """The entries of a page with JSON-LD."""
    source = page(script(json.dumps(data), 'type="application/ld+json"'), body)
    return [(entry.url, entry.title, entry.published) for entry in feedkit.parse(source, url=URL).entries]


EVENTS = [
    {
        "@type": "MusicEvent",
        "name": t.replace("the", "&amp; the"),
        "url": f"https://mill.example/blog/{s}",
        "datePublished": "2025-01-01",
        "startDate": d,
        "endDate": "2026-01-01T00:00",
    }
    for s, t, d, _ in POSTS
]


def test_lists_of_things_are_read_in_all_their_forms() -> None:
    things = [
        {"@type": "Article", "@id": f"https://mill.example/blog/{s}", "headline": t, "datePublished": d}
        for s, t, d, _ in POSTS
    ]
    items = [{"@type": "ListItem", "position": n, "item": one} for n, one in enumerate(things, 1)]
    assert ld({"@type": "CollectionPage", "mainEntity": {"@type": "ItemList", "itemListElement": items}}) == (
        EXPECTED
    )
    pages = [
        {key: one for key, one in thing.items() if key != "@id"} | {"mainEntityOfPage": {"@id": thing["@id"]}}
        for thing in things
    ]
    assert ld({"@type": "Blog", "hasPart": pages}) == EXPECTED
    others = [{"@type": "WebPage", "name": "Blog"}, {"@type": "Person", "name": "Ana", "url": "/ana"}]
    assert ld({"@graph": others + things}) == EXPECTED


def test_things_of_a_graph_refer_to_each_other() -> None:
    things = [
        {
            "@type": "Article",
            "headline": t,
            "url": f"https://mill.example/blog/{s}",
            "datePublished": d,
            "author": {"@id": f"/#{a}"},
        }
        for s, t, d, a in POSTS
    ]
    people = [{"@type": "Person", "@id": f"/#{a}", "name": a} for *_, a in POSTS]
    source = page(script(json.dumps({"@graph": things + people}), 'type="application/ld+json"'))
    assert [entry.authors[0].name for entry in feedkit.parse(source, url=URL).entries] == [
        author for *_, author in POSTS
    ]


@pytest.mark.parametrize("body", [LIST, "<main></main>"])
def test_a_script_for_each_entry_is_a_list(body: str) -> None:
    things = [
        {"@type": "Article", "headline": t, "url": f"https://mill.example/blog/{s}", "datePublished": d}
        for s, t, d, _ in POSTS
    ]
    site = {"@type": "WebSite", "name": "The mill", "url": "https://mill.example/", "description": "-" * 99}
    scripts = "".join(script(json.dumps(one), 'type="application/ld+json"') for one in (site, *things))
    entries = feedkit.parse(page(scripts, body), url=URL).entries
    assert [(entry.url, entry.title, entry.published) for entry in entries] == EXPECTED


def test_the_date_of_an_event_is_its_start() -> None:
    names = [(url, str(title).replace("the", "& the"), date) for url, title, date in EXPECTED]
    assert ld(EVENTS) == names
    items = "".join(
        f'<li class="card"><a href="/e/{n}"><h2>{t.replace("the", "&amp; the")}</h2></a> {d[5:10]}</li>'
        for n, (_, t, d, _) in enumerate(POSTS, 1)
    )
    found = ld(EVENTS, f"<ul>{items}</ul>")  # matched by their titles
    assert [date for *_, date in found] == [date for *_, date in EXPECTED]


def test_files_of_episodes_and_escaped_texts_are_read() -> None:
    episodes = [
        {
            "@type": "PodcastEpisode",
            "name": t,
            "url": f"/blog/{s}",
            "datePublished": d,
            "description": "&lt;p&gt;About it&lt;/p&gt;",
            "associatedMedia": {"@type": "MediaObject", "contentUrl": f"https://mill.example/{s}.mp3"},
        }
        for s, t, d, _ in POSTS
    ]
    data = json.dumps({"@type": "PodcastSeries", "name": "Mill talk", "episode": episodes})
    source = page(script(data, 'type="application/ld+json"'), "<main></main>")
    first = feedkit.parse(source, url=URL).entries[0]
    assert (first.content, first.enclosures[0].url) == ("<p>About it</p>", "https://mill.example/wheel.mp3")


def test_rows_whose_dates_say_no_day_are_entries_without_dates() -> None:
    rows = [
        {"title": title, "publishedTimeText": {"simpleText": "2 days ago"}, "url": f"/blog/{slug}"}
        for slug, title, *_ in POSTS
    ]
    assert only(rows) == [(url, title, None) for url, title, _ in EXPECTED]


@pytest.mark.parametrize(
    "rows",
    [
        [{"title": title, "date": date} for _, title, date, _ in POSTS],  # no address, and no slug
        [{"slug": f"/x/{slug}", "title": title, "date": date} for slug, title, date, _ in POSTS],
        [{"url": f"/{slug}", "title": title} for slug, title, *_ in POSTS],  # a menu: neither dates nor texts
        [{"url": "/only", "title": "One row", "date": "2025-05-02"}],
        [{"url": f"/{slug}", "date": date} for slug, _, date, _ in POSTS],
    ],
)
def test_other_data_is_no_list_of_entries(rows: list[dict[str, str]]) -> None:
    with pytest.raises(NoEntriesError):
        feedkit.parse(page(script(f"var rows = {json.dumps(rows)};"), "<main></main>"), url=URL)


def test_what_the_page_shows_goes_before_its_data() -> None:
    rows = [
        {**row, "date": "2024-01-01T09:00:00Z" if row["slug"] == "stone" else row["date"]} for row in ROWS
    ]
    body = LIST
    for slug, _, date, _ in POSTS:
        body = body.replace(f'<a href="/blog/{slug}">', f'<time>{date[:10]}</time><a href="/blog/{slug}">')
    reading = feedkit.read(page(script(f"var rows = {json.dumps(rows * 1)};"), body), url=URL)
    assert [entry.published for entry in reading.feed.entries] == [
        datetime(2025, 5, 2, tzinfo=UTC),
        datetime(2025, 4, 11, tzinfo=UTC),
        datetime(2025, 3, 20, tzinfo=UTC),
    ]
    rows = [{**row, "date": "2024-01-01T09:00:00Z"} if row["slug"] == "x" else row for row in ROWS]
    entries = feedkit.parse(page(script(f"var rows = {json.dumps(rows)};"), body), url=URL).entries
    assert [entry.published for entry in entries] == [datetime.fromisoformat(date) for _, _, date, _ in POSTS]


def test_a_date_in_the_data_goes_before_one_that_is_counted_from_now() -> None:
    body = LIST
    for days, (slug, *_) in enumerate(POSTS, 1):
        body = body.replace(
            f'<a href="/blog/{slug}">', f'<time>{days} days ago</time><a href="/blog/{slug}">'
        )
    reading = feedkit.read(page(CARRIERS["next"], body), url=URL, now=datetime(2026, 1, 1, tzinfo=UTC))
    assert [(entry.published, entry.estimated) for entry in reading.feed.entries] == [
        (datetime.fromisoformat(date), False) for _, _, date, _ in POSTS
    ]


def test_a_date_that_differs_is_reported_where_the_others_agree() -> None:
    posts = [(f"post-{n}", f"Post number {n}", f"2025-05-{n:02}T08:30:00Z") for n in range(9, 0, -1)]
    body = "".join(
        f'<li><a href="/blog/{slug}"><h2>{title}</h2></a><time>{date[:10]}</time></li>'
        for slug, title, date in posts
    )
    rows = [{"slug": slug, "title": title, "date": date} for slug, title, date in posts]
    rows[4]["date"] = "2024-01-01T09:00:00Z"
    reading = feedkit.read(page(script(f"var rows = {json.dumps(rows)};"), f"<ul>{body}</ul>"), url=URL)
    assert [entry.published for entry in reading.feed.entries] == [
        datetime.fromisoformat(date if number != 4 else "2025-05-05T00:00:00Z")
        for number, (_, _, date) in enumerate(posts)
    ]
    assert [str(problem) for problem in reading.problems] == [
        "entry 5 'Post number 5', published: 1 date differs from those in rows $: those shown are taken"
    ]


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ("{a:1,'b':'x',\"c\":[1,2,],d:{}}", {"a": 1, "b": "x", "c": [1, 2], "d": {}}),
        (
            "{a:undefined,b:void 0,c:NaN,d:!0,e:!1,f:null}",
            {"a": None, "b": None, "c": None, "d": True, "e": False, "f": None},
        ),
        (
            r"{a:'it\'s',b:`two\nlines`,c:'\x41\u00e9\u{1F600}'}",
            {"a": "it's", "b": "two\nlines", "c": "Aé😀"},
        ),
        ("{a:.5,b:0x1F,c:-2e3,1:2,d:5.}", {"a": 0.5, "b": 31, "c": -2000.0, "1": 2, "d": 5.0}),
        ('{a:new Date("2025-01-02"),b:new Date(1735776000000)}', {"a": "2025-01-02", "b": 1735776000000}),
        ("{/* one */ a:1, // two\n b:2}", {"a": 1, "b": 2}),
        ("{true:1,null:2}", {"true": 1, "null": 2}),
    ],
)
def test_literals_of_javascript_are_data(literal: str, value: object) -> None:
    padded = literal[:-1] + f",z:{json.dumps('-' * 100)}}}"
    found = [one.value for one in values_in(f"window.state = {padded};")]
    assert found == [{**value, "z": "-" * 100}]  # type: ignore[dict-item]


@pytest.mark.parametrize(
    "code", ["{a:f(1)}", "{a:function(){return 1}}", "{a:b}", "{a:1", "{a:`${x}`}", "[...x]", "{a:1+2}"]
)
def test_code_is_no_data_and_never_run(code: str) -> None:
    found = values_in(f"window.state = {code.replace('1', repr('-' * 120))};")
    assert [one for one in found if not isinstance(one.value, str)] == []


@pytest.mark.parametrize(
    "shape",
    [
        "window.x={a:",
        "f([",
        "f({a:'",
        "window.x=[1,",
        "JSON.parse('",
        'self.__next_f.push([1,"a:[',
        "{a:{b:",
        "window.x=(function(a){return {",
        "f([//f([\n1,",
        "f(/*f([*/[1,",
    ],
)
def test_hostile_scripts_cost_their_length(shape: str) -> None:
    assert_linear(lambda text: list(documents([Script(text)])), lambda size: "title: " + shape * size, 40_000)


def test_deep_data_is_cut() -> None:
    deep = "[" * 100_000 + "]" * 100_000
    with pytest.raises(NoEntriesError):
        feedkit.parse(page(script(f"var title = {deep}; title: 1"), "<p>Nothing</p>"), url=URL)
    loop = json.dumps([{"title": 0, "posts": 1}, [0, 0]])
    with pytest.raises(NoEntriesError):
        feedkit.parse(
            page(script(loop + " " * 100, 'id="__NUXT_DATA__" type="application/json"'), "<p>Nothing</p>"),
            url=URL,
        )


# --- what is made to cost more than its length ---

MANY = 2_000
LONG = "title " * 500


@pytest.mark.parametrize(
    "state",
    [
        script(json.dumps([[3], LONG, {"title": 1}, [2] * MANY]), 'id=__NUXT_DATA__ type="application/json"'),
        script(
            json.dumps([[1], *([n, n] for n in range(2, MANY)), "title:"]),
            'id=__NUXT_DATA__ type="application/json"',
        ),
        script(f"var a = (function(a){{return [{'a,' * MANY}0]}}({json.dumps(LONG)}))"),
        flight(f"1:{json.dumps(LONG)}\n", "2:" + json.dumps([{"title": "$1"}] * MANY) + "\n"),
    ],
    ids=["one object", "doubles", "an argument", "one text"],
)
def test_no_value_is_far_longer_than_what_it_stands_in(state: str) -> None:
    text = state.removeprefix("<script ").partition(">")[2].removesuffix("</script>")
    if state.count("</script>") > 1:
        scripts = [Script(part.partition(">")[2]) for part in state.split("</script>")[:-1]]
    else:
        kind, code = ("application/json", "__NUXT_DATA__") if "NUXT" in state else ("", "")
        scripts = [Script(text, kind, code=code)]
    for document in documents(scripts):
        assert len(json.dumps(document.value)) < 30 * len(state)


@pytest.mark.parametrize(
    "text",
    [
        f"var a = [{{title: 0x{'f' * 9_000}}}, {{title: 'b'}}]" + " " * 100,
        f"var a = [{{title: {'9' * 9_000}}}, {{title: 'b'}}]" + " " * 100,
        'x.enqueue("[{\\"_' + "1" * 9_000 + '\\":0}]")',
        'x.enqueue("' + "[" * 90_000 + '")',
        'self.__next_f.push([1,"1:T' + "f" * 9_000 + ',title"])',
    ],
    ids=["hexadecimal", "decimal", "index", "depth", "length"],
)
def test_numbers_without_an_end_are_no_data(text: str) -> None:
    assert [one.value for one in documents([Script(text)]) if one.value] == []


# --- dates that the page shows in part ---


def partly_dated(rows: object, days: list[str]) -> feedkit.Reading:
    """A page whose entries show days without a year."""
    items = "".join(
        f'<li class="card"><a href="/blog/{s}"><h2>{t}</h2></a> <span>{day}</span></li>'
        for (s, t, *_), day in zip(POSTS, days, strict=True)
    )
    body = f"<main><h1>The mill's blog</h1><ul>{items}</ul></main>"
    return feedkit.read(page(script(f"var rows = {json.dumps(rows)};"), body), url=URL)


SHOWN_DAYS = ["May 2", "April 11", "20 March"]


def test_a_day_without_a_year_is_completed_by_the_data() -> None:
    reading = partly_dated(ROWS, SHOWN_DAYS)
    assert [entry.published for entry in reading.feed.entries] == [date for *_, date in EXPECTED]
    assert reading.problems == ()


def test_of_several_dates_in_the_data_that_which_the_page_shows_is_taken() -> None:
    rows = [
        {"slug": s, "title": t, "publishedAt": "2025-06-01T10:00:00Z", "goesLive": {"at": 1}, "updatedAt": d}
        for s, t, d, _ in POSTS
    ]
    reading = partly_dated(rows, SHOWN_DAYS)
    assert [entry.published for entry in reading.feed.entries] == [date for *_, date in EXPECTED]
    assert ("published", "rows $[*].updatedAt", 3) in {
        (found.field, found.where, found.entries) for found in reading.fields
    }


def test_data_whose_dates_are_others_than_those_shown_date_nothing() -> None:
    rows = [{"slug": s, "title": t, "createdAt": "2025-06-01T10:00:00Z"} for s, t, *_ in POSTS]
    reading = partly_dated(rows, SHOWN_DAYS)
    assert [entry.published for entry in reading.feed.entries] == [None] * 3
    assert [str(problem) for problem in reading.problems[-1:]] == [
        "rows $: the dates are not those that the page shows: they are left out"
    ]


# --- a recipe for the data ---

UNADDRESSED = (
    '<html lang=en><title>Mill</title><div id=app></div><script type="application/json" id=state>{"posts":['
    '{"slug":"the-wheel","name":"The wheel turns","day":"2026-01-02"},'
    '{"slug":"the-weir","name":"The weir is dry","day":"2026-01-03"}],'
    '"people":[{"name":"Ann Miller","role":"x"},{"name":"Bo Miller","role":"y"}]}</script></html>'
)
MILL = "https://mill.example/"


def test_a_recipe_says_where_fields_of_the_data_are() -> None:
    made = {"url": "https://mill.example/p/{slug}/", "title": "name"}
    reading = feedkit.read(UNADDRESSED, url=MILL, recipe={"map": made})
    assert [(entry.title, entry.url, str(entry.published)[:10]) for entry in reading.feed.entries] == [
        ("The wheel turns", "https://mill.example/p/the-wheel/", "2026-01-02"),
        ("The weir is dry", "https://mill.example/p/the-weir/", "2026-01-03"),
    ]
    assert (reading.where, reading.confidence) == ("script#state $.posts", None)
    named = {"map": {**made, "entries": "$.posts"}}
    assert feedkit.read(UNADDRESSED, url=MILL, recipe=named).feed == reading.feed


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            {"title": "name"},
            (
                "recipe.map: the rows at script#state $.posts have no addresses: wanted map.url, such as "
                '"https://example.org/posts/{slug}"'
            ),
        ),
        (
            {"entries": "$.pots", "url": "slug"},
            (
                'recipe.map.entries: no list is at "$.pots" in the page\'s data; there is '
                '"script#state $.posts"'
            ),
        ),
        (
            {"entries": "$.posts", "url": "{slag}"},
            'recipe.map.url: "slag" is in none of the rows; did you mean "slug"?',
        ),
    ],
)
def test_a_recipe_that_does_not_fit_the_data_is_an_error(columns: dict[str, str], message: str) -> None:
    with pytest.raises(RecipeError) as caught:
        feedkit.read(UNADDRESSED, url=MILL, recipe={"map": columns})
    assert str(caught.value) == message


@pytest.mark.parametrize("path", ["link", "slug"])
def test_a_draft_of_a_list_that_is_only_in_data_finds_it_again(path: str) -> None:
    before = "/p/" if path == "link" else ""
    rows = ",".join(
        f'{{"{path}":"{before}gate-no-{n}","headline":"Gate {n} is open","date":"2026-01-0{n}"}}'
        for n in range(1, 6)
    )
    source = (
        f'<html lang=en><title>Mill</title><a href="/p/gate-no-1"></a><a href="/p/gate-no-2"></a><script '
        f'type="application/json">{{"x":[{rows}]}}</script></html>'
    )
    found = feedkit.read(source, url=MILL)
    drafted = parsers.draft(parsers.job_of(source, url=MILL))
    assert drafted.splitlines()[1:3] == ["[map]", 'entries = "script $.x"']
    again = feedkit.read(source, url=MILL, recipe=read_recipe(drafted))
    assert again.feed == found.feed
    assert len(again.feed.entries) == 5


def test_rows_with_the_same_keys_are_told_apart_by_what_is_in_them() -> None:
    """Rows are looked at once for each set of keys, but for those with objects, which may hold fields."""
    plain = {"title": "Wheel", "link": None}
    lists = {"title": "Stone", "link": ["https://mill.example/blog/stone"]}
    inner = {"title": "Sluice", "link": None, "node": {"slug": "sluice"}}
    other = {"title": "Race", "link": None, "node": {"published": "2025-05-01"}}
    assert field_paths([plain, lists])["url"] == (("link",),)
    assert field_paths([plain, inner, other]) == {
        "title": (("title",),),
        "url": (("link",),),
        "slug": (("node", "slug"),),
        "published": (("node", "published"),),
    }


def test_lists_at_one_place_but_for_numbers_are_one() -> None:
    rows = [{"title": title, "url": f"/{slug}"} for slug, title, *_ in POSTS]
    sections = {"sections": [{"posts": rows[:1]}, {"posts": rows[1:]}], "2024": {"posts": rows[:2]}}
    found = {one.path: len(one.rows) for one in lists_in(sections)}
    assert found == {
        ("sections",): 2,
        ("sections", "*", "posts"): len(rows),
        ("2024", "posts"): 2,
    }


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ("{title : 'A' , tags: [ 1 , .5, ], }", {"title": "A", "tags": [1, 0.5]}),
        ('{1: "a", "b":/* c */true, null:null}', {"1": "a", "b": True, "null": None}),
        ("[{a:!0},{a:void 0},,{a:-2e1}]", [{"a": True}, {"a": None}, {"a": -20.0}]),
        ("[new Date('2025-05-02'),\u2028`x`]", ["2025-05-02", "x"]),
        ("{a: b ? 1 : 2}", None),
        ("{a: f(1)}", None),
    ],
)
def test_literals_are_rewritten_as_json(literal: str, value: object) -> None:
    written = literal_at(literal, 0)
    assert (written and json.loads(written)) == value


def test_a_text_names_a_field_in_either_case_and_in_strings_of_any_depth() -> None:
    named = ["title:1", 'Title":', "titulo :", "Headline:", "heading:", "URL:", "url%22%3A", r"slug\\\":"]
    others = ["tItle:", "TITLE:", "itle:", "uRL:", "same:", "late:", "head:", "title", "deadline:"]
    assert [text for text in named if not FIELD_NAME.search(text)] == []
    assert [text for text in others if FIELD_NAME.search(text)] == []


@pytest.mark.parametrize(
    ("script", "begins"),
    [
        ("x = {a:1}", ["{a"]),
        ("f({a:1}, {b:2})", ["{a", "{b"]),
        ("function f(){return [{a:1}]}", ["[{"]),
        ("then [{a:1}]", []),
        ("c ? {a:1} : [{b:2}]", ["[{"]),
        ("{x: {a:1}}", []),
        ("g([{a:1},{b:2}])", ["[{"]),
        (",{a:1}", []),
    ],
)
def test_values_begin_behind_their_signs(script: str, begins: list[str]) -> None:
    padded = re.sub(r"(?<=[ab]:)\d", '"' + "x" * 100 + '"', script)
    assert [padded[one.start : one.start + 2] for one in values_in(padded)] == begins
