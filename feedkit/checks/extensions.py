"""The namespaces that extend feeds: one `Extension` each, one row an element.

To add a namespace is to add an `Extension` to `EXTENSIONS`; to add an element is to add a row to it. Places,
podcasts and Media RSS have files of their own; namespaces without rows are in `known_namespaces`.
"""

from __future__ import annotations

from feedkit.checks.content import html
from feedkit.checks.findings import Rule
from feedkit.checks.geo_rules import GEO, GEORSS, GEOURL, GML, ICBM, PLACES
from feedkit.checks.inline import XHTML, inside_xhtml
from feedkit.checks.known_namespaces import KNOWN
from feedkit.checks.mediarss import MEDIA, MRSS
from feedkit.checks.podcast_rules import ITUNES, PODCAST
from feedkit.checks.times import rfc3339, w3c, w3c_local
from feedkit.checks.url_rules import iri, iri_reference, url
from feedkit.checks.value_rules import (
    NONE,
    Faults,
    anything,
    count,
    language,
    matching,
    mime_type,
    one_of,
    optional_plain_text,
    positive,
    some_text,
    up_to,
    whole_number,
    whole_numbers,
    yes_or_no,
)
from feedkit.checks.vocabulary import (
    ANY,
    BOTH,
    ENTRIES,
    FEEDS,
    ONCE,
    Attribute,
    Context,
    Element,
    Extension,
    Node,
    Times,
    eaten,
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

ROLES = ("request", "example", "related", "correction", "subset", "superset")


def resources(
    prefix: str, names: str, where: tuple[str, ...], times: Times = ANY, *, required: bool = False
) -> tuple[Element, ...]:
    """Return a row for each of several elements that name a resource, by rdf:resource."""
    of_all = (Attribute("rdf:resource", iri_reference, required=required), Attribute("dc:title"))
    return tuple(Element(f"{prefix}:{name}", times, anything, of_all, where=where) for name in names.split())


def attributes(names: str) -> tuple[Attribute, ...]:
    """Return a row for each of several attributes with any value."""
    return tuple(Attribute(name) for name in names.split())


def _role(text: str) -> Faults:
    """The role of a query: one that is defined, or one of an extension."""
    return NONE if ":" in text else one_of(*ROLES)(text)


def _comment_rss(node: Node, context: Context) -> None:
    context.report("obsolete-element", node, wanted="<wfw:commentRss>", found="another spelling of it")


# --- content, Dublin Core, syndication, slash, well-formed web, threads, history -------------------------

CONTENT = Extension(
    "content",
    "http://purl.org/rss/1.0/modules/content/",
    "RSS 1.0 content module",
    (
        Element("content:encoded", ONCE, html, where=("item",)),
        Element("content:items", ONCE, holds="content:items", inside=ignored, where=("item",)),
    ),
)

DC = Extension(
    "dc",
    "http://purl.org/dc/elements/1.1/",
    "Dublin Core elements 1.1",
    (
        *texts("dc", "creator subject publisher contributor", PLACES, optional_plain_text),
        *texts("dc", "identifier relation coverage", PLACES),
        *texts("dc", "title", PLACES, optional_plain_text, ONCE),
        *texts("dc", "description type format source rights", PLACES, times=ONCE),
        *texts("dc", "language", PLACES, language, ONCE),
        *texts("dc", "date", ("item",), w3c),
        *texts("dc", "date", tuple(place for place in PLACES if place != "item"), w3c, ONCE),
    ),
    anywhere=True,
)

DCTERMS = Extension(
    "dcterms",
    "http://purl.org/dc/terms/",
    "DCMI metadata terms",
    (
        *texts("dcterms", "created issued modified", PLACES, w3c, ONCE),
        *texts("dcterms", "abstract mediator dateAccepted dateCopyrighted dateSubmitted", PLACES, times=ONCE),
        *texts("dcterms", "date", PLACES, w3c),
        *texts("dcterms", "language", PLACES, language),
        *texts(
            "dcterms",
            """alternative audience bibliographicCitation contributor coverage creator description extent
            format identifier medium publisher rights subject title type""",
            PLACES,
        ),
        *resources(
            "dcterms",
            """conformsTo hasFormat hasPart hasVersion isFormatOf isPartOf isReferencedBy isReplacedBy
            isRequiredBy isVersionOf references relation replaces requires source tableOfContents""",
            PLACES,
        ),
        *eaten(
            "dcterms",
            """accessRights accrualMethod accrualPeriodicity accrualPolicy available educationLevel
            instructionalMethod license provenance rightsHolder spatial temporal valid""",
            PLACES,
        ),
    ),
    anywhere=True,
)

RDF = Extension(
    "rdf",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "RDF 1.1 XML syntax",
    eaten("rdf", "RDF type Description", PLACES),
    anywhere=True,
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
        *texts("slash", "section department", ENTRIES, some_text),
        *texts("slash", "comments", ENTRIES, count, ONCE),
        *texts("slash", "hit_parade", ENTRIES, whole_numbers, ONCE),
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
            where=BOTH,
            holds="thr:in-reply-to",
            value=anything,
        ),
        *texts("thr", "total", ENTRIES, count, ONCE),
    ),
)

FH = Extension(
    "fh",
    "http://purl.org/syndication/history/1.0",
    "RFC 5005",
    (Element("fh:complete", where=FEEDS), Element("fh:archive", where=FEEDS)),
)

APP = Extension(
    "app",
    "http://www.w3.org/2007/app",
    "RFC 5023",
    (
        Element("app:edited", ONCE, rfc3339, where=("entry",), trim=False),
        Element(
            "app:control",
            ONCE,
            children=(Element("app:draft", ONCE, yes_or_no, trim=False),),
            holds="app:control",
            where=("entry",),
        ),
        Element("app:collection", inside=ignored, holds="app:collection", where=("feed", "source", "entry")),
    ),
)

INDEXING = Extension("indexing", "urn:atom-extension:indexing", "Atom indexing extension", ())

ACCESS = Extension(
    "access",
    "http://www.bloglines.com/about/specs/fac-1.0",
    "Feed access control 1.0",
    (
        Element(
            "access:restriction",
            ONCE,
            attributes=(Attribute("relationship", one_of("allow", "deny"), required=True),),
            where=("rss", "feed"),
        ),
    ),
)

# --- licences, weblog tools, events -------------------------------------------------------------------------

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
        *resources("cc", "license", (*BOTH, "image"), required=True),
        *resources("cc", "permits requires prohibits", ("link",), required=True),
        *eaten("cc", "License Work", ("channel", "feed")),
    ),
)

ADMIN = Extension(
    "admin",
    "http://webns.net/mvcb/",
    "RSS 1.0 administration module",
    resources("admin", "generatorAgent errorReportsTo", FEEDS, times=ONCE, required=True),
)

BLOG_CHANNEL = Extension(
    "blogChannel",
    "http://backend.userland.com/blogChannelModule",
    "blogChannel RSS module",
    texts("blogChannel", "blogRoll mySubscriptions blink changes", FEEDS, url, ONCE),
)

FEEDBURNER = Extension(
    "feedburner",
    "http://rssnamespace.org/feedburner/ext/1.0",
    "FeedBurner extensions 1.0",
    (
        *texts("feedburner", "origLink origEnclosureLink", ENTRIES, url, ONCE),
        *texts("feedburner", "awareness", BOTH, url, ONCE),
        *texts("feedburner", "feedburnerHostname", FEEDS, url, ONCE),
        *texts("feedburner", "browserFriendly emailServiceId", FEEDS, times=ONCE),
        Element(
            "feedburner:feedFlare",
            value=anything,
            attributes=(
                Attribute("href", iri_reference, required=True),
                Attribute("src", iri_reference, required=True),
            ),
            where=FEEDS,
        ),
        Element("feedburner:info", attributes=(Attribute("uri", iri_reference, required=True),), where=FEEDS),
    ),
)


def _opensearch(prefix: str, uri: str) -> Extension:
    return Extension(
        prefix,
        uri,
        "OpenSearch, response elements",
        (
            *texts(prefix, "totalResults itemsPerPage", FEEDS, count, ONCE),
            *texts(prefix, "startIndex", FEEDS, whole_number, ONCE),
            Element(f"{prefix}:Query", attributes=_QUERY, where=FEEDS),
        ),
    )


_ENCODING = matching(r"[A-Za-z][A-Za-z0-9._:-]*", "the name of an encoding, such as utf-8")
_QUERY = (
    Attribute("role", _role, required=True),
    Attribute("title", up_to(256)),
    Attribute("totalResults", count),
    Attribute("searchTerms"),
    Attribute("count", count),
    Attribute("startIndex", whole_number),
    Attribute("startPage", whole_number),
    Attribute("language", language),
    Attribute("inputEncoding", _ENCODING),
    Attribute("outputEncoding", _ENCODING),
    Attribute("parameter"),
)
OPENSEARCH = _opensearch("opensearch", "http://a9.com/-/spec/opensearch/1.1/")
OPENSEARCH_1_0 = _opensearch("opensearch10", "http://a9.com/-/spec/opensearchrss/1.0/")

TRACKBACK = Extension(
    "trackback",
    "http://madskills.com/public/xml/rss/module/trackback/",
    "TrackBack RSS module",
    (*texts("trackback", "ping", ENTRIES, url, ONCE), *texts("trackback", "about", ENTRIES, url)),
)

EV = Extension(
    "ev",
    "http://purl.org/rss/1.0/modules/event/",
    "RSS 1.0 event module",
    (
        *texts("ev", "startdate enddate", ENTRIES, w3c_local, ONCE),
        *eaten("ev", "location organizer", ENTRIES),
        *texts("ev", "type", ENTRIES, some_text, ONCE),
    ),
)

CF = Extension(
    "cf",
    "http://www.microsoft.com/schemas/rss/core/2005",
    "Simple List Extensions",
    (
        Element(
            "cf:listinfo",
            children=(
                Element("cf:sort", attributes=attributes("data-type default element label ns")),
                Element("cf:group", attributes=attributes("element label ns")),
            ),
            where=FEEDS,
        ),
        *texts("cf", "treatAs", FEEDS),
    ),
)

AG = Extension(
    "ag",
    "http://purl.org/rss/1.0/modules/aggregation/",
    "RSS 1.0 aggregation module",
    (
        *texts("ag", "source", ENTRIES, times=ONCE),
        *texts("ag", "sourceURL", ENTRIES, url, ONCE),
        *texts("ag", "timestamp", ENTRIES, w3c_local, ONCE),
    ),
)

TAXO = Extension(
    "taxo",
    "http://purl.org/rss/1.0/modules/taxonomy/",
    "RSS 1.0 taxonomy module",
    eaten("taxo", "topics", BOTH),
)

EXTENSIONS = (
    CONTENT, DC, DCTERMS, RDF, SY, SLASH, WFW, THR, FH, APP, INDEXING, ACCESS,
    CREATIVE_COMMONS, CC, ADMIN, BLOG_CHANNEL, FEEDBURNER, OPENSEARCH, OPENSEARCH_1_0, TRACKBACK, EV, CF, AG,
    TAXO, GEO, GEORSS, GML, ICBM, GEOURL, ITUNES, PODCAST, MRSS,
    Extension("xhtml", XHTML, "XHTML", inside=inside_xhtml),
    *KNOWN,
)  # fmt: skip
