"""The keys of what users write in TOML: unknown ones, and what msgspec says of values, put for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

# What msgspec calls kinds of values, as people who write TOML do.
KINDS = {"str": "text", "object": "a table", "array": "a list", "bool": "true or false"}
KINDS |= {"int": "a number", "float": "a number"}
KIND = re.compile(r"\b(?:" + "|".join(KINDS) + r")\b")
MISSING = re.compile(r"Object missing required field `(\w+)`")


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of some names that is most like a name; "" where none is."""
    found = get_close_matches(name, list(names), n=1, cutoff=0.6)
    return found[0] if found else ""


def unknown(
    given: Mapping[str, object], names: tuple[str, ...], place: str, also: Mapping[str, str]
) -> str | None:
    """What is wrong with the first key that is none of the names, and what it may have been meant to be.

    Args:
        given: keys and values.
        names: the keys that there are.
        place: where they stand, for people.
        also: for a name, the words that others have for it, with blanks between them.
    """
    for name in given:
        if name in names:
            continue
        meant = {word: right for right in names for word in also.get(right, "").split()}
        right = meant.get(str(name).lower()) or nearest(str(name), names)
        offer = f'did you mean "{right}"?' if right else f"there are {', '.join(names)}"
        return f"{place}{'.' if place else ''}{name}: there is no such key; {offer}"
    return None


def located(message: str, root: str) -> str:
    """A message of msgspec's with the place in front, which begins with `root`."""
    reason, _, place = message.partition(" - at `$")
    if missing := MISSING.fullmatch(reason):
        return f"{(root + place.rstrip('`')).removeprefix('.')}.{missing[1]}: it is missing"
    reason = KIND.sub(lambda kind: KINDS[kind[0]], reason.replace("`", "").replace(" | null", ""))
    place = (root + place.rstrip("`")).removeprefix(".")
    return f"{place}: {reason[0].lower()}{reason[1:].replace(' | ', ' or ')}"
