"""Extensions as a feed may hold them: within bounds, without scripts, and nothing that a field says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from feedkit.model import Element
from feedkit.values.element_names import (
    field_of,
    has_active_namespace,
    has_valid_namespace,
    is_of_formats,
    shown_name,
)
from feedkit.values.json_numbers import MAX_INTEGER
from feedkit.values.plain_text import without_control_characters
from feedkit.values.sanitising import sanitised_html

MAX_ELEMENTS = 200  # of one entry, or of the feed itself: elements, or values of JSON, of all levels
MAX_DEPTH = 8  # levels of elements, or of values of JSON
MAX_CHARACTERS = 200_000  # of all texts and attributes of one entry, or of the feed itself
BOUNDS = f"{MAX_ELEMENTS} elements, {MAX_DEPTH} levels and {MAX_CHARACTERS:,} characters"
OF_RSS = ("rating", "textInput")  # elements of RSS itself that no field holds
KEY = re.compile(r"_[A-Za-z][A-Za-z0-9_.:-]{0,99}")  # JSON Feed 1.1, "Extensions"
MARKUP = re.compile(r"<[A-Za-z/!?]")
BLANKS = re.compile(r"[\x00-\x20]+")  # which browsers skip within the name of a scheme
SCRIPT_SCHEMES = ("javascript:", "vbscript:", "livescript:", "data:")
PICTURE_DATA = ("data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp")
MAX_SCHEME_LENGTH = 200  # characters in which a scheme is looked for

# Gets what was wanted and what was found.
Report = Callable[[str, str], None]


class _TooLargeError(Exception):
    """Raised where there is no room left for an extension."""


@dataclass(slots=True)
class _Room:
    """What one entry, or the feed itself, may still hold."""

    elements: int = MAX_ELEMENTS
    characters: int = MAX_CHARACTERS

    def take(self, depth: int, *texts: str) -> None:
        self.elements -= 1
        self.characters -= sum(map(len, texts))
        if depth > MAX_DEPTH or min(self.elements, self.characters) < 0:
            raise _TooLargeError


def usable_elements(
    elements: Sequence[Element], base: str | None, report: Report, *, in_feed: bool = False
) -> tuple[Element, ...]:
    """Return the elements that can stand in a feed or an entry beside the fields of the model.

    Doing so again changes nothing. What looks like HTML is sanitised, whoever it is for.

    Args:
        elements: the extensions of one entry, or of the feed itself.
        base: the address that relative addresses in HTML are resolved against.
        report: is called for each element that is left out.
        in_feed: whether they are the feed's own.
    """
    kept: list[Element] = []
    room = _Room()
    for element in elements:
        fault = _fault(element, in_feed)
        if fault:
            report(*fault)
            continue
        rest = replace(room)
        try:
            kept.append(_usable(element, base, rest, 1))
        except _TooLargeError:
            report(f"no more than {BOUNDS} of extensions", f"{shown_name(element.name)} beyond them")
        else:
            room = rest
    return tuple(kept)


def _fault(element: Element, in_feed: bool) -> tuple[str, str] | None:
    """Return what was wanted and found, for an element that can be no extension."""
    name = shown_name(element.name)
    is_of_rss = in_feed and element.name in OF_RSS
    for each in _all_of(element):
        for one in (each.name, *each.attributes):
            if has_active_namespace(one):
                return "an element that browsers do not act on", _with(name, shown_name(one))
            if not has_valid_namespace(one):
                return "a namespace that is a URI", shown_name(one)
        if each.name[:1] != "{" and not is_of_rss:
            return "an element with a namespace", _with(name, each.name)
    field = field_of(element.name, in_feed=in_feed)
    if field:
        return "an element that no field holds", f"{name}, which the field {field} is for"
    if is_of_formats(element.name):
        return "an element of another namespace than RSS's and Atom's", name
    return None


def _with(name: str, part: str) -> str:
    return name if part == name else f"{name} with {part}"


def _all_of(element: Element, depth: int = 1) -> Iterator[Element]:
    yield element
    if depth <= MAX_DEPTH:
        for child in element.children:
            yield from _all_of(child, depth + 1)


def _usable(element: Element, base: str | None, room: _Room, depth: int) -> Element:
    text = "" if element.text.isspace() else _harmless(element.text, base)
    attributes = {name: _harmless(value, base) for name, value in element.attributes.items()}
    room.take(depth, text, *attributes, *attributes.values())
    children = tuple(_usable(child, base, room, depth + 1) for child in element.children)
    made = replace(element, text=text, attributes=attributes, children=children)
    return element if made == element else made


def _harmless(text: str, base: str | None) -> str:
    """Return a text without what a program that shows it could run."""
    text = without_control_characters(text)
    start = BLANKS.sub("", text[:MAX_SCHEME_LENGTH]).lower()
    if start.startswith(SCRIPT_SCHEMES) and not start.startswith(PICTURE_DATA):
        return ""
    return sanitised_html(text, base) or "" if MARKUP.search(text) else text


def usable_json(values: Mapping[str, object], base: str | None, report: Report) -> dict[str, object]:
    """Return the extensions of JSON Feed that can stand in a feed or an entry.

    Args:
        values: the values by their names, of an entry or of the feed itself.
        base: the address that relative addresses in HTML are resolved against.
        report: is called for each that is left out.
    """
    kept: dict[str, object] = {}
    room = _Room()
    for key, value in values.items():
        if not KEY.fullmatch(key):
            report('a name that begins with "_" and a letter', repr(key[:MAX_SCHEME_LENGTH]))
            continue
        rest = replace(room)
        try:
            kept[key] = _usable_value(value, base, rest, 1)
        except _TooLargeError:
            report(f"no more than {BOUNDS} of extensions", f"{key} beyond them")
        except ValueError:
            report("numbers that JSON has", f"{key} with another one")
        else:
            room = rest
    return kept


def _usable_value(value: Any, base: str | None, room: _Room, depth: int) -> object:
    """Return a value of JSON, harmless; ValueError where it has a number that not every reader holds."""
    if isinstance(value, str):
        value = _harmless(value, base)
    room.take(depth, value if isinstance(value, str) else "")
    if isinstance(value, Mapping):
        keys = {without_control_characters(key): one for key, one in value.items()}
        room.take(depth, *keys)
        return {key: _usable_value(one, base, room, depth + 1) for key, one in keys.items()}
    if isinstance(value, list | tuple):
        return tuple(_usable_value(one, base, room, depth + 1) for one in value)
    if isinstance(value, int | float) and not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise ValueError("a number")
    return value
