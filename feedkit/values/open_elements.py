"""The elements that are open while tags are read, and the formatting that goes on across blocks.

The stack of open elements and the list of active formatting elements of the HTML Standard (13.2.4.2 and
13.2.4.3), without a tree. Where the standard is unclear or has changed, the stack is taken for higher.
"""

from __future__ import annotations

from collections.abc import Callable

from feedkit.values.html_tags import (
    BETWEEN_ITEMS,
    BUTTON_SCOPE,
    CELLS,
    CLOSE_P,
    ENDS_ITEM,
    FORMATTING,
    HEADINGS,
    IMPLIED,
    MARKERS,
    MAYBE_P,
    NO_TEXT,
    OPTIONS,
    ROW_GROUPS,
    RUBY_PARTS,
    SCOPE,
    SCOPES,
    SPECIAL,
    TABLE_PARTS,
    TABLE_SCOPE,
    VOID_IN_TEXT,
    P,
)

MAX_FORMATTING = 48  # elements such as `<b>` that are open at once
MAX_SAME_FORMATTING = 3  # of the same tag, that are active at once
MIN_REOPENED = 10_000  # formatting elements that blocks may open again, of any page
CHARACTERS_A_REOPENED = 32  # of a long page, which may have one of these more for so many characters


class FormattingError(Exception):
    """More formatting is open, or opened again, than the limits allow."""


class Formatting(str):
    """The name of an open formatting element, each an object of its own; `tag` is the whole of its tag."""

    __slots__ = ("tag",)
    tag: str


class OpenElements:
    """What is open at one point of a page.

    stack:   names, those of foreign elements with "svg:" or "math:" before them
    active:  the list of active formatting elements; None is a marker
    lost:    whether formatting may be active that is not open: the next text opens it again
    options: how many `<option>` there were
    """

    def __init__(self, length: int) -> None:
        """Begin a page of so many characters."""
        self.stack: list[str] = []
        self.active: list[Formatting | None] = []
        self.lost = False
        self.has_form = self.has_select = False
        self.options = self.reopened = 0
        self.max_reopened = MIN_REOPENED + length // CHARACTERS_A_REOPENED

    # --- the stack ---

    def start(self, name: str) -> bool:
        """End what a start tag in HTML ends; return whether it opens an element."""
        stack = self.stack
        if name in CLOSE_P:
            if name in ENDS_ITEM:
                self._end_item(ENDS_ITEM[name])
            if "p" in stack:
                self.pop(self.within(P, BUTTON_SCOPE))
            if name in HEADINGS and stack and stack[-1] in HEADINGS:
                self.pop(len(stack) - 1)
        if name in STARTS and not STARTS[name](self, name):
            return False
        if self.lost and name not in NO_TEXT:
            self.reopen()
        return True

    def start_empty(self, name: str) -> None:
        """The tag of an element that is never open."""
        if name == "input":
            self.pop(self.within({"select"}, SCOPE))
        elif name == "hr":
            self.end_paragraph()
        if self.lost and name in VOID_IN_TEXT:
            self.reopen()

    def end(self, name: str) -> None:
        """An end tag in HTML: it ends an element and those in it, unless one around them prevents it."""
        stack = self.stack
        if self.has_select and self.in_select():
            self._end_in_select(name)
        elif name in FORMATTING:
            self.end_formatting(name)
        elif name == "form":
            self.has_form = False
            index = self.within({name}, SCOPE)
            if index >= 0:
                del stack[index]
        elif name == "template":
            self.pop(self.within({name}, frozenset()))
        elif name == "p" and stack and stack[-1] == MAYBE_P:
            del stack[-1]
        elif name in SCOPES:
            self.pop(self.within(HEADINGS if name in HEADINGS else {name}, SCOPES[name]))
        else:
            self._end_other(name)

    def end_innermost(self) -> None:
        entry = self.stack[-1]
        if isinstance(entry, Formatting) and self._is_active(entry):
            self._forget(entry)
        self.pop(len(self.stack) - 1)

    def end_paragraph(self) -> None:
        self.pop(self.within(P, BUTTON_SCOPE))

    def _end_other(self, name: str) -> None:
        """An end tag without a rule of its own reaches as far as the next special element."""
        self.pop(self.within({name}, SPECIAL))

    def _end_in_select(self, name: str) -> None:
        """In a list of options parsers ignore this or that: only the innermost element is sure to end."""
        stack = self.stack
        index = len(stack) - 1
        while index > 0 and stack[index] in OPTIONS and stack[index] != name:
            index -= 1
        if stack[index] == name:
            entry = stack[index]
            if isinstance(entry, Formatting) and any(
                other is entry for other in self.active[-MAX_FORMATTING:]
            ):
                self._forget(entry)
            self.pop(index)

    def _end_item(self, names: frozenset[str]) -> None:
        """The item of a list that the next one ends."""
        for index in range(len(self.stack) - 1, -1, -1):
            name = self.stack[index]
            if name in names:
                return self.pop(index)
            if name in SPECIAL and name not in BETWEEN_ITEMS:
                return None
        return None

    def within(self, names: frozenset[str] | set[str], scope: frozenset[str]) -> int:
        """The index of the innermost element of some names, -1 if the scope ends before."""
        stack = self.stack
        for index in range(len(stack) - 1, -1, -1):
            name = stack[index]
            if name in names:
                return index
            if name in scope:
                return -1
        return -1

    def pop(self, index: int) -> None:
        """End an element and all in it; nothing for -1. A cell takes the formatting in it along."""
        if index < 0:
            return
        popped = self.stack[index:]
        del self.stack[index:]
        if popped[0] in MARKERS or not CELLS.isdisjoint(popped):
            active = self.active
            while active and active.pop() is not None:
                pass
            self.lost = self.lost or (bool(active) and active[-1] is not None)
        elif any(isinstance(name, Formatting) for name in popped):
            self.lost = True

    # --- formatting ---

    def last_active(self, name: str) -> Formatting | None:
        for entry in reversed(self.active):
            if entry is None or entry == name:
                return entry
        return None

    def _is_active(self, element: str) -> bool:
        for entry in reversed(self.active):
            if entry is None or entry is element:
                return entry is not None
        return False

    def _forget(self, entry: Formatting) -> None:
        index = len(self.active) - 1
        while self.active[index] is not entry:
            index -= 1
        del self.active[index]

    def open_formatting(self, name: str, tag: str) -> None:
        """Of formatting that is the same, tag for tag, few are active at once."""
        entry = Formatting(name)
        entry.tag = tag
        same, count = [], 0
        for other in reversed(self.active):
            if other is None:
                break
            count += 1
            if other == name and other.tag == tag:
                same.append(other)
        if len(same) >= MAX_SAME_FORMATTING:
            self._forget(same[-1])
        if count > MAX_FORMATTING:
            raise FormattingError
        self.active.append(entry)
        self.stack.append(entry)

    def end_formatting(self, name: str) -> None:
        """Ended across blocks, formatting ends alone, and the blocks stay open."""
        stack, active = self.stack, self.active
        entry = self.last_active(name)
        if stack and stack[-1] is entry and active[-1] is entry and entry is not None:
            del stack[-1], active[-1]
            return
        if stack and stack[-1] == name and not self._is_active(stack[-1]):
            del stack[-1]
        elif entry is None:
            self._end_other(name)
        else:
            index = next((i for i in range(len(stack) - 1, -1, -1) if stack[i] is entry), -1)
            above = stack[index + 1 :]
            if index >= 0 and not SCOPE.isdisjoint(above):
                return
            self._forget(entry)
            if index >= 0 and not SPECIAL.isdisjoint(above):
                del stack[index]
            else:
                self.pop(index)

    def reopen(self) -> None:
        """Open the formatting again that was left open in a block that has ended."""
        self.lost = False
        open_ids = set(map(id, self.stack))
        again: list[Formatting] = []
        for entry in reversed(self.active):
            if entry is None or id(entry) in open_ids:
                break
            again.append(entry)
        self.stack.extend(reversed(again))
        self.reopened += len(again)
        if self.reopened > self.max_reopened:
            raise FormattingError

    # --- elements with rules of their own: each returns whether the tag opens one ---

    def _start_link(self, name: str) -> bool:
        entry = self.last_active(name)
        if entry is not None:
            self.end_formatting(name)
            if self._is_active(entry):
                self._forget(entry)
                self.stack[:] = [other for other in self.stack if other is not entry]
        return True

    def _start_nobr(self, name: str) -> bool:
        if self.within({name}, SCOPE) >= 0:
            self.end_formatting(name)
        return True

    def _start_button(self, name: str) -> bool:
        self.pop(self.within({name}, SCOPE))
        return True

    def opens_form(self) -> bool:
        """Return whether there is no form yet: one in another is ignored."""
        if "template" in self.stack:
            return True
        before, self.has_form = self.has_form, True
        return not before

    def _start_option(self, name: str) -> bool:
        if self.stack and self.stack[-1] == "option":
            del self.stack[-1]
        self.options += name == "option"
        return True

    def _start_ruby_part(self, name: str) -> bool:
        if self.within({"ruby"}, SCOPE) >= 0:
            while self.stack[-1] in IMPLIED and (self.stack[-1] != "rtc" or name in ("rb", "rtc")):
                del self.stack[-1]
        return True

    def _start_select(self, _: str) -> bool:
        before = self.within({"select"}, SCOPE)
        self.pop(before)
        self.has_select = True
        return before < 0

    def _start_table(self, _: str) -> bool:
        """A table right in another one, in no cell of it, ends that one; a paragraph only in some pages."""
        paragraph = self.within(P, BUTTON_SCOPE)
        if paragraph >= 0:
            self.stack[paragraph] = MAYBE_P
        index = self.within({"table"}, TABLE_SCOPE)
        if index >= 0 and CELLS.isdisjoint(self.stack[index:]):
            self.pop(index)
        return True

    def _start_table_part(self, name: str) -> bool:
        """A part of a table ends all that is open in the table but what it belongs into."""
        stack = self.stack
        index = self.within(TABLE_SCOPE, frozenset()) + 1
        if not index or stack[index - 1] != "table":
            return False
        if name in ("tr", "td", "th") and stack[index : index + 1] and stack[index] in ROW_GROUPS:
            index += 1
        if name in ("td", "th") and stack[index : index + 1] == ["tr"]:
            index += 1
        if index < len(stack):
            self.pop(index)
        return True

    def in_select(self) -> bool:
        self.has_select = "select" in self.stack
        return self.has_select


Starting = Callable[[OpenElements, str], bool]
STARTS: dict[str, Starting] = {
    "a": OpenElements._start_link,
    "button": OpenElements._start_button,
    "nobr": OpenElements._start_nobr,
    "optgroup": OpenElements._start_option,
    "option": OpenElements._start_option,
    "select": OpenElements._start_select,
    "table": OpenElements._start_table,
    **dict.fromkeys(RUBY_PARTS, OpenElements._start_ruby_part),
    **dict.fromkeys(TABLE_PARTS, OpenElements._start_table_part),
}
