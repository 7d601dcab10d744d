"""Paths to values in data, alone or in the braces of a text."""

from __future__ import annotations

import re

from feedkit.errors import RecipeError

PATH = re.compile(r"(?:\$\.?)?(?:[^.\[\]{}]+|\[\d+\])(?:\.[^.\[\]{}]+|\[\d+\])*")
PLACEHOLDER = re.compile(r"\{([^{}:]+)(?::([^{}]*))?\}")  # in a text: a path, and the format of a date


def check_path(path: str, location: str) -> None:
    """Raise a RecipeError if a path, or one in the braces of a text, is malformed."""
    for one in paths_in(path):
        if not PATH.fullmatch(one.strip()):
            example = "names with dots between them, such as fields.tags[0].name"
            raise RecipeError(f"{location}: {one!r} is no path: wanted {example}")


def paths_in(text: str) -> list[str]:
    """Return the paths in the braces of a text; a text without braces is a path itself."""
    return [found[1] for found in PLACEHOLDER.finditer(text)] if "{" in text else [text]
