"""msgspec's messages in words for people: the forms that feedkit reads, and what becomes of all others."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta, Struct

from feedkit.config_errors import readable


class Feed(Struct, forbid_unknown_fields=True):
    name: str
    keep: Annotated[int, Meta(ge=1)] = 1
    format: Literal["rss", "atom"] = "rss"
    title: str | dict[str, int] | None = None
    strict: bool = False
    tags: Annotated[list[str], Meta(min_length=1)] | None = None


class Project(Struct):
    feeds: list[Feed]


FORMS: list[tuple[Any, str, str]] = [  # what is converted, msgspec's message, ours
    ({}, "Object missing required field `feeds`", "in.feeds: it is missing"),
    (
        {"feeds": [{}]},
        "Object missing required field `name` - at `$.feeds[0]`",
        "in.feeds[0].name: it is missing",
    ),
    ([], "Expected `object`, got `array`", "in: wanted a table, found a list"),
    ({"feeds": 7}, "Expected `array`, got `int` - at `$.feeds`", "in.feeds: wanted a list, found a number"),
    (
        {"feeds": [{"name": "a", "keep": 0}]},
        "Expected `int` >= 1 - at `$.feeds[0].keep`",
        "in.feeds[0].keep: wanted a number >= 1",
    ),
    (
        {"feeds": [{"name": "a", "format": "ics"}]},
        "Invalid enum value 'ics' - at `$.feeds[0].format`",
        "in.feeds[0].format: 'ics' is none of the values that are allowed",
    ),
    (
        {"feeds": [{"name": "a", "title": 7}]},
        "Expected `str | object | null`, got `int` - at `$.feeds[0].title`",
        "in.feeds[0].title: wanted text or a table, found a number",
    ),
    (
        {"feeds": [{"name": "a", "title": {"b": "c"}}]},
        "Expected `int`, got `str` - at `$.feeds[0].title[...]`",
        "in.feeds[0].title[...]: wanted a number, found text",
    ),
    (
        {"feeds": [{"name": "a", "title": {7: 7}}]},
        "Expected `str`, got `int` - at `key` in `$.feeds[0].title`",
        "in.feeds[0].title: wanted text, found a number",
    ),
    (
        {"feeds": [{"name": "a", "strict": 1}]},
        "Expected `bool`, got `int` - at `$.feeds[0].strict`",
        "in.feeds[0].strict: wanted true or false, found a number",
    ),
    (
        {"feeds": [{"name": "a", "tags": []}]},
        "Expected `array` of length >= 1 - at `$.feeds[0].tags`",
        "in.feeds[0].tags: wanted a list of length >= 1",
    ),
]


@pytest.mark.parametrize(("given", "message", "wanted"), FORMS, ids=[form[1] for form in FORMS])
def test_each_form_of_message(given: Any, message: str, wanted: str) -> None:
    with pytest.raises(msgspec.ValidationError) as raised:
        msgspec.convert(given, Project)
    assert str(raised.value) == message, "msgspec's messages have changed: see feedkit/config_errors.py"
    assert readable(message, "in") == wanted


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("$.a must be text", "in: $.a must be text"),
        ("Wrong `type` of value - at `$.a`", "in.a: Wrong `type` of value"),
        ("Wrong - at `$.a", "in: Wrong - at `$.a"),
        ("Two\nlines", "in: Two\nlines"),
        ("", "in: the value is not valid"),
    ],
)
def test_other_messages_are_shown_as_they_are(message: str, wanted: str) -> None:
    assert readable(message, "in") == wanted


def test_at_the_top_a_path_begins_with_a_key() -> None:
    assert (
        readable("Object missing required field `name` - at `$.feeds[0]`", "")
        == "feeds[0].name: it is missing"
    )
