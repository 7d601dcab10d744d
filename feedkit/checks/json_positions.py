"""The positions of values in a JSON document, which Python's reader does not give."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

Path = tuple[str | int, ...]

TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]++')
LEAF: Any = object()  # the key, which no JSON has, that marks a wanted value in the tree of paths


def positions_of(text: str, paths: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Return line and column of the values at some paths, in one pass over the text of a document.

    Of a key that an object has twice, it is the last; a path that is not there is left out.
    """
    wanted: dict[Any, Any] = {}
    for path in paths:
        branch = wanted
        for part in path:
            branch = branch.setdefault(part, {})
        branch[LEAF] = path
    offsets = dict(_offsets(text, wanted))
    positions: dict[Path, tuple[int, int]] = {}
    line, line_break, start = 1, -1, 0
    for path, offset in sorted(offsets.items(), key=lambda item: item[1]):
        line += text.count("\n", start, offset)
        line_break = max(line_break, text.rfind("\n", start, offset))
        start = offset
        positions[path] = (line, offset - line_break)
    return positions


def _offsets(text: str, wanted: dict[Any, Any]) -> Iterator[tuple[Path, int]]:
    """Return the offset of each wanted value; only the branches that hold one are followed."""
    stack: list[tuple[dict[Any, Any], int | None]] = []
    branch: dict[Any, Any] = {0: wanted}  # the document is read as the first of a list
    index: int | None = 0  # None in an object
    key, key_next, skipped = "", False, 0
    for match in TOKEN.finditer(text):
        token = match.group()
        if skipped:
            skipped += (token in "{[") - (token in "}]")
        elif token == ",":
            index = index + 1 if index is not None else None
            key_next = index is None
        elif token in "}]":
            branch, index = stack.pop()
            key_next = False
        elif key_next:
            key, key_next = str(json.loads(token)), False
        elif token != ":":
            below: dict[Any, Any] | None = branch.get(key if index is None else index)
            if below is not None and LEAF in below:
                yield below[LEAF], match.start()
            if token not in "{[":
                continue
            if below is None or below.keys() == {LEAF}:  # nothing in it is wanted
                if not stack:
                    return
                skipped = 1
            else:
                stack.append((branch, index))
                branch, index, key_next = below, 0 if token == "[" else None, token == "{"
