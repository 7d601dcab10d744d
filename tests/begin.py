"""Begins a case from a saved page: its structure in neutral words, cut down to what matters.

    python -m tests.begin NAME page.html --url https://…

It writes tests/cases/NAME/source.html and case.toml, for a person to finish: CONTRIBUTING.md says how.
"""

from __future__ import annotations

import argparse
import html
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

import feedkit
from feedkit import Feed, FeedkitError
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.outline import HIDDEN_STYLE, lasting_classes
from feedkit.values.decoding import decode
from tests.accept import FOLDER
from tests.neutral import Neutral

TO_BE_CORRECTED = "TO BE CORRECTED"  # stands in a case that nobody has finished
FIRST, LAST = 5, 2  # entries of a row that stay
LEADERS = 8  # elements of one entry at most, in rows without a wrapper
MAX_DEPTH = 400
MAX_CODE = 200  # characters of a piece of code that stay
DROPPED = frozenset(
    "style svg canvas map param source track template noscript iframe object embed input select textarea"
    " audio video".split()
)
ROWS = frozenset("a article dd dt li option p tr".split())  # which are alike whatever their classes
WHOLE = frozenset("tr head html".split())  # whose children are columns or facts, no row
VOID = frozenset("area base br col hr img link meta wbr".split())
KEPT = frozenset(
    "role rel lang dir hidden itemprop itemscope aria-hidden colspan rowspan open property name".split()
)
SHOWN = frozenset("alt aria-label".split())
ADDRESSES = frozenset(("href", "src", "cite", *words.PICTURE_ATTRIBUTES))
SIZES = frozenset(("width", "height"))
META = frozenset((*words.OWNER_KEYS, "description", "og:description", "og:title", "og:type", "og:url"))
LINKS = frozenset("alternate canonical next prev icon".split())


@dataclass
class Element:
    """An element of the skeleton; its children are elements and texts."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)


def skeleton(content: str, url: str) -> tuple[str, Neutral]:
    """The page's structure in neutral words, and what replaced what."""
    root = LexborHTMLParser(content).root
    if root is None:
        raise ValueError("wanted a page, found nothing")
    top = _element(root)
    neutral = Neutral(content, url, top.attributes.get("lang"))
    _cut_rows(top)
    _replace(top, neutral)
    return "<!doctype html>\n" + "".join(_markup(top, 0, False)).strip() + "\n", neutral


def case_toml(feed: Feed | None, error: str, url: str) -> str:
    """What a person finishes: the entries as they are read now."""
    lines = [f'about = "{TO_BE_CORRECTED}: what is special about this page, in one sentence"']
    lines.append(f"url = {_quoted(url)}")
    lines.append(f"\n# {TO_BE_CORRECTED}: what a reader sees, not what is read now. Delete this line then.")
    if feed is None:
        return "\n".join([*lines, f"error = {_quoted(error)}", ""])
    for entry in feed.entries:
        lines += ["", "[[entries]]"]
        facts = {"title": entry.title, "url": entry.url, "summary": entry.summary}
        lines += [f"{name} = {_quoted(value)}" for name, value in facts.items() if value]
        if entry.published is not None:
            lines.append(f"published = {entry.published.isoformat()}")
        if entry.authors:
            lines.append(f"authors = [{', '.join(_quoted(person.name or '') for person in entry.authors)}]")
    return "\n".join([*lines, ""])


def begin(name: str, page: Path, url: str, folder: Path = FOLDER) -> Path:
    """Write a new case's source and what is known of it; return its folder."""
    source, neutral = skeleton(decode(page.read_bytes()), url)
    case = folder / name
    case.mkdir()
    (case / "source.html").write_text(source, "utf-8")
    try:
        feed, error = feedkit.finish(feedkit.parse(source, url=neutral.url)), ""
    except FeedkitError as caught:
        feed, error = None, str(caught)
    (case / "case.toml").write_text(case_toml(feed, error, neutral.url), "utf-8")
    return case


def main(*arguments: str) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.begin", description="Begin a case from a saved page."
    )
    parser.add_argument("name", help="what is special about the page, such as cards-overlay-links")
    parser.add_argument("page", type=Path, help="the saved page")
    parser.add_argument("--url", required=True, help="the page's address")
    options = parser.parse_args(arguments)
    if (FOLDER / options.name).exists():
        parser.error(f"wanted the name of a new case: tests/cases/{options.name} is there")
    case = begin(options.name, options.page, options.url)
    print(f"{case}: correct case.toml, shorten source.html, then run python -m tests.accept {options.name}")
    return 0


def _element(source: LexborNode, depth: int = 0) -> Element:
    """The tree of what is kept: no scripts, styles, comments, drawings or form fields."""
    element = Element(source.tag or "", dict(source.attributes))
    if source.tag == "pre" and source.css_first("a") is None:  # code
        element.children.append((source.text() or "")[:MAX_CODE])
        return element
    child = source.child if depth < MAX_DEPTH else None
    while child is not None:
        tag = child.tag or "-"
        if tag == "-text":
            element.children.append(child.text_content or "")
        elif tag == "script":
            element.children += _types(child)
        elif tag[0] not in "-!" and tag not in DROPPED and _matters(child):
            element.children.append(_element(child, depth + 1))
        child = child.next
    return element


def _matters(source: LexborNode) -> bool:
    attributes = source.attributes
    if source.tag == "meta":
        name = attributes.get("name") or attributes.get("property") or ""
        return name in META or "itemprop" in attributes
    if source.tag == "link":
        return not LINKS.isdisjoint((attributes.get("rel") or "").lower().split())
    return True


def _types(script: LexborNode) -> Iterator[Element]:
    """Of JSON-LD, what kind of thing it says that the page is."""
    if "ld+json" not in (script.attributes.get("type") or ""):
        return
    try:
        types = _without_facts(json.loads(script.text_content or script.text()))
    except (ValueError, RecursionError):
        return
    yield Element("script", {"type": "application/ld+json"}, [json.dumps(types)])


def _without_facts(value: object) -> object:
    if isinstance(value, list):
        return [_without_facts(one) for one in value[:2]]
    if not isinstance(value, dict):
        return ""
    kept = {name: value[name] for name in ("@context", "@type") if isinstance(value.get(name), str)}
    inner = {name: _without_facts(value[name]) for name in ("@graph", "mainEntityOfPage") if name in value}
    return {**kept, **inner}


def _cut_rows(element: Element) -> None:
    """Keep the first and the last few of each row of alike elements, from the outside in."""
    if element.tag not in WHOLE:
        for by_class in (True, False):
            for _ in range(3):
                before = len(element.children)
                element.children = _cut(element.children, by_class)
                if len(element.children) == before:
                    break
    for child in element.children:
        if isinstance(child, Element):
            _cut_rows(child)


def _cut(children: list[Element | str], by_class: bool) -> list[Element | str]:
    """The children without the middle of their longest row."""
    shown = [place for place, child in enumerate(children) if isinstance(child, Element) or child.strip()]
    kinds = [_kind(children[place], by_class) for place in shown]
    start, stop, length = _longest_row(kinds)
    parts = [shown[at] for at in range(start, stop, length)] if length else _led(kinds, shown)
    if len(parts) <= FIRST + LAST:
        return children
    return children[: parts[FIRST]] + children[parts[-LAST] :]


def _kind(child: Element | str, by_class: bool) -> tuple[object, ...]:
    if isinstance(child, str):
        return ("",)
    if not by_class and child.tag in ROWS:
        return (child.tag,)
    name = child.attributes.get("id") or ""
    return (
        child.tag,
        lasting_classes(child.attributes.get("class") or ""),
        "" if any(map(str.isdigit, name)) else name,
    )


def _longest_row(kinds: Sequence[tuple[object, ...]]) -> tuple[int, int, int]:
    """Where kinds repeat themselves longest: start, end, and after how many they do; 0 where they don't."""
    best = (0, 0, 0)
    for length in range(1, LEADERS + 1):
        at = 0
        same = (one == two for one, two in zip(kinds, kinds[length:], strict=False))
        for repeats, run in groupby(same):
            count = len(list(run))
            whole = (count + length) // length * length
            if repeats and whole > (FIRST + LAST) * length and whole > 1.2 * (best[1] - best[0]):
                best = (at, at + whole, length)
            at += count
    return best


def _led(kinds: Sequence[tuple[object, ...]], places: Sequence[int]) -> list[int]:
    """Where each part begins that the first of the frequent kinds leads."""
    headings = [kind for kind in kinds if kind[0] in words.HEADINGS]
    counts = Counter(headings or kinds)
    leader = next((kind for kind in kinds if counts[kind] > FIRST + LAST and kind[0]), None)
    return [place for place, kind in zip(places, kinds, strict=True) if kind == leader and kind is not None]


def _replace(element: Element, neutral: Neutral) -> None:
    """Replace texts and attributes."""
    element.attributes = dict(_attributes(element, neutral))
    if element.tag == "script":
        return
    for place, child in enumerate(element.children):
        if isinstance(child, Element):
            _replace(child, neutral)
        elif child.strip():
            element.children[place] = neutral.text(child, column=element.tag == "th")


def _attributes(element: Element, neutral: Neutral) -> Iterator[tuple[str, str | None]]:
    tag = element.tag
    for name, value in element.attributes.items():
        if value is None or name in KEPT:
            if name in KEPT or name == "itemscope":
                yield name, value
        elif name in ("class", "id"):
            yield name, neutral.names(value)
        elif name in ADDRESSES:
            if not value.startswith("data:"):
                yield name, neutral.address(value)
        elif name == "itemtype":
            yield name, value if "schema.org/" in value else neutral.address(value)
        elif name == "style" and HIDDEN_STYLE.search(value):
            yield name, "display: none"
        elif name == "content":
            yield name, _content(value, neutral)
        elif name in words.STAMP_ATTRIBUTES:
            yield name, neutral.stamp(value)
        elif name in SHOWN:
            yield name, neutral.text(value)
        elif (name in SIZES and tag == "img") or (name == "type" and tag in ("link", "script")):
            yield name, value


def _content(value: str, neutral: Neutral) -> str:
    if value.startswith(("http:", "https:", "/")):
        return neutral.address(value)
    return neutral.stamp(value)


def _markup(element: Element, depth: int, inside_pre: bool) -> Iterator[str]:
    """The markup; blocks begin lines of their own and blanks are folded: that changes nothing shown."""
    block = element.tag in words.BLOCKS or element.tag in ("head", "title", "meta", "link", "script", "body")
    if block and not inside_pre:
        yield "\n" + " " * depth
    yield f"<{element.tag}{''.join(map(_attribute, element.attributes.items()))}>"
    if element.tag in VOID:
        return
    inside_pre = inside_pre or element.tag in ("pre", "textarea")
    for child in element.children:
        if isinstance(child, Element):
            yield from _markup(child, depth + block, inside_pre)
        elif element.tag == "script":
            yield child
        else:
            yield html.escape(child if inside_pre else _folded(child), quote=False)
    if element.children and isinstance(element.children[-1], Element) and block and not inside_pre:
        yield "\n" + " " * depth
    yield f"</{element.tag}>"


def _attribute(attribute: tuple[str, str | None]) -> str:
    name, value = attribute
    return f" {name}" if not value else f' {name}="{html.escape(value)}"'


def _folded(text: str) -> str:
    folded = " ".join(text.split())
    if not folded:
        return " " if text else ""
    return " " * text[0].isspace() + folded + " " * text[-1].isspace()


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
