"""The elements of a feed in XML, by names of our own: without the prefixes and namespaces of the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from feedkit.parsers.syndication.feed_date_reader import DateReader
from feedkit.values.element_names import ATOM, PREFIXES_OF_NAMES, field_of, our_name
from feedkit.values.extension_values import OF_RSS
from feedkit.values.urls import absolute_url

UNKNOWN_OF_RSS = {name.lower() for name in OF_RSS}
WRAPPERS = ("media:group", "media:content")  # Media RSS: what is in them is about the entry


def name_of(element: etree._Element) -> str:
    """Return our name for an element, such as "title" or "dc:creator"; "" for one that is not read.

    It is in lower case, as feeds err in the case of letters.
    """
    return our_name(element.tag) if isinstance(element.tag, str) else ""


def with_known_namespace(root: etree._Element) -> None:
    """Rename the elements of a feed whose own namespace is misspelt, or of a version that is not known."""
    channel = next((one for one in root if local_name(one).lower() == "channel"), root)
    prefix = f"{{{ATOM[0]}}}" if local_name(root).lower() in ("feed", "entry") else ""
    for outer in (root, channel):
        namespace = str(outer.tag).rpartition("}")[0].removeprefix("{")
        if namespace.lower() not in PREFIXES_OF_NAMES:
            for element in root.iter(f"{{{namespace}}}*"):
                element.tag = prefix + local_name(element)


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace, or a prefix that none is declared for.

    It is "span" where nothing that can be a name is left.
    """
    name = str(element.tag).rpartition("}")[2].rpartition(":")[2]
    return name if name[:1].isalpha() else "span"


def is_atom(element: etree._Element) -> bool:
    """Return whether an element is of Atom 0.3 or 1.0."""
    return str(element.tag)[1:].lower().startswith(ATOM)


def inner_text(element: etree._Element) -> str:
    """Return all text in an element, without the blanks around it."""
    text = element.text or "" if not len(element) else "".join(element.itertext())
    return text.strip()


def rdf_about(element: etree._Element) -> str:
    """Return the address that identifies an item in RSS 1.0, "" where there is none."""
    return element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or ""


class Children:
    """The children of an element by their names, in the order of the document.

    element:  the element
    foreign:  those that no field of the model holds
    """

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.foreign: list[etree._Element] = []
        self._by_name: dict[str, list[etree._Element]] = defaultdict(list)
        self.add(element)

    def add(self, elements: Iterator[etree._Element] | etree._Element) -> None:
        """Add further elements as children, with the children of wrappers."""
        for element in elements:
            name = name_of(element)
            self._by_name[name].append(element)
            if (name == "" or ":" in name or name in UNKNOWN_OF_RSS) and not field_of(str(element.tag)):
                self.foreign.append(element)
            if name in WRAPPERS:
                self.add(element)

    def all(self, *names: str) -> list[etree._Element]:
        """Return the children of these names, those of the first name first."""
        return [element for name in names for element in self._by_name.get(name, ())]

    def texts(self, *names: str) -> Iterator[str]:
        """Yield the texts of the children of these names; blank ones are left out."""
        return (text for element in self.all(*names) if (text := inner_text(element)))

    def text(self, *names: str) -> str | None:
        """Return the first text of the children of these names, or None."""
        return next(self.texts(*names), None)


@dataclass(frozen=True, slots=True)
class Document:
    """What has to be known of a whole document to read one of its elements.

    url:        its address, or else that of the page that it is of
    home:       the address of that page
    has_bases:  whether it has xml:base anywhere
    is_ours:    whether feedkit wrote it: RSS leaves open what is text and what is HTML; of ours it is known
    dates:      reads its dates
    """

    url: str | None
    home: str | None
    has_bases: bool
    is_ours: bool
    dates: DateReader

    def base(self, element: etree._Element) -> str | None:
        """Return the address that references in an element are relative to (XML Base)."""
        if not self.has_bases:
            return self.url
        return absolute_url(element.base or "", self.url) or self.url

    def absolute_url(self, reference: str | None, element: etree._Element) -> str | None:
        """Return the absolute address of a reference in an element, or None."""
        return absolute_url(reference or "", self.base(element))
