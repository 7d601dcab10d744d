"""Titles of a list's entries: the sort of piece that does best over all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.outline import HIDDEN, LINKED, TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.page_words import is_generic
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.tables import column, column_names

LONGEST_TITLE = 300  # characters
MOST_LINES = 20  # of one segment that may be its title
LARGEST_TITLE = 200  # nodes of one title
SAMPLE = 20  # entries that the kinds of title, link, date and author are judged by

SAYING_ATTRIBUTES = ("title", "aria-label", "alt")
SAYING = frozenset(SAYING_ATTRIBUTES)

Key = tuple[str, int] | tuple[str, int, int]  # sort, shape, column of a table


@dataclass(frozen=True, slots=True)
class Piece:
    """Something in a segment that may be its title.

    sort:  a key of SORT_WEIGHT
    key:   equal for the pieces of several segments that look alike
    node:  the element, or the first text, that holds it
    end:   where its nodes end
    """

    sort: str
    key: Key
    node: Node
    end: int
    text: str

    @property
    def start(self) -> int:
        return self.node.index

    def touches(self, node: Node) -> bool:
        """Does a node lie in the piece, or the piece in the node?"""
        return self.start <= node.index < self.end or node.holds(self.node)


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


def titles(segments: Sequence[Segment], leads: Sequence[Node | None], page: Page) -> list[Piece | None]:
    """The title of each segment; `leads` are the links that the segments seem to lead to."""
    places = sampled(len(segments))
    offers = {p: _first_of_each(_pieces(segments[p], page)) for p in places}
    ranks = _ranks(list(offers.values()), [segments[p] for p in places], [leads[p] for p in places], page)
    best = max(ranks, key=lambda key: ranks[key], default=None)
    return [
        _best_offer(offers[place], ranks, best)
        if place in offers
        else _best_piece(segment, ranks, best, page)
        for place, segment in enumerate(segments)
    ]


def sampled(count: int) -> Sequence[int]:
    """Places spread evenly over a long row; all places of a short one."""
    return range(count) if count <= SAMPLE else [i * (count - 1) // (SAMPLE - 1) for i in range(SAMPLE)]


def _best_piece(segment: Segment, ranks: dict[Key, float], best: Key | None, page: Page) -> Piece | None:
    """The first piece of the best kind that a segment has; most segments have one of the very best."""
    if best is not None:
        likely = _line_pieces(segment, page) if "line" in best[0] else _element_pieces(segment, page, best[1])
        found = next((piece for piece in likely if piece.key == best), None)
        if found is not None:
            return found
    return _best_offer(_first_of_each(_pieces(segment, page)), ranks, best)


def _best_offer(offer: dict[Key, Piece], ranks: dict[Key, float], best: Key | None) -> Piece | None:
    if best in offer:
        return offer[best]
    return max(offer.values(), key=lambda piece: ranks.get(piece.key, -1.0), default=None)


def _first_of_each(pieces: Iterable[Piece]) -> dict[Key, Piece]:
    first: dict[Key, Piece] = {}
    for piece in pieces:
        first.setdefault(piece.key, piece)
    return first


def _pieces(segment: Segment, page: Page) -> Iterator[Piece]:
    """What may be the title, in document order, lines last."""
    yield from _element_pieces(segment, page)
    yield from _line_pieces(segment, page)


def _element_pieces(segment: Segment, page: Page, only: int | None = None) -> Iterator[Piece]:
    """The elements that may be the title, and their attributes; only those of one shape, if it is given."""
    headings = words.HEADINGS
    for node in page.nodes[segment.start : segment.end]:
        if (node.attrs or node.tag in headings) and (only is None or node.kind == only):
            for sort, text in _offers(node, page):
                yield Piece(sort, (sort, node.kind), node, node.end, text)


def _line_pieces(segment: Segment, page: Page) -> Iterator[Piece]:
    for line in page.lines_in(segment.start, segment.end)[:MOST_LINES]:
        text = line.text
        if len(text) <= LONGEST_TITLE:
            sort = "linked line" if line.texts[0].region & LINKED else "line"
            yield Piece(
                sort, (sort, line.block.kind, column(line.block, page)), line.texts[0], line.end, text
            )


def _offers(node: Node, page: Page) -> Iterable[tuple[str, str]]:
    """The texts of an element that may be a title, by sort."""
    if node.region & HIDDEN:
        return
    attrs, tag, sort = node.attrs, node.tag, ""
    if tag in words.HEADINGS:
        sort = "heading"
    elif ((name := attrs.get("class")) and _names_title(name)) or ("itemprop" in attrs and _is_name(node)):
        sort = "named"
    elif tag == "a":
        sort = "link"
    if sort and node.end - node.index < LARGEST_TITLE:
        text = page.text(node.index, node.end)
        if text and len(text) <= LONGEST_TITLE:
            yield sort, text
    if SAYING.isdisjoint(attrs):
        return
    for attribute in SAYING_ATTRIBUTES:
        if text := " ".join(node.get(attribute).split()):
            yield attribute, text


@lru_cache(maxsize=1024)
def _names_title(name: str) -> bool:
    return words.TITLE_CLASS.search(name) is not None


def _is_name(node: Node) -> bool:
    """Microdata's name of the entry itself, not of a place or a person within it."""
    name = node.get("itemprop")
    if name != "name":
        return name == "headline"
    around = next((n for n in node.ancestors() if "itemscope" in n.attrs), None)
    return around is None or not (around.get("itemprop") or words.OTHER_TYPE.search(around.get("itemtype")))


def _ranks(
    offers: Sequence[dict[Key, Piece]],
    segments: Sequence[Segment],
    leads: Sequence[Node | None],
    page: Page,
) -> dict[Key, float]:
    """How good each kind of piece is as the title of all entries."""
    kin: dict[Key, list[Piece]] = defaultdict(list)
    places: Counter[Key] = Counter()
    aside: Counter[Key] = Counter()
    linked: Counter[Key] = Counter()
    for offer, segment, link in zip(offers, segments, leads, strict=True):
        for place, piece in enumerate(offer.values()):
            kin[piece.key].append(piece)
            places[piece.key] += min(place, 10)
            aside[piece.key] += is_aside(piece.node, segment, page)
            linked[piece.key] += link is not None and piece.touches(link)
    heads = dict(enumerate(column_names(segments[0], page)))
    return {
        key: _worth(pieces, len(offers), page)
        * (1.4 if len(key) > 2 and words.TITLE_COLUMN.search(heads.get(key[2], "")) else 1.0)
        * (1 - 0.7 * aside[key] / len(pieces))
        * (0.85 + 0.15 * linked[key] / len(pieces))
        - 0.01 * places[key] / len(pieces)
        for key, pieces in kin.items()
    }


def _worth(pieces: Sequence[Piece], entries: int, page: Page) -> float:
    n = len(pieces)
    usable = sum(not is_generic(piece.text) for piece in pieces) / n
    dated = sum(_only_date(piece, page) for piece in pieces) / n
    mixed = sum(_begins_with_date(piece, page) for piece in pieces) / n
    return (
        SORT_WEIGHT[pieces[0].sort]
        * float((n / entries) ** 0.7)
        * _variety(len({piece.text for piece in pieces}), n)
        * usable
        * (1 - 0.25 * mixed)
        * (1 - (0.5 if "link" in pieces[0].sort else 1.0) * dated)
        * (1.0 if pieces[0].sort == "heading" else sum(_length_fit(piece.text) for piece in pieces) / n)
        * (1 - 0.5 * sum(_is_broken(piece, page) for piece in pieces) / n)
    )


def _variety(different: int, n: int) -> float:
    """Titles differ; what is the same on nearly every entry is a button or a label."""
    return 0.2 if n > 2 and different <= 0.3 * n else 0.5 + 0.5 * different / n


def _length_fit(text: str) -> float:
    letters = len(text) * (2 if not text.isascii() and max(text) >= "\u3040" else 1)
    return 0.6 if letters < 6 else 0.85 if letters < 12 else 1.0 if letters <= 150 else 0.6


def _is_broken(piece: Piece, page: Page) -> bool:
    """Does a piece run over several lines, as a link round a whole card does?"""
    texts = [n for n in page.nodes[piece.start : piece.end] if n.tag == TEXT and not n.region & HIDDEN]
    return any(n.text[0] == "\n" for n in texts[1:])


def _only_date(piece: Piece, page: Page) -> bool:
    """Is a date nearly all there is in the piece?"""
    dates = page.dates_in(piece.start, piece.end)
    return any(not m.stamp and (m.end - m.start) > 0.65 * len(piece.text) for m in dates)


def _begins_with_date(piece: Piece, page: Page) -> bool:
    """Does a piece of several texts begin with a date, or a part of one?"""
    texts = piece.end - piece.start
    dates = page.dates_in(piece.start, piece.end)
    return texts > 2 and any(not m.stamp and m.start < 3 and m.index - piece.start < 4 for m in dates)


def is_aside(node: Node, segment: Segment, page: Page) -> bool:
    """Does a node of a segment lie in its tags, buttons or by-line, as names within the segment say?"""
    own = node.region & ~page.nodes[segment.start].region
    return bool(own & words.NO_TEXT) or ("class" in node.attrs and _names_aside(node.get("class")))


@lru_cache(maxsize=1024)
def _names_aside(name: str) -> bool:
    return words.ASIDE_CLASS.search(name) is not None


def trimmed(
    chosen: Sequence[Piece | None], dates: Sequence[tuple[DateMention, ...]], page: Page
) -> list[str | None]:
    """The text of each title, without what stands in it and is not its own: badges, the entry's date."""
    edges = [tuple(_edges(piece, page)) if piece is not None else () for piece in chosen]
    pieces = [piece for piece in chosen if piece is not None]
    badges = _badges(chosen, edges)
    own_dates = [_own_date(piece, own) if piece else "" for piece, own in zip(chosen, dates, strict=True)]
    dated = sum(map(bool, own_dates)) * 2 > len(pieces)
    texts: list[str | None] = []
    for piece, own_date, beside in zip(chosen, own_dates, edges, strict=True):
        text = piece.text if piece else None
        if piece and text:
            for part in (own_date if dated else "", *beside):
                text = (
                    _cut_off(text, part) if part in badges or part == own_date or is_generic(part) else text
                )
        texts.append(text)
    return texts


def _badges(chosen: Sequence[Piece | None], edges: Sequence[tuple[str, ...]]) -> set[str]:
    """What elements at the edges of titles say, where they say the same few things again and again."""
    said = [
        edge
        for piece, beside in zip(chosen, edges, strict=True)
        for edge in beside
        if piece is not None and len(edge) < 0.6 * len(piece.text)
    ]
    return set(said) if len(said) > 2 and len(set(said)) <= 0.3 * len(said) else set()


def _edges(piece: Piece, page: Page) -> Iterable[str]:
    """The texts at the start and the end of a title that stand in an element of their own."""
    if piece.sort in SAYING or piece.end - piece.start < 2:  # one text
        return
    texts = [n for n in page.nodes[piece.start : piece.end] if n.tag == TEXT and not n.region & HIDDEN]
    for text in {texts[0].index: texts[0], texts[-1].index: texts[-1]}.values() if len(texts) > 1 else ():
        shown = " ".join(text.text.split())
        if text.parent is not piece.node or not shown.strip(words.TRIMMED):
            yield shown


def _own_date(piece: Piece, dates: Sequence[DateMention]) -> str:
    """The entry's date where it stands in the title as a part of its own: in front, or in another element."""
    for mark in dates:
        if mark.stamp or not piece.start <= mark.index < piece.end:
            continue
        shown = " ".join(mark.shown.split())
        alone = len(mark.text.strip().strip(words.TRIMMED)) - len(shown) < 4 and len(shown) < len(piece.text)
        if alone or piece.text.startswith(shown):
            return shown
    return ""


def _cut_off(text: str, part: str) -> str:
    """A text without a part at its start or its end, if something is left."""
    if not part:
        return text
    if text.startswith(part):
        rest = text[len(part) :].lstrip(words.TRIMMED_START)
    elif text.endswith(part):
        rest = text[: -len(part)].rstrip(words.TRIMMED_END)
    else:
        inner = text.strip(words.TRIMMED)
        return (
            _cut_off(inner, part)
            if inner != text and part in (inner[: len(part)], inner[-len(part) :])
            else text
        )
    return rest if rest.strip(words.TRIMMED) else text
