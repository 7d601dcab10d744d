"""The blocks of a plain text become entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from feedkit.dates import DateReading, Evidence, read_list
from feedkit.errors import Problem, mismatch
from feedkit.model import Entry, Feed, Person
from feedkit.parsers.bylines import split_names
from feedkit.parsers.job import Job
from feedkit.parsers.reading import FieldFound, Reading, moment
from feedkit.parsers.text.block_titles import MAX_TITLE_LENGTH
from feedkit.parsers.text.facts import without_list_mark
from feedkit.parsers.text.layouts import DESCRIPTIONS, Block, Layout
from feedkit.values.urls import absolute_url

FIELDS = ("title", "url", "published", "updated", "authors", "tags", "summary")
LINKED = re.compile(  # a title with its address behind it, or as a link of Markdown or Org
    r"(?P<title>.*\S)\s+[<(]?(?P<url>https?://[^\s<>]+?)[>)]?|\[(?P<text>[^\]]+)\]\((?P<target>[^\s()]+)\)"
    r"|\[\[(?P<org>[^\[\]\s]+)\]\[(?P<label>[^\[\]]+)\]\]"
)
TAG_SEPARATOR = re.compile(r"[,;、，]")


def reading_of(layout: Layout, job: Job) -> Reading:
    """Return the entries of a layout; a block without title, link and summary is none."""
    published, updated = (_dates(layout.blocks, name, job.now) for name in ("published", "updated"))
    read = zip(layout.blocks, published, updated, strict=True)
    entries = [(block, _entry(block, first, last, job)) for block, first, last in read]
    kept = [(block, entry) for block, entry in entries if entry.title or entry.url or entry.summary]
    heading = (
        without_list_mark(layout.head[0][0]) if len(layout.head) == 1 else ""
    )  # of several, none is surely the title
    feed = Feed(
        title=heading if 0 < len(heading) <= MAX_TITLE_LENGTH else None,
        url=job.url,
        entries=tuple(entry for _, entry in kept),
    )
    title_source = "the line of the date" if layout.name == "beside" else "first line of the block"
    return Reading(
        feed=feed,
        format="text",
        problems=tuple(_date_problems(layout.blocks, published)),
        where=DESCRIPTIONS[layout.name],
        fields=_fields(kept, title_source),
    )


def _entry(block: Block, published: DateReading, updated: DateReading, job: Job) -> Entry:
    title, link = block.title, block.first("url")
    if not link and (linked := LINKED.fullmatch(title)):
        title = linked["title"] or linked["text"] or linked["label"]
        link = linked["url"] or linked["target"] or linked["org"]
    names = dict.fromkeys(name for fact in block.all("authors") for name in split_names(fact.value))
    tags = (tag.strip(" #") for fact in block.all("tags") for tag in TAG_SEPARATOR.split(fact.value))
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
    evidence = [
        Evidence(text=block.first(name), headings=(block.year,) if block.year else ()) for block in blocks
    ]
    return read_list(evidence, reference=reference)


def _date_problems(blocks: list[Block], dates: list[DateReading]) -> Iterator[Problem]:
    for number, (block, reading) in enumerate(zip(blocks, dates, strict=True), 1):
        written = block.first("published")
        if written and reading.value is None:
            yield mismatch(
                "ambiguous-date" if reading.candidates else "unreadable-date",
                "a date that is certain",
                f"{written!r}" + (f": {reading.reason}" if reading.reason else ""),
                f"entry {number} {block.title!r}, published",
            )


def _fields(kept: Sequence[tuple[Block, Entry]], title_source: str) -> tuple[FieldFound, ...]:
    """Return where each field was read from, and for how many entries."""
    counts: Counter[tuple[str, str]] = Counter()
    for block, entry in kept:
        sources = {"title": title_source, "summary": "text of the block"}
        sources |= {fact.field: fact.where for fact in reversed(block.facts)}
        counts.update((name, sources.get(name, title_source)) for name in FIELDS if getattr(entry, name))
    ranked = sorted(counts.items(), key=lambda item: (FIELDS.index(item[0][0]), -item[1]))
    return tuple(FieldFound(field=name, where=where, entries=count) for (name, where), count in ranked)
