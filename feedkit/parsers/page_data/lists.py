"""The lists of alike objects in the data of a page, each read as entries by the names of their fields."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice
from zoneinfo import ZoneInfo

from feedkit.errors import NoEntriesError
from feedkit.model import Entry
from feedkit.parsers.data import read_rows
from feedkit.parsers.data.columns import Path, field_paths, format_path, value_at
from feedkit.parsers.data.locating import Located, weight_of_list
from feedkit.parsers.page_data import Document, as_document

MAX_DEPTH = 14  # of objects and lists around a list
MAX_VISITED = 60_000  # objects and lists of one document that are searched
MAX_LISTS = 400  # of one document that are weighed
MAX_LISTS_READ = 12  # of a page, the weightiest
MAX_ROWS = 1000  # of one list
MIN_WEIGHT = 3  # of a list: a title, or an address and something else
TYPE_KEYS = ("__typename", "@type")
MAX_STEP_LENGTH = 40  # characters of a key that are shown
MIN_TEXT_LENGTH = 20  # characters of a text that may be JSON itself


@dataclass(frozen=True, slots=True)
class DataList:
    """A list in a page's data, as entries.

    where:    where it is, for people: "script#__NEXT_DATA__ $.props.posts"
    entries:  what its rows say, one for each
    slugs:    what each row has as its slug, "" where it has none
    fields:   the path in a row that each field was read from
    """

    where: str
    entries: tuple[Entry, ...]
    slugs: tuple[str, ...]
    fields: Mapping[str, str]


def data_lists(
    found: Iterable[Document], *, url: str | None, zone: ZoneInfo, now: datetime | None
) -> list[DataList]:
    """Return the lists of some documents that may be entries, the likeliest first."""
    weighed: list[tuple[float, int, str, Located]] = []
    for document in found:
        for located in _joined(islice(_lists(document.value), MAX_LISTS)):
            weight = weight_of_list(located)
            if weight >= MIN_WEIGHT:
                weighed.append((-weight, len(weighed), document.where, located))
    weighed.sort(key=lambda one: one[:2])
    read = (_read(where, located, url, zone, now) for _, _, where, located in weighed[:MAX_LISTS_READ])
    return [one for one in read if one is not None]


def _read(
    where: str, located: Located, url: str | None, zone: ZoneInfo, now: datetime | None
) -> DataList | None:
    rows = [row for row in located.rows[:MAX_ROWS] if isinstance(row, Mapping)]
    described = partial(_describe, rows)
    try:
        reading = read_rows(rows, url=url, zone=zone, reference=now, describe=described)
    except NoEntriesError:
        return None
    if len(reading.feed.entries) != len(rows):
        return None  # drafts, or rows that say nothing: which is which is not known
    entries = reading.feed.entries
    if not any(one.field == "url" for one in reading.fields):  # slugs below the page's address are a guess
        entries = tuple(replace(entry, url=None) for entry in entries)
    slugs = field_paths(rows).get("slug", ())
    return DataList(
        where=f"{where} {_shown(located.path)}",
        entries=entries,
        slugs=tuple(_slug(row, slugs) for row in rows),
        fields={one.field: one.where for one in reversed(reading.fields)},
    )


def _shown(path: Path) -> str:
    """A path for people; long keys are cut, as some frameworks have whole requests as keys."""
    steps = (
        f"{s[:MAX_STEP_LENGTH]}…" if len(str(s)) > MAX_STEP_LENGTH and isinstance(s, str) else s for s in path
    )
    return format_path(tuple(steps), "$").replace("['*']", "[*]")


def _describe(rows: Sequence[object], index: int, column: str) -> str:
    return f"row {index + 1}, {column}"


def _slug(row: object, paths: Sequence[Path]) -> str:
    for path in paths:
        value = value_at(row, path)
        if isinstance(value, Mapping):
            value = value.get("current")  # Sanity's
        if isinstance(value, str) and value:
            return value
    return ""


def _lists(document: object) -> Iterator[Located]:
    """Yield every list of objects, object of objects, and the objects of one type, the shallowest first."""
    waiting: deque[tuple[Path, object]] = deque([((), document)])
    for _ in range(MAX_VISITED):
        if not waiting:
            return
        path, value = waiting.popleft()
        if isinstance(value, str):
            value = as_document(value)
        if isinstance(value, Mapping):
            yield from _typed(path, list(value), list(value.values()))
            inner: Iterable[tuple[str | int, object]] = value.items()
        elif isinstance(value, list):
            rows = [one for one in value if isinstance(one, Mapping)]
            if rows and len(rows) == len(value):
                yield Located(path, range(len(value)), value)
                yield from _typed(path, range(len(value)), value)
            inner = enumerate(value)
        else:
            continue
        if len(path) < MAX_DEPTH:
            waiting.extend(
                ((*path, key), one)
                for key, one in inner
                if isinstance(one, Mapping | list)
                or (isinstance(one, str) and one[:1] in ("[", "{") and len(one) > MIN_TEXT_LENGTH)
            )


def _joined(found: Iterable[Located]) -> Iterator[Located]:
    """Yield lists, those at one path but for numbers as one: the items of each section of a page."""
    groups: dict[tuple[str | None, ...], list[Located]] = {}
    for located in found:
        pattern = tuple(None if isinstance(step, int) else step for step in located.path)
        groups.setdefault((*pattern, *_kind(located)), []).append(located)
    for group in groups.values():
        first = group[0]
        if len(group) == 1:
            if len(first.rows) > 1:
                yield first
        else:
            rows = [row for one in group for row in one.rows]
            path = tuple("*" if isinstance(step, int) else step for step in first.path)
            yield Located(path, range(len(rows)), rows)


def _kind(located: Located) -> tuple[str, ...]:
    """The type of a list's rows, where it was chosen by that."""
    row = located.rows[0]
    return (
        ()
        if isinstance(located.keys, range) or not isinstance(row, Mapping)
        else tuple(str(row[key]) for key in TYPE_KEYS if key in row)
    )


def _typed(path: Path, keys: Sequence[str | int], values: Sequence[object]) -> Iterator[Located]:
    """Yield the objects of each type among others, and objects that are all of one kind under other keys."""
    if len(values) < 2 or not all(isinstance(one, Mapping) for one in values[:2]):
        return
    types: dict[str, list[int]] = {}
    for number, value in enumerate(values):
        if isinstance(value, Mapping):
            kind = next((str(value[key]) for key in TYPE_KEYS if key in value), "")
            types.setdefault(kind, []).append(number)
    for kind, numbers in types.items():
        if (
            len(numbers) > 1
            and (kind or len(numbers) == len(values))
            and (len(types) > 1 or isinstance(keys, list))
        ):
            yield Located(path, [keys[n] for n in numbers], [values[n] for n in numbers])
