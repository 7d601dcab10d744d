"""Astro: a collection's route in `src/pages`, such as `blog/[...slug].astro`, or a page's own path there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath

from feedkit.errors import ParseError
from feedkit.parsers.posts.generators.configuration import MAX_CONFIG_SIZE
from feedkit.parsers.posts.generators.sites import PostFacts, Site, quoted
from feedkit.values.decoding import decode

PAGES = PurePosixPath("src/pages")
CONTENT = PurePosixPath("src/content")
CONFIGS = (
    "src/content.config.ts",
    "src/content.config.mjs",
    "src/content.config.js",
    "src/content/config.ts",
)
MAX_PAGES = 1_000  # files that routes are looked for in
PARAMETER = re.compile(r"\[(?:\.\.\.)?(\w+)\]")
COLLECTION = re.compile(
    r"(?P<name>\w+)\s*=\s*defineCollection\(\{\s*loader:\s*glob\(\{(?P<options>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}"
)
BASE = re.compile(r"base:\s*['\"`](?:\./)?([^'\"`$]+)['\"`]")
LISTED = re.compile(r"getCollection\(\s*['\"`]([\w-]+)['\"`]")
ID = r"\b{}:\s*\w+\.(?:id|slug)\b"  # what the parameter of a route is taken from


class Astro(Site):
    """A site of Astro."""

    generator = "astro"
    rule_settings = ("site", "base", "trailingSlash", "build.format")
    makes_pictures = True
    has_index_posts = True
    address_names = ()

    @property
    def own_url(self) -> str:
        site, base = self.setting("site"), self.setting("base").strip("/")
        return f"{site.rstrip('/')}/{base}" if site else ""

    @property
    def content(self) -> PurePosixPath:
        return PurePosixPath("src")

    def path_of(self, path: PurePosixPath) -> PurePosixPath | None:
        whole = self.inside / path
        return whole if whole.is_relative_to(PAGES) or self._collection(whole) else None

    @cached_property
    def _collections(self) -> dict[PurePosixPath, str]:
        """The names of collections by their folders."""
        text = "".join(_text(self.root / name) for name in CONFIGS)
        found = {
            PurePosixPath(base[1]): one["name"]
            for one in COLLECTION.finditer(text)
            if (base := BASE.search(one["options"]))
        }
        folder = self.root / CONTENT
        own = sorted(one.name for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []
        return {CONTENT / name: name for name in own if CONTENT / name not in found} | found

    def _collection(self, path: PurePosixPath) -> tuple[PurePosixPath, str] | None:
        """Return the folder and the name of the collection that a post belongs to."""
        return next(((one, self._collections[one]) for one in path.parents if one in self._collections), None)

    @cached_property
    def _routes(self) -> dict[str, str]:
        """The routes of the collections whose pages show one post each, by their names."""
        routes: dict[str, str] = {}
        for file in self._pages():
            route = str(file.relative_to(self.root / PAGES).with_suffix("")).removesuffix("/index")
            parameters = PARAMETER.findall(route)
            text = _text(file) if len(parameters) == 1 else ""
            if parameters and re.search(ID.format(parameters[0]), text):
                routes |= {name: routes.get(name, route) for name in LISTED.findall(text)}
        return routes

    def _pages(self) -> Iterator[Path]:
        files = sorted((self.root / PAGES).rglob("*.astro")) if (self.root / PAGES).is_dir() else []
        yield from (one for one in files[:MAX_PAGES] if "[" in str(one))

    def path_of_post(self, post: PostFacts, written: str) -> str:
        collection = self._collection(post.path)
        if collection is None:
            path = str(post.path.relative_to(PAGES).with_suffix(""))
            return self._ended("" if path == "index" else path.removesuffix("/index"))
        folder, name = collection
        route = self._routes.get(name)
        if route is None:
            raise ParseError(f"no page in {PAGES} whose parameter is the id of a post of {name!r}")
        inner = post.path.relative_to(folder).with_suffix("").parts
        own = post.slug or "/".join(map(_slug, inner)).removesuffix("/index")
        return self._ended(PARAMETER.sub(lambda _: own, route))

    def _ended(self, path: str) -> str:
        bare = self.setting("trailingSlash") == "never" or self.setting("build.format") == "file"
        return quoted(path, "/") + ("" if bare and self.setting("trailingSlash") != "always" else "/")


def _slug(text: str) -> str:
    """Return a text as GitHub writes it in anchors: small letters, a hyphen for a blank."""
    return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")


def _text(file: Path) -> str:
    """Return the text of a file; "" where it cannot be read."""
    try:
        with file.open("rb") as opened:
            return decode(opened.read(MAX_CONFIG_SIZE))
    except (OSError, ParseError):
        return ""
