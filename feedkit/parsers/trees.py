"""XML that is not trusted, as a tree: nothing is loaded, no entity expanded, depth and sizes are bounded."""

from __future__ import annotations

from lxml import etree


def tree(content: str, url: str | None = None, *, recover: bool = False) -> etree._Element:
    """Return the root of a document.

    Args:
        content: the document. The encoding that it declares is ignored, as it is decoded already.
        url: its address, which relative addresses in it are resolved against.
        recover: whether to read a document that is not well-formed too, as far as that is possible.

    Raises:
        etree.XMLSyntaxError: it is not well-formed, or nested deeper than 256 elements, or has a text of more
            than 10 MB.
    """
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        huge_tree=False,
        recover=recover,
    )
    return etree.fromstring(content.strip("\ufeff \t\r\n").encode("utf-8", "replace"), parser, base_url=url)
