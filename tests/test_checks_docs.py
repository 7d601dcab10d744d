"""The documentation of the validator lists the rules and namespaces that there are."""

from __future__ import annotations

from feedkit.checks import rules
from feedkit.checks.atom_rules import FEED
from feedkit.checks.extensions import EXTENSIONS
from feedkit.checks.rss_rules import RSS
from feedkit.checks.specifications import link_of
from feedkit.checks.vocabulary import Element
from tests.rule_table import DOCUMENT, MARKED, TABLES


def test_the_document_has_the_tables() -> None:
    found = {match[2]: match[3] for match in MARKED.finditer(DOCUMENT.read_text("utf-8"))}
    wanted = {name: table() for name, table in TABLES.items()}
    assert found == wanted, "write docs/checks.md anew: python -m tests.rule_table"


def named(row: Element) -> set[str]:
    """The specifications of an element and of all in it."""
    return {row.spec}.union(*(named(child) for child in row.children))


def test_every_specification_has_a_link() -> None:
    specs = {rule.spec for rule in rules().values()} | {extension.spec for extension in EXTENSIONS}
    parts = {part for spec in specs | named(RSS) | named(FEED) for part in spec.split("; ") if part}
    assert [part for part in sorted(parts) if not link_of(part)] == []


def test_a_section_of_an_rfc_has_a_link_of_its_own() -> None:
    assert link_of("RFC 4287, section 4.2.6.1") == "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6.1"
    assert link_of("RFC 4287, sections 4.1.1 and 4.1.2") == (
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1"
    )
    assert link_of("RFC 4685") == "https://www.rfc-editor.org/rfc/rfc4685"
    assert link_of("no such specification") == ""
