"""Decodes untrusted YAML into plain values: text stays text, and the cost is linear in the input's length.

The values are built from the parser's events, not by a PyYAML loader: the loaders recurse, and merges with
`<<` can grow without limit in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from feedkit.errors import ParseError

MAX_DEPTH = 64  # of nested collections
MAX_ALIASED_VALUES = 1_000_000  # that all aliases and merges together may stand for
CORE = "tag:yaml.org,2002:"
WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
KNOWN = {CORE + name for name in ("bool", "float", "int", "map", "null", "seq", "str", "timestamp")}
# The parser takes no text with these; a tab and line ends are the only control characters that it does.
FORBIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)


def load(text: str, *, first_line: int = 1) -> object:
    """Decode a YAML document.

    Only null, true, false and the merge key `<<` are interpreted: numbers, dates, `No`, `1.10` and `12:30`
    stay text, and so do all keys.

    Args:
        text: one document of YAML 1.1 or 1.2.
        first_line: the number of the text's first line in its file, for messages.

    Returns:
        A dict, list, str, bool or None.

    Raises:
        ParseError: the document is malformed, has a second document, a tag that is not YAML's own, a key
        twice
            or one that is not text, or would cost much more than its length. Line and column are named.
    """
    if found := FORBIDDEN_CHARACTERS.search(text):
        line = text.count("\n", 0, found.start())
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1)
        _refuse(f"the character U+{ord(found[0]):04X}", line, column, first_line)
    builder = _Builder(first_line)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        _refuse(_explain(error.problem or "an error"), line, column, first_line)
    return builder.value


def _events(text: str) -> Iterator[yaml.Event]:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML may be built without libyaml
    return yaml.parse(text, Loader=loader)  # type: ignore[no-any-return, no-untyped-call, unused-ignore]


def _explain(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "a second ': ' in the line (a text that has one needs quotes)"
    return f"an error ({problem})"


def _refuse(found: str, line: int, column: int, first_line: int) -> NoReturn:
    raise ParseError(f"wanted YAML, found {found} in line {first_line + line}, column {column + 1}")


@dataclass(slots=True)
class _Open:
    """A collection that has started and not ended."""

    value: dict[str, object] | list[object]
    anchor: str | None
    size: int = 1  # values in it, aliases with all that they stand for
    key: str | None = None  # the key of the next value
    has_key: bool = False
    merged: dict[str, object] | None = None  # from `<<`; the mapping's own keys override it


class _Builder:
    """Builds values from events, without recursion."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.value: object = None
        self.open: list[_Open] = []
        self.anchors: dict[str, tuple[object, int]] = {}
        self.aliased = 0
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._tag(event)
            self._put(_scalar(event), 1, event.anchor, event, plain=event.style in (None, ""))
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.refuse("a second document", event)

    def refuse(self, found: str, event: yaml.Event) -> NoReturn:
        assert event.start_mark is not None  # only events made by hand have none
        _refuse(found, event.start_mark.line, event.start_mark.column, self.first_line)

    def _tag(self, event: yaml.Event) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!" and tag not in KNOWN:
            self.refuse(f"the tag {tag.replace(CORE, '!!')!r}, which is not one of YAML's own", event)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        self._tag(event)
        if len(self.open) >= MAX_DEPTH:
            self.refuse(f"more than {MAX_DEPTH} collections in one another", event)
        parent = self.open[-1] if self.open else None
        if parent is not None and isinstance(parent.value, dict) and not parent.has_key:
            self.refuse("a key that is a collection", event)
        value: dict[str, object] | list[object] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.open.append(_Open(value, event.anchor))

    def _end(self, event: yaml.Event) -> None:
        done = self.open.pop()
        if done.merged and isinstance(done.value, dict):
            done.value = done.merged | done.value
        self._put(done.value, done.size, done.anchor, event)

    def _alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self.anchors:
            self.refuse(f"the alias *{event.anchor} of nothing that ends before it", event)
        value, size = self.anchors[event.anchor]
        self.aliased += size
        if self.aliased > MAX_ALIASED_VALUES:
            self.refuse(f"aliases that stand for more than {MAX_ALIASED_VALUES:,} values", event)
        self._put(value, size, None, event)

    def _put(
        self, value: object, size: int, anchor: str | None, event: yaml.Event, *, plain: bool = False
    ) -> None:
        """Add the next key or value to the innermost open collection."""
        if anchor is not None:
            self.anchors[anchor] = value, size
        if not self.open:
            self.value = value
            return
        into = self.open[-1]
        into.size += size
        if isinstance(into.value, list):
            into.value.append(value)
        elif not into.has_key:
            into.key, into.has_key = self._key(value, event, plain), True
            if into.key in into.value or (into.key is None and into.merged is not None):
                self.refuse(f"the key {into.key or '<<'!r} for the second time", event)
        else:
            into.has_key = False
            if into.key is None:
                into.merged = self._merged(value, event)
            else:
                into.value[into.key] = value

    def _key(self, value: object, event: yaml.Event, plain: bool) -> str | None:
        """Return a key as it is written; None for the merge key."""
        if isinstance(event, yaml.ScalarEvent):
            return None if plain and event.value == "<<" else event.value
        if not isinstance(value, str):
            self.refuse("a key that is no text", event)
        return value

    def _merged(self, value: object, event: yaml.Event) -> dict[str, object]:
        """Return the mapping of a merge key; of several mappings the first with a key wins."""
        found: dict[str, object] = {}
        for mapping in reversed(value) if isinstance(value, list) else (value,):
            if not isinstance(mapping, dict):
                self.refuse("a merge key '<<' with something other than mappings", event)
            found |= mapping
        return found


def _scalar(event: yaml.ScalarEvent) -> str | bool | None:
    is_plain = event.style in (None, "") and event.tag in (None, *KNOWN - {CORE + "str"})
    value: str = event.value
    if is_plain and len(value) <= 5:
        return WORDS.get(value.lower(), value)
    return value
