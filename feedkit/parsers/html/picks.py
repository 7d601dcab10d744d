"""What a recipe picks on a page, as the readers of fields take it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from feedkit.dates import find_dates, read_stamp
from feedkit.dates.date_formats import DateFormat
from feedkit.errors import Problem, RecipeError
from feedkit.model import Enclosure, Entry, Person
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.prose import Authors, split_names
from feedkit.parsers.html.titles import Piece
from feedkit.values.sanitising import sanitised
from feedkit.values.urls import absolute

DATES = ("published", "updated")
NO_KEY = ("recipe", -1)  # of pieces that are not compared
LONGEST_SHOWN = 60  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class Pick:
    """One value of an entry.

    node:   the element it was found in; of a constant, that of the entry
    text:   the value
    whole:  it is what the element shows, or says of itself: not from a named attribute, a regex, a constant
    inside: the element is a part of the entry
    """

    node: Node
    text: str
    whole: bool
    inside: bool


class Picks:
    """For each field that a recipe overrides, the picks of each entry; every other field is left to others.

    found:    the picks by field, of each entry
    formats:  the format that each of `DATES` is written in, where the recipe says
    """

    def __init__(
        self,
        found: Mapping[str, Sequence[tuple[Pick, ...]]],
        formats: Mapping[str, str],
        page: Page | None,
    ) -> None:
        self._found = found
        self._formats = formats
        self._page = page
        self._problems: list[tuple[int, str, str]] = []  # entry, field, what is wrong

    def titles(self) -> list[Piece | None] | None:
        """The pieces that hold the titles."""
        return [
            Piece("recipe", NO_KEY, pick.node, pick.node.end, pick.text) if pick and pick.inside else None
            for pick in self._firsts("title")
        ] or None

    def texts(self) -> list[str | None] | None:
        """The titles."""
        return [pick.text if pick else None for pick in self._firsts("title")] or None

    def addresses(self, base: str | None) -> list[str | None] | None:
        """The addresses of the entries."""
        return self._addresses("url", base) or None

    def dates(self, page: Page) -> dict[str, list[list[DateMention]]]:
        """The marks that show the dates, by field.

        Raises:
            RecipeError: not one date is written in the format that the recipe says.
        """
        return {field: list(self._mentions(field, page)) for field in DATES if field in self._found}

    def _mentions(self, field: str, page: Page) -> Iterator[list[DateMention]]:
        firsts = self._firsts(field)
        template = DateFormat(self._formats[field]) if field in self._formats else None
        read = [_dated(pick, template, page) if pick else [] for pick in firsts]
        wrong = [place for place, pick in enumerate(firsts) if pick and not read[place]]
        if wrong and not any(read):
            example = short(next(pick.text for pick in firsts if pick))
            fits = f'"{self._formats[field]}" fits none of {len(wrong)} values, such as "{example}"'
            raise RecipeError(f"recipe.{field}.date_format: {fits}")
        for place in wrong:
            text = " ".join(pick.text for pick in firsts[place : place + 1] if pick)
            message = f'"{short(text)}" is not written as "{self._formats[field]}"'
            self._problems.append((place, field, message))
        return iter(read)

    def bylines(self) -> list[Authors | None] | None:
        """The authors, each with the element that names them."""
        rows = [[pick for pick in picks if pick.inside] for picks in self._found.get("authors", ())]
        return [Authors(_names(row), row[0].node) if row else None for row in rows] or None

    def applied(self, entries: Sequence[Entry], base: str | None) -> tuple[Entry, ...]:
        """The entries with the other fields that the recipe overrides."""
        columns = {field: list(column) for field, column in self._columns(base)}
        return tuple(
            replace(entry, **{field: column[place] for field, column in columns.items()})
            for place, entry in enumerate(entries)
        )

    def problems(self, entries: Sequence[Entry]) -> Iterator[Problem]:
        """What could not be used of what was picked."""
        for place, field, message in self._problems:
            where = f"entry {place + 1} {entries[place].title!r}, {field}"
            yield Problem(rule="not-as-the-recipe-says", message=message, where=where)

    def where(self) -> dict[str, list[str | None]]:
        """For people: where each entry's fields were picked."""
        page = self._page
        if page is None:
            return {}
        return {
            field: [f"recipe, in {page.describe(row[0].node)}" if row else None for row in rows]
            for field, rows in self._found.items()
        }

    def _firsts(self, field: str) -> list[Pick | None]:
        return [picks[0] if picks else None for picks in self._found.get(field, ())]

    def _addresses(self, field: str, base: str | None) -> list[str | None]:
        found = []
        for place, pick in enumerate(self._firsts(field)):
            address = absolute(pick.text, base) if pick else None
            if pick and base and address is None:  # with no address of the page, all relative ones are none
                self._problems.append((place, field, f'"{short(pick.text)}" is no address of the web'))
            found.append(address)
        return found

    def _columns(self, base: str | None) -> Iterator[tuple[str, Iterable[Any]]]:
        """Each field that no other reader asks for, with its value for every entry."""
        for field, rows in self._found.items():
            match field:
                case "authors":
                    yield field, [tuple(Person(name=name) for name in _names(row)) for row in rows]
                case "tags":
                    yield field, [tuple(dict.fromkeys(pick.text for pick in row)) for row in rows]
                case "summary":
                    yield field, [" ".join(pick.text for pick in row) or None for row in rows]
                case "content":
                    html = ("".join(pick.text for pick in row) for row in rows)
                    yield field, [sanitised(one, base) or None for one in html]
                case "enclosures":
                    yield field, [tuple(_enclosures(row, base)) for row in rows]
                case "image":
                    yield field, self._addresses(field, base)
                case "id" | "language":
                    yield field, [row[0].text if row else None for row in rows]


NO_PICKS = Picks({}, {}, None)


def _dated(pick: Pick, template: DateFormat | None, page: Page) -> list[DateMention]:
    """The marks of a date: as its format says, or what is known of the element, or the text."""
    language = page.language or None
    if template is not None:
        value = template.read(pick.text, language)
        return [_stamp(pick.node, value.isoformat())] if value is not None else []
    if not pick.whole:
        machine = read_stamp(pick.text) is not None
        return [_stamp(pick.node, pick.text) if machine else _shown(pick, language)]
    known = page.dates_in(pick.node.index, pick.node.end)
    stamps = [mark for mark in known if mark.stamp][:1]
    shown = [mark for mark in known if not mark.stamp and mark.full][:1]
    return stamps + (shown or [_shown(pick, language)])


def _shown(pick: Pick, language: str | None) -> DateMention:
    """A mark for a text that may hold no more than a part of a date."""
    for found in find_dates(pick.text, language=language):
        return DateMention(pick.node, pick.text, found.start, found.end, found.role, found.has_year, False)
    return DateMention(pick.node, pick.text, 0, len(pick.text), "", False, False)


def _stamp(node: Node, text: str) -> DateMention:
    return DateMention(node, text, 0, len(text), "", True, True)


def _names(row: Iterable[Pick]) -> tuple[str, ...]:
    """The authors' names; by-lines as a page shows them lose their labels."""
    names = (name for pick in row for name in (split_names(pick.text) if pick.whole else (pick.text,)))
    return tuple(dict.fromkeys(names))


def _enclosures(row: Iterable[Pick], base: str | None) -> Iterator[Enclosure]:
    addresses = (absolute(pick.text, base) for pick in row)
    return (Enclosure(url=address) for address in dict.fromkeys(addresses) if address)


def short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN].rstrip() + "…"
