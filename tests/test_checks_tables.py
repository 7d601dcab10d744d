"""Every row of the tables of elements is read: nonsense in it, or an attribute missing, is found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from feedkit.checks import Report, check
from feedkit.checks.atom_rules import ATOM, ATOM_IN_RSS, FEED
from feedkit.checks.extensions import EXTENSIONS
from feedkit.checks.rss_rules import RSS
from feedkit.checks.value_rules import anything
from feedkit.checks.vocabulary import Attribute, Element, Extension

NONSENSE = ("", "not [valid]", "<b>bold", "x" * 5000)
OF_RSS = tuple(extension for extension in (*EXTENSIONS, ATOM_IN_RSS) if extension.elements)
ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;"})


def rows() -> Iterator[tuple[Extension, Element]]:
    for extension in OF_RSS:
        for row in extension.elements or ():
            if {"channel", "item"} & set(row.where):
                yield extension, row


def attributes(row: Element, value: str | None = None, of: Attribute | None = None) -> str:
    """The required attributes with something in them, and one with a value."""
    required = [attribute for attribute in row.attributes if attribute.required and attribute is not of]
    pairs = [(attribute.name, "1") for attribute in required]
    if of is not None and value is not None:
        pairs.append((of.name, value))
    return "".join(f' {name}="{text.translate(ESCAPED)}"' for name, text in pairs)


def feed(row: Element, inside: str, told: str) -> bytes:
    """An RSS feed with one element of an extension in it, where it may stand."""
    names = "".join(f' xmlns:{extension.prefix}="{extension.uri}"' for extension in EXTENSIONS)
    element = f"<{row.name}{told}>{inside}</{row.name}>"
    channel, item = (element, "") if "channel" in row.where else ("", element)
    return (
        f'<rss version="2.0" xmlns:atom="{ATOM}"{names}><channel><title>a</title>'
        f"<link>https://a.example/</link><description>b</description>{channel}"
        f"<item><title>c</title>{item}</item></channel></rss>"
    ).encode()


def about(report: Report, element: str) -> list[str]:
    return [finding.rule for finding in report.findings if finding.element.endswith(element)]


VALUES = [row for _, row in rows() if row.value not in (None, anything)]
ATTRIBUTES = [
    (row, attribute) for _, row in rows() for attribute in row.attributes if attribute.value is not anything
]
REQUIRED = [(row, attribute) for _, row in rows() for attribute in row.attributes if attribute.required]


@pytest.mark.parametrize("row", VALUES, ids=lambda row: f"{row.name} in {row.where[0]}")
def test_the_text_of_each_element_is_looked_at(row: Element) -> None:
    texts = [text.translate(ESCAPED) for text in NONSENSE]
    assert any(about(check(feed(row, text, attributes(row))), row.name) for text in texts)


@pytest.mark.parametrize(("row", "attribute"), ATTRIBUTES, ids=lambda it: it.name)
def test_each_attribute_is_looked_at(row: Element, attribute: Attribute) -> None:
    name = f"{row.name}@{attribute.name}"
    assert any(about(check(feed(row, "1", attributes(row, text, attribute))), name) for text in NONSENSE)


@pytest.mark.parametrize(("row", "attribute"), REQUIRED, ids=lambda it: it.name)
def test_each_required_attribute_is_missed(row: Element, attribute: Attribute) -> None:
    report = check(feed(row, "1", attributes(row, None, attribute)))
    assert "missing-attribute" in about(report, f"{row.name}@{attribute.name}")


@pytest.mark.parametrize("extension", OF_RSS, ids=lambda extension: extension.prefix)
def test_a_namespace_knows_its_own_elements_only(extension: Extension) -> None:
    report = check(feed(Element(f"{extension.prefix}:noSuchThing", where=("item",)), "", ""))
    rule = "new-extension-element" if extension.grows else "unknown-extension-element"
    assert rule in about(report, f"{extension.prefix}:noSuchThing")


def leaves(row: Element, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Element]]:
    for child in row.children:
        if child.value not in (None, anything):
            yield (*path, row.name), child
        yield from leaves(child, (*path, row.name))


CORE = [(RSS, path, leaf) for path, leaf in leaves(RSS)] + [(FEED, path, leaf) for path, leaf in leaves(FEED)]


@pytest.mark.parametrize(
    ("root", "path", "leaf"), CORE, ids=["/".join((*path, leaf.name)) for _, path, leaf in CORE]
)
def test_the_text_of_each_element_of_a_format_is_looked_at(
    root: Element, path: tuple[str, ...], leaf: Element
) -> None:
    start = "".join(f"<{name}>" for name in path[1:])
    end = "".join(f"</{name}>" for name in reversed(path[1:]))
    told = f' xmlns="{ATOM}"' if root is FEED else ' version="2.0"'
    for text in NONSENSE:
        inner = f"{start}<{leaf.name}>{text.translate(ESCAPED)}</{leaf.name}>{end}"
        report = check(f"<{root.name}{told}>{inner}</{root.name}>")
        if about(report, f"{path[-1]}/{leaf.name}"):
            return
    pytest.fail("no nonsense was found in it")
