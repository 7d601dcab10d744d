"""How right and how fast dates are read, beside other readers where they are installed.

    python benchmarks/dates.py            both
    python benchmarks/dates.py right      strings and lists in ../shared/dates, against the floors
    python benchmarks/dates.py speed      microseconds a string

Without ../shared the speed is that over the cases of the tests.
"""

from __future__ import annotations

import importlib
import json
import statistics
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from feedkit.dates import read_date, read_dates

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "dates"
CASES = ROOT / "tests" / "dates" / "languages"
FLOORS = {"right": 98.0, "wrong": 0.05, "false": 0.0}  # per cent of the strings; of wrong and false at most
MEDIAN = 25.0  # microseconds
FASTER = 20  # times than dateparser that is told the language

Row = tuple[str, str | None, datetime | None, date | None]
Reader = Callable[[str, str | None, datetime | None], date | None]


def strings() -> list[Row]:
    """Texts with their language, reference and day (None for what is no date)."""
    if not (SHARED / "dates.json").exists():
        lines = [
            (path.stem, *line.split("\t"))
            for path in sorted(CASES.glob("*.tsv"))
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        return [(text, code, None, parsed(day)) for code, text, day in lines]
    rows: list[dict[str, Any]] = json.loads((SHARED / "dates.json").read_text(encoding="utf-8"))
    return [
        (row["text"], row["lang"], parsed(row["reference"]), parsed(row["expected"]))
        for row in rows
        if row["kind"] not in ("numeric-ambiguous", "calendar") and row["precision"] not in ("month", "year")
    ]


def parsed(text: str | None) -> datetime | None:
    return None if text in (None, "none") else datetime.fromisoformat(str(text))


def ours(text: str, language: str | None, reference: datetime | None) -> date | None:
    return read_date(text, language=language, reference=reference)


def day(value: date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def right() -> bool:
    """Print how many strings and lists are right, wrong and missing; whether they reach the floors."""
    if not (SHARED / "dates.json").exists():
        print(f"skipped: there are no labelled dates, as {SHARED} is missing")
        return True
    tally: Counter[str] = Counter()
    for text, language, reference, expected in strings():
        found = day(ours(text, language, reference))
        kind = "date" if expected else "none"
        verdict = "right" if found == day(expected) else "missing" if found is None else "wrong"
        tally[f"{kind} {verdict}"] += 1
    dates = sum(count for name, count in tally.items() if name.startswith("date"))
    nones = sum(count for name, count in tally.items() if name.startswith("none"))
    shares = {
        "right": 100 * tally["date right"] / dates,
        "wrong": 100 * tally["date wrong"] / dates,
        "false": 100 * tally["none wrong"] / nones,
    }
    print(
        f"{dates} dates, {nones} that are none: "
        + ", ".join(f"{name} {x:.2f} %" for name, x in shares.items())
    )
    return (
        lists()
        and shares["right"] >= FLOORS["right"]
        and all(shares[name] <= FLOORS[name] for name in ("wrong", "false"))
    )


def lists() -> bool:
    """Print how the lists of real pages are read; whether no date in them is wrong."""
    tally: Counter[str] = Counter()
    for page in json.loads((SHARED / "lists.json").read_text(encoding="utf-8")):
        days = [date.fromisoformat(item["expected"][:10]) for item in page["dates"]]
        now = datetime.combine(max(days) + timedelta(days=9), datetime.min.time())
        found = read_dates([item["text"] for item in page["dates"]], language=page["lang"], reference=now)
        for item, value, expected in zip(page["dates"], found, days, strict=True):
            verdict = "missing" if value is None else "right" if day(value) == expected else "wrong"
            tally[f"{item['kind']} {verdict}"] += 1
    print("lists: " + ", ".join(f"{name} {count}" for name, count in sorted(tally.items())))
    return not any(name.endswith("wrong") for name in tally)


def others() -> dict[str, Reader]:
    """Other readers that are installed."""
    found: dict[str, Reader] = {}
    try:
        dateparser = importlib.import_module("dateparser")
    except ImportError:
        print("skipped: dateparser is not installed")
    else:
        found["dateparser, language given"] = lambda text, language, reference: dateparser.parse(
            text,
            languages=[language.split("-")[0].lower()] if language else None,
            settings={"RELATIVE_BASE": reference.replace(tzinfo=None)} if reference else {},
        )
    return found


def speed() -> bool:
    """Print the processor's microseconds for each string; whether they are few enough."""
    rows = strings()
    mean, median = timed("feedkit", ours, rows)
    enough = median <= MEDIAN
    for name, reader in others().items():
        other, _ = timed(name, reader, rows[:: max(1, len(rows) // 400)])
        print(f"feedkit is {other / mean:.0f} times as fast as {name}")
        enough = enough and other >= FASTER * mean
    return enough


def timed(name: str, reader: Reader, rows: list[Row]) -> tuple[float, float]:
    spent = []
    for text in ("1 January 1971", "2 janvier 1971", "no date"):  # tables are read once
        reader(text, None, None)
    for text, language, reference, _ in rows:
        started = time.thread_time()
        with suppress(ValueError, TypeError, OverflowError):
            reader(text, language, reference)
        spent.append((time.thread_time() - started) * 1e6)
    mean, median = statistics.mean(spent), statistics.median(spent)
    print(f"{name}: {len(rows)} strings, {mean:.0f} µs a string, {median:.0f} µs at the median")
    return mean, median


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    wanted = sys.argv[1:] or ["right", "speed"]
    parts = {"right": right, "speed": speed}
    done = [parts[name]() for name in wanted]
    sys.exit(0 if all(done) else 1)
