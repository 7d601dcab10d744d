"""Reads the dates of one list together: the clear ones decide what the ambiguous ones mean.

    evidence ──read_facts──▶ facts ──settle_orders──▶ one reading each ──years_from_list──▶ readings

Each decision names its rule. What stays open is reported with the days that it can be, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import structs

from feedkit.dates.clock import zone_names
from feedkit.dates.evidence import (
    DateReading,
    DateValue,
    Evidence,
    Facts,
    choose_expression,
    day_of,
    last_day,
    read_facts,
)
from feedkit.dates.expressions import MAX_DATE_LENGTH, REPUBLICAN_ORDER, Day, Expression, expressions
from feedkit.dates.orders import settle_orders
from feedkit.dates.periods import unless_other_period
from feedkit.dates.relative import read_relative
from feedkit.dates.shown_zone import shown_zone
from feedkit.dates.stamps import FIRST_WEB_YEAR, is_null_date, parse_iso_date
from feedkit.dates.tokens import normalised
from feedkit.dates.words import vocabulary
from feedkit.dates.years import recent_day, years_from_list, years_of_entry
from feedkit.values.zones import aware_datetime

DAY = timedelta(days=1)
MIN_REPEATED_STAMPS = 3  # with the same value; then the stamp is the date of the page, not of the entries


def read_list(
    items: Sequence[Evidence],
    *,
    language: str | None = None,
    reference: datetime | None = None,
    events: bool = False,
    order: str | None = None,
) -> list[DateReading]:
    """Read the dates of one list together.

    Args:
        items: the evidence for each entry, in the page's order.
        language: the BCP 47 tag that the page declares; it may be wrong.
        reference: when the page was fetched; a naive datetime is in UTC. Phrases such as "3 days ago" count
            from it, and dates after it are rejected; without it there are no such phrases and no such check.
        events: whether this is a list of events. Then dates in the future are kept, and a span of days is
            read as its first day.
        order: "dmy", "mdy" or "ymd": what comes first in numbers that can be read in several orders; by
            default the list decides.

    Returns:
        One reading for each item, in the same order. Its `value` is None when there is no date, or when the
        date is not certain; then `candidates` and `reason` say why.
    """
    reference = reference and aware_datetime(reference, UTC)
    hints = tuple(sorted(set(zone_names("\n".join([item.text for item in items])))))
    facts = [read_facts(item, vocabulary(language, hints), reference) for item in items]
    shown = _language_of_months(facts, language)
    if shown is not None:
        facts = [read_facts(item, vocabulary(shown, hints), reference) for item in items]
    readings = unless_other_period(_settle(facts, language, reference, events, order), facts)
    return [_reject_impossible(reading, reference, events) for reading in readings]


def read_dates(
    texts: Sequence[str], *, language: str | None = None, reference: datetime | None = None
) -> list[DateValue | None]:
    """Read the dates of one list together, each from its text alone.

    Args:
        texts: the dates as they are written, in the list's order.
        language: the BCP 47 tag of their language; other languages are understood too.
        reference: now, where a naive datetime is in UTC; no date can be later.

    Returns:
        For each text a date, a datetime when a time of day is written, or None.
    """
    readings = read_list([Evidence(text=text) for text in texts], language=language, reference=reference)
    return [reading.value for reading in readings]


def read_date(
    text: str, *, language: str | None = None, reference: datetime | None = None
) -> DateValue | None:
    """Read a date in any language and notation.

    Args:
        text: the date, perhaps with a label, an author or a time beside it; at most 160 characters.
        language: the BCP 47 tag of its language; other languages are understood too.
        reference: now, for "3 days ago" and for a day of the last month without a year; a naive datetime is
            in UTC. Without it such texts are not dates.

    Returns:
        A date when only the day is written; a datetime when a time of day is written, aware if a zone is
        written too; None for any other text, and for a date that can be read in two ways.
    """
    reference = reference and aware_datetime(reference, UTC)
    text = text.strip()
    if not text or len(text) > MAX_DATE_LENGTH:
        return None
    words = vocabulary(language)
    if stamp := parse_iso_date(normalised(text), words):
        return None if is_null_date(stamp) else stamp
    item, _ = choose_expression(expressions(text, words))
    if item is None or not item.has_year:
        relative = read_relative(text, reference, words) if reference is not None else None
        if relative is not None or item is None:
            return relative
    if (
        item.has_year
        and len(item.days) == 1
        and not (item.span or item.contradicted or item.days[0].order == REPUBLICAN_ORDER)
    ):
        only = item.value(item.days[0])
        return None if is_null_date(only) else only
    entry = Facts(text=item)
    value = _settle([entry], language, reference, False)[0].value
    return value if value is not None or reference is None else recent_day(entry, reference)


@dataclass(frozen=True, slots=True)
class _ListFacts:
    """What the list as a whole decides for each of its entries."""

    orders: dict[str, tuple[str, str]]
    languages: frozenset[str]  # in which all unambiguous names of months are
    stamps_are_of_page: bool
    reference: datetime | None
    events: bool
    zone: tzinfo | None = None  # in which the page shows its stamps, where that is another than theirs


def _settle(
    facts: list[Facts],
    language: str | None,
    reference: datetime | None,
    events: bool,
    order: str | None = None,
) -> list[DateReading]:
    common = _ListFacts(
        orders=settle_orders(facts, language, None if events else reference, order),
        languages=_shared_languages(facts),
        stamps_are_of_page=_are_stamps_of_page(facts),
        reference=reference,
        events=events,
    )
    texts = [_read_text(entry, common) for entry in facts]
    common = replace(common, zone=_zone_of_page(facts, texts))
    readings = [_read_entry(entry, text, common) for entry, text in zip(facts, texts, strict=True)]
    days = [
        _day_without_year(entry, common) if reading.value is None and not reading.candidates else None
        for entry, reading in zip(facts, readings, strict=True)
    ]
    return years_from_list(facts, days, readings, reference)


def _language_of_months(facts: list[Facts], language: str | None) -> str | None:
    """Return the language of the months' names, when it is not the one that the page declares."""
    claimed = vocabulary(language).first
    named = [entry.text.days[0].languages for entry in facts if entry.text and entry.text.days]
    other = [languages for languages in named if languages and languages.isdisjoint(claimed)]
    shared = frozenset.intersection(*other) if other else frozenset()
    return min(shared) if shared and len(claimed) > 1 and 2 * len(other) >= len(named) else None


def _shared_languages(facts: list[Facts]) -> frozenset[str]:
    found = [
        entry.text.days[0].languages
        for entry in facts
        if entry.text and len(entry.text.days) == 1 and entry.text.days[0].languages
    ]
    return frozenset.intersection(*found) if found else frozenset()


def _are_stamps_of_page(facts: list[Facts]) -> bool:
    """Return whether all entries have one stamp but show different days: it is the date of the page."""
    stamps = [day_of(entry.stamps[0]) for entry in facts if entry.stamps]
    shown = {entry.text.days for entry in facts if entry.stamps and entry.text and entry.text.has_year}
    return len(stamps) >= MIN_REPEATED_STAMPS and len(set(stamps)) == 1 and len(shown) >= MIN_REPEATED_STAMPS


def _zone_of_page(facts: list[Facts], texts: list[DateReading]) -> tzinfo | None:
    """Return the zone in which the stamps have the days that are shown, if any has another in its own."""
    pairs = []
    for entry, text in zip(facts, texts, strict=True):
        stamp = entry.stamps[0] if entry.stamps else None
        if isinstance(stamp, datetime) and stamp.tzinfo is not None and text.value is not None:
            shown = day_of(text.value)
            if abs(shown - stamp.date()) <= DAY:
                pairs.append((stamp, shown))
    return shown_zone(pairs) if any(stamp.date() != shown for stamp, shown in pairs) else None


def _read_entry(entry: Facts, text: DateReading, common: _ListFacts) -> DateReading:
    """Return the reading by an entry's own evidence, the best first: stamp, text, address, heading."""
    if entry.stamps and not (common.stamps_are_of_page and text.value is not None):
        return _read_stamp(entry, text, common.zone)
    for item in entry.open_stamps:
        reading = _read_expression(item, "stamp", entry, common)
        if text.value is not None:
            reading = _confirmed_reading(item, day_of(text.value), "stamp", "confirmed-by-text") or reading
        if reading.value is not None:
            return reading
    if text.value is not None:
        return _unless_other_year(text, entry)
    if text.candidates and entry.text is not None and not entry.text.has_year:
        return text
    if entry.url is not None and entry.heading[0] not in (None, entry.url.year):
        return DateReading(candidates=(entry.url,), reason="heading and address name different years")
    if entry.url is not None and (not text.candidates or entry.url in text.candidates):
        return DateReading(value=entry.url, rule="url", source="url")
    heading = _read_heading(entry)
    return heading if heading.value is not None and not text.reason else text


def _unless_other_year(text: DateReading, entry: Facts) -> DateReading:
    """Return the reading of a text, unless the address has the same day of another year."""
    if text.value is None or entry.url is None or entry.moment_rule == "relative":
        return text
    day = day_of(text.value)
    if (day.month, day.day) != (entry.url.month, entry.url.day) or day.year == entry.url.year:
        return text
    candidates = tuple(sorted((day, entry.url)))
    return DateReading(candidates=candidates, reason="text and address name different years")


def _read_stamp(entry: Facts, text: DateReading, zone: tzinfo | None) -> DateReading:
    """Return the stamp's date as the page shows it; none where text and stamp contradict each other.

    A time of day is taken from the text where the stamp has none. The day that is shown is that of the entry
    where the stamp is in another zone. Of days further apart, the one that the address confirms is taken.
    """
    value = entry.stamps[0]
    if text.value is not None:
        day, shown = day_of(value), day_of(text.value)
        if shown == day and isinstance(text.value, datetime) and not _has_time(value):
            return structs.replace(text, rule="time-from-text")
        if abs(shown - day) > DAY and entry.url == shown:
            return structs.replace(text, rule="text-and-url-over-stamp")
        if abs(shown - day) > DAY and entry.url != day:
            candidates = tuple(sorted((day, shown)))
            return DateReading(candidates=candidates, reason="text and stamp name different days")
        if abs(shown - day) == DAY and isinstance(value, datetime) and value.tzinfo is not None:
            zone = zone if zone and value.astimezone(zone).date() == shown else shown_zone([(value, shown)])
            if zone is not None:
                return DateReading(value=value.astimezone(zone), rule="stamp-in-shown-zone", source="stamp")
    return DateReading(value=value, rule="stamp", source="stamp")


def _has_time(value: DateValue) -> bool:
    """Return whether a time of day is meant; midnight UTC is how programs write a day."""
    return isinstance(value, datetime) and not (
        value.time() == time() and (value.tzinfo is None or not value.utcoffset())
    )


def _read_text(entry: Facts, common: _ListFacts) -> DateReading:
    if entry.moment is not None:
        return DateReading(value=entry.moment, rule=entry.moment_rule, source="text")
    if entry.text is not None:
        found = _read_expression(entry.text, "text", entry, common)
        if found.value is None and entry.url is not None:
            return _confirmed_reading(entry.text, entry.url, "text", "confirmed-by-url") or found
        return found
    days = {known for item in entry.rivals for day in item.days if (known := day.date())}
    reason = "several dates, and none is marked as the entry's" if days else ""
    return DateReading(candidates=tuple(sorted(days)), reason=reason)


def _confirmed_reading(item: Expression, known: date, source: str, rule: str) -> DateReading | None:
    """Return the day of an expression that another source confirms; None when it confirms none."""
    if item.span:
        return None
    for day in item.days:
        if day.date() == known and day.year is not None:
            return DateReading(value=item.value(day), rule=rule, source=source)
    return None


def _read_heading(entry: Facts) -> DateReading:
    """Return the date by the headings, with the day or the time that the text has."""
    year, month, day = entry.heading
    number = day or entry.day
    if year is None or month is None or number is None or (entry.day and entry.day != number):
        return DateReading()
    found = Day(year, month, number).date()
    if found is None:
        return DateReading()
    value = (entry.clock.on(found) if entry.clock is not None else None) or found
    return DateReading(value=value, rule="heading" if day else "month-from-heading", source="heading")


def _remaining_days(item: Expression, source: str, common: _ListFacts) -> tuple[list[Day], str]:
    """Return the days of an expression that the list allows, and the rule."""
    days = list(item.days)
    if len({day.order for day in days}) > 1 or days[0].order == REPUBLICAN_ORDER:
        order, rule = common.orders.get(source + item.notation, ("", source))
        return [day for day in days if not order or day.order == order] or days, rule
    if len(days) > 1 and common.languages:
        return [day for day in days if day.languages & common.languages] or days, "language-from-list"
    return days, source


def _read_expression(item: Expression, source: str, entry: Facts, common: _ListFacts) -> DateReading:
    """Return the reading of an expression: its only day, or why there is none."""
    if item.has_year and len(item.days) == 1 and not (item.span or item.contradicted):
        only = item.days[0]
        if only.order != REPUBLICAN_ORDER:
            return DateReading(value=item.value(only), rule=source, source=source)
    days, rule = _remaining_days(item, source, common)
    if not item.has_year:
        dated = [] if len(days) != 1 or item.span else years_of_entry(days[0], item, entry, common.reference)
        if not dated:
            return DateReading(reason="the year is missing")
        if len({day for day, _ in dated}) > 1:
            known = tuple(sorted({day for day, _ in dated}))
            return DateReading(candidates=known, reason="heading, address and weekday give different years")
        day, rule = dated[0]
        return DateReading(value=item.value(Day(day.year, day.month, day.day)), rule=rule, source=source)
    candidates = tuple(sorted({found for day in days if (found := day.date())}))
    if item.contradicted:
        return DateReading(candidates=candidates, reason="the weekday is that of another day")
    if item.span and not common.events:
        return DateReading(candidates=candidates, reason="a span of days, not one day")
    if days and days[0].order == REPUBLICAN_ORDER != common.orders.get(source + item.notation, ("", ""))[0]:
        return DateReading(candidates=candidates, reason="few dates are alike: it may be another number")
    if len(candidates) > 1:
        return DateReading(candidates=candidates, reason="can be " + " or ".join(map(str, candidates)))
    return DateReading(value=item.value(days[0]), rule="start-of-span" if item.span else rule, source=source)


def _day_without_year(entry: Facts, common: _ListFacts) -> Day | None:
    """Return the day of an entry of which only the year is missing."""
    if entry.text is None or entry.text.has_year or entry.text.span:
        return None
    days, _ = _remaining_days(entry.text, "text", common)
    return days[0] if len(days) == 1 else None


def _reject_impossible(reading: DateReading, reference: datetime | None, events: bool) -> DateReading:
    """Reject days on which nothing can have been published: before the web, or in the future."""
    if reading.value is None:
        return reading
    day = day_of(reading.value)
    if day.year < FIRST_WEB_YEAR:
        return DateReading(candidates=(day,), reason=f"{day} is before there was a web")
    if reference is not None and not events and day > last_day(reference):
        return DateReading(candidates=(day,), reason=f"{day} is in the future")
    return reading
