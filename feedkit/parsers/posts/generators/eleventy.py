"""Eleventy: the path of the file without date, or `permalink`, a template; files of data give fields too."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

from feedkit.errors import ParseError, Problem
from feedkit.parsers.posts.generators.configuration import read_config
from feedkit.parsers.posts.generators.sites import (
    ROOT,
    PostFacts,
    Site,
    ascii_letters,
    quoted,
    without_index,
)

DATA_ENDINGS = (".json", ".11tydata.json", ".11tydata.js", ".11tydata.mjs", ".11tydata.cjs")
SITE_DATA = ("metadata", "site", "meta")  # files in `_data` that have the site's address
COLLECTIONS = ("posts", "post", "blog", "articles", "article")  # tags that posts have, and pages have not
NAME_DATE = re.compile(r"\d{4}-\d\d-\d\d-(?=.)")
EXPRESSION = re.compile(r"\{\{-?\s*(?P<name>[\w.]+)\s*(?P<filters>(?:\|[^|{}]*)*)-?\}\}")
FILTER = re.compile(r"\|\s*(?P<name>\w+)\s*(?:[:(]\s*(?P<mark>['\"])(?P<value>[^'\"]*)(?P=mark)\s*\)?\s*)?")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "&": " and "})
FORMATS = re.compile(r"(?:%[YmdyHMSBb]|[^%])+")  # of dates, that are the same everywhere


class Eleventy(Site):
    """A site of Eleventy."""

    generator = "eleventy"
    rule_settings = ("dir.input", "setInputDirectory", "pathPrefix")
    address_names = ("permalink",)

    @property
    def own_url(self) -> str:
        endings = [".json", *DATA_ENDINGS[2:], ".js", ".mjs", ".cjs"]
        files = (self.root / self.content / "_data" / f"{name}{end}" for name in SITE_DATA for end in endings)
        file = next((one for one in files if one.is_file()), None)
        known = {**(read_config(file, []) if file else {}), **self.config}
        urls = (
            str(value) for key, value in known.items() if key.rpartition(".")[2] in ("base", "url", "baseUrl")
        )
        url = next((one for one in urls if one.startswith(("https://", "http://"))), "")
        prefix = self.setting("pathPrefix").strip("/")
        return f"{url.rstrip('/')}/{prefix}" if url else ""

    @property
    def content(self) -> PurePosixPath:
        return PurePosixPath(self.setting("dir.input", "setInputDirectory", default="."))

    def defaults(self, path: PurePosixPath, problems: list[Problem]) -> Mapping[str, object]:
        folders = [one for one in (path.parent, *path.parent.parents) if one != ROOT]
        bases = [folder / folder.name for folder in reversed(folders)] + [path.with_suffix("")]
        values: dict[str, object] = {}
        for base in bases:
            values |= self._data(base, problems)
        return values

    def _data(self, base: PurePosixPath, problems: list[Problem]) -> Mapping[str, object]:
        """Return the values of the files of data for a folder or a post, whose names begin with `base`."""
        if base not in self._known_data:
            files = [self.root / self.content / f"{base}{end}" for end in DATA_ENDINGS]
            values: dict[str, object] = {}
            for file in files:
                if file.is_file():
                    values |= read_config(file, problems)
            self._known_data[base] = values
        return self._known_data[base]

    @cached_property
    def _known_data(self) -> dict[PurePosixPath, Mapping[str, object]]:
        return {}

    def fields_of(
        self, front: Mapping[str, object], path: PurePosixPath, problems: list[Problem]
    ) -> Mapping[str, object]:
        given = self.defaults(path, problems)
        tags = [*_listed(given.get("tags")), *_listed(front.get("tags"))]
        shown = [tag for tag in tags if tag not in (*COLLECTIONS, "all")]
        return {**given, **front, "tags": shown, "collections": [tag for tag in tags if tag in COLLECTIONS]}

    def chosen(self, rows: Sequence[Mapping[str, object]]) -> list[bool]:
        tagged = [bool(row.get("collections")) for row in rows]
        return tagged if any(tagged) else [True] * len(rows)

    def path_of_post(self, post: PostFacts, written: str) -> str:
        stem = NAME_DATE.sub("", post.path.stem)
        parent = post.path.parent
        if not written and "permalink" in post.fields.fields and post.fields.fields["permalink"] is None:
            raise ParseError("one that a program computes")
        if not written:
            folders = "/".join(map(quoted, parent.parts))
            own = "" if post.path.stem in ("index", parent.name) else f"{quoted(post.path.stem)}/"
            return f"{folders}/{own}".lstrip("/")
        slug = NAME_DATE.sub("", parent.name) if stem == "index" else stem
        known = {
            "page.fileSlug": slug,
            "page.filePathStem": f"/{parent / stem}".replace("/./", "/"),
            "page.date": post.day,
            "date": post.day,
            "title": post.title,
        }
        path = EXPRESSION.sub(lambda part: self._value(part, known, post, written), written)
        if "{{" in path or "{%" in path:
            raise ParseError(f"the template {written!r}")
        return without_index(re.sub("/{2,}", "/", quoted(path, "/%:?#[]@!$&'()*+,;=")))

    def _value(self, part: re.Match[str], known: Mapping[str, object], post: PostFacts, written: str) -> str:
        """Return the value of an expression of a template.

        Raises:
            ParseError: it is not known, or a filter changes it in an unknown way.
        """
        value = known.get(part["name"]) or post.fields.text(part["name"])
        for one in FILTER.finditer(part["filters"]):
            change = FILTERS.get(one["name"])
            value = change(value, one["value"] or "") if change and value else None
        if not value or isinstance(value, date):
            raise ParseError(f"{written!r}, whose part {part[0]!r} is not known")
        return str(value)


def _listed(tags: object) -> list[str]:
    """Return tags, which may be one text."""
    return [tags] if isinstance(tags, str) else list(map(str, tags)) if isinstance(tags, list) else []


def _slugify(value: object, _: str) -> str:
    plain = ascii_letters(str(value).translate(UMLAUTS))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")


def _format(value: object, pattern: str) -> str:
    return f"{value:{pattern}}" if isinstance(value, date) and FORMATS.fullmatch(pattern) else ""


FILTERS: Mapping[str, Callable[[object, str], str]] = {
    "slugify": _slugify,
    "slug": _slugify,
    "date": _format,
    **dict.fromkeys(("lower", "downcase"), lambda value, _: str(value).lower()),
    **dict.fromkeys(("upper", "upcase"), lambda value, _: str(value).upper()),
    **dict.fromkeys(("trim", "strip"), lambda value, _: str(value).strip()),
}
