"""How feeds look in a browser: by our style with links that work, by another one, or by none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import feedkit
from feedkit import Entry, Feed
from feedkit.cli import main
from feedkit.errors import ConfigError
from feedkit.fetching.browser_program import browser_path
from feedkit.formats import FormatName
from feedkit.project.config import parse_config
from tests.browsing import needs_browser
from tests.builds import build, configured
from tests.serving import Server

EARLY = datetime(2026, 1, 2, tzinfo=UTC)
XML: tuple[FormatName, ...] = ("atom", "rss")
each_format = pytest.mark.parametrize("to", XML)
SHEET = re.compile(r"<\?xml-stylesheet (.*?)\?>")
LINK = re.compile(r"<xhtml:a ")


def log(**fields: Any) -> Feed:
    entries = [
        Entry(title="The wedge held", url="wedge", published=EARLY, summary="All night."),
        Entry(title="No frost", url="frost", published=EARLY, content="<p>It <b>thaws</b>.</p>"),
        Entry(title="Use <b>", url="b", published=EARLY),
    ]
    return Feed(**{"title": "The log", "url": "https://quarry.example/log/", "entries": entries} | fields)


def written(to: FormatName, stylesheet: str | None) -> str:
    return feedkit.write(log(stylesheet=stylesheet), to).decode()


# --- what is written, and read back ---


@each_format
@pytest.mark.parametrize(
    ("stylesheet", "wanted"),
    [
        ("none", []),
        ("https://quarry.example/a.css?b&c", ['type="text/css" href="https://quarry.example/a.css?b&amp;c"']),
        ("https://quarry.example/a.xsl", ['type="text/xsl" href="https://quarry.example/a.xsl"']),
        ("/a.XSLT?b", ['type="text/xsl" href="https://quarry.example/a.XSLT?b"']),
    ],
)
def test_a_feed_has_the_style_that_is_given(to: FormatName, stylesheet: str, wanted: list[str]) -> None:
    document = written(to, stylesheet)
    assert SHEET.findall(document) == wanted
    assert "xhtml" not in document
    again = feedkit.parse(document.encode())
    assert again.stylesheet == feedkit.finish(log(stylesheet=stylesheet)).stylesheet
    assert feedkit.write(again, to).decode() == document


@each_format
def test_without_one_it_has_ours_and_links(to: FormatName) -> None:
    document = written(to, None)
    (sheet,) = SHEET.findall(document)
    assert sheet.startswith('type="text/css" href="data:text/css,')
    assert len(LINK.findall(document)) == 3  # of the feed and two entries; one's title looks like HTML
    assert feedkit.read(document.encode()).problems == ()
    assert feedkit.write(feedkit.parse(document.encode()), to).decode() == document


@each_format
def test_xslt_of_others_and_what_they_leave_out_is_not_taken_over(to: FormatName) -> None:
    theirs = written(to, "https://quarry.example/a.xsl").replace("feedkit", "other")
    assert feedkit.parse(theirs.encode()).stylesheet is None
    assert feedkit.parse(written(to, "none").replace("feedkit", "other").encode()).stylesheet is None


# --- by the command and in feedkit.toml ---


def source(folder: Path) -> Path:
    path = folder / "log.json"
    path.write_bytes(feedkit.write(log(), "json"))
    return path


@pytest.mark.parametrize("stylesheet", ["none", "https://quarry.example/a.xsl"])
def test_the_command_and_builds_have_it_too(stylesheet: str, tmp_path: Path) -> None:
    path = source(tmp_path)
    result = CliRunner().invoke(main, ["convert", str(path), "--stylesheet", stylesheet])
    assert result.stdout == written("atom", stylesheet)
    config = configured(tmp_path, {"log": path.name}, f'[defaults]\nstylesheet = "{stylesheet}"')
    assert build(config).exit_code == 0
    sheets = SHEET.findall((tmp_path / "public/log/atom.xml").read_text("utf-8"))
    assert sheets == SHEET.findall(result.stdout)


def test_what_is_no_address_is_refused(tmp_path: Path) -> None:
    wanted = """wanted the absolute address of a style sheet, or "none", found '/feed.css'"""
    result = CliRunner().invoke(main, ["convert", str(source(tmp_path)), "--stylesheet", "/feed.css"])
    assert (result.exit_code, "--stylesheet" in result.stderr) == (2, True)
    with pytest.raises(ConfigError) as raised:
        parse_config('[[feeds]]\nname = "a"\nsource = "a"\nstylesheet = "/feed.css"')
    assert str(raised.value) == f"feeds[0] (a).stylesheet: {wanted}"


# --- in a browser ---


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        shown = playwright.chromium.launch(executable_path=str(browser_path()), args=["--no-sandbox"])
        yield shown
        shown.close()


@needs_browser
@each_format
@pytest.mark.parametrize("width", [360, 1200])
def test_a_browser_shows_titles_as_links_that_lead_somewhere(
    to: FormatName, width: int, browser: Any, server: Server
) -> None:
    server.page("/favicon.ico", b"", "image/x-icon")
    home = server.page("/wedge", b"<title>All of it</title>")
    entries = [Entry(title="The wedge held", url=home, published=EARLY, summary="All night."), *log().entries]
    feed = log(entries=entries)
    page = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(server.page("/feed.xml", feedkit.write(feed, to), "application/xml"))
    links = page.evaluate("[...document.links].map(link => [link.textContent, link.href])")
    assert links[:2] == [["The log", "https://quarry.example/log/"], ["The wedge held", home]]
    visible = page.evaluate(
        "[...document.querySelectorAll('entry *, item *')].filter(one => one.getClientRects().length)"
        ".map(one => one.textContent.trim()).filter(text => text)"
    )
    assert visible.count("The wedge held") == 2  # of two entries, each shown once
    assert "All night." in visible
    assert not any("<p>" in text for text in visible)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.mouse.click(*page.evaluate(
        "(() => { const box = document.links[1].getBoundingClientRect(); return [box.x + 5, box.y + 5] })()"
    ))  # fmt: skip
    page.wait_for_url(home)
    assert page.title() == "All of it"
    assert said == []
    page.close()
