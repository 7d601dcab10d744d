"""A piece of a page as lines: the runs of text that blocks and `<br>` part from each other."""

from __future__ import annotations

from dataclasses import dataclass

from feedkit.parsers.html import vocabulary as words
from feedkit.parsers.html.outline import HIDDEN, TEXT, Node, Outline


@dataclass(frozen=True, slots=True)
class Line:
    """One line of shown text.

    texts:  its text nodes
    block:  the innermost block around its first text
    """

    texts: tuple[Node, ...]
    block: Node

    @property
    def text(self) -> str:
        return " ".join("".join(node.text for node in self.texts).split())

    @property
    def start(self) -> int:
        return self.texts[0].index

    @property
    def end(self) -> int:
        return self.texts[-1].end


def lines(page: Outline, start: int, end: int) -> list[Line]:
    """The lines of a range, in order; hidden text is left out."""
    rows: list[list[Node]] = []
    for node in page.nodes[start:end]:
        if node.tag != TEXT or node.region & HIDDEN:
            continue
        if not rows or node.text[0] == "\n":
            rows.append([])
        rows[-1].append(node)
    return [Line(tuple(row), _block(row[0])) for row in rows]


def _block(text: Node) -> Node:
    for node in text.ancestors():
        if node.tag in words.BLOCKS:
            return node
    return text
