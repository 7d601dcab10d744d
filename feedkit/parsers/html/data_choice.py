"""The list of a page where its data know its entries: links that lead to the rows of one list.

The HTML says which rows are on the page, and in what order. A list that the data have competes with the one
that was found by the same evidence, and goes on where that one stops: with the lead story above the grid.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.candidates import Candidate
from feedkit.parsers.html.choice import Choice, Scored, sorted_by_score
from feedkit.parsers.html.link_targets import address, lead
from feedkit.parsers.html.outline import HIDDEN, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.page_state import PageData, are_entries
from feedkit.parsers.page_data.keys import tail
from feedkit.values.urls import absolute_url, without_fragment

BY_DATA = "data"  # the sort of anchors that lead to rows of the page's data
MIN_ROWS = 3  # of one list, that the page links to
MIN_SHARE_KNOWN = 0.8  # of the rows on the page, that have links outside of menus and columns
DATED_BY_DATA = 2.4  # what dates in the data add to a score: as much as dates that each item shows
ELSEWHERE = words.WITHOUT_ENTRIES | words.BESIDE_LISTS | words.ENDS | HIDDEN


def choose_with_data(choice: Choice | None, data: PageData, page: Page) -> Choice | None:
    """Return the list that the page's data speak for; None where they speak for no other than the chosen one.

    Args:
        choice: the list that was found in the HTML, if one was.
        data: what the page carries for its scripts.
        page: the page.
    """
    links = _links(page)
    chosen = _addresses(choice, page) if choice else frozenset()
    is_known = choice is not None and bool(choice.known or _are_rows(chosen, data))
    if is_known and chosen.issuperset(links):
        return None
    for anchors, is_dated in _lists_on_page(data, links):
        found = frozenset(anchors)
        if is_known and chosen and chosen < found:
            return _choice(anchors.values(), page, choice)
        if not is_known and not chosen & found:
            other = _choice(anchors.values(), page, choice)
            bonus = DATED_BY_DATA * (1 - other.taken.evidence["dated"]) if is_dated else 0.0
            if other.taken.score + bonus > (choice.taken.score if choice else 0.0):
                return other
    return None


def _are_rows(addresses: Collection[str], data: PageData) -> bool:
    """Return whether the data have a list with most of some addresses."""
    from feedkit.parsers.page_data.object_lists import rows_with

    ends = {end for one in addresses if (end := tail(one))}
    return any(len(rows_with(alike, ends).rows) * 2 >= len(addresses) for alike in data.lists)


def _links(page: Page) -> dict[str, Node]:
    """The links of a page by their absolute addresses, of several to one address the one of most text."""
    base = page.head.base or None
    found: dict[str, Node] = {}
    for link in page.links:
        url = absolute_url(address(link), base)
        if link.region & ELSEWHERE or not url:
            continue
        url = without_fragment(url)
        if url not in found or page.letters(link.index, link.end) > page.letters(
            found[url].index, found[url].end
        ):
            found[url] = link
    return found


def _addresses(choice: Choice, page: Page) -> frozenset[str]:
    base = page.head.base or None
    leads = (lead(segment, page) for segment in choice.segments)
    urls = (absolute_url(address(link), base) for link in leads if link is not None)
    return frozenset(without_fragment(url) for url in urls if url)


def _lists_on_page(data: PageData, links: Mapping[str, Node]) -> Iterator[tuple[dict[str, Node], bool]]:
    """Yield the links to one run of rows of each list, by address; and whether all have dates."""
    from feedkit.parsers.page_data.object_lists import rows_with

    ends = {end for url in links if (end := tail(url))}
    for alike in data.lists:
        if "*" in alike.path:  # several lists of the page
            continue
        on_page = rows_with(alike, ends)
        if len(on_page.rows) < MIN_ROWS or not _is_run(alike.rows, on_page.rows):
            continue
        one = data.reader.read(on_page, contents=False)
        if one is None or not are_entries(one):
            continue
        anchors = {url: links[url] for entry in one.entries if (url := entry.url) and url in links}
        if len(anchors) >= max(MIN_ROWS, MIN_SHARE_KNOWN * len(on_page.rows)):
            yield anchors, one.dated >= len(one.entries)


def _is_run(rows: Sequence[object], chosen: Sequence[object]) -> bool:
    """Return whether the chosen rows follow each other."""
    numbers = {id(row): number for number, row in enumerate(rows)}
    first, last = numbers[id(chosen[0])], numbers[id(chosen[-1])]
    return last - first + 1 == len(chosen)


def _choice(links: Iterable[Node], page: Page, choice: Choice | None) -> Choice:
    """The list with some links as anchors as the choice, before the one that was taken."""
    anchors = sorted(links, key=lambda node: node.index)
    around: Node | None = anchors[0].parent
    while around is not None and not (around.index <= anchors[0].index and anchors[-1].index < around.end):
        around = around.parent
    assert around is not None  # the root holds all
    candidate = Candidate(BY_DATA, around, anchors, page)
    (taken,) = sorted_by_score([candidate], page)
    rivals: tuple[Scored, ...] = (choice.taken, *choice.rivals) if choice else ()
    known, steered = (choice.known, choice.steered) if choice else (0, False)
    taken = replace(taken, score=max(taken.score, 0.0))
    return Choice(tuple(candidate.segments), taken, rivals, known, steered)
