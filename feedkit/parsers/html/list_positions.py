"""Features of where a candidate list lies on its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.list_features import FullView, QuickView, share_of_text

MAX_SHARE_APART = 0.15  # of the anchors that may lie beside the others by mistake
MAX_DATE_HEADINGS = 3  # between the heading of a page and its list


def late(view: FullView) -> float:
    return view.segments[0].start / len(view.page.nodes)


def one_path(view: FullView) -> float:
    """The share of anchors at the commonest depth, under the same tags."""
    paths = [anchor.parent.path if anchor.parent is not None else -1 for anchor in view.anchors]
    return Counter(paths).most_common(1)[0][1] / view.size


def one_look(view: FullView) -> float:
    """The share of segments that begin with the commonest element."""
    kinds = [view.page.nodes[segment.start].kind for segment in view.segments]
    return Counter(kinds).most_common(1)[0][1] / view.size


def in_region(regions: int) -> Callable[[QuickView | FullView], float]:
    """The feature that is the share of anchors in one of some regions."""
    return lambda view: sum([region & regions > 0 for region in view.regions]) / view.size


def aside(view: FullView) -> float:
    """The share of anchors in a side column, the more the less of the page's text it is."""
    side = sum([region & words.Region.SIDE > 0 for region in view.regions]) / view.size
    return side * min(1.0, 2.0 - 2.0 * share_of_text(view)) if side else 0.0


def divided(view: FullView) -> float:
    """How evenly the anchors are divided between what lies beside the lists and what does not: 0 to 1."""
    beside = sum([region & words.BESIDE_LISTS > 0 for region in view.regions]) / view.size
    return max(0.0, min(beside, 1.0 - beside) - MAX_SHARE_APART) * 2


def under_title(view: FullView) -> float:
    """Whether the heading before the list is that of the page: `<h1>`, or one that its title names."""
    page = view.page
    before = page.headings_in(0, view.segments[0].start)[-MAX_DATE_HEADINGS:]
    for heading in reversed(before):
        if not page.has_date(heading.index, heading.end):
            return float(
                heading.tag == "h1" or page.text(heading.index, heading.end) in (page.head.title or "")
            )
    return 0.0
