"""The site that a folder of posts belongs to, and what the address of a post is made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import ClassVar
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from feedkit.errors import FeedkitError, ParseError, Problem
from feedkit.parsers.posts.front_fields import FALSE, Fields
from feedkit.values.urls import absolute_url
from feedkit.values.zones import checked_zone

ROOT = PurePosixPath()
NAME_DATE = re.compile(r"\d{4}([-_.]?)\d\d?\1\d\d?(?:[-_ .]+|\Z)")
STYLES = {  # of Jekyll's permalinks, which older posts name themselves
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
PLACEHOLDER = re.compile(r":([a-z_]+)")
SLASHES = re.compile("/{2,}")
TEMPLATE = re.compile(r"\{\{|\{%")
LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "ł": "l", "–": "-", "—": "-"}
)
MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What the address of a post is made of.

    path:       its path in the folder of content
    fields:     its front matter
    title:      its title
    day:        when it was published, as the site counts days
    categories: their names, those of folders too
    """

    path: PurePosixPath
    fields: Fields
    title: str
    day: date | None
    categories: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the file without suffix, or of its folder where it is an index."""
        return self.path.parent.name if self._is_index else self.path.stem

    @property
    def folders(self) -> tuple[str, ...]:
        parts = self.path.parent.parts
        return parts[:-1] if self._is_index else parts

    @property
    def slug(self) -> str:
        return self.fields.text("slug")

    @property
    def _is_index(self) -> bool:
        return self.path.stem in ("index", "_index") and self.path.parent != ROOT


@dataclass(frozen=True)
class Site:
    """A site, or a folder that belongs to none.

    Each generator has a class of its own, which overrides what it does in another way.

    url:     the address of the site, or of the folder where no site is known
    root:    the folder with the configuration
    config:  the configuration, with the names of keys as they are
    inside:  the path of the folder of posts in the root
    """

    url: str | None = None
    root: Path = Path()
    config: Mapping[str, object] = field(default_factory=dict)
    inside: PurePosixPath = ROOT

    generator: ClassVar[str] = ""
    address_names: ClassVar[tuple[str, ...]] = ("permalink", "url")  # of fields that give a post's address
    rule_settings: ClassVar[tuple[str, ...]] = ()  # of addresses, that a program may compute
    splits_tags: ClassVar[bool] = False  # at blanks
    has_bundles: ClassVar[bool] = False  # whether a folder with an index is one post
    makes_pictures: ClassVar[bool] = False  # of files beside posts, under other addresses
    has_index_posts: ClassVar[bool] = False  # whether an index beside posts is a post too

    @property
    def own_url(self) -> str:
        """The address of the site as its configuration gives it."""
        return self.setting("url")

    @property
    def content(self) -> PurePosixPath:
        """The path of the folder of content in the root."""
        return ROOT

    @property
    def zone(self) -> ZoneInfo | None:
        """The zone of dates that name none."""
        try:
            return checked_zone(name) if (name := self.setting("timezone")) else None
        except (FeedkitError, ValueError):
            return None

    def value(self, *names: str) -> object:
        """Return the first of some settings that has a value, in any spelling of its name."""
        known = {name.casefold() for name in names}
        return next((value for key, value in self.config.items() if key.casefold() in known and value), None)

    def setting(self, *names: str, default: str = "") -> str:
        """Return the first of some settings as a text."""
        value = self.value(*names)
        return default if value is None or isinstance(value, (dict, list)) else str(value)

    def path_of(self, path: PurePosixPath) -> PurePosixPath | None:
        """Return the path of a post in the folder of content; None if it is no post of the site."""
        whole = self.inside / path
        return whole.relative_to(self.content) if whole.is_relative_to(self.content) else None

    def defaults(self, path: PurePosixPath, problems: list[Problem]) -> Mapping[str, object]:
        """Return the fields that the site gives a post with some path in the folder of content."""
        return {}

    def fields_of(
        self, front: Mapping[str, object], path: PurePosixPath, problems: list[Problem]
    ) -> Mapping[str, object]:
        """Return the fields of a post: its front matter, and what it does not say."""
        return {**self.defaults(path, problems), **front}

    def chosen(self, rows: Sequence[Mapping[str, object]]) -> list[bool]:
        """Return which of all posts are in the site's list of posts."""
        return [True] * len(rows)

    def title_of(self, name: str) -> str:
        """Return the title of a post without one, from the name of its file without date."""
        words = name if " " in name else name.replace("-", " ").replace("_", " ")
        return words.strip()

    def address(self, post: PostFacts) -> str | None:
        """Return the address of a post.

        Raises:
            ParseError: its rule cannot be filled in; the message is what was found.
        """
        written = post.fields.text(*self.address_names)
        if written.lower() in FALSE:
            return None
        base = self.base
        if "://" in written:
            return absolute_url(written, base)
        path = self.path_of_post(post, written)
        return absolute_url((path.lstrip("/") or "./") if self.generator else path, base)

    @property
    def base(self) -> str | None:
        """The address of the site, which ends in a slash if it is that of a folder."""
        last = (self.url or "").rpartition("/")[2]
        return self.url if not last or "." in last else f"{self.url}/"

    def path_of_post(self, post: PostFacts, written: str) -> str:
        """Return the path of a post below the site's address.

        Args:
            post: the post.
            written: the address that its front matter gives; "" without one.

        Raises:
            ParseError: see `address`.
        """
        if TEMPLATE.search(written):
            raise ParseError(f"the template {written!r}")
        if written:
            return without_index(filled(STYLES.get(written, written), dates_of(post) | path_names(post)))
        slug = (post.slug or without_date(post.name)).strip().replace(" ", "-")
        folders = (part for part in post.folders if not part.startswith("_"))
        return "/".join(quoted(part.lower()) for part in (*folders, slug, ""))


def site_address(url: str | None, own: str, inside: PurePosixPath) -> str | None:
    """Return the address of a site: what the caller names for its root, else that of its configuration."""
    own = own.rstrip("/") if urlsplit(own).scheme in ("http", "https") else ""
    if url and inside == ROOT:
        return url
    if own:
        return f"{own}/"
    parts = urlsplit(url or "")
    return f"{parts.scheme}://{parts.netloc}/" if url else None


# --- parts of patterns ---


def filled(pattern: str, known: Mapping[str, str]) -> str:
    """Fill in a pattern such as `/:year/:title/`.

    Raises:
        ParseError: a part is not known.
    """
    unknown = next((part[0] for part in PLACEHOLDER.finditer(pattern) if part[1] not in known), "")
    if unknown:
        raise ParseError(f"{pattern!r}, whose part {unknown!r} is not known")
    return SLASHES.sub("/", PLACEHOLDER.sub(lambda part: known[part[1]], pattern))


def dates_of(post: PostFacts) -> dict[str, str]:
    """Return the parts of a date by the names that they have in patterns."""
    day = post.day
    if day is None:
        return {}
    year, week, weekday = day.isocalendar()
    known = {
        "year": f"{day.year:04}",
        "short_year": f"{day.year % 100:02}",
        "month": f"{day.month:02}",
        "i_month": str(day.month),
        "day": f"{day.day:02}",
        "i_day": str(day.day),
        "y_day": f"{day:%j}",
        "yearday": str(int(f"{day:%j}")),
        "week": f"{week:02}",
        "w_year": str(year),
        "w_day": str(weekday),
        "monthname": MONTHS[day.month - 1],
        "long_month": MONTHS[day.month - 1].title(),
        "short_month": MONTHS[day.month - 1][:3].title(),
        "weekday": str(weekday % 7),
        "weekdayname": WEEKDAYS[weekday - 1],
        "long_day": WEEKDAYS[weekday - 1].title(),
        "short_day": WEEKDAYS[weekday - 1][:3].title(),
    }
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    return known | {"hour": f"{moment:%H}", "minute": f"{moment:%M}", "second": f"{moment:%S}"}


def path_names(post: PostFacts) -> dict[str, str]:
    """Return the parts of a pattern that are names, where no generator is known."""
    slug = quoted((post.slug or without_date(post.name)).strip().replace(" ", "-"))
    return {
        "title": slug,
        "slug": slug,
        "filename": slug,
        "categories": "/".join(quoted(one.casefold()) for one in post.categories),
    }


def quoted(text: str, safe: str = "") -> str:
    """Return a part of a path, percent-encoded."""
    return quote(text, safe=safe, errors="surrogateescape")


def without_date(name: str) -> str:
    """Return a name without the date that it begins with."""
    part = NAME_DATE.match(name)
    return name[part.end() :] or name if part else name


def without_index(path: str) -> str:
    """Return a path without the name of an index, which its folder shows."""
    return path.removesuffix("index.html") if path.endswith("/index.html") else path


def ascii_letters(text: str) -> str:
    """Return a text in letters of ASCII.

    Raises:
        ParseError: it has letters of other scripts, which each generator writes in its own way.
    """
    plain = unicodedata.normalize("NFKD", text.translate(LETTERS))
    if not all(one.isascii() or unicodedata.category(one)[0] in "MPZ" for one in plain):
        raise ParseError(f"{text!r}, which the generator writes in Latin letters of its own choice")
    return plain.encode("ascii", "ignore").decode()


def slug_of(text: str) -> str:
    """Return a text in small letters of ASCII, digits and hyphens.

    Raises:
        ParseError: see `ascii_letters`.
    """
    return re.sub(r"[^a-z0-9]+", "-", ascii_letters(text).lower()).strip("-")
