"""The tables of docs/checks.md, of rules and of namespaces: `python -m tests.rule_table` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

from feedkit.checks import rules
from feedkit.checks.atom_rules import ATOM_IN_RSS
from feedkit.checks.extensions import EXTENSIONS
from feedkit.checks.specifications import link_of
from feedkit.checks.vocabulary import Extension

DOCUMENT = Path(__file__).parents[1] / "docs" / "checks.md"
MARKED = re.compile(r"(<!-- (rules|namespaces) -->\n)(.*?)(?=<!-- end of \2 -->)", re.S)
OF_THE_ELEMENT = "that of the element or key"


def rule_table() -> str:
    """What each rule wants, how to fix what breaks it, and the section that specifies it."""
    lines = [
        "| rule | level | what it wants, and how to fix what breaks it | specification |",
        "|---|---|---|---|",
    ]
    for rule in rules().values():
        spec = _linked(rule.spec) or OF_THE_ELEMENT
        what = f"{_cell(rule.description)}<br>*{_cell(rule.fix)}*"
        lines.append(f"| `{rule.id}` | {rule.level} | {what} | {spec} |")
    return "\n".join(lines) + "\n"


def namespace_table() -> str:
    """The namespaces that are known, and how far their elements are looked into."""
    lines = ["| prefix | namespace | elements checked | specification |", "|---|---|---|---|"]
    for extension in sorted((*EXTENSIONS, ATOM_IN_RSS), key=_by_depth):
        spec = _linked(extension.spec) or "–"
        lines.append(f"| `{extension.prefix}` | `{extension.uri}` | {_depth(extension)} | {spec} |")
    return "\n".join(lines) + "\n"


def _by_depth(extension: Extension) -> tuple[bool, str]:
    return extension.elements is None and extension.inside is None, extension.prefix.lower()


def _depth(extension: Extension) -> str:
    if extension.inside is not None:
        return "all, as HTML"
    if extension.elements is None:
        return "known, not looked into"
    return str(len({row.name for row in extension.elements}) or "attributes only")


def _linked(spec: str) -> str:
    """The sections of a specification, each with its link."""
    return "; ".join(f"[{_cell(part)}]({link_of(part)})" for part in spec.split("; ") if part)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


TABLES = {"rules": rule_table, "namespaces": namespace_table}

if __name__ == "__main__":
    document = MARKED.sub(lambda found: found[1] + TABLES[found[2]](), DOCUMENT.read_text("utf-8"))
    DOCUMENT.write_text(document, "utf-8")
