"""HTML as a feed may hold it: harmless, well-formed, and with no address that needs a base."""

from __future__ import annotations

import re
from collections import Counter
from contextvars import ContextVar

import nh3

from feedkit.values.plain_text import legible
from feedkit.values.urls import absolute

TAGS = nh3.ALLOWED_TAGS | {"audio", "picture", "source", "tfoot", "track", "video"}
MEDIA = {"controls", "height", "loop", "muted", "poster", "preload", "src", "width"}
ATTRIBUTES = nh3.ALLOWED_ATTRIBUTES | {
    "*": {"dir", "lang", "title"},
    "audio": MEDIA,
    "img": {"align", "alt", "height", "sizes", "src", "srcset", "width"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "source": {"media", "sizes", "src", "srcset", "type"},
    "time": {"datetime"},
    "track": {"kind", "label", "src", "srclang"},
    "video": MEDIA,
}
ADDRESSES = {"cite", "href", "poster", "src"}
LINKS = frozenset(
    {"geo", "irc", "ircs", "magnet", "mailto", "sip", "sms", "tel", "xmpp"}
)  # lead to no document
CANDIDATE = re.compile(r"[\s,]*+(\S++)")  # of srcset (HTML, 4.8.4.2.1): an address up to a blank,
SIZE = re.compile(r"[^,]*+")  # and unless it ends in a comma its size, up to one

ROUNDS = 4  # tags that are badly nested may nest in another way when they are read once more
DEEPEST = 256  # elements in one another; parsing costs the square of it
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>?")
SHALLOW = {  # elements that hold nothing, or end where the next of their kind begins
    *("area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option"),
    *("p", "source", "td", "th", "tr", "track", "wbr"),
}


def sanitised(html: str | None, base: str | None) -> str | None:
    """The harmless part of some HTML, its addresses made absolute; None where nothing is left.

    Args:
        html: a fragment of HTML from anywhere.
        base: the absolute address that its links and pictures are relative to; without one, those that need
            it are left out.
    """
    if html is None:
        return None
    html = legible(html)
    if _depth(html) > DEEPEST:
        html = TAG.sub(" ", html).replace("<", "&lt;")
    for _ in range(ROUNDS):
        before, html = html, _clean(html, base) if "<" in html else html
        if html == before:
            break
    return html.strip() or None


def _clean(html: str, base: str | None) -> str:
    """One reading and writing of HTML."""
    before = BASE.set(base)
    try:
        return legible(CLEANER.clean(html))
    finally:
        BASE.reset(before)


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name in ADDRESSES:
        return absolute(value, BASE.get(), also=LINKS if name == "href" else frozenset())
    return _srcset(value, BASE.get()) if name == "srcset" else value


def _srcset(value: str, base: str | None) -> str | None:
    candidates = []
    found = CANDIDATE.match(value)
    while found:
        address, end, size = found[1].rstrip(","), found.end(), ""
        if address == found[1] and (described := SIZE.match(value, end)):
            size, end = described[0].strip(), described.end()
        whole = absolute(address, base)
        if whole is not None:
            candidates.append(f"{whole} {size}".rstrip())
        found = CANDIDATE.match(value, end)
    return ", ".join(candidates) or None


def _depth(html: str) -> int:
    """How deep elements stand in one another, or more."""
    if html.count("<") <= DEEPEST:
        return 0
    deepest = depth = 0
    opened: Counter[str] = Counter()
    for closing, name in TAG.findall(html):
        name = name.lower()
        if name in SHALLOW:
            continue
        if not closing:
            opened[name] += 1
            depth += 1
            deepest = max(depth, deepest)
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return deepest


# Making a cleaner takes longer than most cleaning: there is one, and each use of it has its own base.
BASE: ContextVar[str | None] = ContextVar("base", default=None)
CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes=nh3.ALLOWED_URL_SCHEMES | LINKS,
    link_rel=None,
)
