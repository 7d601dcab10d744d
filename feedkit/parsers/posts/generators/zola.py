"""Zola: `content/section/name.md`, `path` and `slug` in the front matter, `[slugify]` in `config.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from feedkit.errors import Problem
from feedkit.parsers.posts.generators.sites import PostFacts, Site, quoted, slug_of

NAME_DATE = re.compile(r"(?P<date>\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?)(?:\s?[_-](?P<slug>.+))?")
FORBIDDEN = str.maketrans("", "", '<>:"/\\|?*')


class Zola(Site):
    """A site of Zola."""

    generator = "zola"
    has_index_posts = True
    address_names = ("path",)

    @property
    def own_url(self) -> str:
        return self.setting("base_url")

    @property
    def content(self) -> PurePosixPath:
        return PurePosixPath("content")

    def defaults(self, path: PurePosixPath, problems: list[Problem]) -> Mapping[str, object]:
        date = NAME_DATE.fullmatch(path.parent.name if path.stem == "index" else path.stem)
        return {"date": date["date"]} if date else {}

    def path_of_post(self, post: PostFacts, written: str) -> str:
        if written:
            return f"{written.strip('/')}/"
        name, lang = self._split_language(post.name)
        folders = post.folders
        if name == "index" and folders:
            name, folders = folders[-1], folders[:-1]
        date = NAME_DATE.fullmatch(name)
        if date and date["slug"] and not self._slugify("paths_keep_dates"):
            name = date["slug"]
        parts = (lang, *folders, self._slug(post.slug or name))
        return "/".join((*map(quoted, filter(None, parts)), ""))

    def _split_language(self, name: str) -> tuple[str, str]:
        """Return a name without its language ("name.fr"), and the language if it is not the site's."""
        languages = self.value("languages")
        stem, _, lang = name.rpartition(".")
        default = self.setting("default_language", default="en")
        if not stem or not isinstance(languages, dict) or lang not in {*languages, default}:
            return name, ""
        return stem, "" if lang == default else lang

    def _slugify(self, name: str) -> object:
        rules = self.value("slugify")
        return rules.get(name) if isinstance(rules, dict) else None

    def _slug(self, name: str) -> str:
        strategy = str(self._slugify("paths") or "on")
        if strategy == "safe":
            return name.rstrip(" .").translate(FORBIDDEN)
        return name if strategy == "off" else slug_of(name)
