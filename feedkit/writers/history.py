"""The other documents of a feed: its pages and archives (RFC 5005), alike in Atom and RSS."""

from __future__ import annotations

from feedkit.model import Paging
from feedkit.values.syndication_terms import PAGING_RELATIONS
from feedkit.writers.elements import Lines


def pages_of(paging: Paging | None) -> list[tuple[str, str]]:
    """The relations and addresses of a feed's other documents."""
    found = [(rel, getattr(paging, field)) for field, rel in PAGING_RELATIONS.items()] if paging else []
    return [(rel, address) for rel, address in found if address]


def add_history(lines: Lines, paging: Paging | None) -> None:
    """The marks of an archive and of a complete feed (RFC 5005, sections 2 and 4)."""
    if paging and paging.archive:
        lines.add("fh:archive")
    if paging and paging.complete:
        lines.add("fh:complete")
