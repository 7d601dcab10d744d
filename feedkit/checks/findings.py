"""What a check returns: findings, each of a rule, in a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from feedkit.formats import FormatName

Level = Literal["error", "warning", "info"]

MAX_FINDINGS_PER_RULE = 1000  # a hostile document may break one at every fourth byte
MAX_SHOWN_LENGTH = 80  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong with a feed.

    id:          in kebab-case; the same in reports, `--ignore` and `--explain`
    level:       error: the feed is invalid; warning: some readers go wrong; info: worth knowing
    description: one sentence for people: what the specification wants
    fix:         what to do about it
    spec:        the section that specifies it; "" where each element names its own
    """

    id: str
    level: Level
    description: str
    fix: str
    spec: str = ""


class Fault(NamedTuple):
    """What is wrong with a value, as functions that check values return it.

    rule:   the id of the rule that it breaks
    wanted: what would be right
    found:  what is there; None: the whole value
    """

    rule: str
    wanted: str
    found: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that a feed breaks, and where.

    Attributes:
        rule: the id of the rule.
        level: "error": the feed is invalid; "warning": some readers go wrong; "info": worth knowing.
        line: where it is, from 1 on.
        column: in characters, from 1 on.
        element: its name behind its parent's ("item/guid"), with `@name` for an attribute; in a JSON Feed the
            path of the key ("items[3].url").
        found: what stands there.
        wanted: what would be right.
        fix: what to do about it.
        spec: the section that specifies it.
    """

    rule: str
    level: Level
    line: int
    column: int
    element: str
    found: str
    wanted: str
    fix: str
    spec: str

    @property
    def message(self) -> str:
        """One sentence: the element, what was wanted, what was found."""
        return f"{self.element}: wanted {self.wanted}, found {self.found}"

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.level}: {self.message} [{self.rule}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The findings of one feed.

    format:    "rss", "atom" or "json", or "" when it is none of them
    findings:  in the order of the document
    omitted:   the number of further findings, of rules with more than MAX_FINDINGS_PER_RULE
    """

    format: FormatName | Literal[""]
    findings: tuple[Finding, ...]
    omitted: int = 0

    @property
    def valid(self) -> bool:
        """Return whether the feed is valid: no finding is an error."""
        return not any(finding.level == "error" for finding in self.findings)

    def count(self, level: Level) -> int:
        """Return the number of findings of one level."""
        return sum(finding.level == level for finding in self.findings)

    def without(self, rules: frozenset[str]) -> Report:
        """Return the report without the findings of some rules."""
        kept = tuple(finding for finding in self.findings if finding.rule not in rules)
        return Report(format=self.format, findings=kept, omitted=self.omitted)


class Findings:
    """Collects findings, at most MAX_FINDINGS_PER_RULE of each rule."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self._found: list[Finding] = []
        self._counts: Counter[str] = Counter()
        self._omitted = 0

    def copy(self) -> Findings:
        """Return a copy, to collect on in two ways."""
        twin = Findings(self._rules)
        twin._found, twin._counts, twin._omitted = [*self._found], self._counts.copy(), self._omitted
        return twin

    def full(self, rule: str) -> bool:
        """Return whether further findings of a rule are only counted."""
        return self._counts[rule] >= MAX_FINDINGS_PER_RULE

    def add(
        self, rule: str, at: tuple[int, int], element: str, *, wanted: str, found: str, spec: str = ""
    ) -> None:
        """Add a finding at a line and column, both from 1."""
        self._counts[rule] += 1
        if self._counts[rule] > MAX_FINDINGS_PER_RULE:
            self._omitted += 1
            return
        broken = self._rules[rule]
        self._found.append(
            Finding(
                rule=rule,
                level=broken.level,
                line=at[0],
                column=at[1],
                element=element,
                found=found,
                wanted=wanted,
                fix=broken.fix,
                spec=broken.spec or spec,
            )
        )

    def report(self, format: FormatName | Literal[""]) -> Report:
        """Return the report, with the findings in the order of the document."""
        ordered = sorted(self._found, key=lambda finding: (finding.line, finding.column))
        return Report(format=format, findings=tuple(ordered), omitted=self._omitted)


def shown(text: str) -> str:
    """Return a value as messages show it: quoted, on one line, shortened, printable anywhere."""
    short = text if len(text) <= MAX_SHOWN_LENGTH else text[: MAX_SHOWN_LENGTH - 1] + "…"
    if not short:
        return "nothing"
    return '"' + "".join(c if c.isprintable() else _escaped(c) for c in short) + '"'


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
