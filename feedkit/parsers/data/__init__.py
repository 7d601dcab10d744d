"""Reads entries from data: JSON, JSON Lines, CSV, YAML, TOML, or the objects of a program.

    text ──loading──▶ document ──locating──▶ rows ──columns──▶ paths of each field ──entries──▶ entries

mapping.py makes accessors of paths and of a recipe's `map`; conversion.py and column_dates.py convert values.
linked.py puts what entries link to in its place; whole_list.py reads what is said of the whole list.
names.py has the names that programs and people use for each field: a new name is a word there.
"""

from __future__ import annotations

from functools import partial

from feedkit.errors import NoEntriesError, Problem, RecipeError
from feedkit.parsers.data.columns import Row, format_path
from feedkit.parsers.data.entries import read_rows
from feedkit.parsers.data.linked import with_links
from feedkit.parsers.data.loading import decode, json_lines, table
from feedkit.parsers.data.locating import Located, about_list, at_path, locate, row_path
from feedkit.parsers.data.mapping import list_path, mapped_fields, maps_by_number
from feedkit.parsers.data.server_errors import server_error
from feedkit.parsers.job import Job
from feedkit.parsers.reading import FieldFound, Reading
from feedkit.recipes import FIELDS, LIST_KEY, Recipe, to_toml

__all__ = ["TABLES", "read", "read_rows"]

NO_LIST = (
    "no entries found: the {} has no list of objects with titles or addresses; "
    "if it has one under other names, say where: --map entries=PATH --map title=PATH (in feedkit.toml: map)"
)
SERVER_ERROR = "no entries found: the {} is an error that the server answered with: {!r}"
TABLES = {
    "csv": (table, "row"),
    "jsonl": (json_lines, "line"),
}  # formats with a row in each line, and the word for a line


def read(job: Job) -> Reading:
    """Read entries out of data in the format "json", "jsonl", "csv", "yaml" or "toml".

    The recipe's `map` gives the paths of the list and of fields; all others are found by their names.

    Raises:
        NoEntriesError: there is no list of entries in the data.
        RecipeError: the data has no such path as `map` gives.
        ParseError: the document is malformed.
    """
    name = job.format or ""
    if name in TABLES:
        return _read_table(job, name)
    found = _list_in(with_links(decode(job.content, name)), name, job.recipe)
    return read_rows(
        found.rows,
        url=job.url,
        zone=job.zone,
        reference=job.now,
        mapped=mapped_fields(job.recipe, found.rows),
        describe=partial(_describe_value, found),
        about=about_list(found),
        format=name,
    )


def _read_table(job: Job, format: str) -> Reading:
    """Read a format with a row in each line: JSON Lines or CSV."""
    rows_of, noun = TABLES[format]
    problems: list[Problem] = []
    numbers: list[int] = []
    rows: list[Row] = []
    for number, row in rows_of(job.content, problems):
        numbers.append(number)
        rows.append(row)
    return read_rows(
        rows,
        url=job.url,
        zone=job.zone,
        reference=job.now,
        mapped=mapped_fields(job.recipe, rows),
        describe=lambda index, column: f"{noun} {numbers[index]}" + (f", {column}" if column else ""),
        problems=problems,
        format=format,
    )


def _list_in(document: object, format: str, recipe: Recipe | None) -> Located:
    path = list_path(recipe)
    if path is not None:
        found = at_path(document, path, by_number=maps_by_number(recipe))
        if found is None:
            raise RecipeError(f'recipe.map.{LIST_KEY}: no list is at "{format_path(path)}"')
        return found
    found = locate(document)
    error = server_error(document) if found is None or not found.path or not found.rows else None
    if error:
        raise NoEntriesError(SERVER_ERROR.format(format.upper(), error))
    if found is None:
        raise NoEntriesError(NO_LIST.format(format.upper()))
    return found


def _describe_value(found: Located, index: int, column: str) -> str:
    """Return the JSONPath of a value (RFC 9535): `$.items[3].date`."""
    row = row_path(found, index)
    return f"{row}.{column}" if column and not column.startswith("[") else row + column


def draft(job: Job) -> str:
    """Return a recipe in TOML with the path of each field that most entries have."""
    reading = read(job)
    best: dict[str, FieldFound] = {}
    for found in reading.fields:
        if found.entries > best.get(found.field, EMPTY).entries and found.field in FIELDS:
            best[found.field] = found
    head = f"# Finds {len(reading.feed.entries)} entries. A field without a line here is found by its name.\n"
    return head + to_toml(Recipe(map={name: best[name].where for name in FIELDS if name in best}))


EMPTY = FieldFound(field="", where="", entries=0)
