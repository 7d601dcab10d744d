"""The text of each title, without what stands in it and is not its own.

What is the same few words again and again, or stands on a few entries only, is a badge; what leads elsewhere
is a section, a site or a page's number. What differs from entry to entry is the title's own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from feedkit.parsers.bylines import AUTHOR_LABEL, is_reading_time
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.authors import Authors
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.link_targets import address
from feedkit.parsers.html.outline import TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.titles import ATTRIBUTE_SORTS, TitleOption, says_nothing
from feedkit.parsers.link_texts import TRIMMED

MAX_BADGE_LENGTH = 30  # characters
MAX_SHARE_OF_BADGE = 0.6  # of a title's characters
MAX_EDGES = 6  # parts that are cut off one title
MAX_SHARE_OF_DIFFERENT = 0.3  # texts among those of a badge
MIN_SHARE_OF_DATE = 0.6  # of the characters of a text that is a date
MIN_SHARE_BESIDE = 0.5  # of the entries that must have a text beside the link, where it is the title's own

MIN_CLIPPED_LENGTH = 8  # characters of a title that is cut short
ELLIPSIS = " .…"
WHOLE_TITLES = ("title", "aria-label")

HOST = re.compile(r"(?:[\w-]+\.)+[a-z][\w-]+(?:/\S*)?", re.I)
BRACKETED = re.compile(rf"[\[【][^\[\]【】]{{1,{MAX_BADGE_LENGTH}}}[\]】]")  # "[closed]"


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of texts of a title.

    texts:  the texts
    around: the element that is no more than them, the outermost below the title; None for bare text
    """

    texts: tuple[Node, ...]
    around: Node | None

    @property
    def text(self) -> str:
        return _joined(self.texts)

    @property
    def letters(self) -> str:
        """The text without the signs around it."""
        return self.text.strip(words.AROUND_BADGES)


def title_texts(
    chosen: Sequence[TitleOption | None],
    links: Sequence[Node | None],
    dates: Sequence[tuple[DateMention, ...]],
    authors: Sequence[Authors | None],
    page: Page,
) -> list[str | None]:
    """The text of each title.

    Args:
        chosen: the titles.
        links: where the entries lead.
        dates: the dates that each entry was dated by.
        authors: who wrote the entries, and where that stands.
        page: the page.
    """
    texts = [_texts(option, own, page) for option, own in zip(chosen, authors, strict=True)]
    kept = texts
    if any(len(own) > 1 for own in texts):  # else no title has anything beside it or at its edges
        kept = _without_badges(chosen, _without_sides(chosen, links, texts, page))
    shown = [
        (_joined(own) if own else option.text) if option is not None else None
        for option, own in zip(chosen, kept, strict=True)
    ]
    whole = [
        _unclipped(text, option, page) if text and option is not None else text
        for text, option in zip(shown, chosen, strict=True)
    ]
    return _without_dates(_without_prefix(whole), chosen, dates)


def _joined(texts: Sequence[Node]) -> str:
    if len(texts) == 1:
        return " ".join(texts[0].text.split())
    return " ".join("".join([node.text for node in texts]).split())


def _unclipped(text: str, option: TitleOption, page: Page) -> str:
    """A title that ends in an ellipsis, as an attribute of its link has it whole."""
    start = text.rstrip(ELLIPSIS)
    if start == text or len(start) < MIN_CLIPPED_LENGTH or not text.endswith(("…", "...")):
        return text
    links = (n for n in (option.node, *page.links_in(option.start, option.end)) if n.attrs)
    said = (" ".join(link.get(name).split()) for link in links for name in WHOLE_TITLES)
    return next((one for one in said if len(one) > len(text) and one.startswith(start)), text)


# --- beside the link ---


def _without_sides(
    chosen: Sequence[TitleOption | None],
    links: Sequence[Node | None],
    texts: list[tuple[Node, ...]],
    page: Page,
) -> list[tuple[Node, ...]]:
    """The texts of each title, without what is not its own beside its link to the entry."""
    inner = [_inner(option, link, own, page) for option, link, own in zip(chosen, links, texts, strict=True)]
    linked = [_joined(own[first:end]) for own, (first, end) in zip(texts, inner, strict=True) if end]
    if len(set(linked)) * 2 <= len(linked):
        return texts  # without what is beside them, the titles would be the same
    before = _are_own(
        [own[:first] for own, (first, end) in zip(texts, inner, strict=True) if end], page, after=False
    )
    after = _are_own([own[end:] for own, (_, end) in zip(texts, inner, strict=True) if end], page, after=True)
    return [
        own[0 if before or not end else first : len(own) if after or not end else end]
        for own, (first, end) in zip(texts, inner, strict=True)
    ]


def _texts(option: TitleOption | None, authors: Authors | None, page: Page) -> tuple[Node, ...]:
    """The texts of a title; of a line that names its author too, the others."""
    if option is None or option.sort in ATTRIBUTE_SORTS:
        return ()
    texts = page.shown_in(option.start, option.end)
    if authors is not None and authors.node.tag != TEXT and option.sort.endswith("line"):
        texts = [text for text in texts if not authors.node.holds(text)] or texts
    return tuple(texts)


def _inner(
    option: TitleOption | None, link: Node | None, texts: Sequence[Node], page: Page
) -> tuple[int, int]:
    """The range of a title's texts that its links to the entry hold; (0, 0) where these say nothing."""
    if option is None or link is None or not option.start <= link.index < option.end:
        return 0, 0
    href = address(link)
    same = [other for other in page.links_in(option.start, option.end) if address(other) == href]
    inside = [at for at, text in enumerate(texts) if any(other.holds(text) for other in same)]
    if not inside or says_nothing(_joined(texts[inside[0] : inside[-1] + 1])):
        return 0, 0
    return inside[0], inside[-1] + 1


def _are_own(sides: Sequence[Sequence[Node]], page: Page, *, after: bool) -> bool:
    """Return whether what stands before, or after, the links is part of the titles."""
    filled = [side for side in sides if _joined(side).strip(TRIMMED)]
    if len(filled) < MIN_SHARE_BESIDE * len(sides):
        return False
    texts = [_joined(side) for side in filled]
    if _are_few(texts):
        return False
    alike = {words.NUMBER.sub("0", text) for text in texts}
    counted = len(alike) == 1 and (after or alike == {"0"})
    foreign = sum(_is_foreign(side, text, page) for side, text in zip(filled, texts, strict=True))
    return not counted and foreign * 2 <= len(filled)


def _is_foreign(side: Sequence[Node], text: str, page: Page) -> bool:
    """Return whether a text beside a link is none of the title, or leads elsewhere.

    A date, a host, a number, a by-line, a status and a label in brackets are none.
    """
    letters = text.strip(TRIMMED)
    said = [node for node in side if node.text.strip(TRIMMED)]
    return (
        all(node.region & words.LINKED for node in said)
        or HOST.fullmatch(letters) is not None
        or letters.isdigit()
        or letters.casefold() in words.STATUS
        or BRACKETED.fullmatch(text) is not None
        or AUTHOR_LABEL.match(letters) is not None
        or any(
            not mention.stamp and mention.end - mention.start > MIN_SHARE_OF_DATE * len(letters)
            for mention in page.dates_in(side[0].index, side[-1].end)
        )
    )


def _are_few(texts: Sequence[str]) -> bool:
    """Return whether texts are the same few again and again."""
    return len(texts) > 2 and len(set(texts)) <= MAX_SHARE_OF_DIFFERENT * len(texts)


# --- badges ---


def _without_badges(
    chosen: Sequence[TitleOption | None], texts: Sequence[tuple[Node, ...]]
) -> list[tuple[Node, ...]]:
    """The texts without the badges at their edges."""
    tops = [_top(option, own) for option, own in zip(chosen, texts, strict=True)]
    repeated = _repeated([list(_edges(own, top)) for own, top in zip(texts, tops, strict=True)])
    found = []
    for own, top in zip(texts, tops, strict=True):
        left = own
        for _ in range(MAX_EDGES):
            badge = next((part for part in _edges(left, top) if _is_badge(part, left, repeated)), None)
            if badge is None:
                break
            left = tuple(node for node in left if node not in badge.texts)
        found.append(left)
    return found


def _top(option: TitleOption | None, texts: Sequence[Node]) -> Node | None:
    """The innermost element that holds all texts of a title."""
    if option is None or len(texts) < 2:
        return None
    node = texts[0].parent
    while node is not None and not node.holds(texts[-1]):
        node = node.parent
    return node


def _edges(texts: Sequence[Node], top: Node | None) -> Iterator[_Part]:
    """The parts at the end and the start of a title that stand in an element of their own."""
    if top is None or len(texts) < 2:
        return
    for text in (texts[-1], texts[0]):
        around = None
        node = text.parent
        while node is not None and node is not top:
            around, node = node, node.parent
        held = tuple(
            other for other in texts if other is text or (around is not None and around.holds(other))
        )
        if len(held) < len(texts):
            yield _Part(held, around)


def _repeated(edges: Sequence[Sequence[_Part]]) -> frozenset[str]:
    """The edges whose element has the same few texts on many titles."""
    by_element: dict[int, list[str]] = defaultdict(list)
    for own in edges:
        for part in own:
            if part.around is not None and part.around.tag not in words.EMPHASIS:
                by_element[part.around.kind].append(part.text)
    return frozenset(text for texts in by_element.values() if _are_few(texts) for text in texts)


def _is_badge(part: _Part, texts: Sequence[Node], repeated: frozenset[str]) -> bool:
    """Return whether an edge of a title is none of it."""
    letters = part.letters
    if not letters:
        return True
    if part.around is None or len(part.text) > MAX_SHARE_OF_BADGE * len(_joined(texts)):
        return False
    element = part.around
    if element.tag in ("a", "button") and says_nothing(letters):
        return True
    if len(letters) <= MAX_BADGE_LENGTH and _is_badge_class(element.get("class")):
        return True
    if is_reading_time(letters):
        return True
    if letters.isdigit() and (letters != part.text or _is_count_class(element.get("class"))):
        return True  # "[3]" comments
    return element.tag not in words.EMPHASIS and (part.text in repeated or letters.casefold() in words.STATUS)


@lru_cache(maxsize=1024)
def _is_badge_class(name: str) -> bool:
    return not words.BADGE_NAMES.isdisjoint(part.lower() for part in words.NAME_PARTS.findall(name))


@lru_cache(maxsize=1024)
def _is_count_class(name: str) -> bool:
    return not words.COUNT_NAMES.isdisjoint(part.lower() for part in words.NAME_PARTS.findall(name))


# --- words before, dates before and behind ---


def _without_prefix(texts: Sequence[str | None]) -> list[str | None]:
    """The texts without "Permanent link to", where all begin with it."""
    found = list(texts)
    for number, text in enumerate(texts):
        if text:
            match = words.LINK_TO.match(text)
            if match is None:
                return list(texts)
            found[number] = text[match.end() :]
    return found


def _without_dates(
    texts: Sequence[str | None],
    chosen: Sequence[TitleOption | None],
    dates: Sequence[tuple[DateMention, ...]],
) -> list[str | None]:
    """The texts without the entry's date before or behind them, where most have it there."""
    own = [
        _own_date(option, text, mentions) if option is not None and text else ""
        for option, text, mentions in zip(chosen, texts, dates, strict=True)
    ]
    if sum(map(bool, own)) * 2 <= sum(option is not None for option in chosen):
        return list(texts)
    return [_without_part(text, day) if text and day else text for text, day in zip(texts, own, strict=True)]


def _own_date(option: TitleOption, text: str, dates: Sequence[DateMention]) -> str:
    """The entry's date where it stands in the title as a part of its own: in front, or in another element."""
    for mention in dates:
        if mention.stamp or not option.start <= mention.index < option.end:
            continue
        shown = " ".join(mention.shown.split())
        alone = len(mention.text.strip().strip(TRIMMED)) - len(shown) < 4 and len(shown) < len(option.text)
        if alone or text.startswith(shown):
            return shown
    return ""


def _without_part(text: str, part: str) -> str:
    """A text without a part at its start or its end, if something is left."""
    if text.startswith(part):
        rest = text[len(part) :].lstrip(words.TRIMMED_START)
    elif text.endswith(part):
        rest = text[: -len(part)].rstrip(words.TRIMMED_END)
    else:
        inner = text.strip(TRIMMED)
        return (
            _without_part(inner, part)
            if inner != text and part in (inner[: len(part)], inner[-len(part) :])
            else text
        )
    return rest if rest.strip(TRIMMED) else text
