"""Converts values as programs write them to those of the model: texts, addresses, people, tags, files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from feedkit.model import Enclosure, Person
from feedkit.parsers.bylines import AUTHOR_LABEL, split_names
from feedkit.parsers.constructs import seconds, size
from feedkit.parsers.data import names
from feedkit.parsers.data.columns import typed_key

MAX_DEPTH = 4  # of objects and lists in one value
MAX_VALUES = 100  # people, tags or files of one entry
MAX_TEXT_LENGTH = 10_000_000  # characters of a text
TAG_SEPARATOR = re.compile(r"\s*[,;|，、；]\s*")
NAME_SEPARATOR = re.compile(r"\s*[;|；]\s*")
MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--")


def text_of(value: object, keys: Sequence[str] = names.TEXT, depth: int = 0) -> str | None:
    """Return the text of a value: of an object that of the first of `keys`, of a list that of all items."""
    if isinstance(value, str):
        return value.strip() or None if len(value) <= MAX_TEXT_LENGTH else None
    if isinstance(value, bool) or value is None or depth >= MAX_DEPTH:
        return None
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, Mapping):
        kind = typed_key(value)
        inner = ([value[kind]] if kind else []) + [value[key] for key in keys if key in value]
        return next(filter(None, (text_of(one, keys, depth + 1) for one in inner)), None)
    if isinstance(value, list):
        return _joined(value, keys, depth)
    return str(value)


def _joined(parts: list[object], keys: Sequence[str], depth: int) -> str | None:
    """Return a list as one text: runs of rich text joined, anything else a line each."""
    if all(isinstance(one, Mapping) and isinstance(one.get("plain_text"), str) for one in parts):
        return "".join(one["plain_text"] for one in parts).strip() or None  # type: ignore[index]
    texts = (text_of(one, keys, depth + 1) for one in parts[:1000])
    return "\n".join(filter(None, texts)) or None


def number_text(value: int | float) -> str | None:
    if isinstance(value, int):
        return str(value) if value.bit_length() < 128 else None
    if value != value or value in (float("inf"), float("-inf")):
        return None
    return str(int(value)) if value == int(value) and abs(value) < 1e16 else str(value)


def address_of(value: object, depth: int = 0) -> str | None:
    """Return the address in a value: a text, an object's `html_url`, `href`…, or the first of a list."""
    if isinstance(value, str):
        return value.strip() or None
    if depth >= MAX_DEPTH:
        return None
    if isinstance(value, Mapping):
        kind = typed_key(value)
        inner = ([value[kind]] if kind else []) + [value[key] for key in names.ADDRESS if key in value]
        return next(filter(None, (address_of(one, depth + 1) for one in inner)), None)
    if isinstance(value, list):
        alternates = [one for one in value if isinstance(one, Mapping) and one.get("rel") == "alternate"]
        return next(
            filter(None, (address_of(one, depth + 1) for one in [*alternates, *value[:MAX_VALUES]])), None
        )
    return None


def picture_of(value: object) -> str | None:
    """Return the address of a picture; of several sizes, the widest."""
    sizes = list(_sizes(value))
    return address_of(max(sizes, key=_width)) if sizes else address_of(value)


def _sizes(value: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """Yield the sizes of a picture: objects with an address, in an object without one."""
    if not isinstance(value, Mapping) or depth >= MAX_DEPTH or any(key in value for key in names.ADDRESS):
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
    """Return the people in a value; a text separates several with `;` or `|`."""
    if isinstance(value, str):
        return _people_in_text(value)
    found: list[Person] = []
    for one in _flattened(value):
        if isinstance(one, str):
            found += _people_in_text(one)
        elif isinstance(one, Mapping):
            person = _person(one)
            found += [person] if person else []
    return tuple(dict.fromkeys(found[:MAX_VALUES]))


@lru_cache(maxsize=1024)  # most lists have few authors
def _people_in_text(text: str) -> tuple[Person, ...]:
    """Return the people in a text: separated by `;` or `|`, or, after "by", as in a sentence."""
    bare = text.strip()
    label = AUTHOR_LABEL.match(bare)
    names = split_names(bare[label.end() :]) if label else NAME_SEPARATOR.split(bare)
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
    """Return the tags in a value; a text has several with commas, semicolons or bars. Numbers are ids."""
    if isinstance(value, str):
        return _tags_in_text(value)
    found: list[str] = []
    for one in _flattened(value):
        if isinstance(one, str):
            found.append(one.strip())
        elif isinstance(one, Mapping):
            found.append(text_of(one, names.NAME) or "")
    return tuple(dict.fromkeys(filter(None, found)))[:MAX_VALUES]


@lru_cache(maxsize=1024)
def _tags_in_text(text: str) -> tuple[str, ...]:
    parts = (part.lstrip("#") for part in TAG_SEPARATOR.split(text.strip()))
    return tuple(dict.fromkeys(filter(None, parts)))[:MAX_VALUES]


def enclosures_of(value: object) -> tuple[Enclosure, ...]:
    """Return the files in a value."""
    return tuple(filter(None, map(_enclosure, list(_flattened(value))[:MAX_VALUES])))


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
        length=_size_of(value, names.SIZE),
        duration=next(filter(None, (seconds(value.get(key)) for key in names.DURATION)), None),
        title=text_of(value.get("title") or value.get("name")),
    )


def _size_of(value: Mapping[str, object], keys: Sequence[str]) -> int | None:
    return next((found for key in keys if (found := size(value.get(key)))), None)


def _flattened(value: object, depth: int = 0) -> Iterator[object]:
    """Yield a value, or the values of a list and of the lists in it."""
    if isinstance(value, Mapping):
        wrapper = typed_key(value) or next((key for key in names.WRAPPER_KEYS if key in value), None)
        value = value[wrapper] if wrapper else value
    if isinstance(value, list | Mapping) and depth >= MAX_DEPTH:
        return
    if isinstance(value, list):
        for one in value[:1000]:
            yield from _flattened(one, depth + 1)
    elif value is not None:
        yield value


def is_markup(text: str) -> bool:
    return MARKUP.search(text) is not None
