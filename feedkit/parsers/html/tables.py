"""The columns of a table that lists entries, and what its head calls them."""

from __future__ import annotations

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment

CELL_LEVELS = 3  # elements between an element and its cell
MAX_SPAN = 100  # columns of one cell


def column(element: Node, page: Page) -> int:
    """The number of the column that an element is in, counted from 1; 0 outside of tables."""
    cell: Node | None = element
    for _ in range(CELL_LEVELS):
        if cell is None or cell.tag == "td":
            break
        cell = cell.parent
    if cell is None or cell.tag != "td" or cell.parent is None:
        return 0
    return 1 + sum(_span(node) for node in page.children(cell.parent) if node.index < cell.index)


def _span(node: Node) -> int:
    """How many columns a cell covers; 0 of what is no cell."""
    if node.tag not in ("td", "th"):
        return 0
    span = node.get("colspan") if "colspan" in node.attrs else ""
    return min(int(span), MAX_SPAN) if span.isdecimal() and span != "0" else 1


def column_names(segment: Segment, page: Page) -> list[str]:
    """What the head of the table around a segment calls its columns, the first at 1; [] where it has none."""
    table = next((node for node in segment.anchor.ancestors() if node.tag == "table"), None)
    if table is None:
        return []
    head = next((node for node in page.elements(table.index, table.end) if node.tag == "th"), None)
    if head is None or head.parent is None:
        return []
    cells = page.children(head.parent)
    return ["", *(name for n in cells for name in _span(n) * [page.text(n.index, n.end)])]


def last_columns(segment: Segment, page: Page) -> frozenset[int]:
    """The numbers of the columns that hold who replied last and when."""
    return frozenset(at for at, head in enumerate(column_names(segment, page)) if words.LAST.search(head))
