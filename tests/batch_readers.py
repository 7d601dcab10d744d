"""Pages for batches, and what reads them in a test: some kill the process that reads them, or never end."""

from __future__ import annotations

import os
import signal
import time

from feedkit.batch.page_rows import Page, PageOptions, Row, rows_of

KILLER = "<p>kills its process</p>"
HANGING = "<p>never ends</p>"


def blog(number: int, end: str = "", days: int = 6) -> str:
    """An index page of our own; no two are alike."""
    entries = "".join(
        f"<article><h2><a href='/kiln/{number}-{day}'>Firing {number}, day {day}</a></h2>"
        f"<time datetime='2024-03-{day:02}'>{day} March 2024</time><p>By <a rel=author>Ada Kiln</a></p>"
        f"<p>The kiln has reached {number * 7 + day} degrees, and glaze {day} holds.</p></article>"
        for day in range(1, days + 1)
    )
    title = f"<html lang=en><title>Kiln {number}</title>"
    return f"{title}<link rel=alternate type=application/rss+xml href=/feed><main>{entries}</main>{end}"


def url(number: int) -> str:
    return f"https://kiln.example/{number}/"


def faulty(page: Page, options: PageOptions) -> list[Row]:
    """Read a page as usual, but for two kinds of pages."""
    html = page.html if isinstance(page.html, str) else (page.html or b"").decode("utf-8", "replace")
    if KILLER in html:
        os.kill(os.getpid(), signal.SIGKILL)
    if HANGING in html:
        time.sleep(3600)
    return rows_of(page, options)
