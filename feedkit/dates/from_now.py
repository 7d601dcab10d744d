"""Whether a text counts from now in any language, whatever the time is: "3 days ago", "hier à 17h05"."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import NamedTuple

from feedkit.dates.phrase_words import phrase_words
from feedkit.dates.relative import MAX_PHRASE_LENGTH, read_relative
from feedkit.dates.words import Vocabulary, is_unspaced, vocabulary

MAX_LANGUAGES = 4  # that a phrase is tried in, beside the page's
NO_PHRASE = re.compile(r"\d{4}|\S{25}|://")  # years, long numbers, addresses, sentences without blanks
LETTERS = re.compile(r"[^\W\d_]+")
ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # whether a phrase can be read hangs on no time


class _Phrase(NamedTuple):
    """A phrase ("yesterday"), a marker ("ago") or a unit.

    kind:       "p", "m" or "u"
    parts:      its words; of one without blanks, itself
    languages:  those that have it
    """

    kind: str
    parts: frozenset[str]
    languages: frozenset[str]


@lru_cache(maxsize=4096)
def counts_from_now(text: str, words: Vocabulary) -> bool:
    """Return whether a text is such a phrase, perhaps with a label or an author.

    Args:
        text: the text.
        words: those of the page.
    """
    if len(text) > MAX_PHRASE_LENGTH or NO_PHRASE.search(text):
        return False
    languages = _languages_of_phrases(text.casefold())
    if not languages:
        return False
    vocabularies = (words, *map(vocabulary, languages[:MAX_LANGUAGES]))
    return any(read_relative(text, ANY_TIME, one) is not None for one in vocabularies)


def _languages_of_phrases(text: str) -> list[str]:
    """Return the languages that have a phrase, or a unit and a marker, of those in a text."""
    parts = set(LETTERS.findall(text))
    spaced, unspaced = _phrases()
    found = [one for part in parts for one in spaced.get(part, ()) if one.parts <= parts]
    if not text.isascii() and any(map(is_unspaced, text)):
        found += [one for one in unspaced if all(part in text for part in one.parts)]
    languages: dict[str, set[str]] = defaultdict(set)
    for one in found:
        languages[one.kind] |= one.languages
    return sorted(languages["p"] | (languages["m"] & languages["u"]))


@cache
def _phrases() -> tuple[dict[str, list[_Phrase]], list[_Phrase]]:
    """Return phrases, markers and units: by their longest word, and those in scripts without blanks."""
    spaced: dict[str, list[_Phrase]] = defaultdict(list)
    unspaced = []
    for text, meanings in phrase_words().items():
        parts = LETTERS.findall(text)
        for one in meanings:
            if one.kind not in "pmu" or not parts:
                continue
            if is_unspaced(text):
                unspaced.append(_Phrase(one.kind, frozenset([text]), one.languages()))
            else:
                phrase = _Phrase(one.kind, frozenset(parts), one.languages())
                spaced[max(parts, key=len)].append(phrase)
    return dict(spaced), unspaced
