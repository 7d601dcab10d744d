"""What a page shows, line by line, with what was read from it: for people who look into a reading."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from feedkit.parsers.html.authors import Authors
from feedkit.parsers.html.choice import Scored
from feedkit.parsers.html.date_kinds import role_of
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.fields import Fields
from feedkit.parsers.html.lines import lines
from feedkit.parsers.html.outline import TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.reading import Run, Shown

UNSHOWN = ("title", "alt", "aria-label")  # sorts of titles that are attributes
BLANKS = re.compile(r"\s+")
NEAR = 40  # nodes after a by-line's start in which its names stand


@dataclass(slots=True)
class _Marked:
    """Where on a page what was read stands."""

    page: Page
    entries: dict[int, int] = field(default_factory=dict)  # by the index of a text
    rivals: dict[int, int] = field(default_factory=dict)
    spans: dict[int, list[tuple[int, int, str]]] = field(default_factory=lambda: defaultdict(list))

    def texts(self, start: int, end: int) -> Iterator[Node]:
        return (node for node in self.page.nodes[start:end] if node.tag == TEXT)

    def mark(self, start: int, end: int, name: str) -> None:
        """Mark all texts of a range."""
        for node in self.texts(start, end):
            self.spans[node.index].append((0, len(node.text), name))


def shown(
    fields: Fields,
    rivals: Sequence[Scored],
    page: Page,
) -> Shown:
    """The lines of a page as runs, each with the entry, the fields or the other list that it is a part of."""
    marked = _Marked(page)
    for number, rival in enumerate(rivals, 1):
        for segment in rival.candidate.segments:
            for node in marked.texts(segment.start, segment.end):
                marked.rivals.setdefault(node.index, number)
    for number, segment in enumerate(fields.segments, 1):
        marked.entries.update((node.index, number) for node in marked.texts(segment.start, segment.end))
    for title, link in zip(fields.titles, fields.links, strict=True):
        if title is not None and title.sort not in UNSHOWN:
            marked.mark(title.start, title.end, "title")
        if link is not None:
            marked.mark(link.index, link.end, "url")
    for mention in (mention for own in fields.dates.mentions for mention in own):
        _mark_date(mention, marked)
    for segment, names in zip(fields.segments, fields.authors, strict=True):
        if names is not None:
            _mark_names(names, segment, marked)
    for body in fields.bodies:
        for text in (text for line in body.lines for text in line.texts):
            marked.mark(text.index, text.end, "summary")
    return tuple(_runs(line.texts, marked) for line in lines(page, 0, len(page.nodes)))


def _mark_date(mention: DateMention, marked: _Marked) -> None:
    """Mark a date in its text; one in an attribute, or split by tags, in all that its element shows."""
    name = "updated" if role_of(mention, marked.page) == "updated" else "published"
    if mention.node.tag == TEXT:
        marked.spans[mention.index].append((mention.start, mention.end, name))
    else:
        marked.mark(mention.index, mention.node.end, name)


def _mark_names(authors: Authors, segment: Segment, marked: _Marked) -> None:
    """Mark the names where they stand in the texts of a by-line."""
    end = min(segment.end, max(authors.node.end, authors.node.index + NEAR))
    for name in authors.names:
        for node in marked.texts(authors.node.index, end):
            at = node.text.find(name)
            if at >= 0:
                marked.spans[node.index].append((at, at + len(name), "authors"))
                break


def _runs(texts: Sequence[Node], marked: _Marked) -> tuple[Run, ...]:
    """A line as runs; neighbours with the same marks are one."""
    parts = [part for node in texts for part in _parts(node, marked)]
    runs: list[Run] = []
    for (entry, fields, rival), group in groupby(parts, key=lambda run: (run.entry, run.fields, run.rival)):
        text = BLANKS.sub(" ", "".join(run.text for run in group))
        text = text if runs else text.lstrip()
        runs += [Run(text=text, entry=entry, fields=fields, rival=rival)] if text else []
    return tuple(runs)


def _parts(node: Node, marked: _Marked) -> Iterator[Run]:
    """A text, split where a mark begins or ends."""
    spans = marked.spans.get(node.index, [])
    entry, rival = marked.entries.get(node.index, 0), marked.rivals.get(node.index, 0)
    edges = sorted({0, len(node.text), *(at for start, end, _ in spans for at in (start, end))})
    for start, end in pairwise(edges):
        names = dict.fromkeys(name for begin, stop, name in spans if begin <= start and end <= stop)
        fields = tuple(sorted(names, key=FIELDS.index))
        yield Run(text=node.text[start:end], entry=entry, fields=fields, rival=0 if entry else rival)


FIELDS = ("title", "published", "updated", "authors", "summary", "url")  # the surest marks first
