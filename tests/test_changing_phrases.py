"""Every text that is read as a date that counts from now is known as one, by cheaper tests first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.dates.from_now import LETTERS, MAX_LANGUAGES, NO_PHRASE, counts_from_now
from feedkit.dates.phrase_words import phrase_words
from feedkit.dates.relative import MAX_PHRASE_LENGTH, read_relative
from feedkit.dates.words import Vocabulary, is_unspaced, lexicon, vocabulary
from feedkit.parsers.changing_texts import is_changing

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
WORDS = phrase_words()
PARTS = [
    *(
        "3",
        "2.5",
        "17:05",
        "5 p.m.",
        "9 Uhr",
        "14h30",
        "EST",
        "(",
        "| ",
        "·",
        " - ",
        "Posted",
        "on",
        "by",
        "von",
    ),
    *("Ann Other", "Ann", "weir", "Monday", "lundi", "昨天", "3小时前", "demà", "e\u0301", "ﬁve"),
    *(
        "ago",
        "a",
        "day",
        "days",
        "vor",
        "Tagen",
        "il y a",
        "jours",
        "yesterday",
        "now",
        "hier",
        "à",
        "at",
        ",",
    ),
    *lexicon().by,
]
CODES = ("en", "de", "fr", "ca", "zh", "tr", "")


@pytest.mark.parametrize(
    "around", ["{}", "Posted {}", "{} by Ann Other", "by Ann {}", "Weir | {}", "{} - 17:05 Uhr"]
)
def test_each_phrase_of_each_language_counts_from_now(around: str) -> None:
    for word, meanings in WORDS.items():
        for language in sorted({code for one in meanings if one.kind == "p" for code in one.languages()})[:3]:
            text, words = around.format(word.title()), vocabulary(language)
            if len(text) <= 24 and read_relative(text, NOW, words) is not None:
                assert counts_from_now(text, words), (text, language)
                assert is_changing(text, words), (text, language)


def counts(text: str, words: Vocabulary) -> bool:
    """Return what `counts_from_now` returns, without any test that is there to save time."""
    if len(text) > MAX_PHRASE_LENGTH or NO_PHRASE.search(text):
        return False
    parts = set(LETTERS.findall(text.casefold()))
    languages: dict[str, set[str]] = {"p": set(), "m": set(), "u": set()}
    for word, meanings in WORDS.items():
        for one in meanings:
            own = set(LETTERS.findall(word))
            if (
                one.kind in languages
                and own
                and (word in text.casefold() if is_unspaced(word) else own <= parts)
            ):
                languages[one.kind] |= one.languages()
    known = sorted(languages["p"] | (languages["m"] & languages["u"]))
    tried = (words, *map(vocabulary, known[:MAX_LANGUAGES]))
    return bool(known) and any(read_relative(text, NOW, one) is not None for one in tried)


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=7), st.sampled_from(" -"), st.sampled_from(CODES)
)
def test_no_text_is_ruled_out_that_can_be_read(parts: list[str], blank: str, code: str) -> None:
    text = blank.join(parts)
    assert counts_from_now(text, vocabulary(code)) == counts(text, vocabulary(code))
