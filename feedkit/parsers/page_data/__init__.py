"""Data that a page carries for its scripts: the state of a framework, an island's properties, JSON-LD.

    scripts, attributes ──decoders──▶ documents ──lists──▶ lists of alike objects, their rows as entries

No script is run. What a framework writes is recognised by its encoding, a row of a table here; which list is
that of the page's entries is for parsers/html to say.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from feedkit.parsers.page_data.graphs import astro, devalue, flight, livewire, qwik, turbo_stream
from feedkit.parsers.page_data.literals import literal_at, unescaped, values_in

MIN_DATA_LENGTH = 100  # characters of a script that may hold a list
MAX_DATA_LENGTH = 20_000_000  # characters of all scripts of a page that are read
MAX_BEFORE_DATA = 300  # characters of an attribute before the data in it
# Without re.I, and with all first letters as one class, which are looked at again last: much quicker so, as
# whole scripts are searched. A quote after the name may be escaped, for each level of strings.
FIELD_NAME = re.compile(
    r"""[DHLNSTUdhlnstu](?:
      it(?:le|el|re)(?<=[Tt]....) | it[uo]lo(?<=[Tt].....) | eadline(?<=[Hh].......) | eading(?<=[Hh]......)
    | ame(?<=[Nn]...) | lug(?<=[Ss]...) | rl(?<=[Uu]..) | RL(?<=U..) | ref(?<=[Hh]...) | ink(?<=[Ll]...)
    | ext(?<=[Tt]...) | ate(?<=[Dd]...)
    )(?:\\*+["']|&\w{1,4};|%22)?(?:\s*:|%3[Aa])""",
    re.VERBOSE,
)
BASE64 = re.compile(r"[\w+/]+={0,2}", re.ASCII)
WRAPPED = re.compile(
    r"\s*(?://|/\*)?\s*<!(?:--|\[CDATA\[)(?:\*/)?(.*?)(?:(?://|/\*)?\s*(?:-->|\]\]>)(?:\*/)?)?\s*", re.S
)
FLIGHT = re.compile(r'self\.__next_f\.push\(\[\d+,("(?:[^"\\]|\\.)*+")\]\)')
STREAM = re.compile(r'\.enqueue\(("(?:[^"\\]|\\.)*+")\)')
ESCAPED_OBJECT = re.compile(r"\{\s*+&(?:quot|#34);")
QUOTED_OBJECT = re.compile(r"='\s*+(?:\[\s*+)?\{\s*+\"")
ANGULAR = (("&q;", '"'), ("&s;", "'"), ("&l;", "<"), ("&g;", ">"), ("&a;", "&"))
# What says that a value is encoded: the id or type of a script, the attribute or the tag that has it.
DECODERS: dict[str, Callable[[object], object]] = {
    "__NUXT_DATA__": devalue,
    "qwik/json": qwik,
    "astro-island": astro,
    "wire:snapshot": livewire,
}


class Script(NamedTuple):
    """A script of a page without those that are fetched, or another element or attribute with data for them.

    text:  what is in it
    kind:  its `type`, in small letters; "json" for one that holds nothing else
    name:  where it stands, for people: "script#__NEXT_DATA__"
    code:  how it is encoded, a key of `DECODERS`; "" for plain JSON
    """

    text: str
    kind: str = ""
    name: str = "script"
    code: str = ""


class Document(NamedTuple):
    """A value that a page carries.

    value:  as JSON has it
    where:  where it stands, for people: "script#__NEXT_DATA__"
    """

    value: object
    where: str


def documents(scripts: Iterable[Script]) -> Iterator[Document]:
    """Yield the values in a page's scripts that may hold a list, in document order."""
    room = MAX_DATA_LENGTH
    flights: list[str] = []
    streams: list[str] = []
    for script in scripts:
        text = script.text
        room -= len(text)
        if room < 0:
            return
        if "json" in script.kind:
            yield from _in_script(script) if len(text) >= MIN_DATA_LENGTH else ()
        elif "__next_f" in text:
            flights += (json_text(found[1]) for found in FLIGHT.finditer(text))
        elif ".enqueue(" in text:
            streams += (json_text(found[1]) for found in STREAM.finditer(text))
        elif len(text) >= MIN_DATA_LENGTH:
            yield from _in_script(script)
    if flights:
        yield Document(flight("".join(flights)), "self.__next_f")
    if streams:
        yield Document(turbo_stream("".join(streams)), "streamController")


def _in_script(script: Script) -> Iterator[Document]:
    text = script.text
    if "json" in script.kind or text.lstrip()[:1] in ("{", "["):
        value = _loaded(text) if FIELD_NAME.search(text) else None
        if value is not None or "json" in script.kind:
            decode = DECODERS.get(script.code)
            yield Document(decode(value) if decode else value, script.name)
            return
    for found in values_in(text):
        value = found.value
        if isinstance(value, str):
            value = as_document(value) or _decoded(value)
        elif FIELD_NAME.search(text, found.start, found.end) is None:
            continue
        if isinstance(value, dict | list) and value:
            yield Document(value, found.name)


def data_attributes(content: str) -> frozenset[str]:
    """Return the names of the attributes in a page's HTML that hold objects in JSON, in small letters."""
    names = {_name_before(content, found.start()) for found in QUOTED_OBJECT.finditer(content)}
    found = ESCAPED_OBJECT.search(content)
    while found is not None:
        start = content.rfind('="', max(0, found.start() - MAX_BEFORE_DATA), found.start())
        if start >= 0:
            names.add(_name_before(content, start))
        end = content.find('"', found.end())
        found = ESCAPED_OBJECT.search(content, end) if end >= 0 else None
    return frozenset(filter(None, names))


def _name_before(content: str, end: int) -> str:
    """The name of the attribute whose equals sign is at an index of a page."""
    before = content[max(0, end - MAX_BEFORE_DATA) : end].split()
    return before[-1].lower() if before else ""


def as_document(text: str) -> object:
    """Return the value of a text that is JSON itself; None where it is none."""
    return _loaded(text) if text[:1] in ("{", "[") else None


def _decoded(text: str) -> object:
    """The value of a text that is JSON in base 64 or in %HH; None where it is none."""
    if text[:1] == "%":
        return as_document(unquote(text))
    if not BASE64.fullmatch(text):
        return None
    try:
        return as_document(base64.b64decode(text, validate=True).decode())
    except (binascii.Error, UnicodeDecodeError):
        return None


def json_text(literal: str) -> str:
    """Return the text of a string in double quotes."""
    try:
        text = json.loads(literal)
    except ValueError:
        text = unescaped(literal[1:-1])
    return text if isinstance(text, str) else ""


def _loaded(text: str) -> object:
    """Return what a text is as JSON, also where it is written loosely; None where it is none."""
    for spelling in _spellings(text):
        try:
            return json.loads(spelling, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _spellings(text: str) -> Iterator[str]:
    """Yield a text of JSON without what HTML, Angular and JavaScript add to it."""
    yield text
    if "<!" in text[:20] and (wrapped := WRAPPED.fullmatch(text)):
        yield wrapped[1]
    if "&quot;" in text:
        yield html.unescape(text)
    if "&q;" in text:
        for escape, sign in ANGULAR:
            text = text.replace(escape, sign)
        yield text
    yield literal_at(text, len(text) - len(text.lstrip())) or ""
