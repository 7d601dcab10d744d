"""Atom 1.0 (RFC 4287): its entries and feeds, and the table of its elements.

Texts and content are in `atom_text`, links in `atom_links`.
"""

from __future__ import annotations

from dataclasses import replace

from feedkit.checks import atom_links, atom_text
from feedkit.checks.atom_links import check_link, has_self, page_links
from feedkit.checks.atom_text import check_content, check_text, inside_content, inside_text
from feedkit.checks.element_rules import before
from feedkit.checks.extensions import EXTENSIONS
from feedkit.checks.findings import MAX_FINDINGS_PER_RULE, Rule, shown
from feedkit.checks.plans import compiled
from feedkit.checks.times import rfc3339
from feedkit.checks.url_rules import identifier, iri, iri_reference, some_reference, untrimmed
from feedkit.checks.value_rules import (
    anything,
    email,
    integer,
    language,
    mime_type,
    plain_text,
    some_text,
    yes_or_no,
)
from feedkit.checks.vocabulary import (
    ONCE,
    ONE,
    Attribute,
    Context,
    Element,
    Extension,
    Node,
    Times,
    Vocabulary,
)

ATOM = "http://www.w3.org/2005/Atom"

RULES = (
    *atom_text.RULES,
    Rule(
        "entry-without-content",
        "error",
        "An entry has content, or a link to where it can be read.",
        'Add <content>, or <link rel="alternate" href="…"/>.',
        "RFC 4287, section 4.1.2",
    ),
    Rule(
        "entry-without-summary",
        "error",
        "An entry whose content is elsewhere or in base64 has a summary.",
        "Add <summary>.",
        "RFC 4287, section 4.1.2",
    ),
    Rule(
        "entry-without-author",
        "error",
        "An entry has an author: its own, its source's or the feed's.",
        "Add <author><name>…</name></author> to the entry or to the feed.",
        "RFC 4287, section 4.1.2",
    ),
    Rule(
        "duplicate-id",
        "warning",
        "Each entry has an id of its own: readers keep only one of those that share one.",
        "Give each entry its own id, for good; the permalink will do.",
        "RFC 4287, section 4.1.1",
    ),
    Rule(
        "same-id-everywhere",
        "error",
        "Entries have different ids.",
        "Give each entry its own id, for good; the permalink will do.",
        "RFC 4287, section 4.2.6",
    ),
    Rule(
        "metadata-after-entry",
        "error",
        "The elements of the feed stand before its entries.",
        "Move it before the first entry.",
        "RFC 4287, section 4.1.1",
    ),
    Rule(
        "source-incomplete",
        "warning",
        "A source has the id, title and updated of the feed it is from.",
        "Copy them from that feed.",
        "RFC 4287, section 4.2.11",
    ),
    Rule(
        "email-in-name",
        "warning",
        "A name is a name; the e-mail address has its own element.",
        "Move the address to <email>.",
        "RFC 4287, section 3.2.1",
    ),
    *atom_links.RULES,
)


# --- people, sources, entries, feeds ---------------------------------------------------------------------


def _own(node: Node, name: str) -> str:
    """Return the name of a child, with the prefix that its parent has in RSS."""
    return "atom:" + name if node.plan.name.startswith("atom:") else name


def _person(node: Node, context: Context) -> None:
    name = node.values.get(_own(node, "name"), "")
    if "@" in name and any(email(part.strip("<>()[],;")) == () for part in name.split()):
        context.report("email-in-name", node, wanted="a name only", found=shown(name))


def _source(node: Node, context: Context) -> None:
    for name in ("id", "title", "updated"):
        if _own(node, name) not in node.counts:
            context.report("source-incomplete", node, wanted=f"<{name}> in it", found="none")
    if node.parent is not None and _own(node, "author") in node.counts:
        node.parent.facts["author"] = True


def _entry(node: Node, context: Context) -> None:
    rels = {rel for rel, _ in node.facts.get("links", ())}
    if "content" not in node.counts and "alternate" not in rels:
        context.report(
            "entry-without-content", node, wanted="<content> or an alternate link", found="neither"
        )
    if node.facts.get("needs summary") and "summary" not in node.counts:
        context.report("entry-without-summary", node, wanted="<summary>", found="none")
    has_author = "author" in node.counts or node.facts.get("author", False)
    feed = node.parent
    if feed is None:
        if not has_author:
            context.report("entry-without-author", node, wanted="<author>", found="none")
        return
    if not has_author and "author" not in feed.counts:  # it may still come, though it should not
        authorless: list[tuple[int, int]] = feed.facts.setdefault("authorless", [])
        if len(authorless) < MAX_FINDINGS_PER_RULE:
            authorless.append((node.line, node.column))
    _entry_id(node, feed, context)


def _entry_id(node: Node, feed: Node, context: Context) -> None:
    own = node.values.get("id")
    if not own:
        return
    ids: dict[str, int] = feed.facts.setdefault("ids", {})
    ids[own] = ids.get(own, 0) + 1
    if ids[own] > 1:
        context.report("duplicate-id", node, wanted="an id of its own", found=shown(own))


def _feed(node: Node, context: Context) -> None:
    if "author" not in node.counts:
        for at in node.facts.get("authorless", ()):
            context.findings.add(
                "entry-without-author",
                at,
                "feed/entry",
                wanted="<author> in the entry or the feed",
                found="none",
            )
    ids: dict[str, int] = node.facts.get("ids", {})
    if len(ids) == 1 and max(ids.values()) > 2:
        number = max(ids.values())
        context.report(
            "same-id-everywhere", node, wanted="ids that differ", found=f"one for {number} entries"
        )
    if not has_self(node):
        context.report("no-self-link", node, wanted='<link rel="self">', found="none")
    page_links(node, context)


# --- the table -------------------------------------------------------------------------------------------

_TYPE = (Attribute("type"),)
_PERSON = (
    Element("name", ONE, plain_text, spec="RFC 4287, section 3.2.1"),
    Element("uri", ONCE, untrimmed(some_reference), trim=False, spec="RFC 4287, section 3.2.2"),
    Element("email", ONCE, email, spec="RFC 4287, section 3.2.3"),
)


def _text_row(name: str, section: str, times: Times = ONCE) -> Element:
    spec = f"RFC 4287, section {section}"
    return Element(name, times, anything, _TYPE, inside=inside_text, check=check_text, trim=False, spec=spec)


def _person_row(name: str, section: str) -> Element:
    spec = f"RFC 4287, section {section}"
    return Element(name, children=_PERSON, holds="person", check=_person, spec=spec)


def _date_row(name: str, section: str, times: Times = ONCE) -> Element:
    return Element(name, times, rfc3339, trim=False, spec=f"RFC 4287, section {section}")


_AUTHOR = _person_row("author", "4.2.1")
_CONTRIBUTOR = _person_row("contributor", "4.2.3")
_ID = Element("id", ONE, untrimmed(identifier), trim=False, spec="RFC 4287, section 4.2.6")
_TITLE = _text_row("title", "4.2.14", ONE)
_RIGHTS = _text_row("rights", "4.2.10")
_UPDATED = _date_row("updated", "4.2.15", ONE)
_CATEGORY = Element(
    "category",
    value=anything,
    attributes=(
        Attribute("term", some_text, required=True),
        Attribute("scheme", iri),
        Attribute("label", plain_text),
    ),
    holds="category",
    spec="RFC 4287, section 4.2.2",
)
_LINK = Element(
    "link",
    value=anything,
    attributes=(
        Attribute("href", iri_reference, required=True),
        Attribute("rel"),
        Attribute("type", mime_type),
        Attribute("hreflang", language),
        Attribute("title", some_text),
        Attribute("length", integer(0)),
        Attribute("thr:count", integer(0)),
        Attribute("thr:updated", rfc3339),
    ),
    holds="link",
    check=check_link,
    spec="RFC 4287, section 4.2.7",
)
_OF_BOTH = (_AUTHOR, _CATEGORY, _CONTRIBUTOR, _ID, _LINK, _RIGHTS, _TITLE, _UPDATED)
_OF_FEEDS = (
    *_OF_BOTH,
    Element(
        "generator",
        ONCE,
        plain_text,
        attributes=(Attribute("uri", iri_reference), Attribute("version", some_text)),
        spec="RFC 4287, section 4.2.4",
    ),
    Element("icon", ONCE, untrimmed(some_reference), trim=False, spec="RFC 4287, section 4.2.5"),
    Element("logo", ONCE, untrimmed(some_reference), trim=False, spec="RFC 4287, section 4.2.8"),
    _text_row("subtitle", "4.2.12"),
)
_SOURCE = Element(
    "source",
    ONCE,
    children=tuple(replace(row, times=ONCE if row.times == ONE else row.times) for row in _OF_FEEDS),
    holds="source",
    check=_source,
    spec="RFC 4287, section 4.2.11",
)
_OF_ENTRIES = (
    *_OF_BOTH,
    Element(
        "content",
        ONCE,
        anything,
        attributes=(Attribute("type"), Attribute("src", iri_reference)),
        inside=inside_content,
        check=check_content,
        trim=False,
        spec="RFC 4287, section 4.1.3",
    ),
    _date_row("published", "4.2.9"),
    _SOURCE,
    _text_row("summary", "4.2.13"),
)
_INDEX = Attribute("indexing:index", yes_or_no)
ENTRY = Element("entry", children=_OF_ENTRIES, holds="entry", check=_entry, spec="RFC 4287, section 4.1.2")
FEED = Element(
    "feed",
    attributes=(_INDEX,),
    children=(*before("entry", "metadata-after-entry", _OF_FEEDS), ENTRY),
    holds="feed",
    check=_feed,
    spec="RFC 4287, section 4.1.1",
)


def _prefixed(row: Element, where: tuple[str, ...] = ()) -> Element:
    """Return a row as RSS uses it, where Atom is an extension and nothing is required."""
    children = tuple(_prefixed(child) for child in row.children)
    times = ONCE if row.times == ONE and where else row.times
    return replace(row, name=f"atom:{row.name}", times=times, children=children, where=where)


ATOM_IN_RSS = Extension(
    "atom",
    ATOM,
    "RFC 4287",
    (
        *(_prefixed(row, ("channel", "item")) for row in _OF_ENTRIES),
        *(_prefixed(row, ("channel",)) for row in _OF_FEEDS if row not in _OF_BOTH),
    ),
    anywhere=True,
)


def vocabulary() -> Vocabulary:
    """Return Atom with all extensions, as the reader uses it."""
    return compiled("atom", ATOM, (FEED, ENTRY), EXTENSIONS)
