"""Jekyll: `_posts/2024-05-01-name.md`, `permalink:` and `defaults:` in `_config.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from feedkit.errors import Problem
from feedkit.parsers.posts.generators.sites import (
    STYLES,
    PostFacts,
    Site,
    dates_of,
    filled,
    quoted,
    without_date,
)

NAME = re.compile(r"\d{2,4}-\d{1,2}-\d{1,2}-.+")
SAFE = "._~!$&'()+,;=@-"


class Jekyll(Site):
    """A site of Jekyll."""

    generator = "jekyll"
    has_index_posts = True
    address_names = ("permalink",)
    splits_tags = True

    @property
    def own_url(self) -> str:
        return f"{self.setting('url').rstrip('/')}/{self.setting('baseurl').strip('/')}"

    def path_of(self, path: PurePosixPath) -> PurePosixPath | None:
        whole = self.inside / path
        return whole if "_posts" in whole.parts and NAME.fullmatch(whole.name) else None

    def title_of(self, name: str) -> str:
        return " ".join(word.capitalize() for word in name.split("-"))

    def defaults(self, path: PurePosixPath, problems: list[Problem]) -> Mapping[str, object]:
        fitting = [one for one in self._defaults() if _fits(str(path), one[0], one[1])]
        values: dict[str, object] = {}
        for _, _, given in sorted(fitting, key=lambda one: (len(one[0]), bool(one[1]))):
            values |= given
        return values

    def _defaults(self) -> Iterator[tuple[str, str, Mapping[str, object]]]:
        """Yield the path and type of each scope, and the fields that posts in it have."""
        rules = self.value("defaults")
        for rule in rules if isinstance(rules, list) else []:
            scope, values = (
                (rule.get(name) for name in ("scope", "values")) if isinstance(rule, dict) else (0, 0)
            )
            if isinstance(values, dict):
                scope = scope if isinstance(scope, dict) else {}
                yield str(scope.get("path") or ""), str(scope.get("type") or ""), values

    def path_of_post(self, post: PostFacts, written: str) -> str:
        style = self.setting("permalink", default="date")
        pattern = written or STYLES.get(style, style)
        above = post.path.parts[: post.path.parts.index("_posts")] if "_posts" in post.path.parts else ()
        categories = list(dict.fromkeys(one.casefold() for one in (*above, *post.categories)))
        name = post.slug or without_date(post.name)
        title = re.sub(r"[^\w.~!$&'()+,;=@]+", "-", name).strip("-")
        known = {
            "title": quoted(title, SAFE),
            "slug": quoted(_slug(name)),
            "categories": "/".join(map(quoted, categories)),
            "slugified_categories": "/".join(quoted(_slug(one)) for one in categories),
            "output_ext": ".html",
        }
        return filled(pattern, dates_of(post) | known)


def _slug(text: str) -> str:
    return re.sub(r"[^\w]+|_+", "-", text.casefold()).strip("-")


def _fits(path: str, scope: str, kind: str) -> bool:
    """Return whether a post is in the scope of a rule."""
    inside = not scope or path.startswith(f"{scope.strip('/')}/") or fnmatchcase(path, f"{scope.strip('/')}*")
    return inside and kind in ("", "posts")
