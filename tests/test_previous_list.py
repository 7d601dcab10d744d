"""The feed of last time tells the page's list from others: one has shrunk or moved, another has grown."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import feedkit
from feedkit.cli import main
from feedkit.model import Feed
from feedkit.pipeline import read
from tests.builds import build, configured
from tests.serving import Server

URL = "https://quay.example/news/"
MENU = "".join(
    f"<li><a href='/{name}'>{name.title()}</a></li>" for name in ("berths", "tides", "pilots", "fees")
)
NAMES = ("The crane is back", "Dredging of the basin", "New lamps on the mole", "A seal in the lock")


def card(number: int, *, path: str = "/news/{n}-{name}", day: str = "<time>2026-01-0{n}</time>") -> str:
    name = NAMES[number - 1]
    url = path.format(n=number, name=name.lower().replace(" ", "-"))
    when = day.format(n=number)
    return f"<article><h2><a href='{url}'>{name}</a></h2>{when}<p>More of it inside.</p></article>"


def page(*parts: str, menu: str = MENU) -> str:
    return f"<html lang=en><title>Quay</title><ul>{menu}</ul><main>{''.join(parts)}</main></html>"


def events(count: int) -> str:
    """A box that looks better than the news: dated, long, with headings."""
    rows = "".join(
        f"<div class=event><h3><a href='/events/{n}'>Open day {n} at the old boat house</a></h3>"
        f"<time datetime='2026-02-{n:02}'>2026-02-{n:02}</time><p>Doors open at nine.</p></div>"
        for n in range(1, count + 1)
    )
    return f"<section>{rows}</section>"


@pytest.fixture
def previous() -> Feed:
    return feedkit.finish(feedkit.parse(page(*map(card, (4, 3, 2, 1))), url=URL))


SHRUNK = page("<div>" + card(3, day="") + "</div>", events(5))
LINKED = page("<p>Still true: <a href='/news/3-new-lamps-on-the-mole'>New lamps on the mole</a></p>")
REDESIGNED = page(
    "<ul>" + "".join(f"<li><a href='/p/{n}'>{name}</a></li>" for n, name in enumerate(NAMES)) + "</ul>",
    events(6),
)
READ_MORE = page(
    "<h2>New lamps on the mole</h2><p>Brighter.</p><a href='/news/3-new-lamps-on-the-mole'>Read more</a>"
)


@pytest.mark.parametrize(
    ("now", "titles"),
    [
        (SHRUNK, ["New lamps on the mole"]),
        (LINKED, ["New lamps on the mole"]),
        (REDESIGNED, list(NAMES)),
        (READ_MORE, ["New lamps on the mole"]),
    ],
    ids=["shrunk to one", "one link", "other addresses, the same titles", "a heading, and its link below"],
)
def test_the_list_of_last_time_is_found(now: str, titles: list[str], previous: Feed) -> None:
    with_it = read(now, url=URL, previous=previous)
    assert [entry.title for entry in with_it.feed.entries] == titles
    count = f"{len(titles)} of its entries {'is' if len(titles) == 1 else 'are'} of last time"
    assert with_it.reasons[0] == count
    assert with_it.steered == f"taken because {count}; by itself it is not the likeliest"
    assert (with_it.confidence or 0) >= 0.8
    try:
        without = [entry.title for entry in feedkit.parse(now, url=URL).entries]
    except feedkit.NoEntriesError:
        without = []
    assert without != titles


def renewed(*, beside: str) -> str:
    cards = "".join(
        f"<article><h2><a href='/news/{n}-week'>Week {n} in the harbour office</a></h2>"
        f"<time>2026-03-0{n}</time><p>Who came, who left.</p></article>"
        for n in range(5, 1, -1)
    )
    return page(cards, beside)


POPULAR = "<aside><h4>Popular</h4><ul>{}</ul></aside>".format(
    "".join(
        f"<li><a href='/news/{n}-{name.lower().replace(' ', '-')}'>{name}</a></li>"
        for n, name in [(2, NAMES[1]), (9, "Older than all")]
    )
)


@pytest.mark.parametrize("beside", ["", POPULAR], ids=["nothing known", "a box with a known entry"])
def test_a_list_that_is_all_new_is_kept(beside: str, previous: Feed) -> None:
    reading = read(renewed(beside=beside), url=URL, previous=previous)
    assert [entry.title for entry in reading.feed.entries] == [
        f"Week {n} in the harbour office" for n in range(5, 1, -1)
    ]
    assert (reading.steered, reading.reasons) == ("", read(renewed(beside=beside), url=URL).reasons)


def test_a_page_without_anything_known_is_read_as_without_a_previous_feed(previous: Feed) -> None:
    assert read(page(events(4)), url=URL, previous=previous).feed == read(page(events(4)), url=URL).feed


def test_rows_of_data_get_the_addresses_that_entries_had_last_time(previous: Feed) -> None:
    rows = ",".join(
        f'{{"slug":"{n}-{name.lower().replace(" ", "-")}","title":"{name}","date":"2026-01-0{n}"}}'
        for n, name in enumerate((*NAMES, "Ice on the slipway"), 1)
    )
    now = page(f'<script type="application/json">{{"posts":[{rows}]}}</script>', menu="")
    with pytest.raises(feedkit.NoEntriesError, match="has no addresses"):
        feedkit.parse(now, url=URL)
    assert [entry.url for entry in feedkit.parse(now, url=URL, previous=previous).entries][-1] == (
        f"{URL}5-ice-on-the-slipway"
    )


def test_a_build_says_what_steered_it_and_accept_takes_the_likelier_list(
    server: Server, tmp_path: Path
) -> None:
    """Both lists are so small that the build has no doubt of either."""
    config = configured(tmp_path, {"quay": server.page("/news/", page(*map(card, (2, 1))).encode())})
    assert build(config).exit_code == 0
    server.page("/news/", page(card(2), events(2)).encode())
    message = "taken because 1 of its entries is of last time; by itself it is not the likeliest"
    result = build(config)
    assert (result.exit_code, f"{message}; build with --accept quay to take the other" in result.stderr) == (
        0,
        True,
    )
    feed = feedkit.parse((tmp_path / "public/quay/atom.xml").read_bytes())
    assert [entry.title for entry in feed.entries] == list(reversed(NAMES[:2]))
    assert message not in build(config, "--accept", "quay").stderr
    accepted = feedkit.parse((tmp_path / "public/quay/atom.xml").read_bytes())
    assert "Open day 2 at the old boat house" in [entry.title for entry in accepted.entries]


def test_convert_keeps_what_it_wrote_and_inspect_says_what_steered(tmp_path: Path) -> None:
    source, feed = tmp_path / "news.html", tmp_path / "feed.xml"
    source.write_text(page(*(card(n, day="") for n in (4, 3, 2, 1))), "utf-8")
    given = ["--url", URL, "--previous", str(feed)]
    call = ["convert", str(source), *given, "-o", str(feed), "--to", "atom", "--now"]
    first = CliRunner().invoke(main, [*call, "2026-01-05T12:00Z"])
    assert first.stderr == f"{feed}: not there yet: a new feed is made\n{feed}: 4 entries\n"
    assert CliRunner().invoke(main, [*call, "2026-01-09T12:00Z"]).stderr == f"{feed}: unchanged\n"
    source.write_text(SHRUNK, "utf-8")
    shown = CliRunner().invoke(main, ["inspect", str(source), *given])
    assert "taken because 1 of its entries is of last time; by itself it is not the likeliest" in " ".join(
        shown.stdout.split()
    )
    several = CliRunner().invoke(main, ["convert", "a", "b", "-o", str(tmp_path), "--previous", str(feed)])
    assert several.stderr.endswith("Error: --previous is for one SOURCE: convert several one by one.\n")
    source.write_text("<p>no feed", "utf-8")
    wrong = CliRunner().invoke(main, ["inspect", str(source), "--previous", str(source)])
    wanted = "wanted a feed (Atom, RSS or JSON Feed), found"
    assert (wrong.exit_code, wrong.stderr) == (1, f"error: --previous {source}: {wanted} html\n")
    folder = CliRunner().invoke(main, ["convert", str(source), "--previous", str(tmp_path)])
    assert (folder.exit_code, folder.stderr) == (1, f"error: --previous {tmp_path}: {wanted} a folder\n")
