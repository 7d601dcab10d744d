"""Single values of `feedkit.toml`: an error names the key, and says what was wanted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from feedkit.errors import ConfigError


def checked(check: Any, value: Any, key: str) -> None:
    """Raise a ConfigError if a value is refused by a check; None is none."""
    if value is not None:
        try:
            check(value)
        except ValueError as error:
            raise ConfigError(f"{key}: {error}") from error


def check_text(value: Any, key: str) -> None:
    """Raise a ConfigError if there is a NUL character, which no path, address or argument can hold."""
    if isinstance(value, str) and "\0" in value:
        raise ConfigError(f"{key}: wanted text, found a NUL character in {value!r}")
    if isinstance(value, Mapping):
        for name, inner in value.items():
            check_text(inner, f"{key}.{name}".removeprefix("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            check_text(inner, f"{key}[{number}]")


def check_file(file: str, key: str) -> None:
    path = Path(file)
    if path.is_absolute() or ".." in path.parts or not path.name or not file.isprintable():
        raise ConfigError(f"{key}: wanted a file below the output folder, found {file!r}")
