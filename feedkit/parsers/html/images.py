"""The picture of each entry."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.authors import Authors
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.values.urls import absolute_url

MIN_IMAGE_SIZE = 48  # pixels of its shorter side
MAX_BESIDE_LENGTH = 12  # characters beside an author's name and picture in a box of their own
MAX_SHARE_OF_PICTURE = 0.25  # of the entries of a list, where the picture is theirs and no decoration
BACKGROUND = re.compile(
    r"""(?:background(?:-image)?|--[\w-]{1,40})\s*:[^;]*?\burl\(\s*["']?([^"')]+)""", re.I
)
CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""", re.I)
PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)", re.I)
FIRST_OF_SRCSET = re.compile(r"[\s,]*+(\S*[^\s,])")


def images(segments: Sequence[Segment], written_by: Sequence[Authors | None], page: Page) -> list[str | None]:
    """Return the absolute address of each entry's first picture of its own; None where it has none.

    A picture of many entries is decoration: a status, the face of the one author, a placeholder. Where most
    pictures are decoration, so is what lies in the same folder: the icons of rarer states.
    """
    start, end = min(s.start for s in segments), max(s.end for s in segments)
    pictures = [
        (node, address) for node in page.pictured if start <= node.index < end and (address := _shown(node))
    ]
    indices = [node.index for node, _ in pictures]
    found = [
        [
            address
            for node, address in pictures[bisect_left(indices, s.start) : bisect_left(indices, s.end)]
            if authors is None or not _is_of_author(node, authors, page)
        ]
        for s, authors in zip(segments, written_by, strict=True)
    ]
    entries = Counter(address for addresses in found for address in set(addresses))
    most = max(1, MAX_SHARE_OF_PICTURE * len(found))
    shared = {address for address, count in entries.items() if count > most}
    own = [next((address for address in addresses if address not in shared), "") for addresses in found]
    if sum(map(bool, own)) * 2 < sum(map(bool, found)):
        folders = {_folder(address) for address in shared}
        own = ["" if _folder(address) in folders else address for address in own]
    return [absolute_url(address, page.head.base or None) for address in own]


def _folder(address: str) -> str:
    return address.rpartition("/")[0]


def _is_of_author(picture: Node, authors: Authors, page: Page) -> bool:
    """Return whether a picture stands with an author's name in a box of their own."""
    box = picture.parent
    if box is None or picture.tag != "img" or not box.holds(authors.node):
        return authors.node.holds(picture)
    beside = page.letters(box.index, box.end) - sum(map(len, authors.names))
    return 0 <= beside <= MAX_BESIDE_LENGTH


def _shown(node: Node) -> str:
    """The address of the picture that an element shows; "" where it shows none, or decoration."""
    if node.tag == "meta":
        return node.get("content") if node.get("itemprop") == "image" else ""
    address = _picture(node) if node.tag == "img" else _background(node)
    return address if address and not _is_decoration(node, address) else ""


def _background(node: Node) -> str:
    """The picture behind an element, by its style or by an attribute for scripts that load it late."""
    if "style" in node.attrs and (styled := BACKGROUND.search(node.get("style"))):
        return styled[1]
    late = next((node.get(name) for name in words.BACKGROUND_ATTRIBUTES if name in node.attrs), "").strip()
    return named[1] if (named := CSS_URL.fullmatch(late)) else late if PICTURE_FILE.search(late) else ""


def _picture(node: Node) -> str:
    """The likeliest of the addresses in the attributes of a picture; no placeholder."""
    attrs = node.attrs
    for name in words.PICTURE_ATTRIBUTES:
        if name in attrs:
            value = node.get(name).strip()
            if name.endswith("srcset"):
                value = _first_of(value)
            if value and not value.startswith("data:"):
                return value
    return _source(node)


def _source(picture: Node) -> str:
    """The nearest `<source>` before a picture in its `<picture>`, which the outline leaves out."""
    source = picture.source.prev if picture.parent is not None and picture.parent.tag == "picture" else None
    while source is not None:
        if source.tag == "source":
            value = source.attributes.get("srcset") or source.attributes.get("data-srcset") or ""
            if found := _first_of(value):
                return found
        source = source.prev
    return ""


def _first_of(srcset: str) -> str:
    """The first address of several in one attribute."""
    found = FIRST_OF_SRCSET.match(srcset)
    return found[1] if found else ""


def _is_decoration(picture: Node, address: str) -> bool:
    """Return whether the picture that an element shows is an icon, an avatar or a counter."""
    sizes = [
        int(size)
        for name in ("width", "height")
        if (size := picture.get(name).removesuffix("px")).isdecimal()
    ]
    if sizes and min(sizes) < MIN_IMAGE_SIZE:
        return True
    around = picture.parent.get("class") if picture.parent is not None else ""
    said = f"{picture.get('class')} {around} {address[-60:]}"
    if said.isascii() and not any(map(said.lower().__contains__, words.DECORATION_SIGNS)):
        return False  # as of most
    return words.DECORATION.search(said) is not None
