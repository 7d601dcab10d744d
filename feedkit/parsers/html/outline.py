"""The outline of a page: one pass over the tree a browser would build, keeping what the search needs.

Nodes stand in document order, so that any piece of a page is a range of indices, a subtree is
`range(node.index, node.end)`, and whatever can be counted is counted for a range by two look-ups.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedkit.parsers.html import page_words as words
from feedkit.parsers.page_data import MIN_DATA_LENGTH, data_attributes
from feedkit.values.html_limits import bounded_html

TEXT = "#text"
TEXT_KIND = 0
MAX_NODES = 2_000_000  # a page of some 100 MB; what comes after is not read
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
BLANKS = " \t\n\r\f"
HEAD_TAGS = frozenset(("html", "base", "script", "title"))
HEADINGS = words.HEADINGS
LISTED_TAGS = HEADINGS | {"a", "meta", "link", "img"}
RARE_REGION_ATTRIBUTES = frozenset(
    ("role", "style", "aria-hidden", "hidden")
)  # that say, beside class and id, what part of the page an element is
PICTURE_ATTRIBUTES = frozenset(
    (*words.BACKGROUND_ATTRIBUTES, "style", "itemprop")
)  # that may show a picture without `<img>`
LISTED_ATTRIBUTES = words.STAMP_ATTRIBUTES | PICTURE_ATTRIBUTES | {"itemtype", "typeof"}
FORMAT_CLASS = re.compile("h-entry|h-event")
HIDDEN = words.HIDDEN
LINKED = words.LINKED
NO_ATTRIBUTES: dict[str, str | None] = {}


class Node(Struct, eq=False, gc=False):
    """An element, or a run of text.

    parent:      the element around it
    index, end:  the range of the subtree in document order
    region:      bits of `page_words.Region` for the parts of the page that the node lies in
    source:      the node of the tree it was read from
    kind:        a number, equal for elements of one tag and the same lasting classes
    path:        a number, equal for elements under the same chain of tags
    text:        of a text node, its text; it begins with "\\n" where a block or a `<br>` separates it from
                 the text before, with " " where white space does
    position:    its index among its siblings, once `Outline.children` or `siblings` was asked for them

    Made in C. It points to what is around it, never in a circle: the collector of garbage leaves it alone.
    """

    tag: str
    attrs: dict[str, str | None]
    parent: Node | None
    index: int
    end: int
    region: int
    source: LexborNode
    kind: int
    path: int
    text: str = ""
    position: int = -1

    @property
    def html(self) -> str:
        """The markup of the node and what is in it."""
        return self.source.html or ""

    def get(self, name: str) -> str:
        """An attribute's value, "" where it is absent or empty."""
        return self.attrs.get(name) or ""

    def holds(self, other: Node) -> bool:
        """Return whether `other` is this node or lies within it."""
        return self.index <= other.index < self.end

    def ancestors(self) -> Iterator[Node]:
        """The elements around this node, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def __repr__(self) -> str:
        return repr(self.text) if self.tag == TEXT else f"<{self.tag} {self.index}-{self.end}>"


@lru_cache(maxsize=8192)
def lasting_classes(value: str) -> tuple[str, ...]:
    """The classes that entries of one list share: without those of numbers, states, positions."""
    return tuple(
        sorted(
            {
                c
                for c in value.split()
                if not any(map(str.isdigit, c)) and c.lower() not in words.PASSING_CLASSES
            }
        )
    )


class Outline:
    """A page as a list of nodes in document order. Any text is a page: as in a browser, nothing is an error.

    root:        the root of its tree
    nodes:       elements and runs of text; scripts, styles, comments and templates are left out
    texts:       the runs of text among them, hidden ones too
    shown:       those that are not hidden
    links:       the shown `<a href>`
    headings:    the shown h1 to h6
    head_nodes:  every `<meta>` and `<link>`, microdata's in the body too
    items:       what microdata names: every element with an `itemtype` or an `itemprop`
    scripts:     the text of each JSON-LD script
    data:        the other scripts in the page
    has_formats: whether an element's class or attribute names an item of microformats or RDFa
    data_attributes: the names of attributes with data for scripts
    islands:     the elements with data for scripts in an attribute
    stamped:     the elements with an attribute that may hold a date
    pictured:    every `<img>`, and the other elements that may show a picture
    base:        the `<base href>`, "" where there is none
    language:    the language tag of `<html lang>`, "" where there is none
    title:       the text of `<title>`
    hides:       whether styles or attributes hide something, which `show_hidden` would show
    """

    def __init__(self, content: str, *, show_hidden: bool = False, same_tree: Outline | None = None) -> None:
        """Read a page.

        Args:
            content: its HTML.
            show_hidden: take what styles and attributes hide for shown, as scripts may show it later.
            same_tree: an outline of the same page, whose tree is taken again.
        """
        self.nodes: list[Node] = []
        self.texts: list[Node] = []
        self.links: list[Node] = []
        self.headings: list[Node] = []
        self.head_nodes: list[Node] = []
        self.items: list[Node] = []
        self.scripts: list[str] = []
        self.data: list[tuple[dict[str, str | None], LexborNode]] = []
        self.data_attributes: frozenset[str] = (
            same_tree.data_attributes if same_tree else data_attributes(content)
        )
        self.has_formats = False
        self.islands: list[Node] = []
        self.stamped: list[Node] = []
        self.pictured: list[Node] = []
        self.base = ""
        self.language = ""
        self.title = ""
        self.hides = False
        self._children: dict[int, list[Node]] = {}
        self._descriptions: dict[int, str] = {}  # by kind
        self._lines_of_text: dict[tuple[int, int, int | None], str] = {}
        self.root: LexborNode | None = (
            same_tree.root if same_tree else LexborHTMLParser(bounded_html(content)).root
        )
        if self.root is not None:
            _Walk(self, show_hidden=show_hidden).walk(self.root)
        self.shown = [text for text in self.texts if not text.region & HIDDEN]
        self._shown_indices = [text.index for text in self.shown]

    @property
    def json_texts(self) -> Iterator[Node]:
        """The texts that may be JSON."""
        for node in self.texts:
            if len(node.text) >= MIN_DATA_LENGTH:
                text = node.text.lstrip(BLANKS)
                if text[0] in "{[" and len(text) >= MIN_DATA_LENGTH:
                    yield node

    def describe(self, node: Node) -> str:
        """Describe a node for people: "h2.entry-title"."""
        element = node.parent if node.tag == TEXT and node.parent is not None else node
        found = self._descriptions.get(element.kind)
        if found is None:
            found = ".".join((element.tag, *lasting_classes(element.get("class"))[:1]))
            self._descriptions[element.kind] = found
        return found

    def text(self, start: int, end: int, *, limit: int | None = None) -> str:
        """The shown text of a range as one line, blanks folded; only its first `limit` texts, if given.

        Most ranges are asked for several times: what was found is kept.
        """
        key = start, end, limit
        found = self._lines_of_text.get(key)
        if found is None:
            texts = self.shown_in(start, end)[:limit]
            said = texts[0].text if len(texts) == 1 else "".join([text.text for text in texts])
            found = " ".join(said.split())
            self._lines_of_text[key] = found
        return found

    def shown_in(self, start: int, end: int) -> list[Node]:
        """The shown texts of a range."""
        return self.shown[bisect_left(self._shown_indices, start) : bisect_left(self._shown_indices, end)]

    @cached_property
    def _row_starts(self) -> list[int]:
        """Where among the shown texts a line begins, and where they end."""
        return [*(at for at, text in enumerate(self.shown) if text.text[0] == "\n"), len(self.shown)]

    def rows(self, start: int, end: int) -> Iterator[list[Node]]:
        """The shown texts of each line of a range."""
        at, last = bisect_left(self._shown_indices, start), bisect_left(self._shown_indices, end)
        starts = self._row_starts
        number = bisect_right(starts, at)
        while at < last:
            stop = min(starts[number], last)
            yield self.shown[at:stop]
            at, number = stop, number + 1

    def elements(self, start: int, end: int) -> Iterator[Node]:
        """The elements of a range."""
        return (node for node in self.nodes[start:end] if node.tag != TEXT)

    def children(self, parent: Node) -> list[Node]:
        """The elements and texts right inside a node; listed once."""
        row = self._children.get(parent.index)
        if row is None:
            row = self._children[parent.index] = []
            index, nodes = parent.index + 1, self.nodes
            while index < parent.end:
                child = nodes[index]
                child.position = len(row)
                row.append(child)
                index = child.end
        return row

    def siblings(self, node: Node) -> tuple[list[Node], int]:
        """The children of a node's parent, and the node's index among them."""
        assert node.parent is not None
        return self.children(node.parent), node.position


class _Walk:
    """One walk over the tree. A text keeps whether a block begins or ends before it."""

    def __init__(self, page: Outline, *, show_hidden: bool) -> None:
        self.page = page
        self.show_hidden = show_hidden
        self.noted = RARE_REGION_ATTRIBUTES | LISTED_ATTRIBUTES | page.data_attributes
        self.tags: dict[int, str | None] = {}  # by lexbor's numbers of them
        self.regions_and_kinds: dict[object, tuple[int, int]] = {}
        self.kinds: dict[tuple[str, tuple[str, ...]], int] = {(TEXT, ()): TEXT_KIND}
        self.paths: dict[tuple[int, str], int] = {}

    def walk(self, root: LexborNode) -> None:
        """Depth first, without recursion, as pages nest deeper than Python's stack.

        This loop sees every node of every page: it calls nothing that it can do itself, and what it needs
        is at hand.
        """
        nodes, texts, element_of = self.page.nodes, self.page.texts, self.element
        blocks, tags = words.BLOCKS, self.tags
        open_: list[tuple[LexborNode, Node]] = []
        parent: Node | None = None
        gap = ""  # what separates the next text from the last: "", " " or "\n"
        source: LexborNode | None = root
        while source is not None:
            try:
                tag = tags[source.tag_id]
            except KeyError:
                tag = self.tag_of(source)
            if tag is TEXT:
                text = source.text_content or ""
                folded = text.strip(BLANKS)
                if folded and parent is not None:
                    index = len(nodes)
                    spaced = (gap or (" " if text[0] in BLANKS else "")) + folded
                    region = parent.region
                    node = Node(
                        TEXT, NO_ATTRIBUTES, parent, index, index + 1, region, source, TEXT_KIND, -1, spaced
                    )
                    nodes.append(node)
                    texts.append(node)
                    gap = " " if text[-1] in BLANKS else ""
                elif text:
                    gap = gap or " "
            elif tag is not None and len(nodes) < MAX_NODES:
                element = element_of(source, tag, parent)
                if element is not None:
                    nodes.append(element)
                    if tag in blocks:
                        gap = "\n"
                    inner = source.child
                    if inner is not None:
                        open_.append((source, element))
                        source, parent = inner, element
                        continue
            while (following := source.next) is None and open_:
                source, element = open_.pop()
                element.end = len(nodes)
                if element.tag in blocks:
                    gap = "\n"
                parent = element.parent
            source = following

    def tag_of(self, source: LexborNode) -> str | None:
        """The tag of a node, None where the outline leaves it out; one string for all nodes of a tag."""
        tag = source.tag or "-"
        kept = TEXT if tag == "-text" else None if tag[0] in "-!" or tag in words.SKIPPED else tag
        self.tags[source.tag_id] = kept
        return kept

    def element(self, source: LexborNode, tag: str, parent: Node | None) -> Node | None:
        """The node of an element; None where nothing inside it is of interest."""
        page = self.page
        attrs: dict[str, str | None] = source.attributes or NO_ATTRIBUTES
        if tag in HEAD_TAGS:
            if tag in ("script", "title"):
                self.keep_text_of(tag, source, attrs)
                return None
            self.keep_head(tag, attrs)
        key: object = tag
        is_noted = False
        if attrs:
            get = attrs.get
            name = get("id")
            key = tag, get("class"), region_of_names(name) if name else 0
            is_noted = not self.noted.isdisjoint(attrs)
            if is_noted and not RARE_REGION_ATTRIBUTES.isdisjoint(attrs):
                key = key, get("role"), get("style"), get("aria-hidden"), "hidden" in attrs
        region, kind = self.regions_and_kinds.get(key) or self.region_and_kind(key, tag, attrs)
        around = -1
        if parent is not None:
            region |= parent.region
            around = parent.path
        path = self.paths.get((around, tag))
        if path is None:
            path = self.paths[around, tag] = len(self.paths)
        if self.show_hidden and tag not in words.BY_TAG:
            region &= ~HIDDEN if parent is None or not parent.region & HIDDEN else ~0
        index = len(page.nodes)
        node = Node(tag, attrs, parent, index, index + 1, region, source, kind, path)
        if tag in LISTED_TAGS:
            self.list_node(node)
        if is_noted:
            self.list_attributes(node)
        return node

    def list_node(self, node: Node) -> None:
        """Add a link, a heading, a picture or a node of the page's head to its list."""
        if node.tag == "img":
            self.page.pictured.append(node)
        elif node.tag in ("meta", "link"):
            self.page.head_nodes.append(node)
        elif node.region & HIDDEN:
            return
        elif node.tag in HEADINGS:
            self.page.headings.append(node)
        elif node.attrs.get("href"):
            node.region |= LINKED
            self.page.links.append(node)

    def list_attributes(self, node: Node) -> None:
        """Add a node to the lists that its attributes belong to."""
        attrs = node.attrs
        if "itemprop" in attrs or "itemtype" in attrs:
            self.page.items.append(node)
        if "typeof" in attrs:
            self.page.has_formats = True
        if not self.page.data_attributes.isdisjoint(attrs):
            self.page.islands.append(node)
        if not words.STAMP_ATTRIBUTES.isdisjoint(attrs):
            self.page.stamped.append(node)
        if node.tag != "img" and not PICTURE_ATTRIBUTES.isdisjoint(attrs):
            self.page.pictured.append(node)

    def keep_text_of(self, tag: str, source: LexborNode, attrs: dict[str, str | None]) -> None:
        if tag == "script" and "ld+json" in (attrs.get("type") or ""):
            self.page.scripts.append(source.text_content or source.text())
        elif tag == "script" and not attrs.get("src"):
            self.page.data.append((attrs, source))
        elif tag == "title" and not self.page.title:
            self.page.title = " ".join(source.text().split())

    def keep_head(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "base":
            self.page.base = self.page.base or attrs.get("href") or ""
        elif tag == "html":
            self.page.language = attrs.get("lang") or attrs.get("xml:lang") or ""

    def region_and_kind(self, key: object, tag: str, attrs: dict[str, str | None]) -> tuple[int, int]:
        """An element's own region and its kind; remembered for all elements that say the same of them."""
        region = own_region(tag, attrs) | (HIDDEN if "hidden" in attrs else 0)
        if region & HIDDEN and tag not in words.BY_TAG:
            self.page.hides = True
        classes = attrs.get("class") or ""
        if "h-e" in classes and FORMAT_CLASS.search(classes):
            self.page.has_formats = True
        shape = (tag, lasting_classes(classes))
        found = self.regions_and_kinds[key] = (region, self.kinds.setdefault(shape, len(self.kinds)))
        return found


def own_region(tag: str, attrs: dict[str, str | None]) -> int:
    """What an element's own tag, role, names and style say of the part of the page it is."""
    if tag in ("html", "body"):
        return 0
    region = words.BY_TAG.get(tag, 0)
    if not RARE_REGION_ATTRIBUTES.isdisjoint(attrs):
        region |= words.BY_ROLE.get(attrs.get("role") or "", 0)
        style = attrs.get("style")
        if (attrs.get("aria-hidden") == "true" and tag != "a") or (style and HIDDEN_STYLE.search(style)):
            region |= HIDDEN
    classes, name = attrs.get("class"), attrs.get("id")
    if classes:
        region |= region_of_names(classes)
    if name:
        region |= region_of_names(name)
    if region & HIDDEN and classes and words.UNHIDDEN.search(classes):
        region &= ~HIDDEN
    return region


@lru_cache(maxsize=4096)
def region_of_names(names: str) -> int:
    """The regions that classes or an id name."""
    region = 0
    for name in names.split():
        region |= _named_region(name)
    return region


@lru_cache(maxsize=4096)
def _named_region(name: str) -> int:
    """The region that one class or id names: "site-footer", "navBar", "hidden"."""
    if name.lower() in words.HIDDEN_NAMES:
        return HIDDEN
    parts = [part.lower() for part in words.NAME_PARTS.findall(name)]
    if words.NAMES.keys().isdisjoint(parts):
        return 0
    if words.NOT_REGIONS.intersection(parts[:-1]):
        return 0
    region = 0
    for part, following in zip(parts, (*parts[1:], ""), strict=False):
        found = words.NAMES.get(part, 0)
        if found & words.Region.LABELS and following not in words.BOX_NAMES:
            found = 0  # "category-travel" is the label of a post, not a box of labels
        region |= found
    return region
