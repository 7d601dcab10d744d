"""One post, a file of Markdown or HTML: its front matter and its text become a row.

A row has the fields of the post, and `title` (else the first heading, else the file's name), `date`
(else the one in the name), `slug`, `path`, `url`, `draft`, `image`, `summary` (the text before a mark such as
 `<!-- more -->`) and `content_html`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from feedkit.dates import read_date, read_url_date
from feedkit.errors import Problem, mismatch
from feedkit.parsers.constructs import plain_text
from feedkit.parsers.data import read_rows
from feedkit.parsers.job import Job
from feedkit.parsers.posts import rst
from feedkit.parsers.posts.frontmatter import FrontMatter, split
from feedkit.parsers.posts.markdown import Document, parsed, without_templates
from feedkit.parsers.posts.permalinks import JEKYLL_STYLES, PostFacts, Site, filled, path_of_post
from feedkit.parsers.reading import Reading
from feedkit.values.urls import absolute_url

HTML = {".html", ".htm"}
RST = {".rst", ".rest"}
INDEX = {"index", "_index"}
TABLES = ("params", "extra", "taxonomies", "meta", "metadata")  # whose keys count as keys of the post itself
TITLES = ("title", "name", "headline")
DATES = (
    *("date", "published", "pubdate", "publishdate", "publisheddate", "publishedat", "datepublished"),
    *("created", "createdat"),
)
SUMMARIES = ("summary", "description", "excerpt")
ADDRESSES = ("permalink", "url")
IMAGES = ("image", "cover", "heroimage", "coverimage", "featuredimage", "thumbnail", "banner", "ogimage")
IMAGE_KEYS = ("url", "src", "path", "image")  # of a picture that is a table
DRAFTS = ("draft", "isdraft", "hidden", "unlisted", "eleventyexcludefromcollections")
UNPUBLISHED = {"draft", "hidden", "private", "pending"}  # values of `status`
TRUE, FALSE = {"true", "yes", "1"}, {"false", "no", "0"}
MORE = re.compile(r"<!--\s*(?:more|truncate|excerpt|read[ -]?more)\s*-->", re.I)
STYLES = {
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title.html",
}  # of permalinks
NAME_DATE = re.compile(r"\d{4}([-_.]?)\d\d?\1\d\d?(?:[-_ .]+|\Z)")


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
    fields = _Fields(front.fields)
    base = site.url
    name = path.parent.name if path.stem in INDEX else path.stem
    bare = name[date_part.end() :] or name if (date_part := NAME_DATE.match(name)) else name
    slug = fields.text("slug") or bare.strip().replace(" ", "-")
    splits = site.generator == "jekyll" or (not site.generator and date_part is not None)
    tags, categories = (
        fields.names("tags", "tag", splits=splits),
        fields.names("categories", "category", splits=splits),
    )
    day = fields.day(DATES) or read_url_date(f"/{path}")
    title, html = _text(front, path, fields.text(*TITLES))
    url, unfilled = own, ""
    if own is None or fields.text(*ADDRESSES):
        below = (site.path_of(path) or path) if site.has_rule else path
        facts = PostFacts(
            below,
            fields.text("slug"),
            title or _words(bare) or "",
            day,
            tuple(categories),
            fields.text("lang"),
        )
        url, unfilled = _address(fields, site, facts)
    made: dict[str, object] = {
        "slug": slug,
        "path": str(path),
        "title": title or _words(bare),
        "url": url,
        "date": None if fields.has(*DATES) else day,
        "draft": fields.is_draft() or None,
        "image": fields.image(url or base),
        "summary": None if fields.has(*SUMMARIES) else _excerpt(html),
        "content_html": html,
        "tags": list(dict.fromkeys((*tags, *categories))) if splits or (tags and categories) else None,
    }
    problem = mismatch("unfilled-address", "a permalink that can be filled in", unfilled, str(path))
    row, has_own = fields.row(made), bool(fields.text(*ADDRESSES)) and url is not None
    return Post(row, (problem,) if unfilled else (), has_own)


def _front_matter(content: str, path: PurePosixPath) -> FrontMatter:
    if path.suffix.lower() not in RST:
        return split(content)
    text = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    fields, body = rst.split_fields(text)
    return FrontMatter("metadata" if fields else "", fields, rst.markdown_of(body))


class _Fields:
    """Front matter by the names of its keys, however these are spelled."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self.fields: dict[str, object] = {}
        for key, value in fields.items():
            if key.casefold() in TABLES and isinstance(value, dict):
                self.fields = value | self.fields
        self.fields |= fields
        self.folded = {_folded(key): value for key, value in self.fields.items() if value not in (None, "")}

    def has(self, *names: str) -> bool:
        return any(_folded(name) in self.folded and not self._is_flag(name) for name in names)

    def text(self, *names: str) -> str:
        values = (self.folded.get(_folded(name)) for name in names)
        return next((str(value).strip() for value in values if isinstance(value, (str, int, float))), "")

    def names(self, plural: str, singular: str, *, splits: bool) -> list[str]:
        """Return tags or categories; one text under the plural name may be several, parted by blanks."""
        value = self.folded.get(plural)
        if isinstance(value, str):
            parts = re.split(r"\s*,\s*", value) if "," in value or not splits else value.split()
            return [part for part in parts if part]
        if isinstance(value, list):
            return [str(one).strip() for one in value if isinstance(one, (str, int, float))]
        single = self.text(singular)
        return [single] if single else []

    def day(self, names: tuple[str, ...]) -> date | None:
        """Return the first of some dates that is certain by itself."""
        for name in names:
            value = self.folded.get(name)
            value = read_date(value) if isinstance(value, str) else value
            if isinstance(value, date):
                return value
        return None

    def row(self, made: Mapping[str, object]) -> dict[str, object]:
        """Return the values made from the post, and its other fields.

        Fields of the page's address, and of whether it is published, are left out: values are made from them.
        """
        known = {key: value for key, value in made.items() if value is not None}
        taken = {*ADDRESSES, *TABLES, *DRAFTS, "status", *map(_folded, known)}
        taken |= {name for name in DATES if self._is_flag(name)}
        return {key: value for key, value in self.fields.items() if _folded(key) not in taken} | known

    def is_draft(self) -> bool:
        """Return whether it is a draft: `draft: true`, `published: false`, `status: draft`."""
        if any(self._flag(name) is True for name in DRAFTS) or self._flag("published") is False:
            return True
        return self.text("status").lower() in UNPUBLISHED

    def image(self, base: str | None) -> str | None:
        for name in IMAGES:
            value = self.folded.get(name)
            if isinstance(value, dict):
                value = next((value[key] for key in IMAGE_KEYS if value.get(key)), None)
            if isinstance(value, str) and value:
                return absolute_url(without_templates(value), base)
        return None

    def _is_flag(self, name: str) -> bool:
        return self._flag(name) is not None

    def _flag(self, name: str) -> bool | None:
        value = str(self.folded.get(_folded(name))).strip().lower()
        return True if value in TRUE else False if value in FALSE else None


def _folded(key: str) -> str:
    return key.casefold().replace("_", "").replace("-", "").replace(" ", "")


def _words(name: str) -> str | None:
    """Return a file's name as a title."""
    words = name if " " in name else name.replace("-", " ").replace("_", " ")
    return words.strip() or None


# --- the text ---


def _excerpt(html: str) -> str | None:
    """Return the text before the mark that ends an excerpt; None without one."""
    more = MORE.search(html)
    return plain_text(html[: more.start()]) if more else None


def _text(front: FrontMatter, path: PurePosixPath, title: str) -> tuple[str, str]:
    """Return the title, of a heading if necessary, and the HTML without the heading that is the title."""
    if path.suffix.lower() in HTML:
        return title, without_templates(front.body)
    document = parsed(front.body)
    for heading in document.headings():
        first = heading.start == 0
        if not title and (first or heading.level == 1):
            return heading.text, _without(document, heading.start, heading.end)
        if first and heading.text == title:
            return title, _without(document, heading.start, heading.end)
    return title, document.html()


def _without(document: Document, start: int, end: int) -> str:
    return document.html(0, start) + document.html(end)


# --- the address ---


def _folder(base: str) -> str:
    """Return the address of a folder, which ends in a slash."""
    last = base.rpartition("/")[2]
    return base if not last or "." in last else f"{base}/"


def _address(fields: _Fields, site: Site, post: PostFacts) -> tuple[str | None, str]:
    """Return a post's address; where its permalink gives none, None and what is wrong with it."""
    written = fields.text(*ADDRESSES)
    base = _folder(site.url) if site.url else None
    if written.lower() in FALSE:
        return None, ""
    if "{{" in written or "{%" in written:
        return None, f"the template {written!r}"
    if "://" in written:
        return absolute_url(written, base), ""
    if site.generator == "zola" and (given := fields.text("path")):
        path, unknown = f"{given.strip('/')}/", ""
    elif written:
        path, unknown = filled(site, JEKYLL_STYLES.get(written, written), post)
    else:
        path, unknown = path_of_post(site, post)
    if unknown:
        return None, f"{written!r}, whose part {unknown!r} is not known"
    if site.generator != "pelican" and path.endswith("/index.html"):
        path = path.removesuffix("index.html")
    return absolute_url(_below(site, path), base), ""


def _below(site: Site, path: str) -> str:
    """Return a path relative to the site's address, which may have a path too, where the site is known."""
    return path.lstrip("/") or "./" if site.has_rule else path
