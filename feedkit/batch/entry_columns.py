"""What is written, as Arrow has it: a row for each entry.

The columns of an entry are the fields of `feedkit.Entry`, and have their names and their types: a text, a
number, a time in UTC, a struct, or a list of structs. A tag is always a struct, with or without a scheme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pyarrow as pa

from feedkit.model import Entry, Tag

TIME = pa.timestamp("us", tz="UTC")
TYPES: dict[object, pa.DataType] = {
    bool: pa.bool_(),
    datetime: TIME,
    float: pa.float64(),
    int: pa.int64(),
    str: pa.string(),
}


LEFT_OUT = frozenset({"episode", "extensions", "json_extensions"})  # what only feeds say, and no page


def _one_kind(options: list[Any]) -> Any:
    """Return what holds a value of any of some kinds: of words that are listed, a text."""
    if Tag in options:
        return Tag
    if set(options) == {int, float}:
        return float
    is_listed = isinstance(options[0], str) or get_origin(options[0]) is Literal
    return str if is_listed else options[0]


def _arrow_type(hint: object) -> pa.DataType:
    """Return the Arrow type of a field of the model.

    Raises:
        TypeError: Arrow has none for it.
    """
    if get_origin(hint) in (tuple, Sequence):
        return pa.list_(_arrow_type(get_args(hint)[0]))
    options = [one for one in get_args(hint) or (hint,) if one is not NoneType]
    kind = _one_kind(options)
    if isinstance(kind, type) and is_dataclass(kind):
        return pa.struct(_arrow_fields(kind))
    if kind not in TYPES:
        raise TypeError(f"there is no Arrow type for {hint}")
    return TYPES[kind]


@cache
def _names(model: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(model) if one.name not in LEFT_OUT)


def _arrow_fields(model: Any) -> list[pa.Field[Any]]:
    hints = get_type_hints(model)
    return [pa.field(name, _arrow_type(hints[name])) for name in _names(model)]


COLUMNS: list[pa.Field[Any]] = [
    pa.field("page_url", pa.string()),
    pa.field("fetched", TIME),
    pa.field("position", pa.int32()),
    *_arrow_fields(Entry),
    pa.field("feed_title", pa.string()),
    pa.field("feed_subtitle", pa.string()),
    pa.field("feed_language", pa.string()),
    pa.field("feed_url", pa.string()),
    pa.field("feed_icon", pa.string()),
    pa.field("feeds", pa.list_(pa.string())),
    pa.field("confidence", pa.float64()),
    pa.field("reason", pa.string()),
    pa.field("error", pa.string()),
]
SCHEMA = pa.schema(COLUMNS)


ENTRY_FIELDS = _names(Entry)


def cell(value: object) -> object:
    """Return a value of the model as Arrow takes it: objects as dictionaries, a plain tag as one too."""
    if isinstance(value, tuple):
        return [{"name": one} if isinstance(one, str) else cell(one) for one in value]
    if is_dataclass(value):
        kind: Any = type(value)
        return {name: cell(getattr(value, name)) for name in _names(kind)}
    return value
