"""Makes entries of rows, one column at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import islice, repeat
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from feedkit.errors import NoEntriesError, Problem, mismatch
from feedkit.model import Enclosure, Entry, Episode, Person
from feedkit.parsers.constructs import seconds, size
from feedkit.parsers.data import column_dates, conversion, names
from feedkit.parsers.data.columns import Row, field_paths
from feedkit.parsers.data.entry_texts import content_of, texts_of
from feedkit.parsers.data.episodes import episode_of, podcast_of
from feedkit.parsers.data.mapping import Accessor, ReadDates, accessor_of
from feedkit.parsers.data.whole_list import feed_of, home_of
from feedkit.parsers.reading import FieldFound, Reading
from feedkit.values.apple_podcasts import podcast_problems
from feedkit.values.identifiers import identified_address, kind_address
from feedkit.values.sanitising import sanitised_html
from feedkit.values.urls import absolute_url, split_url

MAX_SHOWN_NAMES = 12  # names of columns in an error
NOT_EPISODE = "not-of-an-episode"  # rule of Problems
MAX_QUOTED_LENGTH = 60  # characters of a value in a Problem
T = TypeVar("T")

Describe = Callable[[int, str], str]  # where a value is, for people, by row number and column
Convert = Callable[[object], T | None]


@dataclass(slots=True)
class Columns:
    """Rows, the accessors of each field in them, and the problems with their values."""

    accessors: dict[str, tuple[Accessor, ...]]
    describe: Describe
    base: str | None
    page: str | None  # the address that the caller gives
    problems: list[Problem]
    has_mapped_summary: bool = False  # so that a text with markup is a summary, and no content
    rows: list[Row] = field(default_factory=list)  # those that are entries
    numbers: list[int] = field(default_factory=list)  # of these rows
    fields: list[FieldFound] = field(default_factory=list)

    def column(
        self, name: str, read: Convert[T], read_at: Callable[[Accessor], Convert[T]] | None = None
    ) -> tuple[list[T | None], list[Accessor | None]] | None:
        """Read a field of each row with the first accessor that yields a value.

        Args:
            name: the field.
            read: converts a raw value; None when it is unusable.
            read_at: makes the converter for an accessor, when it depends on that; used instead of `read`.

        Returns:
            For each row the value and its accessor; None when no row has the field.
        """
        found: list[T | None] = [None] * len(self.rows)
        origins: list[Accessor | None] = [None] * len(self.rows)
        missing: Iterable[int] = range(len(self.rows))
        for accessor in self.accessors.get(name, ()):
            value, reader = accessor.value, read_at(accessor) if read_at else read
            remaining, count = [], 0
            for index in missing:
                raw = value(self.rows[index])
                one = reader(raw)
                if one:
                    found[index], origins[index] = one, accessor
                    count += 1
                else:
                    remaining.append(index)
                    if isinstance(raw, str) and len(raw) > conversion.MAX_TEXT_LENGTH:
                        wanted = f"at most {conversion.MAX_TEXT_LENGTH:,} characters"
                        self.report("long-text", wanted, f"{len(raw):,}", index, accessor)
            if count:
                self.fields.append(FieldFound(field=name, where=accessor.description, entries=count))
            missing = remaining
        return (found, origins) if len(list(missing)) < len(self.rows) else None

    def get(self, name: str, read: Convert[T]) -> Iterable[T | None]:
        found = self.column(name, read)
        return found[0] if found else repeat(None)

    def addresses(
        self, name: str, read: Convert[str], urls: Sequence[str | None] = ()
    ) -> Iterable[str | None]:
        """Return absolute addresses; a bad one is reported, unless only a base to resolve it is missing.

        `urls` are those of the entries, if known: see `_may_resolve`.
        """
        found = self.column(name, read)
        if found is None:
            return repeat(None)
        resolved = [one and absolute_url(one, self.base) for one in found[0]]
        for index, url in enumerate(urls):
            if not _may_resolve(found[0][index], self.base, url):
                resolved[index] = None
        for index, (one, address) in enumerate(zip(found[0], resolved, strict=True)):
            if one and not address and (self.base or ":" in one):
                self.report("not-a-url", "an address", one, index, found[1][index])
        return resolved

    def report(
        self,
        rule: str,
        wanted: str,
        found: str,
        index: int,
        accessor: Accessor | None = None,
        column: str = "",
    ) -> None:
        """Add the problem of a row, by its index in `rows`, or of one of its values."""
        where = self.describe(self.numbers[index], accessor.description if accessor else column)
        self.problems.append(mismatch(rule, wanted, _quoted(found), where))


def _may_resolve(reference: str | None, base: str | None, url: str | None) -> bool:
    """Return whether an address may be resolved against a base, which may be an API's.

    A relative path ("images/a.jpg") may not, if the entry is on another host: that may be the host meant.
    """
    if not reference or not base or not url or ":" in reference or reference.startswith("/"):
        return True
    return split_url(base).hostname == split_url(url).hostname


def _quoted(text: str) -> str:
    return repr(text[:MAX_QUOTED_LENGTH] + "…" * (len(text) > MAX_QUOTED_LENGTH))


def read_rows(
    rows: Sequence[object],
    *,
    url: str | None,
    zone: ZoneInfo,
    reference: datetime | None = None,
    mapped: dict[str, Accessor] | None = None,
    describe: Describe | None = None,
    row_names: Sequence[str] = (),
    about: Iterable[Row] = (),
    problems: Iterable[Problem] = (),
    format: str = "rows",
) -> Reading:
    """Read entries from rows with any names.

    Args:
        rows: objects with values of any kind. What is not an object is reported and left out; drafts are left
            out.
        url: the absolute address that links, and slugs where it ends in a slash, are resolved against.
        zone: the zone of dates without one.
        reference: what "3 days ago" is counted from.
        mapped: accessors of fields that the caller specifies; all others are found by their names.
        describe: tells where a value is, for problems, from the number of its row (from 0) and its column,
            "" for the whole row; by default `row 1, date`.
        row_names: the name of each row in problems, instead of `row 1`.
        about: objects that may describe the whole list, the likeliest first.
        problems: those reported so far.
        format: the name of the format.

    Raises:
        NoEntriesError: no row has a field of an entry.
    """
    about = list(about)
    home = home_of(about, url)
    found = {name: tuple(map(accessor_of, paths)) for name, paths in field_paths(rows).items()}
    found.update({name: (accessor,) for name, accessor in (mapped or {}).items()})
    columns = Columns(
        found,
        describe or partial(_describe_by_number, row_names),
        url or home,
        url,
        list(problems),
        "summary" in (mapped or {}),
    )
    _select_rows(rows, columns)
    entries = list(_entries(columns, zone, reference))
    if not entries:
        raise NoEntriesError(_no_entries_message(len(rows), columns))
    feed = feed_of(about, home, url, entries)
    general: list[Problem] = []
    podcast = podcast_of(about, general, has_files=any(entry.enclosures for entry in entries))
    if podcast:
        feed = replace(feed, podcast=podcast)
        general += podcast_problems(feed)
    problems = (*general, *columns.problems)
    return Reading(feed=feed, format=format, problems=problems, fields=tuple(columns.fields))


def _describe_by_number(row_names: Sequence[str], index: int, column: str) -> str:
    return (row_names[index] if row_names else f"row {index + 1}") + (f", {column}" if column else "")


def _no_entries_message(rows: int, columns: Columns) -> str:
    if columns.rows and not any(
        columns.accessors.get(name) for name in ("title", "url", "summary", "content")
    ):
        names = ", ".join(map(str, list(columns.rows[0])[:MAX_SHOWN_NAMES]))
        return (
            "no entries found: no column is known by its name as a title, a text or an address; there are "
            f"{names}: say what they are, as --map title={next(iter(columns.rows[0]), 'NAME')} does"
        )
    if columns.problems:
        return f"no entries found: no row is usable: {columns.problems[0]}"
    if not rows:
        return "no entries found: the list is empty"
    return f"no entries found: all {rows} rows are drafts"


def _select_rows(rows: Iterable[object], columns: Columns) -> None:
    """Keep the rows that are objects and not drafts."""
    signs = [
        accessor for name in ("draft", "status", "published") for accessor in columns.accessors.get(name, ())
    ]
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            where = columns.describe(number, "")
            found = _quoted(str(row)[: MAX_QUOTED_LENGTH + 1])
            columns.problems.append(mismatch("bad-row", "an object", found, where))
        elif not (signs and _is_draft(row, columns.accessors)):
            columns.rows.append(row)
            columns.numbers.append(number)


def _is_draft(row: Row, accessors: dict[str, tuple[Accessor, ...]]) -> bool:
    for accessor in accessors.get("draft", ()):
        if _is_true(accessor.value(row)):
            return True
    for accessor in accessors.get("status", ()):
        state = accessor.value(row)
        if isinstance(state, str) and state.lower() in names.DRAFT_STATES:
            return True
    return any(_is_false(accessor.value(row)) for accessor in accessors.get("published", ()))


def _is_true(value: object) -> bool:
    return value is True or (isinstance(value, str) and value.strip().lower() in ("true", "yes", "1"))


def _is_false(value: object) -> bool:
    return value is False or (
        isinstance(value, str) and len(value) < 8 and value.strip().lower() in ("false", "no")
    )


def _entries(columns: Columns, zone: ZoneInfo, reference: datetime | None) -> Iterator[Entry]:
    """Yield an entry for each row that has a title, a text or an address."""
    get, text, urls = columns.get, conversion.text_of, _urls(columns)
    fields = zip(
        range(len(columns.rows)),
        _titles(columns),
        urls,
        get("summary", conversion.said_text),
        _contents(columns),
        get("id", text),
        _dates(columns, "published", zone, reference),
        _dates(columns, "updated", zone, reference),
        _authors(columns),
        get("tags", conversion.tags_of),
        columns.addresses("image", _only_address(conversion.picture_of), urls),
        _enclosures(columns),
        get("language", text),
        get("rights", text),
        columns.addresses("comments", _only_address(conversion.page_of), urls),
        get("id", conversion.readable_id),
        strict=False,
    )
    for (
        index,
        title,
        url,
        raw_summary,
        raw_content,
        entry_id,
        published,
        updated,
        authors,
        tags,
        image,
        files,
        *rest,
    ) in fields:
        language, rights, comments, name = rest
        summary, content = texts_of(raw_summary, raw_content, title, is_summary=columns.has_mapped_summary)
        if not title and name and (identified_address(name) or not (url or summary or content)):
            title = name
        if not (title or url or summary or content):
            columns.report("empty-row", "a title, a text or an address", "none", index)
            continue
        yield Entry(
            title=title,
            url=url,
            id=entry_id,
            published=published,
            updated=updated,
            summary=summary,
            content=sanitised_html(content, url or columns.base),
            authors=authors or (),
            tags=tags or (),
            image=image,
            enclosures=files or (),
            language=language,
            rights=rights,
            comments=comments,
            episode=_episode(columns, index) if files else None,
        )


def _episode(columns: Columns, index: int) -> Episode | None:
    return episode_of(columns.rows[index], columns.base, partial(columns.report, NOT_EPISODE, index=index))


def _titles(columns: Columns) -> Iterable[str | None]:
    found = columns.column("title", conversion.title_of, _title_at)
    return found[0] if found else repeat(None)


def _title_at(accessor: Accessor) -> Convert[str]:
    """Return what reads the title of an accessor; a number may be a version, and never an issue's number."""
    return conversion.version_of if accessor.name in names.NUMBERS else conversion.title_of


def _urls(columns: Columns) -> list[str | None]:
    """Return the addresses; a missing one is that of the slug, or of an identifier such as a DOI."""
    urls = columns.addresses("url", conversion.address_of)
    slugs = list(islice(columns.get("slug", conversion.slug_of), len(columns.rows)))
    identified = columns.get("id", conversion.identified)
    found = [
        url or _slug_address(slug, columns) or address or kind_address(row)
        for url, slug, address, row in zip(urls, slugs, identified, columns.rows, strict=False)
    ]
    if columns.base and not columns.page:
        for index, (address, slug) in enumerate(zip(found, slugs, strict=False)):
            if slug and not address:
                columns.report("slug-without-page", "the page's address, which a slug is below", slug, index)
    return found


def _slug_address(slug: str | None, columns: Columns) -> str | None:
    """Return the address of a slug below the caller's page, if that ends in a slash; of a path, on a host."""
    is_below = slug and (slug.startswith("/") or (columns.page or "").endswith("/"))
    return absolute_url(slug, columns.base) if slug and is_below and columns.base else None


def _dates(
    columns: Columns, name: str, zone: ZoneInfo, reference: datetime | None
) -> Iterable[datetime | None]:
    """Return the dates of a field; what is not a date is reported."""
    column = columns.column(name, column_dates.date_of)
    if column is None:
        return repeat(None)
    found = cast(
        "tuple[list[column_dates.RawDate | None], list[Accessor | None]]", column
    )  # mypy joins unions
    cells = [None if one is None or column_dates.is_placeholder(one) else one for one in found[0]]
    zones = [column_dates.column_zone(accessor.name, zone) if accessor else zone for accessor in found[1]]
    moments = _date_reader(columns, name, reference)(cells, zones)
    for index, (cell, moment) in enumerate(zip(cells, moments, strict=True)):
        if moment is None and isinstance(cell, str) and not _is_true(cell) and not _is_false(cell):
            columns.report("not-a-date", "a date", cell, index, found[1][index])
    return moments


def _date_reader(columns: Columns, name: str, reference: datetime | None) -> ReadDates:
    """Return what reads a column of dates: in the format that the caller gives, or in any notation."""
    dates = columns.accessors[name][0].read_dates
    return dates or partial(column_dates.read_column, reference=reference)


def _authors(columns: Columns) -> Iterable[tuple[Person, ...] | None]:
    found = columns.column("authors", conversion.people_of, _people_at)
    return found[0] if found else repeat(None)


def _people_at(accessor: Accessor) -> Convert[tuple[Person, ...]]:
    if accessor.name in names.BYLINES:
        return conversion.people_in_byline
    return conversion.people_in_list if accessor.name in names.PLURALS else conversion.people_of


def _contents(columns: Columns) -> Iterable[str | None]:
    """Return the contents as HTML."""
    found = columns.column("content", conversion.text_of, _content_at)
    return found[0] if found else repeat(None)


def _content_at(accessor: Accessor) -> Convert[str]:
    """Return what reads the content of an accessor, whose name may tell that it is HTML or Markdown."""
    return partial(content_of, name=accessor.name)


def _enclosures(columns: Columns) -> Iterable[tuple[Enclosure, ...] | None]:
    """Return the files of each entry; other columns describe the first."""
    found = columns.column("enclosures", conversion.enclosures_of)
    if found is None:
        return repeat(None)
    kinds, sizes = columns.get("type", conversion.text_of), columns.get("length", size)
    durations = columns.get("duration", seconds)
    made = [
        tuple(conversion.checked_files(files or (), columns.base, kind, size, duration))
        for files, kind, size, duration in zip(found[0], kinds, sizes, durations, strict=False)
    ]
    for index, (given, origin, files) in enumerate(zip(*found, made, strict=True)):
        for one in given or ():
            if ":" in one.url and not conversion.file_address(one.url, columns.base):
                columns.report("not-a-url", "an address", one.url, index, origin)
        if files:
            _report_unread(columns, index, "length", "a number of bytes", size)
            _report_unread(columns, index, "duration", "seconds or h:mm:ss", seconds)
    return made


def _report_unread(columns: Columns, index: int, name: str, wanted: str, read: Convert[int]) -> None:
    """Report a value of a field from which no accessor reads anything; 0 says that it is unknown."""
    accessors = columns.accessors.get(name, ())
    values = [(one, one.value(columns.rows[index])) for one in accessors]
    if any(read(value) for _, value in values):
        return
    for accessor, value in values:
        text = str(value).strip() if isinstance(value, str | int | float) else ""
        if text.lower() not in names.NULLS and text.strip("0:."):
            columns.report(NOT_EPISODE, wanted, text, index, accessor)


def _only_address(read: Convert[str]) -> Convert[str]:
    """Return a converter that drops words such as "yes" without a report."""

    def address(value: object) -> str | None:
        found = read(value)
        return found if found and conversion.looks_like_address(found) else None

    return address
