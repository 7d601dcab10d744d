"""Data in scripts: the values that JavaScript assigns or passes on, if they are nothing but data.

Nothing is ever run. JSON is decoded as it stands; a literal of JavaScript (bare keys, quotes of either kind,
`void 0`, `new Date("…")`) is rewritten as JSON first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

MAX_BETWEEN = 10  # characters between a function and its arguments
MAX_JSON_TRIED = 200  # values of one script that are no JSON: each failure counts the lines before it
MIN_LENGTH = 100  # characters of a value worth reading
MAX_REREAD = 2  # times the length of a script, for what stands in objects that are no data as a whole
MAX_NAME_LENGTH = 80  # characters
MAX_EXPANSION = 10  # times the length of a script, for values that stand in it once and are named often
# A sign that a value may follow, and what data begin with: an object, a list of objects or texts, a text that
# is JSON or encodes it, a function that returns such a value; behind a comma an object that is passed on, and
# behind a colon a list of objects. Each way begins with its sign: quick, as all scripts are looked through.
VALUE = r"""\s*+(?:\[\s*+[\[{"'n]|\{\s*+["'\w$/]|["'`](?:[\[{%]|\\["ux]|eyJ|W3si)|\(\s*+function)"""
START = re.compile(rf"""={VALUE}|\({VALUE}|n{VALUE}|,(?<=[^\[,],)\s*+\{{\s*+["'\w$/]|:\s*+\[\s*+\{{""")
RETURN = re.compile(r"\breturn\Z")
NAME = re.compile(r"[\w$.\[\]\"']*[\w$\]\"']\s*\Z")
# What JSON has too is taken with the sign before it. Comments have up to 4,000 characters, as one that is
# left open is looked through at each value.
JSON_NUMBER = r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])"
TOKEN = re.compile(
    rf"""\s*+(?:
      (?P<before>,?[ \t\r\n]*+)(?P<key>[A-Za-z_$][\w$]*+|{JSON_NUMBER})\s{{0,19}}:
    | (?P<json>[,:]?[ \t\r\n]*+(?:"(?:[^"\\\n]|\\["\\/bfnrt]|\\u[\da-fA-F]{{4}})*+"
        |{JSON_NUMBER}|(?:true|false|null)(?![\w$])))
    | (?P<open>[,:]?[ \t\r\n]*+[\[{{])
    | (?P<close>[\]}}])
    | (?P<string>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|`(?:[^`\\$]|\\.|\$(?!\{{))*+`)
    | (?P<comma>,\s*(?=[\]}},]))
    | (?P<sign>[:,])
    | (?P<comment>/\*(?:[^*]|\*(?!/)){{0,4000}}+\*/|//[^\n]*+)
    | new\s+Date\(\s*(?P<date>"[^"\\]*"|'[^'\\]*'|\d+)\s*\)
    | (?P<nothing>void\s+0|undefined(?![\w$])|-?(?:NaN|Infinity)(?![\w$]))
    | !(?P<truth>[01])
    | (?P<number>-?(?:0[xX][\da-fA-F]{{1,16}}(?![\da-fA-F])|\.\d+|\d+\.(?!\d)))
    | (?P<name>[A-Za-z_$][\w$]*)
    )""",
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r"\\(u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|\r\n|.)", re.DOTALL)
ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
COMMA = re.compile(r"\s*+,?\s*+")
CALL = re.compile(r"\(?function\s*\(([\w$,\s]*)\)\s*\{\s*return\s*")
DECODER = json.JSONDecoder()


class Found(NamedTuple):
    """A value in a script.

    value:  what it is, as JSON has it
    name:   what it is assigned or passed to, for people: "window.NAME", "JSON.parse"
    start:  where it begins in the script
    end:    where it ends there
    """

    value: object
    name: str
    start: int
    end: int


def values_in(script: str) -> Iterator[Found]:
    """Yield each object, list and text of a script that is assigned to a name, passed on or returned.

    Where an object holds code too, its lists of objects count as values of their own.
    """
    at = tried = 0
    room = MAX_REREAD * len(script)
    while (start := START.search(script, at)) is not None:
        sign = start.start()
        if script[sign] == "n" and not RETURN.search(script, max(0, sign - 8), sign + 1):
            at = sign + 1
            continue
        at = begin = start.end() - len(start[0][1:].lstrip())
        value: object = None
        call = CALL.match(script, begin) if script[begin] == "(" else None
        if call is not None:
            value, at = _called(script, call)
        elif tried < MAX_JSON_TRIED and script[start.end() - 1] in "\"'[{":
            value, at = _json_at(script, begin)
            tried += value is None
        if value is None and call is None:
            written, at = as_json(script, begin, {})
            value, at = _decoded(written), max(at, begin + 1)
            room -= at - begin if value is None else 0
        if value is not None and at - begin >= MIN_LENGTH:
            yield Found(value, _name(script, sign), begin, at)
        elif value is None and call is None and room > 0:
            at = begin + 1


def literal_at(script: str, at: int) -> str | None:
    """Return the literal at an index of a script as JSON; None where it is no data."""
    return as_json(script, at, {})[0]


def _name(script: str, end: int) -> str:
    """What a value is assigned or passed to, for people: "window.NAME", "JSON.parse", a property."""
    found = NAME.search(script, max(0, end - MAX_NAME_LENGTH), end)
    return found[0].strip("\"' ") if found else "script"


def _json_at(script: str, at: int) -> tuple[object, int]:
    """The JSON that begins at an index of a script, None where it is none; and where it ends."""
    try:
        return DECODER.raw_decode(script, at)
    except (ValueError, RecursionError):
        return None, at


def as_json(script: str, at: int, names: Mapping[str, str]) -> tuple[str | None, int]:
    """Rewrite the literal that begins at an index of a script as JSON.

    Args:
        script: JavaScript.
        at: where the literal begins.
        names: what the names of variables stand for, as JSON.

    Returns:
        The JSON, or None where it is no data; and the index behind it, or of what is no data.
    """
    written: list[str] = []
    depth = 0
    room = MAX_EXPANSION * len(script)
    while (token := TOKEN.match(script, at)) is not None:
        kind: str = token.lastgroup  # type: ignore[assignment]  # each alternative is a group
        start, at = at, token.end()
        one = token[kind]
        if kind == "key":
            one = f'{token["before"]}"{one}":'
        elif kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
        elif kind not in ("json", "sign"):
            rewritten = _rewritten(one, kind, names)
            if rewritten is None:
                return None, start
            one = rewritten
        room -= len(one)
        if room < 0:
            return None, start
        written.append(one)
        if depth <= 0 and kind != "comment":
            return "".join(written), at
    return None, at


def _rewritten(text: str, kind: str, names: Mapping[str, str]) -> str | None:
    """A token of JavaScript as JSON; None where it is no data."""
    match kind:
        case "comment" | "comma":
            return ""
        case "string":
            return json.dumps(unescaped(text[1:-1]))
        case "date":
            return json.dumps(text[1:-1]) if text[0] in "\"'" else text
        case "nothing":
            return "null"
        case "truth":
            return "false" if text == "1" else "true"
        case "number":
            return str(int(text, 16)) if "x" in text.lower() else str(float(text))
        case _:
            return names.get(text)


def unescaped(text: str) -> str:
    """Return what the inside of a string of JavaScript stands for."""
    return ESCAPE.sub(_unescaped_one, text) if "\\" in text else text


def _unescaped_one(escape: re.Match[str]) -> str:
    code = escape[1]
    if code[0] in "ux" and len(code) > 1:
        number = int(code[1:].strip("{}"), 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return ESCAPED.get(code, code)


def _called(script: str, call: re.Match[str]) -> tuple[object, int]:
    """The value of `(function(a,b){return {…}}("x",1))`, as Nuxt 2 writes it; None where it is no data."""
    body, end = as_json(script, call.end(), _Kept())
    opening = -1 if body is None else script.find("(", end, end + MAX_BETWEEN)
    if opening < 0:
        return None, max(end, call.end())
    arguments, end = _arguments(script, opening + 1)
    names = dict(zip([name.strip() for name in call[1].split(",")], arguments, strict=False))
    written, _ = as_json(script, call.end(), names)
    return _decoded(written), end


class _Kept(dict[str, str]):
    """Any name of a variable, while its value is not known yet."""

    def get(self, key: str, default: str | None = None) -> str:  # type: ignore[override]
        return "null"


def _arguments(script: str, at: int) -> tuple[list[str], int]:
    """The arguments of a call as JSON, up to the first that is no data; and where they end."""
    found: list[str] = []
    while at < len(script) and script[at] != ")":
        written, end = as_json(script, at, {})
        if written is None:
            break
        found.append(written)
        between = COMMA.match(script, end)
        at = between.end() if between else end
    return found, at


def _decoded(written: str | None) -> object:
    try:
        return None if written is None else json.loads(written)
    except (ValueError, RecursionError):
        return None
