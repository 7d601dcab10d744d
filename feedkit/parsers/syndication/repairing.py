"""XML that is not well-formed, made well-formed: what a person would take it for, and nothing lost.

Tags are balanced, signs of markup that are none are escaped, HTML's entities become their characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape, unescape
from html.entities import html5

from feedkit.values.plain_text import without_control_characters

TOKEN = re.compile(
    r"<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|</(?P<end>[A-Za-z_][A-Za-z0-9_:.-]*+)[^<>]*+>"
    r"""|<(?P<start>[A-Za-z_][A-Za-z0-9_:.-]*+)(?P<attributes>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)>"""
    r"|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!doctype[^>\[]*+(?:\[[^\]]*+(?:\]\s*+>?|\Z)|>)"
    r"|<[!?/a-z][^<>]*+\Z",  # cut off
    re.S | re.I,
)
ATTRIBUTE = re.compile(r"""([A-Za-z_][A-Za-z0-9_:.-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"']++))""")
REFERENCE = re.compile(r"&(?:#(?:[0-9]++|x[0-9a-f]++);?|[a-z][a-z0-9]{1,31};)?", re.I)
NEVER_CLOSED = {"area", "br", "col", "embed", "hr", "img", "input", "wbr"}  # elements of HTML
NEVER_NESTED = {"item", "entry"}
OF_XML = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"}
MAX_REFERENCE_LENGTH = 12  # characters of the number of a character; there are none of larger numbers
STYLESHEET = "<?xml-stylesheet "
MAX_DEPTH = 200  # elements within each other; libxml2 reads 256


def repaired_xml(content: str) -> str:
    """Return a document as well-formed XML, but for prefixes that no namespace is declared for.

    An end tag closes all that is open within its element, and is left out where that is not open. Comments,
    processing instructions but that of a stylesheet, and the document type are left out, with the entities
    that it defines.
    """
    return "".join(_parts(content))


def _parts(content: str) -> Iterator[str]:
    is_open = _Open()
    position = 0
    for token in TOKEN.finditer(content):
        yield is_open.text(content[position : token.start()])
        position = token.end()
        if token["cdata"] is not None:
            yield is_open.text(escape(token["cdata"], quote=False))
        elif token["end"]:
            yield is_open.closed(token["end"])
        elif token["start"]:
            yield is_open.opened(token["start"], token["attributes"])
        elif token[0].startswith(STYLESHEET):
            yield token[0]
    yield is_open.text(content[position:])
    yield is_open.all_closed()


class _Open:
    """The elements that are open, the outermost first."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.counts: Counter[str] = Counter()

    def text(self, text: str) -> str:
        """Return text as XML has it, which has none outside of its outermost element."""
        return _text(text) if self.names else ""

    def opened(self, name: str, attributes: str) -> str:
        """Return a start tag, after the end tags of what cannot be around its element."""
        key = name.lower()
        before = self.closed(name) if key in NEVER_NESTED else ""
        tag = f"{before}<{name}{_attributes(attributes)}"
        if attributes.endswith("/") or key in NEVER_CLOSED:
            return f"{tag}/>"
        if len(self.names) >= MAX_DEPTH:
            return before
        self.names.append(name)
        self.counts[key] += 1
        return f"{tag}>"

    def closed(self, name: str) -> str:
        """Return the end tags that close the innermost element of a name, "" where none is open."""
        return self._closed_until(name.lower()) if self.counts[name.lower()] else ""

    def all_closed(self) -> str:
        return self._closed_until("")

    def _closed_until(self, key: str) -> str:
        tags = []
        while self.names:
            name = self.names.pop()
            self.counts[name.lower()] -= 1
            tags.append(f"</{name}>")
            if name.lower() == key:
                break
        return "".join(tags)


def _attributes(text: str) -> str:
    """Return attributes with quoted values, each name once."""
    values: dict[str, str] = {}
    for name, *quoted in ATTRIBUTE.findall(text.removesuffix("/")):
        values.setdefault(name, "".join(quoted))
    return "".join(f' {name}="{_text(value).replace(chr(34), "&quot;")}"' for name, value in values.items())


def _text(text: str) -> str:
    """Return text with what is markup in XML escaped, and no other entities than XML's own."""
    if not text or text.isspace():
        return text
    text = REFERENCE.sub(_reference, without_control_characters(text))
    return text.replace("<", "&lt;").replace("]]>", "]]&gt;")


def _reference(reference: re.Match[str]) -> str:
    """Return a reference to a character as XML has it; an ampersand that begins none is escaped."""
    text = reference[0]
    if text in OF_XML:
        return text
    if text.startswith("&#") and len(text) > MAX_REFERENCE_LENGTH:
        return "\ufffd"
    if text.startswith("&#") or (text.endswith(";") and text[1:] in html5):
        return escape(without_control_characters(unescape(text)), quote=False)
    return f"&amp;{text[1:]}"
