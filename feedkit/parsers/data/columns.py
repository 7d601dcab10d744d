"""Finds which path in the rows holds which field, by the names that the rows use.

A field has several paths, the likeliest first; a row's value is that of the first path that has a usable one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import islice

from feedkit.parsers.data.names import (
    ENTITIES,
    ENVELOPES,
    PAGES,
    SYSTEM_DATES,
    TIERS,
    WRAPPERS,
    WRITERS_DATES,
    fields_of,
    plain_name,
)

Row = Mapping[str, object]
Path = tuple[str | int, ...]
FieldPaths = dict[str, tuple[Path, ...]]
FieldTiers = tuple[tuple[str, int], ...]
Ranks = dict[Path, tuple[int, ...]]  # what orders the paths of a field
NamedPath = tuple[Path, FieldTiers]  # with the fields that its name may stand for

MAX_SAMPLED_ROWS = 1000  # rows that are all searched; of further rows, only those with other keys
MAX_DEPTH = 4  # steps in a row
MAX_KEYS = 2000  # in a row that are searched
MAX_PATHS = 8  # of one field
MAX_SCALARS_AROUND = 2  # values beside the one object that a row is about
LINKS = ("links",)
CREDITS = "credits"  # an object with the people of each role: `by` are the authors
VERSIONS = ("tagname", "version", "num")
PLAIN_TYPES = frozenset((str, int, float, bool, type(None), list))  # of values that are no objects
TEXT_FIELDS = frozenset(("title", "summary", "content"))
ENTRY_FIELDS = frozenset(("title", "url", "slug", "id", "published", "summary", "content"))
API = re.compile(r"//api\.|/(?:api|jsonapi|wp-json|rest|graphql|v\d+)(?:/|$|\?)|\.json\b", re.I)
STEP = re.compile(r"\[(\d+)\]|\.?([^.\[\]]+)")


def field_paths(rows: Sequence[object]) -> FieldPaths:
    """Return the paths of each field that the rows have."""
    ranked = _ranked(rows)
    _put_writers_dates_first(ranked)
    return {
        field: tuple(sorted(paths, key=paths.__getitem__)[:MAX_PATHS])
        for field, paths in ranked.items()
        if paths
    } | _other_titles(rows, ranked)


def fields_in(rows: Sequence[Row]) -> set[str]:
    """Return the fields that the rows have."""
    ranked = _ranked(rows)
    fields = {field for field, paths in ranked.items() if paths}
    return fields if ranked["title"] else fields.union(_other_titles(rows, ranked))


def _ranked(rows: Sequence[object]) -> dict[str, Ranks]:
    """Return the paths of each field in the rows, each with its rank."""
    ranked: dict[str, Ranks] = {field: {} for field in TIERS}
    shapes: set[object] = set()
    for row in _rows_with_new_keys(rows):
        if PLAIN_TYPES.issuperset(map(type, row.values())):  # its keys say all, and which values are lists
            shape = tuple(row), tuple(type(value) is list for value in row.values())
            if shape in shapes:
                continue
            shapes.add(shape)
        _rank(row, ranked)
    return ranked


def _put_writers_dates_first(ranked: Mapping[str, Ranks]) -> None:
    """Put a date before those of the system, where rows have all of these: the day that a writer gave."""
    dates = {path: plain_name(str(path[-1])) for path in (*ranked["published"], *ranked["updated"])}
    if all(not system.isdisjoint(dates.values()) for system in SYSTEM_DATES):
        for path in ranked["published"]:
            if dates[path] in WRITERS_DATES:
                ranked["published"][path] = (-1, *ranked["published"][path])


def _other_titles(rows: Sequence[object], ranked: Mapping[str, Ranks]) -> FieldPaths:
    """Return the paths of titles, where they are not those with the names of titles."""
    if ranked["title"]:
        return _version_titles(rows, ranked["title"])
    summaries = [path for path in ranked["summary"] if plain_name(str(path[-1])) == "summary"]
    others = [path for path in ranked["summary"] if path not in summaries]
    # In calendars (RFC 5545, 3.8.1.12) and trackers the title is the summary, and the text the description.
    return {"title": tuple(summaries), "summary": tuple(others)} if summaries and others else {}


def _version_titles(rows: Sequence[object], ranked: Ranks) -> FieldPaths:
    """Return the paths of titles with versions first, if all rows have the same name: that of a package."""
    paths = sorted(ranked, key=ranked.__getitem__)
    versions = [path for path in paths if plain_name(str(path[-1])) in VERSIONS]
    if not versions or versions[0] == paths[0]:
        return {}
    sample = rows[:MAX_SAMPLED_ROWS]
    kinds = {str(name) for row in sample if (name := value_at(row, paths[0])) is not None}
    if len(sample) < 2 or len(kinds) > 1:
        return {}
    return {"title": tuple([*versions, *(path for path in paths if path not in versions)][:MAX_PATHS])}


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


def _rank(row: Row, ranked: dict[str, Ranks]) -> None:
    """Add the paths of a row with their ranks: the tier of the name, the depth, the order in the row."""
    paths = _named_paths(row, WRAPPERS)
    known = len(paths)
    if not PLAIN_TYPES.issuperset(map(type, row.values())) and not _says_something(paths, row):
        paths = _named_paths(row, WRAPPERS | ENVELOPES)
        known = len(paths)
        if not _says_something(paths, row):
            paths += _envelope_paths(row)
    for order, (path, fields) in enumerate(paths):
        if path[-1] == "_tags":  # those of a search engine, for its own use
            continue
        for field, tier in fields:
            is_list = field == "url" and isinstance(value_at(row, path), list)
            ranked[field].setdefault(path, (order >= known, tier + is_list, len(path), order))


def _says_something(paths: Iterable[NamedPath], row: Row) -> bool:
    """Return whether a row has a title or a text of its own."""
    return any(
        field in TEXT_FIELDS and value_at(row, path)
        for path, fields in paths
        if fields
        for field, _ in fields
    )


def _named_paths(row: Row, wrappers: AbstractSet[str], path: Path = ()) -> list[NamedPath]:
    """Return paths with what their names stand for: keys, and the type that a value declares.

    Of the objects in a row only `wrappers` are searched, and one that the row's type names; all others may be
    of something else.
    """
    found: list[NamedPath] = []
    kind = row.get("type") if not path else None
    for key, value in islice(row.items(), MAX_KEYS):
        name, fields = _known_name(str(key))
        inner_path = (*path, key)
        found.append((inner_path, fields))
        if type(value) in PLAIN_TYPES or not isinstance(value, Mapping):
            continue
        if (value_kind := typed_key(value)) is not None:
            found.append((inner_path, _known_name(value_kind)[1]))
        elif len(inner_path) >= MAX_DEPTH:
            continue
        elif key in wrappers or name in wrappers or (kind == key and name not in ENTITIES):
            found += _named_paths(value, wrappers, inner_path)
        elif name in LINKS:
            found += [(link, fields_of("uri")) for link in _page_links(value, inner_path)]
        elif name == CREDITS and "by" in value:
            found.append(((*inner_path, "by"), fields_of("by")))
        elif name in TIERS["authors"] and "date" in value:  # as the authors of commits have it
            found.append(((*inner_path, "date"), fields_of("created")))
    return found


@lru_cache(maxsize=4096)
def _known_name(key: str) -> tuple[str, FieldTiers]:
    """Return a key as names are compared, and the fields that it may stand for."""
    name = plain_name(key)
    return name, fields_of(name)


def _envelope_paths(row: Row) -> list[NamedPath]:
    """Return the paths in the one object that a row of hardly anything else holds: `{"cve": {"id": …}}`."""
    scalars = [
        key for key, value in row.items() if value and not isinstance(value, bool | Mapping | list | tuple)
    ]
    if len(scalars) > MAX_SCALARS_AROUND:
        return []
    inner = [
        (key, value)
        for key, value in row.items()
        if isinstance(value, Mapping) and value and plain_name(str(key)) not in ENTITIES
    ]
    said = [one for one in inner if _is_entry(one[1])]
    return _named_paths(said[0][1], WRAPPERS, (said[0][0],)) if len(said) == 1 else []


def _is_entry(value: Row) -> bool:
    """Return whether an object has a title or a text, and something else of an entry."""
    names = {field for _, fields in _named_paths(value, WRAPPERS) if fields for field, _ in fields}
    return not names.isdisjoint(TEXT_FIELDS) and len(names & ENTRY_FIELDS) > 1


def _page_links(value: Row, path: Path) -> Iterator[Path]:
    """Yield the paths of the links in an object that lead to pages, and not to the answers of an API."""
    for wanted in PAGES:
        for key, link in value.items():
            if plain_name(str(key)) != wanted:
                continue
            whole = (*path, key, "href") if isinstance(link, Mapping) else (*path, key)
            address = value_at(value, whole[len(path) :])
            if isinstance(address, str) and not (wanted == "self" and API.search(address)):
                yield whole


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
