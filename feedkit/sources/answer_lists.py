"""The list of a page in the JSON that its scripts fetched: where it is, and which row is which entry."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from feedkit.errors import ParseError, RecipeError
from feedkit.model import Entry
from feedkit.parsers.constructs import plain_text
from feedkit.parsers.data.columns import Path, Row, parse_path
from feedkit.parsers.data.linked import with_links
from feedkit.parsers.data.loading import decode
from feedkit.parsers.data.locating import are_alike, at_path
from feedkit.parsers.page_data.keys import folded, tail
from feedkit.values.data_paths import check_path
from feedkit.values.decoding import source_text
from feedkit.values.json_wrapping import unwrapped

MIN_ROWS = 2  # of a list
MIN_SHARE = 0.8  # of the entries of a page, or of the rows, that must be in both
MIN_SHARE_OF_BEGINNING = 0.5  # of the entries of a page, where the newest of them is a row
MAX_DEPTH = 12  # of objects and lists around a list
MAX_VISITED = 20_000  # objects and lists of one answer that are searched
MAX_ENTERED = 50  # rows of one list that are searched for further lists
MAX_ROWS = 1000  # of one list that are compared
MAX_LISTS = 400  # of one answer that are compared
MAX_ROWS_COMPARED = 6000  # of all lists of one answer
MAX_VALUES = 400  # of one row that are compared
MAX_VALUE_DEPTH = 6  # steps in a row
MAX_ITEMS = 3  # of a list in a row
MAX_TEXT_LENGTH = 500  # characters of a title or an address


class RowList(NamedTuple):
    """A list of objects, or of lists with their cells by number.

    path:  where it is, as `map.entries` has it
    rows:  its rows
    """

    path: Path
    rows: Sequence[Row]


class Match(NamedTuple):
    """A list that has entries of a page.

    found:   the list
    pairs:   the number of its row by that of each entry that is one
    shown:   how many entries the page has
    newest:  the number of its newest entry; of the first, where none has a date
    """

    found: RowList
    pairs: Mapping[int, int]
    shown: int
    newest: int = 0

    @property
    def rank(self) -> tuple[bool, int, int, int, int]:
        """Return what orders such lists: the newest entry, the most entries, the fewest other rows.

        Of two with the same rows it is the one in a certain object of a list, not that in any of them.
        """
        numbered = sum(isinstance(step, int) for step in self.found.path)
        return self.has_newest, len(self.pairs), -len(self.found.rows), numbered, -len(self.found.path)

    @property
    def has_newest(self) -> bool:
        """Return whether the newest entry of the page is a row."""
        return self.newest in self.pairs

    @property
    def is_whole(self) -> bool:
        """Return whether it is the list of the page, or the beginning of it."""
        count, rows = len(self.pairs), len(self.found.rows)
        if count < MIN_ROWS:
            return False
        is_beginning = count >= MIN_SHARE_OF_BEGINNING * self.shown or count >= MIN_SHARE * rows
        return count >= MIN_SHARE * self.shown or (self.has_newest and is_beginning)

    @property
    def is_covered(self) -> bool:
        """Return whether nearly all of its rows are entries of the page, which may have others."""
        return len(self.pairs) >= max(MIN_ROWS + 1, MIN_SHARE * len(self.found.rows))


def json_of(body: bytes) -> object:
    """Return the value of an answer, as the reader of data has it; None where it is no JSON."""
    try:
        return with_links(decode(unwrapped(source_text(body).text), "json"))
    except ParseError:
        return None


def best_match(document: object, entries: Sequence[Entry]) -> Match | None:
    """Return the list in an answer that has most of some entries; None where none has two of them."""
    titles, ends = _numbers(entry.title for entry in entries), _ends(entry.url for entry in entries)
    found, left, newest = [], MAX_ROWS_COMPARED, _newest(entries)
    for one in islice(_lists(document), MAX_LISTS):
        left -= len(one.rows)
        if left < 0:
            break
        found.append(Match(one, _pairs(one.rows, titles, ends), len(entries), newest))
    return max((one for one in found if len(one.pairs) >= MIN_ROWS), key=lambda one: one.rank, default=None)


def _newest(entries: Sequence[Entry]) -> int:
    dates = {number: one.published for number, one in enumerate(entries) if one.published}
    return max(dates, key=dates.__getitem__, default=0)


def _lists(document: object) -> Iterator[RowList]:
    """Yield every list in an answer, and as one those that are alike in each object of a list."""
    seen: set[Path] = set()
    for path in _paths(document):
        joined = tuple(step for step in path if isinstance(step, str))
        for one in (path, joined):
            if one in seen or not path_text(one):
                continue
            seen.add(one)
            for by_number in (False, True):
                found = at_path(document, one, by_number=by_number)
                rows = [row for row in found.rows if isinstance(row, Mapping)] if found else []
                if len(rows) >= MIN_ROWS and (not by_number or 0 in rows[0]):
                    yield RowList(one, rows[:MAX_ROWS])


def _paths(document: object) -> Iterator[Path]:
    """Yield the paths of lists of objects or lists, and of objects of alike objects, the shallowest first."""
    waiting: deque[tuple[Path, object]] = deque([((), document)])
    for _ in range(MAX_VISITED):
        if not waiting:
            return
        path, value = waiting.popleft()
        inner: Iterable[tuple[str | int, object]]
        if isinstance(value, Mapping):
            objects = [one for one in value.values() if isinstance(one, Mapping)]
            if len(objects) == len(value) >= MIN_ROWS and are_alike(objects[:MAX_ENTERED]):
                yield path
            inner = value.items()
        elif isinstance(value, list):
            if len(value) == 1 or all(isinstance(one, Mapping | list) for one in value):
                yield path
            inner = enumerate(value[:MAX_ENTERED])
        else:
            continue
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], Mapping):
            waiting.append((path, value[0]))  # its number says no more than the name of what is in it
        elif len(path) < MAX_DEPTH:
            waiting.extend(((*path, key), one) for key, one in inner if isinstance(one, Mapping | list))


def values_in(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Yield the values in a row with their paths, the objects and lists too; of a list the first items."""
    inner: Iterable[tuple[str | int, object]]
    if isinstance(value, Mapping):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value[:MAX_ITEMS])
    else:
        return
    for key, one in inner:
        yield (*path, key), one
        if len(path) < MAX_VALUE_DEPTH - 1:
            yield from values_in(one, (*path, key))


def path_text(path: Path) -> str:
    """Return a path as recipes have it; "" where they cannot express it."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
    try:
        check_path(text or "$", "")
        return text or "$" if parse_path(text or "$") == path else ""
    except (RecipeError, ValueError):
        return ""


def text_of_scalar(value: object) -> str:
    """Return a text or a whole number as text; "" for anything else, and for long texts."""
    if isinstance(value, str):
        return value if len(value) <= MAX_TEXT_LENGTH else ""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def plain(text: str) -> str:
    """Return a text as texts are compared: without markup."""
    return folded(plain_text(text) if "<" in text or "&" in text else text)


def _numbers(keys: Iterable[str | None]) -> dict[str, int]:
    """Return the number of each title that only one has."""
    found: dict[str, int] = {}
    for number, key in enumerate(map(folded, keys)):
        found[key] = -1 if key in found else number
    return {key: number for key, number in found.items() if key and number >= 0}


def _ends(addresses: Iterable[str | None]) -> dict[str, int]:
    return _numbers(map(tail, addresses))


def _pairs(rows: Sequence[Row], titles: Mapping[str, int], ends: Mapping[str, int]) -> dict[int, int]:
    """Return the row of each entry whose title or address only one row has; both decide before one."""
    votes: dict[int, dict[int, int]] = {}
    for number, row in enumerate(rows):
        texts = {text for _, value in islice(values_in(row), MAX_VALUES) if (text := text_of_scalar(value))}
        keys = {plain(text) for text in texts}
        named = {titles[key] for key in keys if key in titles}
        linked = {ends[key] for key in keys | {tail(one) for one in texts if "/" in one} if key in ends}
        for entry in named | linked:
            votes.setdefault(entry, {})[number] = (entry in named) + (entry in linked)
    found: dict[int, int] = {}
    for entry, rows_of in sorted(votes.items()):
        most = max(rows_of.values())
        best = [number for number, count in rows_of.items() if count == most]
        if len(best) == 1 and best[0] not in found.values():
            found[entry] = best[0]
    return found
