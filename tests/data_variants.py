"""Pages of our own that carry the same six posts as data: in every encoding, shape, vocabulary and notation.

A variant is one row of each table here; `tests/test_data_variants.py` reads them. A way in which data stand
in pages that is not here yet is a new row.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from urllib.parse import quote

SITE = "https://mill.example"
URL = f"{SITE}/journal/"
Row = dict[str, object]


@dataclass(frozen=True)
class Post:
    """What a page says of a post."""

    slug: str
    title: str
    date: str
    author: str
    summary: str


POSTS = (
    Post("turning-the-wheel", "Turning the wheel", "2025-05-02T08:30:00Z", "Ana Reed", "It runs again."),
    Post("dressing-the-stone", "Dressing the stone", "2025-04-11T17:05:00Z", "Tom Hale", "Sharp “furrows”."),
    Post("a-new-sluice-gate", "A new sluice gate", "2025-03-20T06:45:00Z", "Ana Reed", "Oak & iron."),
    Post("flour-for-easter", "Flour for Easter", "2025-03-01T09:10:00Z", "Tom Hale", "Sold in small bags."),
    Post("winter-repairs", "Winter repairs & more", "2025-01-15T12:00:00Z", "Ana Reed", "What we mended."),
    Post("the-mill-in-snow", "The mill in snow", "2024-12-28T15:20:00Z", "Tom Hale", "Six pictures."),
)


# --- how a date is written ---


def _of(date: str) -> datetime:
    return datetime.fromisoformat(date)


DATES: dict[str, Callable[[str], object]] = {
    "ISO": lambda date: date,
    "ISO with an offset": lambda date: date.replace("Z", "+00:00"),
    "ISO with milliseconds": lambda date: date.replace("Z", ".000Z"),
    "seconds": lambda date: int(_of(date).timestamp()),
    "milliseconds": lambda date: int(_of(date).timestamp() * 1000),
    "RFC 822": lambda date: f"{_of(date):%a, %d %b %Y %H:%M:%S GMT}",
    "day": lambda date: date[:10],
    "words": lambda date: f"{_of(date):%B} {_of(date).day}, {_of(date).year}",
    "day first": lambda date: f"{_of(date).day} {_of(date):%b} {_of(date).year}",
    "unpadded": lambda date: f"{_of(date).year}-{_of(date).month}-{_of(date).day}",
    "object": lambda date: {"iso": date},
    "Mongo": lambda date: {"$date": date},
    "Firestore": lambda date: {"_seconds": int(_of(date).timestamp()), "_nanoseconds": 0},
    "JavaScript": lambda date: f"{_of(date):%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)}",
}
DAYS = ("day", "words", "day first", "unpadded")  # of which no time is known


# --- how an address is given ---

ADDRESSES: dict[str, Callable[[str], dict[str, object]]] = {
    "path": lambda slug: {"url": f"/journal/{slug}"},
    "absolute": lambda slug: {"url": f"{SITE}/journal/{slug}"},
    "href": lambda slug: {"href": f"/journal/{slug}"},
    "to": lambda slug: {"to": f"/journal/{slug}"},
    "permalink": lambda slug: {"permalink": f"/journal/{slug}"},
    "object": lambda slug: {"link": {"pathname": f"/journal/{slug}", "target": "_self"}},
    "URI in an object": lambda slug: {"cta": {"href": f"/journal/{slug}", "text": "Read more"}},
    "slug": lambda slug: {"slug": slug},
    "slug in an object": lambda slug: {"slug": {"_type": "slug", "current": slug}},
    "whole slug": lambda slug: {"full_slug": f"journal/{slug}"},
    "uid": lambda slug: {"uid": slug},
    "id": lambda slug: {"id": slug},
    "handle": lambda slug: {"handle": slug},
    "name in an address": lambda slug: {"urlName": slug},
    "file": lambda slug: {"filename": f"{slug}.md", "slug": slug},
    "segments": lambda slug: {"params": {"slug": ["journal", slug]}},
}


# --- what the fields are called ---


def _plain(title: str, date: str, author: str, summary: str) -> Callable[[Post, object], Row]:
    return lambda post, when: {title: post.title, date: when, author: post.author, summary: post.summary}


def _sanity(post: Post, when: object) -> Row:
    return {
        "_id": post.slug[::-1],
        "_type": "post",
        "_createdAt": "2025-06-01T10:00:00Z",
        "_updatedAt": "2025-06-02T10:00:00Z",
        "title": post.title,
        "publishedAt": when,
        "author": {"_type": "author", "name": post.author, "slug": {"current": "who"}},
        "excerpt": post.summary,
    }


VOCABULARIES: dict[str, Callable[[Post, object], Row]] = {
    "plain": _plain("title", "date", "author", "summary"),
    "schema.org": lambda post, when: {
        "@type": "BlogPosting",
        "headline": post.title,
        "datePublished": when,
        "dateModified": "2025-06-01T10:00:00Z",
        "author": [{"@type": "Person", "name": post.author}],
        "description": post.summary,
    },
    "WordPress": lambda post, when: {
        "id": 40,
        "type": "post",
        "title": {"rendered": html.escape(post.title)},
        "date": when,
        "modified": "2025-06-01T10:00:00",
        "excerpt": {"rendered": f"<p>{html.escape(post.summary)}</p>", "protected": False},
        "_embedded": {"author": [{"id": 3, "name": post.author}]},
    },
    "database": _plain("post_title", "post_date", "post_author", "post_excerpt"),
    "Pascal": lambda post, when: {
        "Title": post.title,
        "PublishDate": when,
        "Author": {"DisplayName": post.author},
        "Summary": post.summary,
    },
    "Ghost": lambda post, when: {
        "uuid": f"0000-{len(post.title)}",
        "title": post.title,
        "custom_excerpt": post.summary,
        "created_at": "2025-06-01T10:00:00Z",
        "published_at": when,
        "primary_author": {"name": post.author, "slug": "who"},
    },
    "Sanity": _sanity,
    "Contentful": lambda post, when: {
        "sys": {"id": f"x{len(post.title)}", "createdAt": "2025-06-01T10:00:00Z"},
        "fields": {
            "title": post.title,
            "publishDate": when,
            "author": {"sys": {"id": "a"}, "fields": {"name": post.author}},
            "description": post.summary,
        },
    },
    "Strapi": lambda post, when: {
        "documentId": f"d{len(post.title)}",
        "attributes": {
            "title": post.title,
            "publicationDate": when,
            "createdAt": "2025-06-01T10:00:00Z",
            "author": {"data": {"id": 3, "attributes": {"name": post.author}}},
            "excerpt": post.summary,
        },
    },
    "Prismic": lambda post, when: {
        "type": "post",
        "last_publication_date": "2025-06-01T10:00:00Z",
        "first_publication_date": when,
        "data": {
            "title": [{"type": "heading1", "text": post.title, "spans": []}],
            "author": post.author,
            "excerpt": [{"type": "paragraph", "text": post.summary, "spans": []}],
        },
    },
    "Storyblok": lambda post, when: {
        "name": post.title,
        "created_at": "2025-06-01T10:00:00Z",
        "first_published_at": when,
        "content": {
            "component": "post",
            "title": post.title,
            "author": post.author,
            "intro": post.summary,
        },
    },
    "front matter": lambda post, when: {
        "frontmatter": {
            "title": post.title,
            "date": when,
            "author": post.author,
            "description": post.summary,
        }
    },
    "card": lambda post, when: {
        "heading": post.title,
        "displayDate": when,
        "byline": f"By {post.author}",
        "teaser": post.summary,
    },
    "snake": _plain("headline_text", "publication_date", "author_name", "short_description"),
    "camel": _plain("articleTitle", "publishedDate", "authorName", "shortDescription"),
    "card in camel": _plain("cardTitle", "postDate", "writtenBy", "subtitle"),
    "Condé": lambda post, when: {
        "dangerousHed": post.title,
        "pubDate": when,
        "contributors": {"author": {"items": [{"name": post.author}]}},
        "dangerousDek": f"<p>{html.escape(post.summary)}</p>",
    },
    "Arc": lambda post, when: {
        "headlines": {"basic": post.title, "mobile": ""},
        "display_date": when,
        "last_updated_date": "2025-06-01T10:00:00Z",
        "credits": {"by": [{"type": "author", "name": post.author}]},
        "description": {"basic": post.summary},
    },
    "Drupal": lambda post, when: {
        "type": "node--article",
        "attributes": {
            "title": post.title,
            "created": when,
            "changed": "2025-06-01T10:00:00+00:00",
            "field_author": post.author,
            "field_summary": post.summary,
        },
    },
    "German": _plain("titel", "datum", "autor", "zusammenfassung"),
    "Spanish": _plain("titulo", "fecha", "autor", "resumen"),
    "French": _plain("titre", "date_publication", "auteur", "résumé"),
}


# --- how the rows stand in the data ---

NAVIGATION = [
    {"title": name.title(), "url": f"/{name}", "icon": "x"} for name in ("about", "contact", "visit", "shop")
]
AUTHORS = [{"name": name, "slug": name.lower(), "bio": "Writes here."} for name in ("Ana", "Tom", "Sue")]


def _around(rows: object) -> Row:
    """The state of a site: its menu, its people, settings."""
    return {
        "site": {"title": "The mill", "navigation": NAVIGATION},
        "posts": rows,
        "people": AUTHORS,
        "settings": {"theme": "dark", "locale": "en", "flags": [{"name": "beta", "enabled": True}]},
    }


SHAPES: dict[str, Callable[[list[Row]], object]] = {
    "a list": lambda rows: rows,
    "a list beside others": _around,
    "nodes": lambda rows: _around({"nodes": rows, "pageInfo": {"hasNextPage": True}}),
    "edges": lambda rows: _around({"edges": [{"cursor": "x", "node": row} for row in rows]}),
    "answers of queries": lambda rows: {
        "dehydratedState": {
            "queries": [
                {"queryKey": ["menu"], "state": {"data": NAVIGATION}},
                {"queryKey": ["posts"], "state": {"data": {"pages": [{"items": rows}], "pageParams": [1]}}},
            ]
        }
    },
    "pages of an answer": lambda rows: {"pages": [{"items": rows[:3]}, {"items": rows[3:]}]},
    "by id": lambda rows: {
        "posts": {
            "byId": {str(n): row for n, row in enumerate(rows)},
            "allIds": [*map(str, range(len(rows)))],
        }
    },
    "by year": lambda rows: {"years": {"2025": rows[:5], "2024": rows[5:]}},
    "groups": lambda rows: {
        "groups": [{"label": "New", "posts": rows[:2]}, {"label": "Old", "posts": rows[2:]}]
    },
    "a first one apart": lambda rows: {"featured": rows[0], "posts": rows[1:], "menu": NAVIGATION},
    "in blocks": lambda rows: {
        "blocks": [{"type": "hero", "title": "The mill"}, {"type": "posts", "props": {"items": rows}}]
    },
    "with another list": lambda rows: {
        "related": [{**row, "title": f"Old {n}"} for n, row in enumerate(rows[:3])],
        "posts": rows,
    },
}


# --- how the data stand in the page ---


def script(text: str, attributes: str = "") -> str:
    return f"<script {attributes}>{text}</script>"


def _json(data: object) -> str:
    return json.dumps(data).replace("<", "\\u003c").replace("/", "\\u002F")


def _single(text: str) -> str:
    """A text as a string of JavaScript in single quotes."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def literal(value: object) -> str:
    """A value as a minifier writes it."""
    if isinstance(value, dict):
        inner = ",".join(
            f"{key if key.isidentifier() else json.dumps(key)}:{literal(one)}" for key, one in value.items()
        )
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{','.join(map(literal, value))}]"
    if isinstance(value, bool):
        return "!0" if value else "!1"
    if isinstance(value, str) and _is_date(value):
        return f"new Date({int(_of(value).timestamp() * 1000)})"
    return _single(value).replace("<", "\\x3C") if isinstance(value, str) else json.dumps(value)


def _is_date(text: str) -> bool:
    return len(text) == 20 and text[10] == "T" and text[-1] == "Z"


def flat(
    value: object, date: Callable[[str], object], key: Callable[[int], str] | None = None
) -> list[object]:
    """A value as a flat list whose numbers are indices; with `key`, names are indices too."""
    found: list[object] = []

    def add(one: object) -> int:
        index = len(found)
        found.append(None)
        if isinstance(one, dict):
            found[index] = {(key(add(name)) if key else name): add(inner) for name, inner in one.items()}
        elif isinstance(one, list):
            found[index] = [add(inner) for inner in one]
        else:
            found[index] = date(one) if isinstance(one, str) and _is_date(one) else one
        return index

    add(value)
    return found


def _devalue(data: object) -> list[object]:
    return flat(data, lambda date: ["Date", date.replace("Z", ".000Z")])


def _turbo(data: object) -> str:
    return json.dumps(flat(data, lambda date: ["D", _of(date).timestamp() * 1000], "_{}".format))


def _flight(*rows: str) -> str:
    stream = "".join(rows)
    cuts = [stream[at : at + 400] for at in range(0, len(stream), 400)]
    return "".join(script(f"self.__next_f.push([1,{_json(cut)}])") for cut in cuts)


def _flight_dates(value: object) -> object:
    if isinstance(value, dict):
        return {key: _flight_dates(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_flight_dates(one) for one in value]
    if isinstance(value, str) and _is_date(value):
        return f"$D{value.replace('Z', '.000Z')}"
    return f"${value}" if isinstance(value, str) and value.startswith("$") else value


def _flight_in_rows(data: object) -> str:
    """Objects that stand in rows of their own, as the server sends what it has late."""
    rows: list[str] = []

    def moved(value: object, depth: int) -> object:
        if isinstance(value, list) and value and isinstance(value[0], dict) and depth < 3:
            rows.append(json.dumps([moved(one, depth + 1) for one in value]))
            return f"${len(rows):x}"
        if isinstance(value, dict):
            return {key: moved(one, depth) for key, one in value.items()}
        return value

    whole = moved(_flight_dates(data), 0)
    numbered = [f"{number:x}:{row}\n" for number, row in enumerate(rows, 1)]
    return _flight(f'0:["$","$La0",null,{json.dumps({"data": whole})}]\n', *numbered)


def _astro(value: object) -> object:
    if isinstance(value, list):
        return [1, [_astro(one) for one in value]]
    if isinstance(value, dict):
        return [0, {key: _astro(one) for key, one in value.items()}]
    return [3, value.replace("Z", ".000Z")] if isinstance(value, str) and _is_date(value) else [0, value]


def _qwik(data: object) -> str:
    """The objects of Qwik 1: texts that are numbers to the base of 36 name other objects."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    found: list[object] = []

    def add(one: object) -> str:
        index = len(found)
        found.append(None)
        if isinstance(one, dict):
            found[index] = {name: add(inner) for name, inner in one.items()}
        elif isinstance(one, list):
            found[index] = [add(inner) for inner in one]
        else:
            found[index] = "\u0006" + one if isinstance(one, str) and _is_date(one) else one
        return digits[index] if index < 36 else digits[index // 36] + digits[index % 36]

    root = add(data)
    state = {"refs": {}, "ctx": {"1": {"w": root}}, "objs": found, "subs": []}
    return script(json.dumps(state), 'type="qwik/json"')


def _livewire(value: object) -> object:
    if isinstance(value, list):
        return [[_livewire(one) for one in value], {"s": "arr"}]
    return {key: _livewire(one) for key, one in value.items()} if isinstance(value, dict) else value


def _nuxt2(data: object) -> str:
    written = literal(data).replace("'Ana Reed'", "b").replace("'Tom Hale'", "c")
    return script(
        f"window.__NUXT__=(function(a,b,c){{return {{layout:a,data:[{written}]}}}}"
        '("default","Ana Reed","Tom Hale"));'
    )


def _json_type(data: object) -> str:
    return script(_json(data), 'type="application/json" id="app-state"')


ENCODINGS: dict[str, Callable[[object], str]] = {
    "application/json": _json_type,
    "Next.js pages": lambda data: script(
        json.dumps({"props": {"pageProps": data, "__N_SSG": True}, "page": "/journal", "query": {}}),
        'id="__NEXT_DATA__" type="application/json"',
    ),
    "flight": lambda data: _flight(
        '1:"$Sreact.fragment"\n',
        '2:I[9766,["4219","static/chunks/app.js"],"default"]\n',
        f'0:["$","$L2",null,{json.dumps({"data": _flight_dates(data)})}]\n',
    ),
    "flight in rows": _flight_in_rows,
    "Nuxt 2": _nuxt2,
    "Nuxt 3": lambda data: script(
        json.dumps(_devalue({"data": {"posts-key": data}})), 'type="application/json" id="__NUXT_DATA__"'
    ),
    "Nuxt 3 in reactive objects": lambda data: script(
        json.dumps([["ShallowReactive", 1], {"data": 2}, ["Reactive", 3], *_shifted(_devalue(data), 3)]),
        'type="application/json" data-nuxt-data="nuxt-app" data-ssr="true" id="__NUXT_DATA__"',
    ),
    "SvelteKit": lambda data: script(
        "{ const element = document.currentScript.parentElement;"
        " Promise.all([import('/a.js')]).then(([kit, app]) => {"
        " kit.start(app, element, {node_ids: [0, 2], data: [null,"
        f'{{type:"data",data:{literal({"it": data})},uses:{{}}}}],form: null,error: null}}); }}); }}'
    ),
    "SvelteKit before": lambda data: script(
        f'const data = [null,{{"type":"data","data":{literal({"it": data})},"uses":{{}}}}];'
    ),
    "SvelteKit's fetch": lambda data: script(
        json.dumps({"status": 200, "statusText": "OK", "headers": {}, "body": json.dumps(data)}),
        'type="application/json" data-sveltekit-fetched data-url="/api/posts"',
    ),
    "Remix": lambda data: script(
        "window.__remixContext = "
        + json.dumps({"state": {"loaderData": {"root": None, "routes/_index": {"it": data}}}})
        + ";"
    ),
    "React Router": lambda data: script(
        "window.__reactRouterContext.streamController.enqueue("
        + _json(_turbo({"loaderData": {"routes/home": {"it": data}}}) + "\n")
        + ");"
    ),
    "Astro": lambda data: (
        f'<astro-island uid="Z1" component-url="/List.js" props="{_attribute(_astro_props(data))}"'
        ' ssr client="load"></astro-island>'
    ),
    "Inertia": lambda data: (
        f'<div id="app" data-page="{_attribute({"component": "Posts", "props": {"it": data}})}"></div>'
    ),
    "Inertia 2": lambda data: script(
        json.dumps({"component": "Posts", "props": {"it": data}}), 'data-page="app" type="application/json"'
    ),
    "Livewire": lambda data: (
        f'<div wire:snapshot="{_attribute({"data": {"it": _livewire(data)}, "memo": {"id": "x"}})}"></div>'
    ),
    "an attribute of any name": lambda data: f'<div class="list" data-list-items="{_attribute(data)}"></div>',
    "an attribute in single quotes": lambda data: (
        f"<div data-state='{json.dumps(data).replace(chr(39), '&#39;')}'></div>"
    ),
    "a component's attribute": lambda data: f'<post-list :posts="{_attribute(data)}"></post-list>',
    "React on Rails": lambda data: script(
        json.dumps({"it": data}),
        'type="application/json" class="js-react-on-rails-component" data-component-name="Posts"',
    ),
    "Rails' helper": lambda data: (
        f'<div data-react-class="Posts" data-react-props="{_attribute({"it": data})}"></div>'
    ),
    "Hypernova": lambda data: script(
        f"<!--{json.dumps({'it': data})}-->", 'type="application/json" data-hypernova-key="Posts"'
    ),
    "Angular": lambda data: script(
        json.dumps({"3141": {"b": data, "h": {}, "s": 200, "st": "OK", "u": "/api/posts", "rt": "json"}}),
        'id="ng-state" type="application/json"',
    ),
    "Angular before": lambda data: script(
        json.dumps({"G.json./api": {"body": data}})
        .replace("&", "&a;")
        .replace('"', "&q;")
        .replace("'", "&s;")
        .replace("<", "&l;")
        .replace(">", "&g;"),
        'id="serverApp-state" type="application/json"',
    ),
    "Vue": lambda data: script(
        f"window.__INITIAL_STATE__={_json(data)};(function(){{var s;(s=document.currentScript).remove()}}());"
    ),
    "Redux": lambda data: script(
        "// WARNING: see https://redux.js.org/recipes/server-rendering\n window.__PRELOADED_STATE__ = "
        + json.dumps({"it": data}).replace("<", "\\u003c")
    ),
    "Apollo": lambda data: script(f"window.__APOLLO_STATE__ = {json.dumps(_apollo(data))};"),
    "urql": lambda data: script(
        "window.__URQL_DATA__ = JSON.parse("
        + json.dumps(json.dumps({"-731": {"data": json.dumps({"it": data})}}))
        + ");"
    ),
    "Ember": lambda data: script(
        json.dumps({"records": json.dumps(data)}), 'type="fastboot/shoebox" id="shoebox-ember-data"'
    ),
    "Qwik": _qwik,
    "JSON.parse": lambda data: script(f"window.state = JSON.parse({json.dumps(json.dumps(data))});"),
    "JSON.parse in single quotes": lambda data: script(f"var s = JSON.parse({_single(_json(data))});"),
    "JSON.parse of percent signs": lambda data: script(
        f'window.state = JSON.parse(decodeURIComponent("{quote(json.dumps(data))}"));'
    ),
    "percent signs": lambda data: script(f'window.__DATA__ = "{quote(json.dumps(data))}";'),
    "JSON.parse of base 64": lambda data: script(
        f'window.state = JSON.parse(atob("{base64.b64encode(json.dumps(data).encode()).decode()}"));'
    ),
    "base 64": lambda data: script(
        f"window.__DATA__ = '{base64.b64encode(json.dumps(data).encode()).decode()}';"
    ),
    "a name in brackets": lambda data: script(f'window["__STATE__"]={_json(data)};'),
    "a constant": lambda data: script(f"const posts = {literal(data)};", 'type="module"'),
    "an array": lambda data: script(f"window.dataLayer = window.dataLayer || []; var list = {literal(data)}"),
    "an argument": lambda data: script(f"App.start(document.body, {json.dumps({'it': data})});"),
    "a property": lambda data: script(f"new Vue({{el: '#app', data: {literal({'it': data})}}})"),
    "a property beside code": lambda data: script(
        f"new Vue({{el: '#app', methods: {{go() {{ return 1 }}}}, data: {literal({'it': data})}}})"
    ),
    "a returned object": lambda data: script(
        "document.addEventListener('alpine:init', () => {"
        f" Alpine.data('list', () => ({literal({'it': data})})) }})"
    ),
    "an object that is added to": lambda data: script(
        f"Object.assign(window.state = window.state || {{}}, {json.dumps({'it': data})})"
    ),
    "pushed": lambda data: script(f"(window.__data = window.__data || []).push({json.dumps({'it': data})});"),
    "Apollo's transport": lambda data: script(
        '(window[Symbol.for("ApolloSSRDataTransport")] ??= []).push('
        + json.dumps({"rehydrate": {"_R_": {"data": data}}, "events": []})
        + ");"
    ),
    "text/json": lambda data: script(json.dumps(data), 'type="text/json" data-name="posts"'),
    "an element out of sight": lambda data: (
        f'<div id="state" style="display:none">{html.escape(json.dumps(data), quote=False)}</div>'
    ),
    "a text area": lambda data: f'<textarea id="state" hidden>{html.escape(json.dumps(data))}</textarea>',
    "CDATA": lambda data: script(
        f"//<![CDATA[\nvar state = {json.dumps(data)};\n//]]>", 'type="text/javascript"'
    ),
}


def _attribute(value: object) -> str:
    return html.escape(json.dumps(value))


def _astro_props(data: object) -> object:
    encoded = _astro({"it": data})
    assert isinstance(encoded, list)
    return encoded[1]


def _shifted(found: list[object], by: int) -> list[object]:
    """A flat list that stands behind others."""

    def moved(one: object) -> object:
        if isinstance(one, dict):
            return {key: index + by for key, index in one.items()}
        if isinstance(one, list) and one and isinstance(one[0], int):
            return [index + by for index in one]
        return one

    return [moved(one) for one in found]


def _apollo(data: object) -> Row:
    """A store: objects with a title stand under keys of their own and are referred to."""
    store: Row = {}

    def moved(value: object) -> object:
        if isinstance(value, list):
            return [moved(one) for one in value]
        if isinstance(value, dict):
            inner = {key: moved(one) for key, one in value.items()}
            if len(inner) > 3 and any(isinstance(one, str) and " " in one for one in inner.values()):
                key = f"Post:{len(store)}"
                store[key] = {"__typename": "Post", **inner}
                return {"__ref": key}
            return inner
        return value

    return {"ROOT_QUERY": {"__typename": "Query", 'posts({"first":6})': moved(data)}, **store}


# --- what the page shows besides ---


def _links(posts: tuple[Post, ...], pattern: str) -> str:
    return "".join(pattern.format(slug=p.slug, title=html.escape(p.title)) for p in posts)


CARD = '<li class="card"><a href="/journal/{slug}"><h2>{title}</h2></a></li>'
LINK = "<a href=/journal/{slug}>{title}</a>"
MENU = '<nav><a href="/about">About</a><a href="/visit">Visit</a><a href="/shop">Shop</a></nav>'
BODIES = {
    "a list": f"{MENU}<main><h1>Journal</h1><ul>{_links(POSTS, CARD)}</ul></main>",
    "a shell": f'{MENU}<div id="root"></div><footer>{_links(POSTS[1:3], LINK)}</footer>',
}


@dataclass(frozen=True)
class Variant:
    """A row of each table."""

    encoding: str = "application/json"
    shape: str = "a list beside others"
    vocabulary: str = "plain"
    date: str = "ISO"
    address: str = "path"
    body: str = "a list"

    def __str__(self) -> str:
        return ", ".join((self.encoding, self.shape, self.vocabulary, self.date, self.address, self.body))

    def page(self) -> str:
        """The page."""
        rows = [
            _with_address(
                VOCABULARIES[self.vocabulary](post, DATES[self.date](post.date)), self.address, post
            )
            for post in POSTS
        ]
        data = ENCODINGS[self.encoding](SHAPES[self.shape](rows))
        return (
            "<!doctype html><html lang=en><head><title>The mill</title></head>"
            f"<body>{BODIES[self.body]}{data}</body></html>"
        )

    def published(self, post: Post) -> datetime:
        """The date of a post, as far as the data have it."""
        whole = _of(post.date)
        return whole.replace(hour=0, minute=0) if self.date in DAYS else whole


def _with_address(row: Row, address: str, post: Post) -> Row:
    """A row with the address of its post beside its title."""
    inner = next((row[name] for name in ("fields", "attributes") if name in row), row)
    assert isinstance(inner, dict)
    inner |= ADDRESSES[address](post.slug)
    return row


def variants() -> Iterator[Variant]:
    """Each row of each table by itself; and in turns with the rows of the other tables."""
    usual = Variant()
    tables: dict[str, list[str]] = {
        "encoding": list(ENCODINGS),
        "shape": list(SHAPES),
        "vocabulary": list(VOCABULARIES),
        "date": list(DATES),
        "address": list(ADDRESSES),
    }
    seen = set()
    for body in BODIES:
        for name, table in tables.items():
            for row in table:
                one = Variant(**{**vars(usual), "body": body, name: row})
                if one not in seen:
                    seen.add(one)
                    yield one
    for number, encoding in enumerate(product(ENCODINGS, range(3))):
        chosen = {
            name: table[(number * step) % len(table)]
            for (name, table), step in zip(tables.items(), (1, 5, 7, 3, 11), strict=True)
        }
        yield Variant(**{**chosen, "encoding": encoding[0], "body": list(BODIES)[number % 2]})
