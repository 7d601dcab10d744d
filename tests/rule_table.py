"""The table of rules in docs/checks.md: `python -m tests.rule_table` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

from feedkit.checks import rules

DOCUMENT = Path(__file__).parents[1] / "docs" / "checks.md"
MARKED = re.compile(r"(?<=<!-- rules -->\n).*(?=<!-- end of rules -->)", re.S)


def table() -> str:
    """The rules as the document has them."""
    lines = ["| rule | level | what it wants |", "|---|---|---|"]
    lines += [f"| `{rule.id}` | {rule.level} | {_cell(rule.description)} |" for rule in rules().values()]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    DOCUMENT.write_text(MARKED.sub(lambda _: table(), DOCUMENT.read_text("utf-8")), "utf-8")
