"""Patterns of words in many languages, tried only on texts that may hold one of the words.

Trying a hundred alternatives at each letter takes many times as long as asking whether a text has the
beginning of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LETTERS = re.compile(r"[^\W\d_]+")
STEM_LENGTH = 5  # letters of a word that are looked for


def folded(text: str) -> str:
    """Return a text in which all letters are the same that a pattern without case takes for the same."""
    text = text.casefold()
    return text if text.isascii() else text.replace("i\u0307", "i").replace("ı", "i")


class WordPattern:
    """Whole words, or what begins with them, without case; of several words, the longest that fits."""

    def __init__(self, words: Iterable[str]) -> None:
        ordered = sorted(words, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(ordered)})", re.I)
        self._stems = frozenset(LETTERS.findall(folded(word))[0][:STEM_LENGTH] for word in ordered)

    def may_find(self, text: str) -> bool:
        """Return whether a text may have one of the words; only a "no" is certain."""
        return any(map(folded(text).__contains__, self._stems))

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match, as `re.Pattern.search`."""
        return self._pattern.search(text) if self.may_find(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the start, as `re.Pattern.match`."""
        return self._pattern.match(text)
