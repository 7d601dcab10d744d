"""From the bytes of a feed to UTF-8, by the encoding that they declare; a wrong declaration is a finding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from feedkit.checks.findings import Findings, Rule
from feedkit.checks.value_rules import words

RULES = (
    Rule(
        "encoding-unknown",
        "error",
        "The declared encoding exists.",
        'Write the feed in UTF-8 and declare encoding="utf-8".',
        "XML 1.0, section 4.3.3",
    ),
    Rule(
        "encoding-wrong",
        "error",
        "The bytes are in the encoding that the feed declares.",
        "Declare the encoding that the feed is in; or better, write it in UTF-8.",
        "XML 1.0, section 4.3.3; RFC 8259, section 8.1",
    ),
    Rule(
        "encoding-unusual",
        "warning",
        "The encoding is one that every reader knows: UTF-8, UTF-16, or one of the web's old ones.",
        "Write the feed in UTF-8.",
        "XML 1.0, section 4.3.3",
    ),
)

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WITHOUT_BOM = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"), (b"{\0", "utf-16-le"), (b"\0{", "utf-16-be"))
DECLARATION = re.compile(rb"""<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})["']""")
MAX_DECLARATION_LENGTH = 1024  # bytes
NOT_OF_CHARACTERS = frozenset({"utf-7", "idna", "punycode", "undefined", "mbcs", "oem"})  # and all escapes
USUAL = words(
    """
    utf-8 utf-16 ascii iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8
    iso8859-9 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 cp1250 cp1251 cp1252 cp1253 cp1254
    cp1255 cp1256 cp1257 cp1258 koi8-r koi8-u big5 euc_jp euc_kr gb2312 gbk gb18030 shift_jis iso2022_jp
    """
)
TAG_NAME = re.compile(rb"<[^\s/>]+")
ATTRIBUTE = re.compile(rb"""\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
MAX_TAG_LENGTH = 4096  # bytes of a start tag that an attribute is looked for in
LINE_END = re.compile(r"\r\n|\n|\r")
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Source:
    """A feed in UTF-8, without a byte order mark, whatever its encoding was."""

    utf8: bytes

    @property
    def is_json(self) -> bool:
        """Return whether it begins as JSON does, and not as XML."""
        return self.utf8[:MAX_DECLARATION_LENGTH].lstrip()[:1] in (b"{", b"[")

    @property
    def is_blank(self) -> bool:
        """Return whether there is nothing but white space in it."""
        return not self.utf8.strip()

    def near(self, line: int, column: int) -> str:
        """Return the text around a position; lines count from 1, columns from 0."""
        for number, text in enumerate(self._lines(), 1):
            if number == line:
                return text.decode("utf-8", "replace")[max(0, column - 20) : column + 20]
        return ""

    def position_of_value(self, offset: int, tag: tuple[int, int], attribute: str) -> tuple[int, int]:
        """Return the position of an attribute's value in a start tag, or that of the tag itself.

        Args:
            offset: of the tag's `<`, in bytes.
            tag: line and column of the `<`, from 1.
            attribute: its name, with any prefix or none.
        """
        end = offset + MAX_TAG_LENGTH
        name = TAG_NAME.match(self.utf8, offset, end)
        position = name.end() if name else end
        wanted = attribute.rpartition(":")[2].encode()
        while match := ATTRIBUTE.match(self.utf8, position, end):
            if match.group(1).rpartition(b":")[2] == wanted:
                start = match.start(2 if match.group(2) is not None else 3)
                before = self.utf8[offset:start].decode("utf-8", "replace")
                *above, own = LINE_END.split(before)
                return tag[0] + len(above), len(own) + (1 if above else tag[1])
            position = match.end()
        return tag

    def _lines(self) -> Iterator[bytes]:
        start = 0
        while start <= len(self.utf8):
            end = self.utf8.find(b"\n", start)
            yield self.utf8[start : end if end >= 0 else len(self.utf8)]
            if end < 0:
                return
            start = end + 1


def read(source: str | bytes, findings: Findings) -> Source:
    """Return a feed in UTF-8; bytes that cannot be decoded are replaced, and reported once."""
    if isinstance(source, str):
        return Source(source.removeprefix("\ufeff").encode("utf-8", "surrogatepass"))
    for bom, encoding in BOMS:
        if source.startswith(bom):
            return Source(_marked(source, bom, encoding, findings))
    for start, encoding in WITHOUT_BOM:
        if source.startswith(start):
            return Source(_decoded(source, encoding, findings))
    return Source(_declared(source, findings))


def text_of(source: str | bytes) -> str:
    """Return the text of a feed, in which its findings count lines and columns."""
    return read(source, Findings({rule.id: rule for rule in RULES})).utf8.decode("utf-8", "replace")


def _marked(source: bytes, bom: bytes, encoding: str, findings: Findings) -> bytes:
    """Decode by a byte order mark; a declaration that differs from it is wrong."""
    utf8 = _decoded(source[len(bom) :] if encoding == "utf-8" else source, encoding, findings)
    declared = _declaration(utf8)
    if declared and _codec(declared) not in (encoding, f"{encoding}-le", f"{encoding}-be"):
        _report(
            findings, "encoding-wrong", f"{encoding} declared, which the byte order mark stands for", declared
        )
    return utf8.removeprefix(codecs.BOM_UTF8)


def _declared(source: bytes, findings: Findings) -> bytes:
    declared = _declaration(source) or "utf-8"
    encoding = _codec(declared)
    if encoding is None:
        _report(findings, "encoding-unknown", "an encoding such as utf-8", declared)
        return source.decode("utf-8", "replace").encode("utf-8")
    if encoding.startswith(("utf-16", "utf-32")):  # or the declaration could not be read as bytes
        _report(findings, "encoding-wrong", f"bytes in {declared}", "single bytes")
        encoding = "utf-8"
    elif encoding not in USUAL:
        _report(findings, "encoding-unusual", "utf-8", declared)
    return _decoded(source, encoding, findings)


def _declaration(source: bytes) -> str:
    match = DECLARATION.match(source[:MAX_DECLARATION_LENGTH])
    return match.group(1).decode("ascii", "replace") if match else ""


def _codec(declared: str) -> str | None:
    """Return Python's name of an encoding of characters, None where there is none."""
    try:
        codec = codecs.lookup(declared)
        "<".encode(codec.name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if codec.name in NOT_OF_CHARACTERS or "escape" in codec.name else codec.name


def _decoded(source: bytes, encoding: str, findings: Findings) -> bytes:
    """Return the bytes in UTF-8; those that are in UTF-8 already are checked in chunks and not copied."""
    try:
        if encoding in ("utf-8", "ascii"):
            _check_chunks(source, encoding)
            return source
        return source.decode(encoding).encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        before = source[: error.start].decode(encoding, "replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        found = (
            f"the byte 0x{error.object[error.start]:02x}" if error.start < len(error.object) else "its end"
        )
        findings.add(
            "encoding-wrong", (line, column), "the document", wanted=f"characters in {encoding}", found=found
        )
        return source.decode(encoding if encoding != "ascii" else "utf-8", "replace").encode(
            "utf-8", "surrogatepass"
        )


def _check_chunks(source: bytes, encoding: str) -> None:
    """Raise UnicodeDecodeError, with the index in the whole, where the bytes are not in an encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(source) + 1, CHUNK):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(source[start : start + CHUNK], final=start + CHUNK > len(source))
        except UnicodeDecodeError as error:
            index = start - pending + error.start
            raise UnicodeDecodeError(encoding, source, index, index + 1, error.reason) from None


def _report(findings: Findings, rule: str, wanted: str, found: str) -> None:
    findings.add(rule, (1, 1), "the document", wanted=wanted, found=found)
