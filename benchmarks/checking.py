"""How good and how fast the validator is.

    python benchmarks/checking.py            both
    python benchmarks/checking.py verdicts   the verdicts over the labelled feeds in ../shared/feed-cases
    python benchmarks/checking.py speed      milliseconds an entry, and the memory, up to 100,000 entries

A labelled feed has the verdict of an independent validator. Where ours is another, the feed is listed with
our findings; `docs/checks.md` says for each which sentence of the specification decides.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from feedkit.checks import check

CASES = Path(__file__).parents[2] / "shared" / "feed-cases"
FLOOR = 99.5  # per cent of the verdicts
SIZES = (1_000, 10_000, 100_000)
PARAGRAPH = (
    '<p>It is <a href="https://harbour.example/{0}">green</a> and <em>new</em>, '
    '<img src="https://harbour.example/{0}.png" alt="a crane"> as the office says. '
    + "Word upon word. " * 8
    + "</p>"
)
BODY = "".join(PARAGRAPH.format(number) for number in range(6))


def verdicts() -> bool:
    """Print how many verdicts agree, by folder, and every one that does not; whether they are enough."""
    if not (CASES / "cases.json").exists():
        print(f"skipped: there are no labelled feeds, as {CASES} is missing")
        return True
    cases: list[dict[str, Any]] = json.loads((CASES / "cases.json").read_text("utf-8"))
    agreed: Counter[str] = Counter()
    total = Counter(folder(case) for case in cases)
    for case in cases:
        report = check((CASES / case["path"]).read_bytes())
        if report.valid == case["valid"]:
            agreed[folder(case)] += 1
            continue
        print(f"{case['path']}: {'valid' if report.valid else 'invalid'} here ({case['about']})")
        for finding in report.findings:
            if finding.level == "error":
                print(f"    {finding}")
    for name in sorted(total):
        print(f"{name:10} {agreed[name]:4} of {total[name]:4}")
    share = 100 * agreed.total() / total.total()
    print(f"{'all':10} {agreed.total():4} of {total.total():4} agree: {share:.2f} % (floor {FLOOR} %)")
    return share >= FLOOR


def folder(case: dict[str, Any]) -> str:
    return str(case["path"]).partition("/")[0]


def rss(number: int) -> str:
    items = "".join(
        f"<item><title>Post {i}</title><link>https://harbour.example/{i}</link>"
        f"<guid>https://harbour.example/{i}</guid><pubDate>Tue, 04 Mar 2025 18:00:00 +0000</pubDate>"
        f"<dc:creator>Ida Moor</dc:creator><category>Cranes</category><description>In short</description>"
        f"<content:encoded>{escape(BODY)}</content:encoded></item>\n"
        for i in range(number)
    )
    return (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour</title>'
        "<link>https://harbour.example/</link><description>News</description>"
        f'<atom:link rel="self" href="https://harbour.example/rss"/>{items}</channel></rss>'
    )


def atom(number: int) -> str:
    entries = "".join(
        f'<entry><title>Post {i}</title><link href="https://harbour.example/{i}"/>'
        f"<id>https://harbour.example/{i}</id><published>2025-03-04T18:00:00Z</published>"
        f"<updated>2025-03-04T18:00:00Z</updated><author><name>Ida Moor</name></author>"
        '<category term="Cranes"/><summary>In short</summary>'
        f'<content type="html">{escape(BODY)}</content></entry>\n'
        for i in range(number)
    )
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title><id>https://harbour.example/</id>'
        '<updated>2025-03-04T18:00:00Z</updated><link rel="self" href="https://harbour.example/atom"/>'
        f"{entries}</feed>"
    )


def jsonfeed(number: int) -> str:
    items = [
        {
            "id": f"https://harbour.example/{i}",
            "url": f"https://harbour.example/{i}",
            "title": f"Post {i}",
            "content_html": BODY,
            "date_published": "2025-03-04T18:00:00Z",
            "authors": [{"name": "Ida Moor"}],
            "tags": ["Cranes"],
        }
        for i in range(number)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour",
        "home_page_url": "https://harbour.example/",
        "feed_url": "https://harbour.example/json",
        "items": items,
    }
    return json.dumps(feed)


FORMATS = {"rss": rss, "atom": atom, "json": jsonfeed}


def speed() -> None:
    """Print the time an entry takes and the memory it needs; each in a process of its own."""
    print(f"an entry has {len(BODY):,} characters of HTML")
    with tempfile.TemporaryDirectory() as folder:
        for name, written in FORMATS.items():
            for size in SIZES:
                feed = Path(folder, name)
                feed.write_text(written(size), "utf-8")
                subprocess.run([sys.executable, __file__, "one", name, str(size), feed], check=True)


def one(name: str, size: int, feed: Path) -> None:
    check(FORMATS[name](1))  # the tables are made
    source = feed.read_bytes()
    before = peak()
    start = time.process_time()
    report = check(source)
    spent = time.process_time() - start
    grown = peak() - before
    assert not report.findings, report.findings[:3]
    print(
        f"{name:5} {size:>7,} entries, {len(source) / 1e6:6.1f} MB: {1000 * spent / size:.3f} ms an entry, "
        f"{spent:5.2f} s, {grown / 1024:5.1f} MB beside the source"
    )


def peak() -> int:
    """The most memory that this process has had, in kilobytes (Linux: getrusage counts the parent's too)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def main(args: list[str]) -> int:
    if args[:1] == ["one"]:
        one(args[1], int(args[2]), Path(args[3]))
        return 0
    enough = verdicts() if "speed" not in args else True
    if "verdicts" not in args:
        speed()
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
