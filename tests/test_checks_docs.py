"""The documentation of the validator lists the rules that there are."""

from __future__ import annotations

from pathlib import Path

from feedkit.checks import rules

DOCUMENT = Path(__file__).parents[1] / "docs" / "checks.md"


def table() -> str:
    """The rules as the document has them."""
    lines = ["| rule | level | what it wants |", "|---|---|---|"]
    lines += [f"| `{rule.id}` | {rule.level} | {_cell(rule.says)} |" for rule in rules().values()]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def test_the_document_lists_every_rule() -> None:
    text = DOCUMENT.read_text("utf-8")
    told = text.partition("<!-- rules -->\n")[2].partition("\n<!-- end of rules -->")[0]
    assert told == table()
