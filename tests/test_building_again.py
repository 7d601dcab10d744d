"""Builds a day apart of pages that have nothing new, whatever else changes in them by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.builds import build, configured, content, reported
from tests.serving import Server

FIRST, LATER = "2026-01-05T12:00:00+00:00", "2026-01-06T12:30:00+00:00"


def page(articles: Sequence[str]) -> bytes:
    return f"<html lang=en><title>Weir</title><main>{''.join(articles)}</main></html>".encode()


def posts(link: str, more: str = "") -> bytes:
    """A page of four dated posts; in `link` and `more` {n} is the number of the post."""
    return page(
        [
            f"<article><h2><a href='{link.format(n=n)}'>The gauge at lock {n}</a></h2>"
            f"<time datetime='2026-01-0{n}'>2026-01-0{n}</time>"
            f"<p>It stood at {n} feet when the gate was shut.</p>{more.format(n=n)}</article>"
            for n in (4, 3, 2, 1)
        ]
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("/lock/{n}", "/lock/{n}?utm_source=list&amp;utm_medium=web"),
        ("/lock/{n};jsessionid=A{n}", "/lock/{n};jsessionid=B{n}"),
        ("/lock/{n}?ref=17", "/lock/{n}?ref=18"),
        ("/lock.php?id={n}&amp;r=17", "/lock.php?r=18&amp;id={n}"),
        ("/lock/{n}/caf%c3%a9", "/lock/{n}/caf%C3%A9"),
        ("/lock/{n}/", "/lock/{n}/index.html"),
        ("/lock/{n}", "/lock/{n}#more-{n}"),
    ],
)
def test_links_in_another_spelling_change_no_byte(
    server: Server, tmp_path: Path, before: str, after: str
) -> None:
    config = configured(tmp_path, {"weir": server.page("/weir/", posts(before))})
    assert build(config, now=FIRST).exit_code == 0
    published = content(tmp_path / "public")
    server.page("/weir/", posts(after))
    assert reported(build(config, now=LATER)) == [
        "weir: unchanged: 4 entries, 0 new",
        "1 feed unchanged",
    ]
    assert content(tmp_path / "public") == published


def test_a_site_that_moves_keeps_its_ids_and_is_reported(server: Server, tmp_path: Path) -> None:
    url = server.page("/weir/", posts("/lock/{n}.html"))
    config = configured(tmp_path, {"weir": url})
    build(config, now=FIRST)
    server.page("/weir/", posts("/en/notes/lock/{n}"))
    site = url.removesuffix("/weir/")
    assert reported(build(config, now=LATER)) == [
        "weir: written: 4 entries, 0 new",
        (
            "weir: wanted the addresses of last time, found 4 entries at other ones, the first at "
            f"{site}/en/notes/lock/4, which was {site}/lock/4.html: they keep their ids"
        ),
        "1 feed written",
    ]
    assert reported(build(config, now=LATER)) == ["weir: unchanged: 4 entries, 0 new", "1 feed unchanged"]
