"""How fast feeds are finished and written.

    python benchmarks/writing.py            both
    python benchmarks/writing.py feedgen    against feedgen alone, given the same entries and datetimes
    python benchmarks/writing.py growth     time and memory up to 100,000 entries

Times are the best of several runs of one process, in microseconds an entry.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from feedgen.feed import FeedGenerator

import feedkit
from feedkit import Entry, Feed, FormatName, Person
from feedkit.formats import checked_format

HOME = "https://harbour.example/"
START = datetime(2025, 3, 4, 18, tzinfo=UTC)
SUMMARY = "The crane is new and green, and it lifts 40 tonnes & more, as the office of the harbour says. " * 2
LIMIT = 1.3  # Atom and RSS together, against feedgen alone
ROUNDS = 9
SIZES = (1_000, 10_000, 100_000)


def harbour(number: int) -> Feed:
    entries = tuple(
        Entry(
            title=f"Post {i}",
            url=f"{HOME}posts/{i}/",
            published=START - timedelta(hours=i),
            summary=SUMMARY,
            authors=(Person(name="Ida Moor"),),
        )
        for i in range(number)
    )
    return Feed(title="Harbour", url=HOME, feed_url=f"{HOME}feed", entries=entries)


def with_feedgen(feed: Feed) -> Any:
    """The same feed with feedgen's own calls."""
    document = FeedGenerator()
    document.id(HOME)
    document.title(feed.title)
    document.link(href=feed.feed_url, rel="self")
    document.link(href=HOME, rel="alternate")
    document.description("News")
    document.updated(START)
    for entry in feed.entries:
        item = document.add_entry(order="append")
        item.id(entry.url)
        item.title(entry.title)
        item.link(href=entry.url)
        item.published(entry.published)
        item.updated(entry.published)
        item.summary(entry.summary)
        item.author(name=entry.authors[0].name)
    return document


def best(work: Callable[[], object], entries: int) -> float:
    """Microseconds an entry."""
    spent = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return 1e6 * min(spent) / entries


def against_feedgen(number: int = 1_000) -> bool:
    """Print the times of 1,000 entries; whether Atom and RSS keep to the limit."""
    feed = harbour(number)
    finished = feedkit.finish(feed)
    alone = {
        "atom": best(lambda: with_feedgen(feed).atom_str(), number),
        "rss": best(lambda: with_feedgen(feed).rss_str(), number),
    }
    finishing = best(lambda: feedkit.finish(replace(feed)), number)
    ours = {name: best(partial(feedkit.write, finished, name), number) for name in ("atom", "rss", "json")}
    print(f"finishing {finishing:4.1f}")
    for name, spent in ours.items():
        beside = f", feedgen alone {alone[name]:4.1f}" if name in alone else ""
        print(f"{name:9} {spent:4.1f}{beside}")
    written, bare = ours["atom"] + ours["rss"], sum(alone.values())
    print(f"Atom and RSS: {written / bare:.2f} of feedgen alone (limit {LIMIT})")
    print(f"finishing, Atom and RSS: {(finishing + written) / bare:.2f} of feedgen alone")
    print(f"finishing and all three: {finishing + sum(ours.values()):.1f} an entry")
    return written / bare <= LIMIT


def growth() -> None:
    """Print the time an entry takes and the memory, each in a process of its own."""
    for name in ("atom", "rss", "json"):
        for size in SIZES:
            subprocess.run([sys.executable, __file__, "one", name, str(size)], check=True)


def one(name: FormatName, size: int) -> None:
    feedkit.write(harbour(1), name)  # everything is loaded
    feed = harbour(size)
    before = peak()
    start = time.process_time()
    document = feedkit.write(feed, name)
    spent = time.process_time() - start
    grown = (peak() - before) / 1024
    print(
        f"{name:5} {size:>7,} entries, {len(document) / 1e6:5.1f} MB: "
        f"{1e6 * spent / size:5.1f} an entry with finishing, {spent:5.2f} s, {grown:6.1f} MB of memory"
    )


def peak() -> int:
    """The most memory that this process has had, in kilobytes (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def main(args: list[str]) -> int:
    if args[:1] == ["one"]:
        one(checked_format(args[1]), int(args[2]))
        return 0
    kept = against_feedgen() if "growth" not in args else True
    if "feedgen" not in args:
        growth()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
