"""The fields of a list's entries, each read over all entries together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from feedkit.dates import DateReading
from feedkit.errors import Problem
from feedkit.model import Entry, Person
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.authors import Authors, authors
from feedkit.parsers.html.bodies import Body, bodies, content, summary
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.entry_dates import Dates, dates
from feedkit.parsers.html.images import images
from feedkit.parsers.html.link_targets import address
from feedkit.parsers.html.links import LinkOptions, links
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.recipe_values import NO_VALUES, RecipeValues
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.tags import tags
from feedkit.parsers.html.title_texts import title_texts
from feedkit.parsers.html.titles import TitleOption, titles
from feedkit.parsers.reading import moment
from feedkit.values.sanitising import sanitised_html
from feedkit.values.urls import absolute_url, split_url


@dataclass(frozen=True, slots=True)
class Fields:
    """The entries of a list, and where on the page their fields are: one of each for every segment."""

    segments: Sequence[Segment]
    titles: Sequence[TitleOption | None]
    links: Sequence[Node | None]
    dates: Dates
    authors: Sequence[Authors | None]
    bodies: Sequence[Body]
    entries: tuple[Entry, ...]


def read_fields(
    segments: Sequence[Segment],
    page: Page,
    zone: ZoneInfo,
    reference: datetime | None = None,
    values: RecipeValues = NO_VALUES,
) -> Fields:
    """Read the entries of a list.

    Args:
        segments: what each entry covers.
        page: the page.
        zone: what dates without a zone are in.
        reference: what "3 days ago" is counted from; None leaves such dates out.
        values: what a recipe selects, in place of what would be found.
    """
    base = page.head.base or None
    options = LinkOptions(segments, page)
    chosen = values.titles() or titles(segments, options.best, page)
    leads = links(options, chosen, segments)
    urls = values.addresses(base) or [absolute_url(address(link), base) if link else None for link in leads]
    known = [url or "" for url in urls]
    dated = dates(
        segments,
        chosen,
        known,
        page,
        events=_are_events(segments, page),
        reference=reference,
        selected=values.dates(segments, known, page, reference),
    )
    written_by = values.authors() or authors(segments, chosen, page)
    rest = bodies(segments, chosen, dated.mentions, written_by, page)
    pictures = images(segments, written_by, page)
    texts = values.texts() or title_texts(chosen, leads, dated.mentions, written_by, page)
    entries = tuple(
        Entry(
            title=texts[i],
            url=urls[i],
            published=moment(dated.published[i], zone),
            estimated=dated.published[i].rule == "relative",
            updated=moment(dated.updated[i], zone),
            summary=summary(rest[i], page),
            content=_content(rest[i], page, base),
            authors=tuple(Person(name=name) for name in names.names) if (names := written_by[i]) else (),
            tags=tags(segment, page),
            image=pictures[i],
        )
        for i, segment in enumerate(segments)
    )
    if values is not NO_VALUES:
        entries = values.applied(entries, base)
    return Fields(segments, chosen, leads, dated, written_by, rest, entries)


def date_problems(fields: Fields) -> Iterator[Problem]:
    """The problems with dates that the page shows and that are not certain."""
    for number, (entry, reading) in enumerate(zip(fields.entries, fields.dates.published, strict=True), 1):
        if reading.value is None and reading.reason:
            days = " or ".join(day.isoformat() for day in reading.candidates)
            yield Problem(
                rule="ambiguous-date",
                message=f"{reading.reason}: {days}" if days else reading.reason,
                where=dates_of(number, entry),
            )


def days_of(fields: Fields) -> list[str]:
    """Return the day without a year that each entry without a date shows, "" where it shows none."""
    return [
        next((m.shown for m in mentions if not m.full and not m.stamp), "") if not entry.published else ""
        for entry, mentions in zip(fields.entries, fields.dates.mentions, strict=True)
    ]


def dates_of(number: int, entry: Entry) -> str:
    """Return where the date of an entry is, for problems."""
    return f"entry {number} {entry.title!r}, published"


def where_found(fields: Fields, page: Page) -> dict[str, list[str | None]]:
    """For people: the element or line that each field of each entry was read from."""
    return {
        "title": [f"{title.sort} {page.describe(title.node)}" if title else None for title in fields.titles],
        "url": [page.describe(link) if link else None for link in fields.links],
        "published": [
            _where_dated(reading, mentions, page)
            for reading, mentions in zip(fields.dates.published, fields.dates.mentions, strict=True)
        ],
        "authors": [page.describe(names.node) if names else None for names in fields.authors],
    }


def _content(body: Body, page: Page, base: str | None) -> str | None:
    """An entry's HTML; its addresses are relative to this page, so they are made absolute here."""
    html = content(body, page)
    return sanitised_html(html, base) if html is not None and words.RELATIVE.search(html) else html


def _are_events(segments: Sequence[Segment], page: Page) -> bool:
    """Return whether microdata or the page's name calls the entries events, whose dates may lie ahead."""
    if words.EVENT_NAME.search(f"{page.head.title} {split_url(page.head.base).path}"):
        return True
    named = "\n".join(
        [
            f"{attrs.get('itemtype') or ''} {attrs.get('class') or ''}"
            for segment in segments[:3]
            for node in page.nodes[segment.start : segment.end]
            if (attrs := node.attrs)
        ]
    )
    return "event" in named.lower() and words.EVENT_TYPE.search(named) is not None


def _where_dated(reading: DateReading, mentions: Sequence[DateMention], page: Page) -> str | None:
    if reading.value is None:
        return None
    mention = next((m for m in mentions if m.stamp == (reading.source == "stamp")), None)
    element = (
        f" in {page.describe(mention.node)}"
        if mention is not None and reading.source in ("stamp", "text")
        else ""
    )
    return f"{reading.source}{element}, rule {reading.rule}"
