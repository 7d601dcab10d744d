"""The releases of a page without another list: headings of one level that are versions or days.

What follows each, up to the next, is its content, as in a changelog. The heading is the title, and its
address is that of the heading on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from feedkit.dates.mentions import NUMBER
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.candidates import BY_RELEASE, Candidate
from feedkit.parsers.html.link_targets import address
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.recipe_values import RecipeValues
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.selected import RecipeValue
from feedkit.parsers.html.titles import TitleOption
from feedkit.values.urls import absolute_url

MIN_RELEASES = 2
MIN_SHARE_OF_RELEASES = 0.9  # of the headings of one list: "Older" may be one of them
MIN_SHARE_WITH_TEXT = 0.8  # of the releases, that have text below the heading


class ReleaseValues(RecipeValues):
    """The titles and addresses of releases; every other field is read as on any page.

    What a recipe selects goes before both.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        page: Page,
        found: Mapping[str, Sequence[tuple[RecipeValue, ...]]] | None = None,
    ) -> None:
        super().__init__(found or {}, page)
        self._segments = segments
        self._texts = [page.text(one.anchor.index, one.anchor.end) for one in segments]

    def titles(self) -> list[TitleOption | None] | None:
        return super().titles() or [
            TitleOption("heading", ("heading", one.anchor.kind), one.anchor, one.anchor.end, text)
            for one, text in zip(self._segments, self._texts, strict=True)
        ]

    def addresses(self, base: str | None) -> list[str | None] | None:
        selected = super().addresses(base)
        if selected is not None:
            return selected
        names = [next(_names(segment), "") for segment in self._segments]
        return [absolute_url(f"#{name}", base) for name in names] if all(names) and base else None


def release_headings(found: Sequence[Candidate], page: Page, *, has_list: bool) -> Candidate | None:
    """The list of a page whose anchors are headings that are releases; the longest of several.

    Args:
        found: the candidate lists of the page.
        page: the page.
        has_list: whether the page has another list. Days may then be its headings, except where each leads to
            itself ("#2025-05-22").
    """
    lists = [
        one
        for one in found
        if one.by == "heading"
        and (not has_list or _lead_to_themselves(one, page))
        and _may_be_releases(one.anchors, page)
        and are_releases(one.segments, page)
    ]
    taken = max(lists, key=lambda one: len(one.anchors), default=None)
    return Candidate(BY_RELEASE, taken.around, taken.anchors, page, taken.beyond) if taken else None


def _may_be_releases(anchors: Sequence[Node], page: Page) -> bool:
    """Return whether enough headings have a number, as versions and days have; only a "no" is certain."""
    numbered = sum([NUMBER.search(page.text(one.index, one.end)) is not None for one in anchors])
    return numbered >= _least(len(anchors))


def _least(count: int) -> float:
    """How many of some headings must be releases."""
    return max(MIN_RELEASES, MIN_SHARE_OF_RELEASES * count)


def _lead_to_themselves(candidate: Candidate, page: Page) -> bool:
    links = [page.links_in(one.index, one.end) for one in candidate.anchors]
    return all(len(own) == 1 and re.match("#.", address(own[0])) for own in links)


def are_releases(segments: Sequence[Segment], page: Page) -> bool:
    """Return whether each of some segments grows from a heading that is a version or a day."""
    count, anchors = len(segments), [one.anchor for one in segments]
    if not all(anchor.tag in words.HEADINGS for anchor in anchors):
        return False
    if _count_releases(anchors, page) < _least(count):
        return False
    texts = [page.letters(one.anchor.end, one.end) > 0 for one in segments]
    return sum(texts) >= MIN_SHARE_WITH_TEXT * count


def _count_releases(anchors: Sequence[Node], page: Page) -> int:
    from feedkit.parsers.posts.markdown import Heading  # it is slow to import, and few pages need it
    from feedkit.parsers.posts.releases import days_of, releases_of

    headings = [
        Heading(start=one.index, end=one.end, line=0, level=1, text=_shown(one, page), links=())
        for one in anchors
    ]
    return len(releases_of(headings) or days_of(headings))


def _shown(heading: Node, page: Page) -> str:
    """Return the text of a heading without the sign that links to it."""
    return page.text(heading.index, heading.end).strip(words.AROUND_BADGES)


def _names(segment: Segment) -> Iterator[str]:
    """Yield the names that lead to a segment: that of its heading, and those of the elements around it."""
    node: Node | None = segment.anchor
    while node is not None and node.index >= segment.start:
        if name := node.get("id"):
            yield name
        node = node.parent
