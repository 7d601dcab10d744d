"""From text to what it holds: JSON, JSON Lines, CSV, YAML, TOML."""

from __future__ import annotations

import csv
import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import msgspec

from feedkit.errors import ParseError, Problem
from feedkit.parsers.data import toml, yaml

Row = dict[str, object]
LONGEST = 10_000_000  # characters of a cell, or of a line that is a row
DELIMITERS = ",;\t|"
SEPARATOR = re.compile(r"sep=([,;\t|])\r?\n", re.I)  # what Excel takes for a first line, and writes
SAMPLED = 20  # rows that tell what parts the cells
_CELLS = threading.Lock()  # the csv module has one limit for the whole process


def decode(content: str, format: str) -> object:
    """The value of a JSON, YAML or TOML document.

    Raises:
        ParseError: it is malformed; the message says where.
    """
    text = content.removeprefix("\ufeff")
    try:
        return _DECODERS[format](text)
    except RecursionError as error:
        raise ParseError(f"{format}: nested too deep to be read") from error


def _json(text: str) -> object:
    """JSON; also what several programs write into it, NaN and halves of characters."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.MsgspecError, UnicodeEncodeError):
        pass  # the standard library takes more, and tells lines and columns
    try:
        return json.loads(text)
    except ValueError as error:
        raise ParseError(f"json: wanted JSON, found it malformed: {error}") from error


_DECODERS: dict[str, Callable[[str], object]] = {"json": _json, "toml": toml.load, "yaml": yaml.load}


# --- JSON Lines ---


def json_lines(content: str, problems: list[Problem]) -> Iterator[tuple[int, Row]]:
    """The objects of JSON Lines, each with the number of its line; a bad line is told."""
    decoder = msgspec.json.Decoder()
    for number, line in enumerate(_lines(content.removeprefix("\ufeff")), 1):
        if not line or line.isspace():
            continue
        if len(line) > LONGEST:
            _tell(problems, f"line {number}", f"at most {LONGEST:,} characters", f"{len(line):,}")
            continue
        try:
            value = decoder.decode(line)
        except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
            value = _mended(line)
        if isinstance(value, dict):
            yield number, value
        else:
            _tell(problems, f"line {number}", "a JSON object", _shown(line))


def _lines(content: str) -> Iterator[str]:
    """The lines of a text, without a copy of them all: JSON Lines are parted by `\\n` alone."""
    start = 0
    while start < len(content):
        end = content.find("\n", start)
        end = len(content) if end < 0 else end
        yield content[start:end]
        start = end + 1


def _mended(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def looks_like_json_lines(content: str) -> bool:
    """Whether the first two lines are a JSON object each, or the first is and no other follows."""
    lines = (line for line in _lines(content.removeprefix("\ufeff")) if line.strip())
    first = list(islice(lines, 2))
    return len(first) == 2 and all(isinstance(_mended(line[:LONGEST]), dict) for line in first)


# --- tables ---


def table(content: str, problems: list[Problem]) -> Iterator[tuple[int, Row]]:
    """The rows of CSV and its like by the names in the first row, each with its number as spreadsheets count.

    What parts the cells (`,`, `;`, a tab or `|`) is seen from the first rows. Rows with more cells than names
    are told, as their cells stand under wrong names.
    """
    rows = _cells(content.removeprefix("\ufeff"), delimiter(content), problems)
    names: list[str] = []
    for number, cells in enumerate(rows, 1):
        if not any(cells) or (number == 1 and SEPARATOR.match(content.removeprefix("\ufeff"))):
            continue
        if not names:
            names = _distinct(cells)
        elif len(cells) > len(names) and any(cells[len(names) :]):
            _tell(problems, f"row {number}", f"{len(names)} cells, as in the first row", str(len(cells)))
        else:
            yield number, dict(zip(names, cells, strict=False))


def _cells(content: str, delimiter: str, problems: list[Problem]) -> list[list[str]]:
    """All rows, the cells without the blanks around them; what stands behind a malformed row is told."""
    reader = csv.reader(_kept_lines(content), delimiter=delimiter)
    rows: list[list[str]] = []
    with _CELLS:
        before = csv.field_size_limit(LONGEST)
        try:
            rows.extend([cell.strip() for cell in cells] for cells in reader)
        except csv.Error as error:
            wanted = f"cells of at most {LONGEST:,} characters"
            _tell(problems, f"row {len(rows) + 1}", wanted, f"{error}: is a quotation mark missing?")
        finally:
            csv.field_size_limit(before)
    return rows


def _kept_lines(content: str) -> Iterator[str]:
    """The lines with their ends, which the csv module needs in quoted cells."""
    start = 0
    while start < len(content):
        end = content.find("\n", start) + 1 or len(content)
        yield content[start:end]
        start = end


def delimiter(content: str) -> str:
    """What parts the cells of a table: that which parts most rows into as many cells as the first has."""
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
    """How many cells the first rows have."""
    reader = csv.reader(_kept_lines(sample), delimiter=delimiter)
    try:
        return [len(row) for row in islice(reader, SAMPLED) if row]
    except csv.Error:
        return []


def header(content: str) -> list[str]:
    """The cells of the first row."""
    text = content.removeprefix("\ufeff")[: 64 * 1024].lstrip()
    parted = delimiter(text)
    try:
        return next(csv.reader(_kept_lines(SEPARATOR.sub("", text, count=1)), delimiter=parted), [])
    except csv.Error:
        return []


def _distinct(cells: Sequence[str]) -> list[str]:
    """Names of columns; one that stands there again gets a number."""
    times: Counter[str] = Counter()
    names = []
    for cell in cells:
        times[cell] += 1
        names.append(cell if times[cell] == 1 else f"{cell} {times[cell]}")
    return names


def _tell(problems: list[Problem], where: str, wanted: str, found: str) -> None:
    problems.append(Problem(rule="bad-row", message=f"wanted {wanted}, found {found}", where=where))


def _shown(line: str) -> str:
    try:
        json.loads(line)
        fault = ""
    except RecursionError:
        fault = " (nested too deep)"
    except ValueError as error:
        fault = f" ({str(error).partition(': line')[0]}, column {getattr(error, 'colno', 1)})"
    return repr(line.strip()[:60]) + fault
