"""XHTML that stands as elements in an XML feed, and other XML that Atom may hold."""

from __future__ import annotations

from feedkit.checks.content import tag_faults
from feedkit.checks.element_rules import report_namespace
from feedkit.checks.findings import Rule, shown
from feedkit.checks.value_rules import markup_in
from feedkit.checks.vocabulary import FOREIGN, SEPARATOR, Context, Element, Node, Plan

RULES = (
    Rule(
        "markup-without-namespace",
        "error",
        "XHTML in a feed is in the namespace of XHTML.",
        'Write xmlns="http://www.w3.org/1999/xhtml" on the <div>.',
        "RFC 4287, section 3.1.1.3",
    ),
    Rule(
        "escaped-markup",
        "warning",
        "XHTML is written as elements: escaped tags in it are shown literally.",
        'Unescape the tags, or declare type="html".',
        "RFC 4287, section 3.1.1.3",
    ),
)

XHTML = "http://www.w3.org/1999/xhtml"
BESIDE_XHTML = frozenset({"http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"})


def inside_xhtml(parent: Node, name: str, attributes: dict[str, str], context: Context) -> Plan:
    """Return the plan for an element of XHTML, or inside of one."""
    uri, _, local = name.rpartition(SEPARATOR)
    if uri != XHTML and uri not in BESIDE_XHTML:
        _report_other(parent, name, uri, context)
        return FOREIGN
    plain = ((key, value) for key, value in attributes.items() if SEPARATOR not in key)
    for fault in tag_faults(local, plain):
        found = fault.found or "it"
        context.report_child(fault.rule, parent, name, wanted=fault.wanted, found=found)
    return MARKUP


def _report_other(parent: Node, name: str, uri: str, context: Context) -> None:
    """Report an element that is no XHTML: one of the feed's own, or of an extension."""
    vocabulary = context.vocabulary
    assert vocabulary is not None
    extension = vocabulary.extensions.get(uri)
    if uri in ("", vocabulary.namespace):
        wanted, found = f"the namespace {XHTML}", shown(uri) if uri else "none"
        context.report_child("markup-without-namespace", parent, name, wanted=wanted, found=found)
    elif extension is not None and extension.elements is not None:
        rule = "unusual-extension" if extension.anywhere else "misplaced-extension"
        context.report_child(rule, parent, name, wanted="XHTML", found=f"<{context.shown(name)}>")
    else:
        report_namespace(parent, name, context)


def _no_escaped_tags(node: Node, context: Context) -> None:
    markup = markup_in(node.text)
    if markup and markup.startswith("<"):
        context.report("escaped-markup", node, wanted="elements", found=f"the text {shown(markup)}")


MARKUP = Plan(
    name="markup",
    row=Element("markup"),
    inside=inside_xhtml,
    check=_no_escaped_tags,
    keeps_text=True,
    free=True,
)
