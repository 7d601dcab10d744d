"""What may stand where: an element and its attributes, held against the plan of the element they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from feedkit.checks.findings import Rule, shown
from feedkit.checks.url_rules import iri_reference
from feedkit.checks.value_rules import optional_language
from feedkit.checks.vocabulary import (
    FOREIGN,
    IGNORED,
    SEPARATOR,
    XML,
    Check,
    Context,
    Element,
    Extension,
    Node,
    Plan,
    key,
    roughly,
)

RULES = (
    Rule(
        "misspelt-namespace",
        "warning",
        "The name of a namespace is compared letter by letter: another spelling is another namespace.",
        "Copy the name from its specification: case, http or https, and a / at the end all count.",
        "Namespaces in XML, section 2.3",
    ),
    Rule(
        "media-namespace",
        "error",
        "The name of the namespace of Media RSS ends with a slash.",
        "Write http://search.yahoo.com/mrss/.",
        "Media RSS 1.5.1, namespace declaration",
    ),
    Rule(
        "unknown-namespace",
        "warning",
        "An extension is one that readers know.",
        "Check its spelling, and whether any reader uses it.",
        "RSS 2.0, extending RSS; RFC 4287, section 6",
    ),
    Rule(
        "unknown-element",
        "error",
        "An element is defined where it stands, or belongs to a namespace of its own.",
        "Remove it, correct its name, move it where it belongs, or give it a namespace.",
    ),
    Rule(
        "unknown-extension-element",
        "error",
        "A namespace defines the elements that are used of it.",
        "Correct the name; upper and lower case count.",
    ),
    Rule(
        "new-extension-element",
        "warning",
        "An element of a namespace that still grows is one that it defines so far.",
        "Check its spelling; leave it if it is newer than these rules.",
    ),
    Rule(
        "misplaced-extension",
        "error",
        "An element of an extension stands where the extension puts it.",
        "Move it: readers will not look for it here.",
    ),
    Rule(
        "unusual-extension",
        "warning",
        "An element that may describe anything stands where readers look for it.",
        "Move it to the feed or to an entry: readers will not look for it here.",
    ),
    Rule(
        "no-namespace",
        "error",
        "In RSS, an element that RSS does not define is in a namespace.",
        "Give it the prefix of the element it stands in.",
        "RSS 2.0, extending RSS",
    ),
    Rule(
        "unknown-attribute",
        "error",
        "An attribute is defined for its element, or belongs to a namespace of its own.",
        "Remove it or correct its name; upper and lower case count.",
    ),
    Rule("missing-element", "error", "Every required element is there.", "Add the element."),
    Rule("missing-attribute", "error", "Every required attribute is there.", "Add the attribute."),
    Rule(
        "duplicate-element", "error", "An element is not repeated where one is allowed.", "Keep one of them."
    ),
    Rule(
        "unexpected-text",
        "error",
        "Text stands only in elements that hold text.",
        "Remove the text, or put it in an element.",
    ),
)

SLASHLESS_MEDIA_RSS = "http://search.yahoo.com/mrss"


def plan_of_child(parent: Node, name: str, attributes: dict[str, str], context: Context) -> Plan:
    """Return the plan for a child that its parent's table does not name; report it where it is wrong."""
    if parent.plan.inside is not None:
        return parent.plan.inside(parent, name, attributes, context)
    vocabulary = context.vocabulary
    assert vocabulary is not None
    uri, _, local = name.rpartition(SEPARATOR)
    if not parent.plan.open:
        holds = "text only" if parent.plan.keeps_text else "no such element in it"
        return _unknown("unknown-element", parent, name, holds, context)
    if uri == vocabulary.namespace:
        return _unknown("unknown-element", parent, name, "an element that is defined here", context)
    extension = vocabulary.extensions.get(uri)
    if extension is None:
        report_namespace(parent, name, context)
        return FOREIGN
    if extension.inside is not None:
        return extension.inside(parent, name, attributes, context)
    if extension.elements is None:
        return FOREIGN
    if name not in vocabulary.elsewhere and extension.prefix == "dc" and "." in local:  # dc:date.created
        name = key(uri, local.partition(".")[0])
        return parent.plan.children.get(name) or plan_of_child(parent, name, attributes, context)
    return _plan_of_extension(extension, vocabulary.elsewhere.get(name), parent, name, context)


def _plan_of_extension(
    extension: Extension, plan: Plan | None, parent: Node, name: str, context: Context
) -> Plan:
    """Report an element that its extension does not define, or not for this parent."""
    if plan is None:
        wanted = f"an element of {extension.spec}"
        rule = "new-extension-element" if extension.grows else "unknown-extension-element"
        return _unknown(rule, parent, name, wanted, context, extension.spec)
    rule = "unusual-extension" if extension.anywhere else "misplaced-extension"
    wanted = f"it inside of {' or '.join(plan.row.where)}"
    _unknown(rule, parent, name, wanted, context, extension.spec)
    return plan


def _unknown(rule: str, parent: Node, name: str, wanted: str, context: Context, spec: str = "") -> Plan:
    context.report_child(rule, parent, name, wanted=wanted, found=f"<{context.shown(name)}>", spec=spec)
    return IGNORED


def report_namespace(parent: Node, name: str, context: Context) -> None:
    """Report a namespace that is not one of those known, once in a document."""
    uri, _, _ = name.rpartition(SEPARATOR)
    if context.vocabulary is None or uri in context.reported_namespaces:
        return
    context.reported_namespaces.add(uri)
    meant = context.vocabulary.spellings.get(roughly(uri))
    rule = "misspelt-namespace" if meant else "unknown-namespace"
    if uri == SLASHLESS_MEDIA_RSS:
        rule = "media-namespace"
    wanted = meant or "a namespace that readers know"
    context.report_child(rule, parent, name, wanted=wanted, found=shown(uri) if uri else "no namespace")


def report_no_namespace(parent: Node, name: str, context: Context) -> None:
    """Report an element without a namespace inside of an extension of RSS."""
    vocabulary = context.vocabulary
    if vocabulary is not None and not vocabulary.namespace and parent.plan is FOREIGN:
        context.findings.add(
            "no-namespace", context.here(), name, wanted="a namespace", found=f"<{name}> without one"
        )


def check_times(node: Node, parent: Node, context: Context) -> None:
    """Count an element in its parent, and report one too many."""
    name = node.plan.name
    times = parent.counts.get(name, 0) + 1
    parent.counts[name] = times
    if times > 1 and node.plan.once:
        context.report("duplicate-element", node, wanted=f"one <{name}>", found=f"{_ordinal(times)} one")


def before(sibling: str, rule: str, rows: Iterable[Element]) -> Iterator[Element]:
    """Return rows that do what they did, and report an element that stands after a sibling."""
    for row in rows:
        yield replace(row, check=_and_before(sibling, rule, row.check))


def _and_before(sibling: str, rule: str, check: Check | None) -> Check:
    def checks(node: Node, context: Context) -> None:
        if check is not None:
            check(node, context)
        if node.parent is not None and sibling in node.parent.counts:
            wanted, found = f"<{node.plan.name}> before each <{sibling}>", f"it after an <{sibling}>"
            context.report(rule, node, wanted=wanted, found=found)

    return checks


def check_children(node: Node, context: Context) -> None:
    """Report the children that an element must have and has not."""
    for child in node.plan.required_children:
        if child not in node.counts:
            context.report("missing-element", node, wanted=f"<{child}> in it", found="none")


def check_attributes(node: Node, context: Context) -> None:
    """Hold the attributes of an element against its plan."""
    known = node.plan.attributes
    for name, value in node.attributes.items():
        attribute = known.get(name)
        if attribute is None:
            _other_attribute(node, name, value, context)
        else:
            context.report_faults(node, value, attribute.value, attribute.name)
    for name in node.plan.required_attributes:
        if name not in node.attributes:
            local = known[name].name
            context.report(
                "missing-attribute", node, wanted=f"the attribute {local}", found="none", attribute=local
            )


def _other_attribute(node: Node, name: str, value: str, context: Context) -> None:
    """Look at an attribute that the plan of its element does not name."""
    vocabulary = context.vocabulary
    assert vocabulary is not None
    uri, _, local = name.rpartition(SEPARATOR)
    extension = vocabulary.extensions.get(uri)
    if uri == XML and local in ("base", "id", "lang", "space"):
        _xml_attribute(node, local, value, context)
    elif uri in ("", XML) or (extension and extension.elements is not None and not extension.anywhere):
        own = context.shown(name)
        wanted = "an attribute that is defined here"
        context.report("unknown-attribute", node, wanted=wanted, found=f'{own}="…"', attribute=own)
    elif extension is None and uri != vocabulary.namespace:
        report_namespace(node, name, context)


def _xml_attribute(node: Node, local: str, value: str, context: Context) -> None:
    if local == "lang":
        context.report_faults(node, value, optional_language, "xml:lang")
    elif local == "base":
        node.base = value
        context.report_faults(node, value, iri_reference, "xml:base")


def _ordinal(number: int) -> str:
    return {2: "a second", 3: "a third"}.get(number, f"a {number}th")
