"""Finds where the dates are in the shape of a text, before any word or number is looked at.

The shape has one letter for each token; tokens.py lists the letters. The patterns are those of every
language: a day, the name of a month and a year in any order, or numbers with the same sign between them;
beside them a time of day, a weekday and a label.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

SEP = r"[fC ,./\-s]{0,6}"  # between the parts of a date
YEAR_SEP = r"(?:[fC .,]|[/-](?![ ])){0,5}"  # after a year, which may belong to a title before the date
ZONE = r"(?:[ ,sf]{0,4}Z){0,2}"  # "10:00 GMT+2 (CEST)", "10:00 Uhr MESZ"
TIME = rf"(?:(?:A[ .]?)?T(?:(?:[ ]f\.?)?[ ]?A)?{ZONE})"
DATE_WITH_YEAR = re.compile(
    rf"""(?P<span>(?<![n#]\.)[nD][ .]{{0,3}}[-f/][ .]{{0,3}}[nD]{SEP}M{SEP}[Y']
        | M{SEP}[nD][ ]?[-/f][ ]?[nD]{SEP}[Y']
        | n[. ]{{0,2}}-[. ]?n(?P<r>[-/.])[ ]?n(?P=r)[ ]?Y)
    |(?P<named>[nD]{SEP}M(?:/M)?{SEP}(?:{TIME}{SEP})?[Y']
        | M(?:/M)?{SEP}[nD](?:{SEP}W)?{SEP}(?:{TIME}{SEP})?[Y']
        | [YV]{YEAR_SEP}M{YEAR_SEP}[nD](?!{SEP}[Y']) | Y{YEAR_SEP}[nD]{YEAR_SEP}M(?!{SEP}[Y']))
    |(?P<numeric>(?<![nYB#][./-])(?:Y[ ]?(?P<s1>[-/.])[ ]?n[ ]?(?P=s1)[ ]?[nD]
        | n[ ]?(?P<s2>[-/.])[ ]?n[ ]?(?P=s2)[ ]?[Y'])(?![nYB#]|[./-][nYB#]|t(?!T)|tT?!))
    |(?P<republic>(?<![nYB#][./-])\#(?P<s4>[-/.])n(?P=s4)n(?![nYB#]|[./-][nYB#]))
    |(?P<short>(?<![nYB#][./-])
        (?:n[ ]?(?P<s3>[-/.])[ ]?n[ ]?(?P=s3)[ ]?n | [nD][ .\-/,]{{0,3}}M[ .\-/,]{{0,3}}n)
        (?![nYB#]|[./-][nYB#]))
    |(?P<compact>(?<![nYB#./\-+])B(?![nYB#]|[./-][nYB#]))""",
    re.X,
)
DATE_WITHOUT_YEAR = re.compile(
    r"(?<![nYB#][./-])(?:[nD][f ./\-]{0,3}M|M[f ./\-]{0,3}[nD]|n(?P<s>[-/.])n\.?)(?![nYB#:]|[./-][nYB#])"
)
TIME_BEFORE = re.compile(rf"(?P<time>(?:Z[ ])?{TIME})[f ,./\-sW:]{{0,8}}$")
TIME_AFTER = re.compile(rf"t?[f ,./\-sW:]{{0,8}}?(?P<time>(?:Z[ ])?{TIME})(?P<bad>[ ]?\+)?")
DOTTED_TIME_AFTER = re.compile(
    rf"(?:f\.|[f ,/\-s]){{1,6}}(?P<time>n\.n(?: ?A(?:\.(?![.n#Y]))?)?{ZONE})(?![.n#Y])"
)
WEEKDAY_BEFORE = re.compile(r"W[f ,./\-s]{0,5}$")
WEEKDAY_AFTER = re.compile(r"[f ,./\-s]{0,5}W")
ROLE_BEFORE = re.compile(r"R(?: f(?: [xW]){1,4})?[ :,.\-sfWA]{0,6}$")  # "updated", "posted by Ann Lee on"
SPAN_SIGN = re.compile(r" ?(?:-|f) ?(?:f ){0,2}f? ?")
LABEL = re.compile(r"x ?: ?")
# beside a date without a year is one, with an unknown word between: "28-oji 2022"
YEAR_BEHIND = re.compile(r"[ .,\-s]{0,3}(?:[xW][ .,\-s]{0,3}){0,2}Y")
YEAR_BEFORE = re.compile(r"Y[ .,\-sf]{0,3}(?:[xW][ .,\-s]{0,3})?$")
UNEXPLAINED = re.compile(r"[x#nYVBDM!+C'Tt]")  # tokens that make a weak date in the same text doubtful


class Layout(NamedTuple):
    """The token indices of the parts of one date; -1 for a part that it lacks."""

    kind: str  # "named", "numeric", "compact"
    start: int  # of the whole date, with the time
    stop: int
    numbers: tuple[int, ...]  # days, months and years that are numbers, in order
    year: int  # marked or of four digits; beside the name of a month also of two digits
    day: int  # of a date with the name of a month
    month: int  # a name
    weekdays: tuple[int, ...]
    time: tuple[int, int] | None  # first and end of the time and zone
    role: int
    notation: str  # the shape of a date in numbers, such as "n/n/Y"; else ""
    has_year: bool  # whether it has a year
    span: bool  # whether it is the first or the last of several days
    certain: bool  # whether it is a date whatever else is in the text, or nothing else is in it
    is_short: bool  # whether the year may be the day, as in "25 nov 23"
    is_invalid: bool  # whether something beside it makes it no date, such as "12:30+"


@lru_cache(maxsize=4096)
def layouts(shape: str) -> tuple[Layout, ...]:
    """Return the dates of a shape, in order."""
    found: list[Layout] = []
    previous_end = 0
    for match in DATE_WITH_YEAR.finditer(shape):
        layout = _layout(shape, match.start(), match.end(), previous_end, match.lastgroup or "")
        if layout.month >= 0 and not layout.certain:
            continue  # "3 May, 10 comments": the second number is not a year
        found += _partials(shape, previous_end, match.start())
        found.append(layout)
        previous_end = match.end()
    found += _partials(shape, previous_end, len(shape))
    for i in range(1, len(found)):
        one, two = found[i - 1], found[i]
        if _is_span(one, two, shape):
            found[i - 1], found[i] = one._replace(span=True), two._replace(span=True)
    return tuple(found)


def _is_span(one: Layout, two: Layout, shape: str) -> bool:
    """Return whether two dates are the first and the last of several days, perhaps with one year for both."""
    if not two.has_year or two.role >= 0 or not SPAN_SIGN.fullmatch(shape, one.stop, two.start):
        return False
    if one.has_year or one.month >= 0:
        return True
    return one.notation + one.notation[1:2] + "Y" == two.notation and shape[one.stop - 1] != "n"


def _partials(shape: str, first: int, stop: int) -> list[Layout]:
    """Return the dates without a year between two indices."""
    found = []
    previous_end = first
    if stop - first > 2:
        for match in DATE_WITHOUT_YEAR.finditer(shape, first, stop):
            found.append(_layout(shape, match.start(), match.end(), previous_end, "partial"))
            previous_end = match.end()
    return found


def _layout(shape: str, first: int, stop: int, previous_end: int, kind: str) -> Layout:
    """Return a date with the time, weekday and label beside it, not beyond the end of the previous date."""
    core = shape[first:stop]
    month = core.find("M")
    numbers = tuple(first + i for i, code in enumerate(core) if code in "nDYV'B#")
    years = [index for index in numbers if shape[index] in "YV'"]
    days = [index for index in numbers if shape[index] in "nD"]
    if month >= 0 and kind != "partial" and not years:
        years.append(days.pop())
    weekdays = _weekdays(shape, first, stop, previous_end)
    time, begin, end, is_invalid = _time(shape, first, stop, previous_end)
    role = ROLE_BEFORE.search(shape, max(previous_end, first - 17), first) if "R" in shape else None
    before = shape[:begin]
    if kind == "short" and month >= 0:
        before = LABEL.sub("", before, count=1)  # "Rel: 12 Mar 12"
    weak = kind in ("short", "compact", "republic") or (kind == "partial" and month < 0)
    return Layout(
        kind="compact" if kind == "compact" else "named" if month >= 0 else "numeric",
        start=begin,
        stop=end,
        numbers=numbers,
        year=years[0] if years else -1,
        day=days[0] if days else -1,
        month=first + month if month >= 0 else -1,
        weekdays=weekdays,
        time=time,
        role=role.start() if role else -1,
        notation="" if month >= 0 or kind == "compact" else re.sub("[ D]|[.]$", "", core.replace("D", "n")),
        has_year=kind != "partial",
        span=kind == "span",
        certain=(not weak or UNEXPLAINED.search(before + shape[end:]) is None)
        and not (kind == "partial" and _has_year_beside(shape, first, stop)),
        is_short=kind == "short" and shape[first] == "n",
        is_invalid=is_invalid,
    )


def _has_year_beside(shape: str, first: int, stop: int) -> bool:
    return bool(YEAR_BEHIND.match(shape, stop) or YEAR_BEFORE.search(shape, max(0, first - 8), first))


def _weekdays(shape: str, first: int, stop: int, previous_end: int) -> tuple[int, ...]:
    if "W" not in shape:
        return ()
    indices = [i for i in range(first, stop) if shape[i] == "W"]
    if before := WEEKDAY_BEFORE.search(shape, max(previous_end, first - 6), first):
        indices.append(before.start())
    if after := WEEKDAY_AFTER.match(shape, stop):
        indices.append(after.end() - 1)
    return tuple(indices)


def _time(
    shape: str, first: int, stop: int, previous_end: int
) -> tuple[tuple[int, int] | None, int, int, bool]:
    """Return the span of the time of day, start and end of the date with it, and whether it is invalid."""
    if "T" in shape[first:stop]:
        return (first, stop), first, stop, False
    if after := TIME_AFTER.match(shape, stop):
        return after.span("time"), first, after.end(), bool(after["bad"])
    if dotted := DOTTED_TIME_AFTER.match(shape, stop):
        return dotted.span("time"), first, dotted.end(), False
    if before := TIME_BEFORE.search(shape, max(previous_end, first - 16), first):
        return before.span("time"), before.start(), stop, False
    return None, first, stop, False
