"""The table of output formats, from which the command, the configuration, builds and checks all read.

A new format is one row here and its name in `FormatName`, one module that writes it and one that checks it.
Both are named by their dotted path and loaded when they are asked for, so that this module imports neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Literal, get_args

FormatName = Literal["atom", "rss", "json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One output format.

    label:         its name for people
    content_type:  as in the header of HTTP; JSON has no charset, as it is always UTF-8 (RFC 8259, 11)
    suffixes:      of files that hold it; where formats share one, it means the first of them in the table
    file_name:     of a feed in a folder
    by_default:    whether it is written where no format is asked for: into a folder, and by a build
    fidelity:      its rank by how much of an entry it holds: the previous feed is read from the format
                   with the highest. 0 where it cannot be read back.
    writer:        dotted name of a module with `pieces(feed, entries)`, which yields the bytes of a document,
                   and `problems(feed, entries)`, which returns what keeps a feed from being written; both get
                   a finished feed, and apart from it its entries, in any collection
    checker:       dotted name of a module with `RULES`, and `vocabulary()` where it is XML, or else
                   `recognises(source)` and `check(source, findings, url=…, now=…)`
    """

    label: str
    content_type: str
    suffixes: tuple[str, ...]
    file_name: str
    by_default: bool
    fidelity: int
    writer: str
    checker: str

    @property
    def media_type(self) -> str:
        """The content type without its parameters."""
        return self.content_type.partition(";")[0]


# The first is the default; the table's order is that of lists for people.
FORMATS: Mapping[FormatName, Format] = {
    "atom": Format(
        label="Atom",
        content_type="application/atom+xml; charset=utf-8",
        suffixes=(".atom", ".xml"),
        file_name="atom.xml",
        by_default=True,
        fidelity=3,
        writer="feedkit.writers.atom",
        checker="feedkit.checks.atom_rules",
    ),
    "rss": Format(
        label="RSS",
        content_type="application/rss+xml; charset=utf-8",
        suffixes=(".rss", ".xml"),
        file_name="rss.xml",
        by_default=True,
        fidelity=1,
        writer="feedkit.writers.rss",
        checker="feedkit.checks.rss_rules",
    ),
    "json": Format(
        label="JSON Feed",
        content_type="application/feed+json",
        suffixes=(".json",),
        file_name="feed.json",
        by_default=True,
        fidelity=2,
        writer="feedkit.writers.jsonfeed",
        checker="feedkit.checks.jsonfeed_rules",
    ),
}
DEFAULT = next(iter(FORMATS))
DEFAULTS: tuple[FormatName, ...] = tuple(name for name in get_args(FormatName) if FORMATS[name].by_default)
BY_FIDELITY = sorted(
    (name for name in FORMATS if FORMATS[name].fidelity), key=lambda name: -FORMATS[name].fidelity
)


def checked_format(name: str) -> FormatName:
    """Return the name of a format.

    Raises:
        ValueError: there is no such format.
    """
    for known in FORMATS:
        if known == name:
            return known
    raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {name!r}")


def writer(name: FormatName) -> ModuleType:
    """Return the module that writes a format."""
    return import_module(FORMATS[name].writer)


def checkers() -> dict[FormatName, ModuleType]:
    """Return the modules that check formats, by the format's name."""
    return {name: import_module(row.checker) for name, row in FORMATS.items()}
