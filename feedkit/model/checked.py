"""What every part of the model has: values of wrong types are refused as soon as they are given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints


class Checked:
    """What refuses values of wrong types as soon as they are given.

    Any iterable is taken for a tuple: a list, a generator.
    """

    __slots__ = ()

    def __post_init__(self) -> None:
        model: Any = type(self)
        values, rows = _types_of(model)
        for value, (name, types, is_tuple) in zip(values(self), rows, strict=True):
            kind = type(value)
            if (kind is tuple and not value) if is_tuple else (kind in types and kind is not datetime):
                continue  # as most are
            if is_tuple and kind is not tuple:
                value = self._as_tuple(name, value, types)
                object.__setattr__(self, name, value)
            for one in value if is_tuple else (value,):
                if type(one) not in types and (isinstance(one, bool) or not isinstance(one, types)):
                    raise self._wrong_type(name, value, types, is_tuple)
                if isinstance(one, datetime) and one.utcoffset() is None:
                    raise ValueError(f"{self._field(name)} must have a time zone, but is naive: {one!r}")

    def _as_tuple(self, name: str, value: object, types: tuple[type, ...]) -> tuple[Any, ...]:
        if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
            raise self._wrong_type(name, value, types, is_tuple=True)
        return tuple(value)

    def _wrong_type(self, name: str, value: object, types: tuple[type, ...], is_tuple: bool) -> TypeError:
        wanted = " or ".join(one.__name__ for one in types if one is not NoneType)
        wanted = f"a sequence of {wanted}" if is_tuple else f"of type {wanted}"
        shown = repr(value)
        shown = shown if len(shown) <= MAX_SHOWN else f"{shown[:MAX_SHOWN]}…"
        return TypeError(f"{self._field(name)} must be {wanted}, but is {shown}")

    def _field(self, name: str) -> str:
        """Return the name of a field, with that of the object for one of many."""
        own = getattr(self, "title", None) or getattr(self, "url", None)
        of = f" of {own!r}" if isinstance(own, str) and name not in ("title", "url") else ""
        return f"{type(self).__name__}.{name}{of}"


MAX_SHOWN = 100  # characters of a value that an error shows


# Of a field: its name, the types of its values, whether it is a tuple of them.
_Types = tuple[str, tuple[type, ...], bool]


@cache
def _types_of(model: Any) -> tuple[Callable[[object], tuple[Any, ...]], tuple[_Types, ...]]:
    """Return what reads all fields of a model, and their types."""
    hints = get_type_hints(model)
    rows = []
    for one in fields(model):
        hint = hints[one.name]
        is_tuple = get_origin(hint) is Sequence
        hint = get_args(hint)[0] if is_tuple else hint
        rows.append((one.name, get_args(hint) or (hint,), is_tuple))
    return attrgetter(*(name for name, _, _ in rows)), tuple(rows)
