"""A range of a page as lines: the runs of text that blocks and `<br>` separate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.outline import Node, Outline


class Line(Struct, eq=False, gc=False):
    """One line of shown text.

    texts:       its text nodes
    block:       the innermost block around its first text
    start, end:  the range of its texts
    text:        what they say, white space folded

    Made in C, as a node is, and never in a circle either.
    """

    texts: Sequence[Node]
    block: Node
    start: int
    end: int
    text: str


def lines(page: Outline, start: int, end: int) -> Iterator[Line]:
    """The lines of a range, in order; hidden text is left out."""
    return map(line_of, page.rows(start, end))


def line_of(texts: Sequence[Node], block: Node | None = None) -> Line:
    """The line that some texts are; `block` is the innermost block around the first, where it is known."""
    first = texts[0]
    if len(texts) == 1:
        last, said = first, first.text
    else:
        last, said = texts[-1], "".join([node.text for node in texts])
    return Line(texts, block or block_of(first), first.index, last.end, " ".join(said.split()))


def block_of(text: Node) -> Node:
    """The innermost block around a text; the text where there is none."""
    node = text.parent
    while node is not None and node.tag not in words.BLOCKS:
        node = node.parent
    return text if node is None else node
