"""What a feed says beyond the fields of the model: elements of any namespace."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedkit.model.checked import EMPTY, Checked, FrozenDict

PREFIXES = {  # the customary prefixes of namespaces, which documents use for them
    "admin": "http://webns.net/mvcb/",
    "app": "http://www.w3.org/2007/app",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "blogChannel": "http://backend.userland.com/blogChannelModule",
    "blogger": "http://schemas.google.com/blogger/2008",
    "cc": "http://web.resource.org/cc/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "ev": "http://purl.org/rss/1.0/modules/event/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "fh": "http://purl.org/syndication/history/1.0",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gd": "http://schemas.google.com/g/2005",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "georss": "http://www.georss.org/georss",
    "gml": "http://www.opengis.net/gml",
    "googleplay": "http://www.google.com/schemas/play-podcasts/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "opensearch": "http://a9.com/-/spec/opensearch/1.1/",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "psc": "http://podlove.org/simple-chapters",
    "rawvoice": "http://www.rawvoice.com/rawvoiceRssModule/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "snf": "http://www.smartnews.be/snf",
    "source": "http://source.scripting.com/",
    "spotify": "http://www.spotify.com/ns/rss",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "taxo": "http://purl.org/rss/1.0/modules/taxonomy/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "torrent": "http://xmlns.ezrss.it/0.1/",
    "trackback": "http://madskills.com/public/xml/rss/module/trackback/",
    "webfeeds": "http://webfeeds.org/rss/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "wordpress": "com-wordpress:feed-additions:1",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "yandex": "http://news.yandex.ru",
    "yt": "http://www.youtube.com/xml/schemas/2015",
}
_OF_XML = (f"{{{PREFIXES['xml']}}}", "{http://www.w3.org/2000/xmlns/}")
_IN_URI = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})"  # RFC 3986, without IPv6 addresses
_NAMESPACE = rf"\{{[A-Za-z][A-Za-z0-9+.-]*:{_IN_URI}+(?:#{_IN_URI}*)?\}}"
_WORD = "[A-Za-z_][A-Za-z0-9_.-]*"
_NAME = re.compile(rf"(?:{_NAMESPACE}|({_WORD}):)?({_WORD})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Element(Checked):
    """An element of any namespace, for what the fields of a feed or an entry cannot say.

    `Element(name="dc:publisher", text="Quarry Press")` and
    `Element(name="{https://ns.example/mood}mood", attributes={"level": "3"})` are two of them.

    Attributes:
        name: its name, as "{namespace}name"; a customary prefix is taken for its namespace, as in
            "dc:publisher". RSS's own "textInput" and "rating", and what is in them, have none.
        text: what stands in it, plain text.
        attributes: the values of its attributes, by names like those of elements.
        children: the elements in it, behind its text.
    """

    name: str  # {namespace}name / {namespace}name / -
    text: str = ""  # text / text / -
    attributes: Mapping[str, str] = EMPTY  # @* / @* / -
    children: Sequence[Element] = ()  # * / * / -

    def __post_init__(self) -> None:
        super(Element, self).__post_init__()
        if self.name[:1] != "{":
            object.__setattr__(self, "name", self._whole_name("name", self.name))
        if any(":" in name and name[:1] != "{" for name in self.attributes):
            whole = {self._whole_name("attributes", name): value for name, value in self.attributes.items()}
            object.__setattr__(self, "attributes", FrozenDict(whole))
        for name in (self.name, *self.attributes):
            if not _NAME.fullmatch(name):
                self._whole_name("name" if name is self.name else "attributes", name)
        if self.name.startswith(_OF_XML):
            raise ValueError(
                f"Element.name must be of another namespace than XML's own, but is {self.name!r}"
            )

    def _whole_name(self, field: str, name: str) -> str:
        """Return a name with its namespace instead of a prefix."""
        match = _NAME.fullmatch(name)
        if match is None or (match[1] and match[1] not in PREFIXES):
            wanted = (
                'be a name in ASCII as "{namespace}name", the namespace an absolute URI, or with a customary '
                'prefix as "dc:publisher"'
            )
            raise ValueError(f"Element.{field} must {wanted}, but is {name!r}")
        return f"{{{PREFIXES[match[1]]}}}{match[2]}" if match[1] else name
