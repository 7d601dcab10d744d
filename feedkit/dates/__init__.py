"""Reads dates in any language and any notation, and decides what the dates of one list mean together.

    one text        tokens.py ──▶ layout.py ──▶ expressions.py      every day that the text can mean
    many texts      templates.py                                    what they share but for their digits
    a longer text   mentions.py                                     each date mention in it
    one entry       evidence.py                                     stamp, text, address, headings → facts
    one list        date_lists.py (orders.py, years.py)             one reading for each entry

A stamp is a date that a program wrote for programs (stamps.py). An order is the order of day, month and year
in "03/04/2026". A reading is the date of one entry with the rule that decided it, or the days that it can be
and why none of them was chosen. Nothing is guessed: what contradicts itself stays open.

The rest: clock.py times of day and zones, relative.py "3 days ago" with phrase_words.py and from_now.py,
calendars.py other calendars, date_formats.py formats that a recipe gives, feed_dates.py what feeds write.

A new language, or a new word of a language, is a row in words.toml (labels, marks beside numbers, fillers) or
comes from CLDR (names of months and weekdays); a way to say "3 days ago" is a row in scripts/patterns.toml.
Then run scripts/date_words.py, add a row to tests/dates/languages/. A new calendar is a function and a row
in calendars.py.
"""

from __future__ import annotations

from feedkit.dates.date_lists import read_date, read_dates, read_list
from feedkit.dates.evidence import DateReading, Evidence
from feedkit.dates.feed_dates import rfc822, rfc3339
from feedkit.dates.mentions import Mention, find_dates
from feedkit.dates.stamps import is_null_date, read_stamp, read_url_date

__all__ = [
    "DateReading",
    "Evidence",
    "Mention",
    "find_dates",
    "is_null_date",
    "read_date",
    "read_dates",
    "read_list",
    "read_stamp",
    "read_url_date",
    "rfc822",
    "rfc3339",
]
