"""What tests with a browser need: one that is installed, and pages for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from feedkit.errors import FetchError
from feedkit.fetching.browser_program import browser_path
from tests.serving import Server

FRAMEWORK_PAGES = Path(__file__).parent / "framework_pages"


def missing() -> str:
    """Return why no browser can be driven here; "" where one can."""
    try:
        browser_path()
    except FetchError as error:
        return str(error)
    return ""


# In CI there has to be one: its tests fail there without.
needs_browser = pytest.mark.skipif(
    bool(missing()) and os.environ.get("CI") != "true", reason=missing() or "there is one"
)


def react_site(server: Server) -> str:
    """A page that is nothing without its script, which fetches the list; its address."""
    server.page("/assets/main.js", (FRAMEWORK_PAGES / "react-client.js").read_bytes(), "text/javascript")
    server.page("/posts.json", (FRAMEWORK_PAGES / "posts.json").read_bytes(), "application/json")
    page = (FRAMEWORK_PAGES / "react-client.html").read_text("utf-8")
    script = '<script type="module" crossorigin src="/assets/main.js"></script></head>'
    return server.page("/", page.replace("</head>", script).encode())


def scripted(posts: str, *, more: str = "") -> bytes:
    """A page whose script lists the posts that an expression of JavaScript gives; `more` runs after that."""
    script = f"""
    const article = (post) => `<article><h2><a href="/kiln/${{post}}">Firing ${{post}} of the kiln</a></h2>
      <time datetime="2026-01-0${{post}}">2026-01-0${{post}}</time>
      <p>What came out of firing ${{post}}.</p></article>`;
    const show = (posts) => {{ document.querySelector("main").innerHTML += posts.map(article).join(""); }};
    (async () => {{ show(await ({posts})); {more} }})();
    """
    return f"<!doctype html><html lang=en><title>Kiln</title><main></main><script>{script}</script>".encode()
