"""Logs with a line for each release or day, in notations of their own: Debian's, GNU's, RPM's and SUSE's.

Debian, deb-changelog(5)            GNU Standards, "Change Logs"    RPM, %changelog
pump (1.2-1) stable; urgency=low    2025-03-04  Ida Dam  <ida@…>    * Tue Mar 04 2025 Ida Dam <ida@…> - 1.2-1
  * Seals.                              * pump.c (seal): Check.     - Seals.
 -- Ida Dam <ida@…>  Tue, 04 Mar …
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from feedkit.parsers.posts.markdown import parsed

Row = dict[str, object]
Reader = Callable[[list[str], str], Iterator[Row]]

MAX_TITLE_LENGTH = 150  # characters of a change that is the title of its entry
DEBIAN = re.compile(
    r"(?P<package>[a-z0-9][\w.+-]*) \((?P<version>[^()\s]+)\)(?P<targets>(?: [\w.~+-]+)+);"
    r"(?:[ ,]*[\w-]+=.*)?",
    re.I,
)
TRAILER = re.compile(r" --(?: (?P<name>[^<>]*?))? <(?P<mail>[^<>]*)>  ?(?P<date>\S.*)")
PERSON = r"(?P<name>[^\s<>(][^<>(]*?)[ \t]*[<(](?P<mail>[^<>()\s]+(?:@| at )[^<>()]+)[>)]"
GNU = re.compile(
    rf"(?P<date>\d{{4}}-\d\d-\d\d|[A-Z][a-z]{{2}} [A-Z][a-z]{{2}} [ \d]\d[ ,].{{4,25}}?\d{{4}})"
    rf"[ \t]+(?:{PERSON}|(?P<only>[^\W\d][^<>()\t]{{0,60}}))[ \t]*"
)
GNU_MORE = re.compile(rf"[ \t]{{4,}}{PERSON}[ \t]*")
RPM = re.compile(
    r"\*[ ]+(?P<date>[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]?\d \d{4})[ ]+"
    r"(?P<name>[^<>]+?)[ ]*<(?P<mail>[^<>]+)>(?:[ ]*-?[ ]*(?P<version>[\w.:~+^-]*\d[\w.:~+^-]*))?[ ]*"
)
SUSE = re.compile(
    r"(?P<date>[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d [A-Z]{1,5} \d{4}) - "
    r"(?:(?P<name>[^<>]+?) )?<?(?P<mail>[^<>\s]+@[^<>\s]+)>?"
)
RULE = re.compile(r"-{20,}")
INDENTED = re.compile(r"(?:[ \t]*\r?\n)*[ \t]+\S")
CHANGE = re.compile(r"[ \t]*[*+-][ \t]+(?P<text>\S.*)")
PLACEHOLDER = re.compile(r"unreleased", re.I)


def rows_of_log(text: str, url: str | None) -> list[Row]:
    """Return a row for each release or day of a log; nothing if the text is no such log."""
    reader = _reader(text)
    return list(reader(text.split("\n"), (url or "").partition("#")[0])) if reader else []


def recognises(text: str) -> bool:
    """Return whether a text begins as such a log does."""
    return _reader(text) is not None


def _reader(text: str) -> Reader | None:
    """Return what reads a text; GNU's lines, which only a date and a name mark, have indented ones below."""
    first, rest = _first_lines(text)
    reader = next((reader for line, reader in READERS if line.fullmatch(first)), None)
    return None if reader is _gnu and rest and not INDENTED.match(rest) else reader


def _first_lines(text: str) -> tuple[str, str]:
    """Return the first line that is neither blank nor a rule, and the text behind it."""
    text = text.lstrip("\ufeff\n \t")
    if rule := RULE.match(text):
        text = text[rule.end() :].lstrip()
    first, _, rest = text.partition("\n")
    return first.rstrip(), rest


def _debian(lines: list[str], page: str) -> Iterator[Row]:
    for match, body in _blocks(lines, DEBIAN):
        trailers = [trailer for line in body if (trailer := TRAILER.fullmatch(line.rstrip()))]
        if PLACEHOLDER.search(match["targets"]):
            continue
        row = _row(
            f"{match['package']} {match['version']}",
            [line for line in body if line[:4] != " -- "],
            page,
            match["version"],
        )
        yield row | (_signed(trailers[0]) if trailers else {})


def _gnu(lines: list[str], page: str) -> Iterator[Row]:
    for match, body in _blocks(lines, GNU):
        more = 0
        while more < len(body) and GNU_MORE.fullmatch(body[more].rstrip()):
            more += 1
        people = [match, *filter(None, (GNU_MORE.fullmatch(line.rstrip()) for line in body[:more]))]
        row = _row("", body[more:], page, f"{match['date']}-{match['mail'] or match['only']}") | _signed(
            match
        )
        yield row | {"authors": [_person(one) for one in people]}


def _rpm(lines: list[str], page: str) -> Iterator[Row]:
    for match, body in _blocks(lines, RPM):
        yield _row(match["version"] or "", body, page, match["version"] or match["date"]) | _signed(match)


def _suse(lines: list[str], page: str) -> Iterator[Row]:
    for match, body in _blocks([line for line in lines if not RULE.fullmatch(line.rstrip())], SUSE):
        yield _row("", body, page, match["date"]) | _signed(match)


READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (DEBIAN, _debian),
    (SUSE, _suse),
    (GNU, _gnu),
    (RPM, _rpm),
)


def _blocks(lines: list[str], head: re.Pattern[str]) -> Iterator[tuple[re.Match[str], list[str]]]:
    """Yield each line that begins a block, and the lines up to the next."""
    match: re.Match[str] | None = None
    body: list[str] = []
    for line in lines:
        following = head.fullmatch(line.rstrip()) if line[:1].strip() else None
        if following is None:
            body.append(line)
            continue
        if match is not None:
            yield match, body
        match, body = following, []
    if match is not None:
        yield match, body


def _row(title: str, body: list[str], page: str, name: str) -> Row:
    shown = _dedented(body)
    row: Row = {"title": title or _first_change(shown), "content_html": parsed("\n".join(shown)).html()}
    if page:
        row |= {"url": page, "id": f"{page}#{re.sub(r'[^!-~]+', '-', name)}"}
    return row


def _signed(match: re.Match[str]) -> Row:
    return {"date": match["date"].strip(), "authors": [_person(match)]}


def _person(match: re.Match[str]) -> Row:
    mail = (match["mail"] or "").replace(" at ", "@")
    name = (match["name"] or match.groupdict().get("only") or "").strip() or mail
    return {"name": name, "email": mail} if mail else {"name": name}


def _dedented(body: list[str]) -> list[str]:
    """Return lines without their common indentation, and without what Markdown would take for markup."""
    lines = [line.rstrip().expandtabs(8) for line in body]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line), default=0)
    return [re.sub(r"[<\[\]_`#]", r"\\\g<0>", line[margin:]) for line in lines]


def _first_change(lines: list[str]) -> str:
    """Return the first change of a block as its title."""
    text = ""
    for line in lines:
        change = CHANGE.match(line)
        if text.strip() and (change or not line.strip()):
            break
        text += f" {change['text'] if change else line.strip()}"
    text = re.sub(r"\\(.)", r"\1", " ".join(text.split())).rstrip(":")
    return text if len(text) <= MAX_TITLE_LENGTH else text[:MAX_TITLE_LENGTH].rpartition(" ")[0] + " …"
