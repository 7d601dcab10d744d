"""Which place in a row holds which field: by the caller's word, or by the names that the rows use.

A field has a chain of places, the likeliest first; each row's value is the first that says anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from feedkit.parsers.data.names import ENTITIES, TIERS, WRAPPERS, fields_of, plain_name

Row = Mapping[str, object]
Path = tuple[str | int, ...]
Chains = dict[str, tuple[Path, ...]]

SAMPLED = 1000  # rows whose every name is looked at; of further rows, those that have other names
DEEPEST = 4  # steps in a row
WIDEST = 2000  # names in a row that are looked at
MOST = 8  # places of one field
STEP = re.compile(r"\[(\d+)\]|\.?([^.\[\]]+)")


def chains(rows: Iterable[object]) -> Chains:
    """For each field that the rows have, its places in them."""
    ranked: dict[str, dict[Path, tuple[int, ...]]] = {field: {} for field in TIERS}
    for row in _telling(rows):
        _rank(row, ranked)
    return {
        field: tuple(sorted(places, key=places.__getitem__)[:MOST])
        for field, places in ranked.items()
        if places
    }


def found_fields(rows: Sequence[Row]) -> set[str]:
    """The fields that have a place in the rows."""
    return set(chains(rows))


def _telling(rows: Iterable[object]) -> Iterator[Row]:
    """The first rows, and later ones with other names than they."""
    shapes: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping):
            continue
        shape = tuple(row)
        if number < SAMPLED or (shape not in shapes and len(shapes) < SAMPLED):
            shapes.add(shape)
            yield row


def _rank(row: Row, ranked: dict[str, dict[Path, tuple[int, ...]]]) -> None:
    """Add the row's places, each with what it is ranked by: its name's row, its depth, its order."""
    known = list(_named(row))
    strange = [] if any(name in TIERS["title"] for _, name, _ in known) else list(_named(row, strangers=True))
    for order, (path, name, is_strange) in enumerate((*known, *strange)):
        for field, tier in fields_of(name):
            ranked[field].setdefault(path, (is_strange, tier, len(path), order))


def _named(
    row: Row, path: Path = (), *, strangers: bool = False, strange: bool = False
) -> Iterator[tuple[Path, str, bool]]:
    """Places with the names they go by: keys, and what a value says that it is (`{"type": "date", …}`).

    Objects of their own, as authors are, are not looked into, and strange ones only where that is asked for.
    """
    for count, (key, value) in enumerate(row.items()):
        if count >= WIDEST:
            return
        name, here = plain_name(str(key)), (*path, key)
        if strange or not strangers:
            yield here, name, strange
            if (kind := tag_of(value)) is not None:
                yield here, plain_name(kind), strange
                continue
        if not isinstance(value, Mapping) or len(here) >= DEEPEST:
            continue
        if key in WRAPPERS or name in WRAPPERS:
            yield from _named(value, here, strangers=strangers, strange=strange)
        elif name in ENTITIES:
            if "date" in value:  # as the authors of commits have it
                yield (*here, "date"), "date", True
        elif strangers:
            yield from _named(value, here, strangers=True, strange=True)


def tag_of(value: object) -> str | None:
    """The key of an object that holds its value, where the object says so: `{"type": "url", "url": …}`."""
    if isinstance(value, Mapping):
        kind = value.get("type")
        if isinstance(kind, str) and kind in value:
            return kind
    return None


def parsed_path(text: str) -> Path:
    """`fields.tags[0].name`, with or without the `$.` of JSONPath, as steps.

    Raises:
        ValueError: it is no path.
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


def at(row: object, path: Path) -> object:
    """What stands at a place of a row; None where nothing does."""
    value = row
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list):
            if isinstance(step, int):
                value = value[step] if step < len(value) else None
            else:
                found = [at(one, (step,)) for one in value[:100]]
                value = [one for one in found if one is not None] or None
        else:
            return None
    return value


def shown_path(path: Path, root: str = "") -> str:
    """A path as it is written."""
    text = root
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif re.fullmatch(r"\w[\w-]*", step):
            text += f".{step}" if text else step
        else:
            text += f"[{step!r}]"
    return text
