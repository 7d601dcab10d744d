"""Hugo: `content/section/name.md`, `[permalinks]` in `hugo.toml`; a folder with an index is one post."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath

from feedkit.errors import Problem
from feedkit.parsers.posts.generators.sites import PostFacts, Site, dates_of, filled, quoted

SIGNS = "._-#%~"
NAME_DATE = re.compile(r"(\d{4}-\d\d-\d\d)[-_ ]*(.*)")
SLICE = re.compile(r":sections\[(\d*)(:?)(\d*|last)\]")


class Hugo(Site):
    """A site of Hugo."""

    generator = "hugo"
    has_index_posts = True
    address_names = ("url",)
    has_bundles = True

    @property
    def own_url(self) -> str:
        return self.setting("baseurl")

    @property
    def content(self) -> PurePosixPath:
        return PurePosixPath(self.setting("contentdir", default="content"))

    def defaults(self, path: PurePosixPath, problems: list[Problem]) -> Mapping[str, object]:
        date = NAME_DATE.fullmatch(path.parent.name if path.stem == "index" else path.stem)
        if not date or not self._takes_dates_of_names:
            return {}
        return {"date": date[1]} | ({"slug": date[2]} if date[2] else {})

    @property
    def _takes_dates_of_names(self) -> bool:
        rules = self.value("frontmatter")
        dates = rules.get("date") if isinstance(rules, dict) else None
        return ":filename" in (dates if isinstance(dates, list) else [dates])

    def path_of_post(self, post: PostFacts, written: str) -> str:
        if written:
            return written
        sections = [self._name(one) for one in self._sections(post.folders)]
        pattern = SLICE.sub(lambda part: _sliced(part, sections), self._pattern(post))
        slug = post.slug or post.name
        names = {
            "title": self._name(post.title),
            "slug": self._name(post.slug or post.title),
            **dict.fromkeys(("filename", "contentbasename"), self._name(post.name)),
            **dict.fromkeys(("slugorfilename", "slugorcontentbasename"), self._name(slug)),
            "section": sections[0] if sections else "",
        }
        known = {key: quoted(value) for key, value in names.items()} | dates_of(post)
        known["sections"] = "/".join(map(quoted, sections))
        known["folders"] = "/".join(quoted(self._name(one)) for one in post.folders)
        path = filled(pattern, known).rstrip("/")
        ugly = self.value("uglyurls")
        ugly = ugly.get(post.folders[0] if post.folders else "") if isinstance(ugly, dict) else ugly
        return f"{path}.html" if ugly is True else f"{path}/"

    def _pattern(self, post: PostFacts) -> str:
        patterns = self.value("permalinks")
        patterns = patterns if isinstance(patterns, dict) else {}
        pages = patterns.get("page")
        section = post.folders[0] if post.folders else "/"
        pattern = (pages.get(section) if isinstance(pages, dict) else None) or patterns.get(section)
        return str(pattern or "/:folders/:slugorfilename/")

    def _sections(self, folders: tuple[str, ...]) -> list[str]:
        """Return the folders that are sections: the first, and those with an index of their own."""
        paths = [self.root.joinpath(self.content, *folders[: number + 1]) for number in range(len(folders))]
        return [
            name
            for number, name in enumerate(folders)
            if not number or any((paths[number] / f"_index.{suffix}").is_file() for suffix in ("md", "html"))
        ]

    def _name(self, text: str) -> str:
        """Return a text as it stands in paths: letters, digits and some signs, a hyphen for blanks."""
        if self.value("removepathaccents") is True:
            plain = unicodedata.normalize("NFD", text)
            text = unicodedata.normalize("NFC", "".join(one for one in plain if not _is_mark(one)))
        kept = (
            one for one in text.strip() if one.isalnum() or one.isspace() or one in SIGNS or _is_mark(one)
        )
        name = re.sub(r"-*\s[\s-]*", "-", "".join(kept))
        return name if self.value("disablepathtolower") is True else name.lower()


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn"


def _sliced(part: re.Match[str], sections: list[str]) -> str:
    """Return what `:sections[1:]` stands for."""
    first = int(part[1] or 0)
    last = None if part[3] in ("", "last") else int(part[3])
    if part[3] == "last" and not part[2]:
        first = len(sections) - 1
    chosen = sections[first:last] if part[2] or part[3] == "last" else sections[first : first + 1]
    return "/".join(map(quoted, chosen))
