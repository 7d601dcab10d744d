"""Regular expressions of a user on texts of strangers: searching ends, whatever both are.

The standard library's `re` takes time exponential in the text for expressions such as `^(a|aa)+$`, and cannot
be stopped. The package `regex` reads the same expressions, and stops.
"""

from __future__ import annotations

import time

import regex

from feedkit.errors import RecipeError

UnsupportedRegexError = regex.error
MAX_SECONDS = 2.0  # for all searches of one expression in one source


class LimitedRegex:
    """A regular expression whose searches may take two seconds in all."""

    def __init__(self, pattern: str) -> None:
        self._regex = regex.compile(pattern)
        self._pattern = pattern
        self._seconds = MAX_SECONDS

    def search(self, text: str) -> str | None:
        """The part of a text that is found: the first group, or all where there is none; None for no match.

        Raises:
            RecipeError: this search and those before it take longer than two seconds.
        """
        start = time.perf_counter()
        try:
            match = self._regex.search(text, timeout=max(self._seconds, 0.001))
        except TimeoutError:
            raise RecipeError(
                f'recipe: the regular expression "{self._pattern}" takes more than {MAX_SECONDS:.0f} seconds '
                "on this source; alternatives that are repeated, such as (a|aa)+, may be the reason"
            ) from None
        self._seconds -= time.perf_counter() - start
        return match[1 if self._regex.groups else 0] if match else None
