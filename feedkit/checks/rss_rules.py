"""RSS 2.0, with 0.91 and 0.92, and the advice of the RSS Best Practices Profile.

The table of its elements is below; what it cannot say is in the functions above it.
"""

from __future__ import annotations

from dataclasses import replace

from feedkit.checks.atom_rules import ATOM_IN_RSS, has_self, page_links
from feedkit.checks.content import optional_html
from feedkit.checks.extensions import EXTENSIONS
from feedkit.checks.findings import Rule, shown
from feedkit.checks.markup import Node, Walk
from feedkit.checks.times import rfc822
from feedkit.checks.url_rules import url, web_url
from feedkit.checks.value_rules import (
    anything,
    contact,
    integer,
    language,
    matching,
    mime_type,
    one_of,
    optional_plain_text,
    plain_text,
    some_text,
)
from feedkit.checks.vocabulary import ANY, ONCE, ONE, SOME, Attribute, Element, Vocabulary, compiled
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
        "A feed of an old version holds the elements of that version.",
        'Write version="2.0": it takes all that the old ones take.',
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
        "A guid is the item's URL, unless it says that it is not.",
        'Give the permalink, or write <guid isPermaLink="false">.',
        "RSS 2.0, <guid>",
    ),
    Rule(
        "duplicate-guid",
        "error",
        "A guid tells its item from all others.",
        "Give each item its own guid, for good; the permalink will do.",
        "RSS 2.0, <guid>",
    ),
    Rule(
        "missing-guid",
        "warning",
        "An item has a guid: by it readers know whether it is new.",
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
        "hour-24",
        "warning",
        "Midnight is hour 0.",
        "Write 0 instead of 24.",
        "RSS 2.0, <skipHours>",
    ),
    Rule(
        "duplicate-value",
        "error",
        "An hour or day to skip is named once.",
        "Keep one of them.",
        "RSS 2.0, <skipHours> and <skipDays>",
    ),
    Rule(
        "image-title-differs",
        "warning",
        "The title of the channel's image is the channel's.",
        "Use the title of the channel.",
        "RSS 2.0, <image>",
    ),
    Rule(
        "image-link-differs",
        "warning",
        "The link of the channel's image is the channel's.",
        "Use the link of the channel.",
        "RSS 2.0, <image>",
    ),
    Rule(
        "image-format",
        "info",
        "The channel's image is a GIF, JPEG or PNG.",
        "Use a picture in one of these formats.",
        "RSS 2.0, <image>",
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
        "A thing is said once, by RSS or by an extension.",
        "Keep the element of RSS.",
        "RSS Profile",
    ),
    Rule(
        "metadata-after-item",
        "info",
        "What is said of the channel stands before its items.",
        "Move it before the first item: some readers stop there.",
        "RSS Profile, <item>",
    ),
    Rule(
        "apple-requires",
        "info",
        "Apple lists a podcast that has an image, a category, a language and an explicit rating.",
        "Add what is missing, if the podcast is for Apple's directory.",
        "Apple: a podcaster's guide to RSS",
    ),
)

VERSIONS = ("2.0", "0.91", "0.92")
SINCE = {  # the version that an element came with
    "0.92": ("channel/cloud", "item/category", "item/enclosure", "item/source"),
    "2.0": (
        *("channel/category", "channel/generator", "channel/ttl"),
        *("item/author", "item/comments", "item/guid", "item/pubDate"),
    ),
}
TWICE = {
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
NO_PICTURES_OF_RSS = (".bmp", ".ico", ".svg", ".tif", ".tiff", ".webp", ".avif", ".heic")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
APPLE = ("itunes:image", "itunes:category", "itunes:explicit", "language")


def _version(node: Node, walk: Walk) -> None:
    version = node.get("version")
    if version is not None and version not in VERSIONS:
        walk.report("rss-version", node, wanted="2.0", found=shown(version), attribute="version")


def _age(node: Node, walk: Walk) -> None:
    """Elements that the version of the feed did not have."""
    rss = node.parent if node.plan.name == "channel" else node.parent.parent if node.parent else None
    version = rss.get("version") if rss else None
    if version not in ("0.91", "0.92"):
        return
    for since, paths in SINCE.items():
        for path in paths:
            parent, _, name = path.partition("/")
            if since > version and parent == node.plan.name and name in node.counts:
                walk.report(
                    "newer-than-version", node, wanted=f"an element of RSS {version}", found=f"<{name}>"
                )


def _twice(node: Node, walk: Walk) -> None:
    for one, other in TWICE[node.plan.name]:
        if one in node.counts and other in node.counts:
            walk.report("said-twice", node, wanted=f"<{one}> or <{other}>", found="both")


def _channel(node: Node, walk: Walk) -> None:
    _age(node, walk)
    _twice(node, walk)
    if not has_self(node):
        walk.report("no-self-link", node, wanted='<atom:link rel="self">', found="none")
    page_links(node, walk)
    image = node.facts.get("image")
    if image is not None:
        _image_of_channel(image, node, walk)
    if any(name.startswith("itunes:") for name in node.counts):
        for name in APPLE:
            if name not in node.counts:
                walk.report("apple-requires", node, wanted=f"<{name}>", found="none")


def _image_of_channel(image: Node, channel: Node, walk: Walk) -> None:
    for name in ("title", "link"):
        own, wanted = image.values.get(name), channel.values.get(name)
        if own is not None and wanted is not None and own != wanted:
            walk.report(f"image-{name}-differs", image, wanted=shown(wanted), found=shown(own))


def _image(node: Node, walk: Walk) -> None:
    address = node.values.get("url", "").partition("?")[0].lower()
    if address.endswith(NO_PICTURES_OF_RSS):
        walk.report("image-format", node, wanted="a GIF, JPEG or PNG", found=shown(node.values["url"]))
    if node.parent is not None:
        node.parent.facts.setdefault("image", node)


def _item(node: Node, walk: Walk) -> None:
    _age(node, walk)
    _twice(node, walk)
    counts = node.counts
    if "title" not in counts and "description" not in counts:
        walk.report("empty-item", node, wanted="<title> or <description>", found="neither")
    if counts.get("enclosure", 0) > 1:
        walk.report("several-enclosures", node, wanted="one <enclosure>", found=str(counts["enclosure"]))
    if "content:encoded" in counts and "description" not in counts:
        walk.report("content-without-description", node, wanted="<description>", found="none")
    if "guid" not in counts:
        _without_guid(node, walk)
    elif (
        node.facts.get("permalink")
        and "link" in counts
        and node.values.get("link") != node.facts["permalink"]
    ):
        link = node.values.get("link", "")
        walk.report("guid-and-link-differ", node, wanted=shown(node.facts["permalink"]), found=shown(link))


def _without_guid(node: Node, walk: Walk) -> None:
    rss = node.parent.parent if node.parent else None
    if rss is None or rss.get("version") not in ("0.91", "0.92"):
        walk.report("missing-guid", node, wanted="<guid>", found="none")


def _guid(node: Node, walk: Walk) -> None:
    text, item = node.text.strip(), node.parent
    if node.get("isPermaLink") in (None, "true"):
        faults = web_url(text)
        if faults:
            walk.report("guid-not-permalink", node, wanted="an http or https URL", found=shown(text))
        elif item is not None:
            item.facts["permalink"] = text
    if not text or item is None or item.parent is None:
        return
    guids: set[str] = item.parent.facts.setdefault("guids", set())
    if text in guids:
        walk.report("duplicate-guid", node, wanted="a guid of its own", found=shown(text))
    guids.add(text)


def _web_link(node: Node, walk: Walk) -> None:
    text = node.text.strip()
    if not url(text) and scheme_of(text) not in ("http", "https", "ftp"):
        walk.report("link-not-web", node, wanted="an http or https URL", found=shown(text))
    _before_items(node, walk)


def _before_items(node: Node, walk: Walk) -> None:
    channel = node.parent
    if channel is not None and channel.plan.name == "channel" and "item" in channel.counts:
        walk.report("metadata-after-item", node, wanted="it before the items", found=f"<{node.plan.name}>")


def _hour(node: Node, walk: Walk) -> None:
    if node.text.strip() == "24":
        walk.report("hour-24", node, wanted="0", found="24")
    _skipped_once(node, walk)


def _skipped_once(node: Node, walk: Walk) -> None:
    text = node.text.strip().lstrip("0") or "0"
    text = "0" if text == "24" else text
    if node.parent is None:
        return
    named: set[str] = node.parent.facts.setdefault("named", set())
    if text in named:
        walk.report("duplicate-value", node, wanted="another one", found=shown(text))
    named.add(text)


_CATEGORY = Element(
    "category",
    ANY,
    plain_text,
    attributes=(Attribute("domain", some_text),),
    check=_before_items,
    spec="RSS 2.0, <category>",
)
_IMAGE = Element(
    "image",
    ONCE,
    children=(
        Element("url", ONE, url),
        Element("title", ONE, plain_text),
        Element("link", ONE, url),
        Element("width", ONCE, integer(1, 144)),
        Element("height", ONCE, integer(1, 400)),
        Element("description", ONCE, optional_plain_text),
    ),
    holds="image",
    check=_image,
    spec="RSS 2.0, <image>",
)
_CLOUD = Element(
    "cloud",
    ONCE,
    attributes=(
        Attribute("domain", some_text, required=True),
        Attribute("port", integer(1, 65535), required=True),
        Attribute("path", some_text, required=True),
        Attribute("registerProcedure", required=True),
        Attribute("protocol", one_of("xml-rpc", "soap", "http-post"), required=True),
    ),
    check=_before_items,
    spec="RSS 2.0, <cloud>",
)


def _avoid(node: Node, walk: Walk) -> None:
    walk.report("obsolete-element", node, wanted="none", found=f"<{node.plan.name}>, which readers ignore")


_TEXT_INPUT = Element(
    "textInput",
    ONCE,
    children=(
        Element("title", ONE, plain_text),
        Element("description", ONE, plain_text),
        Element(
            "name", ONE, matching(r"[A-Za-z][A-Za-z0-9:_.-]*", "a letter, then letters, digits and : _ . -")
        ),
        Element("link", ONE, url),
    ),
    check=_avoid,
    spec="RSS 2.0, <textInput>",
)


def _netscape(node: Node, walk: Walk) -> None:
    """Netscape's 0.91 spelt it in lower case; every later version does not."""
    rss = node.parent.parent if node.parent else None
    if rss is None or rss.get("version") != "0.91":
        walk.report("unknown-element", node, wanted="<textInput>", found="<textinput>")
    else:
        _avoid(node, walk)


_SKIP_HOURS = Element(
    "skipHours",
    ONCE,
    children=(Element("hour", SOME, integer(0, 24), check=_hour),),
    check=_before_items,
    spec="RSS 2.0, <skipHours>",
)
_SKIP_DAYS = Element(
    "skipDays",
    ONCE,
    children=(Element("day", SOME, one_of(*DAYS), check=_skipped_once),),
    check=_before_items,
    spec="RSS 2.0, <skipDays>",
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
_CHANNEL = Element(
    "channel",
    ONE,
    children=(
        Element("title", ONE, plain_text, check=_before_items),
        Element("link", ONE, url, check=_web_link),
        Element("description", ONE, optional_html, check=_before_items),
        Element("language", ONCE, language, check=_before_items),
        Element("copyright", ONCE, optional_plain_text, check=_before_items),
        Element("managingEditor", ONCE, contact, check=_before_items),
        Element("webMaster", ONCE, contact, check=_before_items),
        Element("pubDate", ONCE, rfc822, check=_before_items),
        Element("lastBuildDate", ONCE, rfc822, check=_before_items),
        _CATEGORY,
        Element("generator", ONCE, optional_plain_text, check=_before_items),
        Element("docs", ONCE, url, check=_before_items),
        _CLOUD,
        Element("ttl", ONCE, integer(1), check=_before_items),
        _IMAGE,
        Element("rating", ONCE, anything, check=_before_items),
        _TEXT_INPUT,
        replace(_TEXT_INPUT, name="textinput", check=_netscape),
        _SKIP_HOURS,
        _SKIP_DAYS,
        _ITEM,
    ),
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
    """RSS and all that extends it, ready for reading."""
    return compiled("rss", "", (RSS,), (*EXTENSIONS, ATOM_IN_RSS))
