"""Dates in feeds, which machines write and people edit; what cannot be read is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from feedkit.dates import read_date, read_stamp
from feedkit.dates.feed_dates import moment_of
from feedkit.errors import Problem
from feedkit.values.mail_syntax import without_comments
from feedkit.values.zones import aware_datetime

LONGEST = 200  # characters of a date with comments
SHOWN = 60  # characters of a date that a Problem quotes


@dataclass(slots=True)
class Moments:
    """Reads the dates of one feed."""

    zone: ZoneInfo
    problems: list[Problem] = field(default_factory=list)

    def read(self, text: object, where: str) -> datetime | None:
        """A date as it is written: where it has no zone, in the caller's."""
        if not isinstance(text, str) or not text.strip():
            return None
        found = moment_of(text.strip()) or read_stamp(text) or read_date(text) or _commented(text)
        if found is None:
            self.problems.append(
                Problem(rule="not-a-date", message=f"wanted a date, found {text[:SHOWN]!r}", where=where)
            )
            return None
        return aware_datetime(found, self.zone)

    def first(self, texts: Iterable[str], where: str) -> datetime | None:
        """The first of several that can be read; none is told of, if one can."""
        told = len(self.problems)
        for text in texts:
            moment = self.read(text, where)
            if moment is not None:
                del self.problems[told:]
                return moment
        return None


def _commented(text: str) -> datetime | date | None:
    """A date of RFC 822 with comments in brackets, which may stand between any two of its parts."""
    bare = " ".join(without_comments(text[:LONGEST]).split()).replace(" ,", ",")
    return moment_of(bare) or read_stamp(bare)
