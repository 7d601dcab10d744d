"""One list's dates, read together: what one text leaves open, the others settle.

    evidence ──read_facts──▶ facts ──orders──▶ one reading each ──fill_years──▶ readings

Each inference is a rule with a name, and what stays open is said with its candidates, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from feedkit.dates.clock import at
from feedkit.dates.evidence import DateReading, Evidence, Facts, Value, chosen, day_of, last_day, read_facts
from feedkit.dates.expressions import LONGEST, Day, Expression, expressions
from feedkit.dates.orders import orders
from feedkit.dates.relative import read_relative
from feedkit.dates.stamps import WEB, iso
from feedkit.dates.tokens import plain
from feedkit.dates.words import vocabulary
from feedkit.dates.years import fill_years, own_year, recent

DAY = timedelta(days=1)
REPEATED = 3  # entries from which on one and the same stamp for all is that of the page


def read_list(
    items: Sequence[Evidence],
    *,
    language: str | None = None,
    reference: datetime | None = None,
    events: bool = False,
) -> list[DateReading]:
    """Read the dates of one list together.

    Args:
        items: the evidence for each entry, in the page's order.
        language: the BCP 47 tag that the page claims; it may be wrong.
        reference: when the page was fetched; without it nothing is known to be in the future.
        events: is it a list of events? Then future dates are kept, and a span of days is its first day.

    Returns:
        One reading for each item, in the same order.
    """
    facts = [read_facts(item, vocabulary(language), reference) for item in items]
    shown = _shown_language(facts, language)
    if shown is not None:
        facts = [read_facts(item, vocabulary(shown), reference) for item in items]
    readings = _settled(facts, language, reference, events)
    return [_checked(reading, reference, events) for reading in readings]


def read_dates(
    texts: Sequence[str], *, language: str | None = None, reference: datetime | None = None
) -> list[Value | None]:
    """Read one list's dates together, each written as a text: what one leaves open, the others settle.

    Args:
        texts: the dates as they are written, in the list's order.
        language: the BCP 47 tag of their language; others are known too.
        reference: when they were written at the latest.

    Returns:
        One answer for each text: a date, a datetime where a time is written, or None.
    """
    readings = read_list([Evidence(text=text) for text in texts], language=language, reference=reference)
    return [reading.value for reading in readings]


def read_date(text: str, *, language: str | None = None, reference: datetime | None = None) -> Value | None:
    """Read a date in any language and notation.

    Args:
        text: the date, perhaps with a label, an author or a time beside it.
        language: the BCP 47 tag of its language; others are known too.
        reference: now, for "3 days ago" and for a day of the last month that has no year; without it such
            texts are no dates.

    Returns:
        A date where only the day is written, a datetime where a time is, aware if a zone is; None for all
        else and for what can be read in two ways.
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    if (text[0].isdigit() or not text.isascii()) and (found := iso(plain(text))):
        return found
    words = vocabulary(language)
    item, _ = chosen(expressions(text, words))
    if item is None or not item.full:
        relative = read_relative(text, reference, words) if reference is not None else None
        if relative is not None or item is None:
            return relative
    if item.full and len(item.days) == 1 and not item.span and not item.contradicted:
        return item.value(item.days[0])
    entry = Facts(text=item)
    value = _settled([entry], language, reference, False)[0].value
    return value if value is not None or reference is None else recent(entry, reference)


@dataclass(frozen=True, slots=True)
class _List:
    """What the list as a whole settles for each of its entries."""

    orders: dict[str, tuple[str, str]]
    languages: frozenset[str]  # that all clear names of months are in
    stamps_lie: bool
    reference: datetime | None
    events: bool


def _settled(
    facts: list[Facts], language: str | None, reference: datetime | None, events: bool
) -> list[DateReading]:
    common = _List(
        orders=orders(facts, language, None if events else reference),
        languages=_languages(facts),
        stamps_lie=_stamps_lie(facts),
        reference=reference,
        events=events,
    )
    readings = [_entry(entry, common) for entry in facts]
    days = [
        _yearless(entry, common) if reading.value is None else None
        for entry, reading in zip(facts, readings, strict=True)
    ]
    return fill_years(facts, days, readings, reference)


def _shown_language(facts: list[Facts], language: str | None) -> str | None:
    """The language of a list whose names of months are not in the language that the page claims."""
    claimed = vocabulary(language).first
    named = [entry.text.days[0].languages for entry in facts if entry.text and entry.text.days]
    other = [languages for languages in named if languages and languages.isdisjoint(claimed)]
    shared = frozenset.intersection(*other) if other else frozenset()
    return min(shared) if shared and len(claimed) > 1 and 2 * len(other) >= len(named) else None


def _languages(facts: list[Facts]) -> frozenset[str]:
    found = [
        entry.text.days[0].languages
        for entry in facts
        if entry.text and len(entry.text.days) == 1 and entry.text.days[0].languages
    ]
    return frozenset.intersection(*found) if found else frozenset()


def _stamps_lie(facts: list[Facts]) -> bool:
    """One stamp for all entries that show different days is the day when the page was made."""
    stamps = [day_of(entry.stamps[0]) for entry in facts if entry.stamps]
    shown = {entry.text.days for entry in facts if entry.stamps and entry.text and entry.text.full}
    return len(stamps) >= REPEATED and len(set(stamps)) == 1 and len(shown) >= REPEATED


def _entry(entry: Facts, common: _List) -> DateReading:
    """What an entry's own evidence comes to, the best first: stamp, text, address, heading."""
    text = _text(entry, common)
    if entry.stamps and not (common.stamps_lie and text.value is not None):
        return _stamp(entry, text)
    for item in entry.open_stamps:
        reading = _expression(item, "stamp", entry, common)
        if text.value is not None:
            reading = _agreeing(item, day_of(text.value), "stamp", "confirmed-by-text") or reading
        if reading.value is not None:
            return reading
    if text.value is not None:
        return text
    if entry.url is not None and (not text.candidates or entry.url in text.candidates):
        return DateReading(value=entry.url, rule="url", source="url")
    heading = _heading(entry)
    return heading if heading.value is not None and not text.reason else text


def _stamp(entry: Facts, text: DateReading) -> DateReading:
    """A stamp is right, unless the text has a time that it lacks, or text and address are against it."""
    value = entry.stamps[0]
    if text.value is not None:
        day, shown = day_of(value), day_of(text.value)
        if shown == day and isinstance(text.value, datetime) and not _has_time(value):
            return replace(text, rule="time-from-text")
        if abs(shown - day) > DAY and entry.url == shown:
            return replace(text, rule="text-and-url-over-stamp")
    return DateReading(value=value, rule="stamp", source="stamp")


def _has_time(value: Value) -> bool:
    """Is a time of day meant? Midnight UTC is how programs write a day."""
    return isinstance(value, datetime) and not (
        value.time() == time() and (value.tzinfo is None or not value.utcoffset())
    )


def _text(entry: Facts, common: _List) -> DateReading:
    if entry.moment is not None:
        return DateReading(value=entry.moment, rule=entry.moment_rule, source="text")
    if entry.text is not None:
        found = _expression(entry.text, "text", entry, common)
        if found.value is None and entry.url is not None:
            return _agreeing(entry.text, entry.url, "text", "confirmed-by-url") or found
        return found
    days = {known for item in entry.several for day in item.days if (known := day.date())}
    reason = "several dates, and none is marked as the entry's" if days else ""
    return DateReading(candidates=tuple(sorted(days)), reason=reason)


def _agreeing(item: Expression, known: date, source: str, rule: str) -> DateReading | None:
    """The day of an expression that another source has too."""
    if item.span:
        return None
    for day in item.days:
        if day.date() == known and day.year is not None:
            return DateReading(value=item.value(day), rule=rule, source=source)
    return None


def _heading(entry: Facts) -> DateReading:
    """What the headings say, with the day or the time that the text has."""
    year, month, day = entry.heading
    number = day or entry.day
    if year is None or month is None or number is None or (entry.day and entry.day != number):
        return DateReading()
    found = Day(year, month, number).date()
    if found is None:
        return DateReading()
    value: Value = found
    if entry.clock is not None and (time_of_day := entry.clock.time()) is not None:
        value = at(datetime.combine(found, time_of_day), entry.clock.zone)
    return DateReading(value=value, rule="heading" if day else "month-from-heading", source="heading")


def _left(item: Expression, source: str, common: _List) -> tuple[list[Day], str]:
    """The days of an expression that the list leaves, and the rule by which."""
    days = list(item.days)
    if len({day.order for day in days}) > 1:
        order, rule = common.orders.get(source + item.notation, ("", source))
        return [day for day in days if not order or day.order == order], rule
    if len(days) > 1 and common.languages:
        return [day for day in days if day.languages & common.languages] or days, "language-from-list"
    return days, source


def _expression(item: Expression, source: str, entry: Facts, common: _List) -> DateReading:
    """The one day of an expression, or why there is none."""
    days, rule = _left(item, source, common)
    if not item.full:
        dated = own_year(days[0], item, entry, common.reference) if len(days) == 1 and not item.span else None
        if dated is None:
            return DateReading(reason="the year is missing")
        return DateReading(value=item.value(Day(*dated[0].timetuple()[:3])), rule=dated[1], source=source)
    candidates = tuple(sorted({found for day in days if (found := day.date())}))
    if item.contradicted:
        return DateReading(candidates=candidates, reason="the weekday is that of another day")
    if item.span and not common.events:
        return DateReading(candidates=candidates, reason="a span of days, not one day")
    if len(candidates) > 1:
        return DateReading(candidates=candidates, reason="can be " + " or ".join(map(str, candidates)))
    return DateReading(value=item.value(days[0]), rule="start-of-span" if item.span else rule, source=source)


def _yearless(entry: Facts, common: _List) -> Day | None:
    """The day of an entry that lacks its year and nothing else."""
    if entry.text is None or entry.text.full or entry.text.span:
        return None
    days, _ = _left(entry.text, "text", common)
    return days[0] if len(days) == 1 else None


def _checked(reading: DateReading, reference: datetime | None, events: bool) -> DateReading:
    """Leave out what nobody published on the web: a day before it, or one that is still to come."""
    if reading.value is None:
        return reading
    day = day_of(reading.value)
    if day.year < WEB:
        return DateReading(candidates=(day,), reason=f"{day} is before there was a web")
    if reference is not None and not events and day > last_day(reference):
        return DateReading(candidates=(day,), reason=f"{day} is in the future")
    return reading
