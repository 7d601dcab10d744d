"""Titles of a list's entries: the sort of piece that does best over all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from feedkit.parsers.html import vocabulary as words
from feedkit.parsers.html.lines import lines
from feedkit.parsers.html.marks import DateMark, Marks
from feedkit.parsers.html.outline import HIDDEN, TEXT, Node, Outline
from feedkit.parsers.html.scoring import is_generic
from feedkit.parsers.html.segments import Segment

LONGEST_TITLE = 300  # characters
MOST_LINES = 20  # of one segment that may be its title
LARGEST_TITLE = 200  # nodes of one title

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Something in a segment that may be its title.

    sort:  a key of SORT_WEIGHT
    key:   equal for the pieces of several segments that look alike
    node:  the element or text that holds it
    """

    sort: str
    key: Key
    node: Node
    text: str


SORT_WEIGHT = {
    "heading": 1.0,
    "named": 0.95,  # a title by its class or microdata
    "link": 0.8,
    "linked line": 0.7,
    "line": 0.5,
    "title": 0.5,  # the attribute
    "aria-label": 0.45,
    "alt": 0.4,
}


def titles(segments: Sequence[Segment], page: Outline, marks: Marks) -> list[Piece | None]:
    """The title of each segment."""
    offers = [_first_of_each(_pieces(segment, page)) for segment in segments]
    ranks = _ranks(offers, segments, page, marks)
    return [max(offer.values(), key=lambda piece: ranks[piece.key], default=None) for offer in offers]


def _first_of_each(pieces: Iterable[Piece]) -> dict[Key, Piece]:
    first: dict[Key, Piece] = {}
    for piece in pieces:
        first.setdefault(piece.key, piece)
    return first


def _pieces(segment: Segment, page: Outline) -> Iterable[Piece]:
    kind = page.shapes.kind
    for node in page.nodes[segment.start : segment.end]:
        if node.region & HIDDEN or not (node.attrs or node.tag in words.HEADINGS):
            continue
        for sort, text in _offers(node, page):
            yield Piece(sort, (sort, kind(node), kind(node.parent) if node.parent else -1), node, text)
    for line in lines(page, segment.start, segment.end)[:MOST_LINES]:
        text = line.text
        if len(text) <= LONGEST_TITLE:
            sort = "linked line" if _in_link(line.texts[0]) else "line"
            yield Piece(sort, (sort, kind(line.block)), line.texts[0], text)


def _in_link(text: Node) -> bool:
    return any(node.tag == "a" for node in islice(text.ancestors(), 4))


def _offers(node: Node, page: Outline) -> Iterable[tuple[str, str]]:
    """The texts of an element that may be a title, by sort."""
    name = node.get("class")
    named = _is_name(node) or (name and words.TITLE_CLASS.search(name))
    sort = "heading" if node.tag in words.HEADINGS else "named" if named else "link" if node.tag == "a" else ""
    if sort and node.end - node.index < LARGEST_TITLE:
        text = page.text(node.index, node.end)
        if text and len(text) <= LONGEST_TITLE:
            yield sort, text
    for attribute in ("title", "aria-label", "alt"):
        if text := " ".join(node.get(attribute).split()):
            yield attribute, text


def _is_name(node: Node) -> bool:
    """Microdata's name of the entry itself, not of a place or a person within it."""
    name = node.get("itemprop")
    if name != "name":
        return name == "headline"
    around = next((n for n in node.ancestors() if "itemscope" in n.attrs), None)
    return around is None or not around.get("itemprop")


def _ranks(
    offers: Sequence[dict[Key, Piece]], segments: Sequence[Segment], page: Outline, marks: Marks
) -> dict[Key, float]:
    """How good each kind of piece is as the title of all entries."""
    kin: dict[Key, list[Piece]] = defaultdict(list)
    places: Counter[Key] = Counter()
    aside: Counter[Key] = Counter()
    for offer, segment in zip(offers, segments, strict=True):
        for place, piece in enumerate(offer.values()):
            kin[piece.key].append(piece)
            places[piece.key] += min(place, 10)
            aside[piece.key] += is_aside(piece.node, segment, page)
    return {
        key: _worth(pieces, len(offers), page, marks) * (1 - 0.7 * aside[key] / len(pieces))
        - 0.01 * places[key] / len(pieces)
        for key, pieces in kin.items()
    }


def _worth(pieces: Sequence[Piece], entries: int, page: Outline, marks: Marks) -> float:
    n = len(pieces)
    usable = sum(not is_generic(piece.text) and not _only_date(piece, marks) for piece in pieces) / n
    return (
        SORT_WEIGHT[pieces[0].sort]
        * (n / entries) ** 0.7
        * (0.4 + 0.6 * len({piece.text for piece in pieces}) / n)
        * usable
        * sum(_length_fit(piece.text) for piece in pieces) / n
        * (1 - 0.5 * sum(_is_broken(piece, page) for piece in pieces) / n)
    )


def _length_fit(text: str) -> float:
    letters = len(text) * (2 if not text.isascii() and max(text) >= "\u3040" else 1)
    return 0.6 if letters < 6 else 0.85 if letters < 12 else 1.0 if letters <= 150 else 0.6


def _is_broken(piece: Piece, page: Outline) -> bool:
    """Does a piece run over several lines, as a link round a whole card does?"""
    texts = [n for n in page.nodes[piece.node.index : piece.node.end] if n.tag == TEXT and not n.region & HIDDEN]
    return any(n.text[0] == "\n" for n in texts[1:])


def _only_date(piece: Piece, marks: Marks) -> bool:
    """Is a date nearly all there is in the piece?"""
    dates = marks.dates_in(piece.node.index, piece.node.end)
    return any(not m.stamp and (m.end - m.start) > 0.75 * len(piece.text) for m in dates)


def is_aside(node: Node, segment: Segment, page: Outline) -> bool:
    """Does a node of a segment lie in its tags, buttons or by-line, by its own names or those within the segment?"""
    own = node.region & ~page.nodes[segment.start].region
    return bool(own & words.NO_TEXT) or bool(words.ASIDE_CLASS.search(node.get("class")))


def trimmed(
    chosen: Sequence[Piece | None], dates: Sequence[tuple[DateMark, ...]], page: Outline
) -> list[str | None]:
    """The text of each title, without what stands in it and is not its own: badges, the entry's date."""
    badges = _badges([piece for piece in chosen if piece is not None], page)
    texts: list[str | None] = []
    for piece, marks in zip(chosen, dates, strict=True):
        if piece is None:
            texts.append(None)
            continue
        text = piece.text
        for part in (*_own_dates(piece, marks), *(page.text(n.index, n.end) for n in _inner(piece, page) if page.shapes.kind(n) in badges)):
            text = _cut_off(text, part)
        texts.append(text)
    return texts


def _badges(pieces: Sequence[Piece], page: Outline) -> set[int]:
    """The kinds of elements inside titles that say the same few things again and again."""
    said: dict[int, list[str]] = defaultdict(list)
    for piece in pieces:
        for node in _inner(piece, page):
            text = page.text(node.index, node.end)
            if 0 < len(text) < 0.6 * len(piece.text):
                said[page.shapes.kind(node)].append(text)
    return {kind for kind, texts in said.items() if len(texts) > 2 and len(set(texts)) <= 0.3 * len(texts)}


def _inner(piece: Piece, page: Outline) -> Iterable[Node]:
    """The elements in a title that hold one text each."""
    if piece.sort in ("title", "alt", "aria-label"):
        return
    for node in page.nodes[piece.node.index + 1 : piece.node.end]:
        if node.tag != TEXT and node.end - node.index == 2:
            yield node


def _own_dates(piece: Piece, dates: Sequence[DateMark]) -> Iterable[str]:
    """The entry's date where it stands in the title as a part of its own: in front, or in another element."""
    for mark in dates:
        if mark.stamp or not (piece.node.holds(mark.node) or piece.node is mark.node):
            continue
        shown = " ".join(mark.shown.split())
        alone = len(mark.text.strip().strip(words.TRIMMED)) - len(shown) < 4 and len(shown) < len(piece.text)
        if alone or piece.text.startswith(shown):
            yield shown


def _cut_off(text: str, part: str) -> str:
    """A text without a part at its start or its end, if something is left."""
    inner = text.strip(words.TRIMMED)
    if inner.startswith(part):
        rest = inner[len(part) :].lstrip(words.TRIMMED_START)
    elif inner.endswith(part):
        rest = inner[: -len(part)].rstrip(words.TRIMMED_END)
    else:
        return text
    return rest if rest.strip(words.TRIMMED) else text
