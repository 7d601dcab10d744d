"""Kinds of lists that are no blogs, and pages that list nothing: which links are entries.

Each row is the markup of one entry, filled in for every item, and what stands around all of them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

import feedkit
from feedkit import NoEntriesError

NOW = datetime(2026, 11, 20, tzinfo=UTC)
URL = "https://town.example/lists/"
NAMES = (
    "Repairs to the mill weir",
    "A census of street trees",
    "New rules for river boats",
    "The ferry stops at Dunmore again",
    "Lamps along the canal path",
    "Winter timetable of the cable car",
    "Fees for market stalls",
    "Old town hall opens its tower",
    "Survey of wells and springs",
)
MENU = "<ul>" + "".join(
    f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("Home", "People", "Maps", "Help")
)


def rows(markup: str, count: int = len(NAMES)) -> str:
    """The markup of one entry for each item."""
    first = date(2026, 11, 12)
    return "".join(
        markup.format(
            n=number, title=NAMES[number], day=first - timedelta(days=6 * number), number=4100 - 7 * number
        )
        for number in range(count)
    )


def page(body: str, title: str = "Notices") -> str:
    return (
        f'<html lang="en"><title>{title}</title><body><nav>{MENU}</ul></nav>'
        f"<main><h1>{title}</h1>{body}</main></body></html>"
    )


LISTS = {
    "files beside each title": (
        "<ul>{}</ul>",
        (
            '<li><a href="/n/{number}">{title}</a> ({day}) <a href="/n/{number}.zip">zip</a>'
            ' <a href="/n/{number}.sig">sig</a></li>'
        ),
    ),
    "an undated row with its file": (
        "<table>{}</table>",
        (
            '<tr><td>{n}</td><td><a href="/n/{number}">{title}</a><br><i>Rosa Feld</i></td>'
            '<td><a href="/n/{number}.pdf">PDF</a></td></tr>'
        ),
    ),
    "terms with several formats": (
        "<dl>{}</dl>",
        (
            '<dt><a href="/n/{number}">paper:{number}</a> [<a href="/pdf/{number}">pdf</a>,'
            ' <a href="/ps/{number}">ps</a>]</dt><dd><b>Title:</b> {title}</dd>'
        ),
    ),
}
NOTHING = {
    "people to write to": rows(
        '<div><img src="/p{n}.jpg"><h3>{title}</h3><p>In charge of it</p>'
        '<a href="mailto:p{n}@town.example">E-mail</a> <a href="tel:5550{n}">5550{n}</a></div>'
    ),
    "the days of a month": "<div>"
    + "".join(
        f'<p><a href="/day/2026-11-{day:02}"><time datetime="2026-11-{day:02}">{day}</time></a></p>'
        for day in range(1, 31)
    )
    + "</div>",
}


@pytest.mark.parametrize("kind", LISTS)
def test_each_row_is_one_entry(kind: str) -> None:
    around, markup = LISTS[kind]
    feed = feedkit.parse(page(around.format(rows(markup))), url=URL, now=NOW)
    assert [entry.url for entry in feed.entries] == [
        f"https://town.example/n/{4100 - 7 * number}" for number in range(len(NAMES))
    ]


@pytest.mark.parametrize("kind", NOTHING)
def test_what_lists_nothing_is_refused(kind: str) -> None:
    with pytest.raises(NoEntriesError):
        feedkit.parse(page(NOTHING[kind]), url=URL, now=NOW)
