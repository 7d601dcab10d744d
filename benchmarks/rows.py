"""How fast 100,000 rows become an Atom feed, against writing the same entries alone, and how much memory.

    python benchmarks/rows.py [ROWS]     100,000 by default

Each size runs in a process of its own. Times are those of the processor; memory is the most that the process
has had beside what it had with the rows as text.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedkit

LEAST = 0.7  # of the speed of writing alone
SUMMARY = "The crane is new and green, and it lifts 40 tonnes & more, as the office of the harbour says. " * 2
START = datetime(2025, 3, 4, 18, tzinfo=UTC)


def rows(number: int) -> list[dict[str, str]]:
    return [
        {
            "title": f"Post {i} about the crane & the harbour",
            "url": f"https://harbour.example/posts/{i}/",
            "date": (START - timedelta(hours=i)).isoformat(),
            "summary": SUMMARY,
            "author": "Ida Moor",
            "tags": "harbour, crane",
        }
        for i in range(number)
    ]


def as_jsonl(number: int) -> str:
    return "\n".join(map(json.dumps, rows(number)))


def as_csv(number: int) -> str:
    table = io.StringIO()
    writer = csv.DictWriter(table, list(rows(1)[0]))
    writer.writeheader()
    writer.writerows(rows(number))
    return table.getvalue()


KINDS: dict[feedkit.SourceFormat, Callable[[int], str]] = {"jsonl": as_jsonl, "csv": as_csv}


def one(kind: feedkit.SourceFormat, number: int) -> None:
    """Print the speed and the memory of one size."""
    feedkit.write(feedkit.parse(KINDS[kind](10), format=kind), "atom")  # everything is loaded
    text = KINDS[kind](number)
    before = peak()
    start = time.process_time()
    feed = feedkit.parse(text, format=kind)
    between = time.process_time()
    document = feedkit.write(feed, "atom")
    end = time.process_time()
    assert len(feed.entries) == number
    share = (end - between) / (end - start)
    print(
        f"{kind:5} {number:>7,} rows, {len(text) / 1e6:4.1f} MB: "
        f"parsing {1e6 * (between - start) / number:4.1f} µs a row, "
        f"writing {1e6 * (end - between) / number:4.1f}, "
        f"{share:.2f} of the speed of writing alone; "
        f"{(peak() - before) / 1024:5.0f} MB of memory for {len(document) / 1e6:.0f} MB of Atom"
    )


def peak() -> int:
    """The most memory that this process has had, in kilobytes (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def main(args: list[str]) -> int:
    if args[:1] == ["one"]:
        one("csv" if args[1] == "csv" else "jsonl", int(args[2]))
        return 0
    most = int(args[0]) if args else 100_000
    print(f"wanted: at least {LEAST} of the speed of writing alone, and memory linear in the rows")
    for kind in KINDS:
        for number in (most // 100, most // 10, most):
            subprocess.run([sys.executable, __file__, "one", kind, str(number)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
