"""The names that an element or a line holds, once it is known that it names an author."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from feedkit.parsers.bylines import (
    AUTHOR_LABEL,
    BEHIND,
    author_labels,
    label_at_end,
    may_have_author_label,
    names_author,
    names_in_byline,
    split_names,
)
from feedkit.parsers.given_names import is_full_name, is_known_person
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
        for n in page.nodes[node.index + 1 : node.end]
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
    joined = _linked_names(
        [n for n in page.nodes[shown[0][1][0].index : node.end] if n.tag == TEXT], is_full_name
    )
    first = shown[0][0]
    others = (
        page.text(link.index, link.end).strip(TRIMMED + ",")
        for link, _ in shown[1:]
        if link.kind == first.kind and is_another(link, first)
    )
    return [joined, *filter(is_full_name, others)]


def _lines_of(node: Node, page: Page) -> Iterator[str]:
    """The lines of an element that may name authors: the first, and those of elements like it.

    What is on a line of another kind below a name is what the person does.
    """
    rows: list[list[Node]] = []
    for inner in page.nodes[node.index : node.end]:
        if inner.tag == TEXT and not inner.region & HIDDEN:
            if rows and inner.text[0] != "\n":
                rows[-1].append(inner)
            else:
                rows.append([inner])
    lines = [_joined(row, page) for row in rows]
    start = _start(lines) if len(lines) > 1 else 0
    label = f"{lines[start - 1]} " if start and _is_label(lines[start - 1]) else ""
    for at, line in enumerate(lines[start:], start):
        first, around = rows[start][0].parent, rows[at][0].parent
        if at == start:
            yield label + line
        elif first is not None and around is not None and around is not first and around.kind == first.kind:
            yield line


def _start(lines: Sequence[str]) -> int:
    """The number of the first line that is a whole name; else of the first that may be one."""
    whole = next((at for at, line in enumerate(lines) if is_full_name(line)), None)
    if whole is not None:
        return whole
    return next((at for at, line in enumerate(lines) if not _is_label(line) and _names_in(line)), 0)


def _is_label(text: str) -> bool:
    """Return whether a line is nothing but the label of what follows it."""
    label = AUTHOR_LABEL.match(f"{text} x")
    return text.endswith((":", "：")) or (label is not None and label.end() > len(text))


def _joined(texts: Sequence[Node], page: Page) -> str:
    """Texts as one, with a bar before each with a date: "Ann Other<i>May 3, 2025</i>"."""
    mentions = page.dates_in(texts[0].index, texts[-1].end)
    return _barred(texts, {mention.index for mention in mentions if not mention.stamp})


def _barred(texts: Sequence[Node], dated: set[int]) -> str:
    """Texts as one, with a bar before those with a date; what parts them on the page may be hidden."""
    shown = (f" | {n.text}" if n.index in dated and at else n.text for at, n in enumerate(texts))
    return " ".join("".join(shown).split())


def _is_profile(link: Node) -> bool:
    return "author" in link.get("rel").split() or is_profile(link.get("href"))


def is_another(link: Node, other: Node) -> bool:
    """Return whether two links lead to the pages of two people, and not to two pages of one."""
    left, right = link.get("href"), other.get("href")
    return not (left.startswith(right) or right.startswith(left))


@lru_cache(maxsize=4096)
def is_profile(href: str) -> bool:
    """Return whether an address is that of a person's page."""
    return is_of_person(href) or words.AUTHOR_PATH.search(f"/{href}") is not None


@lru_cache(maxsize=1024)
def _is_name_class(value: str) -> bool:
    """Return whether a class is that of a name: "fn", "author__name", "authorName_x7"."""
    if words.NAME_CLASS.search(value):
        return True
    return any(
        parts[-1:] == ["name"] and words.OTHER_NAMES.isdisjoint(parts)
        for parts in (words.NAME_PARTS.findall(name.lower().replace("_", "-")) for name in value.split())
    )


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


def labelled_author(line: Line, dates: Sequence[DateMention] = ()) -> tuple[str, ...]:
    """The names behind a label in a line with its dates: "Posted by X on …", "von X", "Author: X"."""
    texts = line.texts
    for at in range(len(texts) - 1):
        label = label_at_end(" ".join(texts[at].text.split()))
        if label is not None:
            return split_names(_linked_names(texts[at + 1 :], is_known_person)) if names_author(label) else ()
    text = line.text
    if dates and len(texts) > 1:
        text = _barred(texts, {mention.index for mention in dates})
    if not may_have_author_label(text):
        return ()
    match = next(author_labels(text), None)
    if match is None:
        behind = BEHIND.match(text)
        return split_names(behind["names"]) if behind is not None else ()
    start = match.start()
    if (start > MAX_LETTERS_BEFORE_LABEL and "|" not in text[:start]) or not names_author(match):
        return ()
    return names_in_byline(match)


def _linked_names(texts: Sequence[Node], is_name: Callable[[str], bool]) -> str:
    """The text behind a label, and what commas and "and" join to it: links, and texts that are names."""
    joined = texts[0].text
    for joint, name in zip_longest(texts[1::2], texts[2::2]):
        said = joint.text.strip()
        if name is not None and words.NAME_JOINT.fullmatch(said):
            joined += f",{name.text}"
        elif said[:1] in (",", "&") and all(map(is_name, split_names(said))):  # ", Bo Third, "
            joined += joint.text + (name.text if name is not None and said[-1] in (",", "&") else "")
        else:
            break
    return " ".join(joined.split())


def beside_date(line: Line, dates: Sequence[DateMention]) -> list[str]:
    """The other parts of a line with dates."""
    text = line.text
    for mention in dates:
        text = text.replace(" ".join(mention.shown.split()), " | ")
    if text == line.text:
        return []
    parts = (part.strip(TRIMMED + ",") for part in words.SEPARATOR.split(text))
    return [part for part in parts if len(part) > 2]
