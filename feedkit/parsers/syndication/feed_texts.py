"""The texts in a feed in XML: plain or HTML, in the ways of RSS, Atom 0.3 and Atom 1.0."""

from __future__ import annotations

import base64
import binascii
import re
from copy import deepcopy
from html import escape

from lxml import etree

from feedkit.errors import Problem
from feedkit.parsers.constructs import has_markup, looks_like_html, paragraphs, plain_text
from feedkit.parsers.syndication.feed_elements import (
    Children,
    Document,
    inner_text,
    is_atom,
    local_name,
    name_of,
)
from feedkit.parsers.syndication.feed_links import page_url, permalink
from feedkit.parsers.syndication.feed_media import is_of_image
from feedkit.values.plain_text import clean_line, clean_text
from feedkit.values.sanitising import sanitised_html
from feedkit.values.syndication_terms import text_and_type
from feedkit.values.urls import split_url

HTML_TYPES = ("html", "text/html")
TEXT_TYPES = ("", "text", "text/plain")
XHTML_TYPES = ("xhtml", "application/xhtml+xml")
HTML_ELEMENTS = ("description", "content:encoded", "xhtml:body", "media:description")  # HTML, if untyped
RELATIVE = re.compile(r"""<[a-z][^<>]*?\s(?:src|href)\s*+=\s*+["']?+(?![a-z][a-z0-9+.-]*:|#|["'\s>])""", re.I)
NO_BASE = Problem(
    rule="no-base",
    message="relative links and pictures left out: wanted the address of the feed or its page, found none",
    where="feed, url",
)
CONTENTS = ("content:encoded", "content", "xhtml:body")
SUMMARIES = (
    "summary",
    "description",
    "itunes:summary",
    "media:description",
    "dc:description",
    "itunes:subtitle",
)
OUR_SUMMARIES = ("summary", "description")


def line(document: Document, children: Children, *names: str) -> str | None:
    """Return the first text of elements of these names, as plain text on one line."""
    for name in names:
        for element in children.all(name):
            text = clean_line(_plain(document, element, is_html=name == "description"))
            if text:
                return text
    return None


def plain(document: Document, element: etree._Element) -> str | None:
    """Return the plain text of an element that is for text, its lines kept."""
    return _plain(document, element, is_html=False)


def summary_and_content(
    document: Document, item: Children, title: str | None
) -> tuple[str | None, str | None]:
    """Return an entry's summary as text, and its content as HTML.

    As readers take them: a description with markup is the content, a content of nothing but text a summary.
    """
    names = OUR_SUMMARIES if document.is_ours else SUMMARIES
    shorts = [one for one in item.all(*names) if _is_filled(one) and not is_of_image(document, one)]
    long = _content_element(document, item)
    if (
        long is None
        and (long := next((one for one in shorts if _has_markup(document, one)), None)) is not None
    ):
        return _summary_beside(document, shorts, long, title), _html(document, item, long)
    short = shorts[0] if shorts else None
    summary = None if short is None else _plain(document, short, is_html=_is_html(short))
    distinct = None if summary == title and not document.is_ours else summary
    if long is None:
        return distinct, None
    text, is_html = _markup(document, long, is_html=_is_html(long))
    shown = clean_text(plain_text(text)) if is_html else clean_text(text)
    if not is_html and summary is None:
        return (None if shown == title else shown), None
    if shown in (title, summary) and _is_stand_in(document, item, (text, is_html), shown):
        return summary, None
    return distinct, _html(document, item, long)


def _summary_beside(
    document: Document, shorts: list[etree._Element], long: etree._Element, title: str | None
) -> str | None:
    """Return the text of another summary than the one that is the content; not a text about a media file."""
    whole = _plain(document, long, is_html=_is_html(long))
    others = (one for one in shorts if one is not long and name_of(one) != "media:description")
    texts = (_plain(document, one, is_html=_is_html(one)) for one in others)
    return next((text for text in texts if text not in (None, whole, title)), None)


def _html(document: Document, item: Children, element: etree._Element) -> str | None:
    text, is_html = _markup(document, element, is_html=_is_html(element))
    base = _base(document, item, element)
    return content_html(text, base, document.dates.problems) if is_html else paragraphs(text)


def _base(document: Document, item: Children, element: etree._Element) -> str | None:
    """Return the address that references in a text are relative to: xml:base, or else the document's in Atom.

    In RSS nothing says it: texts are taken from pages, so it is the entry's page, if that is of the same
    host as the feed's, or else the feed's page.
    """
    base = document.base(element[0] if len(element) == 1 else element)  # XHTML's only `div` may have its own
    if is_atom(element) or base != document.url:
        return base
    page = page_url(document, item) or permalink(item)
    if page and document.home and split_url(page).hostname != split_url(document.home).hostname:
        page = None
    return page or document.home or base


def content_html(markup: str | None, base: str | None, problems: list[Problem]) -> str | None:
    """Return HTML sanitised; relative addresses in it that lead nowhere without a base are reported once."""
    if base is None and markup and RELATIVE.search(markup) and NO_BASE not in problems:
        problems.append(NO_BASE)
    return sanitised_html(markup, base)


def _is_stand_in(document: Document, item: Children, content: tuple[str, bool], shown: str | None) -> bool:
    """Return whether a content is only there because there is no link (RFC 4287, section 4.1.2).

    feedkit writes such contents.
    """
    text, kind = text_and_type(shown or "")
    return is_atom(item.element) and content == (text, kind == "html") and page_url(document, item) is None


def _content_element(document: Document, item: Children) -> etree._Element | None:
    """Return the content, HTML before text; not one that is elsewhere, or of another type."""
    contents = [one for one in item.all(*CONTENTS) if _holds_text(one)]
    return max(contents, key=lambda one: _markup(document, one, is_html=_is_html(one))[1], default=None)


def _holds_text(content: etree._Element) -> bool:
    kind = (content.get("type") or "").strip().lower()
    if content.get("src") is not None or kind not in (*TEXT_TYPES, *HTML_TYPES, *XHTML_TYPES):
        return False
    return _is_filled(content)


def _is_filled(element: etree._Element) -> bool:
    return bool(len(element) or (element.text or "").strip())


def _has_markup(document: Document, element: etree._Element) -> bool:
    text, is_html = _markup(document, element, is_html=_is_html(element))
    return is_html and has_markup(text)


def _is_html(element: etree._Element) -> bool:
    """Return whether an element of RSS is HTML unless it says otherwise."""
    return name_of(element) in HTML_ELEMENTS


def _plain(document: Document, element: etree._Element, *, is_html: bool) -> str | None:
    """Return the plain text of an element, its lines kept; `is_html` is as for `_markup`."""
    text, is_html = _markup(document, element, is_html=is_html)
    return clean_text(plain_text(text)) if is_html else clean_text(text)


def _markup(document: Document, element: etree._Element, *, is_html: bool) -> tuple[str, bool]:
    """Return the text of an element, and whether that is HTML (RFC 4287, section 3.1).

    Atom 0.3 has media types, and a mode beside them. In RSS nothing says which it is: `is_html` is whether
    the element is for HTML; one for text is HTML if it looks so.
    """
    declared = (element.get("type") or "").strip().lower() if is_atom(element) else ""
    if element.get("mode") == "base64":
        return _from_base64(inner_text(element)), declared in HTML_TYPES
    if len(element):
        return _inner_html(element), True
    text = element.text or ""
    if declared:
        return text, declared in HTML_TYPES
    if is_atom(element):
        return text, False
    return text, is_html or (not document.is_ours and looks_like_html(text))


def _inner_html(element: etree._Element) -> str:
    """Return elements as HTML: XHTML without prefixes and its outermost `div` (RFC 4287, section 3.1.1.3)."""
    element = deepcopy(element)
    for inner in element.iter(etree.Element):
        inner.tag = local_name(inner)
    etree.cleanup_namespaces(element)
    if len(element) == 1 and element[0].tag == "div" and not (element.text or "").strip():
        element = element[0]
    parts = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return escape(element.text or "", quote=False) + "".join(parts)


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return text
