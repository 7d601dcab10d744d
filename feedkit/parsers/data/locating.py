"""Where in a document its entries are: a list of objects, a table, or the document itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from feedkit.parsers.data.columns import Path, Row, found_fields, shown_path
from feedkit.parsers.data.names import ABOUT, ENTITIES, LISTS, plain_name

DEEPEST = 6  # objects and lists that may stand round the list
LOOKED_AT = 2000  # values that are looked into for a list
SAMPLED = 10  # rows that tell what a list is of
WEIGHTS = {"title": 3, "url": 2, "published": 2, "slug": 1, "summary": 1, "content": 1, "updated": 1, "id": 1}
OF_ONE = 3  # what a list weighs less that is of one entry: its tags, its authors, what is related to it
LEAST = 3  # what a list of entries weighs at least: a title, or an address and something else


@dataclass(frozen=True, slots=True)
class Located:
    """Rows and their place in the document.

    path:    where the list is
    keys:    the last step to each row: its number, or its key where the rows are values of an object; None
             where the document itself is the one row
    rows:    the rows; what is no object is there too, to be told
    about:   the objects around the list, the nearest first: they may say what the whole list is
    """

    path: Path
    keys: Sequence[str | int | None]
    rows: Sequence[object]
    about: tuple[Row, ...] = ()


def locate(document: object) -> Located | None:
    """The list that is most like entries; None where there is none."""
    best, most = None, 0.0
    for found in _candidates(document):
        weight = _weight(found)
        if weight > most:
            best, most = found, weight
    if most >= LEAST:
        return best
    if isinstance(document, Mapping) and _fields_weigh([document]) > LEAST:
        return Located((), (None,), [document])
    return None


def _candidates(document: object) -> Iterator[Located]:
    """Every list of objects, and every object of objects, the shallowest first."""
    waiting: deque[tuple[Path, object, tuple[Row, ...]]] = deque([((), document, ())])
    for _ in range(LOOKED_AT):
        if not waiting:
            return
        path, value, around = waiting.popleft()
        if isinstance(value, Mapping):
            inner = (value, *around)
            objects = [one for one in islice(value.values(), SAMPLED) if isinstance(one, Mapping)]
            if len(value) > 1 and len(objects) == min(len(value), SAMPLED) and _are_alike(objects):
                yield Located(path, list(value), list(value.values()), around)
            if len(path) < DEEPEST:
                waiting.extend(((*path, key), one, inner) for key, one in islice(value.items(), 1000))
        elif isinstance(value, list) and value:
            yield _of_list(path, value, around)
            if len(path) < DEEPEST and len(value) == 1:  # an answer in an answer
                waiting.append(((*path, 0), value[0], around))


def _are_alike(objects: Sequence[Row]) -> bool:
    """Whether objects are of one kind: any two that follow each other share half of their names."""
    pairs = ((set(one), set(two)) for one, two in pairwise(objects))
    return all(2 * len(one & two) >= min(len(one), len(two)) for one, two in pairs)


def _of_list(path: Path, value: list[object], around: tuple[Row, ...]) -> Located:
    """A list; where it is one of lists, the first of them names the columns."""
    first = value[0]
    if isinstance(first, list) and all(isinstance(name, str) for name in first):
        rows = [dict(zip(first, row, strict=False)) if isinstance(row, list) else row for row in value[1:]]
        return Located(path, range(1, len(value)), rows, around)
    return Located(path, range(len(value)), value, around)


def _weight(found: Located) -> float:
    sample = [row for row in islice(found.rows, SAMPLED) if isinstance(row, Mapping)]
    if not sample:
        return 0.0
    weight = float(_fields_weigh(sample)) * len(sample) / min(len(found.rows), SAMPLED)
    name = plain_name(str(found.path[-1])) if found.path else ""
    known = 0.5 - LISTS.index(name) / 100 if name in LISTS else -OF_ONE * (name in ENTITIES)
    return weight + known + min(len(found.rows), 9) / 100 - len(found.path) / 1000


def _fields_weigh(sample: Sequence[Row]) -> int:
    return sum(WEIGHTS.get(field, 0) for field in found_fields(sample))


def at_path(document: object, path: Path) -> Located | None:
    """The list at a place that the caller names; None where no list and no object is there."""
    around: tuple[Row, ...] = ()
    value = document
    for step in path:
        if isinstance(value, Mapping) and step in value:
            around, value = (value, *around), value[step]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    if isinstance(value, list):
        return _of_list(path, value, around) if value else Located(path, (), (), around)
    if isinstance(value, Mapping):
        if value and all(isinstance(one, Mapping) for one in value.values()):
            return Located(path, list(value), list(value.values()), around)
        return Located(path[:-1], path[-1:], [value], around)
    return None


def about_list(found: Located) -> Iterator[Row]:
    """The objects that may say what the whole list is: those around it, and what they call so."""
    for around in found.about:
        yield from (
            around[key]
            for key in around
            if plain_name(str(key)) in ABOUT and isinstance(around[key], Mapping)
        )  # type: ignore[misc]
        yield around


def place(found: Located, index: int) -> str:
    """A row's place as JSONPath has it (RFC 9535): `$.items[3]`."""
    key = found.keys[index]
    return shown_path(found.path if key is None else (*found.path, key), "$")
