"""By-lines, "Posted by Ann Other and Bo Third on …": their labels, and the names in them."""

from __future__ import annotations

import re

from feedkit.parsers.entry_words import entry_words
from feedkit.parsers.language_words import words_of
from feedkit.parsers.link_texts import TRIMMED, is_generic

MAX_NAME_LENGTH = 60  # characters
MAX_NAMES_LENGTH = 240  # characters of all names in one by-line
AUTHOR_LABELS = words_of("author")
SPEAKER_LABELS = entry_words("speaker")  # with a colon: without it they are words of sentences
AUTHOR_LABEL = re.compile(
    rf"(?:(?<=^)|(?<=[\s|·•—–,(/-]))(?:(?:{'|'.join(AUTHOR_LABELS)})(?:\s*[:：]\s*|\s+(?=[^\d\W]))"
    rf"|(?:{'|'.join(SPEAKER_LABELS)})\s*[:：]\s*)",
    re.I,
)
WORD = re.compile(r"[^\W\d_]+")
AUTHOR_LABEL_WORDS = frozenset(
    word for label in (*AUTHOR_LABELS, *SPEAKER_LABELS) for word in WORD.findall(label)
)
ODD_CASES = frozenset("ıİſ\u212a")  # letters that a pattern without case takes for i, s and k
NAME_END = re.compile(
    r"\s*[|·•—–(（\[\n:：]|\s+-\s+|,\s*(?=\d)|\s+\d"
    r"|\s+(?:on|in|at|filed|under|posted|published|updated|comments?|@)(?:\s|$)"
    r"|\s+(?:am|um|le|el|em|op|den|dne|il|o|kl|à|às|alle|klo)\.?\s*(?=[|\d]|$)",
    re.I,
)
NAME_SEPARATOR = re.compile(r"\s*(?:,|;|、|&|\band\b|\bund\b|\bet\b|\by\b(?=\s[A-ZÁÉ])|\be\b(?=\s[A-Z]))\s*")


def may_have_author_label(text: str) -> bool:
    """Return whether a text may hold a by-line's label; only a "no" is certain."""
    folded = text.lower()
    return not AUTHOR_LABEL_WORDS.isdisjoint(WORD.findall(folded)) or (
        not text.isascii() and not ODD_CASES.isdisjoint(text)
    )


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a by-line, without its label and without what follows the names."""
    text = AUTHOR_LABEL.sub("", text, count=1) if AUTHOR_LABEL.match(text) else text
    text = NAME_END.split(text.strip(TRIMMED + ","))[0]
    if len(text) > MAX_NAMES_LENGTH:
        return ()
    names = [name.strip(TRIMMED + ",;@") for name in NAME_SEPARATOR.split(text)]
    return tuple(
        dict.fromkeys(
            name
            for name in names
            if 1 < len(name) <= MAX_NAME_LENGTH and any(map(str.isalpha, name)) and not is_generic(name)
        )
    )
