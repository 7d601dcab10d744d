"""What an entry says besides its title and date: authors, summary, tags, image."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.lines import Line
from feedkit.parsers.html.outline import HIDDEN, TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.page_words import is_generic
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.tables import column, column_names
from feedkit.parsers.html.titles import Piece, sampled

LONGEST_SUMMARY = 2000  # characters; what is longer is cut at the end of a sentence
LONGEST_NAME = 60
LONGEST_TAG = 40
MOST_TAGS = 20
MOST_LINKS = 40  # of one entry that may be its tags
SMALLEST_PICTURE = 48  # pixels of its shorter side
LONGEST_BYLINE = 240  # characters of a line that may name the author
LEAST_SHARE = 0.4  # of the entries that must have an author of one kind
LEAST_SUMMARY = 12  # characters
LEAST_REST = 20  # characters of a line, besides title and date, that are text
LONGEST_ASIDE = 200  # characters of a line among tags or buttons that is none of the text
LONGEST_DATE_LINE = 80
LONGEST_KICKER = 30  # characters of a line over the title that is a label
LONGEST_BUTTON = 60  # characters of a line that most entries repeat
LAST_LINES = 3  # of an entry, among which its buttons stand
FEW = 4  # entries of which a line on most is no button yet

Key = tuple[str, int]  # a key of AUTHOR_WEIGHT, shape


@dataclass(frozen=True, slots=True)
class Authors:
    names: tuple[str, ...]
    node: Node


def authors(
    segments: Sequence[Segment],
    titles: Sequence[Piece | None],
    dates: Sequence[tuple[DateMention, ...]],
    page: Page,
    known: frozenset[str],
) -> list[Authors | None]:
    """The authors of each entry, from the kind of place that most entries have them in.

    known:  what the page says of itself, in small letters: a name beside a date is an author's if it is there
    """
    rows = list(zip(segments, titles, dates, strict=True))
    places = sampled(len(rows))
    columns = _author_columns(segments[0], page) if segments else frozenset()
    offers = {p: _offers(*rows[p], page, known, columns) for p in places}
    samples = list(offers.values())
    kin = Counter(key for offer in samples for key in offer)
    ranks = {
        key: n * AUTHOR_WEIGHT[key[0]]
        for key, n in kin.items()
        if n >= LEAST_SHARE * len(places) and (key[0] != "aside" or _are_people(key, samples))
    }
    if not ranks:
        return [None] * len(rows)
    chosen: list[Authors | None] = []
    for place, row in enumerate(rows):
        offer = offers[place] if place in offers else _offers(*row, page, known, columns)
        best = max((key for key in offer if key in ranks), key=lambda key: ranks[key], default=None)
        chosen.append(offer[best] if best is not None else None)
    return chosen


AUTHOR_WEIGHT = {
    "rel": 1.2,
    "itemprop": 1.15,
    "column": 1.12,  # of a table, by its head
    "label": 1.1,
    "class": 1.0,
    "profile": 0.9,
    "dateline": 0.5,
    "aside": 0.4,  # `<i>Ann Other</i>` behind the title
}


def _author_columns(segment: Segment, page: Page) -> frozenset[int]:
    """The columns of a table that its head says to hold authors."""
    heads = enumerate(column_names(segment, page))
    return frozenset(place for place, head in heads if words.AUTHOR_LABEL.fullmatch(f"{head}:"))


def _offers(
    segment: Segment,
    title: Piece | None,
    dates: Sequence[DateMention],
    page: Page,
    known: frozenset[str],
    columns: frozenset[int],
) -> dict[Key, Authors]:
    """The authors that each sort of place in a segment names."""
    found: dict[Key, Authors] = {}
    for node in page.nodes[segment.start : segment.end]:
        sort = _author_sort(node) if node.attrs else "aside" if node.tag in words.ASIDES else None
        if columns and node.tag == "td" and column(node, page) in columns:
            sort = "column"
        if sort is None:
            continue
        key = (sort, node.kind)
        names = _names_of(node, page, dates)
        if key not in found and names:
            found[key] = Authors(names, node)
        elif names and found[key].node.parent is node.parent:
            found[key] = Authors(tuple(dict.fromkeys((*found[key].names, *names))), found[key].node)
    for line in page.lines_in(segment.start, segment.end):
        text = line.text
        if len(text) > LONGEST_BYLINE or not (may_be_labelled(text) or _has_date(line, dates)):
            continue
        if title is not None and title.start < line.end and line.start < title.end:
            left = [n for n in line.texts if not title.start <= n.index < title.end]
            if not left:
                continue
            line = Line(left, line.block)
        for sort, names in (
            ("label", labelled_author(line, dates)),
            ("dateline", _beside_date(line, dates, known)),
        ):
            if names:
                found.setdefault((sort, line.block.kind), Authors(names, line.texts[0]))
    return found


def _are_people(key: Key, offers: Sequence[dict[Key, Authors]]) -> bool:
    """Do the unlabelled names on nearly all entries look like people: of several words, some coming back?"""
    names = [name for offer in offers if key in offer for name in offer[key].names]
    likely = sum(words.FULL_NAME.fullmatch(name) is not None for name in names)
    return (
        len(offers) >= FEW and len(names) >= 0.9 * len(offers) and likely * 2 > len(names) > len(set(names))
    )


def _author_sort(node: Node) -> str | None:
    attrs = node.attrs
    if "rel" in attrs and "author" in node.get("rel").split():
        return "rel"
    if "itemprop" in attrs and attrs["itemprop"] in ("author", "creator"):
        return "itemprop"
    if "class" in attrs and _names_author(node.get("class")):
        return "class"
    if node.tag == "a" and words.PROFILE_PATH.search(node.get("href")):
        return "profile"
    return None


@lru_cache(maxsize=1024)
def _names_author(name: str) -> bool:
    return words.AUTHOR_CLASS.search(name) is not None


def _names_of(node: Node, page: Page, dates: Sequence[DateMention]) -> tuple[str, ...]:
    """The names that an author element holds."""
    if node.tag == "meta":
        return split_names(node.get("content"))
    inner = [
        n.get("content") or page.text(n.index, n.end)
        for n in page.elements(node.index + 1, node.end)
        if n.get("itemprop") == "name" or words.NAME_CLASS.search(n.get("class"))
    ]
    if any(inner):
        return tuple(dict.fromkeys(name for text in inner for name in split_names(text)))
    if node.end - node.index > 40:
        return ()
    text = page.text(node.index, node.end)
    for mark in dates:
        if not mark.stamp and (node.holds(mark.node) or mark.node.holds(node)):
            text = text.replace(" ".join(mark.shown.split()), " | ")
    if not text:
        text = next(
            (
                n.get("alt") or n.get("title")
                for n in page.elements(node.index, node.end)
                if n.get("alt") or n.get("title")
            ),
            "",
        )
    return split_names(text)


def may_be_labelled(text: str) -> bool:
    """Can a text hold a by-line's label? Sure only where it can not."""
    folded = text.lower()
    return not words.LABEL_WORDS.isdisjoint(words.WORD.findall(folded)) or (
        not text.isascii() and not words.ODD_CASES.isdisjoint(text)
    )


def _has_date(line: Line, dates: Sequence[DateMention]) -> bool:
    return any(
        not m.stamp and (line.start <= m.index < line.end or m.node.holds(line.texts[0])) for m in dates
    )


def labelled_author(line: Line, dates: Sequence[DateMention]) -> tuple[str, ...]:
    """The names behind a label in a line: "Posted by X on …", "von X", "Author: X"."""
    for place, node in enumerate(line.texts[:-1]):
        head = " ".join(node.text.split()) + " "
        if any(label.end() == len(head) for label in words.AUTHOR_LABEL.finditer(head + "x")):
            return split_names(_linked_names(line.texts[place + 1 :]))
    text = _without_dates(line, dates)
    match = words.AUTHOR_LABEL.search(text)
    if match is None or (match.start() > 40 and "|" not in text[: match.start()]):
        return ()
    return split_names(text[match.end() :])


def _linked_names(texts: Sequence[Node]) -> str:
    """The text behind a label, and what commas and "and" join to it."""
    joined = texts[0].text
    for joint, name in zip(texts[1::2], texts[2::2], strict=False):
        if not words.NAME_JOINT.fullmatch(joint.text.strip()):
            break
        joined += "," + name.text
    return " ".join(joined.split())


def _beside_date(line: Line, dates: Sequence[DateMention], known: frozenset[str]) -> tuple[str, ...]:
    """The part of a date's line that the page also names elsewhere as whose it is."""
    text = _without_dates(line, dates)
    if text == line.text:
        return ()
    parts = [part.strip(words.TRIMMED + ",") for part in words.SEPARATOR.split(text)]
    return tuple(part for part in parts if len(part) > 2 and part.casefold() in known)[:1]


def _without_dates(line: Line, dates: Sequence[DateMention]) -> str:
    """A line's text with a bar where its dates stand."""
    text = line.text
    for mark in dates:
        if not mark.stamp and (line.start <= mark.index < line.end or mark.node.holds(line.texts[0])):
            text = text.replace(" ".join(mark.shown.split()), " | ")
    return text


def split_names(text: str) -> tuple[str, ...]:
    """The names in a by-line, its labels and what follows them taken off."""
    text = words.AUTHOR_LABEL.sub("", text, count=1) if words.AUTHOR_LABEL.match(text) else text
    text = words.NAME_END.split(text.strip(words.TRIMMED + ","))[0]
    if len(text) > 4 * LONGEST_NAME:
        return ()
    names = [name.strip(words.TRIMMED + ",;@") for name in words.NAME_JOIN.split(text)]
    return tuple(
        dict.fromkeys(
            n for n in names if 1 < len(n) <= LONGEST_NAME and any(map(str.isalpha, n)) and not is_generic(n)
        )
    )


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of an entry that are neither title, date, author, tags nor buttons, and those that are."""

    segment: Segment
    lines: tuple[Line, ...]
    taken: frozenset[int]  # where the other lines start


def bodies(
    segments: Sequence[Segment],
    titles: Sequence[Piece | None],
    dates: Sequence[tuple[DateMention, ...]],
    bylines: Sequence[Authors | None],
    page: Page,
) -> list[Body]:
    """What each entry says beside its other fields."""
    found = []
    for segment, title, mentions, byline in zip(segments, titles, dates, bylines, strict=True):
        kept: list[Line] = []
        taken: list[int] = []
        fields = _Fields(segment, title, [m for m in mentions if not m.stamp], byline, page)
        for line in page.lines_in(segment.start, segment.end):
            rest = fields.rest(line)
            if rest is not line:
                taken += [text.index for text in line.texts if rest is None or text not in rest.texts]
            if rest is not None:
                kept.append(rest)
        found.append(Body(segment, tuple(kept), frozenset(taken)))
    return _without_buttons(found)


def _without_buttons(found: list[Body]) -> list[Body]:
    """The bodies without the lines that most entries repeat."""
    if len(found) < FEW:
        return found
    said = Counter(text for body in found for text in {line.text for line in body.lines[-LAST_LINES:]})
    again = {text for text, times in said.items() if times * 2 > len(found) and len(text) <= LONGEST_BUTTON}
    if not again:
        return found
    return [
        Body(
            body.segment,
            tuple(line for line in body.lines if line.text not in again),
            body.taken | {line.start for line in body.lines if line.text in again},
        )
        for body in found
    ]


def summary(body: Body, page: Page) -> str | None:
    """A body as plain text, cut at the end of a sentence where it is long; else what microdata says."""
    return _joined(body.lines) or _described(body.segment, page)


def content(body: Body, page: Page) -> str | None:
    """A body as HTML, where that says more than plain text does; None where it does not."""
    if not body.lines:
        return None
    segment = body.segment
    if len(body.lines) < 2 and not any(n.tag in words.RICH for n in page.nodes[segment.start : segment.end]):
        return None
    around = _around(body.lines)
    parts = list(_whole_parts(around, body, page))
    return "".join(part.html for part in parts) if sum(part.tag != TEXT for part in parts) else None


def _around(row: Sequence[Line]) -> Node:
    """The innermost element that holds all lines."""
    node = row[0].texts[0]
    while node.parent is not None and node.end < row[-1].end:
        node = node.parent
    return node


def _whole_parts(around: Node, body: Body, page: Page) -> Iterator[Node]:
    """The largest nodes inside `around` that hold something to show and no line taken by other fields."""
    start, end = body.segment.start, body.segment.end
    taken = sorted(body.taken)
    todo = [around]
    while todo:
        node = todo.pop()
        if node.region & HIDDEN or node.end <= start or node.index >= end:
            continue
        if node.tag == TEXT:
            if node.index not in body.taken:
                yield node
        elif node.index < start or node.end > end or _holds_any(node, taken):
            todo += reversed(page.children(node))
        elif any(n.tag == TEXT or n.tag in words.RICH for n in page.nodes[node.index : node.end]):
            yield node


def _holds_any(node: Node, places: Sequence[int]) -> bool:
    at = bisect_left(places, node.index)
    return at < len(places) and places[at] < node.end


def _described(segment: Segment, page: Page) -> str | None:
    """What microdata describes an entry with."""
    for node in page.nodes[segment.start : segment.end]:
        if node.attrs and node.get("itemprop") == "description":
            return " ".join((node.get("content") or page.text(node.index, node.end)).split()) or None
    return None


class _Fields:
    """Where an entry's title, shown dates and authors stand, to part its text from them."""

    def __init__(
        self,
        segment: Segment,
        title: Piece | None,
        dates: Sequence[DateMention],
        byline: Authors | None,
        page: Page,
    ) -> None:
        self.around = ~page.nodes[segment.start].region & words.NO_TEXT
        self.title, self.dates, self.byline = title, dates, byline
        self.head = title.start if title is not None else 0
        self.ranges = [(mark.node.index, mark.node.end) for mark in dates]
        if title is not None:
            self.ranges.append((title.start, title.end))
        if byline is not None:
            self.ranges.append((byline.node.index, byline.node.end))

    def rest(self, line: Line) -> Line | None:
        """What of a line is text: not a title, date, author, tag or button; None for nothing."""
        text = line.text
        if is_generic(text) or (line.texts[0].region & self.around and len(text) < LONGEST_ASIDE):
            return None
        over = line.start < self.head and len(text) <= LONGEST_KICKER
        first, end = line.start, line.end
        if all(stop <= first or end <= start for start, stop in self.ranges):
            return None if over else line
        titled = self.title is not None and self.title.start < end and first < self.title.end
        if not titled and len(text) < LONGEST_DATE_LINE:
            return None
        left = [node for node in line.texts if not self._hold(node)]
        if len(left) == len(line.texts):
            return None if over or _tells_when(line, self.dates) else line
        rest = Line(left, line.block) if left else None
        return rest if rest is not None and len(rest.text.strip(words.TRIMMED)) >= LEAST_REST else None

    def _hold(self, node: Node) -> bool:
        title, byline = self.title, self.byline
        return (
            (title is not None and title.start <= node.index < title.end)
            or any(mark.node.holds(node) and _is_date(mark, node) for mark in self.dates)
            or (byline is not None and byline.node.holds(node))
        )


def _is_date(mark: DateMention, node: Node) -> bool:
    """Is a date, with its label, about all that a text says?"""
    return node is not mark.node or len(node.text) - (mark.end - mark.start) < LEAST_REST


def _tells_when(line: Line, dates: Sequence[DateMention]) -> bool:
    """Is a line there for the entry's date, one of the shown ones?"""
    text = line.text
    return any(
        line.start <= mark.index < line.end
        and (len(text) < LONGEST_DATE_LINE or mark.end - mark.start > 0.5 * len(text))
        for mark in dates
    )


def _joined(row: Sequence[Line]) -> str | None:
    parts, letters = [], 0
    for line in row:
        text = _without_more(line)
        if text:
            parts.append(text)
            letters += len(text)
        if letters > LONGEST_SUMMARY:
            break
    text = " ".join(parts)
    if len(text) * (1 if text.isascii() else 2) < LEAST_SUMMARY:
        return None
    return text if len(text) <= LONGEST_SUMMARY else _cut(text)


def _without_more(line: Line) -> str:
    """A line's text without a "Read more" link at its end."""
    if not is_generic(line.texts[-1].text):
        return line.text
    texts = list(line.texts)
    while (
        texts and is_generic(texts[-1].text) and any(node.tag in ("a", "button") for node in _near(texts[-1]))
    ):
        texts.pop()
    return " ".join("".join(node.text for node in texts).split())


def _near(text: Node) -> Iterable[Node]:
    parent = text.parent
    if parent is not None:
        yield parent
        if parent.parent is not None:
            yield parent.parent


def _cut(text: str) -> str:
    head = text[:LONGEST_SUMMARY]
    stop = max(head.rfind(mark) for mark in (". ", "! ", "? ", "。", "！", "？"))
    return head[: stop + 1] if stop > LONGEST_SUMMARY // 2 else head[: head.rfind(" ")].rstrip() + " …"


def image(segment: Segment, page: Page) -> str:
    """The address of an entry's first picture, as the page writes it; "" where there is none."""
    for node in page.nodes[segment.start : segment.end]:
        tag = node.tag
        if tag == "meta" and node.get("itemprop") == "image":
            return node.get("content")
        if tag == "img" and not _is_decoration(node):
            return next((value for name in words.PICTURE_ATTRIBUTES if (value := node.get(name))), "")
    return ""


def _is_decoration(picture: Node) -> bool:
    """Is a picture an icon, an avatar, a counter?"""
    sizes = [
        int(size)
        for name in ("width", "height")
        if (size := picture.get(name).removesuffix("px")).isdecimal()
    ]
    if sizes and min(sizes) < SMALLEST_PICTURE:
        return True
    around = picture.parent.get("class") if picture.parent is not None else ""
    return bool(words.DECORATION.search(f"{picture.get('class')} {around} {picture.get('src')[-60:]}"))


def tags(segment: Segment, page: Page) -> tuple[str, ...]:
    """The tags and categories of an entry: links that say so by `rel`, or that lie among labels."""
    around = page.nodes[segment.start].region
    found = [
        page.text(link.index, link.end).strip("#" + words.TRIMMED)
        for link in page.links_in(segment.start, segment.end)[:MOST_LINKS]
        if "tag" in link.get("rel").split()
        or link.region & ~around & words.Region.LABELS
        or words.TAG_PATH.search(link.get("href"))
    ]
    return tuple(dict.fromkeys(tag for tag in found if 0 < len(tag) <= LONGEST_TAG))[:MOST_TAGS]
