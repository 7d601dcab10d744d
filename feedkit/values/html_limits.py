"""Markup within the limits that keep every reader of HTML linear.

Tree builders, as the HTML Standard describes them, look through all open elements for most tags, compare
each attribute with all others of its tag, and open formatting that was left open again in each block. So
nesting, attributes and open formatting are bounded before one is asked: what is beyond is left out, and its
text stays. Browsers do the same (Chromium nests 512 deep); real pages stay far below.

One pass follows the tags as the tokenizer and the tree builder do (html_tags.py, open_elements.py).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import islice

from feedkit.values.html_tags import (
    ATTRIBUTE,
    BREAKOUT,
    BUTTON_SCOPE,
    CELL_ENDS,
    CLOSE_P,
    ENDED_BY_OTHERS,
    ENDS,
    FONT_BREAKOUT,
    FOREIGN,
    FORMATTING,
    HTML_ENCODING,
    HTML_INSIDE,
    HTML_POINTS,
    MARKERS,
    NEVER_OPEN,
    NEXT,
    NEXT_INSIDE,
    PARENTS,
    PLAIN,
    PLAIN_BLOCKS,
    SCRIPT_SIGN,
    TAG,
    TEXT_POINTS,
    TEXTS,
    P,
)
from feedkit.values.open_elements import MAX_SAME_FORMATTING, FormattingError, OpenElements

MAX_DEPTH = 256  # elements in one another, but for a paragraph and what it holds
MAX_ATTRIBUTES = 256  # of one tag; of all tags of `<html>` and `<body>` together, which are one element each
MAX_OPTIONS = 4_000  # of one page
MAX_SMALL_TAGS = 48  # of HTML that is within the limits whatever it is
MAX_SMALL_LENGTH = 8_000  # characters of it: what attributes these hold cost little
MARKERS_ALONE = ([None], [None, None])


def bounded_html(html: str, *, scripting: bool = False) -> str:
    """Return HTML without what is beyond the limits: itself, if nothing is.

    Args:
        html: a page or a fragment.
        scripting: whether its reader takes what is in `<noscript>` for text.
    """
    if len(html) <= MAX_SMALL_LENGTH and html.count("<") <= MAX_SMALL_TAGS:
        return html
    try:
        return _Pass(html, scripting=scripting, formatting=True).bounded()
    except FormattingError:
        return _Pass(html, scripting=scripting, formatting=False).bounded()


class _Pass:
    """One pass over some HTML.

    open:     the open elements
    dropped:  how many end tags are to be left out, by name
    changes:  what is left out, as pairs of indices and what stands there instead
    """

    def __init__(self, html: str, *, scripting: bool, formatting: bool) -> None:
        self.html = html
        self.open = OpenElements(len(html))
        self.stack = self.open.stack
        self.texts = TEXTS | {"noscript"} if scripting else TEXTS
        self.unwanted: frozenset[str] = frozenset() if formatting else FORMATTING - {"a"}
        self.dropped: Counter[str] = Counter()
        self.changes: list[tuple[int, int, str]] = []
        self.attributes = 0

    def bounded(self) -> str:
        """The HTML without what was cut."""
        index: int | None = 0
        while index is not None:
            index = self._follow(index)
        if not self.changes:
            return self.html
        kept: list[str] = []
        index = 0
        for start, end, instead in self.changes:
            kept += self.html[index:start], instead
            index = end
        return "".join((*kept, self.html[index:]))

    def _follow(self, index: int) -> int | None:
        """Follow tags up to one that what comes behind it depends on; the index behind that, or None.

        This loop sees most tags of every page: it calls nothing that it can do itself.
        """
        open_, stack, html, dropped = self.open, self.stack, self.html, self.dropped
        active = open_.active
        pattern = self._pattern()
        plain = pattern is not TAG  # nothing is foreign or lost, no list of options is open
        is_free = pattern is NEXT
        for match in pattern.finditer(html, index):
            name = match[1]
            if name is None:
                if html.startswith("<![CDATA[", match.end() - 9):
                    return self._behind_cdata(match.end() - 9)
                continue
            if plain and not dropped:  # most tags
                if name in ENDS:
                    if stack and stack[-1] == ENDS[name]:
                        del stack[-1]
                        continue
                elif name in CELL_ENDS:
                    if stack and stack[-1] == CELL_ENDS[name] and active[-2:] in MARKERS_ALONE:
                        del stack[-1], active[-1]
                        continue
                elif len(stack) < MAX_DEPTH and (
                    name in PLAIN
                    or (
                        (name in PLAIN_BLOCKS or (stack and name in PARENTS and stack[-1] in PARENTS[name]))
                        and (is_free or "p" not in stack)
                    )
                ):
                    if match[2] is not None:
                        self._count_attributes(name, match.start(1) - 1, match.end())
                    stack.append(name)
                    if name in MARKERS:
                        active.append(None)
                    continue
            name, start, end = name.lower(), match.start(1) - 1, match.end()
            if match[2] is not None:
                self._count_attributes(name, start, end)
            if open_.lost and start > index:
                open_.reopen()
            index = end
            behind = self._follow_tag(name, start, end)
            if behind != end:
                return behind
            if self._pattern() is not pattern:
                return end
        return None

    def _pattern(self) -> re.Pattern[str]:
        """What finds the next tag that changes something."""
        open_, stack, active = self.open, self.stack, self.open.active
        if (
            open_.lost
            or open_.has_select
            or (stack and ":" in stack[-1])
            or len(active) - active.count(None) >= MAX_SAME_FORMATTING - 1
        ):
            return TAG
        if not ENDED_BY_OTHERS.isdisjoint(stack) or (active and open_.last_active("a")):
            return NEXT_INSIDE
        return NEXT

    def _follow_tag(self, name: str, start: int, end: int) -> int | None:
        """The index where the next tag is to be looked for: the end of this one, or of the text behind it."""
        if name[0] == "/":
            self._end(name[1:], start, end)
        elif name in self.unwanted:
            self._cut(start, end)
        elif self.stack and ":" in self.stack[-1] and self._is_foreign(name, start, end):
            self._open_foreign(name, start, end)
        elif name in self.texts:
            return self._behind_text(name, start, end)
        elif name not in NEVER_OPEN:
            self._start(name, start, end)
        elif name in ("html", "body"):
            self._merge(start, end)
        else:
            self.open.start_empty(name)
        return end

    def _start(self, name: str, start: int, end: int) -> None:
        """A start tag in HTML, which may end elements before it is open itself."""
        open_, stack = self.open, self.stack
        if (name == "form" and not open_.opens_form()) or not open_.start(name):
            return
        if len(stack) >= MAX_DEPTH:
            self._end_innermost(start)
            if not open_.start(name):  # it may end more in what is the innermost element now
                return
        foreign = name in FOREIGN
        in_select = foreign and open_.has_select and open_.in_select()
        if in_select or (name == "option" and open_.options > MAX_OPTIONS):
            self.dropped[name] += 1
            self._cut(start, end)
        elif name in FORMATTING:
            open_.open_formatting(name, self.html[start:end])
        elif not foreign:
            stack.append(name)
            if name in MARKERS:
                open_.active.append(None)
        elif not self._is_self_closing(name, start, end):
            stack.append(f"{name}:{name}")

    def _end(self, name: str, start: int, end: int) -> None:
        if self.dropped.get(name):
            self.dropped[name] -= 1
            self.dropped += Counter()  # without those of which none is left
            self._cut(start, end)
        elif name in self.unwanted:
            self._cut(start, end)
        elif self.stack and ":" in self.stack[-1] and self._end_foreign(name):
            pass
        elif name not in NEVER_OPEN and name not in self.texts:
            self.open.end(name)

    def _cut(self, start: int, end: int, instead: str = " ") -> None:
        of_same_tag = self.changes.pop() if self.changes and self.changes[-1][1] > start else None
        self.changes.append((start, end, instead))
        if of_same_tag and start == end:
            self.changes.append(of_same_tag)
        if self.open.lost:
            self.open.reopen()  # a blank may stand where it was

    def _end_innermost(self, start: int) -> None:
        """End an element, so that the next tag opens a sibling of it; its own end tag is left out."""
        name = self.stack[-1].partition(":")[2].removesuffix(HTML_INSIDE) or self.stack[-1].rstrip("?")
        self.open.end_innermost()
        self.dropped[name] += 1
        self._cut(start, start, f"</{name}>")

    # --- foreign content: SVG and MathML ---

    def _is_foreign(self, name: str, start: int, end: int) -> bool:
        """Return whether a start tag in foreign content belongs to it; some tags of HTML end it."""
        stack = self.stack
        if stack[-1] in HTML_POINTS or (stack[-1] in TEXT_POINTS and name not in ("malignmark", "mglyph")):
            return False
        if name not in BREAKOUT and not (name == "font" and FONT_BREAKOUT.search(self.html, start, end)):
            return True
        while stack and ":" in stack[-1] and stack[-1] not in HTML_POINTS and stack[-1] not in TEXT_POINTS:
            del stack[-1]
        return False

    def _open_foreign(self, name: str, start: int, end: int) -> None:
        """Open an element of SVG or MathML; left out at the limit, as HTML would begin where one is ended."""
        if self._is_self_closing(name, start, end):
            return
        if len(self.stack) >= MAX_DEPTH:
            self.dropped[name] += 1
            self._cut(start, end)
            return
        space = self.stack[-1].partition(":")[0]
        if name == "svg" and self.stack[-1] == "math:annotation-xml":
            space = "svg"
        if name == "annotation-xml" and HTML_ENCODING.search(self.html, start, end):
            name += HTML_INSIDE
        self.stack.append(f"{space}:{name}")

    def _end_foreign(self, name: str) -> bool:
        """Return whether an end tag ends something foreign."""
        stack = self.stack
        if name in ("br", "p"):
            while (
                stack and ":" in stack[-1] and stack[-1] not in HTML_POINTS and stack[-1] not in TEXT_POINTS
            ):
                del stack[-1]
            return False
        for index in range(len(stack) - 1, -1, -1):
            if ":" not in stack[index]:
                return False
            if stack[index].partition(":")[2].removesuffix(HTML_INSIDE) == name:
                self.open.pop(index)
                return True
        return True

    def _is_self_closing(self, name: str, start: int, end: int) -> bool:
        """Return whether a tag ends in a slash that is not the end of an attribute's value."""
        if self.html[end - 2 : end] != "/>":
            return False
        *_, last = (
            0,
            *(found.end() for found in ATTRIBUTE.finditer(self.html, start + 1 + len(name), end - 1)),
        )
        return last < end - 1

    # --- what the rest depends on ---

    def _behind_cdata(self, start: int) -> int | None:
        """The index behind CDATA, which there is in foreign content only: elsewhere it ends like a tag."""
        sign = "]]>" if self.stack and ":" in self.stack[-1] else ">"
        index = self.html.find(sign, start)
        return index + len(sign) if index >= 0 else None

    def _behind_text(self, name: str, start: int, end: int) -> int | None:
        """The index of the tag that ends an element of mere text."""
        if name in CLOSE_P:
            self.open.pop(self.open.within(P, BUTTON_SCOPE))
        if name == "plaintext":
            return None
        if name != "script":
            if self.open.has_select and self.open.in_select():
                self._cut(start, end)
                return end
            found = _end_tag(name).search(self.html, end)
            return found.start() if found else None
        escaped = twice = False
        index = end
        while sign := SCRIPT_SIGN.search(self.html, index):
            index = sign.end()
            match sign[0].lower():
                case "<!--":
                    escaped, index = True, sign.start() + 2
                case "-->":
                    escaped = twice = False
                case "<script":
                    twice = escaped
                case _ if not twice:
                    return sign.start()
                case _:
                    twice = False
        return None

    def _merge(self, start: int, end: int) -> None:
        """The attributes of all `<html>` and `<body>` tags become those of one element."""
        self.attributes += sum(1 for _ in ATTRIBUTE.finditer(self.html, start + 5, end - 1))
        if self.attributes > MAX_ATTRIBUTES:
            self._cut(start, end)

    def _count_attributes(self, name: str, start: int, end: int) -> None:
        attributes = ATTRIBUTE.finditer(self.html, start + 1 + len(name), end - 1)
        excess = next(islice(attributes, MAX_ATTRIBUTES, None), None)
        if excess:
            self._cut(excess.start(), end - 1)


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\t\n\f\r />])", re.I)
