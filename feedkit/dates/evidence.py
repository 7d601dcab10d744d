"""What a page says of one entry's date, read on its own: nothing is settled here that the list may settle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from feedkit.dates.clock import Clock
from feedkit.dates.expressions import LONGEST, Expression, clock_of, read_period, read_tokens
from feedkit.dates.relative import read_relative
from feedkit.dates.stamps import WEB, iso, read_url_date, stamp
from feedkit.dates.tokens import LATEST, is_eastern, plain
from feedkit.dates.words import Vocabulary

Value = date | datetime

URL_MONTH = re.compile(r"/(?P<year>(?:19|20)\d\d)(?:[/-](?P<month>0[1-9]|1[0-2]))?(?=[/-])")
TIME_ALONE = re.compile(r"[^TnYVDMB#'!]*T[^TnYVDMB#'!]*")
DAY_ALONE = re.compile(r"[ ,.\-sfW]*[nD][ ,.\-sfW]*")


def day_of(value: Value) -> date:
    """The day of a date or a datetime."""
    return value.date() if isinstance(value, datetime) else value


def last_day(reference: datetime) -> date:
    """The last day that it can be anywhere at a moment: the day after it, in the farthest zone."""
    return date.fromordinal(min(reference.toordinal() + 1, date.max.toordinal()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a page says of one entry's date.

    stamps:    machine-readable values, the best first: `datetime`, `content`, `title`
    text:      the visible date; a label or an author may be in it
    url:       the entry's address
    headings:  those that govern the entry, the nearest first: "2016", "March 2016", "4 March 2016"
    """

    stamps: tuple[str, ...] = ()
    text: str = ""
    url: str = ""
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """One entry's date and how it was found.

    value:       the date, a datetime where the time of day is known; None when there is none, or it is open
    rule:        the rule that settled it: "stamp", "url", "text", "order-from-values"…; "" without a date
    source:      where it is written: "stamp", "url", "text", "heading" or ""
    candidates:  the days that it can be, where it is open
    reason:      why it is not given, for people
    """

    value: Value | None = None
    rule: str = ""
    source: str = ""
    candidates: tuple[date, ...] = ()
    reason: str = ""


@dataclass(slots=True, kw_only=True)
class Facts:
    """What one entry's evidence says."""

    stamps: list[Value] = field(default_factory=list)
    open_stamps: list[Expression] = field(default_factory=list)  # that can mean several days
    text: Expression | None = None
    several: tuple[Expression, ...] = ()  # different days in the text, none of them marked as the one
    moment: Value | None = None  # the text is a machine's date, or a phrase such as "3 days ago"
    moment_rule: str = "text"
    clock: Clock | None = None  # the text has a time of day and no day
    day: int | None = None  # the text is the number of a day
    url: date | None = None
    url_month: tuple[int, int | None] | None = None  # year and month of an address that has no day
    heading: tuple[int | None, int | None, int | None] = (None, None, None)  # year, month, day

    @property
    def year(self) -> int | None:
        """The year that governs the entry, from outside of its text."""
        if self.heading[0] is not None:
            return self.heading[0]
        return self.url.year if self.url else self.url_month[0] if self.url_month else None


def read_facts(item: Evidence, words: Vocabulary, reference: datetime | None) -> Facts:
    """Read each part of the evidence."""
    facts = Facts()
    for text in item.stamps:
        found = stamp(text)
        if isinstance(found, Expression) and len(found.days) > 1:
            facts.open_stamps.append(found)
        elif isinstance(found, Expression):
            facts.stamps.append(found.value(found.days[0]))
        elif found is not None:
            facts.stamps.append(found)
    _read_text(item.text.strip(), facts, words, reference)
    if item.url:
        facts.url = read_url_date(item.url)
        if not facts.url and (month := URL_MONTH.search(item.url[:2000])):
            facts.url_month = (int(month["year"]), int(month["month"]) if month["month"] else None)
    facts.heading = _heading(item.headings, words)
    return facts


def _read_text(text: str, facts: Facts, words: Vocabulary, reference: datetime | None) -> None:
    if not text or len(text) > LONGEST:
        return
    flat = plain(text)
    facts.moment = iso(flat)
    if facts.moment is not None:
        return
    tokens, found = read_tokens(flat, words, is_eastern(text))
    facts.text, facts.several = chosen(found)
    if facts.text is not None and facts.text.full:
        return
    if TIME_ALONE.fullmatch(tokens.shape):
        facts.clock = clock_of((0, len(tokens.shape)), tokens)
    elif DAY_ALONE.fullmatch(tokens.shape):
        facts.day = tokens.number(max(tokens.shape.find("n"), tokens.shape.find("D")))
    if reference is not None and (moment := read_relative(text, reference, words)) is not None:
        facts.text, facts.moment, facts.moment_rule = None, moment, "relative"


def chosen(found: Sequence[Expression]) -> tuple[Expression | None, tuple[Expression, ...]]:
    """The date of a text: what is full before what has no year, what is published before what is updated.

    Returns:
        The date; or None and the dates that are left when they are of different days.
    """
    usable = [item for item in found if item.certain and item.days]
    if len(usable) < 2:
        return (usable[0] if usable else None), ()
    usable = [item for item in usable if item.full] or usable
    usable = [item for item in usable if item.role != "updated"] or usable
    usable = [item for item in usable if item.role] or usable
    if len({item.days for item in usable}) > 1 and not usable[0].span:
        return None, tuple(usable)
    return usable[0], ()


def _heading(headings: tuple[str, ...], words: Vocabulary) -> tuple[int | None, int | None, int | None]:
    """Year, month and day, each of the nearest heading that has it, up to one with a year."""
    month = day = None
    for text in headings:
        if len(text) > LONGEST:
            continue
        period = read_period(text, words)
        if day is None and month is None:
            month, day = period[1], period[2]
        if period[0] is not None:
            if not WEB <= period[0] <= LATEST or (period[1] and month and period[1] != month):
                return None, None, None
            return period[0], month or period[1], day
    return None, month, day
