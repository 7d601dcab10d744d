"""The names that an element or a line holds, once it is known that it names an author."""

from __future__ import annotations

from collections.abc import Sequence

from feedkit.parsers.bylines import AUTHOR_LABEL, names_author, split_names
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.lines import Line
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
        if n.get("itemprop") == "name" or words.NAME_CLASS.search(n.get("class"))
    ]
    if not any(inner):
        link = next((n for n in page.links_in(node.index + 1, node.end) if _is_profile(n)), None)
        texts = [n for n in page.nodes[link.index : node.end] if n.tag == TEXT] if link is not None else []
        inner = [_linked_names(texts)] if texts else []
    if any(inner):
        return tuple(dict.fromkeys(name for text in inner for name in _names_in(text)))
    if node.end - node.index > MAX_AUTHOR_NODES:
        return ()
    return _names_in(_text_of(node, page) or _described(node, page))


def _text_of(node: Node, page: Page) -> str:
    """What an element shows, with a bar before each text with a date: "Ann Other<i>May 3, 2025</i>"."""
    dates = {mention.index for mention in page.dates_in(node.index + 1, node.end) if not mention.stamp}
    if not dates:
        return page.text(node.index, node.end)
    shown = (n for n in page.nodes[node.index : node.end] if n.tag == TEXT and not n.region & HIDDEN)
    return " ".join("".join(f" | {n.text}" if n.index in dates else n.text for n in shown).split())


def _is_profile(link: Node) -> bool:
    return "author" in link.get("rel").split() or words.PROFILE_PATH.search(link.get("href")) is not None


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
        label = next((one for one in AUTHOR_LABEL.finditer(head + "x") if one.end() == len(head)), None)
        if label is not None:
            return () if not names_author(label) else split_names(_linked_names(line.texts[at + 1 :]))
    match = AUTHOR_LABEL.search(line.text)
    if (
        match is None
        or not names_author(match)
        or (match.start() > MAX_LETTERS_BEFORE_LABEL and "|" not in line.text[: match.start()])
    ):
        return ()
    return split_names(line.text[match.end() :])


def _linked_names(texts: Sequence[Node]) -> str:
    """The text behind a label, and what commas and "and" join to it."""
    joined = texts[0].text
    for joint, name in zip(texts[1::2], texts[2::2], strict=False):
        if not words.NAME_JOINT.fullmatch(joint.text.strip()):
            break
        joined += "," + name.text
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
