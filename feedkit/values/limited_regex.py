"""Regular expressions of a user on texts of strangers: searching ends, whatever both are.

The standard library's `re` takes time exponential in the text for expressions such as `^(a|aa)+$`, and cannot
be stopped. The package `regex` reads the same expressions, and stops.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

import regex

from feedkit.errors import RecipeError

T = TypeVar("T")
MAX_SECONDS = 2.0  # for all searches of one expression in one source


def check_regex(pattern: str) -> None:
    r"""Check a regular expression; it must be one for the standard library too, whose notation is documented.

    Raises:
        ValueError: it is malformed, or has a backspace, which is what TOML reads "\b" as in double quotes.
    """
    if "\b" in pattern:
        raise ValueError(
            f"{pattern!r} has a backspace, as \\b is one in double quotes: write single quotes around it"
        )
    try:
        re.compile(pattern)
        regex.compile(pattern)
    except (re.error, regex.error, RecursionError) as error:
        raise ValueError(f'"{pattern}" is no regular expression: {error}') from error


class Replacements:
    """Texts, or ~ and a regular expression, and what stands for each instead, one after the other."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given
        self._regexes = {old: LimitedRegex(old[1:]) for old in given if old.startswith("~")}

    def applied(self, text: str) -> str:
        """Return a text with the replacements; see `LimitedRegex.sub` for the errors."""
        for old, new in self._given.items():
            text = self._regexes[old].sub(new, text) if old in self._regexes else text.replace(old, new)
        return text


class LimitedRegex:
    """A regular expression whose searches may take two seconds in all.

    Args:
        pattern: the expression.
        ignore_case: whether upper and lower case are one.
        subject: what has it, as the beginning of an error.
        source: what it searches, as a part of an error.
    """

    def __init__(
        self,
        pattern: str,
        *,
        ignore_case: bool = False,
        subject: str = "recipe",
        source: str = "this source",
    ) -> None:
        self._regex = regex.compile(pattern, regex.IGNORECASE if ignore_case else 0)
        self._pattern = pattern
        self._subject, self._source = subject, source
        self._seconds = MAX_SECONDS

    def search(self, text: str) -> str | None:
        """Return the part of a text that is found: the first group, or all where there is none, or None.

        Raises:
            RecipeError: this search and those before it take longer than two seconds.
        """
        match = self._in_time(lambda seconds: self._regex.search(text, timeout=seconds))
        return match[1 if self._regex.groups else 0] if match else None

    def sub(self, new: str, text: str) -> str:
        r"""Return a text in which all that is found is replaced; \1 in what replaces it is the first group.

        Raises:
            RecipeError: as `search`; or `new` names a group that there is not.
        """
        try:
            return self._in_time(lambda seconds: self._regex.sub(new, text, timeout=seconds))
        except (regex.error, IndexError) as error:
            raise RecipeError(
                f'{self._subject}: "{new}" cannot stand for "{self._pattern}": {error}'
            ) from error

    def _in_time(self, look: Callable[[float], T]) -> T:
        start = time.perf_counter()
        try:
            return look(max(self._seconds, 0.001))
        except TimeoutError:
            raise RecipeError(
                f'{self._subject}: the regular expression "{self._pattern}" takes more than '
                f"{MAX_SECONDS:.0f} seconds on {self._source}; alternatives that are repeated, such as "
                "(a|aa)+, may be the reason"
            ) from None
        finally:
            self._seconds -= time.perf_counter() - start
