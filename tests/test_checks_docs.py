"""The documentation of the validator lists the rules that there are."""

from __future__ import annotations

from tests.rule_table import DOCUMENT, MARKED, table


def test_the_document_lists_every_rule() -> None:
    found = MARKED.search(DOCUMENT.read_text("utf-8"))
    assert found is not None
    assert found[0] == table(), "write docs/checks.md anew: python -m tests.rule_table"
