"""What a date is, in any language and any notation; and one list's dates, read together.

tokens.py       text to tokens: numbers, words, times of day, zones (with words.py and clock.py)
layout.py       where the dates are in the tokens' shape
expressions.py  each of them with every day that it can mean
evidence.py     what a page says of one entry: stamps, text, address, headings
date_lists.py   one list's dates, each settled by a rule with a name, or left open (orders.py, years.py)

Beside them: stamps.py machine-readable dates, relative.py "3 days ago", calendars.py, mentions.py dates in
longer texts, templates.py formats that a recipe gives, feed_dates.py what feeds write. The words are rows of
words.toml and of CLDR; see scripts/date_words.py.
"""

from __future__ import annotations

from feedkit.dates.date_lists import read_date, read_dates, read_list
from feedkit.dates.evidence import DateReading, Evidence
from feedkit.dates.feed_dates import rfc822, rfc3339
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
