"""What is known of a list steers the search for it: titles and links given by hand, entries of last time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from feedkit.parsers.html.candidates import Candidate, candidates
from feedkit.parsers.html.choice import Choice, alone, best_candidates, choose, sorted_by_score, take
from feedkit.parsers.html.lines import lines
from feedkit.parsers.html.link_targets import address, lead_address, shape
from feedkit.parsers.html.links import LinkOptions, links
from feedkit.parsers.html.lone_entries import lone_entries
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.titles import titles
from feedkit.parsers.known_entries import KnownEntries
from feedkit.parsers.likeness import (
    comparable_address,
    folded,
    folded_wanted,
    has_all_like,
    nearest_text,
    no_list_like,
)
from feedkit.values.address_keys import address_key
from feedkit.values.urls import absolute_url

MAX_CANDIDATES = 40  # of those that have what is wanted, that are read
MIN_SHARE_KNOWN = 0.5  # of the entries of last time that the page shows, that the list must have
MAX_SHORT = 4  # entries of a list, one of which may be known by chance
MAX_NEWEST = 10  # entries of last time, most of which a list of like addresses must have
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
            near = nearest_text(wanted, (line.text for line in lines(page, 0, len(page.nodes))))
            offer = f'; did you mean "{near}"?' if near else ""
            return f'no entries found: "{wanted}" is neither in a text nor a link of the page{offer}'
    return no_list_like(like)


def _nodes_like(wanted: str, page: Page) -> Iterator[Node]:
    """The nodes of a page that have a wanted title or link."""
    base = page.head.base
    text, target = folded_wanted(wanted), comparable_address(wanted, base)
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


def choose_known(known: KnownEntries, page: Page) -> Choice | None:
    """The list of a page, or the one that has entries of last time where the usual one has none of them."""
    usual = choose(page)
    nodes = list(_known_nodes(known, page))
    count = len(_segments_with(nodes, usual.segments)) if usual else 0
    usual = replace(usual, known=count) if usual else None
    if not nodes or (usual and count and not _is_mixed(usual, nodes, known, page)):
        return usual
    other = _known_list(nodes, page)
    if other is None or _is_mixed(other, nodes, known, page):
        other = _known_alone(known, page) or other
    if other is None or usual is None:
        return other or usual
    if count:
        return other if other.known >= count else usual
    return usual if _is_renewed(usual, other, known, page) else other


def _is_mixed(choice: Choice, nodes: Sequence[Node], known: KnownEntries, page: Page) -> bool:
    """Return whether a short list is one known entry beside others whose addresses are unlike those known."""
    shapes = {shape(url) for url in known.urls}
    if choice.known > 1 or len(choice.segments) > MAX_SHORT or len(shapes) * 2 > len(known.urls):
        return False
    base = page.head.base or None
    others = set(choice.segments).difference(_segments_with(nodes, choice.segments))
    urls = [lead_address(segment, page) for segment in others]
    unlike = sum(shape(absolute_url(url, base) or url) not in shapes for url in urls)
    return unlike * 2 >= len(choice.segments)


def _known_nodes(known: KnownEntries, page: Page) -> Iterator[Node]:
    """The links and texts of a page that are the addresses and titles of known entries, in document order."""
    base = page.head.base or None
    found = [link for link in page.links if known.has_address(absolute_url(address(link), base))]
    if known.titles:
        for line in lines(page, 0, len(page.nodes)):
            if folded(line.text) in known.titles:
                found.append(line.texts[0])
    yield from sorted(found, key=lambda node: node.index)


def _segments_with(nodes: Sequence[Node], segments: Sequence[Segment]) -> list[Segment]:
    """The segments that hold one of some nodes, which are in document order."""
    indices = [node.index for node in nodes]
    return [s for s in segments if bisect_left(indices, s.start) < bisect_left(indices, s.end)]


def _known_list(nodes: Sequence[Node], page: Page) -> Choice | None:
    """The best list of those that have most of the known entries that the page shows; None without one."""
    counted = [
        (candidate, len(_segments_with(nodes, candidate.segments)))
        for candidate in candidates(page)
        if candidate.around.index < nodes[-1].index and nodes[0].index < candidate.around.end
    ]
    most = max((count for _, count in counted), default=0)
    having = [candidate for candidate, count in counted if count and count >= MIN_SHARE_KNOWN * most]
    for scored in sorted_by_score(best_candidates(having, page, MAX_CANDIDATES), page):
        choice = take([scored], page)
        count = len(_segments_with(nodes, choice.segments))
        if count >= MIN_SHARE_KNOWN * max(most, len(choice.segments)):
            return replace(choice, known=count, steered=True)
    return None


def _known_alone(known: KnownEntries, page: Page) -> Choice | None:
    """The one or two known entries that stand alone."""
    choice = alone(lone_entries(page, known.has_address), (), page)
    return replace(choice, known=len(choice.segments), steered=True) if choice else None


def _is_renewed(usual: Choice, other: Choice, known: KnownEntries, page: Page) -> bool:
    """Return whether a list without known entries is that of last time, as all of its entries are new.

    The other one, which has known entries, is a box beside it then: it shares new entries with it, or has few
    of the newest that are known.
    """
    base = page.head.base or None
    urls = [lead_address(segment, page) for segment in usual.segments]
    listed = {lead_address(segment, page) for segment in other.segments}
    if any(url in listed for url in urls):
        return True
    shapes = {shape(url) for url in known.urls}
    alike = sum(shape(absolute_url(url, base) or url) in shapes for url in urls)
    newest = known.urls[:MAX_NEWEST]
    shown = {address_key(absolute_url(url, base) or url) for url in listed}
    still = sum(address_key(url) in shown for url in newest)
    return alike * 2 > len(urls) and still < MIN_SHARE_KNOWN * len(newest)


def _has_all(choice: Choice, like: Sequence[str], page: Page) -> bool:
    """Return whether each title or link that is wanted is that of an entry."""
    options = LinkOptions(choice.segments, page)
    named = titles(choice.segments, options.best, page)
    entries = [
        (title.text if title else None, address(link) if link else None)
        for title, link in zip(named, links(options, named, choice.segments), strict=True)
    ]
    return has_all_like(like, entries, page.head.base)
