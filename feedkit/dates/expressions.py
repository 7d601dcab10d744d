"""The dates in a text: what each can mean, before anything outside of the text is asked.

A date is found in the text's shape (see tokens.py) by a few patterns that hold for every language: a day, a month's
name and a year in any order, or numbers with equal signs between them. What is not certain stays open: an expression
has every day that it can mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from feedkit.dates.clock import Clock, at
from feedkit.dates.tokens import EARLIEST, LATEST, Token, Tokens, plain
from feedkit.dates.words import Sense, Vocabulary, clear

LONGEST = 160  # characters of a text that is said to be a date
PIVOT = 69  # POSIX: two digits from 69 on are of the last century

J = r"[fC ,./\-s]{0,6}"  # what may stand between the parts of a date
K = r"(?:[fC .,]|[/-](?![ ])){0,5}"  # the same after a year, which may belong to a title before the date
TIME = r"(?:(?:A[ .]?)?T(?:[ ]?A)?(?:[ ,(]*Z)?)"
FULL = re.compile(
    rf"""(?P<range>[nD][ .]{{0,3}}[-f/][ .]{{0,3}}[nD]{J}M{J}[Y'] | M{J}[nD][ ]?[-/f][ ]?[nD]{J}[Y']
        | n[. ]{{0,2}}-[. ]?n(?P<r>[-/.])[ ]?n(?P=r)[ ]?Y)
    |(?P<named>[nD]{J}M(?:/M)?{J}(?:{TIME}{J})?[Y'] | M(?:/M)?{J}[nD](?:{J}W)?{J}(?:{TIME}{J})?[Y']
        | Y{K}M{K}[nD](?!{J}[Y']) | Y{K}[nD]{K}M(?!{J}[Y']))
    |(?P<numeric>(?<![nYB#][./-])(?:Y[ ]?(?P<s1>[-/.])[ ]?n[ ]?(?P=s1)[ ]?[nD]
        | n[ ]?(?P<s2>[-/.])[ ]?n[ ]?(?P=s2)[ ]?[Y'])(?![nYB#]|[./-][nYB#]|t(?!T)|tT?!))
    |(?P<short>(?<![nYB#][./-])(?:n[ ]?(?P<s3>[-/.])[ ]?n[ ]?(?P=s3)[ ]?n|[nD][ .\-/,]{{0,3}}M[ .\-/,]{{0,3}}n)
        (?![nYB#]|[./-][nYB#]))
    |(?P<compact>(?<![nYB#./\-+])B(?![nYB#]|[./-][nYB#]))""",
    re.X,
)
PARTIAL = re.compile(
    r"(?<![nYB#][./-])(?:[nD][f ./\-s]{0,3}M|M[f ./\-s]{0,3}[nD]|n(?P<s>[-/.])n\.?)(?![nYB#:]|[./-][nYB#])"
)
BEFORE = re.compile(r"(?P<time>(?:Z[ ])?(?:A[ .]?)?T(?:[ ]?A)?(?:[ ,(]*Z)?)?[f ,./\-sW:]{0,8}$")
AFTER = re.compile(
    r"t?[f ,./\-sW:]{0,8}?(?P<time>(?:Z[ ])?(?:A[ .]?)?T(?:[ ]?A)?(?:[ ,(s]{0,2}Z)?)(?P<bad>[ ]?\+)?"
)
DOTTED = re.compile(r"[f ,/\-s]{1,6}n\.n(?![.n#Y])")
WEEKDAY_BEFORE = re.compile(r"W[f ,./\-s]{0,5}$")
WEEKDAY_AFTER = re.compile(r"[f ,./\-s]{0,5}W")
ROLE_BEFORE = re.compile(r"R[^RTnYM]{0,8}$")
UNREAD = re.compile(r"[x#nYBDM!+C'Tt]")


class Day(NamedTuple):
    """A day that an expression can mean; the year is None where none is written."""

    year: int | None
    month: int
    day: int
    order: str = ""  # "dmy", "mdy" or "ymd" for numbers, "" where the notation leaves no choice
    languages: frozenset[str] = frozenset()  # that call the month so; empty for all

    def date(self, year: int | None = None) -> date | None:
        """The day in the calendar, None when there is no such day; without a year that of a leap year."""
        try:
            return date(year or self.year or 2000, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A date as it is written at one place of a text."""

    start: int
    end: int
    days: tuple[
        Day, ...
    ]  # each day it can mean, the likeliest reading of its words first; () for an impossible day
    role: str = ""  # "published" or "updated": what the label before it says
    notation: str = ""  # of numbers: their signs and widths ("n/n/Y"); "" with a month's name
    weekdays: frozenset[int] = frozenset()  # that are written beside it
    contradicted: bool = False  # the weekday is that of none of the days
    range: bool = False  # it is the start or the end of a span of days
    certain: bool = True  # no date unless nothing else is in the text: two digits for the year, or no year
    clock: Clock | None = None

    @property
    def full(self) -> bool:
        """Are day, month and year all written?"""
        return bool(self.days) and self.days[0].year is not None

    def value(self, day: Day) -> date | datetime:
        """The date of one of the days, with the time that is written."""
        found = date(day.year or 1, day.month, day.day)
        time = self.clock.time() if self.clock else None
        return (
            found
            if time is None or self.clock is None
            else at(datetime.combine(found, time), self.clock.zone)
        )


def expressions(text: str, words: Vocabulary) -> tuple[Expression, ...]:
    """Every date in a text, in order."""
    return Reading(Tokens(plain(text), words)).expressions()


class Reading:
    """One reading of a text's tokens."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens.list
        self.shape = tokens.shape
        for place in tokens.unsure:
            self._decide(place)

    def _decide(self, place: int) -> None:
        """Of a word that may be a month: it is, unless another month is there."""
        others = self.shape[:place] + " " + self.shape[place + 1 :]
        if "M" in others:
            senses = self.tokens[place].value
            assert isinstance(senses, tuple)
            code = next((kind for kind in "WACf" if any(sense.kind == kind for sense in senses)), "x")
            self.shape = self.shape[:place] + code + self.shape[place + 1 :]

    def expressions(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        last = 0
        for match in FULL.finditer(self.shape):
            found += self._partials(last, match.start(), found)
            expression = self._full(match, last)
            if expression is not None:
                found.append(expression)
            last = match.end()
        found += self._partials(last, len(self.shape), found)
        return tuple(self._ranges(found))

    def _full(self, match: re.Match[str], last: int) -> Expression | None:
        kind = match.lastgroup or ""
        first, stop = match.span()
        inner = self.tokens[first:stop]
        if kind == "compact":
            value = int(inner[0].value)  # type: ignore[call-overload]
            days = [Day(value // 10000, value // 100 % 100, value % 100)]
        elif kind == "range" and not any(token.code == "M" for token in inner):
            days = _numeric([token for token in inner if token.code in "nY"][1:])
        elif kind in ("named", "range") or any(token.code == "M" for token in inner):
            days = _named(inner)
        else:
            days = _numeric([token for token in inner if token.code in "nYD'"])
        sound = tuple(
            day for day in days if (day.year is not None and EARLIEST <= day.year <= LATEST) and day.date()
        )
        notation = (
            ""
            if any(token.code in "MB" for token in inner)
            else re.sub("[ D]", "", match.group()).replace("D", "n")
        )
        return self._complete(
            first,
            stop,
            last,
            sound,
            notation=notation,
            certain=kind not in ("short", "compact"),
            range=kind == "range",
        )

    def _partials(self, first: int, stop: int, before: list[Expression]) -> list[Expression]:
        if stop - first < 3:
            return []
        found = []
        last = first
        for match in PARTIAL.finditer(self.shape, first, stop):
            inner = self.tokens[match.start() : match.end()]
            named = any(token.code == "M" for token in inner)
            days = _named(inner) if named else _pairs([token for token in inner if token.code == "n"])
            sound = tuple(day for day in days if day.date())
            notation = "" if named else match.group().rstrip(".")
            if sound:
                found.append(self._complete(*match.span(), last, sound, notation=notation, certain=named))
            last = match.end()
        return found

    def _complete(
        self,
        first: int,
        stop: int,
        last: int,
        days: tuple[Day, ...],
        *,
        notation: str,
        certain: bool,
        range: bool = False,
    ) -> Expression:
        """Add what stands beside a date: its time, weekday and label."""
        shape, tokens = self.shape, self.tokens
        role, start = self._role(first, last)
        weekdays, first_w, stop_w = self._weekdays(first, stop, last)
        clock, left, right = self._clock(first, stop, last)
        if clock is INVALID:
            days, clock = (), None
        possible = (
            tuple(day for day in days if day.year is None or _weekday(day) in weekdays) if weekdays else days
        )
        begin, end = min(first, first_w, left), max(stop, stop_w, right)
        return Expression(
            start=tokens[begin].start,
            end=tokens[end - 1].end,
            days=possible or days,
            role=role,
            notation=notation,
            weekdays=weekdays,
            contradicted=bool(days) and not possible,
            range=range,
            certain=certain or UNREAD.search(shape[:begin] + shape[end:]) is None,
            clock=clock,
        )

    def _role(self, first: int, last: int) -> tuple[str, int]:
        found = ROLE_BEFORE.search(self.shape, max(last, first - 10), first)
        if not found:
            return "", first
        senses = self.tokens[found.start()].value
        assert isinstance(senses, tuple)
        value = next(sense.value for sense in senses if sense.kind == "R")
        return ("updated" if value else "published"), found.start()

    def _weekdays(self, first: int, stop: int, last: int) -> tuple[frozenset[int], int, int]:
        found: set[int] = set()
        begin, end = first, stop
        inside = self.tokens[first:stop]
        codes = self.shape[first:stop]
        places = [first + i for i, code in enumerate(codes) if code == "W"]
        if before := WEEKDAY_BEFORE.search(self.shape, max(last, first - 6), first):
            places.append(before.start())
            begin = before.start()
        if after := WEEKDAY_AFTER.match(self.shape, stop):
            places.append(after.end() - 1)
            end = after.end()
        months = [token for token in inside if token.code == "M"]
        for place in places:
            senses = self.tokens[place].value
            assert isinstance(senses, tuple)
            found |= {sense.value for sense in _same_language(senses, months)}
        return frozenset(found), begin, end

    def _clock(self, first: int, stop: int, last: int) -> tuple[Clock | None, int, int]:
        """The time of day beside a date, and how far it reaches to both sides."""
        inside = [token for token in self.tokens[first:stop] if token.code in "TAZ"]
        if inside:
            return _time(inside), first, stop
        if after := AFTER.match(self.shape, stop):
            if after["bad"]:
                return INVALID, first, stop
            return _time(self.tokens[stop : after.end()]), first, after.end()
        if dotted := DOTTED.match(self.shape, stop):
            hour, minute = (token for token in self.tokens[stop : dotted.end()] if token.code == "n")
            clock = Clock(int(hour.value), int(minute.value))  # type: ignore[call-overload]
            if clock.time() and minute.end - minute.start == 2:
                return clock, first, dotted.end()
        before = BEFORE.search(self.shape, max(last, first - 16), first)
        if before and before["time"]:
            return _time(self.tokens[before.start() : first]), before.start(), stop
        return None, first, stop

    def _ranges(self, found: list[Expression]) -> list[Expression]:
        """Two dates that a dash or a filler joins are the ends of a span."""
        for i in range(1, len(found)):
            one, two = found[i - 1], found[i]
            between = "".join(token.code for token in self.tokens if one.end <= token.start < two.start)
            joined = re.fullmatch(r" ?(?:-|f) ?f? ?", between)
            if joined and one.full and two.full and one.days != two.days and not two.role:
                found[i - 1], found[i] = replace(one, range=True), replace(two, range=True)
        return found


INVALID = Clock(-1, -1)


def _time(tokens: list[Token]) -> Clock | None:
    clock: Clock | None = None
    for token in tokens:
        if token.code == "T" and clock is None:
            clock = token.value  # type: ignore[assignment]
    if clock is None:
        return None
    for token in tokens:
        if token.code == "A" and clock.half is None:
            half = {sense.value for sense in token.value if sense.kind == "A"}  # type: ignore[attr-defined]
            clock = clock._replace(half=half.pop() if len(half) == 1 else None)
        elif token.code == "Z" and clock.zone is None:
            clock = clock._replace(zone=token.value if isinstance(token.value, tzinfo) else None)
    return clock


def _same_language(weekdays: tuple[Sense, ...], months: list[Token]) -> list[Sense]:
    """The meanings of a weekday that go with the month's language."""
    found = [sense for sense in weekdays if sense.kind == "W"]
    languages: frozenset[str] = frozenset()
    for token in months:
        for sense in token.value:  # type: ignore[attr-defined]
            languages |= sense.languages
    if not languages:
        values = {sense.value for sense in found}
        return found if len(values) == 1 else []
    return [sense for sense in found if sense.languages & languages]


def _weekday(day: Day) -> int:
    found = day.date()
    return found.weekday() if found else -1


def _number(token: Token) -> int:
    assert isinstance(token.value, int)
    return token.value


def _digits(token: Token) -> int:
    return token.end - token.start


def full_year(year: int) -> int:
    """The year that two digits mean."""
    return year + (1900 if year >= PIVOT else 2000) if year < 100 else year


def _named(tokens: list[Token]) -> list[Day]:
    """The days of a date with a month's name: one for each month that the name can mean."""
    numbers = [token for token in tokens if token.code in "nD"]
    years = [token for token in tokens if token.code in "Y'"]
    if not years and len(numbers) == 2:
        numbers, years = numbers[:1], numbers[1:]
        if years[0].end - years[0].start != 2:
            return []
    year = full_year(_number(years[0])) if years else None
    month = next(token for token in tokens if token.code == "M")
    senses = tuple(sense for sense in month.value if sense.kind == "M")  # type: ignore[attr-defined]
    day = _number(numbers[-1 if len(numbers) > 1 and numbers[-1].code == "D" else 0])
    return [Day(year, sense.value, day, "", sense.languages) for sense in clear(senses)]


def _numeric(tokens: list[Token]) -> list[Day]:
    """The days of three numbers in the orders that they can be in."""
    a, b, c = (_number(token) for token in tokens[:3])
    wide = [_digits(token) > 2 for token in tokens[:3]]
    spaced = tokens[2].start - tokens[1].end > 1
    if wide[0]:
        return [Day(a, b, c, "")]
    days = set()
    if wide[2] or _digits(tokens[2]) == 2:
        days = {Day(full_year(c), b, a, "dmy"), Day(full_year(c), a, b, "mdy")}
    if tokens[2].code == "n" and _digits(tokens[0]) == 2 and (_digits(tokens[2]) == 2 or spaced):
        days.add(Day(full_year(a), b, c, "ymd"))
    possible = sorted(day for day in days if day.date())
    if wide[2] and a == b:
        return [Day(c, a, b, "")]
    if len(possible) == 1:
        return [possible[0]]
    return possible


def _pairs(tokens: list[Token]) -> list[Day]:
    a, b = (_number(token) for token in tokens[:2])
    return [Day(None, b, a, "dmy"), Day(None, a, b, "mdy")] if a != b else [Day(None, a, b)]


PERIOD = re.compile(rf"M{J}Y|Y{K}M|Y")


def read_period(text: str, words: Vocabulary) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of a heading such as "2016", "March 2016" or "4 March", each None where it has none."""
    tokens = Tokens(plain(text), words)
    found = [item for item in Reading(tokens).expressions() if item.certain and len(item.days) == 1]
    if found:
        return found[0].days[0][:3] if len(found) == 1 and not found[0].range else (None, None, None)
    periods = list(PERIOD.finditer(tokens.shape))
    if len(periods) == 1:
        inside = tokens.list[periods[0].start() : periods[0].end()]
        year = next(_number(token) for token in inside if token.code == "Y")
        months = {sense.value for token in inside if token.code == "M" for sense in _months(token)}
        return (
            (year if EARLIEST <= year <= LATEST else None),
            (months.pop() if len(months) == 1 else None),
            None,
        )
    months = {sense.value for token in tokens.list if token.code == "M" for sense in _months(token)}
    return None, (months.pop() if len(months) == 1 and not periods else None), None


def _months(token: Token) -> list[Sense]:
    assert isinstance(token.value, tuple)
    return [sense for sense in token.value if sense.kind == "M"]
