"""Which headings of a changelog are releases.

A release is a heading that is a version and little else: `## [1.2.0] - 2025-03-04`, `# v1.2 (4 March 2025)`,
`1.2.0 / 2025-03-04` underlined. Where no heading is a version, those that are days are releases.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from feedkit.dates import find_dates
from feedkit.parsers.posts.markdown import Document, Heading

MAX_HEADING_LENGTH = 200  # characters of a release's heading
MAX_DATE_LINE_LENGTH = 100  # characters of a line with the date of a release, below its heading
# A version has two numbers or more, or is a "v" with one: 1.2, 1.2.0-rc.1, v3, 2025.03.04.
VERSION = re.compile(
    r"(?P<prefix>[^\d\[(]{0,40}?)(?<![\w.])[\[(]?"
    r"(?P<version>[vV]\.?\d+(?![\d.])|[vV]?\d+(?:\.\d+){1,4}(?:_\d+)?(?:[-.+_]?[A-Za-z][A-Za-z0-9]*(?:[-.+]?[A-Za-z0-9]+)*)?)"
    r"(?![\w/])[\])]?(?P<rest>.*)",
    re.S,
)
BARE = re.compile(  # what may stand before a version of the project itself
    r"(?:.*\b(?:changes|news?|notes)\b.*\b(?:in|for|of|since)\b(?: the)?)? ?(?:v|ver|version|releases?|rel)?"
)
PUNCTUATION = tuple("-–—−/:;,|(·•~[")
UNRELEASED = re.compile(
    r"\W*(?:unreleased|upcoming|next|in development|not yet released|head|main|master)\b", re.I
)
NOT_YET = re.compile(
    r"\b(?:unreleased|tb[ad]|(?:not yet|to be) released|in (?:development|progress)|date undecided)\b",
    re.I,
)
AROUND_FIRST_LINE = ("bullet_list_open", "list_item_open", "blockquote_open")
FULL_CHANGELOG = re.compile(
    r"(?:see )?(?:the )?(?:full )?(?:change ?log|changes|diff)", re.I
)  # a link's text
EDGES = " \t-–—−:/,|·•~()"
PACKAGE = re.compile(r"(?:@[\w.-]+/)?\w[\w./-]*@\Z")  # of several in one changelog: "@scope/core@1.2.0"
OUTER_SIGNS = re.compile(r"\A[\W_]+|[\W_]+\Z")
DATE_WORDS = re.compile(  # what a line with the date of a release may have beside it
    r"(?:\W|\b(?:released?|release|date|published|on|the|of|at|utc|gmt|version|codename|was)\b)*", re.I
)


@dataclass(frozen=True, slots=True)
class Release:
    """A heading that names a release.

    prefix:  the words before the version, in lower case; "@" for the name of a package ("core@1.2.0")
    version: without its "v" or brackets; with the name of its package; of a day, as it is written
    title:   the heading without its date
    date:    as it is written, or ""
    start:   the token that its section begins at
    """

    heading: Heading
    prefix: str
    version: str
    title: str
    date: str
    start: int


def releases_of(headings: Iterable[Heading], document: Document | None = None) -> list[Release]:
    """Return the releases among some headings; with the document, the dates below the headings too."""
    headings = list(headings)
    releases = [release for heading in headings if (release := _release(heading))]
    if document is not None:
        releases = _dated_above(releases, headings)
        releases = [dated for release in releases if (dated := _dated_below(release, document))]
    return _of_one_kind(releases)


def days_of(headings: Iterable[Heading]) -> list[Release]:
    """Return the headings that begin or end with a day, if they have one level, as releases."""
    days = [day for heading in headings if (day := _day(heading))]
    if not days:
        return []
    usual, _ = Counter(day.heading.level for day in days).most_common(1)[0]
    return [day for day in days if day.heading.level == usual]


def is_unreleased(text: str) -> bool:
    """Return whether a heading stands for what is not released yet."""
    return UNRELEASED.match(text) is not None


def _release(heading: Heading) -> Release | None:
    match = VERSION.match(heading.text) if len(heading.text) <= MAX_HEADING_LENGTH else None
    if match is None or UNRELEASED.match(heading.text) or NOT_YET.search(heading.text):
        return None
    rest = match["rest"].strip()
    text = heading.text
    if rest and any(rest.strip("()[]") == linked for linked, _ in heading.links):
        text, rest = text[: match.start("rest")], ""  # "1.2.0 [Full changelog](…)"
    elif linked := next((one for one, _ in heading.links if FULL_CHANGELOG.fullmatch(one)), ""):
        text = " ".join(text.replace(linked, "", 1).split())  # and a date beside it
        match = VERSION.match(text) or match
        rest = match["rest"].strip()
    dates = [mention for mention in find_dates(rest) if mention.has_year]
    if rest and not dates and not rest.startswith(PUNCTUATION) and not _is_mark(rest):
        return None
    title, date = text, ""
    if dates:
        start = len(text) - len(text[match.start("rest") :].lstrip())
        first, last = start + dates[0].start, start + dates[0].end
        date = text[first:last]
        title = _joined(text[:first], text[last:])
    package = PACKAGE.search(match["prefix"])
    version = match["version"].lstrip("vV.")
    return Release(
        heading=heading,
        prefix="@" if package else OUTER_SIGNS.sub("", match["prefix"]).casefold(),
        version=f"{package[0]}{version}" if package else version,
        title=_without_brackets(title, match["version"]),
        date=date,
        start=heading.end,
    )


def _day(heading: Heading) -> Release | None:
    text = heading.text
    dates = find_dates(text) if len(text) <= MAX_HEADING_LENGTH else []
    if len(dates) != 1 or not dates[0].has_year:
        return None
    before, behind = (part.strip(EDGES + "[]") for part in (text[: dates[0].start], text[dates[0].end :]))
    if before and behind:
        return None
    date = text[dates[0].start : dates[0].end]
    title = before or behind or text.strip("[] ")
    return Release(heading=heading, prefix="", version=date, title=title, date=date, start=heading.end)


def _is_mark(rest: str) -> bool:
    """Return whether a text is one word in capitals: YANKED."""
    return rest.strip("[]()").isupper() and " " not in rest


def _joined(before: str, behind: str) -> str:
    """Return the text before a date and behind it, joined without the signs around the date."""
    before = re.sub(r"(?:[\s(,|/·•~:–—−-]|\b(?:released|on)\b)+\Z", "", before, flags=re.I)
    behind = behind.lstrip(") \t")
    return _trimmed(f"{before} {behind}")


def _without_brackets(title: str, version: str) -> str:
    for opening, closing in ("[]", "()"):
        title = title.replace(f"{opening}{version}{closing}", version)
    return _trimmed(title) or version


def _trimmed(title: str) -> str:
    """Return a title without the signs around it; what a bracket inside opens stays closed."""
    trimmed = title.strip(EDGES)
    return f"{trimmed})" if trimmed.count("(") > trimmed.count(")") else trimmed


def _of_one_kind(releases: list[Release]) -> list[Release]:
    """Return the releases with the same words before the version: "Python 3.12" is none beside "1.2"."""
    bare = [release for release in releases if BARE.fullmatch(release.prefix)]
    if bare or not releases:
        return bare
    usual, _ = Counter(release.prefix for release in releases).most_common(1)[0]
    return [release for release in releases if release.prefix == usual]


# --- the lines above and below a heading ---


def _dated_above(releases: list[Release], headings: list[Heading]) -> list[Release]:
    """Return releases with the days of the headings that they stand below, where they name none."""
    days: dict[int, str] = {}  # of releases, by where their headings start
    above: list[tuple[int, str]] = []  # levels of headings, and the days that they are
    for heading in headings:
        while above and above[-1][0] >= heading.level:
            above.pop()
        days[heading.start] = next((day for _, day in reversed(above) if day), "")
        day = _day(heading)
        above.append((heading.level, day.date if day and day.title == day.date else ""))
    return [
        release if release.date else replace(release, date=days[release.heading.start])
        for release in releases
    ]


def _dated_below(release: Release, document: Document) -> Release | None:
    """Return a release with the date that the line below its heading gives; None if that says "Unreleased".

    A paragraph that is nothing else is no part of the section; an item of a list, or a quote, stays in it.
    """
    text, end = _first_line(document, release.start)
    if not text or len(text) > MAX_DATE_LINE_LENGTH:
        return release
    if NOT_YET.search(text) and not NOT_YET.sub("", text).strip(EDGES + "*_.[]") and not release.date:
        return None
    dates = [mention for mention in find_dates(text) if mention.has_year]
    if release.date or len(dates) != 1:
        return release
    around = text[: dates[0].start] + " " + text[dates[0].end :]
    if not DATE_WORDS.fullmatch(around):
        return release
    return replace(release, date=text[dates[0].start : dates[0].end], start=end)


def _first_line(document: Document, start: int) -> tuple[str, int]:
    """Return the text of the first paragraph behind a heading, and where the section goes on without it."""
    tokens = document.tokens
    inside = start
    while inside < len(tokens) and tokens[inside].type in AROUND_FIRST_LINE:
        inside += 1
    if inside + 1 >= len(tokens) or tokens[inside].type != "paragraph_open":
        return "", start
    return document.shown(inside + 1), start + 3 if inside == start else start
