"""Documents in XML whose entries need little memory, however many they are.

Entries are written before the head: that declares the namespaces they use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from tempfile import SpooledTemporaryFile

from feedkit.model import Entry
from feedkit.writers.elements import INDENT, Lines

MAX_LINES = 4096  # after which elements are no more kept as text
MAX_IN_MEMORY = 4 << 20  # bytes of entries; more are in a temporary file
MAX_PIECE = 1 << 16  # bytes

# What makes a document without entries, of the prefixes of namespaces that its root must declare.
Head = Callable[[set[str]], bytes]


def with_entries(
    head: Head,
    path: str,
    add_rest: Callable[[Lines], None],
    entries: Iterable[Entry],
    add: Callable[[Lines, Entry], None],
    *,
    namespaces: Mapping[str, str],
) -> Iterator[bytes]:
    """Yield a document with its entries, which are the last children of one element.

    Args:
        head: makes the document without entries, and without what `add_rest` adds.
        path: the names of the elements around entries, `rss/channel`.
        add_rest: adds what the feed has before its entries.
        entries: the entries.
        add: adds an entry.
        namespaces: what entries and feed may use, by prefix.
    """
    lines = Lines(path, namespaces)
    end = "".join(f"{INDENT * depth}</{lines.path[depth]}>\n" for depth in reversed(range(len(lines.path))))
    with SpooledTemporaryFile(MAX_IN_MEMORY) as body:
        add_rest(lines)
        for entry in entries:
            add(lines, entry)
            if len(lines) > MAX_LINES:
                body.write(lines.taken())
        body.write(lines.taken())
        body.seek(0)
        yield head(lines.used).removesuffix(end.encode())
        while piece := body.read(MAX_PIECE):
            yield piece
    yield end.encode()
