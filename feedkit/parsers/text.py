"""The plain text of an index page: blocks of a title, perhaps a summary, and a line of facts.

    lines ──facts──▶ anchors ──layout──▶ blocks ──▶ entries

An anchor is the line of facts that every entry has, most often the one with its date. Whether a title stands
before it or behind it, the text itself shows: each layout is tried on the whole list, and the one with the
likeliest titles is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, pairwise

from feedkit.dates import DateReading, Evidence, read_list
from feedkit.errors import NoEntriesError, Problem
from feedkit.model import Entry, Feed, Person
from feedkit.parsers.bylines import split_names
from feedkit.parsers.job import Job
from feedkit.parsers.labels import ADDRESS, LIST_MARK, Fact, facts
from feedkit.parsers.link_texts import is_generic
from feedkit.parsers.reading import FieldFound, Reading, moment
from feedkit.values.urls import absolute_url

UNTITLED = "it has dates, but no titles can be told from the text around them"
BREAK = 1000  # blank lines that a rule across the page counts as
RULE = re.compile(r"([-=*_~#—–])\1{2,}|(?:[-*_] ){2,}[-*_]")
YEAR = re.compile(r"\W*((?:19|20)\d\d)\W*")
LONGEST_TITLE = 150  # characters; what is longer is hardly a title
WRAPPED = (40, 120)  # characters that a text may be wrapped at
LEAST_SCORE = 0.5
GAP_BONUS = 0.1  # white space between all entries is what people see
FIELDS = ("title", "url", "published", "updated", "authors", "tags", "summary")
WHERE = {  # the layouts, in the order of trust
    "gap": "blocks with space between them",
    "after": "blocks that end with a line of facts",
    "middle": "blocks of a title, a line of facts and text",
    "before": "blocks that begin with a line of facts",
    "beside": "lines of a date and a title",
}
LINKED = re.compile(  # a title with its address behind it, or as a Markdown link
    r"(?P<title>.*\S)\s+[<(]?(?P<url>https?://[^\s<>]+?)[>)]?|\[(?P<text>[^\]]+)\]\((?P<target>[^\s()]+)\)"
)
LISTED = re.compile(r"[,;、，]")


@dataclass(slots=True)
class Line:
    """A line that is not blank.

    gap:      blank lines before it
    facts:    what it says about an entry; nothing for a title or prose
    year:     the year that the nearest heading above names
    """

    text: str
    gap: int
    facts: tuple[Fact, ...]
    year: str = ""

    @property
    def fields(self) -> set[str]:
        return {fact.label.casefold() if fact.field == "other" else fact.field for fact in self.facts} - {
            "rest"
        }


@dataclass(slots=True)
class Block:
    """The lines of one entry: `before` and `behind` are the paragraphs on the two sides of its facts."""

    before: list[list[str]]
    behind: list[list[str]]
    facts: tuple[Fact, ...]
    year: str
    title: str = ""
    summary: str = ""

    def all(self, name: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.field == name]

    def first(self, name: str) -> str:
        return next((fact.value for fact in self.facts if fact.field == name), "")


@dataclass(slots=True)
class Layout:
    """All blocks, cut in one way."""

    name: str
    blocks: list[Block]
    head: list[list[str]] = field(default_factory=list)  # paragraphs before the first entry
    foot: list[list[str]] = field(default_factory=list)  # and after the last
    score: float = 0.0


def read(job: Job) -> Reading:
    """Find the entries of a plain text.

    Raises:
        NoEntriesError: no line of it gives a date or an author, or only one does.
    """
    lines = _lines(job.content)
    anchors = _anchors(lines)
    if not anchors:
        raise _none("no line of it gives a date or an author, as 'Date: May 1, 2025 | Author: X' does")
    layout = max(_layouts(lines, anchors), key=lambda layout: layout.score)
    if len(anchors) == 1 and not _stands_alone(layout):
        raise _none("only one line of it gives a date or an author, so nothing repeats")
    if layout.score < LEAST_SCORE:
        raise _none(UNTITLED)
    return _reading(layout, job)


def _none(reason: str) -> NoEntriesError:
    return NoEntriesError(f"no entries found in the plain text: {reason}")


def _stands_alone(layout: Layout) -> bool:
    """Is the only block a whole entry with labelled facts, and nothing else in the text?"""
    block = layout.blocks[0]
    labelled = sum(bool(fact.label) for fact in block.facts)
    return labelled > 1 and len(block.before) + len(block.behind) <= 2 and not layout.head and not layout.foot


# --- lines and their facts ---


def _lines(content: str) -> list[Line]:
    """The lines that say something, each with what it says."""
    found: list[Line] = []
    folds: dict[int, list[str]] = {}
    gap, year = 0, ""
    for raw in re.split(r"\r\n|\n|\r", content):
        text = " ".join(raw.replace("\ufeff", "").split())
        if not text:
            gap += 1
        elif RULE.fullmatch(text):
            gap += 0 if _underlines(text, found, gap) else BREAK
        elif is_year := YEAR.fullmatch(text):
            gap, year = gap + 1, is_year.group(1)
        elif is_generic(text) and not ADDRESS.fullmatch(text):
            continue
        elif raw[0].isspace() and gap == 0 and found and _is_field(found[-1]):
            folds.setdefault(len(found) - 1, []).append(text)
        else:
            found.append(Line(text, gap, facts(text), year))
            gap = 0
    for place, more in folds.items():  # folded fields (RFC 5322, 2.2.3)
        found[place].text = " ".join([found[place].text, *more])
        found[place].facts = facts(found[place].text)
    return _without_furniture(_settled(found))


def _underlines(rule: str, lines: list[Line], gap: int) -> bool:
    """Does a rule of its length stand right under a title?"""
    return bool(lines) and gap == 0 and not lines[-1].facts and abs(len(rule) - len(lines[-1].text)) <= 2


def _is_field(line: Line) -> bool:
    return len(line.facts) == 1 and bool(line.facts[0].label)


def _settled(lines: list[Line]) -> list[Line]:
    """Take back facts that only the company of others would make sure.

    "On 3 May 1921" is a title where most dates stand alone, "Rust: a review" is one unless "Rust:" comes
    again and again, and so is "By Proxy" unless it stands beside a date.
    """
    glued = [line for line in lines if any(fact.field == "glued" for fact in line.facts)]
    if sum(map(_is_dated, lines)) >= 2 * len(glued):
        for line in glued:
            line.facts = ()
    uses = Counter(line.facts[0].label.casefold() for line in lines if _is_field(line))
    often = max(2, sum(map(_is_dated, lines)) // 2)
    for place, line in enumerate(lines):
        if len(line.facts) != 1:
            continue
        fact = line.facts[0]
        rare = fact.field == "other" and uses[fact.label.casefold()] < often
        lonely = fact.field == "authors" and not fact.label and not _beside_facts(lines, place)
        if rare or lonely:
            line.facts = ()
    return lines


def _without_furniture(lines: list[Line]) -> list[Line]:
    """Leave out short lines that stand in every second entry: "Share", the one author's name."""
    uses = Counter(line.text for line in lines if not line.facts)
    often = max(3, sum(map(_is_dated, lines)) // 2)
    kept: list[Line] = []
    gap = 0
    for line in lines:
        gap = max(gap, line.gap)
        if line.facts or uses[line.text] < often:
            line.gap = gap
            kept.append(line)
            gap = 0
    return kept


def _beside_facts(lines: list[Line], place: int) -> bool:
    neighbours = lines[max(0, place - 1) : place + 2]
    return any(_is_dated(line) or len(line.facts) > 1 for line in neighbours)


def _is_dated(line: Line) -> bool:
    return any(fact.field == "published" for fact in line.facts)


def _anchors(lines: list[Line]) -> list[int]:
    """The places of the lines that every entry has one of: whole dates, else dates, authors, or titles."""
    whole = [place for place, line in enumerate(lines) if any(_is_whole(fact) for fact in line.facts)]
    if whole:
        return sorted({*whole, *_undated(lines, whole)})
    for name in ("published", "updated", "authors", "title"):
        places = [place for place, line in enumerate(lines) if any(fact.field == name for fact in line.facts)]
        if len(places) > 1:
            return places
    return []


def _is_whole(fact: Fact) -> bool:
    return fact.field == "published" and fact.full


def _undated(lines: list[Line], dated: list[int]) -> Iterator[int]:
    """Lines with the labels of the dated ones, but without a date."""
    labels = Counter(fact.label for place in dated for fact in lines[place].facts if fact.label)
    common = {label for label, uses in labels.items() if uses > len(dated) / 2}
    for place, line in enumerate(lines):
        alone = not any(map(_is_dated, lines[max(0, place - 1) : place + 2]))
        if alone and len(line.facts) > 1 and any(fact.label in common for fact in line.facts):
            yield place


# --- where one entry ends and the next begins ---


def _layouts(lines: list[Line], anchors: list[int]) -> Iterator[Layout]:
    groups = _groups(lines, anchors)
    width = _wrap_width(lines)
    for name in WHERE:
        cuts = _cuts(name, lines, groups)
        if cuts is not None:
            layout = _cut(name, lines, groups, cuts)
            _title(layout, width)
            yield layout


def _wrap_width(lines: list[Line]) -> int:
    """The width that the text is wrapped at, 0 where it is not."""
    pairs = [(one.text, two.text) for one, two in pairwise(lines) if not (one.facts or two.facts or two.gap)]
    width = max((len(text) for pair in pairs for text in pair), default=0)
    full = sum(_is_full(one, two, width) for one, two in pairs)
    return width if WRAPPED[0] <= width <= WRAPPED[1] and 2 * full >= len(pairs) else 0


def _is_full(line: str, following: str, width: int) -> bool:
    """Did the next line's first word not fit into a line?"""
    return len(line) + 1 + len(following.split()[0]) > width


def _groups(lines: list[Line], anchors: list[int]) -> list[tuple[int, int]]:
    """Each anchor with the lines of facts around it, up to one that says a thing for the second time."""
    groups: list[tuple[int, int]] = []
    for number, anchor in enumerate(anchors):
        start, stop = anchor, anchor + 1
        fields = set(lines[anchor].fields)
        floor = groups[-1][1] if groups else 0
        ceiling = anchors[number + 1] if number + 1 < len(anchors) else len(lines)
        while start > floor and _joins(lines[start - 1], fields):
            start -= 1
            fields |= lines[start].fields
        while stop < ceiling and _joins(lines[stop], fields):
            fields |= lines[stop].fields
            stop += 1
        groups.append((start, stop))
    return groups


def _joins(line: Line, fields: set[str]) -> bool:
    return bool(line.facts) and not line.fields & fields


def _cuts(name: str, lines: list[Line], groups: list[tuple[int, int]]) -> list[int] | None:
    """For each two entries in a row the line that the second begins with; None if the layout does not fit."""
    between = [(one[1], two[0]) for one, two in pairwise(groups)]
    if name == "after":
        return [stop for stop, _ in between]
    if name in ("before", "beside"):
        return [start for _, start in between]
    if name == "middle":
        return [_last_paragraph(lines, stop, start) for stop, start in between]
    widest = [_widest_gap(lines, stop, start) for stop, start in between]
    return None if None in widest or not widest else [place for place in widest if place is not None]


def _last_paragraph(lines: list[Line], start: int, stop: int) -> int:
    """Where the last paragraph begins, or the last line of text that has no paragraphs."""
    return next((place for place in range(stop - 1, start, -1) if lines[place].gap), max(start, stop - 1))


def _widest_gap(lines: list[Line], start: int, stop: int) -> int | None:
    """The place of the one gap that is wider than all others."""
    gaps = [lines[place].gap for place in range(start, stop + 1)]
    widest = max(gaps)
    return start + gaps.index(widest) if widest and gaps.count(widest) == 1 else None


def _cut(name: str, lines: list[Line], groups: list[tuple[int, int]], cuts: list[int]) -> Layout:
    first = groups[0][0] if name in ("before", "beside") else 0
    last = groups[-1][1] if name == "after" else len(lines)
    starts, stops = [first, *cuts], [*cuts, last]
    blocks = [
        Block(
            before=_paragraphs(lines[start : group[0]]),
            behind=_paragraphs(lines[group[1] : stop]),
            facts=tuple(fact for line in lines[start:stop] for fact in line.facts),
            year=lines[group[0]].year,
        )
        for start, stop, group in zip(starts, stops, groups, strict=True)
    ]
    layout = Layout(name, blocks, _paragraphs(lines[:first]), _paragraphs(lines[last:]))
    _trim(layout)
    return layout


def _paragraphs(lines: Sequence[Line]) -> list[list[str]]:
    paragraphs: list[list[str]] = []
    fresh = True
    for line in lines:
        if line.facts:
            fresh = True
        elif fresh or line.gap:
            paragraphs.append([line.text])
            fresh = False
        else:
            paragraphs[-1].append(line.text)
    return paragraphs


def _trim(layout: Layout) -> None:
    """Cut off paragraphs before the first entry's facts and behind the last's that no other entry has."""
    blocks = layout.blocks
    if len(blocks) < 2:
        return
    most = max(len(block.before) for block in blocks[1:])
    extra = max(0, len(blocks[0].before) - most)
    layout.head += blocks[0].before[:extra]
    blocks[0].before = blocks[0].before[extra:]
    most = max(len(block.behind) for block in blocks[:-1])
    layout.foot += blocks[-1].behind[most:]
    blocks[-1].behind = blocks[-1].behind[:most]


# --- titles, and how likely they are ---


def _title(layout: Layout, width: int) -> None:
    """Give each block its title and summary, and the layout its score."""
    for block in layout.blocks:
        paragraphs = block.before + block.behind
        if layout.name == "beside" or not paragraphs or block.first("title"):
            block.title = _beside(block)
        else:
            block.title, left = _unwrapped(paragraphs[0], width)
            paragraphs = [left, *paragraphs[1:]]
        block.title = LIST_MARK.sub("", block.title, count=1) if LIST_MARK.match(block.title) else block.title
        block.summary = block.first("summary") or " ".join(chain.from_iterable(paragraphs))
    layout.score = _score(layout)


def _score(layout: Layout) -> float:
    """How likely the titles are, all in all."""
    titles = [block.title for block in layout.blocks]
    distinct = len(set(titles)) / len(titles)
    lost = min(0.2, 0.02 * len(layout.head + layout.foot))
    bonus = GAP_BONUS if layout.name == "gap" and all(titles) else 0.0
    return sum(map(_likeliness, layout.blocks)) / len(titles) * distinct - lost + bonus


def _likeliness(block: Block) -> float:
    """Titles are short, no sentences, and shorter than what they stand over."""
    title = block.title
    if not title:
        return 0.0
    ended = title.endswith((".", "…", "。", ":", "]"))
    longer = bool(block.summary) and len(title) > len(block.summary)
    return 1.0 - 0.4 * (len(title) > LONGEST_TITLE) - 0.2 * ended - 0.2 * longer


def _beside(block: Block) -> str:
    """A title that stands in the facts' own line."""
    names = ("title", "glued", "rest", "other")
    return next(
        (fact.value for name in names for fact in block.all(name) if not fact.label or name == "title"), ""
    )


def _unwrapped(paragraph: list[str], width: int) -> tuple[str, list[str]]:
    """The title that a paragraph begins with, over all its lines, and the lines left."""
    title, *left = paragraph
    last = title
    while width and left and _is_full(last, left[0], width):
        last = left.pop(0)
        title += " " + last
    return title, left


# --- entries ---


def _reading(layout: Layout, job: Job) -> Reading:
    blocks = layout.blocks
    published, updated = (_dates(blocks, name, job.now) for name in ("published", "updated"))
    made = [_entry(*one, job) for one in zip(blocks, published, updated, strict=True)]
    kept = {index: entry for index, entry in enumerate(made) if entry.title or entry.url or entry.summary}
    if not kept:
        raise _none(UNTITLED)
    heading = layout.head[0][0] if len(layout.head) == 1 else ""  # of several, none is surely the title
    feed = Feed(
        title=heading if 0 < len(heading) <= LONGEST_TITLE else None,
        url=job.url,
        entries=tuple(kept.values()),
    )
    return Reading(
        feed=feed,
        format="text",
        problems=tuple(_problems(blocks, published)),
        where=WHERE[layout.name],
        fields=_found(replace(layout, blocks=[blocks[index] for index in kept]), feed.entries),
    )


def _entry(block: Block, published: DateReading, updated: DateReading, job: Job) -> Entry:
    title, link = block.title, block.first("url")
    if not link and (linked := LINKED.fullmatch(title)):
        title, link = linked["title"] or linked["text"], linked["url"] or linked["target"]
    names = dict.fromkeys(name for fact in block.all("authors") for name in split_names(fact.value))
    tags = (tag.strip(" #") for fact in block.all("tags") for tag in LISTED.split(fact.value))
    return Entry(
        title=title or None,
        url=absolute_url(link, job.url) if link else None,
        published=moment(published, job.zone),
        estimated=published.rule == "relative",
        updated=moment(updated, job.zone),
        summary=block.summary or None,
        authors=tuple(Person(name=name) for name in names),
        tags=tuple(dict.fromkeys(filter(None, tags))),
    )


def _dates(blocks: list[Block], name: str, reference: datetime | None) -> list[DateReading]:
    years = [(block.year,) if block.year else () for block in blocks]
    return read_list(
        [Evidence(text=block.first(name), headings=year) for block, year in zip(blocks, years, strict=True)],
        reference=reference,
    )


def _problems(blocks: list[Block], dates: list[DateReading]) -> Iterator[Problem]:
    for number, (block, reading) in enumerate(zip(blocks, dates, strict=True), 1):
        written = block.first("published")
        if written and reading.value is None:
            yield Problem(
                rule="ambiguous-date" if reading.candidates else "unreadable-date",
                message=f"no certain date in {written!r}: {reading.reason or 'it is none'}",
                where=f"entry {number} {block.title!r}, published",
            )


def _found(layout: Layout, entries: Sequence[Entry]) -> tuple[FieldFound, ...]:
    """Where each field was, and how many entries had it there."""
    places: Counter[tuple[str, str]] = Counter()
    title = "the line of the date" if layout.name == "beside" else "first line of the block"
    for block, entry in zip(layout.blocks, entries, strict=True):
        told = {"title": title, "summary": "text of the block"}
        told |= {fact.field: fact.where for fact in reversed(block.facts)}
        places.update((name, told.get(name, title)) for name in FIELDS if getattr(entry, name))
    ranked = sorted(places.items(), key=lambda place: (FIELDS.index(place[0][0]), -place[1]))
    return tuple(FieldFound(field=name, where=where, entries=count) for (name, where), count in ranked)
