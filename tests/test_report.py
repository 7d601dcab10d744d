"""The report of `feedkit inspect --html`: what is marked, and that nothing active gets into it."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

import feedkit
from feedkit import NoEntriesError, read
from feedkit.cli import main
from feedkit.cli.html_report import html_report
from feedkit.cli.phrasing import cut, readable
from feedkit.parsers.reading import Reading, Run
from tests.accept import Case, cases
from tests.serving import Server

CASES = Path(__file__).parent / "cases"
URL = "https://looms.example/posts/"
POST = (
    '<article><h2><a href="/{n}/">The loom called {n}</a></h2><p>By <b class="author">Ida Moor</b> on'
    " <time>{n} March 2025</time></p><p>What we found out about it.</p></article>"
)
PAGE = (
    '<html lang="en"><title>Looms</title><nav><a href="/">Home</a></nav><main>{}</main>'
    '<aside class="sidebar"><ul><li><a href="/t/a">Tag one</a><li><a href="/t/b">Tag two</a>'
    '<li><a href="/t/c">Tag three</a></ul></aside><footer>Looms Ltd.</footer></html>'
)
LOOMS = PAGE.format("".join(POST.format(n=n) for n in (9, 8, 7)))
TAGS = set(
    "a bdi body details div h1 h2 head header html main mark meta p pre section small span style summary sup"
    " table tbody td th title tr".split()
)
ATTRIBUTES = {
    "charset",
    "class",
    "content",
    "dir",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "open",
    "rel",
    "title",
}


def reading_of(page: str) -> Reading:
    return read(page, url=URL, format="html", timezone="UTC")


def report_of(page: str) -> str:
    reading = reading_of(page)
    return html_report(reading, feedkit.finish(reading.feed))


def inspect(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["inspect", *arguments])


# --- what a reading shows ---


def test_a_page_is_shown_with_what_was_read_from_it() -> None:
    shown = reading_of(LOOMS).shown()
    assert shown[:4] == (
        (Run(text="Home"),),
        (Run(text="The loom called 9", entry=1, fields=("title", "url")),),
        (
            Run(text="By ", entry=1),
            Run(text="Ida Moor", entry=1, fields=("authors",)),
            Run(text=" on ", entry=1),
            Run(text="9 March 2025", entry=1, fields=("published",)),
        ),
        (Run(text="What we found out about it.", entry=1, fields=("summary",)),),
    )
    assert shown[-4:] == (
        (Run(text="Tag one", rival=1),),
        (Run(text="Tag two", rival=1),),
        (Run(text="Tag three", rival=1),),
        (Run(text="Looms Ltd."),),
    )


LISTS = [case for case in cases() if "error" not in case.about]


@pytest.mark.parametrize("case", LISTS, ids=lambda case: case.name)
def test_every_case_is_shown_whole_and_its_titles_are_marked(case: Case) -> None:
    reading = case.reading()
    if reading.format != "html":
        assert reading.shown() == ()
        return
    runs = [run for line in reading.shown() for run in line]
    assert {run.entry for run in runs if run.entry} <= set(range(1, len(reading.feed.entries) + 1))
    for number, entry in enumerate(reading.feed.entries, 1):
        marked = "".join(run.text for run in runs if run.entry == number and "title" in run.fields)
        assert not marked or (entry.title or "").split()[0] in marked
        if entry.published:
            assert any(run.entry == number for run in runs)


# --- the report ---


def test_the_report_marks_fields_entries_and_other_lists() -> None:
    tree = LexborHTMLParser(report_of(LOOMS))
    marks = Counter(node.attributes["class"] for node in tree.css(".page .entry mark"))
    assert marks == {"title url": 3, "authors": 3, "published": 3, "summary": 3}
    assert [node.text() for node in tree.css("mark.title.url")] == [f"The loom called {n}" for n in (9, 8, 7)]
    assert "Tag one" in " ".join(node.text() for node in tree.css(".rival"))
    assert [node.text() for node in tree.css("h2")] == [
        "What the page shows",
        "Entries",
        "Where each field was found",
        "Other lists, not taken",
        "The feed",
    ]
    assert [node.text() for node in tree.css("details > summary")] == ["Atom", "RSS", "JSON Feed"]
    assert "<title>The loom called 9</title>" in tree.css("pre")[0].text()


def test_every_reference_inside_leads_somewhere() -> None:
    tree = LexborHTMLParser(report_of(LOOMS))
    ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
    assert set(ids.values()) == {1}
    inside = {(node.attributes["href"] or "")[1:] for node in tree.css('a[href^="#"]')}
    assert inside <= set(ids)
    assert {f"shown-{n}" for n in (1, 2, 3)} < inside


def test_the_same_page_gives_the_same_report() -> None:
    assert report_of(LOOMS) == report_of(LOOMS)


def test_plain_text_has_tables_only() -> None:
    reading = read((CASES / "text-labelled/source.txt").read_bytes(), url=URL, format=None, timezone="UTC")
    made = html_report(reading, feedkit.finish(reading.feed))
    assert "The positions of fields are known for HTML pages only." in made
    assert "<h2>Entries</h2>" in made


# --- hostile pages ---


HOSTILE = (
    "</title></style><script>document.title='taken'</script>",
    "<img src=x onerror=\"document.title='taken'\">",
    '"><svg onload=document.title=1>',
    "' onmouseover='x()",
    "--><!-- <iframe src='javascript:x()'>",
    "</pre></details><base href=//evil.example/>",
    "\x00\x1b[31m\u202egnp.exe",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "]]><form action=//evil.example><button>",
)


def hostile_page(text: str, address: str = "javascript:x()") -> str:
    """A list whose every part says the text, as text."""
    said = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    quoted = said.replace('"', "&quot;")
    posts = "".join(
        f'<article class="{quoted}"><h2><a href="/{n}/?{quoted}" title="{quoted}">Number {n}: {said}</a></h2>'
        f'<p>By <a rel="author" href="{address}">Ida {said}</a> on <time>{n} March 2025</time></p>'
        f"<p>{said} and what follows.</p><script>document.title='taken'</script>"
        f'<ul class="tags"><li><a rel="tag" href="{address}">{said}</a></ul></article>'
        for n in (3, 2, 1)
    )
    return f'<html lang="{quoted}"><head><title>{said}</title></head><main>{posts}</main></html>'


def assert_inert(made: str) -> None:
    """The report is made of what we write and nothing else."""
    tree = LexborHTMLParser(made)
    assert tree.root is not None
    for node in tree.root.traverse(include_text=False):
        assert node.tag in TAGS, node.html
        assert set(node.attributes) <= ATTRIBUTES, node.html
        href = node.attributes.get("href")
        assert href is None or href.startswith(("https://", "http://", "#")), node.html
    (policy,) = tree.css('meta[http-equiv="Content-Security-Policy"]')
    (style,) = tree.css("style")
    digest = b64encode(sha256(style.text().encode()).digest()).decode()
    assert policy.attributes["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert policy_comes_first(tree.css("head > *"), policy)
    assert not re.search(r"url\(|@import|expression", style.text())
    assert not re.search("[\x00\x1b\u202e]", made)


def policy_comes_first(head: list[LexborNode], policy: LexborNode) -> bool:
    return [node.tag for node in head[:2]] == ["meta", "meta"] and head[1].html == policy.html


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_active_gets_in(text: str) -> None:
    made = report_of(hostile_page(text))
    assert "Number 3" in made
    assert_inert(made)


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), min_size=1, max_size=3).map("".join))
def test_whatever_a_page_says_is_text(text: str) -> None:
    try:
        made = report_of(hostile_page(text, text))
    except NoEntriesError:  # such as where a comment that is never closed hides them
        return
    assert_inert(made)


# --- the command ---


@pytest.fixture
def looms(tmp_path: Path) -> Path:
    path = tmp_path / "looms.html"
    path.write_text(LOOMS)
    return path


def test_the_report_is_written_whole(looms: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    result = inspect(str(looms), "--url", URL, "--html", str(target))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{target}: 3 entries\n")
    assert target.read_text("utf-8") == report_of(LOOMS)
    assert inspect(str(looms), "--url", URL, "--html", "-").stdout == report_of(LOOMS)


def test_a_page_without_entries_has_no_report(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("<html><p>Nothing.</p></html>")
    result = inspect(str(tmp_path / "empty.html"), "--html", str(tmp_path / "report.html"))
    assert result.exit_code == 1
    assert not (tmp_path / "report.html").exists()


def test_a_report_is_written_to_a_file(looms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(looms.parent)
    result = inspect(str(looms), "--html", ".")
    assert result.exit_code == 2
    assert result.stderr.endswith("Error: --html .: wanted a file, found a folder.\n")


def test_a_report_is_no_draft(looms: Path) -> None:
    result = inspect(str(looms), "--draft", "--html", "report.html")
    assert result.exit_code == 2
    assert "--draft prints a recipe, --html writes a page: choose one." in result.stderr


def test_long_addresses_stay_readable_in_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    long = "%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8-" * 5
    (tmp_path / "page.html").write_text(LOOMS.replace('href="/', f'href="/{long}'))
    result = inspect(str(tmp_path / "page.html"), "--url", URL)
    assert result.exit_code == 0
    assert "%D0" not in result.stdout
    assert "новости-" in result.stdout
    assert "…" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert len(result.stdout.splitlines()) < 50


def test_addresses_for_people() -> None:
    assert readable("https://x.example/%D1%82%D0%B5%D1%81%D1%82?a=%20b") == "https://x.example/тест?a= b"
    for kept in ("/caf%E9", "/a%0Ab", "/%1B[31m", "/%E2%80%AEx"):
        assert readable(kept) == kept
    assert cut("a" * 32) == "a" * 32
    assert cut("abcdefghij" * 4) == "abcdefghijabcdefghija…abcdefghij"
    assert len(cut("x" * 999, 20)) == 20


# --- in a browser ---


@pytest.fixture(scope="session")
def browser() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium is installed: the report is not looked at in a browser")
    return found


def browse(browser: str, folder: Path, page: Path, *options: str) -> str:
    done = subprocess.run(
        [
            *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            *(f"--user-data-dir={folder / 'profile'}", "--window-size=1200,900", *options, page.as_uri()),
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return done.stdout


def test_a_browser_shows_the_report(browser: str, tmp_path: Path) -> None:
    page, picture = tmp_path / "report.html", tmp_path / "report.png"
    page.write_text(report_of(LOOMS), "utf-8")
    browse(browser, tmp_path, page, f"--screenshot={picture}")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 40_000  # an empty page of this size has some 5,000 bytes


def test_a_browser_runs_and_fetches_nothing(browser: str, tmp_path: Path, server: Server) -> None:
    beacon = server.page("/beacon", b"")
    attacks = "".join(HOSTILE).replace("//evil.example", beacon.removeprefix("http:"))
    attacks += f'<img src="{beacon}"><link rel=stylesheet href="{beacon}"><script src="{beacon}"></script>'
    page = tmp_path / "report.html"
    page.write_text(report_of(hostile_page(attacks, beacon)), "utf-8")
    shown = browse(browser, tmp_path, page, "--dump-dom")
    assert "Number 3" in shown
    assert "<title>taken</title>" not in shown
    assert server.requests == []
