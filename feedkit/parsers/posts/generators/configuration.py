"""The values of a configuration file. Nothing of it is run: of a program's text, literal values count."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from feedkit.errors import ParseError, Problem
from feedkit.values.decoding import decode

MAX_CONFIG_SIZE = 1_000_000  # bytes
MAX_DEPTH = 20  # of the brackets around a setting
JAVASCRIPT = {".js", ".mjs", ".cjs", ".ts", ".mts"}
TOKEN = re.compile(  # what is not closed goes on to the end, so that no text is read twice
    r"//[^\n]*|/\*(?:[^*]|\*(?!/))*+(?:\*/)?"
    r"|(?P<text>'(?:[^'\\\n]|\\.)*+'?|\"(?:[^\"\\\n]|\\.)*+\"?|`(?:[^`\\]|\\[\s\S])*+`?)"
    r"|(?P<word>[A-Za-z_$][\w$]*)|(?P<sign>[{}\[\]():,=])"
)
ESCAPED = re.compile(r"\\(.)")


def read_config(file: Path, problems: list[Problem]) -> Mapping[str, object]:
    """Return the values of a file, by their names; none, and a Problem, where it cannot be read.

    A value that is computed is None. Of JavaScript they are texts, by the names of the objects around them:
    `{"dir.input": "src"}`. The text in `setInputDirectory("src")` has the name of the function; those in a
    list are a list.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_CONFIG_SIZE + 1)
        if len(data) > MAX_CONFIG_SIZE:
            raise ParseError(
                f"wanted a configuration of up to {MAX_CONFIG_SIZE:,} bytes, found a larger file"
            )
        config = LOADERS[file.suffix](decode(data))
    except (ParseError, OSError, SyntaxError, ValueError, RecursionError, MemoryError) as error:
        problems.append(Problem(rule="unreadable-configuration", message=str(error), where=file.name))
        return {}
    return config if isinstance(config, dict) else {}


def _toml(text: str) -> object:
    from feedkit.parsers.data.toml import load

    return load(text)


def _yaml(text: str) -> object:
    from feedkit.parsers.data.yaml import load

    return load(text)


def _python(text: str) -> object:
    """Return the names that a module in Python gives literal values."""
    values: dict[str, object] = {}
    for node in ast.parse(text).body:
        if not isinstance(node, ast.Assign):
            continue
        if isinstance(node.value, ast.Name):  # ARTICLE_SAVE_AS = ARTICLE_URL
            value = values.get(node.value.id)
        else:
            try:
                value = ast.literal_eval(node.value)
            except ValueError:
                value = None  # it is computed
        values |= {target.id: value for target in node.targets if isinstance(target, ast.Name)}
    return values


def _javascript(text: str) -> object:
    """Return the first literal text of each name in JavaScript, or its texts; None for what is computed."""
    values: dict[str, object] = {}
    for name, value, is_item in _assignments(text):
        known = values.get(name)
        if is_item and isinstance(known, list):
            known.append(value)
        elif known is None:
            values[name] = [value] if is_item else value
    return values


def _assignments(text: str) -> Iterator[tuple[str, str | None, bool]]:
    """Yield the names, values, and whether these are of a list: `name: "a"`, `name("a")`, `name: ["a"]`."""
    names: list[str] = []  # of the brackets around
    last, before, called = "", "", ""  # the last word or text; the token before; the function called
    lists: list[bool] = []  # whether each bracket around is that of a list
    for token in TOKEN.finditer(text):
        sign, literal = token["sign"], _literal(token["text"] or "")
        if len(names) > MAX_DEPTH:
            pass  # it is no setting
        elif before == ":" and last and sign not in ("{", "["):
            yield ".".join(filter(None, (*names, last))), literal, False
        elif literal is not None and before == "(" and called:
            yield called, literal, False
        elif literal is not None and before in ("[", ",") and lists and lists[-1] and names[-1]:
            yield ".".join(filter(None, names)), literal, True
        if sign and sign in "{[(":
            called = last if sign == "(" else ""
            names.append(last if before == ":" else "")
            lists.append(sign == "[")
            last = ""
        elif sign and sign in "}])":
            del names[-1:], lists[-1:]
            last = ""
        elif token["word"] or literal is not None:
            last = token["word"] or literal or ""
        if token.lastgroup:
            before = token[0]


def _literal(text: str) -> str | None:
    """Return the value of a text in quotes; None where it is not closed, or has a part that is computed."""
    if len(text) < 2 or text[0] != text[-1] or (text[0] == "`" and "${" in text):
        return None
    return ESCAPED.sub(r"\1", text[1:-1])


LOADERS: Mapping[str, Callable[[str], object]] = {
    ".toml": _toml,
    ".yaml": _yaml,
    ".yml": _yaml,
    ".json": json.loads,
    ".py": _python,
    **dict.fromkeys(JAVASCRIPT, _javascript),
}
