"""Names of elements in XML: their namespaces and customary prefixes, and the fields that hold them."""

from __future__ import annotations

from functools import lru_cache

from feedkit.model.extension import PREFIXES
from feedkit.values.podcast_elements import OF_PODCASTS
from feedkit.values.uri_syntax import is_uri

ATOM = ("http://www.w3.org/2005/atom", "http://purl.org/atom/ns#")
_OWN = (*ATOM, "http://purl.org/rss/1.0/")
_OTHER_SPELLINGS = {  # namespaces in lower case that stand for one of the customary ones
    "http://video.search.yahoo.com/mrss": "media",
    "http://video.search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.rssboard.org/media-rss": "media",
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://www.georss.org/georss/10": "georss",
    "http://creativecommons.org/ns#": "cc",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "creativeCommons",
}
_OF_FORMATS = {  # elements of these are the feed's own, as those without a namespace
    "": "",
    **dict.fromkeys(_OWN, ""),
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss091": "",
    "http://backend.userland.com/rss092": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}
_CUSTOMARY = {uri.lower(): prefix for prefix, uri in PREFIXES.items() if prefix not in ("atom", "xml")}
# The prefixes of our names, by the namespaces in lower case.
PREFIXES_OF_NAMES = {
    **{uri: f"{prefix.lower()}:" for uri, prefix in (_CUSTOMARY | _OTHER_SPELLINGS).items()},
    **_OF_FORMATS,
}
ACTIVE = {  # namespaces in lower case whose elements and attributes browsers and XML tools act on
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1998/math/mathml",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/1999/xsl/transform",
    "http://www.w3.org/2001/xinclude",
    "http://www.w3.org/2003/xinclude",
    "http://www.w3.org/2001/xml-events",
    "http://www.mozilla.org/xbl",
    "http://www.w3.org/ns/xbl",
    "http://www.mozilla.org/keymaster/gatekeeper/there.is.only.xul",
    "http://www.w3.org/1999/xml",
    "http://www.w3.org/2000/xmlns/",
}
OF_XML = ("lang", "space")  # the attributes of XML's own namespace that change nothing outside an element

# The fields of an entry, or else of a feed, that hold elements, by our names for them.
FIELDS = {
    # of RSS and Atom themselves
    "author": "authors",
    "category": "tags",
    "cloud": "cloud",
    "comments": "comments",
    "content": "content",
    "contributor": "contributors",
    "copyright": "rights",
    "created": "published",
    "description": "summary",
    "enclosure": "enclosures",
    "entry": "entries",
    "generator": "generator",
    "guid": "id",
    "icon": "icon",
    "id": "id",
    "image": "image",
    "issued": "published",
    "item": "entries",
    "language": "language",
    "lastbuilddate": "updated",
    "link": "url",
    "logo": "image",
    "managingeditor": "authors",
    "modified": "updated",
    "pubdate": "published",
    "published": "published",
    "rights": "rights",
    "skipdays": "skip_days",
    "skiphours": "skip_hours",
    "source": "source",
    "subtitle": "subtitle",
    "summary": "summary",
    "tagline": "subtitle",
    "title": "title",
    "ttl": "ttl",
    "updated": "updated",
    "webmaster": "web_master",
    # of other namespaces
    "cc:license": "license",
    "creativecommons:license": "license",
    "dc:contributor": "contributors",
    "geo:lat": "location",
    "geo:long": "location",
    "geo:point": "location",
    "georss:box": "location",
    "georss:featurename": "location",
    "georss:line": "location",
    "georss:point": "location",
    "georss:polygon": "location",
    "slash:comments": "comment_count",
    "thr:total": "comment_count",
    "wfw:commentrss": "comments_feed",
    "content:encoded": "content",
    "dc:creator": "authors",
    "dc:date": "published",
    "dc:description": "summary",
    "dc:language": "language",
    "dc:rights": "rights",
    "dc:subject": "tags",
    "dc:title": "title",
    "dcterms:created": "published",
    "dcterms:issued": "published",
    "dcterms:modified": "updated",
    "feedburner:origlink": "url",
    "fh:archive": "paging",
    "fh:complete": "paging",
    "media:category": "tags",
    "media:content": "enclosures",
    "media:description": "summary",
    "media:group": "enclosures",
    "media:keywords": "tags",
    "media:thumbnail": "image",
    "media:title": "title",
}
# The fields of a feed that hold what others hold in an entry.
OF_FEED = {"episode": "podcast", "published": "updated", "summary": "subtitle"}
# Namespaces that fields hold as a whole.
WHOLE = {"rdf:": "id", "xhtml:": "content"}


@lru_cache(maxsize=1024)
def our_name(tag: str) -> str:
    """Return our name for an element, such as "title" or "dc:creator"; "" where its namespace is not known.

    It is in lower case, as feeds err in the case of letters.

    Args:
        tag: its name, `{namespace}name`.
    """
    namespace, _, local = tag.rpartition("}")
    prefix = PREFIXES_OF_NAMES.get(namespace.removeprefix("{").lower())
    return "" if prefix is None else prefix + local.lower()


@lru_cache(maxsize=1024)
def field_of(tag: str, *, in_feed: bool = False) -> str | None:
    """Return the name of the field that holds an element that has a namespace; None where none does.

    Args:
        tag: its name, `{namespace}name`.
        in_feed: whether it is about the feed, not about an entry.
    """
    if tag[:1] != "{":
        return None
    name = our_name(tag)
    field = "episode" if name in OF_PODCASTS else FIELDS.get(name) or WHOLE.get(name.partition(":")[0] + ":")
    return OF_FEED.get(field, field) if field and in_feed else field


def is_of_formats(tag: str) -> bool:
    """Return whether an element is of a namespace that RSS's or Atom's own elements are in."""
    name = our_name(tag)
    return tag[:1] == "{" and name != "" and ":" not in name


def whole_name(tag: str) -> str | None:
    """Return the name that an extension has in the model; None where it can have none.

    One of several spellings of a namespace becomes the customary one. A prefix that no namespace is declared
    for is taken for the customary one.
    """
    namespace, _, local = tag.rpartition("}")
    prefix, colon, name = local.partition(":")
    if colon:
        uri = PREFIXES.get(prefix)
        return f"{{{uri}}}{name}" if uri else None
    prefix = PREFIXES_OF_NAMES.get(namespace.removeprefix("{").lower(), "")
    customary = _CANONICAL.get(prefix.removesuffix(":"))
    return f"{{{customary}}}{local}" if customary else tag


_CANONICAL = {prefix.lower(): uri for prefix, uri in PREFIXES.items()}
_PREFIX_OF = {uri: prefix for prefix, uri in PREFIXES.items()}


def customary_prefix(namespace: str) -> str | None:
    """Return the prefix that a namespace usually has, None where it has none."""
    return _PREFIX_OF.get(namespace)


def shown_name(tag: str) -> str:
    """Return a name as people write it, with the customary prefix where there is one."""
    namespace, _, local = tag.rpartition("}")
    prefix = customary_prefix(namespace.removeprefix("{"))
    return f"{prefix}:{local}" if prefix else tag


@lru_cache(maxsize=1024)
def has_valid_namespace(tag: str) -> bool:
    """Return whether the namespace of an element or attribute is a customary one, or a valid URI, or none."""
    namespace = tag.rpartition("}")[0].removeprefix("{")
    return not namespace or namespace in _PREFIX_OF or is_uri(namespace)


def has_active_namespace(tag: str) -> bool:
    """Return whether a browser or an XML tool may act on an element or attribute of this name."""
    namespace, _, local = tag.rpartition("}")
    uri = namespace.removeprefix("{").lower()
    return uri in ACTIVE or (uri == PREFIXES["xml"].lower() and local not in OF_XML)
