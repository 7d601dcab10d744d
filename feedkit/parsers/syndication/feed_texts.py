"""The texts in a feed in XML: plain or HTML, in the ways of RSS, Atom 0.3 and Atom 1.0."""

from __future__ import annotations

import base64
import binascii
from copy import deepcopy
from html import escape

from lxml import etree

from feedkit.parsers.constructs import has_markup, looks_like_html, paragraphs, plain_text
from feedkit.parsers.syndication.feed_elements import Children, Document, inner_text, is_atom, name_of
from feedkit.parsers.syndication.feed_links import page_url
from feedkit.values.plain_text import clean_line, clean_text
from feedkit.values.sanitising import sanitised_html
from feedkit.values.syndication_terms import text_and_type

HTML_TYPES = ("html", "text/html")
TEXT_TYPES = ("", "text", "text/plain")
XHTML_TYPES = ("xhtml", "application/xhtml+xml")
HTML_ELEMENTS = ("description", "content:encoded", "xhtml:body", "media:description")  # HTML, if untyped
CONTENTS = ("content:encoded", "content", "xhtml:body")
SUMMARIES = (
    "summary",
    "description",
    "itunes:summary",
    "media:description",
    "dc:description",
    "itunes:subtitle",
)


def line(document: Document, children: Children, *names: str) -> str | None:
    """Return the first text of elements of these names, as plain text on one line."""
    for name in names:
        for element in children.all(name):
            text = clean_line(_plain(document, element, is_html=name == "description"))
            if text:
                return text
    return None


def summary_and_content(
    document: Document, item: Children, title: str | None
) -> tuple[str | None, str | None]:
    """Return an entry's summary as text, and its content as HTML.

    As readers take them: a description with markup is the content, a content of nothing but text a summary.
    """
    short = next((one for one in item.all(*SUMMARIES) if len(one) or (one.text or "").strip()), None)
    long = _content_element(document, item)
    if long is None and short is not None and _has_markup(document, short):
        short, long = None, short
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
    return distinct, sanitised_html(text, document.base(long)) if is_html else paragraphs(text)


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
    return bool(len(content) or (content.text or "").strip())


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
        inner.tag = etree.QName(inner).localname
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
