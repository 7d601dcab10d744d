"""A value of each key of a recipe, for its JSON Schema and docs/recipes.md."""

from __future__ import annotations

from typing import Any

OVERRIDE: dict[str, Any] = {
    "css": ".day",
    "xpath": "preceding::h2[1]",
    "attr": "data-date",
    "template": "{.place}, {.room}",
    "remove": ".share, .ad",
    "regex": "by (.*)",
    "replace": {"Read more": "", "~\\s+\\d+ min$": ""},
    "constant": "Ada Quill",
}
EXAMPLES: dict[str, dict[str, Any]] = {
    "Recipe": {
        "entry": "article.post",
        "map": {"entries": "data.posts", "title": "fields.name"},
        "grow": True,
        "title": ["h2", "h3"],
        "url": "h2 a@href",
        "published": {"css": ".day", "date_format": "%d.%m.%Y"},
        "updated": {"css": ".changed", "year": "heading"},
        "summary": "{.place}, with {.who}",
        "content": {"css": ".body", "remove": ".share, .ad"},
        "authors": "substring-after(.//p[1], 'by ')",
        "tags": False,
        "image": "img@data-src",
        "enclosures": "audio@src",
        "id": "@data-id",
        "language": {"constant": "en"},
    },
    "Override": OVERRIDE,
    "DateOverride": {
        **OVERRIDE,
        "date_format": "%d.%m.%Y",
        "language": "de",
        "order": "dmy",
        "year": "newest-first",
    },
    "Column": {
        "path": "https://example.org/{date:%Y}/{slug}/",
        "regex": "by (.*)",
        "replace": {"_": " "},
        "constant": "Ada Quill",
        "date_format": "%d.%m.%Y",
    },
}
