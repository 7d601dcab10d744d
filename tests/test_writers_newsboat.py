"""A reader from Debian, newsboat, reads what the writers write."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

import feedkit
from tests.test_writers import DOCUMENTS, FEEDS, MOMENT

NEWSBOAT = shutil.which("newsboat")
pytestmark = pytest.mark.skipif(NEWSBOAT is None, reason="newsboat is not here: apt-get install newsboat")

Row = tuple[str, str, int, str]  # title, address, time, file


def read(document: Path, folder: Path) -> dict[str, Row]:
    """What newsboat keeps of a feed, by the ids of the entries."""
    urls, cache, config = folder / "urls", folder / "cache.db", folder / "config"
    urls.write_text(f"file://{document}\n")
    config.touch()
    command = [str(NEWSBOAT), "-u", str(urls), "-c", str(cache), "-C", str(config), "-x", "reload"]
    subprocess.run(
        command, check=True, timeout=300, env=os.environ | {"HOME": str(folder), "LC_ALL": "C.UTF-8"}
    )
    with closing(sqlite3.connect(cache)) as database:
        rows = database.execute("SELECT guid, title, url, pubDate, enclosure_url FROM rss_item").fetchall()
    return {own: tuple(row) for own, *row in rows}


@pytest.mark.parametrize("format", ["atom", "rss"])
@pytest.mark.parametrize("name", ["podcast", "paged", "rich"])
def test_newsboat_reads_every_entry(name: str, format: str, tmp_path: Path) -> None:
    found = read(FEEDS / f"{name}.{format}", tmp_path)
    entries = feedkit.finish(DOCUMENTS[name], now=MOMENT).entries
    assert len(found) == len(entries)
    for entry in entries:
        assert entry.id
        title, url, moment, file = found[entry.id]
        assert entry.title in (title, None)
        assert url == (entry.url or "")
        assert file == (entry.enclosures[0].url if entry.enclosures else "")
        if entry.published:  # in RSS it knows no other date
            assert moment == int(entry.published.timestamp())
