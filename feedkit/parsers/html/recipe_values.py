"""The values that a recipe selects on a page, as the readers of fields take them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from feedkit.errors import Problem, RecipeError
from feedkit.model import Enclosure, Entry, Person
from feedkit.parsers.bylines import split_names
from feedkit.parsers.html.authors import Authors
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.recipe_dates import read_selected
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.selected import RecipeValue, short
from feedkit.parsers.html.titles import TitleOption
from feedkit.values.sanitising import sanitised_html
from feedkit.values.urls import absolute_url

DATES = ("published", "updated")
NO_KEY = ("recipe", -1)  # of titles that are not compared


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

    def dates(
        self, segments: Sequence[Segment], urls: Sequence[str], page: Page, reference: datetime | None
    ) -> dict[str, list[list[DateMention]]]:
        """The dates of each entry, by field; see `recipe_dates` for how the recipe may say to read them.

        Raises:
            RecipeError: not one date is written as the recipe says.
        """
        found = {}
        for field in (name for name in DATES if name in self._found):
            try:
                found[field], wrong = read_selected(self._firsts(field), segments, urls, page, reference)
            except RecipeError as error:
                raise RecipeError(f"recipe.{field}{error}") from error
            self._problems += [(number, field, message) for number, message in wrong]
        return found

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


def _names(row: Iterable[RecipeValue]) -> tuple[str, ...]:
    """The authors' names; by-lines as a page shows them lose their labels."""
    names = (name for value in row for name in (split_names(value.text) if value.whole else (value.text,)))
    return tuple(dict.fromkeys(names))


def _enclosures(row: Iterable[RecipeValue], base: str | None) -> Iterator[Enclosure]:
    addresses = (absolute_url(value.text, base) for value in row)
    return (Enclosure(url=address) for address in dict.fromkeys(addresses) if address)
