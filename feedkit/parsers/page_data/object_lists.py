"""Every list of alike objects in a document, whatever its rows are about.

A list of objects is one, an object of objects of one kind, the objects of each type among others, and what
the rows of a list are wrapped in. Lists at one path but for numbers and years are one: each section of a page
has its own.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property

from feedkit.parsers.data.columns import Path, Row
from feedkit.parsers.data.locating import are_alike
from feedkit.parsers.data.names import WRAPPERS, plain_name
from feedkit.parsers.page_data import as_document
from feedkit.parsers.page_data.keys import keys_of
from feedkit.parsers.page_data.stores import store_of, with_references

MAX_DEPTH = 24  # of objects and lists around a list
MAX_VISITED = 60_000  # objects and lists of one document that are searched
MAX_WRAPPERS = 3  # objects in each other that hold nothing else
MAX_ROWS_ENTERED = 50  # of one list, that are searched for further lists
MAX_KEY_LENGTH = 500  # characters of a title or an address
MAX_DEPTH_OF_KEYS = 2  # objects around a title or an address in a row
MIN_SHARE_OF_KEYS = 0.75  # that two objects of one kind share
YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d)?")  # or a month, as the key of a list
APART = "with those beside it"  # the kind of lists that are wider than in the data
BESIDE = "footer navigation popular promoted recommend related sidebar similar trending".split()
TYPE_KEYS = ("__typename", "@type")
MIN_TEXT_LENGTH = 20  # characters of a text that may be JSON itself

Trail = tuple["Trail", str | int] | tuple[()]  # the way to a value: that to what it is in, and a step


@dataclass(frozen=True)
class Rows:
    """Alike objects in a document.

    path:   where they are
    rows:   the objects
    kind:   their type, where they were chosen by that among others
    inside: the path in each from which it was taken: that of an object that holds nothing else
    where:  the path with the document's, for people
    """

    path: Path
    rows: Sequence[Row]
    kind: str = ""
    inside: Path = ()
    where: str = ""

    @cached_property
    def numbers(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the rows that have a text in any field, as `keys_of` has texts."""
        found: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows):
            for key in _keys_of(row):
                found.setdefault(key, []).append(number)
        return found

    @property
    def is_beside(self) -> bool:
        """Return whether the list is called one beside the page's own: "relatedPosts"."""
        names = [plain_name(step) for step in self.path if isinstance(step, str)]
        return any(word in name for name in names for word in BESIDE)


def _keys_of(row: Row) -> Iterator[str]:
    """Yield the short texts and numbers in a row, as texts are compared."""
    objects = [(row, 0)]
    for value, depth in objects:
        for one in value.values():
            if isinstance(one, str):
                if len(one) < MAX_KEY_LENGTH:
                    yield from keys_of(one)
            elif isinstance(one, dict):
                if depth < MAX_DEPTH_OF_KEYS:
                    objects.append((one, depth + 1))
            elif isinstance(one, int):
                yield str(one)


def lists_in(document: object) -> Iterator[Rows]:
    """Yield every list of objects in a document, the shallowest first."""
    search = _Search(store_of(document))
    waiting: deque[tuple[object, _Place, Trail]] = deque([(document, _Place(()), ())])
    for _ in range(MAX_VISITED):
        if not waiting:
            break
        value, place, trail = waiting.popleft()
        if isinstance(value, str):
            value = as_document(value)
        inner: Iterable[tuple[str | int, object]]
        if search.store and isinstance(value, dict) and isinstance(several := value.get("__refs"), list):
            value = [{"__ref": one} for one in several]
        if isinstance(value, dict):
            objects = [one for one in value.values() if type(one) is dict]
            if objects:
                search.look_at_object(value, objects, place, trail)
            inner = value.items()
        elif isinstance(value, list):
            if {*map(type, value)} == {dict}:
                search.look_at_list(value, place, trail)
            inner = enumerate(value[:MAX_ROWS_ENTERED])
        else:
            continue
        if len(place.path) < MAX_DEPTH:
            for step, one in inner:
                kind = type(one)
                if kind is dict or kind is list:
                    if one:
                        waiting.append((one, place.inner(step), (trail, step)))
                elif kind is str and len(one) > MIN_TEXT_LENGTH and one[0] in "[{":  # type: ignore[arg-type,index]
                    waiting.append((one, place.inner(step), (trail, step)))
    return search.lists()


class _Place:
    """Where values of a document are: those at one path but for numbers and years are at one place."""

    __slots__ = ("_inner", "path")

    def __init__(self, path: tuple[str, ...]) -> None:
        self.path = path
        self._inner: dict[str | int, _Place] = {}

    def inner(self, step: str | int) -> _Place:
        """Return the place of what is behind a step from this one."""
        found = self._inner.get(step)
        if found is None:
            general = "*" if isinstance(step, int) or YEAR.fullmatch(step) else step
            found = self._inner.get(general) or _Place((*self.path, general))
            self._inner[general] = self._inner[step] = found
        return found


class _Search:
    """What is found in a document: the rows of each list, with the objects of its store in place."""

    def __init__(self, store: Row) -> None:
        self.store = store
        self._found: dict[tuple[_Place, str, Path], tuple[Trail, list[Sequence[Row]]]] = {}
        self._referring: dict[int, tuple[Row, Row]] = {}

    def lists(self) -> Iterator[Rows]:
        """Yield the lists of two rows or more."""
        for (place, kind, inside), (trail, lists) in self._found.items():
            if len(lists) > 1:
                yield Rows(place.path, [row for rows in lists for row in rows], kind, inside)
            elif len(lists[0]) > 1:
                yield Rows(_path(trail), lists[0], kind, inside)

    def look_at_object(self, value: Row, objects: Sequence[Row], place: _Place, trail: Trail) -> None:
        """Add objects in an object that are of one kind, and lists with what stands beside them."""
        if len(objects) > 1:
            self._add_types(self._referred(objects), place, trail, in_list=False)
        if list in map(type, value.values()):
            self._add_with_ones_apart(value, place, trail)

    def look_at_list(self, rows: Sequence[Row], place: _Place, trail: Trail) -> None:
        """Add a list of objects, those of one type among them, and what they are wrapped in."""
        rows = self._referred(rows)
        self._add(rows, place, trail)
        if len(rows) > 1:
            self._add_types(rows, place, trail, in_list=True)
        wrapped: dict[Path, list[Row]] = {}
        for row in rows:
            if len(row) <= 2:
                inside, unwrapped = _unwrapped(row)
                if inside:
                    wrapped.setdefault(inside, []).append(unwrapped)
        for inside, unwrapped_rows in wrapped.items():
            self._add(unwrapped_rows, place, trail, inside=inside)

    def _add(
        self, rows: Sequence[Row], place: _Place, trail: Trail, kind: str = "", inside: Path = ()
    ) -> None:
        key = place, kind, inside
        if key in self._found:
            self._found[key][1].append(rows)
        else:
            self._found[key] = trail, [rows]

    def _add_types(self, rows: Sequence[Row], place: _Place, trail: Trail, *, in_list: bool) -> None:
        """Add the objects of each type among others, and objects of one kind under other keys."""
        types: dict[str, list[Row]] = {}
        for row in rows:
            kind = next((str(row[key]) for key in TYPE_KEYS if key in row), "")
            types.setdefault(kind, []).append(row)
        for kind, alike in types.items():
            if len(alike) > 1 and (
                kind and len(types) > 1 if in_list else kind or (len(types) == 1 and are_alike(alike))
            ):
                self._add(alike, place, trail, kind)

    def _add_with_ones_apart(self, value: Row, place: _Place, trail: Trail) -> None:
        """Add the lists in an object with what stands beside them like a row: `{"lead": …, "posts": […]}`."""
        values = [*value.values()]
        for number, (key, rows) in enumerate(value.items()):
            if type(rows) is not list or len(rows) < 2 or {*map(type, rows[:2])} != {dict}:
                continue
            before = _rows_like(rows[0], values[:number])
            after = _rows_like(rows[0], values[number:])
            if before or after:
                joined = [*before, *(row for row in rows if type(row) is dict), *after]
                self._add(self._referred(joined), place.inner(key), (trail, key), APART)

    def _referred(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Objects, those of a store with what they refer to in place."""
        if not self.store:
            return rows
        for row in rows:
            if id(row) not in self._referring:  # with the object itself, as else the next may have its id
                self._referring[id(row)] = row, with_references(row, self.store)
        return [self._referring[id(row)][1] for row in rows]


def _path(trail: Trail) -> Path:
    """The steps of a trail."""
    steps: list[str | int] = []
    while trail:
        trail, step = trail
        steps.append(step)
    return tuple(reversed(steps))


def _rows_like(row: Row, values: Sequence[object]) -> list[Row]:
    """Return the objects among some values that have nearly the keys of a row."""
    objects = [one for one in values if isinstance(one, dict) and len(one) > 1]
    return [
        one for one in objects if len(one.keys() & row.keys()) >= MIN_SHARE_OF_KEYS * max(len(one), len(row))
    ]


def _unwrapped(row: Row) -> tuple[Path, Row]:
    """The object that is all that a row holds, but for a value for programs; and its path in the row."""
    inside: Path = ()
    while len(inside) < MAX_WRAPPERS and 0 < len(row) <= 2:
        objects = [(key, one) for key, one in row.items() if isinstance(one, dict)]
        if len(objects) != 1:
            break
        inside, row = (*inside, objects[0][0]), objects[0][1]
    is_known = all(plain_name(str(name)) in WRAPPERS for name in inside)  # to the reader of rows
    return ((), row) if is_known else (inside, row)


def rows_with(alike: Rows, keys: AbstractSet[str]) -> Rows:
    """Return the rows that have one of some texts, in any field: titles, or ends of addresses."""
    numbers = {number for key in alike.numbers.keys() & keys for number in alike.numbers[key]}
    return replace(alike, rows=[alike.rows[number] for number in sorted(numbers)])
