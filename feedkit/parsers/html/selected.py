"""What a recipe's selectors find, and the values that are made of it."""

from __future__ import annotations

from dataclasses import dataclass

from feedkit.parsers.html.outline import Node
from feedkit.recipes import DateOverride

MAX_SHOWN_LENGTH = 60  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class Selected:
    """What a selector finds: an element; or a text, and the element that has it."""

    node: Node
    text: str | None = None


@dataclass(frozen=True, slots=True)
class RecipeValue:
    """One value of an entry.

    node:     the element it was found in; of a constant, that of the entry
    text:     the value
    whole:    it is what the element shows, or says of itself: not from a named attribute, a regex, a constant
    inside:   the element is a part of the entry
    override: how the recipe reads the field
    """

    node: Node
    text: str
    whole: bool
    inside: bool
    override: DateOverride


def short(text: str) -> str:
    """A value as messages show it: clipped where it is long."""
    return text if len(text) <= MAX_SHOWN_LENGTH else text[:MAX_SHOWN_LENGTH].rstrip() + "…"
