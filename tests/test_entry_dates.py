"""Which dates on a page are those of its entries: one principle a row."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

import feedkit
from feedkit import pipeline
from feedkit.dates import Evidence, read_date, read_list
from feedkit.parsers.html.date_mentions import _may_hold_date

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
    return feedkit.parse(page, url=URL, now=reference, **options)  # type: ignore[arg-type]


def days(feed: feedkit.Feed) -> list[str | None]:
    return [entry.published.date().isoformat() if entry.published else None for entry in feed.entries]


def test_a_naive_reference_is_an_error_for_a_source() -> None:
    message = r"^now must have a time zone, but is naive: datetime\.datetime\(2026, 11, 28, 10, 0\)$"
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match=message):
        parse(cards(), reference=naive)
    with pytest.raises(ValueError, match=message):
        feedkit.parse_rows([{"title": "Reeds", "date": "3 days ago"}], now=naive)
    # Single dates are read by programs that have no zones at all.
    assert read_date("3 days ago", reference=naive) == read_date("3 days ago", reference=NOW)
    assert read_list([Evidence(text="3 days ago")], reference=naive)[0].value == date(2026, 11, 25)


def test_convert_counts_from_now_where_no_reference_is_given() -> None:
    page = (
        f"<html lang='en'><title>Reeds</title><body>{cards(*(f'<p>{n} days ago</p>' for n in (2, 3, 5, 8)))}"
    )
    dated = [f"2026-11-{day}T00:00:00Z" for day in (26, 25, 23, 20)]
    document = feedkit.convert(page, to="json", url=URL, now=NOW)
    assert [item["date_published"] for item in json.loads(document)["items"]] == dated


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


PUBLISHED = ("2 May 2025", "12 April 2025", "3 March 2025", "9 February 2025")
OTHER = ("14 June 2025", "1 May 2025", "30 March 2025", "28 February 2025")
EXPECTED = ["2025-05-02", "2025-04-12", "2025-03-03", "2025-02-09"]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Event: {other}</p><p>Posted: {own}</p>",
        "<p>Posted {own} by Jo Reed</p><p>When: {other}</p>",
        "<div class='event-date'>{other}</div><div>{own}</div>",
        "<p><span itemprop='startDate' content='{other}'>{other}</span></p><p>{own}</p>",
        "<p>{own}</p><p>Updated: {other}</p>",
        "<p>We meet on {other} at the pond.</p><p>{own}</p>",
        "<p>TOWN, {other} – The reeds of the great pond by the mill were counted.</p><p>{own}</p>",
        "<p><em>Posted</em> <span>{own}</span></p><p><em>Deadline</em> <span>{other}</span></p>",
        "<p><b>When:</b> {other}, 18:00</p><p><small>Posted on {own}</small></p>",
        "<p>{other}, 18:00</p><p>Posted on {own}</p>",
        "<p class='a'>Last comment: {other}</p><p class='b'>{own}</p>",
        "<p class='a'><i>(1 May 1911)</i></p><p class='b'>{own}</p>",
        "<div class='day'>{other}</div><div class='meta'>Published: {own}</div>",
    ],
)
def test_a_label_tells_the_day_of_publication_from_others(markup: str) -> None:
    dates = [markup.format(own=own, other=other) for own, other in zip(PUBLISHED, OTHER, strict=True)]
    assert days(parse(cards(*dates))) == EXPECTED


@pytest.mark.parametrize(
    ("language", "event", "posted", "own", "other"),
    [
        ("de", "Veranstaltung", "Veröffentlicht", "{:02}.{:02}.2025", "{:02}.{:02}.2025"),
        ("pl", "Termin składania ofert", "Data publikacji", "{:02}.{:02}.2025", "{:02}.{:02}.2025"),
        ("fr", "Début", "Publié", "{:02}/{:02}/2025", "{:02}/{:02}/2025"),
        ("ja", "開催日", "公開日", "2025年{1}月{0}日", "2025年{1}月{0}日"),
        ("ru", "Начало", "Опубликовано", "{:02}.{:02}.2025", "{:02}.{:02}.2025"),
    ],
)
def test_labels_are_known_in_many_languages(
    language: str, event: str, posted: str, own: str, other: str
) -> None:
    dates = [
        f"<p>{event}: {other.format(20, month + 1)}</p><p>{posted}: {own.format(month + 9, month)}</p>"
        for month in (8, 6, 4, 2)
    ]
    expected = ["2025-08-17", "2025-06-15", "2025-04-13", "2025-02-11"]
    assert days(parse(cards(*dates), language=language)) == expected


def test_a_date_in_a_title_counts_only_where_the_list_has_no_other() -> None:
    titles = tuple(f"Regatta on {day}" for day in OTHER)
    posted = [f"<footer>Posted {day} by Jo</footer>" for day in PUBLISHED]
    assert days(parse(cards(*posted, titles=titles), reference=None)) == EXPECTED
    named = tuple(f"Minutes ({day})" for day in PUBLISHED)
    assert days(parse(cards(titles=named))) == EXPECTED
    assert days(parse(cards(titles=(*named[:2], "Rules", "Members")))) == [None] * 4


@pytest.mark.parametrize(
    "title", ["How reeds are counted (updated)", "アシの数え方（更新）", "Reeds, updated"]
)
def test_a_title_that_speaks_of_a_change_leaves_the_date_behind_it(title: str) -> None:
    lines = "".join(
        f'<li><a href="/log/{number}">{title} {number}</a> <span>{day}</span></li>'
        for number, day in enumerate(PUBLISHED)
    )
    joined = "".join(
        f'<li><a href="/log/{number}">{number} {title}</a> {day}</li>' for number, day in enumerate(PUBLISHED)
    )
    assert days(parse(f"<ul>{lines}</ul>")) == EXPECTED
    assert days(parse(f"<ul>{joined}</ul>")) == EXPECTED


def test_days_that_only_sentences_name_date_no_entry() -> None:
    dates = [f"<p>We met on {day} at the pond.</p>" for day in PUBLISHED]
    assert days(parse(cards(*dates))) == [None] * 4


@pytest.mark.parametrize(
    "markup",
    ['<time class="updated" datetime="{0}">{0}</time>', "<p>Last updated: {0}</p>", "<p>Modified {0}</p>"],
)
def test_a_lone_date_of_a_change_is_that_of_publication(markup: str) -> None:
    feed = parse(cards(*(markup.format(day) for day in EXPECTED)))
    assert days(feed) == EXPECTED
    assert all(entry.updated is None for entry in feed.entries)


def test_stamps_of_last_answers_are_not_the_dates_of_threads() -> None:
    answers = [f"2025-11-{day} 10:00" for day in (20, 19, 18, 17)]
    rows = "".join(
        f'<tr><th><a href="/log/{number}">{title}</a></th><td><em><span>{own}</span></em></td>'
        f"<td>{number}</td><td><em>"
        f'<a href="/log/{number}#last"><span title="{answer}">recently</span></a></em></td></tr>'
        for number, (title, own, answer) in enumerate(zip(TITLES, EXPECTED, answers, strict=True))
    )
    assert days(parse(f"<table>{rows}</table>")) == EXPECTED


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("<i>Jan 9, 2022</i>", None),
        ("<time datetime='2022-01-09'>Jan 9</time>", None),
        ("<i>Dec 31, 2022</i>", "2022-12-31"),  # in another zone it is the first day of the heading's year
    ],
)
def test_a_year_above_a_list_contradicts_the_dates_of_another(other: str, expected: str | None) -> None:
    page = (
        "<h2>2023</h2><ul><li><a href='/log/a'>How reeds are counted</a> <i>Mar 5, 2023</i></li>"
        f"<li><a href='/log/b'>Where reeds stand</a> {other}</li></ul>"
        "<h2>2022</h2><ul><li><a href='/log/c'>When reeds fall</a> <i>Dec 15, 2022</i></li>"
        "<li><a href='/log/d'>Who counts the reeds</a> <i>Nov 3, 2022</i></li>"
        "<li><a href='/log/e'>Why reeds are counted</a> <i>Oct 1, 2022</i></li></ul>"
    )
    assert days(parse(page)) == ["2023-03-05", expected, "2022-12-15", "2022-11-03", "2022-10-01"]


def test_headings_of_seasons_contradict_no_dates() -> None:
    dates = ("Mar 5, 2023", "Nov 2, 2022", "Jan 9, 2022", "Nov 3, 2021")
    rows = [f"<li><a href='/log/{n}'>{TITLES[n]}</a> <i>{day}</i></li>" for n, day in enumerate(dates)]
    page = f"<h2>Season 2023</h2><ul>{rows[0]}{rows[1]}</ul><h2>Season 2022</h2><ul>{rows[2]}{rows[3]}</ul>"
    assert days(parse(page)) == ["2023-03-05", "2022-11-02", "2022-01-09", "2021-11-03"]


def test_the_year_in_an_address_contradicts_another_of_the_same_month() -> None:
    rows = "".join(
        f"<li><a href='/{month}/n{n}.html'>{TITLES[n]}</a> <i>{day}</i></li>"
        for n, (month, day) in enumerate(
            [("2023/03", "Mar 5, 2023"), ("2023/01", "Jan 9, 2022"), ("2022/12", "Nov 30, 2022")]
        )
    )
    assert days(parse(f"<ul>{rows}</ul>")) == ["2023-03-05", None, "2022-11-30"]


def test_phrases_behind_names_are_read_where_dates_stand_behind_names() -> None:
    lines = ("Ann Other 2 hours ago", "Bo Third yesterday", "Ann Other Oct 30, 2026", "Bo Third Oct 12, 2026")
    feed = parse(cards(*(f"<p class='author'>{line}</p>" for line in lines)))
    assert days(feed) == ["2026-11-28", "2026-11-27", "2026-10-30", "2026-10-12"]


def test_a_contradiction_is_a_problem_with_its_candidates() -> None:
    page = (
        "<html lang='en'><title>Reeds</title><main><h2>Posts in 2023</h2><ul>"
        "<li><a href='/2022/12/15/count'>How reeds are counted</a> <i>Dec 15</i></li>"
        "<li><a href='/2023/11/03/stand'>Where reeds stand</a> <i>Nov 3</i></li>"
        "<li><a href='/2023/10/02/fall'>When reeds fall</a> <i>Oct 2</i></li></ul></main>"
    )
    reading = pipeline.read(page, url=URL, now=NOW)
    assert days(reading.feed) == [None, "2023-11-03", "2023-10-02"]
    assert [(problem.rule, problem.message) for problem in reading.problems] == [
        (
            "ambiguous-date",
            "heading, address and weekday give different years: 2022-12-15 or 2023-12-15",
        )
    ]


MONTH = "<section><h2>{}</h2><ul>{}</ul></section>"
BEFORE = '<li><span class="n">{0}</span> <a href="/log/{1}">{2}</a><p>By hand, one by one.</p></li>'
BEHIND = '<li><a href="/log/{1}">{2}</a> <span class="n">{0}</span><p>By hand, one by one.</p></li>'


@pytest.mark.parametrize(
    ("months", "numbers", "item", "language", "found"),
    [
        (
            ("May 2026", "April 2026"),
            (19, 3, 30, 2),
            BEFORE,
            "en",
            "2026-05-19 2026-05-03 2026-04-30 2026-04-02",
        ),
        (
            ("mai 2026", "avril 2026"),
            ("1er", 3, 2, 30),
            BEFORE,
            "fr",
            "2026-05-01 2026-05-03 2026-04-02 2026-04-30",
        ),
        (
            ("2026年5月", "2026年4月"),
            ("19日", "3日", "30日", "2日"),
            BEFORE,
            "ja",
            "2026-05-19 2026-05-03 2026-04-30 2026-04-02",
        ),
        (("May 2026", "April 2026"), (19, 3, 2, 30), BEFORE, "en", ""),  # counters go up and down
        (("May 2026", "April 2026"), (19, 3, 30, 2), BEHIND, "en", ""),  # and stand behind titles
        (("May 2026", "April 2026"), (1, 2, 1, 2), BEFORE, "en", ""),  # ranks
        (("May", "April"), (19, 3, 30, 2), BEFORE, "en", ""),
    ],
)
def test_a_lone_day_belongs_to_the_month_above_it(
    months: tuple[str, str], numbers: tuple[object, ...], item: str, language: str, found: str
) -> None:
    items = [
        item.format(day, number, title)
        for number, (day, title) in enumerate(zip(numbers, TITLES, strict=True))
    ]
    body = MONTH.format(months[0], "".join(items[:2])) + MONTH.format(months[1], "".join(items[2:]))
    wanted: list[str | None] = [*found.split()] or [None] * len(TITLES)
    assert days(parse(f"<main>{body}</main>", language=language)) == wanted


ROW = '<tr><td>{1} May</td><td><a href="/{0}/05/{1:02}/reed/">Reed number {1} of {0}</a></td></tr>'


@pytest.mark.parametrize(
    "head",
    [
        "<tr><th colspan=2>Posts in {}</th></tr>",
        "<tr><td colspan=2><h3>{}</h3></td></tr>",
        "<tr><td colspan=2><b>{}</b></td></tr>",
        '<tr class="year"><td colspan=2>{}</td></tr>',
        "</table><p><strong>{}</strong></p><table>",
    ],
)
def test_the_head_of_a_group_is_no_end_of_the_entry_above_it(head: str) -> None:
    groups = (
        head.format(year) + "".join(ROW.format(year, day) for day in (21, 13, 4))
        for year in (2024, 2023, 2022)
    )
    found = days(parse(f"<main><table>{''.join(groups)}</table></main>"))
    assert found == [f"{year}-05-{day:02}" for year in (2024, 2023, 2022) for day in (21, 13, 4)]


@pytest.mark.parametrize(
    "head",
    [
        "<h3>{}</h3>",
        '<div class="day">{}</div>',
        "<p><b>{}</b></p>",
        "<dt>{}</dt>",
        "<time>{}</time>",
        "<li>{}</li>",
    ],
)
@pytest.mark.parametrize("items", ["<ul>{}</ul>", "<dd><ul>{}</ul></dd>", "<table>{}</table>"])
def test_all_entries_below_a_day_are_entries_of_that_day(head: str, items: str) -> None:
    item = (
        '<tr><td><a href="/log/{0}">{1}</a></td></tr>'
        if "table" in items
        else '<li><a href="/log/{0}">{1}</a></li>'
    )
    group = "".join(
        item.format(f"{{0}}-{number}", f"{title} {{0}}") for number, title in enumerate(TITLES[:3])
    )
    body = "".join(head.format(f"May {day}, 2025") + items.format(group.format(day)) for day in (20, 18, 4))
    feed = parse(f"<main><h1>News</h1>{body}</main>")
    assert [entry.url for entry in feed.entries] == [
        f"https://reeds.example/log/{day}-{number}" for day in (20, 18, 4) for number in range(3)
    ]
    assert days(feed) == [f"2025-05-{day:02}" for day in (20, 18, 4) for _ in range(3)]


@pytest.mark.parametrize(
    ("around", "month", "item"),
    [
        ("<ul>{}</ul>", "<li>{}</li>", "<li><span>{}</span> {}</li>"),
        ("<table>{}</table>", "<tr><td colspan=2>{}</td></tr>", "<tr><td>{}</td><td>{}</td></tr>"),
        ("<div>{}</div>", "<p>{}</p>", "<p><b>{}</b> {}</p>"),
    ],
)
def test_a_lone_day_belongs_to_the_nearest_of_the_months_in_its_list(
    around: str, month: str, item: str
) -> None:
    days = {"October 2026": (24, 12, 3), "September 2026": (30, 20, 10), "August 2026": (9, 8)}
    rows = "".join(
        month.format(name)
        + "".join(
            item.format(day, f"<a href=/log/reed-{day}>Reed number {day} is sharpened</a>") for day in own
        )
        for name, own in days.items()
    )
    found = feedkit.parse(f"<title>Reeds</title><main>{around.format(rows)}</main>", url=URL).entries
    assert [str(entry.published)[5:10] for entry in found] == [
        *("10-24", "10-12", "10-03"),
        *("09-30", "09-20", "09-10"),
        *("08-09", "08-08"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 May", True),  # a lone day
        ("2016", False),
        ("12345", False),
        ("20160502", True),  # a lone number that may be a whole day
        ("2016, 123456", False),
        ("5 and 123", True),
        ("2 May".ljust(41, "x"), False),  # too much beside a lone day
        ("2 of 123".ljust(41, "x"), True),
        ("2 of 123".ljust(61, "x"), False),  # too long for numbers without a year
        ("2 May 2016".ljust(160, "x"), True),
        ("2 May 2016".ljust(161, "x"), False),
    ],
)
def test_numbers_that_a_text_with_a_date_has(text: str, expected: bool) -> None:
    assert _may_hold_date(text) is expected
