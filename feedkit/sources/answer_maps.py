"""The map of a list in an answer: where each field is, so that the entries are those that the page shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from feedkit.errors import FeedkitError, RecipeError
from feedkit.model import Entry, Tag
from feedkit.parsers.data.column_dates import date_of, read_column
from feedkit.parsers.data.columns import Path, Row, value_at
from feedkit.parsers.data.conversion import address_of, people_of, picture_of, tags_of, text_of, title_of
from feedkit.parsers.data.entries import read_rows
from feedkit.parsers.data.mapping import mapped_fields
from feedkit.parsers.page_data.keys import folded
from feedkit.recipes import FIELDS, checked_recipe
from feedkit.sources.address_templates import template_of
from feedkit.sources.answer_lists import MAX_VALUES, Match, path_text, plain, values_in
from feedkit.values.data_paths import check_path
from feedkit.values.urls import absolute_url

MIN_SHARE = 0.8  # of the entries that show a field, in which the data must have the same
MIN_SHARE_OF_DATES = 0.5  # of the dates that a page shows, below which those of the data are others
MAX_SHARE_OF_OTHERS = 0.5  # of the authors that a page shows, that those of the data may not be
MAX_DAYS = 1  # between a date shown and that of the data: they may be in different zones
MAX_DATE_PATHS = 20  # that are read as dates
MIN_BEGINNING = 12  # characters of a text that is cut
ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")
SAMPLE = 3  # rows in which a path must fit before all are looked at

Shown = Callable[[Entry], object]
Convert = Callable[[object, str], object]


@dataclass(frozen=True, slots=True)
class Field:
    """How a field of a page is compared with a value of a row.

    shown:    what is compared of an entry; something false where it has none
    convert:  the same of a value, and the address of the page
    """

    shown: Shown
    convert: Convert


def _page_address(value: object, page: str) -> str | None:
    """Return the address in a value; a slug is none, as what stands before it is not said."""
    address = address_of(value) or ""
    return absolute_url(address, page) if "/" in address else None


COMPARED = {
    "title": Field(lambda entry: folded(entry.title), lambda value, page: folded(title_of(value))),
    "url": Field(
        lambda entry: entry.url or "",
        lambda value, page: _page_address(value, page) or "",
    ),
    "summary": Field(
        lambda entry: plain(entry.summary or ""), lambda value, page: plain(text_of(value) or "")
    ),
    "authors": Field(
        lambda entry: [folded(one.name) for one in entry.authors],
        lambda value, page: [folded(one.name) for one in people_of(value)],
    ),
    "tags": Field(
        lambda entry: [folded(one.name if isinstance(one, Tag) else one) for one in entry.tags],
        lambda value, page: [folded(one) for one in tags_of(value)],
    ),
    "image": Field(
        lambda entry: entry.image or "",
        lambda value, page: absolute_url(picture_of(value) or "", page) or "",
    ),
}


@dataclass(frozen=True, slots=True)
class Mapped:
    """The map of a list.

    columns:    where each field is, as `map` has it
    differing:  of the fields that are not always what the page shows: how many differ, of how many
    """

    columns: Mapping[str, str | bool]
    differing: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows with the entries of the page that they are."""

    rows: Sequence[Row]
    entries: Sequence[Entry]
    page: str
    zone: ZoneInfo
    now: datetime | None

    def read(self, columns: Mapping[str, str | bool]) -> tuple[Sequence[Entry], Mapping[str, str]]:
        """Read the rows with a map; return an entry for each, and where most values of a field were found."""
        recipe = checked_recipe({"map": dict(columns)}) if columns else None
        reading = read_rows(
            self.rows,
            url=self.page,
            zone=self.zone,
            reference=self.now,
            mapped=mapped_fields(recipe, self.rows),
        )
        if len(reading.feed.entries) != len(self.rows):
            raise FeedkitError("some rows are no entries")
        best: dict[str, tuple[int, str]] = {}
        for one in reading.fields:
            if one.entries > best.get(one.field, (0, ""))[0] and _is_path(one.where):
                best[one.field] = one.entries, one.where
        return reading.feed.entries, {field: where for field, (_, where) in best.items()}

    def paths(self) -> Iterator[Path]:
        """Yield the paths in the first row, and in others what that has not."""
        seen: set[Path] = set()
        for row in self.rows[:SAMPLE]:
            for path, _ in islice(values_in(row), MAX_VALUES):
                if path not in seen and path_text(path):
                    seen.add(path)
                    yield path


def map_of(
    match: Match, entries: Sequence[Entry], *, page: str, zone: ZoneInfo, now: datetime | None
) -> Mapped | None:
    """Return where the fields of a list are; None where its entries would not be those of the page.

    A field that is found by its name, with what the page shows, is where it was found; else it is where the
    values are that the page shows. An address may also be made of several values, as the page makes it.

    Args:
        match: the list, with the rows that are entries of the page.
        entries: those of the page.
        page: its address.
        zone: the zone of dates without one.
        now: what "3 days ago" is counted from.
    """
    found = _Rows(
        [match.found.rows[row] for row in match.pairs.values()],
        [entries[number] for number in match.pairs],
        page,
        zone,
        now,
    )
    try:
        named, named_paths = found.read({})
    except FeedkitError:
        named, named_paths = (), {}
    columns: dict[str, str | bool] = {"entries": path_text(match.found.path)}
    differing: dict[str, tuple[int, int]] = {}
    for name in ("title", "url", "published", "summary", "authors", "tags", "image"):
        column, differs = _column(name, found, named, named_paths.get(name, ""))
        if column is None and name in ("title", "url", "published"):
            return None
        if name == "authors" and differs[0] > MAX_SHARE_OF_OTHERS * differs[1]:
            columns[name] = False  # those in the data are others: who has uploaded it, for instance
        elif column:
            columns[name] = column
        if differs[0]:
            differing[name] = differs
    return _with_further_fields(found, columns, differing, named_paths)


def _column(
    name: str, found: _Rows, named: Sequence[Entry], named_path: str
) -> tuple[str | None, tuple[int, int]]:
    """Return where a field is, "" where its name is enough or there is none, None where it is not there.

    And how many of its values are not those that the page shows, of how many.
    """
    shown = _shown(name, found.entries)
    if not shown:  # a slug alone would be an address by guess
        return named_path or (None if name == "url" else ""), (0, 0)
    by_name = _agreeing(name, shown, named, found) if named else 0
    if name == "url":
        is_named = by_name == len(shown)
        column = named_path if is_named and named_path else _address_column(found, shown)
        return ("" if column is None and is_named else column), (0, len(shown))
    if by_name >= MIN_SHARE * len(shown):
        return named_path, (len(shown) - by_name, len(shown))
    path, count = _dates_by_value(found, shown) if name == "published" else _by_value(name, found, shown)
    if count >= MIN_SHARE * len(shown) and count > by_name:
        return path, (len(shown) - count, len(shown))
    if name == "title":
        is_other = not named_path or not _are_parts(found, shown, named)
    else:
        is_other = name == "published" and by_name < MIN_SHARE_OF_DATES * len(shown)
    return (None if is_other else named_path), (len(shown) - by_name, len(shown))


def _shown(name: str, entries: Sequence[Entry]) -> list[int]:
    """Return the numbers of the entries that show a field."""
    if name == "published":
        return [number for number, one in enumerate(entries) if one.published and not one.estimated]
    return [number for number, one in enumerate(entries) if COMPARED[name].shown(one)]


def _agreeing(name: str, shown: Sequence[int], named: Sequence[Entry], found: _Rows) -> int:
    """Return for how many entries a field that was found by its name is what the page shows."""
    if name == "published":
        days = [named[number].published for number in shown]
        return _same_days(found, shown, days)
    one = COMPARED[name]
    return sum(_is_same(one.shown(found.entries[number]), one.shown(named[number])) for number in shown)


def _is_same(shown: object, value: object) -> bool:
    """Return whether a page shows a value, or the beginning of a text with dots behind it."""
    if shown == value or not isinstance(shown, str) or not isinstance(value, str):
        return shown == value
    beginning = ELLIPSIS.sub("", shown)
    return MIN_BEGINNING <= len(beginning) < len(shown) and value.startswith(beginning)


def _are_parts(found: _Rows, shown: Sequence[int], named: Sequence[Entry]) -> bool:
    """Return whether most titles of a page have those of the data in them, or the other way round."""
    titles = [(folded(found.entries[number].title), folded(named[number].title)) for number in shown]
    parts = sum(min(len(a), len(b)) >= MIN_BEGINNING and (a in b or b in a) for a, b in titles)
    return parts >= MIN_SHARE * len(shown)


def _same_days(found: _Rows, shown: Sequence[int], dates: Sequence[datetime | None]) -> int:
    both = [(found.entries[number].published, date) for number, date in zip(shown, dates, strict=True)]
    return sum(
        a is not None and b is not None and abs((a.date() - b.date()).days) <= MAX_DAYS for a, b in both
    )


def _by_value(name: str, found: _Rows, shown: Sequence[int]) -> tuple[str, int]:
    """Return the path at which most rows have what the page shows of them, and how many have."""
    wanted = COMPARED[name]
    texts = [wanted.shown(found.entries[number]) for number in shown]
    best, most = "", 0
    for path in found.paths():
        count = 0
        for tried, (number, text) in enumerate(zip(shown, texts, strict=True)):
            if tried == SAMPLE and not count:
                break
            count += _is_same(text, wanted.convert(value_at(found.rows[number], path), found.page))
        if count > most:
            best, most = path_text(path), count
    return best, most


def _dates_by_value(found: _Rows, shown: Sequence[int]) -> tuple[str, int]:
    """Return the path at which most rows have the dates that the page shows, and how many have."""
    best, most, tried = "", 0, 0
    for path in found.paths():
        column = [date_of(value_at(found.rows[number], path)) for number in shown]
        digits = sum(one is not None and any(map(str.isdigit, str(one))) for one in column)
        if digits < MIN_SHARE * len(column):
            continue
        tried += 1
        if tried > MAX_DATE_PATHS:
            break
        count = _same_days(found, shown, read_column(column, [found.zone] * len(column), found.now))
        if count > most:
            best, most = path_text(path), count
    return best, most


def _address_column(found: _Rows, shown: Sequence[int]) -> str | None:
    """Return where the addresses are that the page links to, or the text that makes them."""
    path, count = _by_value("url", found, shown)
    if count == len(shown):
        return path
    addresses = [found.entries[number].url or "" for number in shown]
    return template_of([found.rows[number] for number in shown], addresses)


def _with_further_fields(
    found: _Rows,
    columns: dict[str, str | bool],
    differing: Mapping[str, tuple[int, int]],
    named_paths: Mapping[str, str],
) -> Mapped | None:
    """Return the map with the fields that the page does not show, where one path has all their values."""
    try:
        plainly, _ = found.read(columns)
        if any(entry.id for entry in plainly) and all(entry.url for entry in plainly):
            columns["id"] = False  # as on the page, whose entries are told apart by their addresses
            plainly, _ = found.read(columns)
        for name in FIELDS:
            if name not in columns and name in named_paths:
                further, _ = found.read({**columns, name: named_paths[name]})
                if list(further) == list(plainly):
                    columns[name] = named_paths[name]
    except FeedkitError:
        return None
    return Mapped({name: columns[name] for name in ("entries", *FIELDS) if name in columns}, differing)


def _is_path(text: str) -> bool:
    try:
        check_path(text, "")
    except RecipeError:
        return False
    return True
