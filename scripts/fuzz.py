"""Does anything but a FeedkitError come out of feedkit, whatever goes in? Changes real inputs at random.

    python scripts/fuzz.py [-n N] [--seed N] [--only SEED] [FOLDER…]

Inputs are pages, feeds, data, posts, configurations, recipes and lists of feeds: those of tests/ and
examples/, and of the folders that are named. Each is changed in its bytes or tokens, cut off, given a script
with data, or spliced with another one, and then read, drafted, finished, written in every format, checked,
and read as OPML, as a recipe and as a configuration. Every input has a seed: `--only SEED` makes that
one input again.

Each failure is printed once, with its seed; it exits with 1 if there are any.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import feedkit
from feedkit import parsers
from feedkit.cli.html_report import html_report
from feedkit.errors import FeedkitError
from feedkit.formats import FORMATS
from feedkit.parsers.reading import Reading
from feedkit.project.config import parse_config
from feedkit.recipes import read_recipe
from feedkit.sources.opml import read_opml, write_opml

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "tests", ROOT / "examples")
SUFFIXES = frozenset(
    ".atom .csv .htm .html .json .jsonl .md .opml .rdf .rss .rst .toml .tsv .txt .xml .yaml .yml".split()
)
MAX_INPUT_SIZE = 20_000  # bytes of one input
MAX_CHANGES = 4  # of one input
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TOKEN = re.compile(rb"</?[\w:-]+|&#?\w+;|[\w-]+|\s+|.", re.S)
ADDRESSES = (None, "https://example.org/blog/", "file:///blog/index.html", "http://[2001:db8::1]:8080/?q")
# What parsers stumble over: characters that are none, numbers that are too large, markup that is cut off.
PIECES = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"&#xD800;",
        b"&#99999999999;",
        b"&#0;",
        b"\\ud800",
        b"\xef\xbf\xbf",
    ),
    *(
        b"]]>",
        b"<![CDATA[",
        b"<!--",
        b"-->",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b"&a;",
        b"<?xml version='1.1'?>",
    ),
    *(
        b"http://[",
        b"http://[::1",
        b"//",
        b"https://a@b@c/",
        b"http://h:99999999/",
        b"javascript:x",
        b"file:///x",
    ),
    *(
        b"9" * 400,
        b"-1",
        b"1e999",
        b"NaN",
        b"0000-00-00",
        b"9999-12-31T23:59:60+14:00",
        b"0001-01-01T00:00-23:59",
    ),
    *(
        b"<base href='http://['>",
        b"<a href=''>",
        b"<time datetime='9999-99'>",
        b"<div " * 20,
        b"[" * 300,
        b"{" * 300,
    ),
    *(
        b"---\n",
        b"+++\n",
        b"\n::error::x\n",
        b"\x1b[31m",
        b'"',
        b"'",
        b"\\",
        b"\t",
        b"\r",
        b"- - - ",
        b"&x *x",
        b"!!map",
    ),
    *(
        "\u202e".encode(),
        "\U0001f600".encode(),
        "\u0130".encode(),
        "\u2028".encode(),
        "１２".encode(),
        "²".encode(),
    ),
)
VALUES = (
    *(
        b'""',
        b'" "',
        b"0",
        b"-1",
        b"1e400",
        b"9" * 30,
        b"9" * 5000,
        b"null",
        b"true",
        b"[]",
        b"{}",
        b"[[1]]",
        b"1.5",
    ),
    *(
        b'"\\ud800"',
        b'"\\u0000"',
        b'"http://["',
        b'"https://a:b@c/"',
        b'"file:///etc/passwd"',
        b'"<b>&lt;"',
        b'"9999-12-31"',
    ),
    *(
        b'"0001-01-01"',
        b'"2024-02-30"',
        b'"12:60"',
        b'"a@b.example"',
        b'"mailto:a@b.example"',
        b'"-"',
        b'"en"',
        b'"&#xD800;"',
    ),
    *(
        b'"yesterday"',
        b'"1000000000000 days ago"',
        b'"99999999999999999999"',
        b'"-62135596800"',
        b'"P1Y"',
        b'"::error::x"',
    ),
)

# Data of pages, in each encoding that is read.
ROWS = (
    '[{"title": "The first of three", "slug": "one", "date": "2024-01-01"}, {"title": "The second of three",'
    ' "slug": "two", "date": 1704153600}, {"title": "The third of three", "url": "/three", "date": null}]'
)
QUOTED = ROWS.replace('"', '\\"')
SCRIPTS = tuple(
    f"<script{script}</script>".encode()
    for script in (
        f" id=__NEXT_DATA__ type=application/json>{ROWS}",
        f" type=application/ld+json>{ROWS}",
        f'>window.state = JSON.parse("{QUOTED}")',
        (
            ">var posts = [{title: 'The first \\x41', url: `/one`, at: new Date('2024-01-01'), n: 0x1f},"
            " /* x */ {title: 'The second \\u{41}', url: '/two', at: !0, n: .5, u: undefined,},]"
        ),
        (
            '>window.__NUXT__=(function(a,b){return {posts:[{title:a,url:"/one"},{title:b,url:"/two"}]}}'
            '("The first of all the titles","The second of all the titles"))'
        ),
        (
            ' id=__NUXT_DATA__ type=application/json>[["Reactive",1],{"posts":2},[3,4],{"title":5,"url":6},'
            '{"title":6,"url":5},"A title of words",["Date","2024-01-01"],["Map",5,6],["Set",0]]'
        ),
        f'>self.__next_f.push([1,"1:{QUOTED}\\n2:T10,A text of rows 16\\n3:{{\\"title\\":\\"$2\\"}}\\n"])',
        (
            '>window.__reactRouterContext.streamController.enqueue("[{\\"_1\\":2},\\"posts\\",[3,3],{\\"_4\\":5},'
            '\\"title\\",\\"A title\\",[\\"D\\",1704067200000],[\\"M\\",4,5]]\\n")'
        ),
    )
)

T = TypeVar("T")
Change = Callable[[random.Random, bytes, Sequence[Path]], bytes]


@dataclass
class Failures:
    """What went wrong, each once, by where it did.

    seeds: the first seed of each failure
    times: how often there was each
    """

    seeds: dict[str, int] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)

    def add(self, failure: str, seed: int) -> None:
        self.seeds.setdefault(failure, seed)
        self.times[failure] += 1


def real_inputs(folders: Sequence[Path]) -> list[Path]:
    """Return the files that inputs are made of, in an order that is the same everywhere."""
    found = {path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES}
    return sorted(path for path in found if path.is_file() and path.stat().st_size)


def changed(seed: int, files: Sequence[Path]) -> tuple[Path, bytes]:
    """Return a file, and what became of its content."""
    chance = random.Random(seed)
    kind = chance.choice(sorted({path.suffix.lower() for path in files}))
    path = chance.choice([path for path in files if path.suffix.lower() == kind])
    content = _piece(chance, path.read_bytes())
    for _ in range(chance.randint(1, MAX_CHANGES)):
        content = chance.choice(CHANGES)(chance, content, files)
    return path, content[: 2 * MAX_INPUT_SIZE]


def _piece(chance: random.Random, content: bytes) -> bytes:
    """Return the content, or its beginning where it is long."""
    start = chance.choice((*[0] * 9, chance.randrange(max(1, len(content) - MAX_INPUT_SIZE))))
    return content[start : start + MAX_INPUT_SIZE]


def _bytes(chance: random.Random, content: bytes, files: Sequence[Path]) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _tokens(chance: random.Random, content: bytes, files: Sequence[Path]) -> bytes:
    """Leave tokens out, repeat them, or move them."""
    tokens = TOKEN.findall(content)
    for _ in range(chance.randint(1, 10)):
        if tokens:
            token = tokens.pop(chance.randrange(len(tokens)))
            times = chance.choice((0, 1, 2, 50))
            at = chance.randrange(len(tokens) + 1)
            tokens[at:at] = [token] * times
    return b"".join(tokens)


def _insertion(chance: random.Random, content: bytes, files: Sequence[Path]) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(PIECES) + content[at + chance.choice((0, 0, 5)) :]


def _value(chance: random.Random, content: bytes, files: Sequence[Path]) -> bytes:
    """Put a piece in the place of an attribute's or a key's value, or of a text."""
    values = list(re.finditer(rb"=\"([^\"]*)\"|>([^<]+)<|: ?([^\n,]+)", content))
    if not values:
        return content
    value = chance.choice(values)
    start, end = value.span(value.lastindex or 0)
    return content[:start] + chance.choice(PIECES) + content[end:]


def _text(chance: random.Random, content: bytes, files: Sequence[Path]) -> bytes:
    """Put another text, number or nothing in the place of a quoted text, so that data stay data."""
    texts = list(re.finditer(rb'"((?:[^"\\\n]|\\.)*)"', content))
    if not texts:
        return content
    text = chance.choice(texts)
    return content[: text.start()] + chance.choice(VALUES) + content[text.end() :]


def _cut(chance: random.Random, content: bytes, files: Sequence[Path]) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[at:] if chance.random() < 0.2 else content[:at]


def _splice(chance: random.Random, content: bytes, files: Sequence[Path]) -> bytes:
    other = _piece(chance, chance.choice(files).read_bytes())
    at, start = chance.randrange(len(content) + 1), chance.randrange(len(other) + 1)
    return content[:at] + other[start : start + 4000] + content[at:]


def _script(chance: random.Random, content: bytes, files: Sequence[Path]) -> bytes:
    """Put a script with data into it, itself changed."""
    script = chance.choice(SCRIPTS)
    for change in chance.choices((_bytes, _insertion, _text, _cut), k=chance.randrange(3)):
        script = change(chance, script, files)
    at = chance.choice((0, len(content)))
    return content[:at] + script + content[at:]


CHANGES: tuple[Change, ...] = (
    _script,
    _bytes,
    _tokens,
    _insertion,
    _value,
    _value,
    _text,
    _text,
    _text,
    _cut,
    _splice,
)


def try_out(seed: int, files: Sequence[Path], failures: Failures) -> None:
    """Do all that feedkit can do with one input."""
    path, content = changed(seed, files)
    chance = random.Random(seed)
    url, name = chance.choice(ADDRESSES), chance.choice((path.name, ""))
    named = chance.choice((None, None, None, *parsers.FORMATS))
    text = content.decode("utf-8", "replace")
    job = attempt(lambda: parsers.job_of(content, url=url, name=name, format=named, now=NOW), seed, failures)
    if job is not None:
        reading = attempt(lambda: parsers.read(job), seed, failures)
        if reading is not None:
            attempt(lambda: use(reading, seed, failures), seed, failures)
        attempt(lambda: parsers.draft(job), seed, failures)
    attempt(lambda: feedkit.check(content, feed_url=url, now=NOW), seed, failures)
    attempt(lambda: write_opml(read_opml(content)), seed, failures)
    attempt(lambda: read_recipe(text), seed, failures)
    attempt(lambda: parse_config(text), seed, failures)


def use(reading: Reading, seed: int, failures: Failures) -> None:
    """Do all that is done with what was read; what is written must be valid."""
    list(reading.older())
    feed = feedkit.finish(reading.feed, now=NOW)
    feedkit.finish(reading.feed, previous=feed, now=NOW)
    html_report(reading, feed)
    for name in FORMATS:
        document = feedkit.write(feed, name)
        report = feedkit.check(document, now=NOW)
        for finding in report.findings:
            if finding.level == "error":
                failures.add(f"invalid {name}: {finding.rule}", seed)
        attempt(partial(feedkit.parse, document, format="feed"), seed, failures)


def attempt(work: Callable[[], T], seed: int, failures: Failures) -> T | None:
    """Do some work; note any failure but those that feedkit promises."""
    try:
        return work()
    except FeedkitError:
        return None
    except Exception as error:
        failures.add(f"{type(error).__name__}: {_where(error)}", seed)
        return None


def _where(error: Exception) -> str:
    """Return the last line of feedkit's own that an exception came through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "feedkit/" in frame.filename.replace("\\", "/")]
    last = (own or frames)[-1]
    return f"{Path(last.filename).name}:{last.lineno} in {last.name}"


def fuzz(seeds: Sequence[int], files: Sequence[Path]) -> Iterator[tuple[int, Failures]]:
    """Try one input after the other; yield how many there were, with all failures up to then."""
    failures = Failures()
    for count, seed in enumerate(seeds, 1):
        try_out(seed, files, failures)
        yield count, failures


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("-n", type=int, default=1000, help="how many inputs there are")
    options.add_argument("--seed", type=int, default=1, help="of the first input")
    options.add_argument("--only", type=int, help="make this one input, and print its traceback")
    options.add_argument("folders", nargs="*", type=Path, help="folders with more inputs")
    given = options.parse_args()
    files = real_inputs((*FOLDERS, *given.folders))
    seeds = [given.only] if given.only is not None else range(given.seed, given.seed + given.n)
    known: set[str] = set()
    failures = Failures()
    for count, failures in fuzz(seeds, files):
        for failure in failures.seeds.keys() - known:
            print(f"seed {failures.seeds[failure]}: {failure}", flush=True)
            known.add(failure)
        if count % 1000 == 0:
            print(f"{count} inputs", flush=True)
    for failure, times in failures.times.most_common():
        print(f"{times:6} {failure} (seed {failures.seeds[failure]})")
    print(f"{len(seeds)} inputs of {len(files)} files: {len(known)} failures")
    sys.exit(1 if known else 0)


if __name__ == "__main__":
    main()
