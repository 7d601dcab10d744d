"""Values as TOML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")  # a key that needs no quotes
INVISIBLE = re.compile(
    r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069]"
)  # control characters and changes of direction


def toml(value: Any) -> str:
    """Return a value as TOML; control characters and those that change the direction of text are escaped.

    Half of a surrogate pair, which TOML cannot express, becomes a question mark.
    """
    if isinstance(value, Mapping):
        pairs = (
            f"{key if BARE.fullmatch(key) else toml(key)} = {toml(inner)}" for key, inner in value.items()
        )
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
    return INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
