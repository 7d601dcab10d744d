"""The page as a Beautiful Soup tree, for a recipe's selectors: made only where a recipe asks for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from copy import copy
from functools import lru_cache

import soupsieve
from bs4 import BeautifulSoup, Tag
from bs4.builder import HTMLTreeBuilder
from selectolax.lexbor import LexborNode

from feedkit.parsers.html.outline import TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment

SCOPE = "feedkit-scope"  # an attribute that stands for `:scope`
SCOPED = re.compile(r":scope(?![\w-])", re.I)


class Soup:
    """Selects the nodes of an outline by CSS, in the tree that a browser would build."""

    def __init__(self, page: Page) -> None:
        self.page = page
        builder = _Builder(page)
        self._soup = BeautifulSoup("", builder=builder)
        self._nodes, self._tags = builder.nodes, builder.tags

    def select(self, css: str) -> list[Node]:
        """The nodes of the whole page that a selector finds, in document order."""
        return self._known(_compiled(css).select(self._soup))

    def within(self, segments: Sequence[Segment], css: str, *, inner: bool) -> list[list[Node]]:
        """For each segment the nodes that a selector finds; with `inner` only those in its first one.

        The page is searched once; `:scope` is the outermost elements of each segment.
        """
        tops = [list(self._tops(segment)) for segment in segments]
        for tag in (tag for row in tops for tag in row):
            tag[SCOPE] = ""
        found = self.select(SCOPED.sub(f"[{SCOPE}]", css))
        for tag in (tag for row in tops for tag in row):
            del tag[SCOPE]
        indices = [node.index for node in found]
        return [
            found[bisect_left(indices, segment.start + inner) : bisect_left(indices, segment.end)]
            for segment in segments
        ]

    def tag(self, node: Node) -> Tag:
        """The tag of an element."""
        return self._tags[node.index]

    def markup_without(self, node: Node, css: str) -> str:
        """The markup of an element without what a selector finds in it."""
        kept = copy(self._tags[node.index])
        for tag in _compiled(css).select(kept):
            tag.extract()
        return kept.decode()

    def names(self) -> set[str]:
        """Every name that selectors of this page can use: tags, `.classes` and `#ids`."""
        found = set()
        for node in self.page.nodes:
            if node.tag != TEXT:
                found.add(node.tag)
                found.update(f".{name}" for name in node.get("class").split())
                found.update(f"#{name}" for name in node.get("id").split())
        return found

    def _known(self, tags: list[Tag]) -> list[Node]:
        return [self._nodes[id(tag)] for tag in tags if id(tag) in self._nodes]

    def _tops(self, segment: Segment) -> Iterator[Tag]:
        """The outermost elements of a segment."""
        index = segment.start
        while index < segment.end:
            node = self.page.nodes[index]
            if node.tag != TEXT:
                yield self._tags[index]
            index = node.end


class _Builder(HTMLTreeBuilder):
    """Hands the tree that lexbor has built to Beautiful Soup.

    nodes:  the node of each tag, by the tag's `id`
    tags:   the tag of each node, by the node's index
    """

    NAME = "lexbor"

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.nodes: dict[int, Node] = {}
        self.tags: dict[int, Tag] = {}

    def feed(self, markup: object) -> None:
        """Walk the tree; depth first and without recursion."""
        assert self.soup is not None
        nodes = self.page.nodes
        known = {node.source.mem_id: node for node in nodes if node.tag != TEXT}
        open_: list[tuple[LexborNode, str]] = []
        source: LexborNode | None = nodes[0].source if nodes else None
        while source is not None:
            tag = source.tag or "-"
            if tag == "-text":
                self.soup.handle_data(source.text_content or "")
            elif tag[0] not in "-!":
                self._start(source, tag, known)
                inner = source.child
                if inner is not None:
                    open_.append((source, tag))
                    source = inner
                    continue
                self.soup.handle_endtag(tag)
            while (following := source.next) is None and open_:
                source, tag = open_.pop()
                self.soup.handle_endtag(tag)
            source = following

    def _start(self, source: LexborNode, tag: str, known: dict[int, Node]) -> None:
        assert self.soup is not None
        attributes = {name: value or "" for name, value in source.attributes.items()}
        made = self.soup.handle_starttag(tag, None, None, attributes)
        node = known.get(source.mem_id)
        if node is not None and made is not None:
            self.nodes[id(made)] = node
            self.tags[node.index] = made


@lru_cache(maxsize=256)
def _compiled(css: str) -> soupsieve.SoupSieve:
    return soupsieve.compile(css)
