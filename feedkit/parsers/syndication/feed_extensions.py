"""What a feed in XML says in elements of other namespaces that no field of the model holds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from lxml import etree

from feedkit.errors import mismatch
from feedkit.model import Element
from feedkit.parsers.syndication.feed_elements import Children, Document
from feedkit.values.element_names import has_active_namespace, whole_name
from feedkit.values.extension_values import BOUNDS, MAX_ELEMENTS, OF_RSS, usable_elements

MAX_QUOTED = 60  # characters of a name that a Problem quotes
LEFT_OUT = "extension-left-out"


def extensions(
    document: Document, children: Children, where: str, *, in_feed: bool = False
) -> tuple[Element, ...]:
    """Return the extensions of an entry, or of the feed itself; a Problem says what is left out.

    Args:
        document: the document.
        children: what the entry or the feed holds.
        where: the entry and field, for the Problem.
        in_feed: whether they are the feed's own.
    """
    foreign = children.foreign
    if document.is_ours:  # it has links that are for browsers alone
        foreign = [one for one in foreign if not has_active_namespace(str(one.tag))]
    if not foreign:
        return ()

    def report(wanted: str, found: str) -> None:
        document.dates.problems.append(mismatch(LEFT_OUT, wanted, found, where))

    elements: list[Element] = []
    count = 0
    for one in foreign:
        count += sum(1 for _ in islice(one.iter(), MAX_ELEMENTS + 1))
        if count > MAX_ELEMENTS:
            report(f"no more than {BOUNDS} of extensions", "more")
            break
        try:
            made = _element(one)
        except ValueError:
            name = repr(str(one.tag)[:MAX_QUOTED])
            report("an element whose names are ASCII, of known prefixes, and not XML's own", name)
            continue
        if in_feed or made.name not in OF_RSS:
            elements.append(made)
    return usable_elements(elements, document.base(children.element), report, in_feed=in_feed)


def _element(xml: etree._Element) -> Element:
    """Return an element of the model; ValueError for one with names that it cannot have.

    A text with elements in it becomes plain text.
    """
    parts = [one for one in xml if isinstance(one.tag, str)]
    is_mixed = any((one.tail or "").strip() for one in xml)
    text = "".join(xml.itertext()) if is_mixed else xml.text or ""
    return Element(
        name=whole_name(str(xml.tag)) or "",
        text=text,
        attributes=dict(_attributes(xml)),
        children=() if is_mixed else tuple(map(_element, parts)),
    )


def _attributes(xml: etree._Element) -> Iterable[tuple[str, str]]:
    for name, value in xml.attrib.items():
        whole = name if str(name)[:1] == "{" else whole_name(str(name))
        if whole and not has_active_namespace(str(whole)):
            yield str(whole), str(value)
