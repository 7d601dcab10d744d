"""What the data of a page says of its entries: it completes the list in the HTML, or has the only list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from feedkit.errors import Problem, RecipeError, mismatch
from feedkit.model import Entry
from feedkit.parsers.html.data_dates import Agreement, agreement
from feedkit.parsers.html.fields import dates_of
from feedkit.parsers.html.marked_items import marked_items
from feedkit.parsers.html.page import Page
from feedkit.parsers.job import Job
from feedkit.parsers.page_data import DECODERS, Document, Script, documents
from feedkit.parsers.page_data.keys import folded, tail
from feedkit.parsers.reading import FieldFound
from feedkit.recipes import LIST_KEY, Recipe
from feedkit.values.urls import absolute_url

if TYPE_CHECKING:
    from feedkit.parsers.page_data.lists import DataList, Reader
    from feedkit.parsers.page_data.object_lists import Rows

MIN_SHARE_MATCHED = 0.5  # of the entries of a page, that the rows of its data must be
MIN_SHARE_DATED = 0.5  # of the rows of a list only in data, unless so many have a text
MAX_SUMMARY_LENGTH = 600  # characters of a text of a row that is taken as summary
MIN_ROWS = 2  # of a list only in data
FILLED = ("published", "authors", "summary", "image", "tags")


@dataclass(frozen=True, slots=True)
class State:
    """Entries with what the data of the page says.

    entries:   the entries
    fields:    where each field that was filled in came from
    problems:  what contradicts what the page shows, or could not be used
    """

    entries: tuple[Entry, ...]
    fields: tuple[FieldFound, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class PageData:
    """The lists in the data that a page carries for its scripts, the likeliest first; and what reads them."""

    lists: Sequence[Rows]
    reader: Reader


def data_of(page: Page, job: Job) -> PageData | None:
    """Return the lists in the data of a page; None where it has none."""
    things = [*documents(Script(text, "application/ld+json") for text in page.scripts)]
    found = [*documents(_scripts(page)), *things, *documents(_islands(page))]
    if len(alone := [one.value for one in things if isinstance(one.value, dict)]) > 1:
        found.append(Document(alone, "script"))  # a script for each entry
    if items := marked_items(page):
        found.append(Document(items, "markup"))
    if not found:
        return None
    from feedkit.parsers.page_data.addresses import Links  # this and the next load the reader of data
    from feedkit.parsers.page_data.lists import Reader, lists_of

    lists = lists_of(found)
    base = page.head.base or None
    shown = (absolute_url(href, base) for href in dict.fromkeys(link.get("href") for link in page.links))
    links = Links(chain(filter(None, shown), job.known.urls if job.known else ()))
    return PageData(lists, Reader(base, job.zone, job.now, links)) if lists else None


def _scripts(page: Page) -> Iterator[Script]:
    """Yield the scripts of a page, and the texts that are JSON."""
    for attrs, source in page.data:
        kind, name = (attrs.get("type") or "").lower(), attrs.get("id") or ""
        yield Script(
            source.text(), kind, f"script#{name}" if name else "script", name if name in DECODERS else kind
        )
    yield from (Script(node.text, "json", page.describe(node)) for node in page.json_texts)


def _islands(page: Page) -> Iterator[Script]:
    """Yield the attributes of a page that hold data; those of one name with an object each as one list."""
    found: dict[tuple[str, str], list[str]] = {}
    for node in page.islands:
        for name in page.data_attributes & node.attrs.keys():
            if value := node.get(name):
                found.setdefault((node.tag, name), []).append(value)
    for (tag, name), values in found.items():
        text = values[0] if len(values) == 1 else f"[{','.join(values)}]"
        yield Script(text, "", f"{tag}[{name}]", tag if tag in DECODERS else name)


# --- a list that the HTML has too ---


def filled(
    entries: Sequence[Entry],
    data: PageData | None,
    fields: Collection[str] = FILLED,
    days: Sequence[str] = (),
) -> State:
    """Return entries with what the page does not show, from the list in its data that has most of them.

    Args:
        entries: those of the page.
        data: its data.
        fields: those that the data may fill.
        days: the day without a year that each entry shows, "" where it shows none.
    """
    best, rows = _best_match(entries, data) if data else (None, {})
    if data is None or best is None:
        return State(tuple(entries))
    best, agreed = _with_shown_dates(entries, best, rows, data.reader, days)
    counts: Counter[str] = Counter()
    found = list(entries)
    undated = frozenset(agreed.differing if agreed.holds else rows)
    for number, row in rows.items():
        wanted = frozenset(fields) - {"published"} if number in undated else frozenset(fields)
        found[number] = _filled(entries[number], best.entries[row], counts, wanted)
    origins = tuple(
        FieldFound(field=name, where=f"{best.where}[*].{best.fields.get(name, name)}", entries=counts[name])
        for name in FILLED
        if counts[name]
    )
    problems = (
        _contradictions(entries, agreed.differing, best) if agreed.holds else _others(entries, best, rows)
    )
    return State(tuple(found), origins, problems)


def _best_match(entries: Sequence[Entry], data: PageData) -> tuple[DataList | None, dict[int, int]]:
    """The list that has most of some entries, those of its rows alone; and its row of each of them."""
    from feedkit.parsers.page_data.object_lists import rows_with

    best: DataList | None = None
    rows: dict[int, int] = {}
    keys = {key for entry in entries for key in (tail(entry.url), folded(entry.title)) if key}
    for alike in data.lists:
        chosen = rows_with(alike, keys)
        wanted = max(1, MIN_SHARE_MATCHED * min(len(entries), len(alike.rows)), len(rows) + 1)
        one = data.reader.read(chosen, contents=False) if len(chosen.rows) >= wanted else None
        matched = _matched(entries, one) if one else {}
        if len(matched) >= wanted:
            best, rows = one, matched
    return best, rows


def _others(entries: Sequence[Entry], one: DataList, rows: dict[int, int]) -> tuple[Problem, ...]:
    """The problem that the dates of a list are not those that the page shows, where they date an entry."""
    if all(entries[number].published or not one.entries[row].published for number, row in rows.items()):
        return ()
    message = "the dates are not those that the page shows: they are left out"
    return (Problem(rule="contradicting-data", message=message, where=one.where),)


def _with_shown_dates(
    entries: Sequence[Entry], one: DataList, rows: dict[int, int], reader: Reader, days: Sequence[str]
) -> tuple[DataList, Agreement]:
    """A list with those of its dates that agree with what the page shows, and how they do."""
    usual = agreement(entries, _dates_of(one, rows), days)
    if usual.holds:
        return one, usual
    for other in reader.with_other_dates(one):
        agreed = agreement(entries, _dates_of(other, rows), days)
        if agreed.compared and agreed.holds:
            return other, agreed
    return one, usual


def _dates_of(one: DataList, rows: dict[int, int]) -> dict[int, datetime | None]:
    return {number: one.entries[row].published for number, row in rows.items()}


def _contradictions(entries: Sequence[Entry], differing: Sequence[int], one: DataList) -> tuple[Problem, ...]:
    """The problem that dates of a page and of its data differ, if some do."""
    if not differing:
        return ()
    first = differing[0]
    count = "1 date differs" if len(differing) == 1 else f"{len(differing)} dates differ"
    return (
        Problem(
            rule="contradicting-data",
            message=f"{count} from those in {one.where}: those shown are taken",
            where=dates_of(first + 1, entries[first]),
        ),
    )


def _matched(entries: Sequence[Entry], one: DataList) -> dict[int, int]:
    """The rows that are entries of the page, by their numbers: the same end of the address, or title."""
    tails = _unique([tail(entry.url) for entry in one.entries])
    names = _unique([folded(entry.title) for entry in one.entries])
    own_tails = _unique([tail(entry.url) for entry in entries])
    own_names = _unique([folded(entry.title) for entry in entries])
    found: dict[int, int] = {}
    for number, entry in enumerate(entries):
        end, name = tail(entry.url), folded(entry.title)
        if end in own_tails and end in tails:
            found[number] = tails[end]
        elif name in own_names and name in names:
            found[number] = names[name]
    return found


def _unique(keys: Sequence[str]) -> dict[str, int]:
    """The keys that only one has, with its number."""
    counts = Counter(keys)
    return {key: number for number, key in enumerate(keys) if key and counts[key] == 1}


def _filled(entry: Entry, row: Entry, counts: Counter[str], fields: Collection[str]) -> Entry:
    """An entry with the fields that only its row has, and with the time of a date that has none."""
    new: dict[str, object] = {
        name: value for name in fields if not getattr(entry, name) and (value := _value(row, name))
    }
    if new.get("summary") in (entry.title, row.title) or entry.content:
        new.pop("summary", None)
    shown, data = entry.published, row.published
    if "published" in fields and shown and data:
        if entry.estimated:  # "3 days ago" is that day at best
            new.update(published=data, estimated=False)
        elif _is_midnight(shown) and not _is_midnight(data) and shown.date() == data.date():
            new["published"] = data
    if entry.url is None and row.url is not None:
        new["url"] = row.url
    counts.update(new.keys())
    return replace(entry, **new) if new else entry  # type: ignore[arg-type]


def _value(row: Entry, name: str) -> object:
    """A field of a row; where its text has markup, the summary is its plain text if that is short."""
    if name != "summary" or row.summary or not row.content or len(row.content) > 2 * MAX_SUMMARY_LENGTH:
        return getattr(row, name)
    from feedkit.parsers.constructs import plain_text  # it reads pages itself

    text = plain_text(row.content).strip()
    return text if len(text) <= MAX_SUMMARY_LENGTH else None


def _is_midnight(date: datetime) -> bool:
    return (date.hour, date.minute, date.second) == (0, 0, 0)


# --- a list that is only in the data ---


@dataclass(frozen=True, slots=True)
class OnlyInData:
    """A list of entries in the data of a page whose HTML has none.

    found:    the list as it is in the data
    entries:  those that have an address, each address once
    """

    found: DataList
    entries: tuple[Entry, ...]

    @property
    def is_addressed(self) -> bool:
        """Return whether half of the rows have an address."""
        return len(self.entries) * 2 >= max(len(self.found.entries), MIN_ROWS)

    def rank(self) -> tuple[bool, bool, bool, int, int]:
        """Return what orders such lists: addresses, their names, dates and how many there are, other rows."""
        rows = len(self.found.entries)
        is_dated = self.found.dated >= MIN_SHARE_DATED * rows
        is_main = not self.found.rows.is_beside
        return (
            self.is_addressed,
            is_main,
            is_dated,
            self.found.dated if is_dated else len(self.entries) or rows,
            -rows,
        )

    def state(self) -> State:
        """Return the entries, where their fields came from, and how many rows are left out."""
        where = self.found.where
        fields = tuple(
            FieldFound(field=name, where=f"{where}[*].{path}", entries=len(self.entries))
            for name, path in self.found.fields.items()
        )
        return State(self.entries, fields, self._left_out())

    def _left_out(self) -> tuple[Problem, ...]:
        """The problems that rows have no address, and that there are too many, if it is so."""
        missing = sum(entry.url is None for entry in self.found.entries)
        count, where = len(self.found.entries), self.found.where
        problems = []
        beyond = len(self.found.rows.rows) - count
        if beyond:
            found = f"{count + beyond:,}: the last {beyond:,} are left out"
            problems.append(mismatch("too-many-entries", f"up to {count:,} entries", found, where))
        if not missing:
            return tuple(problems)
        rows = f"{missing} of {count} rows"
        message = f"{rows} are left out: they have no address, and no link of the page shows how one is made"
        return (*problems, Problem(rule="no-address", message=message, where=where))


def only_in_data(data: PageData | None) -> OnlyInData | None:
    """Return the list in the data of a page whose HTML has none; None where none may be its entries.

    It is one with addresses, if there is one, and with the most dates, else with the most rows; of alike ones
    the one with fewer rows besides, or the likeliest.
    """
    lists = filter(None, map(data.reader.read, data.lists)) if data else ()
    found = [OnlyInData(one, _with_addresses(one)) for one in lists if are_entries(one)]
    return max(found, key=OnlyInData.rank, default=None)


def mapped_list(data: PageData, recipe: Recipe) -> OnlyInData:
    """Return the list in the data of a page whose fields are where a recipe says.

    Raises:
        RecipeError: there is no such list.
    """
    wanted = recipe.columns().get(LIST_KEY)
    path = (wanted.path or "") if wanted else ""
    lists = [one for one in data.lists if one.where == path or one.where.endswith(f" {path}") or not path]
    if not lists:
        found = ", ".join(f'"{one.where}"' for one in data.lists)
        missing = f'no list is at "{path}" in the page\'s data'
        raise RecipeError(f"recipe.map.{LIST_KEY}: {missing}; there is {found}")
    reader = replace(data.reader, recipe=recipe)
    errors: list[RecipeError] = []
    read: list[OnlyInData] = []
    for rows in lists:
        try:
            one = reader.read(rows)
        except RecipeError as error:
            errors.append(error)
        else:
            read += [OnlyInData(one, _with_addresses(one))] if one else []
    if not read:
        raise errors[0] if errors else RecipeError("recipe.map: no row of the page's data says anything")
    return max(read, key=OnlyInData.rank)


def are_entries(one: DataList) -> bool:
    """Return whether all rows of a list have titles, and half of them dates or texts, as menus have not."""
    texts = sum(bool(entry.summary or entry.content) for entry in one.entries)
    enough = len(one.entries) >= MIN_ROWS and all(entry.title for entry in one.entries)
    return enough and max(one.dated, texts) >= MIN_SHARE_DATED * len(one.entries)


def _with_addresses(one: DataList) -> tuple[Entry, ...]:
    """The entries of a list that have an address, each address once."""
    found: dict[str, Entry] = {}
    for entry in one.entries:
        if entry.url:
            found.setdefault(entry.url, entry)
    return tuple(found.values())
