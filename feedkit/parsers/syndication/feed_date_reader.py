"""Dates in feeds and sitemaps, which machines write and people edit; one that cannot be read is reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from feedkit.dates import is_null_date, read_date, read_stamp
from feedkit.dates.feed_dates import moment_of
from feedkit.errors import Problem, mismatch
from feedkit.values.mail_syntax import without_comments
from feedkit.values.zones import aware_datetime

MAX_DATE_LENGTH = 200  # characters of a date with comments
MAX_QUOTED = 60  # characters of a date that a Problem quotes


@dataclass(slots=True)
class DateReader:
    """Reads the dates of one document.

    zone:      the zone of dates that name none
    problems:  receives a Problem for each date that cannot be read
    """

    zone: ZoneInfo
    problems: list[Problem] = field(default_factory=list)

    def read(self, text: object, where: str) -> datetime | None:
        """Return the moment of a date; None, with a Problem unless it is blank, where it cannot be read.

        Args:
            text: a date in the notation of RFC 3339 or RFC 822, or in any other that feedkit knows.
            where: the entry and field that it stands in, for the Problem.
        """
        if not isinstance(text, str) or not text.strip():
            return None
        moment = moment_of(text.strip()) or read_stamp(text) or read_date(text) or _commented_date(text)
        if moment is None or is_null_date(moment):
            self.problems.append(mismatch("not-a-date", "a date", repr(text[:MAX_QUOTED]), where))
            return None
        return aware_datetime(moment, self.zone)

    def first(self, texts: Iterable[str], where: str) -> datetime | None:
        """Return the moment of the first date that can be read; there are Problems only if none can."""
        known = len(self.problems)
        for text in texts:
            moment = self.read(text, where)
            if moment is not None:
                del self.problems[known:]
                return moment
        return None


def _commented_date(text: str) -> datetime | date | None:
    """Read a date of RFC 822 with comments in brackets, which may stand between any two of its parts."""
    bare = " ".join(without_comments(text[:MAX_DATE_LENGTH]).split()).replace(" ,", ",")
    return moment_of(bare) or read_stamp(bare)
