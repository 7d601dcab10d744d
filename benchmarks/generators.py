"""Blogs built by real generators, and whether feedkit gives their folders the same titles, links and dates.

    python -m benchmarks.generators FOLDER [GENERATOR ...]

Writes the blogs of `generator_blogs.py` to FOLDER for each generator that is installed, builds them, and
compares the generator's own feed with what feedkit reads from the sources. Exit status 1 if one differs.
Generators of Node are installed in the folder itself:

    npm install --prefix FOLDER @11ty/eleventy @11ty/eleventy-plugin-rss astro @astrojs/rss \\
        hexo hexo-cli hexo-generator-feed hexo-renderer-marked
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC
from pathlib import Path
from urllib.parse import unquote

import feedkit
from benchmarks.generator_blogs import BLOGS, Blogs
from feedkit.pipeline import read

ZONES = ("Asia/Tokyo",)  # a blog that names one is built there: Hexo's links are in the machine's zone


def facts(feed: feedkit.Feed) -> list[tuple[str, str, str]]:
    """Return title, link and moment of each entry, in the order of links."""
    return sorted(
        (
            unquote(entry.url or ""),
            entry.title or "",
            f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}" if moment else "",
        )
        for entry in feed.entries
        for moment in [entry.published or entry.updated]
    )


def differs(root: Path, blogs: Blogs, number: int, path: str) -> bool:
    """Build one blog and compare it."""
    shutil.rmtree(root, ignore_errors=True)
    for name, text in {**blogs.files, **blogs.configs[number]}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    zone = next((zone for zone in ZONES if zone in str(blogs.configs[number])), "UTC")
    environment = os.environ | {"ASTRO_TELEMETRY_DISABLED": "1", "TZ": zone, "PATH": path}
    subprocess.run(blogs.command, cwd=root, check=True, env=environment, stdout=subprocess.DEVNULL)
    wanted = facts(feedkit.parse((root / "out" / blogs.feed).read_bytes()))
    shutil.rmtree(root / "out")
    reading = read(root)
    found = facts(reading.feed)
    print(f"{root.name}: {len(wanted)} posts, {'the same' if wanted == found else 'different'}")
    for one in sorted(set(wanted) ^ set(found)):
        print("  only", "the generator" if one in wanted else "feedkit", one)
    for problem in reading.problems:
        print("  problem:", problem)
    return wanted != found


def main(folder: Path, names: list[str]) -> int:
    """Build and compare; return how many blogs differ."""
    folder.mkdir(parents=True, exist_ok=True)
    path = f"{(folder / 'node_modules/.bin').resolve()}{os.pathsep}{os.environ.get('PATH', '')}"
    different = 0
    for name in names or BLOGS:
        blogs = BLOGS[name]
        if shutil.which(blogs.command[0], path=path) is None:
            print(f"{name}: not installed")
            continue
        roots = [folder / f"{name}-{number}" for number in range(1, len(blogs.configs) + 1)]
        different += sum(differs(root, blogs, number, path) for number, root in enumerate(roots))
    return different


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]) > 0)
