"""Whether a text counts from now in any language, whatever the time is: "3 days ago", "hier à 17h05"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from feedkit.dates.phrase_words import phrase_words
from feedkit.dates.relative import MAX_PHRASE_LENGTH, PIECES, read_relative
from feedkit.dates.tokens import normalised
from feedkit.dates.words import UNSPACED_SCRIPTS, Vocabulary, is_unspaced, lexicon, vocabulary

MAX_LANGUAGES = 4  # that a phrase is tried in, beside the page's
NO_PHRASE = re.compile(r"\d{4}|\S{25}|://")  # years, long numbers, addresses, sentences without blanks
LETTERS = re.compile(r"[^\W\d_]+")
ASCII_LETTERS = "".join(letter.casefold() if letter.isalpha() else " " for letter in map(chr, range(128)))
UNSPACED = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in UNSPACED_SCRIPTS) + "]")
ACCENT = re.compile("[\u0300-\u036f]")
CLOCK_WORDS = frozenset("a p m am pm z utc gmt".split())
ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # whether a phrase can be read hangs on no time


class _Words(NamedTuple):
    """The words of one kind: phrases ("yesterday"), markers ("ago") or units, each with its languages.

    spaced:    those of scripts with blanks, each as the set of its parts, by their longest part
    unspaced:  the others
    """

    spaced: dict[str, list[tuple[frozenset[str], frozenset[str]]]]
    unspaced: list[tuple[str, frozenset[str]]]


@lru_cache(maxsize=4096)
def counts_from_now(text: str, words: Vocabulary) -> bool:
    """Return whether a text is such a phrase, perhaps with a label or an author.

    Args:
        text: the text.
        words: those of the page.
    """
    if len(text) > MAX_PHRASE_LENGTH:
        return False
    folded = text.casefold()
    unspaced = folded if UNSPACED.search(folded) else ""
    languages = sorted(languages_of_phrases(LETTERS.findall(folded), unspaced))
    if not languages or NO_PHRASE.search(text) or not _may_be_read(folded):
        return False
    vocabularies = (words, *map(vocabulary, languages[:MAX_LANGUAGES]))
    return any(read_relative(text, ANY_TIME, one) is not None for one in vocabularies)


def may_count_from_now(text: str) -> bool:
    """Return whether a part of a text may be such a phrase; only a "no" is certain."""
    if text.isascii():
        parts, unspaced = text.translate(ASCII_LETTERS).split(), ""
    else:
        folded = text.casefold()
        parts, unspaced = LETTERS.findall(folded), folded if UNSPACED.search(folded) else ""
    return bool((unspaced or not telling_words().isdisjoint(parts)) and languages_of_phrases(parts, unspaced))


def languages_of_phrases(parts: Iterable[str], unspaced: str = "") -> set[str]:
    """Return the languages that have a phrase, or a unit and a marker, among words of a text.

    Args:
        parts: the words.
        unspaced: a text without blanks between words.
    """
    parts = set(parts)
    phrases, markers = _languages_with("p", parts, unspaced), _languages_with("m", parts, unspaced)
    return phrases | (markers & _languages_with("u", parts, unspaced)) if markers else phrases


def _languages_with(kind: str, parts: set[str], unspaced: str) -> set[str]:
    words = _words_of(kind)
    found: set[str] = set()
    for part in words.spaced.keys() & parts:
        found.update(*(languages for own, languages in words.spaced[part] if own <= parts))
    if unspaced:
        found.update(*(languages for word, languages in words.unspaced if word in unspaced))
    return found


def _may_be_read(text: str) -> bool:
    """Return whether a known word stands where a phrase can end; only a "no" is certain.

    A phrase ends before a bar or a dot, before the word that names an author, or at the end. Known
    are all words whose letters are not in ASCII, as they have several spellings.
    """
    text = normalised(text)
    if ACCENT.search(text):
        return True
    known, by = _known_words(), lexicon().by
    for piece in PIECES.split(text):
        ends = False
        for word in (*piece.split(), by[0]):
            if ends and word in by:
                return True
            for part in LETTERS.findall(word):
                ends = part in known or not part.isascii()
    return False


@cache
def telling_words() -> frozenset[str]:
    """Return words of which each text in a script with blanks has one that has a phrase or a marker."""
    return frozenset((*_words_of("p").spaced, *_words_of("m").spaced))


@cache
def _known_words() -> frozenset[str]:
    """Return all words in ASCII that `read_relative` may know in a phrase."""
    table = lexicon()
    days = (word for word, row in table.words.items() if any(sense[0] in "fFAW" for sense in row.split("|")))
    clocks = chain(*(table.marks[kind] for kind in ("hour", "minute", "second")))
    words = (*phrase_words(), *days, *clocks, *table.zones, *table.shared_zones)
    return CLOCK_WORDS.union(*map(LETTERS.findall, words))


@cache
def _words_of(kind: str) -> _Words:
    """Return all words of a kind: "p", "m" or "u"."""
    words = _Words(defaultdict(list), [])
    for text, meanings in phrase_words().items():
        parts = LETTERS.findall(text)
        for one in meanings:
            if one.kind != kind or not parts:
                continue
            if is_unspaced(text):
                words.unspaced.append((text, one.languages()))
            else:
                words.spaced[max(parts, key=len)].append((frozenset(parts), one.languages()))
    return words
