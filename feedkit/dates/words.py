"""What a word in a date means, in the languages that count.

The table is lexicon.json: CLDR's names of months, weekdays and day periods in all languages, and the words of
words.toml. It is read once, when the first word is asked for.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

LEXICON = Path(__file__).with_name("lexicon.json")

PRIORITY = "RMDCfWAE"  # of the kinds that one word can be
REMEMBERED = 5_000  # words and parts at most, in each vocabulary
CLEARLY = 4  # one meaning in four times as many languages as all others is the meaning in an unknown language
LONG = 5  # letters of a word that is taken for one of a small language
STEM = 3  # letters that a shortened month's name keeps
ENDING = 3  # letters that an inflected name's ending may differ in

STROKES = str.maketrans("ıłđø", "ildo")  # letters that are no compositions
UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0xAC00, 0xD7AF),
)


class Sense(NamedTuple):
    """One meaning of a word.

    kind:       "M" month, "W" weekday, "A" am, pm, "D" day, "E" calendar, "R" label, "C" counter, "f" filler
    value:      its number: Monday is 0; months of other calendars begin at 101 and 201 (see calendars.py)
    languages:  that have the word so
    """

    kind: str
    value: int
    languages: frozenset[str]


Senses = tuple[Sense, ...]


class Lexicon(NamedTuple):
    """The table as it is stored; see scripts/date_words.py."""

    words: dict[str, str]
    phrases: dict[str, list[str]]
    marks: dict[str, list[str]]
    orders: dict[str, str]
    known: list[str]  # languages that CLDR has nearly all data of
    eras: dict[str, int]
    aliases: dict[str, list[str]]
    prefixes: dict[str, list[str]]
    zones: dict[str, int | str]


@cache
def lexicon() -> Lexicon:
    """The table."""
    return Lexicon(**json.loads(LEXICON.read_text(encoding="utf-8")))


def languages_of(tag: str | None) -> tuple[str, ...]:
    """The language codes that a page's language tag stands for: ("pt",) for "pt-BR"."""
    code = (tag or "").replace("_", "-").split("-")[0].lower()
    return tuple(lexicon().aliases.get(code, [code])) if code else ()


@lru_cache(maxsize=256)
def order_of(tag: str | None) -> str:
    """The order of all-numeric dates that goes with a language tag; "" where it is open, as for "en"."""
    parts = (tag or "").replace("_", "-").split("-")
    code = parts[0].lower()
    region = parts[-1].upper() if len(parts) > 1 and len(parts[-1]) == 2 else ""
    if not code or (code == "en" and not region):
        return ""
    table = lexicon().orders
    for language in (code, *languages_of(code)):
        for name in (f"{language}-{region}", language):
            if name in table:
                return table[name]
    return ""


def bare(word: str) -> str:
    """A word without its accents."""
    letters = unicodedata.normalize("NFD", word.translate(STROKES))
    return "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f")


def kind_of(senses: Senses) -> str:
    """The kind that counts first among those of a word."""
    if len(senses) == 1:
        return senses[0].kind
    kinds = {sense.kind for sense in senses}
    return next(kind for kind in PRIORITY if kind in kinds)


@cache
def _beside_numbers() -> frozenset[str]:
    """Words that can be part of a number's token, a blank or a sign after it or before it."""
    table = lexicon()
    kinds = ("year_after", "month_after", "month_before", "day_after", "hour", "minute", "second")
    return frozenset(table.zones).union(*(table.marks[kind] for kind in kinds))


@cache
def _glued_to_numbers() -> frozenset[str]:
    """Short words that may stand for something else right behind a number: "5.th", "5 a.m."."""
    return frozenset(lexicon().marks["ordinal"]) | {"a", "p", "am", "pm"}


@cache
def _behind_numbers() -> tuple[str, ...]:
    """Marks that a number's token takes off a longer word."""
    marks = lexicon().marks
    found = [mark for kind in ("year_after", "month_after", "day_after") for mark in marks[kind]]
    return tuple(mark.rpartition(")")[2] for mark in found)


def _number_part(digits: str) -> tuple[str, object] | None:
    length = len(digits)
    if length >= 8:
        return None
    return ("n" if length < 3 else "Y" if length == 4 else "#"), int(digits)


@cache
def _common_parts() -> dict[str, tuple[str, object] | None]:
    """The parts that every vocabulary begins with: signs, days, months and years."""
    signs: dict[str, tuple[str, object] | None] = {sign: (sign, None) for sign in " ,./-"}
    signs |= dict.fromkeys('()[]|"!?;', ("s", None)) | {":": (":", None), "'": ("'", None)}
    numbers = [*map(str, range(32)), *(f"{n:02}" for n in range(32)), *map(str, range(1990, 2041))]
    return signs | {number: _number_part(number) for number in numbers}


@cache
def _known_languages() -> frozenset[str]:
    return frozenset(lexicon().known)


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(letter for letters in lexicon().prefixes.values() for letter in letters)


class Vocabulary:
    """The words as one page's languages have them: the page's own and English first, then all others."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages
        self.first = (*languages, "en")
        self.first_languages = frozenset(self.first)
        self._known: dict[str, Senses] = {}
        self._simple: dict[str, tuple[str, object] | None] = dict(_common_parts())
        self._months: dict[str, bool] = {}

    def simple(self, part: str) -> tuple[str, object] | None:
        """The letter and value of a part that means the same wherever it stands, else None; see tokens.py."""
        try:
            return self._simple[part]
        except KeyError:
            found = self._simple_part(part)
        if len(self._simple) >= REMEMBERED:
            self._simple = dict(_common_parts())
        self._simple[part] = found
        return found

    def _simple_part(self, part: str) -> tuple[str, object] | None:
        if part.isspace():
            return " ", None
        if part.isdecimal():
            return _number_part(part)
        word = part.casefold()
        if word in lexicon().phrases or word in _beside_numbers():
            return None
        senses = self.senses(word)
        if not senses:
            return ("x", ()) if self._is_plain(word) else None
        kinds = {sense.kind for sense in senses}
        return (kinds.pop(), senses) if len(kinds) == 1 and kinds < set("MWRf") else None

    def may_be_month(self, part: str) -> bool:
        """May an ASCII word be a month's name or a part of one? Sure only where it can not."""
        known = self._months.get(part)
        if known is None:
            word = part.casefold()
            known = (
                word in ("m", *lexicon().marks["month_before"])
                or word in lexicon().phrases
                or word.startswith(_behind_numbers())
                or any(sense.kind == "M" for sense in self.senses(word))
                or bool(self.month_like(word))
            )
            if len(self._months) >= REMEMBERED:
                self._months = {}
            self._months[part] = known
        return known

    def _is_plain(self, word: str) -> bool:
        """Is an unknown word nothing of a date, whatever stands beside it?"""
        return (
            word.isascii()
            and word.isalpha()
            and word not in _glued_to_numbers()
            and not word.startswith(_behind_numbers())
            and not self.month_like(word)
        )

    def senses(self, word: str) -> Senses:
        """The meanings of a case-folded word, () when it is none of a date's."""
        known = self._known.get(word)
        if known is None:
            known = self._look_up(word)
            if len(self._known) >= REMEMBERED:
                self._known = {}
            self._known[word] = known
        return known

    def _look_up(self, word: str) -> Senses:
        words = lexicon().words
        row = words.get(word)
        if row is None and not word.isascii():
            row = words.get(bare(word))
        if row is None and word[0] in _prefixes():
            row = words.get(word[1:])
        return self._preferred(word, _parsed(row)) if row is not None else ()

    def _preferred(self, word: str, senses: Senses) -> Senses:
        """The meanings in the first of the page's languages that has any, else in English, else in all.

        Short words mean something in one small language or another, so those count for longer words alone.
        """
        for language in self.first:
            if found := tuple(sense for sense in senses if language in sense.languages):
                return found
        if word.isascii() and len(word) < STEM:
            return tuple(sense for sense in senses if sense.kind == "f")
        if found := tuple(sense for sense in senses if not sense.languages.isdisjoint(_known_languages())):
            return found
        return senses if len(word) >= LONG else ()

    def has_own(self, senses: Senses) -> bool:
        """Is a word one in the page's languages or in English?"""
        return any(not sense.languages.isdisjoint(self.first_languages) for sense in senses)

    def month_like(self, word: str) -> Senses:
        """The month that a word shortens or inflects in one of the page's languages: "верес", "studenome"."""
        if len(word) < STEM:
            return ()
        plain = bare(word)
        found = {
            sense.value: sense
            for language in self.first
            for name, sense in month_names().get(language, {}).get(plain[:STEM], ())
            if _same_stem(plain, name, language)
        }
        return tuple(found.values()) if len(found) == 1 else ()


@lru_cache(maxsize=64)
def vocabulary(tag: str | None = None) -> Vocabulary:
    """The vocabulary of a page with a BCP 47 language tag, which may be wrong or missing."""
    return Vocabulary(languages_of(tag))


@cache
def month_names() -> dict[str, dict[str, list[tuple[str, Sense]]]]:
    """The names of months in each language, by their first letters; without accents."""
    found: dict[str, dict[str, list[tuple[str, Sense]]]] = defaultdict(lambda: defaultdict(list))
    for word, row in lexicon().words.items():
        if "M" in row and len(word) >= STEM:
            plain = bare(word)
            for sense in _parsed(row):
                for language in sense.languages if sense.kind == "M" else ():
                    found[language][plain[:STEM]].append((plain, sense))
    return found


def _same_stem(word: str, name: str, language: str) -> bool:
    """Does a word shorten a name, or, outside of English, differ from it in its ending alone?"""
    if name.startswith(word):
        return True
    shared = next(
        (i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name))
    )
    return language != "en" and shared > STEM and max(len(word), len(name)) - shared <= ENDING


@lru_cache(maxsize=4096)
def _parsed(row: str) -> Senses:
    senses = []
    for part in row.split("|"):
        code, languages = part.split(" ")
        kind, value = code[0], code[1:]
        number = int(value) if value.isdigit() else "pu".find(value)
        senses.append(Sense("f" if kind == "F" else kind, number, frozenset(languages.split(","))))
    return tuple(senses)


def clear(senses: Senses) -> Senses:
    """Of several meanings the one that far more languages have, where there is one."""
    counts = Counter({sense.value: len(sense.languages) for sense in senses})
    (value, most), rest = counts.most_common(1)[0], sum(counts.values())
    if most >= CLEARLY * (rest - most):
        return tuple(sense for sense in senses if sense.value == value)
    return senses


def is_unspaced(word: str) -> bool:
    """Is a word in a script that puts no blanks between words?"""
    code = ord(word[0])
    return code > 0x0DFF and any(first <= code <= last for first, last in UNSPACED)
