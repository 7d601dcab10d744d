"""XML from strangers as a tree: nothing is loaded, no entity expanded, depth and sizes are bounded."""

from __future__ import annotations

from lxml import etree


def tree(content: str, url: str | None = None, *, mend: bool = False) -> etree._Element:
    """The root of a document.

    Args:
        content: the document; what it declares of its encoding is past.
        url: its address, the base of what is relative in it.
        mend: also read what is not well-formed, as far as that goes.

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
        recover=mend,
    )
    return etree.fromstring(content.strip("\ufeff \t\r\n").encode("utf-8", "replace"), parser, base_url=url)
