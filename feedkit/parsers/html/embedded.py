"""The metadata of a page, out of sight: `<head>`, JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.outline import Outline
from feedkit.parsers.link_texts import TRIMMED
from feedkit.values.urls import split_url, without_fragment

REFRESH = re.compile(r"\s*\d*\.?\d*\s*[;,\s]\s*(?:url\s*=)?\s*(?P<address>\S+)", re.I)
NO_BASE = ("data:", "javascript:")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says of the page.

    url:    the address of the page, "" where none is known
    base:   the address that links are relative to, "" where none is known
    site:   the host of the page without "www.", "" where none is known
    icon:   the address of its icon, "" where there is none
    names:  what the head says of whose page it is, in small letters
    posting: the page says that it is itself one posting
    feeds:  addresses of the page's own feeds
    refresh: the address that the page sends its readers on to by itself, "" where it does not
    """

    url: str
    base: str
    site: str
    title: str | None
    description: str | None
    language: str | None
    icon: str
    names: frozenset[str]
    posting: bool
    feeds: tuple[str, ...]
    refresh: str


def head(page: Outline, url: str | None) -> Head:
    """Read `<head>`; an address that the caller gives counts more than the page's own claims."""
    base = _base(page, url)
    named = {
        n.get("name") or n.get("property"): n.get("content").strip()
        for n in reversed(page.head_nodes)
        if n.tag == "meta"
    }
    related = [node for node in page.head_nodes if "rel" in node.attrs]
    alternates = [
        link
        for link in related
        if link.tag == "link" and "alternate" in link.get("rel").lower() and _is_feed(link.get("type"))
    ]
    alternates.sort(key=lambda link: link.get("type").strip().lower() == "application/json")  # may be no feed
    feeds = tuple(_join(base, link.get("href")) for link in alternates)
    site = split_url(base).netloc.removeprefix("www.")
    return Head(
        url=url or "",
        base=base,
        site=site,
        title=page.title or named.get("og:site_name") or named.get("og:title"),
        description=named.get("description") or named.get("og:description"),
        language=page.language or None,
        icon=next((n.get("href") for n in related if "icon" in n.get("rel").lower().split()), ""),
        names=_names(page, named) | {site.split(".")[0].lower()},
        posting=any(_is_posting(thing) for thing in things(page)),
        feeds=feeds,
        refresh=_refresh(page, url, base),
    )


def things(page: Outline) -> Iterator[dict[str, Any]]:
    """The things that the page's JSON-LD describes, those of a `@graph` and of lists one by one."""
    for script in page.scripts:
        try:
            found = json.loads(script)
        except (ValueError, RecursionError):
            continue
        todo = [found]
        while todo:
            thing = todo.pop()
            if isinstance(thing, list):
                todo += reversed(thing)
            elif isinstance(thing, dict):
                yield thing
                todo += [thing["@graph"]] if "@graph" in thing else []


def _names(page: Outline, named: Mapping[str, str]) -> frozenset[str]:
    """What may say whose page it is: parts of its title, its author's name."""
    texts = [page.title, *(named.get(key, "") for key in words.OWNER_KEYS)]
    parts = (part for text in texts for part in words.OWNER_END.split(text))
    return frozenset(name for part in parts if (name := part.strip(TRIMMED + ",").casefold()))


def _is_posting(thing: dict[str, Any]) -> bool:
    """Return whether a thing is an article, and what the page is about."""
    sort = thing.get("@type")
    return isinstance(sort, str) and sort.endswith(("Posting", "Article")) and "mainEntityOfPage" in thing


def _is_feed(value: str) -> bool:
    return value.split(";")[0].strip().lower() in (
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/json",
    )


def _refresh(page: Outline, url: str | None, base: str) -> str:
    """The address in `<meta http-equiv="refresh">`; "" where there is none, or it is the page's own."""
    for node in page.head_nodes:
        if "http-equiv" not in node.attrs or node.get("http-equiv").strip().lower() != "refresh":
            continue
        found = REFRESH.match(node.get("content"))
        address = _join(base, found["address"].strip("\"'")) if found else ""
        if address and without_fragment(address) != without_fragment(url or ""):
            return address
    return ""


def _base(page: Outline, url: str | None) -> str:
    """The base of a page's links; one that is no address counts as little as in browsers (HTML, 2.4.3)."""
    base = _join(url or "", page.base) if page.base else ""
    return url or "" if not base or base.lower().startswith(NO_BASE) else base


def _join(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference.strip())
    except ValueError:
        return ""
