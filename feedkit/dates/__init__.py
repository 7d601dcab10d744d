"""What a date is, in any language and any notation; and one list's dates, read together.

tokens.py       text to tokens: numbers, names, times of day, zones
expressions.py  the dates in them, each with every day that it can mean
listing.py      one list's dates, each settled by a rule with a name, or left open
"""

from __future__ import annotations

from feedkit.dates.evidence import DateReading, Evidence
from feedkit.dates.formats import rfc822, rfc3339
from feedkit.dates.listing import read_date, read_dates, read_list
from feedkit.dates.mentions import Mention, find_dates
from feedkit.dates.stamps import read_stamp, read_url_date

__all__ = [
    "DateReading",
    "Evidence",
    "Mention",
    "find_dates",
    "read_date",
    "read_dates",
    "read_list",
    "read_stamp",
    "read_url_date",
    "rfc822",
    "rfc3339",
]
