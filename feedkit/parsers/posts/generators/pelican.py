"""Pelican: `content/category/name.md`, `ARTICLE_URL` and the rules for slugs in `pelicanconf.py`."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

import regex

from feedkit.errors import ParseError, Problem
from feedkit.parsers.posts.generators.sites import PostFacts, Site, ascii_letters, quoted

MAX_SECONDS = 10.0  # of a configuration's regular expressions on all posts of a folder
MAX_TEXT_LENGTH = 1_000  # characters that it is used on
FILENAME_METADATA = r"(?P<date>\d{4}-\d{2}-\d{2}).*"
SUBSTITUTIONS = [(r"[^\w\s-]", ""), (r"\A\s*", ""), (r"\s*\Z", ""), (r"[-\s]+", "-")]
FIELD = regex.compile(r"\{(\w+)(?::([^{}]*))?\}")
NOT_ARTICLES = ("pages",)


class Pelican(Site):
    """A site of Pelican."""

    generator = "pelican"
    rule_settings = ("SITEURL", "PATH", "ARTICLE_URL", "SLUGIFY_SOURCE", "SLUG_REGEX_SUBSTITUTIONS")
    has_index_posts = True
    address_names = ("url",)

    @property
    def own_url(self) -> str:
        return self.setting("SITEURL")

    @property
    def content(self) -> PurePosixPath:
        return PurePosixPath(self.setting("PATH", default="content"))

    def path_of(self, path: PurePosixPath) -> PurePosixPath | None:
        below = super().path_of(path)
        if below is None:
            return None
        excluded = (*self._paths("PAGE_PATHS", NOT_ARTICLES), *self._paths("ARTICLE_EXCLUDES", ()))
        is_article = any(below.is_relative_to(one) for one in self._paths("ARTICLE_PATHS", ("",)))
        return below if is_article and not any(below.is_relative_to(one) for one in excluded) else None

    def _paths(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        value = self.config.get(name)
        return tuple(map(str, value)) if isinstance(value, (list, tuple)) else default

    def defaults(self, path: PurePosixPath, problems: list[Problem]) -> Mapping[str, object]:
        pattern = self.setting("FILENAME_METADATA", default=FILENAME_METADATA)
        try:
            match = self._limited(regex.match, pattern, path.stem[:MAX_TEXT_LENGTH])
        except (regex.error, TimeoutError):
            return {}
        return {key: value for key, value in match.groupdict().items() if value} if match else {}

    def fields_of(
        self, front: Mapping[str, object], path: PurePosixPath, problems: list[Problem]
    ) -> Mapping[str, object]:
        """Return the fields of a post, and the site's author for one that names none."""
        fields = super().fields_of(front, path, problems)
        author = self.setting("AUTHOR")
        if not author or {"author", "authors"} & {key.casefold() for key in fields}:
            return fields
        return {**fields, "author": author}

    @cached_property
    def _seconds(self) -> list[float]:
        """The seconds that are left for regular expressions."""
        return [MAX_SECONDS]

    def _limited(self, search: Callable[..., Any], *arguments: str, **options: int) -> Any:
        """Return what a search finds.

        Raises:
            TimeoutError: the searches in this folder take too long.
        """
        start = time.perf_counter()
        try:
            return search(*arguments, **options, timeout=max(self._seconds[0], 0.001))
        finally:
            self._seconds[0] -= time.perf_counter() - start

    def path_of_post(self, post: PostFacts, written: str) -> str:
        is_title = self.setting("SLUGIFY_SOURCE", default="title") == "title"
        category = post.categories[0] if post.categories else self._category(post)
        author = post.fields.text("author", "authors").partition(",")[0] or self.setting("AUTHOR")
        known = {
            "slug": post.slug or self._slug(post.title if is_title else post.name),
            "category": self._slug(category, "CATEGORY"),
            "lang": post.fields.text("lang") or self.setting("DEFAULT_LANG", default="en"),
            "path": str(post.path.parent),
        }
        if author:
            known["author"] = self._slug(author, "AUTHOR")
        pattern = written or self.setting("ARTICLE_URL", default="{slug}.html")

        def value(part: regex.Match[str]) -> str:
            if part[1] == "date" and post.day:
                return f"{post.day:{part[2] or '%Y-%m-%d'}}"
            if part[1] not in known:
                raise ParseError(f"{pattern!r}, whose part {part[0]!r} is not known")
            return quoted(known[part[1]], "/" if part[1] == "path" else "")

        return str(FIELD.sub(value, pattern))

    def _category(self, post: PostFacts) -> str:
        takes_folder = self.config.get("USE_FOLDER_AS_CATEGORY", True) is not False
        folders = post.path.parent.parts
        return folders[-1] if takes_folder and folders else self.setting("DEFAULT_CATEGORY", default="misc")

    def _slug(self, text: str, kind: str = "") -> str:
        rules = self.value(f"{kind}_REGEX_SUBSTITUTIONS", "SLUG_REGEX_SUBSTITUTIONS")
        text = unicodedata.normalize("NFKC", text[:MAX_TEXT_LENGTH])
        text = text if self.value("SLUGIFY_USE_UNICODE") is True else ascii_letters(text)
        try:
            for rule in rules if isinstance(rules, (list, tuple)) else SUBSTITUTIONS:
                pattern, new = map(str, rule)
                text = self._limited(regex.sub, pattern, new, text, flags=regex.IGNORECASE)
        except (regex.error, TimeoutError, ValueError) as error:
            raise ParseError(f"a rule for slugs that cannot be used ({error})") from error
        return (text if self.value("SLUGIFY_PRESERVE_CASE") is True else text.lower()).strip()
