"""From a value, whatever a program wrote, to what the model holds: texts, addresses, people, tags, files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from feedkit.model import Enclosure, Person
from feedkit.parsers.constructs import seconds, size
from feedkit.parsers.data import names
from feedkit.parsers.data.columns import tag_of
from feedkit.parsers.html.page_words import AUTHOR_LABEL
from feedkit.parsers.html.prose import split_names

DEEPEST = 4  # objects and lists in one value
MOST = 100  # people, tags or files of one entry
LONGEST = 10_000_000  # characters of a text
PARTED = re.compile(r"\s*[,;|，、；]\s*")
NAMES_PARTED = re.compile(r"\s*[;|；]\s*")
MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--")


def text_of(value: object, keys: Sequence[str] = names.TEXT, depth: int = 0) -> str | None:
    """The text of a value: its own, that of an object's part that holds it, or of a list's parts together."""
    if isinstance(value, str):
        return value.strip() or None if len(value) <= LONGEST else None
    if isinstance(value, bool) or value is None or depth >= DEEPEST:
        return None
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, Mapping):
        kind = tag_of(value)
        inner = ([value[kind]] if kind else []) + [value[key] for key in keys if key in value]
        return next(filter(None, (text_of(one, keys, depth + 1) for one in inner)), None)
    if isinstance(value, list):
        return _joined(value, keys, depth)
    return str(value)


def _joined(parts: list[object], keys: Sequence[str], depth: int) -> str | None:
    """A list as one text: runs of text as they follow each other, all else a line each."""
    if all(isinstance(one, Mapping) and isinstance(one.get("plain_text"), str) for one in parts):
        return "".join(one["plain_text"] for one in parts).strip() or None  # type: ignore[index]
    texts = (text_of(one, keys, depth + 1) for one in parts[:1000])
    return "\n".join(filter(None, texts)) or None


def number(value: int | float) -> str | None:
    if isinstance(value, int):
        return str(value) if value.bit_length() < 128 else None
    if value != value or value in (float("inf"), float("-inf")):
        return None
    return str(int(value)) if value == int(value) and abs(value) < 1e16 else str(value)


def address_of(value: object, depth: int = 0) -> str | None:
    """The address in a value: a text, an object's `html_url`, `href`…, or the first of a list."""
    if isinstance(value, str):
        return value.strip() or None
    if depth >= DEEPEST:
        return None
    if isinstance(value, Mapping):
        kind = tag_of(value)
        inner = ([value[kind]] if kind else []) + [value[key] for key in names.ADDRESS if key in value]
        return next(filter(None, (address_of(one, depth + 1) for one in inner)), None)
    if isinstance(value, list):
        alternates = [one for one in value if isinstance(one, Mapping) and one.get("rel") == "alternate"]
        return next(filter(None, (address_of(one, depth + 1) for one in [*alternates, *value[:MOST]])), None)
    return None


def picture_of(value: object) -> str | None:
    """The address of a picture; of several sizes, of the widest."""
    sizes = list(_sizes(value))
    return address_of(max(sizes, key=_width)) if sizes else address_of(value)


def _sizes(value: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """The objects in an object without an address of its own that have one."""
    if not isinstance(value, Mapping) or depth >= DEEPEST or any(key in value for key in names.ADDRESS):
        return
    for one in value.values():
        if isinstance(one, Mapping) and address_of(one):
            yield one
        else:
            yield from _sizes(one, depth + 1)


def _width(size: Mapping[str, object]) -> float:
    width = size.get("width")
    return width if isinstance(width, int | float) else 0


def people_of(value: object) -> tuple[Person, ...]:
    """The people in a value; a text names several with `;` or `|` between them."""
    if isinstance(value, str):
        return _named(value)
    found: list[Person] = []
    for one in _each(value):
        if isinstance(one, str):
            found += _named(one)
        elif isinstance(one, Mapping):
            person = _person(one)
            found += [person] if person else []
    return tuple(dict.fromkeys(found[:MOST]))


@lru_cache(maxsize=1024)  # most lists have few authors
def _named(text: str) -> tuple[Person, ...]:
    """The people of a text: parted by `;` or `|`, or, behind a "by", as sentences part names."""
    bare = text.strip()
    label = AUTHOR_LABEL.match(bare)
    names = split_names(bare[label.end() :]) if label else NAMES_PARTED.split(bare)
    return tuple(dict.fromkeys(Person(name=name) for name in names if name))


def _person(value: Mapping[str, object]) -> Person | None:
    name = text_of(value, names.NAME) or " ".join(
        filter(
            None, (text_of(value.get(key)) for key in ("first_name", "firstName", "last_name", "lastName"))
        )
    )
    email = value.get("email")
    url = next((value[key] for key in names.HOME if isinstance(value.get(key), str)), None)
    email = email if isinstance(email, str) and "@" in email else None
    if not name and not email:
        return None
    return Person(name=name or "", email=email, url=url if isinstance(url, str) and "/" in url else None)


def tags_of(value: object) -> tuple[str, ...]:
    """The tags in a value; a text has several with commas, semicolons or bars. Numbers are ids."""
    if isinstance(value, str):
        return _tagged(value)
    found: list[str] = []
    for one in _each(value):
        if isinstance(one, str):
            found.append(one.strip())
        elif isinstance(one, Mapping):
            found.append(text_of(one, names.NAME) or "")
    return tuple(dict.fromkeys(filter(None, found)))[:MOST]


@lru_cache(maxsize=1024)
def _tagged(text: str) -> tuple[str, ...]:
    parts = (part.lstrip("#") for part in PARTED.split(text.strip()))
    return tuple(dict.fromkeys(filter(None, parts)))[:MOST]


def enclosures_of(value: object) -> tuple[Enclosure, ...]:
    """The files in a value."""
    return tuple(filter(None, map(_enclosure, list(_each(value))[:MOST])))


def _enclosure(value: object) -> Enclosure | None:
    address = address_of(value)
    if address is None:
        return None
    if not isinstance(value, Mapping):
        return Enclosure(url=address)
    kind = next((one for key in names.TYPE if isinstance(one := value.get(key), str) and "/" in one), None)
    return Enclosure(
        url=address,
        type=kind,
        length=_count(value, names.SIZE),
        duration=next(filter(None, (seconds(value.get(key)) for key in names.DURATION)), None),
        title=text_of(value.get("title") or value.get("name")),
    )


def _count(value: Mapping[str, object], keys: Sequence[str]) -> int | None:
    return next((found for key in keys if (found := size(value.get(key)))), None)


def _each(value: object, depth: int = 0) -> Iterator[object]:
    """A value, or the values of a list and of the lists in it."""
    if isinstance(value, Mapping):
        around = tag_of(value) or next((key for key in names.AROUND if key in value), None)
        value = value[around] if around else value
    if isinstance(value, list | Mapping) and depth >= DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:1000]:
            yield from _each(one, depth + 1)
    elif value is not None:
        yield value


def is_markup(text: str) -> bool:
    return MARKUP.search(text) is not None
