"""docs/formats.md says what each format holds, and that is what is written and read back."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest

import feedkit
from feedkit import Feed
from feedkit.formats import BY_FIDELITY, FormatName
from tests.format_table import DOCUMENT, MARKED, NOTES, NOWHERE, WRITTEN_ONLY, places, tables
from tests.full_feed import FULL, MOMENT


def parts(feed: Feed) -> dict[str, object]:
    """One object of each class of the model."""
    found: dict[str, object] = {}
    waiting: list[object] = [feed]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, tuple):
            waiting += one
        elif is_dataclass(one) and type(one).__name__ not in found:
            found[type(one).__name__] = one
            waiting += [getattr(one, field.name) for field in fields(one)]
    return found


def values(feed: Feed) -> dict[str, object]:
    """Every value of every field that is filled."""
    return {
        f"{name}.{field.name}": value
        for name, one in parts(feed).items()
        for field in fields(one)  # type: ignore[arg-type]
        if (value := getattr(one, field.name)) not in (None, (), {}, "", False)
    }


def test_the_document_has_the_tables_of_the_model() -> None:
    found = MARKED.search(DOCUMENT.read_text("utf-8"))
    assert found is not None
    assert found[0] == tables(), "write docs/formats.md anew: python -m tests.format_table"


def test_notes_are_about_fields_that_there_are() -> None:
    known = places()
    assert {name for name, _ in NOTES} <= set(known)
    assert not [key for key in NOTES if known[key[0]][1][key[1]] == NOWHERE]


@pytest.mark.parametrize("format", BY_FIDELITY)
def test_what_a_format_holds_is_read_back(format: FormatName) -> None:
    feed = feedkit.finish(FULL, now=MOMENT)
    given, back = values(feed), values(feedkit.parse(feedkit.write(feed, format)))
    if format == "json":
        back["Tag.name"] = back["Entry.tags"]  # a plain text there
    held = {name for name, (_, where) in places().items() if where[format] != NOWHERE}
    held -= {name for name, its in NOTES if its == format and NOTES[name, its] == WRITTEN_ONLY}
    never = {"Paging.complete"}  # of a feed with pages
    if format == "json":
        never.add("Person.email")  # of a person with a page
    assert set(given) == set(places()) - {"Paging.complete"}
    assert set(back) == held - never
