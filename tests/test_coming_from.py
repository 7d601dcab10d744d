"""The configurations of docs/coming-from.md are built, from the pages in it, and make what it shows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.builds import build, reported
from tests.serving import Server

DOCUMENT = Path(__file__).parents[1] / "docs" / "coming-from.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
SOURCE = re.compile(r'^source = "https://([\w.]+)(/[^"]*)"$', re.M)
TYPES = {"html": "text/html", "xml": "application/rss+xml", "json": "application/json"}


def sections() -> dict[str, dict[str, list[str]]]:
    """The blocks of each section, by its heading and their languages."""
    found: dict[str, dict[str, list[str]]] = {}
    for section in DOCUMENT.read_text("utf-8").split("\n## ")[1:]:
        blocks: dict[str, list[str]] = {}
        for language, text in BLOCK.findall(section):
            blocks.setdefault(language, []).append(text)
        found[section.splitlines()[0]] = blocks
    return found


def made(blocks: dict[str, list[str]], server: Server, folder: Path) -> str:
    """What a build makes of a section, as the section shows it."""
    (config,) = blocks["toml"]
    host, path = SOURCE.findall(config)[0]
    kind = next(kind for kind in TYPES if kind in blocks)
    server.page(path, blocks[kind][0].encode(), TYPES[kind])
    for article in re.findall(r'href="(/news/[^"]+)"', blocks[kind][0]) if len(blocks[kind]) > 1 else ():
        server.page(article, blocks[kind][1].encode())
    own = config.replace(f'source = "https://{host}', f'source = "{server.address}')
    (folder / "feedkit.toml").write_text(f"delay = 0\nallow_private = true\n{own}", "utf-8")
    result = build(folder / "feedkit.toml", now="2026-03-20T12:00:00+00:00")
    assert ": written: " in reported(result)[0], result.output
    (file,) = folder.glob("public/*/feed.json")
    items = json.loads(file.read_bytes())["items"]
    return "".join(shown(item).replace(server.address, f"https://{host}") + "\n" for item in items)


def shown(item: dict[str, Any]) -> str:
    """An entry in one line: day, title, address, and what else it has."""
    names = ", ".join(author["name"] for author in item.get("authors", ()))
    tags = ", ".join(item.get("tags", ()))
    text = item.get("content_html") or item.get("content_text")
    text = text if text != item.get("title") else None
    summary = item.get("summary") if item.get("summary") != text else None
    own_id = item["id"] if item["id"] != item.get("url") else None
    facts = (
        item.get("date_published", "")[:10],
        item.get("title"),
        item.get("url"),
        names,
        tags,
        summary,
        text,
        own_id,
    )
    return "  ".join(fact for fact in facts if fact)


@pytest.mark.parametrize("name", sections())
def test_a_configuration(name: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOATS_TOKEN", "s3cret")
    blocks = sections()[name]
    assert made(blocks, server, tmp_path) == blocks["text"][0]


def test_the_api_is_asked_as_the_configuration_says(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOATS_TOKEN", "s3cret")
    (blocks,) = (one for one in sections().values() if "json" in one)
    made(blocks, server, tmp_path)
    asked = next(headers for headers in server.requests if "authorization" in map(str.lower, headers))
    sent = {name.lower(): value for name, value in asked.items()}
    assert (sent["authorization"], sent["x-client"]) == ("Bearer s3cret", "feeds")
    assert json.loads(server.bodies[0]) == {
        "query": "class:sail",
        "sort": ["-listed"],
        "page": {"size": 50},
    }
    published = b"".join(path.read_bytes() for path in (tmp_path / "public").rglob("*") if path.is_file())
    assert b"s3cret" not in published


def test_without_the_token_nothing_is_sent(server: Server, tmp_path: Path) -> None:
    (blocks,) = (one for one in sections().values() if "json" in one)
    with pytest.raises(AssertionError, match="BOATS_TOKEN"):
        made(blocks, server, tmp_path)
    assert not server.bodies
