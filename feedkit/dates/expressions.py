"""Finds the dates of a text, each with every day that it can mean.

Nothing outside of the text is used yet, so that an ambiguous date stays ambiguous: "03/04/2026" is an
expression with two days.
"""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple

from feedkit.dates.calendars import (
    BUDDHIST_LANGUAGES,
    REPUBLICAN_ERA_OFFSET,
    REPUBLICAN_YEARS,
    day_of_numbers,
    gregorian_year,
    to_gregorian,
)
from feedkit.dates.clock import Clock
from feedkit.dates.layout import SEP, YEAR_SEP, Layout, layouts
from feedkit.dates.templates import NUMERIC_DATE, Template, may_name_month, same_digits, template
from feedkit.dates.tokens import MAX_YEAR, MIN_YEAR, Tokens, has_eastern_digits, normalised
from feedkit.dates.words import (
    MIN_DISTINCTIVE_LENGTH,
    ROLES,
    Sense,
    Senses,
    Vocabulary,
    known_languages,
    likeliest_senses,
)

MAX_TEMPLATES = 2048
MAX_DATE_LENGTH = 160  # characters of a text that should be one date
LEAP_YEAR = 2000
END_OF_2000S, START_OF_1900S = 40, 70  # two digits: below 40 they mean 20xx, from 70 on 19xx, else nothing
BUDDHIST_CENTURY = 2500
SHORT_BUDDHIST_YEARS = range(END_OF_2000S, 100)
PERIOD = re.compile(rf"M{SEP}Y|[YV]{YEAR_SEP}M|[YV]")
NUMBERS_OF_PERIOD = re.compile(rf"\d{{4}}|{NUMERIC_DATE.pattern}")
REPUBLICAN_ORDER = "republic"  # year of the Republic of China, month, day
YEAR_DAY_MONTH = "ydm"  # as a few languages have it, besides ISO's order
NO_WEEKDAYS: frozenset[int] = frozenset()


class Day(NamedTuple):
    """A day that an expression can mean; the year is None when none is written."""

    year: int | None
    month: int
    day: int
    order: str = (
        ""  # "dmy", "mdy", "ymd", YEAR_DAY_MONTH or REPUBLICAN_ORDER; "" when the notation has only one order
    )
    languages: frozenset[str] = frozenset()  # that have this name of the month; empty for all

    def date(self, year: int | None = None) -> date | None:
        """Return the day, of a leap year when it has no year; None when there is no such day."""
        if year is None:
            year = LEAP_YEAR if self.year is None else self.year
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


class Expression(NamedTuple):
    """A date as it is written in a text, from `start` to `end`."""

    start: int
    end: int
    days: tuple[Day, ...]  # each day that it can mean; () for an impossible date
    has_year: bool  # whether a year is written
    role: str  # "published", "updated" or "event", from the label before it; else ""
    notation: str  # of numbers: their signs and widths ("n/n/Y"); "" with a month's name
    weekdays: frozenset[int]  # written beside it; Monday is 0
    contradicted: bool  # whether the weekday fits none of the days
    span: bool  # whether it is the first or the last of several days
    certain: bool  # whether it is a date whatever else is in the text
    clock: Clock | None

    def value(self, day: Day) -> date | datetime:
        """Return one of the days, with the time of day if one is written."""
        found = date(day.year or 1, day.month, day.day)
        return (self.clock.on(found) if self.clock is not None else None) or found


class Frame(NamedTuple):
    """What a date has whatever its numbers are."""

    layout: Layout
    start: int
    end: int
    role: str
    weekdays: frozenset[int]
    is_well_known: bool  # whether its weekday is sure enough to contradict the numbers


def expressions(text: str, words: Vocabulary) -> tuple[Expression, ...]:
    """Return every date in a text, in order."""
    return read_tokens(normalised(text), words, has_eastern_digits(text))[1]


@lru_cache(maxsize=2048)  # a page is searched for dates first; then each entry's date is read again
def read_tokens(text: str, words: Vocabulary, eastern_digits: bool) -> tuple[Tokens, tuple[Expression, ...]]:
    """Return the tokens of a normalised text and every date among them, in order."""
    known = _template(same_digits(text), words, eastern_digits)
    tokens = known[0].filled(text) if known is not None else None
    if known is not None and tokens is not None:
        frames = known[1]
    else:
        tokens = Tokens(text, words, eastern_digits=eastern_digits)
        frames = _frames(tokens)
    found = [_expression(frame, tokens) for frame in frames]
    if len(found) > 1:
        _unmark_equal_ends(found)
    return tokens, tuple(found)


@lru_cache(maxsize=MAX_TEMPLATES)
def _template(same: bytes, words: Vocabulary, eastern_digits: bool) -> tuple[Template, list[Frame]] | None:
    found = template(same, words, eastern_digits)
    return (found, _frames(found.tokens)) if found is not None else None


def _unmark_equal_ends(found: list[Expression]) -> None:
    """Two equal days with a dash between them are not a span."""
    for i in range(1, len(found)):
        if found[i].span and found[i - 1].span and found[i].days == found[i - 1].days:
            found[i - 1], found[i] = found[i - 1]._replace(span=False), found[i]._replace(span=False)


def _frames(tokens: Tokens) -> list[Frame]:
    return [_frame(layout, tokens) for layout in layouts(tokens.shape)]


def _frame(layout: Layout, tokens: Tokens) -> Frame:
    start, stop, weekdays = layout.start, layout.stop, NO_WEEKDAYS
    weekdays_at = _weekdays(layout, tokens) if layout.weekdays else {}
    if weekdays_at:
        start, stop = min(start, *weekdays_at), max(stop, max(weekdays_at) + 1)
        weekdays = frozenset(day for found in weekdays_at.values() for day in found)
    return Frame(
        layout,
        tokens.starts[start],
        tokens.starts[stop],
        "" if layout.role < 0 else _role(tokens.senses(layout.role)),
        weekdays,
        bool(weekdays_at) and _is_well_known(weekdays_at, tokens),
    )


def _expression(frame: Frame, tokens: Tokens) -> Expression:
    layout, start, end, role, weekdays, is_well_known = frame
    if layout.is_invalid:
        days: tuple[Day, ...] = ()
    elif layout.month >= 0:
        days = _days_with_month_name(layout, tokens)
    elif not layout.has_year:
        days = _days_without_year(layout, tokens)
    else:
        days = _days_of_numbers(layout, tokens)
    possible = days
    if weekdays and layout.has_year:
        possible = tuple(day for day in days if (found := day.date()) and found.weekday() in weekdays)
    return Expression(
        start,
        end,
        possible or days,
        layout.has_year,
        role,
        layout.notation,
        weekdays,
        not possible and bool(days) and is_well_known,
        layout.span,
        layout.certain,
        clock_at(layout.time, tokens) if layout.time else None,
    )


def _role(senses: Senses) -> str:
    """Return what a label says of the date after it, the least of what it can mean."""
    return ROLES[max(sense.value for sense in senses if sense.kind == "R")]


def _weekdays(layout: Layout, tokens: Tokens) -> dict[int, set[int]]:
    """Return the weekdays beside a date by token index, in the language of its month or the page."""
    languages = tokens.words.first_languages
    if layout.month >= 0:
        named = _languages(tokens.senses(layout.month))
        languages = named & languages or named or languages
    found: dict[int, set[int]] = {}
    for index in layout.weekdays:
        for sense in tokens.senses(index):
            if sense.kind == "W" and not sense.languages.isdisjoint(languages):
                found.setdefault(index, set()).add(sense.value)
    return found


def _is_well_known(weekdays: dict[int, set[int]], tokens: Tokens) -> bool:
    """Return whether names of weekdays are sure enough to contradict a date; in small languages they vary."""
    return any(
        not sense.languages.isdisjoint(known_languages())
        for index in weekdays
        for sense in tokens.senses(index)
        if sense.kind == "W"
    )


def _languages(senses: Senses) -> frozenset[str]:
    if len(senses) == 1:
        return senses[0].languages
    return frozenset().union(*(sense.languages for sense in senses))


def clock_at(span: tuple[int, int], tokens: Tokens) -> Clock | None:
    """Return the time of day in a range of tokens, with am or pm and the zone."""
    first, stop = span
    codes = tokens.shape[first:stop]
    clock: object = None
    if codes.startswith("n.n"):
        if tokens.length(first + 2) == 2:
            clock = Clock(tokens.number(first), tokens.number(first + 2))
    else:
        clock = tokens.values[first + codes.index("T")]
    if not isinstance(clock, Clock):
        return None
    for i, code in enumerate(codes, first):
        if code == "A" and clock.half is None:
            marked = clock.with_half(sense.value for sense in tokens.senses(i) if sense.kind == "A")
            if marked is None:
                return None  # am in one language, and pm in another
            clock = marked
        elif code == "Z" and clock.zone is None:
            zone = tokens.values[i]
            clock = clock._replace(zone=zone if isinstance(zone, tzinfo) else None)
    return clock


def _written_year(index: int, tokens: Tokens) -> int | None:
    """Return the year of a token; None when it means no year of the web."""
    if tokens.length(index) < 2:
        return None
    year = tokens.number(index)
    return year if tokens.shape[index] in "YV" else full_year(year)


def _year_beside(month: Sense, index: int, tokens: Tokens) -> int | None:
    """Return the year of two digits beside a month: of the Buddhist era where it is none of the web else."""
    number = tokens.number(index)
    if number in SHORT_BUDDHIST_YEARS and month.languages and month.languages <= BUDDHIST_LANGUAGES:
        return BUDDHIST_CENTURY + number
    return _written_year(index, tokens)


def full_year(year: int) -> int | None:
    """Return the year of two digits, or of more; None for two digits that mean no year of the web."""
    if year >= 100:
        return year
    return year + 2000 if year < END_OF_2000S else year + 1900 if year >= START_OF_1900S else None


def _valid_days(days: list[Day]) -> tuple[Day, ...]:
    return tuple([day for day in days if _is_valid(day)])


def _is_valid(day: Day) -> bool:
    return (day.year is None or MIN_YEAR <= day.year <= MAX_YEAR) and day.date() is not None


def _days_with_month_name(layout: Layout, tokens: Tokens) -> tuple[Day, ...]:
    """Return the days of a date with the name of a month: one for each month that the name can mean."""
    year, day = None, tokens.number(layout.day)
    if layout.has_year:
        year = _written_year(layout.year, tokens)
        if layout.is_short:
            return _short_days(layout, tokens)
        if year is None:
            return ()
    if not layout.has_year and not _is_surely_month(layout.month, tokens):
        return ()
    senses = _month_senses(layout.month, tokens)
    if len(senses) == 1:
        only = _gregorian_day(year, senses[0], day)
        return (only,) if only is not None and _is_valid(only) else ()
    return _valid_days([found for sense in senses if (found := _gregorian_day(year, sense, day))])


def _short_days(layout: Layout, tokens: Tokens) -> tuple[Day, ...]:
    """Return the days of "25 nov 23", in which the month's language decides which number is the year."""
    days = []
    numbers = (layout.day, layout.year)
    for month in _month_senses(layout.month, tokens):
        place = tokens.words.year_beside(month)
        for year_at, day_at, order in ((*numbers, "first"), (*numbers[::-1], "last")):
            year = _year_beside(month, year_at, tokens)
            if year is not None and place in (order, "both"):
                days.append(_gregorian_day(year, month, tokens.number(day_at)))
    return _valid_days([day for day in days if day is not None])


def _month_senses(index: int, tokens: Tokens) -> Senses:
    """Return the months that a name can mean."""
    senses = tokens.senses(index)
    if len(senses) > 1:
        return likeliest_senses(tuple(sense for sense in senses if sense.kind == "M"))
    return senses


def _is_surely_month(index: int, tokens: Tokens) -> bool:
    """Return whether a word without a year beside it is a whole name of a month, which may be short only in
    the page's languages."""
    word = tokens.text[tokens.starts[index] : tokens.starts[index + 1]]
    if word.isalpha() and not tokens.words.senses(word.casefold()):
        return False
    languages = _languages(tokens.senses(index))
    return (
        not languages
        or not languages.isdisjoint(tokens.words.first)
        or tokens.length(index) >= MIN_DISTINCTIVE_LENGTH
    )


def _gregorian_day(year: int | None, month: Sense, day: int) -> Day | None:
    """Return the Gregorian day of a day in the calendar of its month and year."""
    if month.value < 100:
        return Day(gregorian_year(year, month.languages), month.value, day, "", month.languages)
    found = to_gregorian(month.value // 100, year, month.value % 100, day) if year else None
    return Day(found.year, found.month, found.day, "", month.languages) if found else None


def _days_of_numbers(layout: Layout, tokens: Tokens) -> tuple[Day, ...]:
    """Return the days of three numbers, one for each possible order."""
    indices = layout.numbers[-3:]
    if layout.kind == "compact":
        number = tokens.number(indices[0])
        return _valid_days([Day(number // 10000, number // 100 % 100, number % 100)])
    a, b, c = map(tokens.number, indices)
    if tokens.shape[indices[0]] == "#":
        return _days_of_republic(a, b, c, tokens)
    first, _, third = map(tokens.length, indices)
    year_first = first > 2
    year_last = not year_first and (third > 2 or tokens.shape[indices[2]] == "'")
    if year_first or year_last:
        year, month, day = (a, b, c) if year_first else (_written_year(indices[2], tokens), b, a)
        if year is None or (not MIN_YEAR <= year <= MAX_YEAR):
            return _days_of_other_calendar(year or 0, month, day, tokens)
        if year_first and tokens.words.order == YEAR_DAY_MONTH and month != day:
            return _valid_days([Day(year, month, day, "ymd"), Day(year, day, month, YEAR_DAY_MONTH)])
        if year_first or a == b:
            return _valid_days([Day(year, month, day)])
    days: list[tuple[int | None, int, int, str]] = []
    if year_last or third == 2:
        days += [(full_year(c), b, a, "dmy"), (full_year(c), a, b, "mdy")]
    spaced = tokens.starts[indices[2]] - tokens.starts[indices[1] + 1] > 1
    if not year_last and first == 2 and (third == 2 or spaced):
        days.append((full_year(a), b, c, "ymd"))
    return _valid_days([Day(*day) for day in days if day[0] is not None])


def _days_of_republic(year: int, month: int, day: int, tokens: Tokens) -> tuple[Day, ...]:
    """Return the day of "115.03.19" on a Chinese page, which is one only if its list is full of such days."""
    if "zh" not in tokens.words.languages or year not in REPUBLICAN_YEARS:
        return ()
    return _valid_days([Day(year + REPUBLICAN_ERA_OFFSET, month, day, REPUBLICAN_ORDER)])


def _days_of_other_calendar(year: int, month: int, day: int, tokens: Tokens) -> tuple[Day, ...]:
    """Return the day of three numbers in another calendar; () when no calendar is certain."""
    marks = {
        sense.value
        for index, code in enumerate(tokens.shape)
        if code == "f"
        for sense in tokens.senses(index)
        if sense.kind == "E"
    }
    found = day_of_numbers(
        year,
        month,
        day,
        calendar=marks.pop() if len(marks) == 1 else None,
        languages=tokens.words.first_languages,
        eastern_digits=tokens.eastern_digits,
    )
    return _valid_days([Day(found.year, found.month, found.day)]) if found else ()


def _days_without_year(layout: Layout, tokens: Tokens) -> tuple[Day, ...]:
    """Return the days of two numbers without a year."""
    a, b = map(tokens.number, layout.numbers[:2])
    return _valid_days([Day(None, b, a, "dmy"), Day(None, a, b, "mdy")] if a != b else [Day(None, a, b)])


@lru_cache(maxsize=1024)
def read_period(text: str, words: Vocabulary) -> tuple[int | None, int | None, int | None]:
    """Return year, month and day of a heading such as "2016", "March 2016" or "4 March"; None if missing."""
    if text.isascii() and not (NUMBERS_OF_PERIOD.search(text) or may_name_month(text, words)):
        return None, None, None
    tokens, dates = read_tokens(normalised(text), words, False)
    found = [item for item in dates if item.certain and len(item.days) == 1]
    if found:
        return found[0].days[0][:3] if len(found) == 1 and not found[0].span else (None, None, None)
    periods = list(PERIOD.finditer(tokens.shape))
    if len(periods) > 1:
        return None, None, None
    first, stop = periods[0].span() if periods else (0, len(tokens.shape))
    index = next((i for i in range(first, stop) if tokens.shape[i] in "YV"), -1)
    year = tokens.number(index) if index >= 0 else None
    months = {
        sense.value
        for i in range(first, stop)
        if tokens.shape[i] == "M"
        for sense in tokens.senses(i)
        if sense.kind == "M"
    }
    sound = year is None or MIN_YEAR <= year <= MAX_YEAR
    return (year if sound else None), (months.pop() if len(months) == 1 and sound else None), None
