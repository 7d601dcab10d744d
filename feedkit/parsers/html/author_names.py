"""The names that an element or a line holds, once it is known that it names an author."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from feedkit.parsers.bylines import (
    AUTHOR_LABEL,
    BEHIND,
    author_labels,
    is_byline,
    may_have_author_label,
    names_author,
    split_names,
)
from feedkit.parsers.given_names import is_full_name
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.lines import Line
from feedkit.parsers.html.link_targets import is_of_person
from feedkit.parsers.html.outline import HIDDEN, TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.link_texts import TRIMMED

MAX_AUTHOR_NODES = 40  # of an element that is all names
MAX_LETTERS_BEFORE_LABEL = 40


def names_of(node: Node, page: Page) -> tuple[str, ...]:
    """The names that an author element holds: what is shown, else what describes its picture or link."""
    if node.tag == "meta":
        return split_names(node.get("content"))
    inner = [
        n.get("content") or page.text(n.index, n.end)
        for n in page.elements(node.index + 1, node.end)
        if n.attrs and (n.get("itemprop") == "name" or _is_name_class(n.get("class")))
    ]
    if not any(inner):
        inner = _names_of_links(node, page)
    if any(inner):
        return tuple(dict.fromkeys(name for text in inner for name in _names_in(text)))
    if node.end - node.index > MAX_AUTHOR_NODES:
        return ()
    lines = list(_lines_of(node, page))
    return tuple(dict.fromkeys(name for line in lines for name in _names_in(line))) or _names_in(
        _described(node, page)
    )


def _names_of_links(node: Node, page: Page) -> list[str]:
    """The texts of the links to people's pages in an element, of the first with what commas join to it."""
    shown = [
        (link, texts)
        for link in page.links_in(node.index + 1, node.end)
        if _is_profile(link) and (texts := [n for n in page.nodes[link.index : link.end] if n.tag == TEXT])
    ]
    if not shown:
        return []
    joined = _linked_names([n for n in page.nodes[shown[0][1][0].index : node.end] if n.tag == TEXT])
    others = (page.text(link.index, link.end).strip(TRIMMED + ",") for link, _ in shown[1:])
    return [joined, *filter(is_full_name, others)]


def _lines_of(node: Node, page: Page) -> Iterator[str]:
    """The lines of an element that may name authors: the first, and those of elements like it.

    What is on a line of another kind below a name is what the person does.
    """
    rows: list[list[Node]] = []
    for text in page.nodes[node.index : node.end]:
        if text.tag == TEXT and not text.region & HIDDEN:
            if rows and text.text[0] != "\n":
                rows[-1].append(text)
            else:
                rows.append([text])
    first: Node | None = None
    label = ""
    for row in rows:
        around = row[0].parent
        if first is None or (around is not None and around is not first and around.kind == first.kind):
            line = f"{label} {_joined(row, page)}".strip()
            label = line if AUTHOR_LABEL.fullmatch(f"{line} ") or line.endswith((":", "：")) else ""
            if not label:
                first = around
                yield line


def _joined(texts: Sequence[Node], page: Page) -> str:
    """Texts as one, with a bar before each with a date: "Ann Other<i>May 3, 2025</i>"."""
    mentions = page.dates_in(texts[0].index, texts[-1].end)
    dates = {mention.index for mention in mentions if not mention.stamp}
    return " ".join("".join(f" | {n.text}" if n.index in dates else n.text for n in texts).split())


def _is_profile(link: Node) -> bool:
    return "author" in link.get("rel").split() or is_profile(link.get("href"))


@lru_cache(maxsize=8192)
def is_profile(href: str) -> bool:
    """Return whether an address is that of a person's page."""
    return is_of_person(href) or words.AUTHOR_PATH.search(href) is not None


@lru_cache(maxsize=1024)
def _is_name_class(value: str) -> bool:
    """Return whether a class is that of a name: "fn", "author__name", "authorName_x7"."""
    if words.NAME_CLASS.search(value):
        return True
    return any(words.NAME_PARTS.findall(name)[-1:] in (["name"], ["Name"]) for name in value.split())


def _names_in(text: str) -> tuple[str, ...]:
    """The names in a text; none in a label of dates alone."""
    return tuple(name for name in split_names(text) if " " in name or words.PUBLICATION.match(name) is None)


def _described(node: Node, page: Page) -> str:
    """What an element without text says of a name: the text of its picture, its title."""
    for inner in page.elements(node.index, node.end):
        for attribute in ("alt", "title", "aria-label"):
            if text := " ".join(inner.get(attribute).split()):
                return words.POSSESSIVE.sub("", words.PERSON.sub("", text))
    return ""


def labelled_author(line: Line) -> tuple[str, ...]:
    """The names behind a label in a line: "Posted by X on …", "von X", "Author: X"."""
    for at, node in enumerate(line.texts[:-1]):
        head = " ".join(node.text.split()) + " "
        label = next((one for one in author_labels(head + "x") if one.end() == len(head)), None)
        if label is not None:
            return () if not names_author(label) else split_names(_linked_names(line.texts[at + 1 :]))
    text = line.text
    if not may_have_author_label(text):
        return ()
    match = next(author_labels(text), None)
    if match is None:
        behind = BEHIND.match(text)
        return split_names(behind["names"]) if behind is not None else ()
    if not names_author(match) or (
        match.start() > MAX_LETTERS_BEFORE_LABEL and "|" not in text[: match.start()]
    ):
        return ()
    names = split_names(text[match.end() :])
    return names if names and is_byline(match, names[0]) else ()


def _linked_names(texts: Sequence[Node]) -> str:
    """The text behind a label, and what commas and "and" join to it."""
    joined = texts[0].text
    for joint, name in zip_longest(texts[1::2], texts[2::2]):
        said = joint.text.strip()
        if name is not None and words.NAME_JOINT.fullmatch(said):
            joined += f",{name.text}"
        elif said[:1] in (",", "&"):  # ", Bo Third, " without a link
            joined += joint.text + (name.text if name is not None and said[-1] in (",", "&") else "")
        else:
            break
    return " ".join(joined.split())


def beside_date(line: Line, dates: Sequence[DateMention], owners: frozenset[str]) -> tuple[str, ...]:
    """The part of a date's line that the page also names elsewhere as whose it is."""
    text = line.text
    for mention in dates:
        text = text.replace(" ".join(mention.shown.split()), " | ")
    if text == line.text:
        return ()
    parts = [part.strip(TRIMMED + ",") for part in words.SEPARATOR.split(text)]
    return tuple(part for part in parts if len(part) > 2 and part.casefold() in owners)[:1]
