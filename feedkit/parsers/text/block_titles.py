"""The title and summary of each block, and how likely the titles of a layout are."""

from __future__ import annotations

from itertools import chain, pairwise

from feedkit.parsers.text.facts import without_list_mark
from feedkit.parsers.text.layouts import Block, Layout
from feedkit.parsers.text.text_lines import TextLine

MAX_TITLE_LENGTH = 150  # characters; a longer text is hardly a title
MIN_WIDTH, MAX_WIDTH = 40, 120  # characters that a text may be wrapped at
MIN_PLAIN_WORD_LENGTH = 4  # letters of a word that is in no name: those of "van" and "del" have fewer
BESIDE_BONUS = 0.2  # a block that begins with its date has its title there, if one is there
GAP_BONUS = 0.1  # white space between all entries is what people see


def wrap_width(lines: list[TextLine]) -> int:
    """Return the width in characters that a text is wrapped at; 0 if it is not."""
    pairs = [(one.text, two.text) for one, two in pairwise(lines) if not (one.facts or two.facts or two.gap)]
    width = max((len(text) for pair in pairs for text in pair), default=0)
    full = sum(_is_full(one, two, width) for one, two in pairs)
    return width if MIN_WIDTH <= width <= MAX_WIDTH and 2 * full >= len(pairs) else 0


def set_titles(layout: Layout, width: int) -> None:
    """Give each block its title and summary, and the layout its score.

    Args:
        layout: the layout to be changed.
        width: what `wrap_width` returned for its text.
    """
    for block in layout.blocks:
        paragraphs = block.before + block.behind
        if layout.name == "beside" or not paragraphs or block.first("title"):
            title = _title_among_facts(block)
        else:
            title, left = _unwrapped(paragraphs[0], width)
            paragraphs = [left, *paragraphs[1:]]
        block.title = without_list_mark(title)
        block.summary = block.first("summary") or " ".join(chain.from_iterable(paragraphs))
    layout.score = _score(layout)


def _is_full(line: str, following: str, width: int) -> bool:
    """Return whether the first word of the next line had no room in a line."""
    return len(line) + 1 + len(following.split()[0]) > width


def _title_among_facts(block: Block) -> str:
    """Return the title that stands in a line of facts; "" without one."""
    names = ("title", "glued", "rest", "other")
    return next(
        (fact.value for name in names for fact in block.all(name) if not fact.label or name == "title"), ""
    )


def _unwrapped(paragraph: list[str], width: int) -> tuple[str, list[str]]:
    """Return the title that a paragraph begins with, from all its lines, and the lines left."""
    title, *left = paragraph
    last = title
    while width and left and _is_full(last, left[0], width):
        last = left.pop(0)
        title += " " + last
    return title, left


def _score(layout: Layout) -> float:
    titles = [block.title for block in layout.blocks]
    distinct = len(set(titles)) / len(titles)
    penalty = min(0.2, 0.02 * len(layout.head + layout.foot))
    bonus = GAP_BONUS if layout.name == "gap" and all(titles) else 0.0
    if layout.name == "beside" and layout.is_spaced and all(block.is_titled for block in layout.blocks):
        bonus = BESIDE_BONUS if 2 * sum(map(_is_no_name, titles)) >= len(titles) else 0.0
    return sum(map(_likelihood, layout.blocks)) / len(titles) * distinct - penalty + bonus


def _is_no_name(title: str) -> bool:
    """Return whether a text beside a date has a word that is in no name of a person or a category."""
    return any(word.islower() and len(word) >= MIN_PLAIN_WORD_LENGTH for word in title.split())


def _likelihood(block: Block) -> float:
    """Return how likely the title is one, from 0 to 1: a title is short, no sentence, shorter than a text."""
    title = block.title
    if not title:
        return 0.0
    ended = title.endswith((".", "…", "。", ":", "]"))
    longer = bool(block.summary) and len(title) > len(block.summary)
    return 1.0 - 0.4 * (len(title) > MAX_TITLE_LENGTH) - 0.2 * ended - 0.2 * longer
