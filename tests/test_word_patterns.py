"""Patterns of words find what plain patterns find, whatever the case."""

from __future__ import annotations

import re

import pytest

from feedkit.dates.words import vocabulary
from feedkit.parsers.changing_texts import is_changing
from feedkit.parsers.counter_words import words_of_counters
from feedkit.parsers.entry_words import entry_words
from feedkit.parsers.html.page_words import LAST
from feedkit.values.word_patterns import WordPattern, folded


@pytest.mark.parametrize("word", entry_words("last"))
def test_a_label_is_found_in_any_case(word: str) -> None:
    for text in (word, word.upper(), f"({word.title()} 3)", f"… {word}: Ann"):
        plain = re.search(rf"(?<![^\W\d_]){word}", text, re.I)
        assert plain is None or LAST.search(text) is not None
    assert LAST.match(f"{word} by Ann") is not None


@pytest.mark.parametrize(("word", "text"), [("titik", "TİTIK"), ("kez", "\u212aez"), ("straße", "STRASSE")])
def test_letters_that_are_the_same_without_case_are_folded(word: str, text: str) -> None:
    assert folded(word) == folded(text)


def test_a_word_within_another_is_none() -> None:
    assert WordPattern(["last", "last post"]).search("ballast") is None
    assert WordPattern(["last", "last post"]).search("the last posts")[0] == "last post"  # type: ignore[index]


@pytest.mark.parametrize("word", sorted(words_of_counters("counted")))
def test_each_counted_word_beside_a_number_changes(word: str) -> None:
    assert is_changing(f"1.2k {word}", vocabulary())
    assert is_changing(f"{word.upper()}: 3", vocabulary())
