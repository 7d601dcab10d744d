"""The model refuses values of wrong types at once, and names the field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from feedkit import Enclosure, Entry, Feed, Location, Person, Podcast
from feedkit.model.checked import replaced
from tests.format_table import field_meanings
from tests.full_feed import MODEL, full

REFUSED: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (
        Entry,
        {"title": "Kites", "tags": "news"},
        "Entry.tags of 'Kites' must be a sequence of str or Tag, but is 'news'",
    ),
    (Entry, {"tags": ["news", 7]}, "Entry.tags must be a sequence of str or Tag, but is ('news', 7)"),
    (Entry, {"tags": {"news": 7}}, "Entry.tags must be a sequence of str or Tag, but is {'news': 7}"),
    (Entry, {"authors": ("Jo",)}, "Entry.authors must be a sequence of Person, but is ('Jo',)"),
    (Entry, {"authors": None}, "Entry.authors must be a sequence of Person, but is None"),
    (Entry, {"title": b"Kites"}, "Entry.title must be of type str, but is b'Kites'"),
    (Entry, {"title": 7}, "Entry.title must be of type str, but is 7"),
    (
        Entry,
        {"url": "/a", "published": "today"},
        "Entry.published of '/a' must be of type datetime, but is 'today'",
    ),
    (
        Entry,
        {"updated": date(2026, 1, 2)},
        "Entry.updated must be of type datetime, but is datetime.date(2026, 1, 2)",
    ),
    (
        Enclosure,
        {"url": "/a.mp3", "length": 1231.08},
        "Enclosure.length of '/a.mp3' must be of type int, but is 1231.08",
    ),
    (
        Enclosure,
        {"url": "/a.mp3", "duration": "1:02"},
        "Enclosure.duration of '/a.mp3' must be of type int, but is '1:02'",
    ),
    (
        Enclosure,
        {"url": "/a.mp3", "length": True},
        "Enclosure.length of '/a.mp3' must be of type int, but is True",
    ),
    (Enclosure, {"url": None}, "Enclosure.url must be of type str, but is None"),
    (Person, {"name": None}, "Person.name must be of type str, but is None"),
    (
        Podcast,
        {"categories": "Arts", "explicit": False},
        "Podcast.categories must be a sequence of str, but is 'Arts'",
    ),
    (Podcast, {"categories": (), "explicit": "no"}, "Podcast.explicit must be of type bool, but is 'no'"),
    (Feed, {"entries": "x" * 200}, f"Feed.entries must be a sequence of Entry, but is '{'x' * 99}…"),
    (Feed, {"entries": 7}, "Feed.entries must be a sequence of Entry, but is 7"),
]


@pytest.mark.parametrize(("model", "values", "message"), REFUSED)
def test_wrong_types_are_refused(model: Callable[..., Any], values: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError) as caught:
        model(**values)
    assert str(caught.value) == message


def test_dates_without_a_zone_are_refused() -> None:
    with pytest.raises(
        ValueError, match=r"^Entry\.published of 'A' must have a time zone, but is naive: datetime\."
    ):
        Entry(title="A", published=datetime(2026, 1, 2))


@pytest.mark.parametrize("kind", [list, iter, tuple])
def test_any_iterable_is_a_sequence(kind: Callable[[object], Any]) -> None:
    entries = (Entry(title="A"), Entry(title="B"))
    assert Feed(entries=kind(entries)).entries == entries


def test_types_that_build_on_the_right_ones_are_taken() -> None:
    class Name(str):
        """As those of lxml are."""

    class Moment(datetime):
        """As those of pandas are."""

    entry = Entry(title=Name("A"), published=Moment(2026, 1, 2, tzinfo=UTC))
    assert (entry.title, entry.published) == ("A", datetime(2026, 1, 2, tzinfo=UTC))


@pytest.mark.parametrize("model", MODEL)
def test_every_field_is_checked(model: type) -> None:
    whole = full(model)
    for one in fields(model):
        values = {name: getattr(whole, name) for name in (each.name for each in fields(model))}
        with pytest.raises(TypeError, match=rf"^{model.__name__}\.{one.name}\b"):
            model(**values | {one.name: object()})


def test_right_values_say_nothing_of_later_ones_of_the_same_types() -> None:
    Entry(title="A", tags=("news",), published=datetime(2026, 1, 2, tzinfo=UTC), comment_count=3)
    with pytest.raises(TypeError, match=r"^Entry\.tags of 'A' must be a sequence of str or Tag"):
        Entry(title="A", tags=(7,))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^Entry\.published of 'A' must have a time zone"):
        Entry(title="A", tags=("news",), published=datetime(2026, 1, 2), comment_count=3)
    with pytest.raises(ValueError, match=r"^Entry\.comment_count of 'A' must be 0 or more, but is -1"):
        Entry(title="A", tags=("news",), published=datetime(2026, 1, 2, tzinfo=UTC), comment_count=-1)


@pytest.mark.parametrize("model", MODEL)
def test_a_part_is_replaced_as_dataclasses_have_it(model: type) -> None:
    whole = full(model)
    for one in fields(model):
        value = getattr(whole, one.name)
        assert replaced(whole, **{one.name: value}) == whole
        with pytest.raises(TypeError) as wanted:
            replace(whole, **{one.name: object})
        with pytest.raises(TypeError) as caught:
            replaced(whole, **{one.name: object})
        assert str(caught.value) == str(wanted.value)


def test_what_is_replaced_is_checked_and_made_right() -> None:
    entry = Entry(title="A", published=datetime(2026, 1, 2, tzinfo=UTC))
    assert replaced(entry, title="B", tags=["news"]) == replace(entry, title="B", tags=["news"])
    assert hash(replaced(entry, json_extensions={"_a": [1]})) == hash(
        replace(entry, json_extensions={"_a": [1]})
    )
    assert entry == Entry(title="A", published=datetime(2026, 1, 2, tzinfo=UTC))
    for changes in (
        {"published": datetime(2026, 1, 2)},
        {"comment_count": -1},
        {"location": replaced},
        {"tags": (7,)},
    ):
        with pytest.raises((TypeError, ValueError)) as caught:
            replaced(entry, **changes)
        assert str(caught.value).startswith(f"Entry.{next(iter(changes))} of 'A' must ")
    with pytest.raises(ValueError, match=r"^Location\.points must be 1 for a point"):
        replaced(Location(points=[(1, 2), (3, 4)], shape="line"), shape="point")


@pytest.mark.parametrize("model", MODEL)
def test_every_field_is_explained(model: type) -> None:
    """`help(feedkit.Entry)` and editors show the class's docstring."""
    assert list(field_meanings(model)) == [one.name for one in fields(model)]
    assert all(len(meaning) > 5 for meaning in field_meanings(model).values())
