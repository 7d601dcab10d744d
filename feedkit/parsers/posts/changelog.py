"""A changelog: each release is an entry.

    text ──as Markdown──▶ headings ──releases──▶ sections ──▶ rows ──▶ entries

It is Markdown, as Keep a Changelog has it or nearly so; or reStructuredText or plain text, which becomes
Markdown first; or a log of Debian's, GNU's or RPM's. What is not released yet is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from feedkit.errors import NoEntriesError
from feedkit.parsers.data import read_rows
from feedkit.parsers.job import Job
from feedkit.parsers.posts import dated_logs, rst
from feedkit.parsers.posts.markdown import Document, Heading, parsed
from feedkit.parsers.posts.plain_releases import BOLD, with_headings, without_other_sections
from feedkit.parsers.posts.releases import Release, days_of, is_unreleased, releases_of
from feedkit.parsers.reading import Reading

MAX_HEAD_LENGTH = 65536  # characters that a changelog is recognised from
RST = {"rst", "rest"}  # suffixes
MARKDOWN = {"markdown", "md", "mdown", "mkd"}
LINE = re.compile(
    r"^ {0,3}#{1,6}[ \t]+(\S.*)$|^(\S.*)\n[ \t]{0,3}(?:={3,}|-{3,})[ \t]*$|^((?:\*\*|__)\S.*)$", re.M
)
LINK = re.compile(r"\]\([^()\s]*\)")
MIN_RELEASES = 2  # in a text that is recognised as a changelog


@dataclass(frozen=True, slots=True)
class _Log:
    """A changelog with the headings that are its releases."""

    document: Document
    headings: Sequence[Heading]
    releases: Sequence[Release]


def recognises(content: str) -> bool:
    """Return whether a text has two or more headings that are versions, or begins as `dated_logs` do."""
    head = content[:MAX_HEAD_LENGTH]
    if dated_logs.recognises(head):
        return True
    if (section := without_other_sections(head)) is not head:
        return bool(_log(section, plain=True).releases)
    if rst.recognises(head):
        return len(_log(rst.markdown_of(head), plain=False).releases) >= MIN_RELEASES
    bold: list[Heading] = []
    headings: list[Heading] = []
    for line in LINE.finditer(head):
        (bold if line[3] else headings).append(_heading(line))
    return any(len(releases_of(kind)) >= MIN_RELEASES for kind in (headings, bold))


def has_releases(job: Job) -> bool:
    """Return whether a source has a release, for one whose name shows already that it may be a changelog."""
    content = job.content[:MAX_HEAD_LENGTH]
    return dated_logs.recognises(content) or bool(_log(_markdown(content, job.suffix), plain=True).releases)


def read(job: Job) -> Reading:
    """Read a changelog; `job.url` is the address of the page that shows it.

    Raises:
        NoEntriesError: no heading is a release.
    """
    rows = dated_logs.rows_of_log(job.content, job.url)
    if rows:
        names = [str(row["title"]) for row in rows]
        reading = read_rows(rows, url=job.url, zone=job.zone, reference=job.now, row_names=names)
        return replace(reading, format="changelog", where="lines that begin a release or a day")
    log = _log(_markdown(job.content, job.suffix), plain=True)
    if not log.releases:
        raise NoEntriesError(
            "no releases found in the changelog: wanted headings such as '## [1.2.0] - 2025-03-04', found "
            + (f"{len(log.headings)} of another kind" if log.headings else "no headings")
        )
    row_names = [f"line {release.heading.line}, {release.title!r}" for release in log.releases]
    reading = read_rows(
        _rows(log, job.url), url=job.url, zone=job.zone, reference=job.now, row_names=row_names
    )
    return replace(
        reading,
        feed=replace(reading.feed, title=_title(log.headings, log.releases)),
        format="changelog",
        where="headings that are versions",
    )


def _markdown(content: str, suffix: str) -> str:
    """Return a text as Markdown."""
    is_rst = suffix in RST or (suffix not in MARKDOWN and rst.recognises(content[:MAX_HEAD_LENGTH]))
    return rst.markdown_of(content) if is_rst else without_other_sections(content)


def _log(text: str, *, plain: bool) -> _Log:
    """Return a changelog in Markdown with its releases; with `plain`, lines and days may be releases too."""
    document = parsed(text)
    headings = list(document.headings())
    releases = releases_of(headings, document)
    if not releases and plain and (marked := with_headings(text)) != text:
        document = parsed(marked)
        headings = list(document.headings())
        releases = releases_of(headings, document)
    return _Log(document, headings, releases or (days_of(headings) if plain else []))


def _heading(line: re.Match[str]) -> Heading:
    """Return a heading with nearly the text that it shows, for one that is recognised without a parser."""
    text = line[1] or line[2] or ""
    if line[3]:
        bold = BOLD.fullmatch(line[3].rstrip())
        text = bold["text"] + bold["rest"] if bold else ""
    links = tuple((linked.lstrip("["), "") for linked in re.findall(r"\[[^\[\]]+(?=\]\()", text))
    shown = LINK.sub("", text).replace("[", "").replace("]", " ").strip(" \t#")
    return Heading(start=0, end=0, line=0, level=0, text=shown, links=links)


# --- the sections of releases ---


def _rows(log: _Log, url: str | None) -> list[dict[str, object]]:
    anchors = _anchors(log.headings)
    ends = _ends(log.headings, log.releases, len(log.document.tokens))
    return [
        _row(release, log.document, end, url, anchors[release.heading.start])
        for release, end in zip(log.releases, ends, strict=True)
    ]


def _ends(headings: Sequence[Heading], releases: Sequence[Release], last: int) -> list[int]:
    """Return where the section of each release ends.

    That is the next release, a heading such as "Unreleased", or a heading of a higher level than all
    releases; if these have the same level, any other heading of that level too.
    """
    levels = {release.heading.level for release in releases}
    highest = min(levels) if len(levels) == 1 else min(levels) - 1
    starts = {release.heading.start for release in releases}
    ends: list[int] = []
    end = last
    for heading in reversed(headings):
        if heading.start in starts:
            ends.append(end)
        if heading.start in starts or heading.level <= highest or is_unreleased(heading.text):
            end = heading.start
    return ends[::-1]


def _row(release: Release, document: Document, end: int, url: str | None, anchor: str) -> dict[str, object]:
    row: dict[str, object] = {
        "title": release.title,
        "content_html": document.html(release.start, end),
    }
    link = _link(release, document)
    if link or url:
        row["url"] = link or f"{_page(url)}#{anchor}"
    if url:
        row["id"] = f"{_page(url)}#{re.sub(r'[^!-~]+', '-', release.version)}"
    if release.date:
        row["date"] = release.date
    return row


def _page(url: str | None) -> str:
    return (url or "").partition("#")[0]


def _link(release: Release, document: Document) -> str | None:
    """Return the address that the version links to or that is defined for it, or the heading's only link."""
    linked = (address for text, address in release.heading.links if release.version in text)
    return (
        next(linked, None)
        or document.reference(release.version)
        or document.reference(f"v{release.version}")
        or (release.heading.links[0][1] if len(release.heading.links) == 1 else None)
    )


def _anchors(headings: Sequence[Heading]) -> dict[int, str]:
    """Return the anchor that forges give each heading: letters, numbers, `_` and `-`, blanks as `-`."""
    uses: Counter[str] = Counter()
    anchors = {}
    for heading in headings:
        anchor = re.sub(r"[^\w\- ]", "", heading.text.lower()).replace(" ", "-")
        anchors[heading.start] = f"{anchor}-{uses[anchor]}" if uses[anchor] else anchor
        uses[anchor] += 1
    return anchors


def _title(headings: Sequence[Heading], releases: Sequence[Release]) -> str | None:
    """Return the first heading of the document, if it is not a release."""
    first = headings[0]
    is_none = first.start >= releases[0].heading.start or is_unreleased(first.text)
    return None if is_none or releases_of([first]) else first.text
