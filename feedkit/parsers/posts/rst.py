"""reStructuredText as Markdown: the constructs that changelogs and posts have, line by line.

    text ──titles──▶ levels ──blocks──▶ lists, code, directives ──inline──▶ links, roles, literals

Nearly all lines keep their numbers, which messages give. A construct without an equal in Markdown (a table, a
doctest) becomes code. Comments are left out, and so are directives that show nothing by themselves. The rules
are those of the reStructuredText Markup Specification; no other file is read, and nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*")
MIN_ADORNMENT = 4  # characters of an underline that is shorter than its title
MAX_LEVEL = 6
MAX_TITLE_LINES = 10  # before the fields of a post
MAX_DEPTH = 50  # of lists in one another
EXPLICIT = re.compile(r"\.\.(?:[ ]+(?P<rest>.*))?")
TARGET = re.compile(r"_(?P<name>`[^`]+`|(?:[^:\\]|\\:)+):[ ]*(?P<url>.*)")
SUBSTITUTION = re.compile(r"\|(?P<name>[^|]+)\|[ ]+replace::[ ]*(?P<text>.*)")
DIRECTIVE = re.compile(r"(?P<name>[\w:+.-]+)::(?:[ ]+(?P<argument>.*))?")
OPTION = re.compile(r":(?P<name>[\w-]+):(?:[ ]+(?P<value>.*))?")
BULLET = re.compile(r"(?P<mark>[-*+•‣⁃]|(?:\d{1,9}|#|[A-Za-z])[.)]|\((?:\d{1,9}|#)\))(?P<blank>[ ]+)(?=\S)")
TABLE = re.compile(r"\+[-=+]{3,}\+|={2,}(?:[ ]+={2,})+")
CODE = {"code", "code-block", "sourcecode", "parsed-literal", "literalinclude", "highlight", "prompt"}
PICTURES = {"image", "figure"}
SHOWN = {  # directives that show their text
    *("note", "warning", "tip", "hint", "important", "caution", "attention", "danger", "error", "admonition"),
    *("versionadded", "versionchanged", "deprecated", "epigraph", "rubric", "topic", "class", "container"),
    *("seealso", "change", "tab", "details", "dropdown", "compound", "pull-quote", "highlights"),
}
WORDS = {"versionadded": "New in version", "versionchanged": "Changed in version", "deprecated": "Deprecated"}
SPAN = re.compile(
    r"(?<!`)``(?P<literal>(?:[^`\n]|\n(?!\n)|`(?!`)){1,2000}?)``(?!`)"
    r"|:(?P<role>[A-Za-z][\w:+.-]{0,40}):`(?P<text>[^`]{1,1000})`"
    r"|(?<![\w`])`(?P<label>[^`<]{0,1000}?)[ \n]*<(?P<url>[^<>`]{1,2000})>`__?"
    r"|(?<![\w`])`(?P<phrase>[^`]{1,1000})`(?P<link>__?)?"
    r"|(?P<bare>https?://[^\s<>`]*[^\s<>`.,;:!?)\]'\"*])"
    r"|\|(?P<substitution>[^|\s](?:[^|\n]{0,80}[^|\s])?)\|_{0,2}"
    r"|\[(?P<note>[#*\w-]{1,40})\]_"
    r"|(?<![\w`])(?P<word>[A-Za-z0-9](?:[\w.+-]{0,80}[A-Za-z0-9])?)__?(?![\w`])"
    r"|\\(?P<escaped>[\s\S])"
    r"|(?P<sign>[<>&\[\]_~`#])"
)
ROLE_TARGET = re.compile(r"\A(?P<text>[^<]*\S)\s*<[^<>]*>\Z")
NUMBERED = {"pr", "pull", "issue", "gh", "bug", "ticket", "mr", "bpo", "merge", "user", "ghuser"}
NAMED = {"pep": "PEP ", "rfc": "RFC ", "cve": "CVE-", "user": "@", "ghuser": "@", "bpo": "bpo-", "mr": "!"}
TEXTS = {
    "ref",
    "doc",
    "term",
    "any",
    "emphasis",
    "strong",
    "sub",
    "sup",
    "title",
    "abbr",
    "numref",
    "dfn",
    "download",
}


def recognises(text: str) -> bool:
    """Return whether a text has what only reStructuredText has, and no heading of Markdown."""
    return RST_ONLY.search(text) is not None and MARKDOWN_ONLY.search(text) is None


RST_ONLY = re.compile(
    r"^\.\. (?:_[^:\n]+:|[\w:-]+::|\|)|(?<!`):[a-z][\w:]{0,30}:`[^`\n]+`"
    r"|(?:\A|\n)[ \t]*\n?(?P<title>[^\s.#`~][^\n]{0,100})\n(?P<char>[~^\"'*+.])(?P=char){3,}[ \t]*(?:\n|\Z)"
    r"|(?:\A|\n)(?P<over>[=*#~])(?P=over){3,}[ \t]*\n[ \t]*\S[^\n]*\n(?P=over){4,}[ \t]*(?:\n|\Z)",
    re.M,
)
MARKDOWN_ONLY = re.compile(r"^#{1,6} \S|^```|^\[[^\]\n]+\]: \S", re.M)


def markdown_of(text: str) -> str:
    """Return a text in reStructuredText as Markdown."""
    return "\n".join(_Translation(text.expandtabs(8).split("\n")).lines())


def split_fields(text: str) -> tuple[dict[str, str], str]:
    """Return the fields that a text begins with, or has below its title, and the text without them."""
    lines = text.split("\n")
    titles = [line.strip() for line in lines[:MAX_TITLE_LINES]]
    start = next((index for index, line in enumerate(titles) if OPTION.fullmatch(line)), None)
    if start is None or len([line for line in titles[:start] if line and not ADORNMENT.fullmatch(line)]) > 1:
        return {}, text
    fields: dict[str, str] = {}
    end, name = start, ""
    while end < len(lines) and lines[end].strip():
        if match := OPTION.fullmatch(lines[end].rstrip()):
            name = match["name"]
        value = (match["value"] or "") if match else lines[end].strip()
        fields[name] = f"{fields.get(name, '')} {value}".strip()
        end += 1
    return fields, "\n".join([*lines[:start], *[""] * (end - start), *lines[end:]])


@dataclass(slots=True)
class _Lists:
    """The lists around a line: where the text of each item begins, in the source and in the result."""

    columns: list[tuple[int, int]] = field(default_factory=list)

    def leave(self, indent: int) -> None:
        while self.columns and indent < self.columns[-1][0]:
            self.columns.pop()

    @property
    def margin(self) -> str:
        return " " * (self.columns[-1][1] if self.columns else 0)


class _Translation:
    """One text, read from its first line to its last."""

    def __init__(self, source: list[str]) -> None:
        self.source = source
        self.made: list[str] = []
        self.styles: list[tuple[str, bool]] = []  # of titles, from the highest level
        self.lists = _Lists()
        self.targets, self.substitutions = _definitions(source)

    def lines(self) -> list[str]:
        position = 0
        while position < len(self.source):
            position = self._block(position)
        return self.made

    def _line(self, position: int) -> str:
        return self.source[position] if position < len(self.source) else ""

    def _block(self, start: int) -> int:
        """Translate what begins at a line, and return where the next begins."""
        line = self.source[start].rstrip()
        if not line:
            self.made.append("")
            return start + 1
        if line[0] != " " or ADORNMENT.fullmatch(line):
            for title in (self._overlined, self._underlined):
                if end := title(start):
                    return end
        indent = len(line) - len(line.lstrip())
        self.lists.leave(indent)
        return self._inner(start, indent, line.lstrip())

    def _inner(self, start: int, indent: int, text: str) -> int:
        """Translate what begins at a column of a line."""
        if (bullet := BULLET.match(text)) and len(self.lists.columns) < MAX_DEPTH:
            return self._item(start, indent, text, bullet)
        if explicit := EXPLICIT.fullmatch(text):
            return self._explicit(start, indent, explicit["rest"] or "")
        if text == "::":
            return self._code(start, self._indented(start + 1, indent), 1)
        if TABLE.match(text):
            return self._code(start, self._table(start), 0)
        if text.startswith(">>> "):
            return self._code(start, self._paragraph_end(start), 0)
        if ADORNMENT.fullmatch(text):
            self.made.append("")  # a transition
            return start + 1
        return self._paragraph(start, indent, text)

    # --- titles ---

    def _overlined(self, start: int) -> int:
        over, title, under = (self._line(start + number).rstrip() for number in range(3))
        if not title.strip() or not ADORNMENT.fullmatch(over) or over[0] * 3 != under[:3]:
            return 0
        if not ADORNMENT.fullmatch(under) or ADORNMENT.fullmatch(title.strip()):
            return 0
        self.made += ["", self._heading((over[0], True), title), ""]
        return start + 3

    def _underlined(self, start: int) -> int:
        title, under = self._line(start).rstrip(), self._line(start + 1).rstrip()
        if (
            not ADORNMENT.fullmatch(under)
            or ADORNMENT.fullmatch(title)
            or (self.made and self.made[-1].strip())
        ):
            return 0
        if len(under) < min(len(title), MIN_ADORNMENT):
            return 0
        self.made += [self._heading((under[0], False), title), ""]
        return start + 2

    def _heading(self, style: tuple[str, bool], title: str) -> str:
        self.lists.columns.clear()
        if style not in self.styles:
            self.styles.append(style)
        level = min(MAX_LEVEL, self.styles.index(style) + 1)
        return f"{'#' * level} {self._inline(title.strip())}"

    # --- blocks ---

    def _item(self, start: int, indent: int, text: str, bullet: re.Match[str]) -> int:
        margin, mark = self.lists.margin, bullet["mark"]
        ordered = mark.strip("()").rstrip(".)")
        if ordered.isalpha() and not self._is_list_of_letters(start, indent):
            return self._paragraph(start, indent, text)
        shown = (
            mark if mark in "-*+" else f"{ordered}." if ordered.isdigit() else "1." if ordered == "#" else "-"
        )
        self.lists.columns.append((indent + bullet.end(), len(margin) + len(shown) + 1))
        count = len(self.made)
        end = self._inner(start, indent + bullet.end(), text[bullet.end() :])
        first = self.made[count] if count < len(self.made) else ""
        self.made[count : count + 1] = [f"{margin}{shown} {first.strip()}"]
        return end

    def _is_list_of_letters(self, start: int, indent: int) -> bool:
        """Return whether a line that begins as "A. Bee" is the first or second item of a list."""
        near = (self._line(start - 1) if start else "", self._line(start + 1))
        return any(not line.strip() or line[indent : indent + 1] == " " for line in near[1:])

    def _explicit(self, start: int, indent: int, rest: str) -> int:
        directive = DIRECTIVE.fullmatch(rest)
        name = directive["name"].rpartition(":")[2].lower() if directive else ""
        argument = ((directive["argument"] if directive else "") or "").strip()
        options = self._options(start + 1)
        if name in SHOWN:
            words = f"{WORDS.get(name, '')} {argument}".strip()
            self.made += [self.lists.margin + self._inline(words), *[""] * options]
            return start + 1 + options  # what it contains follows, as text
        end = self._indented(start + 1, indent)
        if name in CODE:
            return self._code(start, end, 1 + options)
        picture = f"![]({argument.replace(' ', '%20')})" if name in PICTURES and argument else ""
        self.made.append(self.lists.margin + picture)
        self.made += [""] * (end - start - 1)
        return end

    def _options(self, start: int) -> int:
        """Return the number of lines with options of a directive, from the line behind it."""
        count = 0
        while self._line(start + count)[:1] == " " and OPTION.fullmatch(self._line(start + count).strip()):
            count += 1
        return count

    def _indented(self, start: int, indent: int) -> int:
        """Return the end of lines that are indented more than a column, without blank lines behind them."""
        end = position = start
        while position < len(self.source):
            line = self.source[position]
            if line.strip():
                if len(line) - len(line.lstrip()) <= indent:
                    break
                end = position + 1
            position += 1
        return end

    def _code(self, start: int, end: int, skipped: int) -> int:
        """Translate lines into a fenced block; the first ones may be left out."""
        lines = [line.rstrip() for line in self.source[start + skipped : end]]
        while lines and not lines[0]:
            lines.pop(0)
        inner = min((len(line) - len(line.lstrip()) for line in lines if line), default=0)
        margin = self.lists.margin
        if any(lines):
            self.made += [
                "",
                f"{margin}~~~~~~",
                *(margin + line[inner:] for line in lines),
                f"{margin}~~~~~~",
            ]
        return max(end, start + 1)

    def _table(self, start: int) -> int:
        end, borders, last = start, 0, start + 1
        grid = self.source[start].lstrip()[0] == "+"
        while end < len(self.source):
            text = self.source[end].strip()
            if not text and (grid or borders >= 3):
                break
            if TABLE.match(text):
                borders, last = borders + 1, end + 1
            end += 1
        return last if grid or borders > 1 else self._paragraph_end(start)

    def _paragraph_end(self, start: int) -> int:
        end = start
        while self._line(end).strip():
            end += 1
        return end

    def _paragraph(self, start: int, indent: int, text: str) -> int:
        end, lines = start + 1, [text]
        while (line := self._line(end)).strip():
            column = len(line) - len(line.lstrip())
            if column < indent or line.strip() == "::" or (column > indent and BULLET.match(line.strip())):
                break
            lines.append(line.strip())
            end += 1
        literal = lines[-1].endswith("::")
        if literal:
            lines[-1] = lines[-1][:-1] if lines[-1][-3:-2].strip() else lines[-1][:-2].rstrip()
        margin = self.lists.margin
        fields = [OPTION.fullmatch(line) for line in lines]
        lines = [
            f"{one['name']}: {one['value'] or ''}  " if one else line
            for one, line in zip(fields, lines, strict=True)
        ]
        self.made += [margin + line.removeprefix("| ") for line in self._inline("\n".join(lines)).split("\n")]
        code_end = self._indented(end, indent) if literal else end
        return self._code(end, code_end, 0) if code_end > end else end

    # --- inline ---

    def _inline(self, text: str) -> str:
        return SPAN.sub(self._span, text)

    def _span(self, match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        group = {"text": "role", "url": "label", "link": "phrase"}.get(kind, kind)
        return SPANS[group](self, match)

    def _role(self, match: re.Match[str]) -> str:
        role, text = match["role"].rpartition(":")[2].lower(), match["text"].strip()
        if target := ROLE_TARGET.match(text):
            return _escaped(target["text"])
        if role in NAMED:
            return _escaped(NAMED[role] + text.removeprefix(NAMED[role].strip()).lstrip())
        if role in NUMBERED:
            return "\\#" + text.lstrip("#") if text.lstrip("#")[:1].isdigit() else _escaped(text)
        text = text.removeprefix("!")
        text = text.rpartition(".")[2] if text.startswith("~") else text
        return _escaped(text) if role in TEXTS else f"`{text}`"

    def _label(self, match: re.Match[str]) -> str:
        url = "".join(match["url"].split())
        text = " ".join(match["label"].split())
        address = self.targets.get(_name(url[:-1]), "") if url.endswith("_") else url
        return _link(text or url, address)

    def _phrase(self, match: re.Match[str]) -> str:
        phrase = " ".join(match["phrase"].split())
        return _link(phrase, self.targets.get(_name(phrase), "") if match["link"] else "")

    def _word(self, match: re.Match[str]) -> str:
        address = self.targets.get(_name(match["word"]))
        return _escaped(match[0]) if address is None else _link(match["word"], address)

    def _substitution(self, match: re.Match[str]) -> str:
        text = self.substitutions.get(_name(match["substitution"]))
        return _escaped(match[0] if text is None else text)


SPANS: Mapping[str, Callable[[_Translation, re.Match[str]], str]] = {
    "literal": lambda _, match: _code_span(match["literal"]),
    "role": _Translation._role,
    "label": _Translation._label,
    "phrase": _Translation._phrase,
    "bare": lambda _, match: f"<{match['bare']}>",
    "substitution": _Translation._substitution,
    "note": lambda _, match: f"\\[{match['note']}\\]",
    "word": _Translation._word,
    "escaped": lambda _, match: "" if match["escaped"].isspace() else "\\" + match["escaped"],
    "sign": lambda _, match: _escaped(match["sign"]),
}


def _definitions(lines: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the addresses of targets and the texts of substitutions, by their names."""
    targets: dict[str, str] = {}
    substitutions: dict[str, str] = {}
    for line in lines:
        explicit = EXPLICIT.fullmatch(line.strip()) if line.lstrip().startswith("..") else None
        rest = (explicit["rest"] or "") if explicit else ""
        if (target := TARGET.fullmatch(rest)) and "://" in target["url"]:
            targets[_name(target["name"].strip("`"))] = "".join(target["url"].split())
        elif substitution := SUBSTITUTION.fullmatch(rest):
            substitutions[_name(substitution["name"])] = substitution["text"]
    return targets, substitutions


def _name(text: str) -> str:
    return " ".join(text.replace("\\", "").casefold().split())


def _link(text: str, address: str) -> str:
    return f"[{_escaped(text)}](<{address}>)" if address else _escaped(text)


def _code_span(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _escaped(text: str) -> str:
    return re.sub(r"[<>\[\]_~`#&|*\\]", r"\\\g<0>", text)
