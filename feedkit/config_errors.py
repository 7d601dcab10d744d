"""Errors in what users write in TOML: unknown keys, and msgspec's messages in words for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

# The forms of msgspec's messages: a reason, and behind it the path of the value (none for the document).
# They are no promise of msgspec's, so a message of another form is shown as it is.
LOCATED = re.compile(r"(?P<reason>.+?)(?: - at (?:`key` in )?`\$(?P<path>[^`]*)`)?", re.S)
MISSING = re.compile(r"Object missing required field `(\w+)`")
WRONG = re.compile(r"Expected (?P<wanted>.+?)(?:, got (?P<found>.+))?")
NOT_ONE_OF = re.compile(r"Invalid enum value (?P<found>.+)")

# What msgspec calls types, in the words of people who write TOML.
TYPES = {"str": "text", "object": "a table", "array": "a list", "bool": "true or false"}
TYPES |= {"int": "a number", "float": "a number"}
TYPE = re.compile(r"\b(?:" + "|".join(TYPES) + r")\b")


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the one of some names that is most like a name; "" where none is."""
    found = get_close_matches(name, list(names), n=1, cutoff=0.6)
    return found[0] if found else ""


def unknown_key(
    given: Mapping[str, object], names: tuple[str, ...], path: str, synonyms: Mapping[str, str]
) -> str | None:
    """Return what is wrong with the first key that is none of the names, and which may have been meant.

    Args:
        given: keys and values.
        names: the keys that there are.
        path: where the keys stand, such as "feeds[0]"; "" at the top.
        synonyms: for a name, the words that others have for it, with blanks between them.
    """
    for name in given:
        if name in names:
            continue
        meant = {word: right for right in names for word in synonyms.get(right, "").split()}
        right = meant.get(str(name).lower()) or nearest(str(name), names)
        offer = f'did you mean "{right}"?' if right else f"there are {', '.join(names)}"
        return f"{path}{'.' if path else ''}{name}: there is no such key; {offer}"
    return None


def readable(message: str, root: str, choices: Iterable[str] = ()) -> str:
    """Return a message of msgspec's ValidationError in words for people, with the value's path in front.

    Args:
        message: the text of the error.
        root: the path of the value that was converted, such as "feeds[0]"; "" at the top.
        choices: the values that are allowed, where only some are.
    """
    parts = LOCATED.fullmatch(message)
    reason, inside = (parts["reason"], parts["path"] or "") if parts else (message, "")
    path = (root + inside).removeprefix(".")
    if missing := MISSING.fullmatch(reason):
        return f"{path}.{missing[1]}: it is missing"
    return f"{path}: {_reason(reason, list(choices))}"


def _reason(reason: str, choices: Sequence[str]) -> str:
    if wrong := WRONG.fullmatch(reason):
        found = f", found {_in_words(wrong['found'])}" if wrong["found"] else ""
        return f"wanted {_in_words(wrong['wanted'])}{found}"
    if unlisted := NOT_ONE_OF.fullmatch(reason):
        if not choices:
            return f"{unlisted['found']} is none of the values that are allowed"
        near = nearest(unlisted["found"].strip("'"), choices)
        offer = f"; did you mean {near}?" if near else ""
        return f"wanted one of {', '.join(choices)}, found {unlisted['found']}{offer}"
    return reason or "the value is not valid"


def _in_words(types: str) -> str:
    types = types.replace("`", "").replace(" | null", "").replace(" | ", " or ")
    return TYPE.sub(lambda name: TYPES[name[0]], types)
