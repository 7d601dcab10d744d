"""The fields of a list's entries, each read over all entries together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from feedkit.dates import DateReading
from feedkit.errors import Problem
from feedkit.model import Entry, Feed, Person
from feedkit.parsers.html import entry_dates, links, prose, titles
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.candidates import BY_RECIPE
from feedkit.parsers.html.choice import Choice, Scored
from feedkit.parsers.html.confidence import confidence, reasons, rival_reason
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.link_targets import address
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.paging import older
from feedkit.parsers.html.picks import NO_PICKS, Picks
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.showing import shown
from feedkit.parsers.reading import FieldFound, Reading, RivalList, moment
from feedkit.values.sanitising import sanitised
from feedkit.values.urls import absolute

MOST_RIVALS = 5


def read(
    choice: Choice,
    page: Page,
    zone: ZoneInfo,
    reference: datetime | None = None,
    picks: Picks = NO_PICKS,
) -> Reading:
    """Read every entry of the chosen list; what a recipe picks stands in for what would be found."""
    segments = choice.segments
    base = page.head.base or None
    offered = links.offers(segments, page)
    named = picks.titles() or titles.titles(segments, offered.best, page)
    chosen = links.links(offered, named)
    urls = picks.addresses(base) or [absolute(address(link), base) if link else None for link in chosen]
    events = _are_events(segments, page)
    dates = entry_dates.dates(
        segments,
        named,
        [url or "" for url in urls],
        page,
        events=events,
        reference=reference,
        picked=picks.dates(page),
    )
    texts = picks.texts() or titles.trimmed(named, dates.mentions, page)
    bylines = picks.bylines() or prose.authors(segments, named, dates.mentions, page, page.head.names)
    bodies = prose.bodies(segments, named, dates.mentions, bylines, page)
    entries = tuple(
        Entry(
            title=texts[i],
            url=urls[i],
            published=moment(dates.published[i], zone),
            relative=dates.published[i].rule == "relative",
            updated=moment(dates.updated[i], zone),
            summary=prose.summary(bodies[i], page),
            content=_content(bodies[i], page, base),
            authors=tuple(Person(name=name) for name in byline.names) if (byline := bylines[i]) else (),
            tags=prose.tags(segment, page),
            image=absolute(prose.image(segment, page), base),
        )
        for i, segment in enumerate(segments)
    )
    entries = picks.applied(entries, base) if picks is not NO_PICKS else entries
    by_hand = choice.taken.candidate.by == BY_RECIPE
    rivals = choice.rivals[:MOST_RIVALS]
    feed = Feed(
        title=page.head.title,
        url=page.head.url or base,
        subtitle=page.head.description,
        language=page.head.language,
        icon=absolute(page.head.icon, base),
        entries=entries,
        confidence=None if by_hand else confidence(choice.taken),
        problems=(*_open_dates(entries, dates.published), *picks.problems(entries)),
    )
    where: dict[str, list[str | None]] = {
        "title": [f"{piece.sort} {page.describe(piece.node)}" if piece else None for piece in named],
        "url": [page.describe(link) if link else None for link in chosen],
        "published": [_date_place(r, m, page) for r, m in zip(dates.published, dates.mentions, strict=True)],
        "authors": [page.describe(byline.node) if byline else None for byline in bylines],
        **picks.where(),
    }
    return Reading(
        feed=feed,
        format="html",
        where=_path(choice.taken.candidate.around, page),
        reasons=() if by_hand else reasons(choice.taken),
        fields=tuple(_found(where, entries)),
        rivals=tuple(_rival(rival, choice.taken, page) for rival in rivals),
        feeds=page.head.feeds,
        older=partial(older, page),
        shown=partial(shown, segments, named, chosen, dates.mentions, bylines, bodies, rivals, page),
    )


def _content(body: prose.Body, page: Page, base: str | None) -> str | None:
    """An entry's HTML; its addresses are relative to this page, so they are made absolute here."""
    html = prose.content(body, page)
    return sanitised(html, base) if html is not None and words.RELATIVE.search(html) else html


def _are_events(segments: Sequence[Segment], page: Page) -> bool:
    """Are the entries events, whose dates may lie ahead? As their microdata, or the page's name says."""
    if words.EVENT_NAME.search(f"{page.head.title} {urlsplit(page.head.base).path}"):
        return True
    items = (n for segment in segments[:3] for n in page.elements(segment.start, segment.end) if n.attrs)
    return any(words.EVENT_TYPE.search(f"{n.get('itemtype')} {n.get('class')}") for n in items)


def _open_dates(entries: Sequence[Entry], readings: Sequence[DateReading]) -> Iterator[Problem]:
    """What is said of dates that the page shows and that are not certain."""
    for number, (entry, reading) in enumerate(zip(entries, readings, strict=True), 1):
        if reading.value is None and reading.reason:
            days = " or ".join(day.isoformat() for day in reading.candidates)
            yield Problem(
                rule="ambiguous-date",
                message=f"{reading.reason}: {days}" if days else reading.reason,
                where=f"entry {number} {entry.title!r}, published",
            )


def _date_place(reading: DateReading, mentions: Sequence[DateMention], page: Page) -> str | None:
    if reading.value is None:
        return None
    mark = next((m for m in mentions if m.stamp == (reading.source == "stamp")), None)
    place = (
        f" in {page.describe(mark.node)}" if mark is not None and reading.source in ("stamp", "text") else ""
    )
    return f"{reading.source}{place}, rule {reading.rule}"


def _found(where: dict[str, list[str | None]], entries: Sequence[Entry]) -> Iterator[FieldFound]:
    """Each place that a field was read from, the commonest first; the other fields by their count."""
    for field, places in where.items():
        for place, count in Counter(place for place in places if place).most_common():
            yield FieldFound(field=field, where=place, entries=count)
    for field in (name for name in ("updated", "summary", "content", "tags", "image") if name not in where):
        count = sum(bool(getattr(entry, field)) for entry in entries)
        if count:
            yield FieldFound(field=field, where="", entries=count)


def _path(node: Node, page: Page) -> str:
    """Where an element lies, for people: "main > ul.posts"."""
    names = [page.describe(node), *(page.describe(parent) for parent in node.ancestors())]
    return " > ".join(name for name in reversed(names[:3]) if name not in ("html", "body")) or "body"


def _rival(rival: Scored, taken: Scored, page: Page) -> RivalList:
    first = rival.candidate.sample[0]
    return RivalList(
        where=_path(rival.candidate.around, page),
        entries=len(rival.candidate.anchors),
        score=round(rival.score, 1),
        reason=rival_reason(rival, taken),
        sample=page.text(first.start, first.end, limit=12)[:80],
    )
