"""What a check answers: rules, findings, and the report of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Level = Literal["error", "warning", "info"]

KEPT_PER_RULE = 1000  # a hostile document breaks one rule at every fourth byte; these are enough to see it
SHOWN_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong with a feed.

    id:     in kebab-case; the same in reports, `--ignore` and `--explain`
    level:  error: the feed is invalid; warning: some readers go wrong; info: worth knowing
    says:   one sentence for people: what the specification wants
    mend:   what to do about it
    spec:   where it is specified; "" when that is said by the element it is about
    """

    id: str
    level: Level
    says: str
    mend: str
    spec: str = ""


class Fault(NamedTuple):
    """A value that breaks a rule, as the functions that look at values tell it.

    rule:   the id of the rule
    wanted: what would do
    found:  what is there, where that is not simply the whole value
    """

    rule: str
    wanted: str
    found: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place where a feed breaks a rule.

    line and column count from 1, in characters. `element` is its name behind its parent's ("item/guid"), with
    `@name` for an attribute; in a JSON Feed it is the path of the key ("items[3].url").
    """

    rule: str
    level: Level
    line: int
    column: int
    element: str
    found: str
    wanted: str
    mend: str
    spec: str

    @property
    def message(self) -> str:
        """One sentence: where, what was wanted, what was found."""
        return f"{self.element}: wanted {self.wanted}, found {self.found}"

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.level}: {self.message} [{self.rule}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found in one feed.

    format:    "rss", "atom" or "json", or "" when it is none of them
    findings:  in the order of the document
    omitted:   how many more findings there are of rules that are broken over and over
    """

    format: str
    findings: tuple[Finding, ...]
    omitted: int = 0

    @property
    def valid(self) -> bool:
        """Whether the feed keeps the specifications: no finding is an error."""
        return not any(finding.level == "error" for finding in self.findings)

    def count(self, level: Level) -> int:
        """How many findings there are of one level."""
        return sum(finding.level == level for finding in self.findings)

    def without(self, rules: frozenset[str]) -> Report:
        """The same report as if these rules were none."""
        kept = tuple(finding for finding in self.findings if finding.rule not in rules)
        return Report(format=self.format, findings=kept, omitted=self.omitted)


class Findings:
    """Collects findings, and never more than it should."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self._found: list[Finding] = []
        self._counts: Counter[str] = Counter()
        self._omitted = 0

    def copy(self) -> Findings:
        """What has been found so far, to go on from twice."""
        twin = Findings(self._rules)
        twin._found, twin._counts, twin._omitted = [*self._found], self._counts.copy(), self._omitted
        return twin

    def full(self, rule: str) -> bool:
        """Whether further findings of a rule are only counted."""
        return self._counts[rule] >= KEPT_PER_RULE

    def add(
        self, rule: str, at: tuple[int, int], element: str, *, wanted: str, found: str, spec: str = ""
    ) -> None:
        """Note a finding at a line and column, both from 1."""
        self._counts[rule] += 1
        if self._counts[rule] > KEPT_PER_RULE:
            self._omitted += 1
            return
        told = self._rules[rule]
        self._found.append(
            Finding(
                rule=rule,
                level=told.level,
                line=at[0],
                column=at[1],
                element=element,
                found=found,
                wanted=wanted,
                mend=told.mend,
                spec=told.spec or spec,
            )
        )

    def report(self, format: str) -> Report:
        """All that was found, in the order of the document."""
        ordered = sorted(self._found, key=lambda finding: (finding.line, finding.column))
        return Report(format=format, findings=tuple(ordered), omitted=self._omitted)


def shown(text: str) -> str:
    """A value as messages show it: quoted, on one line, shortened, printable anywhere."""
    short = text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"
    if not short:
        return "nothing"
    return '"' + "".join(c if c.isprintable() else _escaped(c) for c in short) + '"'


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
