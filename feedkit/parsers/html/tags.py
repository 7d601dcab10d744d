"""The tags and categories of an entry."""

from __future__ import annotations

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.link_targets import is_of_label
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.link_texts import TRIMMED

MAX_TAG_LENGTH = 40  # characters
MAX_TAGS = 20
MAX_LINKS = 40  # of one entry that may be its tags


def tags(segment: Segment, page: Page) -> tuple[str, ...]:
    """The tags and categories of an entry: links that say so by `rel`, or that lie among labels."""
    labels = words.Region.LABELS & ~page.nodes[segment.start].region
    found = [
        page.text(link.index, link.end).strip("#" + TRIMMED)
        for link in page.links_in(segment.start, segment.end)[:MAX_LINKS]
        if ("rel" in link.attrs and "tag" in link.get("rel").split())
        or link.region & labels
        or is_of_label(link.get("href"))
    ]
    if not found:
        return ()
    return tuple(dict.fromkeys(tag for tag in found if 0 < len(tag) <= MAX_TAG_LENGTH))[:MAX_TAGS]
