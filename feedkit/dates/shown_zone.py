"""Finds the zone in which a page shows the instants that its stamps give in another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MIN_OFFSET, MAX_OFFSET = -12 * HOUR, 14 * HOUR  # of the zones that there are


def shown_zone(pairs: Iterable[tuple[datetime, date]]) -> timezone | None:
    """Return a zone in which each stamp has the day that is shown beside it, the nearest to UTC.

    Args:
        pairs: aware stamps, each with the day shown.

    Returns:
        None when no zone does it.
    """
    low, high = MIN_OFFSET, MAX_OFFSET
    for stamp, shown in pairs:
        midnight = datetime.combine(shown, time()) - stamp.astimezone(UTC).replace(tzinfo=None)
        low, high = max(low, midnight), min(high, midnight + DAY - timedelta(seconds=1))
    if low > high:
        return None
    hours = max(-(-low // HOUR), min(0, high // HOUR))
    offset = hours * HOUR
    return (
        timezone(offset)
        if low <= offset <= high
        else timezone(timedelta(minutes=-(-low // timedelta(minutes=1))))
    )
