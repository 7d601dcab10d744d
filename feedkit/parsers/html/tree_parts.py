"""The tree of a page, as lexbor has built it, part by part: for what builds other trees of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from feedkit.parsers.html.outline import TEXT, Node
from feedkit.parsers.html.page import Page


@dataclass(frozen=True, slots=True)
class Element:
    """The start or the end of an element; of an end only the tag counts.

    node: the page's node of it; None for what the page does not show, such as its head
    """

    tag: str
    is_start: bool
    attributes: Mapping[str, str]
    node: Node | None


def tree_parts(page: Page) -> Iterator[Element | str]:
    """Yield the starts and ends of elements and the texts of a page, depth first and without recursion."""
    nodes = page.nodes
    known = {node.source.mem_id: node for node in nodes if node.tag != TEXT}
    open_: list[tuple[LexborNode, str]] = []
    source: LexborNode | None = nodes[0].source if nodes else None
    while source is not None:
        tag = source.tag or "-"
        if tag == "-text":
            yield source.text_content or ""
        elif tag[0] not in "-!":
            attributes = {name: value or "" for name, value in source.attributes.items()}
            yield Element(tag, True, attributes, known.get(source.mem_id))
            inner = source.child
            if inner is not None:
                open_.append((source, tag))
                source = inner
                continue
            yield Element(tag, False, {}, None)
        while (following := source.next) is None and open_:
            source, tag = open_.pop()
            yield Element(tag, False, {}, None)
        source = following
