"""The lists of alike objects in the data of a page, each read as entries by the names of their fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import islice
from zoneinfo import ZoneInfo

from feedkit.errors import NoEntriesError
from feedkit.model import Entry
from feedkit.parsers.data import read_rows
from feedkit.parsers.data.columns import Path, Row, field_paths, format_path, value_at
from feedkit.parsers.data.locating import Located, weight_of_list
from feedkit.parsers.data.mapping import Accessor, accessor_of, mapped_fields
from feedkit.parsers.page_data import Document
from feedkit.parsers.page_data.addresses import Links, Pattern, address_path, ending, ending_path
from feedkit.parsers.page_data.object_lists import Rows, lists_in
from feedkit.recipes import Recipe
from feedkit.values.urls import absolute_url

MAX_LISTS = 400  # of one document that are weighed
MAX_LISTS_READ = 12  # of a page, the weightiest
MAX_ROWS = 1000  # of one list
MAX_DATE_FIELDS = 6  # of one list, that are held against the page
MIN_WEIGHT = 3  # of a list: a title, or an address and something else
MAX_STEP_LENGTH = 40  # characters of a key that are shown
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
        for alike in islice(lists_in(document.value), MAX_LISTS):
            weight = weight_of_list(Located(alike.path, (), alike.rows))
            if weight >= MIN_WEIGHT:
                named = replace(alike, where=f"{document.where} {_shown(alike.path)}")
                weighed.append((-weight, len(weighed), named))
    return [alike for *_, alike in sorted(weighed, key=lambda one: one[:2])[:MAX_LISTS_READ]]


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
