"""Hexo: `source/_posts/name.md`, `permalink:` and `new_post_name:` in `_config.yml`."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from feedkit.errors import Problem
from feedkit.parsers.posts.generators.sites import PostFacts, Site, dates_of, filled, quoted

KEYS = {
    *("new_post_name", "source_dir", "public_dir", "skip_render", "default_layout", "archive_dir"),
    *("post_asset_folder", "filename_case", "render_drafts", "category_dir", "tag_dir", "pretty_urls"),
}
SIGNS = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+")
PARTS = {
    "year": r"(?P<year>\d{4})",
    "month": r"(?P<month>\d\d)",
    "day": r"(?P<day>\d\d)",
    "i_month": r"(?P<month>\d{1,2})",
    "i_day": r"(?P<day>\d{1,2})",
    "title": r"(?P<title>.+)",
}
PART = re.compile(r":(\w*[^_\W])")
SAFE = ";,/?:@&=+$-_.!~*'()#"


class Hexo(Site):
    """A site of Hexo."""

    generator = "hexo"
    has_index_posts = True
    address_names = ("permalink",)

    @property
    def own_url(self) -> str:
        own = self.setting("url")
        return (
            own if urlsplit(own).path.strip("/") else f"{own.rstrip('/')}/{self.setting('root').strip('/')}"
        )

    @property
    def content(self) -> PurePosixPath:
        return PurePosixPath(self.setting("source_dir", default="source")) / "_posts"

    def defaults(self, path: PurePosixPath, problems: list[Problem]) -> Mapping[str, object]:
        parts = self._parts(path)
        if not {"year", "month", "day"} <= parts.keys():
            return {}
        return {"date": f"{parts['year']}-{int(parts['month']):02}-{int(parts['day']):02}"}

    def _parts(self, path: PurePosixPath) -> Mapping[str, str]:
        """Return the parts of a post's file name, which `new_post_name` describes."""
        name = self.setting("new_post_name", default=":title.md")
        pieces = PART.split(name.rpartition(".")[0] or name)
        if (
            len(pieces) == 3
            or not {*pieces[1::2]} <= PARTS.keys()
            or len({*pieces[1::2]}) * 2 + 1 < len(pieces)
        ):
            return {}
        pattern = "".join(PARTS[one] if number % 2 else re.escape(one) for number, one in enumerate(pieces))
        match = re.fullmatch(pattern, str(path.with_suffix("")))
        return match.groupdict() if match else {}

    def path_of_post(self, post: PostFacts, written: str) -> str:
        slug = self._parts(post.path).get("title") or str(post.path.with_suffix(""))
        pattern = self.setting("permalink", default=":year/:month/:day/:title/")
        path = quoted(written, SAFE) if written else filled(pattern, self._known(post, slug))
        if self.value("post_asset_folder") and not path.endswith(("/", ".html")):
            path += "/"
        pretty = self.value("pretty_urls")
        pretty = pretty if isinstance(pretty, dict) else {}
        if pretty.get("trailing_index") is False:
            path = path.removesuffix("index.html")
        if pretty.get("trailing_html") is False and not path.endswith("index.html"):
            path = path.removesuffix(".html")
        return path

    def _known(self, post: PostFacts, slug: str) -> dict[str, str]:
        defaults = self.value("permalink_defaults")
        known = (
            {str(key): str(value) for key, value in defaults.items()} if isinstance(defaults, dict) else {}
        )
        known |= {key: post.fields.text(key) for key in post.fields.fields if post.fields.text(key)}
        known |= {
            "title": slug,
            "name": slug.rpartition("/")[2],
            "post_title": _slug(post.title).lower(),
            "category": self._category(post),
        }
        if post.day is not None:
            moment = post.day if isinstance(post.day, datetime) else datetime(*post.day.timetuple()[:3])
            seconds = int((moment if moment.tzinfo else moment.replace(tzinfo=self.zone or UTC)).timestamp())
            digest = hashlib.sha1(f"{slug}{seconds}".encode(), usedforsecurity=False).hexdigest()
            known |= dates_of(post) | {"timestamp": str(seconds), "hash": digest[:12]}
        return {key: quoted(value, SAFE) for key, value in known.items()}

    def _category(self, post: PostFacts) -> str:
        names = self.value("category_map")
        names = names if isinstance(names, dict) else {}
        slugs = (_slug(str(names.get(one, one))) for one in post.categories)
        change = {"1": str.lower, "2": str.upper}.get(self.setting("filename_case"), str)
        return "/".join(map(change, slugs)) or self.setting("default_category", default="uncategorized")


def _slug(text: str) -> str:
    """Return a text without accents, with a hyphen for each run of signs."""
    plain = unicodedata.normalize("NFC", "".join(map(_without_accent, text)))
    return SIGNS.sub("-", plain).strip("-")


def _without_accent(letter: str) -> str:
    """Return a Latin letter without its accents; any other as it is."""
    base = unicodedata.normalize("NFD", letter)[:1]
    return base if base.isascii() else letter
