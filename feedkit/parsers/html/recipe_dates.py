"""The dates that a recipe selects, read as it says: by a format, in a language or an order, in a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from feedkit.dates import Evidence, find_dates, read_list, read_stamp
from feedkit.dates.date_formats import DateFormat
from feedkit.dates.evidence import DateValue, day_of, last_day
from feedkit.errors import RecipeError
from feedkit.parsers.html.date_headings import without_next_headings
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.outline import TEXT
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.selected import RecipeValue, short
from feedkit.recipes import DateOverride
from feedkit.values.urls import split_url

MAX_HEADING_LENGTH = 80  # characters of a text above an entry that may have the year
MAX_YEARS = 8  # from one 29 February to another
LEAP_YEAR = 2000  # in which every day of a year can be read
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SETTINGS = ("date_format", "language", "order", "year")

Rows = Sequence[tuple[int, RecipeValue]]  # values, with the index of each one's entry
Days = Sequence[DateValue | None]


def read_selected(
    values: Sequence[RecipeValue | None],
    segments: Sequence[Segment],
    urls: Sequence[str],
    page: Page,
    reference: datetime | None,
) -> tuple[list[list[DateMention]], list[tuple[int, str]]]:
    """Read the dates of one field.

    Args:
        values: what the recipe selects in each entry.
        segments: what each entry covers.
        urls: the address of each entry, "" where it has none.
        page: the page.
        reference: the time that "newest-first" counts from.

    Returns:
        The mentions of each entry; and the entries, by index, whose values are no such dates, with messages.

    Raises:
        RecipeError: not one value is a date by the way in which the recipe says to read it.
    """
    mentions: list[list[DateMention]] = [[] for _ in values]
    wrong: list[tuple[int, str]] = []
    groups: dict[int, list[tuple[int, RecipeValue]]] = {}
    for index, value in enumerate(values):
        if value is not None and any(getattr(value.override, name) is not None for name in SETTINGS):
            groups.setdefault(id(value.override), []).append((index, value))
        elif value is not None:
            mentions[index] = _mentions(value, page)
    for rows in groups.values():
        around = _Around(segments, urls, page, reference)
        for (index, value), found in zip(rows, _dates(rows, around), strict=True):
            if found is not None:
                mentions[index] = [_stamp(value, found.isoformat())]
            else:
                wrong.append((index, _reason(value)))
    if wrong and not any(mentions):
        value = values[wrong[0][0]]
        assert value is not None
        raise RecipeError(_reason_of_all(value, len(wrong)))
    return mentions, wrong


def _mentions(value: RecipeValue, page: Page) -> list[DateMention]:
    """The mentions of a date: those known of the element, or the text."""
    language = page.language or None
    if not value.whole:
        machine = read_stamp(value.text) is not None
        return [_stamp(value, value.text) if machine else _shown(value, language)]
    known = page.dates_in(value.node.index, value.node.end)
    stamps = [mention for mention in known if mention.stamp][:1]
    shown = [mention for mention in known if not mention.stamp and mention.full][:1]
    return stamps + (shown or [_shown(value, language)])


def _shown(value: RecipeValue, language: str | None) -> DateMention:
    """A mention for a text that may hold no more than a part of a date."""
    for found in find_dates(value.text, language=language):
        return DateMention(value.node, value.text, found.start, found.end, found.role, found.has_year, False)
    return DateMention(value.node, value.text, 0, len(value.text), "", False, False)


def _stamp(value: RecipeValue, text: str) -> DateMention:
    return DateMention(value.node, text, 0, len(text), "", True, True)


def _reason(value: RecipeValue) -> str:
    """Why a value is no date."""
    given, text = value.override, f'"{short(value.text)}"'
    if given.date_format is not None:
        return f'{text} is not written as "{given.date_format}"' + _in_no_year(given)
    return f"{text} is no whole date" + _in_no_year(given)


def _reason_of_all(value: RecipeValue, count: int) -> str:
    """Why none of some values is a date, as the end of an error behind the field."""
    given, text = value.override, f'"{short(value.text)}"'
    if given.date_format is not None:
        return (
            f'.date_format: "{given.date_format}" fits none of {count} values, such as {text}'
            + _in_no_year(given)
        )
    return f": none of {count} values is a whole date, such as {text}" + _in_no_year(given)


def _in_no_year(given: DateOverride) -> str:
    match given.year:
        case "heading":
            return ", or no text above it has a year"
        case "url":
            return ", or the address has no year"
        case "newest-first" | "oldest-first":
            return ", or neither the time of reading nor another entry shows the year"
    return ""


# --- settings ---


@dataclass(frozen=True, slots=True)
class _Around:
    """What years are taken from: see `read_selected`."""

    segments: Sequence[Segment]
    urls: Sequence[str]
    page: Page
    reference: datetime | None

    def years(self, source: str | int) -> list[int | None]:
        """The year of each entry, by "heading" or "url", or the one that is given."""
        if isinstance(source, int):
            return [source] * len(self.segments)
        if source == "url":
            return [_year_in(split_url(url).path) for url in self.urls]
        return self._years_above()

    def _years_above(self) -> list[int | None]:
        """The year in the nearest short text above each entry that has one year, and is in no entry."""
        found: list[int | None] = []
        year, start = None, 0
        for segment in without_next_headings(self.segments, self.page):
            for node in self.page.nodes[start : segment.start]:
                if node.tag == TEXT and len(node.text) <= MAX_HEADING_LENGTH:
                    year = _year_in(node.text) or year
            start = max(start, segment.end)
            found.append(year)
        return found


def _dates(rows: Rows, around: _Around) -> Days:
    """The dates of values that one override reads."""
    given = rows[0][1].override
    language = given.language or around.page.language or None
    read = partial(_read, [value.text for _, value in rows], given, language)
    own = read([None] * len(rows), around.reference)
    if given.year is None or all(own):
        return own
    if given.year in ("newest-first", "oldest-first"):
        days = read([LEAP_YEAR] * len(rows), None)
        order = _in_order if given.year == "newest-first" else _in_reverse
        years = order(own, days, around.reference)
    else:
        known = around.years(given.year)
        years = [known[index] for index, _ in rows]
    return [one or more for one, more in zip(own, read(years, None), strict=True)]


def _read(
    texts: Sequence[str],
    given: DateOverride,
    language: str | None,
    years: Sequence[int | None],
    reference: datetime | None,
) -> list[DateValue | None]:
    """The dates of texts, each in a year where it has none itself."""
    if given.date_format is not None:
        date_format = DateFormat(given.date_format, has_year=given.year is None)
        return [date_format.read(text, language, year) for text, year in zip(texts, years, strict=True)]
    evidence = [
        Evidence(text=text, headings=(str(year),) if year else ())
        for text, year in zip(texts, years, strict=True)
    ]
    readings = read_list(evidence, language=language, reference=reference, order=given.order)
    return [
        reading.value if year or not reading.rule.startswith("year-from-") else None
        for reading, year in zip(readings, years, strict=True)
    ]


def _year_in(text: str) -> int | None:
    years = set(YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 else None


def _in_reverse(own: Days, days: Days, reference: datetime | None) -> list[int | None]:
    return _in_order(own[::-1], days[::-1], reference)[::-1]


def _in_order(own: Days, days: Days, reference: datetime | None) -> list[int | None]:
    """The years of days whose list has the newest first: each day is the last such day up to the one before.

    The first counts from now; where now is not known, from the first date with a year, on which those before
    it follow.
    """
    years: list[int | None] = [None] * len(days)
    last = last_day(reference) if reference else None
    for index, (known, day) in enumerate(zip(own, days, strict=True)):
        found = known or (day and last and _nearest(day_of(day), last, -1))
        if found:
            last = day_of(found)
            years[index] = last.year
    following = None
    for index in reversed(range(len(days))):
        day = days[index]
        if years[index] is None and day and following and (found := _nearest(day_of(day), following, 1)):
            years[index] = found.year
        if (year := years[index]) and (known := own[index] or (day and _in_year(day_of(day), year))):
            following = day_of(known)
    return years


def _nearest(day: date, limit: date, step: int) -> date | None:
    """The nearest such day of a year at a limit or before it; with a step of 1, at it or after it."""
    for years in range(MAX_YEARS + 1):
        found = _in_year(day, limit.year + step * years)
        if found is not None and (found - limit).days * step >= 0:
            return found
    return None


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return None
