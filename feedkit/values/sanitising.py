"""HTML as a feed may hold it: harmless, well-formed, and without relative addresses."""

from __future__ import annotations

import re
from contextvars import ContextVar

import nh3

from feedkit.values.html_limits import bounded_html
from feedkit.values.mathml import without_mathml
from feedkit.values.plain_text import without_control_characters
from feedkit.values.urls import absolute_url

TAGS = nh3.ALLOWED_TAGS | {"audio", "picture", "source", "tfoot", "track", "video"}
MEDIA_ATTRIBUTES = {"controls", "height", "loop", "muted", "poster", "preload", "src", "width"}
ATTRIBUTES = nh3.ALLOWED_ATTRIBUTES | {
    "*": {"dir", "lang", "title"},
    "audio": MEDIA_ATTRIBUTES,
    "img": {"align", "alt", "height", "sizes", "src", "srcset", "width"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "source": {"media", "sizes", "src", "srcset", "type"},
    "time": {"datetime"},
    "track": {"kind", "label", "src", "srclang"},
    "video": MEDIA_ATTRIBUTES,
}
URL_ATTRIBUTES = {"cite", "href", "poster", "src"}
LINK_SCHEMES = frozenset(
    {"geo", "irc", "ircs", "magnet", "mailto", "sip", "sms", "tel", "xmpp"}
)  # lead to no document
CANDIDATE = re.compile(r"[\s,]*+(\S++)")  # of srcset (HTML Standard, 4.8.4.2.1): an address up to a blank,
SIZE = re.compile(r"[^,]*+")  # and unless it ends in a comma its size, up to one

MAX_ROUNDS = 4  # badly nested tags may nest in another way each time they are parsed


def sanitised_html(html: str | None, base: str | None) -> str | None:
    """Return the harmless part of some HTML, its addresses made absolute; None where nothing is left.

    Sanitising what was returned changes nothing. What is beyond the limits of html_limits.py is left out.

    Args:
        html: a fragment of HTML from any source.
        base: the absolute address that its links and pictures are relative to; without it, relative ones are
            removed.
    """
    if html is None or type(html) is _Sanitised:
        return html
    html = without_control_characters(html)
    if "</math" in html:
        html = without_mathml(html)
    for _ in range(MAX_ROUNDS):
        previous, html = html, _clean(html, base) if "<" in html else html
        if html == previous:
            break
    html = html.strip()
    return _Sanitised(html) if html else None


class _Sanitised(str):
    """HTML that needs no more sanitising, whatever its base."""

    __slots__ = ()


def _clean(html: str, base: str | None) -> str:
    """Parse and serialise HTML once."""
    token = BASE.set(base)
    try:
        return without_control_characters(CLEANER.clean(bounded_html(html, scripting=True)))
    finally:
        BASE.reset(token)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute with absolute addresses, None to remove the attribute."""
    if name in URL_ATTRIBUTES:
        return absolute_url(value, BASE.get(), extra_schemes=LINK_SCHEMES if name == "href" else frozenset())
    return _srcset(value, BASE.get()) if name == "srcset" else value


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


# Making a cleaner takes longer than most cleaning: there is one, and each use sets its own base.
BASE: ContextVar[str | None] = ContextVar("base", default=None)
CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes=nh3.ALLOWED_URL_SCHEMES | LINK_SCHEMES,
    link_rel=None,
)
