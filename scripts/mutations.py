"""Do the tests notice when the reader gets worse? Changes one number at a time and runs them.

    python scripts/mutations.py [--quick] [NAME…]

It works in a copy of the tree, which is deleted afterwards, and needs nothing from outside of it. First the
cases and the tests of pages, dates and values run, until one fails; then, without --quick, all tests.

It exits with 1 if fewer than nine in ten of the changes are noticed, or any of those that must be; with 2 if
the text that a row changes is not in its file (then the row must follow the code), or if the tests fail
without any change.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
MIN_NOTICED = 0.9
HTML, DATES = "feedkit/parsers/html/", "feedkit/dates/"
WEIGHTS = HTML + "list_evidence.py"
QUICK = (
    "tests/test_cases.py::test_pages_without_entries_are_refused",
    "tests/test_numbers.py",
    "tests/test_dates_lists.py",
    "tests/test_dates_reading.py",
    "tests/test_dates_formats.py",
    "tests/test_cases.py",
    "tests/test_html.py",
)
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "*.egg-info")


class Mutation(NamedTuple):
    """One change.

    name:    what gets worse
    file:    where
    before:  a text that stands in the file once
    after:   what stands there instead
    needed:  it must be noticed, whatever the share of the others is
    """

    name: str
    file: str
    before: str
    after: str
    needed: bool = False


LONG = ",\n        "  # what separates the values of a row that needs several lines


def weight(feature: str, group: str, before: str, after: str, separator: str = ", ") -> tuple[str, str]:
    """The row of a feature in list_evidence.py up to its weight, before and after."""
    row = f'"{feature}"{separator}"{group}"{separator}'
    return f"{row}{before}", f"{row}{after}"


MUTATIONS = (
    # which list of a page is taken
    Mutation("close-lists", HTML + "choice.py", "CLOSE_SCORES = 2.0", "CLOSE_SCORES = 0.0"),
    Mutation("many-left-out", HTML + "choice.py", "MAX_LEFT_OUT = 0.3", "MAX_LEFT_OUT = 0.9"),
    Mutation("bias", WEIGHTS, "BIAS = -12.91", "BIAS = -10.4"),
    Mutation("weight-many", WEIGHTS, *weight("many", "repetition", "5.01", "2.5")),
    Mutation("weight-prose", WEIGHTS, *weight("prose", "text", "1.37", "0.0")),
    Mutation("weight-share-of-dates", WEIGHTS, *weight("share of dates", "dates", "2.78", "0.0")),
    Mutation("weight-share-of-text", WEIGHTS, *weight("share of text", "text", "3.18", "0.0", LONG)),
    Mutation(
        "weight-single-posting", WEIGHTS, *weight("single posting", "what the page says", "-4.0", "0.0", LONG)
    ),
    Mutation("weight-day-headings", WEIGHTS, *weight("day headings", "headings", "-4.0", "0.0")),
    Mutation("weight-several-leads", WEIGHTS, *weight("several leads", "repetition", "-2.99", "0.0", LONG)),
    Mutation(
        "weight-several-headings", WEIGHTS, *weight("several headings", "headings", "-1.05", "0.0", LONG)
    ),
    Mutation("weight-one-date", WEIGHTS, *weight("one date", "dates", "1.16", "0.0")),
    Mutation(
        "usual-traits", HTML + "members.py", "MIN_SHARE_OF_ESSENTIAL = 0.8", "MIN_SHARE_OF_ESSENTIAL = 1.1"
    ),
    # where an entry begins and ends
    Mutation("usual-leads", HTML + "segments.py", "MIN_SHARE_OF_LEADS = 0.7", "MIN_SHARE_OF_LEADS = 1.1"),
    Mutation("sampled-anchors", HTML + "segments.py", "SAMPLE = 8 ", "SAMPLE = 1 "),
    Mutation(
        "links-on-lines", HTML + "candidates.py", "MIN_SHARE_OF_LINES = 0.9", "MIN_SHARE_OF_LINES = 1.1"
    ),
    # which text, link and date of it are taken
    Mutation("title-heading", HTML + "titles.py", '"heading": 1.0', '"heading": 0.5'),
    Mutation("title-named", HTML + "titles.py", '"named": 0.95', '"named": 0.3'),
    Mutation("title-column", HTML + "titles.py", "COLUMN_WEIGHT = 1.4", "COLUMN_WEIGHT = 1.0"),
    Mutation(
        "title-dated-penalty", HTML + "titles.py", '* (1 - (0.5 if "link" in', '* (1 - (0.0 if "link" in'
    ),
    Mutation("title-mixed-penalty", HTML + "titles.py", "(1 - 0.25 * mixed)", "(1 - 0.0 * mixed)"),
    Mutation("title-aside-penalty", HTML + "titles.py", "(1 - 0.7 * aside", "(1 - 0.0 * aside"),
    Mutation(
        "title-broken-penalty", HTML + "titles.py", "(1 - 0.5 * sum(_is_broken", "(1 - 0.0 * sum(_is_broken"
    ),
    Mutation("title-variety", HTML + "titles.py", '0.5 if sort == "named" else 0.2', "1.0"),
    Mutation("link-repeated-bonus", HTML + "links.py", "(1.0 + 0.3 * repeated", "(1.0 + 0.0 * repeated"),
    Mutation("link-aside-penalty", HTML + "links.py", "(1.0 - 0.7 * aside", "(1.0 - 0.0 * aside"),
    Mutation("link-worth", HTML + "links.py", "MIN_SCORE = 0.35", "MIN_SCORE = 0.8"),
    Mutation("date-time-bonus", HTML + "date_kinds.py", "score *= 1.3", "score *= 1.0"),
    Mutation("date-distance", HTML + "date_kinds.py", "(0.6 + 0.4 * near)", "(1.0 + 0.0 * near)"),
    Mutation("date-wholeness", HTML + "date_kinds.py", "(0.3 + 0.7 * whole)", "(1.0 + 0.0 * whole)"),
    Mutation(
        "date-share", HTML + "date_kinds.py", "MIN_SHARE_OF_ENTRIES = 0.3", "MIN_SHARE_OF_ENTRIES = 0.9"
    ),
    Mutation(
        "date-heading-length", HTML + "date_headings.py", "MAX_HEADING_LENGTH = 60", "MAX_HEADING_LENGTH = 8"
    ),
    Mutation(
        "split-date-length",
        HTML + "date_mentions.py",
        "MAX_SPLIT_DATE_LENGTH = 60",
        "MAX_SPLIT_DATE_LENGTH = 8",
    ),
    Mutation(
        "date-text-length",
        HTML + "date_mentions.py",
        "MAX_DATE_TEXT_LENGTH = 160",
        "MAX_DATE_TEXT_LENGTH = 1600",
    ),
    Mutation("author-label", HTML + "authors.py", '"label": 1.1', '"label": 0.1'),
    Mutation("author-share", HTML + "authors.py", "MIN_SHARE_OF_ENTRIES = 0.4", "MIN_SHARE_OF_ENTRIES = 1.1"),
    # what a date means
    Mutation(
        "order-from-sequence", DATES + "orders.py", "MIN_SEQUENCE_LENGTH = 3", "MIN_SEQUENCE_LENGTH = 9"
    ),
    Mutation(
        "repeated-stamps", DATES + "date_lists.py", "MIN_REPEATED_STAMPS = 3", "MIN_REPEATED_STAMPS = 30"
    ),
    Mutation(
        "recent-day",
        DATES + "years.py",
        "MAX_RECENT_AGE = timedelta(days=32)",
        "MAX_RECENT_AGE = timedelta(days=16)",
    ),
    Mutation("chain-length", DATES + "years.py", "MIN_CHAIN_LENGTH = 5", "MIN_CHAIN_LENGTH = 2"),
    Mutation(
        "chain-gap",
        DATES + "years.py",
        "MAX_CHAIN_GAP = timedelta(days=62)",
        "MAX_CHAIN_GAP = timedelta(days=620)",
    ),
    Mutation(
        "date-offset",
        DATES + "clock.py",
        "MAX_OFFSET = timedelta(hours=15)",
        "MAX_OFFSET = timedelta(hours=22)",
    ),
    Mutation("first-web-year", DATES + "stamps.py", "FIRST_WEB_YEAR = 1990", "FIRST_WEB_YEAR = 1900"),
    Mutation("ending-length", DATES + "words.py", "MAX_ENDING_LENGTH = 3", "MAX_ENDING_LENGTH = 0"),
    # elsewhere
    Mutation(
        "entry-offset", "feedkit/finishing/normalising.py", "timedelta(hours=14)", "timedelta(hours=20)", True
    ),
    Mutation("published-false", "feedkit/parsers/data/entries.py", '("false", "no")', '("no",)', True),
    Mutation("longdesc", "feedkit/checks/content.py", " longdesc", "", True),
    Mutation("sanitising-rounds", "feedkit/values/sanitising.py", "MAX_ROUNDS = 4", "MAX_ROUNDS = 1", True),
)


def main(*arguments: str) -> int:
    parser = argparse.ArgumentParser(description="Change one number at a time: do the tests notice?")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these changes")
    parser.add_argument("--quick", action="store_true", help="only the tests that are likely to notice")
    options = parser.parse_args(arguments)
    chosen = [one for one in MUTATIONS if not options.names or one.name in options.names]
    counts = {one: _text(ROOT, one).count(one.before) for one in chosen}
    if wrong := [one for one in chosen if counts[one] != 1]:
        for one in wrong:
            print(f"{one.name}: wanted once in {one.file}, found {counts[one]} times: {one.before}")
        return 2
    with tempfile.TemporaryDirectory(prefix="mutations-") as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        if failed := _noticed(copy, quick=True):
            print(f"the tests fail without any change: {failed}")
            return 2
        unnoticed = [one for one in chosen if not _is_noticed(one, copy, quick=options.quick)]
    share = 1 - len(unnoticed) / len(chosen)
    print(f"noticed: {len(chosen) - len(unnoticed)} of {len(chosen)}")
    return 1 if share < MIN_NOTICED or any(one.needed for one in unnoticed) else 0


def _is_noticed(mutation: Mutation, copy: Path, *, quick: bool) -> bool:
    """Apply one change, run the tests, take it back, and say what came of it."""
    path, text = copy / mutation.file, _text(copy, mutation)
    path.write_text(text.replace(mutation.before, mutation.after), "utf-8")
    try:
        by = _noticed(copy, quick=quick)
    finally:
        path.write_text(text, "utf-8")
    print(f"{mutation.name:24} {'noticed: ' + by if by else 'NOT NOTICED'}", flush=True)
    return bool(by)


def _noticed(copy: Path, *, quick: bool) -> str:
    """What fails first; "" where nothing does."""
    steps = [["tests.accept", "--check"], ["pytest", "-x", "-q", "-p", "no:cacheprovider", *QUICK]]
    if not quick:
        steps.append(["pytest", "-x", "-q", "-p", "no:cacheprovider", "tests"])
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    for step in steps:
        done = subprocess.run(
            [sys.executable, "-m", *step],
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            lines = (done.stdout + done.stderr).splitlines()
            return next((line for line in lines if line.startswith("FAILED")), lines[0] if lines else "?")[
                :120
            ]
    return ""


def _text(root: Path, mutation: Mutation) -> str:
    return (root / mutation.file).read_text("utf-8")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
