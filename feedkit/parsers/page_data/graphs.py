"""Encodings of frameworks: flat lists that point into themselves, and rows that name other rows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

MAX_DEPTH = 40  # of objects and lists in each other that are followed
MAX_EXPANSION = 10  # times the size of what is decoded, for what it points to
MAX_INDEX_DIGITS = 9
ROW = re.compile(r"([0-9a-f]*):(?:T([0-9a-f]+),|([A-Z]+))?")
SPECIAL = re.compile(
    r"\$(?:(undefined|NaN|-?Infinity|-0)|D(.*)|n(\d+)|[LQW]?@?([0-9a-f]+(?::.*)?)|(\$.*)|[A-Za-z].*)?$", re.S
)
PROMISE = re.compile(r"[PE]\d+:")
QWIK_INDEX = re.compile(r"([0-9a-z]{1,5})!?$")
QWIK_NOTHING = "\x01"
QWIK_SIGNS = "\x05\x06"  # before an address and a date
DECODER = json.JSONDecoder()

Resolve = Callable[[object, int], object]


# --- flight: the stream of React server components ---


def flight(stream: str) -> object:
    """Return the rows of a flight stream by their ids, with what they point to in place.

    A row is `id:` and JSON up to the end of the line, or `id:T`, a length in bytes, "," and that much text.
    """
    rows: dict[str, object] = {}
    at = 0
    while (row := ROW.match(stream, at)) is not None:
        if row[2]:
            text, at = _text_of(stream, row.end(), int(row[2], 16))
            rows[row[1]] = text
            continue
        following = stream.find("\n", row.end())
        at = len(stream) if following < 0 else following + 1
        value = None if row[3] else _json(stream[row.end() : at])
        if value is not None:
            rows[row[1]] = value
    known = _Rows(rows, MAX_EXPANSION * len(stream))
    return {key: _flight_value(value, known, 0) for key, value in rows.items() if not isinstance(value, str)}


class _Rows:
    """What rows point to, as long as the result does not get far longer than the stream."""

    def __init__(self, rows: Mapping[str, object], room: int) -> None:
        self._rows = rows
        self._room = room
        self._memo: dict[str, tuple[object, int]] = {}

    def get(self, reference: str, depth: int) -> object:
        """Return the value of "2a", a row, or of "2a:props:posts:0", a value in it; None where none is."""
        if reference not in self._memo:
            self._memo[reference] = (None, 0)  # of a value within itself
            before, raw = self._room, self._raw(reference)
            value = raw if isinstance(raw, str) else _flight_value(raw, self, depth + 1)
            self.spend(raw)
            self._memo[reference] = (value, before - self._room)
        value, size = self._memo[reference]
        self._room -= size
        return value if self._room >= 0 else None

    def spend(self, value: object) -> bool:
        """Count a value; return whether there is room for it."""
        self._room -= _own_size(value)
        return self._room >= 0

    def _raw(self, reference: str) -> object:
        row, *steps = reference.split(":")
        value = self._rows.get(row)
        for step in steps[:MAX_DEPTH]:
            if _is_element(value):
                value = value[3] if step == "props" else None  # type: ignore[index]
            elif isinstance(value, list):
                value = value[int(step)] if _is_index(step, value) else None
            else:
                value = value.get(step) if isinstance(value, dict) else None
        return value


def _is_element(value: object) -> bool:
    """Return whether a value is an element of React: a sign, its type, its key, its properties."""
    return isinstance(value, list) and len(value) == 4 and value[0] == "$" and isinstance(value[3], dict)


def _is_index(text: str, items: Sequence[object]) -> bool:
    return text.isdecimal() and len(text) <= MAX_INDEX_DIGITS and int(text) < len(items)


def _json(line: str) -> object:
    try:
        return DECODER.raw_decode(line)[0]
    except (ValueError, RecursionError):
        return None


def _text_of(stream: str, at: int, size: int) -> tuple[str, int]:
    """The text that takes a number of bytes in UTF-8, and where it ends."""
    text = stream[at : at + size].encode("utf-8", "surrogatepass")[:size].decode("utf-8", "ignore")
    return text, at + len(text)


def _flight_value(value: object, rows: _Rows, depth: int) -> object:
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, str):
        return _flight_text(value, rows, depth) if value[:1] == "$" else value
    if isinstance(value, list):
        if not rows.spend(value):
            return None
        if _is_element(value):
            return _flight_value(value[3], rows, depth + 1)
        return [_flight_value(one, rows, depth + 1) for one in value]
    if isinstance(value, dict):
        return (
            {key: _flight_value(one, rows, depth + 1) for key, one in value.items()}
            if rows.spend(value)
            else None
        )
    return value


def _flight_text(text: str, rows: _Rows, depth: int) -> object:
    """What a string that begins with "$" stands for; None for what is no data."""
    found = SPECIAL.match(text)
    if found is None:
        return None
    if found[2] or found[3]:
        return found[2] or found[3]
    if found[5]:
        return found[5]
    return rows.get(found[4], depth) if found[4] else None


# --- flat lists ---


def devalue(flat: object) -> object:
    """Return the value of a list as devalue writes it (Nuxt 3, SvelteKit): its numbers are indices."""
    return _root(flat, _devalued) if isinstance(flat, list) else flat


def qwik(state: object) -> object:
    """Return the lists in a state of Qwik, where numbers to the base of 36 name other objects."""
    flat = state.get("objs") if isinstance(state, dict) else None
    if not isinstance(flat, list):
        return state
    lists = [index for index, one in enumerate(flat) if isinstance(one, list)]
    found = _root([lists, *flat], _of_qwik)
    return (
        {f"objs {index}": one for index, one in zip(lists, found, strict=True)}
        if isinstance(found, list)
        else None
    )


def _root(flat: Sequence[object], read: Callable[[object, Resolve, int], object]) -> object:
    """The first value of a flat list, with those that it points to in place; each value is made once.

    What is pointed to again and again is left out where the result would get far longer than the list.
    """
    memo: dict[int, object] = {}
    sizes: dict[int, int] = {}
    room = MAX_EXPANSION * (1 + sum(map(_own_size, flat)))

    def value(index: object, depth: int) -> object:
        known = isinstance(index, int) and not isinstance(index, bool) and 0 <= index < len(flat)
        if not known or depth > MAX_DEPTH:
            return None
        assert isinstance(index, int)
        nonlocal room
        if index in memo:  # whoever looks through the result meets this value once more
            room -= sizes.get(index, 0)
        else:
            memo[index] = None  # of a value within itself
            before, room = room, room - _own_size(flat[index])
            memo[index] = read(flat[index], value, depth)
            sizes[index] = before - room
        return memo[index] if room >= 0 else None

    return value(0, 0)


def _own_size(raw: object) -> int:
    """The size of a value without those that it points to, in characters and values."""
    return 1 + (len(raw) if isinstance(raw, str | list | dict) else 0)


def _devalued(raw: object, value: Resolve, depth: int) -> object:
    if isinstance(raw, dict):
        return {key: value(index, depth + 1) for key, index in raw.items()}
    if not isinstance(raw, list):
        return raw
    kind = raw[0] if raw and isinstance(raw[0], str) else ""
    match kind:
        case "":
            return [value(index, depth + 1) for index in raw]
        case "Date" | "BigInt" | "URL":
            return raw[1] if len(raw) > 1 else None
        case "Set":
            return [value(index, depth + 1) for index in raw[1:]]
        case "Map":
            return {str(value(k, depth + 1)): value(v, depth + 1) for k, v in _pairs(raw[1:])}
        case "null":
            return {str(k): value(v, depth + 1) for k, v in _pairs(raw[1:])}
        case _:  # what the framework wraps a value in: "Reactive", "Ref", a class
            return value(raw[1], depth + 1) if len(raw) > 1 else None


def turbo_stream(stream: str) -> object:
    """Return the value of a turbo-stream (React Router): in its list, `{"_1":2}` is `{list[1]: list[2]}`."""
    flat: list[object] = []
    for line in stream.split("\n"):
        start = found.end() if (found := PROMISE.match(line)) else 0
        try:
            values = json.loads(line[start:])
        except (ValueError, RecursionError):
            continue
        flat += values if isinstance(values, list) else []
    return _root(flat, _streamed)


def _streamed(raw: object, value: Resolve, depth: int) -> object:
    if isinstance(raw, dict):
        pairs = ((value(_index(key), depth + 1), value(index, depth + 1)) for key, index in raw.items())
        return {str(key): one for key, one in pairs if key is not None}
    if not isinstance(raw, list):
        return raw
    kind = raw[0] if raw and isinstance(raw[0], str) else ""
    match kind:
        case "":
            return [value(index, depth + 1) for index in raw]
        case "D":
            return _iso(raw[1]) if len(raw) > 1 else None
        case "U" | "B":
            return raw[1] if len(raw) > 1 else None
        case "S":
            return [value(index, depth + 1) for index in raw[1:]]
        case "M":
            return {str(value(k, depth + 1)): value(v, depth + 1) for k, v in _pairs(raw[1:])}
        case _:
            return None


def _index(key: str) -> int | None:
    number = key[1:] if len(key) <= 1 + MAX_INDEX_DIGITS else ""
    return int(number) if key[:1] == "_" and number.isdecimal() else None


def _pairs(flat: Sequence[object]) -> zip[tuple[object, object]]:
    return zip(flat[::2], flat[1::2], strict=False)


def _iso(milliseconds: object) -> str | None:
    """Milliseconds since 1970 as a date in ISO 8601."""
    if not isinstance(milliseconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _of_qwik(raw: object, value: Resolve, depth: int) -> object:
    if isinstance(raw, dict):
        return {key: value(_qwik_index(one), depth + 1) for key, one in raw.items()}
    if isinstance(raw, list):
        return [value(_qwik_index(one), depth + 1) for one in raw]
    return (
        (None if raw[0] == QWIK_NOTHING else raw.lstrip(QWIK_SIGNS)) if isinstance(raw, str) and raw else raw
    )


def _qwik_index(reference: object) -> int | None:
    """The index behind the root's that a number to the base of 36 stands for; "!" marks what may change."""
    if isinstance(reference, int):
        return reference + 1
    found = QWIK_INDEX.match(reference) if isinstance(reference, str) else None
    return int(found[1], 36) + 1 if found else None


# --- Astro's islands, Livewire's components ---


def astro(encoded: object, depth: int = 0) -> object:
    """Return the properties of an Astro island: each value is `[type, value]`."""
    if depth > MAX_DEPTH:
        return None
    if isinstance(encoded, dict):
        return {key: astro(one, depth + 1) for key, one in encoded.items()}
    if isinstance(encoded, list) and len(encoded) == 2 and isinstance(encoded[0], int):
        kind, value = encoded
        if kind == 1 and isinstance(value, list):
            return [astro(one, depth + 1) for one in value]
        return astro(value, depth + 1) if kind == 0 and isinstance(value, dict) else value
    return encoded


def livewire(state: object, depth: int = 0) -> object:
    """Return the data of a Livewire component: a list or an object is `[value, {"s": its sort}]`."""
    if depth > MAX_DEPTH:
        return None
    if isinstance(state, list):
        if len(state) == 2 and isinstance(state[1], dict) and isinstance(state[1].get("s"), str):
            return livewire(state[0], depth + 1)
        return [livewire(one, depth + 1) for one in state]
    return {key: livewire(one, depth + 1) for key, one in state.items()} if isinstance(state, dict) else state
