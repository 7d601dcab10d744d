"""Makes accessors, which get the value of a field from a row: by a path, or as a recipe's `map` says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from feedkit.config_errors import nearest
from feedkit.dates import read_stamp
from feedkit.dates.date_formats import DateFormat
from feedkit.errors import RecipeError
from feedkit.parsers.data.column_dates import RawDate
from feedkit.parsers.data.columns import Path, Row, format_path, parse_path, value_at
from feedkit.parsers.data.conversion import text_of
from feedkit.parsers.data.names import plain_name
from feedkit.recipes import LIST_KEY, Column, Recipe
from feedkit.values.data_paths import PLACEHOLDER, paths_in
from feedkit.values.limited_regex import LimitedRegex, Replacements
from feedkit.values.zones import aware_datetime

MAX_SEARCHED_ROWS = 1000  # rows in which a path is searched
MAX_SUGGESTIONS = 12  # paths in an error

ReadDates = Callable[[Sequence[RawDate | None], Sequence[ZoneInfo]], list[datetime | None]]


@dataclass(frozen=True, slots=True)
class Accessor:
    """Gets the value of a field from a row.

    value:        returns the value in a row, None when there is none
    name:         the last name of the path, as names are compared; it may tell the kind of the value
    description:  where the value is, for people
    read_dates:   reads a whole column of dates, when the caller gives their format
    """

    value: Callable[[Row], object]
    name: str
    description: str
    read_dates: ReadDates | None = None


def accessor_of(path: Path) -> Accessor:
    """Return the accessor of a path."""
    name = next((plain_name(step) for step in reversed(path) if isinstance(step, str)), "")
    if len(path) == 1:
        key = path[0]
        return Accessor(lambda row: row.get(key), name, format_path(path))  # type: ignore[arg-type]
    return Accessor(lambda row: value_at(row, path), name, format_path(path))


def list_path(recipe: Recipe | None) -> Path | None:
    """Return the path of the list of entries that a recipe gives."""
    column = recipe.columns().get(LIST_KEY) if recipe else None
    return parse_path(column.path) if column and column.path else None


def maps_by_number(recipe: Recipe | None) -> bool:
    """Return whether a recipe gives a field as a cell by its number: "[0]"."""
    columns = recipe.columns() if recipe else {}
    given = [one.path for field, one in columns.items() if field != LIST_KEY and one.path]
    paths = [path for text in given for path in paths_in(text)]
    return any(path.strip().startswith("[") for path in paths)


def mapped_fields(recipe: Recipe | None, rows: Sequence[object]) -> dict[str, Accessor]:
    """Return the accessors of the fields that a recipe maps; of those that it switches off, to nothing.

    Raises:
        RecipeError: none of the rows has a path.
    """
    if recipe is None:
        return {}
    mapped = {
        field: _mapped_field(field, column, rows)
        for field, column in recipe.columns().items()
        if field != LIST_KEY
    }
    return mapped | {field: Accessor(lambda row: None, field, "") for field in recipe.switched_off}


def _mapped_field(field: str, column: Column, rows: Sequence[object]) -> Accessor:
    read_dates = _with_date_format(column.date_format) if column.date_format else None
    if column.path is None:
        constant = list(column.constant) if isinstance(column.constant, tuple) else column.constant
        return Accessor(lambda row: constant, field, "a constant", read_dates)
    value = (
        _with_blanks(field, column.path, rows)
        if "{" in column.path
        else _accessor_of_path(field, column.path, rows).value
    )
    name = plain_name(column.path.rpartition(".")[2])
    if column.regex is not None:
        value = _with_regex(LimitedRegex(column.regex), value)
    if column.replace is not None:
        value = _with_replacements(Replacements(column.replace), value)
    return Accessor(value, name, column.path, read_dates)


def _accessor_of_path(field: str, text: str, rows: Sequence[object]) -> Accessor:
    """Return the accessor of a path: one name with dots in it, as in spreadsheets, or several steps."""
    path = parse_path(text)
    for row in islice(rows, MAX_SEARCHED_ROWS):
        if isinstance(row, Mapping):
            if text in row:
                return accessor_of((text,))
            if value_at(row, path) is not None:
                return accessor_of(path)
    if any(isinstance(row, Mapping) and _has_path(row, path) for row in islice(rows, MAX_SEARCHED_ROWS)):
        return accessor_of(path)
    known = list(dict.fromkeys(name for row in islice(rows, MAX_SEARCHED_ROWS) for name in _all_paths(row)))
    near = nearest(text, known)
    suggestion = f'did you mean "{near}"?' if near else f"there are {', '.join(known[:MAX_SUGGESTIONS])}"
    raise RecipeError(f'recipe.map.{field}: "{text}" is in none of the rows; {suggestion}')


def _has_path(row: Row, path: Path) -> bool:
    """Return whether a row has a path, even if its value is null."""
    value = value_at(row, path[:-1])
    return isinstance(value, Mapping) and path[-1] in value


def _all_paths(row: object, path: Path = ()) -> Iterator[str]:
    """Yield the paths in a row."""
    if isinstance(row, Mapping) and len(path) < 3:
        for key, value in islice(row.items(), 100):
            yield format_path((*path, key))
            yield from _all_paths(value, (*path, key))


def _with_blanks(field: str, text: str, rows: Sequence[object]) -> Callable[[Row], object]:
    """Return what fills the placeholders of a text from a row; it yields None when a value is missing."""
    parts: list[str | tuple[Accessor, str]] = []
    position = 0
    for blank in PLACEHOLDER.finditer(text):
        parts += [
            text[position : blank.start()],
            (_accessor_of_path(field, blank[1].strip(), rows), blank[2] or ""),
        ]
        position = blank.end()
    parts.append(text[position:])

    def fill(row: Row) -> str | None:
        filled = [one if isinstance(one, str) else _fill_blank(one[0].value(row), one[1]) for one in parts]
        return None if None in filled else "".join(filter(None, filled))

    return fill


def _fill_blank(value: object, date_format: str) -> str | None:
    if not date_format:
        return text_of(value)
    found = value if isinstance(value, date) else read_stamp(text_of(value) or "")
    return found.strftime(date_format) if found else None


def _with_regex(regex: LimitedRegex, value: Callable[[Row], object]) -> Callable[[Row], object]:
    def search(row: Row) -> str | None:
        return regex.search(text_of(value(row)) or "")

    return search


def _with_replacements(replacements: Replacements, value: Callable[[Row], object]) -> Callable[[Row], object]:
    def replaced(row: Row) -> object:
        found = value(row)
        if isinstance(found, list | tuple):
            return [replacements.applied(text_of(one) or "") for one in found]
        text = text_of(found)
        return replacements.applied(text) if text is not None else None

    return replaced


def _with_date_format(date_format: str) -> ReadDates:
    pattern = DateFormat(date_format)

    def read(column: Sequence[RawDate | None], zones: Sequence[ZoneInfo]) -> list[datetime | None]:
        found: Iterable[date | None] = (
            pattern.read(value) if isinstance(value, str) else value for value in column
        )
        return [
            None if value is None else aware_datetime(value, zone)
            for value, zone in zip(found, zones, strict=True)
        ]

    return read
