"""The dates in a text: what each can mean, before anything outside of the text is asked.

What is not certain stays open: an expression has every day that it can mean.
"""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple

from feedkit.dates.calendars import (
    BUDDHIST,
    BUDDHIST_LANGUAGES,
    BUDDHIST_YEARS,
    HIJRI_YEARS,
    LANGUAGES,
    gregorian,
    unmarked,
)
from feedkit.dates.clock import Clock, at
from feedkit.dates.layout import J, K, Layout, layouts
from feedkit.dates.tokens import EARLIEST, LATEST, Tokens, is_eastern, plain
from feedkit.dates.words import LONG, Sense, Senses, Vocabulary, clear

LONGEST = 160  # characters of a text that is said to be a date
LEAP_YEAR = 2000
TWO_DIGITS_TO, TWO_DIGITS_FROM = 40, 70  # two digits below are of this century, from there on of the last
PERIOD = re.compile(rf"M{J}Y|[YV]{K}M|[YV]")
NONE: frozenset[int] = frozenset()


class Day(NamedTuple):
    """A day that an expression can mean; the year is None where none is written."""

    year: int | None
    month: int
    day: int
    order: str = ""  # "dmy", "mdy" or "ymd" for numbers, "" where the notation leaves no choice
    languages: frozenset[str] = frozenset()  # that call the month so; empty for all

    def date(self, year: int | None = None) -> date | None:
        """The day in the calendar, None when there is no such day; without a year that of a leap year."""
        if year is None:
            year = LEAP_YEAR if self.year is None else self.year
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


class Expression(NamedTuple):
    """A date as it is written at one place of a text."""

    start: int
    end: int
    days: tuple[Day, ...]  # each day it can mean; () for an impossible one
    full: bool  # is a year written?
    role: str  # "published" or "updated": what the label before it says
    notation: str  # of numbers: their signs and widths ("n/n/Y"); "" with a month's name
    weekdays: frozenset[int]  # that are written beside it
    contradicted: bool  # the weekday is that of none of the days
    span: bool  # it is the first or the last day of several
    certain: bool  # it is a date whatever else is in the text
    clock: Clock | None

    def value(self, day: Day) -> date | datetime:
        """The date of one of the days, with the time that is written."""
        found = date(day.year or 1, day.month, day.day)
        if self.clock is None or (time := self.clock.time()) is None:
            return found
        return at(datetime.combine(found, time), self.clock.zone)


def expressions(text: str, words: Vocabulary) -> tuple[Expression, ...]:
    """Every date in a text, in order."""
    return read_tokens(plain(text), words, is_eastern(text))[1]


@lru_cache(maxsize=1024)  # a page's dates are searched first, and the entries' own are read once more
def read_tokens(text: str, words: Vocabulary, eastern: bool) -> tuple[Tokens, tuple[Expression, ...]]:
    """The tokens of a plain text, and every date among them, in order."""
    tokens = Tokens(text, words, eastern=eastern)
    found = [_expression(layout, tokens) for layout in layouts(tokens.shape)]
    if len(found) > 1:
        _part_equal_ends(found)
    return tokens, tuple(found)


def _part_equal_ends(found: list[Expression]) -> None:
    """A day that is said twice is no span."""
    for i in range(1, len(found)):
        if found[i].span and found[i - 1].span and found[i].days == found[i - 1].days:
            found[i - 1], found[i] = found[i - 1]._replace(span=False), found[i]._replace(span=False)


def _expression(layout: Layout, tokens: Tokens) -> Expression:
    if layout.bad:
        days: tuple[Day, ...] = ()
    elif layout.month >= 0:
        days = _named(layout, tokens)
    elif not layout.full:
        days = _pairs(layout, tokens)
    else:
        days = _numeric(layout, tokens)
    start, stop, weekdays = layout.start, layout.stop, NONE
    if layout.weekdays and (named := _weekdays(layout, tokens)):
        start, stop = min(start, *named), max(stop, max(named) + 1)
        weekdays = frozenset(day for found in named.values() for day in found)
    possible = days
    if weekdays and layout.full:
        possible = tuple(day for day in days if (found := day.date()) and found.weekday() in weekdays)
    role = layout.role
    return Expression(
        tokens.starts[start],
        tokens.starts[stop],
        possible or days,
        layout.full,
        "" if role < 0 else _role(tokens.senses(role)),
        layout.notation,
        weekdays,
        not possible and bool(days),
        layout.span,
        layout.certain,
        clock_of(layout.time, tokens) if layout.time else None,
    )


def _role(senses: Senses) -> str:
    return "updated" if any(sense.kind == "R" and sense.value for sense in senses) else "published"


def _weekdays(layout: Layout, tokens: Tokens) -> dict[int, set[int]]:
    """The weekdays beside a date, by place, in the language of its month or the page's."""
    languages = tokens.words.first_languages
    if layout.month >= 0:
        named = _languages(tokens.senses(layout.month))
        languages = named & languages or named or languages
    found: dict[int, set[int]] = {}
    for place in layout.weekdays:
        for sense in tokens.senses(place):
            if sense.kind == "W" and not sense.languages.isdisjoint(languages):
                found.setdefault(place, set()).add(sense.value)
    return found


def _languages(senses: Senses) -> frozenset[str]:
    if len(senses) == 1:
        return senses[0].languages
    return frozenset().union(*(sense.languages for sense in senses))


def clock_of(place: tuple[int, int], tokens: Tokens) -> Clock | None:
    """The time at some tokens, with the half of the day and the zone beside it."""
    first, stop = place
    codes = tokens.shape[first:stop]
    clock: object = None
    if codes.startswith("n.n"):
        if tokens.digits(first + 2) == 2:
            clock = Clock(tokens.number(first), tokens.number(first + 2))
    else:
        clock = tokens.values[first + codes.index("T")]
    if not isinstance(clock, Clock):
        return None
    for i, code in enumerate(codes, first):
        if code == "A" and clock.half is None:
            halves = {sense.value for sense in tokens.senses(i) if sense.kind == "A"}
            clock = clock._replace(half=halves.pop() if len(halves) == 1 else None)
        elif code == "Z" and clock.zone is None:
            zone = tokens.values[i]
            clock = clock._replace(zone=zone if isinstance(zone, tzinfo) else None)
    return clock


def full_year(year: int) -> int | None:
    """The year that two digits mean: none of those that the web has not seen."""
    if year >= 100:
        return year
    return year + 2000 if year < TWO_DIGITS_TO else year + 1900 if year >= TWO_DIGITS_FROM else None


def _sound(days: list[Day]) -> tuple[Day, ...]:
    return tuple(
        day for day in days if (day.year is None or EARLIEST <= day.year <= LATEST) and day.date() is not None
    )


def _named(layout: Layout, tokens: Tokens) -> tuple[Day, ...]:
    """The days of a date with a month's name: one for each month that the name can mean."""
    year = None
    if layout.full:
        year = full_year(tokens.number(layout.year))
        if year is None or tokens.digits(layout.year) < 2:
            return ()
    day = tokens.number(layout.day)
    if not layout.full and not _is_month_for_sure(layout.month, tokens):
        return ()
    senses = tokens.senses(layout.month)
    if len(senses) > 1:
        senses = clear(tuple(sense for sense in senses if sense.kind == "M"))
    return _sound([found for sense in senses if (found := _day(year, sense, day))])


def _is_month_for_sure(place: int, tokens: Tokens) -> bool:
    """Without a year beside it, is a word spelled as a month, and if it is short, in the page's languages?"""
    word = tokens.text[tokens.starts[place] : tokens.starts[place + 1]]
    if word.isalpha() and not tokens.words.senses(word.casefold()):
        return False
    languages = _languages(tokens.senses(place))
    return not languages or not languages.isdisjoint(tokens.words.first) or tokens.digits(place) >= LONG


def _day(year: int | None, month: Sense, day: int) -> Day | None:
    """A day in the calendar that its month and year are of."""
    if month.value < 100:
        if year in BUDDHIST_YEARS and month.languages <= BUDDHIST_LANGUAGES and month.languages:
            year = (year or 0) - BUDDHIST
        return Day(year, month.value, day, "", month.languages)
    found = gregorian(month.value // 100, year, month.value % 100, day) if year else None
    return Day(found.year, found.month, found.day, "", month.languages) if found else None


def _numeric(layout: Layout, tokens: Tokens) -> tuple[Day, ...]:
    """The days of three numbers in the orders that they can be in."""
    places = layout.numbers[-3:]
    if layout.kind == "compact":
        number = tokens.number(places[0])
        return _sound([Day(number // 10000, number // 100 % 100, number % 100)])
    a, b, c = map(tokens.number, places)
    first, _, third = map(tokens.digits, places)
    year_first = first > 2
    year_last = not year_first and (third > 2 or tokens.shape[places[2]] == "'")
    if year_first or year_last:
        year, month, day = (a, b, c) if year_first else (full_year(c), b, a)
        if year is None or (not EARLIEST <= year <= LATEST):
            return _of_other_calendar(year or 0, month, day, layout, tokens)
        if year_first or a == b:
            return _sound([Day(year, month, day)])
    days: list[tuple[int | None, int, int, str]] = []
    if year_last or third == 2:
        days += [(full_year(c), b, a, "dmy"), (full_year(c), a, b, "mdy")]
    spaced = tokens.starts[places[2]] - tokens.starts[places[1] + 1] > 1
    if not year_last and first == 2 and (third == 2 or spaced):
        days.append((full_year(a), b, c, "ymd"))
    return _sound([Day(*day) for day in days if day[0] is not None])


def _of_other_calendar(year: int, month: int, day: int, layout: Layout, tokens: Tokens) -> tuple[Day, ...]:
    """A numeric day of another calendar, if its mark, its digits or the page's language say so."""
    marks = {
        sense.value
        for place, code in enumerate(tokens.shape)
        if code == "f"
        for sense in tokens.senses(place)
        if sense.kind == "E"
    }
    languages = tokens.words.first_languages
    found: date | None = None
    if len(marks) == 1:
        found = gregorian(marks.pop(), year, month, day)
    elif year in HIJRI_YEARS and (languages & LANGUAGES or tokens.eastern):
        found = unmarked(year, month, day)
    elif year in BUDDHIST_YEARS and languages & BUDDHIST_LANGUAGES:
        return _sound([Day(year - BUDDHIST, month, day)])
    return _sound([Day(found.year, found.month, found.day)]) if found else ()


def _pairs(layout: Layout, tokens: Tokens) -> tuple[Day, ...]:
    """The days of two numbers without a year."""
    a, b = map(tokens.number, layout.numbers[:2])
    return _sound([Day(None, b, a, "dmy"), Day(None, a, b, "mdy")] if a != b else [Day(None, a, b)])


def read_period(text: str, words: Vocabulary) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of a heading such as "2016", "March 2016" or "4 March", each None without one."""
    tokens, dates = read_tokens(plain(text), words, False)
    found = [item for item in dates if item.certain and len(item.days) == 1]
    if found:
        return found[0].days[0][:3] if len(found) == 1 and not found[0].span else (None, None, None)
    periods = list(PERIOD.finditer(tokens.shape))
    if len(periods) > 1:
        return None, None, None
    first, stop = periods[0].span() if periods else (0, len(tokens.shape))
    place = next((i for i in range(first, stop) if tokens.shape[i] in "YV"), -1)
    year = tokens.number(place) if place >= 0 else None
    months = {
        sense.value
        for i in range(first, stop)
        if tokens.shape[i] == "M"
        for sense in tokens.senses(i)
        if sense.kind == "M"
    }
    sound = year is None or EARLIEST <= year <= LATEST
    return (year if sound else None), (months.pop() if len(months) == 1 and sound else None), None
