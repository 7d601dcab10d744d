"""The headings that hold for the entries below them: years, months and days of their dates.

A heading is an `<h2>`, a `<dt>`, a head of a table's group, or a line that is nothing but a date or a part of
one. It governs what follows in the element around it, up to the next heading of its rank. A day above all
entries is theirs only where nothing stands between: most such days are the page's, such as that of its last
change, today, or the founding of the site.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from feedkit.dates import Mention, find_dates, read_date
from feedkit.dates.expressions import read_period
from feedkit.dates.words import vocabulary
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.lines import Line, block_of, line_of, lines
from feedkit.parsers.html.outline import TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment

MAX_HEADING_LENGTH = 60  # characters of a heading that may hold a year or a date
MAX_PERIOD_WORDS = 4  # "März 2016", "marzo de 2016 (12)"
MAX_MONTH_LENGTH = 20  # characters of a heading that is the name of a month
MAX_HEADINGS = 3  # above one entry
MAX_LINES_ABOVE = 100  # headings above one entry that are looked at
WORD = re.compile(r"\w+")
LETTER = re.compile(r"[^\W\d_]")
DIGIT = re.compile(r"\d")
MAX_NODES_ABOVE = 200  # above the first entry, among which its heading stands
GROUP_HEADS = frozenset(("dt", "th", "legend", "summary"))
HEADS = GROUP_HEADS | words.HEADINGS
RANKS = range(7)  # of h1 to h6, and 0
ELSEWHERE = words.ENDS | words.Region.MENU | words.Region.SIDE | words.Region.SHARE | words.Region.COMMENTS


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that holds for the entries below it.

    line:     the line
    end:      the index at which what it governs ends
    is_head:  its element is that of headings
    day:      the day that it names, perhaps without a year; None where it names a year or a month
    is_bare:  it is nothing but its date
    """

    line: Line
    end: int
    is_head: bool
    day: Mention | None
    is_bare: bool


def headings_above(
    segments: Sequence[Segment],
    starts: Sequence[int],
    page: Page,
    undated: Sequence[bool],
    reference: datetime | None,
) -> list[tuple[str, ...]]:
    """Return for each entry the texts of the headings that govern it, the nearest first.

    Of an entry with a full date these are only the years and months above it, which may contradict the date.

    Args:
        segments: what each entry covers.
        starts: the index at which each entry's own text begins.
        page: the page.
        undated: whether each entry lacks a full date.
        reference: when the page was read.
    """
    headings = list(_headings(segments, starts, page))
    others = _days_of_page(headings, segments, starts, page, reference, undated)
    headings = [heading for heading in headings if heading.line.start not in others]
    if not headings:
        return [()] * len(segments)
    indices = [heading.line.start for heading in headings]
    periods = [number for number, heading in enumerate(headings) if heading.day is None]
    found: list[tuple[str, ...]] = []
    for segment, start, wants_day in zip(segments, starts, undated, strict=True):
        stop = bisect_left(indices, start)
        first = max(0, stop - MAX_LINES_ABOVE)
        nearest: Sequence[int] = range(first, stop)
        if not wants_day:
            nearest = periods[bisect_left(periods, first) : bisect_left(periods, stop)]
        above = [headings[n].line.text for n in reversed(nearest) if headings[n].end >= segment.end]
        found.append(tuple(above[:MAX_HEADINGS]))
    return found


def without_next_headings(segments: Sequence[Segment], page: Page) -> Sequence[Segment]:
    """Return segments without the heading of the next group at their ends: a line that is nothing but a date.

    It is one where such a line stands right above the first entry, and none below the last.
    """
    for last_line in (_last_date_line, _last_group_head):
        segments = _cut_at(segments, last_line, page)
    return segments


def _cut_at(
    segments: Sequence[Segment], last_line: Callable[[int, int, Page], Line | None], page: Page
) -> Sequence[Segment]:
    """Return segments that end before a line of the kind that stands above the first."""
    over = last_line(max(0, segments[0].start - MAX_NODES_ABOVE), segments[0].start, page)
    if over is None:
        return segments
    last = last_line(segments[-1].start, segments[-1].end, page)
    if last is not None and last.block.kind == over.block.kind:
        return segments
    cut = []
    for segment in segments:
        line = last_line(segment.start, segment.end, page)
        if line is not None and line.block.kind == over.block.kind and line.start > segment.start:
            own_block = line.block.index > segment.start
            segment = segment._replace(end=line.block.index if own_block else line.start)
        cut.append(segment)
    return cut


def _last_group_head(start: int, end: int, page: Page) -> Line | None:
    """Return the last line of a range if it heads a group: a head with a date, or nothing but a period."""
    nodes = page.nodes
    last = next((nodes[index] for index in range(end - 1, start - 1, -1) if nodes[index].tag == TEXT), None)
    if last is None:
        return None
    block = next((n for n in last.ancestors() if n.tag in words.BLOCKS), last)
    line = next(lines(page, max(block.index, start), end), None)
    if line is None or line.texts[-1] is not last or len(line.text) > MAX_HEADING_LENGTH:
        return None
    is_head = block.tag in HEADS
    found = _date_of(line.text, page, is_head=is_head)
    return line if found is not None and (is_head or found == (None, True)) else None


def _last_date_line(start: int, end: int, page: Page) -> Line | None:
    """Return the last line of a range if it is nothing but a date."""
    mentions = [mention for mention in page.dates_in(start, end) if mention.full and not mention.stamp][-1:]
    if not mentions or page.letters(mentions[0].node.end, end):
        return None
    block = next((n for n in mentions[0].node.ancestors() if n.tag in words.BLOCKS), mentions[0].node)
    line = next(
        (line for line in lines(page, max(block.index, start), end) if mentions[0].node in line.texts), None
    )
    if line is None or LETTER.search(line.text.replace(" ".join(mentions[0].shown.split()), "")):
        return None
    return line


def _headings(segments: Sequence[Segment], starts: Sequence[int], page: Page) -> Iterator[Heading]:
    """Yield the headings between the entries and above them, in the page's order."""
    inside = bytearray(len(page.nodes) + 1)
    for segment, start in zip(segments, starts, strict=True):
        inside[start : segment.end] = b"\x01" * (segment.end - start)
    elsewhere = ELSEWHERE & ~segments[0].anchor.region
    ends = _ends([node for node in page.headings if not inside[node.index]], page)
    for row in page.rows(0, segments[-1].end):
        if inside[row[0].index]:
            continue
        text = "".join([node.text for node in row])
        if len(text) > MAX_HEADING_LENGTH or not (DIGIT.search(text) or block_of(row[0]).tag in HEADS):
            continue
        line = line_of(row)
        if line.block.region & elsewhere:
            continue
        is_head = line.block.tag in HEADS
        if (found := _date_of(line.text, page, is_head=is_head)) is not None:
            rank = _rank(line.block)
            after = ends[rank][bisect_right(ends[rank], line.start) :][:1]
            yield Heading(line, min((_scope(line).end, *after)), is_head, *found)


def _date_of(text: str, page: Page, *, is_head: bool) -> tuple[Mention | None, bool] | None:
    """Return the day that a heading names, and whether that is all of it; None if it names no date at all."""
    language = page.language or None
    if not DIGIT.search(text):
        is_month = is_head and len(text) <= MAX_MONTH_LENGTH and _year_and_month(text, page)[1] is not None
        return (None, True) if is_month else None
    days = find_dates(text, language=language)
    if len(days) > 1 or (days and days[0].role in ("updated", "event")):
        return None
    if days:
        is_bare = not LETTER.search(text[: days[0].start] + text[days[0].end :])
        return (days[0], is_bare) if is_bare or is_head else None
    year, month = _year_and_month(text, page)
    count = len(WORD.findall(text))
    is_bare = count == 1 or (month is not None and count <= MAX_PERIOD_WORDS)
    if (year is None and month is None) or not (is_bare or is_head) or words.SINCE.search(text):
        return None
    return None, is_bare


def _year_and_month(text: str, page: Page) -> tuple[int | None, int | None]:
    return read_period(text, vocabulary(page.language or None))[:2]


def _rank(node: Node) -> int:
    return int(node.tag[1]) if node.tag in words.HEADINGS else 0


def _scope(line: Line) -> Node:
    """Return the innermost element around a line that holds more than it."""
    scope = line.block
    while scope.parent is not None and scope.end <= line.end + 1:
        scope = scope.parent
    return scope


def _ends(headings: Sequence[Node], page: Page) -> dict[int, list[int]]:
    """Return for each rank the indices at which what a heading of that rank governs ends.

    These are headings of the same rank or a higher one, but not parts of dates, as a month below a year is.
    """
    ends: dict[int, list[int]] = {rank: [] for rank in RANKS}
    for node in headings:
        text = page.text(node.index, node.end)
        if len(text) > MAX_HEADING_LENGTH or _year_and_month(text, page) == (None, None):
            for rank in RANKS:
                if rank == 0 or rank >= _rank(node):
                    ends[rank].append(node.index)
    return ends


def _days_of_page(
    headings: Sequence[Heading],
    segments: Sequence[Segment],
    starts: Sequence[int],
    page: Page,
    reference: datetime | None,
    undated: Sequence[bool],
) -> set[int]:
    """Return the starts of the lines whose day is not that of the entries below."""
    governing: dict[int, list[Heading]] = defaultdict(list)
    for heading in headings:
        first = bisect_left(starts, heading.line.start)
        if heading.day is not None and first < len(starts) and segments[first].end <= heading.end:
            governing[heading.line.block.kind].append(heading)
    wrong: set[int] = set()
    for group in governing.values():
        is_behind = not group[0].is_head and group[0].line.start > starts[0] and undated[0]
        is_lone = len(group) == 1 and not (
            all(undated) and _is_over(group[0], segments, starts, page, reference)
        )
        if is_behind or is_lone:
            wrong.update(heading.line.start for heading in group)
    kept = {heading.line.start for group in governing.values() for heading in group} - wrong
    return {heading.line.start for heading in headings if heading.day is not None} - kept


def _is_over(
    heading: Heading,
    segments: Sequence[Segment],
    starts: Sequence[int],
    page: Page,
    reference: datetime | None,
) -> bool:
    """Return whether a lone heading with a day stands directly over the entries, and is no clock."""
    first = starts[bisect_left(starts, heading.line.start)]
    if not heading.is_bare or page.letters(heading.line.end, first):
        return False
    around = segments[0].anchor
    while around.parent is not None and around.end < segments[-1].end:
        around = around.parent
    if not heading.is_head and not around.holds(heading.line.block):
        return False
    day = read_date(heading.line.text, language=page.language or None) if reference is not None else None
    return reference is None or day is None or abs(_day(day) - reference.date()).days > 1


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
