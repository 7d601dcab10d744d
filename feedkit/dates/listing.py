"""One list's dates, read together: what one text leaves open, the others settle.

    evidence ──read──▶ facts ──order, years──▶ readings

Each inference is a rule with a name, and what stays open is said with its candidates, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from feedkit.dates.expressions import LONGEST, Expression, expressions
from feedkit.dates.relative import read_relative
from feedkit.dates.stamps import WEB, iso, read_url_date, stamp
from feedkit.dates.tokens import plain
from feedkit.dates.words import Vocabulary, languages_of, order_of, vocabulary

DAY = timedelta(days=1)
CHAIN = 3  # dates that a sequence must have before its direction says anything

Value = date | datetime


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
    rule:        the rule that settled it: "stamp", "url", "text", "heading", "order-from-values"…; "" without a date
    source:      where it was written: "stamp", "url", "text", "heading" or ""
    candidates:  the days that it can be, where it is open
    reason:      why it is not given, for people
    """

    value: Value | None = None
    rule: str = ""
    source: str = ""
    candidates: tuple[date, ...] = ()
    reason: str = ""


@dataclass(slots=True)
class _Facts:
    """What was read of one entry's evidence alone."""

    stamps: list[Value | Expression] = field(default_factory=list)
    text: Expression | None = None
    iso: Value | None = None  # the whole text is a machine's date
    several: tuple[Expression, ...] = ()  # different days in the text, none of them marked as the one
    url: date | None = None
    heading: date | None = None
    year: int | None = None  # of the nearest heading that has one


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
        events: is it a list of events? Then dates in the future are kept.

    Returns:
        One reading for each item, in the same order.
    """
    words = vocabulary(languages_of(language))
    facts = [_read(item, words) for item in items]
    orders = _orders(facts, language, reference)
    return [_checked(_settle(fact, orders), reference, events) for fact in facts]


def _read(item: Evidence, words: Vocabulary) -> _Facts:
    facts = _Facts()
    facts.stamps = [found for text in item.stamps if (found := stamp(text)) is not None]
    text = item.text.strip()
    if text and len(text) <= LONGEST:
        facts.iso = iso(plain(text))
        if facts.iso is None:
            facts.text, facts.several = _one(expressions(text, words))
    facts.url = read_url_date(item.url) if item.url else None
    return facts


def _one(found: tuple[Expression, ...]) -> tuple[Expression | None, tuple[Expression, ...]]:
    """The date of a text: what is full before what has no year, what is published before what is updated."""
    usable = [item for item in found if item.certain and item.days]
    usable = [item for item in usable if item.full] or usable
    usable = [item for item in usable if item.role != "updated"] or usable
    usable = [item for item in usable if item.role] or usable
    if len({item.days for item in usable}) > 1 and not usable[0].range:
        return None, tuple(usable)
    return (usable[0] if usable else None), ()


def _orders(
    facts: list[_Facts], language: str | None, reference: datetime | None
) -> dict[str, tuple[str, str]]:
    """The order of the numbers in each notation of the list, with the rule that settles it."""
    groups: dict[str, list[tuple[_Facts, Expression]]] = {}
    for fact in facts:
        numeric = [item for item in fact.stamps if isinstance(item, Expression)]
        for item in (*numeric, fact.text):
            if item is not None and item.notation and any(day.order for day in item.days):
                groups.setdefault(item.notation, []).append((fact, item))
    return {notation: _order(notation, group, language, reference) for notation, group in groups.items()}


def _order(
    notation: str, group: list[tuple[_Facts, Expression]], language: str | None, reference: datetime | None
) -> tuple[str, str]:
    left = set.intersection(*({day.order for day in item.days} for _, item in group))
    if len(left) == 1:
        return left.pop(), "order-from-values"
    if not left:
        return "", "order-contradicted"
    for rule, fits in (
        ("order-from-stamps", {order for order in left if _agrees(group, order)}),
        ("order-from-future", {order for order in left if not _in_future(group, order, reference)}),
        ("order-from-sign", {"dmy"} if "." in notation and "dmy" in left and notation != "n.n.n" else set()),
        ("order-from-sequence", {order for order in left if _is_sorted(group, order)}),
        ("order-from-language", left & {order_of(language)}),
    ):
        if len(fits) == 1:
            return fits.pop(), rule
        left = fits or left
    return "", "order-open"


def _day(item: Expression, order: str) -> date | None:
    return next((day.date() for day in item.days if day.order == order and day.year is not None), None)


def _agrees(group: list[tuple[_Facts, Expression]], order: str) -> bool:
    """Are the days the same as those of stamps and addresses, wherever there are any?"""
    known = [
        (_day(item, order), other)
        for fact, item in group
        for other in (*(_date(found) for found in fact.stamps if not isinstance(found, Expression)), fact.url)
        if other
    ]
    return bool(known) and all(day is not None and abs(day - other) <= DAY for day, other in known)


def _in_future(group: list[tuple[_Facts, Expression]], order: str, reference: datetime | None) -> bool:
    if reference is None:
        return False
    return any((day := _day(item, order)) is not None and day > reference.date() + DAY for _, item in group)


def _is_sorted(group: list[tuple[_Facts, Expression]], order: str) -> bool:
    days = [day for _, item in group if (day := _day(item, order))]
    if len(set(days)) < CHAIN:
        return False
    return days in (sorted(days), sorted(days, reverse=True))


def _date(value: Value) -> date:
    return value.date() if isinstance(value, datetime) else value


def _settle(fact: _Facts, orders: dict[str, tuple[str, str]]) -> DateReading:
    for found in fact.stamps:
        if not isinstance(found, Expression):
            return DateReading(value=found, rule="stamp", source="stamp")
    if fact.iso is not None:
        return DateReading(value=fact.iso, rule="text", source="text")
    for found in fact.stamps:
        reading = _of_expression(found, orders, "stamp", fact)
        if reading.value is not None:
            return reading
    if fact.text is not None and fact.text.full:
        reading = _of_expression(fact.text, orders, "text", fact)
        if reading.value is not None or fact.url is None:
            return reading
    if fact.url is not None:
        return DateReading(value=fact.url, rule="url", source="url")
    if fact.several:
        days = tuple(sorted({found for item in fact.several for day in item.days if (found := day.date())}))
        return DateReading(candidates=days, reason="several dates, and none is marked as that of the entry")
    if fact.text is not None:
        return DateReading(reason="the year is missing")
    return DateReading()


def _of_expression(
    item: Expression, orders: dict[str, tuple[str, str]], source: str, fact: _Facts
) -> DateReading:
    order, rule = orders.get(item.notation, ("", ""))
    days = [day for day in item.days if not day.order or not order or day.order == order]
    candidates = tuple(sorted({found for day in days if (found := day.date())}))
    if item.contradicted:
        return DateReading(candidates=candidates, reason="the weekday is that of another day")
    if item.range:
        return DateReading(candidates=candidates, reason="a span of days, not one day")
    if len(candidates) == 1:
        return DateReading(
            value=item.value(days[0]), rule=rule if len(item.days) > 1 else source, source=source
        )
    return DateReading(candidates=candidates, reason="can be read as " + " or ".join(map(str, candidates)))


def _checked(reading: DateReading, reference: datetime | None, events: bool) -> DateReading:
    if reading.value is None:
        return reading
    day = _date(reading.value)
    if day.year < WEB:
        return DateReading(candidates=(day,), reason=f"{day} is before there was a web")
    if reference is not None and not events and day > reference.date() + DAY:
        return DateReading(candidates=(day,), reason=f"{day} is in the future")
    return reading


def read_dates(
    texts: Sequence[str], *, language: str | None = None, reference: datetime | None = None
) -> list[Value | None]:
    """Read one list's dates together, each written as a text: what one leaves open, the others settle.

    Args:
        texts: the dates as they are written, in the list's order.
        language: the BCP 47 tag of their language; others are known too.
        reference: when they were written at the latest, an aware datetime.

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
        reference: now, for "3 days ago"; without it such phrases are no dates.

    Returns:
        A date where only the day is written, a datetime where a time is, aware if a zone is; None for anything else
        and for what can be read in two ways.
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    flat = plain(text)
    if found := iso(flat):
        return found
    words = vocabulary(languages_of(language))
    item, _ = _one(expressions(text, words))
    if item is None or not item.full:
        return read_relative(text, reference, words) if reference is not None else None
    fact = _Facts(text=item)
    return _of_expression(item, _orders([fact], language, None), "text", fact).value
