"""XML as text: the elements that Atom and RSS have in common, and the namespaces they are in.

Elements are written as lxml writes them indented, in a tenth of the time that a tree of them takes.
"""

from __future__ import annotations

from collections.abc import Mapping

from feedkit.dates.feed_dates import rfc3339
from feedkit.model import Entry, Feed, Tag
from feedkit.values.syndication_terms import BEHIND_ANOTHER, GENERATOR

INDENT = "  "
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))  # XML 1.0, section 2.2


class Lines:
    """Elements of XML within others, each with all that it holds on lines of its own.

    path:        the names of the elements around the next one, from the root on
    namespaces:  those that elements may use, by prefix
    used:        the prefixes that they use
    """

    def __init__(self, path: str, namespaces: Mapping[str, str]) -> None:
        self.path = path.split("/")
        self.namespaces = namespaces
        self._indent = INDENT * len(self.path)
        self._texts: list[str] = []
        self._names: set[str] = set()
        self._prefixes: set[str] = set()
        self._opened = 0  # the number of texts when the last element was opened

    def add(self, name: str, text: str | None = None, /, **attributes: str | None) -> None:
        """Add an element that holds no others; attributes that are None are left out."""
        self._names.add(name)
        start = f"{self._indent}<{name}{_written(attributes)}" if attributes else f"{self._indent}<{name}"
        if text is None:
            self._texts.append(f"{start}/>\n")
        else:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
            self._texts.append(f"{start}>{text}</{name}>\n")

    def add_given(self, name: str, text: str | None) -> None:
        """Add an element where there is a text for it."""
        if text:
            self.add(name, text)

    def open(self, name: str, /, **attributes: str | None) -> None:
        """Add an element that holds what is added until it is closed."""
        self._names.add(name)
        self._texts.append(f"{self._indent}<{name}{_written(attributes)}>\n")
        self._opened = len(self._texts)
        self.path.append(name)
        self._indent += INDENT

    def close(self) -> None:
        """End the element that was opened last."""
        name = self.path.pop()
        self._indent = self._indent[: -len(INDENT)]
        if self._opened == len(self._texts):  # it holds nothing
            self._texts[-1] = f"{self._texts[-1][:-2]}/>\n"
            self._opened = 0
        else:
            self._texts.append(f"{self._indent}</{name}>\n")

    def add_markup(self, lines: str, prefixes: set[str]) -> None:
        """Add elements that are lines of XML already, and the prefixes that they use."""
        self._texts.append(lines)
        self._prefixes |= prefixes

    def __len__(self) -> int:
        return len(self._texts)

    def taken(self) -> bytes:
        """Return what was added since the last time.

        Raises:
            ValueError: there is a character that XML cannot hold; finishing leaves none.
        """
        text = "".join(self._texts)
        taken = text.encode()
        self._texts.clear()
        if len(taken.translate(None, _CONTROLS)) < len(taken) or "\ufffe" in text or "\uffff" in text:
            raise ValueError("XML holds no control characters, and neither U+FFFE nor U+FFFF")
        return taken

    @property
    def used(self) -> set[str]:
        return self._prefixes | {name.partition(":")[0] for name in self._names if ":" in name}


def _written(attributes: Mapping[str, str | None]) -> str:
    written = ""
    for name, value in attributes.items():
        if value is not None:
            value = (
                value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
            )
            value = value.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
            written += f' {name}="{value}"'
    return written


def number(value: float | None) -> str | None:
    """Return a number as an attribute has it; 0 is one that is not known."""
    return str(value) if value else None


def dates_of(entry: Entry) -> tuple[str | None, str]:
    """When an entry was published, where that is known, and updated, as RFC 3339."""
    assert entry.updated is not None  # finishing has seen to it
    updated = rfc3339(entry.updated)
    if entry.published is entry.updated:
        return updated, updated
    return rfc3339(entry.published) if entry.published else None, updated


def generator_name(feed: Feed) -> str:
    """The name of the program that made a feed; feedkit is named behind another."""
    return f"{feed.generator.name}{BEHIND_ANOTHER}" if feed.generator else GENERATOR


def name_of(tag: str | Tag) -> str:
    """The name of a tag, with or without a scheme."""
    return tag if isinstance(tag, str) else tag.name
