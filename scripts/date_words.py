"""Write feedkit/dates/lexicon.json: what CLDR (through Babel) and words.toml say of the words in dates.

Run it after an update of Babel or an edit of words.toml: `python scripts/date_words.py`. A test runs it too,
into another folder, and compares: in a process of its own, for what Babel says of a locale can hang on
what it was asked before.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

from babel import Locale
from babel.localedata import locale_identifiers

FOLDER = Path(__file__).parent.parent / "feedkit" / "dates"
PHRASES = Path(__file__).with_name("phrases.toml")
PATTERNS = Path(__file__).with_name("patterns.toml")
UNITS = {
    "year": "y",
    "month": "m",
    "week": "w",
    "fortnight": "f",
    "day": "d",
    "hour": "h",
    "minute": "n",
    "second": "s",
}
COUNTS = {"one": 1, "two": 2}  # plural categories whose pattern may hold the number as a word
WIDTHS = ("wide", "abbreviated", "short")
PERIODS = {  # as in clock.py: 0 before noon, 1 after noon, 2 night, 3 midday
    "am": 0,
    "pm": 1,
    "morning1": 0,
    "morning2": 0,
    "noon": 3,
    "afternoon1": 3,
    "afternoon2": 3,
    "evening1": 1,
    "evening2": 1,
    "night1": 2,
    "night2": 2,
    "midnight": 2,
}
WELL_KNOWN = 300  # names of languages that CLDR has in a language that it knows well
# what some patterns put at the end of a month's name
ENDING = re.compile(r"(M{3,4}|L{3,4})(?:'(?=[^\W\d_])|(?=[^\W\d_a-zA-Z]))([^\W\d_]+)")
QUOTED = re.compile(r"'([^']+)'")
WORD = re.compile(r"[^\W\d_]+")
ONE_WORD = re.compile(r"[^\s\d'’.,/()\-]+")

STROKES = str.maketrans("ıłđø", "ildo")

Senses = dict[str, dict[str, set[str]]]


def fold(word: str) -> str:
    """A word as it is looked up: lower case, single blanks, no dot at its end."""
    return re.sub(r"\s+", " ", word.replace("\u200f", "").replace("’", "'").casefold()).strip(" .,")


def bare(word: str) -> str:
    """A folded word without accents, where the script has them as accents (Latin, Greek, Cyrillic)."""
    letters = unicodedata.normalize("NFD", word.translate(STROKES))
    return "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f")


def locales() -> Iterator[tuple[str, Locale]]:
    """Each locale of CLDR with its BCP 47 tag."""
    for name in sorted(locale_identifiers()):
        yield name.replace("_", "-"), Locale.parse(name)


def words_of(locale: Locale) -> Iterator[tuple[str, str]]:
    """The words of one locale, each with its meaning: M1…M12, W0 (Monday)…W6, A0 (am), A1, F (none)."""
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
        pattern = locale.date_formats[style].pattern
        for width, ending in ENDING.findall(pattern):
            context = "format" if width[0] == "M" else "stand-alone"
            for number, word in locale.months[context]["wide" if len(width) > 3 else "abbreviated"].items():
                yield word + ending, f"M{number}"
        literals = " ".join(QUOTED.findall(pattern)) + " " + re.sub(r"'[^']*'|[a-zA-Z]", " ", pattern)
        for word in WORD.findall(literals):
            yield word, "F"


def listed(table: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The rows of words.toml as (language, word, meaning)."""
    for kind, code in (
        ("published", "Rp"),
        ("updated", "Ru"),
        ("event", "Re"),
        ("filler", "F"),
        ("counter", "C"),
    ):
        for language, words in table[kind].items():
            for word in words:
                yield language, word, code
    for kind, start in (("solar_hijri", 101), ("hijri", 201)):
        for key, words in table[kind].items():
            for number, word in enumerate(words, start):
                yield key.split("_")[0], word, f"M{number}"
    for kind, letter in (
        ("months", "M"),
        ("weekdays", "W"),
        ("period", "A"),
        ("days", "D"),
        ("calendar", "E"),
    ):
        for language, words in table[kind].items():
            for word, number in words.items():
                yield language, word, f"{letter}{number}"


def senses(table: dict[str, Any]) -> Senses:
    """Every word with its meanings, each with the languages it has it in."""
    found: Senses = defaultdict(lambda: defaultdict(set))
    for _, locale in locales():
        for word, meaning in words_of(locale):
            if not word[-1:].isdigit():  # "tháng 5" is a number with a mark
                found[fold(word)][meaning].add(locale.language)
    for language, word, meaning in listed(table):
        found[fold(word)][meaning].add(language)
    for meanings in found.values():
        if "A1" in meanings and "A3" in meanings:  # Chinese "afternoon" is pm
            meanings["A3"] -= meanings["A1"]
            if not meanings["A3"]:
                del meanings["A3"]
    return spelled({word: meanings for word, meanings in found.items() if WORD.search(word)})


def spelled(found: Senses) -> Senses:
    """Words with other spellings of theirs: without accents, and with a blank or nothing for a non-joiner."""
    result: Senses = {word: dict(meanings) for word, meanings in found.items() if word}
    for word in list(result):
        for other in {bare(word), fold(word.replace("\u200c", " ")), word.replace("\u200c", "")} - {word}:
            meanings = result.setdefault(other, {})
            for meaning, languages in found[word].items():
                meanings[meaning] = meanings.get(meaning, set()) | languages
    return result


def orders() -> dict[str, str]:
    """The order of day, month and year in all-numeric dates, by tag; "Ymd" where the year has four digits.

    It is "" where a short date and numbers that are asked for one by one differ, and "ydm" where one of them
    has year, day, month. A region is listed where it differs from its language.
    """
    found = {}
    for tag, locale in locales():
        pattern = locale.date_formats["short"].pattern
        order = order_of(pattern)
        numbers = order_of(locale.datetime_skeletons["yMd"].pattern)
        if {order, numbers} == {"dmy", "mdy"}:
            order = ""
        elif "ydm" in (order, numbers):
            order = "ydm"
        found[tag] = "Ymd" if order == "ymd" and pattern.count("y") != 2 else order
    return {
        tag: order
        for tag, order in found.items()
        if len(tag.partition("-")[2]) in (0, 4) or order != found[tag.split("-")[0]]  # "en-Shaw" is no region
    }


def years() -> dict[str, str]:
    """Where languages write a year beside a month's name: "first", or "both" where CLDR's patterns differ.

    Others have it last: there "25 nov 23" is of 2023.
    """
    found = {}
    for tag, locale in locales():
        patterns = locale.date_formats["medium"].pattern, locale.datetime_skeletons["yMMMd"].pattern
        first = {order_of(pattern)[0] == "y" for pattern in patterns}
        if "-" not in tag and True in first:
            found[tag] = "both" if len(first) > 1 else "first"
    return found


def order_of(pattern: str) -> str:
    """The order of day, month and year in one of CLDR's patterns: "dmy"."""
    return "".join(dict.fromkeys(re.sub(r"'[^']*'|[^dMy]", "", pattern).lower()))


def lexicon() -> dict[str, Any]:
    """All that lexicon.json holds."""
    table = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
    found = senses(table)
    phrases = defaultdict(list)
    for word in sorted(found):
        first = ONE_WORD.match(word)
        if first and first.group() != word:
            phrases[first.group()].append(word)
    return {
        "words": rows(found),
        "phrases": {first: sorted(words, key=len, reverse=True) for first, words in phrases.items()},
        "marks": table["marks"],
        "orders": orders(),
        "years": years(),
        "known": sorted({locale.language for _, locale in locales() if len(locale.languages) >= WELL_KNOWN}),
        "eras": table["eras"],
        "aliases": table["aliases"],
        "prefixes": table["prefixes"],
        "by": sorted({fold(word) for words in table["by"].values() for word in words}),
        "zones": table["zones"],
        "shared_zones": table["shared_zones"],
    }


def past_patterns() -> dict[str, dict[str, set[tuple[str, str]]]]:
    """Patterns for the past ("vor {0} Tagen") by language and unit, as (category, pattern): CLDR's and ours.

    What is CLDR's pattern for the future too is none.
    """
    found: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for _, locale in locales():
        fields = locale._data["date_fields"]
        for unit in UNITS:
            for width in ("", "-short", "-narrow"):
                future = set(map(fold, fields.get(unit + width, {}).get("future", {}).values()))
                for category, pattern in fields.get(unit + width, {}).get("past", {}).items():
                    pattern = fold(pattern)
                    if pattern[0] not in "-−–+" and pattern not in future:
                        found[locale.language][unit].add((category, pattern))
    for language, units in tomllib.loads(PATTERNS.read_text(encoding="utf-8")).items():
        for key, patterns in units.items():
            alone = "two" if key.endswith("2") else "one"
            if key != "now":
                found[language][key.removesuffix("2")] |= {
                    ("other" if "{0}" in pattern else alone, fold(pattern)) for pattern in patterns
                }
    return found


def parts(pattern: str) -> list[list[str]]:
    """The words before and after the number of a pattern."""
    return [re.sub(r"[.,()\u200b]", " ", side).split() for side in pattern.split("{0}")]


def markers_of(patterns: dict[str, set[tuple[str, str]]]) -> set[str]:
    """The words that patterns of several units share ("vor", "ago"); without blanks, the shared end."""
    units_with: dict[str, set[str]] = defaultdict(set)
    endings = []
    for unit, rows in patterns.items():
        for _, pattern in rows:
            if "{0}" not in pattern:
                continue
            for side in parts(pattern):
                for word in side:
                    units_with[word].add(unit)
            endings.append(re.sub(r"[\s\u200b]", "", pattern.split("{0}")[-1]))
    shared = {word for word, units in units_with.items() if len(units) > 1}
    if not shared and endings:
        letters = takewhile(
            lambda row: len(set(row)) == 1, zip(*(ending[::-1] for ending in endings), strict=False)
        )
        shared = {"".join(row[0] for row in letters)[::-1]} - {""}
    return shared


def of_patterns(found: dict[str, Senses]) -> None:
    """Add what CLDR's patterns say of units, of markers ("ago") and of whole phrases ("قبل يومين")."""
    for language, patterns in past_patterns().items():
        markers = markers_of(patterns)
        for unit, rows in patterns.items():
            for category, pattern in rows:
                if "{0}" in pattern:
                    unit_words, marker_words, fused = split(pattern, markers)
                    if "m" in unit_words and unit == "month":
                        continue  # programs write it for minutes too
                    for word in unit_words:
                        found["units"][word][UNITS[unit] + ("!" if fused else "")].add(language)
                    for word in marker_words:
                        found["markers"][word][""].add(language)
                elif category in COUNTS:
                    found["phrases"][pattern][f"{UNITS[unit]}-{COUNTS[category]}"].add(language)


def split(pattern: str, markers: set[str]) -> tuple[list[str], list[str], bool]:
    """A pattern's unit and markers; `fused` where one word is both."""
    sides = parts(pattern)
    words = [word for side in sides for word in side]
    found = [word for word in words if word in markers]
    units = [" ".join(word for word in side if word not in markers) for side in sides]
    for marker in markers:
        if not found and units[1].endswith(marker) and not marker.isascii():
            units[1], found = units[1].removesuffix(marker), [marker]
    if not found and all(units):
        units, found = units[1:], units[:1]  # "vör {0} johre"
    return [unit.strip() for unit in units if unit], found, not found


def relative() -> dict[str, Any]:
    """All that relative.json holds."""
    table = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
    found: dict[str, Senses] = {
        kind: defaultdict(lambda: defaultdict(set)) for kind in ("phrases", "units", "markers")
    }
    of_patterns(found)
    for language, units in tomllib.loads(PATTERNS.read_text(encoding="utf-8")).items():
        for phrase in units.get("now", ()):
            found["phrases"][fold(phrase)]["h0"].add(language)
    for source in (tomllib.loads(PHRASES.read_text(encoding="utf-8")), table["past"]):
        for language, phrases in source.items():
            for phrase, offset in phrases.items():
                found["phrases"][fold(phrase)][offset].add(language)
    for language, words in table["ago"].items():
        for word in words:
            found["markers"][fold(word)][""].add(language)
    for language, units in table["units"].items():
        for unit, words in units.items():
            for word in words:
                fused = "!" if word.endswith("!") else ""  # "ago" is a part of the word
                found["units"][fold(word.rstrip("!"))][UNITS[unit] + fused].add(language)
    numbers: Senses = defaultdict(lambda: defaultdict(set))
    for language, words in table["numbers"].items():
        for word, number in words.items():
            numbers[fold(word)][str(number)].add(language)
    return {
        **{kind: rows(spelled(senses)) for kind, senses in found.items()},
        "numbers": rows(spelled(numbers)),
        "about": sorted(
            {fold(word) for kind in ("about", "last") for words in table[kind].values() for word in words}
        ),
    }


def rows(senses: Senses) -> dict[str, str]:
    """Each word with its meanings in one string, "M1 da,de|W0 fr"."""
    return {
        word: "|".join(f"{meaning} {','.join(sorted(meanings[meaning]))}" for meaning in sorted(meanings))
        for word, meanings in sorted(senses.items())
    }


def text(table: dict[str, Any]) -> str:
    """A file's text: one row a line, so that a change shows."""
    return json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def main(folder: Path) -> None:
    """Write both files into a folder."""
    (folder / "lexicon.json").write_text(text(lexicon()), encoding="utf-8")
    (folder / "relative.json").write_text(text(relative()), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
