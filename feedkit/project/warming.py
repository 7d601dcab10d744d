"""Importing this makes one small feed, so that the tables that are loaded at their first use are loaded.

Workers are copies of a process that has imported this: none of them has to load anything again.
"""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from feedkit.project.config import FeedConfig
from feedkit.project.making import FeedTask, make
from feedkit.sources.reader import SourceContent

if TYPE_CHECKING:
    from feedkit.fetching import Page

DAYS = range(1, 6)
ROWS = "".join(f"<li><a href=/{day}>Day {day} of May</a> <time>{day} May 2025</time><p>Text" for day in DAYS)


def warm() -> None:
    """Make a feed of a page; it is of no other use."""
    task = FeedTask(
        config=FeedConfig(name="warm", source="page.html"),
        source="page.html",
        content=SourceContent(f"<title>Days</title><ul>{ROWS}</ul>".encode(), "https://days.example/"),
        recipe=None,
        published={},
        addresses={},
        listed=None,
        accepted=True,
        now=datetime(2025, 5, 9, tzinfo=UTC),
    )
    make(task, _unfetched)


def _unfetched(url: str, *, is_article: bool = False, render: bool = False) -> Page:
    raise AssertionError(f"{url} was not to be fetched")


warm()
gc.freeze()  # a copy that does not look through this memory shares it
