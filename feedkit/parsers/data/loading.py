"""Decodes JSON, JSON Lines, CSV, YAML and TOML into plain values."""

from __future__ import annotations

import csv
import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import msgspec

from feedkit.errors import ParseError, Problem, mismatch
from feedkit.parsers.data import toml, yaml
from feedkit.values.json_numbers import json_integer

Row = dict[str, object]
MAX_CELL_LENGTH = 10_000_000  # characters of a cell, or of a line that is a row
DELIMITERS = ",;\t|"
SEPARATOR = re.compile(r"sep=([,;\t|])\r?\n", re.I)  # the first line of some CSV files by and for Excel
MAX_SAMPLED_ROWS = 20  # rows in which the delimiter is looked for
_CSV_LOCK = threading.Lock()  # the csv module has one limit for the whole process


def decode(content: str, format: str) -> object:
    """Decode a JSON, YAML or TOML document.

    Raises:
        ParseError: the document is malformed; the message names the line and column.
    """
    text = content.removeprefix("\ufeff")
    try:
        return _DECODERS[format](text)
    except RecursionError as error:
        raise ParseError(f"{format}: nested too deep to be read") from error


def _json(text: str) -> object:
    """Decode JSON, and what some programs write instead: NaN, and halves of surrogate pairs."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.MsgspecError, UnicodeEncodeError):
        pass  # the standard library accepts more, and its errors have lines and columns
    try:
        return json.loads(text, parse_int=json_integer)
    except ValueError as error:
        raise ParseError(f"json: wanted JSON, found it malformed: {error}") from error


_DECODERS: dict[str, Callable[[str], object]] = {"json": _json, "toml": toml.load, "yaml": yaml.load}


# --- JSON Lines ---


def json_lines(content: str, problems: list[Problem]) -> Iterator[tuple[int, Row]]:
    """Yield the objects of JSON Lines with their line numbers; a bad line is reported in `problems`."""
    decoder = msgspec.json.Decoder()
    for number, line in enumerate(_lines(content.removeprefix("\ufeff")), 1):
        if not line or line.isspace():
            continue
        if len(line) > MAX_CELL_LENGTH:
            _report(problems, f"line {number}", f"at most {MAX_CELL_LENGTH:,} characters", f"{len(line):,}")
            continue
        try:
            value = decoder.decode(line)
        except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
            value = _decode_leniently(line)
        if isinstance(value, dict):
            yield number, value
        else:
            _report(problems, f"line {number}", "a JSON object", _quoted_with_error(line))


def _lines(content: str) -> Iterator[str]:
    """Yield the lines of a text without copying them all; JSON Lines end with `\\n` only."""
    start = 0
    while start < len(content):
        end = content.find("\n", start)
        end = len(content) if end < 0 else end
        yield content[start:end]
        start = end + 1


def _decode_leniently(line: str) -> object:
    try:
        return json.loads(line, parse_int=json_integer)
    except (ValueError, RecursionError):
        return None


def looks_like_json_lines(content: str) -> bool:
    """Return whether each of the first two lines is a JSON object."""
    lines = (line for line in _lines(content.removeprefix("\ufeff")) if line.strip())
    first = list(islice(lines, 2))
    return len(first) == 2 and all(
        isinstance(_decode_leniently(line[:MAX_CELL_LENGTH]), dict) for line in first
    )


# --- tables ---


def table(content: str, problems: list[Problem]) -> Iterator[tuple[int, Row]]:
    """Yield the rows of CSV (RFC 4180) by the names in the first row, with their numbers as in a spreadsheet.

    The delimiter (`,`, `;`, a tab or `|`) is detected. A row with more cells than names is reported in
    `problems` and left out, because its cells may stand under wrong names.
    """
    rows = _cells(content.removeprefix("\ufeff"), delimiter(content), problems)
    names: list[str] = []
    for number, cells in enumerate(rows, 1):
        if not any(cells) or (number == 1 and SEPARATOR.match(content.removeprefix("\ufeff"))):
            continue
        if not names:
            names = _unique_names(cells)
        elif len(cells) > len(names) and any(cells[len(names) :]):
            _report(problems, f"row {number}", f"{len(names)} cells, as in the first row", str(len(cells)))
        else:
            yield number, dict(zip(names, cells, strict=False))


def _cells(content: str, delimiter: str, problems: list[Problem]) -> list[list[str]]:
    """Return all rows, with cells stripped of blanks; a malformed row, which ends the table, is reported."""
    reader = csv.reader(_kept_lines(content), delimiter=delimiter)
    rows: list[list[str]] = []
    with _CSV_LOCK:
        before = csv.field_size_limit(MAX_CELL_LENGTH)
        try:
            rows.extend([cell.strip() for cell in cells] for cells in reader)
        except csv.Error as error:
            wanted = f"cells of at most {MAX_CELL_LENGTH:,} characters"
            _report(problems, f"row {len(rows) + 1}", wanted, f"{error}: is a quotation mark missing?")
        finally:
            csv.field_size_limit(before)
    return rows


def _kept_lines(content: str) -> Iterator[str]:
    """Yield the lines with their ends, which the csv module needs in quoted cells."""
    start = 0
    while start < len(content):
        end = content.find("\n", start) + 1 or len(content)
        yield content[start:end]
        start = end


def delimiter(content: str) -> str:
    """Return the delimiter that splits most rows into as many cells as the first row."""
    if named := SEPARATOR.match(content.removeprefix("\ufeff")):
        return named[1]
    best, most = ",", 0
    for candidate in DELIMITERS:
        widths = _widths(content[: 64 * 1024], candidate)
        if widths and widths[0] > 1:
            alike = Counter(widths)[widths[0]] * widths[0]
            if alike > most:
                best, most = candidate, alike
    return best


def _widths(sample: str, delimiter: str) -> list[int]:
    """Return the numbers of cells in the first rows."""
    reader = csv.reader(_kept_lines(sample), delimiter=delimiter)
    try:
        return [len(row) for row in islice(reader, MAX_SAMPLED_ROWS) if row]
    except csv.Error:
        return []


def header(content: str) -> list[str]:
    """Return the cells of the first row."""
    text = content.removeprefix("\ufeff")[: 64 * 1024].lstrip()
    separator = delimiter(text)
    try:
        return next(csv.reader(_kept_lines(SEPARATOR.sub("", text, count=1)), delimiter=separator), [])
    except csv.Error:
        return []


def _unique_names(cells: Sequence[str]) -> list[str]:
    """Return the names of columns; a repeated name gets a number."""
    times: Counter[str] = Counter()
    names = []
    for cell in cells:
        times[cell] += 1
        names.append(cell if times[cell] == 1 else f"{cell} {times[cell]}")
    return names


def _report(problems: list[Problem], where: str, wanted: str, found: str) -> None:
    problems.append(mismatch("bad-row", wanted, found, where))


def _quoted_with_error(line: str) -> str:
    try:
        json.loads(line)
        fault = ""
    except RecursionError:
        fault = " (nested too deep)"
    except ValueError as error:
        fault = f" ({str(error).partition(': line')[0]}, column {getattr(error, 'colno', 1)})"
    return repr(line.strip()[:60]) + fault
