"""Markdown (CommonMark with tables, strikethrough and links of bare URLs) to HTML, in linear time.

Raw HTML is kept as it is: like all content it is sanitised when the feed is finished.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml, normalizeReference
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from feedkit.errors import ParseError

LONGEST = 10_000_000  # characters of one document
DEEPEST = 100  # quotes, lists or emphasis in one another; what is deeper is left out
# The parser looks from each `[` for its end, so a paragraph costs their number times its length.
COSTLIEST = 200_000_000  # of a document, in these units; a paragraph beyond is shown without markup
ATTRIBUTES = re.compile(r"\{[#:.][^{}\n]{1,200}\}[ \t]*$", re.M)  # {#id}, {:.note}: no part of the text
TICKS = re.compile("`+")
SIGN = re.compile(r"`+|\{\{|\{%")  # what a code span or a tag of a template begins with
CLOSING = {"{{": "}}", "{%": "%}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading that stands in nothing else.

    start, end:  the places of its first token, and of the first one behind it
    line:        where it is, from 1
    level:       1 to 6
    text:        what it shows
    links:       the text and the address of each of its links
    """

    start: int
    end: int
    line: int
    level: int
    text: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document."""

    tokens: Sequence[Token]
    environment: dict[str, Any]

    def html(self, start: int = 0, end: int | None = None) -> str:
        """The HTML of some of the tokens; by default of all."""
        parser = _parser()
        html: str = parser.renderer.render(self.tokens[start:end], parser.options, self.environment)
        return html

    def headings(self) -> Iterator[Heading]:
        for start, token in enumerate(self.tokens):
            if token.type == "heading_open" and token.level == 0:
                children = self.tokens[start + 1].children or []
                yield Heading(
                    start=start,
                    end=start + 3,
                    line=(token.map or [0])[0] + 1,
                    level=int(token.tag[1:]),
                    text=" ".join(_shown(children).split()),
                    links=tuple(_links(children)),
                )

    def reference(self, label: str) -> str | None:
        """The address that a label is defined to be (`[label]: address`)."""
        found = self.environment.get("references", {}).get(normalizeReference(label))
        return found["href"] if found else None


def parsed(text: str) -> Document:
    """Parse Markdown.

    Tags of templates (`{{ … }}`, `{% … %}`, so shortcodes too) and attributes of blocks (`{#id}`, `{:.note}`)
    are taken out, except in code: they command the generator of a site and show nothing of their own.

    Raises:
        ParseError: the text is longer than 10,000,000 characters.
    """
    if len(text) > LONGEST:
        raise ParseError(f"wanted Markdown of up to {LONGEST:,} characters, found {len(text):,}")
    environment: dict[str, Any] = {}
    return Document(_parser().parse(text, environment), environment)


def without_templates(text: str) -> str:
    """A text without the tags of templates in it; those in Markdown's code spans stay."""
    if "{{" not in text and "{%" not in text:
        return text
    ends = _Ends(text)
    kept: list[str] = []
    at = 0
    while found := SIGN.search(text, at):
        end = ends.of(found)
        kept.append(text[at : found.start()])
        at = max(end, found.end())
        if found[0][0] == "`" or end < 0:
            kept.append(text[found.start() : at])
    return "".join((*kept, text[at:]))


class _Ends:
    """Where what a sign opens ends, found without looking at any part of the text again and again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.unclosed: set[str] = set()  # signs that have no end further on
        self.ticks: dict[int, list[int]] = {}  # where runs of so many backticks end
        for run in TICKS.finditer(text):
            self.ticks.setdefault(len(run[0]), []).append(run.end())

    def of(self, sign: re.Match[str]) -> int:
        """The end, or -1 where there is none."""
        if sign[0][0] == "`":
            ends = self.ticks[len(sign[0])]
            place = bisect_right(ends, sign.end())
            return ends[place] if place < len(ends) else -1
        if sign[0] in self.unclosed:
            return -1
        place = self.text.find(CLOSING[sign[0]], sign.end())
        if place < 0:
            self.unclosed.add(sign[0])
            return -1
        return place + len(CLOSING[sign[0]])


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("gfm-like", {"maxNesting": DEEPEST})
    assert parser.linkify is not None  # linkify-it-py is required
    # "feedkit.md" is a file, and a text that names an address need not want a link to it.
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})  # type: ignore[attr-defined, unused-ignore]
    parser.core.ruler.before("inline", "feedkit", _prepared)
    parser.add_render_rule("plain", _plain)
    return parser


def _prepared(state: StateCore) -> None:
    """Between blocks and what is in them: take out tags of templates, and make costly paragraphs plain."""
    budget = COSTLIEST
    blank: set[int] = set()
    for place, token in enumerate(state.tokens):
        if token.type == "html_block":
            token.content = without_templates(token.content)
        if token.type != "inline":
            continue
        token.content = ATTRIBUTES.sub("", without_templates(token.content))
        budget -= _cost(token.content)
        if budget < 0:
            budget += _cost(token.content)
            token.type, token.children = "plain", [Token("text", "", 0, content=token.content)]
        elif not token.content.strip() and state.tokens[place - 1].type == "paragraph_open":
            blank |= {place - 1, place, place + 1}
    if blank:
        state.tokens = [token for place, token in enumerate(state.tokens) if place not in blank]


def _plain(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, environment: EnvType
) -> str:
    return escapeHtml(tokens[place].content)


def _cost(text: str) -> int:
    return (text.count("[") + text.count("://") // 16) * len(text)


def _shown(tokens: Sequence[Token]) -> str:
    """The text that tokens of a line show; the words for a picture stand for it."""
    shown = []
    for token in tokens:
        if token.type in ("text", "code_inline", "image", "text_special"):
            shown.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            shown.append(" ")
    return "".join(shown)


def _links(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    opened = -1
    for place, token in enumerate(tokens):
        if token.type == "link_open":
            opened = place
        elif token.type == "link_close":
            yield _shown(tokens[opened:place]), str(tokens[opened].attrs.get("href", ""))
