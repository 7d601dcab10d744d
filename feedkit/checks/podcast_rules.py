"""Podcasts: Apple's namespace and the podcast namespace, one row an element."""

from __future__ import annotations

from dataclasses import replace

from feedkit.checks.findings import Rule, shown
from feedkit.checks.times import iso8601, rfc822
from feedkit.checks.url_rules import iri, url, web_url
from feedkit.checks.value_rules import (
    anything,
    count,
    countries,
    decimal,
    email,
    language,
    mailbox,
    matching,
    mime_type,
    one_of,
    optional_plain_text,
    plain_text,
    positive,
    some_text,
    true_or_false,
    up_to,
    uuid,
    yes_or_no,
)
from feedkit.checks.vocabulary import (
    ANY,
    BOTH,
    ENTRIES,
    FEEDS,
    ONCE,
    ONE,
    SOME,
    Attribute,
    Context,
    Element,
    Extension,
    Node,
    ignored,
    texts,
)
from feedkit.values.podcast_categories import CATEGORIES, OBSOLETE

RULES = (
    Rule(
        "itunes-category",
        "error",
        "A podcast's category is one of Apple's.",
        "Choose from Apple's list, spelt exactly so; a subcategory stands inside its category.",
        "Apple Podcasts categories",
    ),
    Rule(
        "itunes-category-obsolete",
        "warning",
        "A podcast's category is in Apple's present list.",
        "Choose one from Apple's present list.",
        "Apple Podcasts categories",
    ),
)


def _category(node: Node, context: Context) -> None:
    """Check a category by its name, a subcategory also by that of its parent."""
    name = node.get("text")
    if name is None:
        return
    parent = node.parent.get("text") if node.parent and node.parent.plan.name == "itunes:category" else None
    if parent is None:
        now, before = name in CATEGORIES, name in OBSOLETE
    elif parent not in CATEGORIES and parent not in OBSOLETE:
        return  # reported there
    else:
        now, before = name in CATEGORIES.get(parent, ()), name in OBSOLETE.get(parent, ())
    if not now:
        rule = "itunes-category-obsolete" if before else "itunes-category"
        wanted = f"a subcategory of {parent}" if parent else "a category of Apple Podcasts"
        context.report(rule, node, wanted=wanted, found=shown(name), attribute="text")


def _switch(name: str, *words: str) -> Element:
    """Return a row for a word in any case, without white space around it."""
    return Element(name, ONCE, one_of(*words, ignore_case=True), where=BOTH, trim=False)


_CATEGORY_NAME = (Attribute("text", required=True),)
_IMAGE = (Attribute("href", web_url, required=True),)
_DURATION = matching(r"[0-9]+(?::[0-5][0-9]){0,2}", "seconds, MM:SS or HH:MM:SS")

ITUNES = Extension(
    "itunes",
    "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "Apple: a podcaster's guide to RSS",
    (
        *texts("itunes", "author", BOTH, up_to(255, plain_text), ONCE),
        *texts("itunes", "title", BOTH, plain_text, ONCE),
        *texts("itunes", "subtitle", BOTH, up_to(255, optional_plain_text), ONCE),
        *texts("itunes", "summary", BOTH, up_to(4000), ONCE),
        *texts("itunes", "keywords", BOTH, up_to(255, optional_plain_text), ONCE),
        _switch("itunes:block", "yes", "no", "clean"),
        _switch("itunes:explicit", "true", "false"),
        Element("itunes:image", ONCE, attributes=_IMAGE, where=BOTH),
        Element(
            "itunes:category",
            attributes=_CATEGORY_NAME,
            check=_category,
            where=FEEDS,
            children=(Element("itunes:category", attributes=_CATEGORY_NAME, check=_category),),
        ),
        Element(
            "itunes:owner",
            ONCE,
            where=FEEDS,
            children=(
                Element("itunes:email", ONE, mailbox),
                Element("itunes:name", ONCE, up_to(255, plain_text)),
            ),
        ),
        *texts("itunes", "pubDate", FEEDS, rfc822, ONCE),
        *texts("itunes", "complete", FEEDS, some_text, ONCE),
        *texts("itunes", "new-feed-url", FEEDS, web_url, ONCE),
        *texts("itunes", "type", FEEDS, one_of("episodic", "serial", ignore_case=True), ONCE),
        *texts("itunes", "duration", ENTRIES, _DURATION, ONCE),
        *texts("itunes", "episode season order", ENTRIES, positive, ONCE),
        *texts("itunes", "episodeType", ENTRIES, one_of("full", "trailer", "bonus", ignore_case=True), ONCE),
        *texts("itunes", "isClosedCaptioned", ENTRIES, some_text, ONCE),
    ),
)

_FILE = (Attribute("url", web_url, required=True), Attribute("type", mime_type, required=True))
_REMOTE_ITEM = Element(
    "podcast:remoteItem",
    attributes=(
        Attribute("feedGuid", uuid, required=True),
        Attribute("feedUrl", url),
        Attribute("itemGuid"),
        Attribute("medium"),
        Attribute("title"),
    ),
)
_VALUE_RECIPIENT = Element(
    "podcast:valueRecipient",
    SOME,
    attributes=(
        Attribute("name"),
        Attribute("customKey"),
        Attribute("customValue"),
        Attribute("type", some_text, required=True),
        Attribute("address", some_text, required=True),
        Attribute("split", count, required=True),
        Attribute("fee", true_or_false),
    ),
)
_PODCAST_ELEMENTS = (
    Element(
        "podcast:transcript",
        attributes=(*_FILE, Attribute("language", language), Attribute("rel", one_of("captions"))),
        where=ENTRIES,
    ),
    Element("podcast:locked", ONCE, yes_or_no, attributes=(Attribute("owner", email),), where=FEEDS),
    Element(
        "podcast:funding", ANY, up_to(128), attributes=(Attribute("url", url, required=True),), where=FEEDS
    ),
    Element("podcast:chapters", ONCE, attributes=_FILE, where=ENTRIES),
    Element(
        "podcast:soundbite",
        ANY,
        up_to(128),
        attributes=(
            Attribute("startTime", decimal, required=True),
            Attribute("duration", decimal, required=True),
        ),
        where=ENTRIES,
    ),
    Element(
        "podcast:person",
        ANY,
        up_to(128, some_text),
        attributes=(Attribute("role"), Attribute("group"), Attribute("img", web_url), Attribute("href", url)),
        where=BOTH,
    ),
    Element(
        "podcast:location",
        ANY,
        up_to(128, some_text),
        attributes=(
            Attribute(
                "geo", matching(r"geo:-?[0-9.]+,-?[0-9.]+(?:,-?[0-9.]+)?(?:;.*)?", "geo:latitude,longitude")
            ),
            Attribute("osm", matching(r"[NWR][0-9]+(?:#[0-9]+)?", "N, W or R and digits")),
            Attribute("rel"),
            Attribute("country", countries),
        ),
        where=BOTH,
    ),
    Element("podcast:season", ONCE, count, attributes=(Attribute("name", up_to(128)),), where=ENTRIES),
    Element("podcast:episode", ONCE, decimal, attributes=(Attribute("display", up_to(32)),), where=ENTRIES),
    Element(
        "podcast:trailer",
        ANY,
        up_to(128, some_text),
        attributes=(
            Attribute("url", web_url, required=True),
            Attribute("pubdate", rfc822, required=True),
            Attribute("length", count),
            Attribute("type", mime_type),
            Attribute("season", count),
        ),
        where=FEEDS,
    ),
    Element("podcast:license", ONCE, up_to(128, some_text), attributes=(Attribute("url", url),), where=BOTH),
    Element(
        "podcast:alternateEnclosure",
        attributes=(
            Attribute("type", mime_type, required=True),
            Attribute("length", count),
            Attribute("bitrate", decimal),
            Attribute("height", count),
            Attribute("lang", language),
            Attribute("title"),
            Attribute("rel"),
            Attribute("codecs"),
            Attribute("default", true_or_false),
        ),
        children=(
            Element(
                "podcast:source",
                SOME,
                attributes=(Attribute("uri", iri, required=True), Attribute("contentType", mime_type)),
            ),
            Element(
                "podcast:integrity",
                ONCE,
                attributes=(
                    Attribute("type", one_of("sri", "pgp-signature"), required=True),
                    Attribute("value", some_text, required=True),
                ),
            ),
        ),
        where=ENTRIES,
    ),
    Element("podcast:guid", ONCE, uuid, where=FEEDS),
    Element(
        "podcast:value",
        attributes=(
            Attribute("type", some_text, required=True),
            Attribute("method", some_text, required=True),
            Attribute("suggested", decimal),
        ),
        children=(
            _VALUE_RECIPIENT,
            Element(
                "podcast:valueTimeSplit",
                children=(replace(_REMOTE_ITEM, times=ONCE), replace(_VALUE_RECIPIENT, times=ANY)),
                attributes=(
                    Attribute("startTime", decimal, required=True),
                    Attribute("duration", decimal, required=True),
                    Attribute("remoteStartTime", decimal),
                    Attribute("remotePercentage", decimal),
                ),
            ),
        ),
        where=BOTH,
    ),
    Element("podcast:medium", ONCE, some_text, where=FEEDS),
    Element("podcast:images", ONCE, attributes=(Attribute("srcset", some_text, required=True),), where=BOTH),
    Element(
        "podcast:image",
        attributes=(
            Attribute("href", web_url, required=True),
            Attribute("alt"),
            Attribute("aspect-ratio"),
            Attribute("width", positive),
            Attribute("height", positive),
            Attribute("type", mime_type),
            Attribute("purpose"),
        ),
        where=BOTH,
    ),
    Element(
        "podcast:liveItem",
        attributes=(
            Attribute("status", one_of("pending", "live", "ended"), required=True),
            Attribute("start", iso8601, required=True),
            Attribute("end", iso8601),
        ),
        inside=ignored,
        where=FEEDS,
    ),
    Element(
        "podcast:contentLink",
        ANY,
        anything,
        attributes=(Attribute("href", url, required=True),),
        where=ENTRIES,
    ),
    Element("podcast:block", ANY, yes_or_no, attributes=(Attribute("id"),), where=FEEDS),
    Element("podcast:txt", ANY, up_to(4000, some_text), attributes=(Attribute("purpose"),), where=BOTH),
    replace(_REMOTE_ITEM, where=BOTH),
    Element("podcast:podroll", ONCE, children=(replace(_REMOTE_ITEM, times=SOME),), where=FEEDS),
    Element("podcast:publisher", ONCE, children=(replace(_REMOTE_ITEM, times=ONE),), where=FEEDS),
    Element(
        "podcast:updateFrequency",
        ONCE,
        up_to(128),
        attributes=(
            Attribute("complete", true_or_false),
            Attribute("dtstart", iso8601),
            Attribute("rrule", some_text),
        ),
        where=FEEDS,
    ),
    Element("podcast:podping", ONCE, attributes=(Attribute("usesPodping", true_or_false),), where=FEEDS),
    Element(
        "podcast:chat",
        attributes=(
            Attribute("server", some_text, required=True),
            Attribute("protocol", some_text, required=True),
            Attribute("accountId"),
            Attribute("space"),
            Attribute("embedUrl", url),
        ),
        where=BOTH,
    ),
    Element(
        "podcast:socialInteract",
        attributes=(
            Attribute("uri", iri),
            Attribute("protocol", some_text, required=True),
            Attribute("accountId"),
            Attribute("accountUrl", url),
            Attribute("priority", count),
        ),
        where=BOTH,
    ),
)
PODCAST = Extension(
    "podcast",
    "https://podcastindex.org/namespace/1.0",
    "podcast namespace 1.0",
    _PODCAST_ELEMENTS,
    anywhere=True,
    grows=True,
)
