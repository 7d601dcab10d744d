"""Blogs built by real generators, and whether feedkit gives their folders the same titles, links and dates.

    python benchmarks/generators.py FOLDER [GENERATOR ...]

Writes four blogs for each generator that is installed (hugo, jekyll, pelican) to FOLDER, builds them, and
compares the generator's own feed with what feedkit reads from the sources. Exit status 1 if one differs.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC
from pathlib import Path
from urllib.parse import unquote

import feedkit

HUGO_POSTS = {
    "content/posts/My_First Post.md": "---\ntitle: A first\ndate: 2024-05-01\ntags: [a, b]\n---\nOne.\n",
    "content/posts/UPPER.md": '+++\ntitle = "Upper"\ndate = 2024-05-02T10:00:00Z\n+++\nTwo.\n',
    "content/posts/2024-05-03-dated.md": "---\ntitle: Dated\ndate: 2024-05-03\n---\nThree.\n",
    "content/posts/slugged.md": "---\ntitle: Slugged\nslug: Other Slug\ndate: 2024-05-04\n---\nFour.\n",
    "content/posts/own.md": "---\ntitle: Own\nurl: /x/Own/\ndate: 2024-05-05\n---\nFive.\n",
    "content/posts/bundle/index.md": "---\ntitle: Bündle C++ & more!\ndate: 2024-05-06\n---\nSix.\n",
    "content/posts/_index.md": "---\ntitle: Posts\n---\n",
    "content/posts/Über uns (new).md": "---\ntitle: Umlaut\ndate: 2024-05-07\n---\nSeven.\n",
}
JEKYLL_POSTS = {
    "_posts/2024-05-01-My_First Post.md": "---\ntitle: A first\ntags: [a, b]\n---\nOne.\n",
    "_posts/2024-05-02-UPPER.markdown": "---\ntitle: Upper\ncategories: Pumps Medical things\n---\nTwo.\n",
    "_posts/2024-05-03-three.md": "---\ntitle: Three\nslug: Drei Mal\ncategory: One Two\n---\nThree.\n",
    "_posts/2024-05-04-own.md": "---\ntitle: Own\npermalink: /x/:title/\n---\nFour.\n",
    "_posts/2024-05-05-day.md": "---\ntitle: Day\ndate: 2024-06-06 10:00:00 +0200\n---\nFive.\n",
    "_posts/2024-05-06-über (c++) & x.md": "---\ntitle: Umlaut\n---\nSix.\n",
    "kites/_posts/2024-05-07-wind.md": "---\ntitle: Wind\n---\nSeven.\n",
    "feed.xml": "---\n---\n<feed xmlns='http://www.w3.org/2005/Atom'>{% for p in site.posts %}<entry>"
    "<title>{{p.title}}</title><link href='{{p.url|absolute_url|xml_escape}}'/>"
    "<published>{{p.date|date_to_xmlschema}}</published></entry>{% endfor %}</feed>\n",
}
PELICAN_POSTS = {
    "content/My_First.md": "Title: First: Bündle & C++\nDate: 2024-05-01 10:00\nCategory: River\n\nOne.\n",
    "content/kites/wind.md": "Title: Wind\nDate: 2024-05-02\nSlug: Other-Slug\n\nTwo.\n",
    "content/2024-05-03-dated.md": "Title: Dated\nDate: 2024-05-03\n\nThree.\n",
    "content/rest.rst": "A post\n######\n\n:date: 2024-05-04 11:00\n:tags: x, y\n\nFour.\n",
}
HUGO = 'baseURL = "https://pond.example/"\ntitle = "Pond"\n'
JEKYLL = "title: Pond\nurl: https://pond.example\n"
PELICAN = (
    "SITENAME = 'Pond'\nSITEURL = 'https://pond.example'\nTIMEZONE = 'UTC'\nFEED_ALL_ATOM = 'feed.xml'\n"
)
BLOGS: dict[str, tuple[str, list[str], str, dict[str, str], list[str]]] = {
    "hugo": (
        "config.toml",
        ["hugo", "--quiet", "-d", "out"],
        "out/index.xml",
        HUGO_POSTS,
        [
            HUGO,
            HUGO + '[permalinks]\nposts = "/:year/:month/:title/"\n',
            HUGO + '[permalinks]\nposts = "/:section/:slug/:day"\n',
            HUGO + 'uglyURLs = true\n[permalinks]\nposts = "/b/:filename/"\n',
        ],
    ),
    "jekyll": (
        "_config.yml",
        ["jekyll", "build", "-q", "-d", "out"],
        "out/feed.xml",
        JEKYLL_POSTS,
        [
            JEKYLL,
            JEKYLL + "permalink: pretty\n",
            JEKYLL + "permalink: /:year/:title/\n",
            JEKYLL + "permalink: /:categories/:slug:output_ext\nbaseurl: /sub\n",
        ],
    ),
    "pelican": (
        "pelicanconf.py",
        ["pelican", "-q", "content", "-s", "pelicanconf.py", "-o", "out"],
        "out/feed.xml",
        PELICAN_POSTS,
        [
            PELICAN,
            PELICAN + "ARTICLE_URL = ARTICLE_SAVE_AS = 'posts/{date:%Y}/{date:%m}/{slug}/index.html'\n",
            PELICAN + "SLUGIFY_SOURCE = 'basename'\n",
            PELICAN + "ARTICLE_URL = '{category}/{slug}.html'\nARTICLE_SAVE_AS = ARTICLE_URL\n",
        ],
    ),
}


def facts(feed: feedkit.Feed) -> list[tuple[str, str, str]]:
    """Return title, link and moment of each entry, in the order of links."""
    return sorted(
        (
            unquote(entry.url or ""),
            entry.title or "",
            f"{entry.published.astimezone(UTC):%Y-%m-%d %H:%M}" if entry.published else "",
        )
        for entry in feed.entries
    )


def main(folder: Path, names: list[str]) -> int:
    """Build and compare; return how many blogs differ."""
    different = 0
    for name in names or BLOGS:
        config_name, command, feed_name, posts, configs = BLOGS[name]
        if shutil.which(command[0]) is None:
            print(f"{name}: not installed")
            continue
        for number, config in enumerate(configs, 1):
            root = folder / f"{name}-{number}"
            for path, text in {**posts, config_name: config}.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text)
            subprocess.run(command, cwd=root, check=True)
            wanted = facts(feedkit.parse((root / feed_name).read_bytes(), format="feed"))
            shutil.rmtree(root / "out")
            found = facts(feedkit.parse(root))
            print(f"{root.name}: {len(wanted)} posts, {'the same' if wanted == found else 'different'}")
            for one in sorted(set(wanted) ^ set(found)):
                print("  only", "the generator" if one in wanted else "feedkit", one)
            different += wanted != found
    return different


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]) > 0)
