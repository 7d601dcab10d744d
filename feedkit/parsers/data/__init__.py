"""Posts that are data: JSON, JSON Lines, CSV, YAML, TOML, or objects of a program.

    text ──decoding──▶ document ──locating──▶ rows ──columns──▶ where each field is ──entries──▶ entries

names.py       what programs and people call things; rows of words
mapping.py     places that a recipe names; conversion.py, column_dates.py from any value to a field's
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from feedkit.errors import NoEntriesError, Problem, RecipeError
from feedkit.parsers.data.columns import Path, Row, shown_path
from feedkit.parsers.data.entries import read_rows
from feedkit.parsers.data.loading import decode, json_lines, table
from feedkit.parsers.data.locating import Located, about_list, at_path, locate, place
from feedkit.parsers.data.mapping import list_of, mapped_places
from feedkit.parsers.reading import FieldFound, Reading
from feedkit.recipes import FIELDS, LIST, Recipe, written

__all__ = ["TABLES", "read", "read_rows"]

NO_LIST = (
    "no entries found: the {} has no list of objects with titles or addresses; "
    "if it has one under other names, say where: --map entries=PATH --map title=PATH"
)
TABLES = {"csv": (table, "row"), "jsonl": (json_lines, "line")}  # a row a line, and what a line is called


def read(
    content: str,
    format: str,
    url: str | None,
    zone: ZoneInfo,
    reference: datetime | None = None,
    recipe: Recipe | None = None,
) -> Reading:
    """Read entries out of data.

    Args:
        content: the document.
        format: "json", "jsonl", "csv", "yaml" or "toml".
        url: the absolute address that links are resolved against.
        zone: what dates without a zone are in.
        reference: what "3 days ago" is counted from.
        recipe: its `map` says where the list and the fields are; others are found by their names.

    Raises:
        NoEntriesError: there is no list of entries in the data.
        RecipeError: a path of `map` is not there.
        ParseError: the document is malformed.
    """
    if format in TABLES:
        return _read_table(content, format, url, zone, reference, recipe)
    found = _list_in(decode(content, format), format, list_of(recipe))
    return read_rows(
        found.rows,
        url=url,
        zone=zone,
        reference=reference,
        mapped=mapped_places(recipe, found.rows),
        named=partial(_placed, found),
        about=about_list(found),
        format=format,
    )


def _read_table(
    content: str,
    format: str,
    url: str | None,
    zone: ZoneInfo,
    reference: datetime | None,
    recipe: Recipe | None,
) -> Reading:
    """Rows that are lines: of JSON Lines, or of CSV."""
    rows_of, noun = TABLES[format]
    problems: list[Problem] = []
    numbers: list[int] = []
    rows: list[Row] = []
    for number, row in rows_of(content, problems):
        numbers.append(number)
        rows.append(row)
    return read_rows(
        rows,
        url=url,
        zone=zone,
        reference=reference,
        mapped=mapped_places(recipe, rows),
        named=lambda index, column: f"{noun} {numbers[index]}" + (f", {column}" if column else ""),
        told=problems,
        format=format,
    )


def _list_in(document: object, format: str, path: Path | None) -> Located:
    if path is not None:
        found = at_path(document, path)
        if found is None:
            raise RecipeError(f'recipe.map.{LIST}: no list is at "{shown_path(path)}"')
        return found
    found = locate(document)
    if found is None:
        raise NoEntriesError(NO_LIST.format(format.upper()))
    return found


def _placed(found: Located, index: int, column: str) -> str:
    """A value's place as JSONPath has it (RFC 9535): `$.items[3].date`."""
    row = place(found, index)
    return f"{row}.{column}" if column and not column.startswith("[") else row + column


def draft(reading: Reading) -> str:
    """A recipe, in TOML, that finds what was found: the place that most entries have each field in."""
    best: dict[str, FieldFound] = {}
    for found in reading.fields:
        if found.entries > best.get(found.field, EMPTY).entries and found.field in FIELDS:
            best[found.field] = found
    head = f"# Finds {len(reading.feed.entries)} entries. A field without a line here is found by its name.\n"
    return head + written(Recipe(map={name: best[name].where for name in FIELDS if name in best}))


EMPTY = FieldFound(field="", where="", entries=0)
