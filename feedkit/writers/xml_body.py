"""Documents in XML whose entries need little memory, however many they are.

Entries are made and serialised some at a time, and before the head: that declares the namespaces they use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from tempfile import SpooledTemporaryFile

from lxml import etree

from feedkit.model import Entry

MAX_AT_ONCE = 100  # entries whose elements are in memory
MAX_IN_MEMORY = 4 << 20  # bytes of serialised entries; more are in a temporary file
MAX_PIECE = 1 << 16  # bytes

# What makes a document without entries, of the prefixes of namespaces that its root must declare.
Head = Callable[[set[str]], bytes]


def with_entries(
    head: Head,
    path: str,
    entries: Iterable[Entry],
    add: Callable[[etree._Element, Entry], None],
    *,
    namespaces: dict[str, str],
) -> Iterator[bytes]:
    """Yield a document with its entries, which are the last children of one element.

    Args:
        head: makes the document without entries.
        path: the names of the elements around entries, `rss/channel`.
        entries: the entries.
        add: adds an entry to the innermost element.
        namespaces: what entries may use, by prefix.
    """
    names = path.split("/")
    ends = [f"{'  ' * depth}</{name}>\n" for depth, name in enumerate(names)]
    end = "".join(reversed(ends)).encode()
    used: set[str] = set()
    remaining = iter(entries)
    with SpooledTemporaryFile(MAX_IN_MEMORY) as body:
        while some := list(islice(remaining, MAX_AT_ONCE)):
            root = parent = etree.Element(names[0], nsmap=namespaces)
            for name in names[1:]:
                parent = etree.SubElement(parent, name)
            for entry in some:
                add(parent, entry)
            etree.cleanup_namespaces(root)
            used.update(filter(None, root.nsmap))
            lines = etree.tostring(root, pretty_print=True, encoding="UTF-8")
            body.write(lines.split(b"\n", len(names))[-1].removesuffix(end))
        body.seek(0)
        yield head(used).removesuffix(end)
        while piece := body.read(MAX_PIECE):
            yield piece
    yield end
