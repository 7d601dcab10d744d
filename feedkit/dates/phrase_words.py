"""Knows the words of dates that count from now: units, "ago", "yesterday", numbers in words.

The table is relative.json, which scripts/date_words.py makes from CLDR, patterns.toml and words.toml; it is
loaded when the first phrase is read.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from feedkit.dates.words import Senses, Vocabulary, is_unspaced, known_languages, without_accents

MAX_NAME_LENGTH = 16  # letters of a weekday or a filler
MIN_UNIT_LENGTH = 4  # letters of a unit that counts in every language
MIN_WEEKDAY_LENGTH = 4  # of a weekday without a time; shorter words mean too many things


class PhraseWord(NamedTuple):
    """One meaning of a word.

    kind:      "p" a phrase ("yesterday"), "u" a unit, "m" a marker ("ago"), "n" a number, "w" a weekday,
               "v" a weekday too short to stand alone, "a" am or pm, "-" a filler
    meanings:  each meaning with the languages that have it
    """

    kind: str
    meanings: dict[str, frozenset[str]]

    def within(self, languages: frozenset[str]) -> PhraseWord:
        """Return the word with its meanings in some languages only."""
        return self._replace(
            meanings={
                meaning: own for meaning, all_own in self.meanings.items() if (own := all_own & languages)
            }
        )

    def languages(self) -> frozenset[str]:
        """Return the languages that have the word."""
        return frozenset().union(*self.meanings.values())


class _Table(NamedTuple):
    phrases: dict[str, str]
    units: dict[str, str]
    markers: dict[str, str]
    numbers: dict[str, str]
    about: list[str]


@cache
def phrase_words() -> dict[str, list[PhraseWord]]:
    """Return all words of phrases, each with its possible kinds, the likeliest first."""
    table = _Table(**json.loads(Path(__file__).with_name("relative.json").read_text(encoding="utf-8")))
    words: dict[str, list[PhraseWord]] = defaultdict(list)
    for kind, rows in (("p", table.phrases), ("m", table.markers), ("u", table.units), ("n", table.numbers)):
        for word, row in rows.items():
            words[word].append(PhraseWord(kind, _parse_meanings(row)))
    for word in table.about:
        words[word].append(PhraseWord("-", {}))
    return dict(words)


def _parse_meanings(row: str) -> dict[str, frozenset[str]]:
    pairs = (part.split(" ") for part in row.split("|"))
    return {meaning: frozenset(languages.split(",")) for meaning, languages in pairs}


@cache
def _max_lengths() -> dict[str, int]:
    """Return for each letter the length of the longest word that begins with it."""
    lengths: dict[str, int] = defaultdict(int)
    for word in phrase_words():
        lengths[word[0]] = max(lengths[word[0]], len(word))
    return dict(lengths)


def longest_word(
    text: str, start: int, words: Vocabulary, *, with_phrases: bool, is_after_clock: bool
) -> tuple[int, list[PhraseWord]]:
    """Return the length and the meanings of the longest known word or phrase at a position."""
    known = phrase_words()
    longest = max(
        _max_lengths().get(text[start], 0),
        _max_lengths().get(without_accents(text[start]), 0),
        MAX_NAME_LENGTH,
    )
    for end in range(min(len(text), start + longest), start, -1):
        part = text[start:end]
        if end < len(text) and _goes_on(text[end]) and part[-1] != "'" and not is_unspaced(part[-1]):
            continue
        if is_after_clock and (halves := words.half_of_day(part.rstrip(". "))):
            return end - start, [_half_of_day(halves)]
        found = known.get(part, [])
        if found:
            found = _preferred(_of_sure_languages(found, part, words, with_phrases), words)
        senses = words.senses(part)
        if senses and not any(language in words.first for word in found for language in word.languages()):
            found = _words_of_dates(senses, part, words) or found
        if not found and (plain := without_accents(part)) != part:
            found = _preferred(_of_sure_languages(known.get(plain, []), plain, words, with_phrases), words)
        if found:
            return end - start, found
    return 1, []


def _goes_on(letter: str) -> bool:
    """Return whether a word does not end before a character: a letter, or an accent on the last one."""
    return letter.isalpha() or unicodedata.category(letter)[0] == "M"


def _half_of_day(senses: Senses) -> PhraseWord:
    return PhraseWord("a", {str(sense.value): sense.languages for sense in senses if sense.kind == "A"})


def _of_sure_languages(
    found: list[PhraseWord], part: str, words: Vocabulary, with_phrases: bool
) -> list[PhraseWord]:
    """Return the meanings of a word, those of short units only in well-known languages or the page's."""
    if not with_phrases:
        found = [word for word in found if word.kind != "p"]
    if len(part) >= MIN_UNIT_LENGTH or not part.isascii():
        return found
    sure = frozenset(words.first) if len(part) == 1 else known_languages().union(words.first)
    units = [word.within(sure) for word in found if word.kind == "u"]
    return [*(word for word in found if word.kind != "u"), *(unit for unit in units if unit.meanings)]


def _preferred(found: list[PhraseWord], words: Vocabulary) -> list[PhraseWord]:
    """Return the meanings in the first of the page's languages that has the word, else all meanings."""
    for language in words.first:
        if fits := [word for word in found if language in word.languages()]:
            return fits
    return [word for word in found if word.kind == "-"] or found  # Polish "i" is "and", and elsewhere "ago"


def _words_of_dates(senses: Senses, part: str, words: Vocabulary) -> list[PhraseWord]:
    """Return the meanings of a filler, of am and pm, or of a weekday, which are not in relative.json."""
    for sense in senses:
        if sense.kind == "f":
            return [PhraseWord("-", {})]
        if sense.kind == "A":
            return [_half_of_day(senses)]
        if sense.kind == "W" and not sense.languages.isdisjoint(words.first):
            long = len(part) >= MIN_WEEKDAY_LENGTH or is_unspaced(part)
            return [PhraseWord("w" if long else "v", {str(sense.value): sense.languages})]
    return []
