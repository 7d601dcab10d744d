"""Names that were changed: each old one still works in this version, with a word about the new one."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

CONFIG_KEYS = {"formats": "to", "page_url": "url"}  # of feedkit.toml
OPTIONS = {  # of each verb
    "build": {"--ignore-robots": "--no-robots"},
    "check": {"--format": "--output-format", "--url": "--feed-url"},
    "convert": {"--ignore-robots": "--no-robots"},
    "inspect": {"--ignore-robots": "--no-robots"},
}
ARGUMENTS = {  # of each public function
    "check": {"url": "feed_url"},
    "convert": {"reference": "now"},
    "finish": {"limit": "keep"},
    "parse": {"reference": "now"},
    "parse_rows": {"reference": "now"},
    "read": {"reference": "now"},
    "respond": {"format": "to"},
    "write": {"format": "to"},
}


def accepts_old_names(function: Callable[P, R]) -> Callable[P, R]:
    """Let a function take its arguments by their old names too; each one is a DeprecationWarning."""
    old_names = ARGUMENTS[function.__name__]

    @wraps(function)
    def called(*args: P.args, **given: P.kwargs) -> R:
        if old_names.keys().isdisjoint(given):
            return function(*args, **given)
        renamed: dict[str, Any] = {old_names.get(name, name): value for name, value in given.items()}
        for old in sorted(old_names.keys() & given.keys()):
            message = f"feedkit.{function.__name__}: {word(old, old_names[old])}"
            warnings.warn(message, DeprecationWarning, stacklevel=2)
            if (new := old_names[old]) in given:
                renamed[new] = given[new]
        return function(*args, **renamed)

    return called


def with_new_options(verb: str, arguments: Iterable[str], report: Callable[[str], None]) -> list[str]:
    """Return the arguments of a verb with the new names of its options; the old ones are reported."""
    old_names, renamed = OPTIONS.get(verb, {}), []
    behind_options = False
    for argument in arguments:
        behind_options = behind_options or argument == "--"
        old, sign, value = argument.partition("=")
        if old in old_names and not behind_options:
            report(word(old, old_names[old]))
            argument = f"{old_names[old]}{sign}{value}"
        renamed.append(argument)
    return renamed


def with_new_keys(document: Mapping[str, Any], report: Callable[[str], None]) -> dict[str, Any]:
    """Return a feedkit.toml with the new names of its keys; each old one is reported once."""
    old_names: dict[str, None] = {}

    def renamed(table: Any) -> Any:
        if not isinstance(table, Mapping):
            return table
        old_names.update(dict.fromkeys(CONFIG_KEYS.keys() & table.keys()))
        return {**{CONFIG_KEYS.get(key, key): value for key, value in table.items()}, **_new_only(table)}

    changed = dict(document)
    if "defaults" in document:
        changed["defaults"] = renamed(document["defaults"])
    if isinstance(feeds := document.get("feeds"), list):
        changed["feeds"] = [renamed(feed) for feed in feeds]
    for old in sorted(old_names):
        report(word(old, CONFIG_KEYS[old]))
    return changed


def _new_only(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return what has its new name already: it counts where the old one stands there too."""
    return {new: table[new] for new in CONFIG_KEYS.values() if new in table}


def word(old: str, new: str) -> str:
    """Return the sentence that is said of an old name."""
    return f'"{old}" has become "{new}": the old name works in this version only'
