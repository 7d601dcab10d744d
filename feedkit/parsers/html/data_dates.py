"""The dates of a page's data, held against those that the page shows, also in part: "28 Nov"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedkit.dates import Evidence, read_list
from feedkit.dates.evidence import day_of
from feedkit.model import Entry

MIN_SHARE_AGREEING = 0.8  # of the dates that both have, where those of the data are taken
MIN_SHARE_PARTLY_DATED = (
    0.5  # of the entries, where days without a year are their dates and not of their texts
)
MAX_DAYS_APART = 1  # of two dates that agree: they may be in other zones


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the dates of rows go with those of entries.

    compared:  entries of which both have a date
    differing: those of them whose dates differ
    """

    compared: Sequence[int]
    differing: Sequence[int]

    @property
    def holds(self) -> bool:
        """Return whether the dates are the same ones, but for a few."""
        count = len(self.compared)
        return count - len(self.differing) >= MIN_SHARE_AGREEING * count


def agreement(
    entries: Sequence[Entry], dates: Mapping[int, datetime | None], days: Sequence[str]
) -> Agreement:
    """Compare dates of rows with those of entries.

    Args:
        entries: those of the page.
        dates: the date of the row of each entry that has one, by the entry's number.
        days: the day without a year that each entry shows, "" where it shows none.
    """
    whole: dict[int, datetime] = {}
    partly: dict[int, datetime] = {}
    for number, date in dates.items():
        if date is None:
            continue
        if entries[number].published and not entries[number].estimated:
            whole[number] = date
        elif number < len(days) and days[number]:
            partly[number] = date
    if len(partly) < MIN_SHARE_PARTLY_DATED * len(dates):
        partly = {}
    differing = [number for number, date in whole.items() if not _same_day(entries[number].published, date)]
    readings = read_list(
        [Evidence(text=days[number], headings=(str(date.year),)) for number, date in partly.items()]
    )
    differing += [
        number
        for (number, date), reading in zip(partly.items(), readings, strict=True)
        if reading.value is not None and abs((day_of(reading.value) - date.date()).days) > MAX_DAYS_APART
    ]
    return Agreement((*whole, *partly), sorted(differing))


def _same_day(shown: datetime | None, date: datetime) -> bool:
    return shown is not None and abs((shown.date() - date.date()).days) <= MAX_DAYS_APART
