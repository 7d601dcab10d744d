"""Converts values as programs write them to those of the model: texts, addresses, people, tags, files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from feedkit.model import Enclosure, Person
from feedkit.parsers.bylines import AUTHOR_LABEL, split_names
from feedkit.parsers.constructs import plain_text, seconds, size
from feedkit.parsers.data import names
from feedkit.parsers.data.columns import API, typed_key
from feedkit.parsers.data.names import values_of
from feedkit.values.identifiers import identified_address, kind_address
from feedkit.values.plain_text import clean_line
from feedkit.values.urls import absolute_url

MAX_DEPTH = 4  # of objects and lists in one value
MAX_VALUES = 100  # people, tags or files of one entry
MAX_TEXT_LENGTH = 10_000_000  # characters of a text
TAG_SEPARATOR = re.compile(r"\s*[,;|，、；]\s*")
NAME_SEPARATOR = re.compile(r"\s*[;|；]\s*")
TEMPLATE = re.compile(r"%?\{[\w/?&#+.,*]*\}")  # of addresses (RFC 6570)
MAX_MAIL_LENGTH = 300  # characters of a name with an address
MAIL = re.compile(r"(?P<name>[^<>@]+)<(?P<email>[^<>\s@]+@[^<>\s@]+)>")
LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")  # a language tag (BCP 47)
PERSONS = "author user person profile agent".split()  # in an object that says what they have to do with it
MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--")


VERSION = re.compile(r"v?\d+(?:\.\w+)+(?:[-+]\S+)?")
ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-z]{2,8});")
INLINE = re.compile(r"<(a|abbr|b|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u)\b[^<>]*>.*?</\1>", re.S)
READABLE_ID = re.compile(r"(?=.*[a-z]{3})(?![0-9a-f-]+$)[\w.-]{1,60}(?:/[\w.-]{1,60})?", re.I)


def text_of(value: object, keys: Sequence[str] = names.TEXT, depth: int = 0) -> str | None:
    """Return the text of a value: of an object that of the first of `keys`, of a list that of all items."""
    if isinstance(value, str):
        return value.strip() or None if len(value) <= MAX_TEXT_LENGTH else None
    if isinstance(value, bool) or value is None or depth >= MAX_DEPTH:
        return None
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, Mapping):
        if isinstance(children := value.get("children"), list):  # rich text
            return _joined(children, keys, depth)
        kind = typed_key(value)
        if isinstance(runs := value.get("runs"), list):  # pieces of one line, as YouTube has them
            return "".join(text_of(run, keys, depth + 1) or "" for run in runs[:MAX_VALUES]) or None
        inner = ([value[kind]] if kind else []) + values_of(value, keys)
        inner = inner or _translations(value)
        return next(filter(None, (text_of(one, keys, depth + 1) for one in inner)), None)
    if isinstance(value, list):
        return _joined(value, keys, depth)
    return str(value)


def said_text(value: object) -> str | None:
    """Return the text of a value, unless it is a word for none, as exports write: "NULL", "N/A"."""
    text = text_of(value)
    return None if text is None or text.lower() in names.NULLS else text


def _name(text: str) -> str:
    """Return the name of a person or a tag, without references to characters; "" for a word for none."""
    text = text.strip()
    text = plain_text(text).strip() if "&" in text and ENTITY.search(text) else text
    return "" if text.lower() in names.NULLS else text


def _translations(value: Mapping[str, object]) -> list[object]:
    """Return the texts of an object that has one for each of several languages: `{"en": …, "pt-BR": …}`."""
    if len(value) < 2 or not all(LANGUAGE.fullmatch(str(key)) for key in value):
        return []
    return [one for one in value.values() if isinstance(one, str)]


def _joined(parts: list[object], keys: Sequence[str], depth: int) -> str | None:
    """Return a list as one text: runs of rich text joined, blocks apart, anything else a line each.

    Of texts in several languages the first is taken.
    """
    objects = [one for one in parts[:1000] if isinstance(one, Mapping)]
    if objects and len(objects) == len(parts[:1000]):
        for key in ("plain_text", "text"):
            if all(isinstance(one.get(key), str) for one in objects):
                return ("\n\n" if _are_blocks(objects) else "").join(
                    str(one[key]) for one in objects
                ).strip() or None
        if all(values_of(one, names.LANGUAGE) for one in objects):
            return text_of(objects[0], keys, depth + 1)
    texts = (text_of(one, keys, depth + 1) for one in parts[:1000])
    has_blocks = any("children" in one for one in objects)
    return ("\n\n" if has_blocks else "\n").join(filter(None, texts)) or None


def version_of(value: object) -> str | None:
    """Return the title of a release, if it is a version ("1.0.2")."""
    text = title_of(value)
    return text if text and VERSION.fullmatch(text) else None


def _are_blocks(parts: Sequence[Mapping[str, object]]) -> bool:
    """Return whether parts of rich text are paragraphs and the like, and not runs within one."""
    return any(isinstance(kind := one.get("type"), str) and kind not in ("text", "span") for one in parts)


def title_of(value: object) -> str | None:
    """Return a title as one line of plain text, even when a program wrote HTML."""
    text = text_of(value, names.TITLE)
    if not text:
        return None
    if ("&" in text and ENTITY.search(text)) or ("<" in text and INLINE.search(text)):
        text = plain_text(text)
    return clean_line(text.partition("\n\n")[0])


def number_text(value: int | float) -> str | None:
    if isinstance(value, int):
        return str(value) if value.bit_length() < 128 else None
    if value != value or value in (float("inf"), float("-inf")):
        return None
    return str(int(value)) if value == int(value) and abs(value) < 1e16 else str(value)


def address_of(value: object, depth: int = 0) -> str | None:
    """Return the address in a value: a text, an object's `html_url`, `href`…, or the first of a list."""
    if isinstance(value, str):
        if value.strip().lower() in names.NULLS:
            return None
        return None if TEMPLATE.search(value) else identified_address(value) or value.strip() or None
    if depth >= MAX_DEPTH:
        return None
    if isinstance(value, Mapping):
        kind = typed_key(value)
        base, path = value.get("base"), value.get("path")
        if isinstance(base, str) and isinstance(path, str):  # an address in two parts
            return f"{base}{path}"
        inner = ([value[kind]] if kind else []) + values_of(value, names.ADDRESS)
        return next(filter(None, (address_of(one, depth + 1) for one in inner)), kind_address(value))
    if isinstance(value, list):
        alternates = [one for one in value if isinstance(one, Mapping) and one.get("rel") == "alternate"]
        return next(
            filter(None, (address_of(one, depth + 1) for one in [*alternates, *value[:MAX_VALUES]])), None
        )
    return None


def page_of(value: object) -> str | None:
    """Return the address of a page; None for that of an API, which is for programs."""
    address = address_of(value)
    return None if address and API.search(address) else address


def slug_of(value: object) -> str | None:
    """Return the slug or the path in a value."""
    if isinstance(value, Mapping) and (alias := values_of(value, ("alias",))):
        return slug_of(alias[0])
    return text_of(value)


def identified(value: object) -> str | None:
    """Return the address that an identifier stands for: a DOI, a CVE number, the id of a video…"""
    if isinstance(value, Mapping):
        return kind_address(value)
    return identified_address(value) if isinstance(value, str) else None


def readable_id(value: object) -> str | None:
    """Return an identifier that people use as a name ("CVE-2024-1001", "owner/model")."""
    return value if isinstance(value, str) and READABLE_ID.fullmatch(value) else None


def picture_of(value: object) -> str | None:
    """Return the address of a picture; of several sizes, the widest."""
    if isinstance(value, list):
        value = next((one for one in value if picture_of(one)), None) if value else None
    sizes = list(_sizes(value))
    return address_of(max(sizes, key=_width)) if sizes else address_of(value) or _named_size(value)


def _named_size(value: object) -> str | None:
    """Return the address of a picture of several sizes that only have names: the last, the largest."""
    if not isinstance(value, Mapping):
        return None
    addresses = [one for one in value.values() if isinstance(one, str) and "/" in one]
    return addresses[-1] if addresses else None


def _sizes(value: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """Yield the sizes of a picture: objects with an address, in an object without one."""
    if not isinstance(value, Mapping) or depth >= MAX_DEPTH or values_of(value, names.ADDRESS):
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
            found += _person(one)
    return tuple(dict.fromkeys(found[:MAX_VALUES]))


def people_in_byline(value: object) -> tuple[Person, ...]:
    """Return the people in a by-line, which is a sentence: "Ann Lee and Bo Ek"."""
    if isinstance(value, str):
        return tuple(Person(name=name) for name in split_names(value))
    return people_of(value)


def people_in_list(value: object) -> tuple[Person, ...]:
    """Return the people in a field of several: "Ann Lee, Bo Ek", but not "Lee, Ann"."""
    if isinstance(value, str) and all(" " in name.strip() for name in value.split(",")):
        return people_of(value.split(","))
    return people_of(value)


@lru_cache(maxsize=1024)  # most lists have few authors
def _people_in_text(text: str) -> tuple[Person, ...]:
    """Return the people in a text: separated by `;` or `|`, or, after "by", as in a sentence."""
    bare = text.strip()
    if "@" in bare and len(bare) <= MAX_MAIL_LENGTH and (mail := MAIL.fullmatch(bare)):
        return (Person(name=mail["name"].strip('" '), email=mail["email"]),)
    label = AUTHOR_LABEL.match(bare)
    names = split_names(bare[label.end() :]) if label else NAME_SEPARATOR.split(bare)
    return tuple(dict.fromkeys(Person(name=name) for name in map(_name, names) if name))


def _person(value: Mapping[str, object]) -> tuple[Person, ...]:
    """Return the person that an object is, or that it holds; a name may be a by-line."""
    name = text_of(next(iter(values_of(value, names.NAME)), None)) or " ".join(
        filter(None, (_first_text(value, keys) for keys in (names.GIVEN_NAMES, names.FAMILY_NAMES)))
    )
    name = _name(name or text_of(value, names.NAME) or "")
    email = next((one for one in values_of(value, ("email",)) if isinstance(one, str) and "@" in one), None)
    url = next((one for one in values_of(value, names.HOME) if isinstance(one, str)), None)
    if not name and not email:
        inner = next((one for one in values_of(value, PERSONS) if isinstance(one, Mapping)), None)
        return _person(inner) if inner is not None and inner is not value else ()
    if AUTHOR_LABEL.match(name) or "@" in name:
        return _people_in_text(name)
    return (Person(name=name, email=email, url=url if url and "/" in url else None),)


def _first_text(value: Mapping[str, object], keys: Sequence[str]) -> str | None:
    return next(filter(None, map(text_of, values_of(value, keys))), None)


def tags_of(value: object) -> tuple[str, ...]:
    """Return the tags in a value; a text has several with commas, semicolons or bars. Numbers are ids."""
    if isinstance(value, str):
        return _tags_in_text(value)
    found: list[str] = []
    for one in _flattened(value):
        if isinstance(one, str):
            found.append(_name(one))
        elif isinstance(one, Mapping):
            found.append(_name(_tag(one) or ""))
    return tuple(dict.fromkeys(filter(None, found)))[:MAX_VALUES]


def _tag(value: Mapping[str, object]) -> str | None:
    """Return the tag in an object: its name, or the value of a pair `{"name": "subject", "value": …}`."""
    pair = values_of(value, ("name", "value"))
    return text_of(pair[1]) if len(pair) == 2 else text_of(value, names.NAME)


@lru_cache(maxsize=1024)
def _tags_in_text(text: str) -> tuple[str, ...]:
    parts = (_name(part.lstrip("#")) for part in TAG_SEPARATOR.split(_name(text)))
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
    kind = next((one for one in values_of(value, names.TYPE) if isinstance(one, str) and "/" in one), None)
    return Enclosure(
        url=address,
        type=kind,
        length=_size_of(value, names.SIZE),
        duration=next(filter(None, map(seconds, values_of(value, names.DURATION))), None),
        title=next(filter(None, map(text_of, values_of(value, ("title", "name")))), None),
    )


def file_address(text: str, base: str | None) -> str | None:
    """Return the absolute address of a file; None where the text is none, as "yes"."""
    return absolute_url(text, base) if looks_like_address(text) else None


def checked_files(
    files: Sequence[Enclosure], base: str | None, kind: str | None, size: int | None, duration: int | None
) -> Iterator[Enclosure]:
    """Yield the files that have an address; kind, size and duration are those of the first."""
    for one in files:
        if url := file_address(one.url, base):
            yield Enclosure(
                url=url,
                type=one.type or (kind if kind and "/" in kind else None),
                length=one.length or size,
                duration=one.duration or duration,
                title=one.title,
            )
            kind = size = duration = None


def _size_of(value: Mapping[str, object], keys: Sequence[str]) -> int | None:
    return next(filter(None, map(size, values_of(value, keys))), None)


def _flattened(value: object, depth: int = 0) -> Iterator[object]:
    """Yield a value, or the values of a list and of the lists in it."""
    if isinstance(value, Mapping):
        wrapper = typed_key(value) or next((key for key in names.WRAPPER_KEYS if key in value), None)
        if wrapper and not values_of(value, names.IDENTITY):
            yield from _flattened(value[wrapper], depth + 1)
            return
    if isinstance(value, list | Mapping) and depth >= MAX_DEPTH:
        return
    if isinstance(value, Mapping) and value and all(isinstance(one, Mapping) for one in value.values()):
        value = list(value.values())  # by their names or ids
    if isinstance(value, list):
        for one in value[:1000]:
            yield from _flattened(one, depth + 1)
    elif value is not None:
        yield value


def is_markup(text: str) -> bool:
    return MARKUP.search(text) is not None


def looks_like_address(text: str) -> bool:
    """Return whether a text may be an address, and not a word such as "yes"."""
    return ("/" in text or "." in text) and " " not in text
