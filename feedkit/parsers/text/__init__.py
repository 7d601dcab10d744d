"""The plain text of an index page: blocks of a title, perhaps a summary, and a line of facts.

    lines ──anchors──▶ anchor lines ──layouts──▶ blocks ──titles, scores──▶ the best layout ──▶ entries

text_lines.py    the lines of a text, each with the facts that it states
facts.py         the facts that one line states: "Date: May 1, 2025 | Author: X"
anchors.py       the lines that each entry has one of, most often those with its date
layouts.py       the blocks of all entries, for each way in which texts are laid out
block_titles.py  the title and summary of each block, and how likely a layout's titles are
blocks.py        blocks to entries

Whether a title stands before the facts or behind them shows only in the whole list: each layout is tried, and
the one with the likeliest titles is taken.
"""

from __future__ import annotations

from feedkit.errors import NoEntriesError
from feedkit.parsers.job import Job
from feedkit.parsers.reading import Reading
from feedkit.parsers.text.anchors import anchor_indices
from feedkit.parsers.text.block_titles import set_titles, wrap_width
from feedkit.parsers.text.blocks import reading_of
from feedkit.parsers.text.layouts import Layout, layouts
from feedkit.parsers.text.text_lines import TextLine, text_lines

MIN_SCORE = 0.5  # of a layout
NO_ENTRIES = "no entries found in the plain text: {}"
NO_FACTS = "no line of it gives a date or an author, as 'Date: May 1, 2025 | Author: X' does"
ONE_FACT = "only one line of it gives a date or an author, so nothing repeats"
NO_TITLES = "it has dates, but no text around them is likely to be a title"


def read(job: Job) -> Reading:
    """Find the entries of a plain text.

    Raises:
        NoEntriesError: no line of it gives a date or an author, or only one does; or no text is
            likely to be a title.
    """
    lines = text_lines(job.content)
    anchors = anchor_indices(lines)
    if not anchors:
        raise NoEntriesError(NO_ENTRIES.format(NO_FACTS))
    layout = _best_layout(lines, anchors)
    if len(anchors) == 1 and not _is_whole_text(layout):
        raise NoEntriesError(NO_ENTRIES.format(ONE_FACT))
    reading = reading_of(layout, job)
    if layout.score < MIN_SCORE or not reading.feed.entries:
        raise NoEntriesError(NO_ENTRIES.format(NO_TITLES))
    return reading


def _best_layout(lines: list[TextLine], anchors: list[int]) -> Layout:
    width = wrap_width(lines)
    tried = list(layouts(lines, anchors))
    for layout in tried:
        set_titles(layout, width)
    return max(tried, key=lambda layout: layout.score)


def _is_whole_text(layout: Layout) -> bool:
    """Return whether the only block is the whole text, with labelled facts."""
    block = layout.blocks[0]
    labelled = sum(bool(fact.label) for fact in block.facts)
    return labelled > 1 and len(block.before) + len(block.behind) <= 2 and not layout.head and not layout.foot
