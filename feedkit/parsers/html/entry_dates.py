"""The dates of a list's entries: which date on each entry is its own, and what the headings above it add."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from feedkit.dates import DateReading, Evidence, find_dates, read_date, read_list, read_url_date
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.date_headings import headings_above, without_next_headings
from feedkit.parsers.html.date_mentions import DIGIT, MAX_DATE_TEXT_LENGTH, DateMention
from feedkit.parsers.html.lines import Line, lines
from feedkit.parsers.html.outline import TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.tables import column, column_names
from feedkit.parsers.html.titles import TitleOption, sampled

MAX_PHRASE_LINE_LENGTH = 60  # characters of a line that may be "3 days ago"
MIN_SHARE_WITH_TIME = 0.9
TIME_OF_DAY = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?", re.I)
MAX_GAP_LENGTH = 3  # characters before a date that may be the first of its text
MAX_LABEL_LENGTH = 40  # characters of a text before a date that may be its label
MIN_SHARE_OF_ENTRIES = 0.3  # of the entries that must have a date of one kind

TIME = (-2, -2)
NO_DATE = read_list([Evidence()])[0]
NO_MENTIONS: Mapping[str, list[list[DateMention]]] = {}

Key = tuple[bool, bool, bool, int, int, int]  # a stamp, full, of a change, shape, shape around, column


@dataclass(frozen=True, slots=True)
class Dates:
    """For each entry its dates, and the mentions on the page that they were read from."""

    published: list[DateReading]
    updated: list[DateReading]
    mentions: list[tuple[DateMention, ...]]


def dates(
    segments: Sequence[Segment],
    titles: Sequence[TitleOption | None],
    urls: Sequence[str],
    page: Page,
    *,
    events: bool,
    reference: datetime | None = None,
    selected: Mapping[str, list[list[DateMention]]] = NO_MENTIONS,
) -> Dates:
    """Read the dates of all entries together.

    events:     the dates may lie ahead
    reference:  when the page was read: phrases such as "3 days ago" are counted from it
    selected:   the mentions that a recipe selects for "published", or for "updated"
    """
    segments = without_next_headings(segments, page)
    options = [_options(segment, title, page) for segment, title in zip(segments, titles, strict=True)]
    numbers = sampled(len(segments))
    scores = _scores(
        [options[n] for n in numbers], [segments[n] for n in numbers], [titles[n] for n in numbers], page
    )
    published = selected.get("published") or _choose(options, scores, late=False)
    updated = selected.get("updated") or _choose(options, scores, late=True)
    language = page.language or None
    undated = [not any(mention.full for mention in chosen) for chosen in published]
    phrases = [""] * len(segments)
    if reference is not None and any(undated) and "published" not in selected:
        phrases = _phrases(segments, titles, published, page, reference, language)
        if all(undated) and any(phrases):
            evidence = [Evidence(text=phrase) for phrase in phrases]
            return Dates(
                published=read_list(evidence, language=language, reference=reference),
                updated=[NO_DATE] * len(segments),
                mentions=[()] * len(segments),
            )
    readings = read_list(
        [
            Evidence(text=phrase, url=url) if phrase and is_undated else own
            for own, phrase, url, is_undated in zip(
                _evidence_of_all(published, segments, titles, urls, undated, page, reference),
                phrases,
                urls,
                undated,
                strict=True,
            )
        ],
        language=language,
        reference=reference,
        events=events,
    )
    readings = [
        _confirmed(reading, own, scores, url, language)
        for reading, own, url in zip(readings, options, urls, strict=True)
    ]
    return Dates(
        published=_timed(readings, options, language),
        updated=read_list([_evidence(chosen) for chosen in updated], language=language)
        if any(updated)
        else [NO_DATE] * len(segments),
        mentions=[tuple(one) + tuple(two) for one, two in zip(published, updated, strict=True)],
    )


def _evidence_of_all(
    published: Sequence[Sequence[DateMention]],
    segments: Sequence[Segment],
    titles: Sequence[TitleOption | None],
    urls: Sequence[str],
    undated: Sequence[bool],
    page: Page,
    reference: datetime | None,
) -> list[Evidence]:
    """What is known of each entry's date: mentions, its address, headings above it, the time of day."""
    above: list[tuple[str, ...]] = [()] * len(segments)
    if any(undated):
        starts = [
            title.start if title else segment.start for segment, title in zip(segments, titles, strict=True)
        ]
        above = headings_above(segments, starts, page, undated, reference)
    clock = _times(segments, page) if sum(undated) * 2 > len(undated) else [""] * len(segments)
    return [
        _evidence(chosen, url, over, clock=at)
        for chosen, url, over, at in zip(published, urls, above, clock, strict=True)
    ]


def _options(segment: Segment, title: TitleOption | None, page: Page) -> dict[Key, DateMention]:
    """The first date of each kind in a segment, outside of the title where there is one."""
    found: dict[Key, DateMention] = {}
    for mention in page.dates_in(segment.start, segment.end):
        node = mention.node
        element = node.parent if node.tag == TEXT and node.parent is not None else node
        update = is_update(mention, page)
        key = (mention.stamp, mention.full, update, *_look(element), column(element, page))
        if key not in found or (_in_title(found[key], title) and not _in_title(mention, title)):
            found[key] = mention
    return found


def _in_title(mention: DateMention, title: TitleOption | None) -> bool:
    return title is not None and title.start <= mention.index < title.end


def _look(element: Node) -> tuple[int, int]:
    """What the dates of several entries share: their elements' shapes; of `<time>` its tag says enough."""
    if element.tag == "time":
        return TIME
    return element.kind, element.parent.kind if element.parent is not None else -1


def is_update(mention: DateMention, page: Page) -> bool:
    """Return whether a date is that of a change, by names in the page or by the words before it."""
    element: Node | None = mention.node
    role = mention.role or (_role_before(mention, page) if mention.start < MAX_GAP_LENGTH else "")
    if role:
        return role == "updated"
    for _ in range(3):
        if element is None:
            break
        if element.attrs and words.UPDATED_NAME.search(
            f"{element.get('itemprop')} {element.get('class')} {element.get('property')}"
        ):
            return not words.PUBLISHED_NAME.search(element.get("class") + element.get("itemprop"))
        element = (
            element.parent if element.tag in (TEXT, "time", "span", "abbr", "em", "i", "small") else None
        )
    return False


def _role_before(mention: DateMention, page: Page) -> str:
    """What the text before a date's element calls the date."""
    element = mention.node.parent if mention.node.tag == TEXT else mention.node
    if element is None or element.tag in words.BLOCKS:
        return ""
    before = page.nodes[element.index - 1] if element.index else element
    if before.tag != TEXT or len(before.text) > MAX_LABEL_LENGTH:
        return ""
    return _role_of(before.text.strip())


@lru_cache(maxsize=256)
def _role_of(label: str) -> str:
    return next((mention.role for mention in find_dates(f"{label} 2000-01-01")), "")


def _scores(
    options: Sequence[dict[Key, DateMention]],
    segments: Sequence[Segment],
    titles: Sequence[TitleOption | None],
    page: Page,
) -> dict[Key, float]:
    """How surely each kind of date is the entries' own."""
    by_key: dict[Key, list[tuple[DateMention, float]]] = defaultdict(list)
    for own, segment, title in zip(options, segments, titles, strict=True):
        for key, mention in own.items():
            by_key[key].append((mention, _distance(mention, title, segment)))
    names = dict(enumerate(column_names(segments[0], page)))
    return {
        key: _score(group, len(segments)) * (1.5 if words.PUBLICATION.search(names.get(key[-1], "")) else 1.0)
        for key, group in by_key.items()
    }


def _distance(mention: DateMention, title: TitleOption | None, segment: Segment) -> float:
    """How far a date stands from the title, as a share of the segment."""
    start = title.start if title is not None else segment.start
    return abs(mention.index - start) / max(8, segment.end - segment.start)


def _score(group: Sequence[tuple[DateMention, float]], entries: int) -> float:
    n = len(group)
    share = n / entries
    distinct = len({mention.shown for mention, _ in group}) / n
    whole = sum(_wholeness(mention) for mention, _ in group) / n
    near = 1.0 - sum(distance for _, distance in group) / n
    score = share * (0.4 + 0.6 * min(1.0, 2 * distinct)) * (0.3 + 0.7 * whole) * (0.6 + 0.4 * near)
    if any(
        mention.node.tag == "time" or (mention.node.parent is not None and mention.node.parent.tag == "time")
        for mention, _ in group
    ):
        score *= 1.3
    return score if share >= MIN_SHARE_OF_ENTRIES else 0.0


def _wholeness(mention: DateMention) -> float:
    """1 where a date is all of its text, less where it stands in prose."""
    if mention.stamp:
        return 1.0
    return min(1.0, 2.5 * (mention.end - mention.start) / max(1, len(mention.text.strip())))


def _choose(
    options: Sequence[dict[Key, DateMention]], scores: dict[Key, float], *, late: bool
) -> list[list[DateMention]]:
    """For each entry its best stamp and shown date, of those of changes or of the others."""
    chosen: list[list[DateMention]] = [[] for _ in options]
    for stamp in (True, False):
        order = sorted(
            (key for key, score in scores.items() if score > 0 and key[0] is stamp and key[2] is late),
            key=lambda key: (not key[1], -scores[key]),
        )
        order = _alternatives(order, options) if len(order) > 1 else order
        for mentions, own in zip(chosen, options, strict=True):
            mentions += [own[key] for key in order if key in own][:1]
    return chosen


def _confirmed(
    reading: DateReading,
    own: dict[Key, DateMention],
    scores: dict[Key, float],
    url: str,
    language: str | None,
) -> DateReading:
    """The date read; where the address holds another day, the date of that day that the entry shows."""
    if reading.source != "text" or reading.value is None or not url:
        return reading
    day = read_url_date(url)
    if day is None or _day(reading.value) == day:
        return reading
    for key, mention in own.items():
        if not mention.stamp and mention.full and scores.get(key, 0) > 0:
            value = read_date(mention.shown, language=language)
            if value is not None and _day(value) == day:
                return replace(reading, value=value, rule="confirmed-by-url")
    return reading


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _alternatives(order: Sequence[Key], options: Sequence[dict[Key, DateMention]]) -> list[Key]:
    """The best kind of date, and those that other entries have in its stead, not beside it."""
    kept: list[Key] = list(order[:1])
    for key in order[1:]:
        having = [own for own in options if key in own]
        beside = sum(any(better in own for better in kept) for own in having)
        if beside * 2 < len(having):
            kept.append(key)
    return kept


def _evidence(
    chosen: Sequence[DateMention], url: str = "", headings: tuple[str, ...] = (), clock: str = ""
) -> Evidence:
    return Evidence(
        stamps=tuple(mention.text for mention in chosen if mention.stamp),
        text=next((mention.shown for mention in chosen if not mention.stamp), clock if headings else ""),
        url=url,
        headings=headings,
    )


def _times(segments: Sequence[Segment], page: Page) -> list[str]:
    """The time of day that nearly every entry shows in one kind of element, below a heading with its day."""
    options: list[dict[int, str]] = []
    for segment in segments:
        found: dict[int, str] = {}
        for node in page.nodes[segment.start : segment.end]:
            if node.tag == TEXT and node.parent is not None and len(node.text) <= MAX_DATE_TEXT_LENGTH:
                time = TIME_OF_DAY.search(node.text)
                if time is not None:
                    found[node.parent.kind] = time[0]
        options.append(found)
    return _usual(options, MIN_SHARE_WITH_TIME)


def _phrases(
    segments: Sequence[Segment],
    titles: Sequence[TitleOption | None],
    published: Sequence[Sequence[DateMention]],
    page: Page,
    reference: datetime,
    language: str | None,
) -> list[str]:
    """Return for each entry the phrase, such as "3 days ago", in the kind of element where most have one.

    Where some entries show dates, it is the kind of element that has these.
    """
    shown = {mention.node for chosen in published for mention in chosen if not mention.stamp}
    kinds_of_dates: set[int] = set()
    options: list[dict[int, str]] = []
    for segment, title in zip(segments, titles, strict=True):
        found: dict[int, str] = {}
        for line in lines(page, segment.start, segment.end):
            if not shown.isdisjoint(line.texts):
                kinds_of_dates.add(line.block.kind)
            elif phrase := _phrase(line, title, reference, language, has_dates=bool(shown)):
                found.setdefault(line.block.kind, phrase)
        options.append(found)
    if shown:
        return [next((own[kind] for kind in own if kind in kinds_of_dates), "") for own in options]
    return _usual(options, MIN_SHARE_OF_ENTRIES)


def _phrase(
    line: Line, title: TitleOption | None, reference: datetime, language: str | None, *, has_dates: bool
) -> str:
    """Return the phrase of a line, or of one of its texts; "" if it has none.

    A single word ("Friday", "Today") is one only in `<time>`: elsewhere it is often a name or a title.
    """
    if len(line.text) > MAX_PHRASE_LINE_LENGTH:
        return ""
    outside = [node for node in line.texts if title is None or not title.start <= node.index < title.end]
    whole = [line.text] if len(outside) == len(line.texts) else []
    for text in (*whole, *(" ".join(node.text.split()) for node in outside)):
        if has_dates and find_dates(text, language=language):
            continue  # it was among the options
        is_time = any(node.parent is not None and node.parent.tag == "time" for node in line.texts)
        if (" " in text or is_time or DIGIT.search(text) or not text.isascii()) and (
            read_date(text, language=language, reference=reference) is not None
        ):
            return text
    return ""


def _usual(options: Sequence[dict[int, str]], share: float) -> list[str]:
    """What each entry options where most have something; nothing where too small a share have."""
    usual = Counter(kind for own in options for kind in own).most_common(1)
    if not usual or usual[0][1] < share * len(options):
        return [""] * len(options)
    return [own.get(usual[0][0], "") for own in options]


def _timed(
    readings: list[DateReading], options: Sequence[dict[Key, DateMention]], language: str | None
) -> list[DateReading]:
    """The readings of days, with the time of day that another date of the entry gives for the same day."""
    if any(isinstance(reading.value, datetime) for reading in readings):
        return readings
    timed = [_with_time(reading, own, language) for reading, own in zip(readings, options, strict=True)]
    count = sum(isinstance(reading.value, datetime) for reading in timed)
    return timed if count >= MIN_SHARE_WITH_TIME * len(readings) else readings


def _with_time(reading: DateReading, own: dict[Key, DateMention], language: str | None) -> DateReading:
    for mention in own.values():
        value = read_date(mention.shown, language=language) if ":" in mention.shown else None
        if isinstance(value, datetime) and value.date() == reading.value:
            return replace(reading, value=value)
    return reading
