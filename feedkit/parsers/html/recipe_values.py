"""The values that a recipe selects on a page, as the readers of fields take them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from feedkit.dates import find_dates, read_stamp
from feedkit.dates.date_formats import DateFormat
from feedkit.errors import Problem, RecipeError
from feedkit.model import Enclosure, Entry, Person
from feedkit.parsers.bylines import split_names
from feedkit.parsers.html.authors import Authors
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.titles import TitleOption
from feedkit.values.sanitising import sanitised_html
from feedkit.values.urls import absolute_url

DATES = ("published", "updated")
NO_KEY = ("recipe", -1)  # of titles that are not compared
MAX_SHOWN_LENGTH = 60  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class RecipeValue:
    """One value of an entry.

    node:   the element it was found in; of a constant, that of the entry
    text:   the value
    whole:  it is what the element shows, or says of itself: not from a named attribute, a regex, a constant
    inside: the element is a part of the entry
    date_format: how a date is written, where the recipe says
    """

    node: Node
    text: str
    whole: bool
    inside: bool
    date_format: str | None = None


class RecipeValues:
    """For each field that a recipe overrides, the values of each entry; every other field is read without it.

    found:    the values by field, of each entry
    """

    def __init__(self, found: Mapping[str, Sequence[tuple[RecipeValue, ...]]], page: Page | None) -> None:
        self._found = found
        self._page = page
        self._problems: list[tuple[int, str, str]] = []  # entry, field, what is wrong

    def titles(self) -> list[TitleOption | None] | None:
        """The titles, with the elements that hold them."""
        return [
            TitleOption("recipe", NO_KEY, value.node, value.node.end, value.text)
            if value and value.inside
            else None
            for value in self._firsts("title")
        ] or None

    def texts(self) -> list[str | None] | None:
        """The titles."""
        return [value.text if value else None for value in self._firsts("title")] or None

    def addresses(self, base: str | None) -> list[str | None] | None:
        """The addresses of the entries."""
        return self._addresses("url", base) or None

    def dates(self, page: Page) -> dict[str, list[list[DateMention]]]:
        """The dates of each entry, by field.

        Raises:
            RecipeError: not one date is written in the format that the recipe says.
        """
        return {field: list(self._mentions(field, page)) for field in DATES if field in self._found}

    def _mentions(self, field: str, page: Page) -> Iterator[list[DateMention]]:
        firsts = self._firsts(field)
        formats = {value.date_format for value in firsts if value and value.date_format}
        templates = {date_format: DateFormat(date_format) for date_format in formats}
        read = [
            _dated(value, templates.get(value.date_format or ""), page) if value else [] for value in firsts
        ]
        wrong = [(number, value) for number, value in enumerate(firsts) if value and not read[number]]
        if wrong and not any(read):
            value = wrong[0][1]
            fits = f'"{value.date_format}" fits none of {len(wrong)} values, such as "{short(value.text)}"'
            raise RecipeError(f"recipe.{field}.date_format: {fits}")
        for number, value in wrong:
            message = f'"{short(value.text)}" is not written as "{value.date_format}"'
            self._problems.append((number, field, message))
        return iter(read)

    def authors(self) -> list[Authors | None] | None:
        """The authors, each with the element that names them."""
        rows = [[value for value in values if value.inside] for values in self._found.get("authors", ())]
        return [Authors(_names(row), row[0].node) if row else None for row in rows] or None

    def applied(self, entries: Sequence[Entry], base: str | None) -> tuple[Entry, ...]:
        """The entries with the other fields that the recipe overrides."""
        columns = {field: list(column) for field, column in self._columns(base)}
        return tuple(
            replace(entry, **{field: column[number] for field, column in columns.items()})
            for number, entry in enumerate(entries)
        )

    def problems(self, entries: Sequence[Entry]) -> Iterator[Problem]:
        """What could not be used of the values."""
        for number, field, message in self._problems:
            where = f"entry {number + 1} {entries[number].title!r}, {field}"
            yield Problem(rule="not-as-the-recipe-says", message=message, where=where)

    def where(self) -> dict[str, list[str | None]]:
        """Where each entry's fields were found, for people."""
        page = self._page
        if page is None:
            return {}
        return {
            field: [f"recipe, in {page.describe(row[0].node)}" if row else None for row in rows]
            for field, rows in self._found.items()
        }

    def _firsts(self, field: str) -> list[RecipeValue | None]:
        return [values[0] if values else None for values in self._found.get(field, ())]

    def _addresses(self, field: str, base: str | None) -> list[str | None]:
        found = []
        for number, value in enumerate(self._firsts(field)):
            address = absolute_url(value.text, base) if value else None
            if value and base and address is None:  # with no address of the page, all relative ones are none
                self._problems.append((number, field, f'"{short(value.text)}" is no address of the web'))
            found.append(address)
        return found

    def _columns(self, base: str | None) -> Iterator[tuple[str, Iterable[Any]]]:
        """Each field that no other reader asks for, with its value for every entry."""
        for field, rows in self._found.items():
            match field:
                case "authors":
                    yield field, [tuple(Person(name=name) for name in _names(row)) for row in rows]
                case "tags":
                    yield field, [tuple(dict.fromkeys(value.text for value in row)) for row in rows]
                case "summary":
                    yield field, [" ".join(value.text for value in row) or None for row in rows]
                case "content":
                    html = ("".join(value.text for value in row) for row in rows)
                    yield field, [sanitised_html(one, base) or None for one in html]
                case "enclosures":
                    yield field, [tuple(_enclosures(row, base)) for row in rows]
                case "image":
                    yield field, self._addresses(field, base)
                case "id" | "language":
                    yield field, [row[0].text if row else None for row in rows]


NO_VALUES = RecipeValues({}, None)


def _dated(value: RecipeValue, template: DateFormat | None, page: Page) -> list[DateMention]:
    """The mentions of a date: as its format says, or those known of the element, or the text."""
    language = page.language or None
    if template is not None:
        moment = template.read(value.text, language)
        return [_stamp(value.node, moment.isoformat())] if moment is not None else []
    if not value.whole:
        machine = read_stamp(value.text) is not None
        return [_stamp(value.node, value.text) if machine else _shown(value, language)]
    known = page.dates_in(value.node.index, value.node.end)
    stamps = [mention for mention in known if mention.stamp][:1]
    shown = [mention for mention in known if not mention.stamp and mention.full][:1]
    return stamps + (shown or [_shown(value, language)])


def _shown(value: RecipeValue, language: str | None) -> DateMention:
    """A mention for a text that may hold no more than a part of a date."""
    for found in find_dates(value.text, language=language):
        return DateMention(value.node, value.text, found.start, found.end, found.role, found.has_year, False)
    return DateMention(value.node, value.text, 0, len(value.text), "", False, False)


def _stamp(node: Node, text: str) -> DateMention:
    return DateMention(node, text, 0, len(text), "", True, True)


def _names(row: Iterable[RecipeValue]) -> tuple[str, ...]:
    """The authors' names; by-lines as a page shows them lose their labels."""
    names = (name for value in row for name in (split_names(value.text) if value.whole else (value.text,)))
    return tuple(dict.fromkeys(names))


def _enclosures(row: Iterable[RecipeValue], base: str | None) -> Iterator[Enclosure]:
    addresses = (absolute_url(value.text, base) for value in row)
    return (Enclosure(url=address) for address in dict.fromkeys(addresses) if address)


def short(text: str) -> str:
    """A value as messages show it: clipped where it is long."""
    return text if len(text) <= MAX_SHOWN_LENGTH else text[:MAX_SHOWN_LENGTH].rstrip() + "…"
