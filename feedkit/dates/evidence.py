"""Turns the evidence of one entry's date into facts, without the other entries of its list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from msgspec import Struct

from feedkit.dates.clock import Clock
from feedkit.dates.expressions import MAX_DATE_LENGTH, Expression, clock_at, read_period, read_tokens
from feedkit.dates.relative import read_relative
from feedkit.dates.stamps import FIRST_WEB_YEAR, parse_iso_date, parse_stamp, read_url_date
from feedkit.dates.tokens import MAX_YEAR, has_eastern_digits, normalised
from feedkit.dates.words import Vocabulary

DateValue = date | datetime

URL_MONTH = re.compile(r"/(?P<year>(?:19|20)\d\d)(?:[/-](?P<month>0[1-9]|1[0-2]))?(?=[/-])")
ONLY_TIME = re.compile(r"[^TnYVDMB#'!]*T[^TnYVDMB#'!]*")
ONLY_DAY = re.compile(r"[ ,.\-sfW]*[nD][ ,.\-sfW]*")


def day_of(value: DateValue) -> date:
    """Return the day of a date or a datetime."""
    return value.date() if isinstance(value, datetime) else value


def last_day(reference: datetime) -> date:
    """Return the last day that it can be anywhere at a moment: the next day, in the easternmost zone."""
    return date.fromordinal(min(reference.toordinal() + 1, date.max.toordinal()))


class Evidence(Struct, frozen=True, kw_only=True, gc=False):
    """Everything on a page that tells the date of one entry.

    Args:
        stamps: machine-readable values, the best first, from attributes such as `datetime` or `content`.
        text: the visible date, perhaps with a label or an author.
        url: the address of the entry.
        headings: the headings above the entry, the nearest first: "2016", "March 2016", "4 March 2016".
    """

    stamps: tuple[str, ...] = ()
    text: str = ""
    url: str = ""
    headings: tuple[str, ...] = ()


class DateReading(Struct, frozen=True, kw_only=True, gc=False):
    """The date of one entry, and how it was decided.

    Args:
        value: the date; a datetime when the time of day is known; None when there is no date, or it is open.
        rule: the rule that decided it: "stamp", "url", "text", "order-from-values"…; "" without a date.
        source: where it is written: "stamp", "url", "text" or "heading"; "" without a date.
        candidates: the days that it can be, when it is open.
        reason: why no date is given, for people.
    """

    value: DateValue | None = None
    rule: str = ""
    source: str = ""
    candidates: tuple[date, ...] = ()
    reason: str = ""


@dataclass(slots=True, kw_only=True)
class Facts:
    """The evidence of one entry, each part read by itself."""

    stamps: list[DateValue] = field(default_factory=list)
    open_stamps: list[Expression] = field(default_factory=list)  # each can mean several days
    text: Expression | None = None
    rivals: tuple[
        Expression, ...
    ] = ()  # different days in the text, none of which is marked as the right one
    moment: DateValue | None = None  # the text is a stamp, or a phrase such as "3 days ago"
    moment_rule: str = "text"
    clock: Clock | None = None  # the text is only a time of day
    day: int | None = None  # the text is only the number of a day
    url: date | None = None
    url_month: tuple[int, int | None] | None = None  # year and month, when the address has no day
    heading: tuple[int | None, int | None, int | None] = (None, None, None)  # year, month, day

    @property
    def year(self) -> int | None:
        """The year of the entry from its headings or its address, not from its text."""
        if self.heading[0] is not None:
            return self.heading[0]
        return self.url.year if self.url else self.url_month[0] if self.url_month else None


def read_facts(item: Evidence, words: Vocabulary, reference: datetime | None) -> Facts:
    """Read each part of the evidence by itself."""
    facts = Facts()
    for text in item.stamps:
        found = parse_stamp(text)
        if isinstance(found, Expression) and len(found.days) > 1:
            facts.open_stamps.append(found)
        elif isinstance(found, Expression):
            facts.stamps.append(found.value(found.days[0]))
        elif found is not None:
            facts.stamps.append(found)
    _read_text(item.text.strip(), facts, words, reference)
    if item.url:
        facts.url = read_url_date(item.url)
        has_year = "/19" in item.url or "/20" in item.url
        if has_year and not facts.url and (month := URL_MONTH.search(item.url[:2000])):
            facts.url_month = (int(month["year"]), int(month["month"]) if month["month"] else None)
    if item.headings:
        facts.heading = _read_headings(item.headings, words)
    return facts


def _read_text(text: str, facts: Facts, words: Vocabulary, reference: datetime | None) -> None:
    if not text or len(text) > MAX_DATE_LENGTH:
        return
    normal = normalised(text)
    facts.moment = parse_iso_date(normal, words)
    if facts.moment is not None:
        return
    tokens, found = read_tokens(normal, words, has_eastern_digits(text))
    facts.text, facts.rivals = choose_expression(found)
    if facts.text is not None and facts.text.has_year:
        return
    if ONLY_TIME.fullmatch(tokens.shape):
        facts.clock = clock_at((0, len(tokens.shape)), tokens)
    elif ONLY_DAY.fullmatch(tokens.shape):
        facts.day = tokens.number(max(tokens.shape.find("n"), tokens.shape.find("D")))
    if reference is not None and (moment := read_relative(text, reference, words)) is not None:
        facts.text, facts.moment, facts.moment_rule = None, moment, "relative"


def choose_expression(found: Sequence[Expression]) -> tuple[Expression | None, tuple[Expression, ...]]:
    """Choose the date of a text: dates with a year before those without, published before updated
    and event.

    Returns:
        The date and (); or None and the remaining dates, when they are of different days.
    """
    candidates = [item for item in found if item.certain and item.days]
    if len(candidates) < 2:
        return (candidates[0] if candidates else None), ()
    candidates = [item for item in candidates if item.has_year] or candidates
    candidates = [item for item in candidates if item.role not in ("updated", "event")] or candidates
    candidates = [item for item in candidates if item.role] or candidates
    if len({item.days for item in candidates}) > 1 and not candidates[0].span:
        return None, tuple(candidates)
    return candidates[0], ()


@lru_cache(maxsize=256)  # several entries stand below the same headings
def _read_headings(headings: tuple[str, ...], words: Vocabulary) -> tuple[int | None, int | None, int | None]:
    """Return year, month and day, each from the nearest heading that has it, up to the first with a year."""
    month = day = None
    for text in headings:
        if len(text) > MAX_DATE_LENGTH:
            continue
        period = read_period(text, words)
        if day is None and month is None:
            month, day = period[1], period[2]
        if period[0] is not None:
            if not FIRST_WEB_YEAR <= period[0] <= MAX_YEAR or (period[1] and month and period[1] != month):
                return None, None, None
            return period[0], month or period[1], day
    return None, month, day
