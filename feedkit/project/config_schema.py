"""The JSON Schema of feedkit.toml, for editors and docs/feedkit-toml.md, with a value of each key."""

from __future__ import annotations

from typing import Any

from feedkit import recipes
from feedkit.project.config import Config, FeedConfig, Shared
from feedkit.schemas import schema_of

SHARED: dict[str, Any] = {
    "to": ["atom", "json"],
    "timezone": "Europe/Berlin",
    "limit": 20,
    "keep": 200,
    "since": "2026-01-01",
    "match": ["storm", ["tags=Timetable", "title:winter"]],
    "not_match": ["title~^Advert"],
    "pages": 3,
    "full": True,
    "full_text": ".post-body",
    "full_text_remove": ".share, .ad",
    "trusted": True,
    "embeds": ["default", "video.example.org"],
    "stylesheet": "none",
    "native": True,
    "render": "auto",
    "stale_after": "90 days",
    "max_drop": 0.8,
    "min_confidence": 0.5,
    "strict": True,
    "fetch_timeout": 300.0,
    "read_timeout": 120.0,
    "page_timeout": 60.0,
    "user_agent": "tide-watch/1.0",
    "accept_language": "de, en;q=0.5",
    "proxy": "env:PROXY",
    "headers": {"X-Client": "tide-watch"},
}
EXAMPLES: dict[str, dict[str, Any]] = {
    "Config": {
        "feeds": [{"name": "tides", "source": "https://tides.example/posts/"}],
        "output": "public",
        "base_url": "https://tides.example/feeds/",
        "title": "What the club reads",
        "contact": "ada@tides.example",
        "delay": 5.0,
        "robots": False,
        "cache": ".feedkit-cache",
        "allow_private": True,
        "browser": "/usr/bin/chromium",
        "defaults": {"timezone": "Europe/Berlin", "keep": 200},
    },
    "Shared": SHARED,
    "FeedConfig": {
        **SHARED,
        "headers": {"X-Key": "env:TIDES_KEY"},
        "name": "tides",
        "source": "https://tides.example/posts/",
        "login": "env:TIDES_LOGIN",
        "token": "env:TIDES_TOKEN",
        "cookies": {"session": "env:TIDES_SESSION"},
        "query": {"key": "env:TIDES_KEY", "topic": ["ferries", "weather"]},
        "post_form": {"query": "tides"},
        "post_json": {"query": "tides", "size": 50},
        "command": ["python", "tides.py", "--year", "2026"],
        "url": "https://tides.example/posts/",
        "title": "The Tidal Almanac",
        "language": "en-GB",
        "format": "changelog",
        "recipe": {"entry": "article.post", "title": "h2"},
        "map": {"entries": "data.posts", "title": "fields.name"},
        "like": ["The night ferry"],
        "files": {"rss": "tides.xml"},
    },
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of `feedkit.toml`; a recipe in it has that of recipes."""
    found, recipe = schema_of((Config, Shared, FeedConfig), "feedkit.toml", EXAMPLES), recipes.schema()
    found["$defs"] |= recipe["$defs"]
    feed = found["$defs"]["FeedConfig"]["properties"]
    feed["recipe"]["anyOf"] = [{"type": "string"}, {"$ref": recipe["$ref"]}]
    del feed["map"]["type"]
    feed["map"] |= {"$ref": f"{recipe['$ref']}/properties/map"}
    return found
