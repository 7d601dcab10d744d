"""Phrases that name a day by its distance from now: "3 days ago", "vor 3 Tagen", "yesterday at 18:00".

Every word of such a text must be known, and those that say what it means must be of one language. The table
is relative.json, made by scripts/date_words.py; it is read only when there is a reference to count from.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from feedkit.dates.clock import CLOCK, Clock, read_clock
from feedkit.dates.tokens import plain
from feedkit.dates.words import Senses, Vocabulary, bare, is_unspaced

LONGEST = 80  # characters
MOST = 24  # parts of a phrase
FARTHEST = 100  # years
UNITS = {
    "y": "years",
    "m": "months",
    "w": "weeks",
    "d": "days",
    "h": "hours",
    "n": "minutes",
    "s": "seconds",
}
EXACT = frozenset("hns")  # units that leave a time of day
PART = re.compile(rf"(?P<clock>{CLOCK})|(?P<number>\d+(?:[.,]5)?)|(?P<other>[^\s\d])", re.X)
SKIPPED = re.compile(r"[\s.,:;()\[\]|/·•~+\u200b-]+")
NAME_LONGEST = 16  # letters of a weekday or a filler
NAME_LETTERS = 4  # of a weekday that stands alone; shorter words are anything


class _Word(NamedTuple):
    """One known word: "p" a phrase, "u" a unit, "m" a marker, "n" a number, "w" a weekday, "-" nothing."""

    kind: str
    meanings: dict[str, frozenset[str]]  # each with its languages

    def languages(self) -> frozenset[str]:
        """The languages that have the word."""
        return frozenset().union(*self.meanings.values())


class _Table(NamedTuple):
    phrases: dict[str, str]
    units: dict[str, str]
    markers: dict[str, str]
    numbers: dict[str, str]
    about: list[str]


@cache
def _words() -> dict[str, list[_Word]]:
    """Each word with what it can be, the likeliest first."""
    table = _Table(**json.loads(Path(__file__).with_name("relative.json").read_text(encoding="utf-8")))
    words: dict[str, list[_Word]] = defaultdict(list)
    for kind, rows in (("p", table.phrases), ("m", table.markers), ("u", table.units), ("n", table.numbers)):
        for word, row in rows.items():
            words[word].append(_Word(kind, _meanings(row)))
    for word in table.about:
        words[word].append(_Word("-", {}))
    return dict(words)


def _meanings(row: str) -> dict[str, frozenset[str]]:
    pairs = (part.split(" ") for part in row.split("|"))
    return {meaning: frozenset(languages.split(",")) for meaning, languages in pairs}


@cache
def _longest() -> dict[str, int]:
    """How long the words are that begin with a letter."""
    lengths: dict[str, int] = defaultdict(int)
    for word in _words():
        lengths[word[0]] = max(lengths[word[0]], len(word))
    return dict(lengths)


def read_relative(text: str, reference: datetime, words: Vocabulary) -> date | datetime | None:
    """The date of a phrase that is nothing else, counted from a reference; None for any other text."""
    if len(text) > LONGEST:
        return None
    phrase = _Phrase(words)
    for count, part in enumerate(_parts(plain(text).casefold(), words)):
        if count == MOST or not phrase.add(*part):
            return None
    return phrase.read(reference)


def _parts(text: str, words: Vocabulary) -> Iterator[tuple[str, object]]:
    """The clock, the numbers and the known words of a text; ("?", None) at the first unknown one."""
    position = 0
    while position < len(text):
        if skipped := SKIPPED.match(text, position):
            position = skipped.end()
            continue
        found = PART.match(text, position)
        if found and found["clock"]:
            yield "clock", read_clock(found, machine=False)
            position = found.end()
        elif found and found["number"]:
            yield "number", float(found["number"].replace(",", "."))
            position = found.end()
        else:
            length, found_words = _word(text, position, words)
            yield ("word", found_words) if found_words else ("?", None)
            position += length


def _word(text: str, start: int, words: Vocabulary) -> tuple[int, list[_Word]]:
    """The longest known word or phrase that starts at a place."""
    known = _words()
    longest = max(_longest().get(text[start], 0), _longest().get(bare(text[start]), 0), NAME_LONGEST)
    for end in range(min(len(text), start + longest), start, -1):
        part = text[start:end]
        if end < len(text) and text[end].isalpha() and not is_unspaced(part[-1]):
            continue
        found = _preferred(known.get(part, []), words)
        senses = words.senses(part) if " " not in part else ()
        if senses and not any(language in words.first for word in found for language in word.languages()):
            found = _of_senses(senses, part, words) or found
        found = found or _preferred(known.get(bare(part), []), words)
        if found:
            return end - start, found
    return 1, []


def _preferred(found: list[_Word], words: Vocabulary) -> list[_Word]:
    """Of what a word can be: all that it is in the first of the page's languages that has it, else all."""
    for language in words.first:
        if fits := [word for word in found if language in word.languages()]:
            return fits
    return found


def _of_senses(senses: Senses, part: str, words: Vocabulary) -> list[_Word]:
    """A filler or a weekday's name, by the words of dates."""
    for sense in senses:
        if sense.kind == "f":
            return [_Word("-", {})]
        if sense.kind == "W" and not sense.languages.isdisjoint(words.first):
            long = len(part) >= NAME_LETTERS or is_unspaced(part)
            return [_Word("w" if long else "v", {str(sense.value): sense.languages})]
    return []


class _Phrase:
    """What the parts of one text come to."""

    def __init__(self, words: Vocabulary) -> None:
        self.preferred = words.first
        self.clock: Clock | None = None
        self.numbers: list[float] = []
        self.units: list[_Word] = []
        self.markers: list[_Word] = []
        self.phrases: list[_Word] = []
        self.either: list[
            tuple[_Word, _Word]
        ] = []  # a phrase that with a unit beside it is a marker: Romanian "acum"
        self.weekdays: list[_Word] = []
        self.number_word = False  # is the last number a word, so that "twenty one" goes on?

    def add(self, kind: str, value: object) -> bool:
        """Take one part; False when the text is no such phrase."""
        if kind == "number" and isinstance(value, float):
            self.numbers.append(value)
            self.number_word = False
        elif kind == "clock" and isinstance(value, Clock) and self.clock is None:
            self.clock = value
        elif kind == "word" and isinstance(value, list):
            self._add_word({word.kind: word for word in reversed(value)})
        else:
            return False
        return True

    def _add_word(self, kinds: dict[str, _Word]) -> None:
        if "p" in kinds and "m" in kinds:
            self.either.append((kinds["p"], kinds["m"]))
        elif "n" in kinds and not kinds.keys() & {"p", "m", "u"}:
            self._add_number(float(next(iter(kinds["n"].meanings))))
            return
        else:
            lists = {
                "p": self.phrases,
                "m": self.markers,
                "u": self.units,
                "w": self.weekdays,
                "v": self.weekdays,
            }
            kind = next((kind for kind in "pmuwv" if kind in kinds), None)
            if kind is not None:
                lists[kind].append(kinds[kind])
        self.number_word = False

    def _add_number(self, number: float) -> None:
        if self.number_word and self.numbers[-1] >= 20 and number < 10:
            self.numbers[-1] += number
        else:
            self.numbers.append(number)
        self.number_word = True

    def read(self, reference: datetime) -> date | datetime | None:
        """The date that the phrase names, None when its parts make none."""
        self.phrases += [phrase for phrase, _ in self.either] if not self.units else []
        self.markers += [marker for _, marker in self.either] if self.units else []
        kinds = [bool(self.units), bool(self.phrases), bool(self.weekdays)]
        if kinds.count(True) != 1:
            return None
        try:
            if self.units:
                return self._of_units(reference) if self.clock is None else None
            if self.numbers or self.markers:
                return None
            return self._of_phrase(reference) if self.phrases else self._of_weekday(reference)
        except (OverflowError, ValueError):
            return None

    def _of_phrase(self, reference: datetime) -> date | datetime | None:
        offset = self._only(self.phrases[0].meanings) if len(self.phrases) == 1 else None
        if offset is None:
            return None
        count = int(offset[1:])
        if offset[0] == "h" and not count:
            return reference if self.clock is None else None
        return self._day(reference, {offset[0]: -float(count)}, frozenset(offset[0]))

    def _of_weekday(self, reference: datetime) -> date | datetime | None:
        weekday = self.weekdays[0]
        if len(self.weekdays) > 1 or (weekday.kind == "v" and self.clock is None):
            return None
        back = (reference.weekday() - int(next(iter(weekday.meanings)))) % 7 or 7
        return self._day(reference, {"d": float(back)}, frozenset("d"))

    def _of_units(self, reference: datetime) -> date | datetime | None:
        numbers = self.numbers or [1.0]
        if len(numbers) != len(self.units):
            return None
        answers = {self._in_language(language, numbers) for language in self._languages()}
        answers -= {None}
        if len(answers) != 1:
            return None
        spans = dict(answers.pop() or ())
        return self._day(reference, spans, frozenset(spans))

    def _languages(self) -> list[str]:
        """The language that the phrase is in: one of the page's, else all that have its words."""
        shared = frozenset.intersection(*(word.languages() for word in (*self.units, *self.markers)))
        return next(([code] for code in self.preferred if code in shared), sorted(shared))

    def _in_language(self, language: str, numbers: list[float]) -> tuple[tuple[str, float], ...] | None:
        marked = bool(self.markers)
        spans: dict[str, float] = {}
        for unit, number in zip(self.units, numbers, strict=True):
            meanings = [meaning for meaning, languages in unit.meanings.items() if language in languages]
            names = {meaning[0] for meaning in meanings}
            if len(names) != 1:
                return None
            marked = marked or any(meaning.endswith("!") for meaning in meanings)
            name = names.pop()
            if name == "f":
                name, number = "w", 2 * number
            spans[name] = spans.get(name, 0) + number
        return tuple(sorted(spans.items())) if marked else None

    def _only(self, meanings: dict[str, frozenset[str]]) -> str | None:
        """The meaning in the page's languages, else the only one."""
        for language in self.preferred:
            for meaning, languages in meanings.items():
                if language in languages:
                    return meaning
        return next(iter(meanings)) if len(meanings) == 1 else None

    def _day(
        self, reference: datetime, spans: dict[str, float], units: frozenset[str]
    ) -> date | datetime | None:
        """The reference less the spans: a day, with a time where hours or less count or a clock is read."""
        if any(name in "ym" and count != int(count) for name, count in spans.items()):
            return None
        whole = {UNITS[name]: int(count) for name, count in spans.items() if name in "ym"}
        rest = timedelta(**{UNITS[name]: count for name, count in spans.items() if name not in "ym"})
        moment = reference - relativedelta(**whole) - rest  # type: ignore[arg-type]
        if reference.year - moment.year > FARTHEST:
            return None
        if units & EXACT:
            return moment
        if self.clock is None:
            return moment.date()
        time = self.clock.time()
        zone = self.clock.zone or reference.tzinfo
        return None if time is None else datetime.combine(moment.date(), time, zone)
