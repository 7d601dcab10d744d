"""Day before month, or month before day? One list has one order for each of its notations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from feedkit.dates.evidence import Facts, day_of, last_day
from feedkit.dates.expressions import Expression
from feedkit.dates.words import order_of

DAY = timedelta(days=1)
SEQUENCE = 3  # different days that a list must have before their direction says anything

Group = list[tuple[Facts, Expression]]


def orders(
    facts: list[Facts], language: str | None, reference: datetime | None
) -> dict[str, tuple[str, str]]:
    """The order of the numbers in each notation of a list.

    Args:
        facts: of each entry.
        language: the BCP 47 tag that the page claims.
        reference: the moment after which no date can be, if there is one.

    Returns:
        By source and notation ("textn/n/Y") the order ("dmy", "mdy" or "ymd") and the rule that settles it;
        without those that stay open.
    """
    groups: dict[str, Group] = {}
    for entry in facts:
        for source, item in (*(("stamp", item) for item in entry.open_stamps), ("text", entry.text)):
            if item is not None and item.notation and item.days:
                groups.setdefault(source + item.notation, []).append((entry, item))
    settled = {name: _order(name, group, language, reference) for name, group in groups.items()}
    return {name: found for name, found in settled.items() if found is not None}


def _order(
    name: str, group: Group, language: str | None, reference: datetime | None
) -> tuple[str, str] | None:
    possible = [{day.order for day in item.days} - {""} for _, item in group]
    if not any(possible):
        return None
    left = set.intersection(*filter(None, possible))
    if len(left) == 1:
        return left.pop(), "order-from-values"
    if not left:
        return None
    for rule, fits in _rules(name, group, left, language, reference):
        left = left & fits or left
        if len(left) == 1:
            return left.pop(), rule
    return None


def _rules(
    name: str, group: Group, left: set[str], language: str | None, reference: datetime | None
) -> Iterator[tuple[str, set[str]]]:
    """Each rule with the orders that it allows, the strongest first."""
    if any(entry.stamps or entry.url or entry.open_stamps for entry, _ in group):
        yield "order-from-stamps", {order for order in left if _agrees(group, order)}
    if reference is not None:
        last = last_day(reference)
        yield (
            "order-from-future",
            {order for order in left if all(day <= last for day in _days(group, order))},
        )
    if "." in name and not name.endswith("n.n.n"):
        yield "order-from-sign", {"dmy"}
    if len(group) >= SEQUENCE:
        yield "order-from-sequence", {order for order in left if _is_sorted(_days(group, order))}
    usual = order_of(language)
    yield (
        "order-from-language",
        {"mdy" if usual.lower() == "ymd" and name.endswith(("n/n", "n-n")) else usual},
    )


def _agrees(group: Group, order: str) -> bool:
    """Are the days those of stamps and addresses, wherever there are any?"""
    known = [
        (_day(entry, item, order), other)
        for entry, item in group
        for other in (*map(day_of, entry.stamps), entry.url, _shown(entry, item))
        if other
    ]
    return bool(known) and all(day is not None and abs(day - other) <= DAY for day, other in known)


def _shown(entry: Facts, item: Expression) -> date | None:
    """The day of the text beside a stamp."""
    text = entry.text
    return text.days[0].date() if text and text is not item and text.full and len(text.days) == 1 else None


def _day(entry: Facts, item: Expression, order: str) -> date | None:
    for day in item.days:
        if day.order in (order, ""):
            return day._replace(year=day.year or entry.year).date()
    return None


def _days(group: Group, order: str) -> list[date]:
    return [day for entry, item in group if (item.full or entry.year) and (day := _day(entry, item, order))]


def _is_sorted(days: list[date]) -> bool:
    return len(set(days)) >= SEQUENCE and days in (sorted(days), sorted(days, reverse=True))
