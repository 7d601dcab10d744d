"""The page as a Beautiful Soup tree, for a recipe's CSS: made only where a recipe asks for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property, lru_cache

import soupsieve
from bs4 import BeautifulSoup, Tag
from bs4.builder import HTMLTreeBuilder

from feedkit.parsers.html.outline import TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.tree_parts import tree_parts
from feedkit.parsers.html.xpath_tree import XPathTree
from feedkit.recipes.selectors import xpath_in

SCOPE = "feedkit-scope"  # an attribute that stands for `:scope`
REMOVED = "feedkit-removed"  # an attribute of what is left out of a copy
SCOPED = re.compile(r":scope(?![\w-])", re.I)


class Soup:
    """Selects the nodes of an outline by CSS, in the tree that a browser would build."""

    def __init__(self, page: Page) -> None:
        self.page = page
        builder = _Builder(page)
        self._soup = BeautifulSoup("", builder=builder)
        self._nodes, self._tags = builder.nodes, builder.tags

    def select(self, selector: str) -> list[Node]:
        """The nodes of the whole page that a selector finds, CSS or XPath, in document order.

        Raises:
            RecipeError: the XPath takes too long, or selects something else than elements.
        """
        xpath = xpath_in(selector)
        return self._select(selector) if xpath is None else self.xpath.elements(xpath)

    @cached_property
    def xpath(self) -> XPathTree:
        """The same page for XPath; made where a recipe has any."""
        return XPathTree(self.page)

    def _select(self, css: str) -> list[Node]:
        return self._known(_compiled(css).select(self._soup))

    def within(self, segments: Sequence[Segment], css: str, *, inner: bool) -> list[list[Node]]:
        """For each segment the nodes that a selector finds; with `inner` only those in its first one.

        The page is searched once; `:scope` is the outermost elements of each segment.
        """
        tops = [list(self._tops(segment)) for segment in segments]
        for tag in (tag for row in tops for tag in row):
            tag[SCOPE] = ""
        found = self._select(SCOPED.sub(f"[{SCOPE}]", css))
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

    def markup_without(self, node: Node, removed: Iterable[Node]) -> str:
        """The markup of an element without some elements in it."""
        marked = [self._tags[other.index] for other in removed if node.holds(other)]
        for tag in marked:
            tag[REMOVED] = ""
        kept = copy(self._tags[node.index])
        for tag in marked:
            del tag[REMOVED]
        for tag in _compiled(f"[{REMOVED}]").select(kept):
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
        """Walk the tree."""
        assert self.soup is not None
        for part in tree_parts(self.page):
            if isinstance(part, str):
                self.soup.handle_data(part)
            elif part.is_start:
                made = self.soup.handle_starttag(part.tag, None, None, dict(part.attributes))
                if part.node is not None and made is not None:
                    self.nodes[id(made)] = part.node
                    self.tags[part.node.index] = made
            else:
                self.soup.handle_endtag(part.tag)


@lru_cache(maxsize=256)
def _compiled(css: str) -> soupsieve.SoupSieve:
    return soupsieve.compile(css)
