"""The entries of a page that lists one or two: a young blog, the one event that is left.

Nothing repeats there. So each link that may be a title is weighed by itself, with the element around it: it
is an entry where enough speaks for it, as a date, a heading or the page's own name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.link_targets import address, is_dated, is_of_label, is_of_person
from feedkit.parsers.html.outline import HIDDEN, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.link_texts import is_generic
from feedkit.values.urls import absolute_url, split_url, without_fragment

MAX_LINKS = 400  # of a page that are weighed
MAX_ENTRIES = 2  # on a page without a list
MAX_ANCESTORS = 8  # of a title that may be the element of its entry
MAX_HEADING_DISTANCE = 4  # elements around a link, to its heading
MAX_NODES = 3000  # of an entry
MIN_TITLE_LENGTH, MAX_TITLE_LENGTH = 3, 300  # characters
MIN_PROSE_LENGTH = 60  # characters beside the links of an entry
MIN_SCORE = 4.0  # of a lone entry
ELSEWHERE = words.WITHOUT_ENTRIES | words.BESIDE_LISTS | words.NO_TEXT | words.ENDS | HIDDEN
PAGE_TAGS = frozenset(("html", "body", "main"))


class LoneEntry(NamedTuple):
    """What may be an entry by itself, and how much speaks for it."""

    segment: Segment
    score: float


def lone_entries(page: Page, is_known: Callable[[str], bool] | None = None) -> list[LoneEntry]:
    """The one or two entries of a page that has no list, in document order; none where more might be.

    Args:
        page: the page.
        is_known: whether an absolute address is that of an entry of last time. With it, only such are found,
            however little else speaks for them.
    """
    if page.head.posting and not is_known:
        return []
    elsewhere = words.NO_TEXT | HIDDEN if is_known else ELSEWHERE
    found: dict[str, LoneEntry] = {}
    for link in page.links[:MAX_LINKS]:
        if link.region & elsewhere or (entry := _entry(link, page, is_known)) is None:
            continue
        known = found.get(address(link))
        if known is None or known.score < entry.score:
            found[address(link)] = entry
    return sorted(found.values(), key=lambda entry: entry.segment.start) if len(found) <= MAX_ENTRIES else []


def _entry(link: Node, page: Page, is_known: Callable[[str], bool] | None) -> LoneEntry | None:
    """The entry that a link leads to; None where too little speaks for it."""
    heading = _heading(link, page, is_known=is_known is not None)
    named = heading or link
    text = page.text(named.index, named.end)
    url = absolute_url(address(link), page.head.base or None) or address(link)
    if not _is_title(text) or not (is_known(url) if is_known else _leads_on(url, page)):
        return None
    box = _box(link if heading is None or link.holds(heading) else heading, link, page)
    prose = page.letters(box.index, box.end) - page.link_letters(box.index, box.end)
    score = (
        2.5 * page.has_date(box.index, box.end)
        + 1.5 * (heading is not None)
        + 1.5 * _is_entry(box)
        + 1.0 * page.is_named_list
        + 1.0 * (_is_below(url, page) or is_dated(url))
        + 0.5 * bool(box.region & words.Region.MAIN)
        + 0.5 * (prose >= MIN_PROSE_LENGTH)
        + 0.5 * (" " in text or text >= words.UNSPACED)
    )
    enough = is_known is not None or score >= MIN_SCORE
    return LoneEntry(Segment(box.index, box.end, link), score) if enough else None


def _heading(link: Node, page: Page, *, is_known: bool) -> Node | None:
    """The heading in a link, or around it; of a "Read more" of last time, the one beside it."""
    inside = page.headings_in(link.index, link.end)
    if inside:
        return inside[0]
    for node in islice(link.ancestors(), MAX_HEADING_DISTANCE):
        if node.tag in words.HEADINGS:
            return node
        if not is_known:
            continue
        beside = page.headings_in(node.index, node.end)
        if beside:
            return beside[0] if len(beside) == 1 and is_generic(page.text(link.index, link.end)) else None
    return None


def _is_title(text: str) -> bool:
    """Return whether a text can be a title."""
    return MIN_TITLE_LENGTH <= len(text) <= MAX_TITLE_LENGTH and not is_generic(text)


def _box(title: Node, link: Node, page: Page) -> Node:
    """The element of an entry: the nearest that names itself one, or the outermost without another title."""
    box = title
    for node in islice(title.ancestors(), MAX_ANCESTORS):
        if node.tag in PAGE_TAGS or node.end - node.index > MAX_NODES:
            break
        if any(_other_titles(node, title, link, page)):
            break
        box = node
        if _is_entry(node):
            break
    return box


def _is_entry(node: Node) -> bool:
    """Return whether an element names itself an entry."""
    name = node.get("class")
    return (
        node.tag == "article"
        or words.ENTRY_TYPE.search(node.get("itemtype")) is not None
        or words.ENTRY_CLASS.search(name) is not None
        or words.ENTRY_NAME.search(name) is not None
    )


def _other_titles(node: Node, title: Node, link: Node, page: Page) -> Iterator[Node]:
    """The headings and links in an element that may be the title of another entry."""
    heading = next((h for h in page.headings_in(title.index, title.end)), None)
    rank = heading.tag if heading is not None else "h9"
    for other in page.headings_in(node.index, node.end):
        if not title.holds(other) and other.tag <= rank:
            yield other
    if heading is None:
        for other in page.links_in(node.index, node.end):
            href = address(other)
            label = is_of_label(href) or is_of_person(href) or other.region & ELSEWHERE
            if href != address(link) and not label and not is_generic(page.text(other.index, other.end)):
                yield other


def _leads_on(url: str, page: Page) -> bool:
    """Return whether an address is one of the site's, and not the page's own, one above or a label."""
    own, other = split_url(page.head.base), split_url(without_fragment(url))
    if own.netloc and own.netloc.removeprefix("www.") != other.netloc.removeprefix("www."):
        return False
    above = f"{own.path.rstrip('/')}/".startswith(f"{other.path.rstrip('/')}/")
    label = is_of_label(url) or is_of_person(url)
    return not label and (not above or other.query not in ("", own.query))


def _is_below(url: str, page: Page) -> bool:
    """Return whether an address is that of the page, and more."""
    own = split_url(page.head.base).path
    folder = own.rpartition("/")[0] if "." in own.rpartition("/")[2] else own.rstrip("/")
    return bool(folder) and split_url(url).path.startswith(f"{folder}/")
