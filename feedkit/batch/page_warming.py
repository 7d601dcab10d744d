"""Importing this reads one small page, so that the tables that are loaded at their first use are loaded.

Processes are copies of one that has imported this: none of them has to load anything again.
"""

from __future__ import annotations

import gc
from datetime import UTC, datetime

from feedkit.batch.page_rows import Page, PageOptions, record_batch, rows_of

DAYS = range(1, 6)
ROWS = "".join(f"<li><a href=/{day}>Day {day} of May</a> <time>{day} May 2025</time><p>Text" for day in DAYS)
HTML = f"<title>Days</title><ul>{ROWS}</ul>".encode()
PAGE = Page("https://days.example/", HTML, None, datetime(2025, 5, 9, tzinfo=UTC))

record_batch(rows_of(PAGE, PageOptions()))
gc.freeze()  # a copy that does not look through this memory shares it
