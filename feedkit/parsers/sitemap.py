"""XML sitemaps, with what Google News and image search add to them (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from feedkit.errors import NoEntriesError, ParseError
from feedkit.model import Entry, Feed
from feedkit.parsers.job import Job
from feedkit.parsers.reading import FieldFound, Reading
from feedkit.parsers.syndication.moments import Moments
from feedkit.parsers.trees import tree
from feedkit.values.plain_text import clean_line
from feedkit.values.urls import absolute_url

LISTED = 5  # sitemaps that an error names
PREFIXES = {  # by the namespace's beginning; the version at its end is left aside
    "http://www.google.com/schemas/sitemap-news/": "news:",
    "http://www.google.com/schemas/sitemap-image/": "image:",
    "http://www.google.com/schemas/sitemap-video/": "video:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}
Said = dict[str, list[str]]


def read(job: Job) -> Reading:
    """Read a sitemap as a list of links.

    Raises:
        NoEntriesError: it lists no page.
        ParseError: it is not well-formed, or lists other sitemaps.
    """
    try:
        root = tree(job.content, job.url)
    except etree.XMLSyntaxError as error:
        raise ParseError(f"wanted a sitemap, but the XML cannot be read: {error.msg}") from error
    if _name(root) == "sitemapindex":
        raise ParseError(_other_sitemaps(root, job.url))
    moments = Moments(job.zone)
    pages = [_said(element) for element in root if _name(element) == "url"]
    entries = tuple(
        entry for number, said in enumerate(pages, 1) if (entry := _entry(said, number, job.url, moments))
    )
    if not entries:
        raise NoEntriesError("no entries found: the sitemap lists no page")
    names = {name for said in pages for name in said.get("news:name", ())}
    feed = Feed(title=names.pop() if len(names) == 1 else None, entries=entries)
    problems = tuple(moments.problems)
    return Reading(feed=feed, format="sitemap", problems=problems, fields=tuple(_found(entries)))


def _entry(said: Said, number: int, base: str | None, moments: Moments) -> Entry | None:
    """One page; None where it has no address."""
    url = absolute_url(_first(said, "loc") or "", base)
    if url is None:
        return None
    pictures = [address for one in said.get("image:loc", ()) if (address := absolute_url(one, base))]
    alone = _first(said, "image:title") if len(pictures) == 1 else None  # several pictures name no page
    keywords = ",".join(said.get("news:keywords", ())).split(",")
    return Entry(
        title=_first(said, "news:title") or alone,
        url=url,
        published=moments.first(said.get("news:publication_date", ()), f"entry {number} {url}, published"),
        updated=moments.first(said.get("lastmod", ()), f"entry {number} {url}, updated"),
        tags=tuple(dict.fromkeys(filter(None, map(clean_line, keywords)))),
        image=pictures[0] if pictures else None,
        language=_first(said, "news:language"),
    )


def _said(element: etree._Element) -> Said:
    """What is said of a page, at whatever depth."""
    said: Said = {}
    for one in element.iterdescendants(etree.Element):
        text = clean_line(one.text)
        if text:
            said.setdefault(_name(one), []).append(text)
    return said


def _first(said: Said, name: str) -> str | None:
    return next(iter(said.get(name, ())), None)


def _name(element: etree._Element) -> str:
    if not isinstance(element.tag, str):
        return ""
    namespace, _, local = element.tag.removeprefix("{").rpartition("}")
    prefix = next((short for start, short in PREFIXES.items() if namespace.startswith(start)), "")
    return prefix + local.lower()


def _other_sitemaps(root: etree._Element, url: str | None) -> str:
    """What to do with an index: its sitemaps, those that changed last before the others."""
    said = [_said(element) for element in root if _name(element) == "sitemap"]
    said.sort(key=lambda one: _first(one, "lastmod") or "", reverse=True)
    found = [address for one in said if (address := absolute_url(_first(one, "loc") or "", url))]
    if not found:
        return "wanted a sitemap of pages, found an index of sitemaps that names none"
    more = f" and {len(found) - LISTED} more" if len(found) > LISTED else ""
    return (
        "wanted a sitemap of pages, found an index of sitemaps: "
        f"convert those that you want: {' '.join(found[:LISTED])}{more}"
    )


def _found(entries: tuple[Entry, ...]) -> Iterator[FieldFound]:
    for name in ("url", "title", "published", "updated", "tags", "image", "language"):
        count = sum(bool(getattr(entry, name)) for entry in entries)
        if count:
            yield FieldFound(field=name, where="", entries=count)
