"""The texts of Atom: titles, summaries and rights as text, HTML or XHTML, and content of any type."""

from __future__ import annotations

from feedkit.checks.content import html
from feedkit.checks.findings import Rule, shown
from feedkit.checks.inline import MARKUP, XHTML, inside_xhtml
from feedkit.checks.value_rules import base64, markup_in, some_text
from feedkit.checks.vocabulary import FOREIGN, IGNORED, Context, Node, Plan, key
from feedkit.values.media_types import is_media_type

RULES = (
    Rule(
        "text-type",
        "error",
        "The type of a text is text, html or xhtml.",
        'Write type="html" for escaped HTML, nothing for plain text; media types are for content only.',
        "RFC 4287, section 3.1.1",
    ),
    Rule(
        "markup-in-text",
        "error",
        "Text and escaped HTML hold no elements.",
        'Escape the markup (&lt;p&gt;), or write type="xhtml" and put a <div> around it.',
        "RFC 4287, sections 3.1.1.1, 3.1.1.2 and 4.1.3.3",
    ),
    Rule(
        "xhtml-div",
        "error",
        "XHTML is one <div> in the namespace of XHTML, with nothing before or after it.",
        'Put all of it in <div xmlns="http://www.w3.org/1999/xhtml">.',
        "RFC 4287, section 3.1.1.3",
    ),
    Rule(
        "undeclared-html",
        "warning",
        "HTML has its type: without one, readers show the tags themselves.",
        'Write type="html", or remove the tags and entities.',
        "RFC 4287, section 3.1.1.1",
    ),
    Rule(
        "content-type",
        "error",
        "The type of content is text, html, xhtml or a media type that is not composite.",
        "Use one of the three words, or a media type such as image/png.",
        "RFC 4287, section 4.1.3.1",
    ),
    Rule(
        "content-type-missing",
        "warning",
        "Content that is at another address (src) has a type.",
        "Add its media type.",
        "RFC 4287, section 4.1.3.2",
    ),
    Rule(
        "content-and-src",
        "error",
        "Content that is at another address (src) is empty in the feed.",
        "Remove the text, or the attribute src.",
        "RFC 4287, section 4.1.3.2",
    ),
    Rule(
        "mixed-content",
        "error",
        "Content of an XML type is one element, without text before or after it.",
        "Remove the text around the element.",
        "RFC 4287, section 4.1.3.3",
    ),
)

TEXT_TYPES = ("text", "html", "xhtml")


def inside_text(parent: Node, name: str, attributes: dict[str, str], context: Context) -> Plan:
    if parent.get("type") != "xhtml":
        found = f"<{context.shown(name)}>"
        context.report_child("markup-in-text", parent, name, wanted="text only", found=found)
        return IGNORED
    return _xhtml_child(parent, name, attributes, context)


def _xhtml_child(parent: Node, name: str, attributes: dict[str, str], context: Context) -> Plan:
    """Return the plan for a child of a text of XHTML: of its one div, or of what must not be there."""
    first = "div" not in parent.facts
    parent.facts["div"] = True
    if first and name == key(XHTML, "div"):
        return inside_xhtml(parent, name, attributes, context)
    if "beside div" not in parent.facts:
        parent.facts["beside div"] = True
        context.report_child(
            "xhtml-div", parent, name, wanted="one <div> of XHTML", found=f"<{context.shown(name)}>"
        )
    return FOREIGN


def check_text(node: Node, context: Context) -> None:
    """Check a title, summary, subtitle or rights."""
    kind, text = node.get("type"), node.text
    if kind == "xhtml":
        _whole_xhtml(node, text, context)
    elif kind == "html":
        context.report_faults(node, text, html)
    elif kind is not None and kind != "text":
        context.report("text-type", node, wanted="text, html or xhtml", found=shown(kind), attribute="type")
    else:
        _plain(node, text, context)


def _plain(node: Node, text: str, context: Context) -> None:
    markup = markup_in(text)
    if markup:
        context.report("undeclared-html", node, wanted="plain text", found=f"the markup {markup}")
    context.report_faults(node, text, some_text)


def _whole_xhtml(node: Node, text: str, context: Context) -> None:
    if text.strip():
        context.report("xhtml-div", node, wanted="nothing beside the <div>", found=shown(text.strip()))
    elif not node.facts.get("div"):
        context.report("xhtml-div", node, wanted="one <div> of XHTML", found="none")


def _is_xml(media_type: str) -> bool:
    bare = media_type.partition(";")[0].strip().lower()
    return bare.endswith(("+xml", "/xml")) or bare in (
        "text/xml-external-parsed-entity",
        "application/xml-dtd",
    )


def inside_content(parent: Node, name: str, attributes: dict[str, str], context: Context) -> Plan:
    kind = parent.get("type") or "text"
    if kind == "xhtml":
        return _xhtml_child(parent, name, attributes, context)
    if not _is_xml(kind):
        found = f"<{context.shown(name)}>"
        context.report_child("markup-in-text", parent, name, wanted="text only", found=found)
        return IGNORED
    parent.facts["elements"] = True
    return MARKUP if name.startswith(XHTML) else FOREIGN


def check_content(node: Node, context: Context) -> None:
    """Check content, by the rules of section 4.1.3.3 in their order."""
    kind, text = node.get("type"), node.text
    _content_type(node, context)
    if node.get("src") is not None:
        _remote_content(node, text, context)
    elif kind in (None, "", "text"):
        _plain(node, text, context)
    elif kind == "html" or kind == "text/html":
        context.report_faults(node, text, html)
    elif kind == "xhtml":
        _whole_xhtml(node, text, context)
    elif kind and is_media_type(kind):
        _media_content(node, kind, text, context)
    if node.parent is not None:
        encoded = kind and "/" in kind and not _is_xml(kind) and not kind.lower().startswith("text/")
        node.parent.facts["needs summary"] = node.get("src") is not None or bool(encoded)


def _content_type(node: Node, context: Context) -> None:
    kind = node.get("type")
    if kind is None:
        return
    composite = kind.lower().startswith(("multipart/", "message/"))
    remote = node.get("src") is not None
    if composite or not (is_media_type(kind) or (kind in TEXT_TYPES and not remote)):
        wanted = "a media type" if remote else "text, html, xhtml or a media type"
        found = f"the composite type {shown(kind)}" if composite else shown(kind)
        context.report("content-type", node, wanted=wanted, found=found, attribute="type")


def _remote_content(node: Node, text: str, context: Context) -> None:
    if text.strip() or node.facts.get("elements"):
        context.report("content-and-src", node, wanted="nothing in it", found=shown(text.strip()))
    if node.get("type") is None:
        context.report(
            "content-type-missing", node, wanted="the attribute type", found="none", attribute="type"
        )


def _media_content(node: Node, kind: str, text: str, context: Context) -> None:
    if _is_xml(kind):
        if text.strip():
            context.report("mixed-content", node, wanted="an element and no text", found=shown(text.strip()))
    elif not kind.lower().startswith(("text/", "multipart/", "message/")):
        context.report_faults(node, text, base64)
