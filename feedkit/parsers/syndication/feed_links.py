"""The addresses in a feed in XML: links of RSS and Atom, permalinks, pages of the feed, stylesheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import unescape

from lxml import etree

from feedkit.model import Link, Paging
from feedkit.model.extension import PREFIXES
from feedkit.parsers.constructs import count
from feedkit.parsers.syndication.feed_elements import Children, Document, inner_text, rdf_about
from feedkit.values.plain_text import clean_line
from feedkit.values.syndication_terms import NO_STYLESHEET, PAGING_RELATIONS
from feedkit.values.urls import absolute_url

RELATION = "http://www.iana.org/assignments/relation/"  # RFC 4287, section 4.2.7.2
COUNT = f"{{{PREFIXES['thr']}}}count"
RESOURCE = f"{{{PREFIXES['rdf']}}}resource"
PAGE_TYPES = ("text/html", "application/xhtml+xml")


def address(document: Document, children: Children, *names: str) -> str | None:
    """Return the first address that is the text of an element of these names."""
    urls = (document.absolute_url(inner_text(element), element) for element in children.all(*names))
    return next(filter(None, urls), None)


def links(children: Children, relation: str) -> Iterator[etree._Element]:
    """Yield the links of Atom (RFC 4287, section 4.2.7) of one relation; they stand in RSS too."""
    return (element for element in children.all("link") if relation_of(element) == relation)


def relation_of(element: etree._Element) -> str:
    """Return the relation of a link of Atom, "" for another link."""
    if element.get("href") is None:
        return ""
    return (element.get("rel") or "alternate").strip().removeprefix(RELATION).lower() or "alternate"


def link(document: Document, children: Children, relation: str) -> str | None:
    """Return the address of the first link of Atom of one relation."""
    return next(link_urls(document, children, relation), None)


def link_urls(document: Document, children: Children, relation: str) -> Iterator[str]:
    """Return the addresses of the links of Atom of one relation."""
    urls = (document.absolute_url(one.get("href"), one) for one in links(children, relation))
    return filter(None, urls)


def page_url(document: Document, children: Children) -> str | None:
    """Return the page's address: RSS's link, or Atom's (HTML before other types), or a content's `src`.

    FeedBurner counts clicks by links of its own, and keeps the page's beside them.
    """
    alternates = sorted(links(children, "alternate"), key=is_no_page)
    urls = [document.absolute_url(one.get("href"), one) for one in alternates]
    urls += [
        document.absolute_url(one.get("src"), one) for one in children.all("content") if not is_no_page(one)
    ]
    return address(document, children, "feedburner:origlink", "link") or next(filter(None, urls), None)


def permalink(item: Children) -> str | None:
    """Return a guid that is an address (RSS 2.0, <guid>), or the address of an item in RSS 1.0."""
    for element in item.all("guid"):
        if (element.get("isPermaLink") or "true").strip().lower() != "false":
            return absolute_url(inner_text(element), None)
    return absolute_url(rdf_about(item.element), None)


def comments_url(document: Document, item: Children) -> str | None:
    """Return the address of the page with comments: RSS's <comments>, or a link to replies (RFC 4685)."""
    pages = (one for one in links(item, "replies") if not is_no_page(one))
    urls = (document.absolute_url(one.get("href"), one) for one in pages)
    return address(document, item, "comments") or next(filter(None, urls), None)


def comments_feed(document: Document, item: Children) -> str | None:
    """Return the address of the feed of an entry's comments: `wfw:commentRss`, or a link to replies."""
    feeds = (one for one in links(item, "replies") if is_no_page(one))
    urls = (document.absolute_url(one.get("href"), one) for one in feeds)
    return address(document, item, "wfw:commentrss") or next(filter(None, urls), None)


def comment_count(item: Children) -> int | None:
    """Return how many comments an entry has (slash; RFC 4685, sections 4 and 5)."""
    texts = (*item.texts("slash:comments", "thr:total"), *(one.get(COUNT) for one in links(item, "replies")))
    return next((number for text in texts if (number := count(text)) is not None), None)


def license_url(document: Document, children: Children) -> str | None:
    """Return the address of a licence, as Creative Commons' modules or Atom have it (RFC 4946)."""
    resources = (document.absolute_url(one.get(RESOURCE), one) for one in children.all("cc:license"))
    own = address(document, children, "creativecommons:license") or next(filter(None, resources), None)
    return own or link(document, children, "license")


def other_links(
    document: Document, children: Children, page: str | None, fields: Mapping[str, str]
) -> tuple[Link, ...]:
    """Return the links that no other field holds, each once.

    Args:
        document: the document.
        children: what the feed or the entry holds.
        page: the address of its page, which is a field of its own.
        fields: the fields that hold links of other relations.
    """
    found: dict[Link, None] = {}
    for element in children.all("link"):
        relation = relation_of(element)
        url = document.absolute_url(element.get("href"), element) if relation else None
        if url is None or relation in fields or (relation == "alternate" and url == page):
            continue
        link = Link(
            url=url,
            rel=relation,
            type=(element.get("type") or "").strip().lower() or None,
            language=clean_line(element.get("hreflang")),
            title=clean_line(element.get("title")),
            length=count(element.get("length")),
        )
        found[link] = None
    return tuple(found)


def paging(document: Document, channel: Children) -> Paging | None:
    """Return the other documents of a feed (RFC 5005)."""
    urls = {field: link(document, channel, relation) for field, relation in PAGING_RELATIONS.items()}
    pages = Paging(archive=bool(channel.all("fh:archive")), complete=bool(channel.all("fh:complete")), **urls)
    return pages if pages != Paging() else None


def stylesheet(document: Document, root: etree._Element) -> str | None:
    """Return the address of the CSS that a document names before its root; of XSL only where it is ours.

    A document of ours that names none has "none".
    """
    instructions = list(root.itersiblings(etree.ProcessingInstruction, preceding=True))
    sheets = [one for one in instructions if getattr(one, "target", "") == "xml-stylesheet"]
    types = ("text/css", "text/xsl") if document.is_ours else ("text/css",)
    for sheet in sheets:
        if sheet.get("type") in types:
            url = absolute_url(unescape(sheet.get("href") or ""), document.url)
            if url:
                return url
    return NO_STYLESHEET if document.is_ours and not sheets else None


def is_no_page(element: etree._Element) -> bool:
    """Return whether a link or content says that it is of another type than HTML."""
    return (element.get("type") or "text/html").strip().lower() not in PAGE_TYPES
