"""What format a source is in: one predicate a format, by the content first and then by the name.

The table of parsers (feedkit.parsers) asks them in its order, and the first that is true decides. So a
predicate may rely on all those above it being false. A predicate that needs the tables of another module
loads it only after a cheap check of the text.
"""

from __future__ import annotations

import json
import re

from feedkit.errors import ParseError
from feedkit.parsers.job import Job
from feedkit.values.json_numbers import json_integer

MARKDOWN = {"markdown", "md", "mdown", "mkd"}  # suffixes, as are the others
CSV = {"csv", "tab", "tsv"}
JSON_LINES = {"jsonl", "ndjson"}
YAML = {"yaml", "yml"}
DATA = CSV | JSON_LINES | YAML | {"json", "toml"}
CHANGELOGS = {"changelog", "changes", "history"}  # names of files, without the suffix
LIKELY_CHANGELOG = re.compile(  # the names of files that are changelogs if there is a release in them
    r"(?:.*[-_.])?(?:change[-_]?log|changes|history|news|release[-_ ]?notes|releases|what[-_']?s[-_]?new)"
    r"(?:[-_.]?[\d.x]*)?"
    r"(?:\.(?:rst|rest|txt|text|md|markdown|adoc|asciidoc|org|debian|\d+))?",
    re.I,
)

FEED_ROOTS = {"rss", "rdf", "feed", "entry"}  # in lower case
SITEMAP_ROOTS = {"urlset", "sitemapindex"}
OTHER_ROOTS = {"opml": "an OPML list of feeds, which `feedkit convert` reads from a file named *.opml"}
JSON_START = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
JSON_FEED = re.compile(r'"version"\s*+:\s*+"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/', re.I)
BLANKS = "\ufeff \t\r\n"
PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
END_TAG = re.compile(r"</(?:a|article|div|dl|h[1-6]|li|main|ol|p|section|span|table|td|ul)\s*>", re.I)
YAML_ITEM = re.compile(
    r"^(?P<indent> {0,8})- (?P<name>[\w-]{1,40}):(?: .*)?\n(?P=indent)  [\w-]{1,40}:(?: |$)", re.M
)
TOML_ITEM = re.compile(r"^\[\[[\w.-]{1,40}\]\][ \t]*$", re.M)
TOML_KEY = re.compile(r"^[\w-]{1,40} = (?:[\"'\[{]|\d|true|false)", re.M)
MAX_CSV_HEAD = 5000  # characters of the line that names the columns


def is_folder(job: Job) -> bool:
    """Return whether the source is a folder of posts."""
    return job.path is not None


def is_post(job: Job) -> bool:
    """Return whether the source is one post: Markdown with front matter."""
    if not _may_be_markdown(job) or not (job.suffix in MARKDOWN or job.head.startswith(("---", "+++"))):
        return False
    from feedkit.parsers.posts import frontmatter

    return frontmatter.recognises(job.content)


def is_changelog(job: Job) -> bool:
    """Return whether the source is a changelog, by its releases or by its name."""
    if not _may_be_markdown(job):
        return False
    from feedkit.parsers.posts import changelog

    name = job.name.rpartition("/")[2].lower()
    if changelog.recognises(job.content) or (
        job.suffix in MARKDOWN and name.rpartition(".")[0] in CHANGELOGS
    ):
        return True
    return LIKELY_CHANGELOG.fullmatch(name) is not None and not job.root and changelog.has_releases(job)


def is_feed(job: Job) -> bool:
    """Return whether the source is an RSS feed, an Atom feed or entry, or a JSON Feed."""
    if _begins_as_json(job):
        return job.suffix not in JSON_LINES and _is_json_feed(job)
    return job.root.lower() in FEED_ROOTS


def _is_json_feed(job: Job) -> bool:
    """Return whether a JSON object says that it is a JSON Feed: at its top, and perhaps behind its items."""
    version = JSON_FEED.search(job.content)
    if version is None or job.head[0] != "{":
        return False
    before = job.content[: version.start()]
    if "[" not in before and before.count("{") == 1:
        return True
    try:
        version = json.loads(job.content.strip(BLANKS), parse_int=json_integer)["version"]
        return JSON_FEED.match(f'"version":{json.dumps(version)}') is not None
    except (ValueError, LookupError, RecursionError):
        return False


def is_sitemap(job: Job) -> bool:
    """Return whether the source is an XML sitemap, or an index of such."""
    return job.root in SITEMAP_ROOTS


def is_json_lines(job: Job) -> bool:
    """Return whether the source has a JSON object on each line."""
    if not _begins_as_json(job):
        return job.suffix in JSON_LINES and not _begins_as_markup(job)
    if job.suffix in JSON_LINES:
        return True
    from feedkit.parsers.data.loading import looks_like_json_lines

    return job.head[0] == "{" and looks_like_json_lines(job.content)


def is_json(job: Job) -> bool:
    """Return whether the source is one JSON document."""
    return _begins_as_json(job) or (job.suffix == "json" and not _begins_as_markup(job))


def is_csv(job: Job) -> bool:
    """Return whether the first row names two fields or more, one of them a title or an address."""
    if _begins_as_markup(job) or job.suffix in DATA:
        return job.suffix in CSV and not _begins_as_markup(job)
    line = job.head.removeprefix("sep=").partition("\n")[0]
    if not any(sign in line for sign in ",;\t|") or len(line) > MAX_CSV_HEAD:
        return False
    from feedkit.parsers.data.loading import header
    from feedkit.parsers.data.names import fields_of, plain_name

    fields = {field for cell in header(job.head) for field, _ in fields_of(plain_name(cell))}
    return len(fields) > 1 and not fields.isdisjoint(("title", "url", "slug")) and "\n" in job.head.strip()


def is_toml(job: Job) -> bool:
    """Return whether the source is TOML with an array of tables."""
    if _begins_as_markup(job) or job.suffix in DATA:
        return job.suffix == "toml" and not _begins_as_markup(job)
    return TOML_ITEM.search(job.head) is not None and TOML_KEY.search(job.head) is not None


def is_yaml(job: Job) -> bool:
    """Return whether the source is YAML with a list of mappings, whose first key is a known name."""
    if _begins_as_markup(job) or job.suffix in DATA:
        return job.suffix in YAML and not _begins_as_markup(job)
    item = YAML_ITEM.search(job.head)
    if item is None:
        return False
    from feedkit.parsers.data.names import fields_of, plain_name

    return bool(fields_of(plain_name(item["name"])))


def is_html(job: Job) -> bool:
    """Return whether the source is a page, or a piece of one.

    Raises:
        ParseError: it is a document of another kind, which feedkit does not read.
    """
    if kind := OTHER_ROOTS.get(job.root):
        raise ParseError(f"wanted a page, the plain text of one or a feed, found {kind}")
    return _begins_as_markup(job) or PAGE.search(job.head) is not None or _has_markup(job.head)


def is_text(job: Job) -> bool:
    """Return whether the source can be read as plain text, which anything can."""
    return True


def _begins_as_markup(job: Job) -> bool:
    return bool(job.root) or PAGE.match(job.head) is not None


def _begins_as_json(job: Job) -> bool:
    """Return whether the text begins as JSON does, and its name is not that of another format."""
    if job.suffix in CSV | YAML | {"toml"} or JSON_START.match(job.head) is None:
        return False
    return TOML_ITEM.match(job.head) is None


def _may_be_markdown(job: Job) -> bool:
    return job.suffix in MARKDOWN or (job.suffix not in DATA and PAGE.match(job.head) is None)


def _has_markup(head: str) -> bool:
    """Return whether there are two end tags: a text about HTML may name one."""
    first = END_TAG.search(head)
    return first is not None and END_TAG.search(head, first.end()) is not None
