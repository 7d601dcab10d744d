"""Knows what the words of dates mean, in the page's languages first and then in all others.

The table is lexicon.json, made by scripts/date_words.py: CLDR's names of months, weekdays and day periods in
all languages, and the words of words.toml, where a new word is a row. It is loaded when the first word is
looked up.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

RFC_822 = "rfc822"  # the hint that a program wrote a zone
LEXICON = Path(__file__).with_name("lexicon.json")

ROLES = ("published", "updated", "event")  # what a label says of the date after it
ROLE_LETTERS = "".join(role[0] for role in ROLES)
PRIORITY = "RMDCfWAE"  # of the kinds of one word
MAX_CACHED_WORDS = 5_000  # in each cache of a vocabulary
CLEAR_MAJORITY = 4  # a meaning in 4 times as many languages as all others together is the likeliest
MIN_DISTINCTIVE_LENGTH = 5  # letters; shorter words mean something in one small language or another
MIN_STEM_LENGTH = 3  # letters that a shortened name of a month keeps
MAX_ENDING_LENGTH = 3  # letters in which an inflected name of a month may differ at its end

LETTERS_WITH_STROKES = str.maketrans("ıłđø", "ildo")  # Unicode does not decompose these
UNSPACED_SCRIPTS = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0xAC00, 0xD7AF),
)
CJK_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


class Sense(NamedTuple):
    """One meaning of a word.

    kind:       "M" month, "W" weekday, "A" am, pm, "D" day, "E" calendar, "R" label, "C" counter, "f" filler
    value:      its number: Monday is 0; months of other calendars begin at 101 and 201 (see calendars.py)
    languages:  in which the word has this meaning
    """

    kind: str
    value: int
    languages: frozenset[str]


Senses = tuple[Sense, ...]


class Lexicon(NamedTuple):
    """The table as scripts/date_words.py writes it."""

    words: dict[str, str]
    phrases: dict[str, list[str]]
    marks: dict[str, list[str]]
    orders: dict[str, str]
    years: dict[str, str]  # "first" or "both": where languages have the year beside the name of a month
    known: list[str]  # languages for which CLDR is nearly complete
    eras: dict[str, int]
    aliases: dict[str, list[str]]
    prefixes: dict[str, list[str]]
    by: list[str]  # words before an author
    zones: dict[str, int | str]
    shared_zones: dict[str, dict[str, int]]  # of abbreviations with several meanings, by what settles them


@cache
def lexicon() -> Lexicon:
    """Return the table."""
    return Lexicon(**json.loads(LEXICON.read_text(encoding="utf-8")))


def language_codes(tag: str | None) -> tuple[str, ...]:
    """Return the language codes of a page's language tag: ("pt",) for "pt-BR"."""
    code = (tag or "").replace("_", "-").split("-")[0].lower()
    return tuple(lexicon().aliases.get(code, [code])) if code else ()


def _place_hints(tag: str | None) -> tuple[str, ...]:
    """Return what a language tag says of a place, the strongest first: ("ie", "en") for "en-IE"."""
    parts = (tag or "").replace("_", "-").lower().split("-")
    region = next((part for part in parts[1:] if len(part) == 2), parts[0])
    return (region, parts[0])


@lru_cache(maxsize=256)
def usual_order(tag: str | None) -> str:
    """Return the usual order of dates in numbers for a language tag; "" when it has two, as "en" has."""
    parts = (tag or "").replace("_", "-").split("-")
    code = parts[0].lower()
    region = parts[-1].upper() if len(parts) > 1 and len(parts[-1]) == 2 else ""
    script = parts[1].title() if len(parts) > 1 and len(parts[1]) == 4 else ""
    if not code or (code == "en" and not region):
        return ""
    table = lexicon().orders
    for language in (code, *language_codes(code)):
        for name in (
            f"{language}-{script}-{region}",
            f"{language}-{script}",
            f"{language}-{region}",
            language,
        ):
            if name in table:
                return table[name]
    return ""


def without_accents(word: str) -> str:
    """Return a word without its accents."""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word.translate(LETTERS_WITH_STROKES))
    return "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f")


def main_kind(senses: Senses) -> str:
    """Return the kind of a word that counts first."""
    if len(senses) == 1:
        return senses[0].kind
    kinds = {sense.kind for sense in senses}
    return next(kind for kind in PRIORITY if kind in kinds)


@cache
def _words_beside_numbers() -> frozenset[str]:
    """Return words that can belong to the token of a number beside them, with a blank or sign between."""
    table = lexicon()
    kinds = ("year_after", "month_after", "month_before", "day_after", "hour", "minute", "second")
    return frozenset(table.zones).union(table.shared_zones, *(table.marks[kind] for kind in kinds))


@cache
def _words_of_phrases() -> frozenset[str]:
    """Return the words in ASCII of the names that have several."""
    names = (name for names in lexicon().phrases.values() for name in names)
    return frozenset(word for name in names for word in re.findall("[a-z]+", name))


@cache
def _endings_of_numbers() -> frozenset[str]:
    """Return short words that may mean something else right after a number: "5.th", "5 a.m."."""
    return frozenset(lexicon().marks["ordinal"]) | {"a", "p", "am", "pm"}


@cache
def _marks_after_numbers() -> tuple[str, ...]:
    """Return marks that belong to the token of the number before them, even at the start of a longer word."""
    marks = lexicon().marks
    found = [mark for kind in ("year_after", "month_after", "day_after") for mark in marks[kind]]
    return tuple(mark.rpartition(")")[2] for mark in found)


@cache
def _first_words_of_marks() -> frozenset[str]:
    """Return the first words of such marks of several words: "5-р сарын"."""
    return frozenset(mark.partition(" ")[0] for mark in _marks_after_numbers() if " " in mark)


def _number_part(digits: str) -> tuple[str, object] | None:
    length = len(digits)
    if length >= 8:
        return None
    return ("n" if length < 3 else "Y" if length == 4 else "#"), int(digits)


@cache
def _common_parts() -> dict[str, tuple[str, object] | None]:
    """Return the parts that every vocabulary begins with: signs, days, months and years."""
    signs: dict[str, tuple[str, object] | None] = {sign: (sign, None) for sign in " ,./-"}
    signs |= dict.fromkeys('()[]|"!?;', ("s", None)) | {":": (":", None), "'": ("'", None)}
    numbers = [*map(str, range(32)), *(f"{n:02}" for n in range(32)), *map(str, range(1990, 2041))]
    return signs | {number: _number_part(number) for number in numbers}


@cache
def known_languages() -> frozenset[str]:
    """Return the languages for which CLDR is nearly complete."""
    return frozenset(lexicon().known)


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(letter for letters in lexicon().prefixes.values() for letter in letters)


def _mostly_month(senses: Senses) -> Senses:
    """Return the month among the meanings of a word that names one in nearly all of its languages: "maj"."""
    months = tuple(sense for sense in senses if sense.kind == "M")
    others = sum(len(sense.languages) for sense in senses if sense.kind != "M")
    clear = sum(len(month.languages) for month in months) >= CLEAR_MAJORITY * others
    return months if months and clear else senses


class Vocabulary:
    """The meanings of words for one page: in its own languages and English first, then in all others."""

    def __init__(
        self, languages: tuple[str, ...], zone_hints: tuple[str, ...] = (), *, order: str = ""
    ) -> None:
        self.languages = languages
        self.order = order  # the usual one of dates in numbers
        self.zone_hints = zone_hints  # what settles an abbreviation of several zones; see clock.py
        self.first = (*languages, "en")
        self.first_languages = frozenset(self.first)
        self._known: dict[str, Senses] = {}
        self._context_free: dict[str, tuple[str, object] | None] = dict(_common_parts())
        self._months: dict[str, tuple[str, ...]] = {}
        self._foreign: dict[str, bool] = {}

    def context_free(self, part: str) -> tuple[str, object] | None:
        """Return letter and value (see tokens.py) of a part with one meaning in every context, else None."""
        try:
            return self._context_free[part]
        except KeyError:
            found = self._find_context_free(part)
        if len(self._context_free) >= MAX_CACHED_WORDS:
            self._context_free = dict(_common_parts())
        self._context_free[part] = found
        return found

    def _find_context_free(self, part: str) -> tuple[str, object] | None:
        if part.isspace():
            return " ", None
        if part.isdecimal():
            return _number_part(part)
        word = part.casefold()
        if word in lexicon().phrases or word in _words_beside_numbers() or self.half_of_day(word):
            return None
        senses = self.senses(word)
        if not senses:
            return ("x", ()) if self._is_not_of_dates(word) else None
        kinds = {sense.kind for sense in senses}
        return (kinds.pop(), senses) if len(kinds) == 1 and kinds < set("MWRf") else None

    def is_foreign(self, word: str) -> bool:
        """Return whether a word is no part of a date or of what stands beside one, but perhaps of a zone."""
        known = self._foreign.get(word)
        if known is None:
            if len(self._foreign) >= MAX_CACHED_WORDS:
                self._foreign = {}
            known = self.context_free(word) == ("x", ()) and word.casefold() not in _words_of_phrases()
            self._foreign[word] = known
        return known

    def may_be_day(self, word: str) -> bool:
        """Return whether a word may be the number of a day, as "premier" is; False is certain."""
        return not word.isascii() or any(sense.kind == "D" for sense in self.senses(word.casefold()))

    def may_be_month(self, part: str, text: str) -> bool:
        """Return whether a word of a text may be the name of a month or begin one; False is certain."""
        known = self._months.get(part)
        if known is None:
            if len(self._months) >= MAX_CACHED_WORDS:
                self._months = {}
            known = self._months[part] = self._months_from(part.casefold())
        return "" in known or (bool(known) and any(name in text.casefold() for name in known))

    def _months_from(self, word: str) -> tuple[str, ...]:
        """Return the names that begin with a word and may be a month; "" for the word itself.

        A name with a digit counts wherever its first word stands, so that no answer hangs on digits.
        """
        if CJK_WORD.fullmatch(word) and "月" not in word and "월" not in word:
            return ()  # there all names of months have this sign
        if (
            word in ("m", *lexicon().marks["month_before"], *_first_words_of_marks())
            or word.startswith(_marks_after_numbers())
            or is_unspaced(word)
            or self._names_month(word)
            or self.shortened_month(word)
        ):
            return ("",)
        names = filter(self._names_month, lexicon().phrases.get(word, ()))
        return tuple("" if any(map(str.isdigit, name)) else name for name in names)

    def _names_month(self, name: str) -> bool:
        return any(sense.kind == "M" for sense in self.senses(name))

    def _is_not_of_dates(self, word: str) -> bool:
        """Return whether an unknown word is no part of a date in any context."""
        return (
            word.isascii()
            and word.isalpha()
            and word not in _endings_of_numbers()
            and not word.startswith(_marks_after_numbers())
            and not self.shortened_month(word)
        )

    def year_beside(self, month: Sense) -> str:
        """Return where a year stands beside the name of a month: "first", "last" or "both"."""
        for code in self.languages:
            if code in month.languages:
                return lexicon().years.get(code, "last")
        return "last" if month.languages & known_languages() or not month.languages else "both"

    def senses(self, word: str) -> Senses:
        """Return the meanings of a case-folded word; () when it is not a word of dates."""
        known = self._known.get(word)
        if known is None:
            known = self._look_up(word)
            if len(self._known) >= MAX_CACHED_WORDS:
                self._known = {}
            self._known[word] = known
        return known

    def _look_up(self, word: str) -> Senses:
        words = lexicon().words
        row = words.get(word)
        if row is None and not word.isascii() and len(word) >= MIN_STEM_LENGTH:
            row = words.get(without_accents(word))
        if row is None and word[0] in _prefixes():
            row = words.get(word[1:])
        return self._preferred(word, _parse_row(row)) if row is not None else ()

    def _preferred(self, word: str, senses: Senses) -> Senses:
        """Return the meanings in the first of the page's languages that has any, else English, else in all.

        Short words mean something in one small language or another, so small languages count for longer words
        only.
        """
        for language in self.first:
            if found := tuple(sense for sense in senses if language in sense.languages):
                return found
        if any(sense.kind == "M" for sense in senses) and (found := self.shortened_month(word)):
            return found
        if word.isascii() and len(word) < MIN_STEM_LENGTH:
            return tuple(sense for sense in senses if sense.kind == "f")
        if found := tuple(sense for sense in senses if not sense.languages.isdisjoint(known_languages())):
            months = {sense.value for sense in senses if sense.kind == "M"}
            return senses if len(word) < MIN_DISTINCTIVE_LENGTH and len(months) > 1 else _mostly_month(found)
        return senses if len(word) >= MIN_DISTINCTIVE_LENGTH else ()

    def half_of_day(self, word: str) -> Senses:
        """Return the meanings of a word as am or pm in all languages."""
        row = lexicon().words.get(word)
        return tuple(sense for sense in _parse_row(row) if sense.kind == "A") if row is not None else ()

    def is_half_of_day(self, word: str) -> bool:
        """Return whether a word is am or pm in the page's own languages."""
        return any(not sense.languages.isdisjoint(self.languages) for sense in self.half_of_day(word))

    def is_in_page_languages(self, senses: Senses) -> bool:
        """Return whether a word is one of the page's languages or of English."""
        return any(not sense.languages.isdisjoint(self.first_languages) for sense in senses)

    def shortened_month(self, word: str) -> Senses:
        """Return the month that a word shortens or inflects in the page's languages: "верес", "studenome"."""
        if len(word) < MIN_STEM_LENGTH:
            return ()
        plain = without_accents(word)
        found = {
            sense.value: sense
            for language in self.first
            for name, sense in month_names().get(language, {}).get(plain[:MIN_STEM_LENGTH], ())
            if _same_stem(plain, name, language)
        }
        return tuple(found.values()) if len(found) == 1 else ()


@lru_cache(maxsize=64)
def vocabulary(tag: str | None = None, zone_hints: tuple[str, ...] = ()) -> Vocabulary:
    """Return the vocabulary of a page with a BCP 47 language tag, which may be wrong or missing.

    The hints, and then the tag, settle what an abbreviation of several zones stands for.
    """
    return Vocabulary(language_codes(tag), (*zone_hints, *_place_hints(tag)), order=usual_order(tag))


@cache
def month_names() -> dict[str, dict[str, list[tuple[str, Sense]]]]:
    """Return for each language the names of months without accents, by their first letters."""
    found: dict[str, dict[str, list[tuple[str, Sense]]]] = defaultdict(lambda: defaultdict(list))
    for word, row in lexicon().words.items():
        if "M" in row and len(word) >= MIN_STEM_LENGTH:
            plain = without_accents(word)
            for sense in _parse_row(row):
                for language in sense.languages if sense.kind == "M" else ():
                    found[language][plain[:MIN_STEM_LENGTH]].append((plain, sense))
    return found


def _same_stem(word: str, name: str, language: str) -> bool:
    """Return whether a word shortens a name or, except in English, differs from it only in its ending."""
    if name.startswith(word):
        return True
    shared = next(
        (i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name))
    )
    return (
        language != "en"
        and shared > MIN_STEM_LENGTH
        and max(len(word), len(name)) - shared <= MAX_ENDING_LENGTH
    )


@lru_cache(maxsize=4096)
def _parse_row(row: str) -> Senses:
    senses = []
    for part in row.split("|"):
        code, languages = part.split(" ")
        kind, value = code[0], code[1:]
        number = int(value) if value.isdigit() else ROLE_LETTERS.find(value)
        senses.append(Sense("f" if kind == "F" else kind, number, frozenset(languages.split(","))))
    return tuple(senses)


def likeliest_senses(senses: Senses) -> Senses:
    """Return the meaning that far more languages have than all others together, else all meanings."""
    counts = Counter({sense.value: len(sense.languages) for sense in senses})
    (value, most), rest = counts.most_common(1)[0], sum(counts.values())
    if most >= CLEAR_MAJORITY * (rest - most):
        return tuple(sense for sense in senses if sense.value == value)
    return senses


def is_unspaced(word: str) -> bool:
    """Return whether a word is in a script without blanks between words."""
    code = ord(word[0])
    return code > 0x0DFF and any(first <= code <= last for first, last in UNSPACED_SCRIPTS)
