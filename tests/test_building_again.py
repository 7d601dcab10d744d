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


@pytest.mark.parametrize("day", [0, 1])
@pytest.mark.parametrize(
    "more",
    [
        "<p class=meta><span>{c} comments</span> <a href='/lock/{n}#comments'>{v} views</a></p>",
        "<span class=likes>♥ {c}</span>",
        "<div><time datetime='2026-01-0{n}'>{d} days ago</time> · {c} likes</div>",
        "<p>Il y a {d} jours</p><p>{v} vues</p>",
        "<p>See <a href='/map?utm_campaign=c{v}'>the <b>map</b></a> of all locks.</p><p>And the eels.</p>",
    ],
)
def test_counters_and_times_from_now_change_no_byte(
    server: Server, tmp_path: Path, more: str, day: int
) -> None:
    def built(day: int, now: str) -> dict[str, bytes]:
        own = (
            more.replace("{c}", str(3 + day)).replace("{v}", str(90 + 30 * day)).replace("{d}", str(8 + day))
        )
        config = configured(tmp_path, {"weir": server.page("/weir/", posts("/lock/{n}", own))})
        assert build(config, now=now).exit_code == 0
        return content(tmp_path / "public")

    assert built(0, FIRST) == built(day, LATER)


def test_dates_that_are_counted_from_now_stay_as_they_were_first(server: Server, tmp_path: Path) -> None:
    def built(days: int, now: str) -> dict[str, bytes]:
        articles = [
            f"<article><h2><a href='/lock/{n}'>The gauge at lock {n}</a></h2><span>{n + days} days ago</span>"
            f"<p>It stood at {n} feet when the gate was shut.</p></article>"
            for n in (1, 3, 5, 6)
        ]
        config = configured(tmp_path, {"weir": server.page("/weir/", page(articles))})
        assert build(config, now=now).exit_code == 0
        return content(tmp_path / "public")

    assert built(1, FIRST) == built(2, LATER)


@pytest.mark.parametrize("formats", ['["atom", "rss"]', '["rss", "json"]', '["rss"]'])
def test_a_feed_that_is_published_again_keeps_the_ids_of_its_source(tmp_path: Path, formats: str) -> None:
    def built(*numbers: int) -> str:
        items = "".join(
            f"<item><title>Lock {n}</title><link>https://weir.example/{n}</link>"
            f"<guid isPermaLink='false'>lock {n}/a</guid><pubDate>0{n} Jan 2026 08:00:00 GMT</pubDate></item>"
            for n in numbers
        )
        channel = f"<title>Weir</title><link>https://weir.example/</link><description>W</description>{items}"
        (tmp_path / "weir.xml").write_text(f"<rss version='2.0'><channel>{channel}</channel></rss>", "utf-8")
        config = configured(tmp_path, {"weir": "weir.xml"}, weir=f"to = {formats}")
        assert build(config, now=LATER).exit_code == 0
        return (tmp_path / "public/weir/rss.xml").read_text("utf-8")

    first = built(3, 2, 1)
    assert built(3, 2) == first  # the other one has left the source, and is that of the previous feed
    assert first.count('<guid isPermaLink="false">lock ') == 3


def test_another_icon_alone_is_no_news(server: Server, tmp_path: Path) -> None:
    def built(icon: str, link: str) -> dict[str, bytes]:
        head = f"<title>Weir</title><link rel=icon href='/{icon}.svg'>".encode()
        own = posts(link).replace(b"<title>Weir</title>", head)
        config = configured(tmp_path, {"weir": server.page("/weir/", own)})
        assert build(config, now=LATER).exit_code == 0
        return content(tmp_path / "public")

    first = built("a1b2", "/lock/{n}")
    assert built("c3d4", "/lock/{n}") == first
    assert b"/c3d4.svg" in built("c3d4", "/locks/{n}")["weir/atom.xml"]


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
