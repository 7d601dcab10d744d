"""What is not read of a list or a page that is too long is a Problem."""

from __future__ import annotations

import json

import pytest

import feedkit
from feedkit.parsers import html
from feedkit.parsers.html import candidates, outline
from feedkit.parsers.page_data import lists

NUMBERS = range(1, 31)


def _page() -> str:
    items = "".join(
        f'<li><a href="/tide/{n}">Tide table of week {n}</a><p>High water at the pier, {n} May 2025.</p></li>'
        for n in NUMBERS
    )
    return f"<title>Tides</title><main><ul>{items}</ul></main>"


def _problems(page: str) -> list[str]:
    return [str(one) for one in feedkit.read(page, url="https://tides.example/").problems]


def test_entries_beyond_the_bound_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (candidates, html):
        monkeypatch.setattr(module, "MAX_ANCHORS", 12)
    reading = feedkit.read(_page(), url="https://tides.example/")
    assert len(reading.feed.entries) == 12
    assert _problems(_page()) == [
        "feed, entries: wanted up to 12 entries, found 30: the last 18 are left out"
    ]


def test_a_page_of_too_many_nodes_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (outline, html):
        monkeypatch.setattr(module, "MAX_NODES", 80)
    assert _problems(_page()) == [
        "feed, entries: wanted a page of up to 80 elements and texts, found more: what follows is left out"
    ]


def test_rows_of_data_beyond_the_bound_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"title": f"Tide table of week {n}", "url": f"/tide/{n}", "date": f"2025-05-{n:02}T08:00:00Z"}
        for n in NUMBERS
    ]
    state = json.dumps({"tables": rows})
    page = f'<title>Tides</title><div id="app"></div><script type="application/json">{state}</script>'
    assert _problems(page) == []
    monkeypatch.setattr(lists, "MAX_ROWS", 12)
    assert [problem.partition("wanted")[2] for problem in _problems(page)] == [
        " up to 12 entries, found 30: the last 18 are left out"
    ]


def test_a_list_within_the_bounds_has_no_problem() -> None:
    assert _problems(_page()) == []
