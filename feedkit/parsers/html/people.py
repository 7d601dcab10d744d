"""Names of people that no label marks: behind the icon of a person or a face, or alone in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from feedkit.parsers.bylines import split_names
from feedkit.parsers.given_names import GIVEN_NAMES, is_full_name, is_known_person
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.lines import Line
from feedkit.parsers.html.outline import HIDDEN, TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.link_texts import TRIMMED

MAX_NODES_AWAY = 12  # nodes between an icon or a face and the name
MAX_TEXTS_OF_NAME = 3  # texts of a name behind an icon
MAX_INITIALS = 3  # letters in the place of a face
MAX_FACT_LINE = 120  # characters of a line with a name, a date and the like
MAX_FACT_LENGTH = 40  # characters of each of them
MAX_BOX_NODES = 24  # nodes of the box with a face, a name and what the person is
MAX_BOX_LENGTH = 120  # characters of such a box
MAX_BOX_LEVELS = 3
FACTS = re.compile(r"\s*[|·•—–/]\s*|,\s+|\s+-\s+")
WORD = re.compile(r"[^\W\d_][\w'’-]*")


def is_person_icon(node: Node) -> bool:
    """Return whether an element is the icon of a person: `<i class="fa fa-user">`."""
    return node.tag in words.ICON_TAGS and "class" in node.attrs and _is_person_icon(node.get("class"))


@lru_cache(maxsize=1024)
def _is_person_icon(value: str) -> bool:
    parts = {part.lower() for part in words.NAME_PARTS.findall(value)}
    return not words.PERSON_ICONS.isdisjoint(parts) and not words.ICON_NAMES.isdisjoint(parts)


def name_behind_icon(icon: Node, end: int, page: Page) -> tuple[str, ...]:
    """The names in the text behind an icon, up to the next icon, link or line."""
    if icon.end > icon.index + 1:
        return ()
    texts: list[Node] = []
    for node in page.nodes[icon.end : min(end, icon.end + MAX_NODES_AWAY)]:
        if node.tag == TEXT and not node.region & HIDDEN:
            if texts and node.text[0] == "\n":
                break
            texts.append(node)
        elif node.tag in ("i", "img") or (node.tag == "a" and texts and texts[-1].text.strip()):
            break
        if len(texts) == MAX_TEXTS_OF_NAME:
            break
    return split_names(" ".join("".join(text.text for text in texts).split()))


def is_face(node: Node) -> bool:
    """Return whether an element is a person's picture, or the initials in its place."""
    if node.tag == "img":
        around = node.parent.get("class") if node.parent is not None else ""
        return _names_face(f"{node.get('class')} {around}") or "avatar" in node.get("src")[-80:].lower()
    return "class" in node.attrs and node.end - node.index == 2 and "avatar" in node.get("class").lower()


@lru_cache(maxsize=1024)
def _names_face(value: str) -> bool:
    parts = {part.lower() for part in words.NAME_PARTS.findall(value)}
    return not words.FACE_NAMES.isdisjoint(parts) or not words.ROUND_CLASSES.isdisjoint(value.split())


def name_behind_face(face: Node, end: int, page: Page) -> tuple[str, Node | None]:
    """The name beside a person's picture, or the one that describes it, and the text that it is in."""
    for node in page.nodes[face.end : min(end, face.end + MAX_NODES_AWAY)]:
        if node.tag == TEXT and not node.region & HIDDEN:
            name = node.text.strip().strip(TRIMMED)
            if is_full_name(name):
                return name, node
            if len(name) > MAX_INITIALS:
                break
    name = words.POSSESSIVE.sub("", words.PERSON.sub("", " ".join(face.get("alt").split())))
    return (name if is_full_name(name) else ""), None


def box_of(node: Node, start: int, page: Page) -> Node:
    """The box with a person's face, name and work around a name; the node itself where there is none."""
    best = node
    for around in islice(node.ancestors(), MAX_BOX_LEVELS):
        if around.index <= start or around.end - around.index > MAX_BOX_NODES:
            break
        if page.letters(around.index, around.end) > MAX_BOX_LENGTH or page.headings_in(
            around.index, around.end
        ):
            break
        if any(is_face(inner) for inner in page.nodes[around.index : around.end]):
            best = around
    return best


def may_hold_person(line: Line) -> bool:
    """Return whether a line is short and has a word that people are called by."""
    text = line.text
    return len(text) <= MAX_FACT_LINE and (
        "@" in text or not GIVEN_NAMES.isdisjoint(word.casefold() for word in WORD.findall(text))
    )


def names_alone(text: str, shown_dates: Sequence[str], *, known: bool = True) -> tuple[str, ...]:
    """The names in a line that has nothing but names, dates and other short facts.

    Args:
        text: the line.
        shown_dates: the dates in it.
        known: whether the first name must begin with one that people are given.
    """
    for shown in shown_dates:
        text = text.replace(shown, " | ")
    facts = [fact for part in FACTS.split(text) if (fact := part.strip(TRIMMED + ","))]
    if not facts or max(map(len, facts)) > MAX_FACT_LENGTH:
        return ()
    named = list(_people(facts, known=known))
    if not shown_dates and len(named) < sum(not any(map(str.isdigit, fact)) for fact in facts):
        return ()
    return tuple(dict.fromkeys(name for names in named for name in names))


def _people(facts: Sequence[str], *, known: bool) -> Iterator[tuple[str, ...]]:
    for fact in facts:
        names = split_names(fact)
        if fact.startswith("@"):
            names = (fact,) if is_known_person(fact) else ()
        if names and all(map(is_known_person if known else is_full_name, names)):
            yield tuple(name.removeprefix("@") for name in names)
