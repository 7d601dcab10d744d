"""Which dates on a page are those of its entries: one principle a row."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import feedkit

URL = "https://reeds.example/log/"
NOW = datetime(2026, 11, 28, 10, tzinfo=UTC)
TITLES = ("How reeds are counted", "Why reeds are counted", "Who counts the reeds", "Where reeds stand")


def cards(*dates: str, titles: tuple[str, ...] = TITLES) -> str:
    """Articles, each with the markup of its date, or without one."""
    return "".join(
        f'<article><h3><a href="/log/{number}">{title}</a></h3>{date}<p>By hand, one by one.</p></article>'
        for number, (title, date) in enumerate(zip(titles, dates or ("",) * len(titles), strict=True))
    )


def parse(
    body: str, *, language: str = "en", reference: datetime | None = NOW, **options: object
) -> feedkit.Feed:
    page = f'<html lang="{language}"><head><title>Reeds</title></head><body>{body}</body></html>'
    return feedkit.parse(page, url=URL, reference=reference, **options)  # type: ignore[arg-type]


def days(feed: feedkit.Feed) -> list[str | None]:
    return [entry.published.date().isoformat() if entry.published else None for entry in feed.entries]


ABOVE = {
    "a change of the page": "<header>Reeds <p>Updated November 21, 2026</p></header><main>{}</main>",
    "a change as a heading": "<main><h2>Last updated: 21 November 2026</h2>{}</main>",
    "today's day in the head": "<header><p>Reeds</p><p>28 November 2026</p></header><main>{}</main>",
    "today's day right above": "<p>Saturday, 28 November 2026</p><main>{}</main>",
    "another day right above": "<p>21 November 2026</p><main>{}</main>",
    "today's day as a heading": "<main><h2>28 November 2026</h2>{}</main>",
    "a founding": "<p>Since March 3, 2019 we write</p><main>{}</main>",
    "a founding as a heading": "<main><h2>Writing since March 3, 2019</h2>{}</main>",
    "a label": "<p>Date: 21 November 2026</p><main>{}</main>",
    "a notice": "<div class='cookie'><p>Our policy of 1 May 2024</p></div><main>{}</main>",
    "a box of its own": "<div class='weather'><h3>21 November 2026</h3><p>Rain</p></div><main>{}</main>",
    "a side": "<aside><h3>21 November 2026</h3></aside><main>{}</main>",
    "a footer before the list": "<footer><p>21 November 2026</p></footer><main>{}</main>",
    "a heading with something between": "<main><h2>21 November 2026</h2><p>Welcome to the log.</p>{}</main>",
    "the day of an event": "<main><h2>Event: 5 December 2026</h2>{}</main>",
}


@pytest.mark.parametrize("page", ABOVE.values(), ids=ABOVE.keys())
@pytest.mark.parametrize("recipe", [None, {"entry": "article"}, {"entry": "h3:has(a)", "grow": True}])
def test_a_day_above_a_list_is_not_that_of_its_entries(page: str, recipe: dict[str, object] | None) -> None:
    assert days(parse(page.format(cards()), recipe=recipe)) == [None] * 4
    half = cards("<p>2 May 2025</p>", "", "<p>1 April 2025</p>", "")
    assert days(parse(page.format(half), recipe=recipe)) == ["2025-05-02", None, "2025-04-01", None]


GOVERNED = {
    "headings over groups": (
        "<main><h2>21 November 2026</h2>{0}{1}<h2>14 November 2026</h2>{2}{3}</main>",
        ["2026-11-21", "2026-11-21", "2026-11-14", "2026-11-14"],
    ),
    "headings with other words": (
        "<main><h2>Letter of 21 November 2026</h2>{0}{1}<h2>Letter of 14 November 2026</h2>{2}{3}</main>",
        ["2026-11-21", "2026-11-21", "2026-11-14", "2026-11-14"],
    ),
    "lines that are nothing but a date": (
        "<main><p>21 November 2026</p>{0}{1}<p>14 November 2026</p>{2}{3}</main>",
        ["2026-11-21", "2026-11-21", "2026-11-14", "2026-11-14"],
    ),
    "a heading right over all": ("<main><h2>21 November 2026</h2>{0}{1}{2}{3}</main>", ["2026-11-21"] * 4),
    "a heading ends what the one before governs": (
        "<main><h2>21 November 2026</h2>{0}<h2>14 November 2026</h2>{1}<h2>The archive</h2>{2}{3}</main>",
        ["2026-11-21", "2026-11-14", None, None],
    ),
}


@pytest.mark.parametrize(("page", "expected"), GOVERNED.values(), ids=GOVERNED.keys())
@pytest.mark.parametrize("recipe", [{"entry": "article"}, {"entry": "h3:has(a)", "grow": True}])
def test_a_day_that_governs_entries_is_theirs(
    page: str, expected: list[str | None], recipe: dict[str, object]
) -> None:
    entries = [card + "</article>" for card in cards().split("</article>") if card]
    assert days(parse(page.format(*entries), recipe=recipe)) == expected


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("<h2>2024</h2>", "2024"),
        ("<h1>Posts in 2024</h1>", "2024"),
        ("<h2>Since 2019</h2>", None),
        ("<h2>© 2019 Reeds</h2>", None),
        ("<p>Written in 2019 and later</p>", None),
        ("<nav><p>2019</p></nav>", None),
        ("<p>2024</p>", "2024"),
    ],
)
def test_a_year_above_a_list_completes_its_dates_where_it_governs_them(
    heading: str, year: str | None
) -> None:
    dates = [f"<p>{day}</p>" for day in ("Dec 12", "Nov 2", "Mar 28", "Feb 6")]
    expected = [f"{year}-{day}" for day in ("12-12", "11-02", "03-28", "02-06")] if year else [None] * 4
    assert days(parse(f"<main>{heading}{cards(*dates)}</main>")) == expected
