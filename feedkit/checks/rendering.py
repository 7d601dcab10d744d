"""Reports as text for people, as JSON, as annotations of GitHub, and as SARIF."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple
from unicodedata import east_asian_width
from urllib.parse import quote

from feedkit.checks.findings import Finding, Report, Rule
from feedkit.checks.specifications import link_of
from feedkit.formats import FORMATS
from feedkit.values.printable import MARK, command_data

Style = Callable[[str, str], str]  # a text, and what it is: "error", "warning", "info", "position", "quiet"

MAX_EXCERPT_LENGTH = 100  # characters of a line, with the position of the finding in their middle
GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
SARIF = {"error": "error", "warning": "warning", "info": "note"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LINE_END = re.compile(r"\r\n|\n|\r")


class Checked(NamedTuple):
    """A report and the name of what was checked: a path, a URL, or - for standard input."""

    name: str
    report: Report


def plain(text: str, kind: str) -> str:
    """Return a text without any style."""
    return text


def as_text(checked: Checked, source: str | None = None, style: Style = plain) -> str:
    """Return a line for each finding; with the text of the feed also its line, and how to fix it."""
    lines = LINE_END.split(source) if source is not None else None
    return "".join(_finding(checked.name, finding, lines, style) for finding in checked.report.findings)


def summary(checked: Checked) -> str:
    """Return one line: the name, the format, whether it is valid, and the numbers of findings."""
    report = checked.report
    counts = [
        (report.count("error"), "error"),
        (report.count("warning"), "warning"),
        (report.count("info"), "note"),
    ]
    found = [f"{number} {word}{'s' * (number != 1)}" for number, word in counts if number]
    if report.omitted:
        found.append(f"{report.omitted} more of the same")
    label = FORMATS[report.format].label if report.format else "no feed"
    what = f"valid {label}" if report.valid else f"not valid ({label})"
    return f"{checked.name}: {what}" + (f", {', '.join(found)}" if found else "")


def as_json(reports: Sequence[Checked]) -> str:
    """Return a JSON list with an object for each feed."""
    return _dumped([_plain_report(checked) for checked in reports])


def as_github(checked: Checked) -> str:
    """Return a workflow command for each finding, which GitHub shows at its line."""
    return "".join(_annotation(checked.name, finding) for finding in checked.report.findings)


def as_sarif(reports: Sequence[Checked], rules: Mapping[str, Rule], version: str) -> str:
    """Return a log of SARIF 2.1.0, for code scanning."""
    broken = sorted({finding.rule for checked in reports for finding in checked.report.findings})
    driver = {
        "name": "feedkit",
        "version": version,
        "rules": [_sarif_rule(rules[rule]) for rule in broken],
    }
    results = [
        _sarif_result(checked.name, finding, broken.index(finding.rule))
        for checked in reports
        for finding in checked.report.findings
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _dumped({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def explained(rule: Rule) -> str:
    """Return what a rule wants and how to fix what breaks it, on a few lines."""
    lines = [f"{rule.id} ({rule.level})", "", rule.description, "", f"How to fix it: {rule.fix}"]
    if rule.spec:
        lines += ["", f"Specified in: {rule.spec}", link_of(rule.spec)]
    return "\n".join(lines) + "\n"


def rules_as_text(rules: Mapping[str, Rule]) -> str:
    """Return a line for each rule: its name, its level, what it wants, and the section that specifies it."""
    width = max(map(len, rules))
    return "".join(
        f"{rule.id:{width}}  {rule.level:7}  {rule.description}{f' ({rule.spec})' if rule.spec else ''}\n"
        for rule in rules.values()
    )


def rules_as_json(rules: Mapping[str, Rule]) -> str:
    """Return a JSON list with an object for each rule."""
    return _dumped([{**asdict(rule), "link": link_of(rule.spec)} for rule in rules.values()])


def _finding(name: str, finding: Finding, lines: Sequence[str] | None, style: Style) -> str:
    position = style(f"{name}:{finding.line}:{finding.column}:", "position")
    text = f"{position} {style(finding.level, finding.level)}: {_clean(finding.message)} [{finding.rule}]\n"
    if lines is None:
        return text
    if finding.line <= len(lines):
        text += _excerpt(lines[finding.line - 1], finding, style)
    section = f" ({finding.spec})" if finding.spec else ""
    return text + style(f"      {finding.fix}{section}", "quiet") + "\n"


def _excerpt(line: str, finding: Finding, style: Style) -> str:
    """Return the line of a finding, or a piece of it, with a caret below its position."""
    column = finding.column - 1
    start = max(0, min(column - MAX_EXCERPT_LENGTH // 2, len(line) - MAX_EXCERPT_LENGTH))
    piece = _clean(line[start : start + MAX_EXCERPT_LENGTH])
    before = "…" if start else ""
    after = "…" if start + MAX_EXCERPT_LENGTH < len(line) else ""
    caret = " " * _width(before + piece[: column - start]) + style("^", finding.level)
    number = f"{finding.line:>5}"
    return f"{style(f'{number} |', 'quiet')} {before}{piece}{after}\n{style('      |', 'quiet')} {caret}\n"


def _clean(text: str) -> str:
    """Return a text with a blank for each character that moves the cursor or changes its colour."""
    return "".join(character if character.isprintable() else " " for character in text)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _plain_report(checked: Checked) -> dict[str, Any]:
    report = checked.report
    return {
        "name": checked.name,
        "format": report.format,
        "valid": report.valid,
        "findings": [_plain_finding(finding) for finding in report.findings],
        "omitted": report.omitted,
    }


def _plain_finding(finding: Finding) -> dict[str, Any]:
    names = ("rule", "level", "line", "column", "element", "found", "wanted", "fix", "spec")
    return {name: getattr(finding, name) for name in names}


def _annotation(name: str, finding: Finding) -> str:
    properties = {"file": name, "line": finding.line, "col": finding.column, "title": finding.rule}
    attributes = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{GITHUB[finding.level]} {attributes}::{command_data(f'{finding.message}. {finding.fix}')}\n"


def _property(text: str) -> str:
    return command_data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    link = link_of(rule.spec)
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.description},
        "help": {"text": f"{rule.fix} {rule.spec}".strip()},
        **({"helpUri": link} if link else {}),
        "defaultConfiguration": {"level": SARIF[rule.level]},
    }


def _sarif_result(name: str, finding: Finding, index: int) -> dict[str, Any]:
    region = {"startLine": finding.line, "startColumn": finding.column}
    location = {"physicalLocation": {"artifactLocation": {"uri": _uri(name)}, "region": region}}
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": SARIF[finding.level],
        "message": {"text": f"{finding.message}. {finding.fix}"},
        "locations": [location],
    }


def _uri(name: str) -> str:
    """Return a name as a URI: one that is a URL is left as it is."""
    return name if "://" in name else quote(name, errors="surrogateescape")


def _dumped(value: object) -> str:
    """Return a value as JSON in ASCII, which every terminal and file takes, and no CI log for a command."""
    return MARK.sub(r"#\\u0023", json.dumps(value, indent=2, ensure_ascii=True)) + "\n"
