"""How a page is shown by a browser."""

from __future__ import annotations

from dataclasses import dataclass

RENDER_SECONDS = 30.0  # for one page in the browser
# Of a reader whose numeric dates are in the order of ISO 8601, and so are never mistaken.
LOCALE = "en-CA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """How a page is shown.

    pages:       how often more entries are asked for, and one: by scrolling, and by buttons
    more_words:  texts of buttons that ask for more entries
    time_zone:   IANA name of the zone that scripts write dates in
    locale:      the language that they write in
    """

    pages: int = 1
    more_words: frozenset[str] = frozenset()
    time_zone: str = "UTC"
    locale: str = LOCALE
