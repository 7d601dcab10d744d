"""How long a conversion takes, against BeautifulSoup(html, "lxml") alone on the same pages in the same run.

    python benchmarks/speed.py [--no-growth] DIR…     folders that are searched for *.html

Prints, for the largest pages, the most memory that reading takes, in bytes for each of the page. Then the
stages of a conversion into three formats: the processor time of each, as a share of what Beautiful Soup alone
takes, and how many calls of functions it needs, which is the same on every machine. Then the same time of
programs that find the list of a page too, those of newspaper4k, autoscraper and url2rss that are installed;
and, for one page of 100, 1,000 and 10,000 entries, the time an entry. Of each page the shortest of five runs
counts: what else the machine does makes runs longer, never shorter.
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
from functools import cache, partial
from importlib import import_module
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

RUNS = 5
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ADDRESS = "https://example.org/blog/"
SOUP = "Beautiful Soup"
WHOLE = "whole"
COUNTS = (100, 1_000, 10_000)
LARGEST = 20  # pages whose memory is measured
WARMING = 100  # pages that are read first
STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")  # of Linux

Meter = Callable[[str], AbstractContextManager[None]]
Converter = Callable[[bytes], object]


def main() -> None:
    """Time the pages of the folders that the call names, and pages made here."""
    warnings.simplefilter("ignore")
    names = [name for name in sys.argv[1:] if not name.startswith("-")]
    pages = [path.read_bytes() for name in names for path in sorted(Path(name).rglob("*.html"))]
    if pages:
        by_size = sorted(pages, key=len)
        memory(by_size[-LARGEST:], by_size[:WARMING])
        stages(pages)
    if "--no-growth" not in sys.argv:
        growth()


def stages(pages: list[bytes]) -> None:
    """Print the stages of the conversion of many pages, and what other programs take for them."""
    others = peers()
    runs = [timed(pages, others) for _ in range(RUNS)]
    seconds: Counter[str] = Counter()
    for same in zip(*runs, strict=True):
        seconds.update({stage: min(run.get(stage, 0.0) for run in same) for stage in same[0]})
    calls = counted(pages)
    soup = seconds.pop(SOUP)
    print(f"{len(pages)} pages; BeautifulSoup(html, 'lxml') alone: {soup:.2f} s")
    print("| stage | of Beautiful Soup | calls a page |\n|---|---:|---:|")
    for stage, spent in seconds.items():
        needed = f"{calls[stage] / len(pages):,.0f}" if stage in calls else ""
        print(f"| {stage} | {spent / soup:.3f} | {needed} |")


def timed(pages: list[bytes], others: dict[str, Converter]) -> list[dict[str, float]]:
    """The processor time of each stage for each page, of the whole way, of Beautiful Soup and of others.

    All pages go one way before the next begins: else a page would find what is remembered of itself.
    """
    spent: list[dict[str, float]] = [{} for _ in pages]
    whole_ways = {WHOLE: whole, SOUP: lambda data: BeautifulSoup(data, "lxml"), **others}
    for own, data in zip(spent, pages, strict=True):
        gc.collect()
        convert(data, partial(clocked, own))
    for name, way in whole_ways.items():
        for own, data in zip(spent, pages, strict=True):
            gc.collect()
            with clocked(own, name), suppress(Exception):  # others fail at some pages
                way(data)
    return spent


@contextmanager
def clocked(spent: dict[str, float], stage: str) -> Iterator[None]:
    """Add the processor time of a block to that of a stage."""
    start = time.process_time()
    yield
    spent[stage] = spent.get(stage, 0.0) + time.process_time() - start


def peers() -> dict[str, Converter]:
    """What other programs need to find the list of a page, those that are installed.

    newspaper4k gives the addresses of articles; url2rss gives titles and addresses as RSS; autoscraper is
    given the first title that feedkit finds, and returns the texts that stand like it.
    """
    found: dict[str, Converter] = {}
    with suppress(ImportError):
        newspaper = import_module("newspaper")
        config = newspaper.Config()
        config.memorize_articles = False
        found["newspaper4k"] = lambda data: newspaper.Source(ADDRESS, config=config).build(
            input_html=decode(data), only_homepage=True
        )
    with suppress(ImportError):
        scraper = import_module("autoscraper").AutoScraper
        found["autoscraper"] = lambda data: scraper().build(
            html=decode(data), wanted_list=[first_title(data)]
        )
    with suppress(ImportError):
        items_of = import_module("url2rss.extractor").extract_items_from_html
        rss = import_module("url2rss.renderer").items_to_rss
        found["url2rss"] = lambda data: rss(ADDRESS, items_of(BeautifulSoup(data, "lxml")))
    return found


@cache
def first_title(data: bytes) -> str:
    """The title of the first entry of a page; "" where it lists nothing."""
    with suppress(NoEntriesError):
        titles = (entry.title for entry in feedkit.read(data, url=ADDRESS, format="html").feed.entries)
        return next(filter(None, titles), "")
    return ""


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
    with meter("decoding"):
        content = decode(data)
    with meter("outline, with its bounds"):
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


def memory(pages: list[bytes], others: list[bytes]) -> None:
    """Print the most memory that reading large pages takes, beyond what was taken before.

    Other pages are read first: they load the modules and tables that all readings share.
    """
    if not RESET.exists():
        return
    for page in others:
        whole(page)
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
