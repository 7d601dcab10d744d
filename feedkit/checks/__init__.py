"""Is it a valid feed? RSS, Atom and JSON Feed held against their specifications, offline.

    bytes ──encodings──▶ UTF-8 ──markup + a vocabulary──▶ findings ──▶ Report

documents.py      which format a document has; all rules
rss_rules.py      a table of elements, with rss_channel.py
atom_rules.py     a table of elements, with atom_text.py and atom_links.py
jsonfeed_rules.py a table of keys, with json_positions.py
extensions.py     the namespaces that RSS and Atom may hold, with podcast_rules.py, mediarss.py, geo_rules.py
                  and, for those that are only known, known_namespaces.py
value_rules.py    what a single value must be, with url_rules.py, times.py and content.py (HTML)
specifications.py links to the specifications that rules name

The XML formats share the rows of their tables (vocabulary.py, plans.py), the reader that follows them
(markup.py), and the rules of elements and attributes (element_rules.py). Each module has its own rules in
`RULES`. Which module checks a format is a row of `feedkit.formats`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from feedkit.checks.findings import Finding, Level, Report, Rule
from feedkit.formats import FormatName, checked_format
from feedkit.renamed import accepts_old_names
from feedkit.values.zones import must_be_aware

__all__ = ["Finding", "Level", "Report", "Rule", "check", "rules"]


@accepts_old_names
def check(
    source: str | bytes | Path,
    *,
    format: FormatName | None = None,
    feed_url: str | None = None,
    now: datetime | None = None,
) -> Report:
    """Hold a feed against the specification of its format.

    Nothing is fetched and no entity is expanded. The time is linear in the length of the feed. The memory is
    that of its longest entry, its ids and a bounded number of findings; for JSON Feed that of all its values.

    Args:
        source: the feed itself, as text or as bytes in any encoding; or the path of its file.
        format: one of `feedkit.formats.FORMATS`; by default it is recognised from the content.
        feed_url: the address the feed is published at; its self link is compared with it.
        now: an aware datetime; dates more than a day ahead of it are reported. By default none are.

    Returns:
        A report with every finding; `.valid` when none of them is an error.

    Raises:
        ValueError: `format` is none that there is, or `now` is naive.
        OSError: the file of a path cannot be read.
        TypeError: `source` is something else, such as an open file.
    """
    if format is not None:
        checked_format(format)
    must_be_aware("now", now)
    from feedkit.checks import documents  # here, as making the tables takes a while

    if isinstance(source, Path):
        source = source.read_bytes()
    if not isinstance(source, str | bytes):
        hint = ": pass what its read() returns" if hasattr(source, "read") else ""
        wanted = "wanted a feed as text, as bytes or as a pathlib.Path"
        raise TypeError(f"{wanted}, found {type(source).__name__}{hint}")
    return documents.check(source, format, feed_url, now)


def rules() -> Mapping[str, Rule]:
    """Return all rules by their ids."""
    from feedkit.checks import documents

    return documents.RULES
