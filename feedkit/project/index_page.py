"""What leads people, browsers and feed readers to the feeds of a build: index.html and feeds.opml.

The page is whole in itself: it holds no script, loads nothing, and forbids both, as titles, addresses and the
reasons of failures may come from anyone. It tells dates, not how long ago they were, so that it changes only
when a feed does.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import quote

from feedkit.formats import FORMATS, FormatName
from feedkit.project.build_report import FeedReport
from feedkit.sources.opml import Subscription, write_opml
from feedkit.values.plain_text import clean_line
from feedkit.values.urls import absolute_url, split_url

INDEX = "index.html"
OPML = "feeds.opml"
MONTHS = "January February March April May June July August September October November December".split()

STYLE = Path(__file__).with_name("listing.css").read_text("utf-8")
STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'"


def page(title: str, feeds: Sequence[FeedReport], *, base_url: str | None) -> bytes:
    """Write index.html, in UTF-8: the same feeds give the same bytes.

    Args:
        title: of the page.
        feeds: in the order that they are listed in.
        base_url: the address, ending in a slash, that the output folder is published at; without it links to
            feeds are relative.
    """
    name = _text(clean_line(title) or "Feeds")
    document = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n{''.join(_alternates(feeds, base_url))}<style>{STYLE}</style>\n</head>\n"
        f'<body>\n<header>\n<h1><span dir="auto" lang="">{name}</span></h1>\n'
        "<p>Copy the address of a feed into a feed reader to be told what is new. To follow all of them,"
        f' import <a href="{_text(_address(OPML, base_url))}" type="text/x-opml">{OPML}</a> there.</p>\n'
        "</header>\n"
        f'<main>\n<ul class="feeds">\n{"".join(_item(feed, base_url) for feed in feeds)}</ul>\n</main>\n'
        "</body>\n</html>\n"
    )
    return document.encode()


def opml(title: str, feeds: Sequence[FeedReport], *, base_url: str | None) -> bytes:
    """Write feeds.opml: OPML 2.0 with one address of each feed that has any.

    Args:
        title: of the list.
        feeds: in the order that they are listed in.
        base_url: as for `page`; without it the addresses are relative, which few readers can import.
    """
    subscriptions = [
        Subscription(
            title=_title(feed), feed_url=_address(feed.files[formats[0]], base_url), url=_web(feed.home)
        )
        for feed in feeds
        if (formats := _formats(feed))
    ]
    return write_opml(subscriptions, title=title)


def _text(text: str) -> str:
    """Any text as text, in content and in attributes."""
    return escape(text)


def _title(feed: FeedReport) -> str:
    return clean_line(feed.title) or feed.name


def _formats(feed: FeedReport) -> list[FormatName]:
    """Return the formats that a feed has; the first is in the OPML."""
    return [kind for kind in FORMATS if kind in feed.files]


def _address(file: str, base_url: str | None) -> str:
    """Where a file of the output folder is; in a name, `?`, `#`, `%` and `:` are letters like others."""
    return (base_url or "") + quote(file)


def _web(url: str | None) -> str | None:
    """An address of the web, or None: strangers may have written any."""
    address = absolute_url(url, None) if url else None
    return address if address and address.startswith(("http://", "https://")) else None


def _alternates(feeds: Sequence[FeedReport], base_url: str | None) -> Iterator[str]:
    """What browsers and readers find feeds by (https://www.rssboard.org/rss-autodiscovery)."""
    for feed in feeds:
        for kind in _formats(feed):
            row = FORMATS[kind]
            title, href = f"{_title(feed)} ({row.label})", _address(feed.files[kind], base_url)
            yield (
                f'<link rel="alternate" type="{row.media_type}" title="{_text(title)}"'
                f' href="{_text(href)}">\n'
            )


def _item(feed: FeedReport, base_url: str | None) -> str:
    home, title = _web(feed.home), _text(_title(feed))
    marks = 'dir="auto" lang=""'  # the language is not known, and is rarely that of the page
    name = f'<a href="{_text(home)}" {marks}>{title}</a>' if home else f"<span {marks}>{title}</span>"
    about = " · ".join(_facts(feed, home))
    return (
        f"<li>\n<h2>{name}</h2>\n"
        + (f"<p>{about}</p>\n" if about else "")
        + _links(feed, base_url)
        + _failure(feed)
        + "</li>\n"
    )


def _facts(feed: FeedReport, home: str | None) -> Iterator[str]:
    if home:
        yield _text((split_url(home).hostname or "").removeprefix("www."))
    if feed.newest:
        day = feed.newest.date().isoformat()
        yield f'<span>newest <time datetime="{day}">{_day(feed.newest)}</time></span>'
    if feed.entries is not None:
        yield f"<span>{feed.entries} {'entry' if feed.entries == 1 else 'entries'}</span>"


def _day(moment: datetime) -> str:
    """The day in English: `strftime` follows the locale."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def _links(feed: FeedReport, base_url: str | None) -> str:
    links = "".join(_link(feed, kind, base_url) for kind in _formats(feed))
    return f'<ul class="formats">\n{links}</ul>\n' if links else ""


def _link(feed: FeedReport, kind: FormatName, base_url: str | None) -> str:
    """A link whose name tells it from those of other feeds, for who hears it alone."""
    name = FORMATS[kind].label
    label, href = f"{name} of {_title(feed)}", _address(feed.files[kind], base_url)
    return f'<li><a href="{_text(href)}" aria-label="{_text(label)}">{name}</a></li>\n'


def _failure(feed: FeedReport) -> str:
    if feed.status != "failed":
        return ""
    mark = "Not refreshed by the last build" if feed.files else "Could not be made yet"
    reason = _text(clean_line(feed.message) or "The reason is not known.")
    return f'<details><summary>{mark}</summary>\n<p dir="auto">{reason}</p></details>\n'
