"""The text of an entry beside its title, date, authors, tags and buttons: its summary and content."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from feedkit.dates.words import Vocabulary, vocabulary
from feedkit.parsers.bylines import is_credit, is_reading_time
from feedkit.parsers.changing_texts import holds_changing, is_changing
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.authors import Authors
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.lines import Line, line_of
from feedkit.parsers.html.outline import HIDDEN, TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.tables import column, last_columns
from feedkit.parsers.html.titles import TitleOption
from feedkit.parsers.link_texts import TRIMMED, is_generic

MAX_SUMMARY_LENGTH = 2000  # characters; what is longer is cut at the end of a sentence
MIN_SUMMARY_LENGTH = 12  # characters
MIN_REST_LENGTH = 20  # characters of a line, besides title and date, that are text
MAX_ASIDE_LENGTH = 200  # characters of a line among tags or buttons that is none of the text
MAX_DATE_LINE_LENGTH = 80  # characters of a line that is there for its date
MAX_KICKER_LENGTH = 30  # characters of a line over the title that is a label
MAX_BUTTON_LENGTH = 60  # characters of a line that most entries repeat
SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "।")
DASHES = ("–", "—", "-", "|", "·", "•")
LAST_LINES = 3  # of an entry, among which its buttons stand
MAX_LAST_LENGTH = 60  # characters of a line on the last reply
MAX_LINK_LINE_LENGTH = 60  # characters of a line of links that is none of the text
MAX_LABEL_LENGTH = 12  # characters of what stands beside them: "Filed under"
MIN_ENTRIES = 4  # of which a line on most is a button


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of an entry that are neither title, date, author, tags nor buttons, and those that are."""

    segment: Segment
    lines: tuple[Line, ...]
    taken: frozenset[int]  # where the other lines start


def bodies(
    segments: Sequence[Segment],
    titles: Sequence[TitleOption | None],
    dates: Sequence[tuple[DateMention, ...]],
    written_by: Sequence[Authors | None],
    page: Page,
) -> list[Body]:
    """The text of each entry that is none of its other fields."""
    found = []
    language = vocabulary(page.language or None)
    last = last_columns(segments[0], page) if segments else frozenset()
    for segment, title, mentions, authors in zip(segments, titles, dates, written_by, strict=True):
        kept: list[Line] = []
        taken: list[int] = []
        fields = _OtherFields(segment, title, [m for m in mentions if not m.stamp], authors, page, last)
        for line in page.lines_in(segment.start, segment.end):
            rest = fields.rest(line)
            if rest is not None:
                rest = _without_changing(rest, language)
            if rest is None:
                taken += [text.index for text in line.texts]
                continue
            if rest is not line:
                taken += [text.index for text in line.texts if text not in rest.texts]
            kept.append(rest)
        found.append(Body(segment, tuple(kept), frozenset(taken)))
    return _without_ends(_without_titles(_without_buttons(found), titles))


def _without_changing(line: Line, language: Vocabulary) -> Line | None:
    """Return a line without counters and times that count from now; None where nothing else is in it.

    In a sentence they stay, so within a line only whole texts at its ends count.
    """
    text = line.text
    if (
        is_changing(text, language)
        or holds_changing(text, language)
        or _is_of_last_reply(text)
        or text.strip(words.AROUND_BADGES).casefold() in words.STATUS
        or is_reading_time(text)
        or is_credit(text)
    ):
        return None
    if len(line.texts) < 2:
        return line
    shown = [index for index, node in enumerate(line.texts) if node.text.strip(TRIMMED)]
    if len(shown) < 2:
        return line
    first, last = 0, len(shown)
    while first < last and _is_changing_part(line.texts[shown[first]], language):
        first += 1
    while first < last and _is_changing_part(line.texts[shown[last - 1]], language):
        last -= 1
    if last - first == len(shown):
        return line
    return line_of(line.texts[shown[first] : shown[last - 1] + 1], line.block) if first < last else None


def _is_of_last_reply(text: str) -> bool:
    """Return whether a line is "Last reply 2 hours ago by Ann Other"."""
    return (
        len(text) <= MAX_LAST_LENGTH
        and any(map(str.isdigit, text))
        and not text.endswith((".", "!", "?", "。"))
        and words.LAST.match(text) is not None
    )


def _is_changing_part(text: Node, language: Vocabulary) -> bool:
    if text.parent is not None and text.parent.tag in words.EMPHASIS:
        return False
    shown = text.text.strip(TRIMMED)
    return is_changing(shown, language) or is_reading_time(shown)


def _without_buttons(found: list[Body]) -> list[Body]:
    """The bodies without the lines that most entries repeat."""
    if len(found) < MIN_ENTRIES:
        return found
    said = Counter(text for body in found for text in {line.text for line in body.lines[-LAST_LINES:]})
    again = {
        text for text, times in said.items() if times * 2 > len(found) and len(text) <= MAX_BUTTON_LENGTH
    }
    if not again:
        return found
    return [
        Body(
            body.segment,
            tuple(line for line in body.lines if line.text not in again),
            body.taken | {line.start for line in body.lines if line.text in again},
        )
        for body in found
    ]


def _without_titles(found: list[Body], titles: Sequence[TitleOption | None]) -> list[Body]:
    """The bodies without lines that say the title again, where most have one."""
    again = [
        {line.start for line in body.lines if title is not None and _is_same(line.text, title.text)}
        for body, title in zip(found, titles, strict=True)
    ]
    return _without(found, again)


def _without_ends(found: list[Body]) -> list[Body]:
    """The bodies without the lines of short links to elsewhere at their ends, where most have them."""
    return _without(found, [_links_at_ends(body) for body in found])


def _without(found: list[Body], starts: Sequence[set[int]]) -> list[Body]:
    """The bodies without the lines that begin at some nodes, where most with a text have such lines."""
    filled = sum(bool(body.lines) for body in found)
    if sum(map(bool, starts)) * 2 <= filled or filled < MIN_ENTRIES:
        return found
    return [
        Body(
            body.segment,
            tuple(line for line in body.lines if line.start not in own),
            body.taken | {text.index for line in body.lines if line.start in own for text in line.texts},
        )
        for body, own in zip(found, starts, strict=True)
    ]


def _links_at_ends(body: Body) -> set[int]:
    """Where the lines of short links before and behind a text begin; none where there is no text."""
    are_links = [_is_of_links(line) for line in body.lines]
    if all(are_links):
        return set()
    first, end = are_links.index(False), len(are_links) - are_links[::-1].index(False)
    return {line.start for line in (*body.lines[:first], *body.lines[end:])}


def _is_of_links(line: Line) -> bool:
    """Return whether a line is of short links, with no more than a word beside them, or is their label."""
    if len(line.text) <= MAX_LABEL_LENGTH and line.text.endswith((":", "：")):
        return True
    if len(line.text) > MAX_LINK_LINE_LENGTH or not any(text.region & words.LINKED for text in line.texts):
        return False
    beside = "".join(text.text for text in line.texts if not text.region & words.LINKED)
    return len(beside.strip(TRIMMED + ",")) <= MAX_LABEL_LENGTH


def summary(body: Body, page: Page) -> str | None:
    """A body as plain text, cut at the end of a sentence where it is long; else what microdata says."""
    return _joined(body.lines) or _described(body.segment, page)


def content(body: Body, page: Page) -> str | None:
    """A body as HTML, where that says more than plain text does; None where it does not."""
    if not body.lines:
        return None
    segment = body.segment
    if len(body.lines) < 2 and not any(n.tag in words.RICH for n in page.nodes[segment.start : segment.end]):
        return None
    around = _around(body.lines)
    parts = list(_whole_parts(around, body, page))
    return "".join(part.html for part in parts) if sum(part.tag != TEXT for part in parts) else None


def _around(row: Sequence[Line]) -> Node:
    """The innermost element that holds all lines."""
    node = row[0].texts[0]
    while node.parent is not None and node.end < row[-1].end:
        node = node.parent
    return node


def _whole_parts(around: Node, body: Body, page: Page) -> Iterator[Node]:
    """The largest nodes inside `around` that hold something to show and no line taken by other fields."""
    start, end = body.segment.start, body.segment.end
    taken = sorted(body.taken)
    todo = [around]
    while todo:
        node = todo.pop()
        if node.region & HIDDEN or node.end <= start or node.index >= end:
            continue
        if node.tag == TEXT:
            if node.index not in body.taken:
                yield node
        elif node.index < start or node.end > end or _holds_one(node, taken):
            todo += reversed(page.children(node))
        elif any(n.tag == TEXT or n.tag in words.RICH for n in page.nodes[node.index : node.end]):
            yield node


def _holds_one(node: Node, indices: Sequence[int]) -> bool:
    at = bisect_left(indices, node.index)
    return at < len(indices) and indices[at] < node.end


def _described(segment: Segment, page: Page) -> str | None:
    """What microdata describes an entry with."""
    for node in page.nodes[segment.start : segment.end]:
        if node.attrs and node.get("itemprop") == "description":
            return " ".join((node.get("content") or page.text(node.index, node.end)).split()) or None
    return None


class _OtherFields:
    """Where an entry's title, shown dates and authors are, to separate its text from them."""

    def __init__(
        self,
        segment: Segment,
        title: TitleOption | None,
        dates: Sequence[DateMention],
        authors: Authors | None,
        page: Page,
        last: frozenset[int],
    ) -> None:
        self.page, self.start, self.last = page, segment.start, last
        self.around = ~page.nodes[segment.start].region & words.NO_TEXT
        self.title, self.dates, self.authors = title, dates, authors
        self.head = title.start if title is not None else 0
        self.ranges = [(mention.node.index, mention.node.end) for mention in dates]
        if title is not None:
            self.ranges.append((title.start, title.end))
        if authors is not None:
            self.ranges.append((authors.node.index, authors.node.end))

    def rest(self, line: Line) -> Line | None:
        """What of a line is text: not a title, date, author, tag or button; None for nothing."""
        text = line.text
        if (line.texts[0].region & self.around and len(text) < MAX_ASIDE_LENGTH) or is_generic(text):
            return None
        if len(text) <= MAX_LAST_LENGTH and self._is_of_last(line.block):
            return None
        over = line.start < self.head and len(text) <= MAX_KICKER_LENGTH
        first, end = line.start, line.end
        for start, stop in self.ranges:
            if first < stop and start < end:
                break
        else:
            return None if over else line
        titled = self.title is not None and self.title.start < end and first < self.title.end
        if not titled and len(text) < MAX_DATE_LINE_LENGTH and not text.endswith(SENTENCE_ENDS):
            return None
        left = [node for node in line.texts if not self._hold(node)]
        if len(left) == len(line.texts):
            return None if over or _is_date_line(line, self.dates) else line
        rest = line_of(left, line.block) if left else None
        return rest if rest is not None and len(rest.text.strip(TRIMMED)) >= MIN_REST_LENGTH else None

    def _is_of_last(self, block: Node) -> bool:
        """Return whether a block is that of the last reply, by classes or by its column."""
        if self.last and column(block, self.page) in self.last:
            return True
        node: Node | None = block
        while node is not None and node.index > self.start:
            if "class" in node.attrs and words.is_last_class(node.get("class")):
                return True
            node = node.parent
        return False

    def _hold(self, node: Node) -> bool:
        title, authors = self.title, self.authors
        return (
            (title is not None and title.start <= node.index < title.end)
            or any(mention.node.holds(node) and _is_date(mention, node) for mention in self.dates)
            or (authors is not None and authors.node.holds(node))
        )


def _is_same(text: str, title: str) -> bool:
    """Return whether a line is the title again, whole or cut short."""
    start = text.rstrip(" .…")
    return start == title or (
        len(start) < len(text) and len(start) > MIN_SUMMARY_LENGTH and title.startswith(start)
    )


def _is_date(mention: DateMention, node: Node) -> bool:
    """Return whether a text is hardly more than a date and its label."""
    return node is not mention.node or len(node.text) - (mention.end - mention.start) < MIN_REST_LENGTH


def _is_date_line(line: Line, dates: Sequence[DateMention]) -> bool:
    """Return whether a line is there for one of the shown dates of the entry."""
    text = line.text
    return any(
        line.start <= mention.index < line.end
        and (len(text) < MAX_DATE_LINE_LENGTH or mention.end - mention.start > 0.5 * len(text))
        for mention in dates
    )


def _joined(row: Sequence[Line]) -> str | None:
    parts, letters = [], 0
    for line in row:
        text = _without_more(line)
        if line.texts[0].text[0] != "\n" and text.startswith(DASHES):  # a date was cut off before it
            text = text.lstrip(words.TRIMMED_START)
        if text:
            parts.append(text)
            letters += len(text)
        if letters > MAX_SUMMARY_LENGTH:
            break
    text = " ".join(parts)
    if len(text) * (1 if text.isascii() else 2) < MIN_SUMMARY_LENGTH:
        return None
    return text if len(text) <= MAX_SUMMARY_LENGTH else _shortened(text)


def _without_more(line: Line) -> str:
    """A line's text without a "Read more" link at its end."""
    if not is_generic(line.texts[-1].text):
        return line.text
    texts = list(line.texts)
    while (
        texts and is_generic(texts[-1].text) and any(node.tag in ("a", "button") for node in _near(texts[-1]))
    ):
        texts.pop()
    return " ".join("".join(node.text for node in texts).split())


def _near(text: Node) -> Iterable[Node]:
    parent = text.parent
    if parent is not None:
        yield parent
        if parent.parent is not None:
            yield parent.parent


def _shortened(text: str) -> str:
    head = text[:MAX_SUMMARY_LENGTH]
    stop = max(head.rfind(mark) for mark in (". ", "! ", "? ", "。", "！", "？"))
    return head[: stop + 1] if stop > MAX_SUMMARY_LENGTH // 2 else head[: head.rfind(" ")].rstrip() + " …"
