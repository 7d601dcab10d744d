"""JSON Schemas of files that people write and of JSON that is printed: docstrings say what each key is."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ARGUMENT = re.compile(r"^ {4}(\w[\w, ]*): (.*(?:\n {5,}\S.*)*)", re.M)


def schema_of(
    kinds: Sequence[type[Struct]],
    title: str,
    examples: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return the JSON Schema of a file in TOML, or of JSON that is printed.

    Args:
        kinds: the structs that it is made of, that of the whole first.
        title: its name.
        examples: of a file in TOML: for each struct, by its name, a value of each key. JSON that is printed
            has none; it has all keys, of which some may be null.
    """
    found = msgspec.json.schema(kinds[0])
    for kind in kinds:
        definition, meanings = found["$defs"][kind.__name__], meanings_of(kind)
        definition["description"] = inspect.getdoc(kind).partition("\n")[0]  # type: ignore[union-attr]
        for key, value in definition["properties"].items():
            described = [meanings.get(key, ""), value.pop("description", "")]
            shown = {"description": " ".join(filter(None, described))}
            if examples is None:
                value.pop("default", None)
                definition["properties"][key] = shown | value
            else:
                example = examples[kind.__name__][key]
                definition["properties"][key] = {**shown, **_without_null(value), "examples": [example]}
        if examples is None:
            definition["required"] = list(definition["properties"])
    return {"$schema": DIALECT, "title": title, **found}


def meanings_of(kind: type[Struct]) -> dict[str, str]:
    """Return what the docstrings of a struct and its bases say of each key: a sentence, with a capital."""
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        for names, text in ARGUMENT.findall(inspect.cleandoc(base.__dict__.get("__doc__") or "")):
            meaning = " ".join(text.split())
            found |= dict.fromkeys(names.split(", "), meaning[:1].upper() + meaning[1:])
    return found


def _without_null(value: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a key without null, which TOML has not."""
    kinds = [one for one in value.get("anyOf", ()) if one != {"type": "null"}]
    rest = {key: one for key, one in value.items() if key != "anyOf" and (key, one) != ("default", None)}
    if len(kinds) == 1:
        return {**kinds[0], **rest}
    return {"anyOf": kinds, **rest} if kinds else rest
