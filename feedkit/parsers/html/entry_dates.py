"""The dates of a list's entries: which date on each entry is its own, and what the headings above it add."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from msgspec import structs

from feedkit.dates import DateReading, Evidence, find_dates, read_date, read_list, read_url_date
from feedkit.parsers.html.date_headings import headings_above, without_next_headings
from feedkit.parsers.html.date_kinds import (
    Key,
    dates_of_publication,
    dates_of_role,
    day_of,
    kind_scores,
    options_in,
)
from feedkit.parsers.html.date_mentions import MAX_DATE_TEXT_LENGTH, DateMention
from feedkit.parsers.html.lines import Line, lines
from feedkit.parsers.html.lone_days import lone_days
from feedkit.parsers.html.outline import TEXT
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.titles import TitleOption, sampled

MAX_PHRASE_LINE_LENGTH = 60  # characters of a line that may be "3 days ago"
MAX_NAME_WORDS = 4  # before a phrase
MAX_BESIDE_DATE = 12  # characters beside a date of a line that has no more than it
MIN_SHARE_WITH_TIME = 0.9
MIN_SHARE_WITH_PHRASE = 0.3  # of the entries
TIME_OF_DAY = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?", re.I)
NO_DATE = read_list([Evidence()])[0]
NO_MENTIONS: Mapping[str, list[list[DateMention]]] = {}


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
    options = [options_in(segment, title, page) for segment, title in zip(segments, titles, strict=True)]
    numbers = sampled(len(segments))
    scores = kind_scores(
        [options[n] for n in numbers], [segments[n] for n in numbers], [titles[n] for n in numbers], page
    )
    published = selected.get("published") or dates_of_publication(options, scores, page.language or None)
    updated = selected.get("updated") or dates_of_role(options, scores, "updated")
    if "published" not in selected and not any(published):
        published, updated = updated, published  # a lone date is that of publication, whatever it is called
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
    starts = [
        title.start if title else segment.start for segment, title in zip(segments, titles, strict=True)
    ]
    above = headings_above(segments, starts, page, undated, reference)
    if all(undated) and all(above) and any(days := lone_days(segments, starts, page, above)):
        return [Evidence(text=day, url=url) for day, url in zip(days, urls, strict=True)]
    clock = _times(segments, page) if sum(undated) * 2 > len(undated) else [""] * len(segments)
    return [
        _evidence(chosen, url, over, clock=at)
        for chosen, url, over, at in zip(published, urls, above, clock, strict=True)
    ]


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
    if day is None or day_of(reading.value) == day:
        return reading
    for key, mention in own.items():
        if not mention.stamp and mention.full and scores.get(key, 0) > 0:
            value = read_date(mention.shown, language=language)
            if value is not None and day_of(value) == day:
                return structs.replace(reading, value=value, rule="confirmed-by-url")
    return reading


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

    Where some entries show dates, it is the kind of element that has these. Where too few do, theirs are
    returned with the phrases. A single word ("Today") counts where others of its kind are phrases or dates.
    """
    shown = {mention.node for chosen in published for mention in chosen if not mention.stamp}
    kinds_of_dates: set[int] = set()
    phrases: list[dict[int, str]] = []
    others: list[dict[int, str]] = []  # single words, and dates where too few have one
    for segment, title in zip(segments, titles, strict=True):
        phrases.append({})
        others.append({})
        for line in lines(page, segment.start, segment.end):
            kind = line.block.kind
            if not shown.isdisjoint(line.texts):
                kinds_of_dates.add(kind)
            elif phrase := _phrase(line, title, reference, language, has_dates=bool(shown)):
                is_word = phrase.isascii() and phrase.isalpha() and not _is_in_time(line)
                (others if is_word else phrases)[-1].setdefault(kind, phrase)
            elif not shown and (date := _whole_date(line, language)):
                others[-1].setdefault(kind, date)
    options = [{**other, **own} for other, own in zip(others, phrases, strict=True)]
    if not shown:
        kinds_of_dates = _usual_kind(
            options, MIN_SHARE_WITH_PHRASE, {kind for own in phrases for kind in own}
        )
    return [next((own[kind] for kind in own if kind in kinds_of_dates), "") for own in options]


def _whole_date(line: Line, language: str | None) -> str:
    """Return the one date of publication in a short line; "" if it has none or several."""
    if len(line.text) > MAX_PHRASE_LINE_LENGTH:
        return ""
    dates = [
        line.text[mention.start : mention.end]
        for mention in find_dates(line.text, language=language)
        if mention.has_year and mention.role != "updated"
    ]
    return dates[0] if len(dates) == 1 else ""


def _phrase(
    line: Line, title: TitleOption | None, reference: datetime, language: str | None, *, has_dates: bool
) -> str:
    """Return the phrase of a line, or of one of its texts; "" if it has none."""
    if len(line.text) > MAX_PHRASE_LINE_LENGTH:
        return ""
    outside = [node for node in line.texts if title is None or not title.start <= node.index < title.end]
    whole = [line.text] if len(outside) == len(line.texts) else []
    for text in (*whole, *(" ".join(node.text.split()) for node in outside)):
        beside = [len(text) - m.end + m.start for m in find_dates(text, language=language)]
        if beside and (has_dates or beside[0] > MAX_BESIDE_DATE):
            continue  # it was among the options, or a sentence names it
        if read_date(text, language=language, reference=reference) is not None:
            return text
        if has_dates and (phrase := _last_words(text, reference, language)):
            return phrase
    return ""


def _last_words(text: str, reference: datetime, language: str | None) -> str:
    """Return the phrase behind a name, in a text such as "Ann Other 2 hours ago"; "" if there is none."""
    words = text.split()
    for first in range(1, min(len(words), MAX_NAME_WORDS + 1)):
        phrase = " ".join(words[first:])
        if not phrase[0].isupper() and read_date(phrase, language=language, reference=reference) is not None:
            return phrase
    return ""


def _is_in_time(line: Line) -> bool:
    return any(node.parent is not None and node.parent.tag == "time" for node in line.texts)


def _usual(options: Sequence[dict[int, str]], share: float) -> list[str]:
    """What each entry options where most have something; nothing where too small a share have."""
    kinds = _usual_kind(options, share, {kind for own in options for kind in own})
    return [next((own[kind] for kind in own if kind in kinds), "") for own in options]


def _usual_kind(options: Sequence[dict[int, str]], share: float, kinds: set[int]) -> set[int]:
    """The one of these kinds of element where most entries have something; none where too few have."""
    usual = Counter(kind for own in options for kind in own if kind in kinds).most_common(1)
    return {usual[0][0]} if usual and usual[0][1] >= share * len(options) else set()


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
            return structs.replace(reading, value=value)
    return reading
