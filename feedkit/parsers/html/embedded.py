"""What a page says of itself out of sight: `<head>`, JSON-LD, microdata."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from feedkit.parsers.html.outline import Outline


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says of the page.

    base:   the address that links are relative to, "" where none is known
    site:   the host of the page without "www.", "" where none is known
    names:  everything that may say whose page it is, in small letters
    feeds:  addresses of the page's own feeds
    """

    base: str
    site: str
    title: str | None
    description: str | None
    language: str | None
    author: str | None
    names: str
    feeds: tuple[str, ...]


def head(page: Outline, url: str | None) -> Head:
    """Read `<head>`; an address that the caller gives counts more than the page's own claims."""
    base = _join(url or "", page.base) if page.base else url or ""
    named = {n.get("name") or n.get("property"): n.get("content").strip() for n in reversed(page.head) if n.tag == "meta"}
    feeds = tuple(
        _join(base, link.get("href"))
        for link in page.head
        if link.tag == "link" and "alternate" in link.get("rel").lower() and FEED_TYPE(link.get("type"))
    )
    return Head(
        base=base,
        site=urlsplit(base).netloc.removeprefix("www."),
        title=page.title or named.get("og:site_name") or named.get("og:title"),
        description=named.get("description") or named.get("og:description"),
        language=page.language or None,
        author=named.get("author"),
        names=" | ".join((page.title, *map(str, named.values()))).casefold(),
        feeds=feeds,
    )


def FEED_TYPE(value: str) -> bool:
    return value.split(";")[0].strip().lower() in ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json")


def _join(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference.strip())
    except ValueError:
        return ""
