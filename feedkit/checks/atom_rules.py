"""Atom 1.0 (RFC 4287), with paging and archives (RFC 5005).

The table of its elements is below; what it cannot say is in the functions above it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin

from feedkit.checks.content import html
from feedkit.checks.extensions import EXTENSIONS
from feedkit.checks.findings import KEPT_PER_RULE, Rule, shown
from feedkit.checks.inline import MARKUP, XHTML, inside_xhtml
from feedkit.checks.markup import Node, Walk
from feedkit.checks.times import rfc3339
from feedkit.checks.url_rules import identifier, iri, iri_reference, some_reference, untrimmed
from feedkit.checks.value_rules import (
    anything,
    base64,
    email,
    integer,
    language,
    markup_in,
    mime_type,
    plain_text,
    some_text,
    words,
)
from feedkit.checks.vocabulary import (
    ENTRIES,
    FOREIGN,
    IGNORED,
    ONCE,
    ONE,
    Attribute,
    Check,
    Element,
    Extension,
    Plan,
    Times,
    Vocabulary,
    compiled,
    key,
)
from feedkit.values.media_types import is_media_type

ATOM = "http://www.w3.org/2005/Atom"

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
        'Escape the markup (&lt;p&gt;), or write type="xhtml" and a <div> round it.',
        "RFC 4287, sections 3.1.1.1, 3.1.1.2 and 4.1.3.3",
    ),
    Rule(
        "xhtml-div",
        "error",
        "XHTML is one <div> in the namespace of XHTML, and nothing beside it.",
        'Put all of it in <div xmlns="http://www.w3.org/1999/xhtml">.',
        "RFC 4287, section 3.1.1.3",
    ),
    Rule(
        "undeclared-html",
        "warning",
        "HTML is declared: without a type, readers show the tags themselves.",
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
        "Content that is elsewhere says of what type it is.",
        "Add its media type.",
        "RFC 4287, section 4.1.3.2",
    ),
    Rule(
        "content-and-src",
        "error",
        "Content that is elsewhere is empty here.",
        "Remove the text, or the attribute src.",
        "RFC 4287, section 4.1.3.2",
    ),
    Rule(
        "mixed-content",
        "error",
        "Content of an XML type is one element, without text beside it.",
        "Remove the text round the element.",
        "RFC 4287, section 4.1.3.3",
    ),
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
        "duplicate-alternate",
        "error",
        "No two alternate links have the same type and language.",
        "Keep one; or say how they differ with type and hreflang, or give one another rel.",
        "RFC 4287, sections 4.1.1 and 4.1.2",
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
        "The id tells entries apart.",
        "Give each entry its own id, for good; the permalink will do.",
        "RFC 4287, section 4.2.6",
    ),
    Rule(
        "metadata-after-entry",
        "error",
        "What is said of the feed stands before its entries.",
        "Move it before the first entry.",
        "RFC 4287, section 4.1.1",
    ),
    Rule(
        "no-self-link",
        "warning",
        "A feed says where it is published.",
        'Add <link rel="self" href="https://…"/> (in RSS: atom:link); hubs and readers need it.',
        "RFC 4287, section 4.1.1; RSS Profile, atom:link",
    ),
    Rule(
        "self-link-differs",
        "warning",
        "The self link is the address that the feed has.",
        "Put the very address there, or publish the feed at the one that is there.",
        "RFC 4287, section 4.2.7.2",
    ),
    Rule(
        "link-rel",
        "error",
        "The rel of a link is a name, or an absolute IRI.",
        "Use a registered name such as alternate, self, related, enclosure or via.",
        "RFC 4287, section 4.2.7.2",
    ),
    Rule(
        "unregistered-rel",
        "warning",
        "The rel of a link is registered with IANA, or an absolute IRI.",
        "Use a registered name, or an IRI of your own.",
        "RFC 4287, section 7.1",
    ),
    Rule(
        "link-with-text",
        "warning",
        "The address of a link is in its href.",
        'Write <link href="https://…"/>.',
        "RFC 4287, section 4.2.7",
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
    Rule(
        "paging-in-complete-feed",
        "error",
        "A complete feed has no further pages.",
        "Remove fh:complete, or the links to other pages.",
        "RFC 5005, section 2",
    ),
    Rule(
        "page-beyond-the-end",
        "error",
        "The first page has none before it, the last none behind it.",
        "Remove the link.",
        "RFC 5005, section 3",
    ),
    Rule(
        "paging-in-entry",
        "warning",
        "Links to other pages are the feed's, not an entry's.",
        "Move the link to the feed.",
        "RFC 5005, section 3",
    ),
    Rule(
        "archive-without-current",
        "warning",
        "An archive says where the living feed is.",
        'Add <link rel="current" href="…"/>.',
        "RFC 5005, section 4",
    ),
)

TEXT_TYPES = ("text", "html", "xhtml")
IANA_RELS = ("http://www.iana.org/assignments/relation/", "https://www.iana.org/assignments/relation/")
PAGING = frozenset({"first", "last", "next", "previous", "prev", "next-archive", "prev-archive"})
BEYOND = (("first", "previous"), ("first", "prev"), ("last", "next"))
REL = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=@%-]+")  # isegment-nz-nc of RFC 3987, in ASCII
# IANA's registry of link relations: those that feeds use, or may come to use
RELS = words(
    """
    about acl alternate amphtml api-catalog appendix apple-touch-icon archives author blocked-by
    bookmark canonical chapter cite-as collection compression-dictionary contents convertedfrom
    copyright create-form current deprecation describedby describes disclosure dns-prefetch duplicate
    edit edit-form edit-media enclosure external first geofeed glossary help hosts hub icon index
    intervalafter intervalbefore item item-type last latest-version license linkset lrdd manifest
    mask-icon me media-feed memento micropub modulepreload monitor monitor-group next next-archive
    nofollow noopener noreferrer opener openid2.local_id openid2.provider original p3pv1 payment
    pingback preconnect predecessor-version prefetch preload prerender prev prev-archive preview
    previous privacy-policy profile publication rdap-active related replies restconf ruleinput search
    section self service service-desc service-doc service-meta sip-trunking-capability sponsored start
    status stylesheet subsection successor-version sunset tag terms-of-service timegate timemap type ugc
    up version-history via webmention working-copy working-copy-of
    """
)


# --- text and content ------------------------------------------------------------------------------------


def _inside_text(parent: Node, name: str, attributes: dict[str, str], walk: Walk) -> Plan:
    if parent.get("type") != "xhtml":
        found = f"<{walk.shown(name)}>"
        walk.report_child("markup-in-text", parent, name, wanted="text only", found=found)
        return IGNORED
    return _xhtml_child(parent, name, attributes, walk)


def _xhtml_child(parent: Node, name: str, attributes: dict[str, str], walk: Walk) -> Plan:
    """What stands straight in a text of XHTML: the one div, or what should not be there."""
    first = "div" not in parent.facts
    parent.facts["div"] = True
    if first and name == key(XHTML, "div"):
        return inside_xhtml(parent, name, attributes, walk)
    if "beside div" not in parent.facts:
        parent.facts["beside div"] = True
        walk.report_child(
            "xhtml-div", parent, name, wanted="one <div> of XHTML", found=f"<{walk.shown(name)}>"
        )
    return FOREIGN


def _text(node: Node, walk: Walk) -> None:
    """A title, summary, subtitle or rights."""
    kind, text = node.get("type"), node.text
    if kind == "xhtml":
        _whole_xhtml(node, text, walk)
    elif kind == "html":
        walk.report_faults(node, text, html)
    elif kind is not None and kind != "text":
        walk.report("text-type", node, wanted="text, html or xhtml", found=shown(kind), attribute="type")
    else:
        _plain(node, text, walk)


def _plain(node: Node, text: str, walk: Walk) -> None:
    markup = markup_in(text)
    if markup:
        walk.report("undeclared-html", node, wanted="plain text", found=f"the markup {markup}")
    walk.report_faults(node, text, some_text)


def _whole_xhtml(node: Node, text: str, walk: Walk) -> None:
    if text.strip():
        walk.report("xhtml-div", node, wanted="nothing beside the <div>", found=shown(text.strip()))
    elif not node.facts.get("div"):
        walk.report("xhtml-div", node, wanted="one <div> of XHTML", found="none")


def _is_xml(media_type: str) -> bool:
    bare = media_type.partition(";")[0].strip().lower()
    return bare.endswith(("+xml", "/xml")) or bare in (
        "text/xml-external-parsed-entity",
        "application/xml-dtd",
    )


def _inside_content(parent: Node, name: str, attributes: dict[str, str], walk: Walk) -> Plan:
    kind = parent.get("type") or "text"
    if kind == "xhtml":
        return _xhtml_child(parent, name, attributes, walk)
    if not _is_xml(kind):
        found = f"<{walk.shown(name)}>"
        walk.report_child("markup-in-text", parent, name, wanted="text only", found=found)
        return IGNORED
    parent.facts["elements"] = True
    return MARKUP if name.startswith(XHTML) else FOREIGN


def _content(node: Node, walk: Walk) -> None:
    """Content, by the rules of section 4.1.3.3 in their order."""
    kind, text = node.get("type"), node.text
    _content_type(node, walk)
    if node.get("src") is not None:
        _remote_content(node, text, walk)
    elif kind in (None, "", "text"):
        _plain(node, text, walk)
    elif kind == "html" or kind == "text/html":
        walk.report_faults(node, text, html)
    elif kind == "xhtml":
        _whole_xhtml(node, text, walk)
    elif kind and is_media_type(kind):
        _media_content(node, kind, text, walk)
    if node.parent is not None:
        encoded = kind and "/" in kind and not _is_xml(kind) and not kind.lower().startswith("text/")
        node.parent.facts["needs summary"] = node.get("src") is not None or bool(encoded)


def _content_type(node: Node, walk: Walk) -> None:
    kind = node.get("type")
    if kind is None:
        return
    composite = kind.lower().startswith(("multipart/", "message/"))
    remote = node.get("src") is not None
    if composite or not (is_media_type(kind) or (kind in TEXT_TYPES and not remote)):
        wanted = "a media type" if remote else "text, html, xhtml or a media type"
        found = f"the composite type {shown(kind)}" if composite else shown(kind)
        walk.report("content-type", node, wanted=wanted, found=found, attribute="type")


def _remote_content(node: Node, text: str, walk: Walk) -> None:
    if text.strip() or node.facts.get("elements"):
        walk.report("content-and-src", node, wanted="nothing in it", found=shown(text.strip()))
    if node.get("type") is None:
        walk.report("content-type-missing", node, wanted="the attribute type", found="none", attribute="type")


def _media_content(node: Node, kind: str, text: str, walk: Walk) -> None:
    if _is_xml(kind):
        if text.strip():
            walk.report("mixed-content", node, wanted="an element and no text", found=shown(text.strip()))
    elif not kind.lower().startswith(("text/", "multipart/", "message/")):
        walk.report_faults(node, text, base64)


# --- links -----------------------------------------------------------------------------------------------


def _rel(node: Node) -> str:
    rel = node.get("rel")
    if rel is None:
        return "alternate"
    for registry in IANA_RELS:
        rel = rel.removeprefix(registry)
    return rel


def _link(node: Node, walk: Walk) -> None:
    rel = _rel(node)
    _known_rel(node, rel, walk)
    if node.text.strip():
        walk.report("link-with-text", node, wanted="no text", found=shown(node.text.strip()))
    parent = node.parent
    if parent is None:
        return
    parent.facts.setdefault("links", []).append((rel, node.get("href") or ""))
    if rel == "alternate":
        kinds = parent.facts.setdefault("alternates", set())
        kind = ((node.get("type") or "").lower(), (node.get("hreflang") or "").lower())
        if kind in kinds:
            found = "another of the same type" + (" and language" if kind[1] else "")
            walk.report("duplicate-alternate", node, wanted="one for each type and hreflang", found=found)
        kinds.add(kind)
    if rel in PAGING and parent.plan.name in ENTRIES:
        walk.report("paging-in-entry", node, wanted="it in the feed", found=f'rel="{rel}"', attribute="rel")
    if rel == "self" and (parent.plan.name in ("feed", "channel") or parent.parent is None):
        _self(node, walk)


def _known_rel(node: Node, rel: str, walk: Walk) -> None:
    if rel in RELS:
        return
    if ":" in rel:
        walk.report_faults(node, rel, iri, "rel")
    elif not REL.fullmatch(rel):
        walk.report("link-rel", node, wanted="a name or an absolute IRI", found=shown(rel), attribute="rel")
    else:
        walk.report("unregistered-rel", node, wanted="a registered name", found=shown(rel), attribute="rel")


def _self(node: Node, walk: Walk) -> None:
    """Compare the self link with the address that the caller says the feed has."""
    href = node.get("href")
    if walk.url is None or href is None:
        return
    try:
        address = urljoin(urljoin(walk.url, walk.base_of(node) or ""), href)
    except ValueError:
        return
    if _plain_address(address) != _plain_address(walk.url):
        walk.report("self-link-differs", node, wanted=walk.url, found=shown(href), attribute="href")


def _plain_address(url: str) -> str:
    start, mark, rest = url.partition("#")[0].partition("://")
    host, _, path = rest.partition("/")
    return f"{start.lower()}{mark}{host.lower()}/{path}" if mark else url


def page_links(node: Node, walk: Walk) -> None:
    """The links of a feed to its other pages (RFC 5005)."""
    links: dict[str, str] = dict(reversed(node.facts.get("links", ())))
    if "fh:complete" in node.counts:
        for rel in sorted(PAGING & links.keys()):
            walk.report(
                "paging-in-complete-feed", node, wanted="no other pages", found=f'a link with rel="{rel}"'
            )
    for end, beyond in BEYOND:
        if end in links and beyond in links and links[end] == links.get("self"):
            walk.report(
                "page-beyond-the-end", node, wanted=f'no link with rel="{beyond}"', found=shown(links[beyond])
            )
    if "fh:archive" in node.counts and "current" not in links:
        walk.report("archive-without-current", node, wanted='a link with rel="current"', found="none")


def has_self(node: Node) -> bool:
    """Whether a feed says where it is published."""
    return any(rel == "self" for rel, _ in node.facts.get("links", ()))


# --- people, sources, entries, feeds ---------------------------------------------------------------------


def _own(node: Node, name: str) -> str:
    """The name of a child, which has a prefix where its parent has one: in RSS."""
    return "atom:" + name if node.plan.name.startswith("atom:") else name


def _person(node: Node, walk: Walk) -> None:
    name = node.values.get(_own(node, "name"), "")
    if "@" in name and any(email(part.strip("<>()[],;")) == () for part in name.split()):
        walk.report("email-in-name", node, wanted="a name only", found=shown(name))


def _source(node: Node, walk: Walk) -> None:
    for name in ("id", "title", "updated"):
        if _own(node, name) not in node.counts:
            walk.report("source-incomplete", node, wanted=f"<{name}> in it", found="none")
    if node.parent is not None and _own(node, "author") in node.counts:
        node.parent.facts["author"] = True


def _entry(node: Node, walk: Walk) -> None:
    rels = {rel for rel, _ in node.facts.get("links", ())}
    if "content" not in node.counts and "alternate" not in rels:
        walk.report("entry-without-content", node, wanted="<content> or an alternate link", found="neither")
    if node.facts.get("needs summary") and "summary" not in node.counts:
        walk.report("entry-without-summary", node, wanted="<summary>", found="none")
    has_author = "author" in node.counts or node.facts.get("author", False)
    feed = node.parent
    if feed is None:
        if not has_author:
            walk.report("entry-without-author", node, wanted="<author>", found="none")
        return
    if not has_author and "author" not in feed.counts:  # it may still come, though it should not
        authorless: list[tuple[int, int]] = feed.facts.setdefault("authorless", [])
        if len(authorless) < KEPT_PER_RULE:
            authorless.append((node.line, node.column))
    _entry_id(node, feed, walk)


def _entry_id(node: Node, feed: Node, walk: Walk) -> None:
    own = node.values.get("id")
    if not own:
        return
    ids: dict[str, int] = feed.facts.setdefault("ids", {})
    ids[own] = ids.get(own, 0) + 1
    if ids[own] > 1:
        walk.report("duplicate-id", node, wanted="an id of its own", found=shown(own))


def _feed(node: Node, walk: Walk) -> None:
    if "author" not in node.counts:
        for at in node.facts.get("authorless", ()):
            walk.findings.add(
                "entry-without-author",
                at,
                "feed/entry",
                wanted="<author> in the entry or the feed",
                found="none",
            )
    ids: dict[str, int] = node.facts.get("ids", {})
    if len(ids) == 1 and max(ids.values()) > 2:
        number = max(ids.values())
        walk.report("same-id-everywhere", node, wanted="ids that differ", found=f"one for {number} entries")
    if not has_self(node):
        walk.report("no-self-link", node, wanted='<link rel="self">', found="none")
    page_links(node, walk)


def _before_entries(node: Node, walk: Walk) -> None:
    """Every element that only a feed has, or a feed and an entry, when it stands in a feed."""
    feed = node.parent
    if feed is not None and feed.plan.name == "feed" and "entry" in feed.counts:
        walk.report("metadata-after-entry", node, wanted="it before the entries", found=f"<{node.plan.name}>")


def _and_before_entries(check: Check | None) -> Check:
    """A check of an element's own, and that it stands before the entries."""
    if check is None:
        return _before_entries

    def checks(node: Node, walk: Walk) -> None:
        check(node, walk)
        _before_entries(node, walk)

    return checks


# --- the table -------------------------------------------------------------------------------------------

_TYPE = (Attribute("type"),)
_PERSON = (
    Element("name", ONE, plain_text, spec="RFC 4287, section 3.2.1"),
    Element("uri", ONCE, untrimmed(some_reference), trim=False, spec="RFC 4287, section 3.2.2"),
    Element("email", ONCE, untrimmed(email), trim=False, spec="RFC 4287, section 3.2.3"),
)


def _text_row(name: str, section: str, times: Times = ONCE) -> Element:
    spec = f"RFC 4287, section {section}"
    return Element(name, times, anything, _TYPE, inside=_inside_text, check=_text, trim=False, spec=spec)


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
    ),
    holds="link",
    check=_link,
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
        inside=_inside_content,
        check=_content,
        trim=False,
        spec="RFC 4287, section 4.1.3",
    ),
    _date_row("published", "4.2.9"),
    _SOURCE,
    _text_row("summary", "4.2.13"),
)
ENTRY = Element("entry", children=_OF_ENTRIES, holds="entry", check=_entry, spec="RFC 4287, section 4.1.2")
FEED = Element(
    "feed",
    children=(*(replace(row, check=_and_before_entries(row.check)) for row in _OF_FEEDS), ENTRY),
    holds="feed",
    check=_feed,
    spec="RFC 4287, section 4.1.1",
)


def _prefixed(row: Element, where: tuple[str, ...] = ()) -> Element:
    """A row as RSS has it, where Atom is an extension: nothing is required."""
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
)


def vocabulary() -> Vocabulary:
    """Atom and all that extends it, ready for reading."""
    return compiled("atom", ATOM, (FEED, ENTRY), EXTENSIONS)
