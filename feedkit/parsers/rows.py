"""Reads entries from the objects of a program: mappings, dataclasses, rows and instances of all sorts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any, NoReturn

import msgspec

from feedkit.model import Feed
from feedkit.parsers.data import read_rows
from feedkit.parsers.data.mapping import mapped_fields
from feedkit.parsers.reading import Reading, without_fields
from feedkit.recipes import checked_recipe
from feedkit.values.logins import page_address
from feedkit.values.zones import checked_zone, must_be_aware

KINDS = "a mapping, a row of a database, a dataclass or another object with attributes"


def read(
    rows: Iterable[object],
    *,
    url: str | None,
    timezone: str,
    now: datetime | None,
    map: Mapping[str, Any] | None,
) -> Reading:
    """Read entries out of objects; see `feedkit.parse_rows` for arguments and errors."""
    must_be_aware("now", now)
    base, zone = page_address(url), checked_zone(timezone)
    recipe = checked_recipe({"map": map}) if map else None
    plain = [_plain(row, number) for number, row in enumerate(rows, 1)]
    if not plain:
        return Reading(feed=Feed(url=base), format="rows")
    reading = read_rows(plain, url=base, zone=zone, reference=now, mapped=mapped_fields(recipe, plain))
    return without_fields(reading, recipe.switched_off) if recipe else reading


def _plain(row: object, number: int) -> object:
    """Return a row as a mapping of plain values; datetimes stay.

    Raises:
        TypeError: it has no names and values, or holds what is no value.
    """
    try:
        found = msgspec.to_builtins(
            row._asdict() if hasattr(row, "_asdict") else row,
            builtin_types=(datetime, date),
            str_keys=True,
            enc_hook=_within if isinstance(row, Mapping) else _outermost(row),
        )
    except RecursionError as error:
        raise TypeError(f"row {number}: wanted {KINDS}, found an object that holds itself") from error
    except (TypeError, ValueError, msgspec.MsgspecError) as error:
        raise TypeError(f"row {number}: wanted {KINDS}: {error}") from error
    if not isinstance(found, dict):
        raise TypeError(f"row {number}: wanted {KINDS}, found {type(row).__name__}")
    return {name: _listed(value) for name, value in found.items()}


def _listed(value: object) -> object:
    """Return a plain value with lists for its tuples, as data has them."""
    if isinstance(value, dict):
        return {name: _listed(inner) for name, inner in value.items()}
    return [_listed(inner) for inner in value] if isinstance(value, list | tuple) else value


def _outermost(row: object) -> Callable[[object], object]:
    """Return what msgspec asks for objects that it does not know, the row itself among them."""

    def encode(value: object) -> object:
        if value is not row:
            return _within(value)
        return _own_names(value) or _attributes(value) | _properties(value) or _refuse(value)

    return encode


def _within(value: object) -> object:
    """Return an object within a row as names and values, as a list or as text."""
    found = _own_names(value) or _attributes(value)
    if found:
        return found
    if isinstance(value, Iterable):
        return list(value)
    return str(value) if type(value).__str__ is not object.__str__ else _refuse(value)


def _own_names(value: Any) -> dict[str, object]:
    """Return the names and values of an object that lists them, as libraries' objects do; {} of others."""
    if hasattr(value, "_mapping"):  # a row of SQLAlchemy
        return dict(value._mapping)
    if hasattr(value, "keys") and hasattr(value, "__getitem__"):  # sqlite3.Row
        return {name: value[name] for name in value.keys()}  # noqa: SIM118 (it is no mapping)
    if hasattr(value, "model_dump"):  # a model of pydantic
        return dict(value.model_dump())
    if hasattr(type(value), "_meta"):  # a model of Django, whose related objects may be loaded
        found = {one.attname: getattr(value, one.attname) for one in value._meta.concrete_fields}
        url = {"url": value.get_absolute_url()} if hasattr(value, "get_absolute_url") else {}
        return {**url, **found, **value._state.fields_cache}
    if hasattr(type(value), "__mapper__"):  # one of SQLAlchemy
        mapper = type(value).__mapper__
        names = [one.key for one in mapper.relationships if not one.uselist and one.key in vars(value)]
        return {name: getattr(value, name) for name in [*(one.key for one in mapper.column_attrs), *names]}
    return {}


def _attributes(value: object) -> dict[str, object]:
    """Return the public attributes of an instance."""
    slots = [name for kind in type(value).__mro__ for name in _slots(kind)]
    names = [*getattr(value, "__dict__", ()), *(name for name in slots if hasattr(value, name))]
    return {name: getattr(value, name) for name in names if not name.startswith("_")}


def _slots(kind: type) -> tuple[str, ...]:
    slots = kind.__dict__.get("__slots__", ())
    return (slots,) if isinstance(slots, str) else tuple(slots)


def _properties(value: object) -> dict[str, object]:
    """Return what an object works out under public names."""
    return {
        name: getattr(value, name)
        for kind in reversed(type(value).__mro__)
        for name, member in kind.__dict__.items()
        if isinstance(member, property | cached_property) and not name.startswith("_")
    }


def _refuse(value: object) -> NoReturn:
    raise TypeError(f"found {type(value).__name__}, which has no names and values")
