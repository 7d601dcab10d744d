"""How long a conversion takes, against BeautifulSoup(html, "lxml") alone on the same pages in the same run.

    python benchmarks/speed.py [--no-growth] DIR…     folders that are searched for *.html

Prints the stages of a conversion into three formats: the processor time of each, as a share of what Beautiful
Soup alone takes, and how many calls of functions it needs, which is the same on every machine. Then, for the
largest pages, the most memory that reading takes, in bytes for each of the page; and, for one page of 100,
1,000 and 10,000 entries, the time an entry. The middle of five runs counts.
"""

from __future__ import annotations

import cProfile
import gc
import statistics
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from bs4 import BeautifulSoup

import feedkit
from feedkit import NoEntriesError, finish, write
from feedkit.parsers import job_of
from feedkit.parsers.html import FoundList, report
from feedkit.parsers.html.choice import choose
from feedkit.parsers.html.fields import read_fields
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.page_state import FILLED, data_of, filled
from feedkit.parsers.html.recipe_values import NO_VALUES
from feedkit.values.decoding import decode
from feedkit.values.html_limits import bounded_html

RUNS = 5
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ADDRESS = "https://example.org/blog/"
SOUP = "Beautiful Soup"
WHOLE = "whole"
COUNTS = (100, 1_000, 10_000)
LARGEST = 20  # pages whose memory is measured
STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")  # of Linux

Meter = Callable[[str], AbstractContextManager[None]]


def main() -> None:
    """Time the pages of the folders that the call names, and pages made here."""
    warnings.simplefilter("ignore")
    names = [name for name in sys.argv[1:] if not name.startswith("-")]
    pages = [path.read_bytes() for name in names for path in sorted(Path(name).rglob("*.html"))]
    if pages:
        memory(sorted(pages, key=len)[-LARGEST:])
        stages(pages)
    if "--no-growth" not in sys.argv:
        growth()


def stages(pages: list[bytes]) -> None:
    """Print the stages of the conversion of many pages."""
    timed(pages)  # fills caches and imports
    runs = [timed(pages) for _ in range(RUNS)]
    seconds = {stage: statistics.median(run[stage] for run in runs) for stage in runs[0]}
    calls = counted(pages)
    soup = seconds.pop(SOUP)
    print(f"{len(pages)} pages; BeautifulSoup(html, 'lxml') alone: {soup:.2f} s")
    print("| stage | of Beautiful Soup | calls a page |\n|---|---:|---:|")
    for stage, spent in seconds.items():
        print(f"| {stage} | {spent / soup:.3f} | {calls[stage] / len(pages):,.0f} |")


def timed(pages: list[bytes]) -> dict[str, float]:
    """The processor time of each stage over all pages, of the whole way, and of Beautiful Soup."""
    spent: dict[str, float] = {}

    @contextmanager
    def meter(stage: str) -> Iterator[None]:
        start = time.process_time()
        yield
        spent[stage] = spent.get(stage, 0.0) + time.process_time() - start

    for data in pages:
        gc.collect()
        convert(data, meter)
        gc.collect()
        with meter(WHOLE):
            whole(data)
        gc.collect()
        with meter(SOUP):
            BeautifulSoup(data, "lxml")
    return spent


def counted(pages: list[bytes]) -> Counter[str]:
    """The calls of functions, of Python and of C, in each stage over all pages."""
    calls: Counter[str] = Counter()

    @contextmanager
    def meter(stage: str) -> Iterator[None]:
        profile = cProfile.Profile()
        profile.enable()
        yield
        profile.disable()
        calls[stage] += sum(row.callcount for row in profile.getstats())

    for data in pages:
        convert(data, meter)
        with meter(WHOLE):
            whole(data)
    return calls


def whole(data: bytes) -> None:
    """One page, the whole way into three formats, as a caller goes it."""
    try:
        feed = finish(feedkit.read(data, url=ADDRESS, format="html").feed, now=NOW)
    except NoEntriesError:
        return
    for name in ("atom", "rss", "json"):
        write(feed, name)


def convert(data: bytes, meter: Meter) -> None:
    """The same way stage by stage, without a second search of pages that hide something."""
    job = job_of(data, url=ADDRESS, format="html")
    with meter("decoding and bounds"):
        content = bounded_html(decode(data))
    with meter("outline, bounds again"):
        page = Page(content, ADDRESS)
    with meter("head"):
        _ = page.head
    with meter("dates"):
        _ = page.dates
    with meter("lists"):
        choice = choose(page)
    with meter("page data"):
        state = data_of(page, job)
    if choice is None:
        return
    with meter("fields"):
        reading = report(FoundList(page, choice, NO_VALUES), read_fields(choice.segments, page, job.zone))
    with meter("page data"):
        filled(reading.feed.entries, state, list(FILLED))
    with meter("finishing"):
        feed = finish(reading.feed, now=NOW)
    for name in ("atom", "rss", "json"):
        with meter(name):
            write(feed, name)


def memory(pages: list[bytes]) -> None:
    """Print the most memory that reading large pages takes, beyond what was taken before."""
    if not RESET.exists():
        return
    whole(pages[0])  # loads what all readings share
    with get_context("fork").Pool(1, maxtasksperchild=1) as processes:
        shares = processes.map(memory_of, pages, chunksize=1)
    middle, most = statistics.median(shares), max(shares)
    print(f"memory of the {len(pages)} largest pages: {middle:.0f} times their bytes, {most:.0f} at most")


def memory_of(data: bytes) -> float:
    """The most memory that reading one page takes in a process of its own, in bytes for each of the page."""
    gc.collect()
    before = _resident("VmRSS")
    RESET.write_text("5")
    with suppress(NoEntriesError):
        feedkit.read(data, url=ADDRESS, format="html")
    return (_resident("VmHWM") - before) / len(data)


def _resident(field: str) -> int:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(field + ":"))
    return int(line.split()[1]) * 1024


def growth() -> None:
    """Print the time an entry of one page, as the page grows."""
    print("one page of n entries, into three formats")
    for count in COUNTS:
        page = made_page(count)
        times = []
        for _ in range(RUNS):
            gc.collect()
            start = time.process_time()
            for _ in range(max(1, 2_000 // count)):
                whole(page)
            times.append((time.process_time() - start) / max(2_000, count))
        print(f"  {count:6} {statistics.median(times) * 1e6:7.1f} µs an entry")


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
