"""When a page is shown by a browser; the browser itself is tested in test_browser.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedkit.errors import FetchError, NoEntriesError
from feedkit.fetching import Page
from feedkit.fetching.page_rendering import LOCALE
from feedkit.sources.reader import Reader
from feedkit.sources.rendered_pages import rendering
from tests.builds import blog

URL = "https://kiln.example/"
NO_TEXT = "no entries found: the page shows no text; its list may be made by JavaScript"
SHELL = b"<title>Kiln</title><div id=root></div>"
# Of which it is not sure that they are entries.
DOUBTFUL = b"<title>Kiln</title>" + b"".join(
    b"<article><h2><a href=/posts/%d>Firing %d</a></h2><p>Text</article>" % (n, n) for n in range(4)
)
NOSCRIPT = b"<noscript>This page needs JavaScript.</noscript>"
LISTED = Page(url=URL, content=blog(range(4, 9)), is_rendered=True)


def reader(body: bytes, shown: Page | FetchError, asked: list[str], reported: list[str]) -> Reader:
    """What reads a page as sent, and what a browser shows of it."""

    def render(url: str) -> Page:
        asked.append(url)
        if isinstance(shown, FetchError):
            raise shown
        return shown

    return Reader(
        fetch=lambda url: Page(url=url, content=body),
        report=reported.append,
        render=render,
        render_hint="try it",
    )


def read(body: bytes, shown: Page | FetchError = LISTED) -> tuple[str, int, list[str], list[str]]:
    """Why a browser has shown the page, its entries, what the browser was asked for, what was reported."""
    asked: list[str] = []
    reported: list[str] = []
    reading = reader(body, shown, asked, reported).read(f"{URL}#/posts")
    return reading.browser, len(reading.feed.entries), asked, reported


def test_a_page_with_a_list_is_not_shown() -> None:
    assert read(blog(range(1, 9)) + NOSCRIPT) == ("", 8, [], [])


def test_a_page_without_a_list_is_shown() -> None:
    why = f"a browser has shown the page, as it was sent without a list: {NO_TEXT}"
    assert read(SHELL) == (why, 5, [f"{URL}#/posts"], [])


def test_a_doubtful_list_of_a_page_that_needs_scripts_is_compared_with_what_is_shown() -> None:
    assert read(DOUBTFUL) == ("", 4, [], [])
    why = "a browser has shown the page, as it says that it needs JavaScript"
    assert read(DOUBTFUL + NOSCRIPT) == (why, 5, [f"{URL}#/posts"], [])
    same = replace(LISTED, content=DOUBTFUL)
    assert read(DOUBTFUL + NOSCRIPT, same) == ("", 4, [f"{URL}#/posts"], [])


def test_a_doubtful_list_is_taken_where_the_browser_fails() -> None:
    assert read(DOUBTFUL + NOSCRIPT, FetchError("no browser")) == (
        "",
        4,
        [f"{URL}#/posts"],
        [f"{URL}#/posts: it says that it needs JavaScript; a browser does not show it: no browser"],
    )


def test_a_page_without_a_list_says_why_the_browser_fails() -> None:
    with pytest.raises(NoEntriesError) as raised:
        read(SHELL, FetchError("no browser"))
    assert str(raised.value).endswith("; a browser does not show it: no browser")


def test_a_page_that_is_empty_in_the_browser_too_is_shown_once() -> None:
    with pytest.raises(NoEntriesError) as raised:
        read(SHELL, replace(LISTED, content=SHELL))
    assert str(raised.value) == NO_TEXT


def test_older_pages_are_shown_where_the_first_is() -> None:
    asked: list[str] = []
    older = b"<a rel=next href=/older/>Older posts</a>"
    both = reader(SHELL, replace(LISTED, content=blog(range(4, 9)) + older), asked, [])
    replace(both, pages=2).read(URL)
    assert asked == [URL, f"{URL}older/"]


@pytest.mark.parametrize(
    ("languages", "locale"),
    [(None, LOCALE), ("*", LOCALE), ("de-AT, en;q=0.5", "de-AT"), ("pt", "pt"), ("zh-Hant-TW", "zh-Hant-TW")],
)
def test_scripts_write_in_the_first_language(languages: str | None, locale: str) -> None:
    assert rendering(pages=1, time_zone="UTC", accept_language=languages).locale == locale


def test_more_entries_are_asked_for_in_all_languages() -> None:
    words = rendering(pages=2, time_zone="UTC", accept_language=None).more_words
    assert {"load more", "\u00e4ltere beitr\u00e4ge"} <= words
