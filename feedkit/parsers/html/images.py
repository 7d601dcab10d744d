"""The picture of an entry."""

from __future__ import annotations

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment

MIN_IMAGE_SIZE = 48  # pixels of its shorter side


def image(segment: Segment, page: Page) -> str:
    """The address of an entry's first picture, as the page writes it; "" where there is none."""
    for node in page.nodes[segment.start : segment.end]:
        tag = node.tag
        if tag == "meta" and node.get("itemprop") == "image":
            return node.get("content")
        if tag == "img" and not _is_decoration(node):
            return next((value for name in words.PICTURE_ATTRIBUTES if (value := node.get(name))), "")
    return ""


def _is_decoration(picture: Node) -> bool:
    """Return whether a picture is an icon, an avatar or a counter."""
    sizes = [
        int(size)
        for name in ("width", "height")
        if (size := picture.get(name).removesuffix("px")).isdecimal()
    ]
    if sizes and min(sizes) < MIN_IMAGE_SIZE:
        return True
    around = picture.parent.get("class") if picture.parent is not None else ""
    return bool(words.DECORATION.search(f"{picture.get('class')} {around} {picture.get('src')[-60:]}"))
