"""A piece of a page as lines: the runs of text that blocks and `<br>` part from each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from feedkit.parsers.html import vocabulary as words
from feedkit.parsers.html.outline import HIDDEN, TEXT, Node, Outline


@dataclass(frozen=True)
class Line:
    """One line of shown text.

    texts:  its text nodes
    block:  the innermost block around its first text
    """

    texts: tuple[Node, ...]
    block: Node

    @cached_property
    def text(self) -> str:
        return " ".join("".join(node.text for node in self.texts).split())

    @property
    def start(self) -> int:
        return self.texts[0].index

    @property
    def end(self) -> int:
        return self.texts[-1].end


def lines(page: Outline, start: int, end: int) -> Iterator[Line]:
    """The lines of a range, in order; hidden text is left out."""
    row: list[Node] = []
    for node in page.nodes[start:end]:
        if node.tag == TEXT and not node.region & HIDDEN:
            if row and node.text[0] == "\n":
                yield Line(tuple(row), _block(row[0]))
                row = []
            row.append(node)
    if row:
        yield Line(tuple(row), _block(row[0]))


def _block(text: Node) -> Node:
    for node in text.ancestors():
        if node.tag in words.BLOCKS:
            return node
    return text
