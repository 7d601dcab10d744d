"""The addresses in a feed in XML: links of RSS and Atom, permalinks, pages of the feed, stylesheets."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from lxml import etree

from feedkit.model import Paging
from feedkit.parsers.syndication.feed_elements import Children, Document, inner_text, rdf_about
from feedkit.values.syndication_terms import PAGING_RELATIONS
from feedkit.values.urls import absolute_url

RELATION = "http://www.iana.org/assignments/relation/"  # RFC 4287, section 4.2.7.2
PAGE_TYPES = ("text/html", "application/xhtml+xml")


def address(document: Document, children: Children, *names: str) -> str | None:
    """Return the first address that is the text of an element of these names."""
    urls = (document.absolute_url(inner_text(element), element) for element in children.all(*names))
    return next(filter(None, urls), None)


def links(children: Children, relation: str) -> Iterator[etree._Element]:
    """Yield the links of Atom (RFC 4287, section 4.2.7) of one relation; they stand in RSS too."""
    for element in children.all("link"):
        own = (element.get("rel") or "alternate").strip().lower().removeprefix(RELATION)
        if own == relation and element.get("href") is not None:
            yield element


def link(document: Document, children: Children, relation: str) -> str | None:
    """Return the address of the first link of Atom of one relation."""
    urls = (document.absolute_url(one.get("href"), one) for one in links(children, relation))
    return next(filter(None, urls), None)


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


def paging(document: Document, channel: Children) -> Paging | None:
    """Return the other documents of a feed (RFC 5005)."""
    urls = {field: link(document, channel, relation) for field, relation in PAGING_RELATIONS.items()}
    pages = Paging(archive=bool(channel.all("fh:archive")), complete=bool(channel.all("fh:complete")), **urls)
    return pages if pages != Paging() else None


def stylesheet(document: Document, root: etree._Element) -> str | None:
    """Return the address of the CSS that the document names before its root; browsers drop XSLT."""
    for instruction in root.itersiblings(etree.ProcessingInstruction, preceding=True):
        if instruction.get("type") == "text/css":
            url = absolute_url(unescape(instruction.get("href") or ""), document.url)
            if url:
                return url
    return None


def is_no_page(element: etree._Element) -> bool:
    """Return whether a link or content says that it is of another type than HTML."""
    return (element.get("type") or "text/html").strip().lower() not in PAGE_TYPES
