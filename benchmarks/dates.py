"""How right and how fast dates are read, beside other readers where they are installed.

    python benchmarks/dates.py            both
    python benchmarks/dates.py right      strings and lists in ../shared/dates, against the floors
    python benchmarks/dates.py speed      microseconds a string
    python benchmarks/dates.py printed    dates that Babel prints in all its locales, styles and some zones
    python benchmarks/dates.py printed FILE     and those in FILE, which printed_dates.js prints
    python benchmarks/dates.py locales    the tags of CLDR's locales, a line each, for printed_dates.js

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
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.localedata import locale_identifiers

from feedkit.dates import read_date, read_dates

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "dates"
CASES = ROOT / "tests" / "dates" / "languages"
FLOORS = {"right": 98.0, "wrong": 0.05, "false": 0.0}  # per cent of the strings; of wrong and false at most
MEDIAN = 25.0  # microseconds
MISREAD = {"with": 0.01, "without": 0.1}  # per cent of printed dates, with their language and without it
STYLES = ("full", "long", "medium", "short")
ZONES = ("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Asia/Tokyo", "America/Los_Angeles")
MOMENTS = tuple(
    datetime.fromisoformat(text)
    for text in (
        "2026-03-04T05:06:07Z",
        "2025-11-23T17:38:09Z",
        "2024-08-12T00:15:00Z",
        "2023-05-01T12:00:00Z",
    )
)
MAX_SHOWN = 20  # misread dates
FASTER = 20  # times than dateparser that is told the language

Row = tuple[str, str | None, datetime | None, date | None]
Printed = tuple[str, date, datetime | None, str]  # tag, day, moment if a time is printed, text
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
    return read_date(text, language=language, reference=reference and reference.replace(tzinfo=UTC))


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
        now = datetime.combine(max(days) + timedelta(days=9), datetime.min.time(), UTC)
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


def tags() -> list[str]:
    return sorted(name.replace("_", "-") for name in locale_identifiers())


def printed_by_babel() -> Iterator[Printed]:
    """Dates alone, and with times of every style in one zone or another."""
    count = 0
    for tag in tags():
        locale = Locale.parse(tag, sep="-")
        for style in STYLES:
            for moment in MOMENTS:
                count += 1
                wall = moment.astimezone(ZoneInfo(ZONES[count % len(ZONES)]))
                yield tag, wall.date(), None, format_date(wall, style, locale=locale)
                yield tag, wall.date(), wall, format_datetime(wall, style, wall.tzinfo, locale=locale)


def printed_in(path: Path) -> Iterator[Printed]:
    """The lines of a file that printed_dates.js has written."""
    for line in path.read_text(encoding="utf-8").splitlines():
        tag, written, clock, offset, text = line.split("\t")
        zone = timezone(timedelta(minutes=float(offset))) if offset else None
        moment = datetime.fromisoformat(f"{written}T{clock}").replace(tzinfo=zone) if clock else None
        yield tag, date.fromisoformat(written), moment, text


def is_misread(found: date | None, expected: date, moment: datetime | None) -> bool:
    """Return whether a date read has another day, time or zone than was printed; a missing one is none."""
    if not isinstance(found, datetime):
        return found not in (None, expected)
    if moment is None or found.date() != expected:
        return True
    other_time = (found.hour, found.minute) != (moment.hour, moment.minute)
    return other_time or found.utcoffset() not in (None, moment.utcoffset())


def printed(paths: Sequence[str]) -> bool:
    """Print how many printed dates are read as others; whether they are few enough."""
    few = True
    for source in (printed_by_babel(), *map(printed_in, map(Path, paths))):
        rows = sorted(set(source), key=lambda row: (row[0], row[3], str(row[1:3])))
        for name, limit in MISREAD.items():
            tally: Counter[str] = Counter()
            for tag, expected, moment, text in rows:
                found = read_date(text, language=tag if name == "with" else None)
                verdict = "misread" if is_misread(found, expected, moment) else "read" if found else "unread"
                tally[verdict] += 1
                if verdict == "misread" and tally[verdict] <= MAX_SHOWN:
                    print(f"  {tag}: {text!r} is {moment or expected}, read as {found}")
            share = 100 * tally["misread"] / len(rows)
            print(f"{len(rows)} printed dates, {name} language: {dict(tally)}, misread {share:.3f} %")
            few = few and share <= limit
    return few


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    wanted = sys.argv[1:] or ["right", "speed"]
    if wanted == ["locales"]:
        print(*tags(), sep="\n")
        sys.exit(0)
    if wanted[0] == "printed":
        sys.exit(0 if printed(wanted[1:]) else 1)
    parts = {"right": right, "speed": speed}
    done = [parts[name]() for name in wanted]
    sys.exit(0 if all(done) else 1)
