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
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.linkify import linkify
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from feedkit.errors import ParseError

MAX_LENGTH = 10_000_000  # characters of one document
MAX_DEPTH = 100  # of nested quotes, lists or emphasis; what is deeper is left out
# The parser searches the end of each `[`, so a paragraph costs the number of these times its length.
MAX_COST = 10_000_000  # of a document; a paragraph beyond is shown without markup
MAX_COST_A_CHARACTER = 200  # of a long document
MAX_ADDRESS_LENGTH = 2_000  # characters of an address that becomes a link without any mark
MAX_SCHEME_LENGTH = 6  # of an address that does, with what is before it
SCHEME = re.compile(r"(?:^|[^a-z0-9.+-])(?:ftp|https?)$", re.I)
BLANK = re.compile(r"\s")
ATTRIBUTES = re.compile(r"\{[#:.][^{}\n]{1,200}\}[ \t]*$", re.M)  # {#id}, {:.note}: no part of the text
TICKS = re.compile("`+")
SIGN = re.compile(r"`+|\{\{|\{%")  # what a code span or a tag of a template begins with
CLOSING = {"{{": "}}", "{%": "%}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading that is not inside another block.

    start, end:  the range of its tokens
    line:        the number of its line, from 1
    level:       1 to 6
    text:        the text that it shows
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
        """Return the HTML of some of the tokens; by default of all."""
        parser = _parser()
        html: str = parser.renderer.render(self.tokens[start:end], parser.options, self.environment)
        return html

    def headings(self) -> Iterator[Heading]:
        """Yield the headings that are not inside other blocks."""
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

    def shown(self, index: int) -> str:
        """Return the text that the line at a token shows."""
        return " ".join(_shown(self.tokens[index].children or []).split())

    def reference(self, label: str) -> str | None:
        """Return the address that a label is defined as (`[label]: address`)."""
        definition = self.environment.get("references", {}).get(normalizeReference(label))
        return definition["href"] if definition else None


def parsed(text: str) -> Document:
    """Parse Markdown.

    Tags of templates (`{{ … }}`, `{% … %}`, so shortcodes too) and attributes of blocks (`{#id}`, `{:.note}`)
    are taken out, except in code: they are instructions for a site's generator and show nothing.

    Raises:
        ParseError: the text is longer than 10,000,000 characters.
    """
    if len(text) > MAX_LENGTH:
        raise ParseError(f"wanted Markdown of up to {MAX_LENGTH:,} characters, found {len(text):,}")
    environment: dict[str, Any] = {}
    return Document(_parser().parse(text, environment), environment)


def without_templates(text: str) -> str:
    """Return a text without the tags of templates; those in Markdown's code spans stay."""
    if "{{" not in text and "{%" not in text:
        return text
    ends = _Ends(text)
    kept: list[str] = []
    position = 0
    while sign := SIGN.search(text, position):
        end = ends.of(sign)
        kept.append(text[position : sign.start()])
        position = max(end, sign.end())
        if sign[0][0] == "`" or end < 0:
            kept.append(text[sign.start() : position])
    return "".join((*kept, text[position:]))


class _Ends:
    """The ends of code spans and tags of templates, found without searching any part of the text twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.unclosed: set[str] = set()  # signs that have no end further on
        self.ticks: dict[int, list[int]] = {}  # the ends of runs of so many backticks
        for run in TICKS.finditer(text):
            self.ticks.setdefault(len(run[0]), []).append(run.end())

    def of(self, sign: re.Match[str]) -> int:
        """Return the end of what a sign opens, or -1 without one."""
        if sign[0][0] == "`":
            ends = self.ticks[len(sign[0])]
            following = bisect_right(ends, sign.end())
            return ends[following] if following < len(ends) else -1
        if sign[0] in self.unclosed:
            return -1
        start = self.text.find(CLOSING[sign[0]], sign.end())
        if start < 0:
            self.unclosed.add(sign[0])
            return -1
        return start + len(CLOSING[sign[0]])


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("gfm-like", {"maxNesting": MAX_DEPTH})
    assert parser.linkify is not None  # linkify-it-py is required
    # "feedkit.md" is the name of a file, and not every mail address in a text is meant as a link.
    parser.inline.ruler.at("linkify", _linked)
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})  # type: ignore[attr-defined, unused-ignore]
    parser.core.ruler.before("inline", "feedkit", _prepared)
    parser.add_render_rule("plain", _plain)
    return parser


def _linked(state: StateInline, silent: bool) -> bool:
    """Link a bare address; what linkify is shown of the text ends where an address may end."""
    text, position, maximum, pending = state.src, state.pos, state.posMax, state.pending
    if text[position] != ":" or not SCHEME.search(pending[-MAX_SCHEME_LENGTH:]):
        return False
    start, end = max(0, position - MAX_SCHEME_LENGTH), min(maximum, position + MAX_ADDRESS_LENGTH)
    blank = BLANK.search(text, position, end)
    if blank is None and end < maximum:
        return False
    state.src = text[start : blank.start() if blank else end]
    state.pos, state.posMax = position - start, len(state.src)
    state.pending = pending[-MAX_SCHEME_LENGTH:]
    found = linkify(state, True)
    if found and not silent:
        state.pos, state.pending = position - start, pending
        linkify(state, False)
    else:
        state.pending = pending
    state.src, state.pos, state.posMax = text, state.pos + start, maximum
    return found


def _prepared(state: StateCore) -> None:
    """Take out tags of templates, and make costly paragraphs plain, before the inside of blocks is parsed."""
    budget = max(MAX_COST, MAX_COST_A_CHARACTER * len(state.src))
    blank: set[int] = set()
    for index, token in enumerate(state.tokens):
        if token.type == "html_block":
            token.content = without_templates(token.content)
        if token.type != "inline":
            continue
        token.content = ATTRIBUTES.sub("", without_templates(token.content))
        budget -= _cost(token.content)
        if budget < 0:
            budget += _cost(token.content)
            token.type, token.children = "plain", [Token("text", "", 0, content=token.content)]
        elif not token.content.strip() and state.tokens[index - 1].type == "paragraph_open":
            blank |= {index - 1, index, index + 1}
    if blank:
        state.tokens = [token for index, token in enumerate(state.tokens) if index not in blank]


def _plain(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, environment: EnvType
) -> str:
    return escapeHtml(tokens[index].content)


def _cost(text: str) -> int:
    return (text.count("[") + text.count("://") // 16) * len(text)


def _shown(tokens: Sequence[Token]) -> str:
    """Return the text that the tokens of a line show; for a picture, its alternative text."""
    shown = []
    for token in tokens:
        if token.type in ("text", "code_inline", "image", "text_special"):
            shown.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            shown.append(" ")
    return "".join(shown)


def _links(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    opened = -1
    for index, token in enumerate(tokens):
        if token.type == "link_open":
            opened = index
        elif token.type == "link_close":
            yield _shown(tokens[opened:index]), str(tokens[opened].attrs.get("href", ""))
