"""An entry's own page: what it says of itself, and its main text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from feedkit.dates import read_stamp
from feedkit.errors import ParseError
from feedkit.model import Entry, Person
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.embedded import things
from feedkit.parsers.html.outline import HIDDEN, Node, Outline
from feedkit.parsers.html.page import Page
from feedkit.values.decoding import source_text
from feedkit.values.html_limits import bounded_html
from feedkit.values.sanitising import sanitised_html
from feedkit.values.urls import absolute_url, without_fragment
from feedkit.values.zones import aware_datetime

KIND = re.compile(r"(?:Article|Posting|Report|Episode|CreativeWork)$")
ELSEWHERE = HIDDEN | words.BESIDE_LISTS  # where a `<time>` is of something else
FIRST_HEADING = re.compile(r"\s*(?:<html>\s*<body>)?\s*<h1>.*?</h1>", re.S)
NESTED_PRE = re.compile(r"<pre>\s*<pre>(.*?)</pre>\s*</pre>", re.S)
MISSING = 'full texts need the extra "full", which is not installed: README tells how to install it'

Thing = dict[str, Any]


def read(
    content: str | bytes, url: str, zone: ZoneInfo, selector: str | None = None, remove: str | None = None
) -> Entry:
    """What an entry's own page says: date, authors, picture, and the main text as HTML.

    The date and the authors are only taken from what is meant for machines: JSON-LD, `<meta>`, microdata and
    the one `<time>` below the heading.

    Args:
        content: the page.
        url: its address.
        zone: what dates without a zone are in.
        selector: CSS or XPath that finds the elements that are the text; without it, the text is found.
        remove: CSS or XPath of elements that are no part of the text.

    Raises:
        ModuleNotFoundError: the extra `full`, which finds texts, is not installed.
        ParseError: the page is empty, or no text, or `selector` finds nothing.
    """
    text = bounded_html(source_text(content).text)
    page = Outline(text)
    about = _thing(list(things(page)), url)
    named = _metas(page)
    if remove is not None:
        text = _without(text, url, remove)
    return Entry(
        url=url,
        published=_moment(_dates(about, named, page), zone),
        authors=_authors(about, named),
        image=_image(about, named, url),
        content=selected_text(text, url, selector) if selector else main_text(text, url),
    )


def _without(page: str, url: str, remove: str) -> str:
    """The markup of a page without what a selector finds."""
    from feedkit.parsers.html.soup import Soup

    soup = Soup(Page(page, url, show_hidden=True))
    return soup.markup_without(soup.page.nodes[0], soup.select(remove)) if soup.page.nodes else page


def selected_text(page: str, url: str, selector: str) -> str | None:
    """What a selector finds on a page, as sanitised HTML; elements within others that it finds count once.

    Raises:
        ParseError: the selector finds nothing.
    """
    from feedkit.parsers.html.soup import Soup  # few texts are selected

    found, end = [], 0
    for node in Soup(Page(page, url)).select(selector):
        if node.index >= end:
            found.append(node.html)
            end = node.end
    if not found:
        raise ParseError(f'full_text: "{selector}" finds nothing on the page')
    return sanitised_html("".join(found), url) or None


def main_text(page: str, url: str) -> str | None:
    """The main text of a page as sanitised HTML, without its heading; None where there is none.

    Raises:
        ModuleNotFoundError: the extra `full` is not installed.
    """
    try:
        from trafilatura import extract
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(MISSING) from error
    found = extract(
        page,
        url=url,
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_images=True,
        include_links=True,
    )
    return (
        sanitised_html(NESTED_PRE.sub(r"<pre>\1</pre>", FIRST_HEADING.sub("", found, count=1)), url)
        if found
        else None
    )


# --- JSON-LD ---


def _thing(found: list[Thing], url: str) -> Thing:
    """The thing that the page is about: the article of this address, else the only one."""
    articles = [thing for thing in found if any(KIND.search(kind) for kind in _texts(thing.get("@type")))]
    here = without_fragment(url).rstrip("/")
    for thing in articles:
        named = (thing.get("url"), thing.get("@id"), thing.get("mainEntityOfPage"))
        if any(without_fragment(name).rstrip("/") == here for name in _texts(list(named))):
            return _resolved(thing, found)
    return _resolved(articles[0], found) if len(articles) == 1 else {}


def _resolved(thing: Thing, found: list[Thing]) -> Thing:
    """The thing with its authors, which may be described elsewhere on the page."""
    by_id = {other["@id"]: other for other in found if isinstance(other.get("@id"), str) and "name" in other}
    authors = thing.get("author")
    rows = authors if isinstance(authors, list) else [authors]
    return thing | {
        "author": [
            by_id.get(row["@id"], row) if isinstance(row, dict) and isinstance(row.get("@id"), str) else row
            for row in rows
        ]
    }


def _texts(value: object, *keys: str) -> list[str]:
    """The texts of a value or of its items: their own, or what objects say under the first of some keys."""
    found = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = next((item[key] for key in keys or ("@id", "url") if isinstance(item.get(key), str)), None)
        if isinstance(item, str) and item.strip():
            found.append(item.strip())
    return found


# --- what is taken ---


def _metas(page: Outline) -> dict[str, list[str]]:
    """What `<meta>` says, by name in small letters; microdata's too."""
    found: dict[str, list[str]] = {}
    for node in page.head_nodes:
        name = node.get("property") or node.get("name") or node.get("itemprop")
        if node.tag == "meta" and name and node.get("content").strip():
            found.setdefault(name.strip().lower(), []).append(node.get("content").strip())
    return found


def _named(named: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    return next((named[name] for name in names if name in named), [])


def _dates(about: Thing, named: dict[str, list[str]], page: Outline) -> Iterator[str]:
    """The texts that say when the page was published, the surest first."""
    yield from _texts(about.get("datePublished"))
    yield from _named(named, words.PUBLISHED_META)
    times = [n for n in page.nodes if n.attrs and n.get("datetime") and not n.region & ELSEWHERE]
    yield from (n.get("datetime") for n in times if n.get("itemprop").lower() == "datepublished")
    yield from (n.get("datetime") for n in _below_the_heading(times, page)[:1])


def _below_the_heading(times: list[Node], page: Outline) -> list[Node]:
    """Those right above or below the page's only h1, before the next heading, that are not of a change."""
    tops = [n for n in page.headings if n.tag == "h1"]
    if len(tops) != 1:
        return []
    at = page.headings.index(tops[0])
    after = page.headings[at + 1].index if at + 1 < len(page.headings) else len(page.nodes)
    before = page.headings[at - 1].index if at else 0
    near = [n for n in times if before < n.index < after]
    return [n for n in near if not words.UPDATED_NAME.search(n.get("class") + n.get("itemprop"))]


def _moment(texts: Iterator[str], zone: ZoneInfo) -> datetime | None:
    """The first of some texts that is a date."""
    for text in texts:
        found = read_stamp(text)
        if found is not None:
            return aware_datetime(found, zone)
    return None


def _authors(about: Thing, named: dict[str, list[str]]) -> tuple[Person, ...]:
    """The people who wrote the page; an address is no name, and neither is the site's."""
    site = " ".join(named.get("og:site_name", ())).casefold()
    offered = _texts(about.get("author"), "name") or _named(named, words.AUTHOR_META)
    names = (" ".join(name.split()) for name in offered if "://" not in name)
    return tuple(Person(name=name) for name in dict.fromkeys(names) if name.casefold() != site)


def _image(about: Thing, named: dict[str, list[str]], url: str) -> str | None:
    offered = _named(named, words.PICTURE_META) or _texts(about.get("image"), "url", "contentUrl", "@id")
    return absolute_url(offered[0], url) if offered else None
