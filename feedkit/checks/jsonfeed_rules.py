"""JSON Feed 1.1, and the keys of version 1 that are still valid in it.

The table of its keys is below; what a table cannot express is in the functions above it. The document is read
by the standard library; positions are looked up afterwards, in one pass, and only if there are findings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from feedkit.checks.content import optional_html
from feedkit.checks.encodings import Source
from feedkit.checks.findings import Fault, Findings, Rule, shown
from feedkit.checks.json_positions import Path, positions_of
from feedkit.checks.times import Date, is_ahead, rfc3339
from feedkit.checks.url_rules import iri
from feedkit.checks.value_rules import (
    NONE,
    Faults,
    Value,
    anything,
    language,
    mime_type,
    optional_plain_text,
    plain_text,
    some_text,
)
from feedkit.values.json_numbers import json_integer

RULES = (
    Rule(
        "json-syntax",
        "error",
        "A JSON Feed is one JSON value.",
        "Correct the JSON there; let a library write it.",
        "RFC 8259, section 2",
    ),
    Rule(
        "lone-surrogate",
        "error",
        "Text is Unicode: a surrogate stands in a pair.",
        "Write the whole character, or leave it out.",
        "RFC 8259, section 8.2",
    ),
    Rule("missing-key", "error", "Every required key is there.", "Add the key."),
    Rule(
        "unknown-key",
        "error",
        "A key is one of JSON Feed's, or an extension whose name begins with _ and a letter.",
        'Correct the key, or put it in an extension: "_example": {…}.',
        "JSON Feed 1.1, extensions",
    ),
    Rule(
        "extension-key",
        "error",
        "The name of an extension is _ and a letter, and holds no dot.",
        'Rename it: "_example".',
        "JSON Feed 1.1, extensions",
    ),
    Rule("wrong-type", "error", "A value is of the type that its key has.", "Write a value of that type."),
    Rule(
        "duplicate-key",
        "warning",
        "A key stands once in its object: readers take the first or the last.",
        "Keep one of them.",
        "RFC 8259, section 4",
    ),
    Rule(
        "deprecated-key",
        "info",
        "The keys are those of version 1.1.",
        'Use "authors", a list.',
        "JSON Feed 1.1, deprecations",
    ),
    Rule(
        "json-version",
        "error",
        "The version is the URL of a version of JSON Feed.",
        'Write "version": "https://jsonfeed.org/version/1.1".',
        "JSON Feed 1.1, top-level",
    ),
    Rule(
        "empty-id",
        "error",
        "The id of an item is a string that is not empty.",
        "Give each item its own id, for good; the permalink will do.",
        "JSON Feed 1.1, items",
    ),
    Rule(
        "duplicate-item-id",
        "error",
        "Each item has an id of its own.",
        "Give each item its own id, for good; the permalink will do.",
        "JSON Feed 1.1, items",
    ),
    Rule(
        "item-without-content",
        "error",
        "An item has content_html or content_text.",
        "Add one of them.",
        "JSON Feed 1.1, items",
    ),
    Rule(
        "empty-author",
        "error",
        "An author has a name, a url or an avatar.",
        "Add the name, or leave the author out.",
        "JSON Feed 1.1, top-level",
    ),
    Rule(
        "no-home-page",
        "warning",
        "A feed has the address of the page that it is about.",
        'Add "home_page_url".',
        "JSON Feed 1.1, top-level",
    ),
    Rule(
        "next-url-loops",
        "error",
        "The next page is another one.",
        "Remove next_url from the last page.",
        "JSON Feed 1.1, top-level",
    ),
)

VERSIONS = ("https://jsonfeed.org/version/1.1", "https://jsonfeed.org/version/1")
EXTENSION = re.compile(r"_[^\W\d_][^.]*")
REPEATED: Any = object()  # no JSON has this key: here an object keeps the keys that it has twice

Kind = Literal["a string", "a number", "true or false", "a list", "an object"]
TYPES: dict[Kind, tuple[type, ...]] = {
    "a string": (str,),
    "a number": (int, float),
    "true or false": (bool,),
    "a list": (list,),
    "an object": (dict,),
}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an object: of what type its value is, and what it must be.

    holds: the keys of the object, or of the objects in the list
    each:  what each string in the list must be
    check: looks at the whole object, or at each of the list
    """

    name: str
    kind: Kind = "a string"
    value: Value = anything
    required: bool = False
    holds: tuple[Key, ...] = ()
    each: Value | None = None
    check: Callable[[_Context, Path, dict[str, Any]], None] | None = None
    spec: str = "JSON Feed 1.1, top-level"


class _Context:
    """One check of one feed; findings are kept by path until their positions are known."""

    def __init__(self, url: str | None, now: datetime | None) -> None:
        self.url = url
        self.now = now
        self.found: list[tuple[Path, str, str, str, str]] = []

    def note(self, rule: str, path: Path, *, wanted: str, found: str, spec: str = "") -> None:
        self.found.append((path, rule, wanted, found, spec))

    def mapping(self, keys: tuple[Key, ...], path: Path, value: dict[str, Any], spec: str) -> None:
        known = {key.name: key for key in keys}
        for name, held in value.items():
            key = known.get(name)
            if name == REPEATED:
                for twice in held:
                    self.note("duplicate-key", (*path, twice), wanted="the key once", found="it twice")
            elif key is not None:
                self.value(key, (*path, name), held)
            else:
                self._unknown(name, path)
        for key in keys:
            if key.required and key.name not in value:
                self.note("missing-key", path, wanted=f'the key "{key.name}"', found="none", spec=spec)

    def value(self, key: Key, path: Path, value: object) -> None:
        right = isinstance(value, TYPES[key.kind]) and (key.kind != "a number" or not isinstance(value, bool))
        if not right:
            self.note("wrong-type", path, wanted=key.kind, found=_type(value), spec=key.spec)
        elif isinstance(value, str):
            self.text(key.value, path, value, key.spec)
        elif isinstance(value, list):
            self._list(key, path, value)
        elif isinstance(value, dict):
            self._held(key, path, value)
        elif key.kind == "a number" and isinstance(value, (int, float)) and value < 0:
            self.note("number-out-of-range", path, wanted="0 or more", found=str(value), spec=key.spec)

    def text(self, value: Value, path: Path, text: str, spec: str) -> None:
        if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
            self.note("lone-surrogate", path, wanted="Unicode", found=shown(text))
            return
        faults = value(text)
        for fault in faults:
            found = shown(text) if fault.found is None else fault.found
            self.note(fault.rule, path, wanted=fault.wanted, found=found, spec=spec)
        if not faults and isinstance(value, Date) and self.now is not None:
            moment = value.instant(text)
            if moment is not None and is_ahead(moment, self.now):
                self.note("future-date", path, wanted="a date at most a day ahead", found=shown(text))

    def _list(self, key: Key, path: Path, values: list[object]) -> None:
        for index, value in enumerate(values):
            item = (*path, index)
            if key.holds and isinstance(value, dict):
                self._held(key, item, value)
            elif key.holds:
                self.note("wrong-type", item, wanted="an object", found=_type(value), spec=key.spec)
            elif not isinstance(value, str):
                self.note("wrong-type", item, wanted="a string", found=_type(value), spec=key.spec)
            else:
                self.text(key.each or anything, item, value, key.spec)

    def _held(self, key: Key, path: Path, value: dict[str, Any]) -> None:
        self.mapping(key.holds, path, value, key.holds[0].spec)
        if key.check is not None:
            key.check(self, path, value)

    def _unknown(self, name: str, path: Path) -> None:
        if not name.startswith("_"):
            self.note("unknown-key", (*path, name), wanted="a key of JSON Feed", found=shown(name))
        elif not EXTENSION.fullmatch(name):
            self.note("extension-key", (*path, name), wanted="_ and a letter, no dot", found=shown(name))


def recognises(source: Source) -> bool:
    """Return whether a document is JSON."""
    return source.is_json


def check(source: Source, findings: Findings, *, url: str | None, now: datetime | None) -> None:
    """Check a JSON Feed; its findings are added to `findings`."""
    text = source.utf8.decode("utf-8", "surrogatepass")
    context = _Context(url, now)
    try:
        feed = _decoded(text)
    except _NotJSONError as error:
        findings.add("json-syntax", error.at, "the document", wanted="JSON", found=str(error))
        return
    if not isinstance(feed, dict):
        findings.add("not-a-feed", (1, 1), "the document", wanted="an object", found=_type(feed))
        return
    context.mapping(FEED, (), feed, FEED[0].spec)
    _feed(context, feed)
    positions = positions_of(text, [path for path, *_ in context.found]) if context.found else {}
    for path, rule, wanted, found, spec in context.found:
        findings.add(rule, positions.get(path, (1, 1)), _written(path), wanted=wanted, found=found, spec=spec)


class _NotJSONError(Exception):
    """A document is no JSON; `at` is the line and column, where they are known."""

    def __init__(self, message: str, at: tuple[int, int] = (1, 1)) -> None:
        super().__init__(message)
        self.at = at


def _decoded(text: str) -> object:
    """Return the value of a JSON document; raise _NotJSONError where it is none."""
    decoder = json.JSONDecoder(object_pairs_hook=_object, parse_int=json_integer, parse_constant=_constant)
    try:
        return decoder.decode(text)
    except json.JSONDecodeError as error:
        raise _NotJSONError(error.msg.lower(), (error.lineno, error.colno)) from None
    except RecursionError:
        raise _NotJSONError("values nested too deeply") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        made[REPEATED] = sorted({name for name, _ in pairs if name in seen or seen.add(name)})  # type: ignore[func-returns-value]
    return made


def _constant(name: str) -> float:
    raise _NotJSONError(f"{name}, which is no number in JSON")


def _type(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    for kind, types in TYPES.items():
        if isinstance(value, types):
            return f"{kind} ({shown(value)})" if isinstance(value, str) else kind
    return "something else"


def _written(path: Path) -> str:
    """Return a path as people write it: items[3].url."""
    parts = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(c if c.isprintable() else "?" for c in parts.removeprefix(".")) or "the feed"


# --- what the table cannot express -----------------------------------------------------------------------


def _version(text: str) -> Faults:
    return NONE if text in VERSIONS else (Fault("json-version", VERSIONS[0]),)


def _id(text: str) -> Faults:
    return NONE if text else (Fault("empty-id", "a string that is not empty"),)


def _author(context: _Context, path: Path, author: dict[str, Any]) -> None:
    if not author.keys() & {"name", "url", "avatar"}:
        context.note("empty-author", path, wanted="a name, url or avatar", found="none of them")


def _deprecated(context: _Context, path: Path, author: dict[str, Any]) -> None:
    context.note("deprecated-key", path, wanted='"authors"', found='"author"')
    _author(context, path, author)


def _item(context: _Context, path: Path, item: dict[str, Any]) -> None:
    if "content_html" not in item and "content_text" not in item:
        context.note("item-without-content", path, wanted="content_html or content_text", found="neither")


def _feed(context: _Context, feed: dict[str, Any]) -> None:
    own, following = feed.get("feed_url"), feed.get("next_url")
    if own is None:
        context.note("no-self-link", (), wanted='"feed_url"', found="none")
    elif context.url is not None and own != context.url and isinstance(own, str):
        context.note("self-link-differs", ("feed_url",), wanted=context.url, found=shown(own))
    if "home_page_url" not in feed:
        context.note("no-home-page", (), wanted='"home_page_url"', found="none")
    if following is not None and following == own:
        context.note("next-url-loops", ("next_url",), wanted="another address", found="the feed's own")
    items = feed.get("items")
    if isinstance(items, list):
        _ids(context, items)


def _ids(context: _Context, items: list[Any]) -> None:
    seen: set[str] = set()
    for index, item in enumerate(items):
        own = item.get("id") if isinstance(item, dict) else None
        if isinstance(own, str) and own:
            if own in seen:
                context.note(
                    "duplicate-item-id", ("items", index, "id"), wanted="an id of its own", found=shown(own)
                )
            seen.add(own)


# --- the table -------------------------------------------------------------------------------------------

ITEMS, ATTACHMENTS = "JSON Feed 1.1, items", "JSON Feed 1.1, attachments"
AUTHOR = (Key("name", value=plain_text), Key("url", value=iri), Key("avatar", value=iri))
HUB = (Key("type", value=some_text, required=True), Key("url", value=iri, required=True))
ATTACHMENT = (
    Key("url", value=iri, required=True, spec=ATTACHMENTS),
    Key("mime_type", value=mime_type, required=True, spec=ATTACHMENTS),
    Key("title", value=optional_plain_text, spec=ATTACHMENTS),
    Key("size_in_bytes", "a number", spec=ATTACHMENTS),
    Key("duration_in_seconds", "a number", spec=ATTACHMENTS),
)
ITEM = (
    Key("id", value=_id, required=True, spec=ITEMS),
    Key("url", value=iri, spec=ITEMS),
    Key("external_url", value=iri, spec=ITEMS),
    Key("title", value=optional_plain_text, spec=ITEMS),
    Key("content_html", value=optional_html, spec=ITEMS),
    Key("content_text", spec=ITEMS),
    Key("summary", value=optional_plain_text, spec=ITEMS),
    Key("image", value=iri, spec=ITEMS),
    Key("banner_image", value=iri, spec=ITEMS),
    Key("date_published", value=rfc3339, spec=ITEMS),
    Key("date_modified", value=rfc3339, spec=ITEMS),
    Key("author", "an object", holds=AUTHOR, check=_deprecated, spec=ITEMS),
    Key("authors", "a list", holds=AUTHOR, check=_author, spec=ITEMS),
    Key("tags", "a list", each=optional_plain_text, spec=ITEMS),
    Key("language", value=language, spec=ITEMS),
    Key("attachments", "a list", holds=ATTACHMENT, spec=ITEMS),
)
FEED = (
    Key("version", value=_version, required=True),
    Key("title", value=plain_text, required=True),
    Key("home_page_url", value=iri),
    Key("feed_url", value=iri),
    Key("description", value=optional_plain_text),
    Key("user_comment"),
    Key("next_url", value=iri),
    Key("icon", value=iri),
    Key("favicon", value=iri),
    Key("author", "an object", holds=AUTHOR, check=_deprecated),
    Key("authors", "a list", holds=AUTHOR, check=_author),
    Key("language", value=language),
    Key("expired", "true or false"),
    Key("hubs", "a list", holds=HUB),
    Key("items", "a list", required=True, holds=ITEM, check=_item),
)
