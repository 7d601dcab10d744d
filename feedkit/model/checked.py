"""What every part of the model has: values of wrong types are refused as soon as they are given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from math import inf
from operator import attrgetter
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    NoReturn,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

MAX_SHOWN = 100  # characters of a value that an error shows
MAX_KINDS = 256  # combinations of types that are remembered of each class
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
Part = TypeVar("Part", bound="Checked")


class Checked:
    """What refuses values of wrong types, and out of range, as soon as they are given.

    Any iterable is taken for a tuple: a list, a generator. Mappings become ones that cannot be changed.
    """

    __slots__ = ()

    def __post_init__(self) -> None:
        model: Any = type(self)
        known = _fields_of(model)
        if not known.are_right(known.values(self)):
            self._check(known)

    def _check(self, known: _Fields) -> None:
        """Check each field; make a tuple or a mapping of what is given for one."""
        for value, (name, types, is_tuple) in zip(known.values(self), known.rows, strict=True):
            self._check_types(name, value, types, is_tuple)
        for name, allowed in known.ranges:
            value = getattr(self, name)
            if value is not None and not all(map(allowed.holds, value if type(value) is tuple else (value,))):
                raise ValueError(f"{self._field(name)} must be {allowed.wanted}, but is {shown_value(value)}")

    def _check_types(self, name: str, value: Any, types: tuple[type, ...], is_tuple: bool) -> None:
        if types == (FrozenDict,):
            value = value if type(value) is FrozenDict else self._as_mapping(name, value)
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
        model: Any = type(self)
        of_texts = _of_texts(model, name)
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


class _Open(NamedTuple):
    """What is still to be looked into of values whose types are right: fields, by their indices.

    tuples:  with the types that what is in them may have
    dates:   those with dates, which need a time zone
    ranges:  with what has to hold of them, or of all that is in them
    """

    tuples: tuple[tuple[int, frozenset[type]], ...]
    dates: tuple[int, ...]
    ranges: tuple[tuple[int, Range], ...]


class _Fields:
    """The fields of one class of the model.

    values:     reads the values of all of them
    rows:       their types
    ranges:     of those with one
    puts:       for each name what sets the field
    plain:      for each name the types that are right whatever the value is, of a tuple those of its values
    has_rules:  whether values have to agree with each other
    """

    def __init__(self, model: Any, rows: tuple[_Types, ...], ranges: _Ranges) -> None:
        self.rows, self.ranges = rows, ranges
        self.indices = {name: index for index, (name, _, _) in enumerate(rows)}
        self.values: Callable[[object], tuple[Any, ...]] = attrgetter(*self.indices)
        self.puts = {name: getattr(model, name).__set__ for name in self.indices}
        self.plain = {name: frozenset(types) - {datetime} for name, types, _ in rows}
        self.plain |= {name: self.plain[name] & {NoneType} for name, _ in ranges}
        self.has_rules = model.__post_init__ is not Checked.__post_init__
        self._open: dict[tuple[type, ...], _Open] = {}  # by the types of the values of all fields

    def are_right(self, values: tuple[Any, ...]) -> bool:
        """Return whether the values of all fields are right as they are; what is not may be made right.

        Most parts of feeds have values of the same types as others had before.
        """
        kinds = tuple(map(type, values))
        left = self._open.get(kinds) or self._learnt(kinds)
        if left is None:
            return False
        for index, types in left.tuples:
            if (value := values[index]) and not types.issuperset(map(type, value)):
                return False
        for index in left.dates:
            if values[index].utcoffset() is None:
                return False
        for index, allowed in left.ranges:
            value = values[index]
            if not all(map(allowed.holds, value if type(value) is tuple else (value,))):
                return False
        return True

    def is_right(self, name: str, value: Any) -> bool:
        """Return whether one value is right as it is, whatever those of other fields are."""
        kind, plain = type(value), self.plain[name]
        if kind is tuple:
            return self.rows[self.indices[name]][2] and plain.issuperset(map(type, value))
        if kind is datetime:
            return kind in self.rows[self.indices[name]][1] and value.utcoffset() is not None
        return kind in plain and not self.rows[self.indices[name]][2]

    def _learnt(self, kinds: tuple[type, ...]) -> _Open | None:
        """Return what to look into of values of some types; None where a type is none of its field's."""
        tuples, dates = [], []
        for index, (kind, (name, types, is_tuple)) in enumerate(zip(kinds, self.rows, strict=True)):
            if is_tuple and kind is tuple:
                tuples.append((index, self.plain[name]))
            elif is_tuple or not (kind in types or _is_of(kind, types)):
                return None
            elif issubclass(kind, datetime):
                dates.append(index)
        named = ((self.indices[name], allowed) for name, allowed in self.ranges)
        ranges = tuple(one for one in named if kinds[one[0]] is not NoneType)
        left = _Open(tuple(tuples), tuple(dates), ranges)
        if len(self._open) < MAX_KINDS:
            self._open[kinds] = left
        return left


def _is_of(kind: type, types: tuple[type, ...]) -> bool:
    """Return whether a type is below one of some; a truth value is no number here."""
    return issubclass(kind, types) and kind is not bool and FrozenDict not in types


def replaced(part: Part, **changes: Any) -> Part:
    """Return a part of the model with other values of some fields, as `dataclasses.replace` does.

    It takes a third of the time: what is there has been checked, and only what is new is.
    """
    model: Any = type(part)
    known = _fields_of(model)
    made: Part = object.__new__(model)
    for put, value in zip(known.puts.values(), known.values(part), strict=True):
        put(made, value)
    are_right = not known.has_rules
    for name, value in changes.items():
        known.puts[name](made, value)
        are_right = are_right and known.is_right(name, value)
    if not are_right:
        made.__post_init__()
    return made


@cache
def _fields_of(model: Any) -> _Fields:
    """Return what is known of the fields of a class: their types, and the ranges of some."""
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
    return _Fields(model, tuple(rows), tuple(ranges))


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _one_of(words: tuple[str, ...]) -> Range:
    return Range(f"one of {', '.join(words)}", words.__contains__)


@cache
def _of_texts(model: Any, name: str) -> bool:
    """Return whether the values of a mapping are texts, and not any values of JSON."""
    return get_args(get_type_hints(model)[name])[1] is str
