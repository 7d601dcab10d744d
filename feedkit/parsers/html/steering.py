"""The title or link of an entry, given by hand, steers the search for the list that has it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from feedkit.parsers.html import links, titles
from feedkit.parsers.html.candidates import Candidate, candidates
from feedkit.parsers.html.choice import Choice, best_candidates, choose, sorted_by_score, take
from feedkit.parsers.html.lines import lines
from feedkit.parsers.html.link_targets import address
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.values.urls import absolute

MAX_CANDIDATES = 40  # of those that have what is wanted, that are read
NAMING = ("title", "aria-label", "alt")  # attributes that may hold a title


def choose_like(like: Sequence[str], page: Page) -> Choice | None:
    """The best list that has an entry for each of some titles and links; None where no list has.

    The list that is found without them is the best if it has them.
    """
    usual = choose(page)
    if usual is not None and _has_all(usual, like, page):
        return usual
    spots = [list(_spots(wanted, page)) for wanted in like]
    having = [
        candidate
        for candidate in candidates(page, excluded=0)
        if all(_holds_one(candidate, nodes) for nodes in spots)
    ]
    for scored in sorted_by_score(best_candidates(having, page, MAX_CANDIDATES), page):
        choice = take([scored], page)
        if _has_all(choice, like, page):
            return choice
    return None


def is_like(wanted: str, title: str | None, url: str | None, base: str | None) -> bool:
    """Is an entry meant by a part of its title, in whatever case, or by its address?"""
    if _folded(wanted) in _folded(title or ""):
        return True
    return url is not None and _place(wanted, base) == _place(url, base)


def reason(like: Sequence[str], page: Page | None = None) -> str:
    """Why there is no list with such entries."""
    for wanted in like:
        if page is not None and not any(_spots(wanted, page)):
            return f'no entries found: "{wanted}" is neither in a text nor a link of the page'
    together = " and one like ".join(f'"{wanted}"' for wanted in like)
    return f"no entries found: no list of the page has an entry like {together}"


def _spots(wanted: str, page: Page) -> Iterator[Node]:
    """Where on a page a title or a link is."""
    base = page.head.base
    folded, place = _folded(wanted), _place(wanted, base)
    for line in lines(page, 0, len(page.nodes)):
        if folded in _folded(line.text):
            yield line.texts[0]
    for node in page.nodes:
        if not node.attrs:
            continue
        named = any(folded in _folded(node.get(name)) for name in NAMING if name in node.attrs)
        if named or ("href" in node.attrs and _place(address(node), base) == place):
            yield node


def _holds_one(cut: Candidate, spots: Sequence[Node]) -> bool:
    """Has a cut a segment with one of the spots in it?"""
    anchors = [anchor.index for anchor in cut.anchors]
    for spot in spots:
        after = bisect_right(anchors, spot.index)
        for place in range(max(0, after - 1), min(after + 1, len(anchors))):
            segment = cut.segment(place)
            if segment.start < spot.end and spot.index < segment.end:
                return True
    return False


def _has_all(choice: Choice, like: Sequence[str], page: Page) -> bool:
    """Are all that are wanted the title or the link of an entry?"""
    offered = links.offers(choice.segments, page)
    leads = offered.best
    named = titles.titles(choice.segments, leads, page)
    entries = [
        (piece.text if piece else None, address(link) if link else None)
        for piece, link in zip(named, links.links(offered, named), strict=True)
    ]
    return all(any(is_like(wanted, title, url, page.head.base) for title, url in entries) for wanted in like)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _place(reference: str, base: str | None) -> tuple[str, ...]:
    """What addresses of one page share, however they are written."""
    try:
        parts = urlsplit(absolute(reference, base or None) or reference)
    except ValueError:
        return (reference,)
    return (parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query, parts.fragment)
