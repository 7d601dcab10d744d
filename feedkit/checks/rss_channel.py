"""The elements of an RSS channel that are more than a text: image, cloud, textInput, skipHours, skipDays."""

from __future__ import annotations

from dataclasses import replace

from feedkit.checks.findings import Rule, shown
from feedkit.checks.url_rules import url
from feedkit.checks.value_rules import integer, matching, one_of, optional_plain_text, plain_text, some_text
from feedkit.checks.vocabulary import ONCE, ONE, SOME, Attribute, Context, Element, Node

RULES = (
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
        "metadata-after-item",
        "info",
        "The elements of the channel stand before its items.",
        "Move it before the first item: some readers stop there.",
        "RSS Profile, <item>",
    ),
)

OTHER_IMAGE_SUFFIXES = (".bmp", ".ico", ".svg", ".tif", ".tiff", ".webp", ".avif", ".heic")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def check_image_of_channel(image: Node, channel: Node, context: Context) -> None:
    """Compare the title and link of an image with those of its channel."""
    for name in ("title", "link"):
        own, wanted = image.values.get(name), channel.values.get(name)
        if own is not None and wanted is not None and own != wanted:
            context.report(f"image-{name}-differs", image, wanted=shown(wanted), found=shown(own))


def _image(node: Node, context: Context) -> None:
    address = node.values.get("url", "").partition("?")[0].lower()
    if address.endswith(OTHER_IMAGE_SUFFIXES):
        context.report("image-format", node, wanted="a GIF, JPEG or PNG", found=shown(node.values["url"]))
    if node.parent is not None:
        node.parent.facts.setdefault("image", node)


def _hour(node: Node, context: Context) -> None:
    if node.text.strip() == "24":
        context.report("hour-24", node, wanted="0", found="24")
    _skipped_once(node, context)


def _skipped_once(node: Node, context: Context) -> None:
    text = node.text.strip().lstrip("0") or "0"
    text = "0" if text == "24" else text
    if node.parent is None:
        return
    named: set[str] = node.parent.facts.setdefault("named", set())
    if text in named:
        context.report("duplicate-value", node, wanted="each value once", found=shown(text))
    named.add(text)


IMAGE = Element(
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
CLOUD = Element(
    "cloud",
    ONCE,
    attributes=(
        Attribute("domain", some_text, required=True),
        Attribute("port", integer(1, 65535), required=True),
        Attribute("path", some_text, required=True),
        Attribute("registerProcedure", required=True),
        Attribute("protocol", one_of("xml-rpc", "soap", "http-post"), required=True),
    ),
    spec="RSS 2.0, <cloud>",
)


def _obsolete(node: Node, context: Context) -> None:
    context.report("obsolete-element", node, wanted="none", found=f"<{node.plan.name}>, which readers ignore")


TEXT_INPUT = Element(
    "textInput",
    ONCE,
    children=(
        Element("title", ONE, plain_text),
        Element("description", ONE, plain_text),
        Element("name", ONE, matching(r"[A-Za-z_].*", "a name that begins with a letter or _")),
        Element("link", ONE, url),
    ),
    holds="textInput",
    check=_obsolete,
    spec="RSS 2.0, <textInput>",
)


def _netscape(node: Node, context: Context) -> None:
    """Check a <textinput>, which only Netscape's 0.91 spells in lower case."""
    rss = node.parent.parent if node.parent else None
    if rss is None or rss.get("version") != "0.91":
        context.report("unknown-element", node, wanted="<textInput>", found="<textinput>")
    else:
        _obsolete(node, context)


SKIP_HOURS = Element(
    "skipHours",
    ONCE,
    children=(Element("hour", SOME, integer(0, 24), check=_hour),),
    spec="RSS 2.0, <skipHours>",
)
SKIP_DAYS = Element(
    "skipDays",
    ONCE,
    children=(Element("day", SOME, one_of(*DAYS), check=_skipped_once),),
    spec="RSS 2.0, <skipDays>",
)
NETSCAPE_TEXT_INPUT = replace(TEXT_INPUT, name="textinput", check=_netscape)
