"""The namespaces that extend feeds: one `Extension` each, one row an element.

To add a namespace is to add an `Extension` to `EXTENSIONS`; to add an element is to add a row to it. Podcasts
and Media RSS have files of their own.
"""

from __future__ import annotations

from feedkit.checks.content import html, optional_html
from feedkit.checks.findings import Fault, Rule
from feedkit.checks.inline import XHTML, inside_xhtml
from feedkit.checks.mediarss import MEDIA, MRSS
from feedkit.checks.podcast_rules import ITUNES, PODCAST
from feedkit.checks.times import rfc3339, w3c, w3c_local
from feedkit.checks.url_rules import iri, iri_reference, url
from feedkit.checks.value_rules import (
    Faults,
    anything,
    coordinate,
    count,
    language,
    mime_type,
    numbers,
    one_of,
    optional_plain_text,
    positive,
    some_text,
    yes_or_no,
)
from feedkit.checks.vocabulary import (
    BOTH,
    ENTRIES,
    FEEDS,
    ONCE,
    ONE,
    Attribute,
    Context,
    Element,
    Extension,
    Node,
    ignored,
    texts,
)

RULES = (
    Rule(
        "obsolete-element",
        "warning",
        "An element is one that is still in use.",
        "Use the element that has replaced it.",
    ),
)

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def _comment_rss(node: Node, context: Context) -> None:
    context.report("obsolete-element", node, wanted="<wfw:commentRss>", found="another spelling of it")


# --- content, Dublin Core, syndication, slash, well-formed web, threads, history -------------------------

CONTENT = Extension(
    "content",
    "http://purl.org/rss/1.0/modules/content/",
    "RSS 1.0 content module",
    (
        Element("content:encoded", ONCE, html, where=ENTRIES),
        Element("content:encoded", ONCE, optional_html, where=FEEDS),
        Element("content:items", holds="content:items", inside=ignored, where=BOTH),
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
        *texts("sy", "updateFrequency", FEEDS, positive, ONCE),
        *texts("sy", "updateBase", FEEDS, w3c, ONCE),
    ),
)

SLASH = Extension(
    "slash",
    "http://purl.org/rss/1.0/modules/slash/",
    "RSS 1.0 slash module",
    (
        *texts("slash", "section department", ENTRIES, some_text, ONCE),
        *texts("slash", "comments", ENTRIES, count, ONCE),
        *texts("slash", "hit_parade", ENTRIES, numbers(",", "whole numbers separated by commas"), ONCE),
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
        *texts("thr", "total", ENTRIES, count, ONCE),
    ),
    attributes=(Attribute("count", count), Attribute("updated", rfc3339)),
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
            children=(Element("app:draft", ONCE, yes_or_no),),
            holds="app:control",
            where=ENTRIES,
        ),
        Element("app:collection", inside=ignored, holds="app:collection", where=BOTH),
    ),
)

# --- licences, weblog tools, events, locations --------------------------------------------------------------

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
        Element("cc:License", holds="cc:License", inside=ignored, where=("channel", "feed")),
        Element("cc:Work", holds="cc:Work", inside=ignored, where=("channel", "feed")),
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
        *texts("opensearch", "totalResults startIndex itemsPerPage", FEEDS, count, ONCE),
        Element(
            "opensearch:Query",
            attributes=(
                Attribute("role", some_text, required=True),
                Attribute("title"),
                Attribute("totalResults", count),
                Attribute("searchTerms"),
                Attribute("count", count),
                Attribute("startIndex", count),
                Attribute("startPage", count),
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
    """Pairs of latitude and longitude."""
    wanted = "pairs of latitude and longitude, separated by blanks"
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
        Element("georss:where", inside=ignored, holds="georss:where", where=(*BOTH, "media:location")),
    ),
)

# --- those that are known and not looked into ------------------------------------------------------------

KNOWN = tuple(
    Extension(prefix, uri)
    for prefix, uri in {
        "rdf": RDF,
        "rss1": "http://purl.org/rss/1.0/",
        "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
        "podcast1": "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
        "wordpress": "com-wordpress:feed-additions:1",
        "googleplay": "http://www.google.com/schemas/play-podcasts/1.0",
        "spotify": "http://www.spotify.com/ns/rss",
        "rawvoice": "http://www.rawvoice.com/rawvoiceRssModule/",
        "psc": "http://podlove.org/simple-chapters",
        "openSearch1": "http://a9.com/-/spec/opensearchrss/1.0/",
        "blogger": "http://schemas.google.com/blogger/2008",
        "ccModule": "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html",
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
