"""A folder of posts: each file of Markdown, and of HTML with front matter, is an entry.

Left out are what a generator keeps for itself (hidden files, `_drafts`, `_site` and all folders that begin
with `_` but `_posts`, `node_modules`), pages about the folder (README), and an index beside or below which
there are posts. One bad file does not cost the others: it is a Problem.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from feedkit.errors import NoEntriesError, ParseError, Problem, mismatch
from feedkit.model import Feed
from feedkit.parsers.data import read_rows
from feedkit.parsers.data.mapping import Accessor, mapped_fields
from feedkit.parsers.job import UTC, Job
from feedkit.parsers.posts.frontmatter import split
from feedkit.parsers.posts.generators import Site, site_of
from feedkit.parsers.posts.generators.sites import ROOT
from feedkit.parsers.posts.post import HTML, INDEX, RST, Post, post_of
from feedkit.parsers.reading import Reading
from feedkit.values.decoding import Decoded, decoded

MARKDOWN = {".md", ".markdown", ".mdown", ".mkd", ".mdx"}
UNREAD = {".adoc", ".asciidoc", ".org", ".textile", ".ipynb"}  # of posts, too
ENDINGS = ", ".join(sorted(MARKDOWN | HTML | RST))
MAX_POST_SIZE = 10_000_000  # bytes
MAX_POSTS = 100_000  # of a folder
NO_RULE = (
    "wanted a site's configuration, which has the rule for links, found none that can be read: links are the "
    "paths of the files in small letters"
)
POST_FOLDERS = {"_posts"}
EXCLUDED_FOLDERS = {"node_modules", "drafts"}
EXCLUDED_NAMES = {"404", "changelog", "code_of_conduct", "contributing", "license", "readme", "security"}


@dataclass(frozen=True, slots=True)
class Rows:
    """The posts of a folder.

    rows:      one for each post, in the order of their paths, byte by byte
    paths:     the path of each in the folder, for messages
    problems:  what could not be used of the folder and its posts
    about:     the front matter of the folder's own index
    own:       the indices of rows whose front matter gives their address
    url:       the address of the site
    zone:      the zone of dates that name none, where the site has one
    """

    rows: list[dict[str, object]]
    paths: list[str]
    problems: list[Problem]
    about: Mapping[str, object]
    own: set[int]
    url: str | None
    zone: ZoneInfo | None


def read(job: Job) -> Reading:
    """Read a folder of posts, which is published at `job.url`.

    The recipe's `map` gives the paths of fields that cannot be found by the names in the front matter.

    Raises:
        NoEntriesError: there are no posts in it, or drafts only.
        ParseError: there are more than 100,000.
        OSError: it cannot be read.
    """
    path = job.path or Path()
    posts = rows_of_folder(path, url=job.url)
    if not posts.rows:
        reasons = "".join(f"; {problem}" for problem in posts.problems[:3])
        raise NoEntriesError(
            f"no posts found in {path.resolve().name}/ and the folders in it: wanted files that end in "
            f"{ENDINGS} (HTML with front matter), not hidden and not in folders that begin with '_', except "
            f"_posts{reasons}"
        )
    mapped = _mapped(job, posts)
    if "url" not in mapped:  # slug and path alone are no address where the site's rule gives none
        posts = replace(posts, rows=[_without_parts_of_address(row) for row in posts.rows])
    reading = read_rows(
        posts.rows,
        url=job.url or posts.url,
        zone=posts.zone if posts.zone and job.zone == UTC else job.zone,
        reference=job.now,
        mapped=mapped,
        row_names=posts.paths,
    )
    return replace(
        reading,
        feed=_described(reading.feed, posts.about),
        problems=(*posts.problems, *reading.problems),
        format="folder",
        where=f"files that end in {ENDINGS}",
    )


def rows_of_folder(path: Path, *, url: str | None) -> Rows:
    """Return the posts of a folder as rows; see `feedkit.parsers.posts.post` for their keys."""
    problems: list[Problem] = []
    site = site_of(path, url, problems)
    inner_paths = sorted(_posts(path, problems), key=lambda one: os.fsencode(str(one)))
    about: Mapping[str, object] = {}
    posts: list[tuple[PurePosixPath, Post]] = []
    indices = _indices(inner_paths, site)
    for inner in _without_parts(inner_paths) if site.has_bundles else inner_paths:
        if inner in indices:
            about = _about(path / inner, problems, inner) if inner.parent == ROOT else about
        elif not site.generator or site.path_of(inner) is not None:
            post = _post(path / inner, inner, site, problems)
            posts += [(inner, post)] if post is not None else []
    chosen = site.chosen([post.row for _, post in posts])
    posts = [one for one, is_chosen in zip(posts, chosen, strict=True) if is_chosen]
    problems += [problem for _, post in posts for problem in post.problems]
    own = {index for index, (_, post) in enumerate(posts) if post.has_own_address}
    if site.url and not site.generator and len(own) < len(posts):
        problems.append(_problem("no-permalink-rule", NO_RULE, PurePosixPath(path.name)))
    rows, paths = [post.row for _, post in posts], [str(inner) for inner, _ in posts]
    return Rows(rows, paths, problems, about, own, site.url, site.zone)


def _without_parts_of_address(row: dict[str, object]) -> dict[str, object]:
    return row if "url" in row else {key: row[key] for key in row if key not in ("slug", "path")}


def _mapped(job: Job, posts: Rows) -> dict[str, Accessor]:
    """Return the accessors of mapped fields; an address in a post's own front matter counts more."""
    mapped = mapped_fields(job.recipe, posts.rows)
    if (accessor := mapped.get("url")) and posts.own:
        value, own = accessor.value, {id(posts.rows[index]) for index in posts.own}
        mapped["url"] = replace(
            accessor,
            value=lambda row: row["url"] if id(row) in own and isinstance(row, Mapping) else value(row),
        )
    return mapped


def _indices(paths: list[PurePosixPath], site: Site) -> set[PurePosixPath]:
    """Return the files that are about their folder, with posts beside or below them, and no posts."""
    indices = {path for path in paths if path.stem == "_index"}
    if site.has_index_posts:
        return indices
    folders = _folders_with_posts(paths)
    return indices | {path for path in paths if path.stem in INDEX and path.parent in folders}


def _folders_with_posts(paths: list[PurePosixPath]) -> set[PurePosixPath]:
    """Return the folders that hold posts, beside or below their index; the given folder is always one."""
    folders = {ROOT}
    for path in paths:
        above = path.parents[1:] if path.stem in INDEX else path.parents
        for folder in above:
            if folder in folders and folder != ROOT:
                break
            folders.add(folder)
    return folders


def _without_parts(paths: list[PurePosixPath]) -> list[PurePosixPath]:
    """Return the paths without those that are a part of a post, which is its folder's index."""
    bundles = {path.parent for path in paths if path.stem == "index"} - {ROOT}
    return [
        path
        for path in paths
        if not any(folder in bundles for folder in path.parents[path.stem == "index" :])
    ]


# --- files ---


def _posts(root: Path, problems: list[Problem]) -> Iterator[PurePosixPath]:
    """Yield the paths in the folder of all files that may be posts. Symbolic links are not followed."""
    waiting = [ROOT]
    unread: list[PurePosixPath] = []
    count = 0
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder) as scan:
                items = list(scan)
        except OSError as error:
            if folder == ROOT:
                raise
            problems.append(_problem("unreadable-folder", f"it cannot be read: {error.strerror}", folder))
            continue
        for item in items:
            path = folder / item.name
            if item.is_dir(follow_symlinks=False):
                waiting.extend([path] if _holds_posts(item.name) else [])
            elif _is_post(path) and item.is_symlink():
                found = "a symbolic link, which is not followed"
                problems.append(mismatch("link", "a file", found, str(path)))
            elif path.suffix.lower() in UNREAD and _may_be_post(path):
                unread.append(path)
            elif _is_post(path) and item.is_file(follow_symlinks=False):
                count += 1
                if count > MAX_POSTS:
                    raise ParseError(
                        f"wanted a folder of up to {MAX_POSTS:,} posts, found more in {root.name}/"
                    )
                yield path
    if unread:
        shown = f"{len(unread)} other files, which are left out: {', '.join(sorted(map(str, unread))[:3])}"
        problems.append(mismatch("unread-format", f"posts in files that end in {ENDINGS}", shown, root.name))


def _holds_posts(name: str) -> bool:
    return name in POST_FOLDERS or not (name.startswith((".", "_")) or name.casefold() in EXCLUDED_FOLDERS)


def _is_post(path: PurePosixPath) -> bool:
    return path.suffix.lower() in MARKDOWN | HTML | RST and _may_be_post(path)


def _may_be_post(path: PurePosixPath) -> bool:
    if path.name.startswith("."):
        return False
    return path.stem == "_index" or not (path.stem.startswith("_") or path.stem.casefold() in EXCLUDED_NAMES)


def _post(file: Path, path: PurePosixPath, site: Site, problems: list[Problem]) -> Post | None:
    """Return a post; None if the file is no post, or if it cannot be used, which is reported."""
    try:
        found = _content(file)
        problems += [replace(one, where=f"{path}, {one.where}") for one in found.problems]
        content = found.text
        if path.suffix.lower() in HTML and not split(content).notation:
            return None
        return post_of(content, path, site)
    except ParseError as error:
        problems.append(_problem("unreadable-post", str(error), path))
    except OSError as error:
        problems.append(_problem("unreadable-post", f"it cannot be read: {error.strerror}", path))
    return None


def _content(file: Path) -> Decoded:
    with file.open("rb") as opened:
        data = opened.read(MAX_POST_SIZE + 1)
    if len(data) > MAX_POST_SIZE:
        raise ParseError(f"wanted a post of up to {MAX_POST_SIZE:,} bytes, found a larger file")
    return decoded(data)


def _problem(rule: str, message: str, path: PurePosixPath) -> Problem:
    return Problem(rule=rule, message=message, where=str(path))


# --- the feed ---


def _about(file: Path, problems: list[Problem], path: PurePosixPath) -> Mapping[str, object]:
    try:
        return split(_content(file).text).fields
    except (ParseError, OSError) as error:
        problems.append(_problem("unreadable-index", str(error), path))
        return {}


def _described(feed: Feed, index: Mapping[str, object]) -> Feed:
    """Return the feed with the title, subtitle and language from the front matter of the folder's index."""
    about = {key.casefold(): value for key, value in index.items() if isinstance(value, str) and value}
    return replace(
        feed,
        title=feed.title or about.get("title"),
        subtitle=feed.subtitle or about.get("description"),
        language=feed.language or about.get("language") or about.get("lang"),
    )
