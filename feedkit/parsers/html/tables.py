"""The columns of a table that lists entries, and what its head calls them."""

from __future__ import annotations

from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment

CELL_LEVELS = 3  # elements between an element and its cell


def column(element: Node, page: Page) -> int:
    """The number of the column that an element is in, counted from 1; 0 outside of tables."""
    cell: Node | None = element
    for _ in range(CELL_LEVELS):
        if cell is None or cell.tag == "td":
            break
        cell = cell.parent
    if cell is None or cell.tag != "td" or cell.parent is None:
        return 0
    return 1 + sum(
        node.tag in ("td", "th") and node.index < cell.index for node in page.children(cell.parent)
    )


def column_names(segment: Segment, page: Page) -> list[str]:
    """What the head of the table around a segment calls its columns, the first at 1; [] where it has none."""
    table = next((node for node in segment.anchor.ancestors() if node.tag == "table"), None)
    if table is None:
        return []
    head = next((node for node in page.elements(table.index, table.end) if node.tag == "th"), None)
    if head is None or head.parent is None:
        return []
    return ["", *(page.text(n.index, n.end) for n in page.children(head.parent) if n.tag in ("td", "th"))]
