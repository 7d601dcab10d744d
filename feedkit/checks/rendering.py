"""Reports as text for people, as JSON, as annotations of GitHub, and as SARIF."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from unicodedata import east_asian_width
from urllib.parse import quote

from feedkit.checks.findings import Finding, Report, Rule
from feedkit.formats import FORMATS

Style = Callable[[str, str], str]  # a text, and what it is: "error", "warning", "info", "place", "quiet"

WIDTH = 100  # characters of a line that are shown, the place of the finding in their middle
GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
SARIF = {"error": "error", "warning": "warning", "info": "note"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LINE_END = re.compile(r"\r\n|\n|\r")


class Checked(NamedTuple):
    """A report and the name of what was checked: a path, a URL, or - for standard input."""

    name: str
    report: Report


def plain(text: str, kind: str) -> str:
    """The style of no style."""
    return text


def as_text(checked: Checked, source: str | None = None, style: Style = plain) -> str:
    """A line for each finding; with the text of the feed, the line of it too, and how to mend it."""
    lines = LINE_END.split(source) if source is not None else None
    return "".join(_finding(checked.name, finding, lines, style) for finding in checked.report.findings)


def summary(checked: Checked) -> str:
    """One line: what it is, whether it is valid, and how many findings there are."""
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
    """A list with an object for each feed."""
    return _dumped([_plain_report(checked) for checked in reports])


def as_github(checked: Checked) -> str:
    """A workflow command for each finding, which GitHub shows at its line."""
    return "".join(_annotation(checked.name, finding) for finding in checked.report.findings)


def as_sarif(reports: Sequence[Checked], rules: Mapping[str, Rule], version: str) -> str:
    """A log of SARIF 2.1.0, for code scanning."""
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
    """All that is known of a rule, on a few lines."""
    lines = [f"{rule.id} ({rule.level})", "", rule.says, "", f"To mend it: {rule.mend}"]
    if rule.spec:
        lines += ["", f"Specified in: {rule.spec}"]
    return "\n".join(lines) + "\n"


def _finding(name: str, finding: Finding, lines: Sequence[str] | None, style: Style) -> str:
    place = style(f"{name}:{finding.line}:{finding.column}:", "place")
    text = f"{place} {style(finding.level, finding.level)}: {_clean(finding.message)} [{finding.rule}]\n"
    if lines is None:
        return text
    if finding.line <= len(lines):
        text += _excerpt(lines[finding.line - 1], finding, style)
    behind = f" ({finding.spec})" if finding.spec else ""
    return text + style(f"      {finding.mend}{behind}", "quiet") + "\n"


def _excerpt(line: str, finding: Finding, style: Style) -> str:
    """The line of a finding, or a piece of it, and a caret below its place."""
    column = finding.column - 1
    start = max(0, min(column - WIDTH // 2, len(line) - WIDTH))
    piece = _clean(line[start : start + WIDTH])
    before = "…" if start else ""
    after = "…" if start + WIDTH < len(line) else ""
    caret = " " * _width(before + piece[: column - start]) + style("^", finding.level)
    number = f"{finding.line:>5}"
    return f"{style(f'{number} |', 'quiet')} {before}{piece}{after}\n{style('      |', 'quiet')} {caret}\n"


def _clean(text: str) -> str:
    """The text with a blank for everything that would move the cursor or change its colour."""
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
    names = ("rule", "level", "line", "column", "element", "found", "wanted", "mend", "spec")
    return {name: getattr(finding, name) for name in names}


def _annotation(name: str, finding: Finding) -> str:
    properties = {"file": name, "line": finding.line, "col": finding.column, "title": finding.rule}
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{GITHUB[finding.level]} {told}::{_data(f'{finding.message}. {finding.mend}')}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.says},
        "help": {"text": f"{rule.mend} {rule.spec}".strip()},
        "defaultConfiguration": {"level": SARIF[rule.level]},
    }


def _sarif_result(name: str, finding: Finding, index: int) -> dict[str, Any]:
    region = {"startLine": finding.line, "startColumn": finding.column}
    location = {"physicalLocation": {"artifactLocation": {"uri": _uri(name)}, "region": region}}
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": SARIF[finding.level],
        "message": {"text": f"{finding.message}. {finding.mend}"},
        "locations": [location],
    }


def _uri(name: str) -> str:
    """A name as a URI: what is one already is left as it is."""
    return name if "://" in name else quote(name, errors="surrogateescape")


def _dumped(value: object) -> str:
    """JSON that any terminal and file can take."""
    return json.dumps(value, indent=2, ensure_ascii=True) + "\n"
