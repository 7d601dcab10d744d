"""The address of a post, by the rules of the generator that publishes its folder.

    configuration file ──site_of──▶ Site ──pattern, names──▶ path of a post below the site's address

The generator is known by its configuration file, in the folder or above it. Nothing of that is run: of
`pelicanconf.py` the literal values count, and of a file in JavaScript only that it is there. Where no rule is
known, a post is published below its path, in small letters.
"""

from __future__ import annotations

import ast
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

from feedkit.errors import ParseError, Problem
from feedkit.values.decoding import decode

MAX_CONFIG_SIZE = 1_000_000  # bytes
MAX_PARENTS = 3  # above the folder that a configuration file is searched in
CONFIGS = {  # the names of configuration files, and the generators that have them
    **dict.fromkeys(("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"), "hugo"),
    **dict.fromkeys(("config.toml", "config.yaml", "config.yml", "config.json"), "hugo"),
    **{
        f"config/_default/{name}.{suffix}": "hugo"
        for name in ("hugo", "config")
        for suffix in ("toml", "yaml")
    },
    **dict.fromkeys(("_config.yml", "_config.yaml", "_config.toml"), "jekyll"),
    "pelicanconf.py": "pelican",
    **dict.fromkeys(
        (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"), "eleventy"
    ),
    **{f"astro.config.{suffix}": "astro" for suffix in ("mjs", "ts", "js", "cjs")},
}
HEXO_KEYS = {
    "new_post_name",
    "source_dir",
    "public_dir",
    "skip_render",
    "default_layout",
    "archive_dir",
    "post_asset_folder",
}
ROOT = PurePosixPath()
HUGO_SIGNS = "._-#%~"
CONTENT = {
    "hugo": "content",
    "zola": "content",
    "hexo": "source/_posts",
    "pelican": "content",
    "astro": "src",
}
NAME_DATE = re.compile(r"\d{4}-\d\d?-\d\d?[-_ ]")
JEKYLL_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
PLACEHOLDER = re.compile(r":([a-z_]+)")
PYTHON_FIELD = re.compile(r"\{(\w+)(?::([^{}]*))?\}")


@dataclass(frozen=True, slots=True)
class Site:
    """The site that a folder of posts belongs to.

    generator: its name; "" where it is not known
    config:    its configuration, with the names of keys as they are
    url:       the address of the site, or of the folder where no site is known; ends in a slash
    inside:    the path of the folder in the site
    content:   the path of the folder of content in the site
    """

    generator: str = ""
    config: Mapping[str, object] = field(default_factory=dict)
    url: str | None = None
    inside: PurePosixPath = ROOT
    content: PurePosixPath = ROOT

    @property
    def has_rule(self) -> bool:
        """Whether the generator's rules are known, without a configuration in JavaScript."""
        return self.generator not in ("", "eleventy", "astro")

    def path_of(self, path: PurePosixPath) -> PurePosixPath | None:
        """Return the path of a post in the folder of content; None if it is no post of the site."""
        whole = self.inside / path
        if self.generator == "jekyll":
            return whole if "_posts" in whole.parts else None
        if not whole.is_relative_to(self.content):
            return None
        below = whole.relative_to(self.content)
        return None if self.generator == "pelican" and below.parts[0] == "pages" else below


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What the address of a post is made of; `path` is that in the folder of content."""

    path: PurePosixPath
    slug: str
    title: str
    day: date | None
    categories: tuple[str, ...]
    lang: str = ""

    @property
    def name(self) -> str:
        """The name of the file without suffix, or of its folder where it is an index."""
        is_index = self.path.stem == "index" and self.path.parent != PurePosixPath()
        return self.path.parent.name if is_index else self.path.stem

    @property
    def folders(self) -> tuple[str, ...]:
        parts = self.path.parent.parts
        return parts[:-1] if self.path.stem == "index" else parts


def site_of(folder: Path, url: str | None, problems: list[Problem]) -> Site:
    """Return the site of a folder, which is published at `url` where that is given."""
    whole = folder.resolve()
    for level, root in enumerate((whole, *whole.parents[:MAX_PARENTS])):
        name = next((name for name in CONFIGS if (root / name).is_file()), None)
        if name is None:
            continue
        inside = PurePosixPath(*whole.relative_to(root).parts)
        site = _site(root / name, CONFIGS[name], inside, problems)
        if level and not _is_content(site):
            break
        return _with_url(site, url)
    return Site(url=url)


def _is_content(site: Site) -> bool:
    """Return whether a folder below the site's is one of content."""
    if site.generator == "jekyll":
        return "_posts" in site.inside.parts
    return site.inside.is_relative_to(site.content) or site.content.is_relative_to(site.inside)


def _site(file: Path, generator: str, inside: PurePosixPath, problems: list[Problem]) -> Site:
    config: Mapping[str, object] = {}
    try:
        config = _config(file, generator)
    except (ParseError, OSError, SyntaxError, ValueError, RecursionError) as error:
        problems.append(Problem(rule="unreadable-configuration", message=str(error), where=file.name))
    if generator == "hugo" and "base_url" in config:
        generator = "zola"
    if generator == "jekyll" and HEXO_KEYS & config.keys():
        generator = "hexo"
    content = str(_value(config, "contentdir", "PATH") or CONTENT.get(generator, ""))
    if generator == "hexo":
        content = f"{_value(config, 'source_dir') or 'source'}/_posts"
    return Site(generator, config, None, inside, PurePosixPath(content))


def _with_url(site: Site, url: str | None) -> Site:
    """Return a site with its address: what the caller names for its root, else that of its configuration."""
    own = str(_value(site.config, "baseurl", "base_url", "siteurl", "url") or "")
    if site.generator in ("jekyll", "hexo"):
        base = str(_value(site.config, "baseurl" if site.generator == "jekyll" else "root") or "")
        own = str(_value(site.config, "url") or "").rstrip("/")
        own = own if site.generator == "hexo" and urlsplit(own).path else f"{own}/{base.strip('/')}"
    own = own.rstrip("/") if urlsplit(own).scheme in ("http", "https") else ""
    if url and site.inside == PurePosixPath():
        address = url
    elif own:
        address = f"{own}/"
    else:
        parts = urlsplit(url or "")
        address = f"{parts.scheme}://{parts.netloc}/" if url else ""
    return Site(site.generator, site.config, address or None, site.inside, site.content)


def _value(config: Mapping[str, object], *names: str) -> object:
    folded = {name.casefold() for name in names}
    return next((value for key, value in config.items() if key.casefold() in folded and value), None)


# --- configuration files ---


def _config(file: Path, generator: str) -> Mapping[str, object]:
    if generator in ("eleventy", "astro"):
        return {}
    with file.open("rb") as opened:
        data = opened.read(MAX_CONFIG_SIZE + 1)
    if len(data) > MAX_CONFIG_SIZE:
        raise ParseError(f"wanted a configuration of up to {MAX_CONFIG_SIZE:,} bytes, found a larger file")
    text = decode(data)
    config = LOADERS[file.suffix](text)
    return config if isinstance(config, dict) else {}


def _toml(text: str) -> object:
    from feedkit.parsers.data.toml import load

    return load(text)


def _yaml(text: str) -> object:
    from feedkit.parsers.data.yaml import load

    return load(text)


def _literals(text: str) -> object:
    """Return the names that a module in Python gives literal values; it is not run."""
    values: dict[str, object] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign):
            try:
                value = ast.literal_eval(node.value)
            except ValueError:
                continue  # it is computed
            values |= {target.id: value for target in node.targets if isinstance(target, ast.Name)}
    return values


LOADERS: Mapping[str, Callable[[str], object]] = {
    ".toml": _toml,
    ".yaml": _yaml,
    ".yml": _yaml,
    ".json": json.loads,
    ".py": _literals,
}


# --- addresses ---


def path_of_post(site: Site, post: PostFacts) -> tuple[str, str]:
    """Return the path of a post below the site's address, and a part of the rule that cannot be filled in."""
    return RULES.get(site.generator, _by_path)(site, post)


def filled(site: Site, pattern: str, post: PostFacts) -> tuple[str, str]:
    """Fill in a pattern such as `/:year/:title/` of Jekyll, Hexo or Hugo; return an unknown part too."""
    known = _known(site, post)
    unknown = next((part[0] for part in PLACEHOLDER.finditer(pattern) if part[1] not in known), "")
    path = PLACEHOLDER.sub(lambda part: known.get(part[1], ""), pattern)
    return re.sub("/{2,}", "/", path), unknown


def _known(site: Site, post: PostFacts) -> dict[str, str]:
    known = _names(site, post)
    if day := post.day:
        known |= {
            "year": f"{day:%Y}".rjust(4, "0"),
            "month": f"{day:%m}",
            "day": f"{day:%d}",
            "y_day": f"{day:%j}",
        }
        known |= {"i_month": str(day.month), "i_day": str(day.day), "short_year": f"{day:%y}"}
        known |= {"yearday": str(int(f"{day:%j}")), "monthname": f"{MONTHS[day.month - 1]}"}
    if isinstance(post.day, datetime):
        known |= {"hour": f"{post.day:%H}", "minute": f"{post.day:%M}", "second": f"{post.day:%S}"}
    return known


MONTHS = "january february march april may june july august september october november december".split()


def _names(site: Site, post: PostFacts) -> dict[str, str]:
    """Return the parts of a pattern that are names."""
    bare = _without_date(post.name)
    if site.generator == "hugo":
        return _hugo_names(post)
    if site.generator == "hexo":
        title = str(post.path.with_suffix(""))
        known = {"title": title, "name": post.name, "post_title": _slug(post.title), "filename": title}
        category = "/".join(_slug(one) for one in post.categories)
        default = str(_value(site.config, "default_category") or "uncategorized")
        return {key: quote(value) for key, value in known.items()} | {"category": quote(category or default)}
    folders = post.path.parts[: post.path.parts.index("_posts")] if "_posts" in post.path.parts else ()
    categories = [one.casefold() for one in (*folders, *post.categories)]
    title = _jekyll_title(post.slug or bare)
    return {
        "title": quote(title, safe="._~!$&'()+,;=@-"),
        "slug": quote(re.sub(r"[^\w]+|_+", "-", title.casefold()).strip("-")),
        "filename": quote(title),
        "slugorfilename": quote(title),
        "categories": quote("/".join(dict.fromkeys(categories))),
        "output_ext": ".html",
    }


def _jekyll_title(name: str) -> str:
    return re.sub(r"[^\w.~!$&'()+,;=@]+", "-", name).strip("-")


def _jekyll(site: Site, post: PostFacts) -> tuple[str, str]:
    written = str(_value(site.config, "permalink") or "date")
    pattern = JEKYLL_STYLES.get(written, written).replace(":output_ext", ".html")
    return filled(site, pattern, post)


def _hexo(site: Site, post: PostFacts) -> tuple[str, str]:
    path, unknown = filled(site, str(_value(site.config, "permalink") or ":year/:month/:day/:title/"), post)
    pretty = _value(site.config, "pretty_urls")
    if isinstance(pretty, dict) and pretty.get("trailing_index") is False:
        path = path.removesuffix("index.html")
    return path, unknown


def _hugo_names(post: PostFacts) -> dict[str, str]:
    known = {
        "title": _hugo_name(post.title),
        "slug": _hugo_name(post.slug or post.title),
        "filename": _hugo_name(post.name),
        "slugorfilename": _hugo_name(post.slug or post.name),
        "section": _hugo_name(post.folders[0]) if post.folders else "",
        "sections": "/".join(map(_hugo_name, post.folders)),
    }
    known |= {"contentbasename": known["filename"], "slugorcontentbasename": known["slugorfilename"]}
    return {key: quote(value) for key, value in known.items()}


def _hugo_name(text: str) -> str:
    """Return a text as Hugo writes it in paths: letters, digits and some signs, a hyphen for blanks."""
    kept = "".join(
        one for one in text if one.isalnum() or one.isspace() or one in HUGO_SIGNS or _is_mark(one)
    )
    return re.sub(r"-*\s[\s-]*", "-", kept.strip()).lower()


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn"


def _hugo(site: Site, post: PostFacts) -> tuple[str, str]:
    patterns = _value(site.config, "permalinks")
    patterns = patterns if isinstance(patterns, dict) else {}
    pages = patterns.get("page")
    section = post.folders[0] if post.folders else "/"
    pattern = (pages.get(section) if isinstance(pages, dict) else None) or patterns.get(section)
    path, unknown = filled(site, str(pattern or "/:sections/:slugorfilename/"), post)
    path = f"{path.rstrip('/')}/"
    return (f"{path[:-1]}.html" if _value(site.config, "uglyurls") is True else path), unknown


def _zola(site: Site, post: PostFacts) -> tuple[str, str]:
    name = _slug(post.slug or _without_date(post.name))
    return "/".join(quote(part) for part in ("", *map(_slug, post.folders), name, "")), ""


def _pelican(site: Site, post: PostFacts) -> tuple[str, str]:
    source = str(_value(site.config, "SLUGIFY_SOURCE") or "title")
    slug = post.slug or _pelican_slug(post.title if source == "title" else post.name)
    category = post.categories[0] if post.categories else (post.folders[-1] if post.folders else "misc")
    known = {
        "slug": slug,
        "category": _pelican_slug(category),
        "lang": post.lang,
        "path": str(post.path.parent),
    }
    unknown = ""

    def value(part: re.Match[str]) -> str:
        nonlocal unknown
        if part[1] == "date" and post.day:
            return f"{post.day:{part[2] or '%Y-%m-%d'}}"
        unknown = unknown or ("" if part[1] in known else part[0])
        return quote(known.get(part[1], ""))

    pattern = str(_value(site.config, "ARTICLE_URL") or "{slug}.html")
    return PYTHON_FIELD.sub(value, pattern), unknown


def _pelican_slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower()).strip("-")


def _by_path(site: Site, post: PostFacts) -> tuple[str, str]:
    """Return the path without date and suffix, as most generators have it."""
    folders = [part for part in post.folders if not part.startswith("_")]
    slug = post.slug or _without_date(post.name).strip().replace(" ", "-")
    parts = (*folders, slug) if site.generator == "eleventy" else [part.lower() for part in (*folders, slug)]
    return "/".join(quote(part, errors="surrogateescape") for part in (*parts, "")), ""


RULES: Mapping[str, Callable[[Site, PostFacts], tuple[str, str]]] = {
    "jekyll": _jekyll,
    "hexo": _hexo,
    "hugo": _hugo,
    "zola": _zola,
    "pelican": _pelican,
}


def _without_date(name: str) -> str:
    part = NAME_DATE.match(name)
    return name[part.end() :] or name if part else name


def _slug(text: str) -> str:
    """Return a text in small letters of ASCII, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
