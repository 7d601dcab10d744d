"""Dates as a recipe says to read them: a format, a language, an order, the year that is missing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

import feedkit

URL = "https://mill.example/log/"
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def page(*rows: str) -> str:
    """A page of entries, "DAY" or "DAY|ADDRESS", below headings, "# TEXT"."""
    parts = ["<title>Mill log</title>"]
    for number, row in enumerate(rows):
        day, _, address = row.partition("|")
        parts.append(
            f"<h2>{row[2:]}</h2>"
            if row.startswith("# ")
            else f"<div class=e><a href='{address or number}'>Turn {number} of the wheel</a> <i>{day}</i></div>"
        )
    return "\n".join(parts)


def dates(rows: list[str], now: datetime | None = NOW, **settings: Any) -> list[str | None]:
    recipe = {"entry": ".e", "published": {"css": "i", **settings}}
    found = feedkit.parse(page(*rows), url=URL, recipe=recipe, now=now).entries
    return [
        one.published.isoformat().removesuffix("T00:00:00+00:00") if one.published else None for one in found
    ]


@pytest.mark.parametrize(
    ("rows", "settings", "expected"),
    [
        # The year of the nearest text above.
        (["# Log of 2025", "3 May", "2 January", "# 2024", "30 Dec"], {"year": "heading"}, ["2025-05-03", "2025-01-02", "2024-12-30"]),
        (["# 2025", "# May", "3 May", "# April", "2 April"], {"year": "heading"}, ["2025-05-03", "2025-04-02"]),
        (["# 2024/2025", "3 May", "# 2023", "2 May"], {"year": "heading"}, [None, "2023-05-02"]),
        (["# 2025", "29 February", "# 2024", "29 February"], {"year": "heading"}, [None, "2024-02-29"]),
        (["# 2025", "3 May", "2 May 2019"], {"year": "heading"}, ["2025-05-03", "2019-05-02"]),
        (["# 2025", "03.05.", "02.05."], {"year": "heading"}, ["2025-05-03", "2025-05-02"]),
        (["# 2025", "Sat, 3 May", "2 May"], {"year": "heading"}, ["2025-05-03", "2025-05-02"]),
        (["# 2025", "3 mai, 14:30"], {"year": "heading", "language": "fr"}, ["2025-05-03T14:30:00+00:00"]),
        (["# 2025年", "5月3日"], {"year": "heading", "date_format": "%m月%d日"}, ["2025-05-03"]),
        # The address.
        (["3 May|/2025/a", "30 Dec|/news-2024-x", "1 Dec|/b"], {"year": "url"}, ["2025-05-03", "2024-12-30", None]),
        (["3 May|/2025/2024/a", "2 May|/2025/b"], {"year": "url"}, [None, "2025-05-02"]),
        # The order of the list.
        (["2 March", "28 Feb", "30 Dec", "30 Dec", "4 March", "5 Feb"], {"year": "newest-first"}, ["2026-03-02", "2026-02-28", "2025-12-30", "2025-12-30", "2025-03-04", "2025-02-05"]),
        (["4 May", "3 May"], {"year": "newest-first"}, ["2025-05-04", "2025-05-03"]),
        (["29 February", "28 February"], {"year": "newest-first"}, ["2024-02-29", "2024-02-28"]),
        (["2 March", "nothing", "30 Dec"], {"year": "newest-first"}, ["2026-03-02", None, "2025-12-30"]),
        (["5 Feb", "30 Dec", "1 March"], {"year": "oldest-first"}, ["2025-02-05", "2025-12-30", "2026-03-01"]),
        (["3 Jan", "2 June 2019", "1 Dec"], {"year": "newest-first"}, ["2026-01-03", "2019-06-02", "2018-12-01"]),
        # The year itself.
        (["3 May", "2 May 2019"], {"year": 2021}, ["2021-05-03", "2019-05-02"]),
        # Order, language and format.
        (["03/05/2025", "04/06/2025"], {"order": "dmy"}, ["2025-05-03", "2025-06-04"]),
        (["03/05/2025", "04/06/2025"], {"order": "mdy"}, ["2025-03-05", "2025-04-06"]),
        (["25/05/2025", "04/06/2025"], {"order": "mdy"}, ["2025-05-25", "2025-04-06"]),
        (["03/05/24", "04/06/23"], {"order": "ymd"}, ["2003-05-24", "2004-06-23"]),
        (["7 listopada 2024"], {"language": "hr"}, ["2024-10-07"]),
        (["7 listopada 2024"], {"language": "pl"}, ["2024-11-07"]),
        (["7 listopada", "8 listopada"], {"language": "hr", "year": 2024}, ["2024-10-07", "2024-10-08"]),
        (["# 2025", "03/05", "04/06"], {"order": "mdy", "year": "heading"}, ["2025-03-05", "2025-04-06"]),
        (["# 2025", "5-3", "6-4 or so"], {"date_format": "%m-%d", "year": "heading"}, ["2025-05-03", None]),
        (["12-30", "12-01"], {"date_format": "%m-%d", "year": "newest-first"}, ["2025-12-30", "2025-12-01"]),
        (["7 listopada 2024"], {"date_format": "%d %B %Y", "language": "hr"}, ["2024-10-07"]),
    ],
)  # fmt: skip
def test_settings(rows: list[str], settings: dict[str, Any], expected: list[str | None]) -> None:
    assert dates(rows, **settings) == expected


def test_without_now_years_count_from_those_that_are_known() -> None:
    rows = ["3 Jan", "30 Dec", "2 June 2019", "1 Dec"]
    assert dates(rows, None, year="newest-first") == ["2020-01-03", "2019-12-30", "2019-06-02", "2018-12-01"]
    assert dates(rows[::-1], None, year="oldest-first") == [
        *("2018-12-01", "2019-06-02", "2019-12-30", "2020-01-03")
    ]
    with pytest.raises(feedkit.RecipeError) as raised:
        dates(["3 Jan"], None, year="newest-first")
    assert str(raised.value) == (
        'recipe.published: none of 1 values is a whole date, such as "3 Jan", or neither the time of reading nor '
        "another entry shows the year"
    )


def test_titles_of_entries_are_no_headings() -> None:
    source = page("# 2025", "3 May", "2 May").replace("Turn 1 of the wheel", "Best of 2019")
    recipe = {"entry": ".e", "published": {"css": "i", "year": "heading"}}
    found = feedkit.parse(source, url=URL, recipe=recipe, now=NOW).entries
    assert [one.published and one.published.year for one in found] == [2025, 2025]


def test_a_date_that_is_not_as_the_recipe_says_is_a_problem() -> None:
    recipe = {"entry": ".e", "published": {"css": "i", "year": "url"}}
    reading = feedkit.read(page("3 May|/2025/a", "2 May|/b"), url=URL, recipe=recipe, now=NOW)
    assert [str(problem) for problem in reading.problems] == [
        "entry 2 'Turn 1 of the wheel', published: \"2 May\" is no whole date, or the address has no year"
    ]


def test_each_of_several_selectors_has_its_own_settings() -> None:
    recipe = {
        "entry": ".e",
        "published": [{"css": "i", "regex": r"^\d+/\d+/\d+$", "order": "mdy"}, {"css": "i", "year": 2024}],
    }
    found = feedkit.parse(page("03/05/2025", "2 May"), url=URL, recipe=recipe).entries
    assert [one.published and one.published.date().isoformat() for one in found] == [
        "2025-03-05",
        "2024-05-02",
    ]
