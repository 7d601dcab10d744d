"""The title or link of an entry, given by hand, steers the search for the list that has it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from feedkit.parsers.html.candidates import Candidate, candidates
from feedkit.parsers.html.choice import Choice, best_candidates, choose, sorted_by_score, take
from feedkit.parsers.html.lines import lines
from feedkit.parsers.html.link_targets import address
from feedkit.parsers.html.links import link_options, links
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.titles import titles
from feedkit.parsers.likeness import comparable_address, folded, has_all_like, no_list_like

MAX_CANDIDATES = 40  # of those that have what is wanted, that are read
NAMING = ("title", "aria-label", "alt")  # attributes that may hold a title


def choose_like(like: Sequence[str], page: Page) -> Choice | None:
    """The best list that has an entry for each of some titles and links; None where no list has.

    The list that is found without them is the best if it has them.
    """
    usual = choose(page)
    if usual is not None and _has_all(usual, like, page):
        return usual
    nodes = [list(_nodes_like(wanted, page)) for wanted in like]
    having = [
        candidate
        for candidate in candidates(page, excluded=0)
        if all(_holds_one(candidate, nodes) for nodes in nodes)
    ]
    for scored in sorted_by_score(best_candidates(having, page, MAX_CANDIDATES), page):
        choice = take([scored], page)
        if _has_all(choice, like, page):
            return choice
    return None


def reason(like: Sequence[str], page: Page) -> str:
    """Return the message that no list of a page has such entries."""
    for wanted in like:
        if not any(_nodes_like(wanted, page)):
            return f'no entries found: "{wanted}" is neither in a text nor a link of the page'
    return no_list_like(like)


def _nodes_like(wanted: str, page: Page) -> Iterator[Node]:
    """The nodes of a page that have a wanted title or link."""
    base = page.head.base
    text, target = folded(wanted), comparable_address(wanted, base)
    for line in lines(page, 0, len(page.nodes)):
        if text in folded(line.text):
            yield line.texts[0]
    for node in page.nodes:
        if not node.attrs:
            continue
        named = any(text in folded(node.get(name)) for name in NAMING if name in node.attrs)
        if named or ("href" in node.attrs and comparable_address(address(node), base) == target):
            yield node


def _holds_one(candidate: Candidate, nodes: Sequence[Node]) -> bool:
    """Return whether a candidate has a segment with one of some nodes in it."""
    anchors = [anchor.index for anchor in candidate.anchors]
    for node in nodes:
        after = bisect_right(anchors, node.index)
        for number in range(max(0, after - 1), min(after + 1, len(anchors))):
            segment = candidate.segment(number)
            if segment.start < node.end and node.index < segment.end:
                return True
    return False


def _has_all(choice: Choice, like: Sequence[str], page: Page) -> bool:
    """Return whether each title or link that is wanted is that of an entry."""
    options = link_options(choice.segments, page)
    named = titles(choice.segments, options.best, page)
    entries = [
        (title.text if title else None, address(link) if link else None)
        for title, link in zip(named, links(options, named), strict=True)
    ]
    return has_all_like(like, entries, page.head.base)
