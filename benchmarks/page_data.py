"""What reading the data of pages costs: against reading them without, and against parsing the data alone.

    python benchmarks/page_data.py [DIR…]     folders that are searched for *.html

Prints the share of processor time that looking for data takes on pages that have none, over all pages of the
folders; then, for pages made here with 5 MB of state, as JSON and as a literal of JavaScript, how many times
the time of parsing page and state their reading takes. Both halves of a comparison alternate in one run, and
the least of five counts.
"""

from __future__ import annotations

import gc
import json
import sys
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import feedkit
from feedkit import NoEntriesError, parsers
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.page_state import data_of
from feedkit.parsers.page_data.literals import values_in

RUNS = 5
ADDRESS = "https://example.org/blog/"
POSTS = 1600
SHOWN = 40


def main() -> None:
    """Time the pages of the folders that the call names, and pages made here."""
    warnings.simplefilter("ignore")
    pages = [path.read_bytes() for name in sys.argv[1:] for path in sorted(Path(name).rglob("*.html"))]
    if pages:
        without_data(pages)
    with_state()


def without_data(pages: list[bytes]) -> None:
    """The share of looking for data that is not there."""
    whole = searching = 0.0
    count = 0
    for source in pages:
        job = parsers.job_of(source, url=ADDRESS)
        page = Page(job.content, job.url)
        if data_of(page, job) is None:
            count += 1
            read, search = alternating(partial(reading, source), partial(data_of, page, job))
            whole, searching = whole + read, searching + search
    share = f"{searching / whole:.1%}"
    print(f"{count} of {len(pages)} pages have no data; looking for it takes {share} of reading them")


def with_state() -> None:
    """How many times the time of parsing 5 MB of state the reading of its page takes."""
    state = json.dumps({"props": {"posts": [post(number) for number in range(POSTS)]}})
    literal = state.replace('"slug":', "slug:").replace('"title":', "title:")
    items = "".join(f'<li><a href="/blog/post-{n}"><h2>Post number {n}</h2></a></li>' for n in range(SHOWN))
    assigned = f"window.s={literal}"
    for name, script, parse in (
        ("JSON", f'<script type="application/json">{state}</script>', lambda: json.loads(state)),
        ("literal", f"<script>{assigned}</script>", lambda: list(values_in(assigned))),
    ):
        source = f"<html><body><ul>{items}</ul>{script}</body></html>"
        read, parsed = alternating(partial(reading, source), partial(parsing, source, parse))
        print(f"{len(script) / 1e6:.1f} MB of {name}: {read:.3f} s, {read / parsed:.2f} times parsing it")


def post(number: int) -> dict[str, object]:
    """A post as a CMS hands it to a framework, with the blocks of its text."""
    return {
        "id": number,
        "slug": f"post-{number}",
        "title": f"Post number {number}",
        "date": f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}T08:00:00Z",
        "author": {"name": f"Writer {number % 7}", "avatar": {"url": f"/a/{number % 7}.jpg"}},
        "tags": [{"name": f"Tag {number % 9}", "slug": f"tag-{number % 9}"}],
        "body": [{"type": "p", "children": [{"text": f"Sentence {n}. " * 12}]} for n in range(14)],
    }


def parsing(source: str, parse: Callable[[], object]) -> object:
    return Page(source, ADDRESS), parse()


def reading(source: str | bytes) -> object:
    try:
        return feedkit.read(source, url=ADDRESS)
    except NoEntriesError as refused:
        return refused


def alternating(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """The least processor time of each, in turns."""
    first(), second()
    runs = [(seconds(first), seconds(second)) for _ in range(RUNS)]
    return min(one for one, _ in runs), min(two for _, two in runs)


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
