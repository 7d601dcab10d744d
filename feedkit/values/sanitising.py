"""HTML as a feed may hold it: harmless, well-formed, and without relative addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from contextvars import ContextVar
from typing import NamedTuple

import nh3

from feedkit.values.content_policy import POLICY, ContentPolicy
from feedkit.values.html_limits import bounded_html
from feedkit.values.mathml import without_mathml
from feedkit.values.plain_text import without_control_characters
from feedkit.values.trusted_html import (
    LINK_SCHEMES,
    REMOVED_WITH_TEXT,
    TRUSTED_TAGS,
    URL_ATTRIBUTES,
    absolute_css,
    trusted_value,
)
from feedkit.values.urls import absolute_url

TAGS = nh3.ALLOWED_TAGS | {"audio", "picture", "source", "tfoot", "track", "video"}
MEDIA_ATTRIBUTES = {"controls", "height", "loop", "muted", "poster", "preload", "src", "width"}
COUNTED = {"class", "id", "style"}  # attributes that are only allowed so that they are seen, and removed
ATTRIBUTES = nh3.ALLOWED_ATTRIBUTES | {
    "*": {"dir", "lang", "title"} | COUNTED,
    "audio": MEDIA_ATTRIBUTES,
    "iframe": {"allowfullscreen", "height", "src", "width"},
    "img": {"align", "alt", "height", "sizes", "src", "srcset", "width"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "source": {"media", "sizes", "src", "srcset", "type"},
    "time": {"datetime"},
    "track": {"kind", "label", "src", "srclang"},
    "video": MEDIA_ATTRIBUTES,
}
CANDIDATE = re.compile(r"[\s,]*+(\S++)")  # of srcset (HTML Standard, 4.8.4.2.1): an address up to a blank,
SIZE = re.compile(r"[^,]*+")  # and unless it ends in a comma its size, up to one
REMOVABLE = re.compile(  # elements whose absence shows; those in comments have none
    r"<!--(?:[^-]|-(?!->))*+(?:-->|\Z)|<(embed|form|iframe|object|script|style|svg)(?=[\s/>])", re.I
)
# A start tag as nh3 writes it; what follows `<iframe>` and `<style>` is written as it was.
START_TAG = re.compile(
    r'<(?:(iframe|style)|[a-z][^\s<>]*+)(?: [^\s="<>]++="[^"]*+")*+>(?(1)((?:[^<]|<(?!/\1>))*+)</\1>)', re.I
)

KEPT_IF_TRUSTED = frozenset(f"{name} element" for name in ("iframe", "style", "svg")) | frozenset(
    f"{name} attribute" for name in COUNTED
)
MAX_ROUNDS = 4  # badly nested tags may nest in another way each time they are parsed


class CleanHTML(str):
    """HTML that needs no more sanitising, whatever its base.

    removed:  how many elements and attributes are not in it any more: `{"iframe element": 2}`
    """

    __slots__ = ("removed",)
    removed: Mapping[str, int]


def sanitised_html(html: str | None, base: str | None) -> str | None:
    """Return the harmless part of some HTML, its addresses made absolute; None where there is nothing.

    Where nothing is left, it is empty, and `CleanHTML.removed` says what there was. Sanitising what was
    returned changes nothing. What is beyond the limits of html_limits.py is left out. What else may stay, the
    context says: see content_policy.py.

    Args:
        html: a fragment of HTML from any source.
        base: the absolute address that its links and pictures are relative to; without it, relative ones are
            removed.
    """
    if html is None or type(html) is CleanHTML:
        return html
    html = without_control_characters(html)
    removed: Counter[str] = Counter()
    if "<" in html:
        html = _cleaned(html, _Cleaning(base, POLICY.get(), removed))
    clean = CleanHTML(html.strip())
    clean.removed = removed
    return clean if clean or removed else None


class _Cleaning(NamedTuple):
    """How one content is cleaned.

    base:     what its addresses are relative to
    policy:   what may stay
    removed:  counts what does not
    """

    base: str | None
    policy: ContentPolicy
    removed: Counter[str]


def _cleaned(html: str, how: _Cleaning) -> str:
    """Parse and serialise HTML until that changes nothing."""
    before = _removable(html)
    if "</math" in html and not how.policy.trusted:
        html = without_mathml(html)
    cleaner = CLEANERS[how.policy.trusted]
    token = CLEANING.set(how)
    try:
        for number in range(MAX_ROUNDS):
            previous, html = html, _clean(html, cleaner)
            if html == previous:
                break
            if number == 0:
                CLEANING.set(how._replace(removed=Counter()))  # each is counted once
    finally:
        CLEANING.reset(token)
    how.removed.update(before - _removable(html))
    return html


def _clean(html: str, cleaner: nh3.Cleaner) -> str:
    """Parse and serialise HTML once."""
    html = cleaner.clean(bounded_html(html, scripting=True))
    if "<iframe" in html or "<style" in html:
        html = START_TAG.sub(_checked_element, html)
    return without_control_characters(html)


def _removable(html: str) -> Counter[str]:
    return Counter(f"{name.lower()} element" for name in REMOVABLE.findall(html) if name)


def _checked_element(match: re.Match[str]) -> str:
    """Return an element as it is; a frame without what stands in it, and not without an address."""
    name = (match[1] or "").lower()
    if not name:
        return match[0]
    start, text = match[0][: match.start(2) - match.start()], match[2]
    if name == "style":
        css = absolute_css(text, CLEANING.get().base)
        return f"{start}{css}</style>" if css else ""
    return f"{start}</iframe>" if ' src="' in start else ""


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute with absolute addresses, None to remove the attribute."""
    how = CLEANING.get()
    kept = _kept_value(tag, name.lower(), value, how)
    if kept is None and (name in COUNTED or name.startswith("on")):
        how.removed[f"{'event' if name.startswith('on') else name} attribute"] += 1
    return kept


def _kept_value(tag: str, name: str, value: str, how: _Cleaning) -> str | None:
    if name == "srcset":
        return _srcset(value, how.base)
    if how.policy.trusted:
        return trusted_value(tag, name, value, how.base)
    if name in COUNTED or name.startswith("on"):
        return None
    if tag == "iframe" and name == "src":
        return _player(value, how)
    if name in URL_ATTRIBUTES:
        return absolute_url(value, how.base, extra_schemes=LINK_SCHEMES if name == "href" else frozenset())
    return value


def _player(value: str, how: _Cleaning) -> str | None:
    """Return the address of a player that may stay; one without a scheme is asked for by https."""
    value = value.strip()
    address = absolute_url(f"https:{value}" if value.startswith("//") else value, how.base)
    return address if address and how.policy.embeds_from(address) else None


def _srcset(value: str, base: str | None) -> str | None:
    """Return a `srcset` with absolute addresses; candidates without one are removed."""
    candidates = []
    match = CANDIDATE.match(value)
    while match:
        address, end, size = match[1].rstrip(","), match.end(), ""
        if address == match[1] and (described := SIZE.match(value, end)):
            size, end = described[0].strip(), described.end()
        whole = absolute_url(address, base)
        if whole is not None:
            candidates.append(f"{whole} {size}".rstrip())
        match = CANDIDATE.match(value, end)
    return ", ".join(candidates) or None


# Making a cleaner takes longer than most cleaning: there is one of each, and each use sets its own base.
CLEANING: ContextVar[_Cleaning] = ContextVar("CLEANING")
CLEANERS = {  # by whether contents are trusted
    False: nh3.Cleaner(
        tags=TAGS | {"iframe"},
        attributes=ATTRIBUTES,
        generic_attribute_prefixes={"on"},
        attribute_filter=_attribute,
        url_schemes=nh3.ALLOWED_URL_SCHEMES | LINK_SCHEMES,
        link_rel=None,
    ),
    True: nh3.Cleaner(
        tags=TRUSTED_TAGS,
        clean_content_tags=REMOVED_WITH_TEXT,
        attributes={},
        generic_attribute_prefixes={""},
        attribute_filter=_attribute,
        url_schemes=nh3.ALLOWED_URL_SCHEMES | LINK_SCHEMES | {"data"},
        link_rel=None,
    ),
}
