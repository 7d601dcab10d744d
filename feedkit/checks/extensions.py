"""The namespaces that extend feeds: one `Extension` each, one row an element.

To add a namespace is to add an `Extension` to `EXTENSIONS`; to add an element is to add a row to it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from feedkit.checks.categories import CATEGORIES, OBSOLETE
from feedkit.checks.content import html, optional_html
from feedkit.checks.inline import XHTML, inside_xhtml
from feedkit.checks.markup import Node, Walk
from feedkit.checks.report import Fault, Rule, shown
from feedkit.checks.times import rfc822, rfc3339, w3c, w3c_local
from feedkit.checks.urls import iri, iri_reference, url, web_url
from feedkit.checks.values import (
    Faults,
    Value,
    anything,
    coordinate,
    countries,
    decimal,
    email,
    integer,
    language,
    matching,
    mime_type,
    numbers,
    one_of,
    optional_plain_text,
    plain_text,
    some_text,
    up_to,
    uuid,
    words,
)
from feedkit.checks.vocabulary import (
    ANY,
    FOREIGN,
    ONCE,
    ONE,
    SOME,
    Attribute,
    Element,
    Extension,
    Plan,
    Times,
)

RULES = (
    Rule(
        "obsolete-element",
        "warning",
        "An element is one that is still in use.",
        "Use the element that has taken its place.",
    ),
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
    Rule(
        "media-group",
        "error",
        "A media:group holds several versions of one thing.",
        "Put a single media:content straight into the item.",
        "Media RSS 1.5.1, <media:group>",
    ),
    Rule(
        "media-hash",
        "error",
        "A hash has the length of its algorithm, in hexadecimal.",
        "Write 32 digits for md5 (which is assumed), 40 for sha-1.",
        "Media RSS 1.5.1, <media:hash>",
    ),
    Rule(
        "media-rating",
        "error",
        "A rating is one that its scheme knows.",
        "Use a rating of the scheme, or name another scheme by its URI.",
        "Media RSS 1.5.1, <media:rating>",
    ),
    Rule(
        "media-restriction",
        "error",
        "A restriction lists what its type says: countries or URIs, or it is all or none.",
        'Add type="country", "uri" or "sharing".',
        "Media RSS 1.5.1, <media:restriction>",
    ),
    Rule(
        "media-address",
        "error",
        "A media:content has a url, or a media:player in it.",
        "Add the url of the file.",
        "Media RSS 1.5.1, <media:content>",
    ),
)

FEEDS = ("channel", "feed", "source")
ENTRIES = ("item", "entry")
BOTH = FEEDS + ENTRIES
MEDIA = (*BOTH, "media:group", "media:content")
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

YES_NO = one_of("yes", "no")
TRUE_FALSE = one_of("true", "false")
ANY_CASE_TRUE_FALSE = one_of("true", "false", ignore_case=True)
POSITIVE = integer(1)
COUNT = integer(0)
NPT = r"(?:[0-9]+:[0-5]?[0-9]:[0-5]?[0-9](?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|now)"  # RFC 2326, section 3.6
NORMAL_PLAY_TIME = matching(NPT, "a time such as 12.5 or 1:22:33.5")


def _ignored(parent: Node, name: str, attributes: dict[str, str], walk: Walk) -> Plan:
    return FOREIGN


def texts(
    prefix: str, names: str, where: tuple[str, ...], value: Value = anything, times: Times = ANY
) -> tuple[Element, ...]:
    """A row for each of several elements of one kind."""
    return tuple(Element(f"{prefix}:{name}", times, value, where=where) for name in names.split())


def _comment_rss(node: Node, walk: Walk) -> None:
    walk.report("obsolete-element", node, wanted="<wfw:commentRss>", found="another spelling of it")


# --- content, Dublin Core, syndication, slash, well-formed web, threads, history -------------------------

CONTENT = Extension(
    "content",
    "http://purl.org/rss/1.0/modules/content/",
    "RSS 1.0 content module",
    (
        Element("content:encoded", ONCE, html, where=ENTRIES),
        Element("content:encoded", ONCE, optional_html, where=FEEDS),
        Element("content:items", holds="content:items", inside=_ignored, where=BOTH),
    ),
)

DC = Extension(
    "dc",
    "http://purl.org/dc/elements/1.1/",
    "Dublin Core elements 1.1",
    (
        *texts("dc", "title creator subject publisher contributor", BOTH, optional_plain_text),
        *texts("dc", "description type format identifier source relation coverage rights", BOTH),
        *texts("dc", "date", ENTRIES, w3c),
        *texts("dc", "language", ENTRIES, language),
        *texts("dc", "date", FEEDS, w3c, ONCE),
        *texts("dc", "language", FEEDS, language, ONCE),
    ),
)

DCTERMS = Extension(
    "dcterms",
    "http://purl.org/dc/terms/",
    "DCMI metadata terms",
    (
        *texts("dcterms", "created date dateAccepted dateCopyrighted", BOTH, w3c),
        *texts("dcterms", "dateSubmitted issued modified", BOTH, w3c),
        *texts("dcterms", "language", BOTH, language),
        *texts(
            "dcterms",
            """abstract accessRights accrualMethod accrualPeriodicity accrualPolicy alternative audience
            available bibliographicCitation conformsTo contributor coverage creator description
            educationLevel extent format hasFormat hasPart hasVersion identifier instructionalMethod
            isFormatOf isPartOf isReferencedBy isReplacedBy isRequiredBy isVersionOf license mediator
            medium provenance publisher references relation replaces requires rights rightsHolder source
            spatial subject tableOfContents temporal title type valid""",
            MEDIA,
        ),
    ),
)

SY = Extension(
    "sy",
    "http://purl.org/rss/1.0/modules/syndication/",
    "RSS 1.0 syndication module",
    (
        *texts("sy", "updatePeriod", FEEDS, one_of("hourly", "daily", "weekly", "monthly", "yearly"), ONCE),
        *texts("sy", "updateFrequency", FEEDS, POSITIVE, ONCE),
        *texts("sy", "updateBase", FEEDS, w3c, ONCE),
    ),
)

SLASH = Extension(
    "slash",
    "http://purl.org/rss/1.0/modules/slash/",
    "RSS 1.0 slash module",
    (
        *texts("slash", "section department", ENTRIES, some_text, ONCE),
        *texts("slash", "comments", ENTRIES, COUNT, ONCE),
        *texts("slash", "hit_parade", ENTRIES, numbers(",", "whole numbers parted by commas"), ONCE),
    ),
)

WFW = Extension(
    "wfw",
    "http://wellformedweb.org/CommentAPI/",
    "CommentAPI",
    (
        *texts("wfw", "comment commentRss", ENTRIES, url, ONCE),
        Element("wfw:commentRSS", ONCE, url, check=_comment_rss, where=ENTRIES),
    ),
)

THR = Extension(
    "thr",
    "http://purl.org/syndication/thread/1.0",
    "RFC 4685",
    (
        Element(
            "thr:in-reply-to",
            attributes=(
                Attribute("ref", iri, required=True),
                Attribute("href", iri_reference),
                Attribute("source", iri_reference),
                Attribute("type", mime_type),
            ),
            where=(*ENTRIES, "source"),
            holds="thr:in-reply-to",
            value=anything,
        ),
        *texts("thr", "total", ENTRIES, COUNT, ONCE),
    ),
    attributes=(Attribute("count", COUNT), Attribute("updated", rfc3339)),
)

FH = Extension(
    "fh",
    "http://purl.org/syndication/history/1.0",
    "RFC 5005",
    (Element("fh:complete", ONCE, where=FEEDS), Element("fh:archive", ONCE, where=FEEDS)),
)

APP = Extension(
    "app",
    "http://www.w3.org/2007/app",
    "RFC 5023",
    (
        Element("app:edited", ONCE, rfc3339, where=ENTRIES, trim=False),
        Element(
            "app:control",
            ONCE,
            children=(Element("app:draft", ONCE, YES_NO),),
            holds="app:control",
            where=ENTRIES,
        ),
        Element("app:collection", inside=_ignored, holds="app:collection", where=BOTH),
    ),
)

# --- licences, weblog tools, events, places --------------------------------------------------------------

_RESOURCE = (Attribute("rdf:resource", iri, required=True),)

CREATIVE_COMMONS = Extension(
    "creativeCommons",
    "http://backend.userland.com/creativeCommonsRssModule",
    "creativeCommons RSS module",
    (*texts("creativeCommons", "license", MEDIA, url),),
)

CC = Extension(
    "cc",
    "http://web.resource.org/cc/",
    "Creative Commons metadata",
    (
        Element("cc:license", attributes=_RESOURCE, where=BOTH),
        *(
            Element(name, attributes=_RESOURCE, where=("link",))
            for name in ("cc:permits", "cc:requires", "cc:prohibits")
        ),
        Element("cc:License", holds="cc:License", inside=_ignored, where=("channel", "feed")),
        Element("cc:Work", holds="cc:Work", inside=_ignored, where=("channel", "feed")),
    ),
)

ADMIN = Extension(
    "admin",
    "http://webns.net/mvcb/",
    "RSS 1.0 administration module",
    tuple(
        Element(name, ONCE, attributes=_RESOURCE, where=FEEDS)
        for name in ("admin:generatorAgent", "admin:errorReportsTo")
    ),
)

BLOG_CHANNEL = Extension(
    "blogChannel",
    "http://backend.userland.com/blogChannelModule",
    "blogChannel RSS module",
    texts(
        "blogChannel",
        "blogRoll mySubscriptions blink changes",
        ("channel",),
        url,
        ONCE,
    ),
)

OPENSEARCH = Extension(
    "opensearch",
    "http://a9.com/-/spec/opensearch/1.1/",
    "OpenSearch 1.1, response elements",
    (
        *texts("opensearch", "totalResults startIndex itemsPerPage", FEEDS, COUNT, ONCE),
        Element(
            "opensearch:Query",
            attributes=(
                Attribute("role", some_text, required=True),
                Attribute("title"),
                Attribute("totalResults", COUNT),
                Attribute("searchTerms"),
                Attribute("count", COUNT),
                Attribute("startIndex", COUNT),
                Attribute("startPage", COUNT),
                Attribute("language"),
                Attribute("inputEncoding"),
                Attribute("outputEncoding"),
            ),
            where=FEEDS,
        ),
    ),
)

TRACKBACK = Extension(
    "trackback",
    "http://madskills.com/public/xml/rss/module/trackback/",
    "TrackBack RSS module",
    (*texts("trackback", "ping", BOTH, url, ONCE), *texts("trackback", "about", BOTH, url)),
)

EV = Extension(
    "ev",
    "http://purl.org/rss/1.0/modules/event/",
    "RSS 1.0 event module",
    (
        *texts("ev", "startdate enddate", ENTRIES, w3c_local, ONCE),
        *texts("ev", "location organizer type", ENTRIES, some_text, ONCE),
    ),
)

GEO = Extension(
    "geo",
    "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "W3C Basic Geo",
    (
        *texts("geo", "lat", BOTH, coordinate(90), ONCE),
        *texts("geo", "long", BOTH, coordinate(180), ONCE),
        *texts("geo", "alt", BOTH, numbers(" ", "a decimal number"), ONCE),
        Element(
            "geo:Point",
            where=BOTH,
            children=(
                Element("geo:lat", ONE, coordinate(90)),
                Element("geo:long", ONE, coordinate(180)),
                Element("geo:alt", ONCE, numbers(" ", "a decimal number")),
            ),
            holds="geo:Point",
        ),
    ),
)


def _pairs(text: str) -> Faults:
    """Latitudes and longitudes by turns."""
    wanted = "pairs of latitude and longitude, parted by blanks"
    spread = text.replace(",", " ")
    return (Fault("not-a-number", wanted),) if len(spread.split()) % 2 else numbers(" ", wanted)(spread)


GEORSS = Extension(
    "georss",
    "http://www.georss.org/georss",
    "GeoRSS",
    (
        *texts("georss", "point line polygon box", (*MEDIA, "media:location"), _pairs),
        *texts("georss", "circle", MEDIA, numbers(" ", "latitude, longitude and radius")),
        *texts("georss", "elev floor radius", BOTH, numbers(" ", "a decimal number"), ONCE),
        *texts("georss", "featurename featuretypetag relationshiptag", BOTH, some_text),
        Element("georss:where", inside=_ignored, holds="georss:where", where=(*BOTH, "media:location")),
    ),
)

# --- podcasts --------------------------------------------------------------------------------------------


def _category(node: Node, walk: Walk) -> None:
    """A category by its own name, or a subcategory by its parent's too."""
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
        walk.report(rule, node, wanted=wanted, found=shown(name), attribute="text")


_CATEGORY_NAME = (Attribute("text", required=True),)
_IMAGE = (Attribute("href", web_url, required=True),)
_DURATION = matching(r"[0-9]+|[0-9]+:[0-5][0-9]|[0-9]+:[0-5]?[0-9]:[0-5][0-9]", "seconds, MM:SS or HH:MM:SS")

ITUNES = Extension(
    "itunes",
    "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "Apple: a podcaster's guide to RSS",
    (
        *texts("itunes", "author title", BOTH, plain_text, ONCE),
        *texts("itunes", "subtitle", BOTH, up_to(255, optional_plain_text), ONCE),
        *texts("itunes", "summary", BOTH, up_to(4000), ONCE),
        *texts("itunes", "keywords", BOTH, up_to(255, optional_plain_text), ONCE),
        *texts("itunes", "block", BOTH, some_text, ONCE),
        *texts("itunes", "explicit", BOTH, ANY_CASE_TRUE_FALSE, ONCE),
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
            children=(Element("itunes:email", ONE, email), Element("itunes:name", ONCE, plain_text)),
        ),
        *texts("itunes", "complete", FEEDS, some_text, ONCE),
        *texts("itunes", "new-feed-url", FEEDS, web_url, ONCE),
        *texts("itunes", "type", FEEDS, one_of("episodic", "serial", ignore_case=True), ONCE),
        *texts("itunes", "duration", ENTRIES, _DURATION, ONCE),
        *texts("itunes", "episode season order", ENTRIES, POSITIVE, ONCE),
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
        Attribute("split", COUNT, required=True),
        Attribute("fee", TRUE_FALSE),
    ),
)
_PODCAST_ELEMENTS = (
    Element(
        "podcast:transcript",
        attributes=(*_FILE, Attribute("language", language), Attribute("rel", one_of("captions"))),
        where=ENTRIES,
    ),
    Element("podcast:locked", ONCE, YES_NO, attributes=(Attribute("owner", email),), where=FEEDS),
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
    Element("podcast:season", ONCE, COUNT, attributes=(Attribute("name", up_to(128)),), where=ENTRIES),
    Element("podcast:episode", ONCE, decimal, attributes=(Attribute("display", up_to(32)),), where=ENTRIES),
    Element(
        "podcast:trailer",
        ANY,
        up_to(128, some_text),
        attributes=(
            Attribute("url", web_url, required=True),
            Attribute("pubdate", rfc822, required=True),
            Attribute("length", COUNT),
            Attribute("type", mime_type),
            Attribute("season", COUNT),
        ),
        where=FEEDS,
    ),
    Element("podcast:license", ONCE, up_to(128, some_text), attributes=(Attribute("url", url),), where=BOTH),
    Element(
        "podcast:alternateEnclosure",
        attributes=(
            Attribute("type", mime_type, required=True),
            Attribute("length", COUNT),
            Attribute("bitrate", decimal),
            Attribute("height", COUNT),
            Attribute("lang", language),
            Attribute("title"),
            Attribute("rel"),
            Attribute("codecs"),
            Attribute("default", TRUE_FALSE),
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
                inside=_ignored,
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
            Attribute("width", POSITIVE),
            Attribute("height", POSITIVE),
            Attribute("type", mime_type),
            Attribute("purpose"),
        ),
        where=BOTH,
    ),
    Element(
        "podcast:liveItem",
        attributes=(
            Attribute("status", one_of("pending", "live", "ended"), required=True),
            Attribute("start", w3c, required=True),
            Attribute("end", w3c),
        ),
        inside=_ignored,
        where=FEEDS,
    ),
    Element(
        "podcast:contentLink",
        ANY,
        anything,
        attributes=(Attribute("href", url, required=True),),
        where=("item",),
    ),
    Element("podcast:block", ANY, YES_NO, attributes=(Attribute("id"),), where=FEEDS),
    Element("podcast:txt", ANY, up_to(4000, some_text), attributes=(Attribute("purpose"),), where=BOTH),
    replace(_REMOTE_ITEM, where=BOTH),
    Element("podcast:podroll", ONCE, children=(replace(_REMOTE_ITEM, times=SOME),), where=FEEDS),
    Element("podcast:publisher", ONCE, children=(replace(_REMOTE_ITEM, times=SOME),), where=FEEDS),
    Element(
        "podcast:updateFrequency",
        ONCE,
        up_to(128, some_text),
        attributes=(
            Attribute("complete", TRUE_FALSE),
            Attribute("dtstart", w3c),
            Attribute("rrule", some_text),
        ),
        where=FEEDS,
    ),
    Element("podcast:podping", ONCE, attributes=(Attribute("usesPodping", TRUE_FALSE),), where=FEEDS),
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
            Attribute("priority", COUNT),
        ),
        where=BOTH,
    ),
)
PODCAST = Extension(
    "podcast", "https://podcastindex.org/namespace/1.0", "podcast namespace 1.0", _PODCAST_ELEMENTS
)

# --- Media RSS -------------------------------------------------------------------------------------------

RATINGS = {
    "urn:simple": one_of("adult", "nonadult"),
    "urn:mpaa": one_of("g", "pg", "pg-13", "r", "nc-17", "nr", ignore_case=True),
    "urn:v-chip": one_of(
        "all-children", "directed-to-older-children", "directed-to-older-children-fantasy-violence",
        "general-audience", "parental-guidance-suggested", "parents-strongly-cautioned",
        "mature-audience-only",
        "tv-y", "tv-y7", "tv-y7-fv", "tv-g", "tv-pg", "tv-14", "tv-ma", ignore_case=True,
    ),
    "urn:icra": matching(r"r \([a-z]{2} [01](?: [a-z]{2} [01])*\)", "an ICRA label"),
}  # fmt: skip
ICRA_CODES = words(
    """
    nz na nb nc nd ne nf ng nh ni sz sa sb sc sd se sf vz va vb vc vd ve vf vg vh vi vj vk lz la lb lc
    oz oa ob oc od oe of og oh cz ca cb cc cd ce cf xa xb xc xd xe
    """
)
HASH_LENGTHS = {"md5": 32, "sha-1": 40}


def _scheme(text: str) -> Faults:
    """Media RSS names its schemes by an IRI, or by urn: and a word."""
    return () if text in RATINGS or re.fullmatch(r"urn:[A-Za-z0-9-]+", text) else iri(text)


def _group(node: Node, walk: Walk) -> None:
    number = node.counts.get("media:content", 0)
    if number < 2:
        walk.report(
            "media-group", node, wanted="two <media:content> or more", found=str(number) if number else "none"
        )


def _media_content(node: Node, walk: Walk) -> None:
    if node.get("url") is None and "media:player" not in node.counts:
        walk.report("media-address", node, wanted="the attribute url, or a <media:player>", found="neither")


def _hash(node: Node, walk: Walk) -> None:
    text, algorithm = node.text.strip(), node.get("algo") or "md5"
    length = HASH_LENGTHS.get(algorithm)
    if length and (len(text) != length or not all(c in "0123456789abcdefABCDEF" for c in text)):
        walk.report(
            "media-hash", node, wanted=f"{length} hexadecimal digits for {algorithm}", found=shown(text)
        )


def _rating(node: Node, walk: Walk) -> None:
    scheme, text = node.get("scheme") or "urn:simple", node.text.strip()
    known = RATINGS.get(scheme)
    faults = known(text) if known else ()
    if scheme == "urn:icra" and not faults:
        faults = () if ICRA_CODES.issuperset(text[3:-1].split()[::2]) else RATINGS["urn:icra"]("")
    for fault in faults:
        walk.report("media-rating", node, wanted=f"{fault.wanted} of {scheme}", found=shown(text))


def _restriction(node: Node, walk: Walk) -> None:
    kind, text = node.get("type"), node.text.strip()
    if not text or text in ("all", "none"):
        return
    if kind == "country":
        walk.report_faults(node, text, countries)
    elif kind == "uri":
        for one in text.split():
            walk.report_faults(node, one, iri)
    elif kind is None:
        walk.report("media-restriction", node, wanted="all, none or a type", found=shown(text))


_PLAIN_OR_HTML = Attribute("type", one_of("plain", "html"))


def _media_text(node: Node, walk: Walk) -> None:
    value = optional_html if node.get("type") == "html" else optional_plain_text
    walk.report_faults(node, node.text.strip(), value)


def _media_elements() -> tuple[Element, ...]:
    size = (Attribute("height", POSITIVE), Attribute("width", POSITIVE))
    whole = (
        Attribute("url", iri),
        Attribute("fileSize", POSITIVE),
        Attribute("type", mime_type),
        Attribute("medium", one_of("image", "audio", "video", "document", "executable")),
        Attribute("isDefault", TRUE_FALSE),
        Attribute("expression", one_of("sample", "full", "nonstop")),
        Attribute("bitrate", decimal),
        Attribute("framerate", decimal),
        Attribute("samplingrate", decimal),
        Attribute("channels", POSITIVE),
        Attribute("duration", decimal),
        *size,
        Attribute("lang", language),
    )
    content = Element(
        "media:content",
        attributes=whole,
        check=_media_content,
        where=(*BOTH, "media:group"),
        holds="media:content",
    )
    within = MEDIA
    return (
        content,
        Element("media:group", check=_group, where=ENTRIES, holds="media:group"),
        Element("media:adult", ONCE, TRUE_FALSE, where=within),
        Element(
            "media:rating",
            ANY,
            some_text,
            attributes=(Attribute("scheme", _scheme),),
            check=_rating,
            where=within,
        ),
        Element("media:title", ONCE, anything, attributes=(_PLAIN_OR_HTML,), check=_media_text, where=within),
        Element(
            "media:description", ONCE, anything, attributes=(_PLAIN_OR_HTML,), check=_media_text, where=within
        ),
        Element("media:keywords", ONCE, optional_plain_text, where=within),
        Element(
            "media:thumbnail",
            attributes=(Attribute("url", iri, required=True), *size, Attribute("time", NORMAL_PLAY_TIME)),
            where=within,
        ),
        Element(
            "media:category",
            ANY,
            optional_plain_text,
            attributes=(Attribute("scheme", _scheme), Attribute("label", optional_plain_text)),
            where=within,
        ),
        Element(
            "media:hash",
            ANY,
            some_text,
            attributes=(Attribute("algo", one_of(*HASH_LENGTHS)),),
            check=_hash,
            where=within,
        ),
        Element(
            "media:player",
            ONCE,
            anything,
            attributes=(Attribute("url", iri, required=True), *size),
            where=within,
        ),
        Element(
            "media:credit",
            ANY,
            optional_plain_text,
            attributes=(Attribute("role"), Attribute("scheme", _scheme)),
            where=within,
        ),
        Element(
            "media:copyright", ONCE, optional_plain_text, attributes=(Attribute("url", iri),), where=within
        ),
        Element(
            "media:text",
            ANY,
            anything,
            attributes=(
                _PLAIN_OR_HTML,
                Attribute("lang", language),
                Attribute("start", NORMAL_PLAY_TIME),
                Attribute("end", NORMAL_PLAY_TIME),
            ),
            check=_media_text,
            where=within,
        ),
        Element(
            "media:restriction",
            ANY,
            anything,
            attributes=(
                Attribute("relationship", one_of("allow", "deny"), required=True),
                Attribute("type", one_of("country", "uri", "sharing")),
            ),
            check=_restriction,
            where=within,
        ),
        Element(
            "media:community",
            ONCE,
            children=(
                Element(
                    "media:starRating",
                    ONCE,
                    attributes=(
                        Attribute("average", decimal),
                        Attribute("count", COUNT),
                        Attribute("min", COUNT),
                        Attribute("max", COUNT),
                    ),
                ),
                Element(
                    "media:statistics",
                    ONCE,
                    attributes=(Attribute("views", COUNT), Attribute("favorites", COUNT)),
                ),
                Element("media:tags", ONCE, anything),
            ),
            where=within,
        ),
        *(
            Element(f"media:{one}s", ONCE, children=(Element(f"media:{one}", ANY, some_text),), where=within)
            for one in ("comment", "response", "backLink")
        ),
        Element(
            "media:embed",
            ONCE,
            attributes=(Attribute("url", iri, required=True), *size),
            children=(
                Element(
                    "media:param", ANY, anything, attributes=(Attribute("name", some_text, required=True),)
                ),
            ),
            where=within,
        ),
        Element(
            "media:status",
            ONCE,
            attributes=(
                Attribute("state", one_of("active", "blocked", "deleted"), required=True),
                Attribute("reason"),
            ),
            where=within,
        ),
        Element(
            "media:price",
            attributes=(
                Attribute("type", one_of("rent", "purchase", "package", "subscription")),
                Attribute("info", iri),
                Attribute("price", decimal),
                Attribute("currency", matching(r"[A-Z]{3}", "a currency of ISO 4217 such as EUR")),
            ),
            where=within,
        ),
        Element(
            "media:license",
            ANY,
            anything,
            attributes=(Attribute("type", mime_type), Attribute("href", iri)),
            where=within,
        ),
        Element(
            "media:subTitle",
            attributes=(
                Attribute("type", mime_type, required=True),
                Attribute("lang", language, required=True),
                Attribute("href", iri, required=True),
            ),
            where=within,
        ),
        Element(
            "media:peerLink",
            attributes=(Attribute("type", mime_type), Attribute("href", iri, required=True)),
            where=within,
        ),
        Element(
            "media:location",
            attributes=(
                Attribute("description"),
                Attribute("start", NORMAL_PLAY_TIME),
                Attribute("end", NORMAL_PLAY_TIME),
            ),
            holds="media:location",
            where=within,
        ),
        Element(
            "media:rights",
            ONCE,
            attributes=(Attribute("status", one_of("userCreated", "official"), required=True),),
            where=within,
        ),
        Element(
            "media:scenes",
            ONCE,
            children=(
                Element(
                    "media:scene",
                    children=(
                        Element("sceneTitle", ONCE, some_text),
                        Element("sceneDescription", ONCE, anything),
                        Element("sceneStartTime", ONCE, NORMAL_PLAY_TIME),
                        Element("sceneEndTime", ONCE, NORMAL_PLAY_TIME),
                    ),
                ),
            ),
            where=within,
        ),
    )


MRSS = Extension("media", "http://search.yahoo.com/mrss/", "Media RSS 1.5.1", _media_elements())

# --- those that are known and not looked into ------------------------------------------------------------

KNOWN = tuple(
    Extension(prefix, uri)
    for prefix, uri in {
        "rdf": RDF,
        "rss1": "http://purl.org/rss/1.0/",
        "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
        "podcast1": "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
        "googleplay": "http://www.google.com/schemas/play-podcasts/1.0",
        "spotify": "http://www.spotify.com/ns/rss",
        "rawvoice": "http://www.rawvoice.com/rawvoiceRssModule/",
        "psc": "http://podlove.org/simple-chapters",
        "gd": "http://schemas.google.com/g/2005",
        "yt": "http://www.youtube.com/xml/schemas/2015",
        "gml": "http://www.opengis.net/gml",
        "at": "http://purl.org/atompub/tombstones/1.0",
        "ae": "http://purl.org/atom/ext/",
        "activity": "http://activitystrea.ms/spec/1.0/",
        "poco": "http://portablecontacts.net/spec/1.0",
        "source": "http://source.scripting.com/",
        "webfeeds": "http://webfeeds.org/rss/1.0",
        "snf": "http://www.smartnews.be/snf",
        "ag": "http://purl.org/rss/1.0/modules/aggregation/",
        "annotate": "http://purl.org/rss/1.0/modules/annotate/",
        "audio": "http://media.tangent.org/rss/1.0/",
        "company": "http://purl.org/rss/1.0/modules/company",
        "cp": "http://my.theinfo.org/changed/1.0/rss/",
        "co": "http://purl.org/rss/1.0/modules/company/",
        "email": "http://purl.org/rss/1.0/modules/email/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "image": "http://purl.org/rss/1.0/modules/image/",
        "l": "http://purl.org/rss/1.0/modules/link/",
        "prism": "http://prismstandard.org/namespaces/1.2/basic/",
        "reqv": "http://purl.org/rss/1.0/modules/richequiv/",
        "search": "http://purl.org/rss/1.0/modules/search/",
        "ss": "http://purl.org/rss/1.0/modules/servicestatus/",
        "str": "http://hacks.benhammersley.com/rss/streaming/",
        "taxo": "http://purl.org/rss/1.0/modules/taxonomy/",
        "thread": "http://purl.org/rss/1.0/modules/threading/",
        "wiki": "http://purl.org/rss/1.0/modules/wiki/",
        "cf": "http://www.microsoft.com/schemas/rss/core/2005",
        "sx": "http://www.microsoft.com/schemas/rss/sse",
        "icbm": "http://postneo.com/icbm",
        "geourl": "http://geourl.org/rss/module/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xlink": "http://www.w3.org/1999/xlink",
        "svg": "http://www.w3.org/2000/svg",
        "mathml": "http://www.w3.org/1998/Math/MathML",
        "thespringbox": "http://www.thespringbox.com/dtds/thespringbox-1.0.dtd",
        "xhv": "http://www.w3.org/1999/xhtml/vocab#",
    }.items()
)

EXTENSIONS = (
    CONTENT, DC, DCTERMS, SY, SLASH, WFW, THR, FH, APP,
    CREATIVE_COMMONS, CC, ADMIN, BLOG_CHANNEL, OPENSEARCH, TRACKBACK, EV, GEO, GEORSS,
    ITUNES, PODCAST, MRSS,
    Extension("xhtml", XHTML, "XHTML", inside=inside_xhtml),
    *KNOWN,
)  # fmt: skip
