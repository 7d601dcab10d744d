"""The lists of alike objects in the data of a page, each read as entries by the names of their fields."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from itertools import islice
from zoneinfo import ZoneInfo

from feedkit.errors import NoEntriesError
from feedkit.model import Entry
from feedkit.parsers.data import read_rows
from feedkit.parsers.data.columns import Path, Row, field_paths, format_path, value_at
from feedkit.parsers.data.locating import Located, are_alike, weight_of_list
from feedkit.parsers.data.mapping import Accessor, accessor_of, mapped_fields
from feedkit.parsers.data.names import WRAPPERS, plain_name
from feedkit.parsers.page_data import Document, as_document
from feedkit.parsers.page_data.addresses import Links, Pattern, address_path, ending, ending_path
from feedkit.parsers.page_data.keys import keys_of
from feedkit.parsers.page_data.stores import store_of, with_references
from feedkit.recipes import Recipe
from feedkit.values.urls import absolute_url

MAX_DEPTH = 24  # of objects and lists around a list
MAX_VISITED = 60_000  # objects and lists of one document that are searched
MAX_LISTS = 400  # of one document that are weighed
MAX_WRAPPERS = 3  # objects in each other that hold nothing else
MAX_ROWS_ENTERED = 50  # of one list, that are searched for further lists
MAX_KEY_LENGTH = 500  # characters of a title or an address
MAX_DEPTH_OF_KEYS = 2  # objects around a title or an address in a row
MAX_LISTS_READ = 12  # of a page, the weightiest
MAX_ROWS = 1000  # of one list
MAX_DATE_FIELDS = 6  # of one list, that are held against the page
MIN_WEIGHT = 3  # of a list: a title, or an address and something else
MIN_SHARE_OF_KEYS = 0.75  # that two objects of one kind share
YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d)?")  # or a month, as the key of a list
APART = "with those beside it"  # the kind of lists that are wider than in the data
BESIDE = "footer navigation popular promoted recommend related sidebar similar trending".split()
TYPE_KEYS = ("__typename", "@type")
MAX_STEP_LENGTH = 40  # characters of a key that are shown
MIN_TEXT_LENGTH = 20  # characters of a text that may be JSON itself
NOTHING = Accessor(lambda row: None, "", "")


@dataclass(frozen=True, slots=True)
class DataList:
    """A list in a page's data, as entries.

    where:    where it is, for people: "script#__NEXT_DATA__ $.props.posts"
    entries:  what its rows say, one for each; no `url` where none is known
    dated:    how many have a date, also one that says no day, such as "May 5"
    fields:   the path in a row that each field was read from
    rows:     what it was read from
    """

    where: str
    entries: Sequence[Entry]
    dated: int
    fields: Mapping[str, str]
    rows: Rows


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


@dataclass(frozen=True, slots=True)
class Reader:
    """What the rows of a page are read with.

    url:    the absolute address that those in the data are resolved against
    zone:   the zone of dates without one
    now:    what "3 days ago" is counted from
    links:  what the page links to
    recipe: where fields are that their names do not tell
    """

    url: str | None
    zone: ZoneInfo
    now: datetime | None
    links: Links
    recipe: Recipe | None = None
    _known: dict[object, DataList | None] = field(default_factory=dict)

    def with_other_dates(self, one: DataList) -> Iterator[DataList]:
        """Yield a list with the dates in other fields of its rows: those of first and last changes too."""
        paths = field_paths(one.rows.rows)
        for path in (*paths.get("published", ()), *paths.get("updated", ()))[:MAX_DATE_FIELDS]:
            other = self.read(one.rows, date=path, contents=False)
            if other is not None and other.fields.get("published") != one.fields.get("published"):
                yield other

    def read(self, alike: Rows, date: Path | None = None, *, contents: bool = True) -> DataList | None:
        """Read rows as entries; None where some are drafts or say nothing: which is which is not known.

        Args:
            alike: the rows.
            date: the path of their dates, where it is not found by its name.
            contents: read whole texts too, and not only summaries.
        """
        key = (alike.where, date, contents, *map(id, alike.rows))
        if key not in self._known:
            self._known[key] = self._read(alike, date, contents=contents)
        return self._known[key]

    def _read(self, alike: Rows, date: Path | None, *, contents: bool) -> DataList | None:
        rows = alike.rows[:MAX_ROWS]
        path = address_path(rows, self.links, self.url)
        mapped = {"url": accessor_of(path) if path else NOTHING} | _starts(rows)
        mapped |= {"published": accessor_of(date)} if date else {}
        mapped |= {} if contents else {"content": NOTHING}
        given = mapped_fields(self.recipe, rows)
        mapped |= given
        described = partial(_describe, rows)
        try:
            reading = read_rows(
                rows, url=self.url, zone=self.zone, reference=self.now, describe=described, mapped=mapped
            )
        except NoEntriesError:
            return None
        if len(reading.feed.entries) != len(rows):
            return None
        fields = {one.field: one.where for one in reversed(reading.fields)}
        entries = reading.feed.entries
        if path is None and "url" not in given:  # slugs below the page's own address would be a guess
            found = ending_path(rows, field_paths(rows).get("slug", ()), self.links)
            entries = tuple(_with_ending(entry, row, found) for entry, row in zip(entries, rows, strict=True))
            fields |= {"url": format_path(found[0])} if found else {}
        inside = format_path(alike.inside)
        return DataList(
            where=alike.where,
            entries=entries,
            dated=sum(one.entries for one in reading.fields if one.field == "published"),
            fields={n: f"{inside}.{one}" if inside else one for n, one in fields.items() if n != "slug"},
            rows=alike,
        )


def lists_of(found: Iterable[Document]) -> list[Rows]:
    """Return the lists of some documents whose rows have fields of entries, the likeliest first."""
    weighed: list[tuple[float, int, Rows]] = []
    for document in found:
        for alike in islice(_joined(_lists(document.value)), MAX_LISTS):
            weight = weight_of_list(Located(alike.path, (), alike.rows))
            if weight >= MIN_WEIGHT:
                named = replace(alike, where=f"{document.where} {_shown(alike.path)}")
                weighed.append((-weight, len(weighed), named))
    return [alike for *_, alike in sorted(weighed, key=lambda one: one[:2])[:MAX_LISTS_READ]]


def rows_with(alike: Rows, keys: Collection[str]) -> Rows:
    """Return the rows that have one of some texts, in any field: titles, or ends of addresses."""
    numbers = {number for key in keys for number in alike.numbers.get(key, ())}
    return replace(alike, rows=[alike.rows[number] for number in sorted(numbers)])


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


def _starts(rows: Sequence[Row]) -> dict[str, Accessor]:
    """Where the dates of events are: an event's is its start, not the day of its announcement."""
    are_events = all(str(row.get("@type")).endswith("Event") and row.get("startDate") for row in rows)
    return {"published": accessor_of(("startDate",))} if are_events else {}


def _with_ending(entry: Entry, row: Row, found: tuple[Path, Pattern] | None) -> Entry:
    """An entry with the address that ends in a value of its row, if the page's links show how."""
    last = ending(value_at(row, found[0])) if found else ""
    return replace(entry, url=absolute_url(last.join(found[1]), None) if found and last else None)


def _shown(path: Path) -> str:
    """A path for people; long keys are cut, as some frameworks have whole requests as keys."""
    steps = (
        f"{s[:MAX_STEP_LENGTH]}…" if len(str(s)) > MAX_STEP_LENGTH and isinstance(s, str) else s for s in path
    )
    return format_path(tuple(steps), "$").replace("['*']", "[*]")


def _describe(rows: Sequence[object], index: int, column: str) -> str:
    return f"row {index + 1}, {column}"


def _lists(document: object) -> Iterator[Rows]:
    """Yield every list of objects, object of objects, and the objects of one type, the shallowest first."""
    store = store_of(document)
    waiting: deque[tuple[Path, object]] = deque([((), document)])
    for _ in range(MAX_VISITED):
        if not waiting:
            return
        path, value = waiting.popleft()
        if isinstance(value, str):
            value = as_document(value)
        if store and isinstance(value, dict) and isinstance(several := value.get("__refs"), list):
            value = [{"__ref": one} for one in several]
        if isinstance(value, dict):
            yield from _typed(path, _referred(value.values(), store), in_list=False)
            yield from _with_ones_apart(path, value, store)
            inner: Iterable[tuple[str | int, object]] = value.items()
        elif isinstance(value, list):
            rows = _referred(value, store)
            if rows and len(rows) == len(value):
                yield Rows(path, rows)
                yield from _typed(path, rows, in_list=True)
                yield from _wrapped(path, rows)
            inner = enumerate(value[:MAX_ROWS_ENTERED])
        else:
            continue
        if len(path) < MAX_DEPTH:
            waiting.extend(
                ((*path, key), one)
                for key, one in inner
                if isinstance(one, dict | list)
                or (isinstance(one, str) and one[:1] in ("[", "{") and len(one) > MIN_TEXT_LENGTH)
            )


def _referred(values: Iterable[object], store: Row) -> list[Row]:
    """The objects among some values, those of a store with what they refer to in place."""
    rows: list[Row] = [one for one in values if isinstance(one, dict)]
    return [with_references(one, store) for one in rows] if store else rows


def _joined(found: Iterable[Rows]) -> Iterator[Rows]:
    """Yield lists, those at one path but for numbers as one: the items of each section of a page."""
    groups: dict[tuple[object, ...], list[Rows]] = {}
    for alike in found:
        pattern = tuple(map(_general, alike.path))
        groups.setdefault((pattern, alike.kind, alike.inside), []).append(alike)
    for group in groups.values():
        first = group[0]
        rows = first.rows if len(group) == 1 else [row for one in group for row in one.rows]
        path = first.path if len(group) == 1 else tuple(_general(step) for step in first.path)
        if len(rows) > 1:
            yield replace(first, path=path, rows=rows)


def _general(step: str | int) -> str:
    """A step without numbers: that of each section, of each year."""
    return "*" if isinstance(step, int) or YEAR.fullmatch(step) else step


def _with_ones_apart(path: Path, value: Row, store: Row) -> Iterator[Rows]:
    """Yield the lists in an object with what stands beside them like a row: `{"lead": …, "posts": […]}`."""
    ones = [
        (number, one) for number, one in enumerate(value.values()) if isinstance(one, dict) and len(one) > 1
    ]
    for number, (key, rows) in enumerate(value.items() if ones else ()):
        if not isinstance(rows, list) or len(rows) < 2 or not all(isinstance(row, dict) for row in rows[:2]):
            continue
        alike = [(at < number, one) for at, one in ones if _are_like(one, rows[0])]
        if alike:
            before, after = ([one for first, one in alike if first is side] for side in (True, False))
            yield Rows((*path, key), _referred((*before, *rows, *after), store), APART)


def _are_like(one: Row, row: Row) -> bool:
    """Return whether two objects have nearly the same keys."""
    return len(one.keys() & row.keys()) >= MIN_SHARE_OF_KEYS * max(len(one), len(row))


def _typed(path: Path, rows: Sequence[Row], *, in_list: bool) -> Iterator[Rows]:
    """Yield the objects of each type among others, and objects that are all of one kind under other keys."""
    types: dict[str, list[Row]] = {}
    for row in rows:
        kind = next((str(row[key]) for key in TYPE_KEYS if key in row), "")
        types.setdefault(kind, []).append(row)
    for kind, alike in types.items():
        chosen = len(types) > 1 and kind if in_list else kind or (len(types) == 1 and are_alike(alike))
        if len(alike) > 1 and chosen:
            yield Rows(path, alike, kind)


def _wrapped(path: Path, rows: Sequence[Row]) -> Iterator[Rows]:
    """Yield the objects that are all that a row holds, those under one name as one list."""
    inner: dict[Path, list[Row]] = {}
    for row in rows:
        inside, unwrapped = _unwrapped(row)
        if inside:
            inner.setdefault(inside, []).append(unwrapped)
    for inside, unwrapped_rows in inner.items():
        yield Rows(path, unwrapped_rows, inside=inside)


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
