"""How long a conversion takes, against BeautifulSoup(html, "lxml") alone on the same pages in the same run.

    python benchmarks/speed.py DIR…     folders that are searched for *.html

Prints the parts of a conversion, each in seconds of processor time and as a share of what Beautiful Soup
alone takes; then, for one page of 10, 100, 1,000 and 10,000 entries, the time an entry. The middle of three
runs counts.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup

from feedkit import finish, write
from feedkit.parsers.html import FoundList, report
from feedkit.parsers.html.choice import choose
from feedkit.parsers.html.fields import read_fields
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.recipe_values import NO_VALUES
from feedkit.values.decoding import decode

RUNS = 3
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ADDRESS = "https://example.org/blog/"
ZONE = ZoneInfo("UTC")

Parts = dict[str, float]


def main() -> None:
    """Time the pages of the folders that the call names, and pages made here."""
    warnings.simplefilter("ignore")
    pages = [path.read_bytes() for name in sys.argv[1:] for path in sorted(Path(name).rglob("*.html"))]
    if pages:
        corpus(pages)
    growth()


def corpus(pages: list[bytes]) -> None:
    """The parts of the conversion of many pages into all three formats."""
    runs = [parts_of(pages) for _ in range(RUNS + 1)][1:]  # the first fills caches and imports
    soup = statistics.median(run.pop("Beautiful Soup") for run in runs)
    print(f"{len(pages)} pages; BeautifulSoup(html, 'lxml') alone: {soup:.2f} s")
    for part in runs[0]:
        seconds = statistics.median(run[part] for run in runs)
        print(f"  {part:10} {seconds:6.3f} s  {seconds / soup:5.2f}")
    total = statistics.median(sum(run.values()) for run in runs)
    print(f"  {'all':10} {total:6.3f} s  {total / soup:5.2f}")


def parts_of(pages: list[bytes]) -> Parts:
    """Processor time of each part, over all pages."""
    spent: Parts = {}
    for data in pages:
        gc.collect()
        convert(data, spent)
    for data in pages:
        gc.collect()
        with timed("Beautiful Soup", spent):
            BeautifulSoup(data, "lxml")
    return spent


def convert(data: bytes, spent: Parts) -> None:
    """One page, the whole way into three formats."""
    with timed("outline", spent):
        page = Page(decode(data), ADDRESS)
    with timed("head", spent):
        _ = page.head
    with timed("dates", spent):
        _ = page.dates
    with timed("lists", spent):
        choice = choose(page)
    if choice is None:
        return
    with timed("fields", spent):
        fields = read_fields(choice.segments, page, ZONE)
    with timed("report", spent):
        feed = report(FoundList(page, choice, NO_VALUES), fields).feed
    with timed("finish", spent):
        feed = finish(feed, now=NOW)
    for name in ("atom", "rss", "json"):
        with timed(name, spent):
            write(feed, name)


@contextmanager
def timed(part: str, spent: Parts) -> Iterator[None]:
    """Add the processor time of the block to a part."""
    start = time.process_time()
    yield
    spent[part] = spent.get(part, 0.0) + time.process_time() - start


def growth() -> None:
    """The time an entry of one page, as the page grows; a thousand entries or more a run."""
    print("one page of n entries, into three formats")
    for count in (10, 100, 1_000, 10_000):
        page = made_page(count)
        times = []
        for _ in range(RUNS + 1):
            gc.collect()
            spent: Parts = {}
            for _ in range(max(1, 1_000 // count)):
                convert(page, spent)
            times.append(sum(spent.values()) / max(1_000, count))
        print(f"  {count:6} {statistics.median(times[1:]) * 1e6:7.1f} µs an entry")


def made_page(count: int) -> bytes:
    """A page as blogs have it, of as many posts."""
    posts = "".join(
        f'<article class="post"><h2><a href="/posts/{number}/">Post {number} of the harbour log</a></h2>'
        f'<p class="meta"><time datetime="{day.isoformat()}">{day:%d %B %Y}</time> by Ann Other</p>'
        f"<p>What the tide brought on day {number}, and what it took away again.</p></article>"
        for number in range(count, 0, -1)
        for day in [date(2000, 1, 1) + timedelta(days=number % 9_000)]
    )
    return f"<!DOCTYPE html><title>Harbour log</title><main>{posts}</main>".encode()


if __name__ == "__main__":
    main()
