"""What a source is, by its content first and then by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from threading import RLock

from feedkit.errors import ParseError

FORMATS = ("html", "text", "feed", "sitemap", "json", "jsonl", "csv", "yaml", "toml", "post", "changelog")
SUFFIXES = {
    "csv": "csv",
    **dict.fromkeys(("markdown", "md", "mdown", "mkd"), "markdown"),
    "json": "json",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "tab": "csv",
    "toml": "toml",
    "tsv": "csv",
    "yaml": "yaml",
    "yml": "yaml",
}

CHANGELOGS = {"changelog", "changes", "history"}  # names of files, without the suffix

SEEN = 65536  # characters that a format is recognised from
JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
XML_PROLOGUE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[[^\]]*\]\s*)?>", re.S | re.I)
JSON_FEED = re.compile(r'\s*\{[^\[{]*"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/', re.I)
FEED_ROOTS = {"rss", "RDF", "feed", "entry"}
SITEMAP_ROOTS = {"urlset", "sitemapindex"}
OTHER_ROOTS = {"opml": "an OPML list of feeds, which `feedkit convert` reads from a file named *.opml"}
ROOT = re.compile(r"<([A-Za-z][\w:-]*)")
PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
CLOSING = re.compile(r"</(?:a|article|div|dl|h[1-6]|li|main|ol|p|section|span|table|td|ul)\s*>", re.I)
YAML_ITEM = re.compile(
    r"^(?P<indent> {0,8})- (?P<name>[\w-]{1,40}):(?: .*)?\n(?P=indent)  [\w-]{1,40}:(?: |$)", re.M
)
TOML_ITEM = re.compile(r"^\[\[[\w.-]{1,40}\]\][ \t]*$", re.M)
TOML_KEY = re.compile(r"^[\w-]{1,40} = (?:[\"'\[{]|\d|true|false)", re.M)

LOADING = RLock()  # modules that need each other must not be loaded by two threads at once


def recognise(content: str, name: str = "") -> str:
    """The name of the format that a source is in.

    Args:
        content: its text.
        name: of the file, or the address; what a suffix says counts where the content may be several things.

    Raises:
        ParseError: it is in a format that feedkit does not read.
    """
    with LOADING:  # what looks at data and Markdown is imported when there may be any
        return _recognised(content, name)


def _recognised(content: str, name: str) -> str:
    start = content[:SEEN].lstrip("\ufeff \t\r\n")
    suffix = SUFFIXES.get(name.rpartition(".")[2].lower())
    written = suffix == "markdown" or (suffix is None and not PAGE.match(start))  # a page is no Markdown
    if written and (found := _of_markdown(content, name, suffix)):
        return found
    if JSON.match(start) and suffix not in ("csv", "yaml", "toml") and not TOML_ITEM.match(start):
        return "jsonl" if suffix == "jsonl" else _of_json(content, start)
    root = _root(start)
    if root or PAGE.match(start):
        return _of_root((root or "").rpartition(":")[2])
    if suffix and suffix != "markdown":
        return suffix
    if found := next((kind for kind, looks in LOOKS.items() if looks(start)), None):
        return found
    return "html" if PAGE.search(start) or _has_markup(start) else "text"


def _of_markdown(content: str, name: str, suffix: str | None) -> str | None:
    """A post with front matter, or a changelog; Markdown of another kind is like plain text."""
    from feedkit.parsers import changelog, frontmatter

    fenced = content.lstrip("\ufeff \t\r\n").startswith(("---", "+++"))
    if (suffix or fenced) and frontmatter.recognises(content):
        return "post"
    stem = name.rpartition(".")[0].rpartition("/")[2].lower()
    return "changelog" if changelog.recognises(content) or (suffix and stem in CHANGELOGS) else None


def _of_json(content: str, start: str) -> str:
    if JSON_FEED.match(start):
        return "feed"
    from feedkit.parsers.data.loading import looks_like_json_lines

    return "jsonl" if start.lstrip()[0] == "{" and looks_like_json_lines(content) else "json"


def _of_root(name: str) -> str:
    """The format of a document that begins with an element."""
    if kind := OTHER_ROOTS.get(name):
        raise ParseError(f"wanted a page, the plain text of one or a feed, found {kind}")
    if name in SITEMAP_ROOTS:
        return "sitemap"
    return "feed" if name in FEED_ROOTS else "html"


def _looks_like_csv(start: str) -> bool:
    """Whether the first row names two fields or more, one of them a title or an address."""
    line = start.lstrip().removeprefix("sep=").partition("\n")[0]
    if not any(sign in line for sign in ",;\t|") or len(line) > 5000:
        return False
    from feedkit.parsers.data.loading import header
    from feedkit.parsers.data.names import fields_of, plain_name

    fields = {field for cell in header(start) for field, _ in fields_of(plain_name(cell))}
    return len(fields) > 1 and not fields.isdisjoint(("title", "url", "slug")) and "\n" in start.strip()


def _looks_like_yaml(start: str) -> bool:
    found = YAML_ITEM.search(start)
    if found is None:
        return False
    from feedkit.parsers.data.names import fields_of, plain_name

    return bool(fields_of(plain_name(found["name"])))


def _looks_like_toml(start: str) -> bool:
    return TOML_ITEM.search(start) is not None and TOML_KEY.search(start) is not None


LOOKS: dict[str, Callable[[str], bool]] = {
    "csv": _looks_like_csv,
    "toml": _looks_like_toml,
    "yaml": _looks_like_yaml,
}


def _root(start: str) -> str | None:
    """The name of the element that a document begins with."""
    position = 0
    while prologue := XML_PROLOGUE.match(start, position):
        position = prologue.end()
    root = ROOT.match(start, position)
    return root.group(1) if root else None


def _has_markup(start: str) -> bool:
    """Two end tags: a text about HTML may name one."""
    first = CLOSING.search(start)
    return first is not None and CLOSING.search(start, first.end()) is not None
