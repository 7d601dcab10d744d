"""Front matter: the fields that a post's file begins with, in YAML, TOML, JSON or lines of metadata.

---            +++               {                  Title: Springs
title: Springs title = "Springs"   "title": "Springs" Date: 2025-01-02
---            +++               }
The text …     The text …        The text …          The text …
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from feedkit.errors import ParseError

MAX_LENGTH = 200_000  # characters of front matter
FENCE = re.compile(r"(?P<fence>---|\+\+\+)(?P<name>[a-z]*)[ \t]*(?:\n|\Z)")
LANGUAGES = {"---": "yaml", "+++": "toml", "yaml": "yaml", "yml": "yaml", "toml": "toml", "json": "json"}
YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M)
TOML_END = re.compile(r"^\+\+\+[ \t]*$", re.M)
KEY = re.compile(r"""["']?[^\W\d][\w .-]{0,40}["']?\s*[:=]""")
JSON_START = re.compile(r'\{\s*["}]')
METADATA = re.compile(r"([A-Za-z][\w-]{0,30}):[ \t]*(.*)")
REQUIRED_NAMES = {"title", "date"}  # metadata without a fence must have one of these


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A post's fields, and its text.

    notation:  "yaml", "toml", "json" or "metadata"; "" where there are no fields
    """

    notation: str
    fields: Mapping[str, object]
    body: str


def recognises(content: str) -> bool:
    """Return whether a text begins with front matter between fences, or with a JSON object before a text."""
    content = _normal(content)
    try:
        fenced = _fenced(content)
    except ParseError:
        return False
    if fenced:
        return fenced.language == "json" or KEY.match(content[fenced.start : fenced.end].lstrip()) is not None
    if not JSON_START.match(content):
        return False
    try:
        fields, end = json.JSONDecoder().raw_decode(content[: MAX_LENGTH + 1])
    except (ValueError, RecursionError):
        return False
    return bool(fields) and content[end : end + 1] == "\n" and content[end:].strip()[:1] not in ("", "{", "[")


def split(content: str) -> FrontMatter:
    """Return the front matter of a post and the text behind it; no fields without front matter.

    Raises:
        ParseError: the front matter is malformed or longer than 200,000 characters. The message gives
            line and column.
    """
    content = _normal(content)
    if fenced := _fenced(content):
        fields = _read(fenced.language, content[fenced.start : fenced.end])
        return FrontMatter(fenced.language, fields, content[fenced.behind :])
    if JSON_START.match(content):
        return _json_object(content)
    return _metadata(content) or FrontMatter("", {}, content)


def _normal(content: str) -> str:
    return content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class _Fenced:
    """The range of front matter between fences, and the start of the text behind it."""

    language: str
    start: int
    end: int
    behind: int


def _fenced(content: str) -> _Fenced | None:
    opening = FENCE.match(content)
    if opening is None:
        return None
    language = LANGUAGES.get(opening["name"] or opening["fence"])
    if language is None:
        raise ParseError(
            f"wanted front matter in YAML, TOML or JSON, found {opening['name']!r} in line 1, column 4"
        )
    closing = (TOML_END if opening["fence"] == "+++" else YAML_END).search(content, opening.end())
    if closing is None:
        if KEY.match(content, opening.end()):
            raise ParseError(f"wanted a line {opening['fence']!r} that ends the front matter, found none")
        return None  # it is a rule across the page
    first = content[opening.end() : closing.start()].lstrip()
    if language == "yaml" and first and first[0] not in "#{" and not KEY.match(first):
        return None  # it is a text between two rules
    return _Fenced(language, opening.end(), closing.start(), closing.end() + 1)


def _read(language: str, text: str) -> Mapping[str, object]:
    """Return the fields between fences; the first line of the text is the second of its file."""
    if len(text) > MAX_LENGTH:
        raise ParseError(f"wanted front matter of up to {MAX_LENGTH:,} characters, found {len(text):,}")
    if language == "toml":
        return _toml(text)
    if language == "json":
        fields, _ = _decoded(text.strip() or "{}", 2)
    else:
        from feedkit.parsers.data.yaml import load

        fields = load(text, first_line=2)
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise ParseError("wanted front matter of keys and values, found another value in line 2, column 1")
    return fields


def _toml(text: str) -> Mapping[str, object]:
    from feedkit.parsers.data.toml import load

    return load(text, first_line=2)


def _json_object(content: str) -> FrontMatter:
    fields, end = _decoded(content[: MAX_LENGTH + 1], 1)
    if end > MAX_LENGTH:
        raise ParseError(f"wanted front matter of up to {MAX_LENGTH:,} characters, found more")
    assert isinstance(fields, dict)  # it begins with a brace
    return FrontMatter("json", fields, content[end:].removeprefix("\n"))


def _decoded(text: str, first_line: int) -> tuple[object, int]:
    try:
        return json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as error:
        position = f"line {error.lineno + first_line - 1}, column {error.colno}"
        raise ParseError(f"wanted JSON, found an error ({error.msg}) in {position}") from error
    except RecursionError:
        raise ParseError("wanted JSON, found too many arrays or objects in one another") from None
    except ValueError as error:  # a number of thousands of digits
        raise ParseError(f"wanted JSON, found a number that is too long: {error}") from error


def _metadata(content: str) -> FrontMatter | None:
    """Read lines of `Key: value` up to a blank line or `---`; an indented line continues the value before."""
    fields: dict[str, list[str]] = {}
    key, position = "", 0
    while position < min(len(content), MAX_LENGTH):
        end = content.find("\n", position)
        end = len(content) if end < 0 else end
        line, position = content[position:end], end + 1
        if not line.strip() or line.rstrip() == "---":
            break
        if pair := METADATA.fullmatch(line.rstrip()):
            key = pair[1]
            fields[key] = [pair[2]]
        elif key and line[0] in " \t":
            fields[key].append(line.strip())
        else:
            return None
    if not REQUIRED_NAMES & {name.lower() for name in fields}:
        return None
    values = {name: "\n".join(lines).strip() for name, lines in fields.items()}
    return FrontMatter("metadata", values, content[position:])
