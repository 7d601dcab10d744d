"""The fields of a list's entries, each read over all entries together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from feedkit.dates import DateReading
from feedkit.model import Entry, Feed, Person
from feedkit.parsers.html import dating, links, prose, titles
from feedkit.parsers.html import vocabulary as words
from feedkit.parsers.html.embedded import Head
from feedkit.parsers.html.lists import Choice
from feedkit.parsers.html.marks import Marks
from feedkit.parsers.html.outline import Outline
from feedkit.parsers.reading import Reading
from feedkit.parsers.html.segments import Segment
from feedkit.urls import absolute


def read(choice: Choice, page: Outline, marks: Marks, about: Head, zone: ZoneInfo) -> Reading:
    """Read every entry of the chosen list."""
    segments = choice.segments
    offered = links.offers(segments, page, marks)
    leads = [offered.best(place) for place in range(len(segments))]
    named = titles.titles(segments, leads, page, marks)
    urls = [absolute(href, about.base or None) for href in links.links(offered, named)]
    dates = dating.dates(segments, named, [url or "" for url in urls], page, marks, events=_are_events(segments, page, about))
    texts = titles.trimmed(named, dates.marks, page)
    bylines = prose.authors(segments, dates.marks, page, about.names)
    summaries = prose.summaries(segments, named, dates.marks, bylines, page)
    entries = []
    for i in range(len(segments)):
        byline = bylines[i]
        entries.append(
            Entry(
                title=texts[i],
                url=urls[i],
                published=_moment(dates.published[i], zone),
                updated=_moment(dates.updated[i], zone),
                summary=summaries[i],
                authors=tuple(Person(name=name) for name in byline.names) if byline else (),
            )
        )
    feed = Feed(
        title=about.title,
        url=about.base or None,
        subtitle=about.description,
        language=about.language,
        entries=tuple(entries),
    )
    return Reading(feed=feed, format="html", where=choice.taken.cut.around.tag, score=choice.taken.score)


def _are_events(segments: Sequence[Segment], page: Outline, about: Head) -> bool:
    """Are the entries events, whose dates may lie ahead? As their microdata, or the page's name says."""
    if words.EVENT_NAME.search(f"{about.title} {urlsplit(about.base).path}"):
        return True
    items = (n for segment in segments[:3] for n in page.elements(segment.start, segment.end) if n.attrs)
    return any(words.EVENT_TYPE.search(f"{n.get('itemtype')} {n.get('class')}") for n in items)


def _moment(reading: DateReading, zone: ZoneInfo) -> datetime | None:
    value = reading.value
    if value is None:
        return None
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), zone)
    return value if value.tzinfo is not None else value.replace(tzinfo=zone)
