"""Elements of any namespace, alike in Atom and RSS."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from feedkit.model import Element
from feedkit.values.element_names import customary_prefix
from feedkit.writers.elements import INDENT, Lines

AROUND = "around"  # the name of any element that an extension stands in


def add_extensions(lines: Lines, extensions: Sequence[Element]) -> None:
    """Extensions, each with the namespaces that it uses: by their customary prefixes, or as ns1, ns2…"""
    if not extensions:
        return
    depth = len(lines.path)
    root = parent = etree.Element(AROUND, nsmap=dict(lines.namespaces))
    for _ in range(1, depth):
        parent = etree.SubElement(parent, AROUND)
    for extension in extensions:
        prefixes: dict[str, str] = {}
        for namespace in dict.fromkeys(_namespaces(extension)):
            prefix = customary_prefix(namespace) or f"ns{len(prefixes) + 1}"
            prefixes[prefix] = namespace
        _add_extension(parent, extension, prefixes)
    etree.cleanup_namespaces(root)
    used = set(filter(None, root.nsmap))
    written = etree.tostring(root, pretty_print=True, encoding="unicode")
    ends = "".join(f"{INDENT * level}</{AROUND}>\n" for level in reversed(range(depth)))
    lines.add_markup(written.split("\n", depth)[-1].removesuffix(ends), used)


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
