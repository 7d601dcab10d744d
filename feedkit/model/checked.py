"""What every part of the model has: values of wrong types are refused as soon as they are given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from math import inf
from operator import attrgetter
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NoReturn, Union, get_args, get_origin, get_type_hints

MAX_SHOWN = 100  # characters of a value that an error shows
MAX_DEPTH = 50  # mappings and lists within each other


class FrozenDict(dict[str, Any]):
    """A mapping that is never changed, so that what it is part of can be a key and be shared."""

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[FrozenDict], tuple[dict[str, Any]]]:
        return FrozenDict, (dict(self),)

    def _refuse(self, *args: object, **keywords: object) -> NoReturn:
        raise TypeError("the parts of a feed cannot be changed: make others, as with dataclasses.replace")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse


EMPTY: Mapping[str, Any] = FrozenDict()


@dataclass(frozen=True, slots=True)
class Range:
    """What a number, or a word, has to be: stands in the annotation of a field.

    wanted:  what it is, for people: "0 or more"
    holds:   whether a value is of it
    """

    wanted: str
    holds: Callable[[Any], bool]


COUNT = Range("0 or more", lambda number: 0 <= number < inf)
Count = Annotated[int, COUNT]
Positive = Annotated[int, Range("1 or more", lambda number: number >= 1)]
Amount = Annotated[int | float, COUNT]


class Checked:
    """What refuses values of wrong types, and out of range, as soon as they are given.

    Any iterable is taken for a tuple: a list, a generator. Mappings become ones that cannot be changed.
    """

    __slots__ = ()

    def __post_init__(self) -> None:
        model: Any = type(self)
        values, rows, ranges = _types_of(model)
        for value, (name, types, is_tuple) in zip(values(self), rows, strict=True):
            kind = type(value)
            if (kind is tuple and not value) if is_tuple else (kind in types and kind is not datetime):
                continue  # as most are
            self._check_types(name, value, types, is_tuple)
        for name, allowed in ranges:
            value = getattr(self, name)
            if value is not None and not all(map(allowed.holds, value if type(value) is tuple else (value,))):
                raise ValueError(f"{self._field(name)} must be {allowed.wanted}, but is {shown_value(value)}")

    def _check_types(self, name: str, value: Any, types: tuple[type, ...], is_tuple: bool) -> None:
        if types == (FrozenDict,):
            value = self._as_mapping(name, value)
            object.__setattr__(self, name, value)
        elif is_tuple and type(value) is not tuple:
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

    def _as_mapping(self, name: str, value: object) -> FrozenDict:
        of_texts = _of_texts(type(self), name)
        if not isinstance(value, Mapping) or (
            of_texts and not all(isinstance(one, str) for one in value.values())
        ):
            wanted = "a mapping of texts" if of_texts else "a mapping of JSON values"
            raise TypeError(f"{self._field(name)} must be {wanted}, but is {shown_value(value)}")
        frozen: FrozenDict = self._frozen(name, value, 0)
        return frozen

    def _frozen(self, name: str, value: Any, depth: int) -> Any:
        """Return a value of JSON that cannot be changed: lists become tuples."""
        if depth > MAX_DEPTH:
            raise ValueError(f"{self._field(name)} must be nested no deeper than {MAX_DEPTH} levels")
        if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
            return FrozenDict({key: self._frozen(name, one, depth + 1) for key, one in value.items()})
        if isinstance(value, list | tuple):
            return tuple(self._frozen(name, one, depth + 1) for one in value)
        if value is None or isinstance(value, str | int | float):
            return value
        raise TypeError(f"{self._field(name)} must be a mapping of JSON values, but has {shown_value(value)}")

    def _wrong_type(self, name: str, value: object, types: tuple[type, ...], is_tuple: bool) -> TypeError:
        wanted = " or ".join(one.__name__ for one in types if one is not NoneType)
        wanted = f"a sequence of {wanted}" if is_tuple else f"of type {wanted}"
        return TypeError(f"{self._field(name)} must be {wanted}, but is {shown_value(value)}")

    def _field(self, name: str) -> str:
        """Return the name of a field, with that of the object for one of many."""
        own = getattr(self, "title", None) or getattr(self, "url", None)
        of = f" of {own!r}" if isinstance(own, str) and name not in ("title", "url") else ""
        return f"{type(self).__name__}.{name}{of}"


def shown_value(value: object) -> str:
    """Return a value as an error shows it."""
    shown = repr(value)
    return shown if len(shown) <= MAX_SHOWN else f"{shown[:MAX_SHOWN]}…"


# Of a field: its name, the types of its values, whether it is a tuple of them.
_Types = tuple[str, tuple[type, ...], bool]
_Ranges = tuple[tuple[str, Range], ...]


@cache
def _types_of(model: Any) -> tuple[Callable[[object], tuple[Any, ...]], tuple[_Types, ...], _Ranges]:
    """Return what reads all fields of a model, their types, and the ranges of some."""
    hints = get_type_hints(model, include_extras=True)
    rows: list[_Types] = []
    ranges: list[tuple[str, Range]] = []
    for one in fields(model):
        hint = hints[one.name]
        if get_origin(hint) is Annotated:
            hint, allowed = get_args(hint)
            ranges.append((one.name, allowed))
        is_tuple = get_origin(hint) is Sequence
        hint = get_args(hint)[0] if is_tuple else hint
        types: list[type] = []
        for kind in _alternatives(hint):
            if get_origin(kind) is Annotated:
                kind, allowed = get_args(kind)
                ranges.append((one.name, allowed))
            elif get_origin(kind) is Literal:
                ranges.append((one.name, _one_of(get_args(kind))))
                kind = str
            types += {Mapping: (FrozenDict,), tuple: (tuple,)}.get(get_origin(kind)) or _alternatives(kind)
        rows.append((one.name, tuple(types), is_tuple))
    return attrgetter(*(name for name, _, _ in rows)), tuple(rows), tuple(ranges)


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _one_of(words: tuple[str, ...]) -> Range:
    return Range(f"one of {', '.join(words)}", words.__contains__)


def _of_texts(model: Any, name: str) -> bool:
    """Return whether the values of a mapping are texts, and not any values of JSON."""
    return get_args(get_type_hints(model)[name])[1] is str
