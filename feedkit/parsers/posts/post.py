"""One post, a file of Markdown or HTML: its front matter and its text become a row.

A row has the fields of the post, and `title` (else the first heading, else the file's name), `date`
(else the one in the name), `slug`, `path`, `url`, `draft`, `image`, `summary` (the text before a mark such as
 `<!-- more -->`) and `content_html`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from feedkit.dates import read_url_date
from feedkit.errors import ParseError, Problem, mismatch
from feedkit.parsers.constructs import plain_text
from feedkit.parsers.data import read_rows
from feedkit.parsers.job import Job
from feedkit.parsers.posts import rst
from feedkit.parsers.posts.front_fields import DATES, DRAFTS, IMAGES, TABLES, TITLES, Fields, folded
from feedkit.parsers.posts.frontmatter import FrontMatter, split
from feedkit.parsers.posts.generators import PostFacts, Site
from feedkit.parsers.posts.generators.sites import without_date
from feedkit.parsers.posts.markdown import Document, parsed, without_templates
from feedkit.parsers.reading import Reading

HTML = {".html", ".htm"}
RST = {".rst", ".rest"}
INDEX = {"index", "_index"}
SUMMARIES = ("summary", "description", "excerpt")
ADDRESSES = ("permalink", "url")
MDX_COMMENT = re.compile(r"\{/\*.{0,10000}?\*/\}", re.S)
PROGRAM = re.compile(
    r"import\s+(?:['\"{*]|[\w$]+(?:\s*,|\s+from\s))"
    r"|export\s+(?:(?:const|let|var|function|default|class|async|type)\s|[{*])"
)
FENCE = re.compile(r" {0,3}(?:```|~~~)")
MORE = re.compile(r"<!--\s*(?:more|truncate|excerpt|read[ -]?more)\s*-->", re.I)


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a row, and what could not be used of it.

    has_own_address: whether its front matter gives its address
    """

    row: dict[str, object]
    problems: tuple[Problem, ...] = ()
    has_own_address: bool = False


def read(job: Job) -> Reading:
    """Read the text of one post as a feed of one entry; `job.url` is the address of its page.

    Raises:
        ParseError: the front matter is malformed.
        NoEntriesError: it is a draft.
    """
    url = job.url
    post = post_of(job.content, PurePosixPath("index.md"), Site(url=url), own=url)
    reading = read_rows([post.row], url=url, zone=job.zone, reference=job.now, row_names=["the post"])
    own = f"{url.partition('#')[0]}#feed" if url else None  # the page's address is the post's own id
    feed, problems = replace(reading.feed, id=own), (*post.problems, *reading.problems)
    return replace(reading, feed=feed, problems=problems, format="post", where="the post")


def post_of(content: str, path: PurePosixPath, site: Site, *, own: str | None = None) -> Post:
    """Return a post.

    Args:
        content: the text of its file.
        path: the path of the file in the folder of posts. Its suffix shows whether it is HTML or
            reStructuredText; else it is Markdown.
        site: the site that the folder belongs to.
        own: the address of the post, where it is known and its front matter names no other.

    Raises:
        ParseError: the front matter is malformed.
    """
    front = _front_matter(content, path)
    problems: list[Problem] = []
    below = site.path_of(path) or path
    fields = Fields(site.fields_of(front.fields, below, problems))
    name = path.parent.name if path.stem in INDEX else path.stem
    bare = without_date(name)
    splits = site.splits_tags or (not site.generator and bare != name)
    tags, categories = (
        fields.names(*names, splits=splits) for names in (("tags", "tag"), ("categories", "category"))
    )
    day = fields.day(*DATES) or read_url_date(f"/{path}")
    title, html = _text(front, path, fields.text(*TITLES))
    title = title or site.title_of(bare)
    url = own
    if own is None or fields.text(*site.address_names):
        facts = PostFacts(below, fields, title, _in_zone(day, site.zone), tuple(categories))
        url = _address(site, facts, path, problems)
    made: dict[str, object] = {
        "slug": fields.text("slug") or bare.strip().replace(" ", "-"),
        "path": str(path),
        "title": title or None,
        "url": url,
        "date": None if fields.has(*DATES) else day,
        "draft": fields.is_draft() or None,
        "image": fields.image(url or site.base, is_published=not site.makes_pictures and url is not None),
        "summary": None if fields.has(*SUMMARIES) else _excerpt(html),
        "content_html": html,
        "tags": list(dict.fromkeys((*tags, *categories))) if splits or (tags and categories) else None,
    }
    has_own = bool(fields.text(*site.address_names)) and url is not None
    return Post(_row(fields, made), tuple(problems), has_own)


def _row(fields: Fields, made: Mapping[str, object]) -> dict[str, object]:
    """Return the values made from a post, and its other fields.

    Fields of the page's address, and of whether it is published, are left out: values are made from them.
    """
    known = {key: value for key, value in made.items() if value is not None}
    taken = {*ADDRESSES, *IMAGES, *TABLES, *DRAFTS, "status", *map(folded, known)}
    taken |= {name for name in DATES if fields.is_flag(name)}
    return {key: value for key, value in fields.fields.items() if folded(key) not in taken} | known


def _address(site: Site, facts: PostFacts, path: PurePosixPath, problems: list[Problem]) -> str | None:
    try:
        return site.address(facts)
    except ParseError as error:
        wanted = "a permalink that can be filled in"
        problems.append(mismatch("unfilled-address", wanted, str(error), str(path)))
        return None


def _in_zone(day: date | None, zone: ZoneInfo | None) -> date | None:
    """Return the moment that a date with a zone of its own is in a site's zone."""
    return day.astimezone(zone) if zone and isinstance(day, datetime) and day.tzinfo else day


def _front_matter(content: str, path: PurePosixPath) -> FrontMatter:
    if path.suffix.lower() not in RST:
        return split(content)
    text = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    fields, body = rst.split_fields(text)
    return FrontMatter("metadata" if fields else "", fields, rst.markdown_of(body))


# --- the text ---


def _excerpt(html: str) -> str | None:
    """Return the text before the mark that ends an excerpt; None without one."""
    more = MORE.search(html)
    return plain_text(html[: more.start()]) if more else None


def _text(front: FrontMatter, path: PurePosixPath, title: str) -> tuple[str, str]:
    """Return the title, of a heading if necessary, and the HTML without the heading that is the title."""
    if path.suffix.lower() in HTML:
        return title, without_templates(front.body)
    document = parsed(_without_program(front.body) if path.suffix.lower() == ".mdx" else front.body)
    for heading in document.headings():
        first = heading.start == 0
        if not title and (first or heading.level == 1):
            return heading.text, _without(document, heading.start, heading.end)
        if first and heading.text == title:
            return title, _without(document, heading.start, heading.end)
    return title, document.html()


def _without_program(text: str) -> str:
    """Return a text in MDX without its comments, and the paragraphs that import or export names."""
    kept: list[str] = []
    fenced, is_program = False, False
    for line in MDX_COMMENT.sub("", text).split("\n"):
        fenced ^= FENCE.match(line) is not None
        if not fenced and (not kept or not kept[-1].strip()):
            is_program = PROGRAM.match(line) is not None
        kept.append("" if is_program and line.strip() else line)
        is_program = is_program and bool(line.strip())
    return "\n".join(kept)


def _without(document: Document, start: int, end: int) -> str:
    return document.html(0, start) + document.html(end)
