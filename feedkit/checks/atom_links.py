"""The links of Atom: their relations, the feed's own address, and its other pages (RFC 5005)."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from feedkit.checks.findings import Rule, shown
from feedkit.checks.url_rules import iri
from feedkit.checks.value_rules import words
from feedkit.checks.vocabulary import ENTRIES, Context, Node, key

RULES = (
    Rule(
        "duplicate-alternate",
        "error",
        "No two alternate links have the same type and language.",
        "Keep one; or give them different types or hreflangs, or one of them another rel.",
        "RFC 4287, sections 4.1.1 and 4.1.2",
    ),
    Rule(
        "no-self-link",
        "warning",
        "A feed has a link to the address where it is published.",
        'Add <link rel="self" href="https://…"/> (in RSS: atom:link); hubs and readers need it.',
        "RFC 4287, section 4.1.1; RSS Profile, atom:link",
    ),
    Rule(
        "self-link-differs",
        "warning",
        "The self link is the address that the feed is published at.",
        "Put the address of the feed there, or publish the feed at the address that is there.",
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
        "paging-in-complete-feed",
        "error",
        "A complete feed has no other pages.",
        "Remove fh:complete, or the links to other pages.",
        "RFC 5005, section 2",
    ),
    Rule(
        "page-beyond-the-end",
        "error",
        "The first page has no previous page, the last has no next page.",
        "Remove the link.",
        "RFC 5005, section 3",
    ),
    Rule(
        "paging-in-entry",
        "warning",
        "Links to other pages stand in the feed, not in an entry.",
        "Move the link to the feed.",
        "RFC 5005, section 3",
    ),
    Rule(
        "archive-without-current",
        "warning",
        "An archive has a link to the current feed.",
        'Add <link rel="current" href="…"/>.',
        "RFC 5005, section 4",
    ),
)

IANA_RELS = ("http://www.iana.org/assignments/relation/", "https://www.iana.org/assignments/relation/")
PAGING = frozenset({"first", "last", "next", "previous", "prev", "next-archive", "prev-archive"})
THREAD = "http://purl.org/syndication/thread/1.0"
THREAD_ATTRIBUTES = frozenset({key(THREAD, "count"), key(THREAD, "updated")})
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


def _rel(node: Node) -> str:
    rel = node.get("rel")
    if rel is None:
        return "alternate"
    for registry in IANA_RELS:
        rel = rel.removeprefix(registry)
    return rel


def check_link(node: Node, context: Context) -> None:
    """Check a link of a feed, an entry or a source."""
    rel = _rel(node)
    _known_rel(node, rel, context)
    if node.text.strip():
        context.report("link-with-text", node, wanted="no text", found=shown(node.text.strip()))
    parent = node.parent
    if parent is None:
        return
    parent.facts.setdefault("links", []).append((rel, node.get("href") or ""))
    if rel != "replies":
        _replies(node, rel, context)
    if rel == "alternate" and node.plan.name == "link":  # in RSS nothing forbids a second one
        _alternate(node, parent, context)
    if rel in PAGING and parent.plan.name in ENTRIES:
        wanted, found = "such a link in the feed only", f'rel="{rel}"'
        context.report("paging-in-entry", node, wanted=wanted, found=found, attribute="rel")
    if rel == "self" and (parent.plan.name in ("feed", "channel") or parent.parent is None):
        _self(node, context)


def _replies(node: Node, rel: str, context: Context) -> None:
    """Report the number and time of replies on a link that leads to none (RFC 4685, section 4)."""
    for name in THREAD_ATTRIBUTES & node.attributes.keys():
        own = context.shown(name)
        wanted, found = f'{own} on links with rel="replies"', f'it with rel="{rel}"'
        context.report("unknown-attribute", node, wanted=wanted, found=found, attribute=own)


def _alternate(node: Node, parent: Node, context: Context) -> None:
    kinds = parent.facts.setdefault("alternates", set())
    kind = ((node.get("type") or "").lower(), (node.get("hreflang") or "").lower())
    if kind in kinds:
        found = "another of the same type" + (" and language" if kind[1] else "")
        context.report("duplicate-alternate", node, wanted="one for each type and hreflang", found=found)
    kinds.add(kind)


def _known_rel(node: Node, rel: str, context: Context) -> None:
    if rel in RELS:
        return
    if rel.strip() in RELS:
        wanted, found = "a registered name and no white space", shown(rel)
        context.report("unregistered-rel", node, wanted=wanted, found=found, attribute="rel")
    elif ":" in rel:
        context.report_faults(node, rel, iri, "rel")
    elif not REL.fullmatch(rel):
        context.report(
            "link-rel", node, wanted="a name or an absolute IRI", found=shown(rel), attribute="rel"
        )
    else:
        context.report(
            "unregistered-rel", node, wanted="a registered name", found=shown(rel), attribute="rel"
        )


def _self(node: Node, context: Context) -> None:
    """Compare the self link with the address that the caller gives."""
    href = node.get("href")
    if context.url is None or href is None:
        return
    try:
        address = urljoin(urljoin(context.url, context.base_of(node) or ""), href)
    except ValueError:
        return
    if _plain_address(address) != _plain_address(context.url):
        context.report("self-link-differs", node, wanted=context.url, found=shown(href), attribute="href")


def _plain_address(url: str) -> str:
    start, mark, rest = url.partition("#")[0].partition("://")
    host, _, path = rest.partition("/")
    return f"{start.lower()}{mark}{host.lower()}/{path}" if mark else url


def page_links(node: Node, context: Context) -> None:
    """Check the links of a feed to its other pages (RFC 5005)."""
    links: dict[str, str] = dict(reversed(node.facts.get("links", ())))
    if "fh:complete" in node.counts:
        for rel in sorted(PAGING & links.keys()):
            context.report(
                "paging-in-complete-feed", node, wanted="no other pages", found=f'a link with rel="{rel}"'
            )
        if links.get("current", links.get("self")) not in (links.get("self"), context.url):
            found = f'rel="current" to {shown(links["current"])}'
            context.report(
                "paging-in-complete-feed", node, wanted="this feed as the current one", found=found
            )
    for end, beyond in BEYOND:
        if end in links and beyond in links and links[end] == links.get("self"):
            context.report(
                "page-beyond-the-end", node, wanted=f'no link with rel="{beyond}"', found=shown(links[beyond])
            )
    if "fh:archive" in node.counts and "current" not in links:
        context.report("archive-without-current", node, wanted='a link with rel="current"', found="none")


def has_self(node: Node) -> bool:
    """Return whether a feed has a self link."""
    return any(rel == "self" for rel, _ in node.facts.get("links", ()))
