"""Whatever comes in, nothing but a FeedkitError comes out, and it costs its own source alone."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import feedkit
from feedkit import Enclosure, Entry, Feed
from feedkit.cli import main
from feedkit.errors import ConfigError, FetchError, NoEntriesError, ParseError, Problem, RecipeError
from feedkit.fetching import fetch
from feedkit.formats import FORMATS, FormatName
from feedkit.parsers.empty_entries import without_empty_entries
from feedkit.parsers.html import drafting
from feedkit.parsers.reading import Reading, Run
from feedkit.project.config import parse_config
from feedkit.recipes import read_recipe
from feedkit.sources.opml import Subscription, read_opml, write_opml
from scripts import fuzz
from tests.serving import Server

URL = "https://looms.example/blog/"
RSS = "<rss version='2.0'><channel><title>T</title><item><title>A {} b</title></item></channel></rss>"
PAGE = (
    "<html><head>{}</head><body><ul><li><a href='/a'>First title here</a> 2024-01-01</li>"
    "<li><a href='/b'>Second title here</a> 2024-01-02</li>"
    "<li><a href='/c'>Third title here</a> 2024-01-03</li></ul></body></html>"
)


@pytest.mark.parametrize(
    "reference", ["&#xD800;", "&#xdfff", "&#99999999999;", f"&#{'9' * 5000};", "&#x110000;"]
)
def test_references_to_characters_that_there_are_not(reference: str) -> None:
    feed = feedkit.parse(RSS.format(reference))
    assert feed.entries[0].title == "A \ufffd b"


@pytest.mark.parametrize("reference", ["&#65;", "&#x41;", "&#X0041;"])
def test_references_to_characters_in_a_feed_that_is_not_well_formed(reference: str) -> None:
    feed = feedkit.parse(RSS.format(reference + " & c"))
    assert feed.entries[0].title == "A A & c b"


def test_a_namespace_that_is_no_address() -> None:
    spaced = RSS.replace("<rss", "<rss xmlns:a='http:\u2028//a.example'").replace("<item>", "<a:b/><item>")
    assert len(feedkit.parse(spaced.format("&")).entries) == 1


@pytest.mark.parametrize(
    "base", ["http://[", "http://[x/", "//[::1", "https://\u2100/", "data:x", "javascript:1"]
)
def test_a_base_that_is_no_address(base: str) -> None:
    page = PAGE.format(f"<base href='{base}'>")
    assert len(feedkit.parse(page).entries) == 3
    entries = feedkit.parse(page, url=URL).entries
    assert [entry.title for entry in entries] == ["First title here", "Second title here", "Third title here"]
    assert [entry.url for entry in entries] == [f"https://looms.example/{name}" for name in "abc"]


@pytest.mark.parametrize("href", ["http:x", "https:", "//", "http://[", "https://[::1"])
def test_links_that_lead_nowhere(href: str) -> None:
    page = PAGE.format("").replace("/b", href)
    assert len(feedkit.parse(page, url=URL).entries) == 3


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 5000])
def test_toml_that_python_cannot_hold(value: str) -> None:
    with pytest.raises(RecipeError, match=r"^recipe: not TOML: "):
        read_recipe(f"entry = {value}")
    with pytest.raises(ConfigError, match=r"^not TOML: "):
        parse_config(f"delay = {value}")


@pytest.mark.parametrize("error", [RecursionError, MemoryError])
def test_what_is_too_much_for_python(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(job: object) -> None:
        raise error

    monkeypatch.setattr("feedkit.parsers.html.read", fail)
    monkeypatch.setattr(drafting, "draft", fail)
    message = (
        "^wanted a source of ordinary depth and size, found one nested too deep or too large to be read$"
    )
    with pytest.raises(ParseError, match=message):
        feedkit.parse(PAGE.format(""))
    with pytest.raises(ParseError, match=message):
        feedkit.parsers.draft(feedkit.parsers.job_of(PAGE.format("")))


def test_a_list_of_feeds_with_control_characters() -> None:
    wild = Subscription(
        title="a\x00b\x1b", feed_url="https://e.example/\x01\ud800", url="https://e.example/\x02"
    )
    read_again = read_opml(write_opml([wild]))
    assert read_again == (Subscription(title="ab", feed_url="https://e.example/", url="https://e.example/"),)


def test_a_list_of_feeds_whose_names_are_cut_inside_of_a_character() -> None:
    outline = b'<outline xmlUrl="https://e.example/"/>'
    document = b"<opml><body><outl\xc3\xadne\x00\xed x" + outline + b"</body></opml>"
    for end in range(len(document)):
        try:
            read_opml(document[:end] + outline)
        except ParseError:
            continue


def test_the_last_day_of_the_calendar(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format("<title>T</title>"))
    result = CliRunner().invoke(main, ["convert", str(page), "--url", URL, "--until", "9999-12-31"])
    assert (result.exit_code, result.stdout.count("<entry>")) == (0, 3)


def test_a_defect_costs_its_source_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text(PAGE.format("<title>T</title>"))
    read = feedkit.parsers.read

    def fail_once(job: feedkit.parsers.Job) -> feedkit.parsers.Reading:
        if job.name == "a.html":
            raise KeyError("entry")
        return read(job)

    monkeypatch.setattr("feedkit.parsers.read", fail_once)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["convert", "a.html", "b.html", "-o", "out/"])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == (
        "error: a.html: feedkit itself failed (KeyError: 'entry'): please report this bug, with the page"
    )
    assert (tmp_path / "out" / "b" / "atom.xml").is_file()


# --- one bad entry ---

ARTICLE = "<article><h2><a href='{}'>{}</a></h2><time datetime='2024-01-0{}'></time></article>"
ARTICLES = (("/a", "First title here", 3), ("/b", "Second title here", 2), ("javascript:open(3)", "", 1))
LEFT_OUT = "left out: wanted a title, summary, content, address or enclosure, found none"
EMPTY = {
    "html": "<html><title>T</title><body>"
    + "".join(ARTICLE.format(*one) for one in ARTICLES)
    + "</body></html>",
    "json": '[{"title": "A", "url": "/a"}, {"title": "B", "url": "/b"},'
    ' {"title": "\\u0001", "url": "javascript:x"}]',
    "csv": "title,url\nA,/a\nB,/b\n,javascript:x\n",
    "feed": '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": ['
    '{"id": "1", "title": "A"}, {"id": "2", "content_html": "<p>B</p>"},'
    ' {"id": "3", "content_html": "<script>x</script>"}]}',
    "rss": RSS.replace(
        "</channel>", "<item><title>B</title></item><item><link>data:x</link></item></channel>"
    ),
}


@pytest.mark.parametrize("kind", EMPTY)
def test_an_entry_that_says_nothing_costs_itself_alone(kind: FormatName) -> None:
    reading = feedkit.read(EMPTY[kind], url=URL)
    assert len(reading.feed.entries) == 2
    assert all(feedkit.check(feedkit.write(reading.feed, name)).valid for name in FORMATS)
    assert [
        problem.where for problem in reading.problems if problem.rule in ("empty-entry", "empty-row")
    ] != []


def test_the_others_keep_their_numbers() -> None:
    entries = tuple(Entry(title=title) for title in (None, "B", "\x01", "D"))
    lines = (tuple(Run(text=str(number), entry=number) for number in range(5)),)
    reading = without_empty_entries(Reading(feed=Feed(entries=entries), format="html", shown=lambda: lines))
    assert [entry.title for entry in reading.feed.entries] == ["B", "D"]
    assert [str(problem) for problem in reading.problems] == [f"entry 1: {LEFT_OUT}", f"entry 3: {LEFT_OUT}"]
    assert [run.entry for run in reading.shown()[0]] == [0, 0, 1, 0, 2]


def test_where_nothing_is_left() -> None:
    with pytest.raises(
        NoEntriesError, match=r"^no entries found: none of 1 has a title, a text or an address$"
    ):
        without_empty_entries(Reading(feed=Feed(entries=(Entry(title=" ", url="mailto:x"),)), format="html"))
    assert (
        feedkit.parse("<rss version='2.0'><channel><item><guid>a</guid></item></channel></rss>").entries == ()
    )


# --- what is read from odd pages passes the strict checks ---


SOUND = RSS.format("").replace(
    "</item>", f"<enclosure url='/a.mp3' length='{{}}' type='audio/mpeg'/></item><link>{URL}</link>"
)


def strict(feed: Feed, format: FormatName) -> list[str]:
    findings = feedkit.check(feedkit.write(replace(feed, feed_url=URL + "feed"), format)).findings
    return [str(finding) for finding in findings if finding.level != "info"]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "page",
    [
        PAGE.format("<title>T</title>")
        .replace("/a", "file:///etc/passwd")
        .replace("/b", "ftp://f.example/b"),
        PAGE.format("<title>ada@looms.example</title>"),
        PAGE.format("<title>Ada &lt;ada@looms.example&gt;</title>"),
        SOUND.format("9" * 17),
        SOUND.format("9" * 5000),
    ],
    ids=["file", "mail", "name-and-mail", "length", "endless-length"],
)
def test_odd_pages_pass_the_strict_checks(page: str, format: FormatName) -> None:
    assert strict(feedkit.parse(page, url=URL), format) == []


def test_links_that_are_not_of_the_web_are_read_back_from_rss() -> None:
    feed = Feed(title="T", url=URL, entries=(Entry(title="A", url="ftp://f.example/a"),))
    assert feedkit.parse(feedkit.write(feed, "rss")).entries[0].url == "ftp://f.example/a"


@pytest.mark.parametrize(
    ("length", "kept"),
    [(2**53 - 1, 2**53 - 1), (2**53, None), (10**5000, None)],
    ids=["most", "more", "endless"],
)
def test_lengths_that_no_format_holds(length: int, kept: int | None) -> None:
    entry = Entry(title="A", enclosures=(Enclosure(url="https://e.example/a.mp3", length=length),))
    problems: list[Problem] = []
    feed = feedkit.finish(Feed(entries=(entry,)), problems=problems)
    assert feed.entries[0].enclosures[0].length == kept
    assert [problem.rule for problem in problems] == ([] if kept else ["not-a-count"])


def test_a_part_of_a_page_is_no_page(server: Server) -> None:
    url = server.page("/", b"<html>", status=206)
    with pytest.raises(FetchError, match=r"answered 206 Partial Content$"):
        fetch(url, allow_private=True)


def test_inputs_that_are_changed_at_random() -> None:
    """scripts/fuzz.py tries many more; a seed that fails here is looked at with its option --only."""
    files = fuzz.real_inputs(fuzz.FOLDERS)
    *_, (count, failures) = fuzz.fuzz(range(300), files)
    assert (count, failures.seeds) == (300, {})


THREADS = """
import threading
import feedkit

SOURCES = [
    "<article><h2><a href='/1'>One of two</a></h2>1 May 2025</article>" * 2,
    '[{"title": "One", "url": "https://mill.example/1"}]',
    "<rss version='2.0'><channel><title>Mill</title><item><title>One</title></item></channel></rss>",
    "title,url\\nOne,https://mill.example/1\\n",
    "# Changes\\n\\n## 1.1.0 - 2025-05-01\\n\\n- one\\n\\n## 1.0.0 - 2025-04-01\\n\\n- two\\n",
]
start, failed = threading.Barrier(15), []

def read(source):
    start.wait()
    try:
        feedkit.read(source, url="https://mill.example/")
    except Exception as error:
        failed.append(error)

threads = [threading.Thread(target=read, args=(SOURCES[number % 5],)) for number in range(15)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(failed)
"""


@pytest.mark.parametrize("attempt", range(3))
def test_threads_load_the_parsers_at_once(attempt: int) -> None:
    done = subprocess.run([sys.executable, "-c", THREADS], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
