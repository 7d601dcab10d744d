"""What the worst input costs: shapes of every kind at doubling sizes, against a real page in the same run.

    python benchmarks/hostile.py [--size BYTES] [--shape PART-OF-NAME]…

Each shape is read (or sanitised, checked, drafted) at sizes that double, up to 2 MB; `--size 20000000` goes
up to the limit of what is fetched. Printed are the cost of a byte at the largest size, in microseconds of
processor time and in times that of a real page of as many bytes (for drafts: of a draft for that page), the
growth (how much dearer a byte gets when the size doubles, the less of the last two doublings), and the memory
that it took. A shape fails where the growth is over 1.25 and a byte costs more than that of a page, or where
a byte costs over 20 times as much; one failure makes the exit code 1. Inputs that end in an error of feedkit
are fine: an answer is an answer.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context

import feedkit
from feedkit import FeedkitError
from feedkit.values.sanitising import sanitised_html

MAX_SIZE = 2_000_000
SIZES = 4  # of one shape
MAX_GROWTH = 1.25  # a doubling
MAX_COST = 20  # times that of a real page
ADDRESS = "https://example.org/news/"

Work = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of input: what makes it, from a number of bytes that it has about, and what reads it."""

    name: str
    work: Work
    make: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a shape costs. `seconds` and `sizes` are of each run, `memory` is the most of all, in MB."""

    name: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]
    memory: float

    @property
    def byte(self) -> float:
        """Microseconds of one byte of the largest input."""
        return self.seconds[-1] / self.sizes[-1] * 1e6

    @property
    def growth(self) -> float:
        """How much dearer a byte becomes when the size doubles: the least of the last two doublings."""
        bytes_ = [seconds / size for seconds, size in zip(self.seconds, self.sizes, strict=True)]
        return min(after / before for before, after in zip(bytes_[-3:], bytes_[-2:], strict=False) if before)


# --- what reads ---


def parsed(format: str, **options: object) -> Work:
    """Read a source of a format, and finish its feed."""

    def work(content: str) -> None:
        with suppress(FeedkitError):
            feedkit.finish(feedkit.parse(content, format=format, url=ADDRESS, **options))  # type: ignore[arg-type]

    return work


def checked(content: str) -> None:
    feedkit.check(content)


def sanitised(content: str) -> None:
    sanitised_html(content, ADDRESS)


def drafted(content: str) -> None:
    from feedkit import parsers

    with suppress(FeedkitError):
        parsers.draft(parsers.job_of(content, url=ADDRESS))


# --- what is made ---


def repeated(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """A piece over and over; N in it is the number of the piece."""

    def make(size: int) -> str:
        times = max(1, size // len(piece))
        body = (
            piece * times if "N" not in piece else "".join(piece.replace("N", str(i)) for i in range(times))
        )
        return before + body + after

    return make


def real_page(size: int) -> str:
    """A page of news, as sites write them."""
    entry = (
        '<article class="post"><h2 class="title"><a href="/news/N/">What the harbour said, part N</a></h2>'
        '<p class="meta"><time datetime="2025-03-04">4 March 2025</time> by <b class="author">Ada Moor</b>'
        '</p><div class="text"><p>The tide came in at noon, and nobody had put the <em>nets</em> away. What '
        "followed took the whole afternoon, two boats and a good deal of rope.</p></div></article>\n"
    )
    return repeated(entry, "<html><head><title>Harbour</title></head><body><main>", "</main></body></html>")(
        size
    )


HTML = {
    "open divs": "<div>",
    "divs, closed in comments": "<div><!--</div>-->",
    "divs, closed in attributes": "<div><a title='</div>'></a>",
    "lists in lists": "<ul><li>",
    "terms in terms": "<dl><dt>a<dd>",
    "unknown elements": "<x-a></x-b>",
    "formatting across blocks": "<b><p></b><i></p>",
    "formatting left open": "<p><font size=N></p>",
    "links left open": "<a href=/N>a<div>",
    "tables in tables": "<table><tr><td>",
    "text between rows": "<table>x<tr>",
    "a body again and again": "<body aN>",
    "options": "<option>N",
    "images in tables": "<table><img>",
    "less-than signs": "<",
    "entities": "&amp;&notit;&#x41;",
    "paragraphs": "<p>x",
    "line breaks": "a<br>",
    "links": "<a href=/N>N</a> ",
    "dates": "2025-01-02 ",
    "headings": "<h2>a N</h2>",
    "classes": "<p class='aN bN'>x</p>",
    "SVG": "<svg><g>",
    "templates": "<template>",
    "scripts": "<script><!--<script></script>",
}
REPEATED_ITEM = "<li><a href=/N>A title of N words</a> <time>2025-01-02</time></li>"
FRAGMENTS = (
    "open divs",
    "divs, closed in comments",
    "formatting left open",
    "tables in tables",
    "SVG",
    "entities",
)
STATE = ('<script id=__NEXT_DATA__ type=application/json>{"title": [', "0]}</script>")
FLAT = ('<script id=__NUXT_DATA__ type=application/json>[[2], "title:", ', "0]</script>")
SCRIPT = ("<script>title: 0;", "</script>")
FLIGHT = ('<script>self.__next_f.push([1,"', '"])</script>')
ROW = '{"title": "A title of N words", "url": "/N", "date": "2025-01-02"}, '
LIST = "".join(f"<li><a href=/{n}>A title of {n} words</a>" for n in range(500))


def half(text: str, piece: str, before: str, after: str) -> Callable[[int], str]:
    """A piece over and over, and a text as long instead of TEXT: what may cost the product of both."""

    def make(size: int) -> str:
        whole = text * (size // 2 // len(text))
        return repeated(piece, before.replace("TEXT", whole), after.replace("TEXT", whole))(size // 2)

    return make


def flat_list(size: int) -> str:
    """A list of objects as devalue writes it."""
    rows = range(3, 3 + size // 50)
    texts = [f'{{"title": {n + len(rows)}, "url": 1}}' for n in rows] + [f'"A title {n}"' for n in rows]
    return f"{FLAT[0]}[{', '.join(map(str, rows))}], {', '.join(texts)}, {FLAT[1]}"


def doubles(size: int) -> str:
    """A flat list each of whose values is twice in the one before."""
    return FLAT[0] + "".join(f"[{n}, {n}], " for n in range(3, 3 + size // 16)) + FLAT[1]


PAGE_DATA = {
    "a state": repeated(ROW, *STATE),
    "a state beside a list": repeated(ROW, f"<ul>{LIST}</ul>" + STATE[0], STATE[1]),
    "a deep state": repeated('{"title": [', STATE[0]),
    "many lists": repeated('[{"title": "N"}, {"title": "b"}], ', *STATE),
    "JSON in JSON": repeated('"{\\"title\\": [{}, {}, {}]}", ', *STATE),
    "an object of many fields": repeated(
        '"fN": {"title": "b", "url": "/N"}, ', STATE[0] + "{", '"z": 0}, ' + STATE[1]
    ),
    "literals": repeated(
        "{title: 'A title of N words', url: '/N'}, ", SCRIPT[0] + "var a = [", "0]" + SCRIPT[1]
    ),
    "a deep literal": repeated("{title: [", SCRIPT[0] + "var a = ", SCRIPT[1]),
    "literals left open": repeated("var a = [{title: ", *SCRIPT),
    "comments left open": repeated("var a = [/*", *SCRIPT),
    "strings left open": repeated("var a = ['\\'", *SCRIPT),
    "names with dots": repeated("a.", *SCRIPT),
    "names with dollars": repeated("a$", *SCRIPT),
    "names with underscores": repeated("_", *SCRIPT),
    "calls in calls": repeated("a.b(c, d, ", *SCRIPT),
    "blanks": repeated(" ", SCRIPT[0] + "var a", SCRIPT[1]),
    "many scripts": repeated("<script>var a = [{title: 'N'}, {title: 'b'}]" + " " * 80 + "</script>"),
    "a call's long argument": half(
        "x", "a,", SCRIPT[0] + "var b = (function(a){return [", '0]}("TEXT"))' + SCRIPT[1]
    ),
    "a flat list": flat_list,
    "a flat list within itself": repeated("[0, 1, 2, 3, 4, 5], ", *FLAT),
    "a flat list of doubles": doubles,
    "a flat list of one text": half(
        "x", "3, ", FLAT[0].replace("title:", "title: TEXT") + "[", '3], {"title": 1}, ' + FLAT[1]
    ),
    "a flat list of one object": half('"a": 1, ', "3, ", FLAT[0] + "[", '3], {TEXT "title": 1}, ' + FLAT[1]),
    "flight rows": repeated('N:{\\"title\\":\\"N\\"}\\n', *FLIGHT),
    "broken flight rows": repeated("N:{\\n", *FLIGHT),
    "flight rows of one text": half(
        "x",
        '{\\"title\\":\\"$1\\"},',
        FLIGHT[0] + '1:\\"TEXT\\"\\n2:[',
        '{\\"title\\":\\"$1\\"}]\\n' + FLIGHT[1],
    ),
    "flight pushes": repeated('self.__next_f.push([1,"', *SCRIPT),
    "a turbo stream": repeated('[{\\"_1\\":2},\\"title\\",1]\\n', '<script>a.enqueue("', '")</script>'),
}
RSS = ('<rss version="2.0"><channel><title>a</title><link>https://a.example/</link>', "</channel></rss>")
ATOM = ('<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title>', "</feed>")
ITEM = "<item><title>N</title><link>https://a.example/N</link></item>"


def shapes() -> Iterator[Shape]:
    """All shapes, by kinds of input."""
    for name, piece in HTML.items():
        yield Shape(f"page: {name}", parsed("html"), repeated(piece))
    yield Shape("page: attributes of a tag", parsed("html"), repeated("aN=1 ", "<p ", ">x"))
    yield Shape("page: a list of items", parsed("html"), repeated(REPEATED_ITEM, "<ul>", "</ul>"))
    yield Shape("page: a table of cells", parsed("html"), repeated("<tr><td>N<td>2025-01-02", "<table>"))
    yield Shape(
        "page: JSON-LD", parsed("html"), repeated("[", "<script type=application/ld+json>", "</script>")
    )
    yield Shape("page: microdata", parsed("html"), repeated("<p itemprop=url itemscope itemtype=x>N"))
    for name in FRAGMENTS:
        yield Shape(f"fragment: {name}", sanitised, repeated(HTML[name]))
    yield Shape("fragment: srcset", sanitised, repeated("a.png 1x, ", "<img srcset='", "'>"))
    recipe = {"entry": "li", "title": {"css": "a", "regex": "^(a|aa)+$"}}
    yield Shape(
        "recipe: items", parsed("html", recipe={"entry": "li", "title": "a"}), repeated(REPEATED_ITEM)
    )
    yield Shape(
        "recipe: a regular expression",
        parsed("html", recipe={"entry": "li", "title": {"css": "a", "regex": r"\w+ .* (\d+)"}}),
        repeated(REPEATED_ITEM),
    )
    yield Shape(
        "recipe: a costly expression", parsed("html", recipe=recipe), repeated("a", "<li><a>", "!</a>")
    )
    yield Shape("draft: items", drafted, repeated(REPEATED_ITEM))
    yield Shape("draft: classes", drafted, repeated("<li class='a bN cN'><a class=dN href=/N>A title N</a>"))
    yield Shape("draft: nested", drafted, repeated("<div class=aN><p><a href=/N>A long title N</a></p>"))
    for name, make in PAGE_DATA.items():
        yield Shape(f"page data: {name}", parsed("html"), make)
    yield from feeds()
    yield from data()
    yield from posts()


def feeds() -> Iterator[Shape]:
    """Feeds, sitemaps, lists of feeds, and what checks are asked."""
    rss, atom = parsed("feed"), parsed("feed")
    yield Shape("RSS: items", rss, repeated(ITEM, *RSS))
    yield Shape("RSS: deep elements", rss, repeated("<a>", RSS[0]))
    yield Shape("RSS: namespaces", rss, repeated('<x xmlns="n:N"/>', *RSS))
    yield Shape("RSS: attributes", rss, repeated('aN="" ', "<rss ", "/>"))
    yield Shape(
        "RSS: hostile content",
        rss,
        repeated("&lt;div&gt;", RSS[0] + "<item><description>", "</description></item>" + RSS[1]),
    )
    yield Shape(
        "RSS: categories", rss, repeated("<category>N</category>", RSS[0] + "<item>", "</item>" + RSS[1])
    )
    yield Shape("Atom: entries", atom, repeated("<entry><id>N</id><title>N</title></entry>", *ATOM))
    yield Shape("Atom: links", atom, repeated('<link rel="a" href="/N"/>', *ATOM))
    yield Shape(
        "Atom: deep XHTML",
        atom,
        repeated("<div xmlns='http://www.w3.org/1999/xhtml'>", ATOM[0] + "<entry><content type='xhtml'>"),
    )
    yield Shape(
        "broken feed: ampersands", rss, repeated("<item><title>a & N</title><link>/N</link></item>", *RSS)
    )
    yield Shape("broken feed: open elements", rss, repeated("<item><title>", RSS[0]))
    yield Shape("broken feed: less-than signs", rss, repeated("< ", RSS[0]))
    yield Shape("broken feed: CDATA", rss, repeated("<![CDATA[", RSS[0] + "<item><title>"))
    yield Shape(
        "JSON feed: items",
        parsed("feed"),
        repeated(
            '{"id": "N", "url": "/N"},',
            '{"version": "https://jsonfeed.org/version/1.1", "title": "a", "items": [',
            '{"id": "z"}]}',
        ),
    )
    yield Shape(
        "sitemap: addresses",
        parsed("sitemap"),
        repeated(
            "<url><loc>https://a.example/N</loc></url>",
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            "</urlset>",
        ),
    )
    yield Shape(
        "sitemap: deep elements",
        parsed("sitemap"),
        repeated("<url>", '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'),
    )
    yield Shape(
        "OPML: outlines",
        opml,
        repeated('<outline xmlUrl="https://a.example/N"/>', "<opml><body>", "</body></opml>"),
    )
    yield Shape("OPML: deep outlines", opml, repeated('<outline text="N">', "<opml><body>"))
    yield Shape("check: RSS", checked, repeated(ITEM, *RSS))
    yield Shape("check: deep elements", checked, repeated("<a>", RSS[0]))
    yield Shape("check: attributes", checked, repeated('aN="" ', "<rss ", "/>"))
    yield Shape(
        "check: content",
        checked,
        repeated("&lt;div&gt;", RSS[0] + "<item><description>", "</description></item>" + RSS[1]),
    )
    yield Shape(
        "check: JSON",
        checked,
        repeated(
            '{"id": "N", "x": 1},', '{"version": "https://jsonfeed.org/version/1.1", "items": [', "{}]}"
        ),
    )


def opml(content: str) -> None:
    from feedkit.sources.opml import read_opml

    with suppress(FeedkitError):
        read_opml(content)


def data() -> Iterator[Shape]:
    """Data, by format."""
    row = json.dumps({"title": "A title N", "url": "/N", "date": "2025-01-02"}) + ","
    yield Shape("JSON: rows", parsed("json"), repeated(row, "[", "{}]"))
    yield Shape("JSON: deep lists", parsed("json"), repeated("["))
    yield Shape("JSON: deep objects", parsed("json"), repeated('{"a":'))
    yield Shape("JSON: keys", parsed("json"), repeated('"kN": N,', "[{", '"z": 1}]'))
    yield Shape("JSON Lines: rows", parsed("jsonl"), repeated(row[:-1] + "\n"))
    yield Shape("JSON Lines: broken rows", parsed("jsonl"), repeated("{\n", row[:-1] + "\n"))
    yield Shape("CSV: rows", parsed("csv"), repeated("A title N,/N,2025-01-02\n", "title,url,date\n"))
    yield Shape("CSV: columns", parsed("csv"), repeated("cN,", "title,url,", "date\na,b,c"))
    yield Shape("CSV: open quotation", parsed("csv"), repeated("a,b\n", 'title,url\n"'))
    yield Shape("YAML: rows", parsed("yaml"), repeated("- title: A title N\n  url: /N\n"))
    yield Shape("YAML: aliases", parsed("yaml"), repeated("- *a\n", "- &a {title: x}\n"))
    yield Shape("YAML: deep lists", parsed("yaml"), repeated("["))
    yield Shape("YAML: a long key", parsed("yaml"), repeated("? "))
    yield Shape("TOML: tables", parsed("toml"), repeated('[[posts]]\ntitle = "A title N"\nurl = "/N"\n'))
    yield Shape("TOML: a long word", parsed("toml"), repeated("x", 'title = "', '"'))
    yield Shape("TOML: dotted keys", parsed("toml"), repeated("a.b.c.dN = 1\n"))
    yield Shape("TOML: comments", parsed("toml"), repeated("# x\n"))


def posts() -> Iterator[Shape]:
    """Posts, changelogs and plain text."""
    front = "---\ntitle: A title\ndate: 2025-01-02\n---\n"
    for name, piece in {
        "bare addresses": "http://a.",
        "addresses, each a word": "http://a.b ",
        "brackets": "[",
        "links": "[a](b) ",
        "emphasis": "*a _b ",
        "quotations": "> ",
        "code": "` `` ",
        "lists": "- a\n  ",
        "paragraphs": "Some words of a post.\n\n",
        "tags of templates": "{{ ",
        "HTML": "<div>",
    }.items():
        yield Shape(f"post: {name}", parsed("post"), repeated(piece, front))
    yield Shape("post: front matter", parsed("post"), repeated("keyN: value\n", "---\n", "---\ntext"))
    yield Shape(
        "changelog: releases",
        parsed("changelog"),
        repeated("## 1.N.0 - 2025-01-02\n\n- a\n\n", "# Changelog\n\n"),
    )
    yield Shape("changelog: headings", parsed("changelog"), repeated("## [", "# Changelog\n\n"))
    yield Shape("text: lines", parsed("text"), repeated("2025-01-02 A title N\n"))
    yield Shape("text: records", parsed("text"), repeated("Title: A title N\nDate: 2025-01-02\n\n"))
    yield Shape("text: one line", parsed("text"), repeated("a "))
    yield Shape("text: bars", parsed("text"), repeated("Date: x | "))


# --- measuring ---


def measured(shape: Shape, size: int) -> Cost:
    """What a shape costs, in a process of its own, whose memory is that of the shape."""
    sizes = [size >> power for power in range(SIZES - 1, -1, -1)]
    seconds = []
    shape.work(shape.make(min(sizes[0], 2_000)))  # imports
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    gc.disable()  # what a collection costs depends on all that the process holds
    try:
        for each in sizes:
            content = shape.make(each)
            start = time.process_time()
            shape.work(content)
            seconds.append(time.process_time() - start)
    finally:
        gc.enable()
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return Cost(shape.name, tuple(sizes), tuple(seconds), memory)


def _measured_by_name(name: str, size: int) -> Cost:
    warnings.simplefilter("ignore")
    return measured(next(shape for shape in (REAL, REAL_DRAFT, *shapes()) if shape.name == name), size)


REAL = Shape("a real page", parsed("html"), real_page)
REAL_DRAFT = Shape("a draft for a real page", drafted, real_page)
REGEX_SECONDS = 2.0  # that a costly expression gets before it ends in an error, whatever the size


def failures(cost: Cost, real: Cost) -> str:
    """What is wrong with a shape, "" where nothing is. What ends after a fixed time is right."""
    if "costly expression" in cost.name:
        return "" if max(cost.seconds) < 2 * REGEX_SECONDS else "it does not end"
    if cost.byte > MAX_COST * real.byte:
        return "a byte costs too much"
    return "it grows" if cost.growth > MAX_GROWTH and cost.byte > real.byte else ""


def main() -> int:
    """Measure the shapes that the call names, or all."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--size", type=int, default=MAX_SIZE, help="bytes of the largest input of a shape")
    arguments.add_argument(
        "--shape", action="append", default=[], help="a part of the names that are measured"
    )
    options = arguments.parse_args()
    names = [s.name for s in shapes() if not options.shape or any(part in s.name for part in options.shape)]
    failed = 0
    with get_context("fork").Pool(1, maxtasksperchild=1) as pool:
        real = pool.apply(_measured_by_name, (REAL.name, options.size))
        print("| input | µs a byte | times a page's | growth | memory, MB | |\n|---|--:|--:|--:|--:|---|")
        draft = pool.apply(_measured_by_name, (REAL_DRAFT.name, options.size))
        print(f"| {real.name} | {real.byte:.2f} | 1 | {real.growth:.2f} | {real.memory:.0f} | |")
        print(
            f"| {draft.name} | {draft.byte:.2f} | 1 | {draft.growth:.2f} | {draft.memory:.0f} | |", flush=True
        )
        for name in names:
            cost = pool.apply(_measured_by_name, (name, options.size))
            base = draft if name.startswith("draft") else real
            problem = failures(cost, base)
            failed += bool(problem)
            print(
                f"| {cost.name} | {cost.byte:.2f} | {cost.byte / base.byte:.1f} | {cost.growth:.2f}"
                f" | {cost.memory:.0f} | {problem} |",
                flush=True,
            )
    print(f"\n{len(names)} shapes, {failed} of them too dear", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
