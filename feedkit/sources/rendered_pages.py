"""How a browser shows the pages of a source, by what is said of the source."""

from __future__ import annotations

import re

from feedkit.fetching.page_rendering import LOCALE, Rendering
from feedkit.parsers.language_words import words_of

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def rendering(*, pages: int, time_zone: str, accept_language: str | None) -> Rendering:
    """Return how a page is shown.

    Args:
        pages: how many pages of entries are wanted: where they are all on one, it is asked for more.
        time_zone: the IANA name of the zone of dates that name none, which scripts write them in.
        accept_language: the languages that the page is asked for in; scripts write in the first.
    """
    language = LANGUAGE.match(accept_language or "")
    return Rendering(
        pages=pages,
        more_words=frozenset(words_of("older")),
        time_zone=time_zone,
        locale=language[0] if language else LOCALE,
    )
