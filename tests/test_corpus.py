"""Real pages with labels, where they are at hand: none falls below its line in tests/corpus.tsv."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from feedkit import Entry, Person
from tests.accept_corpus import (
    CORPUS,
    STAGES,
    TABLE,
    Line,
    accepted,
    compare,
    fallen,
    read_corpus,
    read_table,
    write_table,
)

HELP = "python -m tests.accept_corpus"
LABEL = {"author": None, "summary": None}
LABELS: list[dict[str, Any]] = [
    {
        "url": "https://www.slip.example/kiln.html",
        "title": "Kiln  two",
        "date": "2026-03-02T08:30:00+01:00",
        "author": "Ann Bee and Cy Dee",
        "summary": "It cooled for five days.",
    },
    {**LABEL, "url": "https://slip.example/glaze", "title": "Glaze", "date": "2026-02-01"},
    {**LABEL, "url": "https://slip.example/glaze", "title": "Glaze again", "date": None},
]
PARIS = timezone(timedelta(hours=1))
RIGHT = (
    Entry(
        title="Kiln two",
        url="https://slip.example/kiln",
        published=datetime(2026, 3, 2, 8, 30, tzinfo=PARIS),
        authors=(Person(name="Cy Dee"), Person(name="Ann Bee")),
        content="<p>It cooled <b>for</b> five days. Then we opened it.</p>",
    ),
    Entry(title="Glaze again", url="https://slip.example/glaze/"),
    Entry(title="Glaze", url="https://slip.example/glaze/", published=datetime(2026, 2, 1, tzinfo=UTC)),
)
WHOLE = Line(
    page="slip",
    stage="whole",
    entries=(3, 3),
    titles=(3, 3),
    dates=(2, 2),
    times=(1, 1),
    authors=(1, 1),
    summaries=(1, 1),
)


@pytest.mark.filterwarnings("default:pages of the corpus")
def test_no_page_falls_below_its_line() -> None:
    now = read_corpus()
    if not now:
        pytest.skip(f"there are no labelled real pages, as {CORPUS} is missing")
    before = read_table(TABLE.read_text("utf-8"))
    worse = fallen(before, now)
    if worse:
        pytest.fail(
            f"{len(worse)} pages fall below their lines in {TABLE.name}. Where that is right, write them "
            f"anew with `{HELP} NAME…` and say why in the commit:\n" + "\n".join(worse),
            pytrace=False,
        )
    if accepted(before, now, ()) != before:
        warnings.warn(
            f"pages of the corpus do better than {TABLE.name} says, or are new: `{HELP}`", stacklevel=1
        )


def test_the_table_is_what_the_command_writes() -> None:
    text = TABLE.read_text("utf-8")
    table = read_table(text)
    assert write_table(table.values()) == text
    assert {line.stage for line in table.values()} <= set(STAGES)
    assert len(table) >= 250


def without(number: int, **changes: Any) -> tuple[Entry, ...]:
    """The right entries, but one of them changed."""
    fields = {
        name: getattr(RIGHT[number], name) for name in ("title", "url", "published", "authors", "content")
    }
    return (*RIGHT[:number], Entry(**fields | changes), *RIGHT[number + 1 :])


@pytest.mark.parametrize(
    ("found", "stage", "differs"),
    [
        (RIGHT, "whole", {}),
        ((), "refused", None),
        (RIGHT[1:2], "other list", None),
        (RIGHT[:2], "items", None),
        ((*RIGHT, Entry(title="Login")), "items", {"extra": 1}),
        (without(0, title="Kiln"), "titles", {"titles": (2, 3)}),
        (without(0, published=None), "dates", {"dates": (1, 2), "times": (0, 1)}),
        (
            without(0, published=datetime(2026, 3, 3, 8, 30, tzinfo=PARIS)),
            "dates",
            {"dates": (1, 2), "times": (0, 1), "false_dates": 1},
        ),
        (without(1, published=datetime(2026, 2, 2, tzinfo=UTC)), "dates", {"false_dates": 1}),
        (without(0, published=datetime(2026, 3, 2, 7, 30, tzinfo=UTC)), "whole", {}),
        (without(0, published=datetime(2026, 3, 2, tzinfo=PARIS)), "whole", {"times": (0, 1)}),
        (without(0, authors=(Person(name="admin"),)), "whole", {"authors": (0, 1)}),
        (without(0, content="<p>Then we opened it.</p>"), "whole", {"summaries": (0, 1)}),
    ],
)
def test_stages(found: tuple[Entry, ...], stage: str, differs: dict[str, object] | None) -> None:
    line = compare("slip", LABELS, found)
    assert line.stage == stage
    if differs is not None:
        counts = {name: getattr(line, name) for name in ("extra", "titles", "dates", "times", "false_dates")}
        counts |= {"authors": line.authors, "summaries": line.summaries}
        assert counts == {name: getattr(WHOLE, name) for name in counts} | differs


def test_a_date_that_the_address_names_is_not_invented() -> None:
    label = {**LABEL, "url": "https://slip.example/2026/2/1/glaze", "title": "Glaze", "date": None}
    entry = Entry(title="Glaze", url=label["url"], published=datetime(2026, 2, 1, tzinfo=UTC))
    assert compare("slip", [label], [entry]).stage == "whole"


def test_pages_that_list_nothing() -> None:
    assert compare("slip", [], ()) == Line(page="slip", stage="none")
    assert compare("slip", [], RIGHT) == Line(page="slip", stage="false list", extra=3)


def test_what_is_worse_is_named_and_keeps_its_line() -> None:
    before = {"slip": WHOLE, "gone": WHOLE}
    now = {"slip": compare("slip", LABELS, without(0, title="Kiln", authors=())), "new": WHOLE}
    assert fallen(before, now) == [
        "slip: stage titles, before whole; titles 2/3, before 3/3; authors 0/1, before 1/1"
    ]
    assert accepted(before, now, ()) == {"slip": WHOLE, "new": WHOLE}
    assert accepted(before, now, ["slip"]) == now
    assert fallen(now, before) == []


def test_what_is_false_counts_at_the_same_stage() -> None:
    refused, other = Line(page="slip", stage="refused"), Line(page="slip", stage="other list", extra=9)
    assert other.falls(refused) == []
    assert Line(page="slip", stage="other list", extra=12).falls(other) == ["extra 12, before 9"]
