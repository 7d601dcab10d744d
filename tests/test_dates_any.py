"""For any date and any text: what CLDR writes is read back or refused, and nothing raises."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.dates import format_date, format_datetime
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from feedkit.dates import (
    Evidence,
    find_dates,
    read_date,
    read_dates,
    read_list,
    read_stamp,
    read_url_date,
)
from feedkit.dates.words import lexicon
from tests.costs import assert_linear

LOCALES = sorted(locale_identifiers())
LANGUAGES = sorted({name.split("_")[0] for name in LOCALES})
ROOT = Path(__file__).parents[1]
TO_DO = (
    "After an edit of words.toml: run `python scripts/date_words.py`. After an update of Babel: pin its new "
    "version in pyproject.toml (Babel==…), run the script, and look at `git diff` for words that CLDR has "
    "dropped. Those that pages still use become rows of feedkit/dates/words.toml."
)
NOW = datetime(2025, 6, 15, 9, 30, tzinfo=UTC)

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
PIECES = st.sampled_from(
    "1 12 31 2020 2568 1403 ٣ ۱۴۰۳ 25年 5月 3日 令和元年 May mar Sept listopad January, märz 3rd 1er '25 "
    "Friday mar. 10:15 24:61 T Z +02:00 +99:99 UTC pm am ago vor vor\u00a03\u00a0Tagen il\u00a0y\u00a0a "
    "published updated: of de / - . , ( ) [ ] "
    "– 。 \u200f \u202e é ß İ ı 😀 \x00 \ud800 no. issue هـ พ.ศ. GMT America/New_York".split(" ")
)
TEXTS = (
    st.text(max_size=60)
    | st.lists(PIECES, max_size=30).map("".join)
    | st.lists(PIECES, max_size=30).map(" ".join)
)


@pytest.mark.parametrize("width", ["full", "long", "medium"])
@given(day=DAYS, name=st.sampled_from(LOCALES))
def test_what_cldr_writes_is_never_misread(width: str, day: date, name: str) -> None:
    text = format_date(day, width, locale=Locale.parse(name))
    assert read_date(text, language=name.replace("_", "-")) in (day, None), text


@pytest.mark.parametrize("width", ["full", "long", "medium", "short"])
@given(
    moment=st.datetimes(datetime(1990, 1, 1), datetime(2040, 12, 31)),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
    name=st.sampled_from(LOCALES),
)
def test_no_time_and_no_zone_that_cldr_writes_is_misread(
    width: str, moment: datetime, zone: str, name: str
) -> None:
    moment = moment.replace(second=0, microsecond=0, tzinfo=ZoneInfo(zone))
    text = format_datetime(moment, width, tzinfo=moment.tzinfo, locale=Locale.parse(name))
    read = read_date(text, language=name.replace("_", "-"))
    if isinstance(read, datetime):
        assert read in (moment, moment.replace(tzinfo=None)), text
    else:
        assert read in (moment.date(), None), text


@pytest.mark.parametrize("day", [date(2024, 11, 23), date(2007, 3, 7)])
def test_what_cldr_writes_in_well_known_languages_is_read(day: date) -> None:
    written = {name: format_date(day, "long", locale=Locale.parse(name)) for name in lexicon().known}
    read = {name: read_date(text, language=name) for name, text in written.items()}
    assert {name: text for name, text in written.items() if read[name] != day} == {}


@given(day=DAYS, name=st.sampled_from(LOCALES), claimed=st.sampled_from([None, "en", "en-US", "de"]))
def test_a_full_date_is_not_misread_under_another_language(day: date, name: str, claimed: str | None) -> None:
    locale = Locale.parse(name)
    if locale.language not in lexicon().known:
        return  # of small languages many short names mean something else elsewhere
    text = format_date(day, "full", locale=locale)
    assert read_date(text, language=claimed) in (day, None), text


@given(
    days=st.lists(DAYS, max_size=12),
    pattern=st.sampled_from(["d/M/y", "M/d/y", "dd.MM.y", "y-MM-dd", "dd-MM-yy"]),
)
def test_no_order_of_a_list_is_misread(days: list[date], pattern: str) -> None:
    texts = [format_date(day, pattern, locale="en") for day in days]
    stamps = [(day.isoformat(),) if i == 0 else () for i, day in enumerate(days)]
    items = [Evidence(text=text, stamps=stamp) for text, stamp in zip(texts, stamps, strict=True)]
    if not days or days[0].day == days[0].month:
        return
    for day, reading in zip(days, read_list(items), strict=True):
        assert reading.value in (day, None)


@given(
    text=TEXTS,
    language=st.sampled_from([None, "", "x", "no-such", *LANGUAGES]),
    reference=st.datetimes(timezones=st.just(UTC)) | st.none(),
)
def test_any_text_is_answered(text: str, language: str | None, reference: datetime | None) -> None:
    read_date(text, language=language, reference=reference)
    read_stamp(text)
    read_url_date(text)
    items = [Evidence(text=text, stamps=(text,), url=text, headings=(text, text))] * 2
    for reading in read_list(items, language=language, reference=reference, events=bool(language)):
        assert (reading.value is None) == (reading.rule == "")
    last = 0
    for found in find_dates(text, language=language):
        assert last <= found.start < found.end <= len(text)
        last = found.end


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "1/",
        "1.",
        "May ",
        "May 1 ",
        "1 May ",
        "10:",
        "10:15",
        "年",
        "5月",
        "日月",
        "T",
        "a ",
        "٣",
        "ß",
        "(",
        "-",
    ],
)
def test_a_text_costs_no_more_than_its_length(unit: str) -> None:
    def read(text: str) -> None:
        read_date(text, reference=NOW)
        read_stamp(text)
        read_url_date(text)
        find_dates(text)
        read_list([Evidence(text=text, stamps=(text,), url=text, headings=(text,))], reference=NOW)

    assert_linear(read, lambda n: unit * n, 500)
    assert_linear(read, lambda n: unit * n, 400_000)


def test_threads_read_the_same() -> None:
    texts = [
        format_date(date(2024, 3, day), "full", locale=locale)
        for day in range(1, 29)
        for locale in ("de", "zh", "ar", "ru")
    ]
    alone = [read_dates(texts) for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(read_dates, [texts] * 8)) == [alone[0]] * 8


@given(
    day=st.dates(date(2001, 1, 1), date(2040, 12, 31)),
    offset=st.integers(-14 * 60, 14 * 60),
    seconds=st.integers(0, 86399),
)
def test_a_stamp_is_the_instant_that_it_says(day: date, offset: int, seconds: int) -> None:
    value = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=seconds)
    local = (value + timedelta(minutes=offset)).replace(tzinfo=None)
    sign, hours, minutes = "-" if offset < 0 else "+", abs(offset) // 60, abs(offset) % 60
    for text in (
        f"{local.isoformat()}{sign}{hours:02}:{minutes:02}",
        f"{local.isoformat(' ')} {sign}{hours:02}{minutes:02}",
        f"{local:%Y%m%dT%H%M%S}{sign}{hours:02}{minutes:02}",
        f"{local.day} {local:%b} {local.year} {local:%H:%M:%S} {sign}{hours:02}{minutes:02}",
        str(int(value.timestamp())),
        str(int(value.timestamp()) * 1000),
    ):
        assert read_stamp(text) == value, text


def test_the_tables_are_what_the_script_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "date_words.py", tmp_path], check=True)
    for name in ("lexicon.json", "relative.json"):
        same = (tmp_path / name).read_bytes() == (ROOT / "feedkit" / "dates" / name).read_bytes()
        assert same, f"feedkit/dates/{name} is not what Babel {version('Babel')} gives. {TO_DO}"
