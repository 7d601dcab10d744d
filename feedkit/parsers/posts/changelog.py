"""A changelog in Markdown, as Keep a Changelog has it or nearly so: each release is an entry.

    headings ──release──▶ releases ──sections──▶ rows ──▶ entries

A release is a heading that is a version and little else: `## [1.2.0] - 2025-03-04`, `# v1.2 (4 March 2025)`,
`1.2.0 / 2025-03-04` underlined. What is not released yet is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from feedkit.dates import find_dates
from feedkit.errors import NoEntriesError
from feedkit.parsers.data import read_rows
from feedkit.parsers.job import Job
from feedkit.parsers.posts.markdown import Document, Heading, parsed
from feedkit.parsers.reading import Reading

MAX_HEADING_LENGTH = 200  # characters of a release's heading
MAX_HEAD_LENGTH = 65536  # characters that a changelog is recognised from
LINE = re.compile(r"^ {0,3}#{1,6}[ \t]+(\S.*)$|^(\S.*)\n[ \t]{0,3}(?:={3,}|-{3,})[ \t]*$", re.M)
LINK = re.compile(r"\]\([^()\s]*\)")
# A version has two numbers or more, or is a "v" with one: 1.2, 1.2.0-rc.1, v3, 2025.03.04.
VERSION = re.compile(
    r"(?P<prefix>[^\d\[(]{0,40}?)(?<![\w.])[\[(]?"
    r"(?P<version>[vV]\.?\d+(?![\d.])|[vV]?\d+(?:\.\d+){1,4}(?:[-.+_]?[A-Za-z][A-Za-z0-9]*(?:[-.+]?[A-Za-z0-9]+)*)?)"
    r"(?![\w/])[\])]?(?P<rest>.*)",
    re.S,
)
RELEASE_WORDS = {"", "v", "ver", "version", "release", "releases", "rel"}  # before a version
PUNCTUATION = tuple("-–—−/:,|(·•~[")
UNRELEASED = re.compile(
    r"\W*(?:unreleased|upcoming|next|in development|not yet released|head|main|master)\b", re.I
)
NOT_YET = re.compile(r"\b(?:unreleased|tbd|tba|not yet released|in development)\b", re.I)
EDGES = " \t-–—−/:,|·•~()"
MIN_RELEASES = 2  # in a text that is recognised as a changelog


@dataclass(frozen=True, slots=True)
class Release:
    """A heading that names a release.

    prefix:  the words before the version, in lower case
    version: without its "v" or brackets
    title:   the heading without its date
    date:    as it is written, or ""
    """

    heading: Heading
    prefix: str
    version: str
    title: str
    date: str


def recognises(content: str) -> bool:
    """Return whether a text has two or more headings that are versions."""
    texts = (heading[1] or heading[2] for heading in LINE.finditer(content[:MAX_HEAD_LENGTH]))
    headings = (Heading(start=0, end=0, line=0, level=0, text=_bare(text), links=()) for text in texts)
    return len(_releases(headings)) >= MIN_RELEASES


def read(job: Job) -> Reading:
    """Read a changelog; `job.url` is the address of the page that shows it.

    Raises:
        NoEntriesError: no heading is a release.
    """
    document = parsed(job.content)
    headings = list(document.headings())
    releases = _releases(headings)
    if not releases:
        raise NoEntriesError(
            "no releases found in the changelog: wanted headings such as '## [1.2.0] - 2025-03-04', found "
            + (f"{len(headings)} of another kind" if headings else "no headings")
        )
    anchors = _anchors(headings)
    ends = _ends(headings, releases, len(document.tokens))
    rows = [
        _row(release, document, end, job.url, anchors[release.heading.start])
        for release, end in zip(releases, ends, strict=True)
    ]
    row_names = [f"line {release.heading.line}, {release.title!r}" for release in releases]
    reading = read_rows(rows, url=job.url, zone=job.zone, reference=job.now, row_names=row_names)
    return replace(
        reading,
        feed=replace(reading.feed, title=_title(headings, releases)),
        format="changelog",
        where="headings that are versions",
    )


def _bare(text: str) -> str:
    """Return nearly the text that a heading shows: without the addresses of links, and without brackets."""
    return LINK.sub("", text).replace("[", "").replace("]", " ").strip(" \t#")


# --- which headings are releases ---


def _releases(headings: Iterable[Heading]) -> list[Release]:
    """Return the releases among some headings."""
    return _of_one_kind([release for heading in headings if (release := _release(heading))])


def _release(heading: Heading) -> Release | None:
    match = VERSION.match(heading.text) if len(heading.text) <= MAX_HEADING_LENGTH else None
    if match is None or UNRELEASED.match(heading.text) or NOT_YET.search(heading.text):
        return None
    rest = match["rest"].strip()
    dates = [mention for mention in find_dates(rest) if mention.has_year]
    if rest and not dates and not match["rest"].lstrip().startswith(PUNCTUATION) and not _is_mark(rest):
        return None
    title, date = heading.text, ""
    if dates:
        start = len(heading.text) - len(heading.text[match.start("rest") :].lstrip())
        first, last = start + dates[0].start, start + dates[0].end
        date = heading.text[first:last]
        title = _joined(heading.text[:first], heading.text[last:])
    return Release(
        heading=heading,
        prefix=match["prefix"].strip(" -@#:").casefold(),
        version=match["version"].lstrip("vV."),
        title=_without_brackets(title, match["version"]),
        date=date,
    )


def _is_mark(rest: str) -> bool:
    """Return whether a text is one word in capitals: YANKED."""
    return rest.strip("[]()").isupper() and " " not in rest


def _joined(before: str, behind: str) -> str:
    """Return the text before a date and behind it, joined without the signs around the date."""
    before = re.sub(r"(?:[\s(,|/·•~:–—−-]|\b(?:released|on)\b)+\Z", "", before, flags=re.I)
    behind = behind.lstrip(") \t")
    return f"{before} {behind}".strip(EDGES)


def _without_brackets(title: str, version: str) -> str:
    for opening, closing in ("[]", "()"):
        title = title.replace(f"{opening}{version}{closing}", version)
    return title.strip(EDGES) or version


def _of_one_kind(releases: list[Release]) -> list[Release]:
    """Return the releases with the same words before the version: "Python 3.12" is none beside "1.2"."""
    bare = [release for release in releases if release.prefix in RELEASE_WORDS]
    if bare or not releases:
        return bare
    usual, _ = Counter(release.prefix for release in releases).most_common(1)[0]
    return [release for release in releases if release.prefix == usual]


# --- their sections ---


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
        if heading.start in starts or heading.level <= highest or UNRELEASED.match(heading.text):
            end = heading.start
    return ends[::-1]


def _row(release: Release, document: Document, end: int, url: str | None, anchor: str) -> dict[str, object]:
    row: dict[str, object] = {
        "title": release.title,
        "content_html": document.html(release.heading.end, end),
    }
    link = _link(release, document)
    if link or url:
        row["url"] = link or f"{_page(url)}#{anchor}"
    if url:
        row["id"] = f"{_page(url)}#{release.version}"
    if release.date:
        row["date"] = release.date
    return row


def _page(url: str | None) -> str:
    return (url or "").partition("#")[0]


def _link(release: Release, document: Document) -> str | None:
    """Return the address that the version in the heading links to, or that is defined for it."""
    linked = (address for text, address in release.heading.links if release.version in text)
    return (
        next(linked, None) or document.reference(release.version) or document.reference(f"v{release.version}")
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
    return None if first.start >= releases[0].heading.start or UNRELEASED.match(first.text) else first.text
