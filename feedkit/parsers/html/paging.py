"""Links from a page to the one with older entries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.outline import HIDDEN, TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.link_texts import TRIMMED
from feedkit.values.urls import absolute_url, split_url, without_fragment

MAX_TEXT_LENGTH = 40  # characters of a link to another page
MAX_TEXTS = 8  # of such a link
NUMBER = re.compile(r"\d{1,5}")
ARROWS = TRIMMED + "←→↓«»‹›<>⟩⟨▶►▼❯❮"


def older(page: Page) -> tuple[str, ...]:
    """The addresses on this host that may hold the entries that follow, the likeliest first.

    What the page declares (`rel=next`, HTML 4.6.7.14) goes before what its links say, their classes, the
    number that follows in a pager, and arrows in one; but what a menu lists is more likely another section.
    """
    here = without_fragment(page.head.url or page.head.base)
    if not here:
        return ()
    found: dict[str, None] = {}
    for reference in _references(page):
        address = absolute_url(reference, page.head.base)
        if address and (plain := without_fragment(address)) != here and _host(plain) == _host(here):
            found.setdefault(plain)
    return tuple(found)


def _references(page: Page) -> Iterator[str]:
    declared = [n.get("href") for n in (*page.head_nodes, *page.links) if n.tag != "meta" and _is_next(n)]
    sections = {n.get("href") for n in page.links if n.region & words.Region.MENU and _is_outside(n)}
    yield from (reference for reference in declared if reference not in sections)
    texts = [(link, _text(link, page)) for link in page.links]
    yield from _only([link for link, text in texts if text in words.OLDER or _label(link) in words.OLDER])
    yield from _only([link for link, _ in texts if _is_older(link)])
    yield from _successors([(link, text) for link, text in texts if NUMBER.fullmatch(text)], page)
    arrows = [(words.ONWARD[text], link) for link, text in texts if text in words.ONWARD]
    for _, link in sorted((one for one in arrows if not _is_outside(one[1])), key=lambda one: one[0]):
        yield link.get("href")
    yield from declared


def _only(links: list[Node]) -> Iterator[str]:
    """Those in pagers, else the only one: what many say leads on from each of them, not from the page."""
    inside = [link.get("href") for link in links if not _is_outside(link)]
    offered = dict.fromkeys(inside or [link.get("href") for link in links])
    yield from offered if inside or len(offered) == 1 else ()


def _is_next(node: Node) -> bool:
    return "next" in node.get("rel").lower().split()


def _text(link: Node, page: Page) -> str:
    """The text of a link in lower case, without arrows where it is more than these."""
    if link.end - link.index > MAX_TEXTS:
        return ""
    text = page.text(link.index, link.end)[: MAX_TEXT_LENGTH + 1]
    return text.strip(ARROWS).casefold() or text


def _label(link: Node) -> str:
    return (link.get("aria-label") or link.get("title")).strip(ARROWS).casefold()


def _is_outside(link: Node) -> bool:
    """Does a link lie outside of pagers?"""
    return not link.region & words.Region.PAGER


def _is_older(link: Node) -> bool:
    """Does a class of the link, or of the element around it alone, name older entries?"""
    around = link.parent.get("class") if link.parent is not None else ""
    return any(words.OLDER_CLASS.search(value) for value in (link.get("class"), around))


def _successors(numbered: list[tuple[Node, str]], page: Page) -> Iterator[str]:
    """The links of a pager with the number after the page's own."""
    offered = [
        (link, int(text))
        for link, text in numbered
        if link.region & words.Region.PAGER or words.PAGE_NAME.search(link.get("href"))
    ]
    if not offered:
        return
    here = _number_here(offered, page)
    yield from (link.get("href") for link, number in offered if number == here + 1)


def _number_here(offered: list[tuple[Node, int]], page: Page) -> int:
    """The number of this page: in its pager without a link, or linked to itself; in its address; else 1."""
    around = offered[0][0].parent
    while around is not None and around.end <= offered[-1][0].index:
        around = around.parent
    if around is not None:
        texts = (n for n in page.nodes[around.index : around.end] if n.tag == TEXT)
        plain = [n for n in texts if not n.region & (words.Region.LINKED | HIDDEN)]
        alone = {int(text) for n in plain if NUMBER.fullmatch(text := n.text.strip(ARROWS))}
        if len(alone) == 1:
            return alone.pop()
    here = without_fragment(page.head.url or page.head.base)
    for link, number in offered:
        if absolute_url(link.get("href"), page.head.base) == here:
            return number
    named = words.PAGE_NAME.search(split_url(here).path + "?" + split_url(here).query)
    behind = NUMBER.match(named.string, named.end()) if named else None
    return int(behind.group()) if behind else 1


def _host(address: str) -> str:
    return split_url(address).netloc.lower().removeprefix("www.")
