"""A feed in well-formed XML: RSS 0.90 to 2.0, Atom 0.3 and 1.0, and what podcasts and Media RSS add to them.

All of them are read alike: real feeds borrow elements from each other, and their names rarely clash. What an
element's namespace decides is whether its text may be HTML.
"""

from __future__ import annotations

import base64
import binascii
from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from lxml import etree

from feedkit.errors import Problem
from feedkit.model import Enclosure, Entry, Episode, Feed, Paging, Person, Podcast, Source, Tag
from feedkit.parsers.constructs import (
    count,
    has_markup,
    looks_like_html,
    paragraphs,
    person,
    plain_text,
    seconds,
    size,
)
from feedkit.parsers.syndication.moments import Moments
from feedkit.parsers.trees import tree
from feedkit.values.plain_text import clean_line, clean_text
from feedkit.values.sanitising import sanitised_html
from feedkit.values.syndication_terms import GENERATOR, PAGING_RELATIONS, XML_LANG, text_and_type
from feedkit.values.urls import absolute_url

ATOM = ("http://www.w3.org/2005/atom", "http://purl.org/atom/ns#")
PREFIXES = {  # by the namespaces in lower case; all that is not here is no business of ours
    "": "",
    **dict.fromkeys(ATOM, ""),
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss091": "",
    "http://backend.userland.com/rss092": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/syndication/history/1.0": "fh:",
    "http://search.yahoo.com/mrss": "media:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "https://podcastindex.org/namespace/1.0": "podcast:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}
ROOTS = ("rss", "rdf:rdf", "feed", "channel")
NESTING = ("media:group", "media:content")  # what is in them is said of the entry
RELATION = "http://www.iana.org/assignments/relation/"  # RFC 4287, section 4.2.7.2
HTML_TYPES = ("html", "text/html")
TEXT_TYPES = ("", "text", "text/plain")
YES, NO = ("yes", "true", "explicit"), ("no", "false", "clean")
ITUNES = "category", "complete", "explicit", "new-feed-url", "owner", "type"  # what makes a podcast
SEPARATOR = " > "
SILENT = Problem(
    rule="no-podcast-for-apple",
    message="read as a plain feed, as it does not say whether the podcast is explicit: wanted true or false",
    where="feed, podcast",
)
SUMMARIES = (
    "summary",
    "description",
    "itunes:summary",
    "media:description",
    "dc:description",
    "itunes:subtitle",
)


def read(content: str, url: str | None, moments: Moments) -> Feed | None:
    """Read a feed; None where it is not well-formed, needs a DTD, or is none at all."""
    root = _root(content, url)
    if root is None:
        return None
    channel = next((one for one in root if _name(one) == "channel"), root)
    about = _Parts(channel)
    if channel is not root:
        about.add(one for one in root if one is not channel)  # RSS 0.90 and 1.0 have all side by side
    document = _Document(url, "xml:base" in content, moments, about.text("generator") == GENERATOR)
    return document.feed(about, root)


def _root(content: str, url: str | None) -> etree._Element | None:
    """The root of a feed, or None; entities are left to feedparser, which knows those of HTML."""
    try:
        root = tree(content, url)
    except etree.XMLSyntaxError:
        return None
    if _name(root) not in ROOTS or next(root.iter(etree.Entity), None) is not None:
        return None
    return root


@lru_cache(maxsize=1024)
def _known(tag: str) -> str:
    """A name of ours for an element, "" for one that is none of ours; feeds err in the case of letters."""
    namespace, _, local = tag.rpartition("}")
    prefix = PREFIXES.get(namespace.removeprefix("{").lower())
    return "" if prefix is None else prefix + local.lower()


def _name(element: etree._Element) -> str:
    return _known(element.tag) if isinstance(element.tag, str) else ""


def _is_atom(element: etree._Element) -> bool:
    return str(element.tag)[1:].lower().startswith(ATOM)


class _Parts:
    """The children of an element by their names, in the order of the document."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.named: dict[str, list[etree._Element]] = defaultdict(list)
        self.add(element)

    def add(self, elements: Iterator[etree._Element] | etree._Element) -> None:
        for element in elements:
            name = _name(element)
            self.named[name].append(element)
            if name in NESTING:
                self.add(element)

    def all(self, *names: str) -> list[etree._Element]:
        return [element for name in names for element in self.named.get(name, ())]

    def texts(self, *names: str) -> Iterator[str]:
        """What they say, those of the first name first; the blank ones are left out."""
        return (text for element in self.all(*names) if (text := _text(element)))

    def text(self, *names: str) -> str | None:
        return next(self.texts(*names), None)


def _text(element: etree._Element) -> str:
    text = element.text or "" if not len(element) else "".join(element.itertext())
    return text.strip()


@dataclass(frozen=True, slots=True)
class _Document:
    """Reads one document."""

    url: str | None
    has_bases: bool  # whether xml:base is in it
    moments: Moments
    is_ours: bool  # RSS leaves open what is text and what is HTML; of what feedkit writes it is known

    def feed(self, about: _Parts, root: etree._Element) -> Feed:
        title = self.line(about, "title", "dc:title")
        language = (
            clean_line(about.text("language", "dc:language")) or _language(about.element) or _language(root)
        )
        subtitle = self.line(about, "subtitle", "tagline", "description", "itunes:subtitle", "itunes:summary")
        people = self.people(about, "author", "managingeditor", "dc:creator", "itunes:author")
        stand_in = (Person(name=title or ""),) if self.is_ours and _is_atom(root) else ()
        entries = tuple(
            self.entry(_Parts(element), number, language)
            for number, element in enumerate(about.all("entry", "item"), 1)
        )
        updated = about.texts(
            "updated", "modified", "lastbuilddate", "dcterms:modified", "dc:date", "pubdate"
        )
        changed = self.moments.first(updated, "feed, updated")
        podcast = self.podcast(about)
        return Feed(
            title=title,
            url=self.home(about),
            feed_url=self.link(about, "self"),
            id=about.text("id"),
            subtitle=None if self.is_ours and subtitle == title and not _is_atom(root) else subtitle,
            language=language,
            updated=changed,
            authors=() if people == stand_in else people,
            icon=self.address(about, "icon"),
            image=self.feed_image(about),
            tags=self.tags(about, "category", "dc:subject"),
            rights=self.line(about, "rights", "copyright", "dc:rights"),
            stylesheet=self.stylesheet(root),
            hub=self.link(about, "hub"),
            paging=self.paging(about),
            podcast=podcast,
            entries=entries,
        )

    def entry(self, item: _Parts, number: int, of_feed: str | None) -> Entry:
        title = self.line(item, "title", "dc:title", "media:title")
        where = f"entry {number} {title!r}" if title else f"entry {number}"
        published = item.texts(
            "published", "issued", "pubdate", "dcterms:issued", "created", "dcterms:created", "dc:date"
        )
        updated = item.texts("updated", "modified", "dcterms:modified")
        when = self.moments.first(published, f"{where}, published")
        changed = self.moments.first(updated, f"{where}, updated")
        summary, content = self.summary_and_content(item, title)
        image, enclosures = self.image_and_enclosures(item)
        return Entry(
            title=title,
            url=self.home(item) or self.permalink(item),
            id=item.text("id", "guid") or clean_line(_about(item.element)),
            published=when,
            updated=changed,
            summary=summary,
            content=content,
            authors=self.people(item, "author", "dc:creator", "itunes:author"),
            tags=self.tags(
                item, "category", "dc:subject", "media:category", "media:keywords", "itunes:keywords"
            ),
            image=image,
            enclosures=enclosures,
            language=self.language(item, of_feed),
            rights=self.line(item, "rights", "copyright", "dc:rights"),
            comments=self.comments(item),
            source=self.source(item, changed or when),
            episode=_episode(item),
        )

    # --- addresses ---

    def base(self, element: etree._Element) -> str | None:
        return absolute_url(element.base or "", self.url) or self.url if self.has_bases else self.url

    def absolute(self, reference: str | None, element: etree._Element) -> str | None:
        return absolute_url(reference or "", self.base(element))

    def address(self, parts: _Parts, *names: str) -> str | None:
        """The first address that is the text of an element of these names."""
        found = (self.absolute(_text(element), element) for element in parts.all(*names))
        return next(filter(None, found), None)

    def links(self, parts: _Parts, rel: str) -> Iterator[etree._Element]:
        """Links of Atom, which stand in RSS too, of one relation."""
        for element in parts.all("link"):
            own = (element.get("rel") or "alternate").strip().lower().removeprefix(RELATION)
            if own == rel and element.get("href") is not None:
                yield element

    def link(self, parts: _Parts, rel: str) -> str | None:
        found = (self.absolute(element.get("href"), element) for element in self.links(parts, rel))
        return next(filter(None, found), None)

    def home(self, parts: _Parts) -> str | None:
        """RSS's own link; else Atom's to a page, HTML before other types; else a content elsewhere."""
        alternates = sorted(self.links(parts, "alternate"), key=_is_no_page)
        found = [self.absolute(element.get("href"), element) for element in alternates]
        found += [self.absolute(one.get("src"), one) for one in parts.all("content") if not _is_no_page(one)]
        return self.address(parts, "link") or next(filter(None, found), None)

    def permalink(self, item: _Parts) -> str | None:
        """RSS: a guid that is an address (2.0, <guid>), and RSS 1.0's name of an item."""
        for element in item.all("guid"):
            if (element.get("isPermaLink") or "true").strip().lower() != "false":
                return absolute_url(_text(element), None)
        return absolute_url(_about(item.element), None)

    def comments(self, item: _Parts) -> str | None:
        pages = (one for one in self.links(item, "replies") if not _is_no_page(one))
        found = (self.absolute(element.get("href"), element) for element in pages)
        return self.address(item, "comments") or next(filter(None, found), None)

    def paging(self, about: _Parts) -> Paging | None:
        links = {name: self.link(about, rel) for name, rel in PAGING_RELATIONS.items()}
        found = Paging(
            archive=bool(about.all("fh:archive")), complete=bool(about.all("fh:complete")), **links
        )
        return found if found != Paging() else None

    def stylesheet(self, root: etree._Element) -> str | None:
        """The CSS that the document names before its root; XSLT shows nothing any more."""
        for before in root.itersiblings(etree.ProcessingInstruction, preceding=True):
            if before.get("type") == "text/css":
                address = absolute_url(unescape(before.get("href") or ""), self.url)
                if address:
                    return address
        return None

    # --- texts ---

    def markup(self, element: etree._Element, kind: str) -> tuple[str, bool]:
        """What a text construct says, and whether that is HTML; `kind` is what it is if it does not say.

        RFC 4287, section 3.1; Atom 0.3 has media types, and a mode beside them.
        """
        declared = (element.get("type") or "").strip().lower() if _is_atom(element) else ""
        if element.get("mode") == "base64":
            return _from_base64(_text(element)), declared in HTML_TYPES
        if len(element):
            return _inner(element), True
        text = element.text or ""
        if declared:
            return text, declared in HTML_TYPES
        if _is_atom(element):
            return text, False
        return text, kind == "html" or (not self.is_ours and looks_like_html(text))

    def plain(self, element: etree._Element, kind: str = "text") -> str | None:
        """A text construct as plain text, its lines kept."""
        text, is_html = self.markup(element, kind)
        return clean_text(plain_text(text)) if is_html else clean_text(text)

    def line(self, parts: _Parts, *names: str) -> str | None:
        """A text construct as plain text on one line; the first of these names that says something."""
        for name in names:
            kind = "html" if name == "description" else "text"
            for element in parts.all(name):
                text = clean_line(self.plain(element, kind))
                if text:
                    return text
        return None

    def summary_and_content(self, item: _Parts, title: str | None) -> tuple[str | None, str | None]:
        """As readers take them: a description with markup is the content, a content of all text a summary."""
        short = next((one for one in item.all(*SUMMARIES) if len(one) or (one.text or "").strip()), None)
        long = self.full_text(item)
        if long is None and short is not None and self.has_markup(short):
            short, long = None, short
        summary = None if short is None else self.plain(short, _kind(short))
        if long is None:
            return (None if summary == title and not self.is_ours else summary), None
        text, is_html = self.markup(long, _kind(long))
        said = clean_text(plain_text(text)) if is_html else clean_text(text)
        if not is_html and summary is None:
            return (None if said == title else said), None
        if said in (title, summary) and self.stands_in(item, (text, is_html), said):
            return summary, None
        content = sanitised_html(text, self.base(long)) if is_html else paragraphs(text)
        return (None if summary == title and not self.is_ours else summary), content

    def stands_in(self, item: _Parts, content: tuple[str, bool], said: str | None) -> bool:
        """Whether a content is there as there is no link (RFC 4287, section 4.1.2), as feedkit writes it."""
        text, kind = text_and_type(said or "")
        return _is_atom(item.element) and content == (text, kind == "html") and self.home(item) is None

    def full_text(self, item: _Parts) -> etree._Element | None:
        """The content, if it is text or HTML, the richest first; not one that is elsewhere or in Base64."""
        found = [one for one in item.all("content:encoded", "content", "xhtml:body") if _is_text(one)]
        return max(found, key=lambda one: self.markup(one, _kind(one))[1], default=None)

    def has_markup(self, element: etree._Element) -> bool:
        text, is_html = self.markup(element, _kind(element))
        return is_html and has_markup(text)

    def language(self, item: _Parts, of_feed: str | None) -> str | None:
        """That of the entry; that of its text, where it is another than the feed's."""
        own = clean_line(_language(item.element)) or clean_line(item.text("dc:language", "language"))
        if own:
            return own
        texts = (_language(one) for one in item.all("title", "content", "summary", "description"))
        inner = next(filter(None, texts), None)
        return inner if inner != of_feed else None

    # --- people, tags, sources ---

    def people(self, parts: _Parts, *names: str) -> tuple[Person, ...]:
        """All that elements of these names tell of; Apple's author only where there is no other."""
        found: dict[Person, None] = {}
        for name in names:
            if name == "itunes:author" and found:
                break
            known = {one.name for one in found}
            told = filter(None, map(self.person, parts.all(name)))
            found |= dict.fromkeys(one for one in told if one.name not in known)
        return tuple(found)

    def person(self, element: etree._Element) -> Person | None:
        if not len(element):
            if _name(element).endswith("creator") and self.is_ours:
                return Person(name=name) if (name := clean_line(element.text)) else None
            return person(element.text)
        parts = _Parts(element)
        name, email = clean_line(parts.text("name", "itunes:name")), parts.text("email", "itunes:email")
        url = self.address(parts, "uri", "url", "homepage")
        if not (name or email or url):
            return person(_text(element))
        return Person(name=name or "", email=email, url=url)

    def tags(self, parts: _Parts, *names: str) -> tuple[str | Tag, ...]:
        found: list[str | Tag] = []
        for element in parts.all(*names):
            if _name(element).endswith(":keywords"):
                found += filter(None, map(clean_line, _text(element).split(",")))
                continue
            name = clean_line(element.get("term") or _text(element) or element.get("label"))
            scheme = (element.get("scheme") or element.get("domain") or "").strip()
            if name:
                found.append(Tag(name=name, scheme=scheme) if scheme else name)
        return tuple(dict.fromkeys(found))

    def source(self, item: _Parts, changed: object) -> Source | None:
        """The feed that an entry was taken from, where it has an address."""
        for element in item.all("source"):
            parts = _Parts(element)
            own = parts.text("id")
            url = self.absolute(element.get("url"), element) or self.link(parts, "self")
            url = url or self.home(parts) or absolute_url(own or "", None)
            title = self.line(parts, "title") or clean_line(element.text)
            if url:
                updated = self.moments.first(parts.texts("updated"), "source, updated")
                return Source(
                    title=title or url,
                    url=url,
                    id=own if own != url else None,
                    updated=updated if updated != changed else None,
                )
        return None

    # --- pictures and files ---

    def feed_image(self, about: _Parts) -> str | None:
        pictures = [*about.all("logo"), *about.all("image"), *about.all("itunes:image", "media:thumbnail")]
        return next(filter(None, map(self.picture, pictures)), None)

    def picture(self, element: etree._Element) -> str | None:
        """The address of a picture: an attribute, the text, or an element within."""
        own = element.get("href") or element.get("url") or _Parts(element).text("url")
        return self.absolute(own or (_text(element) if not len(element) else None), element)

    def image_and_enclosures(self, item: _Parts) -> tuple[str | None, tuple[Enclosure, ...]]:
        pictures: list[etree._Element] = []
        media: list[etree._Element] = []
        for one in item.all("media:content"):
            (pictures if self.is_picture(one) else media).append(one)
        shown = [*item.all("media:thumbnail"), *pictures, *item.all("itunes:image", "image")]
        image = next(filter(None, map(self.picture, shown)), None)
        files = [*item.all("enclosure"), *self.links(item, "enclosure"), *_elsewhere(item), *media]
        found: dict[str, Enclosure] = {}
        spoken = next((seconds(text) for text in item.texts("itunes:duration")), None)
        for element in files:
            enclosure = self.enclosure(element, None if found else spoken)
            if enclosure:
                found.setdefault(enclosure.url, enclosure)
        return image, tuple(found.values())

    def is_picture(self, media: etree._Element) -> bool:
        if media.get("medium") or self.is_ours:
            return media.get("medium") == "image"
        return (media.get("type") or "").startswith("image/")

    def enclosure(self, element: etree._Element, duration: int | None) -> Enclosure | None:
        reference = element.get("href") or element.get("url") or element.get("src")
        url = self.absolute(reference, element)
        length = element.get("length") or element.get("fileSize")
        return url and Enclosure(  # type: ignore[return-value]
            url=url,
            type=(element.get("type") or "").strip() or None,
            length=count(length) if _name(element) == "link" else size(length),
            duration=seconds(element.get("duration")) or duration,
            title=clean_line(element.get("title")),
        )

    # --- podcasts ---

    def podcast(self, about: _Parts) -> Podcast | None:
        if not about.all(*(f"itunes:{name}" for name in ITUNES), "podcast:guid"):
            return None
        explicit = _explicit(about)
        if explicit is None:
            self.moments.problems.append(SILENT)
            return None
        owners = filter(None, map(self.person, about.all("itunes:owner")))
        return Podcast(
            categories=tuple(_categories(about)),
            explicit=explicit,
            owner=next(owners, None),
            type=about.text("itunes:type"),
            guid=about.text("podcast:guid"),
            ended=_says_yes(about, "itunes:complete"),
            blocked=_says_yes(about, "itunes:block"),
            moved_to=self.address(about, "itunes:new-feed-url"),
        )


def _episode(item: _Parts) -> Episode | None:
    found = Episode(
        number=count(item.text("itunes:episode")),
        season=count(item.text("itunes:season")),
        type=item.text("itunes:episodetype"),
        explicit=_explicit(item),
    )
    return found if found != Episode() else None


def _categories(about: _Parts) -> Iterator[str]:
    """Apple's categories, those within others behind them: "Arts > Books"."""
    for element in about.all("itunes:category"):
        name = clean_line(element.get("text"))
        within = [clean_line(one.get("text")) for one in element if _name(one) == "itunes:category"]
        if name:
            yield from (f"{name}{SEPARATOR}{one}" for one in within if one)
            if not any(within):
                yield name


def _explicit(parts: _Parts) -> bool | None:
    word = (parts.text("itunes:explicit") or "").lower()
    return True if word in YES else False if word in NO else None


def _says_yes(parts: _Parts, name: str) -> bool:
    return (parts.text(name) or "").lower() in YES


def _language(element: etree._Element) -> str | None:
    return element.get(XML_LANG) or None


def _about(element: etree._Element) -> str:
    """What RSS 1.0 names an item by."""
    return element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or ""


def _kind(element: etree._Element) -> str:
    """What a text of RSS is: a description and a content are HTML."""
    is_html = _name(element) in ("description", "content:encoded", "xhtml:body", "media:description")
    return "html" if is_html else "text"


def _is_text(content: etree._Element) -> bool:
    kind = (content.get("type") or "").strip().lower()
    kinds = (*TEXT_TYPES, *HTML_TYPES, "xhtml", "application/xhtml+xml")
    return content.get("src") is None and kind in kinds and bool(len(content) or (content.text or "").strip())


def _is_no_page(link: etree._Element) -> bool:
    return (link.get("type") or "text/html").strip().lower() not in ("text/html", "application/xhtml+xml")


def _elsewhere(item: _Parts) -> Sequence[etree._Element]:
    """Contents of Atom that are files of their own (RFC 4287, section 4.1.3.2)."""
    return [one for one in item.all("content") if one.get("src") and _is_no_page(one)]


def _inner(element: etree._Element) -> str:
    """Elements as HTML: XHTML without its prefixes and its outermost `div` (RFC 4287, section 3.1.1.3)."""
    element = deepcopy(element)
    for inner in element.iter(etree.Element):
        inner.tag = etree.QName(inner).localname
    etree.cleanup_namespaces(element)
    if len(element) == 1 and element[0].tag == "div" and not (element.text or "").strip():
        element = element[0]
    parts = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return escape(element.text or "", quote=False) + "".join(parts)


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return text
