"""Texts of links that say nothing of where the link leads: "Read more", "»", "2"."""

from __future__ import annotations

from functools import lru_cache

from feedkit.parsers.language_words import words_of

TRIMMED = " \t\n.…→»«›‹>[]()（）【】:：-–—|·•+▶►#¶§*❯⟶↗"
GENERIC = frozenset((*words_of("read_more"), ""))  # "": of signs alone


@lru_cache(maxsize=8192)
def is_generic(text: str) -> bool:
    """Return whether a link's text says nothing of where it leads: "Read more", "2", "»", an address."""
    folded = text.strip(TRIMMED).casefold()
    return not folded or folded.isdigit() or folded in GENERIC or folded.startswith(("http://", "https://"))
