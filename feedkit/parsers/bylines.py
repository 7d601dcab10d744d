"""By-lines, "Posted by Ann Other and Bo Third on …": their labels, and the names in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache

from feedkit.dates import find_dates, read_date
from feedkit.dates.words import vocabulary
from feedkit.parsers.byline_words import BYLINES, byline_words
from feedkit.parsers.entry_words import entry_words
from feedkit.parsers.given_names import is_full_name
from feedkit.parsers.labels import LABELS
from feedkit.parsers.link_texts import TRIMMED, is_generic

MAX_NAME_LENGTH = 60  # characters
MAX_BYLINE_LENGTH = 500  # characters that are looked at
MAX_NAMES_LENGTH = 240  # characters of all names in one by-line
AUTHOR_LABELS = byline_words("author")
SPEAKER_LABELS = [*entry_words("speaker"), *byline_words("named")]  # with a colon alone
AUTHOR_LABEL = re.compile(
    rf"(?:(?<=^)|(?<=[\s|·•—–,(/-]))(?:(?:{'|'.join(AUTHOR_LABELS)})(?:\s*[:：]\s*|\s+(?=[^\d\W]))"
    rf"|(?:{'|'.join(SPEAKER_LABELS)})\s*[:：]\s*)",
    re.I,
)
WORD = re.compile(r"[^\W\d_]+")
AUTHOR_LABEL_WORDS = frozenset(
    word
    for label in (*AUTHOR_LABELS, *SPEAKER_LABELS, *byline_words("behind"))
    for word in WORD.findall(label)
)
FIRST_LABEL_WORDS = frozenset(WORD.findall(label)[0] for label in (*AUTHOR_LABELS, *SPEAKER_LABELS))
LAST_LABEL_WORDS = frozenset(
    WORD.findall(label)[-1].replace("ı", "i") for label in (*AUTHOR_LABELS, *SPEAKER_LABELS)
)
MAX_END_LENGTH = 40  # letters of a text in which its last word is looked for; no label has longer words
OF_OTHERS = re.compile(
    rf"(?<![^\W\d_])(?:{'|'.join(entry_words('others'))})\s*$", re.I
)  # "Photo", before "by"
ODD_CASES = frozenset("ıİſ\u212a")  # letters that a pattern without case takes for i, s and k
CONJUNCTIONS = [word for word in byline_words("conjunction") if len(word) > 1]
SHORT_CONJUNCTIONS = [word for word in byline_words("conjunction") if len(word) == 1]  # that names have too
ENGLISH_CATEGORY = BYLINES["en"].category
CATEGORY = [word for word in byline_words("category") if word not in ENGLISH_CATEGORY.split("|")]
UNSURE = [word for word in CATEGORY if word in CONJUNCTIONS]  # "and" in one language, "in" in another
TWO_WORDS = r"(?=[^\W\d_a-zà-öø-ÿа-я]\S*\s+\S)"
NAME_END = re.compile(
    r"\s*[|·•—–(（\[\n:：<]|\s+-\s+|,\s*(?=\d)|\s+\d|\s+@(?:\s|$)"
    r"|\s+(?!at\s+[\w-]+\.[\w.-]+(?:[\s,(|]|$))"  # "pilot at harbour.example"
    rf"(?:on|{ENGLISH_CATEGORY})(?:\s|$)"
    rf"|\s+(?-i:{'|'.join(word for word in CATEGORY if word not in UNSURE)})\s+(?=\S)"
    rf"|\s+(?-i:{'|'.join(UNSURE)})\s+(?!(?-i:{TWO_WORDS}))"
    rf"|\s+(?:{'|'.join(byline_words('day'))})\.?\s*(?=[|\d]|$)",
    re.I,
)
NAME_SEPARATOR = re.compile(
    rf"\s*(?:,|;|、|&)\s*|\s+(?:{'|'.join(word for word in CONJUNCTIONS if word not in UNSURE)})\s+"
    rf"|\s+(?:{'|'.join((*SHORT_CONJUNCTIONS, *UNSURE))})\s+{TWO_WORDS}"
)
READING_TIME = re.compile(
    rf"\d\s*(?:{'|'.join(byline_words('minutes'))})(?![^\W\d_])\.?\s*$", re.I
)  # "5 min", before "di lettura"
READING_LINE = re.compile(
    rf"\W{{0,3}}\d{{1,3}}\s*(?:{'|'.join(byline_words('minutes'))})(?![^\W\d_])\.?(?:\s+[^\W\d_]+){{0,3}}"
    r"|\d{1,3}\s*(?:分で\S{1,6}|分钟阅读|分鐘閱讀|분 읽기)",
    re.I,
)
MAX_READING_LINE_LENGTH = 30
CREDIT = re.compile(rf"(?:{'|'.join(entry_words('others'))})\s*[:：]\s*(?P<name>.{{3,60}})", re.I)
BEHIND = re.compile(
    rf"(?P<names>[^\d|·•:：]{{2,60}}?)\s+(?:{'|'.join(byline_words('behind'))})(?=[\s,|·•]|$)", re.I
)  # "Ann Other tarafından"
MAX_WORDS_BEFORE_LABEL = 2
MAX_WORDS_BEFORE_NAME = 5  # where nothing is behind the name: "Story and pictures by Ann Other"
MAIL_AND_NAME = re.compile(r"^\S+@\S+\s*\((?P<name>[^()]+)\)")  # as RSS has it
PARTICLE = re.compile(r"(?:Di|Da|Von|Af|Av|Door)\s+[^\W\d_a-z][^\s]*$")  # "Di Stefano", but "Von Ann Other"
BYLINE_SIGNS = frozenset("|·•—–,(/-")
COUNT = re.compile(r"\d[\d.,]*\s+\S")
JOB = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(entry_words('job'))})$", re.I)  # "Ann Other, Senior Editor"
NOBODY = frozenset(entry_words("nobody"))
REFERENCE = datetime(2000, 1, 5, 12, tzinfo=UTC)  # that "yesterday" is read with, to know it for a date
MAX_PHRASE_WORDS = 3  # words of "just now"
MAX_LABEL_WORDS = 4  # before a date: "posted on monday the"
DATE_WORDS = frozenset("WRf")  # weekdays, labels, and fillers such as "on"
BEFORE_DATE = " ,:："


def author_labels(text: str) -> Iterator[re.Match[str]]:
    """Yield what `AUTHOR_LABEL` finds in a text, which would try all labels at each letter."""
    if text.isascii() and FIRST_LABEL_WORDS.isdisjoint(WORD.findall(text.lower())):
        return
    end = 0
    is_odd = not text.isascii() and not ODD_CASES.isdisjoint(text)
    for word in WORD.finditer(text):
        if word.start() >= end and (is_odd or word[0].lower() in FIRST_LABEL_WORDS):
            label = AUTHOR_LABEL.match(text, word.start())
            if label is not None:
                end = label.end()
                yield label


def label_at_end(text: str) -> re.Match[str] | None:
    """Return the label that a text ends in, before a name that follows; None for none."""
    end = text[-MAX_END_LENGTH:]
    if end.isascii():
        words = WORD.findall(end.lower())
        if not words or words[-1] not in LAST_LABEL_WORDS:
            return None
    return next((label for label in author_labels(f"{text} x") if label.end() == len(text) + 1), None)


def names_author(label: re.Match[str]) -> bool:
    """Return whether a label is that of an author, and of no photographer, translator or last editor."""
    before = label.string[: label.start()]
    return OF_OTHERS.search(before) is None and READING_TIME.search(before) is None


def is_reading_time(text: str) -> bool:
    """Return whether a text is nothing but "5 min read"."""
    return len(text) <= MAX_READING_LINE_LENGTH and READING_LINE.fullmatch(text) is not None


def is_credit(text: str) -> bool:
    """Return whether a text is nothing but "Photo: Ann Other"."""
    credit = CREDIT.fullmatch(text) if ":" in text or "：" in text else None
    return credit is not None and is_full_name(credit["name"])


def names_in_byline(label: re.Match[str]) -> tuple[str, ...]:
    """Return the names behind a label; none where both are words of a sentence: "It was all made by hand".

    Within a line, behind more than a word or two, a colon, a bar or a day stands before the label.
    """
    before = label.string[: label.start()].strip()
    if before[-1:] == "," and PARTICLE.match(label.string, label.start()) and not _ends_in_colon(label):
        return ()  # "Ann Other, Di Stefano"
    count = len(before.split())
    if _ends_in_colon(label) or before[-1:] in BYLINE_SIGNS or any(map(str.isdigit, before)):
        count = 0
    names = split_names(label.string[label.end() :]) if count <= MAX_WORDS_BEFORE_NAME else ()
    if count <= MAX_WORDS_BEFORE_LABEL or not names:
        return names
    is_last = label.string.rstrip(" .").endswith(names[0]) and is_full_name(names[0])
    return names if is_last else ()


def _ends_in_colon(label: re.Match[str]) -> bool:
    return label[0].rstrip()[-1:] in (":", "：")


def names_other(text: str) -> bool:
    """Return whether the text before a name ends in a label of another than the author: "Photo by"."""
    label = label_at_end(text.rstrip())
    return label is not None and not names_author(label)


@lru_cache(maxsize=4096)
def may_have_author_label(text: str) -> bool:
    """Return whether a text may hold a by-line's label; only a "no" is certain."""
    folded = text.lower()
    return not AUTHOR_LABEL_WORDS.isdisjoint(WORD.findall(folded)) or (
        not text.isascii() and not ODD_CASES.isdisjoint(text)
    )


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a by-line, without its label and without what follows the names."""
    return _split_names(text[:MAX_BYLINE_LENGTH])


@lru_cache(maxsize=4096)
def _split_names(text: str) -> tuple[str, ...]:
    mail = MAIL_AND_NAME.match(text)
    text = mail["name"] if mail else text.strip()
    if not PARTICLE.match(text) and AUTHOR_LABEL.match(text):
        text = AUTHOR_LABEL.sub("", text, count=1)
    if COUNT.match(text):
        return ()
    names_part = NAME_END.split(_without_dates(text).strip(TRIMMED + ","))[0]
    text = _without_phrase(names_part)
    if len(text) > MAX_NAMES_LENGTH:
        return ()
    names = [name.strip(TRIMMED + ",;@") for name in NAME_SEPARATOR.split(text)]
    names = [name for at, name in enumerate(names) if not (at and JOB.search(name))]
    return tuple(dict.fromkeys(filter(_is_name, names)))


def _is_name(text: str) -> bool:
    """Return whether a text may be a name: not a label, a link of the page or a number."""
    folded = text.casefold()
    return (
        1 < len(text) <= MAX_NAME_LENGTH
        and any(map(str.isalpha, text))
        and not is_generic(text)
        and folded not in NOBODY
        and folded not in LABELS
    )


def _without_dates(text: str) -> str:
    """The text with a bar where its dates stand, with their labels and weekdays: "posted on monday"."""
    if not any(map(str.isdigit, text)):
        return text
    for mention in reversed(find_dates(text)):
        before = text[: mention.start].rstrip(BEFORE_DATE)
        for _ in range(MAX_LABEL_WORDS):
            left, _, word = before.rpartition(" ")
            if not word or word != word.lower() or DATE_WORDS.isdisjoint(_kinds(word)):
                break
            before = left.rstrip(BEFORE_DATE)
        text = f"{before} | {text[mention.end :]}"
    return text


def _without_phrase(text: str) -> str:
    """A name without a phrase such as "yesterday" behind it; a name such as "Harbour Today" is whole."""
    words = text.split()
    for count in range(min(MAX_PHRASE_WORDS, len(words) - 1), 0, -1):
        phrase = words[-count:]
        if phrase[0][0].isupper() or any(map(_is_weekday, phrase)):
            continue
        if read_date(" ".join(phrase), reference=REFERENCE) is not None:
            return NAME_END.split(" ".join(words[:-count]))[0]
    return text


def _is_weekday(word: str) -> bool:
    return "W" in _kinds(word)


def _kinds(word: str) -> set[str]:
    """What a word can be in a date, by the letters of its shape."""
    return {sense.kind for sense in vocabulary().senses(word.casefold())}
