"""Write feedkit/dates/lexicon.json: what CLDR (through Babel) and words.toml say of the words in dates.

Run it after an update of Babel or an edit of words.toml: `python scripts/date_words.py`. A test compares the file with
what this script makes, so that it cannot go stale.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel import Locale
from babel.localedata import locale_identifiers

FOLDER = Path(__file__).parent.parent / "feedkit" / "dates"
LEXICON = FOLDER / "lexicon.json"
WIDTHS = ("wide", "abbreviated", "short")
PERIODS = {
    "am": 0,
    "pm": 1,
    "morning1": 0,
    "morning2": 0,
    "afternoon1": 1,
    "afternoon2": 1,
    "evening1": 1,
    "evening2": 1,
}
QUOTED = re.compile(r"'([^']+)'")
WORD = re.compile(r"[^\W\d_]+")
ONE_WORD = re.compile(r"[^\s\d'’.,/()\-]+")

Senses = dict[str, dict[str, set[str]]]


def fold(word: str) -> str:
    """A word as it is looked up: lower case, single blanks, no dot at its end."""
    return re.sub(r"\s+", " ", word.replace("\u200f", "").replace("’", "'").casefold()).strip(" .,")


def bare(word: str) -> str:
    """A folded word without accents, where the script has them as accents (Latin, Greek, Cyrillic)."""
    letters = unicodedata.normalize("NFD", word)
    if not any("\u0300" <= letter <= "\u036f" for letter in letters):
        return word
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def locales() -> Iterator[tuple[str, Locale]]:
    """Each locale of CLDR with its BCP 47 tag."""
    for name in sorted(locale_identifiers()):
        yield name.replace("_", "-"), Locale.parse(name)


def words_of(locale: Locale) -> Iterator[tuple[str, str]]:
    """The words of one locale, each with its meaning: M1…M12, W0 (Monday)…W6, A0 (before noon), A1, F (none)."""
    for context in ("format", "stand-alone"):
        for width in WIDTHS:
            for number, word in locale.months[context].get(width, {}).items():
                yield word, f"M{number}"
            weekdays = locale.days[context].get(width, {})
            if locale.language == "en" or weekdays.get(0) != "Mon":
                for number, word in weekdays.items():
                    yield word, f"W{number}"
            for name, word in locale.day_periods.get(context, {}).get(width, {}).items():
                if name in PERIODS:
                    yield word, f"A{PERIODS[name]}"
    for style in ("full", "long", "medium"):
        for literal in QUOTED.findall(locale.date_formats[style].pattern):
            for word in WORD.findall(literal):
                yield word, "F"


def listed(table: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The rows of words.toml as (language, word, meaning)."""
    for kind, code in (("published", "Rp"), ("updated", "Ru"), ("filler", "F"), ("counter", "C")):
        for language, words in table[kind].items():
            for word in words:
                yield language, word, code
    for kind, letter in (("months", "M"), ("weekdays", "W"), ("period", "A")):
        for language, words in table[kind].items():
            for word, number in words.items():
                yield language, word, f"{letter}{number}"


def senses(table: dict[str, Any]) -> Senses:
    """Every word with its meanings, each with the languages it has it in; also without its accents."""
    found: Senses = defaultdict(lambda: defaultdict(set))
    for _, locale in locales():
        for word, meaning in words_of(locale):
            found[fold(word)][meaning].add(locale.language)
    for language, word, meaning in listed(table):
        found[fold(word)][meaning].add(language)
    for word in list(found):
        if (other := bare(word)) != word:
            for meaning, languages in found[word].items():
                found[other][meaning] |= languages
    return {
        word: dict(found[word]) for word in sorted(found) if WORD.search(word) and not re.search(r"\d$", word)
    }


def orders() -> dict[str, str]:
    """The order of day, month and year in all-numeric dates, by tag; a region is listed where it differs."""
    found = {}
    for tag, locale in locales():
        pattern = re.sub(r"'[^']*'|[^dMy]", "", locale.date_formats["short"].pattern)
        found[tag] = "".join(dict.fromkeys(pattern.lower()))
    return {tag: order for tag, order in found.items() if "-" not in tag or order != found[tag.split("-")[0]]}


def lexicon() -> dict[str, Any]:
    """All that lexicon.json holds."""
    table = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
    found = senses(table)
    phrases = defaultdict(list)
    for word in found:
        first = ONE_WORD.match(word)
        if first and first.group() != word:
            phrases[first.group()].append(word)
    return {
        "words": {
            word: "|".join(
                f"{meaning} {','.join(sorted(languages))}" for meaning, languages in meanings.items()
            )
            for word, meanings in found.items()
        },
        "phrases": {first: sorted(words, key=len, reverse=True) for first, words in phrases.items()},
        "marks": table["marks"],
        "orders": orders(),
        "aliases": table["aliases"],
        "zones": table["zones"],
    }


def text() -> str:
    """The file's text: one row a line, so that a change shows."""
    return json.dumps(lexicon(), ensure_ascii=False, indent=0, sort_keys=True) + "\n"


if __name__ == "__main__":
    LEXICON.write_text(text(), encoding="utf-8")
