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
        said = texts[0].text if len(texts) == 1 else "".join([node.text for node in texts])
        self.text = " ".join(said.split())


def lines(page: Outline, start: int, end: int) -> Iterator[Line]:
    """The lines of a range, in order; hidden text is left out."""
    return map(line_of, page.rows(start, end))


def line_of(row: Sequence[Node]) -> Line:
    """The line that some texts are."""
    return Line(row, block_of(row[0]))


def block_of(text: Node) -> Node:
    """The innermost block around a text; the text where there is none."""
    node = text.parent
    while node is not None and node.tag not in words.BLOCKS:
        node = node.parent
    return text if node is None else node
