"""What no format can hold."""

from __future__ import annotations

from collections.abc import Iterable

from feedkit.errors import Problem
from feedkit.model import Entry
from feedkit.values.headline import headline


def empty_entries(entries: Iterable[Entry]) -> tuple[Problem, ...]:
    """Return a problem for each entry that has nothing that any format could show."""
    return tuple(
        Problem(
            rule="empty-entry",
            message="wanted a title, summary, content, address or enclosure, found none",
            where=f"entry {number} (id {entry.id}), title",
        )
        for number, entry in enumerate(entries, 1)
        if headline(entry) is None
    )
