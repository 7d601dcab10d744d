"""RSS 2.0, with 0.91 and 0.92, and the advice of the RSS Best Practices Profile.

The table of its elements is below; what a table cannot express is in the functions above it. The larger
elements of the channel are in `rss_channel`.
"""

from __future__ import annotations

from feedkit.checks import rss_channel
from feedkit.checks.atom_links import has_self, page_links
from feedkit.checks.atom_rules import ATOM_IN_RSS
from feedkit.checks.content import optional_html
from feedkit.checks.element_rules import before
from feedkit.checks.extensions import EXTENSIONS
from feedkit.checks.findings import Rule, shown
from feedkit.checks.plans import compiled
from feedkit.checks.rss_channel import (
    CLOUD,
    IMAGE,
    NETSCAPE_TEXT_INPUT,
    SKIP_DAYS,
    SKIP_HOURS,
    TEXT_INPUT,
    check_image_of_channel,
)
from feedkit.checks.times import rfc822
from feedkit.checks.url_rules import url, web_url
from feedkit.checks.value_rules import (
    anything,
    contact,
    integer,
    language,
    mime_type,
    one_of,
    optional_plain_text,
    plain_text,
    some_text,
    yes_or_no,
)
from feedkit.checks.vocabulary import ANY, ONCE, ONE, Attribute, Context, Element, Node, Vocabulary
from feedkit.values.uri_syntax import scheme_of

RULES = (
    Rule(
        "rss-version",
        "error",
        "The version of RSS is 2.0; 0.91 and 0.92 are older and still allowed.",
        'Write <rss version="2.0">.',
        "RSS 2.0, what is RSS?",
    ),
    Rule(
        "newer-than-version",
        "warning",
        "A feed of an old version holds only elements of that version.",
        'Write version="2.0": it has all elements of the old ones.',
        "RSS 2.0, what is RSS?",
    ),
    Rule(
        "empty-item",
        "error",
        "An item has a title or a description.",
        "Add one of them.",
        "RSS 2.0, elements of <item>",
    ),
    Rule(
        "guid-not-permalink",
        "error",
        "A guid is a URL of the item, unless isPermaLink is false.",
        'Give the permalink, or write <guid isPermaLink="false">.',
        "RSS 2.0, <guid>",
    ),
    Rule(
        "duplicate-guid",
        "error",
        "Each item has a guid of its own.",
        "Give each item its own guid, for good; the permalink will do.",
        "RSS 2.0, <guid>",
    ),
    Rule(
        "missing-guid",
        "warning",
        "An item has a guid, by which readers know whether it is new.",
        "Add <guid>, best with the permalink.",
        "RSS Profile, <guid>",
    ),
    Rule(
        "guid-and-link-differ",
        "warning",
        "A guid that is a permalink is the item's link.",
        'Make them the same, or write <guid isPermaLink="false">.',
        "RSS 2.0, <guid>",
    ),
    Rule(
        "link-not-web",
        "warning",
        "A link leads to a web page.",
        "Use an http or https URL: most readers open no other.",
        "RSS Profile, <link>",
    ),
    Rule(
        "several-enclosures",
        "warning",
        "An item has one enclosure at most.",
        "Keep the main one, and put the others in media:content.",
        "RSS Profile, <enclosure>",
    ),
    Rule(
        "content-without-description",
        "info",
        "The full text in content:encoded follows a summary in description.",
        "Add <description> before <content:encoded>.",
        "RSS Profile, content:encoded",
    ),
    Rule(
        "said-twice",
        "info",
        "A fact is given once, by an element of RSS or of an extension.",
        "Keep the element of RSS.",
        "RSS Profile",
    ),
    Rule(
        "apple-requires",
        "info",
        "Apple lists a podcast that has an image, a category, a language and an explicit rating.",
        "Add what is missing, if the podcast is for Apple's directory.",
        "Apple: a podcaster's guide to RSS",
    ),
    *rss_channel.RULES,
)

VERSIONS = ("2.0", "0.91", "0.92")
SINCE = {  # the version that an element came with
    "0.92": ("channel/cloud", "item/category", "item/enclosure", "item/source"),
    "2.0": (
        *("channel/category", "channel/generator", "channel/ttl"),
        *("item/author", "item/comments", "item/guid", "item/pubDate"),
    ),
}
SAME_FACTS = {
    "channel": (
        ("language", "dc:language"),
        ("pubDate", "dc:date"),
        ("pubDate", "atom:published"),
        ("lastBuildDate", "dcterms:modified"),
        ("managingEditor", "dc:creator"),
        ("webMaster", "dc:publisher"),
        ("copyright", "dc:rights"),
        ("generator", "admin:generatorAgent"),
    ),
    "item": (
        ("pubDate", "dc:date"),
        ("pubDate", "atom:published"),
        ("author", "dc:creator"),
        ("category", "dc:subject"),
        ("creativeCommons:license", "cc:license"),
    ),
}
APPLE = ("itunes:image", "itunes:category", "itunes:explicit", "language")


def _version(node: Node, context: Context) -> None:
    version = node.get("version")
    if version is not None and version not in VERSIONS:
        context.report("rss-version", node, wanted="2.0", found=shown(version), attribute="version")
    if context.has_netscape_dtd and version != "0.91":
        wanted = "the version 0.91 of the DTD"
        context.report(
            "doctype-of-netscape", node, wanted=wanted, found=shown(version or ""), attribute="version"
        )


def _version_of_elements(node: Node, context: Context) -> None:
    """Report elements that the version of the feed does not have."""
    rss = node.parent if node.plan.name == "channel" else node.parent.parent if node.parent else None
    version = rss.get("version") if rss else None
    if version not in ("0.91", "0.92"):
        return
    for since, paths in SINCE.items():
        for path in paths:
            parent, _, name = path.partition("/")
            if since > version and parent == node.plan.name and name in node.counts:
                context.report(
                    "newer-than-version", node, wanted=f"an element of RSS {version}", found=f"<{name}>"
                )


def _facts_once(node: Node, context: Context) -> None:
    for one, other in SAME_FACTS[node.plan.name]:
        if one in node.counts and other in node.counts:
            context.report("said-twice", node, wanted=f"<{one}> or <{other}>", found="both")


def _channel(node: Node, context: Context) -> None:
    _version_of_elements(node, context)
    _facts_once(node, context)
    if not has_self(node):
        context.report("no-self-link", node, wanted='<atom:link rel="self">', found="none")
    page_links(node, context)
    image = node.facts.get("image")
    if image is not None:
        check_image_of_channel(image, node, context)
    if any(name.startswith("itunes:") for name in node.counts):
        for name in APPLE:
            if name not in node.counts:
                context.report("apple-requires", node, wanted=f"<{name}>", found="none")


def _item(node: Node, context: Context) -> None:
    _version_of_elements(node, context)
    _facts_once(node, context)
    counts = node.counts
    if "title" not in counts and "description" not in counts:
        context.report("empty-item", node, wanted="<title> or <description>", found="neither")
    if counts.get("enclosure", 0) > 1:
        context.report("several-enclosures", node, wanted="one <enclosure>", found=str(counts["enclosure"]))
    if "content:encoded" in counts and "description" not in counts:
        context.report("content-without-description", node, wanted="<description>", found="none")
    if "guid" not in counts:
        _without_guid(node, context)
    elif (
        node.facts.get("permalink")
        and "link" in counts
        and node.values.get("link") != node.facts["permalink"]
    ):
        link = node.values.get("link", "")
        context.report("guid-and-link-differ", node, wanted=shown(node.facts["permalink"]), found=shown(link))


def _without_guid(node: Node, context: Context) -> None:
    rss = node.parent.parent if node.parent else None
    if rss is None or rss.get("version") not in ("0.91", "0.92"):
        context.report("missing-guid", node, wanted="<guid>", found="none")


def _guid(node: Node, context: Context) -> None:
    text, item = node.text.strip(), node.parent
    if node.get("isPermaLink") in (None, "true"):
        if url(text) or scheme_of(text) in ("tag", "urn"):  # those are names: nobody can open them
            context.report("guid-not-permalink", node, wanted="an http or https URL", found=shown(text))
        elif item is not None:
            item.facts["permalink"] = text
            _web_link(node, context)
    if not text or item is None or item.parent is None:
        return
    guids: set[str] = item.parent.facts.setdefault("guids", set())
    if text in guids:
        context.report("duplicate-guid", node, wanted="a guid of its own", found=shown(text))
    guids.add(text)


def _web_link(node: Node, context: Context) -> None:
    text = node.text.strip()
    if not url(text) and scheme_of(text) not in ("http", "https", "ftp"):
        context.report("link-not-web", node, wanted="an http or https URL", found=shown(text))


_CATEGORY = Element(
    "category",
    ANY,
    plain_text,
    attributes=(Attribute("domain", some_text),),
    spec="RSS 2.0, <category>",
)
_ITEM = Element(
    "item",
    children=(
        Element("title", ONCE, plain_text, spec="RSS 2.0, <title>"),
        Element("link", ONCE, url, check=_web_link, spec="RSS 2.0, <link>"),
        Element("description", ONCE, optional_html, spec="RSS 2.0, <description>"),
        Element("author", ONCE, contact, spec="RSS 2.0, <author>"),
        _CATEGORY,
        Element("comments", ONCE, url, spec="RSS 2.0, <comments>"),
        Element(
            "enclosure",
            attributes=(
                Attribute("url", web_url, required=True),
                Attribute("length", integer(0), required=True),
                Attribute("type", mime_type, required=True),
            ),
            spec="RSS 2.0, <enclosure>",
        ),
        Element(
            "guid",
            ONCE,
            some_text,
            attributes=(Attribute("isPermaLink", one_of("true", "false")),),
            check=_guid,
            spec="RSS 2.0, <guid>",
        ),
        Element("pubDate", ONCE, rfc822, spec="RSS 2.0, <pubDate>"),
        Element(
            "source",
            ONCE,
            plain_text,
            attributes=(Attribute("url", url, required=True),),
            spec="RSS 2.0, <source>",
        ),
    ),
    holds="item",
    check=_item,
    spec="RSS 2.0, elements of <item>",
)
_OF_CHANNELS = (
    Element("title", ONE, plain_text),
    Element("link", ONE, url, check=_web_link),
    Element("description", ONE, optional_html),
    Element("language", ONCE, language),
    Element("copyright", ONCE, optional_plain_text),
    Element("managingEditor", ONCE, contact),
    Element("webMaster", ONCE, contact),
    Element("pubDate", ONCE, rfc822),
    Element("lastBuildDate", ONCE, rfc822),
    _CATEGORY,
    Element("generator", ONCE, optional_plain_text),
    Element("docs", ONCE, url),
    CLOUD,
    Element("ttl", ONCE, integer(1)),
    IMAGE,
    Element("rating", ONCE, anything),
    TEXT_INPUT,
    NETSCAPE_TEXT_INPUT,
    SKIP_HOURS,
    SKIP_DAYS,
)
_CHANNEL = Element(
    "channel",
    ONE,
    children=(*before("item", "metadata-after-item", _OF_CHANNELS), _ITEM),
    attributes=(Attribute("indexing:index", yes_or_no),),
    holds="channel",
    check=_channel,
    spec="RSS 2.0, required channel elements and optional channel elements",
)
RSS = Element(
    "rss",
    attributes=(Attribute("version", required=True),),
    children=(_CHANNEL,),
    holds="rss",
    check=_version,
    spec="RSS 2.0, what is RSS?",
)


def vocabulary() -> Vocabulary:
    """Return RSS with all extensions, as the reader uses it."""
    return compiled("rss", "", (RSS,), (*EXTENSIONS, ATOM_IN_RSS))
