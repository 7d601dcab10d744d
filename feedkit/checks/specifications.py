"""Where the specifications are that rules and tables name: a link for each."""

from __future__ import annotations

import re

RFC = re.compile(r"RFC ([0-9]+)(?:, sections? ([0-9.]+[0-9]|[0-9]))?")
LINKS = {  # by what the name of a specification begins with
    "Apple Podcasts categories": "https://podcasters.apple.com/support/1691-apple-podcasts-categories",
    "Apple: a podcaster's guide to RSS": "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    "Atom indexing extension": "https://datatracker.ietf.org/doc/html/draft-snell-atompub-feed-index-10",
    "blogChannel RSS module": "http://backend.userland.com/blogChannelModule",
    "CommentAPI": "http://wellformedweb.org/CommentAPI/",
    "Creative Commons metadata": "https://web.resource.org/cc/",
    "creativeCommons RSS module": "https://cyber.harvard.edu/rss/creativeCommonsRssModule.html",
    "DCMI metadata terms": "https://www.dublincore.org/specifications/dublin-core/dcmi-terms/",
    "Dublin Core elements 1.1": "https://www.dublincore.org/specifications/dublin-core/dces/",
    "Feed access control 1.0": "http://www.bloglines.com/about/specs/fac-1.0",
    "FeedBurner extensions 1.0": "http://rssnamespace.org/feedburner/ext/1.0",
    "GeoRSS": "https://docs.ogc.org/cs/17-002r1/17-002r1.html",
    "GeoURL RSS module": "http://geourl.org/rss/module/",
    "HTML, section": "https://html.spec.whatwg.org/multipage/syntax.html",
    "ICBM RSS module": "http://postneo.com/icbm",
    "ISO 8601-1": "https://www.iso.org/standard/70907.html",
    "JSON Feed 1.1": "https://www.jsonfeed.org/version/1.1/",
    "Media RSS 1.5.1": "https://www.rssboard.org/media-rss",
    "Namespaces in XML": "https://www.w3.org/TR/xml-names/",
    "OpenSearch": "https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md",
    "podcast namespace 1.0": "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
    "RDF 1.1 XML syntax": "https://www.w3.org/TR/rdf-syntax-grammar/",
    "RSS 1.0 administration module": "https://web.resource.org/rss/1.0/modules/admin/",
    "RSS 1.0": "https://web.resource.org/rss/1.0/modules/",
    "RSS 2.0": "https://www.rssboard.org/rss-specification",
    "RSS Board, RSS 0.91 DTD": "https://www.rssboard.org/rss-0-9-1-netscape",
    "RSS Profile": "https://www.rssboard.org/rss-profile",
    "Simple List Extensions": "http://www.microsoft.com/schemas/rss/core/2005",
    "TrackBack RSS module": "http://madskills.com/public/xml/rss/module/trackback/",
    "W3C Basic Geo": "https://www.w3.org/2003/01/geo/",
    "W3C note on date and time formats": "https://www.w3.org/TR/NOTE-datetime",
    "XHTML": "https://www.w3.org/TR/xhtml1/",
    "XML 1.0": "https://www.w3.org/TR/xml/",
}


def link_of(spec: str) -> str:
    """Return the address of a specification, and of its section if it is an RFC; "" for one without a link.

    Args:
        spec: as rules name it, "RFC 4287, section 4.2.6"; of several, divided by "; ", the first counts.
    """
    rfc = RFC.match(spec)
    if rfc:
        section = f"#section-{rfc[2]}" if rfc[2] else ""
        return f"https://www.rfc-editor.org/rfc/rfc{rfc[1]}{section}"
    return next((link for name, link in LINKS.items() if spec.startswith(name)), "")
