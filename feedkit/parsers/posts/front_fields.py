"""Front matter by the names of its keys, however these are spelled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from feedkit.dates import read_date
from feedkit.parsers.posts.markdown import without_templates
from feedkit.values.urls import absolute_url

TABLES = ("params", "extra", "taxonomies", "meta", "metadata")  # whose keys count as keys of the post itself
TITLES = ("title", "name", "headline")
DATES = (
    *("date", "published", "pubdate", "publishdate", "publisheddate", "publishedat", "datepublished"),
    *("created", "createdat"),
)
IMAGES = ("image", "cover", "heroimage", "coverimage", "featuredimage", "thumbnail", "banner", "ogimage")
IMAGE_KEYS = ("url", "src", "path", "image")  # of a picture that is a table
DRAFTS = ("draft", "isdraft", "hidden", "unlisted", "headless", "eleventyexcludefromcollections")
UNPUBLISHED = {"draft", "hidden", "private", "pending", "skip"}  # values of `status`
BUILD = ("build", "_build")  # Hugo's table of what becomes of a page
ROOTED = re.compile(r"/|[a-z][a-z\d+.-]*:|\{", re.I)  # an address, a path from the site's root, a template
TRUE, FALSE = {"true", "yes", "1"}, {"false", "no", "0"}


class Fields:
    """The fields of one post.

    Args:
        fields: its front matter, with what the configuration of its site gives it.
    """

    def __init__(self, fields: Mapping[str, object]) -> None:
        self.fields: dict[str, object] = {}
        for key, value in fields.items():
            if key.casefold() in TABLES and isinstance(value, dict):
                self.fields = value | self.fields
        self.fields |= fields
        self.folded = {folded(key): value for key, value in self.fields.items() if value not in (None, "")}

    def has(self, *names: str) -> bool:
        """Return whether one of some fields has a value that is no "yes" or "no"."""
        return any(folded(name) in self.folded and not self.is_flag(name) for name in names)

    def text(self, *names: str) -> str:
        """Return the first of some fields that is a text or a number; "" without one."""
        values = (self.folded.get(folded(name)) for name in names)
        return next((str(value).strip() for value in values if isinstance(value, (str, int, float))), "")

    def names(self, plural: str, singular: str, *, splits: bool) -> list[str]:
        """Return tags or categories; one text under the plural name may be several, parted by blanks."""
        value = self.folded.get(plural)
        single = self.text(singular)
        if isinstance(value, str):
            parts = re.split(r"\s*,\s*", value) if "," in value or not splits else value.split()
            return [part for part in dict.fromkeys((*parts, single if splits else "")) if part]
        if isinstance(value, list):
            flat = [part for one in value for part in (one if isinstance(one, list) else [one])]  # as Hexo's
            names = [str(one).strip() for one in flat if isinstance(one, (str, int, float))]
            return list(dict.fromkeys((*names, single))) if splits and single else names
        return [single] if single else []

    def day(self, *names: str) -> date | None:
        """Return the first of some dates that is certain by itself."""
        for name in names:
            value = self.folded.get(name)
            value = read_date(value) if isinstance(value, str) else value
            if isinstance(value, date):
                return value
        return None

    def is_draft(self) -> bool:
        """Return whether it is a draft or in no list: `draft: true`, `published: false`, `status: draft`."""
        if any(self._flag(name) is True for name in DRAFTS) or self._flag("published") is False:
            return True
        build = next((value for name in BUILD if isinstance(value := self.fields.get(name), dict)), {})
        if any(str(build.get(key)).lower() in ("never", "false") for key in ("list", "render")):
            return True
        return self.text("status").lower() in UNPUBLISHED

    def image(self, base: str | None, *, is_published: bool) -> str | None:
        """Return the address of the post's picture.

        Args:
            base: what it is resolved against.
            is_published: whether a file beside the post is below the post's own address.
        """
        for name in IMAGES:
            value = self.folded.get(name)
            if isinstance(value, dict):
                value = next((value[key] for key in IMAGE_KEYS if value.get(key)), None)
            if isinstance(value, str) and value:
                if not is_published and not ROOTED.match(value):
                    return None
                return absolute_url(without_templates(value), base)
        return None

    def is_flag(self, name: str) -> bool:
        """Return whether a field is a "yes" or "no"."""
        return self._flag(name) is not None

    def _flag(self, name: str) -> bool | None:
        value = str(self.folded.get(folded(name))).strip().lower()
        return True if value in TRUE else False if value in FALSE else None


def folded(key: str) -> str:
    """Return the name of a field as it is compared."""
    return key.casefold().replace("_", "").replace("-", "").replace(" ", "")
