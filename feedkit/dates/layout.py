"""Where the dates are in a text's shape: what can be said before any word or number is looked at.

The patterns hold for every language: a day, a month's name and a year in any order, or numbers with equal
signs between them; a time, a weekday and a label beside them. The letters are those of tokens.py.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

J = r"[fC ,./\-s]{0,6}"  # what may stand between the parts of a date
K = r"(?:[fC .,]|[/-](?![ ])){0,5}"  # the same after a year, which may belong to a title before the date
TIME = r"(?:(?:A[ .]?)?T(?:[ ]?A)?(?:[ ,(]*Z)?)"
FULL = re.compile(
    rf"""(?P<span>[nD][ .]{{0,3}}[-f/][ .]{{0,3}}[nD]{J}M{J}[Y'] | M{J}[nD][ ]?[-/f][ ]?[nD]{J}[Y']
        | n[. ]{{0,2}}-[. ]?n(?P<r>[-/.])[ ]?n(?P=r)[ ]?Y)
    |(?P<named>[nD]{J}M(?:/M)?{J}(?:{TIME}{J})?[Y'] | M(?:/M)?{J}[nD](?:{J}W)?{J}(?:{TIME}{J})?[Y']
        | [YV]{K}M{K}[nD](?!{J}[Y']) | Y{K}[nD]{K}M(?!{J}[Y']))
    |(?P<numeric>(?<![nYB#][./-])(?:Y[ ]?(?P<s1>[-/.])[ ]?n[ ]?(?P=s1)[ ]?[nD]
        | n[ ]?(?P<s2>[-/.])[ ]?n[ ]?(?P=s2)[ ]?[Y'])(?![nYB#]|[./-][nYB#]|t(?!T)|tT?!))
    |(?P<short>(?<![nYB#][./-])
        (?:n[ ]?(?P<s3>[-/.])[ ]?n[ ]?(?P=s3)[ ]?n | [nD][ .\-/,]{{0,3}}M[ .\-/,]{{0,3}}n)
        (?![nYB#]|[./-][nYB#]))
    |(?P<compact>(?<![nYB#./\-+])B(?![nYB#]|[./-][nYB#]))""",
    re.X,
)
PARTIAL = re.compile(
    r"(?<![nYB#][./-])(?:[nD][f ./\-]{0,3}M|M[f ./\-]{0,3}[nD]|n(?P<s>[-/.])n\.?)(?![nYB#:]|[./-][nYB#])"
)
BEFORE = re.compile(r"(?P<time>(?:Z[ ])?(?:A[ .]?)?T(?:[ ]?A)?(?:[ ,(]*Z)?)[f ,./\-sW:]{0,8}$")
AFTER = re.compile(
    r"t?[f ,./\-sW:]{0,8}?(?P<time>(?:Z[ ])?(?:A[ .]?)?T(?:[ ]?A)?(?:[ ,(s]{0,2}Z)?)(?P<bad>[ ]?\+)?"
)
DOTTED = re.compile(r"(?:f\.|[f ,/\-s]){1,6}(?P<time>n\.n(?: ?A)?(?: ?Z)?)(?![.n#Y])")
WEEKDAY_BEFORE = re.compile(r"W[f ,./\-s]{0,5}$")
WEEKDAY_AFTER = re.compile(r"[f ,./\-s]{0,5}W")
ROLE_BEFORE = re.compile(r"R(?: f(?: [xW]){1,4})?[ :,.\-sfWA]{0,6}$")  # "updated", "posted by Ann Lee on"
JOINED = re.compile(r" ?(?:-|f) ?f? ?")
UNREAD = re.compile(r"[x#nYVBDM!+C'Tt]")  # what leaves a text in doubt that has nothing but a weak date


class Layout(NamedTuple):
    """The places of one date's parts among the tokens; -1 where there is none."""

    kind: str  # "named", "numeric", "compact"
    start: int  # of all of it, with the time
    stop: int
    numbers: tuple[int, ...]  # in order: days, months and years that are numbers
    year: int  # that is marked or has four digits; with a month's name also one of two digits
    day: int  # with a month's name
    month: int  # that is a name
    weekdays: tuple[int, ...]
    time: tuple[int, int] | None  # the tokens of the time and zone
    role: int
    notation: str  # of numbers
    full: bool  # has it a year?
    span: bool  # is it one end of a span of days?
    certain: bool  # is it a date whatever else is in the text, or is nothing else there?
    bad: bool  # what stands beside it is no time: then it is no date


@lru_cache(maxsize=4096)
def layouts(shape: str) -> tuple[Layout, ...]:
    """The dates of a shape, in order."""
    found: list[Layout] = []
    last = 0
    for match in FULL.finditer(shape):
        layout = _layout(shape, match.start(), match.end(), last, match.lastgroup or "")
        if layout.month >= 0 and not layout.certain:
            continue  # "3 May, 10 comments": the second number is no year
        found += _partials(shape, last, match.start())
        found.append(layout)
        last = match.end()
    found += _partials(shape, last, len(shape))
    for i in range(1, len(found)):
        one, two = found[i - 1], found[i]
        joined = one.full and two.full and two.role < 0 and JOINED.fullmatch(shape, one.stop, two.start)
        if joined:
            found[i - 1], found[i] = one._replace(span=True), two._replace(span=True)
    return tuple(found)


def _partials(shape: str, first: int, stop: int) -> list[Layout]:
    """Dates without a year between two places."""
    found = []
    last = first
    if stop - first > 2:
        for match in PARTIAL.finditer(shape, first, stop):
            found.append(_layout(shape, match.start(), match.end(), last, "partial"))
            last = match.end()
    return found


def _layout(shape: str, first: int, stop: int, last: int, kind: str) -> Layout:
    """Add what stands beside a date, up to the date before it: its time, weekday and label."""
    core = shape[first:stop]
    month = core.find("M")
    numbers = tuple(first + i for i, code in enumerate(core) if code in "nDYV'B")
    years = [place for place in numbers if shape[place] in "YV'"]
    days = [place for place in numbers if shape[place] in "nD"]
    if month >= 0 and kind != "partial" and not years:
        years.append(days.pop())
    weekdays = _weekdays(shape, first, stop, last)
    time, begin, end, bad = _time(shape, first, stop, last)
    role = ROLE_BEFORE.search(shape, max(last, first - 17), first) if "R" in shape else None
    weak = kind in ("short", "compact") or (kind == "partial" and month < 0)
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
        full=kind != "partial",
        span=kind == "span",
        certain=not weak or UNREAD.search(shape[:begin] + shape[end:]) is None,
        bad=bad,
    )


def _weekdays(shape: str, first: int, stop: int, last: int) -> tuple[int, ...]:
    if "W" not in shape:
        return ()
    places = [i for i in range(first, stop) if shape[i] == "W"]
    if before := WEEKDAY_BEFORE.search(shape, max(last, first - 6), first):
        places.append(before.start())
    if after := WEEKDAY_AFTER.match(shape, stop):
        places.append(after.end() - 1)
    return tuple(places)


def _time(shape: str, first: int, stop: int, last: int) -> tuple[tuple[int, int] | None, int, int, bool]:
    """The place of the time of day, how far it reaches to both sides, and whether it is none."""
    if "T" in shape[first:stop]:
        return (first, stop), first, stop, False
    if after := AFTER.match(shape, stop):
        return after.span("time"), first, after.end(), bool(after["bad"])
    if dotted := DOTTED.match(shape, stop):
        return dotted.span("time"), first, dotted.end(), False
    if before := BEFORE.search(shape, max(last, first - 16), first):
        return before.span("time"), before.start(), stop, False
    return None, first, stop, False
