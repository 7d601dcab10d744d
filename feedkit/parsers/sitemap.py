"""XML sitemaps, with what Google News and image search add to them (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from feedkit.errors import NoEntriesError, ParseError
from feedkit.model import Entry, Feed
from feedkit.parsers.job import Job
from feedkit.parsers.reading import FieldFound, Reading
from feedkit.parsers.syndication.feed_date_reader import DateReader
from feedkit.parsers.trees import tree
from feedkit.values.plain_text import clean_line
from feedkit.values.urls import absolute_url

MAX_SITEMAPS_NAMED = 5  # in an error
PREFIXES = {  # by the beginning of the namespace, which a version follows
    "http://www.google.com/schemas/sitemap-news/": "news:",
    "http://www.google.com/schemas/sitemap-image/": "image:",
    "http://www.google.com/schemas/sitemap-video/": "video:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}
Values = dict[str, list[str]]  # the texts of a page's elements, by the names of these


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
    dates = DateReader(job.zone)
    pages = [_values(element) for element in root if _name(element) == "url"]
    entries = tuple(
        entry for number, values in enumerate(pages, 1) if (entry := _entry(values, number, job.url, dates))
    )
    if not entries:
        raise NoEntriesError("no entries found: the sitemap lists no page")
    names = {name for values in pages for name in values.get("news:name", ())}
    feed = Feed(title=names.pop() if len(names) == 1 else None, entries=entries)
    problems = tuple(dates.problems)
    return Reading(feed=feed, format="sitemap", problems=problems, fields=tuple(_fields(entries)))


def _entry(values: Values, number: int, base: str | None, dates: DateReader) -> Entry | None:
    """Return the entry of one page; None if it has no address."""
    url = absolute_url(_first(values, "loc") or "", base)
    if url is None:
        return None
    pictures = [address for one in values.get("image:loc", ()) if (address := absolute_url(one, base))]
    picture_title = (
        _first(values, "image:title") if len(pictures) == 1 else None
    )  # several pictures name no page
    keywords = ",".join(values.get("news:keywords", ())).split(",")
    return Entry(
        title=_first(values, "news:title") or picture_title,
        url=url,
        published=dates.first(values.get("news:publication_date", ()), f"entry {number} {url}, published"),
        updated=dates.first(values.get("lastmod", ()), f"entry {number} {url}, updated"),
        tags=tuple(dict.fromkeys(filter(None, map(clean_line, keywords)))),
        image=pictures[0] if pictures else None,
        language=_first(values, "news:language"),
    )


def _values(element: etree._Element) -> Values:
    """Return the texts of an element's descendants, at any depth."""
    values: Values = {}
    for one in element.iterdescendants(etree.Element):
        text = clean_line(one.text)
        if text:
            values.setdefault(_name(one), []).append(text)
    return values


def _first(values: Values, name: str) -> str | None:
    return next(iter(values.get(name, ())), None)


def _name(element: etree._Element) -> str:
    if not isinstance(element.tag, str):
        return ""
    namespace, _, local = element.tag.removeprefix("{").rpartition("}")
    prefix = next((short for start, short in PREFIXES.items() if namespace.startswith(start)), "")
    return prefix + local.lower()


def _other_sitemaps(root: etree._Element, url: str | None) -> str:
    """Return the message for an index of sitemaps; it names some, those that changed last first."""
    sitemaps = [_values(element) for element in root if _name(element) == "sitemap"]
    sitemaps.sort(key=lambda one: _first(one, "lastmod") or "", reverse=True)
    addresses = [address for one in sitemaps if (address := absolute_url(_first(one, "loc") or "", url))]
    if not addresses:
        return "wanted a sitemap of pages, found an index of sitemaps that names none"
    more = f" and {len(addresses) - MAX_SITEMAPS_NAMED} more" if len(addresses) > MAX_SITEMAPS_NAMED else ""
    return (
        "wanted a sitemap of pages, found an index of sitemaps: "
        f"convert those that you want: {' '.join(addresses[:MAX_SITEMAPS_NAMED])}{more}"
    )


def _fields(entries: tuple[Entry, ...]) -> Iterator[FieldFound]:
    for name in ("url", "title", "published", "updated", "tags", "image", "language"):
        count = sum(bool(getattr(entry, name)) for entry in entries)
        if count:
            yield FieldFound(field=name, where="", entries=count)
