"""Single dates: tables of cases by language, machine stamps, phrases, addresses, and what is no date."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from feedkit.dates import read_date, read_dates, read_stamp, read_url_date

CASES = Path(__file__).parent / "dates"
NOW = datetime(2025, 6, 15, 9, 30, tzinfo=UTC)  # a Sunday


def rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines, f"{path} has no cases"
    return [line.split("\t") for line in lines]


def by_language() -> list[tuple[str, str, str]]:
    files = sorted((CASES / "languages").glob("*.tsv"))
    assert len(files) > 30
    return [(path.stem, text, expected) for path in files for text, expected in rows(path)]


def written(value: date | None) -> str:
    return "none" if value is None else value.isoformat()


@pytest.mark.parametrize(("language", "text", "expected"), by_language())
def test_a_date_in_its_language(language: str, text: str, expected: str) -> None:
    assert written(read_date(text, language=language)) == expected


@pytest.mark.parametrize("language", [None, "en", "de"])
def test_a_month_of_most_languages_is_one_where_another_uses_the_word(language: str | None) -> None:
    assert read_date("26 maj 2025", language=language) == date(2025, 5, 26)  # "màj" is a label in French


@pytest.mark.parametrize(("language", "text", "expected"), by_language())
def test_under_a_wrong_language_it_is_never_misread(language: str, text: str, expected: str) -> None:
    if expected == "none":
        return  # what is open or wrong in its own language may be neither in another
    for claimed in (None, "en", "en-GB", "ja"):
        found = written(read_date(text, language=claimed))
        assert found in (expected, expected.partition("T")[0], "none"), claimed


@pytest.mark.parametrize(("language", "text", "expected", "why"), rows(CASES / "own_language.tsv"))
def test_what_its_own_language_settles(language: str, text: str, expected: str, why: str) -> None:
    assert written(read_date(text, language=language)) == expected, why


@pytest.mark.parametrize(("text", "expected"), rows(CASES / "machine.tsv"))
def test_a_stamp(text: str, expected: str) -> None:
    assert written(read_stamp(text)) == expected


@pytest.mark.parametrize("text", [line[0] for line in rows(CASES / "none.tsv")])
def test_no_date(text: str) -> None:
    for language in (None, "en", "de", "fr-FR", "zh-CN", "pl"):
        assert read_date(text, language=language) is None, language


@pytest.mark.parametrize(("text", "expected", "trap"), rows(CASES / "traps.tsv"))
def test_the_traps_of_other_readers(text: str, expected: str, trap: str) -> None:
    assert written(read_date(text)) == expected, trap


@pytest.mark.parametrize(("language", "text", "expected"), rows(CASES / "relative.tsv"))
def test_a_phrase_counts_from_the_reference(language: str, text: str, expected: str) -> None:
    assert written(read_date(text, language=language, reference=NOW)) == expected
    assert read_date(text, language=language) is None
    assert written(read_dates([text], language=language, reference=NOW)[0]) == expected


def test_a_day_of_the_last_month_alone_is_of_this_year() -> None:
    assert read_date("June 3, 10:15", reference=NOW) == datetime(2025, 6, 3, 10, 15)
    assert read_date("20. Mai", language="de", reference=NOW) == date(2025, 5, 20)
    assert read_date("May 3", reference=NOW) is None
    assert read_date("14/6", reference=NOW) is None
    assert read_date("14 June") is None
    assert read_dates(["June 3", "20 May"], reference=NOW) == [None, None]


@pytest.mark.parametrize(("url", "expected"), rows(CASES / "urls.tsv"))
def test_the_day_in_an_address(url: str, expected: str) -> None:
    assert written(read_url_date(url)) == expected


def test_an_iso_or_english_date_imports_no_babel() -> None:
    code = (
        "import sys; from feedkit.dates import read_date;"
        "read_date('2025-03-04T10:00:00Z'); read_date('March 4, 2025'); read_date('4. März 2025');"
        "print(*(name for name in ('babel', 'hijridate', 'persiantools') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("28 Kor 2016", "sq", date(2016, 7, 28)),
        ("28 Kor 2016", "ff", date(2016, 6, 28)),
        ("28 Kor 2016", None, None),
        ("19 out 2021", "ht", date(2021, 8, 19)),
        ("19 out 2021", "pt", date(2021, 10, 19)),
        ("19 out 2021", None, None),
    ],
)
def test_a_month_of_several_languages_is_read_in_the_one_that_is_given(
    text: str, language: str | None, day: date | None
) -> None:
    assert read_date(text, language=language) == day
