"""Finds the entries in a document: a list of objects, a table, or the document itself."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from feedkit.parsers.data.columns import Path, Row, fields_in, format_path, value_at
from feedkit.parsers.data.conversion import VERSION
from feedkit.parsers.data.names import ABOUT, ENTITIES, ERRORS, LISTS, fields_of, plain_name

MAX_DEPTH = 6  # of objects and lists around the list
MAX_VISITED_VALUES = 2000  # values that are searched for a list
MAX_SAMPLED_ROWS = 10  # rows of a list that are weighed
WEIGHTS = {"title": 3, "url": 2, "published": 2, "slug": 1, "summary": 1, "content": 1, "updated": 1, "id": 1}
ENTITY_PENALTY = 3  # for a list that belongs to one entry: tags, authors, related posts
# Lists that are what a document is about: one that is empty is the answer, whatever else the document says.
MAIN_LISTS = frozenset("articles entries episodes hits items posts records results rows stories".split())
TITLE_KEY = re.compile(r"(?![0-9a-f-]+$)(?=.*[^\W\d_]{3})(?=\W*[A-Z]|.*\s)")  # no id, no name in a program
HEADERS = ("columns", "columnnames", "headers", "header", "fields", "meta", "schema")  # names of columns
ROWS = ("rows", "data", "values", "records", "results")
MIN_WEIGHT = 3  # of a list of entries: a title, or an address and something else


@dataclass(frozen=True, slots=True)
class Located:
    """Rows and where they are in the document.

    path:    where the list is
    keys:    the last step to each row: its number, or its key when the rows are values of an object; None
             when the document itself is the only row
    rows:    the rows, also those that are not objects, which are reported later
    about:   the objects around the list, the nearest first: they may describe the whole list
    """

    path: Path
    keys: Sequence[str | int | None]
    rows: Sequence[object]
    about: tuple[Row, ...] = ()


def locate(document: object) -> Located | None:
    """Return the list that looks most like entries; None when there is none."""
    best, most = None, 0.0
    for found in _candidates(document):
        weight = weight_of_list(found)
        if weight > most:
            best, most = found, weight
    if best and most >= MIN_WEIGHT:
        return _with_siblings(best)
    if not isinstance(document, Mapping):
        return None
    for key, value in document.items():
        if plain_name(str(key)) in MAIN_LISTS and isinstance(value, list) and not value:
            return Located((key,), (), (), (document,))
    return Located((), (None,), [document]) if _weight_of_fields([document]) > MIN_WEIGHT else None


def _candidates(document: object) -> Iterator[Located]:
    """Yield every list of objects and every object of objects, the shallowest first."""
    waiting: deque[tuple[Path, object, tuple[Row, ...]]] = deque([((), document, ())])
    for _ in range(MAX_VISITED_VALUES):
        if not waiting:
            return
        path, value, around = waiting.popleft()
        if isinstance(value, Mapping):
            inner = (value, *around)
            if value and all(VERSION.fullmatch(str(key)) for key in value):
                yield Located(path, list(value), [_release(*item) for item in value.items()], around)
                continue
            objects = [one for one in islice(value.values(), MAX_SAMPLED_ROWS) if isinstance(one, Mapping)]
            if len(value) > 1 and len(objects) == min(len(value), MAX_SAMPLED_ROWS) and are_alike(objects):
                yield Located(path, list(value), _titled(value), around)
            if table := _named_table(path, value, around):
                yield table
                continue
            if len(path) < MAX_DEPTH:
                waiting.extend(
                    ((*path, key), one, inner)
                    for key, one in islice(value.items(), 1000)
                    if plain_name(str(key)) not in ERRORS
                )
        elif isinstance(value, list) and value:
            yield _located_list(path, value, around)
            if len(path) < MAX_DEPTH and len(value) == 1:  # an answer in an answer
                waiting.append(((*path, 0), value[0], around))


def _named_table(path: Path, value: Row, around: tuple[Row, ...]) -> Located | None:
    """Return the rows of an object with the names of columns and lists of cells, as databases answer."""
    by_name = {
        plain_name(str(key)): (key, one) for key, one in value.items() if isinstance(one, list) and one
    }
    header = next((by_name[name][1] for name in HEADERS if name in by_name), None)
    body = next((by_name[name] for name in ROWS if name in by_name), None)
    if header is None or body is None:
        return None
    names = [one.get("name") if isinstance(one, Mapping) else one for one in header]
    key, cells = body
    if not all(isinstance(name, str) for name in names) or not isinstance(cells[0], list):
        return None
    rows = [dict(zip(names, row, strict=False)) if isinstance(row, list) else row for row in cells]
    return Located((*path, key), range(len(rows)), rows, (value, *around))


def _titled(value: Row) -> list[object]:
    """Return the rows of an object; its keys are their titles, if they have none and the keys are words."""
    rows = list(value.values())
    sample = [one for one in rows[:MAX_SAMPLED_ROWS] if isinstance(one, Mapping)]
    if fields_in(sample).isdisjoint(("title", "slug")) and all(map(TITLE_KEY.match, value)):
        return [{"title": key, **row} if isinstance(row, Mapping) else row for key, row in value.items()]
    return rows


def _release(version: str, value: object) -> object:
    """Return a row for a version: an object, or a list of files, which have the date."""
    if isinstance(value, Mapping):
        return {"version": version, **value}
    if not isinstance(value, list):
        return value
    file = next((one for one in value if isinstance(one, Mapping)), {})
    dates = {key: one for key, one in file.items() if "published" in dict(fields_of(plain_name(str(key))))}
    return {"version": version, **dates}


def _with_siblings(found: Located) -> Located:
    """Return rows that are values of an object, with what objects beside it have under the same keys.

    A registry has `{"versions": {"1.0": {…}}, "time": {"1.0": "2024-05-01"}}`.
    """
    if not found.about or not all(isinstance(key, str) for key in found.keys):
        return found
    siblings = {
        name: one
        for name, one in found.about[0].items()
        if isinstance(one, Mapping) and name != found.path[-1] and all(key in one for key in found.keys)
    }
    rows = [
        {**{name: one[key] for name, one in siblings.items()}, **row} if isinstance(row, Mapping) else row
        for key, row in zip(found.keys, found.rows, strict=True)
    ]
    return replace(found, rows=rows)


def are_alike(objects: Sequence[Row]) -> bool:
    """Return whether objects are of one kind: each shares half of its keys with the next one."""
    return all(2 * len(one.keys() & two.keys()) >= min(len(one), len(two)) for one, two in pairwise(objects))


def _located_list(path: Path, value: list[object], around: tuple[Row, ...]) -> Located:
    """Return a list as rows; in a list of lists the first one names the columns."""
    first = value[0]
    if isinstance(first, list) and all(isinstance(name, str) for name in first):
        rows = [dict(zip(first, row, strict=False)) if isinstance(row, list) else row for row in value[1:]]
        return Located(path, range(1, len(value)), rows, around)
    return Located(path, range(len(value)), value, around)


def weight_of_list(found: Located) -> float:
    """Return how much a list looks like entries, by the names of its rows' fields."""
    sample = [row for row in islice(found.rows, MAX_SAMPLED_ROWS) if isinstance(row, Mapping)]
    if not sample:
        return 0.0
    weight = float(_weight_of_fields(sample)) * len(sample) / min(len(found.rows), MAX_SAMPLED_ROWS)
    names = [plain_name(step) for step in found.path if isinstance(step, str)]
    name = names[-1] if names else ""
    is_of_entry = any(one in ENTITIES and one not in LISTS for one in names)
    known = -ENTITY_PENALTY if is_of_entry else 0.5 - LISTS.index(name) / 100 if name in LISTS else 0.0
    return weight + known + min(len(found.rows), 9) / 100 - len(found.path) / 1000


def _weight_of_fields(sample: Sequence[Row]) -> int:
    return sum(WEIGHTS.get(field, 0) for field in fields_in(sample))


def at_path(document: object, path: Path, *, by_number: bool = False) -> Located | None:
    """Return the list at a path that the caller gives; None when there is no list and no object.

    A name that follows on a list is that of a list in each of its objects, which are taken together.

    Args:
        document: what has the list.
        path: where it is.
        by_number: whether rows that are lists have their cells by number, also if the first has texts only.
    """
    around: tuple[Row, ...] = ()
    value = document
    for number, step in enumerate(path):
        if isinstance(value, Mapping) and step in value:
            around, value = (value, *around), value[step]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        elif isinstance(value, list) and isinstance(step, str):
            return _located_lists(path, list(_lists_in(value, path[number:])), around)
        else:
            return None
    if isinstance(value, list) and value and isinstance(value[0], list):
        is_headed = not by_number and all(isinstance(name, str) for name in value[0])
        return _located_list(path, value, around) if is_headed else _numbered_cells(path, value, around)
    if isinstance(value, list):
        return _located_list(path, value, around) if value else Located(path, (), (), around)
    if isinstance(value, Mapping):
        if value and all(isinstance(one, Mapping) for one in value.values()):
            return Located(path, list(value), list(value.values()), around)
        return Located(path[:-1], path[-1:], [value], around)
    return None


def _lists_in(value: object, path: Path) -> Iterator[list[object]]:
    """Yield the lists at a path, whose steps are taken in each object of a list on it."""
    if not path:
        if isinstance(value, list):
            yield value
    elif isinstance(value, list) and isinstance(path[0], str):
        for one in value:
            yield from _lists_in(one, path)
    elif (inner := value_at(value, path[:1])) is not None:
        yield from _lists_in(inner, path[1:])


def _located_lists(path: Path, lists: Sequence[list[object]], around: tuple[Row, ...]) -> Located | None:
    """Return several lists as one; the keys of rows count on from list to list."""
    rows = [row for one in lists for row in one]
    return Located(path, range(len(rows)), rows, around) if lists else None


def _numbered_cells(path: Path, value: list[object], around: tuple[Row, ...]) -> Located:
    """Return a list of lists as rows, each with its cells by their numbers: `map.title = "[0]"`."""
    rows = [dict(enumerate(row)) if isinstance(row, list) else row for row in value]
    return Located(path, range(len(rows)), rows, around)


def about_list(found: Located) -> Iterator[Row]:
    """Yield the objects that may describe the whole list: those around it, and their `feed`, `channel`…"""
    for around in found.about:
        yield from (
            around[key]
            for key in around
            if plain_name(str(key)) in ABOUT and isinstance(around[key], Mapping)
        )  # type: ignore[misc]
        yield around


def row_path(found: Located, index: int) -> str:
    """Return the JSONPath of a row (RFC 9535): `$.items[3]`."""
    key = found.keys[index]
    return format_path(found.path if key is None else (*found.path, key), "$")
