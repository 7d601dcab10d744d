"""One list's dates together, and the dates inside a longer text."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from feedkit.dates import DateReading, Evidence, Mention, find_dates, read_dates, read_list
from feedkit.dates.expressions import expressions, read_tokens
from feedkit.dates.stamps import parse_iso
from feedkit.dates.templates import Template, may_hold_date, same_digits, template
from feedkit.dates.tokens import Tokens, normalised
from feedkit.dates.words import lexicon, vocabulary

CASES = Path(__file__).parent / "dates"
LISTS: list[dict[str, Any]] = tomllib.loads((CASES / "lists.toml").read_text(encoding="utf-8"))["list"]
TEXTS: list[dict[str, Any]] = tomllib.loads((CASES / "mentions.toml").read_text(encoding="utf-8"))["text"]
MARKED = re.compile(r"⟦([^|⟧]*)\|?([^⟧]*)⟧")


def told(reading: DateReading) -> str:
    if reading.value is None:
        assert not reading.rule
        assert not reading.source
        return f"none {reading.reason}".strip()
    assert reading.source in ("stamp", "url", "text", "heading")
    return f"{reading.value.isoformat()} {reading.rule}"


def evidence(item: dict[str, Any]) -> Evidence:
    return Evidence(
        stamps=tuple(item.get("stamps", ())),
        text=item.get("text", ""),
        url=item.get("url", ""),
        headings=tuple(item.get("headings", ())),
    )


@pytest.mark.parametrize("case", LISTS, ids=lambda case: case["name"])
def test_a_list(case: dict[str, Any]) -> None:
    day = case.get("reference")
    readings = read_list(
        [evidence(item) for item in case["items"]],
        language=case.get("language"),
        reference=datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None,
        events=case.get("events", False),
    )
    assert [told(reading) for reading in readings] == case["expected"]


def test_what_is_open_names_its_candidates() -> None:
    (reading,) = read_list([Evidence(text="05/06/2020")])
    assert [str(day) for day in reading.candidates] == ["2020-05-06", "2020-06-05"]
    assert reading.reason == "can be 2020-05-06 or 2020-06-05"


def test_texts_alone() -> None:
    assert [str(value) for value in read_dates(["05/06/2020", "28/05/2020", "no date"])] == [
        "2020-06-05",
        "2020-05-28",
        "None",
    ]


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["marked"])
def test_the_dates_in_a_text(case: dict[str, Any]) -> None:
    text, wanted = "", []
    rest = case["marked"]
    while found := MARKED.search(rest):
        text += rest[: found.start()]
        known = found.group(2).split()
        wanted.append(
            Mention(
                start=len(text),
                end=len(text) + len(found.group(1)),
                role=next((word for word in known if word in ("published", "updated")), ""),
                has_year="partial" not in known,
                numeric="numeric" in known,
                span="span" in known,
            )
        )
        text += found.group(1)
        rest = rest[found.end() :]
    text += rest
    assert find_dates(text, language=case.get("language")) == tuple(wanted)


def test_the_places_of_dates_in_a_long_text() -> None:
    text = (
        "A word and another. " * 40 + "On March 4, 2016 it began. " + "More words. " * 40 + "Now 2017-05-06."
    )
    assert [text[found.start : found.end] for found in find_dates(text)] == ["March 4, 2016", "2017-05-06"]
    assert find_dates("word " * 2000 + "March 4, 2016") == ()  # beyond of what is looked at


@pytest.mark.parametrize(
    "text",
    [
        "Harbour 4-5",
        "Harbour, 20240305",
        "3 points by ann 2 hours ago",  # "ago" is August in Italian
        "May nobody find harbour 3",
        "ソリマチ会計王(1)",
    ],
)
def test_a_foreign_word_stands_in_no_date(text: str) -> None:
    words = vocabulary("en")
    assert not may_hold_date(same_digits(normalised(text)), words)
    assert [one for one in expressions(text, words) if one.days and one.certain] == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Harbour May 3 2024", ["May 3 2024"]),
        ("Published: 4.5.", ["4.5."]),
        ("harbour 4/5/2024 harbour", ["4/5/2024"]),
        ("May 3 10:00 America/Lima 2024", ["May 3 10:00 America/Lima 2024"]),
        ("premier mai 2024", ["premier mai 2024"]),
        ("primero de mayo, harbour 5", ["primero de mayo"]),
        ("(1) 二〇一九年 3月4日", ["3月4日"]),
        ("3 thg 5 harbour", ["3 thg 5"]),
        ("28-р сарын 2", []),
        ("5 kysã 3", ["5 kysã 3"]),
        ("May harbour 3, May 4", ["May 4"]),
    ],
)
def test_dates_beside_foreign_words_are_found(text: str, dates: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_dates(text)] == dates


@pytest.mark.parametrize("text", ["Thg 25/0/59", "6ky, Tháng 14.5.9", "Thg 99.5.9"])
def test_a_number_that_is_no_month_is_part_of_no_date(text: str) -> None:
    assert find_dates(text, language="zh") == ()
    assert read_dates([text], language="zh") == [None]


def test_common_stamps_are_read_as_all_others() -> None:
    years = ("1899", "1900", "1970", "2024", "2049", "2050")
    days = ("-02-28", "-02-29", "-02-30", "-13-01", "-00-10", "-1-2")
    times = ("T00:00", " 10:15:30", "T24:00", "T24:01:00", "T10:15:60", "T10:15:30.123", "T10:15:30.1234567")
    zones = ("", "Z", "z", "+02:00", "-0530", "+15:00", "+15:01", "+02:60", "-00:00")
    for year, day, time, zone in product(years, days, times, zones):
        assert repr(parse_iso(f"{year}{day}{time}{zone}")) == repr(parse_iso(f"{year}{day} {time}{zone}"))
    assert parse_iso("2024-02-29") == date(2024, 2, 29)
    assert parse_iso("2023-02-29") is None


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("12 March 2024", "31 March 1999"),
        ("3月5日", "13月5日"),  # there is no month 13
        ("2024年3月5日", "0024年3月45日"),
        ("令和6年5月3日", "令和1年12月31日"),
        ("12345678", "20240305"),  # eight digits may be a day
        ("123456789", "202403051"),
        ("10:15, 3 May 2024", "25:61, 3 May 2024"),
        ("3 May 2024 5h", "3 May 2024 24h"),  # a duration
        ("3 May 2024 5 pm", "3 May 2024 15 pm"),
        ("2024-05-03T10:15:30+02:00", "2024-05-03T10:15:30+99:99"),
        ("3 May 2024 10:15:00+01:00 (+0100)", "3 May 2024 10:15:00+01:00 (+0200)"),
        ("3 May 2024 10:15 GMT+2", "3 May 2024 10:15 GMT+9"),
        ("3 May 2024 10:15 Etc/GMT+5", "3 May 2024 10:15 Etc/GMT+55"),
        ("3 May 2024 UTC+2", "3 May 2024 UTC+99"),
        ("3 تشرين 1 2024", "3 تشرين 2 2024"),  # a month whose name has a digit
        ("٣ مايو ٢٠٢٤", "١٢ مايو ١٩٩٩"),
        ("3 May '24, No. 5", "4 May '99, No. 6"),
        ("1st of May 2024", "3rd of May 2024"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ja", "ar"])
def test_a_template_holds_for_other_digits_or_is_not_used(text: str, other: str, language: str) -> None:
    words = vocabulary(language)
    for one in (text, other):
        normal = normalised(one)
        shared, own = template(same_digits(normal), words, False), Tokens(normal, words)
        found = shared.filled(normal) if isinstance(shared, Template) else None
        if found is not None:
            assert (found.text, found.shape, found.starts, found.values) == (
                own.text,
                own.shape,
                own.starts,
                own.values,
            )
        assert read_tokens(normal, words, False)[0].values == own.values
        assert read_tokens(normal, words, False)[0].shape == own.shape


def test_no_text_with_a_date_is_left_unsearched() -> None:
    phrases = [name for names in lexicon().phrases.values() for name in names]
    for word in [name for name, row in lexicon().words.items() if "M" in row] + phrases:
        for words in (vocabulary(None), vocabulary("mn")):
            for text in (f"3 {word} 2024", f"{word} 3", f"12-{word} 5"):
                if not may_hold_date(same_digits(normalised(text)), words):
                    found = [one for one in expressions(text, words) if one.days and one.certain]
                    assert found == [], text
