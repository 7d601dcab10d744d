"""The lines of a plain text that are not blank, each with the facts that it states."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from feedkit.parsers.link_texts import is_generic
from feedkit.parsers.text.facts import ADDRESS, Fact, facts_of, undated_link, without_list_mark

RULE_GAP = 1000  # blank lines that a rule across the page counts as
RULE = re.compile(r"([-=*_~#—–])\1{2,}|(?:[-*_] ){2,}[-*_]")
KEYWORD = re.compile(r"#\+\w+:")  # of Org: "#+TITLE: Posts"
YEAR = re.compile(r"\W*((?:19|20)\d\d)\W*")


@dataclass(slots=True)
class TextLine:
    """A line that is not blank.

    gap:      the number of blank lines before it
    facts:    the facts that it states; none for a title or prose
    year:     the year that the nearest heading above names, "" without one
    """

    text: str
    gap: int
    facts: tuple[Fact, ...]
    year: str = ""

    @property
    def fields(self) -> set[str]:
        """The fields of the facts; for facts that the model has no field for, their labels."""
        names = {fact.label.casefold() if fact.field == "other" else fact.field for fact in self.facts}
        return names - {"rest"}

    @property
    def is_field(self) -> bool:
        """Whether the line is one label and its value."""
        return len(self.facts) == 1 and bool(self.facts[0].label)

    @property
    def is_link(self) -> bool:
        """Whether the line has an address, and text that may be its title."""
        fields = {fact.field for fact in self.facts}
        return "url" in fields and not fields.isdisjoint(("title", "rest", "glued"))

    @property
    def is_dated(self) -> bool:
        return any(fact.field == "published" for fact in self.facts)


def text_lines(content: str) -> list[TextLine]:
    """Return the lines of a text, without blank lines, rules, years and what stands around entries."""
    lines: list[TextLine] = []
    folds: dict[int, list[str]] = {}
    gap, year = 0, ""
    for raw in re.split(r"\r\n|\n|\r", content):
        text = " ".join(raw.replace("\ufeff", "").split())
        if not text:
            gap += 1
        elif RULE.fullmatch(text):
            gap += 0 if gap == 0 and _underlines(text, lines) else RULE_GAP
        elif heading := YEAR.fullmatch(text):
            gap, year = gap + 1, heading.group(1)
        elif KEYWORD.match(text) or (is_generic(text) and not ADDRESS.match(text)):
            continue
        elif raw[0].isspace() and gap == 0 and lines and lines[-1].is_field:
            folds.setdefault(len(lines) - 1, []).append(text)
        else:
            lines.append(TextLine(text, gap, facts_of(text), year))
            gap = 0
    _unfold(lines, folds)
    _drop_doubtful_facts(lines)
    _add_undated_links(lines)
    return _without_furniture(lines)


def _add_undated_links(lines: list[TextLine]) -> None:
    """Give lines of a title and its link these facts, where most dated lines are links too."""
    dated = [line for line in lines if line.is_dated]
    linked = [line for line in dated if line.is_link]
    if len(linked) < 2 or 2 * len(linked) <= len(dated):
        return
    usual = max(line.gap for line in linked[1:])
    marked = {without_list_mark(line.text) != line.text for line in linked}
    for line in lines:
        is_alike = line.gap <= usual and (without_list_mark(line.text) != line.text) in marked
        if is_alike and not line.is_dated and (facts := undated_link(line.text)):
            line.facts = facts


def _underlines(rule: str, lines: list[TextLine]) -> bool:
    """Return whether a rule has the length of a title, the last line."""
    return bool(lines) and not lines[-1].facts and abs(len(rule) - len(lines[-1].text)) <= 2


def _unfold(lines: list[TextLine], folds: dict[int, list[str]]) -> None:
    """Join fields that go on in indented lines (RFC 5322, section 2.2.3)."""
    for index, more in folds.items():
        lines[index].text = " ".join([lines[index].text, *more])
        lines[index].facts = facts_of(lines[index].text)


def _drop_doubtful_facts(lines: list[TextLine]) -> None:
    """Drop facts that the other lines do not confirm.

    "On 3 May 1921" is a title where most dates stand alone, "Rust: a review" is one unless "Rust:" is a label
    in many lines, and so is "By Proxy" unless it stands beside a date.
    """
    dated = sum(line.is_dated for line in lines)
    glued = [line for line in lines if any(fact.field == "glued" for fact in line.facts)]
    if dated >= 2 * len(glued):
        for line in glued:
            line.facts = ()
    dated = sum(line.is_dated for line in lines)
    uses = Counter(line.facts[0].label.casefold() for line in lines if line.is_field)
    min_uses = max(2, dated // 2)
    for index, line in enumerate(lines):
        if len(line.facts) != 1:
            continue
        fact = line.facts[0]
        rare = fact.field == "other" and uses[fact.label.casefold()] < min_uses
        lonely = fact.field == "authors" and not fact.label and not _is_beside_facts(lines, index)
        if rare or lonely:
            line.facts = ()


def _is_beside_facts(lines: list[TextLine], index: int) -> bool:
    neighbours = lines[max(0, index - 1) : index + 2]
    return any(line.is_dated or len(line.facts) > 1 for line in neighbours)


def _without_furniture(lines: list[TextLine]) -> list[TextLine]:
    """Leave out lines that are repeated for every second entry: "Share", the only author's name."""
    uses = Counter(line.text for line in lines if not line.facts)
    min_uses = max(3, sum(line.is_dated for line in lines) // 2)
    kept: list[TextLine] = []
    gap = 0
    for line in lines:
        gap = max(gap, line.gap)
        if line.facts or uses[line.text] < min_uses:
            line.gap = gap
            kept.append(line)
            gap = 0
    return kept
