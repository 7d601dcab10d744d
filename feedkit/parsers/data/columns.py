"""Finds which path in the rows holds which field, by the names that the rows use.

A field has several paths, the likeliest first; a row's value is that of the first path that has a usable one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from feedkit.parsers.data.names import ENTITIES, TIERS, WRAPPERS, fields_of, plain_name

Row = Mapping[str, object]
Path = tuple[str | int, ...]
FieldPaths = dict[str, tuple[Path, ...]]

MAX_SAMPLED_ROWS = 1000  # rows that are all searched; of further rows, only those with other keys
MAX_DEPTH = 4  # steps in a row
MAX_KEYS = 2000  # in a row that are searched
MAX_PATHS = 8  # of one field
STEP = re.compile(r"\[(\d+)\]|\.?([^.\[\]]+)")


def field_paths(rows: Iterable[object]) -> FieldPaths:
    """Return the paths of each field that the rows have."""
    ranked: dict[str, dict[Path, tuple[int, ...]]] = {field: {} for field in TIERS}
    for row in _rows_with_new_keys(rows):
        _rank(row, ranked)
    return {
        field: tuple(sorted(paths, key=paths.__getitem__)[:MAX_PATHS])
        for field, paths in ranked.items()
        if paths
    }


def fields_in(rows: Sequence[Row]) -> set[str]:
    """Return the fields that the rows have."""
    return set(field_paths(rows))


def _rows_with_new_keys(rows: Iterable[object]) -> Iterator[Row]:
    """Yield the first rows, and later rows with other keys."""
    shapes: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping):
            continue
        shape = tuple(row)
        if number < MAX_SAMPLED_ROWS or (shape not in shapes and len(shapes) < MAX_SAMPLED_ROWS):
            shapes.add(shape)
            yield row


def _rank(row: Row, ranked: dict[str, dict[Path, tuple[int, ...]]]) -> None:
    """Add the paths of a row with their ranks: the tier of the name, the depth, the order in the row."""
    known = list(_named_paths(row))
    unknown = (
        []
        if any(name in TIERS["title"] for _, name, _ in known)
        else list(_named_paths(row, in_unknown=True))
    )
    for order, (path, name, is_unknown) in enumerate((*known, *unknown)):
        for field, tier in fields_of(name):
            ranked[field].setdefault(path, (is_unknown, tier, len(path), order))


def _named_paths(
    row: Row, path: Path = (), *, in_unknown: bool = False, unknown: bool = False
) -> Iterator[tuple[Path, str, bool]]:
    """Yield paths with their names: keys, and the type that a value declares (`{"type": "date", …}`).

    Objects of their own, such as authors, are not searched; objects of unknown meaning only with
    `in_unknown`.
    """
    for count, (key, value) in enumerate(row.items()):
        if count >= MAX_KEYS:
            return
        name, inner_path = plain_name(str(key)), (*path, key)
        if unknown or not in_unknown:
            yield inner_path, name, unknown
            if (kind := typed_key(value)) is not None:
                yield inner_path, plain_name(kind), unknown
                continue
        if not isinstance(value, Mapping) or len(inner_path) >= MAX_DEPTH:
            continue
        if key in WRAPPERS or name in WRAPPERS:
            yield from _named_paths(value, inner_path, in_unknown=in_unknown, unknown=unknown)
        elif name in ENTITIES:
            if "date" in value:  # as the authors of commits have it
                yield (*inner_path, "date"), "date", True
        elif in_unknown:
            yield from _named_paths(value, inner_path, in_unknown=True, unknown=True)


def typed_key(value: object) -> str | None:
    """Return the key of an object's value, when its type names that key: `{"type": "url", "url": …}`."""
    if isinstance(value, Mapping):
        kind = value.get("type")
        if isinstance(kind, str) and kind in value:
            return kind
    return None


def parse_path(text: str) -> Path:
    """Parse a path such as `fields.tags[0].name`, with or without the `$.` of JSONPath (RFC 9535).

    Raises:
        ValueError: the text is not a path.
    """
    bare = text.strip()
    bare = bare.removeprefix("$").removeprefix(".") if bare.startswith("$") else bare
    steps: list[str | int] = []
    position = 0
    while position < len(bare):
        step = STEP.match(bare, position)
        if step is None:
            raise ValueError(f"{text!r} is no path: wanted names with dots between them")
        steps.append(int(step[1]) if step[1] else step[2])
        position = step.end()
    return tuple(steps)


def value_at(row: object, path: Path) -> object:
    """Return the value at a path of a row; None when there is none."""
    value = row
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list):
            if isinstance(step, int):
                value = value[step] if step < len(value) else None
            else:
                found = [value_at(one, (step,)) for one in value[:100]]
                value = [one for one in found if one is not None] or None
        else:
            return None
    return value


def format_path(path: Path, root: str = "") -> str:
    """Return a path as text, in the notation of JSONPath (RFC 9535)."""
    text = root
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif re.fullmatch(r"\w[\w-]*", step):
            text += f".{step}" if text else step
        else:
            text += f"[{step!r}]"
    return text
