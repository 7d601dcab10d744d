"""A range of a page as lines: the runs of text that blocks and `<br>` separate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.outline import Node, Outline


class Line:
    """One line of shown text.

    texts:       its text nodes
    block:       the innermost block around its first text
    start, end:  the range of its texts
    text:        what they say, white space folded
    """

    __slots__ = ("block", "end", "start", "text", "texts")

    def __init__(self, texts: Sequence[Node], block: Node) -> None:
        self.texts = texts
        self.block = block
        self.start = texts[0].index
        self.end = texts[-1].end
        self.text = " ".join("".join([node.text for node in texts]).split())


def lines(page: Outline, start: int, end: int) -> Iterator[Line]:
    """The lines of a range, in order; hidden text is left out."""
    return map(line_of, rows(page, start, end))


def rows(page: Outline, start: int, end: int) -> Iterator[list[Node]]:
    """The texts of each line of a range, for whoever needs few of the lines."""
    row: list[Node] = []
    for node in page.shown_in(start, end):
        if row and node.text[0] == "\n":
            yield row
            row = []
        row.append(node)
    if row:
        yield row


def line_of(row: Sequence[Node]) -> Line:
    """The line that some texts are."""
    return Line(row, _block(row[0]))


def _block(text: Node) -> Node:
    node = text.parent
    while node is not None and node.tag not in words.BLOCKS:
        node = node.parent
    return text if node is None else node
