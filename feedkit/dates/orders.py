"""Decides between day before month and month before day: one list has one order for each notation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from feedkit.dates.evidence import Facts, day_of, last_day
from feedkit.dates.expressions import REPUBLICAN_ORDER, YEAR_DAY_MONTH, Expression
from feedkit.dates.words import usual_order

DAY = timedelta(days=1)
MIN_SEQUENCE_LENGTH = 3  # different days that a list needs before their direction counts

Group = list[tuple[Facts, Expression]]


def settle_orders(
    facts: list[Facts], language: str | None, reference: datetime | None, order: str | None = None
) -> dict[str, tuple[str, str]]:
    """Decide the order of the numbers in each notation of a list.

    Args:
        facts: of each entry.
        language: the BCP 47 tag that the page declares.
        reference: now, after which there can be no date; None when there is no such limit.
        order: the one that the caller knows.

    Returns:
        For source and notation ("textn/n/Y") the order ("dmy", "mdy" or "ymd") and the rule that decided it;
        a notation that stays open is missing.
    """
    groups: dict[str, Group] = {}
    for entry in facts:
        for stamp in entry.open_stamps:
            if stamp.notation:
                groups.setdefault("stamp" + stamp.notation, []).append((entry, stamp))
        text = entry.text
        if text is not None and text.notation and text.days:
            groups.setdefault("text" + text.notation, []).append((entry, text))
    if order is not None:
        return dict.fromkeys(groups, (order, "order-given"))
    settled = {name: _settle_order(name, group, language, reference) for name, group in groups.items()}
    return {name: found for name, found in settled.items() if found is not None}


def _settle_order(
    name: str, group: Group, language: str | None, reference: datetime | None
) -> tuple[str, str] | None:
    if any(day.order == REPUBLICAN_ORDER for _, item in group for day in item.days):
        return _republican_years(group, reference)
    orders_of_entries = [{day.order for day in item.days} - {""} for _, item in group]
    if not any(orders_of_entries):
        return None
    possible_orders = set.intersection(*filter(None, orders_of_entries))
    if len(possible_orders) == 1:
        return possible_orders.pop(), "order-from-values"
    if not possible_orders:
        return None
    for rule, fits in _rules(name, group, possible_orders, language, reference):
        possible_orders = possible_orders & fits or possible_orders
        if len(possible_orders) == 1:
            return possible_orders.pop(), rule
    return None


def _republican_years(group: Group, reference: datetime | None) -> tuple[str, str] | None:
    """Return the order when several entries have such days, and none of them is in the future."""
    days = _days_in_order(group, REPUBLICAN_ORDER)
    is_past = reference is None or all(day <= last_day(reference) for day in days)
    is_list = len(set(days)) >= MIN_SEQUENCE_LENGTH and len(days) == len(group)
    return (REPUBLICAN_ORDER, "calendar-from-list") if is_list and is_past else None


def _rules(
    name: str, group: Group, possible_orders: set[str], language: str | None, reference: datetime | None
) -> Iterator[tuple[str, set[str]]]:
    """Yield each rule with the orders that it allows, the strongest first."""
    if any(entry.stamps or entry.url or entry.open_stamps for entry, _ in group):
        yield "order-from-stamps", {order for order in possible_orders if _agrees_with_evidence(group, order)}
    if reference is not None:
        last = last_day(reference)
        yield (
            "order-from-future",
            {order for order in possible_orders if all(day <= last for day in _days_in_order(group, order))},
        )
    if "." in name and not name.endswith("n.n.n"):
        yield "order-from-sign", {"dmy"}
    if len(group) >= MIN_SEQUENCE_LENGTH:
        yield (
            "order-from-sequence",
            {order for order in possible_orders if _is_sorted(_days_in_order(group, order))},
        )
    usual = usual_order(language)
    if usual == YEAR_DAY_MONTH:
        return  # these languages have ISO's order too
    has_two_numbers = name.count("n") == 2 and "Y" not in name  # of the year first, month and day are left
    yield "order-from-language", {"mdy" if usual.lower() == "ymd" and has_two_numbers else usual}


def _agrees_with_evidence(group: Group, order: str) -> bool:
    """Return whether the days agree with all stamps and addresses, and there are some."""
    known = [
        (_day_in_order(entry, item, order), other)
        for entry, item in group
        for other in (*map(day_of, entry.stamps), entry.url, _day_in_text(entry, item))
        if other
    ]
    return bool(known) and all(day is not None and abs(day - other) <= DAY for day, other in known)


def _day_in_text(entry: Facts, item: Expression) -> date | None:
    """Return the day of the text beside a stamp."""
    text = entry.text
    return (
        text.days[0].date() if text and text is not item and text.has_year and len(text.days) == 1 else None
    )


def _day_in_order(entry: Facts, item: Expression, order: str) -> date | None:
    for day in item.days:
        if day.order in (order, ""):
            return day._replace(year=day.year or entry.year).date()
    return None


def _days_in_order(group: Group, order: str) -> list[date]:
    return [
        day
        for entry, item in group
        if (item.has_year or entry.year) and (day := _day_in_order(entry, item, order))
    ]


def _is_sorted(days: list[date]) -> bool:
    return len(set(days)) >= MIN_SEQUENCE_LENGTH and days in (sorted(days), sorted(days, reverse=True))
