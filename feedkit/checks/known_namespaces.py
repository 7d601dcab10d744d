"""Namespaces that are known and not looked into."""

from __future__ import annotations

from feedkit.checks.vocabulary import Extension

KNOWN = tuple(
    Extension(prefix, uri)
    for prefix, uri in {
        "rss1": "http://purl.org/rss/1.0/",
        "podcast1": "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
        "wordpress": "com-wordpress:feed-additions:1",
        "googleplay": "http://www.google.com/schemas/play-podcasts/1.0",
        "spotify": "http://www.spotify.com/ns/rss",
        "rawvoice": "http://www.rawvoice.com/rawvoiceRssModule/",
        "psc": "http://podlove.org/simple-chapters",
        "blogger": "http://schemas.google.com/blogger/2008",
        "ccModule": "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html",
        "gd": "http://schemas.google.com/g/2005",
        "yt": "http://www.youtube.com/xml/schemas/2015",
        "at": "http://purl.org/atompub/tombstones/1.0",
        "ae": "http://purl.org/atom/ext/",
        "activity": "http://activitystrea.ms/spec/1.0/",
        "poco": "http://portablecontacts.net/spec/1.0",
        "source": "http://source.scripting.com/",
        "webfeeds": "http://webfeeds.org/rss/1.0",
        "snf": "http://www.smartnews.be/snf",
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
        "thread": "http://purl.org/rss/1.0/modules/threading/",
        "wiki": "http://purl.org/rss/1.0/modules/wiki/",
        "sx": "http://www.microsoft.com/schemas/rss/sse",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xlink": "http://www.w3.org/1999/xlink",
        "svg": "http://www.w3.org/2000/svg",
        "mathml": "http://www.w3.org/1998/Math/MathML",
        "thespringbox": "http://www.thespringbox.com/dtds/thespringbox-1.0.dtd",
        "xhv": "http://www.w3.org/1999/xhtml/vocab#",
    }.items()
)
