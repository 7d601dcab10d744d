"""The places of fields: in a row by its names, or as a recipe's `map` says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from feedkit.config_errors import nearest
from feedkit.dates import read_stamp
from feedkit.dates.date_formats import DateFormat
from feedkit.errors import RecipeError
from feedkit.parsers.data.column_dates import Value
from feedkit.parsers.data.columns import Path, Row, at, parsed_path, shown_path
from feedkit.parsers.data.conversion import text_of
from feedkit.parsers.data.names import plain_name
from feedkit.parsers.reading import aware
from feedkit.recipes import BLANK, LIST, Column, Recipe

LOOKED_AT = 1000  # rows that a path is looked for in
OFFERED = 12  # paths that an error names

Dates = Callable[[Sequence[Value | None], Sequence[ZoneInfo]], list[datetime | None]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field is in a row.

    value:  what is there
    name:   the last name on the way, as names are compared; it may tell a kind
    shown:  the place for people
    dates:  what reads a whole column of dates, where the caller says how they are written
    """

    value: Callable[[Row], object]
    name: str
    shown: str
    dates: Dates | None = None


def place_at(path: Path) -> Place:
    """A place in a row."""
    name = next((plain_name(step) for step in reversed(path) if isinstance(step, str)), "")
    if len(path) == 1:
        key = path[0]
        return Place(lambda row: row.get(key), name, shown_path(path))  # type: ignore[arg-type]
    return Place(lambda row: at(row, path), name, shown_path(path))


def list_of(recipe: Recipe | None) -> Path | None:
    """Where a recipe says that the list of entries is."""
    column = recipe.columns().get(LIST) if recipe else None
    return parsed_path(column.path) if column and column.path else None


def mapped_places(recipe: Recipe | None, rows: Sequence[object]) -> dict[str, Place]:
    """The places of the fields that a recipe maps.

    Raises:
        RecipeError: a path is in none of the rows.
    """
    columns = recipe.columns() if recipe else {}
    return {field: _mapped(field, column, rows) for field, column in columns.items() if field != LIST}


def _mapped(field: str, column: Column, rows: Sequence[object]) -> Place:
    dates = _with_format(column.date_format) if column.date_format else None
    if column.path is None:
        constant = list(column.constant) if isinstance(column.constant, tuple) else column.constant
        return Place(lambda row: constant, field, "a constant", dates)
    value = (
        _template(field, column.path, rows) if "{" in column.path else _path(field, column.path, rows).value
    )
    name = plain_name(column.path.rpartition(".")[2])
    if column.regex is not None:
        value = _searched(re.compile(column.regex), value)
    return Place(value, name, column.path, dates)


def _path(field: str, text: str, rows: Sequence[object]) -> Place:
    """A path that is in a row: as one name, as spreadsheets have them, or as steps."""
    path = parsed_path(text)
    for row in islice(rows, LOOKED_AT):
        if isinstance(row, Mapping):
            if text in row:
                return place_at((text,))
            if at(row, path) is not None:
                return place_at(path)
    if any(isinstance(row, Mapping) and _leads(row, path) for row in islice(rows, LOOKED_AT)):
        return place_at(path)
    known = list(dict.fromkeys(name for row in islice(rows, LOOKED_AT) for name in _paths(row)))
    near = nearest(text, known)
    offer = f'did you mean "{near}"?' if near else f"there are {', '.join(known[:OFFERED])}"
    raise RecipeError(f'recipe.map.{field}: "{text}" is in none of the rows; {offer}')


def _leads(row: Row, path: Path) -> bool:
    """Whether a row has the path, be it with nothing there."""
    value = at(row, path[:-1])
    return isinstance(value, Mapping) and path[-1] in value


def _paths(row: object, path: Path = ()) -> Iterator[str]:
    """The paths of a row's texts and numbers."""
    if isinstance(row, Mapping) and len(path) < 3:
        for key, value in islice(row.items(), 100):
            yield shown_path((*path, key))
            yield from _paths(value, (*path, key))


def _template(field: str, text: str, rows: Sequence[object]) -> Callable[[Row], object]:
    """A text whose braces are filled from the row; nothing where one of them stays empty."""
    parts: list[str | tuple[Place, str]] = []
    position = 0
    for blank in BLANK.finditer(text):
        parts += [text[position : blank.start()], (_path(field, blank[1].strip(), rows), blank[2] or "")]
        position = blank.end()
    parts.append(text[position:])

    def fill(row: Row) -> str | None:
        filled = [one if isinstance(one, str) else _filled(one[0].value(row), one[1]) for one in parts]
        return None if None in filled else "".join(filter(None, filled))

    return fill


def _filled(value: object, date_format: str) -> str | None:
    if not date_format:
        return text_of(value)
    found = value if isinstance(value, date) else read_stamp(text_of(value) or "")
    return found.strftime(date_format) if found else None


def _searched(regex: re.Pattern[str], value: Callable[[Row], object]) -> Callable[[Row], object]:
    def search(row: Row) -> str | None:
        found = regex.search(text_of(value(row)) or "")
        return found[1 if regex.groups else 0] if found else None

    return search


def _with_format(date_format: str) -> Dates:
    pattern = DateFormat(date_format)

    def read(column: Sequence[Value | None], zones: Sequence[ZoneInfo]) -> list[datetime | None]:
        found: Iterable[date | None] = (
            pattern.read(value) if isinstance(value, str) else value for value in column
        )
        return [
            None if value is None else aware(value, zone) for value, zone in zip(found, zones, strict=True)
        ]

    return read
