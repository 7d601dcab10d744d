"""The names in a by-line: "Posted by Ann Other and Bo Third on …"."""

from __future__ import annotations

from feedkit.parsers.html import page_words as words

MAX_NAME_LENGTH = 60  # characters


def may_be_labelled(text: str) -> bool:
    """Can a text hold a by-line's label? Sure only where it can not."""
    folded = text.lower()
    return not words.LABEL_WORDS.isdisjoint(words.WORD.findall(folded)) or (
        not text.isascii() and not words.ODD_CASES.isdisjoint(text)
    )


def split_names(text: str) -> tuple[str, ...]:
    """The names in a by-line, its labels and what follows them taken off."""
    text = words.AUTHOR_LABEL.sub("", text, count=1) if words.AUTHOR_LABEL.match(text) else text
    text = words.NAME_END.split(text.strip(words.TRIMMED + ","))[0]
    if len(text) > 4 * MAX_NAME_LENGTH:
        return ()
    names = [name.strip(words.TRIMMED + ",;@") for name in words.NAME_JOIN.split(text)]
    return tuple(
        dict.fromkeys(
            n
            for n in names
            if 1 < len(n) <= MAX_NAME_LENGTH and any(map(str.isalpha, n)) and not words.is_generic(n)
        )
    )
