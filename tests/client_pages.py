"""Pages whose scripts fetch their list from an API of some shape, and the APIs, on a server of this machine.

A page is there as a browser gets it and, for tests without one, as it looks after its scripts have run. Each
API gives its list only to a request that has what it wants.
"""

# ruff: noqa: E501  # a row of a table of cases is one line
from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

from feedkit.fetching.json_answers import JsonAnswer
from tests.serving import Server

Post = Mapping[str, Any]
POSTS: list[Post] = json.loads((Path(__file__).parent / "framework_pages" / "posts.json").read_bytes())
SECRET = "5ecr3t-0f-th3-mi11"
NOW = 1_780_000_000_000  # in milliseconds: 2026-05-28, the time of the tests
SHOWN = """\
<article><h2><a href="{href}">{title}</a></h2><p>By {author} · <time>{date}</time></p><p>{summary}</p></article>"""
PAGE = """\
<!doctype html><html lang="en"><head><title>News from the mill</title></head><body><main id="list">{list}</main>
<script>
const show = posts => {{ document.getElementById("list").innerHTML = posts.map(p => `{shown}`).join(""); }};
const rows = d => {rows};
fetch({url}, {options}).then(r => r.text()).then(t => show(rows(JSON.parse(t.replace(/^\\)\\]\\}}'/, ""))).map({post})));
</script></body></html>"""
MENU = {"menu": [{"title": "News from the mill", "url": "/"}, {"title": "Visit us", "url": "/visit"}]}


def below_posts(post: Post) -> str:
    return f"/posts/{post['slug']}"


def nothing(handler: BaseHTTPRequestHandler, body: bytes) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A page and its API.

    name:     of the shape
    path:     of the API, with its query
    answer:   what it gives
    rows:     JavaScript: the rows in the answer `d`
    post:     JavaScript: what is shown of a row
    address:  of a post
    method, headers, body: what the page sends
    wants:    whether a request has what the API wants
    fields:   those that the answer has, of "tags" and "image"
    """

    name: str
    path: str
    answer: Any
    rows: str
    post: str
    address: Callable[[Post], str] = below_posts
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    wants: Callable[[BaseHTTPRequestHandler, bytes], bool] = nothing
    fields: tuple[str, ...] = ()

    @property
    def content(self) -> bytes:
        """The answer as it is sent."""
        return self.answer if isinstance(self.answer, bytes) else json.dumps(self.answer).encode()

    def serve(self, server: Server) -> str:
        """Put the page and its API on a server; return the address of the page."""
        path = self.path.partition("?")[0]
        server.page("/api/menu", json.dumps(MENU).encode(), "application/json")
        server.page(path, self.content, "application/json", Access_Control_Allow_Origin="*")
        at_last = server.answers[path]

        def answer(handler: BaseHTTPRequestHandler) -> None:
            body = server.bodies[-1] if handler.command == "POST" else b""
            fits = handler.command == self.method and self.wants(handler, body)
            at_last(handler) if fits else handler.send_error(403)

        server.answers = Paths({**server.answers, path: answer})
        return server.page("/", self.page().encode(), Set_Cookie="visit=1")

    def page(self) -> str:
        """The page as it is sent."""
        options = {"method": self.method, "headers": dict(self.headers)} | (
            {"body": self.body} if self.body else {}
        )
        shown = SHOWN.replace("{", "${p.")
        return PAGE.format(
            list="",
            shown=shown,
            rows=self.rows,
            post=self.post,
            url=json.dumps(self.path),
            options=json.dumps(options),
        )

    def rendered(self) -> str:
        """The page after its scripts have run."""
        posts = [
            SHOWN.format(
                href=self.address(post),
                title=post["title"],
                author=post["author"]["name"],
                date=f"{datetime.fromisoformat(post['date']):%Y-%m-%d}",
                summary=post["summary"],
            )
            for post in POSTS
        ]
        return (
            f"<html lang='en'><title>News from the mill</title><main id='list'>{''.join(posts)}</main></html>"
        )

    def json_answers(self, site: str) -> tuple[JsonAnswer, ...]:
        """What a browser has got."""
        sent = {"user-agent": "Mozilla/5.0", "accept": "*/*", "cookie": "visit=1", "referer": f"{site}/"}
        sent |= {name.lower(): value for name, value in self.headers.items()}
        menu = json.dumps(MENU).encode()
        return (
            JsonAnswer(
                method="GET", url=f"{site}/api/menu", status=200, content_type="application/json", body=menu
            ),
            JsonAnswer(
                method=self.method,
                url=site + self.path,
                request_headers=sent,
                request_body=self.body.encode() if self.body else None,
                status=200,
                content_type="application/json",
                body=self.content,
            ),
        )

    def expected(self, site: str) -> list[dict[str, Any]]:
        """The entries as a JSON Feed has them."""
        return [
            {
                "title": post["title"],
                "url": site + self.address(post),
                "date_published": post["date"].replace("+00:00", "Z"),
                "authors": [{"name": post["author"]["name"]}],
                "summary": post["summary"],
            }
            | ({"tags": post["tags"]} if "tags" in self.fields else {})
            | ({"image": site + post["image"]} if "image" in self.fields else {})
            for post in POSTS
        ]


class Paths(dict[str, Any]):
    """Answers by path, whatever the query is."""

    def get(self, path: str, default: Any = None) -> Any:
        return super().get(path) or super().get(path.partition("?")[0], default)


def query_of(handler: BaseHTTPRequestHandler) -> dict[str, list[str]]:
    return parse_qs(handler.path.partition("?")[2], keep_blank_values=True)


def day(post: Post) -> str:
    return str(post["date"][:10])


PLAIN_POST = "p => ({...p, author: p.author.name, date: p.date.slice(0, 10), href: `/posts/${p.slug}`})"
FEATURED = {
    "headline": "Bread for the whole village, and how it came about",
    "permalink": "https://bread.example/1",
}

SHAPES = [
    Shape(
        name="rest",
        path=f"/api/posts?limit=12&_={NOW}",
        answer={"total": 12, "items": POSTS},
        rows="d.items",
        post=PLAIN_POST,
        fields=("tags", "image"),
    ),
    Shape(
        name="token in a header",
        path="/v1/articles?category=news",
        answer={
            "payload": {
                "list": [
                    {
                        "key": number + 700,
                        "h": post["title"],
                        "made": "2020-01-01T00:00:00Z",
                        "when": post["date"],
                        "penned": post["author"]["name"],
                        "words": post["summary"],
                    }
                    for number, post in enumerate(POSTS)
                ]
            }
        },
        rows="d.payload.list",
        post="r => ({href: `/story?id=${r.key}`, title: r.h, author: r.penned, date: r.when.slice(0, 10),"
        " summary: r.words})",
        address=lambda post: f"/story?id={POSTS.index(post) + 700}",
        headers={"X-Api-Token": SECRET, "X-Requested-With": "XMLHttpRequest"},
        wants=lambda handler, body: handler.headers["X-Api-Token"] == SECRET and "news" in handler.path,
    ),
    Shape(
        name="JSON:API with a bearer token",
        path="/jsonapi/posts?page[size]=12&include=writer",
        answer={
            "data": [
                {
                    "type": "post",
                    "id": str(number),
                    "attributes": {
                        "title": post["title"],
                        "alias": post["slug"],
                        "created": post["date"],
                        "lede": post["summary"],
                    },
                    "relationships": {
                        "writer": {"data": {"type": "person", "id": post["author"]["name"][:3]}}
                    },
                }
                for number, post in enumerate(POSTS)
            ],
            "included": [
                {"type": "person", "id": name[:3], "attributes": {"name": name}}
                for name in sorted({post["author"]["name"] for post in POSTS})
            ],
        },
        rows="d.data.map(r => ({...r.attributes, author: d.included.find("
        "i => i.id === r.relationships.writer.data.id).attributes.name}))",
        post="r => ({...r, href: `/en/${r.created.slice(0, 4)}/${r.alias}.html`, summary: r.lede,"
        " date: r.created.slice(0, 10)})",
        address=lambda post: f"/en/{post['date'][:4]}/{post['slug']}.html",
        headers={"Authorization": f"Bearer {SECRET}", "Accept": "application/vnd.api+json"},
        wants=lambda handler, body: handler.headers["Authorization"] == f"Bearer {SECRET}",
    ),
    Shape(
        name="GraphQL",
        path="/graphql",
        answer={
            "data": {
                "featured": [FEATURED],
                "posts": {
                    "pageInfo": {"endCursor": "b2Zmc2V0OjEy", "hasNextPage": True},
                    "edges": [{"cursor": post["slug"][:4], "node": post} for post in POSTS],
                },
            }
        },
        rows="d.data.posts.edges.map(e => e.node)",
        post=PLAIN_POST,
        method="POST",
        headers={"Content-Type": "application/json", "Apollo-Require-Preflight": "true"},
        body=json.dumps(
            {
                "operationName": "Posts",
                "query": "query Posts($first: Int!, $after: String) {\n  posts(first: $first, after: $after) { edges }\n}",
                "variables": {"first": 12, "after": None},
            }
        ),
        wants=lambda handler, body: json.loads(body)["variables"] == {"first": 12, "after": None},
        fields=("tags", "image"),
    ),
    Shape(
        name="form",
        path="/wp-admin/admin-ajax.php",
        answer={
            "success": True,
            "data": {
                "posts": [
                    {
                        "post_title": post["title"],
                        "permalink": f"/posts/{post['slug']}",
                        "post_date": post["date"],
                        "author_name": post["author"]["name"],
                        "excerpt": f"<p>{post['summary']}</p>\n",
                    }
                    for post in POSTS
                ]
            },
        },
        rows="d.data.posts",
        post="r => ({href: r.permalink, title: r.post_title, author: r.author_name, date: r.post_date.slice(0, 10),"
        " summary: r.excerpt.replace(/<.*?>/g, '').trim()})",
        method="POST",
        headers={"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"},
        body=urlencode({"action": "load_posts", "paged": 1, "nonce": "a1b2c3d4e5"}),
        wants=lambda handler, body: b"action=load_posts" in body and b"paged=1" in body,
    ),
    Shape(
        name="search engine",
        path=f"/1/indexes/*/queries?x-agent=Browser&x-algolia-api-key={SECRET}&x-algolia-application-id=MILLAPP1",
        answer={
            "results": [
                {
                    "index": "posts",
                    "hits": [
                        {
                            "objectID": f"post-{number}",
                            "headline": post["title"],
                            "slug": post["slug"],
                            "date_timestamp": int(datetime.fromisoformat(post["date"]).timestamp()),
                            "writer": post["author"]["name"],
                            "teaser": post["summary"],
                            "_tags": ["post", "en"],
                            "_highlightResult": {"headline": {"value": f"<em>{post['title']}</em>"}},
                        }
                        for number, post in enumerate(POSTS)
                    ],
                },
                {
                    "index": "pages",
                    "hits": [{"objectID": "page-1", "headline": "About the mill", "slug": "about"}],
                },
            ]
        },
        rows="d.results[0].hits",
        post="r => ({href: `/posts/${r.slug}`, title: r.headline, author: r.writer, summary: r.teaser,"
        " date: new Date(r.date_timestamp * 1000).toISOString().slice(0, 10)})",
        method="POST",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        body='{"requests":[{"indexName":"posts","params":"query=&hitsPerPage=12"}]}',
        wants=lambda handler, body: (
            query_of(handler).get("x-algolia-api-key") == [SECRET]
            and json.loads(body)["requests"][0]["indexName"] == "posts"
        ),
    ),
    Shape(
        name="wp-json",
        path="/wp-json/wp/v2/posts?_embed=author&per_page=12&page=1",
        answer=[
            {
                "id": 900 - number,
                "date_gmt": post["date"][:19],
                "date": post["date"][:19],
                "modified": "2026-05-01T10:00:00",
                "slug": post["slug"],
                "status": "publish",
                "title": {"rendered": post["title"].replace("'", "&#8217;")},
                "excerpt": {"rendered": f"<p>{post['summary']}</p>\n", "protected": False},
                "author": 3,
                "_embedded": {"author": [{"id": 3, "name": post["author"]["name"]}]},
            }
            for number, post in enumerate(POSTS)
        ],
        rows="d",
        post="r => ({href: `/${r.date.slice(0, 4)}/${r.date.slice(5, 7)}/${r.slug}/`, title: r.title.rendered,"
        " author: r._embedded.author[0].name, date: r.date.slice(0, 10),"
        " summary: r.excerpt.rendered.replace(/<.*?>/g, '').trim()})",
        address=lambda post: f"/{post['date'][:4]}/{post['date'][5:7]}/{post['slug']}/",
        headers={"X-WP-Nonce": "0123abcd99"},
    ),
    Shape(
        name="sections behind a cursor",
        path="/api/feed?cursor=&lang=en",
        answer={
            "page": {
                "next": "eyJvIjoxMn0",
                "sections": [
                    {"name": "New", "cards": [{"kind": "post", "content": post} for post in POSTS[:5]]},
                    {"name": "Before", "cards": [{"kind": "post", "content": post} for post in POSTS[5:]]},
                ],
            }
        },
        rows="d.page.sections.flatMap(s => s.cards).map(c => c.content)",
        post=PLAIN_POST,
        headers={"Accept": "application/json"},
        wants=lambda handler, body: handler.headers["Accept"] == "application/json",
        fields=("tags", "image"),
    ),
    Shape(
        name="lists of lists, guarded",
        path="/_/data?rpc=posts",
        answer=b")]}'\n\n"
        + json.dumps(
            [
                "posts",
                [
                    [
                        post["title"],
                        post["slug"],
                        post["date"],
                        [post["author"]["name"]],
                        post["summary"],
                        number,
                    ]
                    for number, post in enumerate(POSTS)
                ],
            ]
        ).encode(),
        rows="d[1]",
        post="r => ({href: `/posts/${r[1]}`, title: r[0], date: r[2].slice(0, 10), author: r[3][0], summary: r[4]})",
    ),
    Shape(
        name="OData",
        path="/odata/News?$top=12&$orderby=PublishedOn%20desc",
        answer={
            "@odata.context": "$metadata#News",
            "value": [
                {
                    "NewsId": number + 40,
                    "Title": post["title"],
                    "UrlName": post["slug"],
                    "PublishedOn": post["date"],
                    "Author": {"FullName": post["author"]["name"]},
                    "Summary": post["summary"],
                }
                for number, post in enumerate(POSTS)
            ],
        },
        rows="d.value",
        post="r => ({href: `/news/${r.NewsId}-${r.UrlName}`, title: r.Title, author: r.Author.FullName,"
        " date: r.PublishedOn.slice(0, 10), summary: r.Summary})",
        address=lambda post: f"/news/{POSTS.index(post) + 40}-{post['slug']}",
        headers={"Authorization": f"Basic {b64encode(f'reader:{SECRET}'.encode()).decode()}"},
        wants=lambda handler, body: handler.headers.get("Authorization", "").startswith("Basic "),
    ),
]
