"""Rows and the places of their fields to entries, a column at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import repeat
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from feedkit.errors import NoEntriesError, Problem
from feedkit.model import Enclosure, Entry, Feed
from feedkit.parsers.constructs import paragraphs, plain_text, seconds, size
from feedkit.parsers.data import column_dates, conversion, names
from feedkit.parsers.data.columns import Row, chains
from feedkit.parsers.data.mapping import Dates, Place, place_at
from feedkit.parsers.data.names import plain_name
from feedkit.parsers.reading import FieldFound, Reading
from feedkit.values.plain_text import line, lines
from feedkit.values.sanitising import sanitised
from feedkit.values.urls import absolute

ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-z]{2,8});")
INLINE = re.compile(r"<(a|abbr|b|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u)\b[^<>]*>.*?</\1>", re.S)
MARKDOWN = re.compile(r"^#{1,6} \S|\]\(\S+\)|^```|^[*+-] \S|\*\*\S|^\d+\. \S|^> \S", re.M)
OFFERED = 12  # names of columns that an error shows
SHOWN = 60  # characters of a value that a Problem quotes
HOME = ("home_page_url", "homepage", "site_url", "html_url", "link", "url")  # of the whole list
T = TypeVar("T")

Named = Callable[[int, str], str]  # the place of a value for people, by its row and column
Read = Callable[[object], T | None]


@dataclass(slots=True)
class Columns:
    """Rows, where each field is in them, and what was found to be unusable."""

    places: dict[str, tuple[Place, ...]]
    named: Named
    base: str | None
    problems: list[Problem]
    rows: list[Row] = field(default_factory=list)  # those that are entries
    numbers: list[int] = field(default_factory=list)  # of these rows
    fields: list[FieldFound] = field(default_factory=list)

    def column(
        self, name: str, read: Read[T], read_at: Callable[[Place], Read[T]] | None = None
    ) -> tuple[list[T | None], list[Place | None]] | None:
        """What each row says of a field in the first of its places that says anything, and that place.

        `read_at` gives the reader for a place, where it depends on that. None where no row has the field.
        """
        found: list[T | None] = [None] * len(self.rows)
        origins: list[Place | None] = [None] * len(self.rows)
        missing: Iterable[int] = range(len(self.rows))
        for place in self.places.get(name, ()):
            value, reader = place.value, read_at(place) if read_at else read
            still, count = [], 0
            for index in missing:
                raw = value(self.rows[index])
                one = reader(raw)
                if one:
                    found[index], origins[index] = one, place
                    count += 1
                else:
                    still.append(index)
                    if isinstance(raw, str) and len(raw) > conversion.LONGEST:
                        wanted = f"at most {conversion.LONGEST:,} characters"
                        self.tell("long-text", wanted, f"{len(raw):,}", index, place)
            if count:
                self.fields.append(FieldFound(field=name, where=place.shown, entries=count))
            missing = still
        return (found, origins) if len(list(missing)) < len(self.rows) else None

    def get(self, name: str, read: Read[T]) -> Iterable[T | None]:
        found = self.column(name, read)
        return found[0] if found else repeat(None)

    def addresses(self, name: str, read: Read[str]) -> Iterable[str | None]:
        """Absolute addresses; what is none is told, unless only the page's own address is missing."""
        found = self.column(name, read)
        if found is None:
            return repeat(None)
        whole = [one and absolute(one, self.base) for one in found[0]]
        for index, (one, usable) in enumerate(zip(found[0], whole, strict=True)):
            if one and not usable and (self.base or ":" in one):
                self.tell("not-a-url", "an address", one, index, found[1][index])
        return whole

    def tell(self, rule: str, wanted: str, found: str, index: int, place: Place | None = None) -> None:
        """Tell what is wrong with a row, by its place among the entries, or with one of its values."""
        where = self.named(self.numbers[index], place.shown if place else "")
        self.problems.append(_problem(rule, wanted, found, where))


def _problem(rule: str, wanted: str, found: str, where: str) -> Problem:
    shown = found[:SHOWN] + "…" * (len(found) > SHOWN)
    return Problem(rule=rule, message=f"wanted {wanted}, found {shown!r}", where=where)


def read_rows(
    rows: Sequence[object],
    *,
    url: str | None,
    zone: ZoneInfo,
    reference: datetime | None = None,
    mapped: dict[str, Place] | None = None,
    named: Named | None = None,
    places: Sequence[str] = (),
    about: Iterable[Row] = (),
    told: Iterable[Problem] = (),
    format: str = "rows",
) -> Reading:
    """Entries from rows with any names.

    Args:
        rows: objects with values of any kind; what is no object is told and left out, and so are drafts.
        url: the absolute address that links, and slugs where it ends in a slash, are resolved against.
        zone: what dates without a zone are in.
        reference: what "3 days ago" is counted from.
        mapped: the places of fields that the caller names; all others are found by their names.
        named: the place of a value, for problems, by the number of its row from 0 and its column ("" for the
            whole row); by default `row 1, date`.
        places: what each row is called instead of `row 1`.
        about: objects that may say what the whole list is, the likeliest first.
        told: what could not be used so far.
        format: the name of the format for people.

    Raises:
        NoEntriesError: no row says anything that an entry could.
    """
    about = list(about)
    home = _about(about, HOME, partial(_absolute, url))
    found = {name: tuple(map(place_at, paths)) for name, paths in chains(rows).items()}
    found.update({name: (place,) for name, place in (mapped or {}).items()})
    columns = Columns(found, named or partial(_by_number, places), url or home, list(told))
    _keep(rows, columns)
    entries = list(_entries(columns, zone, reference))
    if not entries:
        raise NoEntriesError(_nothing(len(rows), columns))
    feed = _feed(about, home, url, entries, columns.problems)
    return Reading(feed=feed, format=format, fields=tuple(columns.fields))


def _by_number(places: Sequence[str], index: int, column: str) -> str:
    return (places[index] if places else f"row {index + 1}") + (f", {column}" if column else "")


def _nothing(rows: int, columns: Columns) -> str:
    if columns.rows and not any(columns.places.get(name) for name in ("title", "url", "summary", "content")):
        names = ", ".join(map(str, list(columns.rows[0])[:OFFERED]))
        return (
            "no entries found: no column is known by its name as a title, a text or an address; there are "
            f"{names}: say what they are, as --map title={next(iter(columns.rows[0]), 'NAME')} does"
        )
    if columns.problems:
        return f"no entries found: no row is usable: {columns.problems[0]}"
    if not rows:
        return "no entries found: the list is empty"
    return f"no entries found: all {rows} rows are drafts"


def _keep(rows: Iterable[object], columns: Columns) -> None:
    """The rows that are objects and no drafts."""
    signs = [place for name in ("draft", "status", "published") for place in columns.places.get(name, ())]
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            where = columns.named(number, "")
            columns.problems.append(_problem("bad-row", "an object", str(row)[: SHOWN + 1], where))
        elif not (signs and _is_draft(row, columns.places)):
            columns.rows.append(row)
            columns.numbers.append(number)


def _is_draft(row: Row, places: dict[str, tuple[Place, ...]]) -> bool:
    for place in places.get("draft", ()):
        if _is_true(place.value(row)):
            return True
    for place in places.get("status", ()):
        state = place.value(row)
        if isinstance(state, str) and state.lower() in names.DRAFT_STATES:
            return True
    return any(_is_false(place.value(row)) for place in places.get("published", ()))


def _is_true(value: object) -> bool:
    return value is True or (isinstance(value, str) and value.strip().lower() in ("true", "yes", "1"))


def _is_false(value: object) -> bool:
    return value is False or (
        isinstance(value, str) and len(value) < 8 and value.strip().lower() in ("false", "no")
    )


def _entries(columns: Columns, zone: ZoneInfo, reference: datetime | None) -> Iterator[Entry]:
    """An entry for each row that says anything."""
    get, text = columns.get, conversion.text_of
    fields = zip(
        range(len(columns.rows)),
        get("title", title_of),
        _or_slugs(columns.addresses("url", conversion.address_of), columns),
        get("summary", text),
        _contents(columns),
        get("id", text),
        _dates(columns, "published", zone, reference),
        _dates(columns, "updated", zone, reference),
        get("authors", conversion.people_of),
        get("tags", conversion.tags_of),
        columns.addresses("image", _file(conversion.picture_of)),
        _enclosures(columns),
        get("language", text),
        get("rights", text),
        columns.addresses("comments", _file(conversion.address_of)),
        strict=False,
    )
    for index, title, url, said, whole, own, published, updated, authors, tags, image, files, *rest in fields:
        summary, content = _texts(said, whole, title)
        if not (title or url or summary or content):
            columns.tell("empty-row", "a title, a text or an address", "none", index)
            continue
        language, rights, comments = rest
        yield Entry(
            title=title,
            url=url,
            id=own,
            published=published,
            updated=updated,
            summary=summary,
            content=sanitised(content, url or columns.base),
            authors=authors or (),
            tags=tags or (),
            image=image,
            enclosures=files or (),
            language=language,
            rights=rights,
            comments=comments,
        )


def title_of(value: object) -> str | None:
    """A title: one line of plain text, also where a program wrote HTML."""
    text = conversion.text_of(value, names.TITLE)
    if not text:
        return None
    if ("&" in text and ENTITY.search(text)) or ("<" in text and INLINE.search(text)):
        text = plain_text(text)
    return line(text.partition("\n\n")[0])


def _or_slugs(urls: Iterable[str | None], columns: Columns) -> Iterable[str | None]:
    """The addresses; where there is none, that of the slug in the folder which the page's address is."""
    if not columns.base or not columns.base.endswith("/"):
        return urls
    slugs = columns.get("slug", conversion.text_of)
    return (
        url or (slug and absolute(slug.lstrip("/"), columns.base))
        for url, slug in zip(urls, slugs, strict=False)
    )


def _dates(
    columns: Columns, name: str, zone: ZoneInfo, reference: datetime | None
) -> Iterable[datetime | None]:
    """The moments of a field; what is no date is told."""
    column = columns.column(name, column_dates.written)
    if column is None:
        return repeat(None)
    found = cast("tuple[list[column_dates.Value | None], list[Place | None]]", column)  # mypy joins unions
    cells = [None if one is None or column_dates.is_nothing(one) else one for one in found[0]]
    zones = [column_dates.zone_of(place.name, zone) if place else zone for place in found[1]]
    moments = _reader(columns, name, reference)(cells, zones)
    for index, (cell, moment) in enumerate(zip(cells, moments, strict=True)):
        if moment is None and isinstance(cell, str) and not _is_true(cell) and not _is_false(cell):
            columns.tell("not-a-date", "a date", cell, index, found[1][index])
    return moments


def _reader(columns: Columns, name: str, reference: datetime | None) -> Dates:
    """What reads a column of dates: as the caller says that they are written, or in any notation."""
    dates = columns.places[name][0].dates
    return dates or partial(column_dates.read_dates_of, reference=reference)


def _contents(columns: Columns) -> Iterable[str | None]:
    """The contents as HTML."""
    found = columns.column("content", conversion.text_of, _content_at)
    return found[0] if found else repeat(None)


def _content_at(place: Place) -> Read[str]:
    """What reads the content that stands at a place, whose name may tell that it is HTML or Markdown."""
    name = place.name

    def read(value: object) -> str | None:
        text = conversion.text_of(value)
        if not text or name in names.HTML:
            return text
        is_markup = conversion.is_markup(text)
        if name in names.MARKDOWN or (not is_markup and MARKDOWN.search(text)):
            from feedkit.parsers.markdown import parsed

            return parsed(text).html()
        return text if is_markup else paragraphs(text)

    return read


def _texts(summary: str | None, content: str | None, title: str | None) -> tuple[str | None, str | None]:
    """Summary and content: a description with markup is the content where there is no other."""
    summary = lines(summary)
    if summary is None:
        return None, content
    if "<" in summary and conversion.is_markup(summary):
        if not content:
            return None, summary
        summary = plain_text(summary).strip()
    elif "&" in summary and ENTITY.search(summary):
        summary = plain_text(summary).strip()
    return (None if summary == title else summary), content


def _enclosures(columns: Columns) -> Iterable[tuple[Enclosure, ...] | None]:
    """The files of each entry, the first of them with what other columns say of it."""
    found = columns.column("enclosures", conversion.enclosures_of)
    if found is None:
        return repeat(None)
    kinds, sizes = columns.get("type", conversion.text_of), columns.get("length", size)
    durations = columns.get("duration", seconds)
    return [
        tuple(_usable(files or (), columns.base, kind, size, duration))
        for files, kind, size, duration in zip(found[0], kinds, sizes, durations, strict=False)
    ]


def _usable(
    files: Sequence[Enclosure], base: str | None, kind: str | None, size: int | None, duration: int | None
) -> Iterator[Enclosure]:
    """The files that have an address; what is said of one is said of the first."""
    for one in files:
        url = absolute(one.url, base) if _looks_like_an_address(one.url) else None
        if url:
            yield Enclosure(
                url=url,
                type=one.type or (kind if kind and "/" in kind else None),
                length=one.length or size,
                duration=one.duration or duration,
                title=one.title,
            )
            kind = size = duration = None


def _file(read: Read[str]) -> Read[str]:
    """Addresses only: words such as "yes", and what stands for none, are not told."""

    def address(value: object) -> str | None:
        found = read(value)
        return found if found and _looks_like_an_address(found) else None

    return address


def _looks_like_an_address(text: str) -> bool:
    return ("/" in text or "." in text) and " " not in text


# --- what the whole list is ---


def _feed(
    about: Sequence[Row],
    home: str | None,
    url: str | None,
    entries: Sequence[Entry],
    problems: Sequence[Problem],
) -> Feed:
    return Feed(
        title=_about(about, ("title", "headline", "name"), _scalar),
        url=home or url,
        subtitle=_about(about, ("description", "subtitle", "tagline"), _scalar),
        language=_about(about, ("language", "lang", "locale"), _scalar),
        authors=_about(about, ("authors", "author"), conversion.people_of) or (),
        image=_about(about, ("icon", "logo", "image", "cover"), partial(_absolute, url)),
        rights=_about(about, ("copyright", "rights"), _scalar),
        entries=tuple(entries),
        problems=tuple(problems),
    )


def _about(about: Sequence[Row], keys: Sequence[str], read: Read[T]) -> T | None:
    """The first of some keys that says anything, in the first of the objects that has any of them."""
    wanted = {plain_name(key): rank for rank, key in enumerate(keys)}
    for one in about:
        named = sorted((wanted[name], key) for key in one if (name := plain_name(str(key))) in wanted)
        for _, key in named:
            value = read(one[key])
            if value:
                return value
    return None


def _absolute(url: str | None, value: object) -> str | None:
    if not isinstance(value, str) or not _looks_like_an_address(value.strip()):
        return None
    return absolute(value, url)


def _scalar(value: object) -> str | None:
    return title_of(value) if isinstance(value, str) else None
