"""What markup says of a page's entries, as objects with schema.org's names: microdata, RDFa, microformats.

An item is an element with a type; its properties are elements within it, hidden ones too, and may be items
themselves. How each of the three writes types and names is a function here; the rest is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page

MAX_ITEMS = 2000  # of a page, with their properties
MAX_TEXT_LENGTH = 5000  # characters of a property
ENTRY_TYPE = re.compile(r"(?:^|[/:#\s])\w*(?:Posting|Article|Event|Episode|Post|Report|Review)(?=\s|$)")
ADDRESSES = ("href", "src", "data")  # attributes that are a property's value, before its text
VALUES = ("content", "datetime", "value")
ADDRESSED = ("url", "image", "mainEntityOfPage", "contentUrl")  # properties that are addresses
PREFIX = re.compile(r"\S*[/#:]")
FORMATS = {  # classes of microformats 2 → names of schema.org
    "p-name": "name",
    "u-url": "url",
    "dt-published": "datePublished",
    "dt-updated": "dateModified",
    "dt-start": "startDate",
    "p-author": "author",
    "p-category": "keywords",
    "p-summary": "description",
    "u-photo": "image",
    "u-featured": "image",
}
MARKS = frozenset("class itemscope typeof itemprop property".split())  # attributes that mark items
FORMAT_TYPES = {"h-entry": "BlogPosting", "h-event": "Event", "h-card": "Person"}

Item = dict[str, object]


def marked_items(page: Page) -> list[Item]:
    """Return the entries that the markup of a page describes, in document order; none where it has none."""
    if not page.has_formats and not any(words.ENTRY_TYPE.search(node.get("itemtype")) for node in page.items):
        return []
    found: list[Item] = []
    open_: list[tuple[int, Item]] = []  # the items around a node: where each ends
    for node in page.nodes:
        attrs = node.attrs
        if not attrs or MARKS.isdisjoint(attrs) or len(found) > MAX_ITEMS:
            continue
        classes, named = _named_by_classes(attrs.get("class") or "")
        kind = _type(node) if "itemscope" in attrs or "typeof" in attrs else classes
        names = [*_names(node), *named] if "itemprop" in attrs or "property" in attrs else named
        if not kind and not names:
            continue
        while open_ and open_[-1][0] <= node.index:
            open_.pop()
        item: Item | None = {"@type": kind} if kind else None
        if open_:
            for name in names:
                _add(open_[-1][1], name, item if item is not None else _value(node, page, name))
        if item is not None:
            if ENTRY_TYPE.search(kind) and not names:
                found.append(item)
            if (about := node.get("about") or node.get("resource")) and node.get("typeof"):
                item["url"] = about
            open_.append((node.end, item))
    return found


@lru_cache(maxsize=4096)
def _named_by_classes(value: str) -> tuple[str, tuple[str, ...]]:
    """The type of a microformat that classes name, "" for none, and the names of properties."""
    names = value.split()
    kind = next((FORMAT_TYPES[name] for name in names if name in FORMAT_TYPES), "")
    return kind, tuple(FORMATS[name] for name in names if name in FORMATS)


def _type(node: Node) -> str:
    """The type that the item of an element has in microdata or RDFa."""
    return node.get("itemtype") or node.get("typeof") or "Thing"


def _names(node: Node) -> list[str]:
    """The names of the properties that an element has in microdata and RDFa."""
    return [PREFIX.sub("", name) for name in f"{node.get('itemprop')} {node.get('property')}".split()]


def _value(node: Node, page: Page, name: str) -> str:
    """The value of a property that is no item."""
    attributes = (*ADDRESSES, *VALUES) if name in ADDRESSED else VALUES
    given: Iterator[str] = (value for key in attributes if (value := node.get(key).strip()))
    return next(given, "")[:MAX_TEXT_LENGTH] or page.text(node.index, node.end)[:MAX_TEXT_LENGTH]


def _add(item: Item, name: str, value: object) -> None:
    """Add a property; several of one name are a list."""
    if name not in item:
        item[name] = value
    elif isinstance(known := item[name], list):
        known.append(value)
    else:
        item[name] = [known, value]
