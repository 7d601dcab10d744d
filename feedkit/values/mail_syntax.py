"""The grammar of e-mail that feeds borrow: addresses (RFC 5322), and comments in dates (RFC 822)."""

from __future__ import annotations

import re

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
ADDRESS = re.compile(
    rf"(?:{_ATOM}(?:\.{_ATOM})*|\"(?:[^\"\\\r\n]|\\.)*\")@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[^\[\]\\\s]+\])"
)
IN_BRACKETS = re.compile(r"\A\((.*)\)\Z")


def is_email(text: str) -> bool:
    """Return whether a text is one bare e-mail address (RFC 5322, section 3.4.1) and nothing else."""
    return ADDRESS.fullmatch(text) is not None


def name_and_email(text: str) -> tuple[str, str | None]:
    """Return the name in a text, and the e-mail address that stands beside it.

    Args:
        text: a person: `Jane <jane@example.org>` (RFC 5322), `jane@example.org (Jane)` (RSS 2.0, <author>),
            a name alone or an address alone.

    Returns:
        The name, "" where there is none, and the first address, None where there is none.
    """
    if "@" not in text:
        return text, None
    addresses, words = [], []
    for word in text.split():
        bare = word.strip("<>()[],;").removeprefix("mailto:")
        if "@" in bare and is_email(bare):
            addresses.append(bare)
        else:
            words.append(word)
    if not addresses:
        return text, None
    name = " ".join(words)
    return IN_BRACKETS.sub(r"\1", name).strip('"'), addresses[0]


def without_comments(text: str) -> str:
    """Return a text with a blank in place of each comment.

    Comments stand in brackets, which nest; a backslash escapes (RFC 822, section 3.1.4).
    """
    if "(" not in text:
        return text
    kept: list[str] = []
    depth = 0
    characters = iter(text)
    for character in characters:
        if character == "\\":
            next(characters, "")
        elif character == "(":
            depth += 1
            kept.append(" ")
        elif character == ")" and depth:
            depth -= 1
        elif not depth:
            kept.append(character)
    return "".join(kept)
