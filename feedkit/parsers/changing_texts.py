"""Texts that change by themselves and are no text of an entry: "3 hours ago", "12 comments", "♥ 7".

Only a text that is nothing else is one: sentences are left as they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from feedkit.dates.from_now import counts_from_now, languages_of_phrases, telling_words
from feedkit.dates.words import Vocabulary
from feedkit.parsers.counter_words import words_of_counters
from feedkit.values.word_patterns import LETTERS, folded

MAX_COUNTER_LENGTH = 80  # characters
MAX_SIGNS = 5  # beside a number
PIECES = re.compile(r"\s*[|·•/,;]\s*|\s+[-–—]\s+")
SEPARATOR = re.compile(r"[|·•]|\s[-–—]\s")
NUMBER = (
    r"[+~]?\d{1,3}(?:[., \u00a0\u202f']\d{3})*+(?:[.,]\d+)?+\s?(?:[km](?![^\W\d_])|[万萬억만천千])?\+?|\d+"
)
THOUSANDS = frozenset("km")
DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W\d_km万萬억만천千]")  # a letter that is of no number
GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")  # "1,204"
ANY_NUMBER = re.compile(NUMBER, re.I)
NO_COUNTERS = frozenset("©®™℗℠℡°№℃℉♯♭☎☏✆✓✔✗✘")
ARROWS = frozenset("↑↓")
NO_SIGNS = dict.fromkeys(map(ord, "()[]\ufe0e\ufe0f\u200d"))  # the last three join those of one picture
UNSURE = re.compile(
    "[ıİ\u0307\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0010ffff]"
)  # odd cases, no blanks
UNSPACED = "\u2e80"  # the first letter of scripts whose words stand without blanks, but Thai


def is_changing(text: str, words: Vocabulary) -> bool:
    """Return whether a text is nothing but counters and phrases that count from now.

    Args:
        text: the text of a line or an element.
        words: those of the page.
    """
    if not text or len(text) > MAX_COUNTER_LENGTH or not _may_change(text):
        return False
    if _is_counter(text) or counts_from_now(text, words):
        return True
    pieces = [piece for piece in PIECES.split(text) if piece.strip()]
    return len(pieces) > 1 and all(_is_counter(piece) or counts_from_now(piece, words) for piece in pieces)


def holds_changing(text: str, words: Vocabulary) -> bool:
    """Return whether a line of pieces between bars or dots, as lines of facts are, has one that changes."""
    if len(text) > MAX_COUNTER_LENGTH or not SEPARATOR.search(text):
        return False
    return any(is_changing(piece.strip(), words) for piece in SEPARATOR.split(text))


def _may_change(text: str) -> bool:
    """Return whether a text has the words that one must have that changes; only a "no" is certain."""
    if not text.isascii() and UNSURE.search(text):
        return True
    parts = LETTERS.findall(text.casefold())
    if parts and _telling_words().isdisjoint(parts):
        return False
    counted, _ = _words()
    if DIGIT.search(text) and not (parts and counted.isdisjoint(parts) and THOUSANDS.isdisjoint(parts)):
        return True
    return not _words_of_none().isdisjoint(parts) or bool(languages_of_phrases(parts))


@cache
def _telling_words() -> frozenset[str]:
    """Return words of which each text that changes has one, but those of numbers and signs alone."""
    return telling_words() | _words_of_none() | _words()[0] | THOUSANDS


@cache
def _words_of_none() -> frozenset[str]:
    """Return the longest word of each text that stands in the place of a counter."""
    return frozenset(max(LETTERS.findall(text), key=len) for text in words_of_counters("none"))


def _is_counter(text: str) -> bool:
    folded = " ".join(text.casefold().split()).strip(" .:!()[]【】")
    if folded in words_of_counters("none"):
        return True
    if not DIGIT.search(folded):
        return False
    if WORD.search(folded):
        return _has_counted_and_number(folded)
    return _has_signs_and_numbers(folded)


def _has_signs_and_numbers(text: str) -> bool:
    """Return whether a text is of picture signs and numbers, or such numbers alone: "♥ 3", "1,204"."""
    signs, numbers = ANY_NUMBER.subn("", text)
    signs = "".join(signs.split()).translate(NO_SIGNS)
    if not signs:
        return text.count(" ") == numbers - 1 and (numbers > 1 or GROUPED.fullmatch(text) is not None)
    return len(signs) <= MAX_SIGNS * numbers and all(map(_is_picture, signs))


def _is_picture(sign: str) -> bool:
    return sign in ARROWS or (unicodedata.category(sign) in ("So", "Sk") and sign not in NO_COUNTERS)


def _has_counted_and_number(text: str) -> bool:
    """Return whether a text is of numbers and words of counters alone: "viewed 90 times"."""
    if not _may_be_counted(text):
        return False
    whole, counted = _patterns()
    return whole.fullmatch(text) is not None and counted.search(text) is not None


def _may_be_counted(text: str) -> bool:
    """Return whether all words of a text are those of counters; True also where words have no blanks."""
    if not text.isascii() and max(text) >= UNSPACED:
        return True
    counted, known = _words()
    parts = LETTERS.findall(folded(text))
    return known.issuperset(parts) and not counted.isdisjoint(parts)


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the first words of what is counted, and all words that may stand there."""
    counted, beside = (
        [LETTERS.findall(folded(word)) for word in words_of_counters(kind) if word[-1] < UNSPACED]
        for kind in ("counted", "beside")
    )
    known = frozenset(part for parts in (*counted, *beside) for part in parts)
    return frozenset(parts[0] for parts in counted), known | THOUSANDS


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a text is all of, and what is counted in it."""
    counted, beside = (_any_of(words_of_counters(kind)) for kind in ("counted", "beside"))
    return re.compile(rf"(?:{counted}|{beside}|{NUMBER}|[^\w])*+", re.I), re.compile(counted, re.I)


def _any_of(words: frozenset[str]) -> str:
    """Return a pattern of any of some words, the longest first, whole where their script has blanks."""
    parts = (
        re.escape(word) if word[-1] >= UNSPACED else rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])"
        for word in sorted(words, key=lambda word: (-len(word), word))
    )
    return "|".join(parts)
