"""Data that a page carries for its scripts: the state of a framework, an island's properties, JSON-LD.

    scripts, attributes ──decoders──▶ documents ──lists──▶ lists of alike objects, their rows as entries

No script is run. What a framework writes is recognised by its encoding, a row of a table here; which list is
that of the page's entries is for parsers/html to say.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from feedkit.parsers.page_data.graphs import astro, devalue, flight, turbo_stream
from feedkit.parsers.page_data.literals import unescaped, values_in

MIN_DATA_LENGTH = 100  # characters of a script that may hold a list
MAX_DATA_LENGTH = 20_000_000  # characters of all scripts of a page that are read
FIELD_NAME = re.compile(  # quicker than with re.I
    r"(?:[Tt]itle|[Hh]eadline|[Nn]ame|[Ss]lug|[Uu]rl|URL|[Hh]ref|[Ll]ink|simpleText)\\?[\"']?\s*:"
)
FLIGHT = re.compile(r'self\.__next_f\.push\(\[\d+,("(?:[^"\\]|\\.)*+")\]\)')
STREAM = re.compile(r'\.enqueue\(("(?:[^"\\]|\\.)*+")\)')


class Script(NamedTuple):
    """A script of a page, without those that are fetched.

    text:  what is in it
    kind:  its `type`, in small letters
    name:  its id, or another name for people
    """

    text: str
    kind: str = ""
    name: str = ""


class Document(NamedTuple):
    """A value that a page carries.

    value:  as JSON has it
    where:  where it stands, for people: "script#__NEXT_DATA__"
    """

    value: object
    where: str


def documents(scripts: Sequence[Script]) -> Iterator[Document]:
    """Yield the values in a page's scripts that may hold a list, in document order."""
    room = MAX_DATA_LENGTH
    flights: list[str] = []
    streams: list[str] = []
    for script in scripts:
        text = script.text
        room -= len(text)
        if room < 0:
            return
        if "__next_f" in text:
            flights += (json_text(found[1]) for found in FLIGHT.finditer(text))
        elif ".enqueue(" in text:
            streams += (json_text(found[1]) for found in STREAM.finditer(text))
        elif len(text) >= MIN_DATA_LENGTH and FIELD_NAME.search(text):
            yield from _in_script(script)
    if flights:
        yield Document(flight("".join(flights)), "self.__next_f")
    if streams:
        yield Document(turbo_stream("".join(streams)), "streamController")


def _in_script(script: Script) -> Iterator[Document]:
    name = f"script#{script.name}" if script.name else "script"
    if "json" in script.kind:
        value = _loaded(script.text)
        if isinstance(value, list) and script.name == "__NUXT_DATA__":
            value = devalue(value)
        yield Document(value, name)
        return
    for found in values_in(script.text):
        value = found.value
        if isinstance(value, str):
            value = _loaded(value) if value[:1] in ("{", "[") else None
        if isinstance(value, dict | list) and value:
            yield Document(value, found.name.partition("(")[0].rstrip("= "))


def island(properties: str, tag: str) -> Document:
    """Return the value in an attribute: an Astro island's `props`, Inertia's `data-page`."""
    value = _loaded(properties)
    return Document(astro(value) if tag == "astro-island" else value, tag)


def as_document(text: str) -> object:
    """Return the value of a text that is JSON itself; None where it is none."""
    return _loaded(text) if text[:1] in ("{", "[") else None


def json_text(literal: str) -> str:
    """Return the text of a string in double quotes."""
    try:
        text = json.loads(literal)
    except ValueError:
        text = unescaped(literal[1:-1])
    return text if isinstance(text, str) else ""


def _loaded(text: str) -> object:
    """Return what a text is as JSON, also with HTML's escapes; None where it is none."""
    for written in (text, html.unescape(text) if "&quot;" in text else ""):
        try:
            return json.loads(written)
        except (ValueError, RecursionError):
            continue
    return None
