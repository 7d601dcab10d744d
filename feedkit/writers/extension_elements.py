"""Elements of any namespace, alike in Atom and RSS."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from feedkit.model import Element
from feedkit.values.element_names import customary_prefix


def add_extensions(parent: etree._Element, extensions: Sequence[Element]) -> None:
    """Extensions, each with the namespaces that it uses: by their customary prefixes, or as ns1, ns2…"""
    for extension in extensions:
        prefixes: dict[str, str] = {}
        for namespace in dict.fromkeys(_namespaces(extension)):
            prefix = customary_prefix(namespace) or f"ns{len(prefixes) + 1}"
            prefixes[prefix] = namespace
        _add_extension(parent, extension, prefixes)


def _namespaces(element: Element) -> Iterator[str]:
    for name in (element.name, *element.attributes):
        if name[:1] == "{":
            yield name[1 : name.index("}")]
    for child in element.children:
        yield from _namespaces(child)


def _add_extension(parent: etree._Element, element: Element, prefixes: dict[str, str]) -> None:
    made = etree.SubElement(parent, element.name, dict(element.attributes), nsmap=prefixes)
    made.text = element.text or None
    for child in element.children:
        _add_extension(made, child, {})
