"""The documentation of the validator lists the rules that there are."""

from __future__ import annotations

from pathlib import Path

from feedkit.checks import rules

DOCUMENT = Path(__file__).parents[1] / "docs" / "checks.md"


def table() -> str:
    """The rules as the document has them."""
    lines = ["| rule | level | what it wants |", "|---|---|---|"]
    lines += [f"| `{rule.id}` | {rule.level} | {_cell(rule.description)} |" for rule in rules().values()]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def test_the_document_lists_every_rule() -> None:
    text = DOCUMENT.read_text("utf-8")
    listed = text.partition("<!-- rules -->\n")[2].partition("\n<!-- end of rules -->")[0].splitlines()
    wanted = table().splitlines()
    missing = [row for row in wanted if row not in listed]
    assert not missing, "add to the table in docs/checks.md:\n" + "\n".join(missing)
    assert listed == wanted, "the rows of docs/checks.md are in another order than the rules, or too many"
