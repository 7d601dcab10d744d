"""The dates that a page shows, and those in its attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from feedkit.dates import Mention, find_dates, read_stamp
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.outline import TEXT, Node, Outline

MAX_DATE_TEXT_LENGTH = 160  # characters: a longer text is prose, its dates are not the entry's own
MAX_SPLIT_DATE_LENGTH = 60  # characters of an element whose date is split by tags inside it
MAX_SPLIT_DATE_TEXTS = 8
MIN_SPLIT_DATE_NODES = 3  # the element and two texts
MAX_SPLIT_DATE_LEVELS = 4  # elements around a part of a date that may hold the whole
MAX_STAMP_LENGTH = 80  # characters of an attribute
MAX_LONE_DAY_LENGTH = 40  # characters of a text whose only number may be the day of a month
DIGIT = re.compile(r"\d")
NUMBER = re.compile(r"\d+")
SHORT_NUMBER = re.compile(r"(?<!\d)\d\d?(?!\d)")
ONE_LONG_NUMBER = re.compile(r"\D*\d{6,}\D*")  # perhaps a whole day
TWO_NUMBERS = re.compile(r"\d\D+\d")
FOUR_DIGITS = re.compile(r"\d{4}")


@dataclass(slots=True, eq=False)
class DateMention:
    """A date as it is shown, or as an attribute says it.

    node:  the text or the element that shows it
    text:  the whole text it was found in, or the attribute's value
    start, end:  the range of the date in the text
    role:  "published", "updated" or "": what the words before it say
    full:  day, month and year are all there
    stamp: it comes from an attribute
    """

    node: Node
    text: str
    start: int
    end: int
    role: str
    full: bool
    stamp: bool

    @property
    def index(self) -> int:
        return self.node.index

    @property
    def shown(self) -> str:
        return self.text[self.start : self.end]


def date_mentions(page: Outline, shown: Iterable[Node], letters: Sequence[int]) -> list[DateMention]:
    """The dates of a page, in document order.

    Args:
        page: its outline.
        shown: its shown texts with digits.
        letters: for each node, how many characters the shown texts before it have.
    """
    found = _shown_dates(page, shown, letters) + _stamps(page)
    return sorted(found, key=lambda mention: (mention.index, mention.start))


def _shown_dates(page: Outline, shown: Iterable[Node], letters: Sequence[int]) -> list[DateMention]:
    """Dates in single texts, and dates that tags inside them split."""
    language = page.language or None
    found: list[DateMention] = []
    parts: list[Node] = []
    for node in shown:
        text = node.text
        if not _may_hold_date(text):
            continue
        mentions = find_dates(text, language=language)
        found += [DateMention(node, text, m.start, m.end, m.role, m.has_year, False) for m in mentions]
        if len(text) <= MAX_SPLIT_DATE_LENGTH and not any(m.has_year for m in mentions):
            parts.append(node)
    split = _split_dates(page, parts, {mention.index for mention in found if mention.full}, letters)
    covered = {index for mention in split for index in range(mention.node.index, mention.node.end)}
    return [mention for mention in found if mention.index not in covered] + split


def _split_dates(
    page: Outline, parts: list[Node], whole: set[int], letters: Sequence[int]
) -> list[DateMention]:
    """The dates whose parts stand in neighbouring elements: `Jul 8<sup>th</sup>, 2016`, a badge.

    parts:  short texts with a digit and no full date
    whole:  the indices of texts with a full date; an element around one is not looked at
    """
    found: list[DateMention] = []
    seen: set[int] = set()
    until = 0
    for text in parts:
        for element in islice(text.ancestors(), MAX_SPLIT_DATE_LEVELS):
            if text.index < until or element.index in seen:
                break
            seen.add(element.index)
            if letters[element.end] - letters[element.index] > MAX_SPLIT_DATE_LENGTH:
                break
            mention = _split_date(page, element, whole)
            if mention is not None:
                found.append(mention)
                until = element.end
    return found


def _may_hold_date(text: str) -> bool:
    """Return whether a text has the numbers of a date: a day and a year, or a lone day and little else."""
    length = len(text)
    if length > MAX_DATE_TEXT_LENGTH:
        return False
    if SHORT_NUMBER.search(text) is None:
        return length <= MAX_LONE_DAY_LENGTH and ONE_LONG_NUMBER.fullmatch(text) is not None
    if length <= MAX_LONE_DAY_LENGTH:
        return True
    return (TWO_NUMBERS if length <= MAX_SPLIT_DATE_LENGTH else FOUR_DIGITS).search(text) is not None


def _split_date(page: Outline, element: Node, whole: set[int]) -> DateMention | None:
    """The one date that an element's texts make up together."""
    if element.end - element.index < MIN_SPLIT_DATE_NODES:
        return None
    texts = [node for node in page.nodes[element.index : element.end] if node.tag == TEXT]
    if not 1 < len(texts) <= MAX_SPLIT_DATE_TEXTS or any(text.index in whole for text in texts):
        return None
    joined_texts = "".join(text.text for text in texts).strip()
    numbers = NUMBER.findall(joined_texts)
    if (
        len(joined_texts) > MAX_SPLIT_DATE_LENGTH
        or len(numbers) < 2
        or (len(numbers) < 3 and not any(len(n) > 3 for n in numbers))
    ):
        return None
    for joined in (joined_texts, " ".join(text.text.strip() for text in texts)):
        for mention in find_dates(joined, language=page.language or None):
            if mention.has_year and _is_one_date(element, mention, joined, page):
                return DateMention(element, joined, mention.start, mention.end, mention.role, True, False)
    return None


def _is_one_date(element: Node, mention: Mention, joined: str, page: Outline) -> bool:
    """Return whether the parts of a date belong together.

    They do in a `<time>`, on one side of a link's edge, or with hardly a word beside them.
    """
    inner = any(node.tag == "a" for node in page.nodes[element.index + 1 : element.end])
    return not inner or element.tag == "time" or (mention.end - mention.start) > 0.8 * len(joined)


def _stamps(page: Outline) -> list[DateMention]:
    """Dates in attributes, hidden elements' too."""
    found = []
    for node in page.stamped:
        attrs = node.attrs
        for name in sorted(attrs.keys() & words.STAMP_ATTRIBUTES):
            value = attrs[name]
            if not value or len(value) > MAX_STAMP_LENGTH or not DIGIT.search(value):
                continue
            if name == "content" and "itemprop" not in attrs and node.tag != "time":
                continue
            if read_stamp(value) is not None:
                found.append(DateMention(node, value, 0, len(value), "", True, True))
    return found
