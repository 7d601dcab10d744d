"""The generator that publishes a folder of posts, known by its configuration file, and its rules for links.

    configuration file ──site_of──▶ Site ──address──▶ the address of a post

sites.py          Site: a folder that no generator is known for; what addresses are made of
configuration.py  the values of a configuration file, which is never run
jekyll.py …       a Site of each generator

Where no rule is known, a post is published below its path, in small letters.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

from feedkit.errors import Problem, mismatch
from feedkit.parsers.posts.generators.astro import Astro
from feedkit.parsers.posts.generators.configuration import read_config
from feedkit.parsers.posts.generators.eleventy import Eleventy
from feedkit.parsers.posts.generators.hexo import KEYS, Hexo
from feedkit.parsers.posts.generators.hugo import Hugo
from feedkit.parsers.posts.generators.jekyll import Jekyll
from feedkit.parsers.posts.generators.pelican import Pelican
from feedkit.parsers.posts.generators.sites import PostFacts, Site, site_address
from feedkit.parsers.posts.generators.zola import Zola

__all__ = ["PostFacts", "Site", "site_of"]

MAX_PARENTS = 5  # above the folder that a configuration file is searched in
DEFAULTS = ("config/_default/hugo", "config/_default/config")
CONFIGS: dict[str, type[Site]] = {  # the names of configuration files, and the generators that have them
    **dict.fromkeys(("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"), Hugo),
    **{f"astro.config.{suffix}": Astro for suffix in ("mjs", "ts", "js", "cjs", "mts")},
    **dict.fromkeys((".eleventy.js", *(f"eleventy.config.{one}" for one in ("js", "mjs", "cjs"))), Eleventy),
    "publishconf.py": Pelican,
    "pelicanconf.py": Pelican,
    **dict.fromkeys(("_config.yml", "_config.yaml", "_config.toml"), Jekyll),
    **dict.fromkeys(("config.toml", "config.yaml", "config.yml", "config.json"), Hugo),
    **{f"{name}.{suffix}": Hugo for name in DEFAULTS for suffix in ("toml", "yaml", "yml")},
}


def site_of(folder: Path, url: str | None, problems: list[Problem]) -> Site:
    """Return the site of a folder, which is published at `url` where that is given."""
    whole = folder.resolve()
    for level, root in enumerate((whole, *whole.parents[:MAX_PARENTS])):
        name = next((name for name in CONFIGS if (root / name).is_file()), None)
        if name is None:
            continue
        site = _site(root, name, PurePosixPath(*whole.relative_to(root).parts), problems)
        if level and not _is_content(site):
            break
        return replace(site, url=site_address(url, site.own_url, site.inside))
    return Site(url=url)


def _site(root: Path, name: str, inside: PurePosixPath, problems: list[Problem]) -> Site:
    kind, config = CONFIGS[name], dict(read_config(root / name, problems))
    if kind is Pelican and name == "publishconf.py" and (root / "pelicanconf.py").is_file():
        config = {**read_config(root / "pelicanconf.py", problems), **config}
    computed = [one for one in kind.rule_settings if one in config and config[one] is None]
    if computed:
        found = "values that a program computes, for which the defaults are taken"
        problems.append(
            mismatch("computed-configuration", f"literal values of {', '.join(computed)}", found, name)
        )
    if kind is Hugo and "base_url" in config:
        kind = Zola
    if kind is Jekyll and (KEYS & config.keys() or (root / "source/_posts").is_dir()):
        kind = Hexo
    return kind(root=root, config=config, inside=inside)


def _is_content(site: Site) -> bool:
    """Return whether a folder below the site's is one of content."""
    if isinstance(site, Jekyll):
        return "_posts" in site.inside.parts
    return site.inside.is_relative_to(site.content) or site.content.is_relative_to(site.inside)
