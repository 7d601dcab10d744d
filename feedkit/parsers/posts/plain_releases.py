"""Lines that are releases, in a changelog without headings: bold, marked, or bare."""

from __future__ import annotations

import re

from feedkit.parsers.posts.markdown import Heading
from feedkit.parsers.posts.releases import BARE, releases_of

MAX_LINE_LENGTH = 200  # characters
FENCE = re.compile(r" {0,3}(?:```|~~~)")
BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<text>[^*\n]{1,200}?)(?P=mark)(?P<rest>.{0,100})")
MARKED = re.compile(r"(?P<mark>=+|[*•+-])[ ]+(?P<text>\S.*?)(?:[ ]+=+)?")  # "= 1.2 =", "* Changes in 1.2"
OUTLINE = re.compile(r"(\*{2,3})[ ]+(\S.*)")  # "** New things" below "* Changes in 1.2"
NAME = re.compile(r"\s*={3} ?[^\n=]{1,200} ?={3}[ \t]*\r?\n")
SECTION = re.compile(r"^== ?change ?log ?==[ \t]*$", re.M | re.I)
NEXT_SECTION = re.compile(r"^==[^=\n]{1,200}==[ \t]*$", re.M)
LINK = re.compile(r"\]\([^()\s]*\)")


def with_headings(text: str, *, bold_only: bool = False) -> str:
    """Return a text whose lines that are releases are headings of the first level; as it is, without any.

    Args:
        text: a text in Markdown or plain, none of whose headings is a release.
        bold_only: leave lines that are not bold as they are, where nothing else shows that it is a changelog.
    """
    lines = text.split("\n")
    kinds = [_bold(lines)] if bold_only else [_bold(lines), _marked(lines), _bare(lines)]
    found = next((kind for kind in kinds if kind), None)
    if found is None:
        return text
    made = []
    for index, line in enumerate(lines):
        outline = None if bold_only else OUTLINE.fullmatch(line)
        if index in found:
            made += [f"# {found[index]}", ""]
        elif outline:
            made.append(f"{'#' * len(outline[1])} {outline[2]}")
        else:
            made.append(line)
    return "\n".join(made if bold_only else _dedented(made))


def without_other_sections(text: str) -> str:
    """Return the section "Changelog" of a `readme.txt` (WordPress); any other text as it is.

    Such a text begins with `=== Name ===`, and its sections with `== Title ==`.
    """
    section = SECTION.search(text) if NAME.match(text) else None
    if section is None:
        return text
    start = section.end()
    following = NEXT_SECTION.search(text, start)
    end = following.start() if following else len(text)
    return "\n" * text.count("\n", 0, start) + text[start:end]


def _bold(lines: list[str]) -> dict[int, str]:
    return _releases(
        {
            index: bold["text"] + bold["rest"]
            for index, line in _shown(lines)
            if (bold := BOLD.fullmatch(line))
        }
    )


def _marked(lines: list[str]) -> dict[int, str]:
    candidates = {
        index: marked["text"] for index, line in _shown(lines) if (marked := MARKED.fullmatch(line))
    }
    return _releases(
        {
            index: text
            for index, text in candidates.items()
            if lines[index][0] == "=" or not _is_item(lines, index)
        }
    )


def _bare(lines: list[str]) -> dict[int, str]:
    return _releases(
        {index: line for index, line in _shown(lines) if not index or not lines[index - 1][:1].strip()}
    )


def _is_item(lines: list[str], index: int) -> bool:
    """Return whether a marked line goes on in, or follows, another without a blank line: it is in a list."""
    return index > 0 and lines[index - 1].strip() != "" and lines[index - 1][:1] not in (" ", "\t")


def _shown(lines: list[str]) -> list[tuple[int, str]]:
    """Return the lines that begin at the margin and are not in code, by their indices."""
    shown, fenced = [], False
    for index, line in enumerate(lines):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced and line[:1].strip() and len(line) <= MAX_LINE_LENGTH:
            shown.append((index, line.rstrip()))
    return shown


def _releases(lines: dict[int, str]) -> dict[int, str]:
    """Return the lines that are releases of one kind; a single one must be of the project's own."""
    headings = [
        Heading(start=index, end=index, line=0, level=1, text=_plain(text), links=())
        for index, text in lines.items()
    ]
    releases = releases_of(headings)
    if len(releases) == 1 and not (BARE.fullmatch(releases[0].prefix) and releases[0].date):
        return {}
    return {release.heading.start: lines[release.heading.start] for release in releases}


def _plain(text: str) -> str:
    return LINK.sub("", text).replace("[", "").replace("]", " ").strip(" \t:")


def _dedented(lines: list[str]) -> list[str]:
    """Return the lines of each section without their common indentation, which would make code of them."""
    made: list[str] = []
    section: list[str] = []
    for line in [*lines, "# "]:
        if not line.startswith("# "):
            section.append(line.expandtabs(8))
            continue
        margin = min((len(one) - len(one.lstrip()) for one in section if one.strip()), default=0)
        made += [one[margin:] for one in section] + [line]
        section = []
    return made[:-1]
