"""Reads dates that count from now: "3 days ago", "vor 3 Tagen", "yesterday at 18:00".

Every word of such a phrase must be known (phrase_words.py), and its units and markers are of one language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from feedkit.dates.clock import CLOCK, Clock, abbreviated_zone, is_zone_name, read_clock
from feedkit.dates.phrase_words import PhraseWord, longest_word, phrase_words
from feedkit.dates.tokens import Tokens, clock_with_marks, normalised
from feedkit.dates.words import Vocabulary, is_unspaced, known_languages, lexicon

MAX_PHRASE_LENGTH = 80  # characters
MAX_PHRASE_PARTS = 24  # parts of a phrase
MAX_YEARS_AGO = 100  # years
UNITS = {
    "y": "years",
    "m": "months",
    "w": "weeks",
    "d": "days",
    "h": "hours",
    "n": "minutes",
    "s": "seconds",
}
UNITS_WITH_TIME = frozenset("hns")  # units after which the time of day counts
PART = re.compile(
    rf"(?P<clock>{CLOCK})|(?P<dotted>\d{{1,2}}\.[0-5]\d(?![\d.]))|(?P<number>\d+(?:[.,]5)?)|(?P<other>[^\s\d])",
    re.X,
)
NUMBER = re.compile(r"\d")
LANGUAGES_WITHOUT_ARTICLES = frozenset({"zh", "ja", "ko"})  # in which the word for one is a number
PIECES = re.compile(r"\s*[|·•]\s*|\s+-\s+")
LABEL = re.compile(r"R[ :,]*")
NAME_WORDS = range(1, 5)  # of an author
ZONE_AFTER = re.compile(r"[ (\[]*(?P<name>[A-Z]{2,5})\b")
SEPARATORS = re.compile(r"[\s.,:;()\[\]|/·•~+\u200b-]+")


def read_relative(text: str, reference: datetime, words: Vocabulary) -> date | datetime | None:
    """Read a text that is such a phrase, perhaps with a label or an author; None for any other text.

    Args:
        text: the text.
        reference: the aware datetime that it counts from.
        words: those of the page.
    """
    if len(text) > MAX_PHRASE_LENGTH:
        return None
    text = normalised(text)
    whole = _read_text(text, reference, words)
    if whole is not None:
        return whole
    parts = PIECES.split(text)
    pieces = [piece for part in parts for piece in _without_label_and_author(part, words)]
    found = {
        value
        for piece in pieces
        if piece != text
        and (value := _read_text(piece, reference, words))
        and (NUMBER.search(piece) or not _is_weekday(piece, words) or not NUMBER.search(text))
    }
    return found.pop() if len(found) == 1 else None


def _is_weekday(text: str, words: Vocabulary) -> bool:
    """Return whether a text is the name of a weekday, which beside a number is a part of a date."""
    return "W" in Tokens(text, words).shape


def _without_label_and_author(text: str, words: Vocabulary) -> Iterator[str]:
    """Yield what is left of "Posted 3 days ago" and "by Ann Lee, 3 days ago" without labels and authors."""
    tokens = Tokens(text.strip(), words)
    label = LABEL.match(tokens.shape)
    rest = tokens.text[tokens.starts[label.end()] :] if label else tokens.text
    split = rest.split()
    if len(split) > 1 or label or NUMBER.search(rest) or is_unspaced(rest[:1] or " ") or _is_day(rest, words):
        yield rest
    by = next((i for i, word in enumerate(split) if word.casefold() in lexicon().by), -1)
    if by > 0 and len(split) - by - 1 in NAME_WORDS and not NUMBER.search(" ".join(split[by:])):
        yield " ".join(split[:by])
    elif by == 0:
        for count in NAME_WORDS:
            if not NUMBER.search(" ".join(split[: 1 + count])):
                yield " ".join(split[1 + count :])


def _is_day(word: str, words: Vocabulary) -> bool:
    """Return whether a word means a day in the page's languages; others beside others are names: "CORA"."""
    return any(
        meaning[0] == "d" and not languages.isdisjoint(words.first)
        for known in phrase_words().get(word.casefold(), ())
        if known.kind == "p"
        for meaning, languages in known.meanings.items()
    )


def _read_text(text: str, reference: datetime, words: Vocabulary) -> date | datetime | None:
    found = _read_phrase(_parts(text, words), words, reference)
    if found is None and NUMBER.search(text):  # "2 sena ilu", where "sena ilu" alone is a year ago
        found = _read_phrase(_parts(text, words, with_phrases=False), words, reference)
    return found


def _read_phrase(
    parts: Iterator[tuple[str, object]], words: Vocabulary, reference: datetime
) -> date | datetime | None:
    phrase = _Phrase(words)
    for count, part in enumerate(parts):
        if count == MAX_PHRASE_PARTS or not phrase.add(*part):
            return None
    return phrase.read(reference)


def _parts(text: str, words: Vocabulary, *, with_phrases: bool = True) -> Iterator[tuple[str, object]]:
    """Yield the times, numbers and known words of a text, and ("?", None) for what is unknown."""
    position, written, is_after_clock = 0, text, False
    text = text.casefold()
    written = written if len(written) == len(text) else ""  # case, which zones need, at the same positions
    while position < len(text):
        if skipped := SEPARATORS.match(text, position):
            position = skipped.end()
            continue
        found = PART.match(text, position)
        if marked := clock_with_marks(text, position):
            yield "clock", marked[0]
            position = marked[1]
        elif found and found["clock"]:
            clock = read_clock(found, machine=False)
            is_span = clock is not None and clock.zone is None and found["zone"]
            position = found.start("zone") if is_span else found.end()
            clock, position = _zoned(clock, position, written, words)
            yield "clock", clock
        elif found and found["dotted"]:
            hour, minute = map(int, found["dotted"].split("."))
            yield "clock", Clock(hour, minute)
            position = found.end()
        elif found and found["number"]:
            yield "number", float(found["number"].replace(",", "."))
            position = found.end()
        else:
            length, found_words = longest_word(
                text, position, words, with_phrases=with_phrases, is_after_clock=is_after_clock
            )
            yield ("word", found_words) if found_words else ("?", None)
            position += length
            is_after_clock = False
            continue
        is_after_clock = not (found and found["number"])


def _zoned(clock: Clock | None, end: int, text: str, words: Vocabulary) -> tuple[Clock | None, int]:
    """Return a time with the zone behind it, and the end of both."""
    found = ZONE_AFTER.match(text, end)
    if clock is None or clock.zone is not None or found is None or not is_zone_name(found["name"]):
        return clock, end
    return clock._replace(zone=abbreviated_zone(found["name"], words.zone_hints)), found.end()


class _Phrase:
    """Collects the parts of one phrase, then reads it."""

    def __init__(self, words: Vocabulary) -> None:
        self.preferred = words.first
        self.clock: Clock | None = None
        self.halves: set[int] = set()  # am, pm and the like, when words for them are written
        self.numbers: list[float] = []
        self.units: list[PhraseWord] = []
        self.markers: list[PhraseWord] = []
        self.phrases: list[PhraseWord] = []
        self.phrases_or_markers: list[
            tuple[PhraseWord, PhraseWord]
        ] = []  # a phrase that with a unit beside it is a marker: Romanian "acum"
        self.phrases_or_units: list[
            tuple[PhraseWord, PhraseWord]
        ] = []  # Italian "ora": "now", and "hour" behind a number
        self.weekdays: list[PhraseWord] = []
        self.has_digits = False  # whether a number cannot be the article "a"
        self.number_word = False  # is the last number a word, so that "twenty one" goes on?

    def add(self, kind: str, value: object) -> bool:
        """Add one part; return whether the text can still be such a phrase."""
        if kind == "number" and isinstance(value, float):
            self.numbers.append(value)
            self.has_digits, self.number_word = True, False
        elif kind == "clock" and isinstance(value, Clock) and self.clock is None:
            self.clock = value
        elif kind == "word" and isinstance(value, list):
            self._add_word({word.kind: word for word in reversed(value)})
        else:
            return False
        return True

    def _add_word(self, kinds: dict[str, PhraseWord]) -> None:
        if "a" in kinds:
            self.halves |= set(map(int, kinds["a"].meanings))
        elif "p" in kinds and "m" in kinds:
            self.phrases_or_markers.append((kinds["p"], kinds["m"]))
        elif "p" in kinds and "u" in kinds:
            self.phrases_or_units.append((kinds["p"], kinds["u"]))
        elif "n" in kinds and not kinds.keys() & {"p", "m", "u"}:
            self.has_digits |= not kinds["n"].languages().isdisjoint(LANGUAGES_WITHOUT_ARTICLES)
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
        """Return the date of the phrase; None when its parts do not make one."""
        if self.numbers or self.markers:
            self.units += [unit for _, unit in self.phrases_or_units]
        else:
            self.phrases += [phrase for phrase, _ in self.phrases_or_units]
        self.phrases += [phrase for phrase, _ in self.phrases_or_markers] if not self.units else []
        self.markers += [marker for _, marker in self.phrases_or_markers] if self.units else []
        if self.halves and not self._set_half():
            return None
        if self.clock is not None and self.clock.zone is not None:
            reference = reference.astimezone(self.clock.zone)
        if (self.phrases or self.weekdays) and not self.has_digits:
            self.numbers = [x for x in self.numbers if x != 1]  # "hoy a las 8:05", though "a" may be one
        if self.phrases and self.clock is not None and not self.has_digits:
            self.units = []  # Turkish "bugün saat 08:05"
        kinds = [bool(self.units), bool(self.phrases), bool(self.weekdays)]
        if kinds.count(True) != 1:
            return None
        try:
            if self.units:
                return self._date_of_units(reference) if self.clock is None else None
            if self.numbers or self.markers:
                return None
            return self._date_of_phrase(reference) if self.phrases else self._date_of_weekday(reference)
        except (OverflowError, ValueError):
            return None

    def _set_half(self) -> bool:
        """Give the time the written half of the day; return whether there is one time of day."""
        if self.clock is not None and self.clock.half is None:
            self.clock = self.clock.with_half(self.halves)
        return self.clock is not None

    def _date_of_phrase(self, reference: datetime) -> date | datetime | None:
        offset = self._meaning(self.phrases[0].meanings) if len(self.phrases) == 1 else None
        if offset is None or self.phrases[0].languages().isdisjoint({*self.preferred, *known_languages()}):
            return None  # a word of a small language is on other pages a name
        if offset[0] in "wmy" and self.clock is not None:
            return None  # a weekday of last week, of which only "last week" is known
        count = int(offset[1:])
        if offset[0] == "h" and not count:
            return reference if self.clock is None else None
        return self._subtract(reference, {offset[0]: -float(count)}, frozenset(offset[0]))

    def _date_of_weekday(self, reference: datetime) -> date | datetime | None:
        weekday = self.weekdays[0]
        if len(self.weekdays) > 1 or (weekday.kind == "v" and self.clock is None):
            return None
        back = (reference.weekday() - int(next(iter(weekday.meanings)))) % 7 or 7
        return self._subtract(reference, {"d": float(back)}, frozenset("d"))

    def _date_of_units(self, reference: datetime) -> date | datetime | None:
        numbers = self.numbers or [1.0]
        if len(numbers) != len(self.units):
            return None
        answers = {self._spans_in_language(language, numbers) for language in self._languages()}
        answers -= {None}
        if len(answers) != 1:
            return None
        spans = dict(answers.pop() or ())
        return self._subtract(reference, spans, frozenset(spans))

    def _languages(self) -> list[str]:
        """Return the language of the phrase: the first of the page's, else all that have its words."""
        shared = frozenset.intersection(*(word.languages() for word in (*self.units, *self.markers)))
        return next(([code] for code in self.preferred if code in shared), sorted(shared))

    def _spans_in_language(self, language: str, numbers: list[float]) -> tuple[tuple[str, float], ...] | None:
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
            if name in spans:
                return None
            spans[name] = number
        return tuple(sorted(spans.items())) if marked else None

    def _meaning(self, meanings: dict[str, frozenset[str]]) -> str | None:
        """Return the meaning in the first of the page's languages that has one, else the only one."""
        for language in self.preferred:
            for meaning, languages in meanings.items():
                if language in languages:
                    return meaning
        return next(iter(meanings)) if len(meanings) == 1 else None

    def _subtract(
        self, reference: datetime, spans: dict[str, float], units: frozenset[str]
    ) -> date | datetime | None:
        """Subtract spans from the reference: a day, with a time when hours count or a time is written."""
        if any(name in "ym" and count != int(count) for name, count in spans.items()):
            return None
        whole = {UNITS[name]: int(count) for name, count in spans.items() if name in "ym"}
        rest = timedelta(**{UNITS[name]: count for name, count in spans.items() if name not in "ym"})
        moment = reference - relativedelta(**whole) - rest  # type: ignore[arg-type]
        if reference.year - moment.year > MAX_YEARS_AGO:
            return None
        if units & UNITS_WITH_TIME:
            return moment
        if self.clock is None:
            return moment.date()
        clock = self.clock._replace(zone=self.clock.zone or reference.tzinfo)
        return clock.on(moment.date())
