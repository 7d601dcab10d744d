"""The page as an lxml tree, for a recipe's XPath: made only where a recipe has any.

XPath can take time exponential in its own length, and lxml cannot be stopped. So it runs beside, in a thread
that is left alone when its time is up: whoever waits gets an error, and the program can end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from threading import Event, Thread
from typing import TypeVar

from lxml import etree

from feedkit.errors import RecipeError
from feedkit.parsers.html.outline import TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.selected import Selected
from feedkit.parsers.html.tree_parts import Element, tree_parts

MAX_SECONDS = 10.0  # for one expression on one page
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
PARSER = etree.HTMLParser()  # whose elements may have names that XML has not
NO_NAME = "unnamed"  # of elements whose names lxml cannot hold
NO_ELEMENTS = "wanted XPath that selects elements, found one that gives {}"
T = TypeVar("T")


class XPathTree:
    """Selects by XPath 1.0 in the tree that a browser would build."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._nodes: dict[etree._Element, Node] = {}
        self._elements: dict[int, etree._Element] = {}  # by the index of the node
        self._build(page)

    def elements(self, xpath: str) -> list[Node]:
        """The nodes of the whole page that an expression selects, in document order.

        Raises:
            RecipeError: it takes too long, or gives something else.
        """
        if not self._page.nodes:
            return []
        root = self._page.nodes[0]
        (found,) = self._evaluated(xpath, [root])
        if not isinstance(found, list) or not all(isinstance(one, etree._Element) for one in found):
            raise RecipeError(f'recipe: "{xpath}": {NO_ELEMENTS.format(_kind(found))}')
        return sorted((self._nodes[one] for one in found if one in self._nodes), key=lambda node: node.index)

    def within(self, segments: Sequence[Segment], xpath: str) -> list[list[Selected]]:
        """For each segment what an expression selects, or computes, from its element on.

        Raises:
            RecipeError: it takes too long, or gives true or false.
        """
        starts = [_element_of(segment, self._page) for segment in segments]
        found = self._evaluated(xpath, starts)
        return [list(self._selected(one, start, xpath)) for one, start in zip(found, starts, strict=True)]

    def _selected(self, found: object, start: Node, xpath: str) -> Iterator[Selected]:
        if isinstance(found, bool):
            wanted = "wanted XPath that gives elements, attributes or text, found true or false"
            raise RecipeError(f'recipe: "{xpath}": {wanted}')
        if isinstance(found, float):
            found = f"{found:g}" if found == found else ""  # NaN, which no number is
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, etree._Element):
                if one in self._nodes:
                    yield Selected(self._nodes[one])
            elif isinstance(one, str) and one.strip():
                yield Selected(self._holder(one) or start, " ".join(one.split()))

    def _holder(self, text: str) -> Node | None:
        """The element that has a text or an attribute; None for a text that is computed."""
        parent = text.getparent() if isinstance(text, etree._ElementUnicodeResult) else None
        if parent is not None and text.is_tail:  # type: ignore[attr-defined]
            parent = parent.getparent()
        return self._nodes.get(parent) if parent is not None else None

    def _evaluated(self, xpath: str, starts: Sequence[Node]) -> list[object]:
        """The results of an expression from each of some elements on."""
        compiled = etree.XPath(xpath, regexp=False)
        elements = [self._elements[node.index] for node in starts]
        stopped = Event()

        def evaluate() -> list[object]:
            return [compiled(element) for element in elements if not stopped.is_set()]

        try:
            return _in_time(evaluate, stopped)
        except TimeoutError:
            raise RecipeError(
                f'recipe: the XPath "{xpath}" takes more than {MAX_SECONDS:.0f} seconds on this page; wanted '
                "fewer of //, preceding:: and following::, which look through all of it"
            ) from None
        except etree.XPathError as error:
            raise RecipeError(f'recipe: "{xpath}" is no XPath 1.0: {error}') from error

    def _build(self, page: Page) -> None:
        open_: list[etree._Element] = []
        texts: list[str] = []  # since the last tag
        for part in tree_parts(page):
            if isinstance(part, str):
                texts.append(part)
                continue
            if open_:
                _add_text(open_[-1], texts)
            texts.clear()
            if part.is_start:
                made = self._made(part)
                if open_:
                    open_[-1].append(made)
                open_.append(made)
            else:
                open_.pop()

    def _made(self, part: Element) -> etree._Element:
        made = PARSER.makeelement(_name(part.tag))
        for name, value in part.attributes.items():
            try:
                made.set(name, NOT_IN_XML.sub("", value))
            except ValueError:  # a name that cannot be written in XPath either
                continue
        if part.node is not None:
            self._nodes[made] = part.node
            self._elements[part.node.index] = made
        return made


def _add_text(element: etree._Element, texts: Sequence[str]) -> None:
    """Add texts behind all that an element has."""
    text = NOT_IN_XML.sub("", "".join(texts))
    if text and len(element):
        element[-1].tail = text
    elif text:
        element.text = text


def _name(tag: str) -> str:
    return tag if re.fullmatch(r"[\w.:-]+", tag) else NO_NAME


def _element_of(segment: Segment, page: Page) -> Node:
    """The element that an entry is, or that it begins with."""
    first = page.nodes[segment.start]
    if first.tag != TEXT and first.end == segment.end:
        return first
    node = segment.anchor
    while node.tag == TEXT and node.parent is not None:
        node = node.parent
    return node


def _in_time(compute: Callable[[], T], stopped: Event) -> T:
    """Return what a function computes in another thread, of which no more than that is waited for.

    Raises:
        TimeoutError: it takes more than MAX_SECONDS; `stopped` is set then.
    """
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(compute())
        except Exception as error:
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    try:
        return future.result(MAX_SECONDS)
    finally:
        stopped.set()


def _kind(found: object) -> str:
    if isinstance(found, list):
        return "attributes or text"
    return "true or false" if isinstance(found, bool) else "a number" if isinstance(found, float) else "text"
