"""The authors of a list's entries: from the kind of element or line that most entries have them in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from feedkit.parsers.bylines import AUTHOR_LABEL, may_have_author_label, split_names
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.lines import Line
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.tables import column, column_names
from feedkit.parsers.html.titles import TitleOption, sampled
from feedkit.parsers.link_texts import TRIMMED

MAX_BYLINE_LENGTH = 240  # characters of a line that may name the author
MAX_AUTHOR_NODES = 40  # of an element that is all names
MAX_LETTERS_BEFORE_LABEL = 40
MIN_SHARE_OF_ENTRIES = 0.4  # that must have an author of one kind
MIN_SHARE_WITH_PEOPLE = 0.9  # of the entries that must have an unlabelled name
MIN_ENTRIES = 4  # of which unlabelled names can be known to be people

Key = tuple[str, int]  # a key of AUTHOR_WEIGHT, shape


@dataclass(frozen=True, slots=True)
class Authors:
    names: tuple[str, ...]
    node: Node


def authors(
    segments: Sequence[Segment],
    titles: Sequence[TitleOption | None],
    dates: Sequence[tuple[DateMention, ...]],
    page: Page,
) -> list[Authors | None]:
    """The authors of each entry.

    A name beside a date is an author's if the page also names it as its own.
    """
    rows = list(zip(segments, titles, dates, strict=True))
    numbers = sampled(len(rows))
    columns = _author_columns(segments[0], page) if segments else frozenset()
    options = {p: _options(*rows[p], page, columns) for p in numbers}
    samples = list(options.values())
    counts = Counter(key for option in samples for key in option)
    scores = {
        key: n * AUTHOR_WEIGHT[key[0]]
        for key, n in counts.items()
        if n >= MIN_SHARE_OF_ENTRIES * len(numbers) and (key[0] != "aside" or _are_people(key, samples))
    }
    if not scores:
        return [None] * len(rows)
    chosen: list[Authors | None] = []
    for number, row in enumerate(rows):
        option = options[number] if number in options else _options(*row, page, columns)
        best = max((key for key in option if key in scores), key=lambda key: scores[key], default=None)
        chosen.append(option[best] if best is not None else None)
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
    """The columns of a table that hold authors, by its head."""
    heads = enumerate(column_names(segment, page))
    return frozenset(number for number, head in heads if AUTHOR_LABEL.fullmatch(f"{head}:"))


def _options(
    segment: Segment,
    title: TitleOption | None,
    dates: Sequence[DateMention],
    page: Page,
    columns: frozenset[int],
) -> dict[Key, Authors]:
    """The authors that each kind of element or line of a segment names."""
    found: dict[Key, Authors] = {}
    for node in page.nodes[segment.start : segment.end]:
        sort = _author_sort(node) if node.attrs else "aside" if node.tag in words.ASIDES else None
        if columns and node.tag == "td" and column(node, page) in columns:
            sort = "column"
        names = _names_of(node, page, dates) if sort is not None else ()
        if sort is None or not names:
            continue
        known = found.setdefault((sort, node.kind), Authors(names, node))
        if known.node is not node and known.node.parent is node.parent:
            joined = tuple(dict.fromkeys((*known.names, *names)))
            found[sort, node.kind] = Authors(joined, known.node)
    for key, authors in _line_options(segment, title, dates, page):
        found.setdefault(key, authors)
    return found


def _line_options(
    segment: Segment, title: TitleOption | None, dates: Sequence[DateMention], page: Page
) -> Iterator[tuple[Key, Authors]]:
    """The authors that lines name, behind a label or beside a date; what is of the title is left out."""
    for line in page.lines_in(segment.start, segment.end):
        text = line.text
        if len(text) > MAX_BYLINE_LENGTH or not (may_have_author_label(text) or _has_date(line, dates)):
            continue
        if title is not None and title.start < line.end and line.start < title.end:
            left = [n for n in line.texts if not title.start <= n.index < title.end]
            if not left:
                continue
            line = Line(left, line.block)
        for sort, names in (
            ("label", labelled_author(line, dates)),
            ("dateline", _beside_date(line, dates, page.head.names)),
        ):
            if names:
                yield (sort, line.block.kind), Authors(names, line.texts[0])


def _are_people(key: Key, options: Sequence[dict[Key, Authors]]) -> bool:
    """Return whether the unlabelled names on nearly all entries look like people.

    They do if most are of several words, and some come back.
    """
    names = [name for option in options if key in option for name in option[key].names]
    likely = sum(words.FULL_NAME.fullmatch(name) is not None for name in names)
    return (
        len(options) >= MIN_ENTRIES
        and len(names) >= MIN_SHARE_WITH_PEOPLE * len(options)
        and likely * 2 > len(names) > len(set(names))
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
    if node.end - node.index > MAX_AUTHOR_NODES:
        return ()
    text = page.text(node.index, node.end)
    for mention in dates:
        if not mention.stamp and (node.holds(mention.node) or mention.node.holds(node)):
            text = text.replace(" ".join(mention.shown.split()), " | ")
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


def _has_date(line: Line, dates: Sequence[DateMention]) -> bool:
    return any(
        not m.stamp and (line.start <= m.index < line.end or m.node.holds(line.texts[0])) for m in dates
    )


def labelled_author(line: Line, dates: Sequence[DateMention]) -> tuple[str, ...]:
    """The names behind a label in a line: "Posted by X on …", "von X", "Author: X"."""
    for at, node in enumerate(line.texts[:-1]):
        head = " ".join(node.text.split()) + " "
        if any(label.end() == len(head) for label in AUTHOR_LABEL.finditer(head + "x")):
            return split_names(_linked_names(line.texts[at + 1 :]))
    text = _without_dates(line, dates)
    match = AUTHOR_LABEL.search(text)
    if match is None or (match.start() > MAX_LETTERS_BEFORE_LABEL and "|" not in text[: match.start()]):
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
    parts = [part.strip(TRIMMED + ",") for part in words.SEPARATOR.split(text)]
    return tuple(part for part in parts if len(part) > 2 and part.casefold() in known)[:1]


def _without_dates(line: Line, dates: Sequence[DateMention]) -> str:
    """A line's text with a bar where its dates stand."""
    text = line.text
    for mention in dates:
        if not mention.stamp and (
            line.start <= mention.index < line.end or mention.node.holds(line.texts[0])
        ):
            text = text.replace(" ".join(mention.shown.split()), " | ")
    return text
